"""Text to the encoder's input: word pieces and what their surface shows.

The encoder is uncased; casing, quotation marks, quotation state and paragraph
breaks are told to it beside the word pieces. Shared by training and run time,
so that both see exactly the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from whosaid.reading import marks

WINDOW = 254  # word pieces in a window, [CLS] and [SEP] left out
CLS, SEP, PAD = 101, 102, 0

SHAPES = (
    "none",
    "lower",
    "title",
    "upper",
    "mixed",
    "digit",
    "alphanumeric",
    "opening",
    "closing",
    "apostrophe",
    "point",
    "other",
)
_SHAPE = {name: index for index, name in enumerate(SHAPES)}
BREAKS = ("none", "line", "sentence")
_STOPS = tuple(map(ord, ".!?…”"))
SURFACE_SIZES = (len(SHAPES), 3, len(BREAKS))

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as word pieces, all arrays over n pieces.

    ``start`` and ``end`` are characters, ``surface`` (n, 3) holds shape, quotation state and break,
    ``word`` the running number of the word that a piece belongs to.
    """

    ids: Ints
    start: Ints
    end: Ints
    surface: Ints
    word: Ints

    def __len__(self) -> int:
        return len(self.ids)


def pieces(text: str, tokenizer: Tokenizer, stretches: list[marks.Quoted] | None = None) -> Pieces:
    """Cut a text into word pieces with shape, quotation state and break of each.

    ``stretches`` are those between its quotation marks, for those who know them already.
    """
    stretches = marks.quoted(text) if stretches is None else stretches
    canonical = marks.canonical(text, stretches)
    encoding = tokenizer.encode(canonical, add_special_tokens=False)
    ids = np.asarray(encoding.ids, dtype=np.int64)
    start, end = np.asarray(encoding.offsets, dtype=np.int64).reshape(-1, 2).T.copy()
    word = np.asarray(encoding.word_ids, dtype=np.int64)
    state = np.frombuffer(marks.states(text, stretches), dtype=np.uint8)
    surface = np.empty((len(ids), 3), dtype=np.int64)
    surface[:, 0] = _shapes(canonical, start, end, word)
    surface[:, 1] = state[start]
    surface[:, 2] = _breaks(canonical, start, end)
    return Pieces(ids, start, end, surface, word)


def _shapes(text: str, start: Ints, end: Ints, word: Ints) -> Ints:
    """The shape (n) of the word that each of n pieces belongs to."""
    last = np.r_[word[1:] != word[:-1], [True] * (len(word) > 0)]
    ends = np.flatnonzero(last)
    starts = np.r_[0, ends[:-1] + 1][: len(ends)]
    found = [_shape(text[a:b]) for a, b in zip(start[starts].tolist(), end[ends].tolist(), strict=True)]
    return np.repeat(np.asarray(found, dtype=np.int64), ends - starts + 1)


@lru_cache(maxsize=65536)
def _shape(word: str) -> int:
    return _SHAPE[_shape_name(word)]


def _shape_name(word: str) -> str:
    if word in "“‘":
        return "opening"
    if word == "”":
        return "closing"
    if word == "’":
        return "apostrophe"
    if word in {".", "!", "?", "…"}:
        return "point"
    if word.isdigit():
        return "digit"
    if not word.isalpha():
        return "alphanumeric" if word.isalnum() else "other"
    if word.islower():
        return "lower"
    if word.isupper():
        return "upper" if len(word) > 1 else "title"
    return "title" if word[0].isupper() and word[1:].islower() else "mixed"


def _breaks(text: str, start: Ints, end: Ints) -> Ints:
    """What stands before each of n pieces (n): nothing, the beginning of a line, or the end of a sentence."""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    before = np.r_[0, end[:-1]][: len(end)]
    lines = np.flatnonzero(letters == ord("\n"))
    line = np.searchsorted(lines, before) < np.searchsorted(lines, start)
    line |= (start == 0) & (before == 0)
    stop = (before > 0) & (before < start) & np.isin(letters[before - 1], _STOPS)
    return np.where(line, 1, np.where(stop, 2, 0))


def load_tokenizer(path: str) -> Tokenizer:
    """The word piece tokenizer, with padding and truncation switched off."""
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
