"""EPUB books and saved articles: the chapters in reading order, each under its heading.

What the package file states is in ``epub_package``. Contents pages are left out; the pages of a book under
copy protection cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from whosaid.errors import UnreadableFile
from whosaid.intake.documents.contents import Paragraph, Role, draft_from
from whosaid.intake.documents.epub_package import Book
from whosaid.intake.documents.markup import Walker, walk_html, walk_xml
from whosaid.intake.documents.tables import Tables
from whosaid.intake.documents.zipped import Package, damaged, open_package
from whosaid.intake.draft import Draft
from whosaid.settings import Settings

WHAT = "EPUB book"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS_ONLY = re.compile(r"\.(?:otf|ttf|woff2?|dfont)$", re.IGNORECASE)
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


class _Found(Walker):
    """The attribute ``name`` of all elements ``tag``."""

    def __init__(self, tag: str, name: str) -> None:
        super().__init__()
        self.values: list[str] = []
        self._tag, self._name = tag, name

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == self._tag and attributes.get(self._name):
            self.values.append(attributes[self._name])


def _book(package: Package) -> Book:
    roots = _Found("rootfile", "full-path")
    walk_xml(package, _CONTAINER, roots)
    if not roots.values:
        raise damaged(package.file, WHAT)
    book = Book(roots.values[0])
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
