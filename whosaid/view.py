"""What a person is looking at: one frozen View, to and from a link, and as a sentence.

The View is the only owner of what is filtered: a click, a widget, a link and
the back button all make a new View, and every panel draws from it. Several
values of one field widen (or), several fields narrow (and), and what a field
that begins with ``not_`` holds is left out. A link is written by anybody, so
every value is checked (``whosaid.fields``), and a bad one is left out and named
in ``problems``; nothing here raises on what a link holds.

The SQL that a View stands for is in ``whosaid.store.queries``; whether an id
that looks right exists is known to ``Store.unknown``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from whosaid import looks as panel_looks
from whosaid import sides as kept_sides
from whosaid.fields import CONTROL, EACH, FIELDS, FILTERS, MAX_SEARCH, OPPOSITES, UNATTRIBUTED, Field
from whosaid.sentences import LABEL_WORDS, sentence

__all__ = [
    "FILTERS",
    "LABEL_WORDS",
    "MAX_PROBLEMS",
    "MAX_SEARCH",
    "MAX_VALUES",
    "UNATTRIBUTED",
    "View",
]

MAX_VALUES = 50
MAX_PROBLEMS = 10


@dataclass(frozen=True, slots=True)
class View:
    """One collection, its filters, and the quote that is marked.

    ``speakers`` and ``entities`` hold slugs (or ``UNATTRIBUTED``), ``articles`` article ids, ``outlets``
    names, the dates ISO days, ``confidence`` a key of ``fields.CONFIDENCES`` or ``fields.UNSURE``.
    ``find`` is a part of the names that are listed under what is named.
    ``copies`` is ``fields.EACH`` where every copy of a story counts, and not the first in view alone.
    ``quote`` is a ``QuoteRow.ref`` (or a bare quote id, which is looked up in the only article).
    ``place`` is how far down the article somebody had read who sent a link, in thousandths of it.
    ``looks`` says which tab of a panel is open and how its rows are sorted (``whosaid.looks``).
    ``side_a`` and ``side_b`` are filters kept to be compared (``whosaid.sides``); they filter nothing here.
    ``problems`` are sentences about what a link held that could not be used; two Views that
    differ in them only are equal.
    """

    collection: str = ""
    speakers: tuple[str, ...] = ()
    speaker_kinds: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    senses: tuple[str, ...] = ()
    sentiments: tuple[str, ...] = ()
    confidence: str = ""
    search: str = ""
    search_in: str = ""
    outlets: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    date_from: str = ""
    date_to: str = ""
    not_speakers: tuple[str, ...] = ()
    not_speaker_kinds: tuple[str, ...] = ()
    not_entities: tuple[str, ...] = ()
    not_labels: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    not_senses: tuple[str, ...] = ()
    not_sentiments: tuple[str, ...] = ()
    not_outlets: tuple[str, ...] = ()
    not_articles: tuple[str, ...] = ()
    find: str = ""
    copies: str = ""
    quote: str = ""
    place: str = ""
    looks: panel_looks.Looks = ()
    side_a: kept_sides.Side = ()
    side_b: kept_sides.Side = ()
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_query(cls, params: Mapping[str, Sequence[str]]) -> View:
        """The View a link stands for; unknown keys are ignored, bad values become ``problems``."""
        problems: list[str] = []
        values: dict[str, Any] = {}
        for name, known in FIELDS.items():
            good = _usable(known, params.get(known.key, ()), problems)
            values[name] = good if known.many else "".join(good[:1])
        for letter in kept_sides.LETTERS:
            values[f"side_{letter}"] = kept_sides.side(
                (name, _usable(known, params.get(known.key, ()), problems))
                for name, known in kept_sides.fields(letter).items()
            )
        values["looks"], odd = panel_looks.read(params)
        problems += odd
        return cls(**values, problems=tuple(problems[:MAX_PROBLEMS]))

    def to_query(self) -> dict[str, list[str]]:
        """The keys and values of the link to this view: only what differs from the default."""
        query = {known.key: list(values) for name, known in FIELDS.items() if (values := self.values(name))}
        for letter in kept_sides.LETTERS:
            query |= kept_sides.write(letter, self.kept(letter))
        return query | panel_looks.write(self.looks)

    def values(self, name: str) -> tuple[str, ...]:
        """The values of one field as a tuple, whether it holds many or one; empty: not set."""
        value = getattr(self, name)
        if isinstance(value, tuple):
            return value
        return (value,) if value else ()

    @property
    def article(self) -> str:
        """The only article that is filtered by, or nothing."""
        return self.articles[0] if len(self.articles) == 1 else ""

    def within(self, article: str) -> View:
        """This view in one article only, with the same quote marked."""
        return replace(self, articles=(article,), problems=())

    def toggle(self, name: str, value: str) -> View:
        """This view with ``value`` put into the field, or taken out of it if it is there.

        What is taken in is no longer left out, and the other way round. What is no longer shown is no
        longer marked: changing a filter clears ``quote``.
        """
        if value in self.values(name):
            return self.without(name, value)
        opposite = OPPOSITES.get(name)
        changed = self.without(opposite, value) if opposite else self
        return changed._with(name, (*self.values(name), value) if FIELDS[name].many else (value,))

    def flip(self, name: str, value: str) -> View:
        """This view with ``value`` left out instead of taken in, or the other way round."""
        return self.toggle(OPPOSITES[name], value)

    def without(self, name: str, value: str) -> View:
        """This view with ``value`` taken out of the field, for the cross on a chip."""
        return self._with(name, tuple(other for other in self.values(name) if other != value))

    def moved(self, successors: Mapping[str, str]) -> View:
        """This view with what took their place for articles and a quote that are gone: id or ref -> its successor's."""
        if not successors:
            return self
        chosen, left_out = (
            tuple(dict.fromkeys(successors.get(article, article) for article in articles))
            for articles in (self.articles, self.not_articles)
        )
        quote = successors.get(self.quote, self.quote)
        return replace(self, articles=chosen, not_articles=left_out, quote=quote)

    def cleared(self) -> View:
        """The same collection, looked at in the same way, without filters and without a marked quote."""
        return View(
            collection=self.collection,
            find=self.find,
            copies=self.copies,
            looks=self.looks,
            side_a=self.side_a,
            side_b=self.side_b,
        )

    def look(self, name: str) -> str:
        """How a panel is looked at: the value of one of ``whosaid.looks``."""
        return panel_looks.look(self.looks, name)

    def with_look(self, name: str, value: str) -> View:
        """This view looked at in another way; filters and the marked quote stay."""
        return replace(self, looks=panel_looks.with_look(self.looks, name, value), problems=())

    def kept(self, letter: str) -> kept_sides.Side:
        """The filters that are kept as side ``a`` or ``b``."""
        return {"a": self.side_a, "b": self.side_b}[letter]

    def with_side(self, letter: str, side: kept_sides.Side) -> View:
        """This view with other filters kept as that side."""
        changes: dict[str, Any] = {f"side_{letter}": side}
        return replace(self, **changes, problems=())

    def as_side(self) -> kept_sides.Side:
        """What is filtered here, to be kept as a side."""
        return kept_sides.side((name, self.values(name)) for name in kept_sides.NAMES)

    def of_side(self, letter: str) -> View:
        """What a side shows: its own filters, and those of this view that it does not set itself.

        Nothing is kept, compared or marked in it.
        """
        own = dict(self.kept(letter))
        if "search" in own:
            own.setdefault("search_in", ())
        changes: dict[str, Any] = {
            name: values if FIELDS[name].many else "".join(values[:1]) for name, values in own.items()
        }
        plain = replace(self.with_look("compare", "off"), side_a=(), side_b=(), quote="")
        return replace(plain, **changes)

    def counting_copies(self, *, each: bool) -> View:
        """This view with every copy of a story counted, or the first of those in view alone."""
        return replace(self, copies=EACH if each else "", problems=())

    @property
    def is_filtered(self) -> bool:
        """Whether any field filters."""
        return any(getattr(self, name) for name in FILTERS)

    def sentence(self, names: Mapping[str, str]) -> str:
        """What is shown, for a heading: "Quotes by Mira Sandoval that are negative".

        ``names`` gives the name of every id, as ``Store.names`` does; an id without one is shown as it is.
        """
        return sentence({name: values for name in FIELDS if (values := self.values(name))}, names)

    def _with(self, name: str, values: tuple[str, ...]) -> View:
        value: object = values if FIELDS[name].many else "".join(values[:1])
        changes: dict[str, Any] = {"quote": "", name: value}
        return replace(self, **changes, problems=())


def _usable(known: Field, given: Sequence[str], problems: list[str]) -> tuple[str, ...]:
    texts = [given] if isinstance(given, str) else [str(value) for value in given]
    good: dict[str, None] = {}
    for text in texts[:MAX_VALUES]:
        value = known.check(text)
        if value:
            good[value] = None
        elif text:
            problems.append(_problem(known, text))
    if len(texts) > MAX_VALUES:
        problems.append(
            f"The link holds more than {MAX_VALUES} values of “{known.key}”; the rest was left out."
        )
    return tuple(good)


def _problem(known: Field, text: str) -> str:
    shown = CONTROL.sub(" ", text[:40]) + ("…" if len(text) > 40 else "")
    choices = f" Possible are: {', '.join(known.choices)}." if known.choices else ""
    return f"The link's {known.key} “{shown}” is not one that Whosaid makes, so it was left out.{choices}"
