"""The link of exactly this view."""

from __future__ import annotations

import streamlit as st

from components.elements import el, show
from components.navigation import address
from whosaid.view import View


def draw(view: View) -> None:
    """A button that opens the link, with a copy button beside it."""
    popover = st.popover("Share this view", icon=":material/link:", key="share", on_change="rerun")
    if not popover.open:
        return
    with popover:
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
