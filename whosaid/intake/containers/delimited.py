"""Tables in text: cells between commas, semicolons, tabs or bars.

Read with the standard library and by the row, so that a row that is damaged can be named
and the rows after it are read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from whosaid.intake.containers.columns import found_by_name
from whosaid.intake.containers.rows import Problem, Row
from whosaid.names import suffix_of

csv.field_size_limit(2**31 - 1)  # the longest article is a setting, and 131,072 characters are not it

_SUFFIXES = ("csv", "tsv", "tab")
_DELIMITERS = (",", ";", "\t", "|")
_NO_DELIMITER = "\x1f"
_SEP_LINE = re.compile(r"sep=([,;|\t])[ \t]*\r?\n", re.IGNORECASE)
_SAMPLE = 30  # rows
_SAMPLE_CHARACTERS = 500_000
_LONGEST_HEADING = 80
_LONGEST_FIRST = 3000
_MOST_ABOVE = 9  # lines above the row that names the columns
_MOST_RESTARTS = 20
_LEAST_SHARE = 0.8  # of the rows that have as many cells as the first
_LEAST_SHARE_NAMED = 0.5  # where the file is called a table
_UNEVEN = Problem(
    "it has another number of cells than the first row",
    "look for a quotation mark that is not closed, or a separator in a cell without quotation marks",
)


class Layout(NamedTuple):
    """How a table in text is laid out."""

    delimiter: str
    columns: tuple[str, ...]
    headed: bool  # whether the first row names the columns
    start: int  # where the first row begins
    above: int = 0  # rows before it, such as a title of the table


def layout_of(text: str, name: str) -> Layout | None:
    """Return the layout of a table of articles, or None where the text is none.

    By name (.csv) it need only have even rows; else its first row must name a column of texts and another.
    """
    marked = _SEP_LINE.match(text)
    start = marked.end() if marked else 0
    named = suffix_of(name) in _SUFFIXES
    share = _LEAST_SHARE_NAMED if named else _LEAST_SHARE
    found = [_layout(text, start, each, share) for each in ([marked[1]] if marked else _DELIMITERS)]
    best = max(filter(None, found), key=lambda layout: len(layout.columns), default=None)
    if named or best is None:
        return best
    return best if best.headed and _names_articles(list(best.columns)) else None


def rows_of(text: str, layout: Layout) -> Iterator[Row]:
    """Yield the rows, numbered as a spreadsheet shows them; empty ones are left out."""
    lines = list(io.StringIO(text[layout.start :], newline=""))
    for number, cells in enumerate(_records(lines, layout), start=layout.above + 1):
        if number == layout.above + 1 and layout.headed:
            continue
        if cells is None:
            yield Row(f"row {number}", _UNEVEN)
        elif any(cell.strip() for cell in cells):
            yield Row(f"row {number}", dict(zip(layout.columns, cells, strict=False)))


def _records(lines: list[str], layout: Layout) -> Iterator[list[str] | None]:
    """Yield the cells of each row, None for one that is damaged.

    A quotation mark that is not closed takes the rows after it into one cell. Then it is begun
    again a line further on, and what does not fit is passed over until a whole row comes.
    """
    width = len(layout.columns)
    line, restarts, lost = 0, 0, False
    while line < len(lines):
        reader = csv.reader(islice(lines, line, None), delimiter=layout.delimiter)
        before = 0
        for cells in _checked(reader):
            rows = lines[line + before : line + reader.line_num]
            swallowed = len(rows) > 1 and (not _fits(cells, width) or _runs_on(rows, layout))
            if swallowed and restarts < _MOST_RESTARTS:
                break
            if _fits(cells, width):
                lost = lost and not any(cell.strip() for cell in cells)
                yield cells
            elif not lost:
                yield None
            before = reader.line_num
        else:
            return
        if not lost:
            yield None
        restarts, lost, line = restarts + 1, True, line + before + 1


def _runs_on(rows: list[str], layout: Layout) -> bool:
    """Whether a row over several lines has rows after it in its last cell, and so as many cells as the first.

    Its quotation marks are not in order then, and the lines in it are rows themselves, or the last
    opens a cell: of a text in a cell one of both may be true, but hardly both.
    """
    width = len(layout.columns)
    inner = [row for row in (*rows[1:_SAMPLE], *rows[-1:]) if row.strip()]
    if width < 2 or not inner or _in_order(rows, layout):
        return False
    split = [len(next(_checked(csv.reader([row], delimiter=layout.delimiter)))) == width for row in inner]
    return sum(split) >= _LEAST_SHARE * len(inner) or (split[-1] and f'{layout.delimiter}"' in inner[-1])


def _in_order(rows: list[str], layout: Layout) -> bool:
    try:
        return bool(list(csv.reader(rows, delimiter=layout.delimiter, strict=True)))
    except csv.Error:
        return False


def _checked(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield ["", *[""] * 10_000]  # a row that fits nowhere


def _fits(cells: list[str], width: int) -> bool:
    """Whether a row has as many cells as the first; empty ones at its end are not minded."""
    return len(cells) == width or not any(cell.strip() for cell in cells[width:] or cells)


def _layout(text: str, start: int, delimiter: str, share: float) -> Layout | None:
    start, above = _first_row(text, start, delimiter)
    sample = io.StringIO(text[start : start + _SAMPLE_CHARACTERS], newline="")
    try:
        rows = list(islice(csv.reader(sample, delimiter=delimiter), _SAMPLE))
    except csv.Error:
        return None
    if len(rows) > 2 and not sample.read(1) and len(text) - start > _SAMPLE_CHARACTERS:
        rows.pop()  # the sample may end within it
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        return None
    if len(rows[0]) == 1:
        return _single_column(rows[0][0], start)
    even = sum(_fits(row, len(rows[0])) for row in rows[1:])
    if even < share * (len(rows) - 1) and not (share < _LEAST_SHARE and _names_articles(rows[0])):
        return None
    headed = all(_is_heading(cell) for cell in rows[0])
    names = rows[0] if headed else [f"column {number}" for number in range(1, len(rows[0]) + 1)]
    return Layout(delimiter, _distinct(names), headed, start, above)


def _first_row(text: str, start: int, delimiter: str) -> tuple[int, int]:
    """Return where the row begins that names the columns, and how many are above it: a title, a date, nothing.

    Where no row of the first few names articles, it is the first of all.
    """
    lines = list(islice(io.StringIO(text[start : start + _SAMPLE_CHARACTERS], newline=""), _MOST_ABOVE + 1))
    for above, line in enumerate(lines):
        if len(line) > _LONGEST_FIRST or delimiter not in line:
            continue
        cells = next(_checked(csv.reader([line], delimiter=delimiter)))
        if all(map(_is_heading, cells)) and _names_articles(cells):
            return start + sum(map(len, lines[:above])), above
    return start, 0


def _names_articles(cells: list[str]) -> bool:
    """Whether a first row names a column of texts and another: then the rows may be as damaged as they like."""
    known = found_by_name([cell.strip() for cell in cells])
    return "text" in known and len(known) > 1


def _single_column(heading: str, start: int) -> Layout | None:
    if "text" not in found_by_name([heading.strip()]):
        return None
    return Layout(_NO_DELIMITER, (heading.strip(),), True, start)


def _is_heading(cell: str) -> bool:
    cell = cell.strip()
    return (
        len(cell) <= _LONGEST_HEADING and "\n" not in cell and not cell.isdigit() and not cell.endswith(".")
    )


def _distinct(names: list[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    found = []
    for number, name in enumerate((name.strip() for name in names), start=1):
        name = name or f"column {number}"
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(found)
