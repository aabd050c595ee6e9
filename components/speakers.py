"""The panel of speakers: tone by speaker, and a tab away about whom, share of voice and over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from components import about, sentiment, timeline, voices
from components.controls import tabs
from components.panels import Content, heading, panel
from whosaid.store import Store
from whosaid.view import View

_WORDS: Final[Mapping[str, str]] = {
    "tone": "Tone",
    "about": "About whom",
    "share": "Share of voice",
    "time": "Over time",
}
_CONTENTS: Final[Mapping[str, Callable[[View, Store], Content]]] = {
    "tone": sentiment.content,
    "about": about.content,
    "share": voices.content,
    "time": timeline.content,
}


def draw(view: View, store: Store) -> None:
    """The tabs, and the open one; nothing is computed for the others."""
    words = dict(_WORDS)
    if store.dates(view.collection) < timeline.FEWEST and view.look("tab") != "time":
        del words["time"]
    line = heading("sentiment", "Speakers", tabs=tabs(view, "tab", words))
    panel("sentiment", line, _CONTENTS[view.look("tab")](view, store))
