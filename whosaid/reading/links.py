"""Whom words stand for, as the network sees it: a share for each figure that the article names, and one for nobody.

The network gives every word piece a query ("who am I?") and a key ("I name somebody"). A source's query is the mean
over its first pieces, a mention's key the mean over its own; the shares are a softmax over the mentions near by.
Trained in ``training/links.py``; ``weighing`` puts the shares beside everything else that is known.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whosaid.reading.encoder import Encoded, Floats
from whosaid.reading.features import Ints

REACH = 220  # pieces between words and a name; in training both stood in one window
LONGEST = 12  # pieces of a source that are pooled


class Linker:
    """Shares for words of one text among a list of mentions."""

    def __init__(self, encoded: Encoded, mentions: Sequence[tuple[int, int, int]]) -> None:
        """``mentions`` are (start, end, figure) in text order; offsets in characters."""
        self._encoded = encoded
        places = np.array(mentions, dtype=np.int64).reshape(-1, 3)
        first = encoded.pieces.end.searchsorted(places[:, 0], side="right")
        lengths = encoded.pieces.start.searchsorted(places[:, 1], side="left") - first
        first, who, lengths = first[lengths > 0], places[lengths > 0, 2], lengths[lengths > 0]
        self._firsts: list[int] = first.tolist()
        self._who: list[int] = who.tolist()
        self._keys = _means(encoded.keys, first, lengths) / math.sqrt(encoded.keys.shape[1])

    def shares(self, start: int, end: int) -> tuple[dict[int, float], float]:
        """The share of each figure named near [start, end), and the share of nobody; they add up to 1."""
        span = _span(self._encoded, start, end)[:LONGEST]
        if not len(span):
            return {}, 1.0
        query = self._encoded.queries[span.start : span.stop].sum(axis=0, dtype=np.float32) / len(span)
        low = bisect_left(self._firsts, span[0] - REACH)
        high = bisect_left(self._firsts, span[-1] + REACH)
        scores = np.empty(high - low + 1, dtype=np.float32)
        scores[:-1], scores[-1] = self._keys[low:high] @ query[:-1], query[-1]
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        found: dict[int, float] = {}
        for who, share in zip(self._who[low:high], likely.tolist(), strict=False):
            found[who] = found.get(who, 0.0) + share
        return found, float(likely[-1])


def _means(rows: NDArray[np.floating], first: Ints, lengths: Ints) -> Floats:
    """The means (m, width) of m stretches of rows, each from ``first`` on, none of them empty."""
    starts = np.cumsum(lengths) - lengths
    chosen = np.arange(lengths.sum()) + np.repeat(first - starts, lengths)
    if not len(starts):
        return np.zeros((0, rows.shape[1]), dtype=np.float32)
    sums = np.add.reduceat(rows[chosen].astype(np.float32), starts, axis=0)
    return np.asarray(sums / lengths[:, None], dtype=np.float32)


def _span(encoded: Encoded, start: int, end: int) -> range:
    covered = encoded.covered(start, end)
    return range(covered.start, covered.stop)
