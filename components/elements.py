"""Our own markup, without markup: a tree of elements in Python, built as text nodes in the browser.

Everything a person or an article wrote (names, titles, quotes, file names) reaches the page
through here. The script below creates elements of a few allowed tags and sets ``textContent``;
it never parses HTML, so a script in an article is words on the page and nothing else.

An element with ``act`` can be clicked or reached by keyboard, and comes back as an event.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypedDict, Unpack

import orjson
import streamlit as st

Node = dict[str, Any]
_HEARD: Final = "heard"
_HERE: Final = Path(__file__).parent
_SHEETS: Final = ("scales.css", "elements.css", "compare.css")
_CSS: Final = "".join((_HERE / name).read_text(encoding="utf-8") for name in _SHEETS)
_SCRIPTS: Final = ("elements.js", "places.js", "hints.js", "recent.js")
_JS: Final = "".join((_HERE / name).read_text(encoding="utf-8") for name in _SCRIPTS)
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


class Traits(TypedDict, total=False):
    """What an element may have besides its tag, its look and its content.

    ``act`` is the event of a click, ``pressed`` whether that is in force, ``label`` its accessible name, ``colour``,
    ``size`` and ``width`` the values of ``--c``, ``--s`` and ``--w`` in the style sheet, ``mark`` a name to be
    scrolled to. Elements with the same ``of`` light up together. ``hint`` is shown while it is pointed at or has the
    focus. ``value`` is that of an option, or the one chosen of a select, whose ``act`` gets the value
    chosen as its last part. ``copy`` is what a click on a button puts into the clipboard. An element
    with ``edit`` can be written over in its place; that event gets the new text as its last part. ``skip``
    is the panel that a click moves the focus to, ``visit`` the id and name of a collection that the browser
    takes down as open (``components.recent``). ``blank`` is what an empty input says of itself; the ``act`` of an
    input gets what was written as its last part, once it is meant (Enter, leaving the field, emptying it).
    ``names`` joins an input and the datalist of what it proposes. ``expanded`` is whether what a button opens is open.
    What is ``live`` is said by a screen reader whenever its text has changed.
    """

    act: Sequence[str]
    pressed: bool | None
    label: str
    colour: str
    size: float | None
    width: float | None
    mark: str
    of: str
    hint: str
    value: str
    copy: str
    edit: Sequence[str]
    skip: str
    visit: Sequence[str]
    blank: str
    names: str
    expanded: bool | None
    live: bool


_KEYS: Final[Mapping[str, str]] = {
    "act": "a", "pressed": "p", "label": "l", "colour": "c", "size": "s", "width": "w", "mark": "m", "of": "o",
    "hint": "h", "value": "v", "copy": "y", "edit": "e", "skip": "j", "visit": "r", "blank": "b", "names": "i",
    "expanded": "x", "live": "u",
}  # fmt: skip
"""A trait's name -> what the script knows it by: there are thousands of elements on a page."""


def ready() -> None:
    """Send the script and the style sheet of all elements, once a page; before anything is shown."""
    _load(key="elements_script", data=_STYLES)


def el(tag: str, look: str = "", *content: str | Node, **traits: Unpack[Traits]) -> Node:
    """One element; ``look`` is its CSS class, ``content`` its text and children.

    Traits that are empty or None are as if they were not given; of numbers three decimals count.
    """
    node: Node = {"t": tag, "k": look, "n": list(content)}
    given: Any
    for (
        name,
        given,
    ) in traits.items():  # of thousands on a page each test counts, so the usual case is the first
        if given and type(given) is not float:
            node[_KEYS[name]] = given
        elif type(given) is float:
            node[_KEYS[name]] = round(given, 3)
        elif given is False or given == 0:
            node[_KEYS[name]] = given
    return node


def sent(data: object) -> bytes:
    """What a component is given, as Streamlit passes it on untouched: as a dict it would be written twice over."""
    # Half a character orjson refuses: no text that came from a file has it, but an event of a browser may.
    try:
        return orjson.dumps(data)
    except orjson.JSONEncodeError:
        return json.dumps(data).encode("ascii")


_STYLES: Final = sent({"nodes": [], "css": _CSS})


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
        for event in _unheard(key, st.session_state[key].acted):
            if on_act:
                on_act(event)

    _mount(
        key=key,
        data=sent({"nodes": nodes, "reveal": reveal, "page": page, "steps": steps}),
        height="stretch" if fill else "content",
        on_acted_change=acted,
    )


def _unheard(key: str, events: Sequence[Sequence[object]] | None) -> Iterator[list[str]]:
    """Yield the events of an element that did not come before: each message holds the last few, numbered upwards."""
    heard = st.session_state.setdefault(_HEARD, {})
    for number, *event in events or ():
        if isinstance(number, int) and number > heard.get(key, 0):
            heard[key] = number
            yield [str(part) for part in event]
