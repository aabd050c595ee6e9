"""Search of the words of quotes and of whole articles: a full-text index on SQLite, LIKE elsewhere.

The index (FTS5) keeps no text of its own but refers to the rows of ``quotes`` and ``readings``,
and triggers of the database keep it up to date, whoever writes. A condition made here is put
into SQL by the database it is asked of, so that ``filters`` need not know which that is.
LIKE finds pieces of words as well; PostgreSQL ranks what it has found so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Select,
    Subquery,
    and_,
    column,
    exists,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    table,
    text,
    true,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from whosaid import searching
from whosaid.searching import Term
from whosaid.store.shapes import of_collection
from whosaid.store.tables import collection_articles, fold, quotes, readings
from whosaid.view import View

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class _Index:
    """A full-text index: its name, the table that it is about and the columns that are searched."""

    name: str
    table: str
    columns: tuple[str, ...]

    def matches(self, terms: Sequence[Term]) -> Select[Any]:
        """The ``pk`` and ``rank`` of the rows that hold every term; the best has the lowest rank."""
        index = table(self.name, column("rowid"), column("rank"), column(self.name))
        found = index.c[self.name].op("MATCH")(" AND ".join(_expression(term) for term in terms))
        return select(index.c.rowid.label("pk"), index.c.rank).where(found)


_QUOTES: Final = _Index("quotes_search", "quotes", ("folded",))
_PLAIN: Final[ColumnElement[Any]] = literal_column(
    "'simple'::regconfig"
)  # words as they stand, of any language
_READINGS: Final = _Index("readings_search", "readings", ("title", "text"))


# The index


def prepare(connection: Connection) -> None:
    """Make the indices where the database can have them, filled with what is there already."""
    if connection.dialect.name != "sqlite" or not _has_fts5():
        return
    known = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
    for index in (_QUOTES, _READINGS):
        if index.name not in known:
            for statement in _making(index):
                connection.execute(text(statement))


def forget(connection: Connection) -> None:
    """Overwrite the words of removed rows; without this they stay on the disk until the index is merged."""
    if connection.dialect.name == "sqlite" and _has_fts5():
        for index in (_QUOTES, _READINGS):
            connection.execute(text(f"INSERT INTO {index.name}({index.name}) VALUES ('optimize')"))  # noqa: S608


def _making(index: _Index) -> list[str]:
    columns = ", ".join(index.columns)
    new, old = (", ".join(f"{row}.{name}" for name in index.columns) for row in ("new", "old"))
    put = f"INSERT INTO {index.name}(rowid, {columns}) VALUES (new.pk, {new});"  # noqa: S608
    take = f"INSERT INTO {index.name}({index.name}, rowid, {columns}) VALUES ('delete', old.pk, {old});"  # noqa: S608
    return [
        f"CREATE VIRTUAL TABLE {index.name} USING fts5({columns}, content='{index.table}', content_rowid='pk', "
        "tokenize='unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER {index.name}_put AFTER INSERT ON {index.table} BEGIN {put} END",
        f"CREATE TRIGGER {index.name}_take AFTER DELETE ON {index.table} BEGIN {take} END",
        f"CREATE TRIGGER {index.name}_change AFTER UPDATE OF {columns} ON {index.table} "
        f"BEGIN {take} {put} END",
        f"INSERT INTO {index.name}({index.name}) VALUES ('rebuild')",  # noqa: S608
    ]


@cache
def _has_fts5() -> bool:
    """Whether the SQLite of this Python was built with full-text search."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True


# A View's search


def condition(view: View) -> Condition:
    """What ``view.search`` leaves, as a condition on quotes joined with the articles of collections."""
    search = searching.parse(view.search)
    found = _found_in_article if view.search_in else _found_in_quote
    return and_(
        true(),
        found(search.wanted) if search.wanted else true(),
        not_(or_(false(), *(found([term]) for term in search.unwanted))),
    )


def ranked(
    dialect: str, statement: Select[Any], view: View
) -> tuple[Select[Any], tuple[ColumnElement[Any], ...]]:
    """The statement on quotes with the rank of each, and what to order by to have the best first.

    Nothing to order by where the view does not search, or the database does not rank.
    """
    matches = ranks(dialect, view)
    if matches is None:
        return statement, ()
    pk = quotes.c.reading if view.search_in else quotes.c.pk
    return statement.join(matches, matches.c.pk == pk), (matches.c.rank,)


def ranks(dialect: str, view: View) -> Subquery | None:
    """``pk`` and ``rank`` of the quotes, or the readings, that a search finds; the best has the lowest rank.

    None where the view does not search, or the database does not rank.
    """
    terms = [_folded(term, view) for term in searching.parse(view.search).wanted if searching.has_word(term)]
    if not terms:
        return None
    if dialect == "postgresql":
        return _ranked_by_postgresql(terms, view).subquery()
    if dialect != "sqlite" or not _has_fts5():
        return None
    return (_READINGS if view.search_in else _QUOTES).matches(terms).subquery()


def _ranked_by_postgresql(terms: Sequence[Term], view: View) -> Select[Any]:
    """By how often and how close together the words stand; what has them inside of other words only comes last."""
    asked: ColumnElement[Any] = _asked(terms[0])
    for term in terms[1:]:
        asked = asked.op("&&")(_asked(term))
    if view.search_in:
        where, pk = _found_in_article(terms), readings.c.pk
        words = func.coalesce(readings.c.title, "") + " " + readings.c.text
        source = collection_articles.join(readings, readings.c.pk == collection_articles.c.reading)
    else:
        where, pk, words = _found_in_quote(terms), quotes.c.pk, quotes.c.folded
        source = collection_articles.join(quotes, quotes.c.reading == collection_articles.c.reading)
    rank = -func.ts_rank(func.to_tsvector(_PLAIN, words), asked, 1)  # 1: by the logarithm of the length
    statement = select(pk.label("pk"), rank.label("rank")).select_from(source)
    return statement.where(collection_articles.c.collection == of_collection(view), where)


def _asked(term: Term) -> ColumnElement[Any]:
    """The term as a query of PostgreSQL: always a quoted string, so that nothing in it is an operator."""
    if term.exact:
        return func.phraseto_tsquery(_PLAIN, term.text)
    quoted = "'" + term.text.replace("\\", " ").replace("'", "''").replace("\x00", " ") + "':*"
    return func.to_tsquery(_PLAIN, quoted)


def _found_in_quote(terms: Sequence[Term]) -> Condition:
    folded = [Term(fold(term.text), term.exact) for term in terms]
    like = and_(*(quotes.c.folded.contains(term.text, autoescape=True) for term in folded))
    return _matching(_QUOTES, quotes.c.pk, folded, like)


def _found_in_article(terms: Sequence[Term]) -> Condition:
    article = readings.alias()
    words = func.coalesce(article.c.title, "") + " " + article.c.text
    like = exists().where(
        article.c.pk == collection_articles.c.reading,
        *(words.icontains(term.text, autoescape=True) for term in terms),
    )
    return _matching(_READINGS, collection_articles.c.reading, terms, like.correlate(collection_articles))


def _matching(index: _Index, pk: ColumnElement[int], terms: Sequence[Term], like: Condition) -> Condition:
    words = [term for term in terms if searching.has_word(term)]
    if len(words) < len(terms):
        return like
    matches: Select[Any] = index.matches(words).with_only_columns(column("rowid")).correlate(None)
    return _ByDatabase(pk.in_(matches), like)


class _ByDatabase(FunctionElement[bool]):
    """Two conditions that mean the same: the first for a database with a full-text index, or the second."""

    type = Boolean()
    name = "by_database"
    inherit_cache = True


@compiles(_ByDatabase)
def _anywhere(element: _ByDatabase, compiler: SQLCompiler, **options: Any) -> str:
    _, like = element.clauses
    return compiler.process(like, **options)


@compiles(_ByDatabase, "sqlite")
def _on_sqlite(element: _ByDatabase, compiler: SQLCompiler, **options: Any) -> str:
    match, like = element.clauses
    return compiler.process(match if _has_fts5() else like, **options)


def _folded(term: Term, view: View) -> Term:
    return term if view.search_in else Term(fold(term.text), term.exact)


def _expression(term: Term) -> str:
    """The term in the language of FTS5: always a quoted string, so that nothing in it is an operator."""
    quoted = '"' + term.text.replace('"', '""').replace("\x00", " ") + '"'
    return quoted if term.exact else f"{quoted}*"
