"""Feeds (RSS, Atom) -> a table with a row for each of their items; other XML is refused, and told what it is.

A feed states title, address, date and author of each item, and its text as a page's source, or only
what it is about. What a cell means is ``rows``' business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from html.entities import html5

from whosaid.intake.checks import unread_xml
from whosaid.intake.containers.rows import Row
from whosaid.intake.containers.tables import Table
from whosaid.intake.documents.markup import Walker, walk_text
from whosaid.intake.encoding import Decoded, printable
from whosaid.settings import Settings

_ROOTS = ("rss", "feed", "RDF")
_CHANNELS = ("channel", "feed")
_ITEMS = ("item", "entry")
# The names of an item's fields are read in these namespaces, and where there is none: others have titles of pictures.
_NAMESPACES = frozenset(
    (
        "",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://purl.org/rss/1.0/modules/content/",
        "http://purl.org/dc/elements/1.1/",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
    )
)
_KEYS = {
    "title": ("title",),
    "date": ("pubDate", "published", "issued", "date", "updated", "modified"),
    "authors": ("creator", "author"),
    "url": ("link", "guid"),
    "language": ("language",),
}
_TEXTS = ("encoded", "content")
_ABOUT = ("description", "summary")
_FIELDS = ("text", "abstract", "title", "date", "outlet", "authors", "url", "language")
_NOT_YET = 1_000_000  # a depth that nothing has
_SHORT = 50  # words: of a description which is hardly the article
_XML_ENTITIES = ("amp;", "lt;", "gt;", "quot;", "apos;")
_AND = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};)([A-Za-z][A-Za-z0-9]{1,31};)?")

Fields = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Source:
    """What an error about a feed says."""

    file: str
    what: str
    most_elements: int


def table_of_xml(decoded: Decoded, name: str, settings: Settings) -> Table:
    """Return the items of a feed as a table; raises ``UnreadableFile`` where it is other XML, or damaged."""
    reader = _Reader()
    source = _Source(name, "feed", settings.max_elements)
    try:
        walk_text(_AND.sub(_as_xml, printable(decoded.text)).encode(), reader, source)
    except _NoFeed as error:
        raise unread_xml(name, str(error)) from error
    channel = reader.channel.fields
    rows = [Row(f"item {number}", _record(item, channel)) for number, item in enumerate(reader.items, 1)]
    return Table(_FIELDS, iter(rows), (decoded.notice,) if decoded.notice else ())


def _as_xml(match: re.Match[str]) -> str:
    """Write an "&" alone, and "&nbsp;", which pages know and XML does not, as XML wants them."""
    name = match[1] or ""
    if name in _XML_ENTITIES:
        return match[0]
    return html5.get(name, f"&amp;{name}")


def _record(item: _Item, channel: Fields) -> dict[str, str | list[str]]:
    """Return the fields of an item; its description is its text where it is as long as one."""
    told: dict[str, str | list[str]] = {field: _first(item.fields, keys) for field, keys in _KEYS.items()}
    told["authors"] = [each for key in _KEYS["authors"] for each in item.fields.get(key, ())]
    told["language"] = told["language"] or _first(channel, _KEYS["language"])
    told["outlet"] = _first(channel, _KEYS["title"])
    text, about = (max((_first(item.fields, (key,)) for key in keys), key=len) for keys in (_TEXTS, _ABOUT))
    is_short = not item.fields.get("description") or len(about.split()) < _SHORT
    told["text" if text or not is_short else "abstract"] = text or about
    return told


def _first(fields: Fields, keys: tuple[str, ...]) -> str:
    return next((value for key in keys for value in fields.get(key, ()) if value), "")


class _NoFeed(Exception):
    """The document is no feed; its outermost element."""


class _Item:
    """What an item, or the channel itself, says in the elements right below it."""

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.fields: Fields = {}

    def add(self, key: str, value: str) -> None:
        """Keep a value; white space around it goes."""
        self.fields.setdefault(key, []).append(value.strip())


class _Reader(Walker):
    """Collects the items of a feed."""

    def __init__(self) -> None:
        super().__init__()
        self.channel = _Item(_NOT_YET)
        self.items: list[_Item] = []
        self.item: _Item | None = None
        self.key: str | None = None
        self.said_here: list[str] = []
        self.before_tag = 0
        self.is_ours = True

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Mind the namespace, which ``opened`` does not see: the parser's own call."""
        self.is_ours = tag[1:].rpartition("}")[0] in _NAMESPACES if tag.startswith("{") else True
        super().start(tag, attributes)

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an item, a field of one, or an element within a field, whose tags are kept."""
        if self.depth == 1 and tag not in _ROOTS:
            raise _NoFeed(tag)
        holder = self.item or self.channel
        if self.key is not None:
            self._open_within(tag)
        elif self.is_ours and tag in _CHANNELS and self.item is None:
            self.channel.depth = self.depth
        elif self.is_ours and tag in _ITEMS and self.item is None:
            self.item = _Item(self.depth)
        elif self.is_ours and self.depth == holder.depth + 1:
            self.key, self.said_here = tag, []
            if tag == "link" and attributes.get("rel", "alternate") == "alternate":
                holder.add("link", attributes.get("href", ""))

    def closed(self, tag: str) -> None:
        """End a field or an item."""
        depth = self.depth + 1  # of the element
        holder = self.item or self.channel
        if self.key is not None and depth == holder.depth + 1:
            holder.add(self.key, "".join(self.said_here))
            self.key = None
        elif self.key in (*_TEXTS, *_ABOUT):
            self.said_here.append(f"</{tag}>")
        elif self.key == "author" and tag != "name":
            del self.said_here[self.before_tag :]
        elif self.item is not None and depth == self.item.depth:
            self.items.append(self.item)
            self.item = None

    def said(self, text: str) -> None:
        """Take the text of a field; beside tags it is a page's source like them."""
        if self.key is not None:
            holder = self.item or self.channel
            self.said_here.append(text if self.depth == holder.depth + 1 else escape(text, quote=False))

    def _open_within(self, tag: str) -> None:
        """Keep a tag within a text; of a person, mark where it began: only the name is wanted."""
        self.before_tag = len(self.said_here)
        if self.key in (*_TEXTS, *_ABOUT):
            self.said_here.append(f"<{tag}>")
