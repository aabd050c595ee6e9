"""A whole table as one JSON object, as pandas writes it: -> its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from whosaid.intake.containers.columns import found_by_name


def rows_in_layout(value: Any) -> list[dict[str, Any]] | None:
    """Read what pandas writes for a whole table: {"columns", "data"}, or each column as a list or an object."""
    if not isinstance(value, dict) or not value:
        return None
    rows = _split_rows(value) or _list_rows(value) or _column_rows(value)
    return list(rows) if rows else None


def _split_rows(value: Mapping[str, Any]) -> Iterator[dict[str, Any]] | None:
    columns, data = value.get("columns"), value.get("data")
    if not isinstance(columns, list) or not isinstance(data, list) or not columns or not data:
        return None
    if not all(isinstance(row, list) and len(row) == len(columns) for row in data):
        return None
    return (dict(zip(map(str, columns), row, strict=True)) for row in data)


def _list_rows(value: Mapping[str, Any]) -> Iterator[dict[str, Any]] | None:
    columns = list(value.values())
    if not all(isinstance(column, list) and len(column) == len(columns[0]) for column in columns):
        return None
    texts = found_by_name(map(str, value)).get("text")
    if not texts or not all(isinstance(each, str | None) for each in value[texts]) or not value[texts]:
        return None
    return (dict(zip(map(str, value), row, strict=True)) for row in zip(*columns, strict=True))


def _column_rows(value: Mapping[str, Any]) -> Iterator[dict[str, Any]] | None:
    columns = list(value.values())
    if not all(isinstance(column, dict) and column.keys() == columns[0].keys() for column in columns):
        return None
    texts = value.get(found_by_name(map(str, value)).get("text", ""), {})
    if not texts or not all(isinstance(each, str | None) for each in texts.values()):
        return None
    if "text" in found_by_name(texts):  # {"article": {"title": ..., "text": ...}}
        return None
    return ({str(name): column[row] for name, column in value.items()} for row in texts)
