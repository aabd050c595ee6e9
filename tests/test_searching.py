from __future__ import annotations

import pytest

from whosaid.searching import Search, Term, parse, places


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("", Search()),
        ("bridge toll", Search((Term("bridge"), Term("toll")))),
        ('"port ansel" bridge', Search((Term("port ansel", True), Term("bridge")))),
        ("“port  ansel”", Search((Term("port ansel", True),))),
        ("bridge -toll", Search((Term("bridge"),), (Term("toll"),))),
        ('-"port ansel"', Search((), (Term("port ansel", True),))),
        ("well-known", Search((Term("well-known"),))),
        ("can't", Search((Term("can't"),))),
        ("- -", Search((Term("-"), Term("-")))),
        ('"unclosed words', Search((Term("unclosed words", True),))),
        ('""', Search()),
    ],
)
def test_what_is_typed_is_understood(text: str, search: Search) -> None:
    assert parse(text) == search


@pytest.mark.parametrize(
    ("text", "search", "marked"),
    [
        ("The bridges of Quay", "bridge", ["bridges"]),
        ("The bridges of Quay", '"bridge"', []),
        ("unabridged", "bridge", []),
        ("Port Ansel, port of Ansel", '"port ansel"', ["Port Ansel"]),
        ("Port Ansel, port of Ansel", "port", ["Port", "port"]),
        ("São Tomé slept", "sao tome", ["São", "Tomé"]),
        ("Sao Tome slept", "são", ["Sao"]),
        ("We can’t wait", "can't", ["can’t"]),
        ("100% sure", "%", ["%"]),
        ("STRASSE und Straße", "straße", ["STRASSE", "Straße"]),
        ("bridge and bridge", "bridge -toll", ["bridge", "bridge"]),
        ("(.*) is no pattern", "(.*)", ["(.*)"]),
        ("overlapping", "over overlap", ["overlapping"]),
        ("anything", "", []),
    ],
)
def test_the_words_that_were_searched_for_are_marked(text: str, search: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in places(text, search)] == marked
