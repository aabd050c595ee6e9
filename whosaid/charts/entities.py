"""How often each entity is named, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from whosaid.charts.base import plural


class EntityRow(Protocol):
    """What has to be known of an entity."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def mentions(self) -> int: ...  # noqa: D102
    @property
    def articles(self) -> int: ...  # noqa: D102


def describe_entities(rows: Sequence[EntityRow], by: str = "mentions") -> str:
    """The entity chart in words, for those who cannot see it."""
    thing = by.removesuffix("s")
    return "; ".join(f"{row.name}: {plural(_count(row, by), thing)}" for row in rows)


def _count(row: EntityRow, by: str) -> int:
    return row.articles if by == "articles" else row.mentions
