"""Processes that read: real ones, most with the stand-in for a reader, which is loaded in no time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests import standin
from tests.readings import MODEL
from tests.test_ingest import table
from whosaid import analyse, model_info, read
from whosaid.articles import Reading
from whosaid.errors import ModelError, UnreadableFile, WhosaidError
from whosaid.ingest import Dispatcher, Upload, child
from whosaid.ingest.dispatcher import processes
from whosaid.ingest.processes import Process
from whosaid.ingest.workers import TooSlowError, WorkerLostError, allowed
from whosaid.store import Store

STANDIN = "tests.standin"
PATIENCE = 180.0
GOOD = Upload("a.txt", standin.text("a.txt").encode())
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="asks for processes by their number")


@pytest.fixture
def process() -> Iterator[Process]:
    started = Process(PATIENCE, reader=STANDIN)
    yield started
    started.close()


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)


def runs(pid: int) -> bool:
    """Whether there is such a process (one that has ended but was not asked about counts as gone)."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_a_process_is_started_by_the_first_request_and_kept(process: Process) -> None:
    assert process.pid is None
    assert process.model() == MODEL
    first = process.pid
    assert first not in (None, os.getpid())
    reading = process.read(GOOD)
    assert reading.article.file == "a.txt"
    assert [quote.text for quote in reading.quotes] == ["a.txt is fine,"]
    assert list(process.parts(GOOD)) == []
    assert process.pid == first


def test_the_articles_of_a_file_come_over(process: Process) -> None:
    rows = table(*(f"“Row {number},” said Ann.{standin.FILLER}" for number in range(250)))
    some = list(process.parts(Upload("export.csv", rows)))
    assert [len(parts) for parts in some] == [100, 100, 50]
    assert all(isinstance(part, Upload) for parts in some for part in parts)


def test_who_does_not_want_the_rest_gets_another_process(process: Process) -> None:
    rows = table(*(f"“Row {number},” said Ann.{standin.FILLER}" for number in range(250)))
    parts = process.parts(Upload("export.csv", rows))
    next(parts)
    parts.close()  # type: ignore[attr-defined]
    assert process.pid is None
    assert process.read(GOOD).quotes


def test_what_a_person_may_read_comes_over_as_it_is(process: Process) -> None:
    with pytest.raises(UnreadableFile, match="the file is empty") as caught:
        process.read(Upload("a.txt", b""))
    assert caught.value.remedy
    with pytest.raises(RuntimeError, match="broken on purpose"):
        process.read(Upload("a.txt", b"BREAK THE READER"))
    assert process.read(GOOD).quotes


def test_what_is_printed_over_there_disturbs_nothing(process: Process) -> None:
    assert process.read(Upload("a.txt", b"PRINT SOMETHING")).article.text == "PRINT SOMETHING"
    assert process.read(GOOD).quotes


def test_a_process_that_ends_is_replaced(process: Process) -> None:
    with pytest.raises(WorkerLostError):
        process.read(Upload("a.txt", b"KILL THE READER"))
    assert process.read(GOOD).quotes
    assert process.pid is not None
    os.kill(process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    until(lambda: process.pid is None)
    assert process.read(GOOD).quotes


@posix_only
def test_a_file_that_would_need_all_memory_costs_itself(process: Process) -> None:
    with pytest.raises(UnreadableFile, match="reading it takes more than 4,000 MB of memory; split it"):
        process.read(Upload("a.txt", b"TAKE ALL MEMORY"))
    assert process.read(GOOD).quotes


def test_a_process_that_never_comes_back_is_ended(process: Process) -> None:
    assert process.read(GOOD).quotes
    first = process.pid
    process.seconds = 0.5
    with pytest.raises(TooSlowError):
        process.read(Upload("a.txt", b"NEVER COME BACK"))
    process.seconds = PATIENCE
    assert process.read(GOOD).quotes
    assert process.pid != first


def test_a_long_text_has_more_time() -> None:
    (size, value, end) = child._answers(STANDIN, "read", GOOD, False)
    assert size == ("size", len(GOOD.data.decode()))
    assert value[1].quotes
    assert end == ("end", None)
    assert [allowed(300.0, size) for size in (0, 100_000, 2_000_000)] == [300.0, 300.0, 6000.0]


def test_what_is_closed_stays_closed(process: Process) -> None:
    process.close()
    with pytest.raises(WorkerLostError):
        process.read(GOOD)


def test_a_model_that_is_not_there_is_told_for_each_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WHOSAID_MODEL", str(tmp_path / "nothing"))
    process = Process(PATIENCE)
    for _ in range(2):
        with pytest.raises(WhosaidError, match="cannot be loaded"):
            process.read(GOOD)
    process.close()
    assert issubclass(ModelError, WhosaidError)


def test_the_reader_that_ships_reads_there_as_it_does_here() -> None:
    process = Process(PATIENCE)
    there = process.read(GOOD)
    assert process.model() == model_info() == there.model
    here = analyse(read(GOOD.data, name="a.txt"))
    assert (there.article, there.quotes, there.speakers) == (here.article, here.quotes, here.speakers)
    process.close()


@pytest.mark.parametrize(
    ("environment", "cores", "expected"),
    [
        ({}, 1, 1),
        ({}, 2, 1),
        ({}, 8, 4),
        ({}, 64, 8),
        ({"WHOSAID_THREADS": "4"}, 8, 2),
        ({"WHOSAID_WORKERS": "3"}, 2, 3),
    ],
)
def test_how_many_processes_a_machine_gets(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], cores: int, expected: int
) -> None:
    for name in ("WHOSAID_THREADS", "WHOSAID_WORKERS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("whosaid.ingest.dispatcher._cores", lambda: cores)
    assert processes() == expected


class Impatient(Process):
    """Gives up soon, but only on the file that hangs: a busy machine may be slow with any of the others."""

    def read(self, upload: Upload, *, plain: bool = False) -> Reading:
        self.seconds = 2.0 if b"NEVER COME BACK" in upload.data else PATIENCE
        return super().read(upload, plain=plain)


def test_files_that_kill_or_hang_harm_no_other(tmp_path: Path) -> None:
    files = [Upload(f"{number}.txt", standin.text(f"{number}.txt").encode()) for number in range(5)]
    files[1] = Upload("deadly.txt", b"KILL THE READER")
    files[3] = Upload("endless.txt", b"NEVER COME BACK")
    with Store(f"sqlite:///{tmp_path / 'whosaid.sqlite3'}") as store:
        collection = store.create_collection("Uploads")
        dispatcher = Dispatcher(store, partial(Impatient, PATIENCE, reader=STANDIN), 1)
        store.queue.add(collection, "one", files)
        dispatcher.wake()
        until(lambda: not store.queue.pending())
        dispatcher.close()
        told = {receipt.file: receipt for receipt in store.queue.receipts(collection, ["one"])}
        assert store.collection(collection).articles == 3
    assert "ended twice" in told["deadly.txt"].message
    assert "not read within 2 seconds" in told["endless.txt"].message
    assert sum(receipt.status == "read" for receipt in told.values()) == 3


SERVER = """
import sys, time
from tests import standin
from whosaid.ingest import Dispatcher, Upload, child
from whosaid.ingest.processes import Process
from whosaid.store import Store
import atexit

store = Store(sys.argv[1])
worker = Process(60.0, reader="tests.standin")
dispatcher = Dispatcher(store, lambda: worker, 1, lease=1.0)
atexit.register(dispatcher.close)
if sys.argv[2] == "begin":
    collection = store.create_collection("x")
    files = [Upload(f"{n}.txt", (standin.text(str(n)) + " TAKE A WHILE").encode()) for n in range(12)]
    store.queue.add(collection, "one", files)
dispatcher.wake()
while worker.pid is None:
    time.sleep(0.01)
print(worker.pid, flush=True)
if sys.argv[2] == "begin":
    sys.stdin.read()
else:
    while store.queue.pending():
        time.sleep(0.05)
"""


def server(root: Path, database: str, *how: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SERVER, database, *how],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@posix_only
@pytest.mark.parametrize("end", ["killed", "in order"])
def test_a_server_that_ends_leaves_no_process_and_loses_no_file(tmp_path: Path, root: Path, end: str) -> None:
    database = f"sqlite:///{tmp_path / 'whosaid.sqlite3'}"
    with server(root, database, "begin") as first:
        assert first.stdout
        assert first.stdin
        pid = int(first.stdout.readline())
        with Store(database) as store:
            until(lambda: _told(store) >= 2)
        first.kill() if end == "killed" else first.stdin.close()
        assert first.wait(PATIENCE) == (-signal.SIGKILL if end == "killed" else 0)
    until(lambda: not runs(pid))
    with Store(database) as store:
        assert store.queue.pending()
        assert 2 <= _told(store) < 12
    with server(root, database, "go on") as second:
        assert second.wait(PATIENCE) == 0
    with Store(database) as store:
        (collection,) = _collections(store)
        assert [receipt.status for receipt in store.receipts(collection)] == ["read"] * 12
        assert store.collection(collection).articles == 12


def _collections(store: Store) -> list[str]:
    from sqlalchemy import select

    from whosaid.store import tables

    return store._database.read(lambda conn: list(conn.execute(select(tables.collections.c.id)).scalars()))


def _told(store: Store) -> int:
    return sum(len(store.receipts(collection)) for collection in _collections(store))
