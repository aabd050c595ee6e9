"""95 % confidence intervals of shares, in per cent."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

Interval = tuple[float, float]
_Z = 1.959964


def wilson(events: int, n: int) -> Interval:
    """Wilson's score interval (1927), as if the n cases were independent; (0, 100) where there is none."""
    if n == 0:
        return 0.0, 100.0
    share = events / n
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n))
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)


def resampled(clusters: Sequence[tuple[int, int]], rounds: int = 10_000, seed: int = 0) -> Interval:
    """Bootstrap over whole clusters of (events, cases): the mentions of one person are not independent."""
    if len(clusters) < 2:
        return 0.0, 100.0
    counts = np.array(clusters)
    drawn = np.random.default_rng(seed).integers(len(counts), size=(rounds, len(counts)))
    sums = counts[drawn].sum(axis=1)
    low, high = np.percentile(100 * sums[:, 0] / sums[:, 1], [2.5, 97.5])
    return float(low), float(high)
