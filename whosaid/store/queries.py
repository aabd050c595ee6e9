"""Every SELECT that answers a View: rows for the panels.

Each panel counts over the other filters, so that its own choice does not empty it. Nothing
is written here, and nothing is loaded that is not shown: the database counts, and of the
scores only those of the speakers shown come out, for their bootstrap intervals. What reads
back a whole article, a collection or its receipts is in ``lookups``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    case,
    distinct,
    func,
    select,
)

from whosaid.articles import POLARITIES
from whosaid.statistics import mean_interval
from whosaid.store.filters import (
    ENTITY_FIELDS,
    Condition,
    article_conditions,
    conditions,
    counted_entities,
    filters_quotes,
    placed,
    quotes_placed,
)
from whosaid.store.lookups import quote_of
from whosaid.store.rows import ArticleRow, EntityCount, QuoteRow, SpeakerRow, Totals
from whosaid.store.tables import (
    collection_articles,
    entities,
    fold,
    quotes,
    readings,
    speakers,
)
from whosaid.view import UNATTRIBUTED, View

_reading_order = (placed.position, quotes.c.position)

_QUOTE_FACETS = {"kinds": quotes.c.kind, "senses": quotes.c.sense, "sentiments": quotes.c.label}

_REF = re.compile(r"([0-9a-f]{12})\.(.+)")


def totals(connection: Connection, view: View) -> Totals:
    """How much of the collection the view shows."""
    shown = _quote_totals(connection, view)
    every = _quote_totals(connection, View(collection=view.collection))
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


def entity_counts(connection: Connection, view: View, limit: int, search: str) -> list[EntityCount]:
    """The most named entities; under a filter on quotes, of those named in the quotes it leaves."""
    source, count, found = counted_entities(view, without=("entities",))
    mentions = func.sum(count)
    statement = (
        select(
            entities.c.id,
            mentions.label("mentions"),
            func.count(distinct(placed.article)).label("articles"),
        )
        .select_from(source)
        .where(*found)
        .group_by(entities.c.id)
        .order_by(mentions.desc(), func.count(distinct(placed.article)).desc(), entities.c.id)
    )
    if search:
        statement = statement.where(entities.c.folded.contains(fold(search), autoescape=True))
    chosen = () if search else view.entities
    rows = _top(connection, statement, entities.c.id, limit, chosen)
    ids = [row.id for row in rows]
    named = _best(connection, view.collection, ids, entities, entities.c.label, entities.c.count)
    speaking = _speaking(connection, view.collection, ids)
    return [
        EntityCount(row.id, *named[row.id], int(row.mentions), row.articles, row.id in speaking)
        for row in rows
    ]


def speaker_sentiments(connection: Connection, view: View, limit: int) -> list[SpeakerRow]:
    """The speakers with most quotes, each with shares, mean and interval of all their quotes in view."""
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
        .order_by(func.count().desc(), func.sum(quotes.c.words).desc(), quotes.c.speaker)
    )
    chosen = [value for value in view.speakers if value != UNATTRIBUTED]
    rows = _top(connection, statement, quotes.c.speaker, limit, chosen)
    ids = [row.id for row in rows]
    named = _best(connection, view.collection, ids, speakers, speakers.c.kind, speakers.c.quotes)
    scores = _scores(connection, found, ids)
    unnamed = (None, "unknown")
    return [_speaker_row(row, named.get(row.id, unnamed), scores[row.id]) for row in rows]


def quote_rows(connection: Connection, view: View, limit: int, offset: int) -> list[QuoteRow]:
    """One page of the quotes that pass every filter, in the order of articles and of their text."""
    statement = _quote_statement().where(*conditions(view)).order_by(*_reading_order)
    found = connection.execute(statement.limit(limit).offset(offset))
    return [_quote_row(row) for row in found]


def find_quote(connection: Connection, view: View) -> QuoteRow | None:
    """The quote the view marks, whatever its filters; None where there is none."""
    reference = _REF.fullmatch(view.quote)
    quote_id = reference[2] if reference else view.quote
    found = [placed.collection == view.collection, quotes.c.id == quote_id]
    if reference:
        found.append(placed.article.startswith(reference[1], autoescape=True))
    elif view.article:
        found.append(placed.article == view.article)
    row = connection.execute(_quote_statement().where(*found).order_by(*_reading_order).limit(1)).first()
    return _quote_row(row) if row else None


def article_rows(connection: Connection, view: View) -> list[ArticleRow]:
    """Every article of the collection, with the number of its quotes that pass the other filters."""
    counts = (
        select(placed.reading, func.count().label("quotes"))
        .select_from(quotes_placed)
        .where(*conditions(view, without=("article",)))
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


def facet_counts(connection: Connection, view: View, field: str) -> dict[str, int]:
    """Value -> how many quotes have it (for ``labels``: how many entities), over the other filters."""
    if field == "labels":
        source, _, found = counted_entities(view, without=ENTITY_FIELDS)
        value: ColumnElement[Any] = entities.c.label
        count = func.count(distinct(entities.c.id))
    else:
        source, found = quotes_placed, conditions(view, without=(field,))
        value, count = _QUOTE_FACETS[field], func.count()
    statement = select(value, count).select_from(source).where(*found, value.is_not(None)).group_by(value)
    found_counts = connection.execute(statement.order_by(count.desc(), value))
    return {row[0]: row[1] for row in found_counts}


def _top(
    connection: Connection,
    statement: Select[Any],
    key: ColumnElement[Any],
    limit: int,
    chosen: Iterable[str],
) -> list[Row[Any]]:
    """The first rows, and after them those that are chosen: what is filtered by can be clicked again."""
    rows = list(connection.execute(statement.limit(limit)))
    missing = set(chosen) - {row.id for row in rows}
    if missing:
        rows += connection.execute(statement.where(key.in_(sorted(missing))))
    return rows


def _best(
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


def _speaking(connection: Connection, collection_id: str, ids: Collection[str]) -> set[str]:
    statement = (
        select(quotes.c.speaker)
        .distinct()
        .select_from(quotes_placed)
        .where(placed.collection == collection_id, quotes.c.speaker.in_(ids))
    )
    return set(connection.execute(statement).scalars())


def _scores(
    connection: Connection, found: Collection[Condition], ids: Collection[str]
) -> defaultdict[str, list[float]]:
    """Speaker -> the score of each quote, in reading order, so that the interval is always the same."""
    statement = (
        select(quotes.c.speaker, quotes.c.score)
        .select_from(quotes_placed)
        .where(*found, quotes.c.speaker.in_(ids))
        .order_by(*_reading_order)
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


def _quote_statement() -> Select[Any]:
    same_speaker = and_(speakers.c.reading == quotes.c.reading, speakers.c.id == quotes.c.speaker)
    source = quotes_placed.join(readings, readings.c.pk == quotes.c.reading).outerjoin(speakers, same_speaker)
    return select(
        quotes,
        placed.article,
        func.coalesce(readings.c.title, placed.file).label("article_title"),
        readings.c.outlet,
        readings.c.date,
        speakers.c.name.label("speaker_name"),
        speakers.c.kind.label("speaker_kind"),
    ).select_from(source)


def _quote_row(row: Row[Any]) -> QuoteRow:
    return QuoteRow(
        article=row.article,
        article_title=row.article_title,
        outlet=row.outlet,
        date=row.date,
        quote=quote_of(row),
        speaker_name=row.speaker_name,
        speaker_kind=row.speaker_kind,
    )
