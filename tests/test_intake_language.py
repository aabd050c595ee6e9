"""Which language a text is in, and when nothing is said about it."""

from __future__ import annotations

import json
import subprocess
import sys
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


@pytest.mark.parametrize(
    "text", ["“Win,” said Ana.", "12 34 56 78", "x y z " * 30, "Hafenrat", "Ana Lind, Tomas Reyl"]
)
def test_too_little_to_tell(text: str) -> None:
    assert language_of(text) is None
    assert read_text(text).notices == ()


@pytest.mark.parametrize("language", sorted(set(TEXTS) - {"en"}))
def test_another_language_is_read_with_a_notice(language: str) -> None:
    article = read_text(TEXTS[language])
    assert article.text == TEXTS[language]
    assert f"looks like {NAMES[language]}; Whosaid reads English" in article.notices[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“We will win the vote on Monday,” said Ana Lind, who chairs the board."),
        ("en", "FERRY LINK TO REOPEN IN MAY, HARBOUR BOARD SAYS"),
        ("de", "Der Hafenrat will die Fähre wieder fahren lassen."),
        ("fr", "Le conseil du port a voté lundi pour rouvrir la ligne."),
        ("nl", "De haven gaat in mei weer open voor de veerboot."),
        ("vi", "Hội đồng cảng đã bỏ phiếu hôm thứ Hai để mở lại tuyến phà."),
        ("sw", "Bodi ya bandari ilipiga kura siku ya Jumatatu kufungua tena kivuko cha visiwa."),
    ],
)
def test_a_sentence_is_enough(language: str, text: str) -> None:
    assert language_of(text) == language


def test_every_language_that_can_be_told_has_a_name() -> None:
    from whosaid.intake.language import _identifier

    assert set(_identifier().labels) == set(NAMES)


def test_plain_english_does_not_load_the_library() -> None:
    program = (
        "import sys; from whosaid.intake.language import language_of; "
        "language_of('The harbour board said that it was not going to wait for the county. ' * 5); "
        "print('py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_english_has_no_notice() -> None:
    assert read_text(TEXTS["en"]).notices == ()
