"""How often each entity is named: a bar a name."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final, Protocol

import plotly.graph_objects as go

from whosaid.charts.base import (
    INK,
    NOBODY,
    TYPE_COLOURS,
    TYPES,
    bold,
    layout_of_rows,
    opacities,
    plural,
    row_labels,
    rows_behind,
    shorten,
)

ENTITY_ROW: Final = 37
_SILENT: Final = 0.55  # how full the bar of somebody is who does not speak


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
    @property
    def speaks(self) -> bool: ...  # noqa: D102


def entity_bars(
    rows: Sequence[EntityRow], selected: Sequence[str] = (), *, by: str = "mentions", ink: str = INK["light"]
) -> go.Figure:
    """One bar for each entity, coloured by its type; a whole row can be clicked.

    ``by``: "mentions" or "articles". Who is quoted has a full bar, who is only spoken about a pale one.
    """
    counts = [_count(row, by) for row in rows]
    longest = max(counts, default=1)
    shades = opacities(rows, selected)
    bars = {
        "type": "bar",
        "x": [count / longest for count in counts],
        "y": [index + 0.22 for index in range(len(rows))],
        "width": 0.2,
        "orientation": "h",
        "marker": {
            "color": [TYPE_COLOURS.get(row.label, NOBODY) for row in rows],
            "opacity": [
                shade * (1 if row.speaks else _SILENT) for row, shade in zip(rows, shades, strict=True)
            ],
            "cornerradius": 2,
        },
        "customdata": [row.id for row in rows],
        "hoverinfo": "none",
    }
    labels = []
    for index, (row, count) in enumerate(zip(rows, counts, strict=True)):
        name = bold(escape(shorten(row.name)), row.id in selected)
        kind = TYPES.get(row.label, row.label.lower()) + (", speaks" if row.speaks else "")
        labels += row_labels(index - 0.16, name, escape(f"{kind} · {count:,}"), ink)
    layout = layout_of_rows(len(rows), ENTITY_ROW, ink, labels)
    layout["xaxis"] |= {"range": [0, 1]}
    return go.Figure(
        data=[rows_behind(rows, selected, [_entity_hover(row) for row in rows]), bars], layout=layout
    )


def describe_entities(rows: Sequence[EntityRow], by: str = "mentions") -> str:
    """The entity chart in words, for those who cannot see it."""
    thing = by.removesuffix("s")
    return "; ".join(f"{row.name}: {plural(_count(row, by), thing)}" for row in rows)


def _count(row: EntityRow, by: str) -> int:
    return row.articles if by == "articles" else row.mentions


def _entity_hover(row: EntityRow) -> str:
    return (
        f"<b>{escape(row.name)}</b><br>{plural(row.mentions, 'mention')} in {plural(row.articles, 'article')}"
        f"<br>{'speaks here' if row.speaks else 'only spoken about'}"
    )
