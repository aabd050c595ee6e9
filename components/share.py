"""The link of exactly this view."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components import sheets
from components.elements import el, show
from components.navigation import address
from whosaid.view import View


def draw(view: View) -> None:
    """What the link is, a button that copies it, and the link itself."""
    link = address(view if view.quote else replace(view, place=sheets.place()))
    show(
        [
            el(
                "p",
                "byline",
                "This link opens exactly what you see: these filters, this quote, this place in the article. Whoever "
                "has it can read the collection; nobody can guess it.",
            ),
            el("button", "switch", "Copy the link", copy=link),
        ],
        key="share_text",
    )
    st.code(link, language=None, wrap_lines=True)
