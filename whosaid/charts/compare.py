"""Comparisons: the colours of the sides, where a difference stands on its scale, and all of it in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from whosaid.charts.base import SPEAKER_PALETTE, signed
from whosaid.differences import ALPHA, Difference, Estimate

SIDES: Final = SPEAKER_PALETTE[:4]
LETTERS: Final = "ABCD"
FEW_ARTICLES: Final = 8
"""With fewer on a side only very large differences can be told from chance."""

Measure = Literal["share", "mean"]
Verdict = Literal["differs", "chance", "few"]
_STEPS: Final = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0)


class Row(Protocol):
    """What is known of a row of a comparison."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def difference(self) -> Difference | None: ...  # noqa: D102
    @property
    def chance(self) -> float | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Whisker:
    """A difference on a scale from 0 (left) to 1 (right), with 0.5 where there is none."""

    at: float
    left: float
    width: float


def verdict(row: Row) -> Verdict:
    """Whether the sides differ, or chance may explain it, or too few articles tell."""
    if row.chance is None:
        return "few"
    return "differs" if row.chance <= ALPHA else "chance"


def end_of_scale(rows: Sequence[Row]) -> float:
    """How far from zero the scale of differences goes: to the end of the longest interval, rounded up."""
    ends = [max(abs(row.difference.low), abs(row.difference.high)) for row in rows if row.difference]
    longest = max(ends, default=0.0)
    return next((step for step in _STEPS if longest <= step), _STEPS[-1])


def whisker(difference: Difference, end: float, *, turned: bool = False) -> Whisker:
    """Where a difference and its interval stand; ``turned``: the second side minus the first."""
    low, high = (-difference.high, -difference.low) if turned else (difference.low, difference.high)
    value = -difference.value if turned else difference.value
    left, right = (_on_scale(limit, end) for limit in (low, high))
    return Whisker(_on_scale(value, end), left, right - left)


def _on_scale(value: float, end: float) -> float:
    return min(1.0, max(0.0, 0.5 + value / end / 2)) if end else 0.5


def amount(value: float, measure: Measure) -> str:
    """A share in percent, or a mean with its sign."""
    if measure == "mean":
        return signed(value)
    return f"{value:.0%}".replace("%", " %") if value == 0 or value >= 0.01 else "< 1 %"


def interval(estimate: Estimate, measure: Measure) -> str:
    """``3 to 60 %``, or ``−0.21 to +0.10``."""
    if measure == "mean":
        return f"{signed(estimate.low)} to {signed(estimate.high)}"
    return f"{estimate.low * 100:.0f} to {estimate.high * 100:.0f} %"


def difference_in_words(difference: Difference, measure: Measure) -> str:
    """``19 points (−12 to +50)``: how far apart, with the 95 % interval, the larger one first."""
    low, high, value = difference.low, difference.high, difference.value
    if value < 0:
        low, high, value = -high, -low, -value
    if measure == "mean":
        return f"{value:.2f} ({signed(low)} to {signed(high)})"
    return f"{value * 100:.0f} points ({_points(low)} to {_points(high)})"


def _points(value: float) -> str:
    rounded = round(value * 100)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded)}"


def verdict_in_words(row: Row, names: Sequence[str], measure: Measure) -> str:
    """``more in the Herald``, ``within chance`` or ``too few articles to tell``.

    Of three sides and more it is said between which two.
    """
    kind, difference = verdict(row), row.difference
    if kind == "few" or difference is None:
        return "too few articles to tell"
    if kind == "chance":
        alone = difference.low <= 0 <= difference.high
        return "within chance" if alone else "within chance among so many rows"
    more, less = (difference.first, difference.second)[:: 1 if difference.value > 0 else -1]
    if measure == "mean":
        than = f" than in {names[more]}" if len(names) > 2 else ""
        return f"more negative in {names[less]}{than}"
    than = f" than in {names[less]}" if len(names) > 2 else ""
    return f"more in {names[more]}{than}"


def summary(rows: Sequence[Row], thing: str) -> str:
    """How many rows differ, in a sentence; ``thing`` is what a row is, in the plural."""
    told = [row for row in rows if row.chance is not None]
    differing = [row.name for row in told if verdict(row) == "differs"]
    if not told:
        return f"Too few articles to tell: none of {len(rows)} {thing} stands in two articles of two sides."
    few = len(rows) - len(told)
    aside = f" Of {few} more, too few articles tell." if few else ""
    if not differing and len(told) == 1:
        return f"{told[0].name} does not differ by more than chance.{aside}"
    if not differing:
        return f"Of {len(told)} {thing} none differs by more than chance.{aside}"
    shown = ", ".join(differing[:5]) + (" and others" if len(differing) > 5 else "")
    verb = "differs" if len(differing) == 1 else "differ"
    return f"{len(differing)} of {len(told)} {thing} {verb} by more than chance: {shown}.{aside}"
