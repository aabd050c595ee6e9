"""At most a few sessions draw at once, and whoever fails gives the turn on."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from components import turns


def test_only_a_few_draw_at_once() -> None:
    drawing, most, lock = 0, 0, threading.Lock()
    full = threading.Barrier(turns.AT_ONCE)

    def draw(_: int) -> None:
        nonlocal drawing, most
        with turns.turn():
            with lock:
                drawing += 1
                most = max(most, drawing)
            full.wait(30)  # so many do draw side by side
            with lock:
                drawing -= 1

    with ThreadPoolExecutor(5 * turns.AT_ONCE) as people:
        list(people.map(draw, range(5 * turns.AT_ONCE)))
    assert most == turns.AT_ONCE


def test_who_fails_gives_the_turn_on() -> None:
    for _ in range(2 * turns.AT_ONCE):
        with pytest.raises(ZeroDivisionError), turns.turn():
            _ = 1 / 0


def test_what_is_loaded_is_no_garbage_to_look_through() -> None:
    try:
        turns.settle()
        assert gc.get_freeze_count() > 10_000
        assert len(gc.get_objects()) < gc.get_freeze_count()
    finally:
        gc.unfreeze()
