"""A table of articles, whatever it is written in: its columns, and a part for each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice

from whosaid.errors import UnnamedText, UnreadableFile
from whosaid.intake.canonical import packed
from whosaid.intake.containers import delimited, structured
from whosaid.intake.containers.budget import Budget
from whosaid.intake.containers.columns import FIELDS, found_by_name, lead_of
from whosaid.intake.containers.parts import Found, Part, Parts
from whosaid.intake.containers.rows import Problem, Row, stated, words
from whosaid.intake.containers.stated_dates import day_first
from whosaid.intake.encoding import Decoded
from whosaid.names import file_name, suffix_of

_SAMPLE = 200  # rows whose dates tell whether the day or the month comes first
_JSON_SUFFIXES = ("json", "jsonl", "ndjson")
_MOST_NAMED = 20  # columns in a message


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns, and the rows: read once, and not before they are wanted."""

    columns: tuple[str, ...]
    rows: Iterator[Row]
    notices: tuple[str, ...] = ()
    size: int = 0  # of what is unpacked, where the table itself is packed


def table_of_text(decoded: Decoded, name: str) -> Table | None:
    """Return the table that a text is, or None; raises ``UnreadableFile`` where it is one and damaged."""
    notices = (decoded.notice,) if decoded.notice else ()
    named = suffix_of(name) in _JSON_SUFFIXES
    found = structured.json_rows(decoded.text, named=named)
    if found:
        columns = tuple(structured.columns_of_rows(found.rows))
        return Table(columns, iter(found.rows), (*notices, *found.notices))
    if named:
        raise UnreadableFile(
            name,
            "its JSON is damaged, or it holds no objects",
            "write the articles as a list of objects, or one object a line",
        )
    layout = delimited.layout_of(decoded.text, name)
    return Table(layout.columns, delimited.rows_of(decoded.text, layout), notices) if layout else None


def parquet_table(data: bytes, columns: Mapping[str, str] | None) -> Table:
    """Return the table of a Parquet file, with the rows of the columns that are needed."""
    names = structured.parquet_columns(data)
    wanted = list(_fields(names, columns).values())
    size = structured.parquet_size(data, wanted)
    return Table(tuple(names), structured.parquet_rows(data, wanted), size=size)


def table_parts(table: Table, name: str, budget: Budget, columns: Mapping[str, str] | None) -> Parts:
    """Yield an article for each row; a row that gives none is named."""
    fields = _fields(table.columns, columns)
    if "text" not in fields:
        raise _no_text_column(name, table.columns)
    budget.spend(table.size)
    sample = list(islice(table.rows, _SAMPLE))
    days_first = day_first(_dates(sample, fields.get("date")))
    for row in chain(sample, table.rows):
        own = fields if columns else _own_fields(row, fields)
        yield _part(row, own, name, budget, table, days_first=days_first)


def _fields(names: Iterable[str], given: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Say which column holds what, and which the first paragraphs, where they are apart from the text ("lead")."""
    names = list(names)
    found = found_by_name(names, given)
    lead = lead_of(names, found)
    return {**found, "lead": lead} if lead else found


def _own_fields(row: Row, fields: Mapping[str, str]) -> Mapping[str, str]:
    """Those of a record that has other names than the ones before it, as two lists joined may."""
    if isinstance(row.record, Problem) or fields["text"] in row.record:
        return fields
    own = _fields(row.record)
    return own if "text" in own else fields


def _part(
    row: Row, fields: Mapping[str, str], name: str, budget: Budget, table: Table, *, days_first: bool | None
) -> Found:
    shown = file_name(f"{name}, {row.label}") if row.label else name
    problem = row.record
    if not isinstance(problem, Problem):
        article = stated(problem, fields, days_first=days_first)
        if not isinstance(article, Problem):
            data = packed(replace(article, notices=table.notices))
            budget.spend(len(data))
            return Part(shown, data)
        problem = article
    return UnreadableFile(shown, problem.why, problem.remedy)


def _dates(rows: list[Row], column: str | None) -> Iterator[str]:
    for row in rows:
        if column and not isinstance(row.record, Problem):
            yield words(row.record.get(column))


def _no_text_column(name: str, columns: tuple[str, ...]) -> UnnamedText:
    shown = ", ".join(f"“{file_name(column)}”" for column in columns[:_MOST_NAMED])
    more = f" and {len(columns) - _MOST_NAMED} more" if len(columns) > _MOST_NAMED else ""
    others = ", ".join(FIELDS[1:-2])
    return UnnamedText(
        name,
        f"it is a table, and none of its columns is named for the articles' text; they are {shown}{more}",
        f"name the column “text” (and those with {others} and url after what is in them), or say which is which",
    )
