"""A citation has everything that is needed to find the words again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.readings import Said, make_reading
from whosaid.articles import QuoteKind
from whosaid.citing import citation
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
