"""Over time: how many quotes of each tone a day, month or year has, and their mean; a click filters by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from components.controls import asked, legend, line, table
from components.elements import Node, el
from components.namesakes import names_of
from components.navigation import current, go
from components.notices import empty
from components.page import ink
from components.panels import Content
from components.terms import explained
from whosaid.charts import (
    clicked,
    days_of,
    describe_periods,
    period_name,
    plural,
    signed,
    tone_over_time,
)
from whosaid.fields import other_filters
from whosaid.store import Period, Store
from whosaid.view import View

FEWEST: Final = 2  # dates, below which there is no time to be over
_KEY: Final = "chart_time"
_DATES: Final = ("date_from", "date_to")


def content(view: View, store: Store) -> Content:
    """The chart of all quotes in view but for the dates that are filtered by."""
    rows = store.over_time(view)
    head = [_legend(rows)]
    if not rows:
        return Content(head, [_nothing(view, store)])
    acts = {"period": lambda event: choose_period(event[1])}
    return Content(head, acts=acts, chart=partial(_chart, rows, view), below=[_table(rows, view)])


def _chart(rows: Sequence[Period], view: View) -> None:
    st.plotly_chart(
        tone_over_time(rows, (view.date_from, view.date_to), ink=ink()),
        key=_KEY,
        on_select=_clicked,
        selection_mode="points",
        config={"displayModeBar": False},
        alt=f"Quotes over time. {describe_periods(rows)}",
    )


def choose_period(start: str) -> None:
    """Filter by the days of a period, or by no date if that is what is filtered."""
    view = current()
    first, last = days_of(start)
    if (view.date_from, view.date_to) == (first, last):
        first = last = ""
    go(replace(view, date_from=first, date_to=last, quote="", problems=()))


def _clicked() -> None:
    start = clicked(st.session_state[_KEY].selection.points)
    if start:
        choose_period(start)


def _legend(rows: Sequence[Period]) -> Node:
    size = {10: "day", 7: "month"}.get(len(rows[0].start), "year") if rows else "day"
    end = asked(f"quotes a {size}; below: mean and 95 % interval", explained("interval"))
    return legend(end, hint=explained("tone"))


def _table(rows: Sequence[Period], view: View) -> Node:
    heads = ("When", "Quotes", "Negative", "Neutral", "Positive", "Mean", "95 % interval")
    chosen = (view.date_from, view.date_to)
    lines = [
        line(
            el(
                "button",
                "link",
                period_name(row.start),
                act=("period", row.start),
                pressed=days_of(row.start) == chosen,
                label=f"Filter by {period_name(row.start)}, {plural(row.quotes, 'quote')}",
            ),
            f"{row.quotes:,}",
            f"{row.negative:,}",
            f"{row.neutral:,}",
            f"{row.positive:,}",
            signed(row.sentiment.mean),
            f"{signed(row.sentiment.low)} to {signed(row.sentiment.high)}",
        )
        for row in rows
    ]
    return table("Quotes over time", heads, lines)


def _nothing(view: View, store: Store) -> Node:
    filtered = "No quote that passes these filters stands in an article with a date. Take one away:"
    plain = "No article here has both a date and a quote."
    why = filtered if view.is_filtered else plain
    return empty("Nothing over time", why, view, names_of(view, store), other_filters(*_DATES), store=store)
