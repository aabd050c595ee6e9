"""Who and what is named: scores of word pieces to ``doc.ents`` and to entities with all their mentions.

The mentions may also come from another spaCy pipeline. Which of them are the same entity is decided in
``clusters``, and by a list of aliases in ``aliases``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from whosaid.articles import ENTITY_LABELS, Entity, Extent
from whosaid.reading import attributes
from whosaid.reading.aliases import merged
from whosaid.reading.clusters import cluster
from whosaid.reading.decoding import Tagged, tagged, voted, word_scores
from whosaid.reading.encoder import Encoded
from whosaid.reading.labels import ENTITY_TAGS
from whosaid.reading.lexicon import TITLES
from whosaid.reading.names import Cluster, NamedMention

_POSSESSIVE = re.compile(r"['’]s?$")
# Words that name nothing when they stand alone.
_NOTHING = frozenset(
    """a an this last next now day days week weeks month months year years hour hours minute minutes second seconds
    current future past early late the since end half million billion cent per around about first second""".split()
) | {"end of", "since the", "second half", "per cent"}
_COUNTED = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
_EDGE = " \u00a0\t\n,;:.!?\"“”‘’'()[]–—-"
_PART_OF_NAME = 0.7
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")  # "U.N." is nobody's initials when it stands alone
_INITIALS = re.compile(r"(?<![\w.])(?:(?:[A-Z]\. )+|(?:[A-Z]\.){2} )$")
_NOBODYS = frozenset({"U.S.", "U.N.", "U.K.", "E.U.", "D.C.", "L.A.", "N.Y.", "A.G."})
_ABBREVIATION = re.compile(r"(?:\b\w\.)+$|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|St|No|Bros)\.$")
# What other label sets (CoNLL, WikiNER, the Scandinavian ones) call the same. Their MISC is left out: it holds
# nationalities, events and works alike.
_OTHER_LABELS = {
    "PER": "PERSON",
    "PERS": "PERSON",
    "ORGANIZATION": "ORG",
    "ORGANISATION": "ORG",
    "LOCATION": "LOC",
    "GPE_LOC": "GPE",
    "GPE_ORG": "GPE",
    "FACILITY": "FAC",
    "EVT": "EVENT",
    "PROD": "PRODUCT",
}
_FIRST_WORD = re.compile(r"([\w\-]+)\.?\s+")
_PART = 100_000  # characters; a parser or recogniser needs about a gigabyte of memory for so many


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
    """Doc -> ``doc.ents``, ``doc._.entities`` (``Entity``, most mentions first).

    ``other`` is a pipeline whose entities are taken instead of those of the network. ``aliases`` (as names are
    compared -> name in full) join entities. Both are set by ``pipeline.load`` and are not kept on disk.
    """

    def __init__(self, *, ents: bool = True) -> None:
        attributes.register()
        self.ents = ents
        self.other: Language | None = None
        self.aliases: Mapping[str, str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of a doc."""
        text = doc._.encoded.text  # ``doc.text`` is put together anew at each access
        mentions = list(self._mentions(doc, text))
        clusters = merged(text, cluster(text, mentions), self.aliases)
        doc._.clusters = tuple(clusters)
        doc._.entities = tuple(sorted((entity(text, c) for c in clusters), key=lambda e: -len(e.mentions)))
        if self.other or self.ents:
            doc.ents = filter_spans([span for mention in mentions if (span := _span(doc, mention))])
        return doc

    def _mentions(self, doc: Doc, text: str) -> Iterator[NamedMention]:
        if self.other:
            return mentions_of(self.other, text)
        return named_mentions(doc._.encoded) if self.ents else carried(doc.ents, text)


def mentions_of(other: Language, text: str) -> Iterator[NamedMention]:
    """What another pipeline names in a text, with our labels and edges.

    Its words may be cut otherwise than ours, so only characters are carried over. A long text is read in parts,
    because the memory that a parser or recogniser needs grows with the text.
    """
    for start, end in parts(text, min(other.max_length, _PART)):
        yield from carried(other(text[start:end]).ents, text, start)


def parts(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """A text cut into parts of at most so many characters, at ends of lines, else between words."""
    start = 0
    while len(text) - start > longest:
        cuts = (text.rfind(mark, start, start + longest) for mark in "\n ")
        end = next((cut + 1 for cut in cuts if cut > start), start + longest)
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def carried(ents: Iterable[Span], text: str, offset: int = 0) -> Iterator[NamedMention]:
    """Entities of a doc that is the text from ``offset`` on, as mentions in the text; unknown labels left out."""
    for ent in ents:
        label = own_label(ent.label_)
        start, end = trimmed(text, offset + ent.start_char, offset + ent.end_char)
        if label == "PERSON":
            start = _after_titles(text, start, end)
        if label and text[start:end].strip():
            yield NamedMention(start, end, label)


def own_label(label: str) -> str:
    """What we call a label of another pipeline; empty where we have none for it."""
    label = label.upper().replace(" ", "_")
    return label if label in ENTITY_LABELS else _OTHER_LABELS.get(label, "")


def _after_titles(text: str, start: int, end: int) -> int:
    """Where the name in "President Mira Sandoval" begins."""
    while (word := _FIRST_WORD.match(text, start, end)) and word[1].lower() in TITLES:
        start = word.end()
    return start


def named_mentions(encoded: Encoded) -> Iterator[NamedMention]:
    """The named mentions of a text, in order, without possessive endings and stray punctuation."""
    scores, first = word_scores(encoded.entities, encoded.pieces.word)
    path = voted(scores, ENTITY_TAGS, _COUNTED)
    for span in tagged(path, ENTITY_TAGS, first, scores, len(encoded.pieces)):
        start = int(encoded.pieces.start[_first_piece(encoded, span)])
        end = int(encoded.pieces.end[span.last - 1])
        start, end = _whole_number(encoded.text, *trimmed(encoded.text, start, end))
        if span.label == "PERSON":
            start = _with_initials(encoded.text, start)
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


def _with_initials(text: str, start: int) -> int:
    """Where a person's name begins, with the initials before it: "R. Gil", "J.K."; "U.S." are nobody's."""
    found = _INITIALS.search(text, max(0, start - 10), start)
    return found.start() if found and found[0].strip() not in _NOBODYS else start


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
