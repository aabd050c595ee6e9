"""A quote as a citation: words, who said them, where and when, and the link that opens it in its article."""

from __future__ import annotations

from itertools import accumulate
from typing import Protocol

from whosaid.articles import Quote
from whosaid.sentences import day

_MARKS = "“‘\"'"
_PUNCTUATION = 8  # characters between two pieces that may be marks, commas and spaces


class Cited(Protocol):
    """What a citation needs to know of a quote."""

    @property
    def quote(self) -> Quote: ...  # noqa: D102
    @property
    def speaker_name(self) -> str | None: ...  # noqa: D102
    @property
    def article_title(self) -> str: ...  # noqa: D102
    @property
    def outlet(self) -> str | None: ...  # noqa: D102
    @property
    def date(self) -> str | None: ...  # noqa: D102


def spoken(quote: Quote) -> str:
    """The words as they are shown: those of a direct quote in quotation marks, with "…" where words are left out."""
    words = _with_gaps(quote)
    return f"“{words}”" if quote.kind == "direct" and words[:1] not in _MARKS else words


def _with_gaps(quote: Quote) -> str:
    """The pieces of a quote; between two that more than source, cue and punctuation parts, an ellipsis."""
    pieces = _pieces(quote)
    words = pieces[0]
    for piece, before, after in zip(pieces[1:], quote.spans, quote.spans[1:], strict=False):
        words += f" {'… ' if _left_out(quote, before[1], after[0]) > _PUNCTUATION else ''}{piece}"
    return words


def _pieces(quote: Quote) -> list[str]:
    """The words of each span; all in one piece where spans and text do not agree."""
    sizes = [end - start for start, end in quote.spans]
    if sum(sizes) + len(sizes) - 1 != len(quote.text):
        return [quote.text]
    starts = accumulate((size + 1 for size in sizes), initial=0)
    return [quote.text[start : start + size] for start, size in zip(starts, sizes, strict=False)]


def _left_out(quote: Quote, start: int, end: int) -> int:
    """How many characters of [start, end) are part of neither source nor cue."""
    said = {
        place
        for part in (quote.source, quote.cue)
        if part
        for place in range(max(start, part.start), min(end, part.end))
    }
    return end - start - len(said)


def citation(row: Cited, link: str) -> str:
    """``“We are open,” said Mira Sandoval. “The bridge”, The Quay Post, 1 March 2025. https://…``.

    Words that the article only reports are called so, because they are not the speaker's own.
    """
    quote = row.quote
    who = row.speaker_name or "no source named"
    how = (
        ", as reported"
        if quote.kind == "indirect"
        else ", in part as reported"
        if quote.kind == "mixed"
        else ""
    )
    when = day(row.date) if row.date else None
    where = ", ".join(part for part in (f"“{row.article_title}”", row.outlet, when) if part)
    return " ".join(f"{spoken(quote)} ({who}{how}). {where}. {link}".split())
