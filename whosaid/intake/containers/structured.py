"""Tables of records: JSON, JSON Lines and Parquet."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whosaid.intake.containers.columns import found_by_name
from whosaid.intake.containers.rows import Problem, Record, Row

_PARQUET = b"PAR1"
_BATCH = 64  # rows
_DEEPEST = 3
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


def json_rows(text: str, *, named: bool = False) -> list[Row] | None:
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
    records = _list_of_records(whole, 0)
    if records is None:
        return None
    single = isinstance(whole, dict) and records == [whole]
    return [
        Row("" if single else f"item {number}", _flat(record) if isinstance(record, dict) else _BAD_ITEM)
        for number, record in enumerate(records, start=1)
    ]


def columns_of_rows(rows: Iterable[Row]) -> list[str]:
    """Return the names of all fields, in the order in which they come up."""
    return list(dict.fromkeys(key for row in rows if isinstance(row.record, Mapping) for key in row.record))


def _line_rows(text: str, *, least_share: float) -> list[Row] | None:
    """Read JSON Lines; a line that is no object is named."""
    rows = [
        Row(f"line {number}", _line_record(line))
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    good = sum(not isinstance(row.record, Problem) for row in rows)
    return rows if good > least_share * len(rows) else None


def _line_record(line: str) -> Record | Problem:
    try:
        record = json.loads(line)
    except _BROKEN:
        return _BAD_LINE
    return _flat(record) if isinstance(record, dict) else _BAD_LINE


def _list_of_records(value: Any, depth: int) -> list[Any] | None:
    """Find the articles: a list of objects or of texts, itself or under some key; else the object itself."""
    if isinstance(value, list):
        if value and all(isinstance(each, str) for each in value):
            return [{"text": each} for each in value]
        return value if any(isinstance(each, dict) for each in value) else None
    if not isinstance(value, dict) or depth > _DEEPEST:
        return None
    if "text" in found_by_name(_flat(value)):
        return [value]
    below = [_list_of_records(each, depth + 1) for each in value.values() if isinstance(each, list | dict)]
    return max(filter(None, below), key=len, default=[value] if depth == 0 else None)


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """Put the fields of a field beside the others: {"source": {"name": ...}} gets a "source.name" too."""
    flat: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            flat.update({f"{key}.{inner}": each for inner, each in value.items()})
        else:
            flat[str(key)] = value
    return flat
