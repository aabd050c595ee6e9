"""What a person is looking at: one frozen View, to and from a link, and as a sentence.

The View is the only owner of what is filtered: a click, a widget, a link and
the back button all make a new View, and every panel draws from it. Several
values of one field widen (or), several fields narrow (and). A link is written
by anybody, so every value is checked here, and a bad one is left out and named
in ``problems``; nothing here raises on what a link holds.

The SQL that a View stands for is in ``whosaid.store.queries``; whether an id
that looks right exists is known to ``Store.unknown``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from whosaid.articles import ENTITY_LABELS, POLARITIES, QUOTE_KINDS, SENSES

UNATTRIBUTED = "-"
"""The value of ``View.speakers`` that selects the quotes for which the article names no source."""

MAX_VALUES = 50
MAX_SEARCH = 200
MAX_PROBLEMS = 10

# A slug as the reader makes it; \w because a name may hold letters of any script.
_SLUG = re.compile(r"[^\W_][\w.'&+-]{0,199}")
_COLLECTION = re.compile(r"[A-Za-z0-9_-]{16,64}")
_ARTICLE = re.compile(r"[0-9a-f]{64}")
_QUOTE = re.compile(r"[\w.-]{1,200}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")

_KEYS = {
    "c": "collection",
    "speaker": "speakers",
    "entity": "entities",
    "label": "labels",
    "kind": "kinds",
    "sense": "senses",
    "sentiment": "sentiments",
    "q": "search",
    "article": "article",
    "quote": "quote",
}
"""Key in a link -> field of the View, in the order in which a link is written."""

FILTERS = ("speakers", "entities", "labels", "kinds", "senses", "sentiments", "search", "article")
"""The fields that filter; ``collection`` is where, ``quote`` selects one and filters nothing."""


@dataclass(frozen=True, slots=True)
class View:
    """One collection, its filters, and the quote that is marked.

    ``speakers`` and ``entities`` hold slugs (or ``UNATTRIBUTED``), ``article`` an article id,
    ``quote`` a ``QuoteRow.ref`` (or a bare quote id, which is looked up in ``article``).
    ``problems`` are sentences about what a link held that could not be used; two Views that
    differ in them only are equal.
    """

    collection: str = ""
    speakers: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    senses: tuple[str, ...] = ()
    sentiments: tuple[str, ...] = ()
    search: str = ""
    article: str = ""
    quote: str = ""
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_query(cls, params: Mapping[str, Sequence[str]]) -> View:
        """The View a link stands for; unknown keys are ignored, bad values become ``problems``."""
        problems: list[str] = []
        values: dict[str, Any] = {}
        for key, name in _KEYS.items():
            given = params.get(key, ())
            texts = [given] if isinstance(given, str) else [str(value) for value in given]
            good = _usable(key, name, texts, problems)
            if name in _MANY:
                values[name] = good
            else:
                values[name] = good[0] if good else ""
        return cls(**values, problems=tuple(problems[:MAX_PROBLEMS]))

    def to_query(self) -> dict[str, list[str]]:
        """The keys and values of the link to this view: only what differs from the default."""
        query = {}
        for key, name in _KEYS.items():
            values = self.values(name)
            if values:
                query[key] = list(values)
        return query

    def values(self, name: str) -> tuple[str, ...]:
        """The values of one field as a tuple, whether it holds many or one; empty: not set."""
        value = getattr(self, name)
        if isinstance(value, tuple):
            return value
        return (value,) if value else ()

    def toggle(self, name: str, value: str) -> View:
        """This view with ``value`` put into the field, or taken out of it if it is there.

        What is no longer shown is no longer marked: changing a filter clears ``quote``.
        """
        if value in self.values(name):
            return self.without(name, value)
        return self._with(name, (*self.values(name), value) if name in _MANY else (value,))

    def without(self, name: str, value: str) -> View:
        """This view with ``value`` taken out of the field, for the cross on a chip."""
        return self._with(name, tuple(other for other in self.values(name) if other != value))

    def cleared(self) -> View:
        """The same collection without filters and without a marked quote."""
        return View(collection=self.collection)

    @property
    def is_filtered(self) -> bool:
        """Whether any field filters."""
        return any(getattr(self, name) for name in FILTERS)

    def sentence(self, names: Mapping[str, str]) -> str:
        """What is shown, for a heading: "Quotes by Mira Sandoval that are negative".

        ``names`` gives the name of every id, as ``Store.names`` does; an id without one is shown as it is.
        """
        if not self.is_filtered:
            return "All quotes"
        unattributed = self.speakers == (UNATTRIBUTED,)
        parts = ["Unattributed quotes" if unattributed else "Quotes"]
        if self.speakers and not unattributed:
            parts.append(f"by {_either(self.speakers, {**names, UNATTRIBUTED: 'nobody named'})}")
        qualities = [_either(self.values(name)) for name in ("kinds", "sentiments") if self.values(name)]
        if qualities:
            parts.append(f"that are {' and '.join(qualities)}")
        if self.senses:
            parts.append(f"that tell {_either(self.senses, _SENSE_WORDS)}")
        named = ((self.entities, names), (self.labels, LABEL_WORDS))
        namings = [_either(values, words) for values, words in named if values]
        if namings:
            parts.append(f"that name {' and '.join(namings)}")
        if self.search:
            parts.append(f"with the words “{self.search}”")
        if self.article:
            parts.append(f"in “{names.get(self.article, self.article[:12])}”")
        return " ".join(parts)

    def _with(self, name: str, values: tuple[str, ...]) -> View:
        value: object = values if name in _MANY else "".join(values[:1])
        changes: dict[str, Any] = {"quote": "", name: value}
        return replace(self, **changes, problems=())


_MANY = frozenset({"speakers", "entities", "labels", "kinds", "senses", "sentiments"})

_SENSE_WORDS = {"speech": "what was said", "belief": "what was believed or wished"}

LABEL_WORDS = {
    "PERSON": "a person",
    "NORP": "a nationality, religion or party",
    "ORG": "an organization",
    "GPE": "a country, city or state",
    "LOC": "a place",
    "FAC": "a building",
    "EVENT": "an event",
    "WORK_OF_ART": "a work of art",
    "LAW": "a law",
    "PRODUCT": "a product",
    "DATE": "a date",
    "TIME": "a time",
    "MONEY": "an amount of money",
    "PERCENT": "a percentage",
}
"""OntoNotes label -> what it is, with its article, for a sentence."""


def _either(values: Sequence[str], names: Mapping[str, str] | None = None) -> str:
    words = [(names or {}).get(value, value) for value in values]
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _one_of(choices: Sequence[str]) -> Callable[[str], str | None]:
    return lambda value: value if value in choices else None


def _like(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda value: value if pattern.fullmatch(value) else None


def _speaker(value: str) -> str | None:
    return value if value == UNATTRIBUTED or _SLUG.fullmatch(value) else None


def _search(value: str) -> str | None:
    return " ".join(_CONTROL.sub(" ", value).split())[:MAX_SEARCH].rstrip()


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "collection": _like(_COLLECTION),
    "speakers": _speaker,
    "entities": _like(_SLUG),
    "labels": _one_of(ENTITY_LABELS),
    "kinds": _one_of(QUOTE_KINDS),
    "senses": _one_of(SENSES),
    "sentiments": _one_of(POLARITIES),
    "search": _search,
    "article": _like(_ARTICLE),
    "quote": _like(_QUOTE),
}

_CHOICES: dict[str, Sequence[str]] = {
    "labels": ENTITY_LABELS,
    "kinds": QUOTE_KINDS,
    "senses": SENSES,
    "sentiments": POLARITIES,
}


def _usable(key: str, name: str, texts: Sequence[str], problems: list[str]) -> tuple[str, ...]:
    good: dict[str, None] = {}
    for text in texts[:MAX_VALUES]:
        value = _CHECKS[name](text)
        if value:
            good[value] = None
        elif text:
            problems.append(_problem(key, name, text))
    if len(texts) > MAX_VALUES:
        problems.append(f"The link holds more than {MAX_VALUES} values of “{key}”; the rest was left out.")
    return tuple(good)


def _problem(key: str, name: str, text: str) -> str:
    shown = _CONTROL.sub(" ", text[:40]) + ("…" if len(text) > 40 else "")
    choices = f" Possible are: {', '.join(_CHOICES[name])}." if name in _CHOICES else ""
    return f"The link's {key} “{shown}” is not one that Whosaid makes, so it was left out.{choices}"
