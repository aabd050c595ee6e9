"""The connection: engine, transactions, the version of the schema, and database errors in our words.

No table is named here but the one with the version. The functions under "SQLite only" are
the one place that knows a certain database.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import local
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from whosaid.errors import StoreError
from whosaid.store import search
from whosaid.store.migrations import STEPS, VERSION, Step
from whosaid.store.tables import metadata, schema_version

_TRIES = 3
_BUSY_SECONDS = 30

T = TypeVar("T")


class _Held(local):
    """What a thread reads through while it looks at one state, and what it has found out about that."""

    connection: Connection | None = None

    def __init__(self) -> None:
        self.known: dict[Hashable, Any] = {}

    def forget(self) -> None:
        """The next question sees the state that is then the latest."""
        self.known.clear()
        if self.connection is not None:
            self.connection.rollback()


class Database:
    """An engine that reads and writes in short transactions and raises ``StoreError`` only."""

    def __init__(self, url: str) -> None:
        """Open it, make the tables of a new one, bring an older one up to date."""
        self.engine = _engine(url)
        self._held = _Held()
        self.shown = self.engine.url.render_as_string(hide_password=True)
        try:
            self.write(migrate)
            self.write(search.prepare)
            self.write(analyse)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """All that this thread reads meanwhile comes through one connection, and until it writes from one state.

        A page asks some twenty questions: this saves opening and ending a transaction for each.
        """
        try:
            with self.engine.connect() as connection:
                self._held.connection = connection
                yield
        except (SQLAlchemyError, UnicodeError) as error:
            raise self._error("read", error) from error
        finally:
            self._held.connection = None
            self._held.known.clear()

    def read(self, act: Callable[[Connection], T]) -> T:
        """What ``act`` returns, seeing one state of the database throughout."""
        held = self._held.connection
        try:
            if held is not None:
                return act(held)  # its transaction begins with the first question
            with self.engine.connect() as connection, connection.begin():
                return act(connection)
        except (SQLAlchemyError, UnicodeError) as error:
            if held is not None:
                self._held.forget()
            raise self._error("read", error) from error

    def once(self, question: Hashable, ask: Callable[[], T]) -> T:
        """What ``ask`` returns; in ``one_state`` the same question is asked once."""
        if self._held.connection is None:
            return ask()
        known = self._held.known
        if question not in known:
            known[question] = ask()
        found: T = known[question]
        return found

    def write(self, act: Callable[[Connection], T]) -> T:
        """What ``act`` returns, all of it kept or nothing.

        ``act`` is done again when somebody else wrote the same row meanwhile: the second time it
        finds that row.
        """
        self._held.forget()  # what is read after this is to see it
        for tries_left in reversed(range(_TRIES)):
            try:
                with self.engine.connect() as connection:
                    connection = connection.execution_options(whosaid_write=True)
                    with connection.begin():
                        return act(connection)
            except IntegrityError as error:
                if not tries_left:
                    raise self._error("written", error) from error
            except (SQLAlchemyError, UnicodeError) as error:
                raise self._error("written", error) from error
        raise AssertionError("unreachable: the last try returns or raises")

    def close(self) -> None:
        """Closes every connection that is not in use."""
        self.engine.dispose()

    def _error(self, act: str, error: Exception) -> StoreError:
        why = str(getattr(error, "orig", None) or error)
        return StoreError(
            f"The database {self.shown} cannot be {act}: {why}. Check that it is a database of Whosaid, "
            "that its disk has room and its folder can be written to; WHOSAID_DATABASE_URL chooses another."
        )


def migrate(connection: Connection, version: int = VERSION, steps: Mapping[int, Step] = STEPS) -> None:
    """Make the tables of a new database, or bring those of an older version up to ``version``.

    Raises ``StoreError`` for a database of a newer Whosaid, which this one would damage.
    """
    if not inspect(connection).has_table(schema_version.name):
        metadata.create_all(connection)
        connection.execute(insert(schema_version).values(version=version))
        return
    found = connection.execute(select(schema_version.c.version)).scalar_one()
    if found > version:
        raise StoreError(
            f"The database has schema version {found}, made by a newer Whosaid; this one knows {version}. "
            "Update Whosaid, or choose another database with WHOSAID_DATABASE_URL."
        )
    for step in range(found, version):
        steps[step](connection)
    if found < version:
        connection.execute(update(schema_version).values(version=version))


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        is_sqlite = parsed.get_backend_name() == "sqlite"
        return _sqlite_engine(parsed) if is_sqlite else create_engine(parsed, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError) as error:
        # The URL may hold a password, so that it is not repeated here.
        raise StoreError(
            "The database URL cannot be used: it has to look like sqlite:////folder/whosaid.sqlite3 or "
            "postgresql+psycopg://user:password@host/name. Set WHOSAID_DATABASE_URL, or unset it."
        ) from error
    except ModuleNotFoundError as error:
        raise StoreError(
            f"The database URL asks for the driver {error.name!r}, which is not installed; "
            f"install it with: pip install {error.name}."
        ) from error


# --- SQLite only -------------------------------------------------------------------------------


def _sqlite_engine(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise StoreError(
            "A database in memory is not shared between threads; name a file, "
            "as in sqlite:////folder/whosaid.sqlite3."
        )
    folder = Path(url.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The data folder {folder} cannot be made: {error.strerror}; "
            "choose another with WHOSAID_DATA or WHOSAID_DATABASE_URL."
        ) from error
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """Readers go on while somebody writes (WAL); references hold; what is removed is overwritten.

    Without an isolation level the driver begins no transaction of its own: ``_begin`` does.
    """
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def _begin(connection: Connection) -> None:
    """A writer waits for its turn at the start; a transaction that turns writer later would fail instead."""
    writes = connection.get_execution_options().get("whosaid_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def analyse(connection: Connection) -> None:
    """Let SQLite look at samples of what is kept (some hundredths of a second), by which it plans its searches."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
        connection.exec_driver_sql("ANALYZE")
