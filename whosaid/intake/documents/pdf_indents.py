"""Where the lines of a PDF's column begin and end: which is the first of a paragraph, which left room for a word."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from whosaid.intake.documents.pdf_lines import Line

INDENT = 0.7  # of the type size
ITEM = re.compile(r"[•‣◦▪●■]|(?:[-–*]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
ENDED = re.compile(r"[.!?…:][\"'”’)\]]*(?:\d{1,2})?$")

_WIDEST_INDENT = 4.0  # of the type size; what stands further in is no first line
_LEVEL = 1.0  # points between the edges of lines that begin at the same place
_MOST_IN_A_ROW = 20  # paragraphs of one line that are looked at
_AROUND = 2  # lines above and below by which the right edge is told


class Edges(NamedTuple):
    """Where most lines of a column begin, where the longest ends, and where first lines of paragraphs begin."""

    left: float
    right: float
    indents: frozenset[int]  # points


def edges_of(column: list[Line]) -> Edges:
    """Return the edges of a column that has lines."""
    left = Counter(round(line.left) for line in column).most_common(1)[0][0]
    indents = (round(line.left) for line, below in pairwise(column) if _goes_on_outside(line, below))
    return Edges(left, max(line.right for line in column), frozenset(indents))


def is_indented(column: list[Line], number: int, edges: Edges) -> bool:
    """Tell the first line of a paragraph by its indent; below an indented line only one that is short ends it."""
    above, line = column[number - 1], column[number]
    if line.left - above.left > INDENT * line.size:
        return not ITEM.match(above.text)
    if not _level(above, line) or not ENDED.search(above.text):
        return False
    inside = line.left > edges.left + INDENT * line.size
    return (inside and had_room(column, number)) or _is_of_one_line(column, number - 1, edges)


def had_room(column: list[Line], number: int) -> bool:
    """Tell whether the line above ended before it had to: the next word had fitted on it."""
    return _room(right_edge(column, number - 1), column[number - 1], column[number])


def right_edge(column: list[Line], number: int) -> float:
    """Return where lines end thereabouts, beside a picture as well."""
    return max(line.right for line in column[max(0, number - _AROUND) : number + _AROUND + 1])


def _is_of_one_line(column: list[Line], number: int, edges: Edges) -> bool:
    """Tell a paragraph of one indented line among others from a line of an indented block.

    Where paragraphs are indented, some line that stands as far in goes on further out; and in a block few lines
    end with a sentence.
    """
    if round(column[number].left) not in edges.indents:
        return False
    first, last = _evenly_set(column, number)
    ended = all(ENDED.search(line.text) for line in column[first:last])
    return ended and _room(edges.right, column[number], column[number + 1])


def _evenly_set(column: list[Line], number: int) -> tuple[int, int]:
    """Return the first and the last of the lines around that begin at the same place."""
    first = last = number
    lowest, highest = max(0, number - _MOST_IN_A_ROW), min(len(column) - 1, number + _MOST_IN_A_ROW)
    while first > lowest and _level(column[first - 1], column[number]):
        first -= 1
    while last < highest and _level(column[last + 1], column[number]):
        last += 1
    return first, last


def _goes_on_outside(line: Line, below: Line) -> bool:
    step = (line.left - below.left) / line.size
    return INDENT < step < _WIDEST_INDENT and not ENDED.search(line.text)


def _room(edge: float, line: Line, below: Line) -> bool:
    return edge - line.right > below.first + 0.6 * below.size


def _level(line: Line, other: Line) -> bool:
    return abs(line.left - other.left) < _LEVEL
