"""SELECTs of Compare: sides, each a View, by speaker, kind, name and tone, with what differs by more than chance.

The database adds up per article, and the articles per row, so that what comes out is a line a row and
side however many quotes there are; ``whosaid.differences`` makes intervals of these sums.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Connection,
    FromClause,
    Row,
    and_,
    distinct,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)

from whosaid.articles import QUOTE_KINDS, SPEAKER_KINDS
from whosaid.store.contrasts import called, naming, ranked, share, tone
from whosaid.store.filters import (
    Condition,
    article_conditions,
    conditions,
    filters_quotes,
    placed,
    quotes_placed,
)
from whosaid.store.queries import best
from whosaid.store.rows import Contrast, Contrasts, SideTotals
from whosaid.store.tables import collection_articles, entities, quote_entities, quotes, speakers
from whosaid.view import UNATTRIBUTED, View

MOST_ROWS: Final = 100
"""As many rows are looked at, those with most quotes or words: chosen before it is known whether they differ."""
_NAMES: Final = ("PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT")

_by_kind = quotes_placed.outerjoin(
    speakers, and_(speakers.c.reading == quotes.c.reading, speakers.c.id == quotes.c.speaker)
)
_named = quotes_placed.join(quote_entities, quote_entities.c.quote == quotes.c.pk).join(
    entities, entities.c.pk == quote_entities.c.entity
)


@dataclass(frozen=True, slots=True)
class _Shares:
    """What is shared out: quotes by whom or what (``key``), counted or by their words."""

    key: ColumnElement[Any]
    source: FromClause
    words: bool
    values: tuple[str, ...] = ()


_SHARES: Final[Mapping[str, _Shares]] = {
    "speakers": _Shares(quotes.c.speaker, quotes_placed, words=False),
    "voices": _Shares(quotes.c.speaker, quotes_placed, words=True),
    "speaker_kinds": _Shares(speakers.c.kind, _by_kind, words=True, values=(*SPEAKER_KINDS, UNATTRIBUTED)),
    "kinds": _Shares(quotes.c.kind, quotes_placed, words=True, values=QUOTE_KINDS),
}


def side_totals(connection: Connection, views: Sequence[View]) -> list[SideTotals]:
    """How much each side has."""
    columns = (
        func.count().label("quotes"),
        func.coalesce(func.sum(quotes.c.words), 0).label("words"),
        func.count(distinct(quotes.c.speaker)).label("speakers"),
        func.count(distinct(quotes.c.reading)).label("articles"),
    )
    statement = select(*columns).select_from(quotes_placed)
    rows = [connection.execute(statement.where(*conditions(view))).one() for view in views]
    return [SideTotals(row.quotes, int(row.words), row.speakers, row.articles) for row in rows]


def contrasts(connection: Connection, views: Sequence[View], of: str, order: str) -> Contrasts:
    """The rows of one panel of Compare; see ``Store.contrasts``."""
    if of == "names":
        return names(connection, views, order)
    if of in ("tone", "toward"):
        return tones(connection, views, of, order)
    return shares(connection, views, of, order)


def shares(connection: Connection, views: Sequence[View], of: str, order: str) -> Contrasts:
    """Who has which share of a side's quotes ("speakers") or words ("voices", "speaker_kinds", "kinds")."""
    asked = _SHARES[of]
    lines = _by_article(views, asked.key, asked.source)
    statement = _share_sums(lines, lines.c.words if asked.words else lines.c.quotes)
    sums = connection.execute(statement).all()
    sides = {row.side: row for row in sums if row.articles}
    found = _gathered((row for row in sums if not row.articles), len(views))
    contrasts = [share(row, sides, parts) for row, parts in found.items()]
    named = {} if asked.values else _speakers_named(connection, views, found)
    kept = [each for each in contrasts if not asked.values or each.id in asked.values]
    return _counted(ranked([called(each, named) for each in kept], order), sums)


def _share_sums(lines: CTE, counted: ColumnElement[int]) -> CompoundSelect[Any]:
    """The sums of each row on each side; and those of each whole side, which have ``articles`` and x as their y."""
    whole = (
        select(
            lines.c.side,
            lines.c.reading,
            func.sum(counted).label("x"),
            func.sum(lines.c.quotes).label("quotes"),
        )
        .group_by(lines.c.side, lines.c.reading)
        .cte("whole")
    )
    sums = {
        "quotes": lines.c.quotes,
        "words": lines.c.words,
        "y": counted,
        "yy": counted * counted,
        "xy": counted * whole.c.x,
    }
    added = [func.sum(column).label(name) for name, column in sums.items()]
    rows = (
        select(lines.c.side, lines.c.id, literal_column("0").label("articles"), *added, _number(lines))
        .join(whole, and_(whole.c.side == lines.c.side, whole.c.reading == lines.c.reading))
        .where(or_(lines.c.id.is_(None), lines.c.id.in_(_most(lines, counted))))
        .group_by(lines.c.side, lines.c.id)
    )
    x: ColumnElement[int] = whole.c.x
    zero: ColumnElement[int] = literal_column("0")
    wholes = (func.count(), func.sum(whole.c.quotes), zero, func.sum(x), func.sum(x * x), zero)
    every = select(whole.c.side, null(), *wholes, _number(lines)).group_by(whole.c.side)
    return union_all(rows, every)


def tones(connection: Connection, views: Sequence[View], of: str, order: str) -> Contrasts:
    """The mean tone of each side: of all quotes first, then of those whom both sides quote ("tone").

    ``of`` "toward": the tone of quotes toward those whom they name, without a row of all, in which a quote that
    names two would count twice.
    """
    toward = of == "toward"
    key = entities.c.id if toward else quotes.c.speaker
    score = quote_entities.c.score if toward else quotes.c.score
    source, more = (_named, [score.is_not(None)]) if toward else (quotes_placed, [])
    lines = _by_article(views, key, source, score, more)
    sums = connection.execute(_score_sums(lines)).all()
    found = _gathered(sums, len(views))
    all_quotes = found.pop(UNATTRIBUTED, [])  # the lines without an id
    rows = [tone(row, parts) for row, parts in found.items()]
    named = (_entities_named if toward else _speakers_named)(connection, views, found)
    every = [] if toward else [_all_tones(all_quotes)]
    return _counted([*every, *ranked([called(row, named) for row in rows], order)], sums)


def _score_sums(lines: CTE) -> CompoundSelect[Any]:
    """The sums of each row that two sides have, and, without an id, those of each whole side."""
    two_sides = func.count(distinct(lines.c.side)) > 1
    both = _most(lines, lines.c.quotes).having(two_sides)
    number = _number(select(lines.c.id).group_by(lines.c.id).having(two_sides).subquery())
    shared = select(lines.c.side, lines.c.id, *_scores(lines), number).where(lines.c.id.in_(both))
    sums = [func.sum(lines.c[name]).label(name) for name in ("quotes", "words", "score", "square")]
    whole = select(lines.c.side, lines.c.reading, *sums).group_by(lines.c.side, lines.c.reading).cte("whole")
    every = select(whole.c.side, null(), *_scores(whole), number).group_by(whole.c.side)
    return union_all(shared.group_by(lines.c.side, lines.c.id), every)


def names(connection: Connection, views: Sequence[View], order: str) -> Contrasts:
    """Which names stand in how many of each side's articles (of its quotes, where those are filtered)."""
    lines = union_all(*(_naming(side, view) for side, view in enumerate(views))).cte("naming")
    most = select(lines.c.id).group_by(lines.c.id).order_by(func.sum(lines.c.articles).desc(), lines.c.id)
    statement = select(lines, _number(lines)).where(lines.c.id.in_(most.limit(2 * MOST_ROWS)))
    sums = connection.execute(statement).all()
    found = _gathered(sums, len(views))
    whole = [_articles(connection, view) for view in views]
    named = _entities_named(connection, views, found)
    rows = [called(naming(row, parts, whole), named) for row, parts in found.items()]
    return _counted(ranked(rows, order), sums)


def _by_article(
    views: Sequence[View],
    key: ColumnElement[Any],
    source: FromClause,
    score: ColumnElement[float] = quotes.c.score,
    more: Sequence[Condition] = (),
) -> CTE:
    """A line for each side, article and value of ``key``: quotes, words, and the sums of their scores."""
    each = [
        select(
            literal_column(str(side)).label("side"),
            quotes.c.reading,
            key.label("id"),
            func.count().label("quotes"),
            func.sum(quotes.c.words).label("words"),
            func.sum(score).label("score"),
            func.sum(score * score).label("square"),
        )
        .select_from(source)
        .where(*conditions(view), *more)
        .group_by(quotes.c.reading, key)
        for side, view in enumerate(views)
    ]
    return union_all(*each).cte("by_article")


def _most(lines: CTE, counted: ColumnElement[int]) -> Any:
    """The ids with most quotes, or most words, on all sides together."""
    statement = select(lines.c.id).where(lines.c.id.is_not(None)).group_by(lines.c.id)
    return statement.order_by(func.sum(counted).desc(), lines.c.id).limit(MOST_ROWS)


def _number(lines: FromClause) -> ColumnElement[int]:
    """How many ids there are, as a column: with the rows it costs no pass of its own over the quotes."""
    return select(func.count(distinct(lines.c.id))).scalar_subquery().label("every")


def _counted(rows: Sequence[Contrast], sums: Sequence[Row[Any]]) -> Contrasts:
    return Contrasts(tuple(rows), sums[0].every if sums else 0)


def _scores(lines: CTE) -> list[ColumnElement[Any]]:
    """Quotes, words, and over the articles the sums that a mean is made of."""
    count, score = lines.c.quotes, lines.c.score
    return [
        func.count().label("articles"),
        func.sum(count).label("quotes"),
        func.sum(lines.c.words).label("words"),
        func.sum(score).label("y"),
        func.sum(score * score).label("yy"),
        func.sum(count * score).label("xy"),
        func.sum(count * count).label("xx"),
        func.sum(lines.c.square).label("square"),
    ]


def _gathered(rows: Iterable[Row[Any]], sides: int) -> dict[str, list[Row[Any] | None]]:
    """Id -> its line on each side."""
    found: dict[str, list[Row[Any] | None]] = {}
    for row in rows:
        found.setdefault(row.id or UNATTRIBUTED, [None] * sides)[row.side] = row
    return found


def _all_tones(parts: Sequence[Row[Any] | None]) -> Contrast:
    """The row of all quotes, whoever speaks; it is one question, and pays for no other rows."""
    every = tone("", parts)
    return replace(every, chance=every.difference.p if every.difference else None)


def articles_naming(connection: Connection, view: View, entity: str) -> list[str]:
    """The articles that a name is counted in."""
    source, _, found = _where_named(view)
    statement = select(placed.article).distinct().select_from(source)
    return list(connection.execute(statement.where(*found, entities.c.id == entity)).scalars())


def _where_named(view: View) -> tuple[FromClause, ColumnElement[int], list[Condition]]:
    """Where names are counted: whole articles, or the quotes that pass where quotes are filtered."""
    if filters_quotes(view):
        return _named, quote_entities.c.mentions, conditions(view)
    source = entities.join(collection_articles, placed.reading == entities.c.reading)
    return source, entities.c.count, article_conditions(view)


def _naming(side: int, view: View) -> Any:
    """Each name with the number of articles and of mentions on one side."""
    source, mentions, found = _where_named(view)
    columns: tuple[ColumnElement[Any], ...] = (
        literal_column(str(side)).label("side"),
        entities.c.id,
        func.count(distinct(placed.reading)).label("articles"),
        func.sum(mentions).label("mentions"),
    )
    statement = select(*columns).select_from(source)
    return statement.where(*found, entities.c.label.in_(view.labels or _NAMES)).group_by(entities.c.id)


def _articles(connection: Connection, view: View) -> int:
    """The articles of a side: those of its quotes where quotes are filtered."""
    quoted = filters_quotes(view)
    source: FromClause = quotes_placed if quoted else collection_articles
    found = conditions(view) if quoted else article_conditions(view)
    statement = select(func.count(distinct(placed.reading))).select_from(source).where(*found)
    return connection.execute(statement).scalar_one()


def _speakers_named(
    connection: Connection, views: Sequence[View], ids: Collection[str]
) -> Mapping[str, tuple[str, Any]]:
    return best(connection, views[0].collection, list(ids), speakers, speakers.c.kind, speakers.c.quotes)


def _entities_named(
    connection: Connection, views: Sequence[View], ids: Collection[str]
) -> Mapping[str, tuple[str, Any]]:
    return best(connection, views[0].collection, list(ids), entities, entities.c.label, entities.c.count)
