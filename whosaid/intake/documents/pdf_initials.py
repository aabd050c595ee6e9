"""Initials: a large letter that begins a text and stands beside its first lines, put back into its word.

Else it would stand in a line of its own, and the word without it. Which words make a line is for ``pdf_words``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from whosaid.intake.documents.pdf_lines import words_in
from whosaid.intake.documents.pdf_words import Piece, Word

_INITIAL = re.compile(r"[\"“‘'«]?[^\W\d_a-zß-ÿ][^\W\d_]?")
_LARGER = 1.8  # times the type beside it
_NEAR = 0.6  # of its size: the gap between it and the lines beside it
_RISE = 0.72  # of the type size: how high capitals are
_FEWEST = 2  # lines beside it
_MOST = 20  # on a page; more are the letters of an index, or of a table
_WORDS = {
    "a": "oaqj",
    "i": "whakjyepuq",
}  # which letters begin the next word after these, and never go on with them
_REST = re.compile(r"[^\W\d_]+")


def with_initials(pages: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Return the pieces of each page, initials joined to the first of the lines beside them."""
    known: Counter[str] | None = None
    joined: list[list[Piece]] = []
    for page in pages:
        pieces = [part for piece in page for part in _apart(piece)]
        initials = [piece for piece in pieces if _may_be_initial(piece)]
        for initial in initials if len(initials) <= _MOST else ():
            beside = _beside(initial, pieces)
            if len(beside) >= _FEWEST and _is_at_top(initial, beside[0]):
                known = words_in(piece.text for page in pages for piece in page) if known is None else known
                _join(initial.words[0], beside, known)
                pieces = [piece for piece in pieces if piece is not initial]
        joined.append(pieces)
    return joined


def _apart(piece: Piece) -> list[Piece]:
    """Return an initial by itself where it stands on the base of the last line beside it."""
    first, *others = piece.words
    if others and _INITIAL.fullmatch(first.text) and first.size >= _LARGER * others[0].size:
        return [Piece([first]), Piece(others)]
    return [piece]


def _may_be_initial(piece: Piece) -> bool:
    return len(piece.words) == 1 and bool(_INITIAL.fullmatch(piece.words[0].text))


def _beside(initial: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the lines right of it, from the top: in smaller type, near it, no higher and no lower than it is."""
    found = [
        piece
        for piece in pieces
        if piece is not initial
        and _LARGER * piece.size <= initial.size
        and initial.right - 2 <= piece.left <= initial.right + _NEAR * initial.size
        and -0.3 * piece.size <= piece.base - initial.base <= _RISE * initial.size + 0.3 * piece.size
    ]
    return sorted(found, key=lambda piece: -piece.base)


def _is_at_top(initial: Piece, line: Piece) -> bool:
    top = initial.base + _RISE * initial.size
    return abs(top - line.base - _RISE * line.size) <= line.size


def _join(initial: Word, beside: Sequence[Piece], known: Counter[str]) -> None:
    """Put it before the first line, and let those beside it begin where it does: their indent is its room."""
    first, *others = beside
    word = first.words[0]
    if _is_word(initial.text, word.text, known):
        alone = replace(initial, base=word.base, size=word.size, bold=word.bold)
        first.words.insert(0, alone)
    else:
        first.words[0] = replace(word, text=initial.text + word.text, left=initial.left)
    for piece in others:
        piece.words[0] = replace(piece.words[0], left=initial.left)


def _is_word(initial: str, after: str, known: Counter[str]) -> bool:
    """Tell "A ferry" and "I went" from "After" and "In", by the words of the document where letters do not."""
    letter = initial.strip("\"“‘'«").casefold()
    rest = _REST.match(after.casefold())
    if rest is None:
        return True
    if letter not in _WORDS or known[letter + rest[0]]:
        return False
    return rest[0][0] in _WORDS[letter] or known[rest[0]] > 0
