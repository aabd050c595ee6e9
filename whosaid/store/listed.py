"""The articles of a collection as a list to choose from, each with how many of its quotes a View leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, func, select

from whosaid.store.filters import conditions, placed, quotes_placed
from whosaid.store.queries import Count
from whosaid.store.rows import ArticleRow
from whosaid.store.tables import collection_articles, readings
from whosaid.view import View


def article_rows(count: Count, view: View, limit: int) -> list[ArticleRow]:
    """The articles with most quotes over the other filters, and those that are filtered by, in their order."""
    others = replace(view, articles=())
    found = count(articles_by_quotes, others, limit)
    missing = set(view.articles) - {row.id for _, row in found}
    if missing:
        found += count(articles_by_quotes, others, None, tuple(sorted(missing)))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def articles_by_quotes(
    connection: Connection, view: View, limit: int | None = None, only: Sequence[str] = ()
) -> list[tuple[int, ArticleRow]]:
    """Position and row of the articles with most of the quotes in view, of ``only`` these, or of all."""
    counts = (
        select(placed.reading, func.count().label("quotes"))
        .select_from(quotes_placed)
        .where(*conditions(view))
        .group_by(placed.reading)
        .subquery()
    )
    quoted = func.coalesce(counts.c.quotes, 0)
    statement = (
        select(*(placed[name] for name in ("reading", "article", "file", "position")), quoted.label("quotes"))
        .select_from(collection_articles)
        .outerjoin(counts, counts.c.reading == placed.reading)
        .where(placed.collection == view.collection)
    )
    if only:
        statement = statement.where(placed.article.in_(only))
    if limit is not None:
        statement = statement.order_by(quoted.desc(), placed.position).limit(limit)
    return _with_particulars(connection, statement)


def _with_particulars(connection: Connection, articles: Select[Any]) -> list[tuple[int, ArticleRow]]:
    """Position and row of each; the texts' table is read for these alone."""
    listed = articles.subquery()
    statement = (
        select(
            listed.c.position,
            listed.c.article,
            readings.c.title,
            listed.c.file,
            readings.c.date,
            readings.c.outlet,
            listed.c.quotes,
            readings.c.words,
        )
        .join(listed, listed.c.reading == readings.c.pk)
        .order_by(listed.c.position)
    )
    return [(position, ArticleRow(*rest)) for position, *rest in connection.execute(statement)]
