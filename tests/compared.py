"""A collection made by hand for Compare: three outlets, two that differ and say so in enough articles."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from tests.readings import Said, article, make_reading, raw
from whosaid.articles import About, Reading
from whosaid.store import Store

POST, MAIL, ECHO = "The Quay Post", "The Vale Mail", "The Orr Echo"
MIRA, ION, UNION = "mira-sandoval", "ion-vale", "harbour-union"
ARTICLES = 10
WHOLE = "We will open the bridge in May if the steel arrives in time, and not a single day before the engineers say so,"
TRIMMED = "We will open the bridge in May if the steel arrives in time,"
CHANGED = (
    "We will open this bridge in May if steel arrives in time, and not a day before the engineers say so,"
)
_TREES = "ash elm oak fir yew lime pine larch birch alder maple beech willow rowan hazel poplar".split()
_THINGS = "bridge ferry harbour market school library station theatre garden mill".split()


@dataclass(frozen=True)
class Compared:
    """The ids of what was made."""

    collection: str
    first_of_post: str


def compared(store: Store) -> Compared:
    """Ten articles each of the Post, hard on Ion Vale and full of Mira Sandoval, and of the Mail, which is neither."""
    collection = store.create_collection("Two papers")
    post = [_post(number) for number in range(ARTICLES)]
    for reading in [*post, *(_mail(number) for number in range(ARTICLES)), _echo()]:
        store.save(collection, reading, raw(reading.article.text), file=reading.article.file)
    return Compared(collection, post[0].article.id)


def widespread(store: Store, outlets: int) -> str:
    """A collection of so many outlets ("Paper 01", …), of which each has an article with the same quote."""
    collection = store.create_collection("Many papers")
    for number in range(1, outlets + 1):
        said = [Said(WHOLE, "Mira Sandoval", 0.0), Said(f"Issue {number} is out,", "Ion Vale")]
        reading = _reading(f"Paper {number:02}", 0, said, "Rain fell.", [])
        store.save(collection, reading, raw(reading.article.text), file=f"{number}.txt")
    return collection


def _post(number: int) -> Reading:
    thing = _THINGS[number]
    said = [
        Said(f"The {thing} is lost,", "Mira Sandoval", -0.7 - number % 3 / 20),
        Said(f"Ion Vale sold the {thing},", "Mira Sandoval", -0.8 + number % 2 / 10),
        Said(f"Shame about the {thing},", "Mira Sandoval", -0.6),
        Said(f"The {thing} stands,", "Ion Vale", -0.5 - number % 3 / 20),
    ]
    if number == 0:
        said.append(Said(WHOLE, "Mira Sandoval", 0.0))
    named = [("Ion Vale", "PERSON"), ("Mira Sandoval", "PERSON"), ("Customs House", "FAC")]
    return _reading(POST, number, said, "The Customs House was dark.", named)


def _mail(number: int) -> Reading:
    thing = _THINGS[number]
    said = [
        Said(f"A fine {thing},", "Ion Vale", 0.5 + number % 3 / 20),
        Said(f"Trust in the {thing},", "Ion Vale", 0.4),
        Said(f"Ion Vale keeps the {thing},", "Mira Sandoval", 0.2 - number % 2 / 10),
        Said(f"the {thing} was theirs", "Harbour Union", 0.1, "indirect", speaker_kind="organization"),
    ]
    if number == 0:
        said.append(Said(TRIMMED, "Mira Sandoval", 0.0))
    return _reading(MAIL, number, said, "Quay was calm.", [("Quay", "GPE"), ("Ion Vale", "PERSON")])


def _echo() -> Reading:
    said = [Said(CHANGED, "Mira Sandoval", 0.0), Said("Nobody asked us,", None, -0.3)]
    return _reading(ECHO, 0, said, "Rain fell.", [])


def _walk(seed: str) -> str:
    """A paragraph of its own for each article, so that none is a copy of another."""
    chance = random.Random(seed)
    return f"The reporter walked past {', '.join(chance.choice(_TREES) for _ in range(90))}."


def _reading(outlet: str, number: int, said: list[Said], rest: str, named: list[tuple[str, str]]) -> Reading:
    words = [
        f"“{one.words}” {one.speaker or 'somebody'} said."
        if one.kind == "direct"
        else f"{one.speaker} said {one.words}."
        for one in said
    ]
    text = "\n\n".join([f"{outlet}, number {number}.", *words, rest, _walk(f"{outlet} {number}")])
    source = article(
        text,
        file=f"{outlet[4:].lower().replace(' ', '-')}-{number}.txt",
        title=f"About the {_THINGS[number]}, {outlet}",
        date=f"2025-03-{number + 1:02}",
        outlet=outlet,
    )
    reading = make_reading(source, said, named)
    quotes = [
        replace(quote, about=(About(ION, quote.sentiment.label, quote.sentiment.score),))
        if "Ion Vale" in quote.text
        else quote
        for quote in reading.quotes
    ]
    return replace(reading, quotes=tuple(quotes))
