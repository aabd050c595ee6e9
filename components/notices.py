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
from whosaid.charts import TYPES, plural
from whosaid.errors import WhosaidError
from whosaid.fields import CONFIDENCES, OPPOSITES, UNSURE, UNSURE_BELOW
from whosaid.sentences import day
from whosaid.store import Store
from whosaid.view import FILTERS, UNATTRIBUTED, View

P = ParamSpec("P")
log = logging.getLogger(__name__)
_WORDS: Final[Mapping[str, str]] = {
    "speakers": "speaker",
    "speaker_kinds": "kind of speaker",
    "entities": "names",
    "labels": "names a",
    "kinds": "kind",
    "senses": "sense",
    "sentiments": "tone",
    "confidence": "confidence",
    "search": "words",
    "outlets": "outlet",
    "articles": "article",
    "date_from": "from",
    "date_to": "until",
}
FIELDS: Final[Mapping[str, str]] = {
    **_WORDS,
    **{opposite: f"without {_WORDS[field]}" for field, opposite in OPPOSITES.items() if field in _WORDS},
    "not_entities": "not naming",
    "not_labels": "not naming a",
}
"""What a filter is called on its chip."""
_WEIGHED: Final = 8
"""So many filters at most are tried without, where nothing passes all of them."""
NOBODY_NAMED: Final = "No source named"
NO_OUTLET: Final = "no known outlet"
SENSE_WORDS: Final[Mapping[str, str]] = {"speech": "said", "belief": "believed or wished"}
KIND_WORDS: Final[Mapping[str, str]] = {
    "person": "person",
    "organization": "organisation",
    "group": "group",
    "unknown": "unclear",
    UNATTRIBUTED: NOBODY_NAMED,
}
CONFIDENCE_WORDS: Final[Mapping[str, str]] = {
    **{value: f"at least {value} %" for value in CONFIDENCES},
    UNSURE: f"unsure: below {UNSURE_BELOW:.0%}".replace("%", " %"),
}
_VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "labels": TYPES,
    "senses": SENSE_WORDS,
    "speaker_kinds": KIND_WORDS,
    "confidence": CONFIDENCE_WORDS,
    "outlets": {UNATTRIBUTED: NO_OUTLET},
}


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
    return el(
        "p",
        "",
        f"The link asks for {_asked_for(field, value)} is not in this collection. ",
        el("button", "clear", "Leave it out", act=("without", field, value)),
    )


def _asked_for(field: str, value: str) -> str:
    """What a link names and nobody can look up, in words: never the id of an article or a quote."""
    plain = field.removeprefix("not_")
    if plain in ("articles", "quote"):
        return "an article that" if plain == "articles" else "a quote that"
    thing = {"entities": "name"}.get(plain) or FIELDS.get(plain, plain)
    return f"the {thing} “{value if plain == 'outlets' else spelled(value)}”, which"


def spelled(value: str) -> str:
    """The id of a speaker or an entity as the name that it is made of, as far as it tells."""
    return value.replace("-", " ").title()


def remove(act: Sequence[str]) -> None:
    """The callback of chips and of the buttons that take filters away."""
    if act[0] == "clear":
        go(current().cleared())
    elif act[0] == "flip":
        go(current().flip(act[1], act[2]))
    elif act[1] == "quote":
        go(replace(current(), quote="", problems=()))
    else:
        go(current().without(act[1], act[2]))


def chips(view: View, names: Mapping[str, str], fields: Sequence[str] = FILTERS) -> list[Node]:
    """One chip for each value that is filtered by: its cross removes it, "not" turns it round."""
    return [_chip(field, value, view, names) for field in fields for value in view.values(field)]


def _chip(field: str, value: str, view: View, names: Mapping[str, str]) -> Node:
    what = "words in articles" if field == "search" and view.search_in else FIELDS[field]
    name = value_name(value, names, field)
    cross = el(
        "button",
        "cut",
        el("span", "field", what),
        el("span", "", name),
        el("span", "cross", "×"),
        act=("without", field, value),
        label=f"Remove the filter {what}: {name}",
    )
    if field not in OPPOSITES:
        return el("span", "chip", cross)
    leaves_out = field.startswith("not_")
    turn = el(
        "button",
        "turn",
        "only" if leaves_out else "not",
        act=("flip", field, value),
        hint="Show only this instead" if leaves_out else "Leave this out instead",
        label=f"{'Show only' if leaves_out else 'Leave out'} {_WORDS[field.removeprefix('not_')]}: {name}",
    )
    return el("span", "chip out" if leaves_out else "chip", cross, turn)


def value_name(value: str, names: Mapping[str, str], field: str = "") -> str:
    """A filter's value in words."""
    if field in ("date_from", "date_to"):
        return day(value)
    words = _VALUES.get(field.removeprefix("not_"), {})
    if value in words:
        return words[value]
    return NOBODY_NAMED if value == UNATTRIBUTED else names.get(value, value)


def empty(
    head: str,
    why: str,
    view: View,
    names: Mapping[str, str],
    fields: Sequence[str] = FILTERS,
    *,
    store: Store | None = None,
) -> Node:
    """A panel with nothing in it says why, and which filters could be taken away (``remove``).

    With a ``store`` it says how many quotes each of them would bring back, the most first.
    """
    ways = [(field, value) for field in fields for value in view.values(field)]
    gains = {way: store.totals(view.without(*way)).quotes for way in ways[:_WEIGHED]} if store else {}
    ways.sort(key=lambda way: -gains.get(way, 0))
    nodes = [el("p", "head", head), el("p", "", why)]
    if ways:
        nodes.append(el("ul", "", *[_way(field, value, view, names, gains) for field, value in ways]))
    return el("div", "empty", *nodes)


def _way(
    field: str, value: str, view: View, names: Mapping[str, str], gains: Mapping[tuple[str, str], int]
) -> Node:
    chip = _chip(field, value, view, names)
    gain = gains.get((field, value))
    told = [] if gain is None else [el("span", "muted", f" brings back {plural(gain, 'quote')}")]
    return el("li", "", chip, *told)


def empty_panel(key: str, head: str, why: str, view: View, names: Mapping[str, str]) -> None:
    """The same as an element of its own."""
    show([empty(head, why, view, names)], key=f"empty_{key}", on_act=remove)
