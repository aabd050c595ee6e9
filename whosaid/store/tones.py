"""SELECTs of tone by speaker: who speaks in what tone, in what order, and who of them bears a name.

Of the scores only those of the speakers shown come out of the database, for their bootstrap intervals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from whosaid.articles import POLARITIES, MeanSentiment
from whosaid.statistics import BINS, FEW, binned_interval, mean_interval
from whosaid.store.filters import Condition, conditions, quotes_placed
from whosaid.store.queries import Count, best, reading_order
from whosaid.store.rows import SpeakerRow, Tones
from whosaid.store.shapes import ask, of_collection
from whosaid.store.tables import collection_articles, entities, quotes, speakers
from whosaid.view import UNATTRIBUTED, View

_FEW_SCORES: Final = 200
"""Up to so many scores of a speaker come out of the database; of more it counts bins, which are as good by then."""
_AND: Final = "-and-"  # in the id of those who speak together
_BY_TONE: Final = ("negative", "positive", "share", "neutral", "praise", "sure")
"""The orders in which who has too few quotes to tell comes last: one harsh sentence is no record."""


def speaker_sentiments(count: Count, view: View, limit: int, order: str, least: int) -> list[SpeakerRow]:
    """The first speakers in an order, each with shares, mean and interval of all their quotes in view.

    ``order`` is the look "rank"; who has fewer than ``least`` quotes is left out, unless filtered by.
    """
    rows = list(count(speakers_in_view, replace(view, speakers=()), limit, order, least).rows)
    return [*rows, *_chosen(count, view, order, rows)]


def tones(count: Count, view: View, limit: int, order: str, least: int, *, unfolded: bool) -> Tones:
    """As ``speaker_sentiments``, but those who bear a name alone; the others after them if ``unfolded``.

    Where nobody bears a name the others are not folded in.
    """
    others = replace(view, speakers=())
    found = count(speakers_in_view, others, limit, order, least, (), "named")
    rows = [row for row in found.rows if row.named]
    if found.unnamed and (unfolded or not rows):
        rows += count(speakers_in_view, others, limit, order, least, (), "unnamed").rows
    return replace(found, rows=(*rows, *_chosen(count, view, order, rows)))


def _chosen(count: Count, view: View, order: str, rows: Iterable[SpeakerRow]) -> tuple[SpeakerRow, ...]:
    """Those that are filtered by and not among the rows: what is chosen can be clicked again."""
    missing = set(view.speakers) - {UNATTRIBUTED, *(row.id for row in rows)}
    if not missing:
        return ()
    only = tuple(sorted(missing))
    found: Tones = count(speakers_in_view, replace(view, speakers=()), None, order, 1, only, "named")
    return found.rows


def speakers_in_view(
    connection: Connection,
    view: View,
    limit: int | None,
    order: str,
    least: int,
    only: Sequence[str] = (),
    who: str = "all",
) -> Tones:
    """The first speakers of the quotes in view, or ``only`` these.

    ``who``: "all" alike, those who are "named" before the others, or the "unnamed" alone. Of "all" it is
    not asked who bears a name.
    """
    rows = ask(connection, _first_speakers, view, limit, order, least, bool(only), who, only=only).all()
    ids = [row.id for row in rows]
    called = best(connection, view.collection, ids, speakers, speakers.c.kind, speakers.c.quotes)
    means = _means(connection, view, {row.id: row.quotes for row in rows})
    return Tones(
        tuple(_speaker_row(row, called.get(row.id, (None, "unknown")), means[row.id]) for row in rows),
        int(rows[0].all_named) if rows else 0,
        int(rows[0].unnamed) if rows else 0,
        int(rows[0].unnamed_quotes) if rows else 0,
    )


def _first_speakers(
    view: View, limit: int | None, order: str, least: int, only: bool, who: str
) -> Select[Any]:
    told = _told(view, least, only, who, spread=order == "sure")
    columns = told.c
    summed = {
        "all_named": columns.named,
        "unnamed": 1 - columns.named,
        "unnamed_quotes": (1 - columns.named) * columns.quotes,
    }
    counts = {name: literal(0) if who == "all" else func.sum(each).over() for name, each in summed.items()}
    statement = select(told, *(each.label(name) for name, each in counts.items()))
    if who == "unnamed":
        statement = statement.where(columns.named == 0)
    return statement.order_by(columns.named.desc(), *_ranks(told, order)).limit(limit)


def _attributed(view: View) -> list[Condition]:
    return [*conditions(view), quotes.c.speaker.is_not(None)]


def _told(view: View, least: int, only: bool, who: str, *, spread: bool) -> Subquery:
    """The speakers with their counts, whether each bears a name (1 or 0), and the ``spread`` of scores if asked."""
    labels = [
        func.sum(case((quotes.c.label == polarity, 1), else_=0)).label(polarity) for polarity in POLARITIES
    ]
    score = quotes.c.score
    counted = (
        select(
            quotes.c.speaker.label("id"),
            func.count().label("quotes"),
            func.sum(quotes.c.words).label("words"),
            func.avg(quotes.c.score).label("score"),
            *labels,
            *([(func.sum(score * score) / func.count()).label("squares")] if spread else []),
        )
        .select_from(quotes_placed)
        .where(
            *_attributed(view), *([quotes.c.speaker.in_(bindparam("only", expanding=True))] if only else [])
        )
        .group_by(quotes.c.speaker)
        .having(func.count() >= least)
        .subquery()
    )
    is_named = case((_is_named(counted.c.id, view), 1), else_=0) if who != "all" else literal(1)
    return select(counted, is_named.label("named")).offset(0).subquery()


def _is_named(speaker: ColumnElement[str], view: View) -> ColumnElement[bool]:
    """Whether an entity of the collection has this id: who is only described ("they") has none.

    Of two who speak together ("mira-sandoval-and-ion-vale") it is enough that the first bears a name.
    """
    first = func.substr(speaker, 1, _Position(speaker, _AND) - 1)
    together = and_(speaker.contains(_AND), _is_entity(first, view))
    return or_(_is_entity(speaker, view), together)


def _is_entity(name: ColumnElement[str], view: View) -> ColumnElement[bool]:
    holding = collection_articles.alias()
    return exists().where(
        entities.c.id == name,
        holding.c.reading == entities.c.reading,
        holding.c.collection == of_collection(view),
    )


class _Position(FunctionElement[int]):
    """Where the second text stands in the first, counted from 1; 0: nowhere."""

    type = Integer()
    name = "position_of"
    inherit_cache = True


@compiles(_Position)
def _instr(element: _Position, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(func.instr(*element.clauses), **options)


@compiles(_Position, "postgresql")
def _strpos(element: _Position, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(func.strpos(*element.clauses), **options)


def _ranks(told: Subquery, order: str) -> list[ColumnElement[Any]]:
    """What to order by: the look "rank", and what is alike by quotes and words."""
    columns = told.c
    ranks: Mapping[str, ColumnElement[Any]] = {
        "quotes": columns.quotes.desc(),
        "words": columns.words.desc(),
        "negative": columns.score.asc(),
        "positive": columns.score.desc(),
        "share": (columns.negative * 1.0 / columns.quotes).desc(),
        "neutral": (columns.neutral * 1.0 / columns.quotes).desc(),
        "praise": (columns.positive * 1.0 / columns.quotes).desc(),
        "name": columns.id.asc(),  # the id begins as the name does
    }
    if order == "sure":  # the square of the mean's standard error, which its interval follows
        ranks = {order: ((columns.squares - columns.score * columns.score) / columns.quotes).asc()}
    few = [case((columns.quotes <= FEW, 1), else_=0)] if order in _BY_TONE else []
    return [*few, ranks[order], columns.quotes.desc(), columns.words.desc(), columns.id]


def _means(connection: Connection, view: View, sizes: Mapping[str, int]) -> dict[str, MeanSentiment]:
    """The mean and interval of each speaker: of few quotes from their scores, of many from bins of them."""
    few = [speaker for speaker, size in sizes.items() if size <= _FEW_SCORES]
    many = [speaker for speaker, size in sizes.items() if size > _FEW_SCORES]
    means = {speaker: mean_interval(scores) for speaker, scores in _scores(connection, view, few).items()}
    binned = _binned(connection, view, many)
    return means | {
        speaker: binned_interval([score for score, _ in bins], [size for _, size in bins])
        for speaker, bins in binned.items()
    }


def _scores(connection: Connection, view: View, only: Collection[str]) -> defaultdict[str, list[float]]:
    """Speaker -> the score of each quote, in reading order, so that the interval is always the same."""
    scores: defaultdict[str, list[float]] = defaultdict(list)
    for speaker, score in ask(connection, _all_scores, view, only=only) if only else ():
        scores[speaker].append(score)
    return scores


def _all_scores(view: View) -> Select[Any, float]:
    return (
        select(quotes.c.speaker, quotes.c.score)
        .select_from(quotes_placed)
        .where(*_attributed(view), quotes.c.speaker.in_(bindparam("only", expanding=True)))
        .order_by(*reading_order)
    )


def _binned(
    connection: Connection, view: View, only: Collection[str]
) -> defaultdict[str, list[tuple[float, int]]]:
    """Speaker -> the mean score and the size of each bin, the lowest first."""
    bins: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for speaker, score, size in ask(connection, _all_bins, view, only=only) if only else ():
        bins[speaker].append((score, size))
    return bins


def _all_bins(view: View) -> Select[Any, Any, int]:
    bin_of = func.round(quotes.c.score * BINS)
    return (
        select(quotes.c.speaker, func.avg(quotes.c.score), func.count())
        .select_from(quotes_placed)
        .where(*_attributed(view), quotes.c.speaker.in_(bindparam("only", expanding=True)))
        .group_by(quotes.c.speaker, bin_of)
        .order_by(quotes.c.speaker, bin_of)
    )


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
        named=bool(row.named),
    )


def heard(connection: Connection, collection_id: str) -> list[tuple[int, str, int]]:
    """A number for each article, who speaks in it, and in how many quotes."""
    statement = (
        select(collection_articles.c.position, speakers.c.id, speakers.c.quotes)
        .join(speakers, speakers.c.reading == collection_articles.c.reading)
        .where(collection_articles.c.collection == collection_id)
        .order_by(collection_articles.c.position, speakers.c.position)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(statement)]
