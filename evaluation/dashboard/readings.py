"""Readings made up for the benchmark: as many articles as wanted, of the shape that real collections have.

A few people are quoted all the time and most of them once, half of the names are in one article only, articles have
dates and outlets or lack them, and texts hold every quote, cue, source and name at its place. The same number
gives the same article, on every machine. No model is asked.
"""

from __future__ import annotations

import hashlib
import random
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Final

from whosaid.articles import (
    About,
    Article,
    Cue,
    Entity,
    Evidence,
    Extent,
    MeanSentiment,
    ModelInfo,
    Polarity,
    Quote,
    QuoteKind,
    Reading,
    Sentiment,
    Speaker,
    SpeakerKind,
)

QUOTES: Final = 30  # of an article
MODEL: Final = ModelInfo("made_up", "1")
_KNOWN: Final = 8000  # people of whom several articles may write
_ORGANISATIONS: Final = 500
_PLACES: Final = 400
_DAYS: Final = 700
_FIRST: Final = (
    "Mira Ion Ola Tess Bram Lene Odo Ruth Silas Nadia Pavel Inga Marek Edda Jonas Petra Yusuf Clara Tomas Vera "
    "Anselm Greta Felix Dora Hugo Leila Oskar Freya Luca Selma Viktor Noor Emil Alba Kaspar Thea Rafael Iris"
).split()
_HEADS: Final = "San Val Ber Kor Hal Mor Tan Lin Fer Gar Dom Sel Win Ost Nor Pel Rav Ket Bor Mal".split()
_MIDDLES: Final = "do e an i ve ma to re la ne go si".split()
_TAILS: Final = "val rin berg nes vic well mont sen court dal ski field ros man ler".split()
_PUBLIC: Final = "Board Union Council Bank Society Institute Agency Works League Office".split()
_PAPERS: Final = "Post Mail Herald Courier Gazette Times".split()
_WORDS: Final = (
    "the of to and a in that it is was for on are with as at be this have from we our will not they by but has "
    "been its more would people year city bridge water harbour council plan money work school road time ferry "
    "tax report vote court market price house energy farm safety train law budget union winter river health "
    "repair closed open late early public private honest careful useless splendid dangerous proud angry grateful "
    "promise delay answer question mistake success failure hope fear trust doubt reason result change danger help "
    "workers families drivers teachers nurses farmers owners judges voters children neighbours visitors engineers "
    "build close repair pay wait decide explain refuse accept blame thank protect ruin improve measure cancel start "
    "never always soon again almost clearly perhaps together nearly finally quickly slowly"
).split()
_CUES: Final = ("said", "told reporters", "added", "insisted", "warned", "argued", "believes", "hopes")
_BELIEFS: Final = {"believes", "hopes"}


@dataclass(slots=True)
class _Draft:
    """A text as it grows, with where its names stand."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    mentions: defaultdict[str, list[Extent]] = field(default_factory=lambda: defaultdict(list))

    def put(self, text: str) -> Extent:
        extent = Extent(self.size, self.size + len(text), text)
        self.parts.append(text)
        self.size += len(text)
        return extent

    def name(self, name: str) -> Extent:
        extent = self.put(name)
        self.mentions[name].append(extent)
        return extent


def readings(articles: int) -> Iterator[tuple[Reading, bytes, str]]:
    """Reading, bytes and file name of each article."""
    for number in range(articles):
        yield _reading(number)


def slug(name: str) -> str:
    """The id of somebody of this name."""
    return name.casefold().replace(" ", "-")


def _reading(number: int) -> tuple[Reading, bytes, str]:
    chance = random.Random(number)
    cast = _cast(chance, number)
    draft = _Draft()
    title = " ".join(_some_words(chance, 6)).capitalize()
    quotes = [_paragraph(draft, chance, cast, place) for place in range(QUOTES)]
    text = "".join(draft.parts)
    raw = text.encode()
    file = f"article-{number:05}.txt"
    article = Article(
        id=hashlib.sha256(raw).hexdigest(),
        file=file,
        text=text,
        title=title,
        date=str(date(2024, 1, 1) + timedelta(chance.randrange(_DAYS))) if chance.random() < 0.95 else None,
        outlet=f"The {_surname(number % 4)} {_PAPERS[number % 6]}" if chance.random() < 0.95 else None,
        language="en",
    )
    entities = [
        Entity(slug(name), name, cast.labels[name], tuple(found)) for name, found in draft.mentions.items()
    ]
    return Reading(article, tuple(entities), _speakers(quotes, cast), tuple(quotes), MODEL, 0.5), raw, file


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who speaks in an article and how often, and whom and what it names; name -> label."""

    speakers: Sequence[str]
    shares: Sequence[float]
    named: Sequence[str]
    labels: dict[str, str]


def _cast(chance: random.Random, number: int) -> _Cast:
    speakers = list(dict.fromkeys(_somebody(chance, number, turn) for turn in range(chance.randint(3, 9))))
    orgs = [_organisation(_zipf(chance, _ORGANISATIONS)) for _ in range(3)]
    places = [_surname(2000 + _zipf(chance, _PLACES)) for _ in range(3)]
    others = [_somebody(chance, number, 20 + turn) for turn in range(4)]
    labels = dict.fromkeys([*speakers, *others], "PERSON")
    labels |= dict.fromkeys(orgs, "ORG") | dict.fromkeys(places, "GPE")
    speaking = [*speakers, orgs[0]]
    shares = list(accumulate(1 / (rank + 1) for rank in range(len(speaking))))
    return _Cast(speaking, shares, list(labels), labels)


def _somebody(chance: random.Random, number: int, turn: int) -> str:
    """Often somebody known, and otherwise somebody of whom this article alone writes."""
    local = chance.random() < 0.35
    return _person(_KNOWN + number * 40 + turn if local else _zipf(chance, _KNOWN))


@cache
def _weights(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 3) for rank in range(count)))


def _zipf(chance: random.Random, count: int) -> int:
    weights = _weights(count)
    return bisect(weights, chance.random() * weights[-1])


def _person(number: int) -> str:
    return f"{_FIRST[number % len(_FIRST)]} {_surname(number)}"


def _organisation(number: int) -> str:
    return f"{_surname(3000 + number)} {_PUBLIC[number % len(_PUBLIC)]}"


def _surname(number: int) -> str:
    head, middle = _HEADS[number % 20], _MIDDLES[number // 20 % 12]
    more = _MIDDLES[number // 3600 % 12] if number >= 3600 else ""
    again = _MIDDLES[number // 43200 % 12] if number >= 43200 else ""
    return f"{head}{again}{more}{middle}{_TAILS[number // 240 % 15]}"


def _some_words(chance: random.Random, count: int) -> list[str]:
    return [_WORDS[_zipf(chance, len(_WORDS))] for _ in range(count)]


def _paragraph(draft: _Draft, chance: random.Random, cast: _Cast, place: int) -> Quote:
    """A sentence or two without a quote, and one with."""
    draft.put(" ".join(_some_words(chance, chance.randint(4, 14))).capitalize() + " in ")
    draft.name(chance.choice(cast.named))
    draft.put(". ")
    kind: QuoteKind = chance.choices(("direct", "mixed", "indirect"), (6, 2, 3))[0]
    name = chance.choices(cast.speakers, cum_weights=cast.shares)[0] if chance.random() < 0.93 else None
    draft.put("" if kind == "indirect" else "“")
    start = draft.size
    about = _utter(draft, chance, cast)
    end = draft.size
    draft.put(", " if kind == "indirect" else ",” ")
    source = draft.name(name) if name else None
    draft.put(" " if name else "it was ")
    cue = draft.put(chance.choice(_CUES) if name else "said")
    draft.put(".\n\n")
    text = "".join(draft.parts)[start:end] if len(draft.parts) < 20 else _tail(draft, start, end)
    feeling = _feeling(chance, name)
    return Quote(
        id=f"q{place + 1}",
        kind=kind,
        text=text,
        spans=((start, end),),
        cue=Cue(cue.start, cue.end, cue.text, "belief" if cue.text in _BELIEFS else "speech"),
        source=source,
        speaker=slug(name) if name else None,
        confidence=round(min(1.0, 0.35 + 0.65 * chance.betavariate(5, 1.5)), 4),
        sentiment=feeling,
        about=tuple(About(slug(one), feeling.label, feeling.score) for one in about if one != name),
        evidence=Evidence("name", source) if source else None,
    )


def _utter(draft: _Draft, chance: random.Random, cast: _Cast) -> set[str]:
    """The words of a quote; returns whom they name."""
    named = set()
    for _ in range(chance.choice((1, 1, 2))):
        draft.put(" ".join(_some_words(chance, chance.randint(4, 16))))
        if chance.random() < 0.4:
            draft.put(" ")
            name = chance.choice(cast.named)
            draft.name(name)
            named.add(name)
        draft.put(" ")
    draft.put(chance.choice(_WORDS))
    return named


def _tail(draft: _Draft, start: int, end: int) -> str:
    """The text from ``start`` to ``end``, which stands in the last few parts."""
    parts = draft.parts[-20:]
    offset = draft.size - sum(map(len, parts))
    return "".join(parts)[start - offset : end - offset]


def _feeling(chance: random.Random, name: str | None) -> Sentiment:
    """A score around what this speaker is like."""
    leaning = (sum(map(ord, name or "")) % 9 - 4) / 10
    score = round(max(-1.0, min(1.0, chance.gauss(leaning, 0.4))), 4)
    label: Polarity = "negative" if score < -0.25 else "positive" if score > 0.25 else "neutral"
    return Sentiment(label, score, max(0.0, -score), 1 - abs(score), max(0.0, score))


def _speakers(quotes: Sequence[Quote], cast: _Cast) -> tuple[Speaker, ...]:
    said: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        if quote.speaker:
            said[quote.speaker].append(quote)
    names = {slug(name): name for name in cast.speakers}
    return tuple(_speaker(names[one], of, cast.labels[names[one]]) for one, of in said.items())


def _speaker(name: str, said: Sequence[Quote], label: str) -> Speaker:
    kind: SpeakerKind = "organization" if label == "ORG" else "person"
    mean = sum(quote.sentiment.score for quote in said) / len(said)
    words = sum(len(quote.text.split()) for quote in said)
    return Speaker(slug(name), name, kind, len(said), words, MeanSentiment(mean, mean, mean, len(said)))
