"""Sentiment by speaker: the shares of each tone, the mean, and how far it can be trusted."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.elements import el, show
from components.navigation import toggle
from components.notices import empty_panel, names_of
from components.page import ink, panel
from whosaid.charts import (
    SENTIMENT,
    SPEAKER_PALETTE,
    clicked,
    describe_speakers,
    plural,
    sentiment_by_speaker,
    speaker_colours,
)
from whosaid.store import Store
from whosaid.view import View

_KEY: Final = "chart_sentiment"
_LIMIT: Final = 30


def draw(view: View, store: Store, *, height: int = 260) -> None:
    """One row a speaker; a click filters by the speaker, as the speaker box above does by keyboard."""
    rows = store.speaker_sentiments(view, limit=_LIMIT)
    aside = f"top {len(rows)}" if len(rows) >= _LIMIT else plural(len(rows), "speaker")
    head, body = panel("sentiment", "Tone by speaker", aside, height=height)
    with head:
        show([_legend()], key="legend")
    with body:
        if not rows:
            _nothing(view, store)
            return
        st.plotly_chart(
            sentiment_by_speaker(rows, view.speakers, colours(store, view), ink=ink()),
            key=_KEY,
            on_select=_clicked,
            selection_mode="points",
            config={"displayModeBar": False},
            alt=f"Tone by speaker. {describe_speakers(rows)}",
        )


def colours(store: Store, view: View) -> dict[str, str]:
    """The colour of every speaker of the collection, whatever is filtered."""
    return _colours(store, view.collection, store.collection(view.collection).quotes)


@st.cache_data(max_entries=100, show_spinner=False)
def _colours(_store: Store, collection: str, quotes: int) -> dict[str, str]:
    """By rank: most quoted first. ``quotes`` only tells when the collection has grown."""
    most_quoted = _store.speaker_sentiments(View(collection=collection), limit=len(SPEAKER_PALETTE))
    ranked = [row.id for row in most_quoted]
    rest = [speaker.id for speaker in _store.speakers(collection) if speaker.id not in ranked]
    return speaker_colours([*ranked, *rest])


def _legend() -> dict[str, object]:
    boxes = [el("span", "", el("span", "box", colour=colour), label) for label, colour in SENTIMENT.items()]
    return el("div", "legend", *boxes, el("span", "", "right: mean and 95 % interval"))


def _clicked() -> None:
    speaker = clicked(st.session_state[_KEY].selection.points)
    if speaker:
        toggle("speakers", speaker)


def _nothing(view: View, store: Store) -> None:
    filtered = "No speaker has a quote that passes these filters. Take one away:"
    plain = "No quote in these articles has a source that could be named."
    fields = ("entities", "labels", "kinds", "senses", "sentiments", "search", "article")
    why = filtered if view.is_filtered else plain
    empty_panel("sentiment", "No speakers", why, view, names_of(view, store), fields)
