"""The command line's contract: what is printed, where, in which order, with which exit code.

The engine is put in through the seam of ``main``: it makes readings by hand, so that nothing here
needs a model. ``tests/test_seeds.py`` reads for real.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from whosaid import batch, cli
from whosaid.articles import (
    Article,
    Cue,
    Entity,
    Extent,
    MeanSentiment,
    ModelInfo,
    Quote,
    Reading,
    Removed,
    Sentiment,
    Speaker,
)
from whosaid.errors import ModelError, UnreadableFile
from whosaid.report import cell, marked, page, rows
from whosaid.settings import browser_mb, load_settings
from whosaid.summary import summary

ROOT = Path(__file__).resolve().parent.parent
MODEL = ModelInfo("by-hand", "1")
TEXT = '"Nobody \u2013 nobody \u2013 won," said Ada Quill. It rained.'


def by_hand(file: Path, data: bytes) -> Reading:
    """A reading of ``"words" said NAME.``: whatever stands before `` said `` is one direct quote."""
    text = data.decode("utf-8")
    if not text:
        raise UnreadableFile(str(file), "the file is empty", "give a file with text in it")
    if "crash" in text:
        raise ZeroDivisionError("division by zero")
    words, _, rest = text.partition(" said ")
    name = rest.partition(".")[0]
    said = len(words) + 1
    source = Extent(said + 5, said + 5 + len(name), name)
    speaker = Speaker("speaker-1", name, "person", 1, len(words.split()), MeanSentiment(-0.5, -1.0, 1.0, 1))
    quote = Quote(
        id="q1",
        kind="direct",
        text=words,
        spans=((0, len(words)),),
        cue=Cue(said, said + 4, "said", "speech"),
        source=source,
        speaker="speaker-1",
        confidence=0.9,
        sentiment=Sentiment("negative", -0.5, 0.6, 0.3, 0.1),
    )
    article = Article(
        hashlib.sha256(data).hexdigest(),
        str(file),
        text,
        title=f"On {name}",
        outlet="The Test",
        date="2025-01-31",
    )
    return Reading(article, (Entity("e", name, "PERSON", (source,)),), (speaker,), (quote,), MODEL, 0.0123)


def by_hand_named(file: str, plain: bool) -> list[Reading]:
    return all_by_hand(Path(file), Path(file).read_bytes())


def all_by_hand(file: Path, data: bytes) -> list[Reading]:
    """A file whose name ends in ``.all`` holds an article on each line."""
    return [by_hand(file, each) for each in (data.splitlines() if file.suffix == ".all" else [data])]


def model_1() -> ModelInfo:
    return MODEL


def engine_by_hand(options: cli.Options) -> cli.Engine:
    return cli.Engine(by_hand_named, all_by_hand, model_1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles: two good, one empty."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text('"Yes," said Bo Tarn. Then "no".', encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_json_is_one_object_a_line_exactly_the_reading(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(
        ["analyse", str(folder / "a.txt"), str(folder / "b.txt"), "--json"], make_engine=engine_by_hand
    )
    out = capsys.readouterr().out
    expected = [by_hand_named(str(folder / name), False)[0].to_dict() for name in ("a.txt", "b.txt")]
    assert code == 0
    assert [json.loads(line) for line in out.splitlines()] == expected
    assert list(json.loads(out.splitlines()[0])) == list(expected[0])
    assert "\u2013" in out  # not escaped


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_one_bad_file_costs_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    files = [str(folder / name) for name in ("empty.txt", "missing.txt", "a.txt")]
    code = cli.main(["analyse", *files, *options], make_engine=engine_by_hand)
    out, err = capsys.readouterr()
    assert code == 1
    assert "Ada Quill" in out
    first, second = err.splitlines()
    assert "empty.txt" in first
    assert "the file is empty; give a file with text in it" in first
    assert "missing.txt" in second
    assert "check the path" in second


def test_an_error_of_ours_costs_one_line_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "c.txt").write_text("crash")
    assert (
        cli.main(["analyse", str(folder / "c.txt"), str(folder / "a.txt")], make_engine=engine_by_hand) == 1
    )
    out, err = capsys.readouterr()
    assert "Ada Quill" in out
    assert len(err.splitlines()) == 1
    assert "an error in Whosaid (ZeroDivisionError" in err


def test_a_missing_model_is_said_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def no_model(file: str, plain: bool) -> list[Reading]:
        raise ModelError("The model is not there; install the package again.")

    def engine(options: cli.Options) -> cli.Engine:
        return cli.Engine(no_model, all_by_hand, model_1)

    assert cli.main(["analyse", str(folder / "a.txt"), str(folder / "b.txt")], make_engine=engine) == 1
    assert capsys.readouterr().err == "whosaid: The model is not there; install the package again.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["analyse"],
        ["analyse", "a", "--json", "--html", "b"],
        ["analyse", "a", "--html", "no/such/folder/page.html"],
        ["analyse", "a", "--csv", "{file}"],
        ["batch", "a"],
        ["batch", "a", "--out", "{file}"],
        ["batch", "a", "--out", "b", "--workers", "0"],
        ["batch", "a", "--out", "b", "--workers", "many"],
        ["batch", "a", "--out", "b", "--dask", "tcp://127.0.0.1:8786"],
        ["batch", "a", "--out", "b", "--dask", "x", "--workers", "2"],
        ["analyze", "a"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_2(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    arguments = [each.format(file=folder / "a.txt") for each in arguments]
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments, make_engine=engine_by_hand)
    assert stop.value.code == 2
    assert "error: " in capsys.readouterr().err


def test_plain_and_model_reach_the_engine(folder: Path) -> None:
    seen: list[tuple[str | None, str, bool]] = []

    def engine(options: cli.Options) -> cli.Engine:
        def analyse(file: str, plain: bool) -> list[Reading]:
            seen.append((options.model, file, plain))
            return by_hand_named(str(folder / "a.txt"), plain)

        return cli.Engine(analyse, all_by_hand, model_1)

    assert cli.main(["analyse", "-", "--plain", "--model", "other"], make_engine=engine) == 0
    assert cli.main(["analyse", "x"], make_engine=engine) == 0
    assert seen == [("other", "-", True), (None, "x", False)]


def test_html_is_one_page_with_everything_escaped(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = '<script>alert(1)</script>" onload="x" said <b onclick=y>Eve</b>. & so on'
    (folder / "bad.txt").write_text(bad, encoding="utf-8")
    out = tmp_path / "page.html"
    code = cli.main(
        ["analyse", *map(str, sorted(folder.iterdir())), "--html", str(out)], make_engine=engine_by_hand
    )
    assert code == 1  # the empty one
    html = out.read_text(encoding="utf-8")
    seen = Tags(html)
    assert {"script", "b"}.isdisjoint(seen.names)
    assert {name for name in seen.attributes if name.startswith("on")} == set()
    assert seen.text.count(bad) == 1  # shown as it was written
    assert str(out) in capsys.readouterr().out


class Tags(HTMLParser):
    """The tags, attributes and text of a page, as a browser sees them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.targets: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.targets += [(name, value) for name, value in attrs if name in {"href", "id"}]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_quote_of_the_page_leads_to_its_words() -> None:
    targets = Tags(page([by_hand(Path("a"), TEXT.encode()), by_hand(Path("b"), TEXT.encode())])).targets
    ids = [value for name, value in targets if name == "id"]
    assert ids == ["q1-1", "q2-1"]
    assert [value for name, value in targets if name == "href"] == [f"#{each}" for each in ids]


def test_the_marked_text_is_the_text() -> None:
    reading = by_hand(Path("a"), TEXT.encode())
    assert Tags(marked(reading, "q")).text == TEXT
    assert marked(by_hand(Path("a"), b" said . no words"), "q") == " said . no words"


def test_csv_writes_four_tables_that_fit_together(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "tables"
    assert (
        cli.main(
            ["analyse", str(folder / "a.txt"), str(folder / "b.txt"), "--csv", str(out)],
            make_engine=engine_by_hand,
        )
        == 0
    )
    assert sorted(path.name for path in out.iterdir()) == [
        "articles.csv",
        "entities.csv",
        "quotes.csv",
        "speakers.csv",
    ]
    tables = {path.stem: list(csv.DictReader(io.StringIO(_text(path)))) for path in out.iterdir()}
    assert {name: len(table) for name, table in tables.items()} == dict.fromkeys(tables, 2)
    quote = tables["quotes"][0]
    assert quote["article"] == tables["articles"][0]["article"]
    assert (quote["speaker"], quote["speaker_name"]) == (tables["speakers"][0]["id"], "Ada Quill")
    assert TEXT[int(quote["start"]) : int(quote["end"])] == quote["text"]
    assert float(quote["score"]) == -0.5  # a number stays a number


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n@x"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["plain", "a=b", "", None, -0.62, 3, "\u2013 a dash"])
def test_other_cells_stay_as_they_are(value: str | float | None) -> None:
    assert cell(value) == value


def test_a_formula_in_an_article_is_no_formula_in_the_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("=HYPERLINK(1) said @Eve. x", encoding="utf-8")
    assert (
        cli.main(
            ["analyse", str(tmp_path / "a.txt"), "--csv", str(tmp_path / "t")], make_engine=engine_by_hand
        )
        == 0
    )
    cells = [
        each
        for path in (tmp_path / "t").iterdir()
        for row in csv.reader(io.StringIO(_text(path)))
        for each in row
    ]
    assert "'=HYPERLINK(1)" in cells
    assert [each for each in cells if each.startswith(("=", "@"))] == []


def test_rows_have_the_columns_they_claim() -> None:
    from whosaid.report import COLUMNS

    reading = by_hand(Path("a"), TEXT.encode())
    for table, columns in COLUMNS.items():
        assert [len(row) for row in rows(table, [reading])] == [len(columns.split())]


def test_the_summary_tells_it_all() -> None:
    reading = by_hand(Path("a.txt"), TEXT.encode())
    text = summary(reading, width=60)
    for part in (
        "On Ada Quill",
        "The Test, 2025-01-31, a.txt",
        "1 quote, 1 speaker, 1 entity",
        "-0.50, from one quote",
    ):
        assert part in text
    assert "Ada Quill (said): direct, negative -0.50, 90% sure of the speaker" in text
    assert "PERSON" in text


def test_the_summary_names_what_was_taken_out_and_who_is_unknown() -> None:
    reading = by_hand(Path("a.txt"), TEXT.encode())
    article = Article("id", "a", TEXT, removed=(Removed("Support us", "appeal"),), notices=("It rains.",))
    quote = Quote("q", "indirect", "it rained", ((0, 9),), None, None, None, 0.5, reading.quotes[0].sentiment)
    text = summary(Reading(article, (), (), (quote,), MODEL, 0.1))
    assert "1 without a named source, 1 passage taken out (appeal)" in text
    assert "(no source named): indirect" in text
    assert "It rains." in text


def test_an_article_cannot_write_to_the_terminal() -> None:
    text = summary(by_hand(Path("a"), "\x1b[2J\x07wiped\u202e said Eve\x1b]0;title\x07. x".encode()))
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def run(
    code: str, *, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", code],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
    )


def test_standard_output_is_utf_8_wherever_it_runs(folder: Path) -> None:
    code = (
        "from whosaid import cli; from tests.test_cli import engine_by_hand as by_hand; import sys; "
        f"sys.exit(cli.main(['analyse', {str(folder / 'a.txt')!r}, '--json'], make_engine=by_hand))"
    )
    done = run(code, env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\u2013".encode() in done.stdout


def test_a_broken_pipe_leaves_no_trace(folder: Path) -> None:
    code = (
        "from whosaid import cli; from tests.test_cli import engine_by_hand as by_hand; import sys; "
        f"sys.exit(cli.main(['analyse', *[{str(folder / 'a.txt')!r}] * 5000, '--json'], make_engine=by_hand))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"schema": 1')
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_help_answers_without_loading_a_model() -> None:
    code = (
        "import sys\nfrom whosaid import cli\n"
        "try:\n    cli.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'spacy', 'onnxruntime', 'trafilatura', 'streamlit'} & set(sys.modules)))"
    )
    done = run(code)
    assert done.stdout.decode().splitlines()[-1] == "[]"


def test_serve_says_where_the_dashboard_should_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "APP", tmp_path / "app.py")
    with pytest.raises(SystemExit) as stop:
        cli.main(["serve"], make_engine=engine_by_hand)
    assert stop.value.code == 2
    assert str(tmp_path / "app.py") in capsys.readouterr().err


@pytest.mark.parametrize(
    ("largest", "browser"), [("10", 64), ("32", 64), ("33", 66), ("64", 128), ("100.4", 201)]
)
def test_the_browser_may_send_more_than_is_read(largest: str, browser: int) -> None:
    settings = load_settings({"WHOSAID_MAX_FILE_MB": largest})
    assert f"--server.maxUploadSize={browser}" in cli.serving(settings)
    assert browser_mb(settings) == browser > settings.max_file_mb


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make here")
def test_make_app_lets_the_browser_send_as_much_as_serve_does() -> None:
    recipe = subprocess.run(["make", "-n", "app"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "--server.maxUploadSize $room" in recipe.stdout
    code = re.search(r"python -c '([^']+)'", recipe.stdout)
    assert code
    asked = [sys.executable, "-c", code[1]]
    environment = {**os.environ, "WHOSAID_MAX_FILE_MB": "100"}
    assert subprocess.check_output(asked, cwd=ROOT, env=environment, text=True) == "200\n"


def lines_of(out: Path) -> dict[str, str]:
    return {path.name.rpartition("-")[0]: path.read_text(encoding="utf-8") for path in out.iterdir()}


@pytest.mark.parametrize("workers", ["1", "2"])
def test_batch_writes_one_file_an_article(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], workers: str
) -> None:
    out = tmp_path / "out"
    code = cli.main(
        ["batch", str(folder), "--out", str(out), "--workers", workers], make_engine=engine_by_hand
    )
    printed, err = capsys.readouterr()
    assert code == 1
    assert printed == "2 read, 0 there already, 1 not readable\n"
    assert len(err.splitlines()) == 1
    assert "empty.txt: the file is empty" in err
    assert set(lines_of(out)) == {"a.txt", "b.txt"}
    assert json.loads(lines_of(out)["a.txt"])["article"]["text"] == TEXT


def test_batch_resumes_with_what_is_missing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.txt").unlink()
    out = tmp_path / "out"
    command = ["batch", str(folder), "--out", str(out), "--resume"]
    assert cli.main(command, make_engine=engine_by_hand) == 0
    cut = next(out.glob("b.txt-*"))
    cut.write_text(cut.read_text(encoding="utf-8")[:50], encoding="utf-8")  # half a file is not there
    (folder / "c.txt").write_text("One more said Cy. x", encoding="utf-8")
    capsys.readouterr()
    assert cli.main(command, make_engine=engine_by_hand) == 0
    assert capsys.readouterr().out == "2 read, 1 there already, 0 not readable\n"
    newer = cli.Engine(by_hand_named, all_by_hand, lambda: ModelInfo("by-hand", "2"))
    cli.main(command, make_engine=lambda options: newer)
    assert capsys.readouterr().out == "3 read, 0 there already, 0 not readable\n"


def test_batch_takes_a_list_relative_to_itself(folder: Path, tmp_path: Path) -> None:
    listing = tmp_path / "list"
    listing.write_text("in/b.txt\n\nin/a.txt\n", encoding="utf-8")
    assert batch.files_of(listing) == [folder / "b.txt", folder / "a.txt"]


def test_batch_goes_deep_and_leaves_hidden_files(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "z.txt").write_text("z")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text("x")
    assert [path.name for path in batch.files_of(folder)] == ["a.txt", "b.txt", "z.txt", "empty.txt"]


def test_batch_without_an_input_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(
        ["batch", str(tmp_path / "no"), "--out", str(tmp_path / "out")], make_engine=engine_by_hand
    )
    assert code == 1
    assert "there is no such folder or list; check the path" in capsys.readouterr().err


def test_a_write_that_fails_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = by_hand(Path("a"), TEXT.encode())
    path = tmp_path / "a.jsonl"
    path.write_text("before")
    monkeypatch.setattr(json, "dumps", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        batch.write(path, [reading])
    assert path.read_text() == "before"


def test_a_file_that_holds_several_gives_a_line_each(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "two.all").write_text('"Yes," said Bo Tarn. x\n"No," said Cy Lund. x', encoding="utf-8")
    assert cli.main(["analyse", str(folder / "two.all"), "--json"], make_engine=engine_by_hand) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    out = tmp_path / "out"
    (folder / "empty.txt").unlink()
    command = ["batch", str(folder), "--out", str(out), "--resume"]
    assert cli.main(command, make_engine=engine_by_hand) == 0
    assert len(lines_of(out)["two.all"].splitlines()) == 2
    assert capsys.readouterr().out == "4 read, 0 there already, 0 not readable\n"
    assert cli.main(command, make_engine=engine_by_hand) == 0
    assert capsys.readouterr().out == "0 read, 4 there already, 0 not readable\n"


def test_what_a_file_holds_is_complained_of_one_by_one(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def some(file: Path, data: bytes) -> list[Reading | UnreadableFile]:
        return [UnreadableFile(f"{file} / x", "it is empty", "leave it out"), by_hand(file, data)]

    def engine(options: cli.Options) -> cli.Engine:
        return cli.Engine(lambda file, plain: some(Path(file), Path(file).read_bytes()), some, model_1)

    assert cli.main(["analyse", str(folder / "a.txt"), "--json"], make_engine=engine) == 1
    printed, err = capsys.readouterr()
    assert len(printed.splitlines()) == len(err.splitlines()) == 1
    assert "a.txt / x: it is empty; leave it out." in err
    listing = tmp_path / "list"
    listing.write_text("in/a.txt\n")
    assert cli.main(["batch", str(listing), "--out", str(tmp_path / "out")], make_engine=engine) == 1
    assert capsys.readouterr().out == "1 read, 0 there already, 1 not readable\n"


def test_columns_reach_the_engine_and_must_make_sense(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[object] = []

    def engine(options: cli.Options) -> cli.Engine:
        seen.append(options.columns)
        return engine_by_hand(options)

    file = str(folder / "a.txt")
    assert cli.main(["analyse", file, "--columns", "text=Inhalt,title=Titel"], make_engine=engine) == 0
    assert seen == [{"text": "Inhalt", "title": "Titel"}]
    for wrong in ("text", "words=Inhalt", "text="):
        with pytest.raises(SystemExit):
            cli.main(["analyse", file, "--columns", wrong], make_engine=engine)
        assert "write FIELD=COLUMN" in capsys.readouterr().err


def test_batch_takes_an_archive_or_a_table_itself(tmp_path: Path) -> None:
    table = tmp_path / "export.csv"
    table.write_text('title,text\nA,"It rained, she said."\n', encoding="utf-8")
    assert batch.files_of(table) == [table]
