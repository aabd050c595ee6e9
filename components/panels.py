"""A panel of the dashboard: its head, which stays, the part that scrolls, and what clicks in it do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import streamlit as st

from components import sheets
from components.controls import looked
from components.elements import Node, el, show
from components.navigation import toggle
from components.notices import remove
from components.page import skips

Acts = Mapping[str, Callable[[Sequence[str]], object]]
"""First part of an event -> what is done with the event."""
COMMON: Final[Acts] = {
    "speaker": lambda event: toggle("speakers", event[1]),
    "entity": lambda event: toggle("entities", event[1]),
    **dict.fromkeys(("look", "switch"), looked),
    **dict.fromkeys(("clear", "flip", "without"), remove),
    "sheet": sheets.acted,
}
"""What can be clicked in every panel: who is named, how it is looked at, and, where it is empty, filters to remove."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a panel holds: lines of its head, what scrolls below them, and what clicks do besides ``COMMON``.

    A ``chart`` is drawn by the library of charts between ``body`` and ``below``. When ``reveal`` changes, the element
    of that mark is scrolled into view, with ``page`` the panel as well; ``steps`` are what the keys j and k go through.
    """

    head: Sequence[Node] = ()
    body: Sequence[Node] = ()
    acts: Acts = field(default_factory=dict)
    chart: Callable[[], object] | None = None
    below: Sequence[Node] = ()
    reveal: str = ""
    page: bool = False
    steps: Sequence[str] = ()


def panel(name: str, line: Node, content: Content) -> None:
    """A panel: its first line (``heading``) and the head, which stay, and the part of it that scrolls.

    All of it is one element, since each that Streamlit draws costs every click some milliseconds; only a chart
    is one of its own.
    """
    head = el("div", "head", line, *content.head)
    acted = partial(act, content.acts)
    if not content.chart:
        frame = el("div", f"frame of-{name}", head, el("div", "scroll", *content.body))
        show(
            [frame],
            key=f"panel_{name}",
            on_act=acted,
            fill=True,
            reveal=content.reveal,
            page=content.page,
            steps=content.steps,
        )
        return
    with st.container(key=f"panel_{name}", gap="small"):
        show([head], key=f"head_{name}", on_act=acted)
        with st.container(key=f"scroll_{name}", height=260, border=False):
            if content.body:
                show(content.body, key=f"body_{name}", on_act=acted)
            content.chart()
            show(content.below, key=f"below_{name}", on_act=acted)


def heading(
    name: str, title: str, aside: str = "", *, tabs: Node | None = None, beside: Sequence[Node] = ()
) -> Node:
    """The first line of a panel; ``tabs`` take the place of its title, which is still read aloud."""
    title_or_tabs = [el("h2", "unseen" if tabs else "", title), *([tabs] if tabs else [])]
    return el("div", "panel", *skips(name), *title_or_tabs, el("span", "of", aside), *beside)


def act(acts: Acts, event: Sequence[str]) -> None:
    """The callback of a panel: what ``acts`` or else ``COMMON`` has for the event."""
    {**COMMON, **acts}[event[0]](event)
