"""Quotation marks: tables of text -> what stands between them."""

from __future__ import annotations

import pytest

from whosaid.reading import marks

CASES = [
    # text, level-1 stretches
    ('"Go," he said.', ['"Go,"']),
    ("“Go,” he said. “Now.”", ["“Go,”", "“Now.”"]),
    ("'Go,' he said. 'It's late.'", ["'Go,'", "'It's late.'"]),
    ("‘Go,’ he said. ‘It’s late.’", ["‘Go,’", "‘It’s late.’"]),
    ("He didn't say the workers' union wouldn't.", []),
    ("‘The workers’ union is done,’ she said.", ["‘The workers’ union is done,’"]),
    ('It would be "particularly in Europe”.', ['"particularly in Europe”']),
    ("«Niemals», sagte er.", ["«Niemals»"]),
    ("„Niemals“, sagte er.", ["„Niemals“"]),
    ('He is 6\'2" tall and said "no".', ['"no"']),
    ('She said: "never closed\nThe next paragraph.', ['"never closed']),
    ("“First part.\n“Second part,” he said.", ["“First part.", "“Second part,”"]),
    ('The cue …" he began. "And so."', ['"And so."']),
    ("“He told me ‘go’ and I went,” she said.", ["“He told me ‘go’ and I went,”"]),
    ("'He told me \"go\" and I went,' she said.", ["'He told me \"go\" and I went,'"]),
    ("‘He told me “go” and I went,’ she said.", ["‘He told me “go” and I went,’"]),
    ("Rock 'n' roll in the '90s", []),
    ("", []),
    ('"', []),
    ("“", ["“"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_stands_between_marks(text: str, expected: list[str]) -> None:
    found = [text[q.start : q.end] for q in marks.quoted(text) if q.level == marks.INSIDE]
    assert found == expected


def test_nested_marks_have_their_level() -> None:
    text = "“He told me ‘go’ and I went,” she said."
    nested = [text[q.start : q.end] for q in marks.quoted(text) if q.level == marks.NESTED]
    assert nested == ["‘go’"]


def test_an_unclosed_mark_costs_its_own_paragraph_only() -> None:
    text = '"Open and never closed\n"Closed," he said.'
    assert [(q.closed, text[q.start : q.end]) for q in marks.quoted(text)] == [
        (False, '"Open and never closed'),
        (True, '"Closed,"'),
    ]


def test_canonical_text_keeps_every_offset() -> None:
    text = "'Go,' he said, \"and 'do' it.\" It's “fine”."
    stretches = marks.quoted(text)
    canonical = marks.canonical(text, stretches)
    assert len(canonical) == len(text)
    assert canonical == "“Go,” he said, “and ‘do’ it.” It’s “fine”."


def test_states_say_what_is_quoted() -> None:
    text = 'a "b" c'
    assert list(marks.states(text, marks.quoted(text))) == [0, 0, 1, 1, 1, 0, 0]


@pytest.mark.parametrize(("start", "end", "expected"), [(0, 1, 0), (2, 3, 1), (3, 4, 1), (6, 7, 0)])
def test_touching(start: int, end: int, expected: int) -> None:
    assert len(marks.touching(marks.quoted('a "b" c'), start, end)) == expected


def test_many_marks_are_all_paired() -> None:
    text = "\n".join('“A,” he said. ‘B’ it is "C' for _ in range(3000))
    assert len(marks.quoted(text)) > 5000
