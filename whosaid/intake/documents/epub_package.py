"""The package file of an EPUB: what the book states of itself, and in which order its chapters are read.

Title, creators, publisher and date are its publisher's word, unless a program has put its own name there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from whosaid.intake.dates import exact_date
from whosaid.intake.documents.contents import Properties
from whosaid.intake.documents.markup import Walker
from whosaid.intake.documents.zipped import joined

_CHAPTER = ("application/xhtml+xml", "text/html")
# They name themselves as publisher and creator.
_PROGRAMS = frozenset(("calibre", "instapaper", "wallabag", "dotepub"))
_NOBODY = _PROGRAMS | {"unknown"}
_ISSUE = re.compile(r"(?P<outlet>[^\[\]\n]{2,80}) \[(?P<day>[^\[\]\n]{6,40})\]")


@dataclass
class _Facts:
    """The elements of the package file's metadata."""

    values: dict[str, list[str]] = field(default_factory=dict)

    def first(self, name: str) -> str | None:
        """Return the first value that is not empty."""
        return next((value for value in self.values.get(name, ()) if value), None)


@dataclass
class _Item:
    """A file of the book."""

    part: str
    kind: str
    properties: tuple[str, ...]


class Book(Walker):
    """The package file: metadata, the list of files, and the order in which they are read."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base
        self._items: dict[str, _Item] = {}
        self._spine: list[str] = []
        self._facts = _Facts()
        self._fact: str | None = None

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note a file, a chapter's place, or the beginning of a fact."""
        if tag == "item":
            part = joined(self._base, unquote(attributes.get("href", "")))
            kind = attributes.get("media-type", "").lower()
            self._items[attributes.get("id", "")] = _Item(
                part, kind, tuple(attributes.get("properties", "").split())
            )
        elif tag == "itemref" and attributes.get("linear") != "no":
            self._spine.append(attributes.get("idref", ""))
        elif tag in ("title", "creator", "publisher", "date"):
            self._fact = _fact(tag, attributes)
            self._facts.values.setdefault(self._fact, []).append("")

    def closed(self, tag: str) -> None:
        """End a fact."""
        self._fact = None

    def said(self, text: str) -> None:
        """Add to the fact that is begun."""
        if self._fact:
            self._facts.values[self._fact][-1] += text.strip()

    def reading_order(self) -> list[str]:
        """Return the chapters' names in the archive, without contents pages."""
        items = [self._items[id_] for id_ in self._spine if id_ in self._items]
        return [item.part for item in items if item.kind in _CHAPTER and "nav" not in item.properties]

    def properties(self) -> Properties:
        """Return what the book states of itself; the program that made it is neither its author nor its outlet.

        Its date is then that on which it was made. Calibre names an issue "The Quay Post [Wed, 05 Mar 2025]".
        """
        facts = self._facts
        publisher = facts.first("publisher")
        made = publisher is not None and publisher.casefold() in _PROGRAMS
        issue = _ISSUE.fullmatch(facts.first("title") or "") if made else None
        day = exact_date(issue["day"]) if issue else None
        return Properties(
            title=facts.first("title"),
            authors=tuple(name for name in facts.values.get("creator", ()) if name.casefold() not in _NOBODY),
            outlet=issue["outlet"] if issue and day else None if made else publisher,
            date=None if made and not day else day or facts.first("date"),
            stated=True,
        )


def _fact(tag: str, attributes: Mapping[str, str]) -> str:
    """Name a fact; a translator or the day of the last change is another than author and date."""
    told = attributes.get("role" if tag == "creator" else "event", "")
    wanted = ("", "aut") if tag == "creator" else ("", "publication", "original-publication")
    return tag if told in wanted else f"other {tag}"
