"""Who draws next: one session after another, in the order in which they asked.

Threads of one Python process share one processor's time. Twenty pages drawn side by side would all be
ready when the last one is; one after another, half of the people wait half as long and nobody longer.
"""

from __future__ import annotations

import gc
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SOON: Final = 0.25
"""Seconds. Who draws for longer waits for the database, during which Python is free: the next one begins."""
AT_ONCE: Final = 4
"""So many draw at once at most, however long they take."""


class Turns:
    """A line of those who want to draw, and those who do."""

    def __init__(self, soon: float = SOON, at_once: int = AT_ONCE) -> None:
        """Nobody is waiting."""
        self._soon = soon
        self._at_once = at_once
        self._lock = threading.Lock()
        self._waiting: deque[threading.Condition] = deque()
        self._since: dict[threading.Condition, float] = {}

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until it is this session's turn, and give it on at the end, however that comes."""
        me = threading.Condition(self._lock)
        with self._lock:
            self._waiting.append(me)
            try:
                while self._waiting[0] is not me or self._in_seconds() > 0:
                    me.wait(self._in_seconds() if self._waiting[0] is me else None)
                self._since[me] = time.monotonic()
            finally:
                self._waiting.remove(me)
                self._look()
        try:
            yield
        finally:
            with self._lock:
                del self._since[me]
                self._look()

    def _look(self) -> None:
        """Wake whoever is first in line, to see if it may begin; nobody else, since each who wakes takes time."""
        if self._waiting:
            self._waiting[0].notify()

    def _in_seconds(self) -> float:
        """How long it is until somebody may begin; unknown counts as a minute, after which it is asked again."""
        if len(self._since) >= self._at_once:
            return 60.0
        latest = max(self._since.values(), default=float("-inf"))
        return latest + self._soon - time.monotonic()


_turns: Final = Turns()
turn: Final = _turns.turn


def settle() -> None:
    """Once, when all is loaded: the collector of garbage need not look through modules at every click."""
    gc.collect()
    gc.freeze()
