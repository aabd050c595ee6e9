"""Sums that the database gives for a comparison -> its rows, with intervals, in an order. No SQL here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Row

from whosaid.differences import Compared, Sums, adjusted, compare_means, compare_shares
from whosaid.store.rows import Contrast, Part

Parts = Sequence[Row[Any] | None]
"""The line of a row on each side, None where it has none."""


def share(row: str, sides: Mapping[int, Row[Any]], parts: Parts) -> Contrast:
    """A row of shares; ``sides`` has the sums of all that is shared out on each side."""
    sums = [_share_sums(sides.get(side), part) for side, part in enumerate(parts)]
    wholes = [int(sides[side].quotes) if side in sides else 0 for side in range(len(parts))]
    compared = compare_shares(sums, wholes)
    shown = [
        Part(int(part.quotes) if part else 0, whole, int(part.words) if part else 0, estimate)
        for part, whole, estimate in zip(parts, wholes, compared.estimates, strict=True)
    ]
    return _contrast(row, shown, compared)


def _share_sums(side: Row[Any] | None, part: Row[Any] | None) -> Sums:
    if side is None:
        return Sums(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    y, yy, xy = (float(part.y), float(part.yy), float(part.xy)) if part else (0.0, 0.0, 0.0)
    return Sums(side.articles, y, float(side.y), yy, xy, float(side.yy))


def tone(row: str, parts: Parts) -> Contrast:
    """A row of means."""
    sums = [_mean_sums(part) for part in parts]
    compared = compare_means(sums, [float(part.square) if part else 0.0 for part in parts])
    shown = [
        Part(int(part.quotes), int(part.quotes), int(part.words), estimate) if part else Part(0, 0, 0, None)
        for part, estimate in zip(parts, compared.estimates, strict=True)
    ]
    return _contrast(row, shown, compared)


def _mean_sums(part: Row[Any] | None) -> Sums:
    if part is None:
        return Sums(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    y, yy, xy, xx = float(part.y), float(part.yy), float(part.xy), float(part.xx)
    return Sums(part.articles, y, float(part.quotes), yy, xy, xx)


def naming(row: str, parts: Parts, whole: Sequence[int]) -> Contrast:
    """A row of shares of articles, of which each side has so many (``whole``)."""
    counts = [part.articles if part else 0 for part in parts]
    sums = [Sums(of, count, of, count, count, of) for count, of in zip(counts, whole, strict=True)]
    compared = compare_shares(sums, whole)
    shown = [
        Part(count, of, int(part.mentions) if part else 0, estimate)
        for count, of, part, estimate in zip(counts, whole, parts, compared.estimates, strict=True)
    ]
    return _contrast(row, shown, compared)


def _contrast(row: str, parts: Sequence[Part], compared: Compared) -> Contrast:
    return Contrast(row, row, "", tuple(parts), compared.difference, None)


def called(row: Contrast, named: Mapping[str, tuple[str, Any]]) -> Contrast:
    """The row with its name and trait."""
    name, trait = named.get(row.id, (row.name, ""))
    return replace(row, name=name, trait=trait or "")


_ORDERS: Final[Mapping[str, Callable[[Contrast], float]]] = {
    "difference": lambda row: -abs(row.difference.value) if row.difference else 1.0,
    "sure": lambda row: row.difference.p if row.difference else 2.0,
    "quotes": lambda row: -float(sum(part.count for part in row.parts)),
}


def ranked(rows: Sequence[Contrast], order: str) -> list[Contrast]:
    """The rows in an order, each with what chance makes of it among so many."""
    told = [row for row in rows if row.difference]
    chances = adjusted([row.difference.p for row in told if row.difference])
    corrected = {row.id: chance for row, chance in zip(told, chances, strict=True)}
    shown = [replace(row, chance=corrected.get(row.id)) for row in rows]
    return sorted(shown, key=lambda row: (_ORDERS[order](row), _ORDERS["quotes"](row), row.name))
