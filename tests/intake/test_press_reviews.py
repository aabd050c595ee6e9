"""Documents with several articles: what comes before them is told, and what is one document stays one."""

from __future__ import annotations

import pytest

from tests.intake.make_containers import Case, Wanted
from tests.intake.press_reviews import CROSSHEADS, FILES, ONE
from whosaid.intake import read, read_all, unpack
from whosaid.intake.containers.parts import Part


@pytest.mark.parametrize("case", ONE, ids=lambda case: case.name)
def test_a_report_with_chapters_is_one(case: Case) -> None:
    assert list(unpack(case.data, case.name)) == [Part(case.name, case.data)]
    assert [Wanted.of(read(case.data, name=case.name))] == case.wanted


def test_an_article_with_crossheads_is_one() -> None:
    assert list(unpack(CROSSHEADS, "c.docx")) == [Part("c.docx", CROSSHEADS)]
    article = read(CROSSHEADS, name="c.docx")
    assert (article.title, article.date, article.outlet, article.authors) == (
        "Ferry link will reopen in May",
        "2025-03-03",
        None,
        ("Jon Harlow",),
    )
    days = [line for line in article.text.split("\n") if line.endswith("March 2024")]
    assert days == ["3 March 2024", "4 March 2024", "5 March 2024"]
    assert len(article.text.split()) > 150


def test_the_name_of_a_section_is_told() -> None:
    name = "headings under sections.docx"
    notices = [article.notices for article in read_all(FILES[name], name=name)]  # type: ignore[union-attr]
    assert notices == [
        ("Before the first article stood: “Islands”",),
        ("Above it stood the heading “Roads”.",),
        (),
    ]


@pytest.mark.parametrize("name", ["contents.docx", "contents.pdf"])
def test_a_page_of_contents_is_no_article(name: str) -> None:
    first, *others = read_all(FILES[name], name=name)
    assert "Before the first article stood: “Press review" in first.notices[0]  # type: ignore[union-attr]
    assert [other.notices for other in others] == [(), ()]  # type: ignore[union-attr]
