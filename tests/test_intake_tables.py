"""Boilerplate and metadata of plain text: every row of the tables in ``cases/``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from whosaid.intake import read_text

CASES = Path(__file__).parent / "cases"


def table(name: str) -> list[Any]:
    rows = [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row, id=row["name"]) for row in rows]


@pytest.mark.parametrize("row", table("intake_boilerplate.jsonl"))
def test_boilerplate_goes_and_the_article_stays(row: dict[str, Any]) -> None:
    article = read_text(row["text"])
    assert article.text == row["kept"]
    assert [[removed.why, removed.text] for removed in article.removed] == row["removed"]


@pytest.mark.parametrize("row", table("intake_metadata.jsonl"))
def test_metadata_is_found_where_it_stands(row: dict[str, Any]) -> None:
    article = read_text(row["text"])
    found = {"title": article.title, "date": article.date, "outlet": article.outlet}
    assert found == {key: row[key] for key in found}
    assert list(article.authors) == row["authors"]
    assert article.text == row["kept"]


@pytest.mark.parametrize("row", table("intake_boilerplate.jsonl") + table("intake_metadata.jsonl"))
def test_what_is_kept_and_removed_is_the_whole_text(row: dict[str, Any]) -> None:
    article = read_text(row["text"])
    pieces = " ".join([article.text, *(removed.text for removed in article.removed)])
    assert sorted(pieces.split()) == sorted(row["text"].split())


@pytest.mark.parametrize("row", table("intake_boilerplate.jsonl"))
def test_plain_takes_nothing_out(row: dict[str, Any]) -> None:
    article = read_text(row["text"], plain=True)
    assert (article.text, article.removed, article.title) == (row["text"], (), None)
