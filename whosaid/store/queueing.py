"""Every change of the queue: a row is put in, held, taken apart, finished, cancelled. Its counts are in ``waiting``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update

from whosaid import receipts as words
from whosaid.articles import Columns, Reading, Receipt, Unread
from whosaid.store import copying, lookups, writing
from whosaid.store.tables import queue, queue_bytes, receipts
from whosaid.store.tasks import ASKING, DONE, OPEN, READING, SPLIT, WAITING, Task, Upload

Choose = Callable[[Sequence[tuple[str, str]]], tuple[str, str] | None]
_columns = queue.c


def add(
    connection: Connection,
    collection_id: str,
    batch: str,
    uploads: Sequence[Upload],
    left_out: Sequence[Receipt],
) -> None:
    """Take in the files of a batch, and keep the receipts of those that were left out."""
    lookups.require_collection(connection, collection_id)
    for receipt in left_out:
        writing.add_receipt(connection, collection_id, receipt, batch)
    first = {"collection": collection_id, "batch": batch, "parent": None}
    _insert(connection, [{**first, "position": place} for place in range(len(uploads))], uploads)


def _insert(connection: Connection, rows: Sequence[dict[str, Any]], uploads: Sequence[Upload]) -> None:
    """Rows that wait, with their bytes."""
    named = [
        {
            **row,
            "name": upload.name,
            "columns": dict(upload.columns) if upload.columns else None,
            "replaces": upload.replaces,
            "insists": upload.insists,
            "state": WAITING,
            "tries": 0,
            "stopped": False,
        }
        for row, upload in zip(rows, uploads, strict=True)
    ]
    pks = writing.insert_rows(connection, queue, named)
    if pks:
        raw = [{"upload": pk, "raw": upload.data} for pk, upload in zip(pks, uploads, strict=True)]
        connection.execute(insert(queue_bytes), raw)


def claim(connection: Connection, holder: str, choose: Choose, now: float, seconds: float) -> Task | None:
    """Hold the next row that waits, or whose holder is gone, of the batch that ``choose`` names."""
    gone = and_(_columns.held_until < now, _columns.holder != holder)
    free = or_(_columns.state == WAITING, and_(_columns.state == READING, gone))
    batches = (
        select(_columns.collection, _columns.batch).where(free).group_by(_columns.collection, _columns.batch)
    )
    groups = connection.execute(batches.order_by(func.min(_columns.pk))).all()
    if not groups:
        return None
    chosen = choose([(row.collection, row.batch) for row in groups])
    if chosen is None:
        return None
    collection, batch = chosen
    statement = (
        select(queue, queue_bytes.c.raw)
        .join(queue_bytes, queue_bytes.c.upload == _columns.pk)
        .where(free, _columns.collection == collection, _columns.batch == batch)
        .order_by(_columns.position, _columns.pk)
        .limit(1)
        .with_for_update(skip_locked=True, of=queue)
    )
    row = connection.execute(statement).first()
    if row is None:
        return None
    if row.parent is None and row.tries:
        # What a reader that is gone has taken out of it so far is taken out anew.
        connection.execute(delete(queue).where(_columns.parent == row.pk))
        connection.execute(update(queue).where(_columns.pk == row.pk).values(outcome=None))
    held = {"state": READING, "holder": holder, "held_until": now + seconds, "tries": row.tries + 1}
    connection.execute(update(queue).where(_columns.pk == row.pk).values(held))
    upload = Upload(row.name, bytes(row.raw), row.columns, row.replaces, bool(row.insists))
    return Task(row.pk, holder, collection, batch, upload, row.tries + 1, row.parent)


def held(task: Task) -> ColumnElement[bool]:
    """The row of a task, if it is still held as the task says."""
    return and_(_columns.pk == task.pk, _columns.holder == task.holder, _columns.state == READING)


def _holds(connection: Connection, task: Task) -> bool:
    """Whether the row is still held as the task says; nobody else changes it until the transaction ends."""
    return connection.execute(select(_columns.pk).where(held(task)).with_for_update()).first() is not None


def finish(connection: Connection, task: Task, receipt: Receipt, reading: Reading | None) -> bool:
    """Keep the reading and the receipt, and take the row out; False: it is not held any more."""
    if not _holds(connection, task):
        return False
    if reading:
        writing.save(connection, task.collection, reading, task.upload.data, task.upload.name)
    if receipt.unread:
        writing.keep_bytes(connection, task.upload.data)
    if task.upload.replaces and receipt.article and receipt.status in ("read", "known"):
        writing.take_place(connection, task.collection, task.upload.replaces, receipt.article)
    receipt = copying.told(connection, task.collection, receipt, part=task.parent is not None)
    if task.parent is None:
        writing.add_receipt(connection, task.collection, receipt, task.batch)
        connection.execute(delete(queue).where(_columns.pk == task.pk))
    else:
        _part_done(connection, task.pk, receipt)
        _settle(connection, task.parent)
    return True


def _part_done(connection: Connection, pk: int, receipt: Receipt) -> None:
    values = {"state": DONE, "holder": None, "outcome": asdict(receipt)}
    connection.execute(update(queue).where(_columns.pk == pk).values(values))
    connection.execute(delete(queue_bytes).where(queue_bytes.c.upload == pk))


def _settle(connection: Connection, parent: int) -> None:
    """Once no article of a file is left to read, its receipt takes the place of its rows."""
    row = connection.execute(select(queue).where(_columns.pk == parent).with_for_update()).first()
    left = select(_columns.pk).where(_columns.parent == parent, _columns.state.in_(OPEN)).limit(1)
    if row is None or row.state != SPLIT or connection.execute(left).first():
        return
    parts = select(_columns.outcome).where(_columns.parent == parent).order_by(_columns.pk)
    outcomes = [_receipt(outcome) for outcome in connection.execute(parts).scalars()]
    kept = row.outcome or {}
    columns = lookups.columns(kept) if "table" in kept else None
    told = words.of_parts(row.name, outcomes, columns, apart=kept.get("apart", 0))
    writing.add_receipt(connection, row.collection, told, row.batch)
    connection.execute(delete(queue).where(_columns.pk == parent))
    if row.replaces:  # a table that was read again, by what a person said of its columns
        writing.forget_file(connection, row.replaces)


def add_parts(connection: Connection, task: Task, parts: Sequence[Upload | Receipt | Columns]) -> bool:
    """Queue articles of a file; a receipt stands for one that is done with, columns are kept for its own receipt."""
    row = connection.execute(select(queue).where(held(task)).with_for_update()).first()
    if row is None or row.stopped:
        return False
    child = {
        "collection": row.collection,
        "batch": row.batch,
        "parent": row.pk,
        "position": row.position,
    }
    apart = (row.outcome or {}).get("apart", 0)
    for part in parts:
        if isinstance(part, Receipt):
            name = {"name": part.file, "state": DONE, "tries": 0, "stopped": False, "outcome": asdict(part)}
            connection.execute(insert(queue).values(**child, **name))
        elif isinstance(part, Columns):
            writing.keep_bytes(connection, task.upload.data)
            connection.execute(update(queue).where(_columns.pk == row.pk).values(outcome=asdict(part)))
        elif part.apart:
            apart += 1
            _stand_apart(connection, child, part)
        else:
            _insert(connection, [child], [part])
    if apart:
        connection.execute(update(queue).where(_columns.pk == row.pk).values(outcome={"apart": apart}))
    return True


def _stand_apart(connection: Connection, child: Mapping[str, Any], table: Upload) -> None:
    """Queue a table of an archive as a file of its own, unless it is there: the archive may be opened once more.

    Shortened names of two tables may be the same, so their bytes count as well; one whose bytes are gone was read.
    """
    this = and_(_columns.batch == child["batch"], _columns.parent.is_(None), _columns.name == table.name)
    same = or_(queue_bytes.c.raw == table.data, queue_bytes.c.raw.is_(None))
    there = select(_columns.pk).outerjoin(queue_bytes, queue_bytes.c.upload == _columns.pk).where(this, same)
    if connection.execute(there.limit(1)).first() is None:
        _insert(connection, [{**child, "parent": None}], [table])


def close_parts(connection: Connection, task: Task) -> None:
    """No more articles of the file will come."""
    change = update(queue).where(held(task)).values(state=SPLIT, holder=None)
    if connection.execute(change).rowcount:
        connection.execute(delete(queue_bytes).where(queue_bytes.c.upload == task.pk))
        _settle(connection, task.pk)


def answer(connection: Connection, collection_id: str, pk: int, columns: Mapping[str, str] | None) -> bool:
    """Let a table that waits for an answer be read, or leave it out; False: it does not wait any more."""
    this = and_(_columns.collection == collection_id, _columns.pk == pk, _columns.state == ASKING)
    row = connection.execute(select(queue).where(this).with_for_update()).first()
    if row is None:
        return False
    if columns is None:
        writing.add_receipt(connection, collection_id, _receipt(row.outcome["receipt"]), row.batch)
        connection.execute(delete(queue).where(this))
    else:
        values = {"state": WAITING, "tries": 0, "columns": dict(columns), "outcome": None}
        connection.execute(update(queue).where(this).values(values))
    return True


def question(columns: Columns, otherwise: Receipt) -> dict[str, Any]:
    """What is kept of a table that waits for an answer."""
    return {
        "columns": list(columns.names),
        "found": dict(columns.found),
        "likely": columns.likely,
        "receipt": asdict(otherwise),
    }


def ask_again(connection: Connection, collection_id: str, batch: str, table: str) -> bool:
    """Let a table that was read wait for an answer in the place of its receipt; False: it has none any more."""
    lookups.require_collection(connection, collection_id, lock=True)
    kept = select(receipts).where(receipts.c.collection == collection_id, receipts.c.columns.is_not(None))
    found = [row for row in connection.execute(kept) if row.columns["table"] == table]
    if not found:
        return False
    receipt = lookups.receipt(found[-1])
    assert receipt.columns  # noqa: S101  for mypy
    upload = Upload(receipt.file, lookups.bytes_of(connection, table), replaces=table)
    add(connection, collection_id, batch, [upload], ())
    asked = {"state": ASKING, "outcome": question(receipt.columns, receipt)}
    connection.execute(update(queue).where(_columns.batch == batch).values(asked))
    connection.execute(delete(receipts).where(receipts.c.pk == found[-1].pk))
    return True


def insist(connection: Connection, collection_id: str, batch: str, article_id: str) -> bool:
    """Queue an article that a receipt says is left unread, with the others of its file, to be read all the same.

    The receipt says no longer that they are. False: no receipt says so, or not any more.
    """
    lookups.require_collection(connection, collection_id, lock=True)
    kept = select(receipts).where(receipts.c.collection == collection_id, receipts.c.unread.is_not(None))
    for row in connection.execute(kept).all():
        ids = [one["article"] for one in row.unread]
        if article_id in ids:
            break
    else:
        return False
    raw = {one: lookups.bytes_of(connection, one) for one in ids}
    uploads = [Upload(one["name"], raw[one["article"]], insists=True) for one in row.unread]
    add(connection, collection_id, batch, uploads, ())
    this = receipts.c.pk == row.pk
    if row.parts == 1:  # what becomes of it now has a receipt of its own
        connection.execute(delete(receipts).where(this))
    else:
        connection.execute(update(receipts).where(this).values(unread=None))
    return True


def _receipt(kept: Mapping[str, Any]) -> Receipt:
    unread = tuple(Unread(**one) for one in kept.get("unread", ()))
    columns = lookups.columns(kept.get("columns"))
    return Receipt(**{**kept, "notices": tuple(kept["notices"]), "unread": unread, "columns": columns})


def cancel(connection: Connection, batch: str) -> None:
    """Take out what waits or asks, with a receipt for each file."""
    waits = (
        select(queue).where(_columns.batch == batch, _columns.state.in_((WAITING, ASKING))).with_for_update()
    )
    rows = connection.execute(waits.order_by(_columns.position, _columns.pk)).all()
    for row in rows:
        receipt = words.cancelled(row.name)
        if row.parent is None:
            writing.add_receipt(connection, row.collection, receipt, batch)
            connection.execute(delete(queue).where(_columns.pk == row.pk))
        else:
            _part_done(connection, row.pk, receipt)
    being_read = and_(_columns.batch == batch, _columns.state == READING)
    connection.execute(update(queue).where(being_read).values(stopped=True))
    for parent in {row.parent for row in rows if row.parent is not None}:
        _settle(connection, parent)
