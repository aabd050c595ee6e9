"""Rows -> Plotly figures, and a click in a figure -> the value that was clicked.

Pure functions: nothing here reads the database or knows Streamlit. Colours live here as
well, so that a speaker looks the same in every panel and in an exported picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final, Protocol

import plotly.graph_objects as go

from whosaid.articles import MeanSentiment

# Middle tones that hold 3:1 against both the light and the dark page. None is the
# orange or the blue of the sentiment pair.
SPEAKER_PALETTE: Final = (
    "#1f8a7d",
    "#9c4f96",
    "#a67c00",
    "#5f6cc4",
    "#b5566b",
    "#5c8a3a",
    "#8a6a4f",
    "#3f8fb0",
    "#b0579b",
    "#6f7f3f",
)
INK: Final[Mapping[str, str]] = {"light": "#22262b", "dark": "#e7e4dd"}
NOBODY: Final = "#80858b"
# Orange and blue stay apart under every common colour blindness; the words stand beside them.
SENTIMENT: Final[Mapping[str, str]] = {"negative": "#cf6a1f", "neutral": "#a3a6a8", "positive": "#3a78b8"}
TYPES: Final[Mapping[str, str]] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "NORP": "people or faith",
    "LOC": "region",
    "FAC": "building",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "LAW": "law",
    "PRODUCT": "product",
    "DATE": "date",
    "TIME": "time",
    "MONEY": "money",
    "PERCENT": "share",
}
TYPE_COLOURS: Final[Mapping[str, str]] = {
    "PERSON": "#3e6f8e",
    "ORG": "#8b6fa8",
    "GPE": "#5d8f6b",
    "LOC": "#5d8f6b",
    "FAC": "#5d8f6b",
    "NORP": "#a8795a",
    "EVENT": "#b08a2e",
}
FEW: Final = 2  # up to this many quotes a mean says next to nothing
ENTITY_ROW: Final = 37
SPEAKER_ROW: Final = 50
_FADED: Final = 0.3
_CLEAR: Final = "rgba(0,0,0,0)"
_CHOSEN: Final = "rgba(128,140,150,0.16)"
_MUTED: Final = 0.68


Trace = dict[str, Any]


class EntityRow(Protocol):
    """What a bar needs to know of an entity."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def label(self) -> str: ...  # noqa: D102
    @property
    def mentions(self) -> int: ...  # noqa: D102
    @property
    def articles(self) -> int: ...  # noqa: D102


class SpeakerRow(Protocol):
    """What a row of the sentiment chart needs to know of a speaker; shares are of 1."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def quotes(self) -> int: ...  # noqa: D102
    @property
    def negative(self) -> float: ...  # noqa: D102
    @property
    def neutral(self) -> float: ...  # noqa: D102
    @property
    def positive(self) -> float: ...  # noqa: D102
    @property
    def sentiment(self) -> MeanSentiment: ...  # noqa: D102


def speaker_colours(ids: Sequence[str]) -> dict[str, str]:
    """A colour for each speaker by rank in ``ids``, which must not depend on the filters."""
    return {speaker: SPEAKER_PALETTE[rank % len(SPEAKER_PALETTE)] for rank, speaker in enumerate(ids)}


def clicked(points: Sequence[Mapping[str, Any]]) -> str | None:
    """The id that was clicked, out of Plotly's selected points; None where nothing was."""
    value = points[0].get("customdata") if points else None
    while isinstance(value, (list, tuple)) and value:
        value = value[0]
    return value if isinstance(value, str) else None


def plural(count: int, thing: str, many: str = "") -> str:
    """``1 quote``, ``2 quotes``."""
    return f"{count:,} {thing if count == 1 else many or thing + 's'}"


def signed(score: float) -> str:
    """A score with its sign, as people write it: ``−0.62``, ``+0.10``, ``0.00``."""
    text = f"{abs(score):.2f}"
    if text == "0.00":
        return text
    return ("+" if score > 0 else "−") + text


def entity_bars(
    rows: Sequence[EntityRow], selected: Sequence[str] = (), *, ink: str = INK["light"]
) -> go.Figure:
    """One bar for each entity, coloured by its type; a whole row can be clicked."""
    longest = max((row.mentions for row in rows), default=1)
    bars = {
        "type": "bar",
        "x": [row.mentions / longest for row in rows],
        "y": [index + 0.22 for index in range(len(rows))],
        "width": 0.2,
        "orientation": "h",
        "marker": {
            "color": [TYPE_COLOURS.get(row.label, NOBODY) for row in rows],
            "opacity": _opacities(rows, selected),
            "cornerradius": 2,
        },
        "customdata": [row.id for row in rows],
        "hoverinfo": "none",
    }
    labels = []
    for index, row in enumerate(rows):
        kind = TYPES.get(row.label, row.label.lower())
        name = _bold(escape(shorten(row.name)), row.id in selected)
        labels += _labels(index - 0.16, name, escape(f"{kind} · {row.mentions}"), ink)
    layout = _layout(len(rows), ENTITY_ROW, ink, labels)
    layout["xaxis"] |= {"range": [0, 1]}
    return go.Figure(
        data=[_rows_behind(rows, selected, [_entity_hover(row) for row in rows]), bars], layout=layout
    )


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
        doubt = ", too few to tell" if row.quotes <= FEW else ""
        name = _bold(escape(shorten(row.name)), row.id in selected)
        name = f'<span style="color:{dot}">●</span> {name}'
        labels += _labels(index - 0.2, name, plural(row.quotes, "quote") + doubt, ink)
    layout = _layout(len(rows), SPEAKER_ROW, ink, labels)
    layout["xaxis"] |= {"range": [-1.02, 1.12], "domain": [0, 0.6]}
    layout["xaxis2"] = {**layout["xaxis"], "range": [-1.15, 1.06], "domain": [0.6, 1], "anchor": "y"}
    hover = [_speaker_hover(row) for row in rows]
    return go.Figure(
        data=[
            _rows_behind(rows, selected, hover),
            _rows_behind(rows, selected, hover, "x2"),
            *_share_bars(rows, selected),
            _zeros(len(rows), "x"),
            _zeros(len(rows), "x2"),
            *_means(rows, selected),
        ],
        layout=layout,
    )


def shorten(name: str, limit: int = 34) -> str:
    """A name that fits on one line of a narrow panel."""
    return name if len(name) <= limit else name[: limit - 1].rstrip() + "…"


def describe_speakers(rows: Sequence[SpeakerRow]) -> str:
    """The sentiment chart in words, for those who cannot see it."""
    return "; ".join(
        f"{row.name}: {plural(row.quotes, 'quote')}, mean {signed(row.sentiment.mean)} "
        f"from {signed(row.sentiment.low)} to {signed(row.sentiment.high)}"
        for row in rows
    )


def describe_entities(rows: Sequence[EntityRow]) -> str:
    """The entity chart in words, for those who cannot see it."""
    return "; ".join(f"{row.name}: {plural(row.mentions, 'mention')}" for row in rows)


def _rows_behind(
    rows: Sequence[EntityRow] | Sequence[SpeakerRow],
    selected: Sequence[str],
    hover: Sequence[str],
    axis: str = "x",
) -> Trace:
    """A see-through bar over the whole of each row, so that the whole row can be clicked."""
    return {
        "type": "bar",
        "x": [6.0] * len(rows),
        "base": [-1.2] * len(rows),
        "xaxis": axis,
        "y": list(range(len(rows))),
        "width": 0.98,
        "orientation": "h",
        "marker": {
            "color": [_CHOSEN if row.id in selected else _CLEAR for row in rows],
            "line": {"width": 0},
        },
        "customdata": [row.id for row in rows],
        "hovertext": list(hover),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _layout(count: int, height: int, ink: str, labels: Sequence[Trace]) -> dict[str, Any]:
    """Rows from the top; nothing can be zoomed, so that a finger scrolls the page."""
    return {
        "barmode": "overlay",
        "dragmode": False,
        "showlegend": False,
        "height": max(1, count) * height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": _CLEAR,
        "plot_bgcolor": _CLEAR,
        "hoverlabel": {"align": "left"},
        "font": {"color": ink},
        "annotations": list(labels),
        "xaxis": {"visible": False, "fixedrange": True},
        "yaxis": {"visible": False, "fixedrange": True, "range": [max(1, count) - 0.5, -0.5]},
    }


def _labels(y: float, left: str, right: str, ink: str) -> list[Trace]:
    """The two texts of a row; Plotly understands some HTML, so both must be escaped already."""
    shared: Trace = {"xref": "paper", "y": y, "yanchor": "middle", "showarrow": False}
    return [
        {**shared, "text": left, "x": 0, "xanchor": "left", "font": {"size": 13.5, "color": ink}},
        {
            **shared,
            "text": right,
            "x": 1,
            "xanchor": "right",
            "font": {"size": 12, "color": ink},
            "opacity": _MUTED,
        },
    ]


def _bold(text: str, really: bool) -> str:
    return f"<b>{text}</b>" if really else text


def _opacities(rows: Sequence[EntityRow] | Sequence[SpeakerRow], selected: Sequence[str]) -> list[float]:
    return [1.0 if not selected or row.id in selected else _FADED for row in rows]


def _doubts(rows: Sequence[SpeakerRow], selected: Sequence[str]) -> list[float]:
    """Opacities, paler where the quotes are too few."""
    fades = _opacities(rows, selected)
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
            "marker": {"color": SENTIMENT[label], "opacity": _doubts(rows, selected)},
            "customdata": [row.id for row in rows],
            "hoverinfo": "none",
        }
        for label, bars in placed.items()
    ]


def _zeros(count: int, axis: str) -> Trace:
    """A tick at zero on every row."""
    ends = [(index, index + 0.34, None) for index in range(count)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, 0, None] * count,
        "y": [y for end in ends for y in end],
        "xaxis": axis,
        "line": {"color": NOBODY, "width": 1},
        "hoverinfo": "skip",
    }


def _means(rows: Sequence[SpeakerRow], selected: Sequence[str]) -> list[Trace]:
    """Each mean as a dot on its interval; hollow where the quotes are too few."""
    means = [row.sentiment for row in rows]
    colours = [SENTIMENT[_side(mean)] for mean in means]
    middle = [index + 0.17 for index in range(len(rows))]
    shared: Trace = {"y": middle, "xaxis": "x2", "customdata": [row.id for row in rows], "hoverinfo": "none"}
    interval: Trace = {
        "type": "bar",
        "name": "interval",
        "x": [mean.high - mean.low for mean in means],
        "base": [mean.low for mean in means],
        "width": 0.055,
        "orientation": "h",
        "marker": {"color": colours, "opacity": _doubts(rows, selected)},
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
            "opacity": _opacities(rows, selected),
            "line": {"width": 2, "color": colours},
        },
    }
    return [{**interval, **shared}, {**dots, **shared}]


def _side(mean: MeanSentiment) -> str:
    """Coloured only where the interval leaves zero out."""
    if mean.low > 0:
        return "positive"
    return "negative" if mean.high < 0 else "neutral"


def _entity_hover(row: EntityRow) -> str:
    return (
        f"<b>{escape(row.name)}</b><br>{plural(row.mentions, 'mention')} in {plural(row.articles, 'article')}"
    )


def _speaker_hover(row: SpeakerRow) -> str:
    mean = row.sentiment
    return (
        f"<b>{escape(row.name)}</b><br>{plural(row.quotes, 'quote')}: {row.negative:.0%} negative, "
        f"{row.neutral:.0%} neutral, {row.positive:.0%} positive<br>"
        f"mean {signed(mean.mean)}, 95 % interval {signed(mean.low)} to {signed(mean.high)}"
    )
