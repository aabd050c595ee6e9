"""The panel of speakers: tone by speaker, and a tab away about whom, share of voice and over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from streamlit.delta_generator import DeltaGenerator

from components import about, sentiment, timeline, voices
from components.controls import looked, tabs
from components.page import panel
from whosaid.store import Store
from whosaid.view import View

_WORDS: Final[Mapping[str, str]] = {
    "tone": "Tone",
    "about": "About whom",
    "share": "Share of voice",
    "time": "Over time",
}
_DRAW: Final[Mapping[str, Callable[[View, Store, DeltaGenerator, DeltaGenerator], None]]] = {
    "tone": sentiment.draw,
    "about": about.draw,
    "share": voices.draw,
    "time": timeline.draw,
}


def draw(view: View, store: Store, *, height: int = 260) -> None:
    """The tabs, and the open one; nothing is computed for the others."""
    words = dict(_WORDS)
    if store.dates(view.collection) < timeline.FEWEST and view.look("tab") != "time":
        del words["time"]
    head, body = panel("sentiment", "Speakers", height=height, tabs=tabs(view, "tab", words), on_act=looked)
    _DRAW[view.look("tab")](view, store, head, body)
