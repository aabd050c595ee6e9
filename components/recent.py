"""The collections that were opened last in this browser, on the start page.

The list is in the browser's own storage (``recent.js``) and nowhere else: an id is the only key to its
collection, so the server keeps no list of who has which. What is opened is taken down by the bar of filters
(``visit`` of an element), that is, once a collection has an article.
"""

from __future__ import annotations

from collections.abc import Sequence

from components.elements import el, show
from components.navigation import go
from whosaid.view import View


def draw() -> None:
    """The list, filled in the browser; nothing is to be seen where it is empty."""
    head = el("h2", "headline", "Opened lately")
    note = el(
        "p", "byline", "Only this browser keeps this list. Forget takes a line off it and deletes nothing."
    )
    show([el("div", "recent", head, el("ul", ""), note)], key="recent", on_act=opened)


def opened(act: Sequence[str]) -> None:
    """A click on a collection; what the browser sends is checked as a link is."""
    if act[0] == "open":
        go(View.from_query({"c": [act[1]]}))
