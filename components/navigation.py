"""The link and the View: read at the top of a run, written by callbacks, nowhere else.

Every panel draws from the View that ``current`` gives; a click, a widget or a chip calls
``go`` with another one. ``go`` writes the address, which adds a step to the browser's
history, so back and forward are runs with another View and need no code. ``undo`` goes to
the filters before the last change, however many quotes were looked at since.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from whosaid.view import View

_TRAIL: Final = "trail"
_AT: Final = "trail_at"
_LONGEST: Final = 50


def current() -> View:
    """The View that the address stands for."""
    return View.from_query({key: st.query_params.get_all(key) for key in st.query_params})


def go(view: View) -> None:
    """Make ``view`` the one that is looked at; only for callbacks, which run before the page is drawn."""
    before = current()
    if view.to_query() == before.to_query():
        return
    _step(_filters(before), _filters(view))
    st.query_params.from_dict(view.to_query())


def toggle(name: str, value: str) -> None:
    """A click on something that filters; a second click takes the filter away."""
    go(current().toggle(name, value))


def choose(name: str, key: str) -> None:
    """Put the values of the multiple-choice widget ``key`` into a field of the View."""
    wanted = set(st.session_state[key] or ())
    view = current()
    for value in sorted(wanted.symmetric_difference(view.values(name))):
        view = view.toggle(name, value)
    go(view)


def mark(ref: str, *, origin: str) -> None:
    """A click on a quote: mark it, or unmark it if it is marked. ``origin`` is the panel of the click."""
    view = current()
    st.session_state["marked_in"] = origin
    go(replace(view, quote="" if ref == view.quote else ref, problems=()))


def undo() -> None:
    """Back to the filters before the last change; the panels stay as they are looked at."""
    trail = _trail()
    if trail:
        previous = replace(trail.pop(), looks=current().looks)
        st.session_state[_AT] = _filters(previous)
        st.query_params.from_dict(previous.to_query())


def remember(view: View) -> bool:
    """Take down what is filtered in this run; returns whether there is something to undo.

    Filters that no callback has set come from the browser: back takes steps off the trail, forward
    and a link that was typed add one.
    """
    here = _filters(view)
    trail = _trail()
    if here != st.session_state.get(_AT, here) and here in trail:
        while trail.pop() != here:
            pass
        st.session_state[_AT] = here
    _step(st.session_state.get(_AT, here), here)
    return bool(trail)


def address(view: View) -> str:
    """The whole link to a view, to be sent to somebody."""
    parts = urlsplit(st.context.url or "")
    query = urlencode(view.to_query(), doseq=True)
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))


def _step(before: View, after: View) -> None:
    st.session_state[_AT] = after
    if before == after:
        return
    trail = _trail()
    if before.collection != after.collection:
        trail.clear()
    else:
        trail.append(before)
        del trail[:-_LONGEST]


def _trail() -> list[View]:
    """The filters before each change, the oldest first."""
    trail: list[View] = st.session_state.setdefault(_TRAIL, [])
    return trail


def _filters(view: View) -> View:
    return replace(view, quote="", looks=(), problems=())
