"""The edges of named mentions."""

from __future__ import annotations

import pytest

from whosaid.reading.entities import _whole_number, _with_initials, trimmed

EDGES = [
    ("Zelensky's", "Zelensky"),
    ("Zelensky’s", "Zelensky"),
    ("workers’", "workers"),
    ("“Anna Berg,”", "Anna Berg"),
    ("U.S.", "U.S."),
    ("John Hall Jr.", "John Hall Jr."),
    ("Friday.", "Friday"),
    ("(AP)", "AP"),
    ("...", ""),
]


@pytest.mark.parametrize(("text", "expected"), EDGES)
def test_edges_are_trimmed(text: str, expected: str) -> None:
    start, end = trimmed(text, 0, len(text))
    assert text[start:end] == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("cost $3.1 million", "1 million", "$3.1 million"),
        ("of 9,000 crowns", "000 crowns", "9,000 crowns"),
        ("in 2019", "2019", "2019"),
        ("Ann", "Ann", "Ann"),
    ],
)
def test_numbers_are_whole(text: str, words: str, expected: str) -> None:
    start = text.index(words)
    begin, end = _whole_number(text, start, start + len(words))
    assert text[begin:end] == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("said R. Gil Kern", "Gil Kern", "R. Gil Kern"),
        ("by J.K. Rowan", "Rowan", "J.K. Rowan"),
        ("the U.S. Berg came to", "Berg", "Berg"),
        ("Ann Berg", "Ann Berg", "Ann Berg"),
    ],
)
def test_initials_belong_to_the_name(text: str, name: str, expected: str) -> None:
    start = text.index(name)
    assert text[_with_initials(text, start) : start + len(name)] == expected
