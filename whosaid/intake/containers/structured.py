"""Tables of records: JSON, JSON Lines and Parquet."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from whosaid.intake.containers.objects import articles_in, flat
from whosaid.intake.containers.rows import Problem, Record, Row
from whosaid.names import file_name

_PARQUET = b"PAR1"
_BATCH = 64  # rows
_BAD_LINE = Problem("it is no JSON object", "write each article as one JSON object on one line")
_BAD_ITEM = Problem("it is no JSON object", "write each article as one JSON object")
_BROKEN = (ValueError, RecursionError)


def is_parquet(data: bytes) -> bool:
    """Whether the bytes are a Parquet file, by the marks at both its ends."""
    return data.startswith(_PARQUET) and data.endswith(_PARQUET)


def parquet_columns(data: bytes) -> list[str]:
    """Return the names of a Parquet file's columns."""
    import pyarrow.parquet  # here, because it takes half a second

    return list(pyarrow.parquet.ParquetFile(io.BytesIO(data)).schema_arrow.names)


def parquet_size(data: bytes, columns: Iterable[str]) -> int:
    """Return how many bytes these columns have when they are unpacked, as the file states it."""
    import pyarrow.parquet

    wanted = set(columns)
    metadata = pyarrow.parquet.ParquetFile(io.BytesIO(data)).metadata
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    chunks = (group.column(number) for group in groups for number in range(group.num_columns))
    return sum(
        chunk.total_uncompressed_size for chunk in chunks if chunk.path_in_schema.split(".")[0] in wanted
    )


def parquet_rows(data: bytes, columns: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of a Parquet file, a few at a time; only these columns are read."""
    import pyarrow.parquet

    file = pyarrow.parquet.ParquetFile(io.BytesIO(data))
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH, columns=list(columns), use_threads=False):
        for record in batch.to_pylist():
            number += 1
            yield Row(f"row {number}", record)


@dataclass(frozen=True, slots=True)
class Rows:
    """The articles of a JSON text, and what is to be said of what stood beside them."""

    rows: list[Row]
    notices: tuple[str, ...] = ()


def json_rows(text: str, *, named: bool = False) -> Rows | None:
    """Return the articles of a JSON text or of JSON Lines; None where it is neither.

    ``named``: the file is called so, and one good line is enough.
    """
    start = text.lstrip()[:1]
    if not start or start not in "[{":
        return None
    try:
        whole = json.loads(text)
    except _BROKEN:
        return _line_rows(text, least_share=0 if named else 0.5) if start == "{" else None
    found = articles_in(whole)
    if found is None:
        return None
    single = len(found.records) == 1 and found.records[0] is whole
    rows = [
        Row("" if single else f"item {number}", flat(record) if isinstance(record, dict) else _BAD_ITEM)
        for number, record in enumerate(found.records, start=1)
    ]
    return Rows(rows, _told(found.aside))


def _told(aside: Iterable[str]) -> tuple[str, ...]:
    names = ", ".join(f"“{file_name(name)}”" for name in dict.fromkeys(aside))
    return (f"Beside it in the file stood more with texts, which was not read: {names}.",) if names else ()


def columns_of_rows(rows: Iterable[Row]) -> list[str]:
    """Return the names of all fields, in the order in which they come up."""
    return list(dict.fromkeys(key for row in rows if isinstance(row.record, Mapping) for key in row.record))


def _line_rows(text: str, *, least_share: float) -> Rows | None:
    """Read JSON Lines; a line that is no object is named."""
    rows = [
        Row(f"line {number}", _line_record(line))
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    good = sum(not isinstance(row.record, Problem) for row in rows)
    return Rows(rows) if good > least_share * len(rows) else None


def _line_record(line: str) -> Record | Problem:
    try:
        record = json.loads(line)
    except _BROKEN:
        return _BAD_LINE
    return flat(record) if isinstance(record, dict) else _BAD_LINE
