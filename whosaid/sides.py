"""Two sets of filters kept to be compared: their keys in a link (``a.speaker``, ``b.from``) and their order.

A side is plain data: the fields that it sets, in the order of ``fields.FIELDS``. What it shows together with
the filters around it is ``View.of_side``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from whosaid.fields import FIELDS, FILTERS, Field

Side = tuple[tuple[str, tuple[str, ...]], ...]
"""Name of a field and its values, for each field that is set."""

LETTERS: Final = ("a", "b")
NAMES: Final = tuple(name for name in FIELDS if name in FILTERS or name == "search_in")
"""The fields that a side can set."""


@cache
def fields(letter: str) -> Mapping[str, Field]:
    """The fields of a side as they are in a link."""
    return {name: replace(FIELDS[name], key=f"{letter}.{FIELDS[name].key}") for name in NAMES}


def side(values: Iterable[tuple[str, tuple[str, ...]]]) -> Side:
    """The fields that have a value; of one that holds a single value the first."""
    return tuple((name, given if FIELDS[name].many else given[:1]) for name, given in values if given)


def write(letter: str, kept: Side) -> dict[str, list[str]]:
    """The keys and values of a link."""
    known = fields(letter)
    return {known[name].key: list(values) for name, values in kept}
