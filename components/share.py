"""The link of exactly this view."""

from __future__ import annotations

import streamlit as st

from components.elements import el, show
from components.navigation import address
from whosaid.view import View


def draw(view: View) -> None:
    """What the link is, a button that copies it, and the link itself."""
    show(
        [
            el(
                "p",
                "byline",
                "This link opens exactly what you see: these filters, this quote. Whoever has it can "
                "read the collection; nobody can guess it.",
            ),
            el("button", "switch", "Copy the link", copy=address(view)),
        ],
        key="share_text",
    )
    st.code(address(view), language=None, wrap_lines=True)
