"""Files that hold other things: how they are taken apart. What comes out of each is in ``test_corpus``."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path
from typing import Any

import pytest

import whosaid
from tests.intake.container_cases import CASES, TABLES
from tests.intake.make_containers import BRIDGE, FERRY, Case, cells, dumped, zipped
from whosaid.articles import Article
from whosaid.errors import UnreadableFile
from whosaid.intake import Part, columns_of, found_by_name, read, read_all, unknown, unpack, wordiest
from whosaid.intake.canonical import Stated, packed, unpacked
from whosaid.settings import load_settings

NAMES = [case.name for case in CASES]


def articles(case: Case) -> list[Article | UnreadableFile]:
    return list(read_all(case.data, name=case.name, columns=case.columns))


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 40
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_part_is_read_again_as_the_same_article(case: Case) -> None:
    parts = [part for part in unpack(case.data, case.name, columns=case.columns) if isinstance(part, Part)]
    for part, article in zip(parts, articles(case), strict=True):
        assert list(unpack(part.data, part.name)) == [part]
        assert read(part.data, name=part.name) == article
        assert article.id == hashlib.sha256(part.data).hexdigest()


def test_a_file_with_one_article_is_its_own_part() -> None:
    assert list(unpack(FERRY.encode(), "a.txt")) == [Part("a.txt", FERRY.encode())]


def test_read_takes_the_one_article_of_a_container() -> None:
    article = read(zipped({"a.txt": FERRY, "b.txt": ""}), name="a.zip")
    assert (article.file, article.text) == ("a.zip / a.txt", FERRY)
    assert "a.zip / b.txt: the file is empty" in article.notices[0]


def test_read_says_how_many_there_are() -> None:
    with pytest.raises(UnreadableFile, match="it holds 2 articles; read them all with"):
        read(zipped({"a.txt": FERRY, "b.txt": BRIDGE}), name="a.zip")


def test_read_of_nothing_readable_says_why() -> None:
    with pytest.raises(UnreadableFile, match="none of the 2 things in it can be read; the first is "):
        read(zipped({"a.txt": "", "b.txt": ""}), name="a.zip")


def test_read_all_takes_a_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.zip").write_bytes(zipped({"x.txt": FERRY}))
    (tmp_path / "b.txt").write_text(BRIDGE, encoding="utf-8")
    (tmp_path / ".hidden").write_text("no")
    found = list(whosaid.read_all(tmp_path))
    assert [each.file for each in found] == [
        str(tmp_path / "b.txt"),
        f"{tmp_path / 'deep' / 'a.zip'} / x.txt",
    ]


def test_read_all_yields_what_cannot_be_opened(tmp_path: Path) -> None:
    (found,) = read_all(tmp_path / "missing.zip")
    assert isinstance(found, UnreadableFile)
    assert "cannot be opened" in found.why


def test_plain_unpacks_archives_only() -> None:
    table = cells(("title", "text"), ("A", FERRY), ("B", BRIDGE))
    (article,) = read_all(zipped({"t.csv": table}), name="a.zip", plain=True)
    assert isinstance(article, Article)
    assert article.text == table


@pytest.mark.parametrize("case", TABLES, ids=[case.name for case in TABLES])
def test_the_columns_of_a_table_are_told(case: Case) -> None:
    columns = columns_of(case.data, case.name)
    assert columns
    assert ("text" not in found_by_name(columns)) is (case.columns is not None)
    assert set((case.columns or {}).values()) <= set(columns)


@pytest.mark.parametrize("case", [each for each in TABLES if each.columns], ids=lambda case: case.name)
def test_the_column_with_the_longest_texts_is_told(case: Case) -> None:
    columns = columns_of(case.data, case.name)
    assert columns
    assert wordiest(case.data, case.name, columns) == (case.columns or {})["text"]


def test_a_table_without_a_word_has_no_wordiest_column() -> None:
    assert wordiest(b"a,b\n,\n,\n", "t.csv", ["a", "b"]) is None
    assert wordiest(FERRY.encode(), "t.txt", ["a"]) is None


@pytest.mark.parametrize(
    "data", [b"", FERRY.encode(), b"\x89PNG\r\n", zipped({"a.csv": "a,b\n1,2"}), b"PAR1xxPAR1", b"{oh"]
)
def test_what_is_no_table_has_no_columns(data: bytes) -> None:
    assert columns_of(data, "a.txt") is None


def test_one_bad_row_costs_one_row() -> None:
    table = f'title,text\nA,"{FERRY}"\nB,"not closed\nC,"{BRIDGE}"\n'
    found = list(read_all(table.encode(), name="t.csv"))
    assert [each.file for each in found] == ["t.csv, row 2", "t.csv, row 3", "t.csv, row 4"]
    assert isinstance(found[1], UnreadableFile)
    assert [each.text for each in found if isinstance(each, Article)] == [FERRY, BRIDGE]


@pytest.mark.parametrize("words", ["said Jo and left.", "said Jo.\n\nSecondly he said “no”."])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_a_mark_not_closed_in_the_last_column_costs_one_row(words: str, quoting: Any) -> None:
    stream = io.StringIO()
    rows = [("date", "text"), *((f"2025-03-{number:02}", f"Row {number} {words}") for number in range(1, 30))]
    csv.writer(stream, quoting=quoting).writerows(rows)
    last = words[-4:]
    table = stream.getvalue().replace("Row 5", '"Row 5').replace('""Row 5', '"Row 5')
    start = table.index("Row 5")
    end = table.index(last, start) + len(last)
    table = table[:end] + table[end:].removeprefix('"')
    found = list(read_all(table.encode(), name="t.csv"))
    assert [each.file for each in found if isinstance(each, UnreadableFile)] == ["t.csv, row 6"]
    assert sum(isinstance(each, Article) for each in found) == 28


def test_what_is_left_aside_in_a_json_text_is_told() -> None:
    article = {"title": "A", "text": FERRY}
    (found,) = read_all(dumped({"articles": [article], "related": [article]}), name="t.json")
    assert isinstance(found, Article)
    assert found.notices == ("Beside it in the file stood more with texts, which was not read: “related”.",)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"text": "body", "title": "headline", "date": "day"}),
        ({"title": ""}, {"text": "body", "date": "day"}),  # none of them, though one is named for it
        ({"title": "thema", "date": ""}, {"text": "body", "title": "thema"}),
        ({"text": "thema", "outlet": "not there"}, {"text": "thema", "title": "headline", "date": "day"}),
    ],
)
def test_what_a_person_says_of_columns_counts(given: dict[str, str], expected: dict[str, str]) -> None:
    assert found_by_name(["body", "headline", "day", "thema"], given) == expected


def test_columns_that_nobody_knows_are_told() -> None:
    columns = ["Unnamed: 0", "ID", "text", "headline", "thema", "dag 2"]
    assert unknown(columns, found_by_name(columns)) == ["thema", "dag 2"]


def test_a_first_paragraph_in_a_column_of_its_own_is_known() -> None:
    columns = ["Lead", "Body", "thema"]
    assert unknown(columns, found_by_name(columns)) == ["thema"]


def test_a_table_that_does_not_say_so_names_its_columns() -> None:
    (found,) = read_all(dumped([{"kolumn": FERRY, "rubrik": "A"}]), name="t.json")
    assert "none of its columns is named for the articles' text; they are “kolumn”, “rubrik”" in str(found)


def test_an_article_of_ours_is_the_same_bytes_always() -> None:
    stated = Stated("It “rained”.\ud800", "A\n", "2025-03-03", authors=("Ana Lind",), notices=("Odd.",))
    assert packed(stated) == packed(stated)
    assert unpacked(packed(stated), "a").text == "It “rained”.\ufffd"


def test_garbled_characters_are_repaired_and_told() -> None:
    for encoding in ("latin-1", "mac_roman"):
        (article,) = read_all(
            cells(("title", "text"), ("A", FERRY.encode().decode(encoding))).encode(), name="t.csv"
        )
        assert isinstance(article, Article)
        assert article.text == FERRY
        assert "were repaired in" in article.notices[0]


def test_entities_in_a_text_are_read_and_told() -> None:
    article = read(FERRY.replace("“", "&ldquo;").replace("”", "&#8221;").encode(), name="a.txt")
    assert article.text == FERRY
    assert "Codes of web pages" in article.notices[0]


def test_the_rest_of_too_many_is_counted() -> None:
    settings = load_settings({"WHOSAID_MAX_PARTS": "2"})
    data = zipped({f"{number}.txt": FERRY for number in range(5)})
    *found, last = unpack(data, "a.zip", settings)
    assert len(found) == 2
    assert (
        "it holds 5 articles, and the limit is 2: the first 2 are read; split it, or raise the limit: "
        in str(last)
    )
    assert "WHOSAID_MAX_PARTS=5" in str(last)
