"""The characters of a PDF page, as PDFium finds them -> words with their place and size -> pieces of lines.

Sideways text and what stands outside the visible page is kept apart. The order in which
the pieces are read is ``pdf_layout``'s business.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_NEW_WORD = 0.3  # of the type size: a gap this wide stands for a space
_NEW_PIECE = 0.9  # of the type size: a gap this wide may be the one between columns
_SAME_LINE = 0.35  # of the type size
_RAISED = 0.82  # of the size before it: type this small after a word is a note's number
_LINE_END_HYPHENS = (0x02, 0xAD, 0xFFFE)  # what PDFium makes of a hyphen at which it joins two lines
_BOLD = (b"bold", b"black", b"heavy", b"demi")
_NOTE_SIGNS = frozenset("0123456789*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰")


@dataclass(slots=True)
class Word:
    """A word and its place in points, the origin at the bottom left; ``note``: the number of a note on it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    turn: int = 0  # quarter turns, counter-clockwise
    note: str = ""
    last: float = 0.0  # the left edge of its last character


@dataclass(slots=True)
class Piece:
    """Words that stand together on a line."""

    words: list[Word] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.words[-1].right

    @property
    def base(self) -> float:
        """The height of the line it stands on."""
        return self.words[0].base

    @property
    def size(self) -> float:
        """The size of most of its type."""
        return median(word.size for word in self.words)

    @property
    def text(self) -> str:
        """Its words, notes included."""
        return " ".join(word.text + word.note for word in self.words)


@dataclass(slots=True)
class PageText:
    """What stands on a page: upright pieces of lines, and words in its margins that nobody reads as text."""

    pieces: list[Piece]
    aside: list[Piece]
    bottom: float
    top: float


class _Characters:
    """The characters of a page, one call to PDFium for each thing asked."""

    def __init__(self, textpage: Any) -> None:
        self._page = textpage
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(200)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def code(self, index: int) -> int:
        return int(pdfium.FPDFText_GetUnicode(self._page, index))

    def edges(self, index: int) -> tuple[float, float, float, float]:
        """Return left, right, bottom and top of the space a character takes."""
        pdfium.FPDFText_GetLooseCharBox(self._page, index, self._box)
        box = self._box
        return (box.left, box.right, box.bottom, box.top)

    def origin(self, index: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        return self._x.value, self._y.value

    def size(self, index: int) -> float:
        size = float(pdfium.FPDFText_GetFontSize(self._page, index))
        if pdfium.FPDFText_GetMatrix(self._page, index, self._matrix):
            size *= math.hypot(self._matrix.c, self._matrix.d) or 1.0
        return min(max(abs(size), 1.0), 500.0)

    def turn(self, index: int) -> int:
        if not pdfium.FPDFText_GetMatrix(self._page, index, self._matrix):
            return 0
        return round(math.atan2(self._matrix.b, self._matrix.a) / (math.pi / 2)) % 4

    def bold(self, index: int) -> bool:
        """Tell by the font's name, which is right more often than the weight the file gives."""
        length = pdfium.FPDFText_GetFontInfo(self._page, index, self._name, len(self._name), None)
        name = self._name.raw[: min(length, len(self._name))].lower()
        return any(weight in name for weight in _BOLD)


def page_text(textpage: Any, characters: int, box: tuple[float, float, float, float]) -> PageText:
    """Return the words of a page by lines; ``box`` is its visible part (left, bottom, right, top)."""
    words = list(_without_doubles(_words(_Characters(textpage), characters)))
    turn = Counter(word.turn for word in words).most_common(1)[0][0] if words else 0
    left, bottom, right, top = _turned_box(box, turn)
    here: list[Word] = []
    aside: list[Word] = []
    for word in words:
        middle = (word.left + word.right) / 2
        visible = left <= middle <= right and bottom <= word.base <= top
        (here if visible and word.turn == turn else aside).append(word)
    return PageText(_pieces(here), _pieces(aside), bottom, top)


def _words(characters: _Characters, count: int) -> Iterator[Word]:
    word: Word | None = None
    for index in range(count):
        code = characters.code(index)
        letter = _letter(code)
        if not letter.strip():
            if word:
                yield word
            word = None
            continue
        place = _placed(characters, index, word.turn) if word else None
        if word is None or place is None or not _belongs(place, word, letter):
            if word:
                yield word
            word, place = _begun(characters, index)
        _extend(word, characters, index, letter, place)
    if word:
        yield word


def _letter(code: int) -> str:
    if code in _LINE_END_HYPHENS:
        return "\u00ad"
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else " "


class _Place(NamedTuple):
    """Where a character stands once its text has been set upright."""

    left: float
    right: float
    base: float


def _placed(characters: _Characters, index: int, turn: int) -> _Place:
    edges, origin = characters.edges(index), characters.origin(index)
    if not turn:
        return _Place(edges[0], edges[1], origin[1])
    left, right, _, _ = _turned_edges(edges, turn)
    return _Place(left, right, _turned(origin, turn)[1])


def _begun(characters: _Characters, index: int) -> tuple[Word, _Place]:
    turn = characters.turn(index)
    place = _placed(characters, index, turn)
    size, bold = characters.size(index), characters.bold(index)
    return Word("", place.left, place.left, place.base, size, bold, turn), place


def _belongs(place: _Place, word: Word, letter: str) -> bool:
    """Tell whether a character goes on with the word: on its line, right behind it."""
    gap = place.left - word.right
    # The letters of a ligature share one place.
    near = gap < _NEW_WORD * word.size and (gap > -0.6 * word.size or place.left > word.last - 1)
    limit = 0.6 if letter in _NOTE_SIGNS else _SAME_LINE
    return near and abs(place.base - word.base) < limit * word.size


def _extend(word: Word, characters: _Characters, index: int, letter: str, place: _Place) -> None:
    word.right, word.last = max(word.right, place.right), place.left
    if letter in _NOTE_SIGNS and word.text:
        raised = place.base > word.base + 0.1 * word.size
        if raised and characters.size(index) < _RAISED * word.size:
            word.note += letter
            return
    word.text += word.note + letter
    word.note = ""


def _turned(point: tuple[float, float], turn: int) -> tuple[float, float]:
    """Return the point as it is on the page once its text has been set upright."""
    x, y = point
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _turned_edges(edges: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = edges
    one, other = _turned((left, bottom), turn), _turned((right, top), turn)
    return min(one[0], other[0]), max(one[0], other[0]), min(one[1], other[1]), max(one[1], other[1])


def _turned_box(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = _turned_edges((box[0], box[2], box[1], box[3]), turn)
    return left, bottom, right, top


def _without_doubles(words: Iterator[Word]) -> Iterator[Word]:
    """Leave out words printed twice on the same spot, as some programs do for bold type."""
    seen: set[tuple[str, int, int]] = set()
    for word in words:
        place = (word.text, round(word.left / 2), round(word.base / 2))
        if place not in seen:
            seen.add(place)
            yield word


def _pieces(words: list[Word]) -> list[Piece]:
    pieces: list[Piece] = []
    for word in words:
        last = pieces[-1].words[-1] if pieces else None
        if (
            last
            and abs(word.base - last.base) < _SAME_LINE * last.size
            and -0.5 * last.size < word.left - last.right < _NEW_PIECE * max(last.size, word.size)
        ):
            pieces[-1].words.append(word)
        else:
            pieces.append(Piece([word]))
    return pieces
