"""How sure a mean is: bootstrap intervals over the scores of quotes. Nothing here knows whose."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from whosaid.articles import MeanSentiment

RESAMPLES = 1000
LEVEL = 0.95
FEW = 2  # up to this many quotes a mean says next to nothing
BINS = 50  # of the scores from 0 to 1, where a database gathers them
_DRAWS_AT_ONCE = 1_000_000
_FEW_DRAWN = 20  # values: up to so many the draws are kept, 2 kB for each value


def mean_interval(scores: Sequence[float], *, seed: int = 0) -> MeanSentiment:
    """The mean of scores in [-1, 1] with its 95 % percentile bootstrap interval (Efron 1979).

    The same scores and seed give the same interval. One score says nothing about the spread, so
    its interval is the whole range [-1, 1]; without scores all is 0. Of few scores (under about
    ten) a percentile interval is known to be somewhat too narrow.
    """
    if not scores:
        return MeanSentiment(0.0, 0.0, 0.0, 0)
    if len(scores) == 1:
        return MeanSentiment(float(scores[0]), -1.0, 1.0, 1)
    values = np.asarray(scores, dtype=np.float64)
    mean = float(values.mean())
    low, high = _interval(_resampled_means(values, seed))
    # Means of resamples differ from the mean in the last bits even where all scores are equal.
    return MeanSentiment(mean, min(low, mean), max(high, mean), int(values.size))


def _interval(means: np.ndarray) -> tuple[float, float]:
    """The quantiles that leave ``LEVEL`` of the means between them; ``np.quantile`` takes as long as all the rest."""
    places = np.array([(1 - LEVEL) / 2, (1 + LEVEL) / 2]) * (means.size - 1)
    below = places.astype(np.int64)
    ordered = np.sort(means)
    low, high = ordered[below] + (ordered[below + 1] - ordered[below]) * (places - below)
    return float(low), float(high)


def _resampled_means(values: np.ndarray, seed: int) -> np.ndarray:
    """Means of ``RESAMPLES`` draws with replacement, in bites that bound the memory."""
    if values.size <= _FEW_DRAWN:
        few: np.ndarray = values[_drawn(values.size, seed)].mean(axis=1)
        return few
    generator = np.random.default_rng(seed)
    bite = max(1, min(RESAMPLES, _DRAWS_AT_ONCE // values.size))
    means = []
    for done in range(0, RESAMPLES, bite):
        shape = (min(bite, RESAMPLES - done), values.size)
        means.append(values[generator.integers(values.size, size=shape)].mean(axis=1))
    return np.concatenate(means)


@lru_cache(maxsize=2 * _FEW_DRAWN)
def _drawn(size: int, seed: int) -> np.ndarray:
    """Which of so many values each resample has (``RESAMPLES``, size): most speakers have few quotes."""
    return np.random.default_rng(seed).integers(size, size=(RESAMPLES, size)).astype(np.int16)


def binned_interval(scores: Sequence[float], counts: Sequence[int], *, seed: int = 0) -> MeanSentiment:
    """As ``mean_interval``, of scores that occur ``counts`` times: what a database has gathered into bins.

    Its cost does not grow with the number of quotes, only with that of the bins.
    """
    values = np.asarray(scores, dtype=np.float64)
    times = np.asarray(counts, dtype=np.int64)
    total = int(times.sum())
    if total < 2:
        return mean_interval([float(value) for value in values[times > 0]])
    mean = float(values @ times) / total
    draws = np.random.default_rng(seed).multinomial(total, times / total, size=RESAMPLES)
    low, high = _interval(draws @ values / total)
    return MeanSentiment(mean, min(low, mean), max(high, mean), total)
