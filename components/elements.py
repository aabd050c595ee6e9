"""Our own markup, without markup: a tree of elements in Python, built as text nodes in the browser.

Everything a person or an article wrote (names, titles, quotes, file names) reaches the page
through here. The script below creates elements of a few allowed tags and sets ``textContent``;
it never parses HTML, so a script in an article is words on the page and nothing else.

An element with ``act`` can be clicked or reached by keyboard, and comes back as an event.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import streamlit as st

Node = dict[str, Any]
_HERE: Final = Path(__file__).parent
_mount = st.components.v2.component(
    "whosaid_elements",
    html='<div id="root"></div>\n',
    css=(_HERE / "elements.css").read_text(encoding="utf-8"),
    js=(_HERE / "elements.js").read_text(encoding="utf-8"),
)


def el(
    tag: str,
    look: str = "",
    *content: str | Node,
    act: Sequence[str] = (),
    pressed: bool | None = None,
    label: str = "",
    colour: str = "",
    size: float | None = None,
    mark: str = "",
) -> Node:
    """One element.

    ``look`` is its CSS class, ``content`` its text and children, ``act`` the event of a click,
    ``pressed`` whether that is in force, ``label`` its accessible name, ``colour`` and ``size``
    the values of ``--c`` and ``--s`` in the style sheet, ``mark`` a name to be scrolled to.
    """
    node: Node = {"t": tag, "k": look, "n": list(content)}
    if act:
        node["a"] = list(act)
    if pressed is not None:
        node["p"] = pressed
    for key, value in (("l", label), ("c", colour), ("m", mark)):
        if value:
            node[key] = value
    if size is not None:
        node["s"] = round(size, 3)
    return node


def show(
    nodes: Sequence[Node],
    *,
    key: str,
    on_act: Callable[[list[str]], None] | None = None,
    reveal: str = "",
    page: bool = False,
) -> None:
    """Draw the elements; ``on_act`` gets the ``act`` of what was clicked, in a callback.

    When ``reveal`` changes, the element of that ``mark`` is scrolled into view in its panel,
    and with ``page`` the panel in the window as well.
    """

    def acted() -> None:
        event = st.session_state[key].acted
        if event and on_act:
            on_act([str(part) for part in event])

    _mount(
        key=key,
        data={"nodes": list(nodes), "reveal": reveal, "page": page},
        on_acted_change=acted,
    )
