"""The bar of filters: what is shown, in words and chips, and the widgets that change it.

The widgets own nothing: before each is drawn it is set to what the View says, and its
callback makes a new View. They are also the way to the charts' clicks by keyboard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Literal

import streamlit as st

from components.elements import el, show
from components.navigation import choose, current, go
from components.notices import NOBODY_NAMED, chips, names_of, remove
from whosaid.articles import ENTITY_LABELS, POLARITIES, QUOTE_KINDS, SENSES
from whosaid.charts import TYPES
from whosaid.store import Store
from whosaid.view import UNATTRIBUTED, View

_TONES: Mapping[str, str] = {"negative": "− negative", "neutral": "neutral", "positive": "+ positive"}
_NAMES: Final = 300
_SENSES: Mapping[str, str] = {"speech": "said", "belief": "believed or wished"}


def draw(view: View, store: Store) -> None:
    """The widgets in one row, and below them the sentence with its chips."""
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        _search(view)
        _speakers(view, store)
        _pills("Tone", "sentiments", view, _TONES, POLARITIES)
        _pills("Kind of quote", "kinds", view, {}, QUOTE_KINDS)
        with st.popover("More", key="more_filters", icon=":material/tune:"):
            _names(view, store)
            _pills("What is named", "labels", view, TYPES, ENTITY_LABELS, label="visible")
            _pills("Sense", "senses", view, _SENSES, SENSES, label="visible")
    _active(view, store)


def _search(view: View) -> None:
    st.session_state["filter_search"] = view.search
    st.text_input(
        "Words in a quote",
        key="filter_search",
        type="search",
        placeholder="Search the quotes",
        max_chars=200,
        label_visibility="collapsed",
        width=210,
        on_change=_searched,
    )


def _searched() -> None:
    words = " ".join(str(st.session_state["filter_search"] or "").split())
    go(replace(current(), search=words, quote="", problems=()))


def _speakers(view: View, store: Store) -> None:
    names = speaker_names(store, view.collection)
    st.session_state["filter_speakers"] = [speaker for speaker in view.speakers if speaker in names]
    st.multiselect(
        "Speakers",
        list(names),
        key="filter_speakers",
        format_func=lambda speaker: names.get(speaker, speaker),
        placeholder="All speakers",
        label_visibility="collapsed",
        width=300,
        on_change=choose,
        args=("speakers", "filter_speakers"),
    )


def speaker_names(store: Store, collection: str) -> dict[str, str]:
    """Every speaker of the collection by name, told apart where two bear the same, and nobody at the end."""
    speakers = store.speakers(collection)
    shared = Counter(speaker.name for speaker in speakers)
    names = {
        speaker.id: f"{speaker.name} ({speaker.id})" if shared[speaker.name] > 1 else speaker.name
        for speaker in speakers
    }
    return {**names, UNATTRIBUTED: NOBODY_NAMED}


def _names(view: View, store: Store) -> None:
    """The click on an entity's bar, by keyboard: every name that the bars could show."""
    rows = store.entity_counts(View(collection=view.collection), limit=_NAMES)
    shared = Counter(row.name for row in rows)
    names = {row.id: f"{row.name} ({row.id})" if shared[row.name] > 1 else row.name for row in rows}
    names |= {entity: name for entity, name in names_of(view, store).items() if entity in view.entities}
    st.session_state["filter_entities"] = [entity for entity in view.entities if entity in names]
    st.multiselect(
        "Quotes that name",
        list(names),
        key="filter_entities",
        format_func=lambda entity: names.get(entity, entity),
        placeholder="Anybody or anything",
        on_change=choose,
        args=("entities", "filter_entities"),
    )


def _pills(
    title: str,
    field: str,
    view: View,
    words: Mapping[str, str],
    values: tuple[str, ...],
    label: Literal["visible", "collapsed"] = "collapsed",
) -> None:
    key = f"filter_{field}"
    st.session_state[key] = list(view.values(field))
    st.pills(
        title,
        values,
        selection_mode="multi",
        label_visibility=label,
        key=key,
        format_func=lambda value: words.get(value, value),
        on_change=choose,
        args=(field, key),
    )


def _active(view: View, store: Store) -> None:
    names = names_of(view, store)
    nodes = [el("span", "sentence", view.sentence(names)), *chips(view, names)]
    if view.is_filtered:
        nodes.append(el("button", "clear", "Clear all", act=("clear",), label="Clear all filters"))
    show([el("div", "active", *nodes)], key="active", on_act=remove)
