"""The plain data that crosses every border: article in, reading out.

Frozen dataclasses, no behaviour beyond the JSON object of the command line.
Every offset counts characters (Unicode code points) of ``Article.text``; an
end is exclusive. A spaCy ``Doc`` never leaves ``whosaid.reading``: this does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

SCHEMA = 1

QuoteKind = Literal["direct", "mixed", "indirect"]
Sense = Literal["speech", "belief"]
SpeakerKind = Literal["person", "organization", "group", "unknown"]
Polarity = Literal["negative", "neutral", "positive"]
How = Literal["name", "role", "pronoun", "relative", "first person", "carried over", "description", "none"]

QUOTE_KINDS: tuple[QuoteKind, ...] = ("direct", "mixed", "indirect")
SENSES: tuple[Sense, ...] = ("speech", "belief")
SPEAKER_KINDS: tuple[SpeakerKind, ...] = ("person", "organization", "group", "unknown")
POLARITIES: tuple[Polarity, ...] = ("negative", "neutral", "positive")
ENTITY_LABELS: tuple[str, ...] = (
    "PERSON",
    "NORP",
    "ORG",
    "GPE",
    "LOC",
    "FAC",
    "EVENT",
    "WORK_OF_ART",
    "LAW",
    "PRODUCT",
    "DATE",
    "TIME",
    "MONEY",
    "PERCENT",
)
FIGURES: tuple[str, ...] = ("DATE", "TIME", "MONEY", "PERCENT")
"""The labels of what is counted or measured, and is nobody's name."""


@dataclass(frozen=True, slots=True)
class Removed:
    """Boilerplate that was taken out of an article before it was read.

    ``at`` is the offset in ``Article.text`` where it stood; None where that cannot be told.
    """

    text: str
    why: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it is read: cleaned text and what is known about it.

    ``id`` is the SHA-256 of the raw bytes in hex; ``date`` is ISO (YYYY-MM-DD);
    ``language`` an ISO 639-1 code, or None where it cannot be told.
    """

    id: str
    file: str
    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    removed: tuple[Removed, ...] = ()
    notices: tuple[str, ...] = ()  # for people: what was odd about the file; not in the JSON
    url: str | None = None  # the canonical address that a page states


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of the article's text and its words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something named, with every mention of it (pronouns left out)."""

    id: str
    name: str
    label: str
    mentions: tuple[Extent, ...]


@dataclass(frozen=True, slots=True)
class Sentiment:
    """Three probabilities that add up to 1, and a score in [-1, 1]."""

    label: Polarity
    score: float
    negative: float
    neutral: float
    positive: float


@dataclass(frozen=True, slots=True)
class MeanSentiment:
    """A mean score with its 95 % bootstrap interval over ``n`` quotes."""

    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody to whom at least one quote is attributed. ``words`` counts ``\\w+`` tokens."""

    id: str
    name: str
    kind: SpeakerKind
    quotes: int
    words: int
    sentiment: MeanSentiment


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute ("said", "according to"), and whether they speak or believe."""

    start: int
    end: int
    text: str
    sense: Sense


@dataclass(frozen=True, slots=True)
class About:
    """The sentiment of a quote toward one entity that it names."""

    entity: str
    label: Polarity
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a quote's speaker was found, and the stretch of the article by which that can be checked.

    ``mention`` is the named mention that the source stands for, or the name within it; of a quote that is
    carried over, the source it goes on from. ``apart`` counts the sentences from there to the source (below
    0: the mention comes after it), None where that means nothing; it is for people and not in the JSON.
    """

    how: How
    mention: Extent | None = None
    apart: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """One attribution: the words (``spans``), their cue, their source, who that is.

    ``speaker`` is a ``Speaker.id`` of the same reading, or None where the article names no source.
    ``evidence`` is None in readings from before it was kept; ``negated``: the source denies the words, or
    did not say them; ``question``: it asks; ``within``: the id of the quote that it is a part of, as where
    somebody tells what somebody else said.
    """

    id: str
    kind: QuoteKind
    text: str
    spans: tuple[tuple[int, int], ...]
    cue: Cue | None
    source: Extent | None
    speaker: str | None
    confidence: float
    sentiment: Sentiment
    about: tuple[About, ...] = ()
    evidence: Evidence | None = None
    negated: bool = False
    question: bool = False
    within: str | None = None


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model read it; a reading is kept under (article id, model version)."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one article."""

    article: Article
    entities: tuple[Entity, ...]
    speakers: tuple[Speaker, ...]
    quotes: tuple[Quote, ...]
    model: ModelInfo
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of ``whosaid analyse --json``, keys in the contract's order."""
        return {
            "schema": SCHEMA,
            "article": _article_dict(self.article),
            "entities": [_entity_dict(entity) for entity in self.entities],
            "speakers": [_speaker_dict(speaker) for speaker in self.speakers],
            "quotes": [_quote_dict(quote) for quote in self.quotes],
            "model": {"name": self.model.name, "version": self.model.version},
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class Unread:
    """An article in another language, whose bytes are kept in case somebody insists on reading it."""

    article: str
    name: str
    language: str  # in words


@dataclass(frozen=True, slots=True)
class Columns:
    """What is known of a table's columns: ``found`` says field -> the column that is named for it.

    ``table`` is the id of the table's bytes; ``unknown`` are the columns whose names say nothing; ``likely`` is the
    one with the longest texts, where none is named for the text.
    """

    table: str
    names: tuple[str, ...]
    found: Mapping[str, str]
    unknown: tuple[str, ...]
    likely: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one uploaded file, in one line for a person."""

    file: str
    status: Literal["read", "known", "failed", "cancelled", "foreign"]
    message: str
    article: str | None = None
    quotes: int = 0
    notices: tuple[str, ...] = field(default=())
    parts: int = 1  # how many articles the file was split into
    unread: tuple[Unread, ...] = ()
    columns: Columns | None = None  # of a table of which a person may know more than their names tell


def _article_dict(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "file": article.file,
        "title": article.title,
        "date": article.date,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "language": article.language,
        "text": article.text,
        "removed": [
            {"text": removed.text, "why": removed.why, "at": removed.at} for removed in article.removed
        ],
        "url": article.url,
    }


def _extent_dict(extent: Extent) -> dict[str, Any]:
    return {"start": extent.start, "end": extent.end, "text": extent.text}


def _entity_dict(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "label": entity.label,
        "count": len(entity.mentions),
        "mentions": [_extent_dict(mention) for mention in entity.mentions],
    }


def _speaker_dict(speaker: Speaker) -> dict[str, Any]:
    mean = speaker.sentiment
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "quotes": speaker.quotes,
        "words": speaker.words,
        "sentiment": {"mean": mean.mean, "low": mean.low, "high": mean.high, "n": mean.n},
    }


def _quote_dict(quote: Quote) -> dict[str, Any]:
    sentiment = quote.sentiment
    return {
        "id": quote.id,
        "kind": quote.kind,
        "text": quote.text,
        "spans": [{"start": start, "end": end} for start, end in quote.spans],
        "cue": {
            "start": quote.cue.start,
            "end": quote.cue.end,
            "text": quote.cue.text,
            "sense": quote.cue.sense,
        }
        if quote.cue
        else None,
        "source": _extent_dict(quote.source) if quote.source else None,
        "speaker": quote.speaker,
        "confidence": quote.confidence,
        "sentiment": {
            "label": sentiment.label,
            "score": sentiment.score,
            "negative": sentiment.negative,
            "neutral": sentiment.neutral,
            "positive": sentiment.positive,
        },
        "about": [
            {"entity": about.entity, "label": about.label, "score": about.score} for about in quote.about
        ],
        "evidence": _evidence_dict(quote.evidence) if quote.evidence else None,
        "negated": quote.negated,
        "question": quote.question,
        "within": quote.within,
    }


def _evidence_dict(evidence: Evidence) -> dict[str, Any]:
    mention = evidence.mention
    return {"how": evidence.how, "mention": _extent_dict(mention) if mention else None}
