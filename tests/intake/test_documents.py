"""Documents that must be read: every word of the article, in order, and nothing else."""

from __future__ import annotations

import zipfile

import pytest

from tests.intake.document_cases import FERRY, Case, whole
from tests.intake.hostile_documents import one_page, stream
from tests.intake.make_documents import CASES
from tests.intake.office_documents import zipped
from whosaid.intake import metadata, read
from whosaid.intake.documents import document_format, draft_of
from whosaid.intake.documents.contents import Paragraph, Properties, draft_from
from whosaid.intake.documents.pdf_lines import joined, words_in
from whosaid.intake.draft import Draft
from whosaid.settings import load_settings

NAMES = [case.name for case in CASES]


def drafted(case: Case) -> Draft:
    data = case.make()
    kind = document_format(data)
    assert kind == case.kind
    return metadata.find(metadata.leading_date(draft_of(kind, data, case.name, load_settings({}))))


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 25
    assert {case.kind for case in CASES} == {"pdf", "docx", "odt", "rtf", "epub"}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_article_is_read(case: Case) -> None:
    draft = drafted(case)
    assert draft.text.split("\n\n") == list(case.paragraphs)
    assert (draft.title, draft.date) == (case.title, case.date)
    assert (draft.authors, draft.outlet) == (case.authors, case.outlet)


@pytest.mark.parametrize(("many", "told"), [(200, False), (201, True)])
def test_more_margins_than_are_listed_are_told(many: int, told: bool) -> None:
    margins = [Paragraph(f"Page {number}", "page header", 0.0, number) for number in range(many)]
    draft = draft_from([*margins, Paragraph(FERRY[0])], Properties(), "a.pdf", "PDF")
    assert len(draft.removed) == 200
    assert bool(draft.notices) is told


@pytest.mark.parametrize(
    "name", ["pdf two columns", "docx simple", "odt simple", "rtf simple", "epub saved article"]
)
def test_the_library_reads_it_whatever_its_name_says(name: str) -> None:
    case = next(case for case in CASES if case.name == name)
    article = read(case.make(), name="news.txt")
    assert article.text.split("\n\n") == list(case.paragraphs)
    assert (article.title, article.date) == (case.title, case.date)
    assert (article.authors, article.outlet) == (case.authors, case.outlet)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_what_could_not_be_read_is_told(case: Case) -> None:
    notices = read(case.make(), name=case.name).notices
    assert [notice[: len(start)] for notice, start in zip(notices, case.notices, strict=True)] == list(
        case.notices
    )


@pytest.mark.parametrize("case", [case for case in CASES if case.removed], ids=lambda case: case.name)
def test_what_was_taken_out_is_told(case: Case) -> None:
    removed = drafted(case).removed
    for why, words in case.removed:
        assert any(one.why == why and words in one.text for one in removed), (why, words, removed)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"The %PDF- mark stands at the head of a PDF, the clerk said.",
        b"\x89PNG\r\n\x1a\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}),
        zipped({"news.txt": "word/document.xml"}),
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
    ],
    ids=["nothing", "cut off", "text", "picture", "old Word file", "workbook", "archive", "spreadsheet"],
)
def test_other_files_are_no_documents(data: bytes) -> None:
    assert document_format(data) is None


def test_an_archive_of_documents_is_none() -> None:
    inner = next(case for case in CASES if case.name == "docx simple").make()
    assert document_format(zipped({"news.docx": inner}, zipfile.ZIP_STORED)) is None


@pytest.mark.parametrize(
    ("title", "plausible"),
    [
        ("Microsoft Word - ferry_final2.doc", None),
        ("Untitled document", None),
        ("ferry link v3.indd", None),
        ("ferry_link_reopens", None),
        ("The Harbour Herald", None),
        ("Annual Report of the Skerry Fishing Company", None),
        ("Port Ellery ferry link to reopen", "Port Ellery ferry link to reopen"),
    ],
)
def test_a_title_in_the_properties_must_be_one(title: str, plausible: str | None) -> None:
    paragraphs = [Paragraph(text) for text in whole(FERRY)]
    assert draft_from(paragraphs, Properties(title=title), "a.docx", "Word document").title == plausible


@pytest.mark.parametrize(
    ("above", "below", "whole_text"),
    [
        ("the govern-", "ment paid", "the government paid"),
        ("a long-", "term plan", "a long-term plan"),
        ("the Anglo-", "American bank", "the Anglo-American bank"),
        ("a 20-", "year plan", "a 20-year plan"),
        ("the pier-", "head, where", "the pier-head, where"),
        ("the pier\u00ad", "head, where", "the pier-head, where"),
        ("she said –", "and meant it", "she said – and meant it"),
        ("the board—", "which met", "the board—which met"),
        ("nothing", "else", "nothing else"),
    ],
)
def test_lines_are_joined(above: str, below: str, whole_text: str) -> None:
    known = words_in(["On the pier and on its head stands a man."])
    assert joined(above, below, known) == whole_text


def test_the_letters_of_a_ligature_stay_together() -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding<</Differences[35/fi/fl]>>>>"
    words = b"BT /F1 30 Tf 50 700 Td (Uni#ed $eet of of#cers) Tj ET"
    draft = draft_of("pdf", one_page(stream(words), font), "a.pdf", load_settings({}))
    assert draft.text == "Unified fleet of officers"
