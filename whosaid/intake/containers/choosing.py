"""Which column of a table holds what, where several are named for it: their cells tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from statistics import median
from typing import Any

from whosaid.intake.containers.columns import FIELDS, candidates, found_by_name, is_rest, lead_of
from whosaid.intake.containers.rows import Record, address_in, names_people, words

_FEW_WORDS = 15  # of what is hardly an article
_TIMES_LONGER = 3
_LOOKED_AT = 2000  # characters of a cell
_TAG = re.compile(r"<[^<>]{0,500}>")
_PAGE = re.compile(
    r"(?:https?://|www\.)[^/\s]{3,253}/\S{1,1000}", re.IGNORECASE
)  # of a site, not the site itself


def fields_of(
    columns: Iterable[str], records: Iterable[Record] = (), given: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return field -> column, and the column of first paragraphs apart from the text ("lead") where there is one.

    ``records`` are a few of the table's; what is ``given`` by a person counts, whatever the cells say.
    """
    columns, records, given = list(columns), list(records), given or {}
    found = found_by_name(columns, given)
    chosen = {field: choose(columns, records) for field, choose in _CHOICES.items() if field not in given}
    found.update({field: column for field, column in chosen.items() if column})
    lead = lead_of(columns, found)
    return {**found, "lead": lead} if lead else found


def named_for_something(columns: Iterable[str]) -> list[str]:
    """Return the columns that may be chosen, in their order."""
    columns = list(columns)
    named = {column for field in FIELDS for column in candidates(field, columns)}
    lead = lead_of(columns, {})
    return [column for column in columns if column in named or column == lead]


def _text(columns: list[str], records: list[Record]) -> str | None:
    """The first that is named for texts, unless it has few words, and another many more."""
    lengths = {column: _typical_length(column, records) for column in candidates("text", columns)}
    first = next(iter(lengths), None)
    if first is None or is_rest(first):
        return first
    longest = max(lengths, key=lambda column: lengths[column])
    is_short = lengths[first] < _FEW_WORDS <= lengths[longest]
    return longest if is_short and lengths[longest] >= _TIMES_LONGER * lengths[first] else first


def _outlet(columns: list[str], records: list[Record]) -> str | None:
    """The first that is named for outlets and does not hold the articles' addresses."""
    named = candidates("outlet", columns)
    return next(
        (column for column in named if not _mostly(column, records, _is_page)), next(iter(named), None)
    )


def _url(columns: list[str], records: list[Record]) -> str | None:
    named = candidates("url", columns)
    addresses = (column for column in named if _mostly(column, records, address_in))
    sources = (column for column in candidates("outlet", columns) if _mostly(column, records, _is_page))
    return next(addresses, None) or next(sources, None) or next(iter(named), None)


def _authors(columns: list[str], records: list[Record]) -> str | None:
    named = candidates("authors", columns)
    return next(
        (column for column in named if _mostly(column, records, names_people)), next(iter(named), None)
    )


_CHOICES: dict[str, Callable[[list[str], list[Record]], str | None]] = {
    "text": _text,
    "outlet": _outlet,
    "url": _url,
    "authors": _authors,
}


def _typical_length(column: str, records: list[Record]) -> float:
    cells = (words(record[column], between=" ")[:_LOOKED_AT] for record in records if column in record)
    return median([len(_TAG.sub(" ", cell).split()) for cell in cells] or [0])


def _mostly(column: str, records: list[Record], fits: Callable[[Any], Any]) -> bool:
    """Whether most cells of a column that are not empty fit; none does in a column that is empty."""
    cells = [record[column] for record in records if words(record.get(column))]
    return bool(cells) and 2 * sum(bool(fits(cell)) for cell in cells) > len(cells)


def _is_page(cell: Any) -> bool:
    return bool(_PAGE.fullmatch(words(cell)))
