"""EPUB books and saved articles: the chapters in reading order, each under its heading.

What the package file states (title, creators, publisher, date) is its publisher's word.
Contents pages are left out; the pages of a book under copy protection cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from whosaid.errors import UnreadableFile
from whosaid.intake.documents.contents import Paragraph, Properties, Role, draft_from
from whosaid.intake.documents.markup import Walker, walk_html, walk_xml
from whosaid.intake.documents.tables import Tables
from whosaid.intake.documents.zipped import Package, damaged, joined, open_package
from whosaid.intake.draft import Draft
from whosaid.settings import Settings

WHAT = "EPUB book"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS_ONLY = re.compile(r"\.(?:otf|ttf|woff2?|dfont)$", re.IGNORECASE)
_CHAPTER = ("application/xhtml+xml", "text/html")
_UNSEEN = frozenset(
    (
        *("script", "style", "head", "template", "svg", "math", "nav", "rt", "rp"),
        *("object", "audio", "video"),
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset(
    (
        *(
            "p",
            "div",
            "section",
            "article",
            "blockquote",
            "li",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "figure",
            "pre",
        ),
        *(
            "figcaption",
            "header",
            "footer",
            "main",
            "aside",
            "body",
            "table",
            "tr",
            "td",
            "th",
            "caption",
            "hr",
        ),
    )
)
_PARTS = {"table": "table", "tr": "row", "td": "cell", "th": "cell"}
_NOTE = frozenset(("footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"))
_REFERENCE = frozenset(("noteref", "doc-noteref", "doc-backlink", "backlink", "pagebreak", "doc-pagebreak"))
_KIND = ("epub:type", "role")  # the parser of pages knows no namespaces
_WHITE = re.compile(r"[ \t\r\n]+")


def draft_of(data: bytes, file: str, settings: Settings) -> Draft:
    """Return the draft of an EPUB, chapter after chapter; raises ``UnreadableFile``."""
    package = open_package(data, file, WHAT, settings)
    book = _book(package)
    encrypted = _encrypted(package)
    paragraphs: list[Paragraph] = []
    for part in book.reading_order():
        if part in encrypted:
            raise UnreadableFile(
                file,
                f"this {WHAT} is copy-protected (DRM), and its text is encrypted",
                "copy the text in the program in which it can be read, and paste it",
            )
        if part in package:
            paragraphs.extend(_chapter(package, part))
    return draft_from(paragraphs, book.properties(), file, WHAT)


@dataclass
class _Item:
    """A file of the book."""

    part: str
    kind: str
    properties: tuple[str, ...]


class _Found(Walker):
    """The attribute ``name`` of all elements ``tag``."""

    def __init__(self, tag: str, name: str) -> None:
        super().__init__()
        self.values: list[str] = []
        self._tag, self._name = tag, name

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == self._tag and attributes.get(self._name):
            self.values.append(attributes[self._name])


@dataclass
class _Facts:
    """The elements of the package file's metadata."""

    values: dict[str, list[str]] = field(default_factory=dict)

    def first(self, name: str) -> str | None:
        """Return the first value that is not empty."""
        return next((value for value in self.values.get(name, ()) if value), None)


class _Book(Walker):
    """The package file: metadata, the list of files, and the order in which they are read."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base
        self._items: dict[str, _Item] = {}
        self._spine: list[str] = []
        self._facts = _Facts()
        self._fact: str | None = None

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
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
        self._fact = None

    def said(self, text: str) -> None:
        if self._fact:
            self._facts.values[self._fact][-1] += text.strip()

    def reading_order(self) -> list[str]:
        """Return the chapters' names in the archive, without contents pages."""
        items = [self._items[id_] for id_ in self._spine if id_ in self._items]
        return [item.part for item in items if item.kind in _CHAPTER and "nav" not in item.properties]

    def properties(self) -> Properties:
        """Return what the book states of itself."""
        return Properties(
            title=self._facts.first("title"),
            authors=tuple(self._facts.values.get("creator", ())),
            outlet=self._facts.first("publisher"),
            date=self._facts.first("date"),
            stated=True,
        )


def _fact(tag: str, attributes: Mapping[str, str]) -> str:
    """Name a fact; a translator or the day of the last change is another than author and date."""
    told = attributes.get("role" if tag == "creator" else "event", "")
    wanted = ("", "aut") if tag == "creator" else ("", "publication", "original-publication")
    return tag if told in wanted else f"other {tag}"


def _book(package: Package) -> _Book:
    roots = _Found("rootfile", "full-path")
    walk_xml(package, _CONTAINER, roots)
    if not roots.values:
        raise damaged(package.file, WHAT)
    book = _Book(roots.values[0])
    walk_xml(package, roots.values[0], book)
    return book


def _encrypted(package: Package) -> frozenset[str]:
    """Return the encrypted files; fonts may be so in a book that anybody can read."""
    if _ENCRYPTION not in package:
        return frozenset()
    named = _Found("CipherReference", "URI")
    walk_xml(package, _ENCRYPTION, named)
    return frozenset(unquote(name).lstrip("/") for name in named.values if not _FONTS_ONLY.search(name))


def _chapter(package: Package, part: str) -> Iterator[Paragraph]:
    text = _Text()
    walk_html(package, part, text)
    text.ends()
    return iter(text.tables.finish())


class _Text(Walker):
    """The paragraphs of a chapter: what stands between the edges of blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.tables = Tables()
        self._words: list[str] = []
        self._tags: list[tuple[str, bool, bool]] = []  # open elements: tag, seen, in a note

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        kinds = {kind for name in _KIND for kind in attributes.get(name, "").split()}
        _, seen, note = self._tags[-1] if self._tags else ("", True, False)
        if tag in _BLOCKS:
            self.ends()
        if tag == "br" and seen:
            self._words.append("\n")
        hidden = tag in _UNSEEN or bool(kinds & _REFERENCE) or "hidden" in attributes
        self._tags.append((tag, seen and not hidden, note or bool(kinds & _NOTE)))
        self.tables.opened(_PARTS.get(tag, ""))

    def closed(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.ends()
        if self._tags:
            self._tags.pop()
        self.tables.closed(_PARTS.get(tag, ""))

    def said(self, text: str) -> None:
        if not self._tags or self._tags[-1][1]:
            self._words.append(_WHITE.sub(" ", text))

    def ends(self) -> None:
        """End the paragraph that is open."""
        text = "".join(self._words)
        self._words.clear()
        if text.strip():
            self.tables.add(Paragraph(text, self._role()))

    def _role(self) -> Role:
        if any(note for _, _, note in self._tags[-1:]):
            return "footnote"
        return "heading" if any(tag in _HEADINGS for tag, _, _ in self._tags) else "body"
