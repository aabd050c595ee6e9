"""SELECTs that answer a View: the totals and the names; the other panels are in ``tones`` and ``panels``.

Each panel counts over the other filters, so that its own choice does not empty it. Nothing
is written here, and nothing is loaded that is not shown: the database counts. The quotes are
in ``quoted``; what reads back a whole article, a collection or its receipts is in ``lookups``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Protocol, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    bindparam,
    distinct,
    func,
    select,
)

from whosaid.articles import FIGURES
from whosaid.store.filters import (
    Condition,
    article_conditions,
    conditions,
    counted_entities,
    filters_quotes,
    placed,
    quotes_placed,
)
from whosaid.store.rows import EntityCount, Totals
from whosaid.store.shapes import ask, of_collection
from whosaid.store.tables import (
    collection_articles,
    entities,
    fold,
    quotes,
    speakers,
)
from whosaid.view import View

T = TypeVar("T")

reading_order = (placed.position, quotes.c.position)


class Count(Protocol):
    """Asks the database, or remembers what it has answered: calls ``act`` with a connection, the view and ``how``."""

    def __call__(self, act: Callable[..., T], view: View, *how: Hashable) -> T: ...  # noqa: D102


def totals(count: Count, view: View) -> Totals:
    """How much of the collection the view shows."""
    whole = View(collection=view.collection, copies=view.copies)
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
    return ask(connection, _quote_totals, view).one()


def _quote_totals(view: View) -> Select[int, int, int]:
    statement = select(
        func.count().label("quotes"),
        func.count(distinct(quotes.c.speaker)).label("speakers"),
        func.count(distinct(placed.article)).label("articles"),
    )
    return statement.select_from(quotes_placed).where(*conditions(view))


def unattributed(connection: Connection, view: View) -> int:
    """The quotes that pass and have no source."""
    return ask(connection, _unattributed, view).scalar_one()


def _unattributed(view: View) -> Select[int]:
    statement = select(func.count()).select_from(quotes_placed)
    return statement.where(*conditions(view), quotes.c.speaker.is_(None))


def articles_in_view(connection: Connection, view: View) -> int:
    """The articles that pass the filters on articles."""
    return ask(connection, _articles_in_view, view).scalar_one()


def _articles_in_view(view: View) -> Select[int]:
    return select(func.count()).select_from(collection_articles).where(*article_conditions(view))


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
    rows = ask(connection, _most_named, view, limit, search, by, who, bool(only), only=only).all()
    ids = [row.id for row in rows]
    named = best(connection, view.collection, ids, entities, entities.c.label, entities.c.count)
    speaking = best(connection, view.collection, ids, speakers, speakers.c.kind, speakers.c.quotes)
    return [
        EntityCount(row.id, *named[row.id], int(row.mentions), row.articles, row.id in speaking)
        for row in rows
    ]


def _most_named(view: View, limit: int | None, search: str, by: str, who: str, only: bool) -> Select[Any]:
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
        speaks = entities.c.id.in_(_speaking(view))
        statement = statement.where(speaks if who == "speaking" else ~speaks)
    if search:
        statement = statement.where(entities.c.folded.contains(fold(search), autoescape=True))
    if only:
        statement = statement.where(entities.c.id.in_(bindparam("only", expanding=True)))
    return statement.limit(limit)


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
    given = {"collection": collection_id, "ids": list(ids)}
    return {row[0]: (row[1], row[2]) for row in connection.execute(_best(table, trait, weight), given)}


@cache
def _best(table: Table, trait: ColumnElement[str], weight: ColumnElement[int]) -> Select[Any]:
    # OFFSET keeps the database from going through the whole collection for these few.
    few = (
        select(table.c.id, table.c.name, trait.label("trait"), weight.label("weight"), table.c.reading)
        .where(table.c.id.in_(bindparam("ids", expanding=True)))
        .offset(0)
        .subquery()
    )
    return (
        select(few.c.id, few.c.name, few.c.trait)
        .join(collection_articles, placed.reading == few.c.reading)
        .where(placed.collection == bindparam("collection"))
        .group_by(few.c.id, few.c.name, few.c.trait)
        .order_by(func.sum(few.c.weight), few.c.name.desc(), few.c.trait)
    )


def _speaking(view: View) -> Select[tuple[str]]:
    """Everybody who speaks in the view's collection."""
    statement = select(quotes.c.speaker).distinct().select_from(quotes_placed)
    return statement.where(placed.collection == of_collection(view), quotes.c.speaker.is_not(None))
