"""The fields of a View: their keys in a link, and which values they take.

One row a field, in the order in which a link is written. A link is written by anybody, so
each field brings the check that its values have to pass: it gives the value back as it is
used, or None. What a field means in SQL is in ``whosaid.store.filters``, in words in
``whosaid.sentences``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from whosaid.articles import ENTITY_LABELS, POLARITIES, QUOTE_KINDS, SENSES, SPEAKER_KINDS

UNATTRIBUTED: Final = "-"
"""The value that selects what has none: quotes without a source, articles without an outlet."""

UNSURE: Final = "unsure"
CONFIDENCES: Final[Mapping[str, float]] = {"50": 0.5, "70": 0.7, "90": 0.9}
"""Value of ``View.confidence`` -> how sure the speaker is at least; ``UNSURE``: less than ``UNSURE_BELOW``."""
UNSURE_BELOW: Final = 0.7
ARTICLES: Final = "articles"
"""The value of ``View.search_in`` that searches whole articles; empty: the words of the quotes."""
EACH: Final = "each"
"""The value of ``View.copies`` with which every copy of a story counts; empty: the first of those in view."""

MAX_SEARCH: Final = 200
_MAX_NAME: Final = 200

# A slug as the reader makes it; \w because a name may hold letters of any script.
_SLUG = re.compile(r"[^\W_][\w.'&+-]{0,199}")
_COLLECTION = re.compile(r"[A-Za-z0-9_-]{16,64}")
_ARTICLE = re.compile(r"[0-9a-f]{64}")
_QUOTE = re.compile(r"[\w.-]{1,200}")
_PLACE = re.compile(r"[1-9]\d{0,2}")
CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")

Check = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the View.

    ``name`` is the View's, ``key`` the link's; ``choices`` are all its values where they can be
    listed; ``many``: it holds several. ``filters``: its being set leaves something out.
    """

    name: str
    key: str
    check: Check
    choices: tuple[str, ...] = ()
    many: bool = True
    filters: bool = True


def _like(pattern: re.Pattern[str]) -> Check:
    return lambda value: value if pattern.fullmatch(value) else None


def _or_none_at_all(check: Check) -> Check:
    return lambda value: value if value == UNATTRIBUTED else check(value)


def _name(value: str) -> str | None:
    clean = " ".join(value.split())
    return None if CONTROL.search(value) or len(clean) > _MAX_NAME else clean


def _day(value: str) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if len(value) == 10 else None
    except ValueError:
        return None


def search_text(value: str) -> str:
    """Text as a search: without control characters, single spaces, not too long."""
    return " ".join(CONTROL.sub(" ", value).split())[:MAX_SEARCH].rstrip()


def _choice(name: str, key: str, choices: tuple[str, ...], *, many: bool = True) -> Field:
    return Field(name, key, lambda value: value if value in choices else None, choices, many)


_INCLUDING: Final = (
    Field("speakers", "speaker", _or_none_at_all(_like(_SLUG))),
    _choice("speaker_kinds", "speaker-kind", (*SPEAKER_KINDS, UNATTRIBUTED)),
    Field("entities", "entity", _like(_SLUG)),
    _choice("labels", "label", ENTITY_LABELS),
    _choice("kinds", "kind", QUOTE_KINDS),
    _choice("senses", "sense", SENSES),
    _choice("sentiments", "sentiment", POLARITIES),
    Field("outlets", "outlet", _or_none_at_all(_name)),
    Field("articles", "article", _like(_ARTICLE)),
)

_EXCLUDING: Final = tuple(
    Field(f"not_{field.name}", f"not-{field.key}", field.check, field.choices) for field in _INCLUDING
)

FIELDS: Final[Mapping[str, Field]] = {
    field.name: field
    for field in (
        Field("collection", "c", _like(_COLLECTION), many=False, filters=False),
        *_INCLUDING[:7],
        _choice("confidence", "confidence", (*CONFIDENCES, UNSURE), many=False),
        Field("search", "q", search_text, many=False),
        Field("search_in", "in", _like(re.compile(ARTICLES)), (ARTICLES,), many=False, filters=False),
        *_INCLUDING[7:],
        Field("date_from", "from", _day, many=False),
        Field("date_to", "to", _day, many=False),
        *_EXCLUDING,
        Field("find", "name", search_text, many=False, filters=False),
        Field("copies", "copies", _like(re.compile(EACH)), (EACH,), many=False, filters=False),
        Field("quote", "quote", _like(_QUOTE), many=False, filters=False),
        Field("place", "at", _like(_PLACE), many=False, filters=False),
    )
}
"""Name of a field of the View -> what is known of it, in the order in which a link is written."""

FILTERS: Final = tuple(field.name for field in FIELDS.values() if field.filters)
"""The fields that filter; ``collection`` is where, ``quote`` marks one and filters nothing."""

OPPOSITES: Final[Mapping[str, str]] = {
    **{field.name: f"not_{field.name}" for field in _INCLUDING},
    **{f"not_{field.name}": field.name for field in _INCLUDING},
}
"""The field that takes in -> the one that leaves out, and back."""


def other_filters(*own: str) -> tuple[str, ...]:
    """Every filter but those of a panel's own fields, for what could be taken away there."""
    return tuple(name for name in FILTERS if name not in own)
