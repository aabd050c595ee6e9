"""Whether sides differ by more than chance: shares and means over articles, each with its interval.

What stands in one article is not independent: one interview brings ten quotes of one person. So
articles are what is drawn by chance, and a share or a mean is a ratio of sums over them. Its variance
is that of a ratio estimator over clusters (Cochran 1977, *Sampling Techniques*, ch. 11), never below
what independent quotes would have, and the intervals use Student's t with as many degrees of freedom as
the articles give. Nothing here knows what is compared, and no sum grows with the number of quotes:
a database can add them up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist
from typing import Final

ALPHA: Final = 0.05
FEWEST_ARTICLES: Final = 2
"""With fewer on a side nobody can tell what is the outlet's way from what is the article's."""

_NORMAL_FROM: Final = 200  # degrees of freedom from which Student's t is as good as normal
_LEAST_SPREAD: Final = 0.1  # of the scores of quotes: no reader measures tone better than that
_WIDEST: Final = 1e3
_HALVINGS: Final = 40


@dataclass(frozen=True, slots=True)
class Sums:
    """One row on one side, over its ``articles``: what is counted (y) and out of what (x), with their products."""

    articles: int
    y: float
    x: float
    yy: float
    xy: float
    xx: float

    @property
    def ratio(self) -> float:
        """The share or mean; 0 where there is nothing."""
        return self.y / self.x if self.x else 0.0

    @property
    def variance(self) -> float:
        """Of the ratio, by how much the articles differ; 0 where fewer than two can tell."""
        if self.articles < FEWEST_ARTICLES or not self.x:
            return 0.0
        left = self.yy - 2 * self.ratio * self.xy + self.ratio**2 * self.xx
        return self.articles / (self.articles - 1) * max(0.0, left) / self.x**2


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share or mean with its 95 % interval: the whole range where too few articles tell."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Side ``first`` minus side ``second`` with an interval, and how likely chance alone does as much."""

    first: int
    second: int
    value: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class Compared:
    """The estimate of each side (None: nothing there), and the clearest difference between two of them.

    No difference where fewer than two sides have enough articles.
    """

    estimates: tuple[Estimate | None, ...]
    difference: Difference | None


def compare_shares(sides: Sequence[Sums], units: Sequence[float]) -> Compared:
    """Shares, each of so many ``units`` (quotes, articles) that would be independent at best.

    Wilson's intervals and Newcombe's for the difference (1998, method 10), over as many units as are
    left after the design effect (Korn and Graubard 1998), which all sides of a row estimate together: a
    side where the share is 0 has none of its own.
    """
    effect = _design_effect(sides, units)
    effective = [count / effect for count in units]
    freedom = sum(max(0, side.articles - 1) for side in sides)

    def estimate(side: Sums, count: float) -> Estimate | None:
        if not side.x:
            return None
        if side.articles < FEWEST_ARTICLES:
            return Estimate(side.ratio, 0.0, 1.0)
        return Estimate(side.ratio, *wilson(side.ratio, count, t_quantile(freedom, ALPHA)))

    def between(first: int, second: int, pairs: int) -> Difference:
        one, two = (sides[first].ratio, effective[first]), (sides[second].ratio, effective[second])
        degrees = sides[first].articles + sides[second].articles - 2
        low, high = newcombe(one, two, t_quantile(degrees, ALPHA / pairs))
        p = _chance(lambda t: newcombe(one, two, t), degrees)
        return Difference(first, second, one[0] - two[0], low, high, min(1.0, p * pairs))

    estimates = tuple(estimate(side, count) for side, count in zip(sides, effective, strict=True))
    able = [index for index in _able(sides) if units[index]]
    pairs = [pair for pair in combinations(able, 2) if sides[pair[0]].y or sides[pair[1]].y]
    return Compared(estimates, _clearest(pairs, between))


def compare_means(sides: Sequence[Sums], squares: Sequence[float]) -> Compared:
    """Means of scores in [-1, 1]: y adds them up, x counts them, ``squares`` are the sums of their squares."""
    variances = [
        max(side.variance, _independent(side, square)) for side, square in zip(sides, squares, strict=True)
    ]

    def estimate(side: Sums, variance: float) -> Estimate | None:
        if not side.x:
            return None
        if side.articles < FEWEST_ARTICLES:
            return Estimate(side.ratio, -1.0, 1.0)
        half = t_quantile(side.articles - 1, ALPHA) * sqrt(variance)
        return Estimate(side.ratio, max(-1.0, side.ratio - half), min(1.0, side.ratio + half))

    def between(first: int, second: int, pairs: int) -> Difference:
        value = sides[first].ratio - sides[second].ratio
        spread = sqrt(variances[first] + variances[second])
        degrees = _satterthwaite([(variances[side], sides[side].articles - 1) for side in (first, second)])
        half = t_quantile(degrees, ALPHA / pairs) * spread
        p = two_sided(abs(value) / spread, degrees)
        low, high = max(-2.0, value - half), min(2.0, value + half)
        return Difference(first, second, value, low, high, min(1.0, p * pairs))

    estimates = tuple(estimate(side, variance) for side, variance in zip(sides, variances, strict=True))
    return Compared(estimates, _clearest(list(combinations(_able(sides), 2)), between))


def adjusted(chances: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg's (1995): of the rows with at most 0.05 about one in twenty is there by chance."""
    ranked = sorted(range(len(chances)), key=lambda row: chances[row], reverse=True)
    result, least = [1.0] * len(chances), 1.0
    for done, row in enumerate(ranked):
        least = min(least, chances[row] * len(chances) / (len(chances) - done))
        result[row] = least
    return result


def wilson(share: float, count: float, t: float) -> tuple[float, float]:
    """Wilson's score interval of a share of so many."""
    middle = (share + t * t / (2 * count)) / (1 + t * t / count)
    half = t / (1 + t * t / count) * sqrt(share * (1 - share) / count + t * t / (4 * count * count))
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def newcombe(one: tuple[float, float], two: tuple[float, float], t: float) -> tuple[float, float]:
    """The interval of the difference of two shares, each with what it is a share of."""
    (first, _), (second, _) = one, two
    (low_1, high_1), (low_2, high_2) = wilson(*one, t), wilson(*two, t)
    value = first - second
    return (
        value - sqrt((first - low_1) ** 2 + (high_2 - second) ** 2),
        value + sqrt((high_1 - first) ** 2 + (second - low_2) ** 2),
    )


def two_sided(t: float, freedom: int) -> float:
    """How likely Student's t is at least so far from 0 (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    if freedom >= _NORMAL_FROM:
        return 2 * NormalDist().cdf(-abs(t))
    angle = atan(abs(t) / sqrt(freedom))
    odd = freedom % 2
    term = total = 0.0 if freedom == 1 else cos(angle) if odd else 1.0
    for step in range(2 + odd, freedom - 1, 2):
        term *= cos(angle) ** 2 * (step - 1) / step
        total += term
    inside = 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total
    return max(0.0, 1.0 - inside)


@lru_cache(maxsize=4096)
def t_quantile(freedom: int, chance: float) -> float:
    """How far from 0 Student's t is with so much chance, on both sides together."""
    return _solve(lambda t: two_sided(t, max(1, freedom)) < chance)


def _chance(interval: Callable[[float], tuple[float, float]], freedom: int) -> float:
    """The chance at which an interval that widens with t just reaches 0."""
    return two_sided(_solve(lambda t: interval(t)[0] <= 0.0 <= interval(t)[1]), freedom)


def _solve(beyond: Callable[[float], bool]) -> float:
    """Where ``beyond`` becomes true; it stays so."""
    low, high = 0.0, _WIDEST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if beyond(middle) else (middle, high)
    return high


def _able(sides: Sequence[Sums]) -> list[int]:
    """The sides of which enough articles tell."""
    return [index for index, side in enumerate(sides) if side.articles >= FEWEST_ARTICLES and side.x]


def _clearest(
    pairs: Sequence[tuple[int, int]], between: Callable[[int, int, int], Difference]
) -> Difference | None:
    """The pair that chance explains least; each pays for all the pairs that were looked at (Bonferroni)."""
    found = [between(first, second, len(pairs)) for first, second in pairs]
    return min(found, key=lambda pair: (pair.p, -abs(pair.value)), default=None)


def _design_effect(sides: Sequence[Sums], units: Sequence[float]) -> float:
    """How many times the variance is that of independent units; at least 1."""
    alone = sum(
        side.ratio * (1 - side.ratio) / count
        for side, count in zip(sides, units, strict=True)
        if side.articles >= FEWEST_ARTICLES and count
    )
    return max(1.0, sum(side.variance for side in sides) / alone) if alone > 0 else 1.0


def _independent(side: Sums, square: float) -> float:
    """The variance of a mean if every quote were on its own."""
    if side.x < 2:
        return _LEAST_SPREAD**2
    spread = max(_LEAST_SPREAD**2, (square - side.x * side.ratio**2) / (side.x - 1))
    return spread / side.x


def _satterthwaite(parts: Sequence[tuple[float, int]]) -> int:
    """The degrees of freedom of a sum of variances, rounded down (Satterthwaite 1946)."""
    total = sum(variance for variance, _ in parts)
    return max(1, int(total**2 / sum(variance**2 / degrees for variance, degrees in parts) + 1e-9))
