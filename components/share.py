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
    # An article with a marked quote opens at it: that is what whoever marks one wants to be read.
    link = address(replace(view, place="" if view.quote else sheets.place()))
    show(
        [
            el(
                "p",
                "byline",
                f"This link opens what you see: {_opens(view)}. Whoever has it can read the collection; nobody can "
                "guess it.",
            ),
            el("button", "switch", "Copy the link", copy=link),
        ],
        key="share_text",
    )
    st.code(link, language=None, wrap_lines=True)


def _opens(view: View) -> str:
    if view.look("compare") != "off":
        return "this comparison, with these filters"
    if view.quote:
        return "these filters, and the article at the quote that is marked"
    return "these filters, and this place in the article"
