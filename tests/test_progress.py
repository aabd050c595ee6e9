"""What a person sees of the queue: in words, and as Streamlit draws it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.progress import summary, where
from tests import standin
from tests.acting import act
from tests.collections import Made
from tests.test_app import made as made  # a small collection in a database of its own
from tests.test_app import open_page, query, words
from tests.test_ingest import table
from tests.test_queue import ODD, claim, read_half, rows, upload, work_off
from whosaid.articles import Receipt
from whosaid.ingest import Batch, Dispatcher, Upload
from whosaid.ingest.workers import Here
from whosaid.settings import load_settings
from whosaid.store import Store
from whosaid.view import View


def batch(files: int, done: int, names: tuple[str, ...] = ("a.txt",), **more: int) -> Batch:
    counts = {"articles": files, "articles_done": done, **more}
    return Batch("one", files, done, names=names, stopping=False, **counts)


@pytest.mark.parametrize(
    ("now", "seconds", "text"),
    [
        (batch(50, 2), None, "Reading 3 of 50: a.txt"),
        (batch(50, 2), 4.0, "Reading 3 of 50: a.txt; less than a minute left"),
        (batch(50, 2), 61.0, "Reading 3 of 50: a.txt; about 2 minutes left"),
        (batch(50, 2), 5 * 3600.0, "Reading 3 of 50: a.txt; about 5 hours left"),
        (batch(50, 2, ("a.txt", "b.txt", "c.txt")), None, "Reading 3 of 50: a.txt and 2 more"),
        (batch(50, 0, ()), None, "Reading 1 of 50: waiting for a turn"),
        (batch(50, 2, ()), 4.0, "Reading 3 of 50; less than a minute left"),
        (batch(1, 0), None, "Reading 1 of 1: a.txt"),
        (
            batch(3, 1, articles=2400, articles_done=1234),
            None,
            "Reading 1,235 of 2,400 articles (1 of 3 files done): a.txt",
        ),
    ],
)
def test_how_far_it_is_in_words(now: Batch, seconds: float | None, text: str) -> None:
    assert where(now, seconds) == text


def test_what_is_being_stopped_says_after_what() -> None:
    assert where(Batch("one", 9, 8, 9, 8, ("a.txt",), stopping=True), 3.0) == "Stopping after a.txt"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([Receipt("a", "read", "")], "1 file: 1 read"),
        (
            [Receipt("a", "read", ""), Receipt("b", "known", ""), Receipt("c", "failed", "")],
            "3 files: 1 read, 1 here already, 1 could not be read",
        ),
        (
            [Receipt("a", "read", "", parts=12), Receipt("b", "cancelled", "")],
            "2 files with 13 articles: 1 read, 1 stopped before reading",
        ),
    ],
)
def test_receipts_in_one_line(lines: list[Receipt], text: str) -> None:
    assert summary(lines) == text


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read while the page is looked at."""

    class Idle(Dispatcher):
        def wake(self) -> None:
            """Stay asleep."""

    monkeypatch.setattr("whosaid.ingest.dispatcher_of", lambda store: Idle(store, Here, 1))


@pytest.mark.usefixtures("still")
def test_the_link_shows_what_is_being_read_and_stops_it(root: Path, made: Made) -> None:
    with Store(load_settings().database_url) as store:
        files = [Upload("export.csv", rows(1, 2, 3)), upload("b.txt")]
        store.queue.add(made.collection, "one", files, [Receipt("c.txt", "failed", "c.txt: too large.")])
        task = claim(store, "somebody")
        assert task
        page = open_page(root, c=made.collection)
        assert "Reading 2 of 3: export.csv" in words(page)
        assert "6 quotes, 2 speakers, 2 articles" in words(page)  # what is ready can be looked at
        assert store.queue.add_parts(task, [upload("row 1"), upload("row 2")])
        store.queue.close_parts(task)
        page.run()
        assert "Reading 2 of 4 articles (1 of 3 files done)" in words(page)
        (stop,) = [button for button in page.button if button.label == "Stop reading"]
        stop.click().run()
        assert [receipt.status for receipt in store.queue.receipts(made.collection, ["one"])] == [
            "failed",
            "cancelled",
            "cancelled",
        ]
    assert "3 files with 4 articles: 0 read, 1 could not be read, 2 stopped before reading" in words(page)
    page.button(key="dismiss").click().run()
    assert "could not be read" not in words(page)


@pytest.mark.usefixtures("still")
def test_every_batch_has_its_own_bar(root: Path, made: Made) -> None:
    with Store(load_settings().database_url) as store:
        for name in ("one", "two"):
            store.queue.add(made.collection, name, [upload(f"{name}.txt")])
        page = open_page(root, c=made.collection)
        assert len([button for button in page.button if button.label == "Stop reading"]) == 2
        store.queue.cancel("one")
        page.run()
        assert len([button for button in page.button if button.label == "Stop reading"]) == 1


@pytest.mark.usefixtures("still")
def test_a_table_asks_which_column_is_what(root: Path, made: Made) -> None:
    with Store(load_settings().database_url) as store:
        store.queue.add(made.collection, "one", [Upload("odd.csv", ODD), Upload("more.csv", ODD + b" ")])
        work_off(store)
        page = open_page(root, c=made.collection)
        assert "odd.csv It is a table" in words(page)
        chosen = {box.label: box for box in page.selectbox if box.key and box.key.startswith("column_")}
        fields = ["Text of the article", "Title", "Date", "Outlet", "Authors", "Address (URL)"]
        assert list(chosen) == fields
        assert chosen["Text of the article"].value == "Spalte 7"
        assert "none of them" not in chosen["Text of the article"].options
        chosen["Title"].select("Kopf")
        (read,) = [button for button in page.button if button.label == "Read the table"]
        read.click().run()
        assert "more.csv It is a table" in words(page)
        (waiting,) = store.queue.waiting("one", limit=1)
        assert (waiting.name, waiting.state) == ("odd.csv", "waiting")
        (leave,) = [button for button in page.button if button.label == "Leave it out"]
        leave.click().run()
        work_off(store)
        told = {receipt.file: receipt for receipt in store.queue.receipts(made.collection, ["one"])}
        assert told["odd.csv"].message == "1 article, all read: 1 quote."
        assert told["more.csv"].status == "failed"
        page.run()
    assert "2 files: 1 read, 1 could not be read" in words(page)


@pytest.mark.usefixtures("still")
def test_what_was_found_by_name_is_chosen_already(root: Path, made: Made) -> None:
    data = table(f"“We agree,” said Ann.{standin.FILLER}", head="headline,kolumn")
    with Store(load_settings().database_url) as store:
        store.queue.add(made.collection, "one", [Upload("odd.csv", data)])
        work_off(store)
        page = open_page(root, c=made.collection)
        assert "Those that were found by name are chosen already." in words(page)
        chosen = {box.label: box.value for box in page.selectbox if box.key and box.key.startswith("column_")}
        assert (chosen["Text of the article"], chosen["Title"]) == ("kolumn", "headline")
        assert {chosen[label] for label in ("Date", "Outlet", "Authors", "Address (URL)")} == {"none of them"}
        press(page, "Read the table")
        work_off(store)
        assert "Number 0" in [row.title for row in store.articles(View(made.collection))]


@pytest.mark.usefixtures("still")
def test_a_receipt_asks_what_the_columns_are(root: Path, made: Made) -> None:
    with Store(load_settings().database_url) as store:
        page = open_page(root, c=made.collection)
        told = read_half(store, made.collection)
        assert told.columns
        page.session_state["watched"] = {made.collection: ["one"]}
        page.run()
        assert "No column found for title, date and outlet; not recognised: “thema”." in words(page)
        act(page, "receipts_new", "columns", told.columns.table)
        assert "half.csv It is a table that was read as far as the names of its columns told." in words(page)
        chosen = {box.label: box for box in page.selectbox if box.key and box.key.startswith("column_")}
        assert chosen["Text of the article"].value == "text"
        press(page, "Leave it as it is")
        assert "No column found for title" in words(page)
        act(page, "receipts_new", "columns", told.columns.table)
        next(box for box in page.selectbox if box.label == "Title").select("thema")
        press(page, "Read the table again")
        work_off(store)
        page.run()
        assert "1 file with 3 articles: 1 read" in words(page)
        assert "No column found" not in words(page)
        titles = [row.title for row in store.articles(View(made.collection))]
        assert {f"Number {number}" for number in range(3)} <= {*titles}
        assert store.collection(made.collection).articles == 5


def press(page: AppTest, label: str) -> None:
    (button,) = [button for button in page.button if button.label == label]
    button.click().run()
    assert not page.exception


@pytest.mark.usefixtures("still")
def test_pasted_text_goes_into_the_queue(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection)
    act(page, "masthead", "sheet", "articles")
    (area,) = [area for area in page.text_area if "paste" in area.label]
    area.set_value("“Yes,” said Ann.")
    (button,) = [button for button in page.button if button.label == "Read the pasted text"]
    button.click().run()
    with Store(load_settings().database_url) as store:
        (waiting,) = store.queue.batches(made.collection)
    assert (waiting.files, waiting.articles_done) == (1, 0)
    assert "Reading 1 of 1: waiting for a turn" in words(page)


@pytest.mark.usefixtures("still")
def test_files_and_folders_can_be_chosen(root: Path, made: Made) -> None:
    page = open_page(root)
    assert page.file_uploader[0].label == "Articles, as many as you like"
    page.file_uploader[0].upload("march/.DS_Store", b"\0").run()
    page.file_uploader[0].upload("one.txt", b"Nobody said a word.").run()
    (collection,) = query(page)["c"]
    with Store(load_settings().database_url) as store:
        assert [line.name for line in store.queue.waiting(store.queue.batches(collection)[0].id)] == [
            "one.txt"
        ]
