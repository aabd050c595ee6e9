"""Documents with several articles: what comes before them is told, and what is one document stays one."""

from __future__ import annotations

import pytest

from tests.intake.press_reviews import FILES, ONE
from whosaid.intake import read, read_all, unpack
from whosaid.intake.containers.parts import Part


@pytest.mark.parametrize("name", ONE)
def test_a_report_with_chapters_is_one(name: str) -> None:
    assert list(unpack(ONE[name], name)) == [Part(name, ONE[name])]
    article = read(ONE[name], name=name)
    assert len(article.text.split()) > 150


@pytest.mark.parametrize("name", ["contents.docx", "contents.pdf"])
def test_a_page_of_contents_is_no_article(name: str) -> None:
    first, *others = read_all(FILES[name], name=name)
    assert "Before the first article stood: “Press review" in first.notices[0]  # type: ignore[union-attr]
    assert [other.notices for other in others] == [(), ()]  # type: ignore[union-attr]
