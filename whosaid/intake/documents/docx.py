"""Word files (.docx): the text as Word shows it with all changes accepted.

Inserted text counts, deleted and hidden text does not; text boxes, tables, footnotes and
content controls are read; comments are not the article's. No ``.doc``: that is another format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from whosaid.intake.documents.contents import Paragraph, Role, Style, after_breaks, draft_from
from whosaid.intake.documents.docx_parts import main_part, properties_of, related_parts
from whosaid.intake.documents.markup import Walker, walk_xml
from whosaid.intake.documents.tables import Tables
from whosaid.intake.documents.zipped import Package, open_package, protected
from whosaid.intake.draft import Draft
from whosaid.settings import Settings

WHAT = "Word document"
_OLE = b"\xd0\xcf\x11\xe0"  # a Word file under a password is packed into one of these
_UNSEEN = frozenset(
    ("del", "moveFrom", "Fallback", "instrText", "delText", "rt", "tblPr", "pPrChange", "rPrChange")
)
_GONE = ("del", "moveFrom")  # among the settings of a paragraph's mark: it goes on in the next paragraph
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_TITLE_STYLE = re.compile(r"title|titel|titre|t[ií]tulo|titolo|headline", re.IGNORECASE)
_HEADING_STYLE = re.compile(r"(?:heading|überschrift|titre) ?([1-6])", re.IGNORECASE)
_OFF = ("0", "false", "off")
_PARTS_OF_TABLES = {"tbl": "table", "tr": "row", "tc": "cell"}


def draft_of(data: bytes, file: str, settings: Settings) -> Draft:
    """Return the draft of a Word file; raises ``UnreadableFile``."""
    if data.startswith(_OLE):
        raise protected(file, WHAT)
    package = open_package(data, file, WHAT, settings)
    main = main_part(package, WHAT)
    related = related_parts(package, main)
    roles = _style_roles(package, related)
    margins = chain.from_iterable(
        _paragraphs(package, part, {}, role)
        for kind, role in _MARGIN_PARTS
        for part in sorted(related.get(kind, ()))
    )
    notes = chain.from_iterable(
        _paragraphs(package, part, {}, "footnote")
        for kind in ("footnotes", "endnotes")
        for part in related.get(kind, ())
    )
    body = after_breaks(_paragraphs(package, main, roles, "body"))
    return draft_from([*margins, *body, *notes], properties_of(package), file, WHAT)


_MARGIN_PARTS: tuple[tuple[str, Role], ...] = (("header", "page header"), ("footer", "page footer"))


class _Styles(Walker):
    """Which styles make a title or a heading, by the style's id."""

    def __init__(self) -> None:
        super().__init__()
        self.roles: dict[str, Style] = {}
        self._style = ""

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "style":
            self._style = attributes.get("styleId", "")
        elif tag == "name" and self._style:
            name = attributes.get("val", "")
            heading = _HEADING_STYLE.fullmatch(name)
            if _TITLE_STYLE.fullmatch(name):
                self.roles[self._style] = Style("title")
            elif heading:
                self.roles[self._style] = Style.of_heading(int(heading[1]))


def _style_roles(package: Package, related: Mapping[str, list[str]]) -> dict[str, Style]:
    styles = _Styles()
    for part in related.get("styles", ())[:1]:
        walk_xml(package, part, styles)
    return styles.roles


def _paragraphs(package: Package, part: str, roles: dict[str, Style], role: Role) -> Iterator[Paragraph]:
    text = _Text(roles, role)
    walk_xml(package, part, text)
    text.finish()
    return iter(text.tables.finish())


_Open = tuple[
    list[str], list[Style], list[int]
]  # words, the style and the page of a paragraph that has not ended


class _Text(Walker):
    """The paragraphs of a part, those of a text box after the paragraph it hangs on."""

    def __init__(self, roles: dict[str, Style], role: Role) -> None:
        super().__init__()
        self.tables = Tables()
        self._roles = roles
        self._role: Role = role
        self._open: list[_Open] = []
        self._page = 0  # how many page breaks were put before
        self._breaks = False  # whether there is one after this paragraph
        self._boxed: list[list[Paragraph]] = []
        self._joins = False  # whether the mark of this paragraph was deleted
        self._begun: _Open | None = None  # one whose mark was, which the next goes on with
        self._unseen = 0
        self._hidden = False
        self._words = False
        self._in_settings = 0

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._unseen or tag in _UNSEEN or attributes.get("type") in ("separator", "continuationSeparator"):
            self._joins = self._joins or self._takes_mark_away(tag)
            self._unseen += 1
        elif tag == "p":
            self._paragraph_begins()
        elif tag in ("pPr", "rPr"):
            self._in_settings += 1
        elif tag == "r":
            self._hidden = False
        elif self._in_settings:
            self._setting(tag, attributes)
        elif tag == "t":
            self._words = not self._hidden
        elif tag in _SIGNS:
            self._page += attributes.get("type") == "page"
            self._add(_sign(tag, attributes))
        else:
            self._table(self.tables.opened, tag)

    def closed(self, tag: str) -> None:
        if self._unseen:
            self._unseen -= 1
        elif tag == "p" and self._open:
            self._paragraph_ends()
        elif tag in ("pPr", "rPr"):
            self._in_settings -= 1
        elif tag == "t":
            self._words = False
        else:
            self._table(self.tables.closed, tag)

    def said(self, text: str) -> None:
        if self._words and not self._unseen:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._open and not self._hidden:
            self._open[-1][0].append(text)
            if text.strip() and not self._open[-1][2]:
                self._open[-1][2].append(self._page)

    def _setting(self, tag: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val", "")
        if tag == "pStyle" and self._open and self._role == "body":
            self._open[-1][1][0] = self._roles.get(value, Style())
        elif tag == "vanish":
            self._hidden = value not in _OFF
        elif tag == "pageBreakBefore":
            self._page += value not in _OFF
        elif tag == "sectPr":
            self._breaks = True
        elif tag == "type" and value == "continuous":
            self._breaks = False

    def _takes_mark_away(self, tag: str) -> bool:
        """Tell a deleted paragraph mark from deleted words: it is among the settings of the mark."""
        return tag in _GONE and not self._unseen and self._in_settings > 1 and len(self._open) == 1

    def _paragraph_begins(self) -> None:
        words, pages = (self._begun[0], self._begun[2]) if self._begun and not self._open else ([], [])
        if not self._open:
            self._begun = None
        self._open.append((words, [Style(self._role)], pages))

    def _paragraph_ends(self) -> None:
        ended = self._open.pop()
        self._page += self._breaks
        self._breaks = False
        if self._open:  # in a text box: what it hangs on comes first
            self._boxed.append([self._whole(ended)])
        elif self._joins:
            self._begun = ended
            self._joins = False
        else:
            self._add_whole(ended)

    def _whole(self, ended: _Open) -> Paragraph:
        words, styles, pages = ended
        return Paragraph("".join(words), *styles[0], page=pages[0] if pages else self._page)

    def _add_whole(self, ended: _Open) -> None:
        self.tables.add(self._whole(ended))
        for boxed in self._boxed:
            for inner in boxed:
                self.tables.add(inner)
        self._boxed.clear()

    def _table(self, change: Callable[[str], None], tag: str) -> None:
        """Begin or end (a part of) a table, over whose border no paragraph goes on."""
        part = _PARTS_OF_TABLES.get(tag, "")
        if part:
            self.finish()
        change(part)

    def finish(self) -> None:
        """Add what was begun and has nothing to go on with."""
        if self._begun:
            begun, self._begun = self._begun, None
            self._add_whole(begun)


def _sign(tag: str, attributes: Mapping[str, str]) -> str:
    if tag == "br" and attributes.get("type") in ("page", "column"):
        return "\n\n"
    return _SIGNS[tag]
