"""A citation has everything that is needed to find the words again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.readings import Said, make_reading
from whosaid.articles import Cue, Extent, QuoteKind
from whosaid.citing import citation, spoken
from whosaid.store import QuoteRow


def row(kind: QuoteKind = "direct") -> QuoteRow:
    text = "“The bridge is closed,” Mira Sandoval said."
    quote = make_reading(text, [Said("The bridge is closed,", "Mira Sandoval", kind=kind)]).quotes[0]
    return QuoteRow("a" * 64, "The bridge", "The Quay Post", "2025-03-01", quote, "Mira Sandoval", "person")


def test_a_citation_says_who_where_when_and_leads_there() -> None:
    assert citation(row(), "http://x/?quote=1") == (
        "“The bridge is closed,” (Mira Sandoval). “The bridge”, The Quay Post, 1 March 2025. http://x/?quote=1"
    )


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("indirect", "The bridge is closed, (Mira Sandoval, as reported)."),
        ("mixed", "The bridge is closed, (Mira Sandoval, in part as reported)."),
    ],
)
def test_words_that_are_only_reported_are_called_so(kind: QuoteKind, begins: str) -> None:
    assert citation(row(kind), "x").startswith(begins)


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(row(), outlet=None, date=None, speaker_name=None)
    assert citation(bare, "x") == "“The bridge is closed,” (no source named). “The bridge”. x"


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("“We stay,” Ada Orr said. “We wait.”", ["“We stay,”", "“We wait.”"], "“We stay,” “We wait.”"),
        (
            "Ada Orr said that the line, which runs the ferry, would pay.",
            ["that the line,", "would pay"],
            "that the line, … would pay",
        ),
    ],
)
def test_words_that_were_left_out_between_pieces_are_shown_as_such(
    text: str, spans: list[str], expected: str
) -> None:
    reading = make_reading(text, [Said(spans[0], "Ada Orr", kind="mixed")])
    begins = [(text.index(piece), text.index(piece) + len(piece)) for piece in spans]
    start = text.index("Ada Orr")
    quote = replace(
        reading.quotes[0],
        spans=tuple(begins),
        text=" ".join(spans),
        source=Extent(start, start + 7, "Ada Orr"),
        cue=Cue(start + 8, start + 12, "said", "speech"),
    )
    assert spoken(quote) == expected


def test_a_quote_whose_text_does_not_fit_its_spans_is_shown_as_it_is() -> None:
    quote = replace(row("mixed").quote, text="Other words", spans=((0, 3), (9, 12)))
    assert spoken(quote) == "Other words"
