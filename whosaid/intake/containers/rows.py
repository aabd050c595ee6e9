"""A row of a table -> an article: what its cells say, in the form that an article has it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from whosaid.intake.canonical import Stated
from whosaid.intake.containers.marked import plain_words
from whosaid.intake.containers.stated_dates import iso_date
from whosaid.intake.encoding import printable
from whosaid.intake.formats import text_format

_NOTHING = frozenset(("", "nan", "none", "null", "n/a", "na", "nat", "-", "[]", "{}"))
_NAME_KEYS = ("name", "title", "fullname", "full_name", "label", "value", "text", "#text")
_LONGEST_NAME = 300
_FEWEST_WORDS = 4  # of a first paragraph
_HEAD = 2000
_NOT_LETTERS = re.compile(r"[\W_]+")
_MOST_AUTHORS = 20
_BY = re.compile(r"^by:?\s+", re.IGNORECASE)
_TURNED = re.compile(
    r"(?P<last>(?:(?:van|von|der|den|de|del|della|di|da|du|la|le|el|ter|ten|zu|bin|al)\s+)*[^\s,]+),\s*"
    r"(?P<first>[^\s,]+(?:\s+[^\s,]+)?)",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s*[;|/]\s*|\s+(?:and|und|et|y|&)\s+", re.IGNORECASE)
_DOMAIN = re.compile(r"https?://(?:www\.)?([^/\s:?#]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,1000}", re.IGNORECASE)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z]{2,4})?", re.IGNORECASE)

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row gives no article, and what to do about it."""

    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row under the number that a person finds it by ("row 12")."""

    label: str
    record: Record | Problem


def stated(record: Record, fields: Mapping[str, str], *, days_first: bool | None) -> Stated | Problem:
    """Return the article of a row; ``fields`` says which column holds what."""
    cells = {field: record.get(column) for field, column in fields.items()}
    text = plain_words(words(cells.get("text"), between="\n\n"))
    if not text:
        return Problem(
            f"its text (column “{fields['text']}”) is empty", "put the article's text there, or leave it out"
        )
    return Stated(
        text=_with_lead(plain_words(words(cells.get("lead"))), text),
        title=_line(cells.get("title")),
        date=iso_date(words(cells.get("date")), days_first=days_first),
        outlet=_outlet(_line(cells.get("outlet"))),
        authors=_authors(cells.get("authors")),
        url=_url(words(cells.get("url"))),
        language=_language(words(cells.get("language"))),
    )


def _with_lead(lead: str, text: str) -> str:
    """Put a first paragraph that has a column of its own before the text, unless the text has it already."""
    begins, there = _letters(lead), _letters(text[: 2 * len(lead) + _HEAD])
    if len(lead.split()) < _FEWEST_WORDS or begins in there:
        return text
    if text_format(text, "") != "html":
        return f"{lead}\n\n{text}"
    return text if "<body" in text[:_HEAD] or "<html" in text[:_HEAD] else f"<p>{escape(lead)}</p>{text}"


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()


def words(cell: Any, *, between: str = "; ") -> str:
    """Return what a cell says; of several values each, of a thing with fields its name."""
    if isinstance(cell, str):
        said = cell.strip()
    elif isinstance(cell, Mapping):
        said = next((words(cell[key]) for key in _NAME_KEYS if cell.get(key)), "")
    elif isinstance(cell, list | tuple):
        said = between.join(filter(None, (words(each, between=between) for each in cell)))
    elif isinstance(cell, bytes):
        said = cell.decode("utf-8", "replace").strip()
    else:
        said = "" if cell is None else str(cell)
    return "" if said.casefold() in _NOTHING else said


def _line(cell: Any) -> str | None:
    return " ".join(printable(plain_words(words(cell))).split())[:_LONGEST_NAME] or None


def _outlet(value: str | None) -> str | None:
    match = _DOMAIN.match(value) if value else None
    return match[1] if match else value


def _url(value: str) -> str | None:
    return value if _ADDRESS.fullmatch(value) else None


def _language(value: str) -> str | None:
    match = _LANGUAGE.fullmatch(value)
    return match[1].lower() if match else None


def _authors(cell: Any) -> tuple[str, ...]:
    names = _several(cell) if isinstance(cell, str) else cell
    several = isinstance(names, list | tuple)
    each = [_line(name) for name in names] if several else list(_separate(_line(names) or ""))
    found = (_turned(_BY.sub("", name).strip()) for name in each if name)
    return tuple(dict.fromkeys(name for name in found if name))[:_MOST_AUTHORS]


def _several(cell: str) -> Any:
    """Read "['Mira Sandoval', 'Ana Lind']", which programs write for a list."""
    cell = words(cell)
    if not (cell.startswith("[") and cell.endswith("]") and len(cell) < 5000):
        return cell
    try:
        return ast.literal_eval(cell)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return cell.strip("[]").split(",")


def _separate(value: str) -> Iterable[str]:
    """Split names; "Sandoval, Mira" is one of them, "Mira Sandoval, Ana Lind" are two."""
    for part in _BETWEEN_NAMES.split(_BY.sub("", value)):
        names = [name.strip() for name in part.split(",")]
        if all(len(name.split()) > 1 for name in names):
            yield from names
        else:
            yield part.strip(" ,")


def _turned(name: str) -> str:
    """Return "Mira Sandoval" for "Sandoval, Mira"; "Ana Lind, The Quay Post" and "Reuters, AP" stay."""
    match = _TURNED.fullmatch(name)
    return name if match is None or match["first"].isupper() else f"{match['first']} {match['last']}"
