"""Quotes over time: how many of each tone, and below them the mean with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final, Protocol

import plotly.graph_objects as go

from whosaid.articles import MeanSentiment
from whosaid.charts.base import (
    CHOSEN,
    CLEAR,
    FEW,
    INK,
    NOBODY,
    NOTE,
    SENTIMENT,
    Trace,
    plural,
    side,
    signed,
)

HEIGHT: Final = 225
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
_DAY: Final = 86_400_000  # milliseconds, in which Plotly measures a time axis
_FEW_PERIODS: Final = 5
_FILLED: Final = 0.8  # of a period, by its bar


class PeriodRow(Protocol):
    """What the chart needs to know of a day, month or year; the labels are counts."""

    @property
    def start(self) -> str: ...  # noqa: D102
    @property
    def quotes(self) -> int: ...  # noqa: D102
    @property
    def negative(self) -> int: ...  # noqa: D102
    @property
    def neutral(self) -> int: ...  # noqa: D102
    @property
    def positive(self) -> int: ...  # noqa: D102
    @property
    def sentiment(self) -> MeanSentiment: ...  # noqa: D102


def tone_over_time(
    rows: Sequence[PeriodRow], selected: tuple[str, str] = ("", ""), *, ink: str = INK["light"]
) -> go.Figure:
    """Counts above, means below; ``selected`` are the first and last day that are filtered by."""
    highest = max((row.quotes for row in rows), default=1)
    middles = [_middle(row.start) for row in rows]
    widths = [_days(row.start) * _DAY for row in rows]
    behind: Trace = {
        "type": "bar",
        "x": middles,
        "y": [highest] * len(rows),
        "width": widths,
        "marker": {
            "color": [CHOSEN if _within(row.start, selected) else CLEAR for row in rows],
            "line": {"width": 0},
        },
        "customdata": [row.start for row in rows],
        "hovertext": [_hover(row) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    below = {**behind, "y": [2] * len(rows), "base": [-1] * len(rows), "yaxis": "y2"}
    return go.Figure(
        data=[behind, below, *_counts(rows, middles, widths), *_means(rows, middles)],
        layout=_layout(ink, highest, [row.start for row in rows]),
    )


def days_of(start: str) -> tuple[str, str]:
    """The first and the last day of a period."""
    first = _first(start)
    return first.isoformat(), (first + timedelta(days=_days(start) - 1)).isoformat()


def period_name(start: str) -> str:
    """``3 March 2025``, ``March 2025`` or ``2025``."""
    year, *rest = start.split("-")
    month = f"{_MONTHS[int(rest[0]) - 1]} {year}" if rest else year
    return f"{int(rest[1])} {month}" if len(rest) > 1 else month


def describe_periods(rows: Sequence[PeriodRow]) -> str:
    """The chart in words, for those who cannot see it."""
    return "; ".join(
        f"{period_name(row.start)}: {plural(row.quotes, 'quote')}, mean {signed(row.sentiment.mean)}"
        for row in rows
    )


def _counts(rows: Sequence[PeriodRow], middles: Sequence[str], widths: Sequence[int]) -> list[Trace]:
    """A stack of bars: negative at the bottom, positive on top."""
    below = [0] * len(rows)
    traces = []
    for label in SENTIMENT:
        counts = [int(getattr(row, label)) for row in rows]
        traces.append(
            {
                "type": "bar",
                "name": label,
                "x": list(middles),
                "y": counts,
                "base": list(below),
                "width": [width * _FILLED for width in widths],
                "marker": {"color": SENTIMENT[label]},
                "customdata": [row.start for row in rows],
                "hoverinfo": "none",
            }
        )
        below = [low + count for low, count in zip(below, counts, strict=True)]
    return traces


def _means(rows: Sequence[PeriodRow], middles: Sequence[str]) -> list[Trace]:
    means = [row.sentiment for row in rows]
    colours = [SENTIMENT[side(mean)] for mean in means]
    ends = [(mean.low, mean.high, None) for mean in means]
    intervals: Trace = {
        "type": "scatter",
        "mode": "lines",
        "name": "interval",
        "x": [x for middle in middles for x in (middle, middle, None)],
        "y": [y for end in ends for y in end],
        "line": {"color": NOBODY, "width": 1.5},
        "hoverinfo": "skip",
    }
    dots: Trace = {
        "type": "scatter",
        "mode": "markers",
        "name": "mean",
        "x": list(middles),
        "y": [mean.mean for mean in means],
        "marker": {
            "color": colours,
            "size": 9,
            "symbol": ["circle-open" if row.quotes <= FEW else "circle" for row in rows],
            "line": {"width": 2, "color": colours},
        },
        "customdata": [row.start for row in rows],
        "hoverinfo": "none",
    }
    return [{**intervals, "yaxis": "y2"}, {**dots, "yaxis": "y2"}]


def _layout(ink: str, highest: int, starts: Sequence[str]) -> dict[str, Any]:
    quiet = {
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
        "tickfont": {"size": NOTE, "color": ink},
    }
    return {
        "barmode": "overlay",
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
        "height": HEIGHT,
        "margin": {"l": 30, "r": 4, "t": 6, "b": 20, "pad": 0},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "hoverlabel": {"align": "left"},
        "font": {"color": ink},
        "xaxis": {**quiet, "type": "date", "anchor": "y2", **_ticks(starts)},
        "yaxis": {**quiet, "domain": [0.5, 1], "range": [0, highest * 1.04], "nticks": 3, "tickformat": ",d"},
        "yaxis2": {
            **quiet,
            "domain": [0, 0.42],
            "range": [-1.08, 1.08],
            "tickvals": [-1, 0, 1],
            "ticktext": ["−1", "0", "+1"],
            "zeroline": True,
            "zerolinecolor": NOBODY,
            "zerolinewidth": 1,
        },
    }


def _ticks(starts: Sequence[str]) -> dict[str, Any]:
    """A label below each period where there are few, or else as many as have room."""
    if not 0 < len(starts) <= _FEW_PERIODS:
        return {"nticks": 5}
    year = "" if len({start[:4] for start in starts}) == 1 and len(starts[0]) == 10 else " %Y"
    form = {10: f"%-d %b{year}", 7: "%b %Y"}.get(len(starts[0]), "%Y")
    return {"tickvals": [_middle(start) for start in starts], "tickformat": form}


def _first(start: str) -> date:
    year, month, day = (*(int(part) for part in start.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _days(start: str) -> int:
    """How many days a period has."""
    first = _first(start)
    if len(start) == 10:
        return 1
    after = (
        date(first.year + 1, 1, 1)
        if len(start) == 4 or first.month == 12
        else date(first.year, first.month + 1, 1)
    )
    return (after - first).days


def _middle(start: str) -> str:
    """Where the bar of a period stands: a day at its beginning, so that it is over its tick."""
    return (_first(start) + timedelta(days=_days(start) // 2)).isoformat()


def _within(start: str, selected: tuple[str, str]) -> bool:
    first, last = days_of(start)
    return any(selected) and first >= selected[0] and (not selected[1] or last <= selected[1])


def _hover(row: PeriodRow) -> str:
    mean = row.sentiment
    return (
        f"<b>{period_name(row.start)}</b><br>{plural(row.quotes, 'quote')}: {row.negative} negative, "
        f"{row.neutral} neutral, {row.positive} positive<br>"
        f"mean {signed(mean.mean)}, 95 % interval {signed(mean.low)} to {signed(mean.high)}"
    )
