"""Sentiment by speaker in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from whosaid.articles import MeanSentiment
from whosaid.charts.base import plural, signed


class SpeakerRow(Protocol):
    """What has to be known of a speaker."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def quotes(self) -> int: ...  # noqa: D102
    @property
    def sentiment(self) -> MeanSentiment: ...  # noqa: D102


def describe_speakers(rows: Sequence[SpeakerRow]) -> str:
    """The chart of speakers in words, for those who cannot see it."""
    return "; ".join(
        f"{row.name}: {plural(row.quotes, 'quote')}, mean {signed(row.sentiment.mean)} "
        f"from {signed(row.sentiment.low)} to {signed(row.sentiment.high)}"
        for row in rows
    )
