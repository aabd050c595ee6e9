"""The two ways to look at a collection, Explore and Compare, and the filters kept to be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from components.elements import Node, el
from components.namesakes import names_of
from components.navigation import current, go
from whosaid.sides import LETTERS
from whosaid.store import Store
from whosaid.view import View

_OTHER = {"a": "b", "b": "a"}


def switch(view: View) -> Node:
    """Explore | Compare, in the masthead."""
    comparing = view.look("compare") != "off"
    nodes = [
        el("button", "page", "Explore", act=("explore",), pressed=not comparing),
        el(
            "button",
            "page",
            "Compare",
            act=("compare",),
            pressed=comparing,
            hint="Outlets, or any two filters, side by side",
        ),
    ]
    return el("div", "pages", *nodes)


def kept(view: View, store: Store) -> list[Node]:
    """What is kept to be compared, or the button that keeps what is filtered now."""
    letters = [letter for letter in LETTERS if view.kept(letter)]
    if not letters:
        if not view.is_filtered:
            return []
        hint = "Keeps these filters as A. Then choose others, and compare the two."
        return [el("button", "clear", "Keep as A to compare", act=("keep", "a"), hint=hint)]
    chips = [_chip(view, letter, store) for letter in letters]
    if len(letters) > 1 or view.as_side() != view.kept(letters[0]):
        return [*chips, el("button", "clear", _invitation(letters), act=("compare",))]
    return [*chips, el("span", "muted", "now choose the other filters")]


def acted(act: Sequence[str]) -> bool:
    """The callback of ``kept``; returns whether the click was meant for it."""
    view = current()
    if act[0] == "keep":
        go(view.with_side(act[1], view.as_side()))
    elif act[0] == "forget":
        go(view.with_side(act[1], ()))
    elif act[0] == "compare":
        go(compared(view))
    else:
        return False
    return True


def compared(view: View) -> View:
    """What Compare shows first: the kept filters beside those in force, or else the outlets."""
    view = replace(view, quote="", problems=())
    letters = [letter for letter in LETTERS if view.kept(letter)]
    if not letters:
        return view.with_look("compare", "outlets")
    if len(letters) == 1:
        view = view.with_side(_OTHER[letters[0]], view.as_side()).cleared()
    return view.with_look("compare", "filters")


def sentence_of(view: View, letter: str, store: Store) -> str:
    """The filters of a side in words, without those around it."""
    own = View(collection=view.collection, side_a=view.side_a, side_b=view.side_b).of_side(letter)
    return own.sentence(names_of(own, store))


def _chip(view: View, letter: str, store: Store) -> Node:
    words = sentence_of(view, letter, store)
    cross = el(
        "button",
        "cut",
        el("span", "field", f"kept as {letter.upper()}"),
        el("span", "", words),
        el("span", "cross", "×"),
        act=("forget", letter),
        label=f"No longer keep {letter.upper()}: {words}",
    )
    return el("span", "chip", cross)


def _invitation(letters: Sequence[str]) -> str:
    return (
        "Compare A with B" if len(letters) > 1 else f"Compare {letters[0].upper()} with what is filtered now"
    )


def switched(act: Sequence[str]) -> None:
    """The callback of ``switch``."""
    view = current()
    if act[0] == "compare" and view.look("compare") == "off":
        go(compared(view))
    elif act[0] == "explore":
        go(replace(view.with_look("compare", "off"), problems=()))
