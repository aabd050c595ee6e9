"""How far the reading of a text is, told to whoever listens.

Nearly all the time goes into the encoder, which is why it tells, window by window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

OnProgress = Callable[[int, int], None]  # characters read so far, of how many

_listener: ContextVar[OnProgress | None] = ContextVar("whosaid_progress", default=None)


@contextmanager
def told(listener: OnProgress | None) -> Iterator[None]:
    """Tell ``listener`` about what is read in here, in this thread."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(done: int, total: int) -> None:
    """So many characters of a text are read."""
    listener = _listener.get()
    if listener:
        listener(done, total)
