"""One process more than reads as a rule, for those who would wait for other people's long files.

It is started only where every other process has been at one file for long, reads for whoever waits for none of these,
and ends when one of the others is free again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Final

from whosaid.errors import StoreError
from whosaid.ingest.workers import Worker
from whosaid.store.queueing import Choose
from whosaid.store.tasks import Task

LONG: Final = 10.0  # seconds that all processes read one file each
_LOOK: Final = 1.0  # second between two looks at whether they do

_log = logging.getLogger(__name__)

Held = Callable[[], "frozenset[str] | None"]
"""For which collections all processes have been reading for long; None where one is, or will soon be, free."""


class Relief:
    """Reads with ``worker`` what ``claim`` gives it, while all others are ``held``."""

    def __init__(
        self,
        worker: Worker,
        held: Held,
        claim: Callable[[Choose], Task | None],
        read: Callable[[Task, Worker], None],
        choose: Choose,
    ) -> None:
        """``choose`` says whose turn it is among those who may be read for."""
        self.worker = worker
        self._held = held
        self._claim = claim
        self._read = read
        self._choose = choose

    def work(self, ended: threading.Event, long: float) -> None:
        """Until the server ends; nobody is read for before the others have been busy for ``long`` seconds."""
        used = False
        while not ended.wait(min(_LOOK, long / 2)):
            try:
                task = self._next()
                while task and not ended.is_set():
                    used = True
                    self._read(task, self.worker)
                    task = self._next()
                if used and self._held() is None:
                    self.worker.stop()  # it takes memory
                    used = False
            except StoreError as error:
                _log.warning("Nobody can be relieved just now: %s", error)
            except Exception:
                _log.exception("An error in Whosaid while reading for others")

    def _next(self) -> Task | None:
        held = self._held()
        if held is None:
            return None

        def choose(waiting: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
            others = [each for each in waiting if each[0] not in held]
            return self._choose(others) if others else None

        return self._claim(choose)
