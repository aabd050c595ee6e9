"""Sentiment of quotes, of sentences and toward a target; and the last step: quotes and speakers put together.

The network gives each word piece a vector; the mean over a span's pieces goes
through a small layer to a distribution over five degrees (-2 to 2). Negative is
-2 and -1 together, the score the mean degree divided by 2.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from operator import mul
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from whosaid.articles import POLARITIES, About, Cue, Entity, Evidence, Extent, Quote, Sentiment, Speaker
from whosaid.errors import ModelError
from whosaid.reading import attributes
from whosaid.reading.attribution import TOKEN, Found, Pair
from whosaid.reading.encoder import Encoded
from whosaid.reading.evidence import evidence
from whosaid.reading.labels import DEGREES, SENTIMENT_HEADS
from whosaid.reading.names import Cluster, slug, unique_slug
from whosaid.reading.nested import placed
from whosaid.reading.polarity import NEAR, negated
from whosaid.reading.questions import asks
from whosaid.reading.speakers import Resolved
from whosaid.statistics import mean_interval

Floats = NDArray[np.float32]

_ABOUT = {"PERSON", "ORG", "GPE", "NORP"}  # whom a quote can be for or against


class SentimentScorer:
    """The small layers behind the network: pooled vectors to degrees."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        self.weights = weights

    def degrees(self, head: str, pooled: Floats) -> Floats:
        """Probabilities (n, 5) of the degrees for pooled vectors (n, width)."""
        hidden = np.maximum(pooled @ self.weights[f"{head}.hidden"] + self.weights[f"{head}.hidden_bias"], 0)
        logits = hidden @ self.weights[f"{head}.degrees"] + self.weights[f"{head}.degrees_bias"]
        exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
        return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True), dtype=np.float32)

    def sentiment(
        self, head: str, encoded: Encoded, spans: Sequence[Pair], focus: Pair | None = None
    ) -> Sentiment:
        """The sentiment of the words in ``spans`` (characters); toward ``focus`` with the head "target"."""
        pooled = _pool(encoded, spans)
        if focus is not None:
            pooled = np.concatenate([_pool(encoded, [focus]), pooled])
        return as_sentiment(self.degrees(head, pooled[None])[0])


def as_sentiment(degrees: Floats) -> Sentiment:
    """A distribution over degrees as three probabilities (adding up to 1) and a score in [-1, 1]."""
    lowest, low, middle, high, highest = degrees.tolist()
    total = sum((lowest, low, middle, high, highest))
    negative, positive = round((lowest + low) / total, 3), round((high + highest) / total, 3)
    neutral = round(1 - negative - positive, 3)
    score = sum(map(mul, degrees.tolist(), DEGREES)) / DEGREES[-1]
    shares = (negative, neutral, positive)
    label = POLARITIES[shares.index(max(shares))]
    return Sentiment(label, round(max(-1.0, min(1.0, score)), 3), negative, neutral, positive)


def _pool(encoded: Encoded, spans: Sequence[Pair]) -> Floats:
    rows = [encoded.feelings[encoded.covered(start, end)] for start, end in spans]
    stacked = np.concatenate(rows) if rows else encoded.feelings[:0]
    if not len(stacked):
        return np.zeros(encoded.feelings.shape[1], dtype=np.float32)
    return np.asarray(stacked.sum(axis=0, dtype=np.float32) / np.float32(len(stacked)))


@Language.factory(
    "whosaid_sentiment",
    requires=["doc._.attributions", "doc._.resolved", "doc._.entities"],
    assigns=["doc._.quotes", "doc._.speakers"],
    default_config={"keep_scores": False},
)
def make_sentiment(nlp: Language, name: str, keep_scores: bool) -> SentimentReader:
    """The pipe; ``keep_scores`` keeps ``doc._.encoded`` (large) for those who want to look."""
    return SentimentReader(keep_scores=keep_scores)


class SentimentReader:
    """Doc -> ``doc._.quotes`` and ``doc._.speakers``, complete."""

    def __init__(self, *, keep_scores: bool = False) -> None:
        attributes.register()
        self.keep_scores = keep_scores
        self._scorer: SentimentScorer | None = None

    @property
    def scorer(self) -> SentimentScorer:
        """The weights; raises ``ModelError`` where none were loaded."""
        if self._scorer is None:
            raise ModelError("The sentiment heads have no weights; load them with spacy.load().")
        return self._scorer

    @scorer.setter
    def scorer(self, scorer: SentimentScorer) -> None:
        self._scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        """Set the quotes and speakers of a doc."""
        ids = _speaker_ids(doc._.resolved, doc._.entities, doc._.clusters)
        named = _Named(doc._.entities)
        sources = [found.source for found in doc._.attributions]
        proofs = evidence(doc._.encoded.text, sources, doc._.resolved, doc._.clusters)
        quotes = []
        pooled = [_pool(doc._.encoded, found.content) for found in doc._.attributions]
        felt = self.scorer.degrees("quote", np.stack(pooled)) if pooled else ()
        for found, resolved, speaker, proof, degrees, own in zip(
            doc._.attributions, doc._.resolved, ids, proofs, felt, pooled, strict=True
        ):
            about = self._about(doc._.encoded, own, named.within(found.content), speaker)
            quotes.append(
                self._quote(doc._.encoded, found, resolved, speaker, about, proof, as_sentiment(degrees))
            )
        doc._.quotes = tuple(placed(quotes))
        doc._.speakers = _speakers(quotes, ids, doc._.resolved)
        if not self.keep_scores:
            doc._.encoded = None
        return doc

    def _quote(
        self,
        encoded: Encoded,
        found: Found,
        resolved: Resolved,
        speaker: str | None,
        about: tuple[About, ...],
        proof: Evidence,
        felt: Sentiment,
    ) -> Quote:
        text = encoded.text
        words = " ".join(text[start:end] for start, end in found.content)
        where = ";".join(f"{start}-{end}" for start, end in found.content)
        return Quote(
            id="q" + hashlib.sha256(f"{where}|{words}".encode()).hexdigest()[:12],
            kind=found.kind,
            text=words,
            spans=found.content,
            cue=Cue(*found.cue, text[slice(*found.cue)], found.sense) if found.cue else None,
            source=Extent(*found.source, text[slice(*found.source)]) if found.source else None,
            speaker=speaker,
            confidence=round(found.sure * resolved.probability, 3),
            sentiment=felt,
            about=about,
            evidence=proof,
            negated=_negated(text, found),
            question=asks(
                text[slice(*found.cue)] if found.cue else "", *(text[s:e] for s, e in found.content)
            ),
        )

    def _about(
        self, encoded: Encoded, own: Floats, named: dict[str, list[Pair]], speaker: str | None
    ) -> tuple[About, ...]:
        results = []
        for entity, mentions in named.items():
            if entity != speaker:
                pooled = [np.concatenate([_pool(encoded, [mention]), own]) for mention in mentions]
                felt = as_sentiment(self.scorer.degrees("target", np.stack(pooled)).mean(axis=0))
                results.append(About(entity, felt.label, felt.score))
        return tuple(results)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write sentiment.npz."""
        Path(path).mkdir(parents=True, exist_ok=True)
        np.savez(Path(path) / "sentiment.npz", allow_pickle=False, **self.scorer.weights)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> SentimentReader:
        """Read what ``to_disk`` wrote."""
        with np.load(Path(path) / "sentiment.npz", allow_pickle=False) as arrays:
            weights = {name: arrays[name] for name in arrays.files}
        missing = [head for head in SENTIMENT_HEADS if f"{head}.hidden" not in weights]
        if missing:
            raise ModelError(f"{path} lacks the sentiment heads {missing}; reinstall Whosaid.")
        self.scorer = SentimentScorer(weights)
        return self


def _negated(text: str, found: Found) -> bool:
    if found.cue is None:
        return False
    start, end = found.cue
    return negated(text[start:end], text[max(0, start - NEAR) : start], text[end : end + NEAR])


class _Named:
    """Which entities are mentioned where, found fast."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._mentions = sorted(
            (mention.start, mention.end, entity.id)
            for entity in entities
            if entity.label in _ABOUT
            for mention in entity.mentions
        )
        self._starts = np.array([start for start, _, _ in self._mentions], dtype=np.int64)

    def within(self, spans: Sequence[Pair]) -> dict[str, list[Pair]]:
        found: dict[str, list[Pair]] = {}
        for start, end in spans:
            first, last = np.searchsorted(self._starts, [start, end])
            for mention_start, mention_end, entity in self._mentions[first:last]:
                if mention_end <= end:
                    found.setdefault(entity, []).append((mention_start, mention_end))
        return found


def _speaker_ids(
    resolved: Sequence[Resolved], entities: Sequence[Entity], clusters: Sequence[Cluster]
) -> list[str | None]:
    """An id for each attribution's speaker: its entity's where there is one, else a slug of the description."""
    taken = {entity.id for entity in entities}
    by_name: dict[str, str] = {}
    ids: list[str | None] = []
    for item in resolved:
        if item.speaker_name is None:
            ids.append(None)
        elif item.entity_index is not None:
            ids.append(clusters[item.entity_index].id)
        else:
            key = re.sub(r"\s+", " ", item.speaker_name.casefold())
            if key not in by_name:
                same = slug(item.speaker_name)
                by_name[key] = unique_slug(item.speaker_name, taken) if same in taken else same
                taken.add(by_name[key])
            ids.append(by_name[key])
    return ids


def _speakers(
    quotes: Sequence[Quote], ids: Sequence[str | None], resolved: Sequence[Resolved]
) -> tuple[Speaker, ...]:
    """One ``Speaker`` for each id, most quotes first."""
    members: dict[str, list[int]] = {}
    for index, speaker in enumerate(ids):
        if speaker is not None:
            members.setdefault(speaker, []).append(index)
    speakers = []
    for speaker, indices in members.items():
        said = [quotes[index] for index in indices]
        first = resolved[indices[0]]
        mean = mean_interval([quote.sentiment.score for quote in said])
        words = sum(len(TOKEN.findall(quote.text)) for quote in said)
        speakers.append(Speaker(speaker, first.speaker_name or "", first.kind, len(said), words, mean))
    return tuple(sorted(speakers, key=lambda speaker: (-speaker.quotes, -speaker.words, speaker.id)))
