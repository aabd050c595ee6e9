"""The filters under *More*: the quote, its speaker, what it names, and the article it stands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from components.elements import Node, el, show
from components.facets import Facet, facet, picked
from components.namesakes import article_names, meant, names_of, told_apart
from components.navigation import choose, current, go, toggle
from components.notices import CONFIDENCE_WORDS, KIND_WORDS, NO_OUTLET, SENSE_WORDS, told
from components.terms import explained, meaning
from whosaid.articles import ENTITY_LABELS, SENSES, SPEAKER_KINDS
from whosaid.charts import TYPES
from whosaid.fields import CONFIDENCES, UNATTRIBUTED, UNSURE
from whosaid.sentences import day
from whosaid.store import Store
from whosaid.view import View

_NAMES: Final = 300
_ARTICLES: Final = 300
_OUTLETS: Final = 12
_GONE: Final = "no longer here"
EARLIEST: Final = date(1600, 1, 1)  # the first newspapers
LATEST: Final = date(2200, 1, 1)

_SEARCH_HELP: Final = (
    "Searching: all words have to be there, each as the beginning of a word. Words in quotation marks are "
    "found as they stand; a minus before a word leaves out what has it."
)
_SENSES: Final = Facet(
    "senses",
    "Said or believed",
    SENSES,
    SENSE_WORDS,
    meaning("sense"),
)
_CONFIDENCE: Final = Facet(
    "confidence",
    "Confidence",
    (*CONFIDENCES, UNSURE),
    CONFIDENCE_WORDS,
    explained("sure"),
)
_SPEAKER_KINDS: Final = Facet(
    "speaker_kinds",
    "Kind of speaker",
    (*SPEAKER_KINDS, UNATTRIBUTED),
    KIND_WORDS,
    "A group is several people at once (“residents”); unclear: somebody described but not named.",
)
_LABELS: Final = Facet(
    "labels",
    "What is named",
    ENTITY_LABELS,
    TYPES,
    "Quotes that name something of this type; the numbers count names.",
    sparse=True,
)


def draw(view: View, store: Store) -> None:
    """What the button *More* opens."""
    counts = store.facets(view, ("senses", "confidence", "speaker_kinds", "labels", "outlets"))
    shown = [_SENSES, _CONFIDENCE, _SPEAKER_KINDS, _outlets(view, counts["outlets"]), _LABELS]
    _facets(shown, view, counts)
    _names(view, store)
    _articles(view, store)
    _dates(view, store)
    show([el("p", "byline", _SEARCH_HELP)], key="search_help")


def _facets(shown: Sequence[Facet], view: View, counts: Mapping[str, Mapping[str, int]]) -> None:
    nodes = [facet(each, view, counts[each.field], leaving_out=each.field != "confidence") for each in shown]
    field = [_outlet_field(counts["outlets"])] if len(counts["outlets"]) > _OUTLETS else []
    show(
        [el("div", "facets", *nodes, *field)],
        key="facets_more",
        on_act=partial(_picked, tuple(counts["outlets"])),
    )


def _outlet_field(counts: Mapping[str, int]) -> Node:
    """The way to the outlets that have no button."""
    title = f"Any other of {len(counts)} outlets"
    options = [el("option", "", value=outlet) for outlet in counts if outlet != UNATTRIBUTED]
    entry = el("input", "", act=("outlet",), label=title, blank=title, names="outlets")
    return el("div", "speakers", entry, el("datalist", "", *options, names="outlets"))


@told
def _picked(known: Sequence[str], act: Sequence[str]) -> None:
    """The callback of the buttons, and of the field for outlets, which takes a part of a name if only one has it."""
    if act[0] != "outlet":
        picked(act)
        return
    words = " ".join(act[1].split())
    if words:
        outlets = {outlet: outlet for outlet in known if outlet != UNATTRIBUTED}
        toggle("outlets", meant(words, outlets, "outlets"))


def _outlets(view: View, counts: Mapping[str, int]) -> Facet:
    """The outlets with most quotes, and those that are filtered by."""
    chosen = (*view.outlets, *view.not_outlets)
    values = dict.fromkeys([*list(counts)[:_OUTLETS], *chosen])
    return Facet("outlets", "Outlet", tuple(values), {UNATTRIBUTED: NO_OUTLET})


def _names(view: View, store: Store) -> None:
    """The click on an entity's bar, by keyboard: every name that the bars could show."""
    rows = store.entity_counts(View(collection=view.collection), limit=_NAMES)
    listed = {row.id: row.name for row in rows}
    known = names_of(view, store)
    chosen = {entity: known[entity] for entity in view.entities if entity in known and entity not in listed}
    types = {row.id: (TYPES.get(row.label, row.label.lower()),) for row in rows}
    names = told_apart(listed | chosen, types)
    here = {row.id: row.mentions for row in store.entity_counts(view, limit=_NAMES)}
    st.session_state["filter_entities"] = [entity for entity in view.entities if entity in names]
    st.multiselect(
        "Quotes that name",
        list(names),
        key="filter_entities",
        format_func=_counted(names, here),
        placeholder="Anybody or anything",
        help="The numbers count mentions over the other filters.",
        on_change=choose,
        args=("entities", "filter_entities"),
    )


def _articles(view: View, store: Store) -> None:
    cut = (
        f"The {_ARTICLES} with most quotes. "
        if store.collection(view.collection).articles > _ARTICLES
        else ""
    )
    rows = store.articles(View(collection=view.collection, articles=view.articles), limit=_ARTICLES)
    titles = article_names(rows)
    here = {row.id: row.quotes for row in store.articles(view, limit=_ARTICLES)}
    st.session_state["filter_articles"] = [article for article in view.articles if article in titles]
    st.multiselect(
        "Articles",
        list(titles),
        key="filter_articles",
        format_func=_counted(titles, here),
        placeholder="All articles",
        help=f"{cut}The numbers count quotes over the other filters.",
        on_change=choose,
        args=("articles", "filter_articles"),
    )


def _counted(names: Mapping[str, str], counts: Mapping[str, int]) -> Callable[[str], str]:
    """Id -> its name, and how often it is there over the other filters; of those with least that is not known."""
    return lambda key: (
        f"{names.get(key, _GONE)} · {counts[key]:,}" if key in counts else names.get(key, _GONE)
    )


def _dates(view: View, store: Store) -> None:
    """From and to, where any article has a date."""
    days = [each for each in store.days(view.collection) or () if each]
    if not days and not view.date_from and not view.date_to:
        return
    run = f"The articles run from {day(min(days))} to {day(max(days))}; those" if days else "Articles"
    with st.container(key="dates", horizontal=True, gap="small"):
        for title, field in (("From", "date_from"), ("To", "date_to")):
            key = f"filter_{field}"
            value = getattr(view, field)
            st.session_state[key] = date.fromisoformat(value) if value else None
            st.date_input(
                title,
                key=key,
                value=None,
                min_value=EARLIEST,
                max_value=LATEST,
                format="YYYY-MM-DD",
                help=f"{run} without a date are left out.",
                on_change=_dated,
                args=(field, key),
            )


def _dated(field: str, key: str) -> None:
    value = st.session_state[key]
    changes: dict[str, str] = {field: value.isoformat() if isinstance(value, date) else ""}
    go(replace(current(), quote="", problems=(), **changes))  # type: ignore[arg-type]
