"""Who and what is named, and how often; a click filters by quotes that name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from components import sheets
from components.controls import choice, line, table
from components.elements import Node, el
from components.namesakes import names_of
from components.navigation import current, go, toggle
from components.notices import empty
from components.panels import Content, heading, panel
from components.rows import entity_rows
from whosaid.articles import FIGURES
from whosaid.charts import TYPES, plural
from whosaid.fields import other_filters, search_text
from whosaid.looks import LOOKS
from whosaid.store import EntityCount, Store
from whosaid.view import View

_TYPES: Final = 4  # that stand in a line
_COUNTS: Final[Mapping[str, str]] = {"mentions": "mentions", "articles": "articles"}
_NARROW: Final[Mapping[str, str]] = {"speaking": "named and speaks", "spoken-about": "named without speaking"}
_WHO: Final[Mapping[str, str]] = {
    "names": "names",
    "all": "names, dates and amounts",
    "speaking": "who speaks",
    "spoken-about": "only spoken about",
}


def draw(view: View, store: Store) -> None:
    """What is counted, the field to search with, and the rows."""
    search = view.find
    limit = int(view.look("names"))
    by = view.look("count")
    found = store.entity_counts(view, limit=limit + 1, search=search, by=by, who=view.look("who"))
    rows = found[:limit] + [row for row in found[limit:] if row.id in view.entities]
    tools = el("div", "tools", choice(view, "count", "Count", _COUNTS), choice(view, "who", "show", _WHO))
    field = el("input", "find", act=("find",), value=search, label="Find a name", blank="Find a name")
    line = heading("entities", "Named", f"top {min(limit, len(rows))}" if rows else "")
    if rows:
        body = [entity_rows(rows, view.entities, by), _table(rows, view), *_more(limit, len(found))]
    else:
        body = [_nothing(view, store, search)]
    acts = {"find": _find, "type": lambda event: toggle("labels", event[1])}
    panel("entities", line, Content([tools, *_types(view, store), field], body, acts))


def _types(view: View, store: Store) -> list[Node]:
    """How many names there are of each type; a click filters by it, and another one clears that again."""
    counts = store.facet_counts(view, "labels")
    figures = view.look("who") != "names" or {*view.labels} & {*FIGURES}
    there = [label for label in counts if figures or label not in FIGURES]
    shown = [*there[:_TYPES], *(label for label in view.labels if label not in there[:_TYPES])]
    nodes = [_type(label, counts.get(label, 0), view) for label in shown]
    left = len({*there} - {*shown})
    if left:
        nodes.append(_others(left))
    return [el("div", "types", *nodes)] if nodes else []


def _type(label: str, count: int, view: View) -> Node:
    word = TYPES.get(label, label.lower())
    return el(
        "button",
        "link",
        word,
        el("span", "n", f"{count:,}"),
        act=("type", label),
        pressed=label in view.labels,
        label=f"Filter by type: {word}, {plural(count, 'name')}",
    )


def _others(count: int) -> Node:
    """The way to the other types, which would not fit in a line."""
    return el(
        "button",
        "link",
        f"{count} more",
        act=("sheet", "more"),
        expanded=sheets.is_open("more"),
        label=f"{count} more types, under More",
    )


def _find(event: Sequence[str]) -> None:
    go(replace(current(), find=search_text(event[1]), problems=()))


def _more(limit: int, found: int) -> list[Node]:
    wanted = next((choice for choice in LOOKS["names"] if int(choice) > limit), "")
    if found <= limit or not wanted:
        return []
    return [el("button", "more", f"Show the top {wanted}", act=("look", "names", wanted))]


def _table(rows: Sequence[EntityCount], view: View) -> Node:
    """The numbers of the chart; its names are the clicks of the chart by keyboard."""
    lines = [_numbers(row, row.id in view.entities) for row in rows]
    return table("How often each is named", ("Name", "Type", "Mentions", "Articles", "Speaks"), lines)


@lru_cache(maxsize=2_000)
def _numbers(row: EntityCount, chosen: bool) -> Node:
    return line(
        el("button", "link", row.name, act=("entity", row.id), pressed=chosen),
        TYPES.get(row.label, row.label.lower()),
        f"{row.mentions:,}",
        f"{row.articles:,}",
        "yes" if row.speaks else "no",
    )


def _nothing(view: View, store: Store, search: str) -> Node:
    who = view.look("who")
    if who in _NARROW and not search:
        shown = el("button", "clear", "Show all names", act=("look", "who", "names"))
        why = f"Nobody and nothing here is {_NARROW[who]}. "
        return el("div", "empty", el("p", "head", "Nothing named"), el("p", "", why, shown))
    if search:
        why = f"Nothing named here matches “{search}”. Empty the field above, or take a filter away."
    elif view.is_filtered:
        why = "No quote or article that passes these filters names anybody. Take one away:"
    else:
        why = "No person, organisation or place was found in these articles."
    fields = other_filters("entities")
    return empty("Nothing named", why, view, names_of(view, store), fields, store=store)
