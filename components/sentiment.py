"""Sentiment by speaker: the shares of each tone, the mean, and how far it can be trusted; or a dot a quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Final

import streamlit as st

from components.controls import asked, choice, legend, line, switch, table
from components.elements import Node, el
from components.namesakes import names_of
from components.navigation import mark, toggle
from components.notices import empty
from components.page import ink
from components.panels import Content
from components.rows import tone_rows
from components.terms import explained
from whosaid.charts import (
    FEW,
    QUOTE,
    clicked,
    describe_speakers,
    dots_by_speaker,
    plural,
    signed,
    speaker_colours,
)
from whosaid.fields import other_filters
from whosaid.store import Dot, SpeakerRow, Store, Tones
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
    "neutral": "share of neutral",
    "praise": "share of positive",
    "sure": "surest mean",
    "name": "name",
}
OTHERS: Final = "A filter brings in the others."
_BY_TONE: Final = ("negative", "positive", "share", "neutral", "praise", "sure")
_TOO_FEW: Final = f"{FEW} quotes or fewer: too few to tell, so they come last"
_UNNAMED: Final = "Described but not named in these articles: “they”, “one official”, “the company”"
_MEAN: Final = "right: mean and 95 % interval"
_LEAST: Final[Mapping[str, str]] = {
    count: plural(int(count), "quote") for count in ("1", "2", "3", "5", "10")
}


def content(view: View, store: Store) -> Content:
    """One row a speaker; a click filters by the speaker, as the field for speakers above does."""
    least = int(view.look("least"))
    order, unfolded = view.look("rank"), view.look("unnamed") == "shown"
    found = store.tones(view, limit=_LIMIT, order=order, least=least, unfolded=unfolded)
    head = [el("div", "tools", *_tools(view)), _legend(view)]
    if not found.rows:
        return Content(head, [_nothing(view, store, least)])
    rows = _by_name(found.rows) if view.look("rank") == "name" else found.rows
    rows = [*named(rows), *unnamed(rows)]
    if view.look("draw") != "dots":
        return Content(head, [*_groups(rows, view, found, colours(store, view)), _table(rows, view)])
    dots = store.dots(view, [row.id for row in rows], limit=_DOTS)
    cut = [el("p", "byline", f"The first {_DOTS} quotes, in the order of the articles.")]
    return Content(
        head,
        cut if len(dots) == _DOTS else [],
        chart=partial(_chart, rows, dots, view, colours(store, view)),
        below=[*_cut(rows, found), *_fold(view, found), _table(rows, view)],
    )


def colours(store: Store, view: View) -> dict[str, str]:
    """The colour of every speaker of the collection, whatever is filtered."""
    of = view.collection
    return store.remember(of, (speaker_colours,), lambda: speaker_colours(store.heard(of)))


def _chart(rows: Sequence[SpeakerRow], dots: Sequence[Dot], view: View, palette: Mapping[str, str]) -> None:
    st.plotly_chart(
        dots_by_speaker(rows, dots, view.speakers, view.quote, palette, ink=ink()),
        key=_KEY,
        on_select=_clicked,
        selection_mode="points",
        config={"displayModeBar": False},
        alt=f"Tone by speaker. {describe_speakers(rows)}",
    )


def _by_name(rows: Sequence[SpeakerRow]) -> list[SpeakerRow]:
    return sorted(rows, key=lambda row: (row.name.casefold(), row.id))


def named(rows: Sequence[SpeakerRow]) -> list[SpeakerRow]:
    """Those who bear a name, in their order."""
    return [row for row in rows if row.named]


def unnamed(rows: Sequence[SpeakerRow]) -> list[SpeakerRow]:
    """Those who are only described, in their order."""
    return [row for row in rows if not row.named]


def _groups(rows: Sequence[SpeakerRow], view: View, found: Tones, palette: Mapping[str, str]) -> list[Node]:
    """Those with a name; by tone, those of whom there is too little apart; last, who is only described."""
    nodes = _told(named(rows), view, palette)
    nodes += [*_cut(rows, found), *_fold(view, found)]
    return nodes + _told(unnamed(rows), view, palette)


def _told(rows: Sequence[SpeakerRow], view: View, palette: Mapping[str, str]) -> list[Node]:
    """The rows; in an order by tone a line before those who come last because they have too few quotes."""
    apart = FEW if view.look("rank") in _BY_TONE else 0
    many = [row for row in rows if row.quotes > apart]
    few = [row for row in rows if row.quotes <= apart]
    nodes = [tone_rows(many, view.speakers, palette)] if many else []
    if few:
        nodes.append(el("p", "divider", _TOO_FEW))
        nodes.append(tone_rows(few, view.speakers, palette))
    return nodes


def _cut(rows: Sequence[SpeakerRow], found: Tones) -> list[Node]:
    """That there are more speakers than rows, where there are."""
    shown = len(named(rows))
    if not _LIMIT <= shown < found.named:
        return []
    return [el("p", "byline", f"{shown:,} of {plural(found.named, 'speaker')}. {OTHERS}")]


def _fold(view: View, found: Tones) -> list[Node]:
    """The line of those who are only described: how many, and the click that shows them or folds them in."""
    if not found.unnamed or not named(found.rows):
        return []
    shown = view.look("unnamed") == "shown"
    count = plural(found.unnamed, "unnamed source")
    quotes = plural(found.unnamed_quotes, "quote")
    line = el(
        "button",
        "fold",
        el("span", "", f"{'▾' if shown else '▸'} {count}"),
        el("span", "many", quotes),
        act=("switch", "unnamed", "shown", "folded"),
        pressed=shown,
        label=f"{'Fold in' if shown else 'Show'} {count}, {quotes}",
        hint=_UNNAMED,
    )
    return [line]


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
    dots = view.look("draw") == "dots"
    end = asked("from −1 to +1", explained("tone")) if dots else asked(_MEAN, explained("interval"))
    return legend(end, hint=explained("tone"))


def _table(rows: Sequence[SpeakerRow], view: View) -> Node:
    """The numbers of the chart; its names are the clicks of the chart by keyboard."""
    heads = ("Speaker", "Quotes", "Words", "Negative", "Neutral", "Positive", "Mean", "95 % interval")
    lines = [_numbers(row, row.id in view.speakers) for row in rows]
    return table("Tone by speaker", heads, lines, hints=dict.fromkeys(heads[-2:], explained("interval")))


@lru_cache(maxsize=2_000)
def _numbers(row: SpeakerRow, chosen: bool) -> Node:
    return line(
        el("button", "link", row.name, act=("speaker", row.id), pressed=chosen),
        f"{row.quotes:,}",
        f"{row.words:,}",
        f"{row.negative:.0%}",
        f"{row.neutral:.0%}",
        f"{row.positive:.0%}",
        signed(row.sentiment.mean),
        f"{signed(row.sentiment.low)} to {signed(row.sentiment.high)}",
    )


def _clicked() -> None:
    """A dot marks its quote, the rest of a row filters by its speaker."""
    value = clicked(st.session_state[_KEY].selection.points)
    if value and value.startswith(QUOTE):
        mark(value.removeprefix(QUOTE), origin="sentiment")
    elif value:
        toggle("speakers", value)


def _nothing(view: View, store: Store, least: int) -> Node:
    filtered = "No speaker has a quote that passes these filters. Take one away:"
    plain = "No quote in these articles has a source that could be named."
    why = filtered if view.is_filtered else plain
    if least > 1:
        why = f"No speaker has {least} quotes or more here. Ask for fewer above, or take a filter away."
    fields = other_filters("speakers", "not_speakers")
    return empty("No speakers", why, view, names_of(view, store), fields, store=store)
