"""XML and XHTML, parsed as a stream: no tree, no entities, no network, a limit to depth and number.

What the elements mean is in the module of each format, which hands in a ``Walker``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

from lxml import etree

from whosaid.errors import UnreadableFile
from whosaid.intake.documents.zipped import Package, damaged

_DEEPEST = 400
_CHUNK = 65_536
_ENTITY = re.compile(
    rb"<!ENTITY|<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y|\x00<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y"
)


class Source(Protocol):
    """What an error about markup says, and how much of it there may be."""

    @property
    def file(self) -> str:
        """The name of the file."""

    @property
    def what(self) -> str:
        """What it is: "EPUB book"."""

    @property
    def most_elements(self) -> int:
        """How many elements it may have."""


class Walker:
    """Called for each element; subclasses fill in ``opened``, ``closed`` and ``said``."""

    most = 0  # elements

    def __init__(self) -> None:
        self.depth = 0
        self.elements = 0

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element; its name and those of the attributes come without namespace."""

    def closed(self, tag: str) -> None:
        """End it."""

    def said(self, text: str) -> None:
        """Take the text in it."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Count the element: the parser's own call."""
        self.depth += 1
        self.elements += 1
        if self.depth > _DEEPEST:
            raise _TooMuch(f"nests its contents more than {_DEEPEST} levels deep")
        if self.elements > self.most:
            raise _TooMuch(f"has more than {self.most:,} elements", f"WHOSAID_MAX_ELEMENTS={2 * self.most}")
        self.opened(
            bare(tag), {bare(name): value for name, value in attributes.items()} if attributes else {}
        )

    def end(self, tag: str) -> None:
        """Count the end: the parser's own call."""
        self.depth -= 1
        self.closed(bare(tag))

    def data(self, text: str) -> None:
        """Pass text on: the parser's own call."""
        self.said(text)

    def close(self) -> None:
        """Do nothing: the walker keeps what it has found."""


class _TooMuch(Exception):
    """Markup beyond what documents have; the second argument, if any, is the setting that allows it."""


def walk_xml(package: Package, part: str, walker: Walker) -> None:
    """Send the elements of an XML part to the walker; raises ``UnreadableFile`` where it is no sound XML."""
    parser = etree.XMLParser(
        target=walker, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    _feed(parser, package.read(part), walker, package)


def walk_text(data: bytes, walker: Walker, source: Source) -> None:
    """Send the elements of XML in UTF-8 to the walker, whatever encoding it declares."""
    parser = etree.XMLParser(
        target=walker,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        encoding="utf-8",
    )
    _feed(parser, data, walker, source)


def walk_html(package: Package, part: str, walker: Walker) -> None:
    """Send the elements of a page to the walker; what is broken in it is put up with, as browsers do."""
    data = package.read(part)
    parser = etree.HTMLParser(target=walker, no_network=True, huge_tree=False, encoding=_encoding(data))
    _feed(parser, data, walker, package)


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """Return the name without its namespace."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _feed(parser: etree.XMLParser | etree.HTMLParser, data: bytes, walker: Walker, source: Source) -> None:
    file, what = source.file, source.what
    walker.most = source.most_elements
    if _ENTITY.search(data):
        raise UnreadableFile(
            file,
            f"this {what} declares XML entities, which documents do not need and attacks do",
            "do not open it unless you trust its sender; if you do, save it anew and add that file",
        )
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        parser.close()
    except _TooMuch as error:
        why, *raised = error.args
        remedy = "".join(f", or raise the limit: start Whosaid with {setting}" for setting in raised)
        raise UnreadableFile(
            file,
            f"this {what} {why}",
            f"save the article's text as plain text (.txt){remedy or ', or paste it'}",
        ) from error
    except etree.XMLSyntaxError as error:
        raise damaged(file, what) from error


def _encoding(data: bytes) -> str | None:
    """Name the encoding of an XHTML page: as declared, by its mark, or UTF-8, the standard's default."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    declared = re.match(rb"""\s*<\?xml[^>]{0,200}?encoding=["']([\w.:-]{2,40})["']""", data[:400])
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        "".encode(name)
    except LookupError:
        return "utf-8"
    return name
