"""Every SELECT that tells how far the queue is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, func, select

from whosaid.store.tables import queue, receipts
from whosaid.store.tasks import ASKING, DONE, OPEN, READING, WAITING, Batch, Question, Waiting

_columns = queue.c
_NAMES: Final = 20


def questions(connection: Connection, collection_id: str) -> list[Question]:
    """The tables that wait until somebody says what their columns are."""
    asked = select(_columns.pk, _columns.batch, _columns.name, _columns.outcome).where(
        _columns.collection == collection_id, _columns.state == ASKING
    )
    return [
        Question(row.pk, row.batch, row.name, tuple(row.outcome["columns"]))
        for row in connection.execute(asked.order_by(_columns.pk))
    ]


def batches(connection: Connection, collection_id: str) -> list[Batch]:
    """How far each batch is of which anything waits or is being read."""
    ours = _columns.collection == collection_id
    open_rows = _columns.state.in_(OPEN)
    files = _columns.parent.is_(None)
    statement = (
        select(
            _columns.batch,
            func.count().filter(files).label("files"),
            func.count().filter(open_rows).label("left"),
            func.count().filter(_columns.state == DONE).label("parts_done"),
            func.count().filter(_columns.stopped, open_rows).label("stopped"),
        )
        .where(ours)
        .group_by(_columns.batch)
        .having(func.count().filter(open_rows) > 0)
        .order_by(func.min(_columns.pk))
    )
    done = select(receipts.c.batch, func.count(), func.sum(receipts.c.parts)).where(
        receipts.c.collection == collection_id, receipts.c.batch.is_not(None)
    )
    finished = {
        batch: (int(count), int(parts))
        for batch, count, parts in connection.execute(done.group_by(receipts.c.batch))
    }
    return [
        _batch(row, *finished.get(row.batch, (0, 0)), _names(connection, row.batch))
        for row in connection.execute(statement).all()
    ]


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
