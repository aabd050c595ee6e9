"""SELECTs that answer a View: rows for the first panels; the others are in ``panels``, the quotes in ``quoted``.

Each panel counts over the other filters, so that its own choice does not empty it. Nothing
is written here, and nothing is loaded that is not shown: the database counts, and of the
scores only those of the speakers shown come out, for their bootstrap intervals. What reads
back a whole article, a collection or its receipts is in ``lookups``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    case,
    distinct,
    func,
    select,
)

from whosaid.articles import POLARITIES
from whosaid.statistics import mean_interval
from whosaid.store.filters import (
    Condition,
    article_conditions,
    conditions,
    counted_entities,
    filters_quotes,
    placed,
    quotes_placed,
)
from whosaid.store.rows import ArticleRow, EntityCount, SpeakerRow, Totals
from whosaid.store.tables import (
    collection_articles,
    entities,
    fold,
    quotes,
    readings,
    speakers,
)
from whosaid.view import UNATTRIBUTED, View

reading_order = (placed.position, quotes.c.position)


def totals(connection: Connection, view: View) -> Totals:
    """How much of the collection the view shows."""
    every = _quote_totals(connection, View(collection=view.collection))
    shown = _quote_totals(connection, view) if view.is_filtered else every
    unattributed = select(func.count()).select_from(quotes_placed)
    unattributed = unattributed.where(*conditions(view, without=("speakers",)), quotes.c.speaker.is_(None))
    all_articles = _count_articles(connection, placed.collection == view.collection)
    if filters_quotes(view):
        articles = shown.articles
    else:
        articles = _count_articles(connection, *article_conditions(view))
    return Totals(
        quotes=shown.quotes,
        all_quotes=every.quotes,
        speakers=shown.speakers,
        all_speakers=every.speakers,
        articles=articles,
        all_articles=all_articles,
        unattributed=connection.execute(unattributed).scalar_one(),
    )


def entity_counts(
    connection: Connection, view: View, limit: int, search: str, by: str, who: str
) -> list[EntityCount]:
    """The most named entities; under a filter on quotes, of those named in the quotes it leaves.

    ``by`` and ``who`` are the looks "count" and "who".
    """
    source, count, found = counted_entities(view, without=("entities",))
    counts = {"mentions": func.sum(count), "articles": func.count(distinct(placed.article))}
    statement = (
        select(entities.c.id, *(value.label(name) for name, value in counts.items()))
        .select_from(source)
        .where(*found)
        .group_by(entities.c.id)
        .order_by(counts[by].desc(), *(value.desc() for value in counts.values()), entities.c.id)
    )
    if who != "all":
        speaks = entities.c.id.in_(_speaking(view.collection))
        statement = statement.where(speaks if who == "speaking" else ~speaks)
    if search:
        statement = statement.where(entities.c.folded.contains(fold(search), autoescape=True))
    chosen = () if search else view.entities
    rows = top(connection, statement, entities.c.id, limit, chosen)
    ids = [row.id for row in rows]
    named = best(connection, view.collection, ids, entities, entities.c.label, entities.c.count)
    heard = _speaking(view.collection).where(quotes.c.speaker.in_(ids))
    speaking = set(connection.execute(heard).scalars())
    return [
        EntityCount(row.id, *named[row.id], int(row.mentions), row.articles, row.id in speaking)
        for row in rows
    ]


_RANKS: Mapping[str, ColumnElement[Any]] = {
    "quotes": func.count().desc(),
    "words": func.sum(quotes.c.words).desc(),
    "negative": func.avg(quotes.c.score),
    "positive": func.avg(quotes.c.score).desc(),
    "share": func.avg(case((quotes.c.label == "negative", 1.0), else_=0.0)).desc(),
    "name": func.min(quotes.c.speaker),  # the id begins as the name does
}


def speaker_sentiments(
    connection: Connection, view: View, limit: int, order: str, least: int
) -> list[SpeakerRow]:
    """The first speakers in an order, each with shares, mean and interval of all their quotes in view.

    ``order`` is the look "rank"; who has fewer than ``least`` quotes is left out, unless chosen.
    """
    found = (*conditions(view, without=("speakers",)), quotes.c.speaker.is_not(None))
    statement = (
        select(
            quotes.c.speaker.label("id"),
            func.count().label("quotes"),
            func.sum(quotes.c.words).label("words"),
            *(
                func.sum(case((quotes.c.label == polarity, 1), else_=0)).label(polarity)
                for polarity in POLARITIES
            ),
        )
        .select_from(quotes_placed)
        .where(*found)
        .group_by(quotes.c.speaker)
        .order_by(_RANKS[order], func.count().desc(), func.sum(quotes.c.words).desc(), quotes.c.speaker)
    )
    chosen = [value for value in view.speakers if value != UNATTRIBUTED]
    enough = func.count() >= least
    rows = top(connection, statement, quotes.c.speaker, limit, chosen, enough)
    ids = [row.id for row in rows]
    named = best(connection, view.collection, ids, speakers, speakers.c.kind, speakers.c.quotes)
    scores = _scores(connection, found, ids)
    unnamed = (None, "unknown")
    return [_speaker_row(row, named.get(row.id, unnamed), scores[row.id]) for row in rows]


def article_rows(connection: Connection, view: View) -> list[ArticleRow]:
    """Every article of the collection, with the number of its quotes that pass the other filters."""
    counts = (
        select(placed.reading, func.count().label("quotes"))
        .select_from(quotes_placed)
        .where(*conditions(view, without=("articles",)))
        .group_by(placed.reading)
        .subquery()
    )
    statement = (
        select(
            placed.article.label("id"),
            readings.c.title,
            placed.file,
            readings.c.date,
            readings.c.outlet,
            func.coalesce(counts.c.quotes, 0).label("quotes"),
            readings.c.words,
        )
        .select_from(collection_articles)
        .join(readings, readings.c.pk == placed.reading)
        .outerjoin(counts, counts.c.reading == placed.reading)
        .where(placed.collection == view.collection)
        .order_by(placed.position)
    )
    return [ArticleRow(**row) for row in connection.execute(statement).mappings()]


def top(
    connection: Connection,
    statement: Select[Any],
    key: ColumnElement[Any],
    limit: int,
    chosen: Iterable[str],
    *having: Condition,
) -> list[Row[Any]]:
    """The first rows, and after them those that are chosen: what is filtered by can be clicked again."""
    rows = list(connection.execute(statement.having(*having).limit(limit)))
    missing = set(chosen) - {row.id for row in rows}
    if missing:
        rows += connection.execute(statement.where(key.in_(sorted(missing))))
    return rows


def best(
    connection: Connection,
    collection_id: str,
    ids: Collection[str],
    table: Table,
    trait: ColumnElement[str],
    weight: ColumnElement[int],
) -> dict[str, tuple[str, Any]]:
    """Id -> name and trait as most of its articles have them."""
    statement = (
        select(table.c.id, table.c.name, trait)
        .join(collection_articles, placed.reading == table.c.reading)
        .where(placed.collection == collection_id, table.c.id.in_(ids))
        .group_by(table.c.id, table.c.name, trait)
        .order_by(func.sum(weight), table.c.name.desc(), trait)
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(statement)}


def _speaking(collection_id: str) -> Select[tuple[str]]:
    """Everybody who speaks in the collection."""
    statement = select(quotes.c.speaker).distinct().select_from(quotes_placed)
    return statement.where(placed.collection == collection_id, quotes.c.speaker.is_not(None))


def _scores(
    connection: Connection, found: Collection[Condition], ids: Collection[str]
) -> defaultdict[str, list[float]]:
    """Speaker -> the score of each quote, in reading order, so that the interval is always the same."""
    statement = (
        select(quotes.c.speaker, quotes.c.score)
        .select_from(quotes_placed)
        .where(*found, quotes.c.speaker.in_(ids))
        .order_by(*reading_order)
    )
    scores: defaultdict[str, list[float]] = defaultdict(list)
    for speaker, score in connection.execute(statement):
        scores[speaker].append(score)
    return scores


def _speaker_row(row: Row[Any], named: tuple[str | None, Any], scores: list[float]) -> SpeakerRow:
    name, kind = named
    return SpeakerRow(
        id=row.id,
        name=name or row.id,
        kind=kind,
        quotes=row.quotes,
        words=int(row.words),
        negative=row.negative / row.quotes,
        neutral=row.neutral / row.quotes,
        positive=row.positive / row.quotes,
        sentiment=mean_interval(scores),
    )


def _quote_totals(connection: Connection, view: View) -> Row[int, int, int]:
    statement = select(
        func.count().label("quotes"),
        func.count(distinct(quotes.c.speaker)).label("speakers"),
        func.count(distinct(placed.article)).label("articles"),
    )
    return connection.execute(statement.select_from(quotes_placed).where(*conditions(view))).one()


def _count_articles(connection: Connection, *found: Condition) -> int:
    statement = select(func.count()).select_from(collection_articles).where(*found)
    return connection.execute(statement).scalar_one()
