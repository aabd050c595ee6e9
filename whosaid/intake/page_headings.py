"""The headings of a page: those within the article that the extraction drops, and the page's own above it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Any

import trafilatura

from whosaid.intake.draft import Cut, Draft, lines
from whosaid.intake.outlets import is_outlet
from whosaid.intake.page_lines import key_of

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_MARGINS = ("aside", "nav", "footer", "header")
_MOST_WORDS = 20
_BETWEEN_PARAGRAPHS = "\n\n"


def with_headings(page: str, text: str) -> str:
    """Return the article's text with the headings that stand right above paragraphs of it.

    Where a page does not say where its article is, the extraction takes the paragraphs alone.
    """
    root = trafilatura.load_html(page)
    paragraphs = text.split(_BETWEEN_PARAGRAPHS)
    kept = {key_of(paragraph) for paragraph in paragraphs}
    missing = {} if root is None else dict(_missing(root, kept))
    first, *later = paragraphs
    if (
        len(missing.keys() & set(map(key_of, later))) == 0
    ):  # one heading above the article is its title, or a section's
        return text
    return _BETWEEN_PARAGRAPHS.join(
        part for each in (first, *later) for part in (missing.pop(key_of(each), ""), each) if part
    )


def _missing(root: Any, kept: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs that are kept below a heading that is not, by their keys, and the headings."""
    blocks = (each for each in root.iter(*_HEADINGS, "p", "blockquote", "ul", "ol", "table"))
    for heading, below in pairwise(blocks):
        if heading.tag not in _HEADINGS or below.tag != "p" or heading.getparent() is not below.getparent():
            continue
        words, key = " ".join(heading.text_content().split()), key_of(below.text_content())
        fits = 0 < len(words.split()) <= _MOST_WORDS and next(heading.iterancestors(*_MARGINS), None) is None
        if fits and key and key in kept and key_of(words) not in kept:
            yield key, words


def cuts_of_headings(draft: Draft, root: Any) -> list[Cut]:
    """Return the page's own headings on top of the text where the page states a title in other words."""
    if draft.title is None:
        return []
    headings = {key_of(heading.text_content()) for heading in root.iter("h1")} - {key_of(draft.title)}
    outlet = key_of(draft.outlet or "")
    above = takewhile(lambda line: key_of(line.text) in headings, lines(draft.text))
    above = takewhile(
        lambda line: outlet or not is_outlet(line.text), above
    )  # whose name is found there later
    return [Cut(line.start, line.end, "outlet" if key_of(line.text) == outlet else "title") for line in above]
