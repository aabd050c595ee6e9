"""How many quotes each value of a filter has, over the other filters: what stands beside a choice.

What is left out by a filter counts nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Select, case, distinct, func, null, select

from whosaid.articles import POLARITIES, QUOTE_KINDS, SENSES
from whosaid.fields import CONFIDENCES, UNATTRIBUTED, UNSURE, UNSURE_BELOW
from whosaid.store.filters import (
    ENTITY_FIELDS,
    conditions,
    counted_entities,
    placed,
    quotes_placed,
)
from whosaid.store.queries import Count
from whosaid.store.shapes import ask
from whosaid.store.tables import entities, quotes, readings, speakers
from whosaid.view import View

Counts = dict[str, int]

_FLOORS: Final = (*sorted({*CONFIDENCES.values(), UNSURE_BELOW}, reverse=True), 0.0)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many quotes have this tone, kind and sense, and a confidence from ``floor`` to the next one.

    ``floor`` is None where the quotes have no source.
    """

    label: str
    kind: str
    sense: str | None
    floor: float | None
    quotes: int


def _is_sure(cell: Cell, value: str) -> bool:
    if cell.floor is None:
        return False
    return cell.floor < UNSURE_BELOW if value == UNSURE else cell.floor >= CONFIDENCES[value]


_TOGETHER: Final[Mapping[str, tuple[Sequence[str], Callable[[Cell, str], bool]]]] = {
    "kinds": (QUOTE_KINDS, lambda cell, value: cell.kind == value),
    "senses": (SENSES, lambda cell, value: cell.sense == value),
    "sentiments": (POLARITIES, lambda cell, value: cell.label == value),
    "confidence": ((*CONFIDENCES, UNSURE), _is_sure),
}
"""The fields of few values, which are counted in one pass: their values, and whether a cell has one."""


def facets(count: Count, view: View, fields: Collection[str]) -> dict[str, Counts]:
    """Field -> value -> how many quotes have it (for ``labels``: how many entities), most first."""
    return {
        field: _most_first(
            _from_cells(count, view, field)
            if field in _TOGETHER
            else count(_ALONE[field], _without(view, field, *_NOT_ASKED.get(field, ())))
        )
        for field in fields
    }


def _without(view: View, *fields: str) -> View:
    empty: dict[str, Any] = {field: type(getattr(view, field))() for field in fields}
    return replace(view, **empty)


def _from_cells(count: Count, view: View, field: str) -> Counts:
    """Each value over the other fields; one pass answers for every choice in the fields of few values."""
    found = [
        cell
        for cell in count(cells, _without(view, *_TOGETHER))
        if all(_passes(cell, view, other) for other in _TOGETHER if other != field)
    ]
    values, has = _TOGETHER[field]
    return {value: sum(cell.quotes for cell in found if has(cell, value)) for value in values}


def _passes(cell: Cell, view: View, field: str) -> bool:
    chosen = view.values(field)
    return not chosen or any(_TOGETHER[field][1](cell, value) for value in chosen)


def cells(connection: Connection, view: View) -> list[Cell]:
    """The quotes in view by tone, kind, sense and confidence."""
    return [Cell(*row) for row in ask(connection, _cells, view)]


def _cells(view: View) -> Select[str, str, str | None, float | None, int]:
    sure_at_least = [(quotes.c.confidence >= floor, floor) for floor in _FLOORS]
    floor = case((quotes.c.speaker.is_(None), null()), *sure_at_least)
    traits = (quotes.c.label, quotes.c.kind, quotes.c.sense, floor.label("floor"))
    statement = select(*traits, func.count()).select_from(quotes_placed).where(*conditions(view))
    return statement.group_by(*traits)


def _by_kind_of_speaker(connection: Connection, view: View) -> Counts:
    kind = func.coalesce(speakers.c.kind, UNATTRIBUTED)
    same = (speakers.c.reading == quotes.c.reading) & (speakers.c.id == quotes.c.speaker)
    statement = (
        select(kind, func.count())
        .select_from(quotes_placed.outerjoin(speakers, same))
        .where(*conditions(view))
        .group_by(kind)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def _by_outlet(connection: Connection, view: View) -> Counts:
    outlet = func.coalesce(readings.c.outlet, UNATTRIBUTED)
    per_article = (
        select(placed.reading, func.count().label("quotes"))
        .select_from(quotes_placed)
        .where(*conditions(view, by_outlet=True))
        .group_by(placed.reading)
        .subquery()
    )
    statement = (
        select(outlet, func.sum(per_article.c.quotes))
        .join(per_article, per_article.c.reading == readings.c.pk)
        .group_by(outlet)
    )
    return {row[0]: int(row[1]) for row in connection.execute(statement)}


def _by_label(connection: Connection, view: View) -> Counts:
    return {row[0]: row[1] for row in ask(connection, _labels, view)}


def _labels(view: View) -> Select[str, int]:
    source, _, found = counted_entities(view, without=ENTITY_FIELDS)
    count = func.count(distinct(entities.c.id))
    return select(entities.c.label, count).select_from(source).where(*found).group_by(entities.c.label)


_ALONE: Final[Mapping[str, Callable[[Connection, View], Counts]]] = {
    "speaker_kinds": _by_kind_of_speaker,
    "outlets": _by_outlet,
    "labels": _by_label,
}
_NOT_ASKED: Final[Mapping[str, Sequence[str]]] = {"labels": ("entities",)}
"""Fields that change no count of another one: whatever they hold, it is the same question."""


def _most_first(counts: Counts) -> Counts:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {value: count for value, count in ranked if count}


def days(connection: Connection, collection_id: str) -> tuple[str, str] | None:
    """The first and the last day of the collection's articles, where any has a date."""
    statement = (
        select(func.min(readings.c.date), func.max(readings.c.date))
        .join(placed.collection.table, placed.reading == readings.c.pk)
        .where(placed.collection == collection_id)
    )
    first, last = connection.execute(statement).one()
    return (first, last) if first and last else None
