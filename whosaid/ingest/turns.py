"""Whose turn it is to have a file read, and how long a batch will take at the pace so far."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from itertools import count
from typing import Final

_REMEMBERED: Final = 10_000


class Turns:
    """Collections take turns by the file, and the batches of a collection take turns at its turn.

    Whoever was served longest ago is next, whoever never was first of all: five hundred files of one person
    do not keep another waiting for more than one of them, and ten batches are no more than one batch.
    """

    def __init__(self) -> None:
        """Nobody was served."""
        self._served: dict[tuple[str, ...], int] = {}
        self._now = count(1)
        self._lock = threading.Lock()

    def choose(self, waiting: Sequence[tuple[str, str]]) -> tuple[str, str]:
        """One of those who wait, each a collection and a batch; they count as served now."""
        with self._lock:
            chosen = min(waiting, key=lambda one: (self._when(one[0]), self._when(*one)))
            for who in (chosen[:1], chosen):
                self._served.pop(who, None)
                self._served[who] = next(self._now)
            while len(self._served) > _REMEMBERED:
                self._served.pop(next(iter(self._served)))
            return chosen

    def _when(self, *who: str) -> int:
        return self._served.get(who, 0)


class Pace:
    """How fast batches are getting on, in this server."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing was read."""
        self._clock = clock
        self._first: dict[str, float] = {}
        self._done: dict[str, int] = {}
        self._lock = threading.Lock()

    def done(self, batch: str) -> None:
        """An article of the batch was read. The first one starts the clock: with it the reader is loaded."""
        with self._lock:
            self._first.setdefault(batch, self._clock())
            self._done[batch] = self._done.get(batch, -1) + 1
            while len(self._first) > _REMEMBERED:
                oldest = next(iter(self._first))
                del self._first[oldest], self._done[oldest]

    def left(self, batch: str, articles: int) -> float | None:
        """Seconds until so many articles more are read; None: it cannot be told yet."""
        with self._lock:
            done = self._done.get(batch, 0)
            return (self._clock() - self._first[batch]) / done * articles if done else None
