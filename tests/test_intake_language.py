"""Which language a text is in, and when nothing is said about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from whosaid.intake import read_text
from whosaid.intake.language import NAMES, language_of

CASES = Path(__file__).parent / "cases" / "intake_language.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
TEXTS = {row["language"]: row["text"] for row in ROWS}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_the_language_is_told(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["“We will win,” said Ana Lind.", "12 34 56 78", "x y z " * 30, "Hafenrat"])
def test_too_little_to_tell(text: str) -> None:
    assert language_of(text) is None
    assert read_text(text).notices == ()


@pytest.mark.parametrize("language", sorted(set(TEXTS) - {"en"}))
def test_another_language_is_read_with_a_notice(language: str) -> None:
    article = read_text(TEXTS[language])
    assert article.text == TEXTS[language]
    assert f"looks like {NAMES[language]}; Whosaid reads English" in article.notices[0]


def test_english_has_no_notice() -> None:
    assert read_text(TEXTS["en"]).notices == ()
