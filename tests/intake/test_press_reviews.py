"""Documents with several articles: what comes before them is told, and what is one document stays one."""

from __future__ import annotations

import pytest

from tests.intake.make_containers import Case, Wanted
from tests.intake.press_reviews import ABOUT_PAPERS, ARTICLES, CREDITS, CROSSHEADS, FILES, ONE, REVIEW_DATED
from whosaid.intake import read, read_all, unpack
from whosaid.intake.containers.clip_lines import kinds_of
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


def test_a_paper_named_below_an_article_is_not_that_of_the_next() -> None:
    articles = list(read_all(CREDITS, name="c.docx"))
    assert [article.outlet for article in articles[1:]] == [None, None]  # type: ignore[union-attr]


def test_the_day_of_a_review_is_not_that_of_its_first_article() -> None:
    articles = list(read_all(REVIEW_DATED, name="r.docx"))
    assert [article.date for article in articles] == [None, None, None]  # type: ignore[union-attr]
    assert [article.title for article in articles] == [told[0] for told in ARTICLES]  # type: ignore[union-attr]


def test_a_report_about_papers_is_one() -> None:
    assert list(unpack(ABOUT_PAPERS, "p.docx")) == [Part("p.docx", ABOUT_PAPERS)]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("The Quay Post", {"outlet"}),
        ("The Quay Post, 4 March 2025, p. 4", {"outlet", "date", "page"}),
        ("Fjord Forum | March 4, 2025", {"name", "date"}),
        ("Date: 4 March 2025 Page: 4 Circulation: 12,000 AVE: 300", {"date", "page"}),
        ("4 March 2025 | Page 4 | By Helen Stanton", {"date", "page", "byline"}),
        ("Page 4", set()),
        ("Helen Stanton", set()),
        ("The mayor wrote to The Quay Post, 4 March 2025", set()),
        ("The Quay Post said so.", set()),
    ],
)
def test_what_a_line_above_a_heading_says(line: str, kinds: set[str]) -> None:
    assert kinds_of(line) == kinds
