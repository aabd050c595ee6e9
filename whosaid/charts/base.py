"""What every chart shares: colours, words, and the rows that can be clicked.

Colours live here, so that a speaker looks the same in every panel and in an exported picture.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from whosaid.articles import MeanSentiment
from whosaid.statistics import FEW as FEW

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
    "#ae78d8",
    "#d86ca2",
)
LABEL: Final = 13  # Plotly measures type in pixels; these are the two smallest steps of components/scales.css
NOTE: Final = 12
INK: Final[Mapping[str, str]] = {"light": "#22262b", "dark": "#e7e4dd"}
NOBODY: Final = "#80858b"
# Orange and blue stay apart under every common colour blindness; the words stand beside them.
SENTIMENT: Final[Mapping[str, str]] = {"negative": "#cf6a1f", "neutral": "#868b8f", "positive": "#3a78b8"}
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
TRACE: Final = 0.05  # up to here a mean is coloured as neither
FADED: Final = 0.3
CLEAR: Final = "rgba(0,0,0,0)"
CHOSEN: Final = "rgba(128,140,150,0.16)"
MUTED: Final = 0.68

Trace = dict[str, Any]


class Named(Protocol):
    """A row that is about somebody or something."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102


def speaker_colours(heard: Iterable[tuple[int, str, int]]) -> dict[str, str]:
    """A colour for each speaker; ``heard``: article, speaker and how many quotes, which must not depend on filters.

    The most quoted have a colour each. After them everybody gets the one that is used least in the articles
    where they speak, so that the speakers of an article are told apart as far as there are colours.
    """
    spoken: dict[str, list[tuple[int, int]]] = {}
    for article, speaker, quotes in heard:
        spoken.setdefault(speaker, []).append((article, quotes))
    ranked = sorted(spoken, key=lambda speaker: (-sum(quotes for _, quotes in spoken[speaker]), speaker))
    used: dict[int, Counter[int]] = defaultdict(Counter)
    colours: dict[str, str] = {}
    for rank, speaker in enumerate(ranked):
        index = rank if rank < len(SPEAKER_PALETTE) else _least_used(rank, spoken[speaker], used)
        colours[speaker] = SPEAKER_PALETTE[index]
        for article, quotes in spoken[speaker]:
            used[article][index] += quotes
    return colours


def _least_used(rank: int, spoken: Sequence[tuple[int, int]], used: Mapping[int, Counter[int]]) -> int:
    """The colour with the fewest quotes in these articles; among equals the next one in turn."""
    size = len(SPEAKER_PALETTE)
    taken: Counter[int] = Counter()
    for article, _ in spoken:
        taken.update(used[article])
    return min(range(size), key=lambda index: (taken[index], (index - rank) % size))


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


def shorten(name: str, limit: int = 34) -> str:
    """A name that fits on one line of a narrow panel."""
    return name if len(name) <= limit else name[: limit - 1].rstrip() + "…"


def rows_behind(
    rows: Sequence[Named],
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
            "color": [CHOSEN if row.id in selected else CLEAR for row in rows],
            "line": {"width": 0},
        },
        "customdata": [row.id for row in rows],
        "hovertext": list(hover),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def layout_of_rows(count: int, height: int, ink: str, labels: Sequence[Trace]) -> dict[str, Any]:
    """Rows from the top; nothing can be zoomed, so that a finger scrolls the page."""
    return {
        "barmode": "overlay",
        "dragmode": False,
        "showlegend": False,
        "height": max(1, count) * height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "hoverlabel": {"align": "left"},
        "font": {"color": ink},
        "annotations": list(labels),
        "xaxis": {"visible": False, "fixedrange": True},
        "yaxis": {"visible": False, "fixedrange": True, "range": [max(1, count) - 0.5, -0.5]},
    }


def row_labels(y: float, left: str, right: str, ink: str) -> list[Trace]:
    """The two texts of a row; Plotly understands some HTML, so both must be escaped already."""
    shared: Trace = {"xref": "paper", "y": y, "yanchor": "middle", "showarrow": False}
    return [
        {**shared, "text": left, "x": 0, "xanchor": "left", "font": {"size": LABEL, "color": ink}},
        {
            **shared,
            "text": right,
            "x": 1,
            "xanchor": "right",
            "font": {"size": NOTE, "color": ink},
            "opacity": MUTED,
        },
    ]


def bold(text: str, really: bool) -> str:
    """The (escaped) text of a label, in bold where it is chosen."""
    return f"<b>{text}</b>" if really else text


def opacities(rows: Sequence[Named], selected: Sequence[str]) -> list[float]:
    """Full for what is chosen, or for all where nothing is."""
    return [1.0 if not selected or row.id in selected else FADED for row in rows]


def zeros(count: int, axis: str) -> Trace:
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


def side(mean: MeanSentiment) -> str:
    """Coloured only where the interval leaves zero out, and the mean is more than a trace of a tone."""
    if abs(mean.mean) < TRACE:
        return "neutral"
    if mean.low > 0:
        return "positive"
    return "negative" if mean.high < 0 else "neutral"
