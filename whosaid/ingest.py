"""The one door for files: bytes -> article -> reading -> store, one receipt each.

Both the dashboard and a script come in here. One bad file never stops the others: whatever
happens to it becomes its receipt, which is kept with the collection, so that a reload finds
it. ``ingest`` works in the calling thread, ``start`` in a thread of its own; there is no
Streamlit here, and how an article is read is the business of ``intake`` and ``reading``.
"""

from __future__ import annotations

import hashlib
import logging
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from whosaid.articles import Article, ModelInfo, Reading, Receipt
from whosaid.errors import StoreError, WhosaidError
from whosaid.settings import load_settings
from whosaid.store import Store

Analyse = Callable[[Article], Reading]
Progress = Callable[[int, int, str], None]

_log = logging.getLogger(__name__)

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: the name it had, and its bytes."""

    name: str
    data: bytes


def ingest(
    store: Store,
    collection_id: str,
    uploads: Iterable[Upload],
    *,
    analyse: Analyse | None = None,
    model: ModelInfo | None = None,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Receipt]:
    """Read files into a collection; returns a receipt for each, in their order, kept in the store as well.

    ``analyse`` (None: the reader that ships) reads one article, ``model`` says with what, so that
    what the same model read before is not read again. ``on_progress(done, total, name)`` is called
    before each file and once at the end; once ``cancelled()`` is true no further file is begun.
    Raises ``NotFound`` where there is no such collection, before anything is read.
    """
    batch = _batch(
        store,
        collection_id,
        list(uploads),
        analyse=analyse,
        model=model,
        on_progress=on_progress or (lambda done, total, name: None),
        cancelled=cancelled,
    )
    return list(batch)


def _batch(
    store: Store,
    collection_id: str,
    uploads: Sequence[Upload],
    *,
    analyse: Analyse | None,
    model: ModelInfo | None,
    on_progress: Progress,
    cancelled: Callable[[], bool],
) -> Iterator[Receipt]:
    store.collection(collection_id)
    reader = _Reader(store, collection_id, analyse, model)
    allowed = load_settings().max_files
    for place, upload in enumerate(uploads):
        name = _shown(upload.name)
        on_progress(place, len(uploads), name)
        if cancelled():
            receipt = Receipt(name, "cancelled", "Not read: it was cancelled before its turn.")
        elif place >= allowed:
            receipt = _too_many(name, allowed)
        else:
            receipt = reader.receipt(replace(upload, name=name))
        _keep(store, collection_id, receipt)
        yield receipt
    on_progress(len(uploads), len(uploads), "")


class Job:
    """An ingest under way in the background; every attribute may be read from any thread."""

    def __init__(self, collection_id: str, uploads: Iterable[Upload]) -> None:
        """A job that has not begun."""
        self.collection = collection_id
        self.uploads = tuple(uploads)
        self.total = len(self.uploads)
        self.done = 0
        self.current = ""
        self.receipts: tuple[Receipt, ...] = ()
        self.error: WhosaidError | None = None
        self._cancel = threading.Event()
        self._finished = threading.Event()

    def cancel(self) -> None:
        """Finish the file that is being read, and begin no other."""
        self._cancel.set()

    @property
    def cancelled(self) -> bool:
        """Whether ``cancel`` was called."""
        return self._cancel.is_set()

    @property
    def finished(self) -> bool:
        """Whether it is over: ``receipts`` grow until then; ``error`` tells where the store failed."""
        return self._finished.is_set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is finished; returns whether it is."""
        return self._finished.wait(seconds)

    def _run(self, store: Store, analyse: Analyse | None, model: ModelInfo | None) -> None:
        try:
            for receipt in _batch(
                store,
                self.collection,
                self.uploads,
                analyse=analyse,
                model=model,
                on_progress=self._progress,
                cancelled=self._cancel.is_set,
            ):
                self.receipts += (receipt,)
        except WhosaidError as error:
            _log.warning("The files for %s could not be read: %s", self.collection[:6], error)
            self.error = error
        finally:
            self.uploads = ()
            with _jobs_lock:
                _jobs.remove(self)
            self._finished.set()

    def _progress(self, done: int, total: int, name: str) -> None:
        self.done, self.total, self.current = done, total, name


_jobs: list[Job] = []
_jobs_lock = threading.Lock()

# One article is analysed at a time, however many jobs there are: the encoder uses every core as
# it is. Jobs take turns by the file, so that one file does not wait for somebody's five hundred.
_turn = threading.Lock()


def start(
    store: Store,
    collection_id: str,
    uploads: Iterable[Upload],
    *,
    analyse: Analyse | None = None,
    model: ModelInfo | None = None,
) -> Job:
    """``ingest`` in the background; returns at once."""
    job = Job(collection_id, uploads)
    with _jobs_lock:
        _jobs.append(job)
    # A daemon, so that stopping the server does not wait for the rest of a batch: what was
    # saved is whole, because each file is one transaction.
    threading.Thread(
        target=job._run, args=(store, analyse, model), name="whosaid-ingest", daemon=True
    ).start()
    return job


def running(collection_id: str) -> Job | None:
    """The job under way for a collection, the oldest if there are several; None: none."""
    with _jobs_lock:
        return next((job for job in _jobs if job.collection == collection_id), None)


class _Reader:
    """Reads one file after another into one collection."""

    def __init__(
        self, store: Store, collection_id: str, analyse: Analyse | None, model: ModelInfo | None
    ) -> None:
        self.store = store
        self.collection = collection_id
        self.given = analyse
        self.model = model

    def receipt(self, upload: Upload) -> Receipt:
        """What became of the file. Never raises: this is the border where a file's errors stop."""
        try:
            return self._read(upload)
        except WhosaidError as error:
            return Receipt(upload.name, "failed", str(error))
        except Exception:
            _log.exception("An error in Whosaid while reading %r", upload.name)
            return Receipt(
                upload.name,
                "failed",
                f"{upload.name}: it could not be read because of an error in Whosaid; the other files are "
                "not affected. Please report it with this file if you can.",
            )

    def _read(self, upload: Upload) -> Receipt:
        article_id = hashlib.sha256(upload.data).hexdigest()
        model = self._model()
        kept = self.store.quotes_kept(self.collection, article_id, model)
        if kept is not None:
            return Receipt(
                upload.name,
                "known",
                f"Already in this collection, with {_counted(kept, 'quote')}; not read again.",
                article_id,
                kept,
            )
        reading = self.store.known(article_id, model, file=upload.name) if model else None
        if reading is None:
            reading = self._analyse(_article(upload))
        self.store.save(self.collection, reading, upload.data, file=upload.name)
        return _read_receipt(upload.name, reading)

    def _analyse(self, article: Article) -> Reading:
        with _turn:
            if self.given:
                return self.given(article)
            from whosaid import analyse  # here, because it loads the model

            return analyse(article)

    def _model(self) -> ModelInfo | None:
        if self.model is None and self.given is None:
            from whosaid import model_info

            self.model = model_info()
        return self.model


def _article(upload: Upload) -> Article:
    from whosaid import intake  # here, because its libraries take time to import

    return intake.read(upload.data, name=upload.name)


def _read_receipt(name: str, reading: Reading) -> Receipt:
    found = len(reading.quotes)
    if found:
        by = f" by {_counted(len(reading.speakers), 'speaker')}" if reading.speakers else ""
        message = f"Read: {_counted(found, 'quote')}{by}."
    else:
        message = "Read, but no quotes were found in it."
    return Receipt(name, "read", message, reading.article.id, found, reading.article.notices)


def _too_many(name: str, allowed: int) -> Receipt:
    return Receipt(
        name,
        "failed",
        f"{name}: it was left out because one upload takes {allowed} files at most; upload the rest in "
        "another go (the setting WHOSAID_MAX_FILES changes this).",
    )


def _keep(store: Store, collection_id: str, receipt: Receipt) -> None:
    """Keep a receipt; that it could not be kept is no reason not to read the next file."""
    try:
        store.add_receipt(collection_id, receipt)
    except StoreError as error:
        _log.warning("The receipt of %r is shown but not kept: %s", receipt.file, error)


def _shown(name: str) -> str:
    """A file's name, fit to be shown and stored: no control characters, not endless."""
    clean = _UNPRINTABLE.sub(" ", name).strip() or "unnamed file"
    return clean if len(clean) <= _MAX_NAME else f"{clean[: _MAX_NAME - 1]}…"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
