"""Reading in the calling thread, and what both ways of reading share: one article, and what became of it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from itertools import chain

from whosaid import receipts
from whosaid.articles import Columns, ModelInfo, Reading, Receipt
from whosaid.errors import NotEnglish, StoreError, UnreadableFile, WhosaidError
from whosaid.ingest.parts import reason
from whosaid.ingest.uploads import within_limits
from whosaid.ingest.workers import Analyse, Here, TooSlowError, Worker, WorkerLostError
from whosaid.store import Store
from whosaid.store.tasks import Upload

Progress = Callable[[int, int, str], None]

_log = logging.getLogger(__name__)


def ingest(
    store: Store,
    collection_id: str,
    uploads: Iterable[Upload],
    *,
    analyse: Analyse | None = None,
    model: ModelInfo | None = None,
    on_progress: Progress = lambda done, total, name: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Receipt]:
    """Read files into a collection; returns a receipt for each, in their order, kept in the store as well.

    ``analyse`` (None: the reader that ships) reads one article, ``model`` says with what, so that
    what the same model read before is not read again. ``on_progress(done, total, name)`` is called
    before each file and once at the end; once ``cancelled()`` is true no further file is begun.
    Raises ``NotFound`` where there is no such collection, before anything is read.
    """
    store.collection(collection_id)
    worker = Here(analyse, model)
    checked = list(within_limits(uploads))
    told: list[Receipt] = []
    for place, each in enumerate(checked):
        on_progress(place, len(checked), each.name if isinstance(each, Upload) else each.file)
        if isinstance(each, Receipt):
            receipt = each
        elif cancelled():
            receipt = receipts.cancelled(each.name)
        else:
            receipt = _read_file(store, collection_id, each, worker)
        _keep(store, collection_id, receipt)
        told.append(receipt)
    on_progress(len(checked), len(checked), "")
    return told


def examine(
    store: Store, collection_id: str, upload: Upload, worker: Worker
) -> tuple[Receipt, Reading | None]:
    """What becomes of one article, and the reading to be kept if there is one.

    Raises ``WorkerLostError`` only: this is the border where a file's errors stop.
    """
    try:
        model = worker.model()
        article_id = hashlib.sha256(upload.data).hexdigest()
        kept = store.quotes_kept(collection_id, article_id, model)
        if kept is not None:
            return receipts.known(upload.name, article_id, kept), None
        reading = _known(store, article_id, model, upload) if model else None
        reading = reading or worker.read(upload)
        return receipts.read(upload.name, reading), reading
    except WorkerLostError:
        raise
    except NotEnglish as error:
        return receipts.foreign(upload.name, article_id, error.language), None
    except Exception as error:
        return failure(upload.name, error), None


def _known(store: Store, article_id: str, model: ModelInfo, upload: Upload) -> Reading | None:
    """The reading that another collection has; one of another language only where somebody insists here too."""
    reading = store.known(article_id, model, file=upload.name)
    return reading if reading and (upload.insists or reading.article.language in (None, "en")) else None


def failure(name: str, error: Exception) -> Receipt:
    """The receipt of a file that gave an error."""
    if isinstance(error, TooSlowError):
        error = error.about(name)
    if isinstance(error, UnreadableFile):
        return receipts.failed(name, reason(error))
    if isinstance(error, WhosaidError):
        return Receipt(name, "failed", str(error))
    _log.error("An error in Whosaid while reading %r", name, exc_info=error)
    return receipts.broken(name)


def _read_file(store: Store, collection_id: str, upload: Upload, worker: Worker) -> Receipt:
    """A file, or each of the articles in it."""
    parts: list[Receipt] = []
    columns = None
    try:
        for part in chain.from_iterable(worker.parts(upload)):
            if isinstance(part, Columns):
                columns = part
                store.keep_bytes(upload.data)
                continue
            if isinstance(part, Upload) and part.apart:
                part = _read_file(store, collection_id, part, worker)  # here nobody can be asked
            elif isinstance(part, Upload):
                part = _read_article(store, collection_id, part, worker, part=True)
            parts.append(part)
    except Exception as error:
        if not parts:
            return failure(upload.name, error)
        parts.append(failure(upload.name, error))
    return (
        receipts.of_parts(upload.name, parts, columns)
        if parts
        else _read_article(store, collection_id, upload, worker)
    )


def _read_article(
    store: Store, collection_id: str, upload: Upload, worker: Worker, *, part: bool = False
) -> Receipt:
    receipt, reading = examine(store, collection_id, upload, worker)
    if reading or receipt.unread:
        try:
            if reading:
                store.save(collection_id, reading, upload.data, file=upload.name)
            else:
                store.keep_bytes(upload.data)
            return store.copied(collection_id, receipt, part=part)
        except StoreError as error:
            return failure(upload.name, error)
    return receipt


def _keep(store: Store, collection_id: str, receipt: Receipt) -> None:
    """Keep a receipt; that it could not be kept is no reason not to read the next file."""
    try:
        store.add_receipt(collection_id, receipt)
    except StoreError as error:
        _log.warning("The receipt of %r is shown but not kept: %s", receipt.file, error)
