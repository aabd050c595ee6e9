"""Readings made by hand, for tests that need one without a model."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from whosaid.articles import (
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
    Sense,
    Sentiment,
    Speaker,
    SpeakerKind,
)

MODEL = ModelInfo("hand_made", "1")


@dataclass(frozen=True)
class Said:
    """One quote: its words, and who said them (None: unattributed)."""

    words: str
    speaker: str | None = None
    score: float = 0.0
    kind: QuoteKind = "direct"
    sense: Sense = "speech"
    speaker_kind: SpeakerKind = "person"
    evidence: Evidence | None = None
    negated: bool = False


def slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.casefold()).strip("-")


def raw(text: str) -> bytes:
    return text.encode()


def article(text: str, *, file: str = "a.txt", **more: object) -> Article:
    return Article(hashlib.sha256(raw(text)).hexdigest(), file, text, **more)  # type: ignore[arg-type]


def make_reading(
    source: Article | str,
    said: Sequence[Said] = (),
    named: Sequence[tuple[str, str]] = (),
    *,
    model: ModelInfo = MODEL,
) -> Reading:
    """A reading of the text; ``named`` are (name, label), each mentioned where the text has the name."""
    of = article(source) if isinstance(source, str) else source
    return Reading(
        article=of,
        entities=tuple(Entity(slug(name), name, label, _extents(of.text, name)) for name, label in named),
        speakers=_speakers(said),
        quotes=tuple(_quote(of.text, place, one) for place, one in enumerate(said)),
        model=model,
        seconds=0.25,
    )


def _extents(text: str, words: str) -> tuple[Extent, ...]:
    return tuple(Extent(*found.span(), found[0]) for found in re.finditer(re.escape(words), text))


def _quote(text: str, place: int, one: Said) -> Quote:
    start = text.index(one.words)
    cue = re.search("says?|said|hopes?", text)
    return Quote(
        id=f"q{place + 1}",
        kind=one.kind,
        text=one.words,
        spans=((start, start + len(one.words)),),
        cue=Cue(*cue.span(), cue[0], one.sense) if cue else None,
        source=next(iter(_extents(text, one.speaker)), None) if one.speaker else None,
        speaker=slug(one.speaker) if one.speaker else None,
        confidence=0.875,
        sentiment=_sentiment(one.score),
        evidence=one.evidence,
        negated=one.negated,
    )


def _sentiment(score: float) -> Sentiment:
    label: Polarity = "negative" if score < -0.25 else "positive" if score > 0.25 else "neutral"
    return Sentiment(label, score, max(0.0, -score), 1 - abs(score), max(0.0, score))


def _speakers(said: Sequence[Said]) -> tuple[Speaker, ...]:
    by_name: dict[str, list[Said]] = {}
    for one in said:
        if one.speaker:
            by_name.setdefault(one.speaker, []).append(one)
    return tuple(
        Speaker(
            slug(name),
            name,
            quotes[0].speaker_kind,
            len(quotes),
            sum(len(one.words.split()) for one in quotes),
            MeanSentiment(sum(one.score for one in quotes) / len(quotes), -1.0, 1.0, len(quotes)),
        )
        for name, quotes in by_name.items()
    )
