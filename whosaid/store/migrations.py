"""What brings a database of an older version up to date, a step a version.

A step names the columns it needs itself, because ``tables`` goes on changing after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import JSON, Connection, Row, bindparam, column, func, select, table, text, update

VERSION: Final = 3
Step = Callable[[Connection], None]

_readings = table("readings", column("pk"), column("text"))
_quotes = table("quotes", column("pk"), column("reading"), column("rest", JSON), column("place"))
_entities = table("entities", column("pk"), column("reading"), column("id"))
_named = table("quote_entities", column("quote"), column("entity"), column("label"), column("score"))
_BATCH: Final = 1000


def _places_and_targets(connection: Connection) -> None:
    """1 to 2: where in its article a quote stands, and what it feels about whom, in columns of their own."""
    for statement in (
        "ALTER TABLE quotes ADD COLUMN place DOUBLE PRECISION",
        "ALTER TABLE quote_entities ADD COLUMN label VARCHAR(16)",
        "ALTER TABLE quote_entities ADD COLUMN score DOUBLE PRECISION",
    ):
        connection.execute(text(statement))
    placing = update(_quotes).where(_quotes.c.pk == bindparam("quote")).values(place=bindparam("at"))
    entity = select(_entities.c.pk).where(
        _entities.c.reading == bindparam("in_reading"), _entities.c.id == bindparam("of")
    )
    feeling = update(_named).where(
        _named.c.quote == bindparam("of_quote"), _named.c.entity == entity.scalar_subquery()
    )
    feeling = feeling.values(label=bindparam("felt"), score=bindparam("felt_score"))
    for rows in _batches(connection):
        connection.execute(placing, [{"quote": row.pk, "at": _place(row)} for row in rows])
        felt = [target for row in rows for target in _targets(row)]
        if felt:
            connection.execute(feeling, felt)


def _batches(connection: Connection) -> Iterator[list[Any]]:
    """Every quote with the length of its article's text, some at a time."""
    source = _quotes.join(_readings, _readings.c.pk == _quotes.c.reading)
    statement = select(
        _quotes.c.pk, _quotes.c.reading, _quotes.c.rest, func.length(_readings.c.text).label("length")
    ).select_from(source)
    last = -1
    while rows := list(
        connection.execute(statement.where(_quotes.c.pk > last).order_by(_quotes.c.pk).limit(_BATCH))
    ):
        yield rows
        last = rows[-1].pk


def _place(row: Row[Any]) -> float | None:
    spans = row.rest["spans"]
    return spans[0][0] / row.length if spans and row.length else None


def _targets(row: Row[Any]) -> list[dict[str, Any]]:
    return [
        {
            "of_quote": row.pk,
            "in_reading": row.reading,
            "of": about["entity"],
            "felt": about["label"],
            "felt_score": about["score"],
        }
        for about in row.rest["about"]
    ]


def _counted_index(connection: Connection) -> None:
    """2 to 3: an index that holds everything that the panels count by."""
    columns = "reading, speaker, label, kind, sense, confidence, score, words"
    connection.execute(text(f"CREATE INDEX ix_quotes_counted ON quotes ({columns})"))


STEPS: Final[Mapping[int, Step]] = {1: _places_and_targets, 2: _counted_index}
"""Version found -> what brings it to the next; a change of ``tables`` adds one and counts VERSION up."""
