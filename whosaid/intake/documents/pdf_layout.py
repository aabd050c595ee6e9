"""The order in which the lines of a PDF page are read: columns, and what stands across them.

A gutter is a line down the page that few pieces of lines cross; what crosses it (a
headline, a picture's caption) cuts the columns into zones. Zones are read from top to
bottom, and the columns of each from left to right. Tables have short cells and are
read by rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from whosaid.intake.documents.pdf_words import Piece

_DEEPEST = 6  # columns within columns
_FEWEST = 3  # lines of a column
_FEWEST_LETTERS = 12  # in most lines of a column; less is a table, or the numbers of a list
_MOST_EDGES = 12  # left edges tried on a page
_BESIDE = 2.0  # points by which the left edges of a column differ
_SAME_LINE = 0.4  # of the type size
_FULL = 0.55  # of a column's width: most of its lines are longer
_STOPPED = (".", "!", "?", "…", "”", '"', "’", ":")


@dataclass(slots=True)
class _Zone:
    """Lines between two that cross the gutter; ``plain`` if they make no columns."""

    left: list[Piece] = field(default_factory=list)
    right: list[Piece] = field(default_factory=list)
    plain: list[Piece] = field(default_factory=list)


def columns(pieces: Sequence[Piece], known: set[int] | None = None) -> list[list[Piece]]:
    """Return the pieces of a page by columns, in reading order.

    ``known`` holds the gutters of the pages before, and takes up those of this one: a
    last page with two lines in its second column has not enough to find them by.
    """
    return _ordered(list(pieces), known if known is not None else set(), 0)


def lines(column: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces of a column by lines, each from left to right."""
    found: list[list[Piece]] = []
    for piece in sorted(column, key=lambda piece: -piece.base):
        if found and abs(found[-1][0].base - piece.base) < _SAME_LINE * piece.size:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [sorted(line, key=lambda piece: piece.left) for line in found]


def _ordered(pieces: list[Piece], known: set[int], depth: int) -> list[list[Piece]]:
    best = _best_gutter(pieces, known) if depth < _DEEPEST and len(pieces) >= _FEWEST else None
    if best is None:
        return [pieces] if pieces else []
    known.add(best)
    ordered: list[list[Piece]] = []
    for zone in _joined(_zones(pieces, best, known)):
        for part in (zone.plain, zone.left, zone.right):
            ordered.extend(_ordered(part, known, depth + 1))
    return ordered


def _best_gutter(pieces: list[Piece], known: set[int]) -> int | None:
    """Return where the gutter is that most lines stand beside, or None."""
    edges = Counter(round(piece.left) for piece in pieces)
    leftmost = min(edges)
    often = {
        edge: sum(edges[edge + offset] for offset in (-2, -1, 0, 1, 2))
        for edge in edges
        if edge > leftmost + 2 * _BESIDE
    }
    shared = [edge for edge, count in often.items() if count >= _FEWEST or _is_known(edge, known)]
    tried = sorted(shared, key=lambda edge: (-often[edge], edge))[:_MOST_EDGES]
    scores = {edge: _score(_zones(pieces, edge, known)) for edge in tried}
    return max(scores, key=lambda edge: (scores[edge], -edge)) if any(scores.values()) else None


def _is_known(edge: int, known: set[int]) -> bool:
    return any(abs(edge - gutter) <= _BESIDE for gutter in known)


def _score(zones: list[_Zone]) -> int:
    return sum(min(len(zone.left), len(zone.right)) for zone in zones)


def _zones(pieces: list[Piece], edge: int, known: set[int]) -> list[_Zone]:
    """Cut the page at the lines that cross a gutter; zones that make no columns become plain."""
    gutter = edge - _BESIDE
    zones = [_Zone()]
    for piece in sorted(pieces, key=lambda piece: (-round(piece.base), piece.left)):
        if piece.left < gutter < piece.right:
            zones += [_Zone(plain=[piece]), _Zone()]
        elif piece.right <= gutter:
            zones[-1].left.append(piece)
        else:
            zones[-1].right.append(piece)
    return _merged([part for zone in zones for part in _checked(zone, _is_known(edge, known))])


def _checked(zone: _Zone, known: bool) -> list[_Zone]:
    """Return the zone as it is if it makes columns; what stands above them by itself comes first."""
    above, zone = _without_top(zone)
    if zone.left and zone.right and _are_columns(zone, known):
        return [above, zone]
    return [_Zone(plain=above.plain + zone.left + zone.right + zone.plain)]


def _without_top(zone: _Zone) -> tuple[_Zone, _Zone]:
    """Split off one line on top that stands on both sides and apart: a byline and a date."""
    top = lines(zone.left + zone.right)
    if len(top) > _FEWEST and len(top[0]) > 1:
        apart = top[0][0].base - top[1][0].base
        usual = median(one[0].base - other[0].base for one, other in pairwise(top[1:]))
        if apart > 1.4 * usual:
            first = {id(piece) for piece in top[0]}
            rest = _Zone(
                [piece for piece in zone.left if id(piece) not in first],
                [piece for piece in zone.right if id(piece) not in first],
            )
            return _Zone(plain=top[0]), rest
    return _Zone(), zone


def _are_columns(zone: _Zone, known: bool) -> bool:
    """Tell columns of text from a table, a list and its numbers, and text beside a picture."""
    for side in (zone.left, zone.right):
        whole = lines(side)
        letters = median(sum(len(piece.text) for piece in line) for line in whole)
        if (len(whole) < _FEWEST and not known) or letters < _FEWEST_LETTERS:
            return False
    if known:
        return True
    return _is_filled(zone.left) and _is_filled(zone.right)


def _is_filled(side: list[Piece]) -> bool:
    """Tell whether most lines reach across the column, as text does and the cells of a table do not."""
    whole = lines(side)
    left, right = min(piece.left for piece in side), max(piece.right for piece in side)
    long = sum(line[-1].right - left > _FULL * (right - left) for line in whole)
    return 2 * long >= len(whole)


def _merged(zones: list[_Zone]) -> list[_Zone]:
    """Join plain zones that follow each other, and drop empty ones."""
    merged: list[_Zone] = []
    for zone in zones:
        if not (zone.left or zone.right or zone.plain):
            continue
        if merged and merged[-1].plain and zone.plain:
            merged[-1].plain.extend(zone.plain)
        else:
            merged.append(zone)
    return merged


def _joined(zones: list[_Zone]) -> list[_Zone]:
    """Let columns run on past what stands across them in the middle of a sentence: a pull quote."""
    joined: list[_Zone] = []
    for zone in zones:
        if len(joined) >= 2 and zone.left and joined[-1].plain and joined[-2].left:
            above = joined[-2]
            if _run_on(above, zone):
                above.left += zone.left
                above.right += zone.right
                continue
        joined.append(zone)
    return joined


def _run_on(above: _Zone, below: _Zone) -> bool:
    """Tell whether sentences fit better down the whole columns than zone by zone."""
    columns_first = ((above.left, below.left), (below.left, above.right), (above.right, below.right))
    zones_first = ((above.left, above.right), (above.right, below.left), (below.left, below.right))
    return sum(_fit(*pair) for pair in columns_first) > sum(_fit(*pair) for pair in zones_first)


def _fit(before: list[Piece], after: list[Piece]) -> int:
    """Return 1 where a sentence goes on or a new one begins, -1 where one would begin in small letters."""
    ended = min(before, key=lambda piece: (piece.base, -piece.left)).text.endswith(_STOPPED)
    small = max(after, key=lambda piece: (piece.base, -piece.left)).text[:1].islower()
    return 1 if ended != small else -int(ended)
