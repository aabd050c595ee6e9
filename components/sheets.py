"""What opens over the panels when it is asked for: More, Articles, Share, Details. One at a time, and drawn only then.

The button is one of our elements, so that what is closed costs a click nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import streamlit as st

from components.elements import Node, el, show

_OPEN: Final = "sheet"
_PLACE: Final = "sheet_place"


def button(name: str, text: str, *, sign: str = "") -> Node:
    """The button that opens the sheet of that name, and closes it again."""
    words = [el("span", "sign", sign), text] if sign else [text]
    return el("button", "opens", *words, act=("sheet", name), expanded=is_open(name), label=text)


def is_open(name: str) -> bool:
    """Whether this sheet is to be drawn."""
    return bool(st.session_state.get(_OPEN) == name)


def acted(event: Sequence[str]) -> None:
    """The callback of the buttons; the browser tells how far down the article is scrolled."""
    st.session_state[_OPEN] = "" if is_open(event[1]) else event[1]
    st.session_state[_PLACE] = event[2] if len(event) > 2 else ""


def place() -> str:
    """How far down the article was scrolled when a sheet was opened, in thousandths; empty at its top."""
    return str(st.session_state.get(_PLACE, ""))


def close() -> None:
    """Close whatever is open."""
    st.session_state[_OPEN] = ""


@contextmanager
def sheet(name: str, title: str) -> Iterator[None]:
    """The sheet, whose head closes it; so do the key Escape and a click beside it."""
    with st.container(key=f"sheet_{name}", gap="small"):
        shut = el("button", "shut", "×", act=("sheet", name), label=f"Close {title}")
        show([el("div", "sheet-head", el("h2", "", title), shut)], key=f"head_sheet_{name}", on_act=acted)
        yield
