"""How far it is within one long article, and stopping in the middle of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from components.progress import where
from tests import standin
from tests.collections import Made
from tests.test_app import made as made  # a small collection in a database of its own
from tests.test_app import open_page, words
from tests.test_ingest import zipped
from tests.test_progress import batch
from tests.test_queue import claim, upload
from tests.test_queue import collection as collection
from tests.test_queue import store as store
from tests.test_store import url as url
from whosaid import analyse, ingest
from whosaid.ingest import Batch, Dispatcher, Upload, Within
from whosaid.ingest.processes import Process
from whosaid.ingest.underway import Underway
from whosaid.ingest.workers import Here, TooSlowError, WorkerLostError
from whosaid.settings import load_settings
from whosaid.store import Store

STANDIN = "tests.standin"
PATIENCE = 180.0
LONG = Upload("report.txt", ("GET ON SLOWLY. " + standin.text("report.txt")).encode())
GOOD = upload("a.txt")


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)


@pytest.fixture
def process() -> Iterator[Process]:
    started = Process(PATIENCE, reader=STANDIN)
    yield started
    started.close()


@pytest.fixture
def dispatcher(store: Store) -> Iterator[Dispatcher]:
    """At work with one process, and quick to look whether somebody elsewhere has stopped it."""
    working = Dispatcher(store, partial(Process, PATIENCE, reader=STANDIN), 1, lease=1.5)
    yield working
    working.close()


# How far it is


def test_the_time_left_of_an_article_is_told_from_its_pace() -> None:
    now = 100.0
    reading = Underway("report.txt", "one", lambda: now)
    assert reading.within() is None
    now += 7.0  # the model was loaded
    reading.told(1_000, 100_000)
    assert reading.within() is None
    now += 10.0
    reading.told(21_000, 100_000)
    within = reading.within()
    assert within is not None
    assert (within.name, within.done, within.total) == ("report.txt", 21_000, 100_000)
    assert within.left == pytest.approx((100_000 / 0.8 - 21_000) / 2_000)
    assert within.share == pytest.approx(0.8 * 0.21)
    assert reading.seconds == 17.0


def test_the_reader_tells_how_far_it_is(root: Path) -> None:
    told: list[tuple[int, int]] = []
    seeds = [path.read_text(encoding="utf-8") for path in sorted((root / "seeds").glob("*.txt"))]
    text = " ".join(
        "\n\n".join(seeds).split()
    )  # of which the reader reads some sentences once more by themselves
    analyse(text, plain=True, on_progress=lambda done, total: told.append((done, total)))
    assert len(told) > 5
    assert [total for _, total in told] == [len(text)] * len(told)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1] == (len(text), len(text))
    analyse("“Yes,” said Ann.")  # nobody listens any more
    assert told[-1] == (len(text), len(text))


def test_a_process_tells_how_far_it_is_and_is_stopped_in_the_middle(process: Process) -> None:
    told: list[int] = []

    def heard(done: int, total: int) -> None:
        told.append(done)
        if len(told) == 3:
            process.stop()

    process.on_progress = heard
    with pytest.raises(WorkerLostError):
        process.read(LONG)
    assert told == sorted(told)
    assert process.read(GOOD).quotes


def test_who_gets_on_has_no_more_time_for_that(process: Process) -> None:
    assert process.read(GOOD).quotes
    process.seconds = 1.5
    with pytest.raises(TooSlowError):
        process.read(LONG)


def test_here_it_is_told_as_well() -> None:
    told: list[int] = []
    here = Here()
    here.on_progress = lambda done, total: told.append(done)
    assert here.read(GOOD).article.text
    assert told


# Stopping in the middle


def test_a_long_article_is_stopped_in_the_middle(
    store: Store, collection: str, dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whosaid.ingest.dispatcher_of", lambda store: dispatcher)
    store.queue.add(collection, "one", [LONG, GOOD])
    (waiting,) = store.queue.batches(collection)
    assert ingest.within(store, waiting) is None
    dispatcher.wake()
    until(lambda: ingest.within(store, waiting))
    within = ingest.within(store, waiting)
    assert within is not None
    assert (within.name, within.total) == ("report.txt", len(LONG.data.decode()))
    assert ingest.seconds_left(store, waiting) is None  # nobody knows how long the other one takes
    time.sleep(2.0)
    ingest.stop(store, "one")
    store.queue.add(collection, "two", [upload("b.txt")])
    dispatcher.wake()
    until(lambda: not store.queue.pending())
    told = {receipt.file: receipt for receipt in store.receipts(collection)}
    assert (told["a.txt"].status, told["b.txt"].status) == ("cancelled", "read")
    assert told["report.txt"].status == "cancelled"
    assert "stopped while it was being read" in told["report.txt"].message
    assert store.collection(collection).articles == 1


def test_the_time_left_of_the_last_article_is_its_own(
    store: Store, collection: str, dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whosaid.ingest.dispatcher_of", lambda store: dispatcher)
    store.queue.add(collection, "one", [LONG])
    dispatcher.wake()
    (waiting,) = store.queue.batches(collection)
    until(lambda: ingest.within(store, waiting))
    left = ingest.seconds_left(store, waiting)
    assert left is not None
    assert 20 < left < 2000  # it gets on for two minutes, on an idle machine


def test_it_may_be_stopped_from_another_server(
    store: Store, url: str, collection: str, dispatcher: Dispatcher
) -> None:
    store.queue.add(collection, "one", [Upload("all.zip", zipped(LONG, GOOD))])
    dispatcher.wake()
    until(lambda: dispatcher.within("one"))
    with Store(url) as elsewhere:
        elsewhere.queue.cancel("one")
    until(lambda: not store.queue.pending())
    (told,) = store.receipts(collection)
    assert told.message == "2 articles, 0 read, 2 stopped before reading: 0 quotes."


def test_what_has_only_just_begun_is_read_to_its_end(store: Store, collection: str) -> None:
    gate = threading.Event()

    class Slow(Here):
        def read(self, upload: Upload):  # type: ignore[no-untyped-def]
            gate.wait(PATIENCE)
            return super().read(upload)

        def stop(self) -> None:
            raise AssertionError("it was only begun")

    working = Dispatcher(store, partial(Slow, standin.analyse), 1)
    store.queue.add(collection, "one", [GOOD])
    working.wake()
    until(lambda: store.queue.batches(collection)[0].names)
    working.stop("one")
    gate.set()
    until(lambda: not store.queue.pending())
    working.close()
    assert [receipt.status for receipt in store.receipts(collection)] == ["read"]


def test_only_what_one_holds_oneself_is_named(store: Store, collection: str) -> None:
    store.queue.add(collection, "one", [GOOD])
    assert claim(store, "me")
    assert store.queue.stopped("me") == []
    store.queue.cancel("one")
    assert store.queue.stopped("me") == ["one"]
    assert store.queue.stopped("somebody else") == []


# What a person sees of it

INSIDE = Within("report.txt", 120_000, 500_000, 50.0)


@pytest.mark.parametrize(
    ("now", "seconds", "inside", "text"),
    [
        (
            batch(1, 0, ("report.txt",)),
            50.0,
            INSIDE,
            "Reading 1 of 1: report.txt, 120,000 of 500,000 characters; less than a minute left",
        ),
        (
            batch(9, 2, ("a.txt", "report.txt")),
            None,
            INSIDE,
            "Reading 3 of 9: a.txt and 1 more, 120,000 of 500,000 characters of report.txt",
        ),
        (batch(1, 0, ("a.txt",)), None, Within("a.txt", 900, 5_000, 0.2), "Reading 1 of 1: a.txt"),
    ],
)
def test_how_far_a_long_article_is_in_words(
    now: Batch, seconds: float | None, inside: Within, text: str
) -> None:
    assert where(now, seconds, inside) == text


def test_the_page_shows_how_far_a_long_article_is(
    root: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Halfway(Dispatcher):
        def wake(self) -> None:
            """Stay asleep."""

        def within(self, batch: str) -> Within:
            return INSIDE

    monkeypatch.setattr("whosaid.ingest.dispatcher_of", lambda store: Halfway(store, Here, 1))
    with Store(load_settings().database_url) as store:
        store.queue.add(made.collection, "one", [Upload("report.txt", b"Long.")])
        assert claim(store, "somebody")
        page = open_page(root, c=made.collection)
    assert "Reading 1 of 1: report.txt, 120,000 of 500,000 characters; less than a minute left" in words(page)
