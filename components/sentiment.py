"""Sentiment by speaker: the shares of each tone, the mean, and how far it can be trusted; or a dot a quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.controls import choice, looked, switch, table
from components.elements import Node, el, show
from components.navigation import mark, toggle
from components.notices import empty_panel, names_of
from components.page import ink
from components.rows import tone_rows
from whosaid.charts import (
    QUOTE,
    SENTIMENT,
    SPEAKER_PALETTE,
    clicked,
    describe_speakers,
    dots_by_speaker,
    plural,
    signed,
    speaker_colours,
)
from whosaid.fields import other_filters
from whosaid.store import SpeakerRow, Store
from whosaid.view import View

_KEY: Final = "chart_sentiment"
_LIMIT: Final = 30
_DOTS: Final = 600
_RANKS: Final[Mapping[str, str]] = {
    "quotes": "most quotes",
    "words": "most words",
    "negative": "most negative",
    "positive": "most positive",
    "share": "share of negative",
    "name": "name",
}
_LEAST: Final[Mapping[str, str]] = {
    count: plural(int(count), "quote") for count in ("1", "2", "3", "5", "10")
}


def draw(view: View, store: Store, head: DeltaGenerator, body: DeltaGenerator) -> None:
    """One row a speaker; a click filters by the speaker, as the speaker box above does by keyboard."""
    least = int(view.look("least"))
    rows = store.speaker_sentiments(view, limit=_LIMIT, order=view.look("rank"), least=least)
    if view.look("rank") == "name":
        rows = sorted(rows, key=lambda row: (row.name.casefold(), row.id))
    with head:
        show([el("div", "tools", *_tools(view)), _legend(view)], key="legend", on_act=looked)
    with body:
        if not rows:
            _nothing(view, store, least)
            return
        _chart(view, store, rows)


def colours(store: Store, view: View) -> dict[str, str]:
    """The colour of every speaker of the collection, whatever is filtered."""
    return _colours(store, view.collection, store.version(view.collection))


@st.cache_resource(max_entries=100, show_spinner=False)
def _colours(_store: Store, collection: str, version: int) -> dict[str, str]:
    """By rank: most quoted first. ``version`` tells when the collection has changed; the dict is everybody's."""
    most_quoted = _store.speaker_sentiments(View(collection=collection), limit=len(SPEAKER_PALETTE))
    ranked = [row.id for row in most_quoted]
    rest = [speaker.id for speaker in _store.speakers(collection) if speaker.id not in ranked]
    return speaker_colours([*ranked, *rest])


def _chart(view: View, store: Store, rows: Sequence[SpeakerRow]) -> None:
    palette = colours(store, view)
    if view.look("draw") != "dots":
        nodes = [tone_rows(rows, view.speakers, palette), _table(rows, view)]
        show(nodes, key="rows_sentiment", on_act=_acted)
        return
    dots = store.dots(view, [row.id for row in rows], limit=_DOTS)
    if len(dots) == _DOTS:
        show(
            [el("p", "byline", f"The first {_DOTS} quotes, in the order of the articles.")],
            key="dots_cut",
        )
    st.plotly_chart(
        dots_by_speaker(rows, dots, view.speakers, view.quote, palette, ink=ink()),
        key=_KEY,
        on_select=_clicked,
        selection_mode="points",
        config={"displayModeBar": False},
        alt=f"Tone by speaker. {describe_speakers(rows)}",
    )
    show([_table(rows, view)], key="table_sentiment", on_act=_acted)


def _tools(view: View) -> list[Node]:
    return [
        choice(view, "rank", "Sort by", _RANKS),
        choice(view, "least", "at least", _LEAST),
        switch(
            view,
            "draw",
            "dots",
            "Dots",
            "shares",
            hint="One dot for each quote; a click on it marks the quote",
        ),
    ]


def _legend(view: View) -> Node:
    boxes = [el("span", "", el("span", "box", colour=colour), label) for label, colour in SENTIMENT.items()]
    ends = "from −1 to +1" if view.look("draw") == "dots" else "right: mean and 95 % interval"
    return el("div", "legend", *boxes, el("span", "", ends))


def _table(rows: Sequence[SpeakerRow], view: View) -> Node:
    """The numbers of the chart; its names are the clicks of the chart by keyboard."""
    heads = ("Speaker", "Quotes", "Words", "Negative", "Neutral", "Positive", "Mean", "95 % interval")
    lines = [
        (
            el("button", "link", row.name, act=("speaker", row.id), pressed=row.id in view.speakers),
            f"{row.quotes:,}",
            f"{row.words:,}",
            f"{row.negative:.0%}",
            f"{row.neutral:.0%}",
            f"{row.positive:.0%}",
            signed(row.sentiment.mean),
            f"{signed(row.sentiment.low)} to {signed(row.sentiment.high)}",
        )
        for row in rows
    ]
    return table("Tone by speaker", heads, lines)


def _acted(act: Sequence[str]) -> None:
    toggle("speakers", act[1])


def _clicked() -> None:
    """A dot marks its quote, the rest of a row filters by its speaker."""
    value = clicked(st.session_state[_KEY].selection.points)
    if value and value.startswith(QUOTE):
        mark(value.removeprefix(QUOTE), origin="sentiment")
    elif value:
        toggle("speakers", value)


def _nothing(view: View, store: Store, least: int) -> None:
    filtered = "No speaker has a quote that passes these filters. Take one away:"
    plain = "No quote in these articles has a source that could be named."
    why = filtered if view.is_filtered else plain
    if least > 1:
        why = f"No speaker has {least} quotes or more here. Ask for fewer above, or take a filter away."
    fields = other_filters("speakers", "not_speakers")
    empty_panel("sentiment", "No speakers", why, view, names_of(view, store), fields)
