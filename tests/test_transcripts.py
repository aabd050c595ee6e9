"""Transcripts: paragraphs that begin with a name and a colon."""

from __future__ import annotations

import pytest

from whosaid.reading.transcripts import addressed, turns

CASES = [
    (
        "WALLACE: Do you agree?\nPENCE: I do.\nWALLACE: Fine.",
        [("WALLACE", "Do you agree?"), ("PENCE", "I do."), ("WALLACE", "Fine.")],
    ),
    ('"ORTIZ: Yes."\n"ORTIZ: No."', [("ORTIZ", "Yes."), ("ORTIZ", "No.")]),
    (
        "Mira Sandoval: We test.\nText between.\nMira Sandoval: Daily.",
        [("Mira Sandoval", "We test."), ("Mira Sandoval", "Daily.")],
    ),
    ("Q: Is it safe?\nA: It is.\nQ: Sure?", [("Q", "Is it safe?"), ("A", "It is."), ("Q", "Sure?")]),
    (
        "Speaker 1: Is it safe?\nINTERVIEWER #2: We asked.\nSpeaker 1: And?\nINTERVIEWER #2: It is.",
        [
            ("Speaker 1", "Is it safe?"),
            ("INTERVIEWER #2", "We asked."),
            ("Speaker 1", "And?"),
            ("INTERVIEWER #2", "It is."),
        ],
    ),
    (
        "Émile Ångström: Oui.\nMaria del Carmen Ruiz y Vega: No.\nÉmile Ångström: Non.\nŁUCJA: Tak.",
        [("Émile Ångström", "Oui."), ("Émile Ångström", "Non."), ("ŁUCJA", "Tak.")],
    ),
    (
        "Ana Maria van der Meer Costa: One.\nText.\nAna Maria van der Meer Costa: Two.",
        [("Ana Maria van der Meer Costa", "One."), ("Ana Maria van der Meer Costa", "Two.")],
    ),
    (
        "HELEN ORTIZ (D): Yes.\nThe mayor: No.\nTom Barton, Director of the Port: One.\nThe mayor: Two.\n"
        "Tom Barton (Harbour & Port Authority): Three.\nHELEN ORTIZ, mayor of Port Ellery: Four.",
        [
            ("HELEN ORTIZ", "Yes."),
            ("The mayor", "No."),
            ("Tom Barton", "One."),
            ("The mayor", "Two."),
            ("Tom Barton", "Three."),
            ("HELEN ORTIZ", "Four."),
        ],
    ),
    (
        "Los Angeles, California: Police came.\nTom Barton, who was there, said: No.\nThe rule: One.\nThe rule: Two.",
        [],
    ),
    ("Photo 1: The mill.\nPhoto 1: The mill again.", []),
    ("Update: The panel met.\nUpdate: It met again.", []),  # a label, not a name
    ("The rule is simple: go.\nOne thing: stay.", []),
    ("BREAKING: The mayor has left.", []),  # once is no transcript
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_turns(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[slice(*turn.name)], text[slice(*turn.words)]) for turn in turns(text)] == expected


TALK = (
    "WALLACE: Do you agree?\nPENCE: I do, Chris. Well, Mr Trump does.\nWALLACE: Fine.\nPENCE: Chris, it is."
)


def test_who_is_addressed_by_the_other_of_two() -> None:
    found = {name: [TALK[slice(*span)] for span in spans] for name, spans in addressed(TALK).items()}
    assert found == {
        "WALLACE": ["Chris", "Chris"],
        "PENCE": ["Fine"],
    }  # whether it is a name is not asked here
    assert addressed(TALK + "\nORTIZ: No.\nORTIZ: Never.") == {}  # among three it could be anybody
    assert addressed("Nobody talks here, Chris.") == {}
