"""One dot a quote, by speaker: where on the scale from negative to positive each of them lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import Final, Protocol

import plotly.graph_objects as go

from whosaid.charts.base import (
    FADED,
    INK,
    NOBODY,
    SENTIMENT,
    Named,
    Trace,
    bold,
    layout_of_rows,
    plural,
    row_labels,
    rows_behind,
    shorten,
    signed,
    zeros,
)

QUOTE: Final = "quote "
"""Before the ref in a dot's ``customdata``; a speaker's id holds no space."""
_BINS: Final = 22  # from -1 to 1; dots of one bin are put over one another
_APART: Final = 0.105
_MOST: Final = 0.24  # of a row, above and below its middle
_HOVER: Final = 46  # letters in a line
_ROW: Final = 50


class DotRow(Protocol):
    """What a dot needs to know of a quote."""

    @property
    def ref(self) -> str: ...  # noqa: D102
    @property
    def speaker(self) -> str: ...  # noqa: D102
    @property
    def score(self) -> float: ...  # noqa: D102
    @property
    def label(self) -> str: ...  # noqa: D102
    @property
    def words(self) -> str: ...  # noqa: D102


def dots_by_speaker(
    rows: Sequence[Named],
    dots: Sequence[DotRow],
    selected: Sequence[str] = (),
    marked: str = "",
    colours: Mapping[str, str] | None = None,
    *,
    ink: str = INK["light"],
) -> go.Figure:
    """A row a speaker, a dot a quote; the ``marked`` one has a ring. A click gives ``QUOTE`` and the ref."""
    count: dict[str, int] = defaultdict(int)
    for dot in dots:
        count[dot.speaker] += 1
    labels = []
    for index, row in enumerate(rows):
        bullet = f'<span style="color:{(colours or {}).get(row.id, NOBODY)}">●</span>'
        name = bold(escape(shorten(row.name), quote=False), row.id in selected)
        labels += row_labels(index - 0.32, f"{bullet} {name}", plural(count[row.id], "quote"), ink)
    layout = layout_of_rows(len(rows), _ROW, ink, labels)
    layout["xaxis"] |= {"range": [-1.06, 1.06]}
    layout["hovermode"] = "closest"
    hover = [f"<b>{escape(row.name, quote=False)}</b>: {plural(count[row.id], 'quote')}" for row in rows]
    return go.Figure(
        data=[
            rows_behind(rows, selected, hover),
            zeros(len(rows), "x"),
            _dots(rows, dots, selected, marked, ink),
        ],
        layout=layout,
    )


def _dots(
    rows: Sequence[Named], dots: Sequence[DotRow], selected: Sequence[str], marked: str, ink: str
) -> Trace:
    shown = {row.id: index for index, row in enumerate(rows)}
    drawn = [dot for dot in dots if dot.speaker in shown]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "quotes",
        "x": [dot.score for dot in drawn],
        "y": [shown[dot.speaker] + 0.16 + off for dot, off in zip(drawn, _offsets(drawn), strict=True)],
        "marker": {
            "color": [SENTIMENT[dot.label] for dot in drawn],
            "opacity": [0.85 if not selected or dot.speaker in selected else FADED for dot in drawn],
            "size": [13 if dot.ref == marked else 9 for dot in drawn],
            "line": {"color": ink, "width": [2 if dot.ref == marked else 0 for dot in drawn]},
        },
        "customdata": [QUOTE + dot.ref for dot in drawn],
        "hovertext": [_hover(dot) for dot in drawn],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _offsets(dots: Sequence[DotRow]) -> list[float]:
    """How far from the middle of its row each dot is put, so that none hides another: 0, up, down, up."""
    met: dict[tuple[str, int], int] = defaultdict(int)
    offsets = []
    for dot in dots:
        place = (dot.speaker, round((dot.score + 1) / 2 * _BINS))
        step = (met[place] + 1) // 2 * _APART
        offsets.append(min(step, _MOST) * (-1 if met[place] % 2 else 1))
        met[place] += 1
    return offsets


def _hover(dot: DotRow) -> str:
    lines = wrap(dot.words, _HOVER, max_lines=3, placeholder=" …")
    return f"{'<br>'.join(escape(line, quote=False) for line in lines)}<br><b>{dot.label} {signed(dot.score)}</b>"
