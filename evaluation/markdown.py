"""Markdown tables, and the marks between which a command puts them. Imports nothing heavy: ``speed`` stays small."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path


def table(heading: str, rows: Sequence[str]) -> str:
    """A table; ``heading`` without the outer bars, ``rows`` with them."""
    columns = heading.count("|") + 1
    return "\n".join([f"| {heading} |", "|" + "---|" * columns, *rows])


def marks(name: str, command: str = "make evaluate") -> tuple[str, str]:
    """The two lines between which tables are put."""
    return f"<!-- {name}: written by {command} -->", f"<!-- end of {name} -->"


def between(text: str, ends: tuple[str, str], body: str, path: Path) -> str:
    """The text with ``body`` between its marks; raises ``ValueError`` where one is missing."""
    before, mark, rest = text.partition(ends[0])
    _, end, after = rest.partition(ends[1])
    if not mark or not end:
        raise ValueError(f"{path} has no place for the figures; put {ends[0]} and {ends[1]} into it")
    return f"{before}{mark}\n{body}\n{end}{after}"


def number(value: float) -> str:
    """A measured value with two or three digits that mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def spread(values: Sequence[float]) -> str:
    """From quartile to quartile (of fewer than four from the least to the most), and of how many; of one nothing."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    if len(values) > 3:
        low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return f"{number(low)} to {number(high)} ({len(values)})"
