"""The front matter of a markdown file -> title, date, outlet, authors and address.

A small reader of what people and programs put there (YAML's and TOML's plain fields, lists, folded texts,
a thing's ``name``), not of YAML. What is not understood is left out, and the block is listed as removed all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from whosaid.intake.dates import exact_date
from whosaid.intake.draft import Cut, Draft, without
from whosaid.intake.stated_names import Byline, byline_of

_BLOCK = re.compile(r"(---|\+\+\+)[ \t]*\n(?P<body>(?:[^\n]*\n){0,60}?)\1[ \t]*(?:\n|$)")
_FIELD = re.compile(
    r"(?P<key>[A-Za-z][\w -]{0,40}?)\s{0,9}[:=](?:\s{1,9}(?P<value>\S.*)|(?P<tight>[^\s/].*)|\s*)"
)
_ITEM = re.compile(r"\s{0,20}-\s{1,9}(?P<value>\S.*)")
_NAME_OF_THING = re.compile(r"(?:full_?)?name\s?[:=]\s?(?P<value>.+)", re.IGNORECASE)
_OTHER_OF_THING = re.compile(r"[a-z_]{2,20}: \S.*")
_INLINE_THING = re.compile(
    r"\{(?:[^{}]{0,300},\s?)?(?:full_?)?name\s?[:=]\s?(?P<value>[^{},]{1,300})[^{}]{0,300}\}"
)
_QUOTED = (('"', '\\"'), ("'", "''"))  # a mark, and how it is written between two of it
_FOLDED = re.compile(r"[>|][+-]?\d?")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]{1,300}\|)?([^\[\]|]{1,300})\]\]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,1000}", re.IGNORECASE)
# What each is called; what stands first is taken where there are several. "created" is when a page was clipped.
_KEYS = {
    "title": ("title", "headline"),
    "date": ("published", "date_published", "publication_date", "pubdate", "published_at", "date", "created"),
    "outlet": ("outlet", "publication", "publisher", "newspaper", "site_name", "site", "source"),
    "authors": ("authors", "author", "byline", "by"),
    "url": ("url", "link", "canonical", "canonical_url", "source_url", "source", "original", "address"),
}
_KNOWN = frozenset(key for keys in _KEYS.values() for key in keys)

Fields = dict[str, list[str]]


def take(draft: Draft) -> Draft:
    """Take the front matter out of a draft that begins with one, for what it tells."""
    block = _BLOCK.match(draft.text)
    if not block:
        return draft
    fields = _fields(block["body"].split("\n"))
    byline = _byline(fields)
    return replace(
        without(draft, [Cut(block.start(), block.end(), "front matter")]),
        title=next(_values(fields, "title"), None),
        date=next(filter(None, map(exact_date, _values(fields, "date"))), None),
        outlet=next(
            (value for value in _values(fields, "outlet") if not _ADDRESS.match(value)), byline.outlet
        ),
        authors=byline.names,
        url=next((value for value in _values(fields, "url") if _ADDRESS.fullmatch(value)), None),
    )


def _values(fields: Fields, name: str) -> Iterator[str]:
    """Yield what the fields of that meaning hold, in the order of their keys."""
    return (value for key in _KEYS[name] for value in fields.get(key, ()) if value)


def _byline(fields: Fields) -> Byline:
    """Return whom the first of the fields for authors names: the others say the same again."""
    for key in _KEYS["authors"]:
        values = [value for value in fields.get(key, ()) if value]
        byline = byline_of(values if len(values) > 1 else "".join(values))
        if byline.names:
            return byline
    return Byline(())


def _fields(lines: Iterable[str]) -> Fields:
    """Return the values of each known key; of an item with fields its name."""
    fields: Fields = {}
    key, folded = "", False
    for line in lines:
        pair = None if line.startswith((" ", "\t")) else _FIELD.fullmatch(line)
        if pair:
            key = pair["key"].strip().lower().replace(" ", "_").replace("-", "_")
            value = (pair["value"] or pair["tight"] or "").strip()
            folded = bool(_FOLDED.fullmatch(value))
            fields[key] = fields.get(key, []) + ([] if folded else _listed(value))
        elif key in _KNOWN and folded:
            fields[key] = [" ".join((*fields[key], line.strip())).strip()]
        elif key in _KNOWN:
            fields[key] += _item(line)
    return fields


def _item(line: str) -> list[str]:
    """Return the value of a line below a key: "- Ana Lind", "- name: Ana Lind", "  name: Ana Lind"."""
    item = _ITEM.fullmatch(line)
    value = item["value"] if item else line.strip()
    name = _NAME_OF_THING.fullmatch(value)
    if name:
        return [_bare(name["value"])]
    return [_bare(value)] if item and not _OTHER_OF_THING.fullmatch(value) else []


def _listed(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        return [_bare(part) for part in value[1:-1].split(",") if part.strip()]
    thing = _INLINE_THING.fullmatch(value)
    return [_bare(thing["value"] if thing else value)] if value else []


def _bare(value: str) -> str:
    """Take off quotation marks, and the brackets of links between notes."""
    value = value.strip()
    for mark, within in _QUOTED:
        if len(value) > 1 and value.startswith(mark) and value.endswith(mark):
            value = value[1:-1].replace(within, mark)
            break
    return _WIKI_LINK.sub(r"\1", value).strip()
