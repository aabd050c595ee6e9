"""The sides of a comparison: which outlets or filters they are, what each has, and how to choose others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from components.controls import looked
from components.elements import Node, el, show
from components.namesakes import meant, names_of
from components.navigation import current, go
from components.notices import NO_OUTLET, chips, told
from components.pages import sentence_of
from whosaid.charts import plural
from whosaid.charts.compare import LETTERS, SIDES
from whosaid.errors import WhosaidError
from whosaid.fields import UNATTRIBUTED
from whosaid.store import SideTotals, Store
from whosaid.view import View

MOST: Final = len(SIDES)
_AT_FIRST: Final = 3
_OFFERED: Final = 12  # outlets with most quotes, as buttons
_PROPOSED: Final = 500  # of the others, by the field to write one in
_FULL: Final = "Four outlets are compared at most; take one out first, by a click on it."
_OTHERS: Final = "all others"


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its letter and colour, what it is called in a sentence and in full, and what it shows."""

    letter: str
    colour: str
    name: str
    title: str
    view: View


def sides(view: View, store: Store, outlets: Mapping[str, int]) -> list[Side]:
    """Two to four sides, or fewer where there is nothing to compare; ``outlets`` are those with quotes."""
    if view.look("compare") == "filters":
        if view.side_a == view.side_b:
            return []
        pairs = [(f"side {letter.upper()}", view.of_side(letter)) for letter in ("a", "b")]
        titles = [sentence_of(view, letter, store) for letter in ("a", "b")]
    else:
        pairs = _outlets(view, outlets)
        titles = [name for name, _ in pairs]
    return [
        Side(LETTERS[index], SIDES[index], name, titles[index], shown)
        for index, (name, shown) in enumerate(pairs)
    ]


def _outlets(view: View, outlets: Mapping[str, int]) -> list[tuple[str, View]]:
    base = replace(view.with_look("compare", "off"), outlets=(), side_a=(), side_b=(), quote="")
    chosen = chosen_outlets(view, outlets)
    pairs = [(outlet_name(each), replace(base, outlets=(each,))) for each in chosen]
    if len(chosen) == 1 and (set(outlets) - set(chosen)):
        pairs.append((_OTHERS, replace(base, not_outlets=(*base.not_outlets, *chosen))))
    return pairs if len(pairs) > 1 else []


def chosen_outlets(view: View, outlets: Mapping[str, int]) -> tuple[str, ...]:
    """Those that are filtered by, or the three with most quotes."""
    known = [outlet for outlet in outlets if outlet != UNATTRIBUTED]
    return view.outlets[:MOST] or tuple(known[:_AT_FIRST])


def outlet_name(outlet: str) -> str:
    """An outlet, or that there is none."""
    return NO_OUTLET if outlet == UNATTRIBUTED else outlet


def draw(view: View, store: Store, found: Sequence[Side], outlets: Mapping[str, int]) -> Sequence[SideTotals]:
    """What is compared, the outlets to choose from, and a card for each side, whose totals come back."""
    of = view.look("compare")
    modes = [
        el("button", "page", text, act=("look", "compare", value), pressed=of == value, hint=hint)
        for value, text, hint in (
            ("outlets", "Outlets", "Two to four outlets; one alone is compared with all others"),
            ("filters", "Two filters", "Any two sets of filters, kept as A and B"),
        )
    ]
    nodes = [
        el("div", "modes", el("div", "pages", *modes), *(_choice(view, outlets) if of == "outlets" else []))
    ]
    totals = store.side_totals([side.view for side in found])
    if found:
        cards = [_card(view, side, total, store) for side, total in zip(found, totals, strict=True)]
        nodes.append(el("div", "sides", *cards))
    show(nodes, key="sides", on_act=lambda act: _acted(found, outlets, act))
    return totals


def _choice(view: View, outlets: Mapping[str, int]) -> list[Node]:
    """The outlets as buttons, with their quotes over the other filters, and a field for those without one."""
    chosen = chosen_outlets(view, outlets)
    every = list(dict.fromkeys([*outlets, *chosen]))
    offered = list(dict.fromkeys([*every[:_OFFERED], *chosen]))
    if len(offered) < 2:
        return []
    full = _FULL if len(chosen) >= MOST else ""
    buttons = [
        el(
            "button",
            "take",
            outlet_name(outlet),
            el("span", "n", f"{outlets.get(outlet, 0):,}"),
            act=("outlet", outlet),
            pressed=outlet in chosen,
            hint="" if outlet in chosen else full,
            label=f"Compare {outlet_name(outlet)}, {plural(outlets.get(outlet, 0), 'quote')}",
        )
        for outlet in offered
    ]
    choices = el("span", "choices", *[el("span", "choice", button) for button in buttons])
    return [choices, *_others(every, offered), *_more_than_fit(view)]


def _others(every: Sequence[str], offered: Sequence[str]) -> list[Node]:
    """How many have a button, and a field to choose one of the others, which it proposes; where there are others."""
    others = [outlet for outlet in every if outlet not in offered]
    if not others:
        return []
    limits = f"Proposes the {_PROPOSED} with most quotes; any other by its name."
    title = "Compare another outlet"
    hint = limits if len(others) > _PROPOSED else ""
    field = el("input", "", act=("named",), label=title, blank="Another outlet", names="outlets", hint=hint)
    options = [el("option", "", value=outlet_name(outlet)) for outlet in others[:_PROPOSED]]
    count = el("span", "muted", f"{len(offered):,} of {plural(len(every), 'outlet')}")
    return [el("span", "another", count, field, el("datalist", "", *options, names="outlets"))]


def _more_than_fit(view: View) -> list[Node]:
    """That not all outlets of the filter are compared, where they are too many."""
    if len(view.outlets) <= MOST:
        return []
    words = f"Of the {len(view.outlets)} outlets that are filtered by, the first {MOST} are compared."
    return [el("span", "muted", words)]


def toggled(view: View, outlet: str, outlets: Mapping[str, int]) -> tuple[str, ...]:
    """The outlets to filter by after a click on one; raises ``WhosaidError`` for a fifth, and for the last one."""
    chosen = chosen_outlets(view, outlets)
    if outlet in chosen:
        if len(chosen) == 1:
            alone = f"Only {outlet_name(outlet)} is chosen, and compared with all others"
            raise WhosaidError(f"{alone}; choose another outlet before you take it out.")
        return tuple(other for other in view.outlets or chosen if other != outlet)
    if len(chosen) >= MOST:
        raise WhosaidError(_FULL)
    return (*chosen, outlet)


def named(words: str, outlets: Iterable[str]) -> str:
    """The outlet of this name, or the only one whose name has these words; raises ``NotFound``."""
    return meant(words, {outlet: outlet_name(outlet) for outlet in outlets}, "outlets")


def badge(side: Side) -> Node:
    """The letter in its side's colour."""
    return el("span", "badge-of", side.letter, colour=side.colour)


def _card(view: View, side: Side, total: SideTotals, store: Store) -> Node:
    counts = ", ".join(
        [
            plural(total.quotes, "quote"),
            plural(total.words, "word"),
            plural(total.speakers, "speaker"),
            plural(total.articles, "article"),
        ]
    )
    read = el(
        "button", "link", counts, act=("read", side.letter), label=f"Read the quotes of {side.name}: {counts}"
    )
    own = _own_filters(view, side, store) if view.look("compare") == "filters" else []
    if not total.quotes:
        own.append(el("p", "", "No quote passes the filters of this side together with those above."))
    title = el("h2", "", badge(side), el("span", "", side.title))
    return el("div", "side", title, read, *own, colour=side.colour)


def _own_filters(view: View, side: Side, store: Store) -> list[Node]:
    """The filters that a side sets itself, each with its cross, and the way to change them."""
    letter = side.letter.lower()
    own = View(collection=view.collection, side_a=view.side_a, side_b=view.side_b).of_side(letter)
    crosses = [
        el("span", "own", chip, mark=letter) for chip in _plain_chips(own, names_of(own, store), letter)
    ]
    if view.side_a and view.side_b:
        change = "Change in Explore"
        crosses.append(
            el("button", "clear", change, act=("change", letter), label=f"{change}: side {side.letter}")
        )
    return [el("div", "owns", *crosses)] if crosses else []


def _plain_chips(own: View, names: Mapping[str, str], letter: str) -> list[Node]:
    """The chips of a side: their cross takes the filter from this side only."""
    found = []
    for chip in chips(own, names):
        cross = {**chip["n"][0], "a": ["own", letter, *chip["n"][0]["a"][1:]]}
        found.append({**chip, "n": [cross]})
    return found


@told
def _acted(found: Sequence[Side], outlets: Mapping[str, int], act: Sequence[str]) -> None:
    view = current()
    if act[0] == "look":
        looked(act)
    elif act[0] == "outlet":
        go(replace(view, outlets=toggled(view, act[1], outlets), quote="", problems=()))
    elif act[0] == "named":
        words = " ".join(act[1].split())
        if words and (outlet := named(words, outlets)) not in chosen_outlets(view, outlets):
            go(replace(view, outlets=toggled(view, outlet, outlets), quote="", problems=()))
    elif act[0] == "read":
        go(next(side.view for side in found if side.letter == act[1]))
    elif act[0] == "change":
        go(changed(view, act[1]))
    elif act[0] == "own":
        side = View(side_a=view.kept(act[1])).of_side("a").without(act[2], act[3]).as_side()
        go(view.with_side(act[1], side))


def changed(view: View, letter: str) -> View:
    """Explore with the filters of one side in force and the other kept; both take those around them along."""
    other = "b" if letter == "a" else "a"
    return view.of_side(letter).with_side(other, view.of_side(other).as_side())
