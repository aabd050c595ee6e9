from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.pdf_documents import partly_scanned
from tests.readings import MODEL, Said, make_reading
from tests.standin import FILLER
from tests.standin import analyse as read_by_hand
from tests.standin import text as text_of
from whosaid.articles import Article, ModelInfo, Reading, Receipt
from whosaid.errors import NotFound, StoreError
from whosaid.ingest import Upload, ingest
from whosaid.ingest.uploads import within_limits
from whosaid.store import Store
from whosaid.view import View


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(f"sqlite:///{tmp_path / 'whosaid.sqlite3'}") as opened:
        yield opened


@pytest.fixture
def collection(store: Store) -> str:
    return store.create_collection("Uploads")


class Reader:
    """``read_by_hand`` that remembers which files it read."""

    def __init__(self) -> None:
        self.files: list[str] = []

    def __call__(self, article: Article) -> Reading:
        self.files.append(article.file)
        return read_by_hand(article)


def upload(name: str, text: str = "") -> Upload:
    return Upload(name, (text or text_of(name)).encode())


def take(store: Store, collection: str, *uploads: Upload) -> list[Receipt]:
    return ingest(store, collection, uploads, analyse=read_by_hand, model=MODEL)


@pytest.mark.parametrize(
    ("text", "message", "quotes"),
    [
        (f"“We agree,” said Ann.{FILLER}", "Read: 1 quote by 1 speaker.", 1),
        (f"“We agree,” said Ann. “Much.”{FILLER}", "Read: 2 quotes by 1 speaker.", 2),
        (f"Nobody said a word.{FILLER}", "Read, but no quotes were found in it.", 0),
    ],
)
def test_a_file_is_read_and_kept(store: Store, collection: str, text: str, message: str, quotes: int) -> None:
    (receipt,) = take(store, collection, upload("a.txt", text))
    assert (receipt.file, receipt.status, receipt.message) == ("a.txt", "read", message)
    assert receipt.article == hashlib.sha256(text.encode()).hexdigest()
    assert receipt.quotes == quotes == store.collection(collection).quotes
    assert store.raw(collection, receipt.article) == text.encode()
    assert store.receipts(collection) == [receipt]


@pytest.mark.parametrize(
    "broken",
    [
        Upload("empty.txt", b""),
        Upload("blank.txt", b" \n\t "),
        Upload("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
        Upload("huge.txt", b"Much ado about it. " * 1_200_000),
        upload("odd.txt", "BREAK THE READER"),
    ],
    ids=lambda one: one.name,
)
def test_one_bad_file_of_fifty_stops_none_of_the_others(
    store: Store, collection: str, broken: Upload
) -> None:
    files = [upload(f"{number}.txt") for number in range(50)]
    files[20] = broken
    receipts = take(store, collection, *files)
    assert [receipt.file for receipt in receipts] == [one.name for one in files]
    assert [receipt.status for receipt in receipts] == ["read"] * 20 + ["failed"] + ["read"] * 29
    failed = receipts[20]
    assert failed.message.startswith(f"{broken.name}: ")
    assert failed.article is None
    assert store.collection(collection).articles == 49
    assert store.receipts(collection) == receipts


def test_an_error_of_ours_is_logged_and_called_one(
    store: Store, collection: str, caplog: pytest.LogCaptureFixture
) -> None:
    (receipt,) = take(store, collection, upload("odd.txt", "BREAK THE READER"))
    assert "because of an error in Whosaid" in receipt.message
    assert "broken on purpose" not in receipt.message
    assert "broken on purpose" in caplog.text


def test_bytes_that_are_no_utf8_are_read_with_a_notice(store: Store, collection: str) -> None:
    text = f"Ann Müller from Zürich said: “The café is closed.”{FILLER}"
    (receipt,) = take(store, collection, Upload("latin.txt", text.encode("windows-1252")))
    assert (receipt.status, receipt.quotes) == ("read", 1)
    assert receipt.notices == store.reading(collection, receipt.article or "").article.notices
    assert receipt.notices


def test_pages_that_are_pictures_are_named_in_the_receipt(store: Store, collection: str) -> None:
    (receipt,) = take(store, collection, Upload("review.pdf", partly_scanned()))
    assert receipt.status == "read"
    assert receipt.notices[0].startswith("Pages 2 and 4 to 6 are pictures: text in them could not be read.")


def test_a_script_in_a_page_stays_text(store: Store, collection: str) -> None:
    page = (
        "<html><head><title>Bridge</title><script>alert('x')</script></head><body><article>"
        f"<p>“We agree &lt;script&gt;,” said Ann.{FILLER * 4}</p><p>{FILLER * 4}</p></article></body></html>"
    )
    (receipt,) = take(store, collection, upload("page.html", page))
    assert receipt.status == "read"
    (row,) = store.quotes(View(collection))
    assert row.quote.text == "We agree <script>,"
    assert "alert" not in store.reading(collection, row.article).article.text


def test_the_same_file_twice_is_known(store: Store, collection: str) -> None:
    one = upload("a.txt")
    first, second = take(store, collection, one, Upload("copy of a.txt", one.data))
    assert (first.status, second.status) == ("read", "known")
    assert second.message == "Already in this collection, with 1 quote; not read again."
    assert (second.article, second.quotes) == (first.article, 1)
    assert take(store, collection, one)[0].status == "known"
    assert store.collection(collection).articles == 1


def test_what_another_collection_has_read_is_not_read_again(store: Store, collection: str) -> None:
    reader = Reader()
    other = store.create_collection("Another")
    for place, name in ((collection, "a.txt"), (other, "b.txt")):
        (receipt,) = ingest(store, place, [Upload(name, upload("a.txt").data)], analyse=reader, model=MODEL)
        assert receipt.message == "Read: 1 quote by 1 speaker."
    assert reader.files == ["a.txt"]
    assert [row.file for row in store.articles(View(other))] == ["b.txt"]


def test_another_model_reads_it_again(store: Store, collection: str) -> None:
    one = upload("a.txt")
    take(store, collection, one)
    newer = ModelInfo(MODEL.name, "2")

    def read_anew(article: Article) -> Reading:
        return make_reading(article, [Said("a.txt is fine,", None)], model=newer)

    (receipt,) = ingest(store, collection, [one], analyse=read_anew, model=newer)
    assert receipt.message == "Read: 1 quote."
    assert store.reading(collection, receipt.article or "").model == newer
    assert store.collection(collection).articles == 1


def test_progress_names_each_file_before_it_is_read(store: Store, collection: str) -> None:
    seen: list[tuple[int, int, str]] = []
    ingest(
        store,
        collection,
        (upload(name) for name in ("a.txt", "b.txt")),
        analyse=read_by_hand,
        on_progress=lambda *now: seen.append(now),
    )
    assert seen == [(0, 2, "a.txt"), (1, 2, "b.txt"), (2, 2, "")]


def test_cancelled_files_get_their_receipt(store: Store, collection: str) -> None:
    reader = Reader()
    receipts = ingest(
        store,
        collection,
        [upload(f"{number}.txt") for number in range(4)],
        analyse=reader,
        cancelled=lambda: len(reader.files) == 2,
    )
    assert [receipt.status for receipt in receipts] == ["read", "read", "cancelled", "cancelled"]
    assert store.receipts(collection) == receipts
    assert store.collection(collection).articles == 2


def test_more_files_than_one_upload_takes(
    store: Store, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_MAX_FILES", "2")
    receipts = take(store, collection, *(upload(f"{number}.txt") for number in range(3)))
    assert [receipt.status for receipt in receipts] == ["read", "read", "failed"]
    assert "one upload takes 2 files at most" in receipts[2].message


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", "unnamed file"),
        ("a\x00b\n.txt", "a b .txt"),
        ("evil\u202etxt.exe", "eviltxt.exe"),
        ("\u200f\u061ca\u200e\u2066b\u2069\u200b.txt", "ab.txt"),
        ("a\u2028b\u2029.txt", "a b .txt"),
        ("\u200f\u200e", "unnamed file"),
        ("\ud800.txt", ".txt"),
        ("x" * 400 + ".txt", "x" * 140 + "…" + "x" * 55 + ".txt"),
        ("<img src=x onerror=alert(1)>.txt", "<img src=x onerror=alert(1)>.txt"),
        ("../../etc/passwd", "../../etc/passwd"),
    ],
)
def test_any_name_can_be_shown_and_kept(store: Store, collection: str, name: str, shown: str) -> None:
    (receipt,) = take(store, collection, Upload(name, upload("a.txt").data))
    assert (receipt.file, receipt.status) == (shown, "read")
    assert store.receipts(collection) == [receipt]


def test_no_file_is_no_receipt(store: Store, collection: str) -> None:
    assert take(store, collection) == []


def test_a_collection_that_is_not_there_is_said_before_anything_is_read(store: Store) -> None:
    reader = Reader()
    with pytest.raises(NotFound):
        ingest(store, "A" * 22, [upload("a.txt")], analyse=reader)
    assert reader.files == []


def test_a_reading_that_cannot_be_kept_is_a_receipt(store: Store, collection: str) -> None:
    def of_other_bytes(article: Article) -> Reading:
        return make_reading("another article")

    (receipt,) = ingest(store, collection, [upload("a.txt")], analyse=of_other_bytes)
    assert receipt.status == "failed"
    assert "the reading is not one of these bytes" in receipt.message


def test_a_receipt_that_cannot_be_kept_is_shown_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Full(Store):
        """A database whose disk has no room for receipts."""

        def add_receipt(self, collection_id: str, receipt: Receipt) -> None:
            raise StoreError("disk full")

    with Full(f"sqlite:///{tmp_path / 'full.sqlite3'}") as store:
        collection = store.create_collection("x")
        assert take(store, collection, upload("a.txt"))[0].status == "read"
        assert "disk full" in caplog.text


# Files that hold many articles


def zipped(*files: Upload) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file in files:
            archive.writestr(file.name, file.data)
    return packed.getvalue()


def table(*texts: str, head: str = "title,text") -> bytes:
    rows = [f'Number {number},"{text}"' for number, text in enumerate(texts)]
    return "\n".join([head, *rows]).encode()


def test_every_article_of_a_table_is_read_and_kept_by_itself(store: Store, collection: str) -> None:
    rows = table(*(f"“Row {number} is fine,” said Ann.{FILLER}" for number in range(12)))
    (receipt,) = take(store, collection, Upload("export.csv", rows))
    assert (receipt.file, receipt.status, receipt.parts) == ("export.csv", "read", 12)
    assert (receipt.quotes, receipt.article) == (12, None)
    assert receipt.message == "12 articles, all read: 12 quotes."
    assert store.receipts(collection) == [receipt]
    kept = store.articles(View(collection))
    assert [row.title for row in kept] == [f"Number {number}" for number in range(12)]
    assert len({row.file for row in kept}) == 12


def test_a_part_that_cannot_be_read_is_told_and_stops_no_other(store: Store, collection: str) -> None:
    files = [upload("a.txt"), upload("empty.txt"), upload("odd.txt", "BREAK THE READER"), upload("b.txt")]
    files[1] = Upload("empty.txt", b"")
    (receipt,) = take(store, collection, Upload("all.zip", zipped(*files)))
    assert (receipt.status, receipt.parts, receipt.quotes) == ("read", 4, 2)
    assert receipt.message.startswith("4 articles, 2 read, 2 could not be read: 2 quotes. ")
    assert "empty.txt: the file is empty" in receipt.message
    assert "odd.txt: it could not be read because of an error in Whosaid" in receipt.message
    assert store.collection(collection).articles == 2


def test_of_many_parts_that_cannot_be_read_the_first_are_told(store: Store, collection: str) -> None:
    files = [upload("a.txt"), *(Upload(f"{number}.txt", b" ") for number in range(9))]
    (receipt,) = take(store, collection, Upload("all.zip", zipped(*files)))
    assert "4.txt" in receipt.message
    assert "5.txt" not in receipt.message
    assert receipt.message.endswith(" And 4 more could not be read.")


def test_a_file_of_many_articles_that_are_all_there_is_known(store: Store, collection: str) -> None:
    both = Upload("all.zip", zipped(upload("a.txt"), upload("b.txt")))
    take(store, collection, both)
    (receipt,) = take(store, collection, both)
    assert (receipt.status, receipt.message) == ("known", "2 articles, all read: 2 quotes.")


def test_an_archive_of_nothing_is_told(store: Store, collection: str) -> None:
    (receipt,) = take(store, collection, Upload("none.zip", zipped()))
    assert receipt.status == "failed"
    assert receipt.message.startswith("none.zip: ")
    assert "0 articles" not in receipt.message


# Limits: the browser's own bind nobody


@pytest.mark.parametrize(
    ("setting", "value", "sent", "statuses", "said"),
    [
        ("WHOSAID_MAX_FILES", "2", 0, ["read", "read", "failed"], "one upload takes 2 files at most"),
        ("WHOSAID_MAX_FILE_MB", "0.0001", 0, ["failed"] * 3, "the limit is 0.0001 MB"),
        ("WHOSAID_MAX_UPLOAD_MB", "0.0003", 0, ["read", "read", "failed"], "takes 0.0003 MB at most"),
        ("WHOSAID_MAX_UPLOAD_MB", "0.0003", 900, ["read", "read", "failed"], "takes 0.0003 MB at most"),
        ("WHOSAID_MAX_SESSION_MB", "0.0010", 800, ["read", "failed", "failed"], "one browser tab may send"),
    ],
)
def test_what_is_over_a_limit_is_left_out(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str, sent: int, statuses: list[str], said: str
) -> None:
    monkeypatch.setenv(setting, value)
    taken = list(within_limits([upload(f"{number}.txt") for number in range(3)], sent))
    assert ["read" if isinstance(each, Upload) else each.status for each in taken] == statuses
    last = taken[-1]
    assert isinstance(last, Receipt)
    assert last.message.startswith("2.txt: ")
    assert said in last.message
    assert setting in last.message
