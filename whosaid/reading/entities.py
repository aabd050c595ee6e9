"""Who and what is named: scores of word pieces to ``doc.ents`` and to entities with all their mentions.

Which mentions are the same entity is decided in ``clusters``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from whosaid.articles import Entity, Extent
from whosaid.reading import attributes
from whosaid.reading.clusters import cluster
from whosaid.reading.decoding import tagged, voted, word_scores
from whosaid.reading.encoder import Encoded
from whosaid.reading.labels import ENTITY_TAGS
from whosaid.reading.names import Cluster, NamedMention

_POSSESSIVE = re.compile(r"['’]s?$")
_EDGE = " \u00a0\t\n,;:.!?\"“”‘’'()[]–—-"
_ABBREVIATION = re.compile(r"(?:\b\w\.)+$|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|St|No|Bros)\.$")


@Language.factory(
    "whosaid_entities",
    requires=["doc._.encoded"],
    assigns=["doc.ents", "doc._.entities", "doc._.clusters"],
    default_config={"ents": True},
)
def make_entities(nlp: Language, name: str, ents: bool) -> EntityReader:
    """The pipe; with ``ents`` false ``doc.ents`` of an earlier pipe is kept and clustered instead."""
    return EntityReader(ents=ents)


class EntityReader:
    """Doc -> ``doc.ents``, ``doc._.entities`` (``Entity``, most mentions first)."""

    def __init__(self, *, ents: bool = True) -> None:
        attributes.register()
        self.ents = ents

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of a doc."""
        if self.ents:
            mentions = list(named_mentions(doc._.encoded))
        else:
            mentions = [NamedMention(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        clusters = cluster(doc.text, mentions)
        doc._.clusters = tuple(clusters)
        doc._.entities = tuple(
            sorted((entity(doc.text, c) for c in clusters), key=lambda e: -len(e.mentions))
        )
        if self.ents:
            doc.ents = filter_spans([span for mention in mentions if (span := _span(doc, mention))])
        return doc


def named_mentions(encoded: Encoded) -> Iterator[NamedMention]:
    """The named mentions of a text, in order, without possessive endings and stray punctuation."""
    scores, first = word_scores(encoded.entities, encoded.pieces.word)
    path = voted(scores, ENTITY_TAGS)
    for span in tagged(path, ENTITY_TAGS, first, scores, len(encoded.pieces)):
        start = int(encoded.pieces.start[span.first])
        end = int(encoded.pieces.end[span.last - 1])
        start, end = trimmed(encoded.text, start, end)
        if start < end:
            yield NamedMention(start, end, span.label)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A mention without punctuation at its edges; the full stop of an abbreviation stays."""
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end:
        possessive = _POSSESSIVE.search(text, start, end)
        if possessive and possessive.start() > start:
            end = possessive.start()
        elif text[end - 1] in _EDGE and not _ABBREVIATION.search(text, start, end):
            end -= 1
        else:
            break
    return start, end


def entity(text: str, members: Cluster) -> Entity:
    """A cluster as it crosses the border."""
    mentions = tuple(Extent(m.start, m.end, text[m.start : m.end]) for m in members.mentions)
    return Entity(members.id, members.name, members.label, mentions)


def _span(doc: Doc, mention: NamedMention) -> Span | None:
    return doc.char_span(mention.start, mention.end, label=mention.label, alignment_mode="expand")
