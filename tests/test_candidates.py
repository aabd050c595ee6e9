"""Who a source may be: somebody described before only where the noun is the same or fits anybody."""

from __future__ import annotations

import pytest

import whosaid
from whosaid.reading.candidates import Described, may_be
from whosaid.reading.mentions import analyse
from whosaid.reading.quotes import _is_article


@pytest.mark.parametrize(
    ("described", "words", "expected"),
    [
        ("her doctors", "the company", False),
        ("her doctors", "the doctors", True),
        ("her doctors", "they", True),
        ("a person close to the talks", "the person", True),
        ("an official in Arlen", "the man", True),
        ("the treasury", "the regional administration", False),
        ("one minister", "the other minister", False),
        ("one", "another", False),
        ("a spokesman", "A third spokesman", False),
    ],
)
def test_a_described_speaker_and_a_later_source(described: str, words: str, expected: bool) -> None:
    first, later = (analyse(text, 0, len(text), ()) for text in (described, words))
    known = Described(first.label, "unknown", first.head, first.words, [0])
    assert may_be(later, known) is expected


def test_the_company_is_not_the_doctors() -> None:
    text = (
        "Her doctors believe the damage is permanent. The company found out in June why nobody was told, "
        "and the company says it is sorry."
    )
    reading = whosaid.analyse(text, plain=True)
    names = {speaker.id: speaker.name for speaker in reading.speakers}
    said_by = {quote.text.split()[0]: names.get(quote.speaker or "") for quote in reading.quotes}
    assert said_by["the"] == "Her doctors"
    assert all("doctor" not in str(who) for word, who in said_by.items() if word != "the")


@pytest.mark.parametrize(
    ("source", "expected"),
    [((0, 3), True), ((0, 9), False), ((14, 15), True), ((14, 26), False), (None, False)],
)
def test_a_mere_article_is_no_source(source: tuple[int, int] | None, expected: bool) -> None:
    assert _is_article("The mayor and a councillor said so.", source) is expected
