"""What is filtered, as a sentence: "Quotes by Mira Sandoval that are negative, but none in The Quay Post".

It gets the fields that are set and the names of ids, and knows nothing of links or SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from whosaid.fields import ARTICLES, UNATTRIBUTED, UNSURE

Names = Mapping[str, str]
Values = Sequence[str]

LABEL_WORDS: Final[Names] = {
    "PERSON": "a person",
    "NORP": "a people or faith",
    "ORG": "an organisation",
    "GPE": "a place",
    "LOC": "a region",
    "FAC": "a building",
    "EVENT": "an event",
    "WORK_OF_ART": "a work of art",
    "LAW": "a law",
    "PRODUCT": "a product",
    "DATE": "a date",
    "TIME": "a time",
    "MONEY": "an amount of money",
    "PERCENT": "a share",
}
"""OntoNotes label -> what it is, with its article, for a sentence."""

_KIND_WORDS: Final[Names] = {
    "person": "a person",
    "organization": "an organisation",
    "group": "a group",
    "unknown": "somebody of unclear kind",
}
_SENSE_WORDS: Final[Names] = {"speech": "what was said", "belief": "what was believed or wished"}


def sentence(fields: Mapping[str, Values], names: Names) -> str:
    """The fields that are set, put into words."""
    unattributed = tuple(fields.get("speakers", ())) == (UNATTRIBUTED,)
    named = {**names, UNATTRIBUTED: "nobody named"}
    parts = _taken_in({**fields, "speakers": ()} if unattributed else fields, named)
    head = " ".join(["Unattributed quotes" if unattributed else "Quotes" if parts else "All quotes", *parts])
    named = {**names, UNATTRIBUTED: "an unnamed source"}
    left_out = [
        f"none {phrase(fields[f'not_{name}'], named)}"
        for name, phrase in _PHRASES.items()
        if fields.get(f"not_{name}")
    ]
    return f"{head}, but {_list(left_out, 'and')}" if left_out else head


def day(iso: str) -> str:
    """``2025-03-01`` as ``1 March 2025``."""
    found = date.fromisoformat(iso)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def _taken_in(fields: Mapping[str, Values], names: Names) -> list[str]:
    """A phrase for each field that is set; those that begin alike are joined."""
    said = {name: phrase(fields[name], names) for name, phrase in _PHRASES.items() if fields.get(name)}
    phrases = [
        said.get("speakers", ""),
        said.get("speaker_kinds", ""),
        _joined(said.get("kinds", ""), said.get("sentiments", ""), "that are"),
        _sure(fields.get("confidence", ())),
        said.get("senses", ""),
        _joined(said.get("entities", ""), said.get("labels", ""), "that name"),
        _search(fields),
        said.get("outlets", ""),
        said.get("articles", ""),
        _dates(fields),
    ]
    return [phrase for phrase in phrases if phrase]


def _joined(first: str, second: str, beginning: str) -> str:
    return f"{first} and{second.removeprefix(beginning)}" if first and second else first or second


def _in_outlet(values: Values, _: Names) -> str:
    return f"in {_either(values, {UNATTRIBUTED: 'no known outlet'})}"


def _in_article(values: Values, names: Names) -> str:
    return f"in {_either(values, {value: f'“{names.get(value, value[:12])}”' for value in values})}"


_PHRASES: Final[Mapping[str, Callable[[Values, Names], str]]] = {
    "speakers": lambda values, names: f"by {_either(values, names)}",
    "speaker_kinds": lambda values, names: f"by {_either(values, {**names, **_KIND_WORDS})}",
    "kinds": lambda values, _: f"that are {_either(values)}",
    "sentiments": lambda values, _: f"that are {_either(values)}",
    "senses": lambda values, _: f"that tell {_either(values, _SENSE_WORDS)}",
    "entities": lambda values, names: f"that name {_either(values, names)}",
    "labels": lambda values, _: f"that name {_either(values, LABEL_WORDS)}",
    "outlets": _in_outlet,
    "articles": _in_article,
}
"""What a field takes in, and with "none" before it what its opposite leaves out."""
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)


def _sure(values: Values) -> str:
    if not values:
        return ""
    return (
        "whose speaker is unsure" if values[0] == UNSURE else f"whose speaker is at least {values[0]} % sure"
    )


def _search(fields: Mapping[str, Values]) -> str:
    if not fields.get("search"):
        return ""
    where = "from articles with" if ARTICLES in fields.get("search_in", ()) else "with"
    words = fields["search"][0]
    return f"{where} the {'words' if ' ' in words else 'word'} “{words}”"


def _dates(fields: Mapping[str, Values]) -> str:
    start, end = (day(fields[name][0]) if fields.get(name) else "" for name in ("date_from", "date_to"))
    if start and end:
        return f"on {start}" if start == end else f"from {start} to {end}"
    return f"since {start}" if start else f"until {end}" if end else ""


def _either(values: Values, names: Names | None = None) -> str:
    return _list([(names or {}).get(value, value) for value in values], "or")


def _list(words: Sequence[str], last: str) -> str:
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
