"""Articles that are not in English: left unread with a receipt, and read once somebody insists."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests import foreign, standin
from tests.collections import Made
from tests.foreign import FRENCH, GERMAN
from tests.readings import MODEL
from tests.test_app import labels, open_page, words
from tests.test_app import made as made  # a small collection in a database of its own
from tests.test_ingest import zipped
from tests.test_progress import still as still  # nothing is read while the page is looked at
from tests.test_queue import collection as collection
from tests.test_queue import store as store
from tests.test_queue import until, work_off
from tests.test_store import url as url
from whosaid import batch, cli, ingest, intake, read
from whosaid.articles import ModelInfo, Reading, Removed, Unread
from whosaid.errors import NotEnglish, NotFound
from whosaid.ingest import Dispatcher, Upload, watched
from whosaid.ingest.processes import Process
from whosaid.ingest.workers import Here
from whosaid.intake import canonical
from whosaid.intake.language import foreign_language
from whosaid.settings import load_settings
from whosaid.store import Store, tables
from whosaid.view import View

ENGLISH = standin.text("english.txt") + standin.FILLER
NOT_READ = "Not English (German, it seems): not read."


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def upload(name: str, text: str, **more: bool) -> Upload:
    return Upload(name, text.encode(), **more)  # type: ignore[arg-type]


# What is beyond doubt


@pytest.mark.parametrize(("language", "text"), foreign.ALL.items())
def test_another_language_is_told(language: str, text: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        "Legia Warsaw, Odra Wodzislaw, Hutnik Krakow, Lech Poznan, Widzew Lodz",
        GERMAN[:180],  # too short to be sure
        ENGLISH + "\n\n“" + GERMAN + "”",
        f"The board put out a statement in German on Monday, which said:\n\n“{GERMAN}”\n\nThe islanders were not asked "
        "about it, and the county has said nothing yet, though it was told of the plan by the board weeks ago.",
        "12 34 56 78 " * 200,
        "",
    ],
    ids=["english", "capitals", "names", "short", "quoted", "mostly quoted", "figures", "nothing"],
)
def test_where_there_is_doubt_an_article_is_read(text: str) -> None:
    assert foreign_language(text) is None


def test_a_long_text_is_looked_at_in_three_places() -> None:
    assert foreign_language(GERMAN * 100) == "German"
    assert foreign_language(GERMAN * 50 + "\n\n" + ENGLISH * 200) is None
    assert foreign_language(ENGLISH * 100 + "\n\n" + GERMAN * 100) is None


def test_read_gives_it_all_the_same_and_says_what_it_looks_like() -> None:
    article = read(GERMAN.encode(), name="hafen.txt")
    assert article.text == GERMAN
    assert "looks like German" in article.notices[0]
    error = intake.foreign(article)
    assert error is not None
    assert str(error) == (
        "hafen.txt: it is not in English (German, it seems) and was not read; read it all the same with --any-language."
    )
    assert intake.foreign(read(ENGLISH.encode(), name="a.txt")) is None


# In the queue


def test_it_is_left_unread_and_stops_no_other(store: Store, collection: str) -> None:
    files = [upload("hafen.txt", GERMAN), upload("a.txt", ENGLISH), upload("port.txt", FRENCH)]
    store.queue.add(collection, "one", files)
    work_off(store)
    told = store.receipts(collection)
    assert [receipt.status for receipt in told] == ["foreign", "read", "foreign"]
    assert told[0].message == NOT_READ
    assert told[0].unread == (Unread(digest(GERMAN), "hafen.txt", "German"),)
    assert [row.file for row in store.articles(View(collection))] == ["a.txt"]


def test_insisting_reads_it(store: Store, collection: str) -> None:
    store.queue.add(collection, "one", [upload("hafen.txt", GERMAN)])
    work_off(store)
    assert store.queue.insist(collection, "two", digest(GERMAN))
    assert not store.queue.insist(collection, "three", digest(GERMAN))  # once is enough
    assert store.receipts(collection) == []
    work_off(store)
    (told,) = store.receipts(collection)
    assert (told.file, told.status) == ("hafen.txt", "read")
    assert "looks like German" in told.notices[0]
    assert store.raw(collection, digest(GERMAN)) == GERMAN.encode()


def test_only_what_a_receipt_of_the_collection_names_is_read(store: Store, collection: str) -> None:
    store.queue.add(collection, "one", [upload("hafen.txt", GERMAN)])
    work_off(store)
    other = store.create_collection("Other")
    assert not store.queue.insist(other, "two", digest(GERMAN))
    assert not store.queue.insist(collection, "two", digest(FRENCH))
    with pytest.raises(NotFound):
        store.queue.insist("A" * 22, "two", digest(GERMAN))
    assert not store.queue.pending()


def test_of_a_file_with_many_those_in_english_are_read(store: Store, collection: str) -> None:
    parts = [upload("hafen.txt", GERMAN), upload("a.txt", ENGLISH), upload("port.txt", FRENCH)]
    store.queue.add(collection, "one", [Upload("all.zip", zipped(*parts))])
    work_off(store)
    (told,) = store.receipts(collection)
    assert told.status == "read"
    assert told.message == "3 articles, 1 read, 2 not in English (German, French) and not read: 1 quote."
    assert [one.name for one in told.unread] == ["all.zip / hafen.txt", "all.zip / port.txt"]
    assert store.queue.insist(collection, "two", told.unread[1].article)
    work_off(store)
    first, *others = store.receipts(collection)
    assert (first.message, first.unread) == (told.message, ())
    assert [(receipt.file, receipt.status) for receipt in others] == [
        ("all.zip / hafen.txt", "read"),
        ("all.zip / port.txt", "read"),
    ]


def test_of_a_file_with_nothing_in_english_nothing_is_read(store: Store, collection: str) -> None:
    store.queue.add(
        collection, "one", [Upload("all.zip", zipped(upload("a.txt", GERMAN), upload("b.txt", FRENCH)))]
    )
    work_off(store)
    (told,) = store.receipts(collection)
    assert (told.status, len(told.unread)) == ("foreign", 2)
    assert told.message.startswith("2 articles, 2 not in English (German, French) and not read")


def test_what_is_gone_says_so(store: Store, collection: str) -> None:
    store.queue.add(collection, "one", [upload("hafen.txt", GERMAN)])
    work_off(store)
    store._database.write(lambda conn: conn.execute(tables.files.delete()))
    with pytest.raises(NotFound, match="add it again"):
        store.queue.insist(collection, "two", digest(GERMAN))
    assert not store.queue.pending()
    assert len(store.receipts(collection)) == 1


def test_another_collection_that_insisted_decides_for_itself_only(store: Store, collection: str) -> None:
    other = store.create_collection("Other")
    store.queue.add(other, "one", [upload("hafen.txt", GERMAN, insists=True)])
    store.queue.add(collection, "two", [upload("hafen.txt", GERMAN)])
    work_off(store)
    assert [receipt.status for receipt in store.receipts(other)] == ["read"]
    assert [receipt.status for receipt in store.receipts(collection)] == ["foreign"]
    assert store.queue.insist(collection, "three", digest(GERMAN))
    assert work_off(store) == []  # it is known how it reads
    assert [receipt.status for receipt in store.receipts(collection)] == ["read"]


def test_one_that_was_read_is_put_right_without_asking_again(store: Store, collection: str) -> None:
    packed = canonical.packed(canonical.Stated(GERMAN, removed=(Removed("Teilen", "share", 0),)))
    store.queue.add(collection, "one", [Upload("hafen.txt", packed, insists=True)])
    work_off(store)
    old = hashlib.sha256(packed).hexdigest()
    store.queue.add(collection, "two", [ingest.put_back(store, collection, old, [0])])
    work_off(store)
    (row,) = store.articles(View(collection))
    assert store.reading(collection, row.id).article.text.startswith("Teilen")


def test_a_script_may_insist_too(store: Store, collection: str) -> None:
    files = [upload("hafen.txt", GERMAN), upload("port.txt", FRENCH, insists=True)]
    told = ingest.ingest(store, collection, files, analyse=standin.analyse, model=MODEL)
    assert [receipt.status for receipt in told] == ["foreign", "read"]
    assert store.queue.insist(collection, "two", digest(GERMAN))  # its bytes were kept here as well


def test_a_process_tells_of_it() -> None:
    process = Process(180.0, reader="tests.standin")
    with pytest.raises(NotEnglish) as caught:
        process.read(upload("hafen.txt", GERMAN))
    assert caught.value.language == "German"
    assert process.read(upload("hafen.txt", GERMAN, insists=True)).article.text == GERMAN
    process.close()


# On the command line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "hafen.txt").write_text(GERMAN, encoding="utf-8")
    return folder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in reads."""

    def analyse(article: object, **options: object) -> Reading:
        return standin.analyse(article)  # type: ignore[arg-type]

    def model_info(model: str | None = None) -> ModelInfo:
        return MODEL

    monkeypatch.setattr("whosaid.analyse", analyse)
    monkeypatch.setattr("whosaid.model_info", model_info)
    monkeypatch.setattr("whosaid.ingest.watched.readings", partial(watched.readings, reader="tests.standin"))


@pytest.mark.usefixtures("quick")
def test_analyse_leaves_it_out_and_names_the_option(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(folder / "hafen.txt"), str(folder / "a.txt")]
    assert cli.main(["analyse", *files, "--json"]) == 1
    told = capsys.readouterr()
    assert told.out.count("\n") == 1
    assert "hafen.txt: it is not in English (German, it seems)" in told.err
    assert "--any-language" in told.err
    assert cli.main(["analyse", *files, "--json", "--any-language"]) == 0
    told = capsys.readouterr()
    assert (told.out.count("\n"), told.err) == (2, "")


@pytest.mark.usefixtures("quick")
def test_batch_counts_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / "out"
    assert cli.main(["batch", str(folder), "--out", str(out)]) == 1
    told = capsys.readouterr()
    assert told.out == "1 read, 0 there already, 0 not readable, 1 not in English\n"
    assert "--any-language" in told.err
    assert cli.main(["batch", str(folder), "--out", str(out), "--any-language", "--resume"]) == 0
    assert capsys.readouterr().out == "1 read, 1 there already, 0 not readable\n"


def test_what_is_unreadable_stays_in_its_place() -> None:
    found = [
        read(ENGLISH.encode(), name="a.txt"),
        NotEnglish("b.txt", "German"),
        read(GERMAN.encode(), name="c.txt"),
    ]
    kept = list(batch.in_english(found, any_language=False))
    assert kept[:2] == found[:2]
    assert isinstance(kept[2], NotEnglish)
    assert list(batch.in_english(found, any_language=True)) == found


# In the dashboard


@pytest.mark.usefixtures("still")
def test_the_receipt_has_a_button_that_queues_it(root: Path, made: Made) -> None:
    with Store(load_settings().database_url) as store:
        files = [
            upload("hafen.txt", GERMAN),
            Upload("all.zip", zipped(upload("a.txt", ENGLISH), upload("b.txt", FRENCH))),
        ]
        store.queue.add(made.collection, "one", files)
        page = open_page(root, c=made.collection)
        worker = partial(Here, standin.analyse, MODEL)
        dispatcher = Dispatcher(store, worker, 1)
        Dispatcher.wake(dispatcher)
        until(lambda: not store.queue.pending())
        dispatcher.close()
        page.run()
        assert "2 files with 3 articles: 1 read, 1 not in English" in words(page)
        assert f"hafen.txt {NOT_READ} Read it all the same" in words(page)
        assert "Read that one all the same: all.zip" in labels(page)
        statement = select(func.count()).select_from(tables.queue)
        assert store._database.read(lambda conn: conn.execute(statement).scalar_one()) == 0
