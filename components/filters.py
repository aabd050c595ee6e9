"""The bar of filters: what is shown, in words and chips, and the widgets that change it.

The widgets own nothing: before each is drawn it is set to what the View says, and its
callback makes a new View. They are also the way to the charts' clicks by keyboard. What is
not needed every day is under *More* (``more``), which is counted only while it is open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from components import more, pages
from components.elements import el, show
from components.facets import Facet, facet, picked
from components.navigation import choose, current, go, remember, undo
from components.notices import NOBODY_NAMED, chips, names_of, remove
from whosaid.articles import POLARITIES, QUOTE_KINDS
from whosaid.fields import ARTICLES, MAX_SEARCH, search_text
from whosaid.store import Store
from whosaid.view import UNATTRIBUTED, View

_SPEAKERS: Final = 500
_TONES: Final = Facet(
    "sentiments",
    "Tone",
    POLARITIES,
    {"negative": "− negative", "neutral": "neutral", "positive": "+ positive"},
)
_KINDS: Final = Facet(
    "kinds",
    "Kind of quote",
    QUOTE_KINDS,
    hints={
        "direct": "A whole utterance in quotation marks",
        "mixed": "Reported, with some quoted words in it",
        "indirect": "Reported in other words, without quotation marks",
    },
)


def draw(view: View, store: Store) -> None:
    """The widgets in one row, and below them the sentence with its chips."""
    counts = store.facets(view, ("sentiments", "kinds"))
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        _search(view)
        _speakers(view, store)
        with st.container(key="facets_bar"):
            bar = [facet(shown, view, counts[shown.field]) for shown in (_TONES, _KINDS)]
            show([el("div", "facets inline", *bar)], key="facets", on_act=picked)
        more.draw(view, store)
    _active(view, store)


def _search(view: View) -> None:
    st.session_state["filter_search"] = view.search
    st.session_state["filter_search_in"] = view.search_in
    with st.container(key="search", horizontal=True, gap=None, width=300):
        st.text_input(
            "Words to search for",
            key="filter_search",
            type="search",
            placeholder="Search",
            max_chars=MAX_SEARCH,
            label_visibility="collapsed",
            on_change=_searched,
        )
        st.selectbox(
            "Where to search",
            ("", ARTICLES),
            key="filter_search_in",
            format_func=lambda where: "in articles" if where else "in quotes",
            label_visibility="collapsed",
            filter_mode=None,
            width=116,
            on_change=_searched,
        )


def _searched() -> None:
    words = search_text(str(st.session_state["filter_search"] or ""))
    where = str(st.session_state["filter_search_in"] or "")
    go(replace(current(), search=words, search_in=where, quote="", problems=()))


def _speakers(view: View, store: Store) -> None:
    names = speaker_names(store, view)
    st.session_state["filter_speakers"] = [speaker for speaker in view.speakers if speaker in names]
    st.multiselect(
        "Speakers",
        list(names),
        key="filter_speakers",
        format_func=lambda speaker: names.get(speaker, speaker),
        placeholder="All speakers",
        label_visibility="collapsed",
        help=f"The {_SPEAKERS} most quoted; any other by a click on the name."
        if len(names) > _SPEAKERS
        else None,
        width=250,
        on_change=choose,
        args=("speakers", "filter_speakers"),
    )


def speaker_names(store: Store, view: View) -> dict[str, str]:
    """The most quoted speakers by name, told apart where two bear the same, and nobody at the end.

    Those who are filtered by are among them. All at once would be too much for a page to carry.
    """
    plain = dict(_most_quoted(store, view.collection, store.version(view.collection)))
    missing = [speaker for speaker in view.speakers if speaker not in plain]
    plain |= store.names(view.collection, missing) if missing else {}
    shared = Counter(plain.values())
    names = {speaker: f"{name} ({speaker})" if shared[name] > 1 else name for speaker, name in plain.items()}
    return {**names, UNATTRIBUTED: NOBODY_NAMED}


@st.cache_resource(max_entries=100, show_spinner=False)
def _most_quoted(_store: Store, collection: str, version: int) -> dict[str, str]:
    """Id -> name; ``version`` tells when the collection has changed. The dict is everybody's."""
    return {speaker.id: speaker.name for speaker in _store.speakers(collection, limit=_SPEAKERS)}


def _active(view: View, store: Store) -> None:
    names = names_of(view, store)
    nodes = [el("span", "sentence", view.sentence(names)), *chips(view, names)]
    if view.is_filtered:
        nodes.append(el("button", "clear", "Clear all", act=("clear",), label="Clear all filters"))
    if remember(view):
        nodes.append(el("button", "clear", "Undo", act=("undo",), label="Undo the last filter"))
    if view.look("compare") == "off":
        nodes += pages.kept(view, store)
    visit = (view.collection, store.collection(view.collection).name)
    show([el("div", "active", *nodes, visit=visit)], key="active", on_act=_acted)


def _acted(act: Sequence[str]) -> None:
    if act[0] == "undo":
        undo()
    elif not pages.acted(act):
        remove(act)
