"""Files that wait in the store: in turns, with progress, through cancelling and the end of a server.

What reads them here does so in a thread of the test; the processes have tests of their own.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, inspect, select, text

from tests import standin
from tests.readings import MODEL
from tests.test_ingest import table, zipped
from tests.test_store import url as url  # a database of its own for each test
from whosaid import ingest
from whosaid.articles import Article, Columns, Reading, Receipt
from whosaid.errors import NotFound, StoreError
from whosaid.ingest import Batch, Dispatcher, Upload
from whosaid.ingest.parts import parts_of
from whosaid.ingest.turns import Pace, Turns
from whosaid.ingest.workers import Here, TooSlowError, WorkerLostError
from whosaid.store import Store, tables
from whosaid.store.migrations import STEPS
from whosaid.store.tasks import Task
from whosaid.view import View

PATIENCE = 30.0


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store(url) as opened:
        yield opened


@pytest.fixture
def collection(store: Store) -> str:
    return store.create_collection("Uploads")


def upload(name: str, text: str = "") -> Upload:
    return Upload(name, (text or standin.text(name)).encode())


def rows(*numbers: int) -> bytes:
    return table(*(f"“Row {number} is fine,” said Ann.{standin.FILLER}" for number in numbers))


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.01)


class Reader(Here):
    """The stand-in, which remembers what it read, and may wait at a gate before it reads."""

    def __init__(self, log: list[str], gate: threading.Event | None = None) -> None:
        super().__init__(standin.analyse, MODEL)
        self.log = log
        self.gate = gate

    def read(self, upload: Upload) -> Reading:
        self.log.append(upload.name)
        assert self.gate is None or self.gate.wait(PATIENCE)
        return super().read(upload)


@contextmanager
def working(store: Store, make_reader: Callable[[], Here], workers: int = 1) -> Iterator[Dispatcher]:
    """A dispatcher at work, closed at the end."""
    dispatcher = Dispatcher(store, make_reader, workers)
    dispatcher.wake()
    try:
        yield dispatcher
    finally:
        dispatcher.close()


def work_off(store: Store, workers: int = 1) -> list[str]:
    """Read all that waits; returns the names in the order in which they were begun."""
    log: list[str] = []
    with working(store, partial(Reader, log), workers):
        until(lambda: not store.queue.pending())
    return log


def count(store: Store, name: str) -> int:
    statement = select(func.count()).select_from(tables.metadata.tables[name])
    return store._database.read(lambda conn: conn.execute(statement).scalar_one())


def statuses(store: Store, collection: str, *batches: str) -> list[str]:
    return [receipt.status for receipt in store.queue.receipts(collection, batches)]


def test_a_database_of_version_3_learns_to_queue(store: Store, url: str) -> None:
    def shape(connection: Connection) -> dict[str, list[tuple[str, ...]]]:
        found = inspect(connection)
        return {
            name: [
                *sorted(
                    (each["name"], str(each["type"]), str(each["nullable"]))
                    for each in found.get_columns(name)
                ),
                *sorted(
                    (str(each["name"]), *map(str, each["column_names"])) for each in found.get_indexes(name)
                ),
            ]
            for name in ("queue", "queue_bytes", "receipts")
        }

    def back_to_version_3(connection: Connection) -> None:
        for statement in (
            "DROP TABLE queue_bytes",
            "DROP TABLE queue",
            "DROP INDEX ix_receipts_batch",
            "ALTER TABLE receipts DROP COLUMN batch",
            "ALTER TABLE receipts DROP COLUMN parts",
            "ALTER TABLE receipts DROP COLUMN unread",
            "ALTER TABLE receipts DROP COLUMN columns",
        ):
            connection.execute(text(statement))

    collection = store.create_collection("Old")
    store.add_receipt(collection, Receipt("a.txt", "read", "Read."))
    fresh = store._database.read(shape)
    store._database.write(back_to_version_3)
    for version in (3, 5, 6, 8):
        store._database.write(STEPS[version])
    assert store._database.read(shape) == fresh
    assert store.receipts(collection) == [Receipt("a.txt", "read", "Read.")]
    store.queue.add(collection, "one", [upload("b.txt")])
    assert work_off(store) == ["b.txt"]


# What is taken in is read, and leaves nothing behind but articles and receipts


def test_what_is_queued_is_read_in_order(store: Store, collection: str) -> None:
    names = [f"{number}.txt" for number in range(6)]
    store.queue.add(collection, "one", [upload(name) for name in names])
    assert work_off(store) == names
    assert store.queue.batches(collection) == []
    assert [row.file for row in store.articles(View(collection))] == names
    told = store.receipts(collection)
    assert [receipt.file for receipt in told] == names
    assert {receipt.message for receipt in told} == {"Read: 1 quote by 1 speaker."}
    assert (count(store, "queue"), count(store, "queue_bytes")) == (0, 0)


def test_a_collection_that_is_not_there_takes_nothing(store: Store) -> None:
    with pytest.raises(NotFound):
        store.queue.add("A" * 22, "one", [upload("a.txt")])
    assert not store.queue.pending()


def test_bad_files_cost_their_own_receipt(store: Store, collection: str) -> None:
    files = [upload("a.txt"), Upload("b.txt", b""), upload("c.txt", "BREAK THE READER"), upload("d.txt")]
    store.queue.add(collection, "one", files)
    work_off(store)
    told = store.queue.receipts(collection, ["one"])
    assert [receipt.status for receipt in told] == ["read", "failed", "failed", "read"]
    assert "empty" in told[1].message
    assert "an error in Whosaid" in told[2].message


def test_the_same_file_twice_is_known(store: Store, collection: str) -> None:
    store.queue.add(collection, "one", [upload("a.txt"), Upload("b.txt", upload("a.txt").data)])
    assert work_off(store) == ["a.txt"]
    assert statuses(store, collection, "one") == ["read", "known"]


def test_a_reading_that_cannot_be_kept_is_a_receipt(store: Store, collection: str) -> None:
    class OfOtherBytes(Here):
        def read(self, upload: Upload) -> Reading:
            return super().read(Upload(upload.name, b"Something else altogether."))

    store.queue.add(collection, "one", [upload("a.txt"), upload("b.txt")])
    with working(store, partial(OfOtherBytes, standin.analyse, MODEL)):
        until(lambda: not store.queue.pending())
    assert statuses(store, collection, "one") == ["failed", "failed"]


# Turns


def test_ten_people_take_turns(store: Store) -> None:
    """Whoever came first with many files does not keep the others waiting for more than one of them."""
    places = [store.create_collection(f"{number}") for number in range(10)]
    for number, place in enumerate(places):
        names = [f"{number}/{file}.txt" for file in range(5 if number else 50)]
        store.queue.add(place, f"batch {number}", [upload(name) for name in names])
    log = work_off(store, workers=2)
    people = [name.split("/")[0] for name in log]
    assert len(people) == 95
    # Two are begun at once, so that neighbours may be swapped where one turn ends and the next begins.
    assert all(len(set(people[10 * turn : 10 * turn + 10])) >= 9 for turn in range(5))
    assert set(people[52:]) == {"0"}
    assert [store.collection(place).articles for place in places] == [50, *[5] * 9]


def test_a_long_file_of_one_person_keeps_no_other_waiting(store: Store, collection: str) -> None:
    """All processes are at files of one person for long; one more reads for the others, and not for this person."""
    end, stopped, log = threading.Event(), threading.Event(), []  # type: ignore[var-annotated]

    class Long(Reader):
        def read(self, upload: Upload) -> Reading:
            self.gate = end if upload.name.startswith("long") else None
            return super().read(upload)

        def stop(self) -> None:
            stopped.set()

    other = store.create_collection("Another")
    store.queue.add(collection, "one", [upload("long 1.txt"), upload("long 2.txt"), upload("mine.txt")])
    dispatcher = Dispatcher(store, partial(Long, log), 2, long=0.2)
    dispatcher.wake()
    try:
        until(lambda: len(log) == 2)
        store.queue.add(other, "two", [upload("a.txt"), upload("b.txt")])
        dispatcher.wake()
        until(lambda: store.collection(other).articles == 2)
        assert log[2:] == ["a.txt", "b.txt"]
        assert store.collection(collection).articles == 0
        end.set()
        until(lambda: not store.queue.pending())
        assert store.collection(collection).articles == 3
        assert stopped.wait(PATIENCE)  # it is needed no more, and takes memory
    finally:
        end.set()
        dispatcher.close()


def test_many_batches_are_no_more_than_one() -> None:
    turns = Turns()
    waiting = [("mine", "1"), ("mine", "2"), ("mine", "3"), ("yours", "4")]
    served = [turns.choose(waiting) for _ in range(6)]
    assert [collection for collection, _ in served] == ["mine", "yours"] * 3
    assert [batch for _, batch in served] == ["1", "4", "2", "4", "3", "4"]


def test_the_articles_of_one_file_take_turns_with_other_people(store: Store, collection: str) -> None:
    store.queue.add(collection, "one", [Upload("export.csv", rows(*range(20)))])
    other = store.create_collection("Another")
    store.queue.add(other, "two", [upload("a.txt"), upload("b.txt")])
    log = work_off(store)
    assert max(log.index("a.txt"), log.index("b.txt")) < 6


# Progress


def test_progress_is_in_the_store(store: Store, url: str, collection: str) -> None:
    gate, log = threading.Event(), []  # type: ignore[var-annotated]
    store.queue.add(
        collection,
        "one",
        [upload("a.txt"), upload("b.txt"), upload("c.txt")],
        [Receipt("d.txt", "failed", "d.txt: too large.")],
    )
    with working(store, partial(Reader, log, gate)), Store(url) as elsewhere:
        until(lambda: log)
        seen = elsewhere.queue.batches(collection)
        assert seen == [Batch("one", 4, 1, articles=4, articles_done=1, names=("a.txt",), stopping=False)]
        listed = [(line.name, line.state) for line in elsewhere.queue.waiting("one")]
        assert listed == [("a.txt", "reading"), ("b.txt", "waiting"), ("c.txt", "waiting")]
        gate.set()
        until(lambda: not elsewhere.queue.batches(collection))


def test_progress_counts_articles_once_they_are_known(store: Store, collection: str) -> None:
    gate, log = threading.Event(), []  # type: ignore[var-annotated]
    store.queue.add(collection, "one", [Upload("export.csv", rows(*range(7))), upload("a.txt")])
    (before,) = store.queue.batches(collection)
    assert (before.files, before.articles) == (2, 2)
    with working(store, partial(Reader, log, gate)):
        until(lambda: log)
        (now,) = store.queue.batches(collection)
        assert (now.files, now.files_done, now.articles, now.articles_done) == (2, 0, 8, 0)
        (line, _) = store.queue.waiting("one")
        assert (line.name, line.state, line.articles, line.articles_done) == ("export.csv", "split", 7, 0)
        gate.set()
        until(lambda: not store.queue.pending())
    (told, _) = store.queue.receipts(collection, ["one"])
    assert (told.file, told.message, told.parts) == ("export.csv", "7 articles, all read: 7 quotes.", 7)
    assert (count(store, "queue"), count(store, "queue_bytes")) == (0, 0)


def test_parts_that_cannot_be_read_are_told(store: Store, collection: str) -> None:
    files = [upload("a.txt"), Upload("b.txt", b""), upload("c.txt", "BREAK THE READER"), upload("d.txt")]
    store.queue.add(collection, "one", [Upload("all.zip", zipped(*files)), Upload("none.zip", zipped())])
    work_off(store)
    told = {receipt.file: receipt for receipt in store.queue.receipts(collection, ["one"])}
    assert told["all.zip"].message.startswith("4 articles, 2 read, 2 could not be read: 2 quotes. ")
    assert "b.txt: the file is empty" in told["all.zip"].message
    assert told["none.zip"].status == "failed"
    assert store.collection(collection).articles == 2


def test_thousands_of_tiny_files(store: Store, collection: str) -> None:
    tiny = [Upload(f"{number}.txt", f"Nothing much, {number}.".encode()) for number in range(3000)]
    store.queue.add(collection, "one", tiny)
    (batch,) = store.queue.batches(collection)
    assert (batch.files, batch.articles_done) == (3000, 0)
    assert len(store.queue.waiting("one", limit=100)) == 100
    store.queue.cancel("one")
    assert statuses(store, collection, "one") == ["cancelled"] * 3000


def test_the_time_left_is_told_from_the_pace() -> None:
    now = 100.0
    pace = Pace(lambda: now)
    assert pace.left("one", 10) is None
    pace.done("one")  # with the first the reader is loaded: it says nothing
    assert pace.left("one", 9) is None
    for _ in range(3):
        now += 2.0
        pace.done("one")
    assert pace.left("one", 6) == pytest.approx(12.0)
    assert pace.left("two", 6) is None


# Tables whose columns have names of their own

ODD = table(f"“We agree,” said Ann.{standin.FILLER}", head="Kopf,Spalte 7")


def test_a_table_waits_until_somebody_says_what_its_columns_are(store: Store, collection: str) -> None:
    store.queue.add(collection, "one", [Upload("odd.csv", ODD), upload("a.txt")])
    work_off(store)
    (question,) = store.queue.questions(collection)
    assert (question.name, question.columns) == ("odd.csv", ("Kopf", "Spalte 7"))
    assert (question.found, question.likely, question.again) == ({}, "Spalte 7", False)
    assert store.queue.batches(collection) == []  # nothing is being read meanwhile
    assert statuses(store, collection, "one") == ["read"]
    assert not store.queue.answer("A" * 22, question.pk, None)
    assert store.queue.answer(collection, question.pk, {"text": "Spalte 7", "title": "Kopf"})
    assert not store.queue.answer(collection, question.pk, None)
    assert [batch.files for batch in store.queue.batches(collection)] == [2]
    work_off(store)
    assert store.queue.questions(collection) == []
    assert statuses(store, collection, "one") == ["read", "read"]
    assert "Number 0" in [row.title for row in store.articles(View(collection))]


HALF = table(
    *(f"“Row {number} is fine,” said Ann.{standin.FILLER}" for number in range(3)), head="thema,text"
)


def read_half(store: Store, collection: str) -> Receipt:
    """A table is read, of which the title is in a column that nobody knows."""
    store.queue.add(collection, "one", [Upload("half.csv", HALF)])
    work_off(store)
    (told,) = store.queue.receipts(collection, ["one"])
    return told


def test_what_no_column_was_found_for_is_told(store: Store, collection: str) -> None:
    told = read_half(store, collection)
    assert told.message == "3 articles, all read: 3 quotes."
    assert told.notices == ("No column found for title, date and outlet; not recognised: “thema”.",)
    assert told.columns == Columns(
        hashlib.sha256(HALF).hexdigest(), ("thema", "text"), {"text": "text"}, ("thema",)
    )
    assert store.queue.questions(collection) == []


@pytest.mark.parametrize(
    "head", ["number,text", "title,text", "thema,text,date", "headline,date,outlet,thema,text"]
)
def test_which_tables_are_told_of(store: Store, collection: str, head: str) -> None:
    cells = {"text": f"“Yes,” said Ann.{standin.FILLER}"}
    row = ",".join(f'"{cells.get(name, name)}"' for name in head.split(","))
    store.queue.add(collection, "one", [Upload("t.csv", f"{head}\n{row}\n".encode())])
    work_off(store)
    (told,) = store.queue.receipts(collection, ["one"])
    assert bool(told.columns) is (head == "thema,text,date")
    assert bool(told.notices) is bool(told.columns)


def test_a_table_is_read_again_in_its_own_place(store: Store, collection: str) -> None:
    told = read_half(store, collection)
    store.queue.add(collection, "two", [upload("b.txt")])
    work_off(store)
    before = [row.id for row in store.articles(View(collection))]
    assert told.columns
    batch = ingest.ask_again(store, collection, told.columns.table)
    assert batch
    assert store.queue.receipts(collection, ["one"]) == []
    (question,) = store.queue.questions(collection)
    assert (question.name, question.found, question.again) == ("half.csv", {"text": "text"}, True)
    assert store.queue.answer(collection, question.pk, {"text": "text", "title": "thema"})
    work_off(store)
    (again,) = store.queue.receipts(collection, [batch])
    assert (again.status, again.parts, again.columns, again.notices) == ("read", 3, None, ())
    rows = store.articles(View(collection))
    assert sorted(row.title or "" for row in rows) == ["", "Number 0", "Number 1", "Number 2"]
    assert len({*before} & {row.id for row in rows}) == 1  # that of the other file
    assert store.collection(collection).articles == 4
    assert ingest.ask_again(store, collection, told.columns.table) is None
    assert count(store, "files") == 4  # those of the articles: the table's own are gone


def test_the_bytes_of_a_table_stay_while_another_collection_offers_it(store: Store, collection: str) -> None:
    told = read_half(store, collection)
    assert told.columns
    other = store.create_collection("other")
    store.queue.add(other, "two", [Upload("half.csv", HALF)])
    work_off(store)
    assert ingest.ask_again(store, collection, told.columns.table)
    (question,) = store.queue.questions(collection)
    assert store.queue.answer(collection, question.pk, {"text": "text", "title": "thema"})
    work_off(store)
    assert ingest.ask_again(store, other, told.columns.table)


def test_a_table_in_an_archive_is_asked_about_too(store: Store, collection: str) -> None:
    files = [upload("a.txt"), Upload("odd.csv", ODD), Upload("deep.zip", zipped(Upload("odd2.csv", ODD)))]
    store.queue.add(collection, "one", [Upload("all.zip", zipped(*files))])
    work_off(store)
    (told,) = store.queue.receipts(collection, ["one"])
    assert told.message == "1 article, all read: 1 quote."
    assert told.notices == (
        "Besides, it holds 2 tables. Each is asked about, since none of its columns is named for the text, and has "
        "a line of its own.",
    )
    first, second = store.queue.questions(collection)
    assert (first.name, first.columns) == ("all.zip / odd.csv", ("Kopf", "Spalte 7"))
    assert second.name == "all.zip / deep.zip / odd2.csv"
    assert store.queue.answer(collection, first.pk, {"text": "Spalte 7", "title": "Kopf"})
    ingest.answer(store, collection, second, None)
    work_off(store)
    assert "Number 0" in [row.title for row in store.articles(View(collection))]
    lines = {each.file: each for each in store.queue.receipts(collection, ["one"])}
    assert lines[first.name].message == "1 article, all read: 1 quote."
    assert "none of its columns is named" in lines[second.name].message
    assert count(store, "queue") == 0


def test_an_archive_with_nothing_but_tables_that_ask_says_so(store: Store, collection: str) -> None:
    store.queue.add(collection, "one", [Upload("all.zip", zipped(Upload("odd.csv", ODD)))])
    work_off(store)
    (told,) = store.queue.receipts(collection, ["one"])
    assert told.status == "read"
    assert told.message.startswith("Only 1 table of it could hold articles. Each is asked about")
    assert len(store.queue.questions(collection)) == 1


def test_an_archive_that_is_opened_twice_asks_once(store: Store, collection: str) -> None:
    files = [upload("a.txt"), Upload("odd.csv", ODD)]
    store.queue.add(collection, "one", [Upload("all.zip", zipped(*files))])
    task = store.queue.claim("gone", lambda groups: groups[0], -1.0)
    assert task
    for some in parts_of(task.upload):
        assert store.queue.add_parts(task, some)
    work_off(store)
    assert [each.name for each in store.queue.questions(collection)] == ["all.zip / odd.csv"]
    (told,) = store.queue.receipts(collection, ["one"])
    assert "1 table." in told.notices[0]


def test_tables_whose_shortened_names_are_the_same_are_all_asked_about(store: Store, collection: str) -> None:
    other = table(f"“We object,” said Bo.{standin.FILLER}", head="Kopf,Spalte 7")
    files = [
        Upload("a" * 90 + str(number) + "b" * 90 + ".csv", data) for number, data in enumerate((ODD, other))
    ]
    store.queue.add(collection, "one", [Upload("all.zip", zipped(*files))])
    work_off(store)
    one, two = store.queue.questions(collection)
    assert one.name == two.name


def test_a_script_is_told_of_a_table_in_an_archive(store: Store, collection: str) -> None:
    packed = Upload("all.zip", zipped(upload("a.txt"), Upload("odd.csv", ODD)))
    (told,) = ingest.ingest(store, collection, [packed], analyse=standin.analyse, model=MODEL)
    assert told.message.startswith(
        "2 articles, 1 read, 1 could not be read: 1 quote. all.zip / odd.csv: it is a"
    )
    assert told.message.count("all.zip / odd.csv") == 1


def test_a_table_can_be_left_as_it_is(store: Store, collection: str) -> None:
    told = read_half(store, collection)
    assert told.columns
    batch = ingest.ask_again(store, collection, told.columns.table)
    assert batch
    (question,) = store.queue.questions(collection)
    ingest.answer(store, collection, question, None)
    assert store.queue.receipts(collection, [batch]) == [told]
    assert count(store, "queue") == 0
    assert store.collection(collection).articles == 3


def test_a_script_is_told_of_columns_too(store: Store, collection: str) -> None:
    (told,) = ingest.ingest(
        store, collection, [Upload("half.csv", HALF)], analyse=standin.analyse, model=MODEL
    )
    assert told.columns
    assert store.receipts(collection) == [told]
    assert ingest.ask_again(store, collection, told.columns.table)


def test_a_table_can_be_left_out(store: Store, collection: str) -> None:
    store.queue.add(collection, "one", [Upload("odd.csv", ODD)])
    work_off(store)
    (question,) = store.queue.questions(collection)
    ingest.answer(store, collection, question, None)
    (told,) = store.queue.receipts(collection, ["one"])
    assert told.message.startswith("odd.csv: it is a table, and none of its columns is named")
    assert count(store, "queue") == 0


def test_a_table_that_asks_is_cancelled_with_the_others(store: Store, collection: str) -> None:
    store.queue.add(collection, "one", [Upload("odd.csv", ODD)])
    work_off(store)
    store.queue.cancel("one")
    assert statuses(store, collection, "one") == ["cancelled"]
    assert store.queue.questions(collection) == []


# Cancelling


def test_cancel_takes_out_what_waits(store: Store, collection: str) -> None:
    gate, log = threading.Event(), []  # type: ignore[var-annotated]
    store.queue.add(collection, "one", [upload(f"{number}.txt") for number in range(4)])
    store.queue.add(collection, "two", [upload("x.txt")])
    with working(store, partial(Reader, log, gate)):
        until(lambda: log)
        store.queue.cancel("one")
        one, two = store.queue.batches(collection)
        assert (one.stopping, one.files, one.files_done, two.stopping) == (True, 4, 3, False)
        gate.set()
        until(lambda: not store.queue.pending())
    assert log == ["0.txt", "x.txt"]
    assert sorted(statuses(store, collection, "one")) == ["cancelled"] * 3 + ["read"]
    assert statuses(store, collection, "two") == ["read"]


def test_cancel_stops_the_articles_of_a_file_too(store: Store, collection: str) -> None:
    gate, log = threading.Event(), []  # type: ignore[var-annotated]
    store.queue.add(collection, "one", [Upload("export.csv", rows(*range(5)))])
    with working(store, partial(Reader, log, gate)):
        until(lambda: log)
        store.queue.cancel("one")
        gate.set()
        until(lambda: not store.queue.pending())
    (told,) = store.queue.receipts(collection, ["one"])
    assert told.message == "5 articles, 1 read, 4 stopped before reading: 1 quote."
    assert count(store, "queue") == 0


@pytest.mark.parametrize("taken_out", [0, 2])
def test_a_file_that_is_cancelled_while_it_is_taken_apart(
    store: Store, collection: str, taken_out: int
) -> None:
    class Stopped(Here):
        """Somebody cancels after so many of its parts."""

        def parts(self, upload: Upload) -> Iterator[list[Upload | Receipt]]:
            for place in range(5):
                if place == taken_out:
                    store.queue.cancel("one")
                yield [Upload(f"{place}.txt", standin.text(f"{place}.txt").encode())]

    store.queue.add(collection, "one", [upload("all.zip")])
    with working(store, partial(Stopped, standin.analyse, MODEL)):
        until(lambda: not store.queue.pending())
    (told,) = store.queue.receipts(collection, ["one"])
    assert told.status == "cancelled"
    assert count(store, "queue") == 0


# The end of a server, and of a process


def claim(store: Store, holder: str, seconds: float = 60.0) -> Task | None:
    return store.queue.claim(holder, lambda waiting: waiting[0], seconds)


def test_what_a_server_was_reading_when_it_died_is_read_by_the_next(store: Store, collection: str) -> None:
    store.queue.add(collection, "one", [upload("a.txt"), upload("b.txt")])
    lost = claim(store, "a server that is gone", seconds=0.2)
    assert lost is not None
    assert lost.upload.name == "a.txt"
    assert work_off(store) in (["a.txt", "b.txt"], ["b.txt", "a.txt"])
    assert statuses(store, collection, "one") == ["read", "read"]
    assert not store.queue.finish(lost, Receipt("a.txt", "read", "Read."))  # too late: it is told only once
    assert len(store.receipts(collection)) == 2


def test_what_another_server_reads_is_left_to_it(store: Store, collection: str) -> None:
    store.queue.add(collection, "one", [upload("a.txt")])
    theirs = claim(store, "another server")
    assert theirs is not None
    assert claim(store, "this server") is None
    store.queue.renew("another server", 60.0)
    assert store.queue.finish(theirs, Receipt("a.txt", "read", "Read."))
    assert not store.queue.pending()


def test_a_file_that_was_half_taken_apart_is_taken_apart_anew(store: Store, collection: str) -> None:
    store.queue.add(collection, "one", [Upload("export.csv", rows(*range(4)))])
    lost = claim(store, "a server that is gone", seconds=0.0)
    assert lost is not None
    assert store.queue.add_parts(lost, [upload("half.txt")])
    work_off(store)
    (told,) = store.queue.receipts(collection, ["one"])
    assert told.message == "4 articles, all read: 4 quotes."
    assert not store.queue.add_parts(lost, [upload("late.txt")])


def test_a_server_that_ends_in_order_lets_go_at_once(store: Store, collection: str) -> None:
    gate, log = threading.Event(), []  # type: ignore[var-annotated]
    store.queue.add(collection, "one", [upload("a.txt"), upload("b.txt")])
    with working(store, partial(Reader, log, gate)):
        until(lambda: log)
    task = claim(store, "the next server")
    assert task is not None
    assert (task.upload.name, task.tries) == ("a.txt", 1)
    gate.set()


def test_a_new_server_goes_on(store: Store, collection: str, monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[str] = []
    dispatcher = Dispatcher(store, partial(Reader, log), 1)
    monkeypatch.setattr("whosaid.ingest.dispatcher_of", lambda store: dispatcher)
    ingest.resume(store)
    assert dispatcher._threads == []  # nothing waits: nothing is begun
    store.queue.add(collection, "one", [upload("a.txt")])
    ingest.resume(store)
    until(lambda: not store.queue.pending())
    dispatcher.close()
    assert log == ["a.txt"]


class Dying(Here):
    """Its process ends with every file that says so."""

    def __init__(self, log: list[str]) -> None:
        super().__init__(standin.analyse, MODEL)
        self.log = log

    def read(self, upload: Upload) -> Reading:
        self.log.append(upload.name)
        if b"DEADLY" in upload.data:
            raise WorkerLostError
        if b"ENDLESS" in upload.data:
            raise TooSlowError(300.0, 300.0)
        return super().read(upload)


def test_a_file_that_ends_its_process_twice_is_given_up(store: Store, collection: str) -> None:
    log: list[str] = []
    store.queue.add(collection, "one", [upload("a.txt"), upload("b.txt", "DEADLY"), upload("c.txt")])
    with working(store, partial(Dying, log)):
        until(lambda: not store.queue.pending())
    assert sorted(log) == ["a.txt", "b.txt", "b.txt", "c.txt"]
    told = {receipt.file: receipt for receipt in store.queue.receipts(collection, ["one"])}
    assert "ended twice while reading it" in told["b.txt"].message
    assert [told[name].status for name in ("a.txt", "c.txt")] == ["read", "read"]


def test_a_file_with_which_servers_die_is_given_up(store: Store, collection: str) -> None:
    store.queue.add(collection, "one", [upload("a.txt")])
    for holder in ("first", "second"):
        assert claim(store, holder, seconds=0.0)
    assert work_off(store) == []
    (told,) = store.queue.receipts(collection, ["one"])
    assert "ended twice" in told.message


def test_a_file_that_takes_too_long_names_the_limit(store: Store, collection: str) -> None:
    log: list[str] = []
    store.queue.add(collection, "one", [upload("a.txt", "ENDLESS"), upload("b.txt")])
    with working(store, partial(Dying, log)):
        until(lambda: not store.queue.pending())
    assert log == ["a.txt", "b.txt"]
    (slow, _) = store.queue.receipts(collection, ["one"])
    assert "not read within 300 seconds" in slow.message
    assert "WHOSAID_MAX_SECONDS=600" in slow.message


def test_a_file_that_cannot_be_taken_apart_to_its_end(store: Store, collection: str) -> None:
    class Slow(Here):
        """It hangs in the middle."""

        def parts(self, upload: Upload) -> Iterator[list[Upload | Receipt]]:
            yield [Upload("0.txt", standin.text("0.txt").encode())]
            raise TooSlowError(300.0, 300.0)

    store.queue.add(collection, "one", [upload("all.zip")])
    with working(store, partial(Slow, standin.analyse, MODEL)):
        until(lambda: not store.queue.pending())
    (told,) = store.queue.receipts(collection, ["one"])
    assert told.message.startswith(
        "2 articles, 1 read, 1 could not be read: 1 quote. all.zip: it was not read"
    )


def test_a_database_that_is_away_for_a_while_loses_nothing(
    store: Store, collection: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whosaid.ingest.dispatcher._LOOK", 0.05)
    troubles = iter([True, True])
    finish = store.queue.finish

    def troubled(task: Task, receipt: Receipt, reading: Reading | None = None) -> bool:
        if next(troubles, False):
            raise StoreError("disk full")
        return finish(task, receipt, reading)

    monkeypatch.setattr(store.queue, "finish", troubled)
    store.queue.add(collection, "one", [upload("a.txt"), upload("b.txt")])
    log: list[str] = []
    with working(store, partial(Reader, log)):
        until(lambda: not store.queue.pending())
    assert "disk full" in caplog.text
    assert statuses(store, collection, "one") == ["read", "read"]


def test_news_is_not_missed(store: Store, collection: str) -> None:
    """One file after the other, each put in while the threads may be about to wait."""
    log: list[str] = []
    with working(store, partial(Reader, log), workers=2) as dispatcher:
        for number in range(40):
            store.queue.add(collection, f"{number}", [upload(f"{number}.txt")])
            dispatcher.wake()
            until(lambda done=number + 1: store.collection(collection).articles == done)
    assert len(log) == 40


def test_two_workers_read_at_once(store: Store, collection: str) -> None:
    met = threading.Barrier(2)

    class Meeting(Here):
        def read(self, upload: Upload) -> Reading:
            met.wait(PATIENCE)
            return super().read(upload)

    store.queue.add(collection, "one", [upload(f"{number}.txt") for number in range(4)])
    with working(store, partial(Meeting, standin.analyse, MODEL), workers=2):
        until(lambda: not store.queue.pending())
    assert store.collection(collection).articles == 4


def test_an_article_read_by_a_stand_in(tmp_path: Path) -> None:
    """The stand-in itself, so that a test here fails for a reason of its own."""
    article = Article("0" * 64, "a.txt", "“Fine,” said Ann.")
    assert [quote.text for quote in standin.analyse(article).quotes] == ["Fine,"]
