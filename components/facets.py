"""A filter of few values as buttons, each with how many quotes it has over the other filters.

The buttons own nothing: what is pressed is what the View says, and a click makes a new View.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made

from components.elements import Node, el
from components.navigation import toggle
from whosaid.fields import OPPOSITES
from whosaid.view import View


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter to be drawn: its field of the View, its title, its values and what they are called.

    ``help`` says what the filter means, ``hints`` what a value means; ``sparse``: values that no quote has
    are not drawn.
    """

    field: str
    title: str
    values: Sequence[str]
    words: Mapping[str, str] = made(default_factory=dict)
    help: str = ""
    hints: Mapping[str, str] = made(default_factory=dict)
    sparse: bool = False


def facet(shown: Facet, view: View, counts: Mapping[str, int], *, leaving_out: bool = False) -> Node:
    """The buttons of one filter; with ``leaving_out`` each has another one that leaves the value out."""
    opposite = OPPOSITES.get(shown.field, "")
    chosen = {*view.values(shown.field), *(view.values(opposite) if opposite else ())}
    values = [value for value in shown.values if not shown.sparse or counts.get(value) or value in chosen]
    choices = [_choice(shown, value, view, counts, opposite if leaving_out else "") for value in values]
    title = el("span", "title", shown.title, *([el("span", "about", "?")] if shown.help else []))
    head = el("button", "asked", title, hint=shown.help, label=shown.title) if shown.help else title
    return el("div", "facet", head, el("div", "choices", *choices))


def _choice(shown: Facet, value: str, view: View, counts: Mapping[str, int], opposite: str) -> Node:
    word, count = shown.words.get(value, value), counts.get(value, 0)
    chosen = value in view.values(shown.field)
    left_out = bool(opposite) and value in view.values(opposite)
    take = el(
        "button",
        "take" if count or chosen else "take none",
        word,
        *([] if left_out else [el("span", "n", f"{count:,}")]),
        act=("toggle", shown.field, value),
        pressed=chosen,
        label=f"{shown.title}: {word}, {count:,}",
        hint=shown.hints.get(value, ""),
    )
    if not opposite:
        return el("span", "choice", take)
    leave = el(
        "button",
        "leave",
        "not",
        act=("toggle", opposite, value),
        pressed=left_out,
        label=f"{shown.title}: leave out {word}",
    )
    return el("span", "choice out" if left_out else "choice", take, leave)


def picked(act: Sequence[str]) -> None:
    """The callback of the buttons."""
    toggle(act[1], act[2])
