"""Confusion of kinds: direct, mixed or indirect as found, against what the gold's own words say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evaluation.attributions import Attributed, Tokens
from evaluation.news import Read
from whosaid.articles import QUOTE_KINDS, QuoteKind

Confusion = dict[str, dict[str, int]]


def gold_kind(tokens: Tokens, item: Attributed) -> QuoteKind:
    """Direct: over nine tenths of the content's tokens stand between quotation marks; indirect: none does."""
    inside = len(item.content & tokens.quoted)
    if inside > 0.9 * len(item.content):
        return "direct"
    return "mixed" if inside else "indirect"


def confusion(reads: Iterable[Read]) -> Confusion:
    """Gold kind -> found kind -> how many, over the attributions that match softly."""
    counts: Counter[tuple[str, str]] = Counter()
    for read in reads:
        for quote, match in zip(read.quotes, read.matches, strict=True):
            if match is not None:
                counts[gold_kind(read.tokens, read.gold[match]), quote.kind] += 1
    return {gold: {found: counts[gold, found] for found in QUOTE_KINDS} for gold in QUOTE_KINDS}
