"""SELECTs that answer a View: rows for the first panels; the others are in ``panels``, the quotes in ``quoted``.

Each panel counts over the other filters, so that its own choice does not empty it. Nothing
is written here, and nothing is loaded that is not shown: the database counts, and of the
scores only those of the speakers shown come out, for their bootstrap intervals. What reads
back a whole article, a collection or its receipts is in ``lookups``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Protocol, TypeVar

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

from whosaid.articles import FIGURES, POLARITIES, MeanSentiment
from whosaid.statistics import BINS, binned_interval, mean_interval
from whosaid.store.filters import (
    Condition,
    article_conditions,
    conditions,
    counted_entities,
    filters_quotes,
    placed,
    quotes_placed,
)
from whosaid.store.rows import EntityCount, SpeakerRow, Totals
from whosaid.store.tables import (
    collection_articles,
    entities,
    fold,
    quotes,
    speakers,
)
from whosaid.view import UNATTRIBUTED, View

T = TypeVar("T")
_FEW_SCORES: Final = 200
"""Up to so many scores of a speaker come out of the database; of more it counts bins, which are as good by then."""

reading_order = (placed.position, quotes.c.position)


class Count(Protocol):
    """Asks the database, or remembers what it has answered: calls ``act`` with a connection, the view and ``how``."""

    def __call__(self, act: Callable[..., T], view: View, *how: Hashable) -> T: ...  # noqa: D102


def totals(count: Count, view: View) -> Totals:
    """How much of the collection the view shows."""
    whole = View(collection=view.collection)
    every = count(quote_totals, whole)
    shown = count(quote_totals, view) if view.is_filtered else every
    return Totals(
        quotes=shown.quotes,
        all_quotes=every.quotes,
        speakers=shown.speakers,
        all_speakers=every.speakers,
        articles=shown.articles if filters_quotes(view) else count(articles_in_view, view),
        all_articles=count(articles_in_view, whole),
        unattributed=count(unattributed, replace(view, speakers=())),
    )


def quote_totals(connection: Connection, view: View) -> Row[int, int, int]:
    """The quotes that pass, their speakers and their articles."""
    statement = select(
        func.count().label("quotes"),
        func.count(distinct(quotes.c.speaker)).label("speakers"),
        func.count(distinct(placed.article)).label("articles"),
    )
    return connection.execute(statement.select_from(quotes_placed).where(*conditions(view))).one()


def unattributed(connection: Connection, view: View) -> int:
    """The quotes that pass and have no source."""
    statement = select(func.count()).select_from(quotes_placed)
    return connection.execute(statement.where(*conditions(view), quotes.c.speaker.is_(None))).scalar_one()


def articles_in_view(connection: Connection, view: View) -> int:
    """The articles that pass the filters on articles."""
    statement = select(func.count()).select_from(collection_articles).where(*article_conditions(view))
    return connection.execute(statement).scalar_one()


def entity_counts(count: Count, view: View, limit: int, search: str, by: str, who: str) -> list[EntityCount]:
    """The most named entities; under a filter on quotes, of those named in the quotes it leaves.

    ``by`` and ``who`` are the looks "count" and "who". Those that are filtered by come after them.
    """
    others = replace(view, entities=())
    rows = count(most_named, others, limit, search, by, who)
    missing = set(() if search else view.entities) - {row.id for row in rows}
    if missing:
        rows += count(most_named, others, None, "", by, who, tuple(sorted(missing)))
    return rows


def most_named(
    connection: Connection,
    view: View,
    limit: int | None,
    search: str,
    by: str,
    who: str,
    only: Sequence[str] = (),
) -> list[EntityCount]:
    """The most named entities of the quotes or articles in view, or ``only`` these."""
    source, mentions, found = counted_entities(view, without=())
    counts = {"mentions": func.sum(mentions), "articles": func.count(distinct(placed.article))}
    statement = (
        select(entities.c.id, *(value.label(name) for name, value in counts.items()))
        .select_from(source)
        .where(*found)
        .group_by(entities.c.id)
        .order_by(counts[by].desc(), *(value.desc() for value in counts.values()), entities.c.id)
    )
    if who == "names" and not (search or only or set(FIGURES) & {*view.labels}):
        statement = statement.where(entities.c.label.not_in(FIGURES))
    if who in ("speaking", "spoken-about"):
        speaks = entities.c.id.in_(_speaking(view.collection))
        statement = statement.where(speaks if who == "speaking" else ~speaks)
    if search:
        statement = statement.where(entities.c.folded.contains(fold(search), autoescape=True))
    if only:
        statement = statement.where(entities.c.id.in_(only))
    rows = connection.execute(statement.limit(limit)).all()
    ids = [row.id for row in rows]
    named = best(connection, view.collection, ids, entities, entities.c.label, entities.c.count)
    speaking = best(connection, view.collection, ids, speakers, speakers.c.kind, speakers.c.quotes)
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


def speaker_sentiments(count: Count, view: View, limit: int, order: str, least: int) -> list[SpeakerRow]:
    """The first speakers in an order, each with shares, mean and interval of all their quotes in view.

    ``order`` is the look "rank"; who has fewer than ``least`` quotes is left out, unless filtered by.
    """
    others = replace(view, speakers=())
    rows = count(speakers_in_view, others, limit, order, least)
    missing = set(view.speakers) - {UNATTRIBUTED, *(row.id for row in rows)}
    if missing:
        rows += count(speakers_in_view, others, None, order, 1, tuple(sorted(missing)))
    return rows


def speakers_in_view(
    connection: Connection, view: View, limit: int | None, order: str, least: int, only: Sequence[str] = ()
) -> list[SpeakerRow]:
    """The first speakers of the quotes in view, or ``only`` these."""
    found = (*conditions(view), quotes.c.speaker.is_not(None))
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
        .where(*found, *([quotes.c.speaker.in_(only)] if only else []))
        .group_by(quotes.c.speaker)
        .having(func.count() >= least)
        .order_by(_RANKS[order], func.count().desc(), func.sum(quotes.c.words).desc(), quotes.c.speaker)
    )
    rows = connection.execute(statement.limit(limit)).all()
    ids = [row.id for row in rows]
    named = best(connection, view.collection, ids, speakers, speakers.c.kind, speakers.c.quotes)
    means = _means(connection, found, {row.id: row.quotes for row in rows})
    unnamed = (None, "unknown")
    return [_speaker_row(row, named.get(row.id, unnamed), means[row.id]) for row in rows]


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
    # OFFSET keeps the database from going through the whole collection for these few.
    few = (
        select(table.c.id, table.c.name, trait.label("trait"), weight.label("weight"), table.c.reading)
        .where(table.c.id.in_(ids))
        .offset(0)
        .subquery()
    )
    statement = (
        select(few.c.id, few.c.name, few.c.trait)
        .join(collection_articles, placed.reading == few.c.reading)
        .where(placed.collection == collection_id)
        .group_by(few.c.id, few.c.name, few.c.trait)
        .order_by(func.sum(few.c.weight), few.c.name.desc(), few.c.trait)
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(statement)}


def _speaking(collection_id: str) -> Select[tuple[str]]:
    """Everybody who speaks in the collection."""
    statement = select(quotes.c.speaker).distinct().select_from(quotes_placed)
    return statement.where(placed.collection == collection_id, quotes.c.speaker.is_not(None))


def _means(
    connection: Connection, found: Collection[Condition], sizes: Mapping[str, int]
) -> dict[str, MeanSentiment]:
    """The mean and interval of each speaker: of few quotes from their scores, of many from bins of them."""
    few = [speaker for speaker, size in sizes.items() if size <= _FEW_SCORES]
    many = [speaker for speaker, size in sizes.items() if size > _FEW_SCORES]
    means = {speaker: mean_interval(scores) for speaker, scores in _scores(connection, found, few).items()}
    binned = _binned(connection, found, many)
    return means | {
        speaker: binned_interval([score for score, _ in bins], [size for _, size in bins])
        for speaker, bins in binned.items()
    }


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
    for speaker, score in connection.execute(statement) if ids else ():
        scores[speaker].append(score)
    return scores


def _binned(
    connection: Connection, found: Collection[Condition], ids: Collection[str]
) -> defaultdict[str, list[tuple[float, int]]]:
    """Speaker -> the mean score and the size of each bin, the lowest first."""
    bin_of = func.round(quotes.c.score * BINS)
    statement = (
        select(quotes.c.speaker, func.avg(quotes.c.score), func.count())
        .select_from(quotes_placed)
        .where(*found, quotes.c.speaker.in_(ids))
        .group_by(quotes.c.speaker, bin_of)
        .order_by(quotes.c.speaker, bin_of)
    )
    bins: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for speaker, score, size in connection.execute(statement) if ids else ():
        bins[speaker].append((score, size))
    return bins


def _speaker_row(row: Row[Any], named: tuple[str | None, Any], mean: MeanSentiment) -> SpeakerRow:
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
        sentiment=mean,
    )
