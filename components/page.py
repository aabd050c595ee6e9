"""What frames the panels: the page's settings, its style sheet, and how a panel begins."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.elements import el, show
from whosaid.charts import INK

_CSS = Path(__file__).parent / "page.css"


def configure() -> None:
    """Title, icon and width of the page, and its style sheet."""
    st.set_page_config(page_title="Whosaid", page_icon="💬", layout="wide", initial_sidebar_state="collapsed")
    st.html(_CSS)


def ink() -> str:
    """The colour of text in a chart, which cannot take it from the page: by the theme in force."""
    return INK["dark" if st.context.theme.type == "dark" else "light"]


def panel(name: str, title: str, aside: str = "", *, height: int) -> tuple[DeltaGenerator, DeltaGenerator]:
    """A panel's fixed head and the part of it that scrolls."""
    frame = st.container(key=f"panel_{name}", gap="small")
    with frame:
        head = st.container(key=f"head_{name}", gap="xsmall")
        with head:
            show(
                [el("div", "panel", el("h2", "", title), el("span", "of", aside))],
                key=f"title_{name}",
            )
        body = st.container(key=f"scroll_{name}", height=height, border=False)
    return head, body
