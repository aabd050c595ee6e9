"""The articles of a collection as a list to choose from, each with how many of its quotes a View leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, select

from whosaid.store import search
from whosaid.store.filters import conditions, placed, quotes_placed
from whosaid.store.queries import Count
from whosaid.store.rows import ArticleRow
from whosaid.store.shapes import ask, of_collection
from whosaid.store.tables import collection_articles, copies, readings
from whosaid.view import View

_UNMATCHED: Final = 1_000_000.0  # behind every match, of which the best has the lowest rank


def article_rows(count: Count, view: View, limit: int) -> list[ArticleRow]:
    """The articles with most quotes over the other filters, and those that are filtered by, in their order.

    Where whole articles are searched, those that match best, the best first.
    """
    others = replace(view, articles=())
    found = count(articles_by_quotes, others, limit)
    missing = set(view.articles) - {row.id for _, row in found}
    if missing:
        found += count(articles_by_quotes, others, None, tuple(sorted(missing)))
    return together(found)


def together(found: Iterable[tuple[float, ArticleRow]]) -> list[ArticleRow]:
    """The rows in the order of their positions, each copy after what it is a copy of if that is among them."""
    pairs = list(found)
    positions = {row.id: position for position, row in pairs}

    def order(pair: tuple[float, ArticleRow]) -> tuple[float, bool, float]:
        position, row = pair
        of = row.copy_of if row.copy_of in positions else row.id
        return positions[of or row.id], of != row.id, position

    return [row for _, row in sorted(pairs, key=order)]


def articles_by_quotes(
    connection: Connection, view: View, limit: int | None = None, only: Sequence[str] = ()
) -> list[tuple[float, ArticleRow]]:
    """Position and row of the articles with most of the quotes in view, of ``only`` these, or of all.

    Each is counted as if it were chosen alone, so that a copy has its quotes as well.
    """
    found = ask(connection, _by_quotes, view, connection.dialect.name, limit, bool(only), only=only)
    return [(row.position, ArticleRow(*tuple(row)[1:])) for row in found]


def _by_quotes(view: View, dialect: str, limit: int | None, only: bool) -> Select[Any]:
    counts = (
        select(placed.reading, func.count().label("quotes"))
        .select_from(quotes_placed)
        .where(*conditions(view.counting_copies(each=True)))
        .group_by(placed.reading)
        .subquery()
    )
    quoted = func.coalesce(counts.c.quotes, 0)
    matches = search.ranks(dialect, view) if view.search_in else None
    source = collection_articles.outerjoin(counts, counts.c.reading == placed.reading)
    position: ColumnElement[Any] = placed.position
    if matches is not None:
        source = source.outerjoin(matches, matches.c.pk == placed.reading)
        position = func.coalesce(matches.c.rank, _UNMATCHED + position)
    statement = (
        select(
            placed.reading, placed.article, placed.file, position.label("position"), quoted.label("quotes")
        )
        .select_from(source)
        .where(placed.collection == of_collection(view))
    )
    if only:
        statement = statement.where(placed.article.in_(bindparam("only", expanding=True)))
    if limit is not None:
        most = () if matches is not None else (quoted.desc(),)
        statement = statement.order_by(*most, position, placed.position).limit(limit)
    return _with_particulars(view, statement)


def _with_particulars(view: View, articles: Select[Any]) -> Select[Any]:
    """Position and particulars of each; the texts' table is read for these alone."""
    listed = articles.subquery()
    ours = copies.c.collection == of_collection(view)
    of_it = (ours, copies.c.article == listed.c.article, copies.c.turn > 0)
    return (
        select(
            listed.c.position,
            listed.c.article,
            readings.c.title,
            listed.c.file,
            readings.c.date,
            readings.c.outlet,
            listed.c.quotes,
            readings.c.words,
            copies.c.story,
        )
        .join(listed, listed.c.reading == readings.c.pk)
        .outerjoin(copies, and_(*of_it))
        .order_by(listed.c.position)
    )
