"""Who and what is named, and how often; a click filters by quotes that name it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.navigation import toggle
from components.notices import empty_panel, names_of
from components.page import ink, panel
from whosaid.charts import clicked, describe_entities, entity_bars
from whosaid.store import Store
from whosaid.view import View

_LIMITS: Final = (10, 20, 50, 100)
_KEY: Final = "chart_entities"


def draw(view: View, store: Store, *, height: int = 260) -> None:
    """The search box, how many, and the bars."""
    search = str(st.session_state.get("entity_search") or "")
    limit = int(st.session_state.get("entity_limit") or _LIMITS[1])
    rows = store.entity_counts(view, limit=limit, search=search)
    head, body = panel("entities", "Named", f"top {len(rows)}" if rows else "", height=height)
    with head, st.container(horizontal=True, gap="small"):
        st.text_input(
            "Find a name",
            key="entity_search",
            type="search",
            placeholder="Find a name",
            label_visibility="collapsed",
            max_chars=100,
        )
        st.selectbox(
            "How many names",
            _LIMITS,
            index=1,
            key="entity_limit",
            label_visibility="collapsed",
            format_func=lambda count: f"top {count}",
            width=105,
        )
    with body:
        if rows:
            st.plotly_chart(
                entity_bars(rows, view.entities, ink=ink()),
                key=_KEY,
                on_select=_clicked,
                selection_mode="points",
                config={"displayModeBar": False},
                alt=f"How often each is named. {describe_entities(rows)}",
            )
        else:
            _nothing(view, store, search)


def _clicked() -> None:
    entity = clicked(st.session_state[_KEY].selection.points)
    if entity:
        toggle("entities", entity)


def _nothing(view: View, store: Store, search: str) -> None:
    if search:
        why = f"Nothing named here matches “{search}”. Empty the search box above, or take a filter away."
    elif view.is_filtered:
        why = "No quote or article that passes these filters names anybody. Take one away:"
    else:
        why = "No person, organisation or place was found in these articles."
    fields = ("speakers", "kinds", "senses", "sentiments", "search", "article")
    empty_panel("entities", "Nothing named", why, view, names_of(view, store), fields)
