"""Whom words stand for, as the network sees it: a share for each figure that the article names, and one for nobody.

The network gives every word piece a query ("who am I?") and a key ("I name somebody"). A source's query is the mean
over its first pieces, a mention's key the mean over its own; the shares are a softmax over the mentions near by.
Trained in ``training/links.py``; ``weighing`` puts the shares beside everything else that is known.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from whosaid.reading.encoder import Encoded, Floats

REACH = 220  # pieces between words and a name; in training both stood in one window
LONGEST = 12  # pieces of a source that are pooled


class Linker:
    """Shares for words of one text among a list of mentions."""

    def __init__(self, encoded: Encoded, mentions: Sequence[tuple[int, int, int]]) -> None:
        """``mentions`` are (start, end, figure) in text order; offsets in characters."""
        self._encoded = encoded
        spans = [(_span(encoded, start, end), who) for start, end, who in mentions]
        kept = [(span, who) for span, who in spans if len(span)]
        self._firsts = np.array([span[0] for span, _ in kept], dtype=np.int64)
        self._who = np.array([who for _, who in kept], dtype=np.int64)
        keys = [encoded.keys[span[0] : span[-1] + 1].mean(axis=0) for span, _ in kept]
        self._keys: Floats = np.array(keys, dtype=np.float32).reshape(len(kept), encoded.keys.shape[1])

    def shares(self, start: int, end: int) -> tuple[dict[int, float], float]:
        """The share of each figure named near [start, end), and the share of nobody; they add up to 1."""
        span = _span(self._encoded, start, end)[:LONGEST]
        if not len(span):
            return {}, 1.0
        query = self._encoded.queries[span[0] : span[-1] + 1].mean(axis=0)
        low, high = np.searchsorted(self._firsts, (span[0] - REACH, span[-1] + REACH))
        scores = self._keys[low:high] @ query[:-1] / math.sqrt(self._keys.shape[1])
        scores = np.append(scores, query[-1])
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        found: dict[int, float] = {}
        for who, share in zip(self._who[low:high].tolist(), likely.tolist(), strict=False):
            found[who] = found.get(who, 0.0) + share
        return found, float(likely[-1])


def _span(encoded: Encoded, start: int, end: int) -> range:
    covered = encoded.covered(start, end)
    return range(covered.start, covered.stop)
