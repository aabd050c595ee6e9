"""What frames the panels: the page's settings, its style sheet, and how a panel begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.elements import Node, el, ready, show
from whosaid.charts import INK

_CSS = Path(__file__).parent / "page.css"


def configure() -> None:
    """Title, icon and width of the page, its style sheets, and the script of our elements."""
    st.set_page_config(page_title="Whosaid", page_icon="💬", layout="wide", initial_sidebar_state="collapsed")
    st.html(_CSS)
    ready()


def ink() -> str:
    """The colour of text in a chart, which cannot take it from the page: by the theme in force."""
    return INK["dark" if st.context.theme.type == "dark" else "light"]


_FURTHER: Final = {
    "page": ("quotes", "article"),
    "sentiment": ("quotes", "article"),
    "entities": ("quotes", "article"),
    "quotes": ("article",),
}
"""Where one stands -> the panels that it takes very many presses of Tab to come to."""


def skips(here: str) -> list[Node]:
    """Ways by keyboard to panels further on, to be seen only while they have the focus."""
    return [el("button", "skip", f"Skip to {name}", skip=name) for name in _FURTHER.get(here, ())]


def panel(
    name: str,
    title: str,
    aside: str = "",
    *,
    height: int,
    tabs: Node | None = None,
    beside: Sequence[Node] = (),
    tools: Sequence[Node] = (),
    on_act: Callable[[list[str]], object] | None = None,
) -> tuple[DeltaGenerator, DeltaGenerator]:
    """A panel's fixed head and the part of it that scrolls.

    ``tabs`` take the place of the title, which is still read aloud.
    ``beside`` stands in its line, ``tools`` in one below.
    """
    frame = st.container(key=f"panel_{name}", gap="small")
    with frame:
        head = st.container(key=f"head_{name}", gap="xsmall")
        with head:
            heading = [*skips(name), el("h2", "unseen" if tabs else "", title), *([tabs] if tabs else [])]
            nodes = [el("div", "panel", *heading, el("span", "of", aside), *beside)]
            if tools:
                nodes.append(el("div", "tools", *tools))
            show(nodes, key=f"title_{name}", on_act=on_act)
        body = st.container(key=f"scroll_{name}", height=height, border=False)
    return head, body
