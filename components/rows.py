"""Rows that are charts: speakers with the shares of their tones, names with how often they are named.

Each row is one button, so that a click anywhere in it and the Enter key do the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from components.elements import Node, el
from whosaid.articles import POLARITIES, MeanSentiment
from whosaid.charts import (
    FEW,
    NOBODY,
    SENTIMENT,
    TYPE_COLOURS,
    TYPES,
    describe_entities,
    describe_speakers,
    plural,
    side,
    signed,
)
from whosaid.store import EntityCount, SpeakerRow

# Where the two scales from −1 to +1 lie, as parts of the width of a row.
_SHARES: Final = (0.0, 0.58)
_MEANS: Final = (0.62, 1.0)


def tone_rows(rows: Sequence[SpeakerRow], chosen: Sequence[str], colours: Mapping[str, str]) -> Node:
    """For each speaker the shares of the three tones astride zero, and the mean with its interval.

    Of one or two quotes they are pale and the mean is hollow, and it is said that they are too few.
    """
    return el(
        "div",
        "rows",
        *[
            _tone_row(row, _fading(row.id, chosen), row.id in chosen, colours.get(row.id, NOBODY))
            for row in rows
        ],
    )


def entity_rows(rows: Sequence[EntityCount], chosen: Sequence[str], by: str) -> Node:
    """For each name a bar of its "mentions" or "articles"; who is only spoken about has a pale one."""
    longest = max((_count(row, by) for row in rows), default=1)
    return el("div", "rows", *[_entity_row(row, chosen, by, longest) for row in rows])


@lru_cache(maxsize=2_000)
def _tone_row(row: SpeakerRow, fading: str, chosen: bool, colour: str) -> Node:
    """Most stand on the page as they stood before the click."""
    few = row.quotes <= FEW
    told = "too few to tell" if few else signed(row.sentiment.mean)
    return el(
        "button",
        _look("tones", "few" if few else "", fading),
        el("span", "who", el("span", "dot", colour=colour), row.name),
        el("span", "many", f"{plural(row.quotes, 'quote')}, {plural(row.words, 'word')}, {told}"),
        el("span", "line", *_shares(row), *_mean(row.sentiment)),
        act=("speaker", row.id),
        pressed=chosen,
        label=describe_speakers([row]),
        hint=_tones(row),
    )


def _shares(row: SpeakerRow) -> list[Node]:
    """Neutral sits astride zero, the others beside it."""
    starts = (-row.neutral / 2 - row.negative, -row.neutral / 2, row.neutral / 2)
    shares = (row.negative, row.neutral, row.positive)
    return [
        _between(start, start + share, _SHARES, SENTIMENT[label])
        for start, share, label in zip(starts, shares, POLARITIES, strict=True)
        if share
    ]


def _mean(mean: MeanSentiment) -> list[Node]:
    colour = SENTIMENT[side(mean)]
    spread = _between(mean.low, mean.high, _MEANS, colour, look="spread")
    return [spread, el("span", "mean", colour=colour, size=_at(mean.mean, _MEANS))]


def _between(start: float, end: float, scale: tuple[float, float], colour: str, *, look: str = "") -> Node:
    left = _at(start, scale)
    return el("span", look, colour=colour, size=left, width=_at(end, scale) - left)


def _at(score: float, scale: tuple[float, float]) -> float:
    """Where a score from −1 to +1 lies, as a part of the width."""
    return scale[0] + (score + 1) / 2 * (scale[1] - scale[0])


def _tones(row: SpeakerRow) -> str:
    mean = row.sentiment
    return (
        f"{row.negative:.0%} negative, {row.neutral:.0%} neutral, {row.positive:.0%} positive; "
        f"mean {signed(mean.mean)}, 95 % interval {signed(mean.low)} to {signed(mean.high)}"
    )


def _entity_row(row: EntityCount, chosen: Sequence[str], by: str, longest: int) -> Node:
    count = _count(row, by)
    kind = TYPES.get(row.label, row.label.lower()) + (", speaks" if row.speaks else "")
    bar = el("span", "", colour=TYPE_COLOURS.get(row.label, NOBODY), size=0.0, width=count / max(1, longest))
    return el(
        "button",
        _look("names", "" if row.speaks else "silent", _fading(row.id, chosen)),
        el("span", "who", row.name),
        el("span", "many", f"{kind} · {count:,}"),
        el("span", "line thin", bar),
        act=("entity", row.id),
        pressed=row.id in chosen,
        label=describe_entities([row], by),
        hint=f"{plural(row.mentions, 'mention')} in {plural(row.articles, 'article')}",
    )


def _count(row: EntityCount, by: str) -> int:
    return row.articles if by == "articles" else row.mentions


def _fading(name: str, chosen: Sequence[str]) -> str:
    """What is not chosen fades where something is."""
    return "faint" if chosen and name not in chosen else ""


def _look(*parts: str) -> str:
    return " ".join(part for part in parts if part)
