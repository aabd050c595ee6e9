"""Word files (.docx): the text as Word shows it with all changes accepted.

Inserted text counts, deleted and hidden text does not; text boxes, tables, footnotes and
content controls are read; comments are not the article's. No ``.doc``: that is another format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from whosaid.intake.documents.contents import (
    Paragraph,
    Properties,
    Role,
    Style,
    after_breaks,
    draft_from,
)
from whosaid.intake.documents.markup import Walker, walk_xml
from whosaid.intake.documents.tables import Tables
from whosaid.intake.documents.zipped import Package, damaged, joined, open_package, protected
from whosaid.intake.draft import Draft
from whosaid.settings import Settings

WHAT = "Word document"
_OLE = b"\xd0\xcf\x11\xe0"  # a Word file under a password is packed into one of these
_UNSEEN = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText", "rt", "tblPr"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_TITLE_STYLE = re.compile(r"title|titel|titre|t[ií]tulo|titolo|headline", re.IGNORECASE)
_HEADING_STYLE = re.compile(r"(?:heading|überschrift|titre) ?([1-6])", re.IGNORECASE)
_OFF = ("0", "false", "off")


def draft_of(data: bytes, file: str, settings: Settings) -> Draft:
    """Return the draft of a Word file; raises ``UnreadableFile``."""
    if data.startswith(_OLE):
        raise protected(file, WHAT)
    package = open_package(data, file, WHAT, settings)
    main = _main_part(package)
    related = _related(package, main)
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
    return draft_from([*margins, *body, *notes], _properties(package), file, WHAT)


_MARGIN_PARTS: tuple[tuple[str, Role], ...] = (("header", "page header"), ("footer", "page footer"))


class _Relations(Walker):
    """The parts that a part refers to, by kind ("footnotes")."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.targets: dict[str, list[str]] = {}

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        target = attributes.get("Target", "")
        if tag == "Relationship" and target and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets.setdefault(kind, []).append(joined(self.base, target))


def _related(package: Package, part: str) -> dict[str, list[str]]:
    """Return the parts that ``part`` refers to and that are there."""
    folder, _, name = part.rpartition("/")
    listing = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    relations = _Relations(part)
    if listing in package:
        walk_xml(package, listing, relations)
    return {kind: [part for part in parts if part in package] for kind, parts in relations.targets.items()}


def _main_part(package: Package) -> str:
    found: list[str] = [*_related(package, "").get("officeDocument", ()), "word/document.xml"]
    if found[0] not in package:
        raise damaged(package.file, WHAT)
    return found[0]


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
    return iter(text.tables.finish())


class _Text(Walker):
    """The paragraphs of a part, those of a text box after the paragraph it hangs on."""

    def __init__(self, roles: dict[str, Style], role: Role) -> None:
        super().__init__()
        self.tables = Tables()
        self._roles = roles
        self._role: Role = role
        self._open: list[tuple[list[str], list[Style], list[int]]] = []
        self._page = 0  # how many page breaks were put before
        self._breaks = False  # whether there is one after this paragraph
        self._boxed: list[list[Paragraph]] = []
        self._unseen = 0
        self._hidden = False
        self._words = False
        self._in_settings = 0

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._unseen or tag in _UNSEEN or attributes.get("type") in ("separator", "continuationSeparator"):
            self._unseen += 1
        elif tag == "p":
            self._open.append(([], [Style(self._role)], []))
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
            self.tables.opened({"tbl": "table", "tr": "row", "tc": "cell"}.get(tag, ""))

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
            self.tables.closed({"tbl": "table", "tr": "row", "tc": "cell"}.get(tag, ""))

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

    def _paragraph_ends(self) -> None:
        words, styles, pages = self._open.pop()
        paragraph = Paragraph("".join(words), *styles[0], page=pages[0] if pages else self._page)
        self._page += self._breaks
        self._breaks = False
        if self._open:  # in a text box: what it hangs on comes first
            self._boxed.append([paragraph])
            return
        self.tables.add(paragraph)
        for boxed in self._boxed:
            for inner in boxed:
                self.tables.add(inner)
        self._boxed.clear()


def _sign(tag: str, attributes: Mapping[str, str]) -> str:
    if tag == "br" and attributes.get("type") in ("page", "column"):
        return "\n\n"
    return _SIGNS[tag]


class _Core(Walker):
    """Title and author as the file's properties have them."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._tag = ""

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._tag = tag

    def said(self, text: str) -> None:
        self.values[self._tag] = self.values.get(self._tag, "") + text


def _properties(package: Package) -> Properties:
    core = _Core()
    for part in _related(package, "").get("core-properties", ())[:1]:
        walk_xml(package, part, core)
    creator = core.values.get("creator", "")
    return Properties(
        title=core.values.get("title"), authors=tuple(name.strip() for name in creator.split(";"))
    )
