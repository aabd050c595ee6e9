"""Pages are drawn one after another, in the order in which they were asked for, and nobody waits for a slow one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from components.turns import Turns

PATIENCE = 10.0


def run(turns: Turns, act: Callable[[], object]) -> threading.Thread:
    """A session that waits for its turn and does this."""

    def session() -> None:
        with turns.turn():
            act()

    thread = threading.Thread(target=session)
    thread.start()
    return thread


def until(true: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < ends:
        time.sleep(0.001)
    assert true()


def test_one_after_another_in_the_order_of_asking() -> None:
    turns, drawn, first = Turns(soon=PATIENCE), [], threading.Event()
    threads = [run(turns, lambda: first.wait(PATIENCE))]
    for name in range(8):
        threads.append(run(turns, lambda name=name: drawn.append(name)))  # type: ignore[misc]
        until(lambda: len(turns._waiting) + len(turns._since) == len(threads))
    assert not drawn
    first.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert drawn == list(range(8))


def test_who_takes_long_is_not_waited_for_but_few_draw_at_once() -> None:
    turns, ready = Turns(soon=0.01, at_once=3), threading.Event()
    threads = [run(turns, lambda: ready.wait(PATIENCE)) for _ in range(5)]
    until(lambda: len(turns._since) == 3)
    time.sleep(0.05)
    assert (len(turns._since), len(turns._waiting)) == (3, 2)
    ready.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert not turns._since
    assert not turns._waiting


def test_a_page_that_fails_gives_its_turn_on() -> None:
    turns = Turns(soon=PATIENCE)
    with pytest.raises(ValueError, match="broken"), turns.turn():
        raise ValueError("broken")
    done = threading.Event()
    run(turns, done.set).join(PATIENCE)
    assert done.is_set()
