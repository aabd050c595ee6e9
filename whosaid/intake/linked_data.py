"""What a page states of its article in JSON-LD (schema.org), its links and its language.

The words of the page are for ``html``. Nothing here is guessed: what is not stated is None.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

_ARTICLE = re.compile(r"\w*(?:Article|Report|BlogPosting|LiveBlogPosting|Review)")
_LANGUAGE = re.compile(r"([a-zA-Z]{2})(?:[-_].*)?")
# What sites put around JSON for browsers of long ago: "<!-- ... -->", "//<![CDATA[ ... //]]>".
_WRAPPED = re.compile(
    r"\A\s*+(?:/[/*]\s*+)?(?:<!--|<!\[CDATA\[)(?:\s*+\*/)?|(?:/[/*]\s{0,9})?(?:-->|\]\]>)(?:\s{0,9}\*/)?\s{0,99}\Z"
)
_BETWEEN_NAMES = re.compile(r"\s*,\s*(?:and )?|\s+(?:and|&)\s+")
_BY = re.compile(r"\Aby:?\s+(?=\S)", re.IGNORECASE)
_MOST_OBJECTS = 2000
_LONGEST = 300
_LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class Stated:
    """What the page says of its article."""

    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None


def stated(root: Any) -> Stated:
    """Return what a parsed page states; JSON-LD first, then the links and attributes of its head."""
    found, others = _article(root)
    published = _words(found.get("datePublished")) or _words(found.get("dateCreated"))
    language = _words(root.get("lang")) or _words(found.get("inLanguage")) or _content(root, "og:locale")
    code = _LANGUAGE.fullmatch(language or "")
    return Stated(
        title=_words(found.get("headline")) or _words(found.get("name")),
        date=published,
        outlet=next(_names(_named(found.get("publisher"), others), everyone=True), None),
        authors=tuple(dict.fromkeys(_names(_named(found.get("author"), others), everyone=False))),
        language=code[1].lower() if code else None,
        url=_address(root, found),
    )


def _article(root: Any) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return the first object that is an article, empty where none is, and all objects by their ``@id``."""
    found: dict[str, Any] = {}
    others: dict[str, dict[str, Any]] = {}
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        for each in _objects(_parsed(script.text or "")):
            if isinstance(each.get("@id"), str) and "name" in each:
                others.setdefault(each["@id"], each)
            if not found and _is_article(each.get("@type")):
                found = each
    return found, others


def _parsed(script: str) -> Any:
    """Return the data of a script, also of one that is put into a comment or CDATA; None where it is damaged."""
    try:
        return json.loads(_WRAPPED.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return None


def _is_article(kinds: Any) -> bool:
    """Tell by a type, by name or address ("https://schema.org/NewsArticle"), or by several."""
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE.fullmatch(re.split(r"[/:#]", kind)[-1]) for kind in named)


def _named(value: Any, others: dict[str, dict[str, Any]]) -> list[Any]:
    """Return people or organisations, those that are only pointed to by their ``@id`` as what they are."""
    return [
        others.get(str(each.get("@id")), each) if isinstance(each, dict) and "name" not in each else each
        for each in (value if isinstance(value, list) else [value])
    ]


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a list or a graph, from the top down."""
    waiting = [data]
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting = each + waiting
        elif isinstance(each, dict):
            yield each
            waiting += [each.get("@graph"), each.get("mainEntity")]


def _names(named: list[Any], *, everyone: bool) -> Iterator[str]:
    """Yield the names of people, and of organisations if everyone counts."""
    for each in named:
        if isinstance(each, dict):
            person = "Organization" not in str(each.get("@type"))
            name = _words(each.get("name")) if everyone or person else None
        else:
            name = _words(each)
        if name and not re.match(r"https?:|@", name):
            yield from [name] if everyone else _BETWEEN_NAMES.split(_BY.sub("", name))


def _address(root: Any, found: dict[str, Any]) -> str | None:
    links = [link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    page = found.get("mainEntityOfPage")
    of_page = page.get("@id") if isinstance(page, dict) else page
    for each in (*links, _content(root, "og:url"), found.get("url"), of_page):
        if isinstance(each, str) and _is_address(each.strip()):
            return each.strip()
    return None


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and len(text) <= _LONGEST_ADDRESS


def _content(root: Any, name: str) -> str | None:
    metas = (meta for meta in root.iter("meta") if name in (meta.get("property"), meta.get("name")))
    return next((words for meta in metas if (words := _words(meta.get("content")))), None)


def _words(value: Any) -> str | None:
    words = " ".join(unescape(value).split()) if isinstance(value, str) else ""
    return words[:_LONGEST] or None
