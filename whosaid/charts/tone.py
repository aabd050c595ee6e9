"""Sentiment by speaker: the shares of each tone, and the mean with its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final, Protocol

import plotly.graph_objects as go

from whosaid.articles import MeanSentiment
from whosaid.charts.base import (
    FEW,
    INK,
    NOBODY,
    SENTIMENT,
    Trace,
    bold,
    layout_of_rows,
    opacities,
    plural,
    row_labels,
    rows_behind,
    shorten,
    side,
    signed,
    zeros,
)

SPEAKER_ROW: Final = 50


class SpeakerRow(Protocol):
    """What a row of the sentiment chart needs to know of a speaker; shares are of 1."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def quotes(self) -> int: ...  # noqa: D102
    @property
    def words(self) -> int: ...  # noqa: D102
    @property
    def negative(self) -> float: ...  # noqa: D102
    @property
    def neutral(self) -> float: ...  # noqa: D102
    @property
    def positive(self) -> float: ...  # noqa: D102
    @property
    def sentiment(self) -> MeanSentiment: ...  # noqa: D102


def sentiment_by_speaker(
    rows: Sequence[SpeakerRow],
    selected: Sequence[str] = (),
    colours: Mapping[str, str] | None = None,
    *,
    ink: str = INK["light"],
) -> go.Figure:
    """For each speaker the shares of the three labels around zero, and the mean with its interval.

    A speaker of one or two quotes is drawn hollow and pale, and said to be uncertain.
    """
    labels = []
    for index, row in enumerate(rows):
        dot = (colours or {}).get(row.id, NOBODY)
        more = "too few to tell" if row.quotes <= FEW else plural(row.words, "word")
        name = bold(escape(shorten(row.name, 28)), row.id in selected)
        name = f'<span style="color:{dot}">●</span> {name}'
        labels += row_labels(index - 0.2, name, f"{plural(row.quotes, 'quote')}, {more}", ink)
    layout = layout_of_rows(len(rows), SPEAKER_ROW, ink, labels)
    layout["xaxis"] |= {"range": [-1.02, 1.12], "domain": [0, 0.6]}
    layout["xaxis2"] = {**layout["xaxis"], "range": [-1.15, 1.06], "domain": [0.6, 1], "anchor": "y"}
    hover = [_speaker_hover(row) for row in rows]
    return go.Figure(
        data=[
            rows_behind(rows, selected, hover),
            rows_behind(rows, selected, hover, "x2"),
            *_share_bars(rows, selected),
            zeros(len(rows), "x"),
            zeros(len(rows), "x2"),
            *_means(rows, selected),
        ],
        layout=layout,
    )


def describe_speakers(rows: Sequence[SpeakerRow]) -> str:
    """The sentiment chart in words, for those who cannot see it."""
    return "; ".join(
        f"{row.name}: {plural(row.quotes, 'quote')}, mean {signed(row.sentiment.mean)} "
        f"from {signed(row.sentiment.low)} to {signed(row.sentiment.high)}"
        for row in rows
    )


def doubts(rows: Sequence[SpeakerRow], selected: Sequence[str]) -> list[float]:
    """Opacities, paler where the quotes are too few."""
    fades = opacities(rows, selected)
    return [fade * (0.5 if row.quotes <= FEW else 1) for fade, row in zip(fades, rows, strict=True)]


def _share_bars(rows: Sequence[SpeakerRow], selected: Sequence[str]) -> list[Trace]:
    """One trace a label: neutral sits astride zero, the others beside it."""
    placed = {
        "negative": [(row.negative, -row.neutral / 2 - row.negative) for row in rows],
        "neutral": [(row.neutral, -row.neutral / 2) for row in rows],
        "positive": [(row.positive, row.neutral / 2) for row in rows],
    }
    return [
        {
            "type": "bar",
            "name": label,
            "x": [share for share, _ in bars],
            "base": [base for _, base in bars],
            "y": [index + 0.17 for index in range(len(rows))],
            "width": 0.26,
            "orientation": "h",
            "marker": {"color": SENTIMENT[label], "opacity": doubts(rows, selected)},
            "customdata": [row.id for row in rows],
            "hoverinfo": "none",
        }
        for label, bars in placed.items()
    ]


def _means(rows: Sequence[SpeakerRow], selected: Sequence[str]) -> list[Trace]:
    """Each mean as a dot on its interval; hollow where the quotes are too few."""
    means = [row.sentiment for row in rows]
    colours = [SENTIMENT[side(mean)] for mean in means]
    middle = [index + 0.17 for index in range(len(rows))]
    shared: Trace = {"y": middle, "xaxis": "x2", "customdata": [row.id for row in rows], "hoverinfo": "none"}
    interval: Trace = {
        "type": "bar",
        "name": "interval",
        "x": [mean.high - mean.low for mean in means],
        "base": [mean.low for mean in means],
        "width": 0.055,
        "orientation": "h",
        "marker": {"color": colours, "opacity": doubts(rows, selected)},
    }
    dots: Trace = {
        "type": "scatter",
        "name": "mean",
        "mode": "markers",
        "x": [mean.mean for mean in means],
        "marker": {
            "color": colours,
            "size": 9,
            "symbol": ["circle-open" if row.quotes <= FEW else "circle" for row in rows],
            "opacity": opacities(rows, selected),
            "line": {"width": 2, "color": colours},
        },
    }
    return [{**interval, **shared}, {**dots, **shared}]


def _speaker_hover(row: SpeakerRow) -> str:
    mean = row.sentiment
    return (
        f"<b>{escape(row.name)}</b><br>{plural(row.quotes, 'quote')}, {plural(row.words, 'word')}<br>"
        f"{row.negative:.0%} negative, {row.neutral:.0%} neutral, {row.positive:.0%} positive<br>"
        f"mean {signed(mean.mean)}, 95 % interval {signed(mean.low)} to {signed(mean.high)}"
    )
