"""The bar of filters: what is shown, in words and chips, and the widgets that change it.

The widgets own nothing: before each is drawn it is set to what the View says, and its
callback makes a new View. They are also the way to the charts' clicks by keyboard. What is
not needed every day is under *More* (``more``), which is counted only while it is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from components import more, pages, sheets
from components.elements import Node, el, show
from components.facets import Facet, facet, picked
from components.namesakes import MOST_SPEAKERS, meant, names_of, speaker_names
from components.navigation import current, go, remember, undo
from components.notices import chips, remove, told
from components.terms import meaning
from whosaid.articles import POLARITIES, QUOTE_KINDS
from whosaid.fields import ARTICLES, search_text
from whosaid.store import Store
from whosaid.view import View

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
    hints={kind: meaning(kind) for kind in QUOTE_KINDS},
)


def draw(view: View, store: Store) -> None:
    """The widgets in one row, and below them the sentence with its chips."""
    counts = store.facets(view, ("sentiments", "kinds"))
    facets = [facet(shown, view, counts[shown.field]) for shown in (_TONES, _KINDS)]
    bar = [_search(view), _speaker(view, store), *facets, sheets.button("more", "More")]
    nodes = [el("div", "facets inline", *bar), _active(view, store)]
    show(nodes, key="filters", on_act=lambda act: _acted(act, store))
    if sheets.is_open("more"):
        with sheets.sheet("more", "More filters"):
            more.draw(view, store)


def _search(view: View) -> Node:
    """The field to search with, and where."""
    words = el(
        "input", "find", act=("search",), value=view.search, label="Words to search for", blank="Search"
    )
    places = {"": "in quotes", ARTICLES: "in articles"}
    options = [el("option", "", name, value=where) for where, name in places.items()]
    where = el("select", "", *options, act=("where",), value=view.search_in, label="Where to search")
    return el("div", "search", words, where)


def _speaker(view: View, store: Store) -> Node:
    """The field to filter by a speaker, which proposes the most quoted."""
    names = speaker_names(store, view)
    title = "Filter by speaker"
    limits = f"Proposes the {MOST_SPEAKERS} most quoted; any other by a click on the name."
    hint = limits if len(names) > MOST_SPEAKERS else ""
    field = el("input", "", act=("named",), label=title, blank=title, names="speakers", hint=hint)
    options = [_option(name) for name in names.values()]
    return el("div", "speakers", field, el("datalist", "", *options, names="speakers"))


@lru_cache(maxsize=10_000)
def _option(name: str) -> Node:
    """Half a thousand stand on every page, most of them the same as before."""
    return el("option", "", value=name)


@told
def _acted(act: Sequence[str], store: Store) -> None:
    view = replace(current(), quote="", problems=())
    if act[0] == "search":
        go(replace(view, search=search_text(act[1])))
    elif act[0] == "where":
        go(replace(view, search_in=ARTICLES if act[1] == ARTICLES else ""))
    elif act[0] == "named":
        _named(view, store, " ".join(act[1].split()))
    elif act[0] == "sheet":
        sheets.acted(act)
    elif act[0] == "toggle":
        picked(act)
    elif act[0] == "undo":
        undo()
    elif not pages.acted(act):
        remove(act)


def _named(view: View, store: Store, words: str) -> None:
    """Filter by the speaker of this name as well, or by the only one whose name has these words."""
    if not words:
        return
    found = meant(words, speaker_names(store, view), "speakers", ", or click on a name in the panels")
    if found not in view.speakers:
        go(view.toggle("speakers", found))


def _active(view: View, store: Store) -> Node:
    """What is filtered in words, the chips, and what can be done with all of it."""
    names = names_of(view, store)
    nodes = [el("span", "sentence", view.sentence(names)), *chips(view, names)]
    if view.is_filtered:
        nodes.append(el("button", "clear", "Clear all", act=("clear",), label="Clear all filters"))
    if remember(view):
        nodes.append(el("button", "clear", "Undo", act=("undo",), label="Undo the last filter"))
    if view.look("compare") == "off":
        nodes += pages.kept(view, store)
    visit = (view.collection, store.collection(view.collection).name)
    return el("div", "active", *nodes, visit=visit)
