"""A table of articles, whatever it is written in: its columns, and a part for each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice

from whosaid.errors import UnnamedText, UnreadableFile
from whosaid.intake.canonical import packed
from whosaid.intake.containers import delimited, structured
from whosaid.intake.containers.budget import Budget
from whosaid.intake.containers.choosing import fields_of, named_for_something
from whosaid.intake.containers.columns import FIELDS, is_beginning
from whosaid.intake.containers.parts import Found, Part, Parts
from whosaid.intake.containers.rows import Problem, Row, stated, words
from whosaid.intake.containers.stated_dates import day_first
from whosaid.intake.encoding import Decoded
from whosaid.names import file_name, suffix_of

_SAMPLE = 200  # rows whose dates tell whether the day or the month comes first
_FEWEST_WORDS = 15  # of a text that stands in another column than those before
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
    given = (columns or {}).values()
    wanted = list(dict.fromkeys((*named_for_something(names), *(name for name in given if name in names))))
    size = structured.parquet_size(data, wanted)
    return Table(tuple(names), structured.parquet_rows(data, wanted), size=size)


def wordiest(rows: Iterator[Row], among: Collection[str]) -> str | None:
    """Return which of some columns has most text in the first rows; None where none has any."""
    lengths: Counter[str] = Counter()
    for row in islice(rows, _SAMPLE):
        if not isinstance(row.record, Problem):
            for column in among:
                lengths[column] += len(words(row.record.get(column)))
    return max(among, key=lengths.__getitem__) if lengths.total() else None


def table_parts(table: Table, name: str, budget: Budget, columns: Mapping[str, str] | None) -> Parts:
    """Yield an article for each row; a row that gives none is named."""
    if "text" not in fields_of(table.columns, given=columns):
        raise _no_text_column(name, table.columns)
    budget.spend(table.size)
    sample = list(islice(table.rows, _SAMPLE))
    records = [row.record for row in sample if not isinstance(row.record, Problem)]
    fields = fields_of(table.columns, records, columns)
    days_first = day_first(_dates(sample, fields.get("date")))
    for row in chain(sample, table.rows):
        own = fields if columns else _own_fields(row, fields)
        yield _part(row, own, name, budget, table, days_first=days_first)


def _own_fields(row: Row, fields: Mapping[str, str]) -> Mapping[str, str]:
    """Those of a record whose text stands elsewhere, as it may where two lists are joined."""
    record, column = row.record, fields["text"]
    if isinstance(record, Problem) or words(record.get(column)):
        return fields
    own = fields_of((name for name in record if words(record[name])), [record])
    if "text" not in own:
        return fields
    is_text = len(words(record[own["text"]]).split()) >= _FEWEST_WORDS
    as_much = is_beginning(column) or not is_beginning(own["text"])
    return own if column not in record or (is_text and as_much) else fields


def _part(
    row: Row, fields: Mapping[str, str], name: str, budget: Budget, table: Table, *, days_first: bool | None
) -> Found:
    shown = file_name(f"{name}, {row.label}") if row.label else name
    problem = row.record
    if not isinstance(problem, Problem):
        article = stated(problem, fields, days_first=days_first)
        if not isinstance(article, Problem):
            data = packed(replace(article, notices=table.notices + article.notices))
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
