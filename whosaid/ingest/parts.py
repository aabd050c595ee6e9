"""The articles of a file that holds many, as ``intake`` takes them out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from whosaid import receipts
from whosaid.articles import Receipt
from whosaid.errors import UnreadableFile
from whosaid.ingest.uploads import shown
from whosaid.store.tasks import Upload

if TYPE_CHECKING:
    from whosaid.intake.containers.parts import Found

_MANY: Final = 100
_MUCH: Final = 2_000_000

Part = Upload | Receipt


class ColumnsNeededError(UnreadableFile):
    """A table of which nobody but a person can tell which column holds the texts."""

    def __init__(self, file: str, why: str, remedy: str, columns: Sequence[str]) -> None:
        super().__init__(file, why, remedy)
        self.columns = list(columns)


def readable() -> str:
    """What kinds of files can be read, in words."""
    from whosaid import intake

    return intake.READABLE


def parts_of(upload: Upload) -> Iterator[list[Part]]:
    """The articles in a file, some at a time; nothing where the file is an article itself.

    A receipt stands for a part that cannot be read. Raises ``UnreadableFile`` where the file is all that cannot,
    and ``ColumnsNeededError`` where a person could say how.
    """
    from whosaid import intake  # here, because its libraries take time to import

    found = intake.unpack(upload.data, upload.name, columns=upload.columns)
    first, second = next(found, None), next(found, None)
    if second is None and isinstance(first, UnreadableFile):
        if upload.columns is None and intake.needs_columns(upload.data, upload.name):
            columns = intake.columns_of(upload.data, upload.name) or []
            raise ColumnsNeededError(first.file, first.why, first.remedy, columns)
        raise first
    if isinstance(first, intake.Part) and first.data == upload.data:
        return
    parts = chain([part for part in (first, second) if part is not None], found)
    yield from _some_at_a_time(_part(part) for part in parts)


def _part(found: Found) -> Part:
    if isinstance(found, UnreadableFile):
        return receipts.failed(shown(found.file), reason(found))
    return Upload(shown(found.name), found.data)


def reason(error: UnreadableFile) -> str:
    """Why, without the file's name before it."""
    return f"{error.why}; {error.remedy}."


def _some_at_a_time(parts: Iterable[Part]) -> Iterator[list[Part]]:
    some: list[Part] = []
    size = 0
    for part in parts:
        some.append(part)
        size += len(part.data) if isinstance(part, Upload) else 0
        if len(some) >= _MANY or size >= _MUCH:
            yield some
            some, size = [], 0
    if some:
        yield some
