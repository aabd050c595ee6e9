"""The one door for files: bytes -> article -> reading -> store, one receipt each.

Both the dashboard and a script come in here. ``ingest`` reads in the calling thread. ``submit`` puts files into the
store's queue and returns; processes of their own read them (``processes``, ``child``), batch by batch in turns
(``dispatcher``, ``turns``), and what is in the queue outlives the server. One bad file never stops the others: whatever
happens to it becomes its receipt, which is kept with the collection. ``watched`` reads for the command line, which has
no store. There is no Streamlit here, and how an article
is read is the business of ``intake`` and ``reading``.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

from whosaid.ingest.amending import Details, put_back, with_details
from whosaid.ingest.direct import ingest
from whosaid.ingest.dispatcher import Dispatcher, dispatcher_of
from whosaid.ingest.parts import readable
from whosaid.ingest.underway import Within
from whosaid.ingest.uploads import within_limits
from whosaid.ingest.workers import Analyse
from whosaid.store import Store
from whosaid.store.tasks import Batch, Question, Upload, Waiting

__all__ = [
    "Analyse",
    "Batch",
    "Details",
    "Dispatcher",
    "Question",
    "Upload",
    "Waiting",
    "Within",
    "answer",
    "ask_again",
    "ingest",
    "insist",
    "put_back",
    "readable",
    "resume",
    "seconds_left",
    "stop",
    "submit",
    "with_details",
    "within",
]


def submit(store: Store, collection_id: str, uploads: Iterable[Upload], *, sent: int = 0) -> str:
    """Take files in, to be read in the background; returns the id of the batch they make.

    What is over a limit is left out with a receipt; ``sent`` is how many bytes the same person has sent before.
    Raises ``NotFound`` where there is no such collection.
    """
    batch = secrets.token_hex(8)
    checked = list(within_limits(uploads, sent))
    taken = [each for each in checked if isinstance(each, Upload)]
    left_out = [each for each in checked if not isinstance(each, Upload)]
    store.queue.add(collection_id, batch, taken, left_out)
    if taken:
        dispatcher_of(store).wake()
    return batch


def insist(store: Store, collection_id: str, article_id: str) -> str | None:
    """Read an article that was left unread for its language all the same, with the others of its file.

    Returns the id of the batch they make; None where it is not left unread in this collection. Raises ``NotFound``.
    """
    batch = secrets.token_hex(8)
    if not store.queue.insist(collection_id, batch, article_id):
        return None
    dispatcher_of(store).wake()
    return batch


def resume(store: Store) -> None:
    """Go on with what a server that has ended left in the queue."""
    if store.queue.pending():
        dispatcher_of(store).wake()


def answer(store: Store, collection_id: str, question: Question, columns: Mapping[str, str] | None) -> None:
    """Say which column of a table is what, so that it can be read; None: leave it out."""
    if store.queue.answer(collection_id, question.pk, columns) and columns is not None:
        dispatcher_of(store).wake()


def ask_again(store: Store, collection_id: str, table: str) -> str | None:
    """Let a table that was read wait for an answer once more, by the id in its receipt (``Columns.table``).

    Returns the id of the batch that it makes; None where no receipt has it any more. Raises ``NotFound``.
    """
    batch = secrets.token_hex(8)
    return batch if store.queue.ask_again(collection_id, batch, table) else None


def seconds_left(store: Store, batch: Batch) -> float | None:
    """How long the rest of a batch will take at the pace so far; None: it cannot be told yet."""
    left = batch.articles - batch.articles_done
    others = dispatcher_of(store).pace.left(batch.id, left)
    inside = within(store, batch)
    if others is None and left > 1:
        return None
    known = [seconds for seconds in (others, inside.left if inside else None) if seconds is not None]
    return max(known, default=None)


def within(store: Store, batch: Batch) -> Within | None:
    """How far the article is that takes longest of those that are being read; None: it cannot be told."""
    return dispatcher_of(store).within(batch.id)


def stop(store: Store, batch: str) -> None:
    """Take out what waits of a batch, and break off what is being read of it and takes long."""
    store.queue.cancel(batch)
    dispatcher_of(store).stop(batch)
