"""The same quote on several sides: each version with what it left out or put in; a click opens its article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from components.elements import Node, el, show
from components.namesakes import names_of
from components.navigation import go
from components.notices import NO_OUTLET, NOBODY_NAMED, empty_panel
from components.sides import Side, badge
from whosaid.charts import plural
from whosaid.charts.compare import SIDES
from whosaid.looks import further
from whosaid.repeats import changes
from whosaid.store import QuoteRow, Store
from whosaid.view import View

_VERSIONS: Final = 6
_HOW: Final = (
    "Quotes of six words or more are the same where four in five words of the shorter one stand in the longer one "
    "in the same order. Words that a version left out are struck through, words that it put in are underlined; a "
    "paraphrase is not found."
)


def draw(view: View, store: Store, found: Sequence[Side]) -> None:
    """The quotes that stand on two sides or more, those in most outlets first."""
    groups = _groups(store, view.collection, store.state(view.collection))
    keys = {key for group in groups for key in group}
    sides = store.sides_of([side.view for side in found], keys) if keys else {}
    shared = [kept for group in groups if (kept := _on_several_sides(group, sides))]
    if not shared:
        _nothing(view, store)
        return
    limit = int(view.look("rows"))
    rows = store.quotes_of(view.collection, [key for group in shared[:limit] for key in group[:_VERSIONS]])
    nodes = [
        el("p", "sentence", f"{plural(len(shared), 'quote')} on two sides or more."),
        el("p", "method", _HOW),
        *[_group(group, rows, sides, found) for group in shared[:limit]],
    ]
    show([el("div", "same", *nodes)], key="same", on_act=lambda act: _opened(view.collection, act))
    more = further("rows", view.look("rows"))
    if len(shared) > limit and int(more) > limit:
        words = f"Show {min(int(more), len(shared)) - limit} more"
        wider = view.with_look("rows", more)
        st.button(words, key="more_same", on_click=go, args=(wider,), width="stretch")


@st.cache_data(max_entries=20, show_spinner="Looking for the same words in several outlets")
def _groups(_store: Store, collection: str, state: str) -> list[tuple[int, ...]]:
    """Once for each ``state`` of a collection: the costly part."""
    return _store.repeats(collection)


def _on_several_sides(group: Sequence[int], sides: Mapping[int, Sequence[int]]) -> list[int]:
    """The versions that are on a side, if together they are on two."""
    kept = [key for key in group if key in sides]
    return kept if len({side for key in kept for side in sides[key]}) > 1 else []


def _group(
    group: Sequence[int],
    rows: Mapping[int, QuoteRow],
    sides: Mapping[int, Sequence[int]],
    found: Sequence[Side],
) -> Node:
    """The longest version whole, and below it what the others made of it."""
    whole = rows[group[0]]
    versions = [_version(rows[key], whole, [found[side] for side in sides[key]]) for key in group[:_VERSIONS]]
    more = len(group) - _VERSIONS
    rest = [el("p", "muted", f"and in {plural(more, 'more article')}")] if more > 0 else []
    return el("div", "group-of", *versions, *rest)


def _version(row: QuoteRow, whole: QuoteRow, on: Sequence[Side]) -> Node:
    pieces = changes(whole.quote.text, row.quote.text)
    words: list[Node | str] = []
    for piece in pieces:
        text = piece.text if piece.text.endswith(" ") else f"{piece.text} "
        if piece.change == "same":
            words.append(text)
        else:
            words.append(el("del" if piece.change == "left out" else "ins", "", text.strip()))
            words.append(" ")
    outlet = row.outlet or NO_OUTLET
    label = f"Open in {outlet}: {row.quote.text}"
    top = el(
        "div", "top", *[badge(side) for side in on], el("strong", "", outlet), el("span", "muted", _who(row))
    )
    told = el("span", "muted", _told(row, whole))
    return el(
        "div",
        "version",
        top,
        el("button", "words", *words, act=("quote", row.ref), label=label),
        el("div", "foot", told, el("span", "place", " · ".join(filter(None, (row.date, row.article_title))))),
        colour=on[0].colour if on else SIDES[0],
    )


def _who(row: QuoteRow) -> str:
    """The speaker, and by which words the article names them where these are others."""
    name = row.speaker_name or NOBODY_NAMED
    source = " ".join(row.quote.source.text.split()) if row.quote.source else ""
    return f"{name}, here “{source}”" if source and source != name else name


def _told(row: QuoteRow, whole: QuoteRow) -> str:
    """In words what the marks show."""
    if row.ref == whole.ref:
        return f"the longest version, {row.quote.kind}"
    pieces = changes(whole.quote.text, row.quote.text)
    out = sum(len(piece.text.split()) for piece in pieces if piece.change == "left out")
    put = sum(len(piece.text.split()) for piece in pieces if piece.change == "put in")
    parts = [f"{plural(out, 'word')} left out"] if out else []
    parts += [f"{plural(put, 'word')} put in"] if put else []
    return f"{', '.join(parts) or 'word for word'}, {row.quote.kind}"


def _opened(collection: str, act: Sequence[str]) -> None:
    go(View(collection=collection, quote=act[1]))


def _nothing(view: View, store: Store) -> None:
    why = "No quote of six words or more stands on two of these sides in the same words."
    if view.is_filtered:
        why += " Take a filter away to look further:"
    empty_panel("same", "No quote in common", why, view, names_of(view, store))
