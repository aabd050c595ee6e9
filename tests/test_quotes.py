"""What makes a quote direct, mixed or indirect; features of the text that the network sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from whosaid.reading import marks
from whosaid.reading.attribution import kind_of
from whosaid.reading.features import BREAKS, SHAPES, load_tokenizer, pieces
from whosaid.reading.pipeline import EMBEDDED
from whosaid.reading.quotes import whole_name

KINDS = [
    ('"We will go," she said.', [(0, 13)], "direct"),
    ('She said they would "go at once" and not return.', [(9, 47)], "mixed"),
    ("She said they would go.", [(9, 22)], "indirect"),
    ('She said the "reform" would fail.', [(9, 32)], "indirect"),  # one scare-quoted word is no quote
    ('"One," he said. "Two."', [(0, 6), (16, 22)], "direct"),
]


@pytest.mark.parametrize(("text", "spans", "kind"), KINDS)
def test_kinds(text: str, spans: list[tuple[int, int]], kind: str) -> None:
    assert kind_of(text, spans, marks.quoted(text)) == kind


def tokenizer_file() -> Path:
    return EMBEDDED / "whosaid_encoder" / "tokenizer.json"


def test_pieces_know_shape_state_and_break() -> None:
    text = 'Ann went.\n"NATO is 2 late," he said.'
    cut = pieces(text, load_tokenizer(str(tokenizer_file())))
    words = [text[start:end] for start, end in zip(cut.start, cut.end, strict=True)]
    shape = {word: SHAPES[row[0]] for word, row in zip(words, cut.surface, strict=True)}
    assert [shape[word] for word in ("Ann", "went", "NATO", "2", ".")] == [
        "title",
        "lower",
        "upper",
        "digit",
        "point",
    ]
    assert SHAPES[cut.surface[words.index('"')][0]] == "opening"
    inside = [word for word, row in zip(words, cut.surface, strict=True) if row[1] == marks.INSIDE]
    assert inside == ['"', "NATO", "is", "2", "late", ",", '"']
    breaks = [words[i] for i, row in enumerate(cut.surface) if BREAKS[row[2]] == "line"]
    assert breaks == ["Ann", '"']


def test_no_text_has_no_pieces() -> None:
    assert len(pieces("", load_tokenizer(str(tokenizer_file())))) == 0


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ((10, 13), "The White House"),  # an article right before a name
        ((10, 19), "The White House"),  # cut within the name
        ((10, 25), "The White House"),
        ((37, 41), "They"),  # no name near
        ((0, 9), "According"),
    ],
)
def test_a_source_ends_with_the_whole_name(source: tuple[int, int], expected: str) -> None:
    text = "According The White House said no to They."
    found = whole_name(text, source, [(14, 25)])
    assert found is not None
    assert text[slice(*found)] == expected


def test_no_source_stays_none() -> None:
    assert whole_name("text", None, []) is None
