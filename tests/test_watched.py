"""The command line's limit on time: real processes, with the stand-in for a reader, of which some files hang."""

from __future__ import annotations

import json
import pickle
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests import standin
from tests.intake.make_containers import zipped
from tests.intake.pdf_documents import two_columns
from tests.readings import MODEL
from tests.test_ingest import table
from whosaid import batch, cli
from whosaid.articles import Columns, Reading
from whosaid.errors import ModelError, NotEnglish, UnreadableFile
from whosaid.ingest import watched
from whosaid.ingest.parts import ColumnsNeededError
from whosaid.intake import is_text

HANGS = "NEVER COME BACK"
GERMAN = (
    "Der Bürgermeister sagte am Montag, dass die Brücke noch lange nicht wieder geöffnet werden könne. " * 5
)
SECONDS = 3.0  # a busy machine may be slow with any of the others
read = partial(watched.readings, reader="tests.standin")


@pytest.fixture(autouse=True)
def ended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Little time for each article, and no process left over."""
    monkeypatch.setenv("WHOSAID_MAX_SECONDS", f"{SECONDS:g}")
    yield
    watched.end()


def engine(options: cli.Options) -> cli.Engine:
    """The way of the library, with the stand-in."""

    def analyse(file: str, plain: bool) -> Iterable[batch.Found]:
        return read(file, Path(file).read_bytes(), plain=plain)

    return cli.Engine(analyse, lambda file, data: read(str(file), data), lambda: MODEL)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Four articles, of which the second hangs."""
    folder = tmp_path / "in"
    folder.mkdir()
    texts = {
        "a.txt": standin.text("a"),
        "b.txt": HANGS,
        "c.txt": standin.text("c"),
        "d.txt": standin.text("d"),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


def test_analyse_reads_the_others(files: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["analyse", *map(str, files), "--json"], make_engine=engine)
    printed, complained = capsys.readouterr()
    read = [Path(json.loads(line)["article"]["file"]).name for line in printed.splitlines()]
    assert (code, read) == (1, ["a.txt", "c.txt", "d.txt"])
    (line,) = complained.splitlines()
    assert "b.txt: it was not read within 3 seconds" in line
    assert "start Whosaid with WHOSAID_MAX_SECONDS=6." in line


@pytest.mark.parametrize("workers", ["1", "2"])
def test_batch_reads_the_others(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], workers: str
) -> None:
    command = ["batch", str(files[0].parent), "--out", str(tmp_path / "out"), "--workers", workers]
    code = cli.main(command, make_engine=engine)
    printed, complained = capsys.readouterr()
    assert (code, printed) == (1, "3 read, 0 there already, 1 not readable\n")
    (line,) = complained.splitlines()
    assert "b.txt: it was not read within 3 seconds" in line
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_an_article_that_hangs_costs_no_other_of_its_file() -> None:
    data = zipped({"a.txt": standin.text("a"), "b.txt": HANGS, "c.txt": "", "d.txt": standin.text("d")})
    found = list(read("all.zip", data))
    assert [isinstance(each, Reading) for each in found] == [True, False, False, True]
    told = [str(each) for each in found if isinstance(each, UnreadableFile)]
    assert told[0].startswith("all.zip / b.txt: it was not read within 3 seconds")
    assert told[1].startswith("all.zip / c.txt: the file is empty")


@pytest.mark.parametrize(
    ("data", "options", "expected"),
    [
        (b"KILL THE READER", {}, "a.txt: the process that was reading it has ended"),
        (b"", {}, "a.txt: the file is empty"),
        (GERMAN.encode(), {}, "a.txt: it is not in English (German, it seems)"),
        (GERMAN.encode(), {"any_language": True}, ""),
        (table(GERMAN[:20], head="x,y"), {}, "a.txt: it is a table, and none of its columns"),
        (table("“Yes,” said Ann.", head="x,y"), {"columns": {"text": "y"}}, ""),
        (b"<p>One.</p><p>Two.</p>", {"plain": True}, ""),
    ],
)
def test_what_is_asked_for_is_done_over_there(data: bytes, options: dict[str, bool], expected: str) -> None:
    name = "a.csv" if data.startswith(b"x,y") else "a.txt"
    (found,) = read(name, data, **options)  # type: ignore[arg-type]
    if expected:
        assert str(found).startswith(expected.replace("a.txt", name))
    else:
        assert isinstance(found, Reading)


def test_to_end_breaks_off_what_hangs(
    files: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WHOSAID_MAX_SECONDS", "300")
    options = {
        "analyse": engine(cli.Options(None, None, False)).analyse_bytes,
        "model": MODEL,
        "resume": False,
    }
    outcomes = batch.run(files, tmp_path / "out", workers=2, **options)  # type: ignore[arg-type]
    began = time.monotonic()
    assert next(outcomes).status == "read"
    outcomes.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 60


@pytest.mark.parametrize(
    "error",
    [
        UnreadableFile("a.txt", "it is empty", "leave it out"),
        NotEnglish("a.txt", "German"),
        ColumnsNeededError("a.csv", "no text", "say so", Columns("1f", ("x", "y"), {}, ("x", "y"))),
        ModelError("not there"),
    ],
)
def test_errors_are_the_same_over_there(error: Exception) -> None:
    sent = pickle.loads(pickle.dumps(error))
    assert (type(sent), str(sent), vars(sent)) == (type(error), str(error), vars(error))


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", standin.text("a").encode(), True),
        ("a.md", b"# A bridge\n\nIt is closed.", True),
        ("a.pdf", b"A text that is called a PDF.", True),
        ("a.txt", two_columns(), False),
        ("a.txt", zipped({"a.txt": "a"}), False),
        ("a.txt", b"<!doctype html><html><body><p>It is closed.</p>", False),
        (
            "a.txt",
            b"From: ann@quay.example\nTo: b@quay.example\nSubject: A\nDate: Mon, 3 Mar 2025\n\nHi",
            False,
        ),
        ("a.txt", b"{\\rtf1 It is closed.}", False),
    ],
)
def test_what_is_read_at_once(name: str, data: bytes, expected: bool) -> None:
    assert is_text(data, name) is expected


@pytest.mark.parametrize(
    ("names", "here"), [("a.txt -", True), ("a.txt missing", True), ("a.txt x.pdf", False)]
)
def test_the_command_line_reads_documents_over_there(
    tmp_path: Path, names: str, here: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(standin.text("a"), encoding="utf-8")
    (tmp_path / "x.pdf").write_bytes(two_columns())
    given = tuple(name if name == "-" else str(tmp_path / name) for name in names.split())
    made = cli.library(cli.Options(None, None, False, given))
    assert isinstance(made.analyse, partial)
    assert (made.analyse.func is cli._library_analyse) is here


def test_a_document_that_takes_too_long_is_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WHOSAID_MAX_SECONDS", "0.0001")
    (tmp_path / "x.pdf").write_bytes(two_columns())
    assert cli.main(["analyse", str(tmp_path / "x.pdf"), str(tmp_path / "missing")]) == 1
    slow, missing = capsys.readouterr().err.splitlines()
    assert "x.pdf: it was not read within 0.0001 seconds" in slow
    assert "missing: it cannot be opened (no such file or directory)" in missing
