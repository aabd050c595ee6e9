"""Who and what is named, and how often; a click filters by quotes that name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from components.controls import choice, looked, table
from components.elements import Node, el, show
from components.navigation import current, go, toggle
from components.notices import empty_panel, names_of
from components.page import panel
from components.rows import entity_rows
from whosaid.charts import TYPES
from whosaid.fields import other_filters
from whosaid.looks import LOOKS
from whosaid.store import EntityCount, Store
from whosaid.view import View

_COUNTS: Final[Mapping[str, str]] = {"mentions": "mentions", "articles": "articles"}
_WHO: Final[Mapping[str, str]] = {
    "names": "names",
    "all": "names, dates and amounts",
    "speaking": "who speaks",
    "spoken-about": "only spoken about",
}


def draw(view: View, store: Store, *, height: int = 260) -> None:
    """The search box, what is counted, and the rows."""
    search = str(st.session_state.get("entity_search") or "")
    limit = int(view.look("names"))
    by = view.look("count")
    found = store.entity_counts(view, limit=limit + 1, search=search, by=by, who=view.look("who"))
    more = len(found) > limit
    rows = found[:limit] + [row for row in found[limit:] if row.id in view.entities]
    tools = [choice(view, "count", "Count", _COUNTS), choice(view, "who", "show", _WHO)]
    aside = f"top {len(rows)}" if rows else ""
    head, body = panel("entities", "Named", aside, height=height, tools=tools, on_act=looked)
    with head:
        st.text_input(
            "Find a name",
            key="entity_search",
            type="search",
            placeholder="Find a name",
            label_visibility="collapsed",
            max_chars=100,
        )
    with body:
        if not rows:
            _nothing(view, store, search)
            return
        nodes = [entity_rows(rows, view.entities, by), _table(rows, view)]
        show(nodes, key="rows_entities", on_act=_acted)
        if more:
            _more(limit)


def _more(limit: int) -> None:
    wanted = next((choice for choice in LOOKS["names"] if int(choice) > limit), "")
    if wanted:
        st.button(
            f"Show the top {wanted}",
            key="more_entities",
            on_click=lambda: go(current().with_look("names", wanted)),
            width="stretch",
        )


def _table(rows: Sequence[EntityCount], view: View) -> Node:
    """The numbers of the chart; its names are the clicks of the chart by keyboard."""
    lines = [
        (
            el("button", "link", row.name, act=("entity", row.id), pressed=row.id in view.entities),
            TYPES.get(row.label, row.label.lower()),
            f"{row.mentions:,}",
            f"{row.articles:,}",
            "yes" if row.speaks else "no",
        )
        for row in rows
    ]
    return table("How often each is named", ("Name", "Type", "Mentions", "Articles", "Speaks"), lines)


def _acted(act: Sequence[str]) -> None:
    toggle("entities", act[1])


def _nothing(view: View, store: Store, search: str) -> None:
    if search:
        why = f"Nothing named here matches “{search}”. Empty the search box above, or take a filter away."
    elif view.is_filtered:
        why = "No quote or article that passes these filters names anybody. Take one away:"
    else:
        why = "No person, organisation or place was found in these articles."
    fields = other_filters("entities")
    empty_panel("entities", "Nothing named", why, view, names_of(view, store), fields)
