"""OpenDocument texts (.odt), as LibreOffice and others save them: text, notes, headers, properties.

Deleted text that is kept as a tracked change, comments and hidden text are not the article's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from whosaid.intake.documents.contents import Paragraph, Properties, Role, Style, draft_from
from whosaid.intake.documents.markup import Walker, walk_xml
from whosaid.intake.documents.tables import Tables
from whosaid.intake.documents.zipped import Package, open_package, protected
from whosaid.intake.draft import Draft
from whosaid.settings import Settings

WHAT = "OpenDocument text"
_UNSEEN = frozenset(
    (
        *("tracked-changes", "annotation", "annotation-end", "forms", "note-citation", "ruby-text"),
        *("hidden-text", "script", "settings", "desc", "title"),
    )
)
_PARTS = {
    "table": "table",
    "table-row": "row",
    "table-cell": "cell",
    "list": "",
}
_MARGINS: dict[str, Role] = {
    "header": "page header",
    "header-left": "page header",
    "header-first": "page header",
    "footer": "page footer",
    "footer-left": "page footer",
    "footer-first": "page footer",
}
_WHITE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 100
_OUTLINE = ("1", "2", "3", "4", "5", "6")  # levels of headings that count


def draft_of(data: bytes, file: str, settings: Settings) -> Draft:
    """Return the draft of an OpenDocument text; raises ``UnreadableFile``."""
    package = open_package(data, file, WHAT, settings)
    if _is_encrypted(package):
        raise protected(file, WHAT)
    margins, text, facts = _Margins(), _Text(), _Meta()
    for part, walker in (("styles.xml", margins), ("meta.xml", facts)):
        if part in package:
            walk_xml(package, part, walker)
    walk_xml(package, "content.xml", text)
    paragraphs = [*margins.tables.finish(), *text.tables.finish(), *text.notes]
    return draft_from(paragraphs, facts.properties(), file, WHAT)


def _is_encrypted(package: Package) -> bool:
    manifest = "META-INF/manifest.xml"
    return "encrypted-package" in package or (
        manifest in package and b"encryption-data" in package.read(manifest)
    )


class _Text(Walker):
    """The paragraphs of the body, and the notes, which stand where they are referred to."""

    def __init__(self) -> None:
        super().__init__()
        self.tables = Tables()
        self.notes: list[Paragraph] = []
        self._parents: dict[str, str] = {}
        self._open: list[tuple[list[str], Style]] = []
        self._boxed: list[Paragraph] = []
        self._unseen = 0
        self._in_note = 0

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._unseen or tag in _UNSEEN:
            self._unseen += 1
        elif tag in ("p", "h"):
            self._open.append(([], self._style(tag, attributes)))
        elif tag == "style":
            self._parents[attributes.get("name", "")] = attributes.get("parent-style-name", "")
        elif tag == "note":
            self._in_note += 1
        elif tag in ("s", "tab", "line-break"):
            self._add(_sign(tag, attributes))
        else:
            self.tables.opened(_PARTS.get(tag, ""))

    def closed(self, tag: str) -> None:
        if self._unseen:
            self._unseen -= 1
        elif tag in ("p", "h") and self._open:
            self._paragraph_ends()
        elif tag == "note":
            self._in_note -= 1
        else:
            self.tables.closed(_PARTS.get(tag, ""))

    def said(self, text: str) -> None:
        if not self._unseen:
            self._add(_WHITE.sub(" ", text))

    def _add(self, text: str) -> None:
        if self._open:
            self._open[-1][0].append(text)

    def _style(self, tag: str, attributes: Mapping[str, str]) -> Style:
        style = attributes.get("style-name", "")
        if "Title" in (style, self._parents.get(style)):
            return Style("title")
        level = attributes.get("outline-level", "1")
        return Style.of_heading(int(level)) if tag == "h" and level in _OUTLINE else Style()

    def _paragraph_ends(self) -> None:
        words, style = self._open.pop()
        paragraph = Paragraph("".join(words), *style)
        if self._in_note:
            self.notes.append(Paragraph(paragraph.text, "footnote"))
        elif self._open:
            self._boxed.append(paragraph)
        else:
            for each in (paragraph, *self._boxed):
                self.tables.add(each)
            self._boxed.clear()


class _Margins(_Text):
    """The headers and footers, which stand among the styles."""

    def __init__(self) -> None:
        super().__init__()
        self._margin: Role | None = None

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._margin = _MARGINS.get(tag, self._margin)
        if self._margin:
            super().opened(tag, attributes)

    def closed(self, tag: str) -> None:
        if self._margin:
            super().closed(tag)
        if tag in _MARGINS:
            self._margin = None

    def _style(self, tag: str, attributes: Mapping[str, str]) -> Style:
        return Style(self._margin or "body")


def _sign(tag: str, attributes: Mapping[str, str]) -> str:
    if tag == "s":
        count = attributes.get("c", "1")
        return " " * min(int(count) if count.isdigit() and len(count) < 4 else 1, _MOST_SPACES)
    return "\t" if tag == "tab" else "\n"


class _Meta(Walker):
    """What ``meta.xml`` says; who saved the file last is not taken for its author."""

    def __init__(self) -> None:
        super().__init__()
        self._values: dict[str, str] = {}
        self._tag = ""

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._tag = tag

    def closed(self, tag: str) -> None:
        self._tag = ""

    def said(self, text: str) -> None:
        self._values[self._tag] = self._values.get(self._tag, "") + text

    def properties(self) -> Properties:
        """Return what it says."""
        return Properties(
            title=self._values.get("title"), authors=(self._values.get("initial-creator", "").strip(),)
        )
