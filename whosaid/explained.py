"""What the panels and pages say of a quote in plain words: how its speaker was found, what is special about it.

Pure functions, Quote -> str; nothing here escapes, because text is escaped where markup is made.
"""

from __future__ import annotations

from typing import Final

from whosaid.articles import Quote

DENIED: Final = "denied or not said"
"""The badge of a quote whose source denies the words ("denied") or did not say them ("declined to")."""

ASKS: Final = "a question"
WITHIN: Final = "a quote within a quote"
"""The badge of words that the article has from another speaker, or from the same one telling of another time."""

_LONGEST = 60  # characters of a source that are shown
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PLAIN = {
    "name": "named in the source",
    "carried over": "goes on from the quote before",
    "description": "described, not named",
}


def how_found(quote: Quote, speaker: str | None) -> str:
    """How the speaker called ``speaker`` was found: "he → Boris Kalt, two sentences before".

    Empty where the article names no source, and for a reading from before this was kept.
    """
    evidence = quote.evidence
    if evidence is None or evidence.how in _PLAIN:
        return _PLAIN[evidence.how] if evidence else ""
    if not quote.source or not speaker:
        return ""
    words = f"{_short(quote.source.text)} → {speaker}"
    known = evidence.apart is not None and evidence.how != "role"
    return f"{words}, {_distance(evidence.apart or 0)}" if known else words


def badges(quote: Quote) -> list[str]:
    """What must not be overlooked about a quote, a few words each; mostly nothing."""
    marks = ((DENIED, quote.negated), (ASKS, quote.question), (WITHIN, quote.within is not None))
    return [words for words, holds in marks if holds]


def _short(text: str) -> str:
    """One line, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _distance(sentences: int) -> str:
    """Where the mention stands, seen from the source."""
    count = abs(sentences)
    if not count:
        return "in the same sentence"
    number = _NUMBERS[count - 1] if count <= len(_NUMBERS) else str(count)
    return f"{number} {'sentence' if count == 1 else 'sentences'} {'before' if sentences > 0 else 'after'}"
