"""How much memory a reader may take of a file that a test has changed."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

MOST: Final = 64
"""Megabytes: far more than a sound file takes (under one), and little beside what a length that lies can ask for."""


@contextmanager
def bounded() -> Iterator[None]:
    """Fails where what is done inside it has held more than ``MOST`` of Python's memory at once."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
    assert peak < MOST, f"{peak:.0f} MB were held at once"
