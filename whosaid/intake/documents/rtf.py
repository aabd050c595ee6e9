"""Rich text (.rtf): the words with their notes, tables, page headers, styles and properties.

Deleted and hidden text and what programs keep for themselves are left out; a link keeps
its words. Cutting the bytes into control words is ``rtf_tokens``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from whosaid.errors import UnreadableFile
from whosaid.intake.documents.contents import Paragraph, Properties, Role, Style, after_breaks, draft_from
from whosaid.intake.documents.rtf_tokens import Token, encoding_of, tokens, without_utf8
from whosaid.intake.documents.tables import undone
from whosaid.intake.documents.zipped import damaged
from whosaid.intake.draft import Draft
from whosaid.settings import Settings

WHAT = "RTF document"
_DEEPEST = 400
_TITLE_STYLE = re.compile(r"(?:title|titel|titre|headline)", re.IGNORECASE)
_HEADING_STYLE = re.compile(r"(?:heading|überschrift|titre) ?([1-6])", re.IGNORECASE)
_SIGNS = {
    **{"tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "bullet": "•"},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"},
    **{
        "emspace": " ",
        "enspace": " ",
        "qmspace": " ",
        "~": "\u00a0",
        "_": "-",
        "{": "{",
        "}": "}",
        "\\": "\\",
    },
}
_PARAGRAPH_ENDS = frozenset(("par", "sect", "page", "\n", "\r"))
_MARGINS: dict[str, Role] = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "page header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "page footer"),
}
_UNSEEN = frozenset(
    (
        *("colortbl", "pict", "object", "fldinst", "annotation", "listtext", "pntext", "nonesttables", "xe"),
        *("tc", "rxe", "info", "filetbl", "shprslt", "nonshppict", "do", "ftnsep", "ftnsepc", "aftnsep"),
        *("aftnsepc", "objdata", "upr", "private"),
    )
)
_INSIDE_STARRED = frozenset(("shptxt", "shpinst"))  # a text box


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds between two braces: where the words go, and how their bytes are meant."""

    place: str = "body"  # body, title, author, fonttbl, stylesheet, footnote, a margin, or "" for nowhere
    encoding: str = "cp1252"
    skip: int = 1  # characters after a \\u that stand for it in older programs
    hidden: bool = False
    style: str = ""


class _Reader:
    """Follows the tokens of a document and collects its paragraphs."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.apart: list[Paragraph] = []
        self.facts: dict[str, str] = {}
        self._group = _Group()
        self._outer: list[_Group] = []
        self._words: dict[str, list[str]] = {}
        self._fonts: dict[str, str] = {}
        self._font = ""
        self._styles: dict[str, Style] = {}
        self._page = 0
        self._default = "cp1252"
        self._skipping = 0
        self._pending = bytearray()
        self._starred = False
        self._in_table = False
        self._rows: list[list[list[Paragraph]]] = [[[]]]
        self._acts: dict[str, Callable[[str], None]] = {
            "ansicpg": self._code_page,
            "f": self._choose_font,
            "fcharset": self._charset,
            "uc": self._skip_width,
            "u": self._unicode,
            "v": self._hide,
            "deleted": self._hide,
            "plain": lambda _: self._set(hidden=False),
            "pard": self._plain_paragraph,
            "s": lambda value: self._set(style=value),
            "intbl": self._into_table,
            "cell": self._cell_ends,
            "row": self._row_ends,
        }

    def read(self, code: Iterable[Token]) -> None:
        """Take the tokens of a whole document."""
        for token in code:
            if token.text:
                self._bytes(token.text)
                continue
            self._decode()
            if token.brace == "{":
                self._opens()
            elif token.brace == "}":
                self._closes()
            elif token.word:
                self._control(token.word, token.value)
        self._decode()
        self._paragraph_ends()
        self._table_ends()

    def _opens(self) -> None:
        self._outer.append(self._group)
        self._starred = False
        self._skipping = 0
        if len(self._outer) > _DEEPEST:
            raise RecursionError

    def _closes(self) -> None:
        self._skipping = 0
        inner, self._group = self._group, self._outer.pop() if self._outer else _Group(place="")
        if inner.place != self._group.place or inner.place == "stylesheet":
            self._place_ends(inner)

    def _place_ends(self, inner: _Group) -> None:
        if inner.place in ("title", "author"):
            self.facts.setdefault(inner.place, self._take(inner.place))
        elif inner.place == "footnote" or inner.place in _MARGINS:
            role = _MARGINS.get(inner.place, "footnote")
            self.apart.extend(Paragraph(text, role) for text in self._take(inner.place).split("\n\n"))
        elif inner.place == "stylesheet" and inner.style:
            self._style_ends(inner.style)

    def _style_ends(self, style: str) -> None:
        name = self._take("stylesheet").strip(" ;")
        if _TITLE_STYLE.fullmatch(name):
            self._styles[style] = Style("title")
        elif heading := _HEADING_STYLE.fullmatch(name):
            self._styles[style] = Style.of_heading(int(heading[1]))

    def _control(self, word: str, value: str) -> None:
        starred, self._starred = self._starred, word == "*"
        if starred and word not in _INSIDE_STARRED:
            self._set(place="")
        elif word in _UNSEEN or word in ("fonttbl", "stylesheet", "footnote") or word in _MARGINS:
            self._enters(word)
        elif word in ("title", "author") and self._outer:
            self._set(place=word)
        elif word == "shptxt":
            self._paragraph_ends()
            self._set(place="body")
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        elif word in _PARAGRAPH_ENDS:
            self._paragraph_ends()
            self._page += word == "page"
        elif word in self._acts:
            self._acts[word](value)

    def _enters(self, word: str) -> None:
        if self._group.place:
            self._set(place="" if word in _UNSEEN else word)

    def _set(
        self,
        *,
        place: str | None = None,
        hidden: bool | None = None,
        style: str | None = None,
        encoding: str | None = None,
    ) -> None:
        group = self._group
        self._group = replace(
            group,
            place=group.place if place is None else place,
            hidden=group.hidden if hidden is None else hidden,
            style=group.style if style is None else style,
            encoding=group.encoding if encoding is None else encoding,
        )

    def _code_page(self, value: str) -> None:
        self._default = encoding_of(f"cp{value}", self._default)
        self._set(encoding=self._default)

    def _choose_font(self, value: str) -> None:
        self._font = value
        if self._group.place != "fonttbl":
            self._set(encoding=self._fonts.get(value, self._default))

    def _charset(self, value: str) -> None:
        if self._group.place == "fonttbl":
            self._fonts[self._font] = encoding_of(value, self._default)

    def _skip_width(self, value: str) -> None:
        self._group = replace(self._group, skip=min(int(value or 1), 9))

    def _unicode(self, value: str) -> None:
        self._say(chr(int(value or 63) % 0x10000))
        self._skipping = self._group.skip

    def _hide(self, value: str) -> None:
        self._set(hidden=value != "0")

    def _plain_paragraph(self, _: str) -> None:
        self._in_table = False
        self._set(style="" if self._group.place != "stylesheet" else None)

    def _into_table(self, _: str) -> None:
        self._in_table = True

    def _cell_ends(self, _: str) -> None:
        self._in_table = True
        self._paragraph_ends()
        self._rows[-1].append([])

    def _row_ends(self, _: str) -> None:
        self._rows[-1].pop()
        self._rows.append([[]])

    def _table_ends(self) -> None:
        self.paragraphs.extend(undone(self._rows))
        self._rows = [[[]]]

    def _bytes(self, data: bytes) -> None:
        skipped = min(self._skipping, len(data))
        self._skipping -= skipped
        self._pending += data[skipped:]

    def _decode(self) -> None:
        """Say the bytes that stand together: a character may be half escaped and half not."""
        if self._pending:
            self._say(self._pending.decode(self._group.encoding, "replace"))
            self._pending.clear()

    def _say(self, text: str) -> None:
        if self._group.place and not self._group.hidden:
            self._words.setdefault(self._group.place, []).append(text)

    def _take(self, place: str) -> str:
        text = "".join(self._words.pop(place, ()))
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _paragraph_ends(self) -> None:
        if self._group.place != "body":
            self._say("\n\n")
            return
        style = self._styles.get(self._group.style, Style())
        paragraph = Paragraph(self._take("body"), style.role, style.size, self._page)
        if self._in_table:
            self._rows[-1][-1].append(paragraph)
        else:
            self._table_ends()
            self.paragraphs.append(paragraph)


def draft_of(data: bytes, file: str, settings: Settings) -> Draft:
    """Return the draft of an RTF document; raises ``UnreadableFile``."""
    reader = _Reader()
    try:
        reader.read(tokens(without_utf8(data)))
    except RecursionError as error:
        raise UnreadableFile(
            file,
            f"this {WHAT} nests its contents more than {_DEEPEST} levels deep",
            "save the article's text as plain text (.txt), or paste it",
        ) from error
    paragraphs = [*after_breaks(reader.paragraphs), *reader.apart]
    if not any(paragraph.text.strip() for paragraph in paragraphs) and not data.rstrip(b"\0\r\n ").endswith(
        b"}"
    ):
        raise damaged(file, WHAT)
    properties = Properties(
        title=reader.facts.get("title"), authors=(reader.facts.get("author", "").strip(),)
    )
    return draft_from(paragraphs, properties, file, WHAT)
