"""Statements that are made once for all Views of one shape.

To put a statement together and to find its compiled SQL takes SQLAlchemy several times as long as SQLite
takes to answer it. Most Views differ only in the ids that they name: where those stand, a statement that was made for
the ``shape`` of a View has parameters, which are filled in when it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final, TypeVarTuple

from sqlalchemy import BindParameter, Connection, CursorResult, Select, bindparam

from whosaid.fields import OPPOSITES, UNATTRIBUTED
from whosaid.view import View

Columns = TypeVarTuple("Columns")
_ANY: Final = "\x00"  # stands in a shape for whatever id a View has; no link can hold it
_IDS: Final = tuple(
    name for field in ("speakers", "entities", "outlets", "articles") for name in (field, OPPOSITES[field])
)
_FEW: Final = 4
"""So many ids have a parameter each; more share one, for which SQLAlchemy writes a part of the SQL anew every time."""
_MADE: Final = 500  # statements that are kept, as many as SQLAlchemy keeps compiled


@lru_cache(maxsize=2_000)
def shape(view: View) -> View:
    """The View with one that stands for all in place of the ids that it names."""
    stands: dict[str, Any] = {"collection": _ANY}
    for field in _IDS:
        if values := view.values(field):
            stood = (_ANY,) * min(len(_named(values)), _FEW + 1)
            stands[field] = (*stood, UNATTRIBUTED) if UNATTRIBUTED in values else stood
    return replace(view, **stands)


def of_collection(view: View) -> str | BindParameter[str]:
    """The collection's id, or in a shape the parameter in its place."""
    return bindparam("collection") if view.collection == _ANY else view.collection


def ids(view: View, field: str) -> Sequence[str | BindParameter[str]] | BindParameter[Sequence[str]]:
    """The values of a field but ``UNATTRIBUTED``, or in a shape the parameters in their place."""
    values = _named(view.values(field))
    if _ANY not in values:
        return values
    if len(values) > _FEW:
        return bindparam(field, expanding=True)
    parameters: list[BindParameter[str]] = [bindparam(name) for name in _parameters(field, len(values))]
    return parameters


def ask(
    connection: Connection, make: Callable[..., Select[*Columns]], view: View, *how: Hashable, **more: object
) -> CursorResult[*Columns]:
    """What the database answers to the statement that ``make`` makes of the shape of a View.

    ``make`` is a function of a module, called with the shape and ``how``, once for all that are equal;
    what else varies are parameters of the statement, with their values in ``more``.
    """
    given = {"collection": view.collection, **more}
    for field in _IDS:
        values = _named(view.values(field))
        if len(values) > _FEW:
            given[field] = values
        else:
            given.update(zip(_parameters(field, len(values)), values, strict=True))
    statement: Select[*Columns] = _made(make, shape(view), *how)
    return connection.execute(statement, given)


def _named(values: Sequence[str]) -> list[str]:
    return [value for value in values if value != UNATTRIBUTED]


@lru_cache
def _parameters(field: str, number: int) -> tuple[str, ...]:
    return tuple(f"{field}_{at}" for at in range(number))


@lru_cache(_MADE)
def _made(make: Callable[..., Any], *of: Hashable) -> Any:
    return make(*of)
