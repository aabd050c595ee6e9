"""SELECTs of the panels beside the first ones: about whom, share of voice, dots, over time.

Like those in ``queries`` they count over the other filters, and all adding up is the database's work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Row, and_, case, distinct, func, select

from whosaid.articles import POLARITIES
from whosaid.statistics import BINS, binned_interval
from whosaid.store.filters import ENTITY_FIELDS, Condition, conditions, placed, quotes_placed
from whosaid.store.queries import best, top
from whosaid.store.rows import Dot, Feeling, Feelings, Period, Voice, Voices, ref
from whosaid.store.tables import collection_articles, entities, quote_entities, quotes, readings, speakers
from whosaid.view import UNATTRIBUTED, View

_FIFTHS: Final = 5
_WORDS_OF_A_DOT: Final = 120  # characters
_DAYS_BY_DAY: Final = 62
_DAYS_BY_MONTH: Final = 1500


def feelings(connection: Connection, view: View, rows: int, columns: int) -> Feelings:
    """Who speaks most about whom, and in what tone; the chosen ones are always among them."""
    source = quotes_placed.join(quote_entities, quote_entities.c.quote == quotes.c.pk)
    source = source.join(entities, entities.c.pk == quote_entities.c.entity)
    found = [
        *conditions(view, without=("speakers", *ENTITY_FIELDS)),
        quotes.c.speaker.is_not(None),
        quote_entities.c.score.is_not(None),
    ]
    for column, values in ((entities.c.id, view.not_entities), (entities.c.label, view.not_labels)):
        if values:
            found.append(column.not_in(values))
    if view.labels:
        found.append(entities.c.label.in_(view.labels))
    named, every_name = _most(connection, source, found, entities.c.id, columns, view.entities)
    # Of these alone, so that no row is empty.
    about = [*found, entities.c.id.in_(named)]
    speaking, every_speaker = _most(connection, source, about, quotes.c.speaker, rows, view.speakers)
    cells = (
        select(
            quotes.c.speaker,
            entities.c.id.label("entity"),
            func.count().label("quotes"),
            func.avg(quote_entities.c.score).label("mean"),
            *_labels(quote_entities.c.label),
        )
        .select_from(source)
        .where(*found, quotes.c.speaker.in_(speaking), entities.c.id.in_(named))
        .group_by(quotes.c.speaker, entities.c.id)
    )
    names = best(connection, view.collection, speaking, speakers, speakers.c.kind, speakers.c.quotes)
    called = best(connection, view.collection, named, entities, entities.c.label, entities.c.count)
    return Feelings(
        speakers={speaker: names[speaker][0] if speaker in names else speaker for speaker in speaking},
        entities={entity: called[entity][0] for entity in named},
        cells=tuple(Feeling(**row) for row in connection.execute(cells).mappings()),
        all_speakers=every_speaker,
        all_entities=every_name,
    )


def voices(connection: Connection, view: View, limit: int, of: str) -> Voices:
    """Who is heard most, by speaker or by kind of speaker (``of`` is the look "voices")."""
    same_speaker = and_(speakers.c.reading == quotes.c.reading, speakers.c.id == quotes.c.speaker)
    source = quotes_placed.outerjoin(speakers, same_speaker) if of == "kinds" else quotes_placed
    key: ColumnElement[Any] = speakers.c.kind if of == "kinds" else quotes.c.speaker
    found = conditions(view, without=("speaker_kinds" if of == "kinds" else "speakers",))
    heard = (
        func.count().label("quotes"),
        func.coalesce(func.sum(quotes.c.words), 0).label("words"),
        *(func.coalesce(func.sum(_in_fifth(fifth)), 0).label(f"f{fifth}") for fifth in range(_FIFTHS)),
    )
    statement = (
        select(key.label("id"), *heard)
        .select_from(source)
        .where(*found)
        .group_by(key)
        .order_by(case((key.is_(None), 1), else_=0), func.sum(quotes.c.words).desc(), key)
    )
    chosen = [value for value in view.speakers if value != UNATTRIBUTED and of == "speakers"]
    rows = top(connection, statement.where(key.is_not(None)), key, limit, chosen)
    rows += connection.execute(statement.where(key.is_(None))).all()
    ids = [row.id for row in rows if row.id]
    names = best(connection, view.collection, ids, speakers, speakers.c.kind, speakers.c.quotes)
    every = connection.execute(select(*heard).select_from(source).where(*found)).one()
    return Voices(
        rows=tuple(_voice(row, names.get(row.id, (row.id or "", None))[0]) for row in rows),
        quotes=every.quotes,
        words=int(every.words),
    )


def dots(connection: Connection, view: View, ids: Collection[str], limit: int) -> list[Dot]:
    """Quotes of these speakers, one by one, over the other filters; at most ``limit`` of them."""
    statement = (
        select(
            placed.article,
            quotes.c.id,
            quotes.c.speaker,
            quotes.c.score,
            quotes.c.label,
            func.substr(quotes.c.text, 1, _WORDS_OF_A_DOT).label("words"),
        )
        .select_from(quotes_placed)
        .where(*conditions(view, without=("speakers",)), quotes.c.speaker.in_(ids))
        .order_by(placed.position, quotes.c.position)
        .limit(limit)
    )
    return [
        Dot(ref(row.article, row.id), row.speaker, row.score, row.label, row.words)
        for row in connection.execute(statement)
    ]


def dates(connection: Connection, collection_id: str) -> int:
    """How many different dates the articles of a collection have."""
    statement = (
        select(func.count(distinct(readings.c.date)))
        .select_from(collection_articles.join(readings, readings.c.pk == placed.reading))
        .where(placed.collection == collection_id)
    )
    return connection.execute(statement).scalar_one()


def over_time(connection: Connection, view: View) -> list[Period]:
    """The quotes that pass every filter but that of dates, by day, month or year, whichever suits, in order."""
    source = quotes_placed.join(readings, readings.c.pk == quotes.c.reading)
    found = [*conditions(view, without=("date_from", "date_to")), readings.c.date.is_not(None)]
    span = select(func.min(readings.c.date), func.max(readings.c.date)).select_from(source).where(*found)
    first, last = connection.execute(span).one()
    if first is None:
        return []
    start = func.substr(readings.c.date, 1, _letters(first, last))
    scored = func.round(quotes.c.score * BINS)
    statement = (
        select(
            start.label("start"),
            quotes.c.label,
            func.count().label("quotes"),
            func.avg(quotes.c.score).label("score"),
        )
        .select_from(source)
        .where(*found)
        .group_by(start, quotes.c.label, scored)
        .order_by(start, quotes.c.label, scored)
    )
    binned = connection.execute(statement).all()
    return [_period(start, list(bins)) for start, bins in groupby(binned, key=lambda row: row.start)]


def _most(
    connection: Connection,
    source: FromClause,
    found: Sequence[Condition],
    key: ColumnElement[str],
    limit: int,
    chosen: Collection[str],
) -> tuple[list[str], int]:
    """The ids with most rows, and the chosen ones; and of how many these are the first."""
    # Of the groups; what is left out is grouped all the same.
    every: ColumnElement[Any] = func.count().over().label("every")
    counted: list[ColumnElement[Any]] = [key.label("id"), every]
    statement = select(*counted).select_from(source).where(*found).group_by(key)
    statement = statement.order_by(func.count().desc(), key)
    rows = top(connection, statement, key, limit, chosen)
    return [row.id for row in rows], rows[0].every if rows else 0


def _labels(column: ColumnElement[str]) -> list[ColumnElement[int]]:
    return [func.sum(case((column == polarity, 1), else_=0)).label(polarity) for polarity in POLARITIES]


def _in_fifth(fifth: int) -> ColumnElement[int]:
    """1 for a quote that begins in this fifth of its article."""
    after = quotes.c.place >= fifth / _FIFTHS
    inside = after if fifth == _FIFTHS - 1 else and_(after, quotes.c.place < (fifth + 1) / _FIFTHS)
    return case((inside, 1), else_=0)


def _voice(row: Row[Any], name: str | None) -> Voice:
    first, second, third, fourth, fifth = (int(getattr(row, f"f{number}")) for number in range(_FIFTHS))
    return Voice(
        row.id or "", name or row.id or "", row.quotes, int(row.words), (first, second, third, fourth, fifth)
    )


def _letters(first: str, last: str) -> int:
    """How much of a date tells periods apart: a day, a month or a year, so that there are not too many."""
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return 10 if days <= _DAYS_BY_DAY else 7 if days <= _DAYS_BY_MONTH else 4


def _period(start: str, bins: Sequence[Row[Any]]) -> Period:
    counts: defaultdict[str, int] = defaultdict(int)
    for each in bins:
        counts[each.label] += each.quotes
    return Period(
        start=start,
        quotes=sum(counts.values()),
        negative=counts["negative"],
        neutral=counts["neutral"],
        positive=counts["positive"],
        sentiment=binned_interval([each.score for each in bins], [each.quotes for each in bins]),
    )
