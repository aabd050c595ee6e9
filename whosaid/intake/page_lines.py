"""The lines of a page, and those of them that are not in the article's text.

A line is what stands between two elements that are not inline. Which of them are the article is
for ``html``; that the others are listed is what makes nothing disappear unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import trafilatura

from whosaid.articles import Removed

_INLINE = frozenset(
    "a abbr b bdi bdo cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time u var "
    "wbr".split()
)
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "object")
_FEWEST_LETTERS = 20
_NOT_WORD = re.compile(r"[\W_]+")


def key_of(text: str) -> str:
    """Return what is the same in two lines that differ in spaces, marks and capitals alone."""
    return _NOT_WORD.sub("", text.lower())


def page_lines(page: str) -> list[str]:
    """Return the text of the page; every element that is not inline starts a line."""
    root = trafilatura.load_html(page)
    body = None if root is None else root.find("body")
    text = "" if body is None else "".join(_pieces(body))
    shown = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in shown if line]


def lines_left_out(page: str, text: str) -> Iterator[Removed]:
    """Yield the lines of the page that are not in the article's text."""
    after = _places_after(text)
    whole = key_of(text)
    seen: set[str] = set()
    at = 0
    for line in page_lines(page):
        key = key_of(line)
        at = after.get(key, at)
        if not key or key in after or key in seen or (len(key) > _FEWEST_LETTERS and key in whole):
            continue
        seen.add(key)
        yield Removed(line, "page", at)


def _places_after(text: str) -> dict[str, int]:
    """Return, for each paragraph of the article, where the next begins."""
    places: dict[str, int] = {}
    at = 0
    for line in text.split("\n"):
        at = min(len(text), at + len(line) + 1)
        if line:
            places[key_of(line)] = at + (text[at : at + 1] == "\n")
    return places


def _pieces(body: Any) -> Iterator[str]:
    waiting = [(body, False)]
    while waiting:
        element, ended = waiting.pop()
        seen = element.tag not in _UNSEEN and isinstance(
            element.tag, str
        )  # comments have a function for a tag
        words = element.tail if ended or not seen else element.text
        yield " " if element.tag in _INLINE else "\n"
        yield (words or "").replace("\n", " ")
        if seen and not ended:
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))
