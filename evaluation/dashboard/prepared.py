"""The databases that are measured: made once by the real store, and kept in a folder until the readings change."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from evaluation.dashboard import readings
from whosaid.articles import Reading
from whosaid.store import Store, copying, writing

ROOT: Final = Path(__file__).resolve().parents[2]
CACHE: Final = ROOT / "build" / "benchmark"
_AT_ONCE: Final = 200  # articles in one transaction


@dataclass(frozen=True, slots=True)
class Prepared:
    """A data folder, and the collection of so many articles in it."""

    data: Path
    collection: str
    articles: int

    @property
    def quotes(self) -> int:
        """How many quotes it holds."""
        return self.articles * readings.QUOTES

    @property
    def url(self) -> str:
        """Its database."""
        return f"sqlite:///{self.data / 'whosaid.sqlite3'}"


def prepared(articles: int, cache: Path = CACHE) -> Prepared:
    """The database of so many articles, made now if it is not kept yet; opening it brings it up to date."""
    recipe = hashlib.sha256(Path(readings.__file__).read_bytes()).hexdigest()[:12]
    data = cache / f"{articles}-{recipe}"
    known = data / "collection.txt"
    if not known.exists():
        _make(data, articles)
    found = Prepared(data, known.read_text("utf-8"), articles)
    with Store(found.url) as store:
        kept = store.collection(found.collection)
    if (kept.articles, kept.quotes) != (articles, found.quotes):
        raise SystemExit(f"{data} does not hold what it should; delete it and run this again")
    return found


def _make(data: Path, articles: int) -> None:
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    print(f"making a database of {articles:,} articles, which is kept for the next time", file=sys.stderr)
    with Store(f"sqlite:///{data / 'whosaid.sqlite3'}") as store:
        collection = store.create_collection(f"{articles:,} made-up articles")
        source = readings.readings(articles)
        while some := list(islice(source, _AT_ONCE)):
            _save(store, collection, some)
        store._database.write(lambda connection: copying.settle(connection, collection))
    (data / "collection.txt").write_text(collection, "utf-8")


def _save(store: Store, collection: str, some: Sequence[tuple[Reading, bytes, str]]) -> None:
    """What ``Store.save`` does, for many articles in one transaction; copies are settled when all are there."""

    def act(connection: Connection) -> None:
        for reading, raw, file in some:
            writing.save(connection, collection, reading, raw, file, settled=False)

    store._database.write(act)
