"""What a page states of its article in JSON-LD (schema.org), its links and its language.

The words of the page are for ``html``. Nothing here is guessed: what is not stated is None.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain
from typing import Any
from urllib.parse import urldefrag, urljoin

from whosaid.intake.addresses import address, same_place
from whosaid.intake.bylines import name_and_role, names_and_outlet
from whosaid.intake.encoding import printable
from whosaid.intake.outlets import is_outlet
from whosaid.intake.page_lines import key_of, page_lines

_ARTICLE = re.compile(r"\w*(?:Article|Report|BlogPosting|LiveBlogPosting|Review)")
_LANGUAGE = re.compile(r"([a-zA-Z]{2})(?:[-_].*)?")
# What sites put around JSON for browsers of long ago: "<!-- ... -->", "//<![CDATA[ ... //]]>".
_WRAPPED = re.compile(
    r"\A\s*+(?:/[/*]\s*+)?(?:<!--|<!\[CDATA\[)(?:\s*+\*/)?|(?:/[/*]\s{0,9})?(?:-->|\]\]>)(?:\s{0,9}\*/)?\s{0,99}\Z"
)
_BETWEEN_NAMES = re.compile(r"\s*,\s*(?:and )?|\s+(?:and|&)\s+")
_BY = re.compile(r"\Aby:?\s+(?=\S)", re.IGNORECASE)
_BESIDE_NAME = re.compile(r"\s+[|•·]\s+")  # "Mira Okonjo | Transport correspondent"
_BESIDE_TITLE = re.compile(r"\s[|–—-]\s")
_TAGGED = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
_MOST_OBJECTS = 2000
_MOST_ARTICLES = 200
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Stated:
    """What the page says of its article."""

    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    body: tuple[str, ...] = ()  # the paragraphs of its text
    words: int | None = None  # how many its text has
    is_locked: bool = False  # for subscribers
    is_article: bool = False
    is_one_of_several: bool = False  # articles that the page's data tells of


def stated(root: Any) -> Stated:
    """Return what a parsed page states; JSON-LD first, then the links and attributes of its head."""
    articles, others = _articles(root)
    found = _own(articles, root)
    published = _words(found.get("datePublished")) or _words(found.get("dateCreated"))
    language = _words(root.get("lang")) or _words(found.get("inLanguage")) or content(root, "og:locale")
    code = _LANGUAGE.fullmatch(language or "")
    return Stated(
        title=_words(found.get("headline")) or _words(found.get("name")),
        date=published,
        outlet=next(_names(_named(found.get("publisher"), others), everyone=True), None),
        authors=tuple(dict.fromkeys(_names(_named(found.get("author"), others), everyone=False))),
        language=code[1].lower() if code else None,
        url=next(chain(_addresses_of_page(root), _addresses(found)), None),
        body=_body(found.get("articleBody")),
        words=_number(found.get("wordCount")),
        is_locked=_is_locked(root, found),
        is_article=bool(found) or content(root, "og:type") == "article",
        is_one_of_several=len(articles) > 1,
    )


def _articles(root: Any) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Return the objects that are articles, and all objects by their ``@id``."""
    found: list[dict[str, Any]] = []
    others: dict[str, dict[str, Any]] = {}
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        for each in _objects(_parsed(script.text or "")):
            if isinstance(each.get("@id"), str) and "name" in each:
                others.setdefault(each["@id"], each)
            if _is_article(each.get("@type")):
                found.append(each)
    return found[:_MOST_ARTICLES], others


def _own(articles: list[dict[str, Any]], root: Any) -> dict[str, Any]:
    """Return the article that the page is, of several by its address, else by its headline; empty where it is none.

    The first one counts where the page does not tell which; not where all of them have other addresses.
    """
    if len(articles) < 2:
        return articles[0] if articles else {}
    here = next(_addresses_of_page(root), "")
    places = [[same_place(each) for each in _addresses(article, here)] for article in articles]
    headlines = _headlines(root)
    by_address = (
        each for each, known in zip(articles, places, strict=True) if here and same_place(here) in known
    )
    by_headline = (each for each in articles if key_of(_words(each.get("headline")) or "") in headlines)
    others = bool(here) and all(places)
    return next(chain(by_address, by_headline, () if others else articles), {})


def _headlines(root: Any) -> set[str]:
    """Return the keys of what the page has for a headline, also of what stands before "| The Quay Post"."""
    shown = [" ".join(heading.text_content().split()) for heading in root.iter("h1")]
    shown.append(content(root, "og:title") or "")
    parts = (_BESIDE_TITLE.split(each)[0] for each in shown)
    return {key for each in chain(shown, parts) if (key := key_of(each))}


def _body(value: Any) -> tuple[str, ...]:
    """Return the paragraphs of a text: between blank lines where it has any, else its lines."""
    if not isinstance(value, str):
        return ()
    text = unescape(printable(value)).replace("\r\n", "\n").replace("\r", "\n")
    if _TAGGED.search(text):
        return tuple(page_lines(f"<html><body>{text}</body></html>"))
    between = "\n\n" if _BLANK_LINE.search(text.strip()) else "\n"
    parts = (part.strip() for part in _BLANK_LINE.sub("\n", text).split(between))
    return tuple(part for part in parts if part)


def _number(value: Any) -> int | None:
    return int(value) if re.fullmatch(r"\d{1,6}", str(value)) else None


def _is_locked(root: Any, found: dict[str, Any]) -> bool:
    """Tell an article, or a part of it, that is not free to read."""
    parts = found.get("hasPart")
    each = [found, *(parts if isinstance(parts, list) else [parts])]
    free = (part.get("isAccessibleForFree") for part in each if isinstance(part, dict))
    return content(root, "article:content_tier") == "locked" or any(
        str(value).rpartition("/")[2].lower() == "false" for value in free
    )


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
            yield from [name] if everyone else people(name)


def people(line: str) -> tuple[str, ...]:
    """Return the names in "By Mira Okonjo and Ana Lind | Transport correspondents", without what they are.

    >>> people("Mira Okonjo | Transport Correspondent"), people("Ana Lind, political editor")
    (('Mira Okonjo',), ('Ana Lind',))
    """
    fields = _BESIDE_NAME.split(_BY.sub("", line))
    who = next((field for field in fields if not is_outlet(field)), fields[0])
    return name_and_role(who) or without_roles(list(filter(None, _BETWEEN_NAMES.split(who))))


def without_roles(names: list[str]) -> tuple[str, ...]:
    """Leave out "Transport Correspondent" beside a name."""
    told = [names_and_outlet(name) for name in names]
    roles = [each is not None and not each[0] for each in told]
    return tuple(name for name, is_role in zip(names, roles, strict=True) if not is_role or all(roles))


def _addresses_of_page(root: Any) -> Iterator[str]:
    links = [link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    return filter(None, map(address, (*links, content(root, "og:url"))))


def _addresses(found: dict[str, Any], base: str = "") -> Iterator[str]:
    """Yield the addresses that an article states; those without a host only where they are joined to a base."""
    page = found.get("mainEntityOfPage")
    of_page = (page.get("@id"), page.get("url")) if isinstance(page, dict) else (page,)
    own = urldefrag(str(found.get("@id") or ""))[0] if base else None
    for each in (found.get("url"), *of_page, own):
        if isinstance(each, str) and each.strip():
            told = address(_joined(base, each.strip()))
            if told:
                yield told


def _joined(base: str, place: str) -> str:
    try:
        return urljoin(base, place)
    except ValueError:
        return place


def content(root: Any, name: str) -> str | None:
    """Return what a ``meta`` element of this name or property says."""
    metas = (meta for meta in root.iter("meta") if name in (meta.get("property"), meta.get("name")))
    return next((words for meta in metas if (words := _words(meta.get("content")))), None)


def _words(value: Any) -> str | None:
    words = " ".join(unescape(printable(value)).split()) if isinstance(value, str) else ""
    return words[:_LONGEST] or None
