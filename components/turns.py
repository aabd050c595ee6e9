"""Who draws next: at most a few sessions draw their page at once, about in the order in which they asked.

Threads of one Python process share one processor's time. Twenty pages drawn side by side would all be
ready when the last one is; one after another, half of the people wait half as long and hardly anybody longer.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

AT_ONCE: Final = 4
"""Enough that a few slow questions to the database, during which Python is free, do not stop everybody."""

_turns: Final = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Wait until it is this session's turn, and give it on at the end, however that comes."""
    with _turns:
        yield


def settle() -> None:
    """Once, when all is loaded: the collector of garbage need not look through modules at every click."""
    gc.collect()
    gc.freeze()
