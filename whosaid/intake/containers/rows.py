"""A row of a table -> an article: what its cells say, in the form that an article has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from whosaid.intake.canonical import Stated
from whosaid.intake.containers.columns import is_beginning, is_rest, is_sentences
from whosaid.intake.containers.marked import plain_words
from whosaid.intake.containers.stated_dates import iso_date
from whosaid.intake.encoding import printable
from whosaid.intake.formats import text_format
from whosaid.intake.stated_names import Byline, byline_of, listed

_NOTHING = frozenset(("", "nan", "none", "null", "n/a", "na", "nat", "-", "[]", "{}"))
_NAME_KEYS = (
    *("name", "title", "fullname", "full_name", "label", "value", "text", "#text"),
    *("rendered", "main", "original"),
)
_FIRST_NAMES = frozenset(("firstname", "first", "givenname", "given"))
_LAST_NAMES = frozenset(("lastname", "last", "familyname", "family", "surname"))
_LONGEST_NAME = 300
_FEWEST_WORDS = 4  # of a first paragraph
_HEAD = 2000
_MOST_LISTED = 100
_NOT_LETTERS = re.compile(r"[\W_]+")
_DOMAIN = re.compile(r"https?://(?:www\.)?([^/\s:?#]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,1000}", re.IGNORECASE)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z]{2,4})?", re.IGNORECASE)
# How news services mark a text of which they give the beginning only.
_CUT = re.compile(r"\s?\[\+(\d{1,7}) char(?:acter)?s\]$")
_BROKEN_OFF = re.compile(r"\[(?:…|\.{3}|&#8230;|&hellip;)\](?:\s?</\w{1,10}>){0,3}$")
_END = 100
_ONLY_BEGINNING = "Only the beginning of this article is in the file: {}."

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
    column = fields["text"]
    text, lead = _text(cells.get("text"), column), plain_words(words(cells.get("lead")))
    if is_rest(column):
        text, lead = text or lead, lead if text else ""
    if not text:
        return Problem(
            f"its text (column “{column}”) is empty", "put the article's text there, or leave it out"
        )
    text, notices = _without_mark(text)
    byline = _byline(cells.get("authors"))
    return Stated(
        text=_with_lead(lead, text),
        title=_line(cells.get("title")),
        date=iso_date(words(cells.get("date")), days_first=days_first),
        outlet=_outlet(_line(cells.get("outlet"))) or byline.outlet,
        authors=byline.names,
        url=address_in(cells.get("url")),
        language=_language(words(cells.get("language"))),
        notices=notices or _notices_on(column),
    )


def _text(cell: Any, column: str) -> str:
    """Return the words of a cell; a list holds paragraphs, or sentences."""
    return plain_words(words(cell, between=" " if is_sentences(column) else "\n\n"))


def _without_mark(text: str) -> tuple[str, tuple[str, ...]]:
    """Take "[+2933 chars]" off the end of a text, and say what it meant; "[…]" stays, and is told."""
    cut = _CUT.search(text, max(0, len(text) - _END))
    if cut:
        told = f"{int(cut[1]):,} characters more are not, as “{cut[0].strip()}” at its end said"
        return text[: cut.start()], (_ONLY_BEGINNING.format(told),)
    if _BROKEN_OFF.search(text, max(0, len(text) - _END)):
        return text, (_ONLY_BEGINNING.format("its text ends with “[…]”"),)
    return text, ()


def _notices_on(column: str) -> tuple[str, ...]:
    told = _ONLY_BEGINNING.format("its first paragraph, or what it is about")
    return (told,) if is_beginning(column) else ()


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
        said = full_name(cell) or next((words(cell[key]) for key in _NAME_KEYS if cell.get(key)), "")
    elif isinstance(cell, list | tuple):
        said = between.join(filter(None, (words(each, between=between) for each in cell)))
    elif isinstance(cell, bytes):
        said = cell.decode("utf-8", "replace").strip()
    else:
        said = "" if cell is None else str(cell)
    return "" if said.casefold() in _NOTHING else said


def full_name(cell: Mapping[Any, Any]) -> str:
    """Return the name of {"firstname": "Helen", "lastname": "Stanton"}, or nothing."""
    parts = {
        _letters(key): value for key, value in cell.items() if isinstance(key, str) and isinstance(value, str)
    }
    first = next((parts[key] for key in parts if key in _FIRST_NAMES), "")
    last = next((parts[key] for key in parts if key in _LAST_NAMES), "")
    return f"{first} {last}" if first and last else ""


def _line(cell: Any) -> str | None:
    return " ".join(printable(plain_words(words(cell))).split())[:_LONGEST_NAME] or None


def _outlet(value: str | None) -> str | None:
    match = _DOMAIN.match(value) if value else None
    return match[1] if match else value


def address_in(cell: Any) -> str | None:
    """Return the address of a page that a cell holds and nothing else."""
    value = words(cell)
    return value if _ADDRESS.fullmatch(value) else None


def _language(value: str) -> str | None:
    match = _LANGUAGE.fullmatch(value)
    return match[1].lower() if match else None


def _byline(cell: Any) -> Byline:
    value = listed(cell) if isinstance(cell, str) else cell
    if isinstance(value, list | tuple):
        return byline_of([_line(each) or "" for each in value[:_MOST_LISTED]])
    return byline_of(_line("; ".join(words(value).splitlines())) or "")


def names_people(cell: Any) -> bool:
    """Whether a cell names somebody; 12 is a number of somebody."""
    return bool(_byline(cell).names)
