"""What a person is told: errors, links that lead nowhere, panels with nothing in them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from typing import Final, ParamSpec

import streamlit as st

from components.elements import Node, el, show
from components.navigation import current, go
from whosaid.errors import WhosaidError
from whosaid.store import Store
from whosaid.view import FILTERS, UNATTRIBUTED, View

P = ParamSpec("P")
log = logging.getLogger(__name__)
FIELDS: Final[Mapping[str, str]] = {
    "speakers": "speaker",
    "entities": "names",
    "labels": "type",
    "kinds": "kind",
    "senses": "sense",
    "sentiments": "tone",
    "search": "words",
    "article": "article",
}
NOBODY_NAMED: Final = "No source named"


def error(message: str, *, key: str = "error") -> None:
    """An error in plain words; the text may hold anything, so it is not Markdown."""
    show([el("div", "notice bad", el("p", "", message))], key=key)


def told(callback: Callable[P, None]) -> Callable[P, None]:
    """A callback whose errors are shown at the top of the next page instead of breaking it."""

    @wraps(callback)
    def guarded(*args: P.args, **options: P.kwargs) -> None:
        try:
            callback(*args, **options)
        except WhosaidError as problem:
            log.warning("shown to a person: %s", problem)
            st.session_state["told"] = str(problem)

    return guarded


def from_callback() -> None:
    """Show what ``told`` has caught, once."""
    message = st.session_state.pop("told", "")
    if message:
        error(str(message), key="told")


def no_collection() -> None:
    """The link's collection is not there: say so, and offer the way on."""
    show(
        [
            el(
                "div",
                "hero",
                el("span", "wordmark", "Whosaid"),
                el("h1", "", "This collection is not here"),
                el(
                    "p",
                    "",
                    "The link names a collection that this Whosaid does not hold. It may have been cut "
                    "short while copying, it may belong to another installation, or its data may have been "
                    "removed. Ask the sender for the whole link, or start afresh.",
                ),
            )
        ],
        key="no_collection",
    )
    st.button("Start a new collection", type="primary", on_click=lambda: go(View()), key="start_over")


def about_link(view: View, unknown: Sequence[tuple[str, str]]) -> None:
    """What in the link could not be used or is not in this collection, one line each."""
    lines = [el("p", "", problem) for problem in view.problems]
    lines += [_missing(field, value) for field, value in unknown]
    if lines:
        show([el("div", "notice bad", *lines)], key="about_link", on_act=remove)


def _missing(field: str, value: str) -> Node:
    thing = {"entities": "entity", "quote": "quote"}.get(field) or FIELDS.get(field, field)
    return el(
        "p",
        "",
        f"The link asks for the {thing} “{value}”, which is not in this collection. ",
        el("button", "clear", "Leave it out", act=("without", field, value)),
    )


def remove(act: Sequence[str]) -> None:
    """The callback of chips and of the buttons that take filters away."""
    if act[0] == "clear":
        go(current().cleared())
    elif act[1] == "quote":
        go(replace(current(), quote="", problems=()))
    else:
        go(current().without(act[1], act[2]))


def chips(view: View, names: Mapping[str, str], fields: Sequence[str] = FILTERS) -> list[Node]:
    """One removable chip for each active filter."""
    return [
        el(
            "button",
            "chip",
            el("span", "field", FIELDS[field]),
            el("span", "", value_name(value, names)),
            el("span", "cross", "×"),
            act=("without", field, value),
            label=f"Remove the filter {FIELDS[field]}: {value_name(value, names)}",
        )
        for field in fields
        for value in view.values(field)
    ]


def value_name(value: str, names: Mapping[str, str]) -> str:
    """A filter's value in words."""
    if value == UNATTRIBUTED:
        return NOBODY_NAMED
    return names.get(value, value)


def empty_panel(
    key: str,
    head: str,
    why: str,
    view: View,
    names: Mapping[str, str],
    fields: Sequence[str] = FILTERS,
) -> None:
    """A panel with nothing in it says why, and which filters could be taken away."""
    ways = chips(view, names, fields)
    nodes = [el("p", "head", head), el("p", "", why)]
    if ways:
        nodes.append(el("ul", "", *[el("li", "", way) for way in ways]))
    show([el("div", "empty", *nodes)], key=f"empty_{key}", on_act=remove)


def names_of(view: View, store: Store) -> dict[str, str]:
    """The name of every id that the view filters by."""
    ids = (*view.speakers, *view.entities, *view.values("article"))
    return dict(store.names(view.collection, [value for value in ids if value != UNATTRIBUTED]))
