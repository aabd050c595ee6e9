"""What the queue is asked and answers with: frozen rows, no SQL and no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

WAITING: Final = "waiting"
READING: Final = "reading"
SPLIT: Final = "split"
ASKING: Final = "asking"
DONE: Final = "done"
OPEN: Final = (WAITING, READING)
"""The states of a row: only articles of a file that was split are ever done, files leave."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name and its bytes, and of a table which column is what, where a person said so.

    ``apart``: it is a table in an archive that must be asked about, and becomes a file of its own in the queue.
    ``replaces`` is the id of the article whose place it takes, once it is read; of a table its own, if each of its
    articles takes the place of that which its row gave before. With ``insists`` it is read even if it is not in
    English.
    """

    name: str
    data: bytes
    columns: Mapping[str, str] | None = None
    replaces: str | None = None
    insists: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the queue, held by ``holder``; ``tries`` counts how often it was begun, this time included."""

    pk: int
    holder: str
    collection: str
    batch: str
    upload: Upload
    tries: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Batch:
    """How far a batch is: files, and articles as far as it is known how many the files hold."""

    id: str
    files: int
    files_done: int
    articles: int
    articles_done: int
    names: tuple[str, ...]  # what is being read now
    stopping: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that is not done; of one that was split, how many of its articles are."""

    name: str
    state: str
    articles: int
    articles_done: int


@dataclass(frozen=True, slots=True)
class Question:
    """A table that waits until somebody says which of its columns is what.

    ``found`` says field -> column as far as the names tell, ``likely`` is the column with the longest texts where
    none is named for the text. ``again``: it was read, and can stay as it is.
    """

    pk: int
    batch: str
    name: str
    columns: tuple[str, ...]
    found: Mapping[str, str]
    likely: str | None
    again: bool
