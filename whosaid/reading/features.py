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


def pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut a text into word pieces with shape, quotation state and break of each."""
    stretches = marks.quoted(text)
    state = marks.states(text, stretches)
    canonical = marks.canonical(text, stretches)
    encoding = tokenizer.encode(canonical, add_special_tokens=False)
    n = len(encoding.ids)
    bounds: list[tuple[int, int]] = encoding.offsets  # a new list at each access: take it once
    words: list[int | None] = encoding.word_ids
    word_end = dict(zip(words, (end for _, end in bounds), strict=True))
    surface = []
    previous_end, previous_word, shape = 0, None, 0
    for word, (start, end) in zip(words, bounds, strict=True):
        if word != previous_word:
            shape = _shape(canonical[start : word_end[word]])
            previous_word = word
        surface.append((shape, state[start], _break(canonical, previous_end, start)))
        previous_end = end
    offsets = np.asarray(bounds, dtype=np.int64).reshape(n, 2)
    return Pieces(
        np.asarray(encoding.ids, dtype=np.int64),
        offsets[:, 0],
        offsets[:, 1],
        np.asarray(surface, dtype=np.int64).reshape(n, 3),
        np.asarray(words, dtype=np.int64),
    )


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


def _break(text: str, previous_end: int, start: int) -> int:
    if "\n" in text[previous_end:start] or (start == 0 and previous_end == 0):
        return 1
    return (
        2
        if text[max(previous_end - 1, 0) : previous_end] in {".", "!", "?", "…", "”"} and previous_end < start
        else 0
    )


def load_tokenizer(path: str) -> Tokenizer:
    """The word piece tokenizer, with padding and truncation switched off."""
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
