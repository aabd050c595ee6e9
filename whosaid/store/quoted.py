"""The quotes themselves: a page of those that a View leaves, in an order and in groups, and the marked one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, select

from whosaid.store import search
from whosaid.store.filters import conditions, placed, quotes_placed
from whosaid.store.lookups import quote_of
from whosaid.store.queries import reading_order
from whosaid.store.rows import QuoteRow, ref
from whosaid.store.shapes import ask
from whosaid.store.tables import quotes, readings, speakers
from whosaid.view import View

_REF = re.compile(r"([0-9a-f]{12})\.(.+)")
_ORDERS: Mapping[str, tuple[ColumnElement[Any], ...]] = {
    "text": (),
    # Of a quote without a source nothing is sure or unsure.
    "unsure": (case((quotes.c.speaker.is_(None), 1), else_=0), quotes.c.confidence.asc()),
    "negative": (quotes.c.score.asc(),),
    "positive": (quotes.c.score.desc(),),
    "longest": (quotes.c.words.desc(),),
}
_GROUPS: Mapping[str, tuple[ColumnElement[Any], ...]] = {
    "none": (),
    "speaker": (
        case((quotes.c.speaker.is_(None), 1), else_=0),
        func.count().over(partition_by=quotes.c.speaker).desc(),
        quotes.c.speaker,
    ),
    "article": (placed.position.asc(),),
}


def quote_rows(
    connection: Connection, view: View, limit: int, offset: int, order: str, group: str
) -> list[QuoteRow]:
    """One page of the quotes that pass every filter; ``order`` and ``group`` are the looks of that name.

    In the order of the text, those that a search finds best come first.
    """
    found = ask(connection, _page, view, connection.dialect.name, limit, offset, order, group)
    return [_quote_row(row) for row in found]


def refs(connection: Connection, view: View) -> frozenset[str]:
    """``QuoteRow.ref`` of every quote that passes every filter: for one article, not for a collection."""
    return frozenset(ref(row.article, row.id) for row in ask(connection, _named, view))


def _named(view: View) -> Select[Any]:
    return select(placed.article, quotes.c.id).select_from(quotes_placed).where(*conditions(view))


def _page(view: View, dialect: str, limit: int, offset: int, order: str, group: str) -> Select[Any]:
    statement = _quote_statement().where(*conditions(view))
    ranks: tuple[ColumnElement[Any], ...] = ()
    if order == "text":
        statement, ranks = search.ranked(dialect, statement, view)
    statement = statement.order_by(*_GROUPS[group], *_ORDERS[order], *ranks, *reading_order)
    return statement.limit(limit).offset(offset)


def group_sizes(connection: Connection, view: View, group: str) -> dict[str | None, int]:
    """How many quotes that pass every filter a speaker (None: nobody named) or an article has."""
    value = placed.article if group == "article" else quotes.c.speaker
    statement = select(value, func.count()).select_from(quotes_placed).where(*conditions(view))
    return {row[0]: row[1] for row in connection.execute(statement.group_by(value))}


def find_quote(connection: Connection, view: View) -> QuoteRow | None:
    """The quote the view marks, whatever its filters; None where there is none."""
    reference = _REF.fullmatch(view.quote)
    quote_id = reference[2] if reference else view.quote
    found = [placed.collection == view.collection, quotes.c.id == quote_id]
    if reference:
        found.append(placed.article.startswith(reference[1], autoescape=True))
    elif view.article:
        found.append(placed.article == view.article)
    row = connection.execute(_quote_statement().where(*found).order_by(*reading_order).limit(1)).first()
    return _quote_row(row) if row else None


def rows_of(connection: Connection, collection_id: str, pks: Collection[int]) -> dict[int, QuoteRow]:
    """The quotes with these keys, as far as the collection has them."""
    found = [placed.collection == collection_id, quotes.c.pk.in_(pks)]
    return {row.pk: _quote_row(row) for row in connection.execute(_quote_statement().where(*found))}


@cache
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
