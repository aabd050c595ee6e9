"""SELECTs of the same quote in several articles: what may be one, and which sides of a comparison it is on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from sqlalchemy import Connection, func, select

from whosaid.store.filters import conditions, placed, quotes_placed
from whosaid.store.rows import Candidate
from whosaid.store.tables import quotes, readings
from whosaid.view import View

LONG_ENOUGH: Final = 6
"""Words; shorter quotes are alike by chance."""
_AT_ONCE: Final = 500


def state(connection: Connection, collection_id: str) -> str:
    """Something that changes with the articles of a collection or the way they were read."""
    columns = (func.count(), func.max(placed.reading), func.sum(placed.reading))
    row = connection.execute(select(*columns).where(placed.collection == collection_id)).one()
    return "-".join(str(value or 0) for value in row)


def candidates(connection: Connection, collection_id: str) -> Iterable[Candidate]:
    """The quotes of a collection that are long enough to be known again, in the order of the articles."""
    statement = (
        select(quotes.c.pk, quotes.c.reading, readings.c.outlet, quotes.c.folded)
        .select_from(quotes_placed.join(readings, readings.c.pk == quotes.c.reading))
        .where(placed.collection == collection_id, quotes.c.words >= LONG_ENOUGH)
        .order_by(placed.position, quotes.c.position)
    )
    for row in connection.execute(statement):
        yield Candidate(*row)


def sides_of(connection: Connection, views: Sequence[View], pks: Collection[int]) -> dict[int, list[int]]:
    """Quote -> the sides that it passes the filters of; those of no side are left out."""
    found: dict[int, list[int]] = defaultdict(list)
    ordered = sorted(pks)
    for side, view in enumerate(views):
        statement = select(quotes.c.pk).select_from(quotes_placed).where(*conditions(view))
        for start in range(0, len(ordered), _AT_ONCE):
            some = statement.where(quotes.c.pk.in_(ordered[start : start + _AT_ONCE]))
            for pk in connection.execute(some).scalars():
                found[pk].append(side)
    return dict(found)
