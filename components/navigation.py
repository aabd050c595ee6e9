"""The link and the View: read at the top of a run, written by callbacks, nowhere else.

Every panel draws from the View that ``current`` gives; a click, a widget or a chip calls
``go`` with another one. ``go`` writes the address, which adds a step to the browser's
history, so back and forward are runs with another View and need no code. ``undo`` goes to
the filters before the last change, however many quotes were looked at since.

A click within the answer to the one before comes with the address that the browser still has:
one that ``go`` has replaced already. It counts from where that click led, so that none is undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from whosaid.looks import FIRST_CARDS, LOOKS
from whosaid.view import View

_TRAIL: Final = "trail"
_AT: Final = "trail_at"
_WRITTEN: Final = "written"
_MOVED: Final = "moved"
_LONGEST: Final = 50
Query = dict[str, list[str]]


@dataclass(slots=True)
class _Written:
    """The address that was written last, and those that it and the ones before it took the place of."""

    last: Query
    replaced: list[Query] = field(default_factory=list)


def current() -> View:
    """The View that the address stands for, or the one that the browser has not heard of yet."""
    return _asked_for().moved(st.session_state.get(_MOVED, {}))


def follow(successors: Mapping[str, str]) -> None:
    """From now on take what succeeded an article or a quote for it, whatever the address says."""
    st.session_state[_MOVED] = {**st.session_state.get(_MOVED, {}), **successors}


def _asked_for() -> View:
    asked = {key: st.query_params.get_all(key) for key in st.query_params}
    written: _Written | None = st.session_state.get(_WRITTEN)
    if not written or asked == written.last:
        return View.from_query(asked)
    if asked in written.replaced and not _went_back():
        st.query_params.from_dict(written.last)
        return View.from_query(written.last)
    del st.session_state[_WRITTEN]  # the browser went elsewhere by itself
    return View.from_query(asked)


def go(view: View) -> None:
    """Make ``view`` the one that is looked at; only for callbacks, which run before the page is drawn."""
    before = current()
    view = replace(view, place="")  # where the sender of a link had read to is told once
    if view.to_query() == before.to_query():
        return
    if _filters(view) != _filters(before):
        view = view.with_look("cards", FIRST_CARDS)  # other quotes begin at their first page
    if (_filters(view), view.look("compared")) != (_filters(before), before.look("compared")):
        view = view.with_look("rows", LOOKS["rows"][0])
    _step(_filters(before), _filters(view))
    _write(view)


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
        here = current()
        previous = replace(trail.pop(), find=here.find, looks=here.looks)
        st.session_state[_AT] = _filters(previous)
        _write(previous)


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


def _write(view: View) -> None:
    """Put a View into the address; the browser hears of it with the page."""
    before = {key: st.query_params.get_all(key) for key in st.query_params}
    st.query_params.from_dict(view.to_query())
    after = {key: st.query_params.get_all(key) for key in st.query_params}
    known: _Written | None = st.session_state.get(_WRITTEN)
    replaced = [each for each in (*(known.replaced if known else ()), before) if each != after]
    st.session_state[_WRITTEN] = _Written(after, replaced[-_LONGEST:])


def _went_back() -> bool:
    """Whether back or forward asked for this run. A Streamlit that does not tell is taken at its address."""
    return bool(getattr(get_script_run_ctx(), "is_history_navigation", True))


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
    return replace(view, find="", quote="", place="", looks=(), problems=())
