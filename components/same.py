"""The same quote on several sides: each version with what it left out or put in; a click opens its article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from components.elements import Node, el, show
from components.namesakes import names_of
from components.navigation import current, go
from components.notices import NO_OUTLET, NOBODY_NAMED, empty_panel
from components.sides import Side, badge, changed
from whosaid.charts import plural
from whosaid.charts.compare import SIDES
from whosaid.looks import further
from whosaid.repeats import changes
from whosaid.store import QuoteRow, Store
from whosaid.view import View

_VERSIONS: Final = 6  # of a quote, until all of them are asked for
Sides = Mapping[int, Sequence[int]]
"""Key of a quote -> the sides that it is on."""
_HOW: Final = (
    "Quotes of six words or more are the same where four in five words of the shorter one stand in the longer one "
    "in the same order. Words that a version left out are struck through, words that it put in are underlined; a "
    "paraphrase is not found."
)


def draw(view: View, store: Store, found: Sequence[Side]) -> None:
    """The quotes that stand on two sides or more, those in most outlets first."""
    groups = _groups(store, view.collection, store.state(view.collection))
    keys = {key for group in groups for key in group}
    sides = store.sides_of([side.view for side in found], keys) if keys else {}
    shared = [kept for group in groups if (kept := _on_several_sides(group, sides))]
    if not shared:
        _nothing(view, store)
        return
    limit = int(view.look("rows"))
    more = further("rows", view.look("rows"))
    at_end = len(shared) > limit >= int(more)
    shown = shared[:limit]
    rows = store.quotes_of(view.collection, [key for group in shown for key in group[:_VERSIONS]])
    whole = _unfolded(view, shown, rows)
    if whole:
        rows |= store.quotes_of(view.collection, whole[_VERSIONS:])
    cut = f" Here are the {limit:,} in most outlets." if at_end else ""
    nodes = [
        el("p", "sentence", f"{plural(len(shared), 'quote')} on two sides or more.{cut}"),
        el("p", "method", _HOW),
        *[_group(group, rows, sides, found, whole=group is whole) for group in shown],
    ]
    show([el("div", "same", *nodes)], key="same", on_act=lambda act: _acted(store, found, rows, sides, act))
    if len(shared) > limit and not at_end:
        words = f"Show {min(int(more), len(shared)) - limit} more"
        wider = view.with_look("rows", more)
        st.button(words, key="more_same", on_click=go, args=(wider,), width="stretch")


@st.cache_data(max_entries=20, show_spinner="Looking for the same words in several outlets")
def _groups(_store: Store, collection: str, state: str) -> list[tuple[int, ...]]:
    """Once for each ``state`` of a collection: the costly part."""
    return _store.repeats(collection)


def _on_several_sides(group: Sequence[int], sides: Sides) -> list[int]:
    """The versions that are on a side, if together they are on two."""
    kept = [key for key in group if key in sides]
    return kept if len({side for key in kept for side in sides[key]}) > 1 else []


def _unfolded(
    view: View, groups: Sequence[Sequence[int]], rows: Mapping[int, QuoteRow]
) -> Sequence[int] | None:
    """The quote of which all versions are shown: the one that the link marks."""
    if not view.quote:
        return None
    folded = (group for group in groups if len(group) > _VERSIONS)
    return next((group for group in folded if rows[group[0]].ref == view.quote), None)


def _group(
    group: Sequence[int],
    rows: Mapping[int, QuoteRow],
    sides: Sides,
    found: Sequence[Side],
    *,
    whole: bool,
) -> Node:
    """The longest version as it stands, and below it what the others made of it: all where it is to be ``whole``."""
    longest = rows[group[0]]
    shown = group if whole else group[:_VERSIONS]
    versions = [_version(rows[key], longest, [found[side] for side in sides[key]]) for key in shown]
    if len(group) <= _VERSIONS:
        return el("div", "group-of", *versions)
    words = f"Show the first {_VERSIONS} only" if whole else f"Show all {len(group):,} versions"
    act = ("versions", "" if whole else longest.ref)
    rest = el("button", "clear", words, act=act, label=f"{words}: {longest.quote.text}")
    return el("div", "group-of", *versions, el("div", "", rest))


def _version(row: QuoteRow, whole: QuoteRow, on: Sequence[Side]) -> Node:
    pieces = changes(whole.quote.text, row.quote.text)
    words: list[Node | str] = []
    for piece in pieces:
        text = piece.text if piece.text.endswith(" ") else f"{piece.text} "
        if piece.change == "same":
            words.append(text)
        else:
            words.append(el("del" if piece.change == "left out" else "ins", "", text.strip()))
            words.append(" ")
    outlet = row.outlet or NO_OUTLET
    label = f"Open in {outlet}: {row.quote.text}"
    top = el(
        "div", "top", *[badge(side) for side in on], el("strong", "", outlet), el("span", "muted", _who(row))
    )
    told = el("span", "muted", _told(row, whole))
    return el(
        "div",
        "version",
        top,
        el("button", "words", *words, act=("quote", row.ref), label=label),
        el("div", "foot", told, el("span", "place", " · ".join(filter(None, (row.date, row.article_title))))),
        colour=on[0].colour if on else SIDES[0],
    )


def _who(row: QuoteRow) -> str:
    """The speaker, and by which words the article names them where these are others."""
    name = row.speaker_name or NOBODY_NAMED
    source = " ".join(row.quote.source.text.split()) if row.quote.source else ""
    return f"{name}, here “{source}”" if source and source != name else name


def _told(row: QuoteRow, whole: QuoteRow) -> str:
    """In words what the marks show."""
    if row.ref == whole.ref:
        return f"the longest version, {row.quote.kind}"
    pieces = changes(whole.quote.text, row.quote.text)
    out = sum(len(piece.text.split()) for piece in pieces if piece.change == "left out")
    put = sum(len(piece.text.split()) for piece in pieces if piece.change == "put in")
    parts = [f"{plural(out, 'word')} left out"] if out else []
    parts += [f"{plural(put, 'word')} put in"] if put else []
    return f"{', '.join(parts) or 'word for word'}, {row.quote.kind}"


def _acted(
    store: Store, found: Sequence[Side], rows: Mapping[int, QuoteRow], sides: Sides, act: Sequence[str]
) -> None:
    view = current()
    if act[0] == "versions":
        go(replace(view, quote=act[1], problems=()))
        return
    key = next((key for key, row in rows.items() if row.ref == act[1]), None)
    if key is not None:  # else it was folded away while the click was on its way
        go(replace(in_explore(view, store, key, found[sides[key][0]]), quote=act[1], problems=()))


def in_explore(view: View, store: Store, key: int, side: Side) -> View:
    """Explore as it is filtered now; where that leaves this quote out, as the side is on which it stands.

    Around two filters that they set themselves, and among copies of which the first counts, a quote of a side
    may be left out. Whatever is shown, the two can be compared again.
    """
    plain = view.with_look("compare", "off")
    if store.sides_of([plain], [key]):
        return plain
    if view.look("compare") == "filters":
        return changed(view, side.letter.lower())
    return replace(side.view, side_a=view.side_a, side_b=view.side_b)


def _nothing(view: View, store: Store) -> None:
    why = "No quote of six words or more stands on two of these sides in the same words."
    if view.is_filtered:
        why += " Take a filter away to look further:"
    empty_panel("same", "No quote in common", why, view, names_of(view, store))
