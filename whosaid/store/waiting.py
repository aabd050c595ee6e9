"""Every SELECT that tells how far the queue is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, func, select

from whosaid.store.tables import queue, receipts
from whosaid.store.tasks import ASKING, DONE, OPEN, READING, WAITING, Batch, Question, Waiting

_columns = queue.c
_NAMES: Final = 20
_open = _columns.state.in_(OPEN)
# Every page asks these: they are put together once.
_QUESTIONS: Final = (
    select(_columns.pk, _columns.batch, _columns.name, _columns.outcome, _columns.replaces)
    .where(_columns.collection == bindparam("collection"), _columns.state == ASKING)
    .order_by(_columns.pk)
)
_BATCHES: Final = (
    select(
        _columns.batch,
        func.count().filter(_columns.parent.is_(None)).label("files"),
        func.count().filter(_open).label("left"),
        func.count().filter(_columns.state == DONE).label("parts_done"),
        func.count().filter(_columns.stopped, _open).label("stopped"),
    )
    .where(_columns.collection == bindparam("collection"))
    .group_by(_columns.batch)
    .having(func.count().filter(_open) > 0)
    .order_by(func.min(_columns.pk))
)
_FINISHED: Final = (
    select(receipts.c.batch, func.count(), func.sum(receipts.c.parts))
    .where(receipts.c.collection == bindparam("collection"), receipts.c.batch.is_not(None))
    .group_by(receipts.c.batch)
)


def questions(connection: Connection, collection_id: str) -> list[Question]:
    """The tables that wait until somebody says what their columns are."""
    return [
        Question(
            row.pk,
            row.batch,
            row.name,
            tuple(row.outcome["columns"]),
            row.outcome.get("found", {}),
            row.outcome.get("likely"),
            row.replaces is not None,
        )
        for row in connection.execute(_QUESTIONS, {"collection": collection_id})
    ]


def batches(connection: Connection, collection_id: str) -> list[Batch]:
    """How far each batch is of which anything waits or is being read."""
    rows = connection.execute(_BATCHES, {"collection": collection_id}).all()
    if not rows:
        return []
    finished = {
        batch: (int(count), int(parts))
        for batch, count, parts in connection.execute(_FINISHED, {"collection": collection_id})
    }
    return [_batch(row, *finished.get(row.batch, (0, 0)), _names(connection, row.batch)) for row in rows]


def _batch(row: Any, files_done: int, articles_done: int, names: Sequence[str]) -> Batch:
    done = articles_done + row.parts_done
    return Batch(
        row.batch,
        files=row.files + files_done,
        files_done=files_done,
        articles=row.left + done,
        articles_done=done,
        names=tuple(names),
        stopping=bool(row.stopped),
    )


def _names(connection: Connection, batch: str) -> Sequence[str]:
    statement = select(_columns.name).where(_columns.batch == batch, _columns.state == READING)
    return (
        connection.execute(statement.order_by(_columns.position, _columns.pk).limit(_NAMES)).scalars().all()
    )


def waiting(connection: Connection, batch: str, limit: int) -> list[Waiting]:
    """The files of a batch that are not done, and how far those are that were split."""
    part = queue.alias("part")
    counted = (
        select(
            part.c.parent,
            func.count().label("articles"),
            func.count().filter(part.c.state == DONE).label("done"),
        )
        .where(part.c.batch == batch, part.c.parent.is_not(None))
        .group_by(part.c.parent)
        .subquery()
    )
    statement = (
        select(_columns.name, _columns.state, counted.c.articles, counted.c.done)
        .outerjoin(counted, counted.c.parent == _columns.pk)
        .where(_columns.batch == batch, _columns.parent.is_(None))
        .order_by(_columns.state == ASKING, _columns.state == WAITING, _columns.position)
    )
    return [
        Waiting(row.name, row.state, row.articles or 0, row.done or 0)
        for row in connection.execute(statement.limit(limit))
    ]
