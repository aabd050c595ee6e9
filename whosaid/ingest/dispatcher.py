"""Takes file after file out of the queue, gives it to a process to read, and keeps what comes back.

One thread for each process; the threads wait for pipes and the database, and read nothing themselves. Beside
them there is a ``relief``.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import secrets
import threading
from collections.abc import Callable
from functools import partial
from typing import Final

from whosaid import receipts
from whosaid.articles import Reading, Receipt
from whosaid.errors import StoreError
from whosaid.ingest.direct import examine, failure
from whosaid.ingest.parts import ColumnsNeededError
from whosaid.ingest.processes import Process
from whosaid.ingest.relief import LONG, Relief
from whosaid.ingest.turns import Pace, Turns
from whosaid.ingest.underway import Underway, Within
from whosaid.ingest.workers import Worker, WorkerLostError
from whosaid.settings import load_settings
from whosaid.store import Store
from whosaid.store.queueing import Choose
from whosaid.store.tasks import Task

_TRIES: Final = 2
_LEASE: Final = 15.0  # seconds after which what a server that is gone was reading is taken up by another
_LOOK: Final = 2.0  # seconds between two looks at what others hold
_MOST: Final = 8
_SOON: Final = 2.0  # seconds

_log = logging.getLogger(__name__)


class Dispatcher:
    """Works off the queue of a store, with some workers at once."""

    def __init__(
        self,
        store: Store,
        make_worker: Callable[[], Worker],
        workers: int,
        *,
        lease: float = _LEASE,
        long: float = LONG,
    ) -> None:
        """Nothing runs before ``wake``."""
        self.store = store
        self.pace = Pace()
        self._turns = Turns()
        self._holder = secrets.token_hex(8)
        self._lease = lease
        self._long = long
        self._workers = [make_worker() for _ in range(workers)]
        self._relief = Relief(make_worker(), self._held_for_long, self._claim, self._try, self._turns.choose)
        self._threads: list[threading.Thread] = []
        self._underway: dict[Worker, Underway] = {}
        self._busy = threading.Lock()  # while it is held nobody begins or ends to read
        self._news = threading.Condition()
        self._count = 0  # of the news so far
        self._ended = threading.Event()
        self._writing = threading.Lock()

    def wake(self) -> None:
        """There is something in the queue: begin, or go on."""
        with self._news:
            if not self._threads and not self._ended.is_set():
                self._threads = [
                    threading.Thread(target=partial(self._work, worker), name="whosaid-queue", daemon=True)
                    for worker in self._workers
                ]
                relieve = partial(self._relief.work, self._ended, self._long)
                for name, loop in (("lease", self._renew), ("relief", relieve)):
                    self._threads.append(threading.Thread(target=loop, name=f"whosaid-{name}", daemon=True))
                for thread in self._threads:
                    thread.start()
            self._count += 1
            self._news.notify_all()

    def within(self, batch: str) -> Within | None:
        """How far the article of a batch is that will take longest; None: nothing can be told."""
        with self._busy:
            ours = [each for each in self._underway.values() if each.batch == batch]
        found = [within for each in ours if (within := each.within())]
        return max(found, key=lambda within: within.left, default=None)

    def stop(self, batch: str) -> None:
        """Break off what is being read of a batch that was cancelled, but for what has only just begun.

        To begin anew costs the process some seconds, in which most articles are read.
        """
        with self._busy:
            for worker, underway in self._underway.items():
                if underway.batch == batch and underway.seconds > _SOON:
                    underway.stopped = True
                    worker.stop()

    def close(self) -> None:
        """End the workers; what they were reading is read by the next server, and what waits as well."""
        self._ended.set()
        with self._news:
            self._news.notify_all()
        for worker in (*self._workers, self._relief.worker):
            worker.close()
        for thread in self._threads:
            thread.join(_LOOK)
        if self._threads:
            with contextlib.suppress(StoreError):
                self.store.queue.release(self._holder)

    def _work(self, worker: Worker) -> None:
        while not self._ended.is_set():
            news = self._count
            try:
                task = self._claim(self._turns.choose)
                if task:
                    self._try(task, worker)
                else:
                    self._wait(news)
            except StoreError as error:
                _log.warning("The queue cannot be worked off just now: %s", error)
                self._ended.wait(_LOOK)
            except Exception:
                _log.exception("An error in Whosaid while working off the queue")
                self._ended.wait(_LOOK)

    def _claim(self, choose: Choose) -> Task | None:
        return self.store.queue.claim(self._holder, choose, self._lease)

    def _wait(self, known: int) -> None:
        """Until there is news; while others hold something, until it is time to see whether they are still there."""
        pending = self.store.queue.pending()
        with self._news:
            if self._count == known and not self._ended.is_set():
                self._news.wait(_LOOK if pending else 10 * _LOOK)

    def _renew(self) -> None:
        while not self._ended.wait(self._lease / 3):
            with contextlib.suppress(StoreError):
                self.store.queue.renew(self._holder, self._lease)
                for batch in self.store.queue.stopped(self._holder):
                    self.stop(batch)

    def _held_for_long(self) -> frozenset[str] | None:
        """For which collections all processes have been reading for long; None where one is, or may soon be, free."""
        with self._busy:
            held = [each for worker in self._workers if (each := self._underway.get(worker))]
        if len(held) < len(self._workers) or any(each.seconds < self._long for each in held):
            return None
        return frozenset(each.collection for each in held)

    def _try(self, task: Task, worker: Worker) -> None:
        """Read it; where the database fails meanwhile, put it back as soon as that is over."""
        underway = Underway(task.upload.name, task.batch, collection=task.collection)
        worker.on_progress = underway.told
        with self._busy:
            self._underway[worker] = underway
        try:
            self._take(task, worker, underway)
        except StoreError as error:
            _log.warning("What was read of %r cannot be kept just now: %s", task.upload.name, error)
            while not self._ended.wait(_LOOK):
                with contextlib.suppress(StoreError):
                    self.store.queue.put_back(task, counted=False)
                    return
        finally:
            with self._busy:
                del self._underway[worker]

    def _take(self, task: Task, worker: Worker, underway: Underway) -> None:
        try:
            if task.tries > _TRIES:
                self._finish(task, receipts.given_up(task.upload.name))
            elif task.parent is not None or not self._take_apart(task, worker, underway):
                self._finish(task, *examine(self.store, task.collection, task.upload, worker))
        except WorkerLostError:
            if underway.stopped:
                self._finish(task, receipts.stopped(task.upload.name))
                return
            if self._ended.is_set():
                return  # ``close`` puts it back
            _log.warning("The process that read %r has ended", task.upload.name)
            if task.tries < _TRIES:
                self.store.queue.put_back(task)
            else:
                self._finish(task, receipts.given_up(task.upload.name))

    def _take_apart(self, task: Task, worker: Worker, underway: Underway) -> bool:
        """Queue the articles of a file that holds many; False: it is one itself."""
        begun = False
        try:
            for some in worker.parts(task.upload):
                if not self.store.queue.add_parts(task, some):
                    return self._broken_off(task, receipts.cancelled(task.upload.name), begun=begun)
                begun = True
        except WorkerLostError:
            if not underway.stopped:
                raise
            return self._broken_off(task, receipts.stopped(task.upload.name), begun=begun)
        except StoreError:
            raise
        except ColumnsNeededError as error:
            self.store.queue.ask(task, error.columns, failure(task.upload.name, error))
            return True
        except Exception as error:
            told = failure(task.upload.name, error)
            begun = begun and self.store.queue.add_parts(task, [told])
            return self._broken_off(task, told, begun=begun)
        if begun:
            self.store.queue.close_parts(task)
            self.wake()
        return begun

    def _broken_off(self, task: Task, receipt: Receipt, *, begun: bool) -> bool:
        """No more is taken out of a file; where nothing was, ``receipt`` is all there is to say of it."""
        if begun:
            self.store.queue.close_parts(task)
        else:
            self._finish(task, receipt)
        return True

    def _finish(self, task: Task, receipt: Receipt, reading: Reading | None = None) -> None:
        with self._writing:
            try:
                self.store.queue.finish(task, receipt, reading)
            except StoreError as error:
                if reading is None:
                    raise
                self.store.queue.finish(task, failure(task.upload.name, error))
        self.pace.done(task.batch)


def processes() -> int:
    """How many processes read at once: as the settings say, or by the machine."""
    settings = load_settings()
    return settings.workers or max(1, min(_MOST, _cores() // max(1, settings.threads)))


def _cores() -> int:
    """Those that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_dispatchers: dict[Store, Dispatcher] = {}
_lock = threading.Lock()


def dispatcher_of(store: Store) -> Dispatcher:
    """The one dispatcher of a store in this server, ended with it."""
    with _lock:
        if store not in _dispatchers:
            make_worker = partial(Process, load_settings().max_seconds)
            _dispatchers[store] = dispatcher = Dispatcher(store, make_worker, processes())
            atexit.register(dispatcher.close)
        return _dispatchers[store]
