"""The articles of a file that holds many, as ``intake`` takes them out of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Final

from whosaid import receipts
from whosaid.articles import Columns, Receipt
from whosaid.errors import UnnamedText, UnreadableFile
from whosaid.names import file_name
from whosaid.store.tasks import Upload

if TYPE_CHECKING:
    from whosaid.intake.containers.parts import Found

_MANY: Final = 100
_MUCH: Final = 2_000_000

Part = Upload | Receipt | Columns


class ColumnsNeededError(UnreadableFile):
    """A table of which nobody but a person can tell which column holds the texts."""

    def __init__(self, file: str, why: str, remedy: str, columns: Columns) -> None:
        super().__init__(file, why, remedy)
        self.columns = columns

    def __reduce__(self) -> tuple[Any, ...]:
        """As of every error that is sent from process to process."""
        return type(self), (self.file, self.why, self.remedy, self.columns)


def readable() -> str:
    """What kinds of files can be read, in words."""
    from whosaid import intake

    return intake.READABLE


def parts_of(upload: Upload) -> Iterator[list[Part]]:
    """The articles in a file, some at a time; nothing where the file is an article itself.

    A receipt stands for a part that cannot be read, and after the parts of a table come its columns, if a person
    may know more of them. A table in an archive of which a person must say more comes ``apart``. Raises
    ``UnreadableFile`` where the file is all that cannot, and ``ColumnsNeededError`` where a person could say how.
    """
    from whosaid import intake  # here, because its libraries take time to import

    found = intake.unpack(upload.data, upload.name, columns=upload.columns)
    first, second = next(found, None), next(found, None)
    if second is None and isinstance(first, UnreadableFile):
        columns = _columns(upload)
        if columns and "text" not in columns.found:
            raise ColumnsNeededError(first.file, first.why, first.remedy, columns)
        if not _is_apart(first, upload):
            raise first
    if isinstance(first, intake.Part) and first.data == upload.data:
        return
    parts = chain([part for part in (first, second) if part is not None], found)
    yield from _some_at_a_time(map(partial(_part, upload), parts, _replaced(upload)))
    columns = _columns(upload)
    if columns and receipts.lacks(columns):
        yield [columns]


def _columns(upload: Upload) -> Columns | None:
    """The columns of a table; None where it is none, or somebody has said already what they are."""
    from whosaid import intake

    names = None if upload.columns else intake.columns_of(upload.data, upload.name)
    if not names:
        return None
    found = intake.found_by_name(names)
    table = hashlib.sha256(upload.data).hexdigest()
    left = [name for name in names if name not in found.values()]
    likely = None if "text" in found else intake.wordiest(upload.data, upload.name, left or names)
    return Columns(table, tuple(names), found, tuple(intake.unknown(names, found)), likely)


def _replaced(upload: Upload) -> Iterator[str | None]:
    """For each article of a table that is read once more, the id of that which its row gave before."""
    from whosaid import intake

    before = intake.unpack(upload.data, upload.name) if upload.replaces else iter(())
    ids = (
        hashlib.sha256(each.data).hexdigest() if isinstance(each, intake.Part) else None for each in before
    )
    return chain(ids, repeat(None))


def unpacked(upload: Upload, *, plain: bool) -> Iterator[Found]:
    """The same as ``intake`` gives them, the file itself where it is an article; with ``plain`` less is unpacked."""
    from whosaid import intake

    return intake.unpack(upload.data, upload.name, columns=upload.columns, plain=plain)


def _is_apart(error: UnreadableFile, upload: Upload) -> bool:
    """Tell a table in an archive that nobody has been asked about."""
    return isinstance(error, UnnamedText) and bool(error.data) and error.data != upload.data


def _part(of: Upload, found: Found, replaces: str | None) -> Part:
    if isinstance(found, UnnamedText) and _is_apart(found, of):
        return Upload(file_name(found.file), found.data, apart=True)
    if isinstance(found, UnreadableFile):
        return receipts.failed(file_name(found.file), reason(found))
    return Upload(file_name(found.name), found.data, replaces=replaces)


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
