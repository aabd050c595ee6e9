"""Who a source really is: every attribution gets a speaker, or none where the article names no source.

Candidates come from ``candidates``, their features from ``weighing``; a small network, trained by
``training/speakers.py``, scores them. Pure functions over text and plain data, numpy only.
"""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from whosaid.articles import How, SpeakerKind
from whosaid.errors import ModelError
from whosaid.reading import lexicon, mentions
from whosaid.reading.candidates import Candidate, Candidates, Described, Setting, Spoke, covering
from whosaid.reading.clusters import cluster
from whosaid.reading.discourse import Discourse
from whosaid.reading.encoder import Encoded
from whosaid.reading.names import Cluster, NamedMention
from whosaid.reading.recover import recover
from whosaid.reading.weighing import Features

__all__ = [
    "Attribution",
    "Cluster",
    "NamedMention",
    "Resolved",
    "Scorer",
    "cluster",
    "recover",
    "resolve",
]

_CARRIED = 0.8  # what is left of the certainty when a quote goes on without a source
_OPENING = "\"“‘'"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words attributed to a source by a cue; character offsets, content pieces in text order."""

    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who an attribution's source is; ``speaker_name`` None where no source is named.

    ``entity_index`` points into the clusters; ``probability`` that this is right; ``carried_from``:
    which attribution has the source of a quote that is carried over.
    """

    speaker_name: str | None
    kind: SpeakerKind
    entity_index: int | None
    how: How
    probability: float
    carried_from: int | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """One source with its candidates: what a chooser decides on."""

    span: tuple[int, int]
    candidates: list[Candidate]
    names: list[str]
    rows: list[list[float]]


Chooser = Callable[[Query], NDArray[np.float64]]


class Scorer:
    """An average of small networks with one hidden layer each, over feature rows."""

    def __init__(self, weights: dict[str, list[object]]) -> None:
        """Take the weights as JSON holds them."""
        hidden = np.asarray(weights["hidden"], dtype=np.float64)  # networks x features x units
        standard = hidden / np.asarray(weights["scale"], dtype=np.float64)[:, None]
        bias = np.asarray(weights["bias"], dtype=np.float64)
        bias = bias - np.asarray(weights["mean"], dtype=np.float64) @ standard
        self._hidden = np.hstack(list(standard))  # features x all units
        self._bias = bias.ravel()
        self._out = np.asarray(weights["out"], dtype=np.float64).ravel() / len(hidden)

    @classmethod
    def from_json(cls, text: str) -> Scorer:
        """Read what ``training/speakers.py`` wrote."""
        return cls(json.loads(text))

    def __call__(self, query: Query) -> NDArray[np.float64]:
        """The probability of each candidate."""
        given = np.asarray(query.rows)
        if given.shape[1] != len(self._hidden):
            raise ModelError(
                f"The speaker scorer's weights (speakers.json) know {len(self._hidden)} features, but this version of "
                f"Whosaid has {given.shape[1]}; train them again with python -m training.speakers."
            )
        scores = np.maximum(given @ self._hidden + self._bias, 0.0) @ self._out
        exponentials = np.exp(scores - scores.max())
        return np.asarray(exponentials / exponentials.sum())


@cache
def shipped_scorer() -> Scorer:
    """The scorer that ships with the package."""
    path = resources.files("whosaid.reading") / "model" / "whosaid_speakers" / "speakers.json"
    return Scorer.from_json(path.read_text(encoding="utf-8"))


def resolve(
    text: str,
    attributions: Sequence[Attribution],
    clusters: Sequence[Cluster],
    choose: Chooser | None = None,
    encoded: Encoded | None = None,
) -> list[Resolved]:
    """Say of every attribution who its source is, in the same order.

    ``encoded`` is what the network says of the text; without it only rules and places speak.
    """
    discourse = Discourse(text, clusters, encoded)
    return _Resolver(discourse, attributions, clusters, choose or shipped_scorer()).run()


class _Resolver:
    """One pass over one article's sources, in an order in which what each depends on is known."""

    def __init__(
        self,
        discourse: Discourse,
        attributions: Sequence[Attribution],
        clusters: Sequence[Cluster],
        choose: Chooser,
    ) -> None:
        self.text = discourse.text
        self.attributions = attributions
        self.choose = choose
        self.discourse = discourse
        self.described: list[Described] = []
        self.by_name: dict[str, int] = {}
        self.candidates = Candidates(self.discourse, self.described)
        self.features = Features(self.discourse, self.described)
        self.history: list[tuple[int, int, Spoke]] = []
        self.resolved: dict[tuple[int, int], tuple[Resolved, Spoke]] = {}
        pieces = [(s, e, i) for i, a in enumerate(attributions) for s, e in a.content]
        self.pieces = sorted(pieces)
        self.piece_starts = [start for start, _, _ in self.pieces]
        self.other_names = {
            (mention.start, mention.end): index
            for index, item in enumerate(clusters)
            if item.label == "NORP"
            for mention in item.mentions
        }

    def run(self) -> list[Resolved]:
        for index in sorted(range(len(self.attributions)), key=self._turn):
            span = self.attributions[index].source
            if span is not None and span not in self.resolved:
                self._resolve_source(span, index)
        results: list[Resolved | None] = [
            self.resolved[a.source][0] if a.source is not None else None for a in self.attributions
        ]
        return self._with_carried(results)

    def _turn(self, index: int) -> tuple[int, int]:
        """A source inside somebody's words comes after the source of those words."""
        span = self.attributions[index].source
        if span is None:
            return (len(self.text), index)
        outer = self._enclosing(span, index)
        outer_span = self.attributions[outer].source if outer is not None else None
        return (max(span[0], outer_span[0] + 1 if outer_span else 0), index)

    def _enclosing(self, span: tuple[int, int], index: int) -> int | None:
        outer = covering(self.piece_starts, self.pieces, span[0])
        return outer if outer != index else None

    def _spoken(self, index: int, span: tuple[int, int]) -> bool:
        """Whether a source inside of an attribution's words stands in the very words that were said."""
        return self.attributions[index].cue is None or self.discourse.layout.quoted(span[0])

    def _resolve_source(self, span: tuple[int, int], index: int) -> None:
        source = mentions.analyse(self.text, *span, self._inside(span))
        outer = self._enclosing(span, index)
        outer_span = self.attributions[outer].source if outer is not None else None
        known = self.resolved.get(outer_span) if outer_span else None
        before = bisect_left(self.history, (span[0], -1), key=lambda item: item[:2])
        history = [item[2] for item in self.history[max(0, before - 8) : before]]
        linker = self.discourse.linker
        linked, nobody = linker.shares(*span) if linker else (None, 0.0)
        setting = Setting(
            source,
            history,
            known[1] if known else None,
            outer is not None,
            self._says_more(index),
            linked,
            nobody,
        )
        candidates = self.candidates.of(setting)
        if known and outer is not None and self._spoken(outer, span):
            candidates = _in_speech(candidates, source, Candidate(known[1].figure, known[1].described))
        names = [self._name(candidate, source) for candidate in candidates]
        query = Query(span, candidates, names, self.features.rows(setting, candidates))
        probabilities = self.choose(query)
        best = _best(probabilities, candidates, source)
        result, spoke = self._result(candidates[best], source, float(probabilities[best]))
        self.resolved[span] = (result, spoke)
        if outer is not None:
            return  # whom somebody else tells about has not spoken here
        insort(self.history, (span[0], len(self.history), spoke), key=lambda item: item[:2])

    def _says_more(self, index: int) -> bool:
        cue = self.attributions[index].cue
        words = self.text[cue[0] : cue[1]].lower().split() if cue else []
        return bool(lexicon.GOING_ON.intersection(words))

    def _inside(self, span: tuple[int, int]) -> list[tuple[int, str, int, int]]:
        index = bisect_left(self.discourse.event_starts, span[0] - 60)
        found = []
        for event in self.discourse.events[index:]:
            if event.start >= span[1]:
                break
            if event.end > span[0]:
                found.append((event.figure, max(event.start, span[0]), min(event.end, span[1])))
        return [
            (figure, self.discourse.figures[figure].label, start, end)
            for figure, start, end in found
            if not any(s <= start and end <= e and (s, e) != (start, end) for _, s, e in found)
        ]

    def _name(self, candidate: Candidate, source: mentions.Source) -> str:
        if candidate.figure is not None:
            return self.discourse.figures[candidate.figure].name
        if candidate.described is not None:
            return self.described[candidate.described].name
        if len(source.joint) > 1:
            names = [self.discourse.figures[i].name for i in source.joint]
            return ", ".join(names[:-1]) + " and " + names[-1]
        return source.label

    def _result(
        self, candidate: Candidate, source: mentions.Source, probability: float
    ) -> tuple[Resolved, Spoke]:
        name, how = self._name(candidate, source), _how(candidate, source)
        figure, described = candidate.figure, candidate.described
        if figure is not None:
            chosen = self.discourse.figures[figure]
            kind: SpeakerKind = "person" if chosen.label == "PERSON" else "organization"
            entity = chosen.entity
        else:
            described = described if described is not None else self._describe(name, source)
            known = self.described[described]
            insort(known.positions, source.start)
            kind, name = known.kind, known.name
            entity = self._other_entity(source) if candidate.described is None else None
        spoke = Spoke(source.start, figure, described, source.kind)
        return Resolved(name, kind, entity, how, probability), spoke

    def _describe(self, name: str, source: mentions.Source) -> int:
        key = name.casefold()
        if key not in self.by_name:
            self.by_name[key] = len(self.described)
            kind = _described_kind(source)
            self.described.append(Described(name, kind, source.head, source.words, []))
        return self.by_name[key]

    def _other_entity(self, source: mentions.Source) -> int | None:
        start = source.end - len(source.label)
        return self.other_names.get((start, source.end))

    def _with_carried(self, results: list[Resolved | None]) -> list[Resolved]:
        """Give quotes without a source the speaker of the quote that they go on from."""
        nobody = Resolved(None, "unknown", None, "none", 0.5)
        finished: list[Resolved] = [result or nobody for result in results]
        last: tuple[int, Resolved, int] | None = None
        for index in sorted(range(len(results)), key=lambda i: self._extent(i)[0]):
            start, end = self._extent(index)
            if results[index] is None and last is not None and self._goes_on(index, start, last[0]):
                said = last[1]
                finished[index] = Resolved(
                    said.speaker_name,
                    said.kind,
                    said.entity_index,
                    "carried over",
                    said.probability * _CARRIED,
                    last[2],
                )
            span = self.attributions[index].source
            inside = span is not None and self._enclosing(span, index) is not None
            if finished[index].speaker_name is not None and not inside:
                said_by = finished[index].carried_from
                last = (
                    max(end, last[0] if last else 0),
                    finished[index],
                    index if said_by is None else said_by,
                )
        return finished

    def _extent(self, index: int) -> tuple[int, int]:
        attribution = self.attributions[index]
        spans = [*attribution.content, *(s for s in (attribution.source, attribution.cue) if s)]
        return min((s for s, _ in spans), default=0), max((e for _, e in spans), default=0)

    def _goes_on(self, index: int, start: int, last_end: int) -> bool:
        """Whether it is direct speech without a cue, in the last one's paragraph or the next."""
        attribution = self.attributions[index]
        if attribution.cue is not None or not attribution.content:
            return False
        layout = self.discourse.layout
        first = attribution.content[0][0]
        opened = self.text[first : first + 1] in tuple(_OPENING) or layout.quoted(first)
        return opened and 0 <= layout.paragraph(start) - layout.paragraph(max(0, last_end - 1)) <= 1


def _in_speech(candidates: list[Candidate], source: mentions.Source, speaking: Candidate) -> list[Candidate]:
    """In somebody's very words "I" is whoever speaks, and of whom they speak is somebody else."""
    if source.kind == "first":
        return [speaking]
    return candidates if source.kind == "name" else [item for item in candidates if item != speaking]


def _best(
    probabilities: NDArray[np.float64], candidates: Sequence[Candidate], source: mentions.Source
) -> int:
    """The likeliest candidate; "it" alone tells nobody anything, so that a name half as likely is preferred."""
    best = int(np.argmax(probabilities))
    own = candidates[best].figure is None and candidates[best].described is None
    if own and source.kind in ("he", "she", "it") and len(candidates) > 1:
        second = int(np.argmax(probabilities[:-1]))
        return second if 2 * probabilities[second] > probabilities[best] else best
    return best


def _how(candidate: Candidate, source: mentions.Source) -> How:
    if candidate.figure is None and candidate.described is None:
        return "first person" if source.kind == "first" else "description"
    if source.kind in ("he", "she", "it", "they"):
        return "pronoun"
    if source.kind in ("first", "relative"):
        return "first person" if source.kind == "first" else "relative"
    inside = any(inner.cluster == candidate.figure for inner in source.inner)
    return "name" if inside else "role" if candidate.figure is not None else "description"


def _described_kind(source: mentions.Source) -> SpeakerKind:
    if len(source.joint) > 1 or source.plural or source.kind in ("plural", "they"):
        return "group"
    return "organization" if source.kind == "body" else "unknown"
