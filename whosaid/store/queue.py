"""The queue: files that were taken in and wait for their turn, what is being read, what became of parts.

A row of ``queue`` is a file of a batch, or one article of a file that holds many (its ``parent``).
Its bytes stand in ``queue_bytes``, so that a change of state does not write them again. Whoever reads a row
holds it by name for some seconds, and renews that: a row whose holder is gone is taken up by the next. A row
leaves with its receipt, in the transaction that keeps its reading, so that nothing is lost or told twice.
Whose turn it is decides ``whosaid.ingest``; how it is read is not known here. SQL is in ``queueing`` and
``waiting``.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from sqlalchemy import and_, select, update

from whosaid.articles import Columns, Reading, Receipt
from whosaid.store import lookups, queueing, waiting
from whosaid.store.database import Database
from whosaid.store.queueing import Choose
from whosaid.store.tables import queue
from whosaid.store.tasks import ASKING, OPEN, READING, WAITING, Batch, Question, Task, Upload, Waiting

_columns = queue.c


class Queue:
    """The door to the queue; every method is one short transaction and raises ``StoreError`` or ``NotFound``."""

    def __init__(self, database: Database) -> None:
        """The queue of a database."""
        self._database = database

    def add(
        self, collection_id: str, batch: str, uploads: Sequence[Upload], left_out: Sequence[Receipt] = ()
    ) -> None:
        """Take in the files of a batch, and keep the receipts of those that were left out."""
        self._database.write(lambda conn: queueing.add(conn, collection_id, batch, uploads, left_out))

    def claim(self, holder: str, choose: Choose, seconds: float) -> Task | None:
        """The next row to read, held for so many seconds; None: nothing is to be had.

        ``choose`` is asked which batch's turn it is, among (collection, batch); it may say None.
        """
        return self._database.write(lambda conn: queueing.claim(conn, holder, choose, time.time(), seconds))

    def renew(self, holder: str, seconds: float) -> None:
        """Hold what one holds for so many seconds from now."""
        ours = and_(_columns.holder == holder, _columns.state == READING)
        change = update(queue).where(ours).values(held_until=time.time() + seconds)
        self._database.write(lambda conn: conn.execute(change))

    def put_back(self, task: Task, *, counted: bool = True) -> None:
        """Let it be begun once more; ``counted``: this time counts as a try."""
        values = {"state": WAITING, "holder": None, "tries": task.tries if counted else task.tries - 1}
        change = update(queue).where(queueing.held(task)).values(values)
        self._database.write(lambda conn: conn.execute(change))

    def release(self, holder: str) -> None:
        """Put back all that one holds as if it had not been begun: for the end of a server."""
        ours = and_(_columns.holder == holder, _columns.state == READING)
        change = update(queue).where(ours)
        values = {"state": WAITING, "holder": None, "tries": _columns.tries - 1}
        self._database.write(lambda conn: conn.execute(change.values(values)))

    def finish(self, task: Task, receipt: Receipt, reading: Reading | None = None) -> bool:
        """Keep the reading and the receipt, and take the row out; False: somebody else holds it by now."""
        return self._database.write(lambda conn: queueing.finish(conn, task, receipt, reading))

    def add_parts(self, task: Task, parts: Sequence[Upload | Receipt | Columns]) -> bool:
        """Queue the articles of a file that holds many; a receipt stands for one that cannot be read.

        The columns of a table are kept for its receipt.

        False: the batch was cancelled or somebody else holds the file, and nothing was added.
        """
        return self._database.write(lambda conn: queueing.add_parts(conn, task, parts))

    def close_parts(self, task: Task) -> None:
        """Say that these were all articles of the file: its receipt is made when the last of them is read."""
        self._database.write(lambda conn: queueing.close_parts(conn, task))

    def ask(self, task: Task, columns: Columns, otherwise: Receipt) -> None:
        """Let a file wait until somebody says what its columns are; ``otherwise`` if they leave it out."""
        question = queueing.question(columns, otherwise)
        change = update(queue).where(queueing.held(task)).values(state=ASKING, holder=None, outcome=question)
        self._database.write(lambda conn: conn.execute(change))

    def ask_again(self, collection_id: str, batch: str, table: str) -> bool:
        """Let a table that was read wait likewise, by the id that its receipt has; the receipt if it is left as it is.

        False: no receipt of this collection has it any more. Raises ``NotFound`` where its bytes are gone.
        """
        return self._database.write(lambda conn: queueing.ask_again(conn, collection_id, batch, table))

    def questions(self, collection_id: str) -> list[Question]:
        """The tables of a collection that wait for an answer, the oldest first."""
        return self._database.read(lambda conn: waiting.questions(conn, collection_id))

    def answer(self, collection_id: str, pk: int, columns: Mapping[str, str] | None) -> bool:
        """Say which column of a table is what ({"text": its name}), or leave it out, or as it is (None).

        False: somebody else has answered.
        """
        return self._database.write(lambda conn: queueing.answer(conn, collection_id, pk, columns))

    def insist(self, collection_id: str, batch: str, article_id: str) -> bool:
        """Read an article in another language all the same, and the others that were left out of its file.

        False: it is not left unread in this collection. Raises ``NotFound`` where its bytes are gone.
        """
        return self._database.write(lambda conn: queueing.insist(conn, collection_id, batch, article_id))

    def cancel(self, batch: str) -> None:
        """Take out what waits, each file with its receipt; what is being read is finished."""
        self._database.write(lambda conn: queueing.cancel(conn, batch))

    def stopped(self, holder: str) -> list[str]:
        """The batches that were cancelled and of which one still holds something."""
        ours = select(_columns.batch).where(_columns.holder == holder, _columns.state == READING)
        found = ours.where(_columns.stopped).distinct()
        return self._database.read(lambda conn: list(conn.execute(found).scalars()))

    def pending(self) -> bool:
        """Whether anything waits or is being read."""
        some = select(_columns.pk).where(_columns.state.in_(OPEN)).limit(1)
        return self._database.read(lambda conn: conn.execute(some).first() is not None)

    def batches(self, collection_id: str) -> list[Batch]:
        """How far the batches of a collection are that are not finished, the oldest first."""
        return self._database.read(lambda conn: waiting.batches(conn, collection_id))

    def waiting(self, batch: str, *, limit: int = 500) -> list[Waiting]:
        """The first files of a batch that are not done, what is being read before what waits."""
        return self._database.read(lambda conn: waiting.waiting(conn, batch, limit))

    def receipts(self, collection_id: str, batches: Sequence[str]) -> list[Receipt]:
        """What became of the files of some batches, oldest first."""
        return self._database.read(lambda conn: lookups.receipts_of(conn, collection_id, batches))
