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
_CSS: Final = "".join((_HERE / name).read_text(encoding="utf-8") for name in ("elements.css", "compare.css"))
_JS: Final = "".join((_HERE / name).read_text(encoding="utf-8") for name in ("elements.js", "recent.js"))
_load = st.components.v2.component(
    "whosaid_script",
    html="<span></span>\n",
    js=_JS,
)
# Streamlit sends a component's script with each of its messages: this one only calls what ``ready`` has sent.
_mount = st.components.v2.component(
    "whosaid_elements",
    html='<div id="root"></div>\n',
    js="""export default (component) => {
  if (globalThis.whosaidDraw) globalThis.whosaidDraw(component);
  else (globalThis.whosaidWaiting ??= []).push(component);
};
""",
)


def ready() -> None:
    """Send the script and the style sheet of all elements, once a page; before anything is shown."""
    _load(key="elements_script", data={"nodes": [], "css": _CSS})


def el(
    tag: str,
    look: str = "",
    *content: str | Node,
    act: Sequence[str] = (),
    pressed: bool | None = None,
    label: str = "",
    colour: str = "",
    size: float | None = None,
    width: float | None = None,
    mark: str = "",
    of: str = "",
    hint: str = "",
    value: str = "",
    copy: str = "",
    edit: Sequence[str] = (),
    skip: str = "",
    visit: Sequence[str] = (),
    blank: str = "",
    names: str = "",
    expanded: bool | None = None,
) -> Node:
    """One element.

    ``look`` is its CSS class, ``content`` its text and children, ``act`` the event of a click,
    ``pressed`` whether that is in force, ``label`` its accessible name, ``colour``, ``size`` and ``width``
    the values of ``--c``, ``--s`` and ``--w`` in the style sheet, ``mark`` a name to be scrolled to.
    Elements with the same ``of`` light up together. ``hint`` is shown while it is pointed at or has the
    focus. ``value`` is that of an option, or the one chosen of a select, whose ``act`` gets the value
    chosen as its last part. ``copy`` is what a click on a button puts into the clipboard. An element
    with ``edit`` can be written over in its place; that event gets the new text as its last part. ``skip``
    is the panel that a click moves the focus to, ``visit`` the id and name of a collection that the browser
    takes down as open (``components.recent``). ``blank`` is what an empty input says of itself; the ``act`` of an
    input gets what was written as its last part, once it is meant (Enter, leaving the field, emptying it).
    ``names`` joins an input and the datalist of what it proposes. ``expanded`` is whether what a button opens is open.
    """
    node: Node = {"t": tag, "k": look, "n": list(content)}
    if act:
        node["a"] = list(act)
    if label:
        node["l"] = label
    rare = (
        ("c", colour), ("m", mark), ("o", of), ("h", hint), ("v", value), ("y", copy), ("j", skip), ("b", blank),
        ("i", names), ("e", list(edit)), ("r", list(visit)),
    )  # fmt: skip
    node.update({key: given for key, given in rare if given})
    node.update({key: flag for key, flag in (("p", pressed), ("x", expanded)) if flag is not None})
    node.update({key: round(number, 3) for key, number in (("s", size), ("w", width)) if number is not None})
    return node


def show(
    nodes: Sequence[Node],
    *,
    key: str,
    on_act: Callable[[list[str]], object] | None = None,
    reveal: str = "",
    page: bool = False,
    steps: Sequence[str] = (),
    fill: bool = False,
) -> None:
    """Draw the elements; ``on_act`` gets the ``act`` of what was clicked, in a callback.

    With ``fill`` they take all the height that there is for them.

    When ``reveal`` changes, the element of that ``mark`` is scrolled into view in its panel,
    and with ``page`` the panel in the window as well. ``steps`` are refs of quotes: the keys j and k go
    to the next and to the one before, as if it had been clicked.
    """

    def acted() -> None:
        event = st.session_state[key].acted
        if event and on_act:
            on_act([str(part) for part in event])

    _mount(
        key=key,
        data={"nodes": list(nodes), "reveal": reveal, "page": page, "steps": list(steps)},
        height="stretch" if fill else "content",
        on_acted_change=acted,
    )
