"""The pipe that says who speaks: attributions and entities in, one speaker for each attribution out.

The rules and the scorer live in ``speakers``; here are only pipe and weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from whosaid.errors import ModelError
from whosaid.reading import attributes
from whosaid.reading.aliases import merged
from whosaid.reading.attribution import Pair
from whosaid.reading.clusters import cluster
from whosaid.reading.encoder import Encoded
from whosaid.reading.entities import entity
from whosaid.reading.names import Cluster, NamedMention
from whosaid.reading.paratext import Paratext, paratext
from whosaid.reading.recover import recover
from whosaid.reading.speakers import Attribution, Chooser, Query, Resolved, Scorer, resolve
from whosaid.reading.transcripts import ANSWERS, is_role, turns

_ANSWERS = 0.9  # the probability that who is interviewed is the only person named before


@Language.factory(
    "whosaid_speakers",
    requires=["doc._.encoded", "doc._.attributions", "doc._.clusters"],
    assigns=["doc._.resolved", "doc._.clusters", "doc._.entities"],
)
def make_speakers(nlp: Language, name: str) -> SpeakerResolver:
    """The pipe; its scorer is read from ``speakers.json``."""
    return SpeakerResolver()


class SpeakerResolver:
    """Doc -> ``doc._.resolved``, one ``Resolved`` for each attribution.

    Sources may name somebody whom the entity head missed; such names join ``doc._.entities``.
    """

    def __init__(self) -> None:
        attributes.register()
        self.aliases: Mapping[str, str] = {}
        self._json = ""
        self._scorer: Scorer | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Set the speakers of a doc's attributions."""
        if self._scorer is None:
            raise ModelError("The speaker scorer has no weights; load it with whosaid.reading.load().")
        text = doc._.encoded.text  # ``doc.text`` is put together anew at each access
        found = [Attribution(item.source, item.cue, item.content) for item in doc._.attributions]
        doc._.clusters = clusters = _with_missed(text, doc._.clusters, found, self.aliases)
        doc._.entities = tuple(sorted((entity(text, c) for c in clusters), key=lambda e: -len(e.mentions)))
        doc._.resolved = tuple(self._resolved(text, found, clusters, doc._.encoded))
        return doc

    def _resolved(
        self, text: str, found: list[Attribution], clusters: tuple[Cluster, ...], encoded: Encoded
    ) -> list[Resolved]:
        """Who each source is: none who is named in bylines and credits alone, and a part in an interview itself."""
        beside = paratext(text)
        known = [n for n, each in enumerate(clusters) if _in_prose(each, beside)]
        resolved = resolve(text, found, [clusters[n] for n in known], self._chooser(text), encoded)
        answering = _answering(text, clusters, known)
        resolved = _alike(text, found, resolved)
        return [
            answering
            if answering and (each.speaker_name or "").lower() in ANSWERS
            else replace(each, entity_index=None if each.entity_index is None else known[each.entity_index])
            for each in resolved
        ]

    def _chooser(self, text: str) -> Chooser | None:
        parts = {turn.name for turn in turns(text) if is_role(text[slice(*turn.name)])}
        return _Parts(self._scorer, parts) if parts and self._scorer else self._scorer

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write speakers.json."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / "speakers.json").write_text(self._json, "utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> SpeakerResolver:
        """Read what ``to_disk`` wrote."""
        self._json = (Path(path) / "speakers.json").read_text("utf-8")
        self._scorer = Scorer.from_json(self._json)
        return self


@dataclass(frozen=True, slots=True)
class _Parts:
    """Chooses for heads of an interview that name nobody: "Interviewer" and "Q" stand for themselves."""

    other: Chooser
    parts: Set[Pair]

    def __call__(self, query: Query) -> NDArray[np.float64]:
        """The probability of each candidate, the description itself last."""
        if query.span not in self.parts:
            return self.other(query)
        return np.append(np.zeros(len(query.candidates) - 1), 1.0)


def _alike(text: str, found: Sequence[Attribution], resolved: list[Resolved]) -> list[Resolved]:
    """Turns under one name have one speaker: the likeliest, a person rather than anything else."""
    heads = {turn.name for turn in turns(text)}
    best: dict[str, Resolved] = {}
    for item, who in zip(found, resolved, strict=True):
        if item.source and item.source in heads:
            name = text[slice(*item.source)]
            best[name] = max(
                best.get(name, who), who, key=lambda each: (each.kind == "person", each.probability)
            )
    return [
        best[text[slice(*item.source)]] if item.source and item.source in heads else who
        for item, who in zip(found, resolved, strict=True)
    ]


def _answering(text: str, clusters: Sequence[Cluster], known: Sequence[int]) -> Resolved | None:
    """Who gives the answers headed "A": the one person whom the article names before the first turn."""
    spoken = turns(text)
    if not any(text[slice(*turn.name)].lower() in ANSWERS for turn in spoken):
        return None
    before = spoken[0].name[0]
    people = [
        n
        for n in known
        if clusters[n].label == "PERSON" and any(mention.end <= before for mention in clusters[n].mentions)
    ]
    return (
        Resolved(clusters[people[0]].name, "person", people[0], "role", _ANSWERS)
        if len(people) == 1
        else None
    )


def _in_prose(cluster: Cluster, beside: Paratext) -> bool:
    return not all(beside.touches(mention.start, mention.end) for mention in cluster.mentions)


def _with_missed(
    text: str, clusters: tuple[Cluster, ...], found: list[Attribution], aliases: Mapping[str, str]
) -> tuple[Cluster, ...]:
    mentions = [
        NamedMention(mention.start, mention.end, mention.label)
        for members in clusters
        for mention in members.mentions
    ]
    sources = [item.source for item in found if item.source]
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    known = recover(text, mentions, sources)
    return clusters if known == mentions else tuple(merged(text, cluster(text, known), aliases))
