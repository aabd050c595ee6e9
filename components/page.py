"""What frames the panels: the page's settings, its style sheet, and ways past them by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from components.elements import Node, el, ready
from whosaid.charts import INK

_HERE: Final = Path(__file__).parent
_SHEETS: Final = "".join((_HERE / name).read_text(encoding="utf-8") for name in ("scales.css", "page.css"))
_STYLE: Final = f"<style>{_SHEETS}</style>"


def configure() -> None:
    """Title, icon and width of the page, its style sheets, and the script of our elements."""
    st.set_page_config(page_title="Whosaid", page_icon="💬", layout="wide", initial_sidebar_state="collapsed")
    st.html(_STYLE)
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
