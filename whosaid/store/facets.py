"""How many quotes each value of a filter has, over the other filters: what stands beside a choice.

What is left out by a filter counts nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, case, distinct, func, select

from whosaid.articles import POLARITIES, QUOTE_KINDS, SENSES
from whosaid.fields import CONFIDENCES, UNATTRIBUTED, UNSURE
from whosaid.store.filters import (
    ENTITY_FIELDS,
    Condition,
    condition,
    conditions,
    counted_entities,
    placed,
    quotes_placed,
    sure,
)
from whosaid.store.tables import entities, quotes, readings, speakers
from whosaid.view import View

Counts = dict[str, int]

_TOGETHER: Final[Mapping[str, Mapping[str, Condition]]] = {
    "kinds": {value: quotes.c.kind == value for value in QUOTE_KINDS},
    "senses": {value: quotes.c.sense == value for value in SENSES},
    "sentiments": {value: quotes.c.label == value for value in POLARITIES},
    "confidence": {value: sure(value) for value in (*CONFIDENCES, UNSURE)},
}
"""The fields of few values, which are counted in one pass without sorting: value -> its condition."""


def facets(connection: Connection, view: View, fields: Collection[str]) -> dict[str, Counts]:
    """Field -> value -> how many quotes have it (for ``labels``: how many entities), most first."""
    together = [field for field in fields if field in _TOGETHER]
    found = _together(connection, view, together) if together else {}
    found |= {field: _ALONE[field](connection, view) for field in fields if field not in _TOGETHER}
    return {field: _most_first(found[field]) for field in fields}


def _together(connection: Connection, view: View, fields: Sequence[str]) -> dict[str, Counts]:
    """Each value where its own condition holds, and those of the other fields here."""
    chosen = {field: condition(view, field) for field in _TOGETHER if view.values(field)}
    counts: list[ColumnElement[int]] = []
    for field in fields:
        others = [found for other, found in chosen.items() if other != field]
        counts += [func.count(case((and_(holds, *others), 1))) for holds in _TOGETHER[field].values()]
    statement = select(*counts).select_from(quotes_placed).where(*conditions(view, without=_TOGETHER))
    row = iter(connection.execute(statement).one())
    return {field: {value: next(row) for value in _TOGETHER[field]} for field in fields}


def _by_kind_of_speaker(connection: Connection, view: View) -> Counts:
    kind = func.coalesce(speakers.c.kind, UNATTRIBUTED)
    same = (speakers.c.reading == quotes.c.reading) & (speakers.c.id == quotes.c.speaker)
    statement = (
        select(kind, func.count())
        .select_from(quotes_placed.outerjoin(speakers, same))
        .where(*conditions(view, without=("speaker_kinds",)))
        .group_by(kind)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def _by_outlet(connection: Connection, view: View) -> Counts:
    outlet = func.coalesce(readings.c.outlet, UNATTRIBUTED)
    per_article = (
        select(placed.reading, func.count().label("quotes"))
        .select_from(quotes_placed)
        .where(*conditions(view, without=("outlets",)))
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
    source, _, found = counted_entities(view, without=ENTITY_FIELDS)
    count = func.count(distinct(entities.c.id))
    statement = select(entities.c.label, count).select_from(source).where(*found).group_by(entities.c.label)
    return {row[0]: row[1] for row in connection.execute(statement)}


_ALONE: Final[Mapping[str, Callable[[Connection, View], Counts]]] = {
    "speaker_kinds": _by_kind_of_speaker,
    "outlets": _by_outlet,
    "labels": _by_label,
}


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
