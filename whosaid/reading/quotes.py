"""Attributions: which words are attributed, by which cue, to which source; and of what kind they are.

Spans come from the tags; ``joining`` says which of them belong together. Who a
source is stands in ``speakers``.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from whosaid.articles import Sense
from whosaid.reading import attributes
from whosaid.reading.attribution import TOKEN, Found, Pair, kind_of
from whosaid.reading.decoding import Floats, Tagged, tagged, viterbi, word_scores
from whosaid.reading.encoder import Encoded, log_softmax
from whosaid.reading.features import WINDOW, Ints
from whosaid.reading.joining import grouped, sources_of
from whosaid.reading.labels import SENSES, TAGS
from whosaid.reading.lexicon import TITLES
from whosaid.reading.marks import touching
from whosaid.reading.nested import nested
from whosaid.reading.paratext import Paratext, paratext
from whosaid.reading.transcripts import Turn, turns

_BETWEEN = re.compile(r"[\s,.;:!?…\"“”‘’'–—-]*")
_SPEECH = {"speech", "other"}
_BEFORE_NAME = TITLES | {"the", "a", "an", "mr", "mrs", "ms"}
_ARTICLES = frozenset({"a", "an", "the"})
_NAMES = {"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"}
_LEAST_IN_HEADLINE = 3  # words
_LEAST_APART = 3  # words, for what stands in another paragraph than its cue
_SCARE = frozenset({"so-called", "so called"})  # marks behind it keep a distance; they quote nobody
_NEVER = -1e4  # as a log-probability
_FAINT = -30.0  # the least that a pointer holds
_TURN_SURE = 0.95  # a layout is seldom mistaken
__all__ = ["Decoding", "Found", "QuoteReader", "attributions", "make_quotes", "whole_name"]

_EDGE = " \u00a0\t\n,;:"


@dataclass(frozen=True, slots=True)
class Decoding:
    """What is added to log-probabilities: for beginning a content, standing outside, leaving no cue or source alone."""

    begin: float = 0.0
    outside: float = 0.0
    cover: float = 0.0


@Language.factory(
    "whosaid_quotes",
    requires=["doc._.encoded", "doc.ents"],
    assigns=["doc._.attributions", "doc.spans"],
    default_config={"begin": 0.0, "outside": 0.0, "cover": 0.0, "calibration": [0.0, 1.0, 1.0]},
)
def make_quotes(
    nlp: Language, name: str, begin: float, outside: float, cover: float, calibration: list[float]
) -> QuoteReader:
    """The pipe.

    ``begin`` (log-probability) is added for each content that begins: below 0 joins fragments.
    ``outside`` is added for each word that belongs to no span: below 0 more is found, and less precisely.
    ``cover`` is how much less likely a link may be if it gives a cue or source to somebody that has none.
    ``calibration`` is an intercept and a weight for each of ``Found.odds``.
    """

    def encode(text: str) -> Encoded:
        return nlp.get_pipe("whosaid_encoder").encode(text)  # type: ignore[attr-defined, no-any-return]

    return QuoteReader(Decoding(begin, outside, cover), calibration=calibration, encode=encode)


class QuoteReader:
    """Doc -> ``doc._.attributions`` and the span groups "quotes", "cues" and "sources"."""

    def __init__(
        self,
        decoding: Decoding | None = None,
        *,
        calibration: Sequence[float] = (0.0, 1.0, 1.0),
        encode: Callable[[str], Encoded] | None = None,
    ) -> None:
        """With ``encode``, words that report what somebody else said are read once more."""
        attributes.register()
        self.decoding = decoding or Decoding()
        self.calibration = tuple(calibration)
        self.encode = encode

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributions of a doc."""
        text = doc._.encoded.text  # ``doc.text`` is put together anew at each access
        found = self._read(doc._.encoded, paratext(text))
        encode = self.encode
        if encode:
            inner = nested(text, found, lambda words: self._read(encode(words)))
            found = sorted([*found, *inner], key=lambda item: item.content[0])
        names = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in _NAMES]
        found = [replace(item, source=whole_name(text, item.source, names)) for item in found]
        # What has no cue may be a turn of an interview, and "A" its answer.
        found = [item for item in found if not (item.cue and _is_article(text, item.source))]
        doc._.attributions = tuple(found)
        doc.spans["quotes"] = [_span(doc, pair, item.kind) for item in found for pair in item.content]
        doc.spans["cues"] = [_span(doc, item.cue, item.sense) for item in found if item.cue]
        doc.spans["sources"] = [_span(doc, item.source, "source") for item in found if item.source]
        return doc

    def _read(self, encoded: Encoded, beside: Paratext | None = None) -> list[Found]:
        return attributions(encoded, self.decoding, calibration=self.calibration, beside=beside)


def _is_article(text: str, source: Pair | None) -> bool:
    """Whether nothing of a source was found but its "the": where words are lost, so is who said what."""
    return source is not None and text[slice(*source)].lower() in _ARTICLES


def whole_name(text: str, source: Pair | None, names: Sequence[Pair]) -> Pair | None:
    """A source that ends within a name, or right before one ("the", "Mr"), goes on to the end of the name."""
    if source is None:
        return None
    start, end = source
    index = bisect_right(names, (end + 1, len(text))) - 1
    if index < 0:
        return source
    name_start, name_end = names[index]
    cut = name_start < end < name_end
    bare = name_start == end + 1 and text[start:end].lower().strip(".") in _BEFORE_NAME
    return (start, name_end) if cut or bare else source


def attributions(
    encoded: Encoded,
    decoding: Decoding | None = None,
    *,
    calibration: Sequence[float] = (0.0, 1.0, 1.0),
    beside: Paratext | None = None,
) -> list[Found]:
    """All attributions of a text, in order of their first content; ``beside``: what of it is no prose."""
    scores, first = word_scores(encoded.tags, encoded.pieces.word)
    decoding = decoding or Decoding()
    biased = scores + np.array([decoding.outside] + [0.0] * (len(TAGS) - 1), dtype=np.float32)
    if beside:
        _keep_apart(biased, encoded.pieces.start[first], beside)
        _point_elsewhere(encoded, beside)
    path = viterbi(biased, TAGS, begin=decoding.begin, label="CONTENT")
    spans = tagged(path, TAGS, first, scores, len(encoded.pieces))
    roles = {role: [span for span in spans if span.label == role] for role in ("SOURCE", "CUE", "CONTENT")}
    found = []
    groups = grouped(encoded, roles["CONTENT"], roles["CUE"], decoding.cover)
    sources = sources_of(encoded, groups, roles["SOURCE"], decoding.cover)
    for (contents, cue, linked), (source, sure) in zip(groups, sources, strict=True):
        words = float(np.mean([span.probability for span in contents])) * max(linked, 0.05)
        odds = (_log_odds(words), _log_odds(sure))
        contents = _without_strays(encoded, contents, cue)
        if beside:
            contents, source = _of_one_part(encoded, contents, cue, source, beside)
        item = _found(encoded, contents, cue, source, odds, calibration)
        if item is not None:
            found.append(item)
    return sorted(_with_turns(encoded.text, found), key=lambda item: item.content[0])


def _keep_apart(scores: Floats, starts: Ints, beside: Paratext) -> None:
    """Make words that are no prose stand outside, and the word after a headline begin anew; changes ``scores``."""
    for start, end in beside.apart:
        first, last = np.searchsorted(starts, (start, end))
        scores[first:last, 1:] = _NEVER
    anew = np.searchsorted(starts, beside.borders)
    scores[anew[anew < len(starts)], 2::2] = _NEVER


def _point_elsewhere(encoded: Encoded, beside: Paratext) -> None:
    """Let nothing point to words that are no prose, but to what is next likely; changes ``encoded``."""
    for start, end in beside.apart:
        pieces = encoded.covered(start, end)
        near = slice(max(0, pieces.start - WINDOW), pieces.stop + WINDOW)
        for pointers in (encoded.cues, encoded.sources):
            for origin in np.unique(encoded.origin[near]):
                rows = near.start + np.flatnonzero(encoded.origin[near] == origin)
                columns = slice(max(1, pieces.start - origin + 1), max(1, pieces.stop - origin + 1))
                scores = pointers[rows].astype(np.float32)
                scores[:, columns] = _NEVER
                pointers[rows] = np.maximum(log_softmax(scores), _FAINT)


def _of_one_part(
    encoded: Encoded, contents: list[Tagged], cue: Tagged | None, source: Tagged | None, beside: Paratext
) -> tuple[list[Tagged], Tagged | None]:
    """The contents on the cue's side of a headline's end; the source, unless it is no prose or on the other side."""
    part = beside.part(_bounds(encoded, cue or contents[0])[0])
    bounds = [_bounds(encoded, content) for content in contents]
    kept = [
        content
        for content, (start, end) in zip(contents, bounds, strict=True)
        if beside.part(start) == part and not _clipped(encoded.text, start, end, beside)
    ]
    if source:
        start, end = _bounds(encoded, source)
        if beside.touches(start, end) or beside.part(start) != part:
            source = None
    return kept, source


def _without_strays(encoded: Encoded, contents: list[Tagged], cue: Tagged | None) -> list[Tagged]:
    """The contents but for a word or two, outside all marks, in another paragraph than their cue."""
    if cue is None or len(contents) < 2:
        return contents
    at = _bounds(encoded, cue)[0]
    kept = []
    for content in contents:
        start, end = _bounds(encoded, content)
        apart = "\n" in encoded.text[min(end, at) : max(start, at)]
        marked = bool(touching(encoded.quoted, start, end))
        if not apart or marked or len(TOKEN.findall(encoded.text, start, end)) >= _LEAST_APART:
            kept.append(content)
    return kept or contents


def _clipped(text: str, start: int, end: int, beside: Paratext) -> bool:
    """Whether words end a headline that has no room to tell what was said: "MINISTER SAYS NO"."""
    return beside.heads(end) and len(TOKEN.findall(text, start, end)) < _LEAST_IN_HEADLINE


def _with_turns(text: str, found: list[Found]) -> list[Found]:
    """Turns of a transcript take the place of what the network made of the same words."""
    spoken = turns(text)
    if not spoken:
        return found
    starts = [turn.words[0] for turn in spoken]
    kept = [item for item in found if not _is_turn(item, spoken, starts)]
    return kept + [
        Found((turn.words,), None, turn.name, "direct", "speech", (3.0, 3.0), _TURN_SURE) for turn in spoken
    ]


def _is_turn(item: Found, spoken: list[Turn], starts: list[int]) -> bool:
    """Whether an attribution is (part of) a turn as a whole or goes over several, not something told within one."""
    start, end = item.content[0][0], item.content[-1][1]
    index = bisect_right(starts, start + 1) - 1
    if any(start <= turn.name[0] < end for turn in spoken[index + 1 : index + 2]):
        return True
    if index < 0 or start >= spoken[index].words[1]:
        return False
    turn = spoken[index]
    own = item.source is None or not turn.words[0] <= item.source[0] < turn.words[1]
    return own or 2 * (min(end, turn.words[1]) - start) > turn.words[1] - turn.words[0]


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 1e-3), 1 - 1e-3)
    return math.log(bounded / (1 - bounded))


def _found(
    encoded: Encoded,
    contents: list[Tagged],
    cue: Tagged | None,
    source: Tagged | None,
    odds: tuple[float, float],
    calibration: Sequence[float],
) -> Found | None:
    pairs = _content(encoded, contents)
    if not pairs:
        return None
    kind = kind_of(encoded.text, pairs, encoded.quoted)
    if cue is None and source is None and kind != "direct":
        return None  # neither a cue nor a source, and not all of it in marks: nothing says that it is anybody's words
    words = _pair(encoded, cue)
    if words and source is None and encoded.text[slice(*words)].lower() in _SCARE:
        return None
    logit = calibration[0] + sum(weight * odd for weight, odd in zip(calibration[1:], odds, strict=True))
    sure = 1 / (1 + math.exp(-logit))
    return Found(pairs, _pair(encoded, cue), _pair(encoded, source), kind, _sense(encoded, cue), odds, sure)


def _content(encoded: Encoded, contents: Sequence[Tagged]) -> tuple[Pair, ...]:
    """Content pieces as characters: marks at the edges completed, pieces with only marks between them joined."""
    text = encoded.text
    pairs: list[Pair] = []
    for span in sorted(contents, key=lambda span: span.first):
        start, end = _with_marks(encoded, *_trimmed(text, *_bounds(encoded, span)))
        if pairs and _BETWEEN.fullmatch(text, pairs[-1][1], start) and "\n" not in text[pairs[-1][1] : start]:
            pairs[-1] = (pairs[-1][0], end)
        elif start < end:
            pairs.append((start, end))
    return tuple(pair for pair in pairs if TOKEN.search(text, *pair))


def _bounds(encoded: Encoded, span: Tagged) -> Pair:
    return int(encoded.pieces.start[span.first]), int(encoded.pieces.end[span.last - 1])


def _pair(encoded: Encoded, span: Tagged | None) -> Pair | None:
    """A cue or source as characters, of one line; None where there is no word in it."""
    if span is None:
        return None
    start, end = _trimmed(encoded.text, *_bounds(encoded, span))
    start = max(start, encoded.text.rfind("\n", start, end) + 1)  # above it stands another paragraph
    start, end = _trimmed(encoded.text, start, end, _EDGE + "–—")
    return (start, end) if TOKEN.search(encoded.text, start, end) else None


def _trimmed(text: str, start: int, end: int, edge: str = _EDGE) -> Pair:
    while start < end and text[start] in edge:
        start += 1
    while start < end and text[end - 1] in edge:
        end -= 1
    return start, end


def _with_marks(encoded: Encoded, start: int, end: int) -> Pair:
    """Take in an opening or closing mark that touches the words, where its pair is among them."""
    for stretch in touching(encoded.quoted, start, end + 1):
        if stretch.start == start - 1 and start < stretch.end <= end + 2:
            start = stretch.start
        if stretch.closed and end < stretch.end <= end + 2 and stretch.start >= start:
            end = stretch.end
    return start, end


def _sense(encoded: Encoded, cue: Tagged | None) -> Sense:
    """Speech or belief; perceptions ("saw", "feels") count as belief, for nothing was said."""
    if cue is None:
        return "speech"
    best = SENSES[int(encoded.senses[cue.first : cue.last].mean(axis=0).argmax())]
    return "speech" if best in _SPEECH else "belief"


def _span(doc: Doc, pair: Pair, label: str) -> Span:
    span = doc.char_span(*pair, label=label, alignment_mode="expand")
    if span is None:
        raise ValueError(f"characters {pair} lie outside the text")
    return span
