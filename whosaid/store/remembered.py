"""Answers of the store that are kept until their collection changes.

Every write to a collection counts its ``version`` up (``writing.changed``), in the same transaction, so
that an answer is never older than what the database holds, whichever process wrote it.
"""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from threading import Lock
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Select, select

from whosaid.store.database import Database
from whosaid.store.tables import collections
from whosaid.view import View

T = TypeVar("T")
Key = tuple[str, int, Hashable]
_MOST: Final = 400  # answers; the least recently asked for are forgotten
_ABSENT: Final = object()


class Remembered:
    """The latest answers; safe to share between threads."""

    def __init__(self, database: Database) -> None:
        """Nothing is remembered yet."""
        self._database = database
        self._answers: OrderedDict[Key, Any] = OrderedDict()
        self._lock = Lock()

    def answer(self, collection_id: str, question: Hashable, ask: Callable[[Connection], T]) -> T:
        """What ``ask`` returns, or has returned to the same question of this version of the collection.

        The caller gets a copy: what it adds to a list stays its own.
        """

        def find(connection: Connection) -> T:
            version = self._database.once(
                ("version", collection_id), lambda: connection.execute(_version(collection_id)).scalar()
            )
            if version is None:
                return ask(connection)
            key: Key = (collection_id, version, question)
            found: Any = self._recall(key)
            if found is _ABSENT:
                found = ask(connection)
                self._keep(key, found)
            answer: T = copy.copy(found)
            return answer

        return self._database.read(find)

    def version(self, collection_id: str) -> int:
        """How often the collection was changed; 0 also where there is none."""
        found = self._database.read(lambda conn: conn.execute(_version(collection_id)).scalar())
        return int(found or 0)

    def _recall(self, key: Key) -> object:
        with self._lock:
            found = self._answers.get(key, _ABSENT)
            if found is not _ABSENT:
                self._answers.move_to_end(key)
            return found

    def _keep(self, key: Key, answer: object) -> None:
        """What held for another version of the collection is forgotten: it may tell of what was removed."""
        collection_id, version, _ = key
        with self._lock:
            for old in [one for one in self._answers if one[0] == collection_id and one[1] != version]:
                del self._answers[old]
            self._answers[key] = answer
            if len(self._answers) > _MOST:
                self._answers.popitem(last=False)


def filters_of(view: View) -> View:
    """The view without what filters nothing, so that panels that are looked at in another way ask the same."""
    return replace(view, quote="", looks=(), side_a=(), side_b=(), problems=())


def _version(collection_id: str) -> Select[Any]:
    return select(collections.c.version).where(collections.c.id == collection_id)
