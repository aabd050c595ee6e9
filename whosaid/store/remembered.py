"""Answers of the store that are kept until their collection changes.

Every write to a collection counts its ``version`` up (``writing.changed``), in the same transaction, so
that an answer is never older than what the database holds, whichever process wrote it.
"""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import lru_cache
from threading import Lock
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, bindparam, select

from whosaid.store.database import Database
from whosaid.store.tables import collections
from whosaid.view import View

T = TypeVar("T")
_MOST: Final = 2_000
"""Answers; of the collection that nobody has asked about for longest those are forgotten that nobody has asked for
longest. A page asks for about ten that no other page does, of 20 kB each."""
_ABSENT: Final = object()


class _Answers:
    """What was answered about one version of a collection: question -> answer."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.known: OrderedDict[Hashable, Any] = OrderedDict()


class Remembered:
    """The latest answers; safe to share between threads."""

    def __init__(self, database: Database) -> None:
        """Nothing is remembered yet."""
        self._database = database
        self._answers: OrderedDict[str, _Answers] = OrderedDict()
        self._lock = Lock()

    def answer(self, collection_id: str, question: Hashable, ask: Callable[[Connection], T]) -> T:
        """What ``ask`` returns, or has returned to the same question of this version of the collection.

        The caller gets a copy: what it adds to a list stays its own.
        """
        return self._database.read(lambda connection: self.within(connection, collection_id, question, ask))

    def within(
        self, connection: Connection, collection_id: str, question: Hashable, ask: Callable[[Connection], T]
    ) -> T:
        """The same, for who reads already."""
        version = self._version(connection, collection_id)
        if version is None:
            return ask(connection)
        known = self._of(collection_id, version)
        found = self._find(known, question)
        if found is _ABSENT:
            found = ask(connection)
            self._keep(known, question, found)
        answer: T = copy.copy(found)
        return answer

    def version(self, collection_id: str) -> int:
        """How often the collection was changed; 0 also where there is none."""
        return self._database.read(lambda connection: self._version(connection, collection_id)) or 0

    def _version(self, connection: Connection, collection_id: str) -> int | None:
        def ask() -> int | None:
            return connection.execute(_version, {"of": collection_id}).scalar()

        return self._database.once(("version", collection_id), ask)

    def _of(self, collection_id: str, version: int) -> OrderedDict[Hashable, Any]:
        """The answers for this version; what held for an earlier one is forgotten: it may tell of what was removed."""
        with self._lock:
            found = self._answers.get(collection_id)
            if found is None or found.version < version:
                found = self._answers[collection_id] = _Answers(version)
            self._answers.move_to_end(collection_id)
            # Whoever still looks at an earlier state keeps nothing.
            return found.known if found.version == version else OrderedDict()

    def _find(self, known: OrderedDict[Hashable, Any], question: Hashable) -> Any:
        with self._lock:
            found = known.get(question, _ABSENT)
            if found is not _ABSENT:
                known.move_to_end(question)
            return found

    def _keep(self, known: OrderedDict[Hashable, Any], question: Hashable, answer: object) -> None:
        with self._lock:
            known[question] = answer
            while sum(len(each.known) for each in self._answers.values()) > _MOST:
                collection_id, oldest = next(iter(self._answers.items()))
                if oldest.known:
                    oldest.known.popitem(last=False)
                else:
                    del self._answers[collection_id]


@lru_cache(maxsize=2_000)
def filters_of(view: View) -> View:
    """The view without what filters nothing, so that panels that are looked at in another way ask the same."""
    return replace(view, quote="", looks=(), side_a=(), side_b=(), problems=())


_version: Final = select(collections.c.version).where(collections.c.id == bindparam("of"))
