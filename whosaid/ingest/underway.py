"""How far the articles are that are being read at this moment, in this server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_ENCODING: Final = 0.8  # of the time of an article, in which what is told goes from none to all characters


@dataclass(frozen=True, slots=True)
class Within:
    """How far one article is: characters read, of how many, and how many seconds it will take yet."""

    name: str
    done: int
    total: int
    left: float

    @property
    def share(self) -> float:
        """How much of its time is over, from 0 to 1."""
        return _ENCODING * self.done / self.total if self.total else 0.0


class Underway:
    """One article while it is being read; ``told`` is called as it gets on, from any thread."""

    def __init__(
        self, name: str, batch: str, clock: Callable[[], float] = time.monotonic, *, collection: str = ""
    ) -> None:
        """It is begun."""
        self.name = name
        self.batch = batch
        self.collection = collection
        self.stopped = False  # somebody broke it off
        self._clock = clock
        self._began = clock()
        self._first: tuple[float, int] | None = None
        self._now = (0, 0)
        self._lock = threading.Lock()

    @property
    def seconds(self) -> float:
        """How long it has been read."""
        return self._clock() - self._began

    def told(self, done: int, total: int) -> None:
        """So many characters are read."""
        with self._lock:
            self._first = self._first or (self._clock(), done)
            self._now = (done, total)

    def within(self) -> Within | None:
        """How far it is; None before anything can be told."""
        with self._lock:
            done, total = self._now
            if self._first is None or done <= self._first[1]:
                return None
            when, before = self._first
        pace = (self._clock() - when) / (done - before)
        return Within(self.name, done, total, pace * (total / _ENCODING - done))
