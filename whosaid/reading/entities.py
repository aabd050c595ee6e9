"""Who and what is named: scores of word pieces to ``doc.ents`` and to entities with all their mentions.

Which mentions are the same entity is decided in ``clusters``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from whosaid.articles import Entity, Extent
from whosaid.reading import attributes
from whosaid.reading.clusters import cluster
from whosaid.reading.decoding import Tagged, tagged, voted, word_scores
from whosaid.reading.encoder import Encoded
from whosaid.reading.labels import ENTITY_TAGS
from whosaid.reading.names import Cluster, NamedMention

_POSSESSIVE = re.compile(r"['’]s?$")
# Words that name nothing when they stand alone.
_NOTHING = frozenset(
    """this last next now day days week weeks month months year years hour hours minute minutes second seconds
    current future past early late the since end half million billion cent per around about first second""".split()
) | {"end of", "since the", "second half", "per cent"}
_EDGE = " \u00a0\t\n,;:.!?\"“”‘’'()[]–—-"
_PART_OF_NAME = 0.7
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")  # "U.N." is nobody's initials when it stands alone
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
        start = int(encoded.pieces.start[_first_piece(encoded, span)])
        end = int(encoded.pieces.end[span.last - 1])
        start, end = _whole_number(encoded.text, *trimmed(encoded.text, start, end))
        if start < end and encoded.text[start:end].lower() not in _NOTHING:
            dotted = span.label == "PERSON" and _DOTTED.fullmatch(encoded.text, start, end)
            yield NamedMention(start, end, "ORG" if dotted else span.label)


def _first_piece(encoded: Encoded, span: Tagged) -> int:
    """Where a person's name begins: with the word before, if a piece of that word was taken for a name.

    Word pieces of a rare first name ("In" + "es") may look like a common word at the start of a sentence.
    """
    cut, first = encoded.pieces, span.first
    if span.label != "PERSON" or first == 0:
        return first
    before = first - 1
    while before > 0 and cut.word[before - 1] == cut.word[first - 1]:
        before -= 1
    gap = encoded.text[int(cut.end[first - 1]) : int(cut.start[first])]
    named = 1 - np.exp(encoded.entities[before:first, 0])
    capital = encoded.text[int(cut.start[before])].isupper()
    return before if gap in {" ", "\u00a0"} and capital and float(named.max()) > _PART_OF_NAME else first


def _whole_number(text: str, start: int, end: int) -> tuple[int, int]:
    """A mention that begins within a number ("000" of "9,000") begins with the number."""
    if start < end and text[start].isdigit():
        while start > 0 and (text[start - 1].isdigit() or text[start - 1] in ",.$£€"):
            start -= 1
    return start, end


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
