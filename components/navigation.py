"""The link and the View: read at the top of a run, written by callbacks, nowhere else.

Every panel draws from the View that ``current`` gives; a click, a widget or a chip calls
``go`` with another one. ``go`` writes the address, which adds a step to the browser's
history, so back and forward are runs with another View and need no code.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from whosaid.view import View


def current() -> View:
    """The View that the address stands for."""
    return View.from_query({key: st.query_params.get_all(key) for key in st.query_params})


def go(view: View) -> None:
    """Make ``view`` the one that is looked at; only for callbacks, which run before the page is drawn."""
    query = view.to_query()
    if query != current().to_query():
        st.query_params.from_dict(query)


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


def address(view: View) -> str:
    """The whole link to a view, to be sent to somebody."""
    parts = urlsplit(st.context.url or "")
    query = urlencode(view.to_query(), doseq=True)
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))
