"""One attribution as plain offsets, and what kind of quote its words make it.

How attributions are found stands in ``quotes``, those within the words of others in ``nested``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whosaid.articles import QuoteKind, Sense
from whosaid.reading.marks import INSIDE, Quoted, touching

TOKEN = re.compile(r"\w+")
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as character offsets.

    ``odds`` are the log-odds that the network gives its words and its source, ``sure`` the calibrated
    probability that both are right.
    """

    content: tuple[Pair, ...]
    cue: Pair | None
    source: Pair | None
    kind: QuoteKind
    sense: Sense
    odds: tuple[float, float]
    sure: float


def kind_of(text: str, pairs: Sequence[Pair], quoted: Sequence[Quoted]) -> QuoteKind:
    """Direct: over nine tenths of the words stand between marks; mixed: at least two words do."""
    total = inside = 0
    for start, end in pairs:
        near = [stretch for stretch in touching(quoted, start, end) if stretch.level == INSIDE]
        for token in TOKEN.finditer(text, start, end):
            total += 1
            inside += any(s.start < token.start() and token.end() <= s.end for s in near)
    if total and inside > 0.9 * total:
        return "direct"
    return "mixed" if inside >= 2 else "indirect"
