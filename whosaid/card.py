"""The model card that ships with the reader: which version it is, and today's figures, as plain rows.

``make evaluate ARGS=--write`` puts the figures into the card; what is shown of them anywhere comes from there,
so that no page can promise more than was measured.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CARD: Final = Path(__file__).parent / "reading" / "model" / "README.md"
_FIGURES = re.compile(r"<!-- figures: [^\n]*-->\n(.*?)<!-- end of figures -->", re.DOTALL)
_VERSION = re.compile(r"^\| version \| ([^|]+) \|$", re.MULTILINE)
_TABLE = re.compile(r"(?:^\|.*\|\n?)+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Figures:
    """One table of the card: the names of its columns, and its rows, each as long as that."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def version(card: Path = CARD) -> str:
    """``0.3.0, trained 2026-11-22``; empty where the card does not say or is not there."""
    found = _VERSION.search(_text(card))
    return found.group(1).strip() if found else ""


def figures(card: Path = CARD) -> list[Figures]:
    """The tables between the card's marks, in order; none where there is no card."""
    found = _FIGURES.search(_text(card))
    return [_table(lines.group()) for lines in _TABLE.finditer(found.group(1))] if found else []


def _text(card: Path) -> str:
    return card.read_text(encoding="utf-8") if card.is_file() else ""


def _table(markdown: str) -> Figures:
    head, _, *rows = [_cells(line) for line in markdown.strip().splitlines()]
    return Figures(head, tuple(rows))


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a line, without marks of bold type and code."""
    return tuple(re.sub(r"\*\*|`", "", cell).strip() for cell in line.strip().strip("|").split("|"))
