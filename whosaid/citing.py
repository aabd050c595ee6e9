"""A quote as a citation: words, who said them, where and when, and the link that opens it in its article."""

from __future__ import annotations

from typing import Protocol

from whosaid.articles import Quote
from whosaid.sentences import day

_MARKS = "“‘\"'"


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
    """The words as they are shown: those of a direct quote in quotation marks."""
    return f"“{quote.text}”" if quote.kind == "direct" and quote.text[:1] not in _MARKS else quote.text


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
