"""What changes how a panel is looked at: tabs, lists to choose from, switches. They write the View's looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.elements import Node, el
from components.navigation import current, go
from whosaid.charts import SENTIMENT
from whosaid.view import View


def tabs(view: View, name: str, words: Mapping[str, str]) -> Node:
    """One of several panels in the same place; the open one is the heading."""
    return el(
        "div",
        "tabs",
        *[
            el("button", "tab", text, act=("look", name, value), pressed=view.look(name) == value)
            for value, text in words.items()
        ],
    )


def choice(view: View, name: str, label: str, words: Mapping[str, str]) -> Node:
    """A list to choose from; ``label`` stands before it and names it."""
    options = [el("option", "", text, value=value) for value, text in words.items()]
    chosen = el("select", "", *options, act=("look", name), value=view.look(name), label=label)
    return el("label", "pick", el("span", "", label), chosen)


def switch(view: View, name: str, value: str, text: str, otherwise: str, *, hint: str = "") -> Node:
    """A button that puts a look to ``value``, and back to ``otherwise`` if it is that already."""
    on = view.look(name) == value
    return el("button", "switch", text, act=("switch", name, value, otherwise), pressed=on, hint=hint)


def looked(act: Sequence[str]) -> None:
    """The callback of all of them; what else happened is left to others."""
    view = current()
    if act[0] == "look":
        go(view.with_look(act[1], act[2]))
    elif act[0] == "switch":
        go(view.with_look(act[1], act[3] if view.look(act[1]) == act[2] else act[2]))


def asked(text: str, hint: str) -> Node:
    """Words that say what they mean while they are pointed at or have the focus."""
    return el("button", "asked", text, hint=hint)


def legend(end: Node, *, hint: str) -> Node:
    """The colours of the tones, what they mean (``hint``), and at the ``end`` what else there is to see."""
    boxes = [el("span", "", el("span", "box", colour=colour), label) for label, colour in SENTIMENT.items()]
    return el("div", "legend", el("span", "sides", *boxes, hint=hint), end)


def table(
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Node],
    *,
    mark: str = "",
    hints: Mapping[str, str] | None = None,
) -> Node:
    """The numbers of a chart as a table that folds open; each of its rows is a ``line``.

    ``hints``: what the words at the head of some columns mean.
    """
    known = hints or {}
    head = el("thead", "", el("tr", "", *[el("th", "", name, hint=known.get(name, "")) for name in heads]))
    numbers = el("table", "numbers", el("caption", "", caption), head, el("tbody", "", *rows))
    return el("details", "as-table", el("summary", "muted", "As a table"), numbers, mark=mark or caption)


def line(head: str | Node, *cells: str) -> Node:
    """A row of a ``table``: its head, and what is known of it."""
    return el("tr", "", el("th", "row", head), *[el("td", "", cell) for cell in cells])
