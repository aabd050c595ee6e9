"""Lines cut at a width are read as paragraphs; what is found is told in the words of the text."""

from __future__ import annotations

import textwrap

import pytest

from whosaid.articles import Reading
from whosaid.reading import pipeline
from whosaid.reading.wrapping import unwrapped

FIRST = (
    "The harbour board will close the eastern quay on Monday, its chairwoman Ines Halloran said on Friday, because the "
    "old timbers can no longer bear the weight of the cranes that were put up there after the war."
)
SECOND = (
    "“We have looked for another way for three years and there is none that the board could pay for,” she told "
    "reporters outside the customs house, and added that the ferries would not be touched by it."
)
WRAPPED = "\n\n".join(textwrap.fill(paragraph, 64) for paragraph in (FIRST, SECOND))


def test_breaks_within_a_paragraph_become_spaces() -> None:
    assert unwrapped(WRAPPED) == f"{FIRST}\n\n{SECOND}"


def test_cut_words_are_whole_and_offsets_stay() -> None:
    lines = WRAPPED.split("\n")
    lines[0] += " con-"
    lines[1] = "crete " + lines[1]
    text = "\n".join(lines)
    read = unwrapped(text)
    assert len(read) == len(text)
    assert "con\u00ad\u00adcrete" in read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One line.",
        f"{FIRST}\n{SECOND}\n{FIRST}",  # paragraphs of one line each
        "Storm closes the quay\nBy Ann Other\nMonday, 3 March\n\n" + FIRST,  # short lines of a masthead
        "- the quay is closed for good\n- the ferries sail as before\n- the cranes will be sold abroad",
        "ANN: The quay is closed, I am afraid.\nBEN: And what about all of the ferries?\nANN: They sail as they did.",
    ],
)
def test_other_line_breaks_stay(text: str) -> None:
    assert unwrapped(text) == text


def outline(reading: Reading) -> list[tuple[str, str | None, str]]:
    names = {speaker.id: speaker.name for speaker in reading.speakers}
    return [
        (" ".join(quote.text.split()), names.get(quote.speaker or ""), quote.kind) for quote in reading.quotes
    ]


def test_a_wrapped_text_is_read_like_the_same_text_unwrapped() -> None:
    wrapped = pipeline.analyse(WRAPPED, plain=True)
    assert outline(wrapped) == outline(pipeline.analyse(f"{FIRST}\n\n{SECOND}", plain=True))
    for quote in wrapped.quotes:
        assert quote.text == " ".join(WRAPPED[start:end] for start, end in quote.spans)
    for entity in wrapped.entities:
        assert all(WRAPPED[mention.start : mention.end] == mention.text for mention in entity.mentions)
