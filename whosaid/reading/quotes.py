"""Attributions: which words are attributed, by which cue, to which source; and of what kind they are.

Spans come from the tags; ``joining`` says which of them belong together. Who a
source is stands in ``speakers``.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from whosaid.articles import QuoteKind, Sense
from whosaid.reading import attributes
from whosaid.reading.decoding import Tagged, tagged, viterbi, word_scores
from whosaid.reading.encoder import Encoded
from whosaid.reading.joining import grouped, sources_of
from whosaid.reading.labels import SENSES, TAGS
from whosaid.reading.lexicon import TITLES
from whosaid.reading.marks import INSIDE, Quoted, touching
from whosaid.reading.transcripts import Turn, turns

TOKEN = re.compile(r"\w+")
_BETWEEN = re.compile(r"[\s,.;:!?…\"“”‘’'–—-]*")
_SPEECH = {"speech", "other"}
_BEFORE_NAME = TITLES | {"the", "a", "an", "mr", "mrs", "ms"}
_NAMES = {"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"}
_TURN_SURE = 0.95  # a layout is seldom mistaken
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as character offsets.

    ``odds`` are the log-odds that the network gives its words and its source, ``sure`` the calibrated
    probability that both are right.
    """

    content: tuple[Pair, ...]
    cue: Pair | None
    source: Pair | None
    kind: QuoteKind
    sense: Sense
    odds: tuple[float, float]
    sure: float


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
    return QuoteReader(Decoding(begin, outside, cover), calibration=calibration)


class QuoteReader:
    """Doc -> ``doc._.attributions`` and the span groups "quotes", "cues" and "sources"."""

    def __init__(
        self, decoding: Decoding | None = None, *, calibration: Sequence[float] = (0.0, 1.0, 1.0)
    ) -> None:
        attributes.register()
        self.decoding = decoding or Decoding()
        self.calibration = tuple(calibration)

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributions of a doc."""
        found = attributions(doc._.encoded, self.decoding, calibration=self.calibration)
        names = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in _NAMES]
        text = doc._.encoded.text  # ``doc.text`` is put together anew at each access
        found = [replace(item, source=whole_name(text, item.source, names)) for item in found]
        doc._.attributions = tuple(found)
        doc.spans["quotes"] = [_span(doc, pair, item.kind) for item in found for pair in item.content]
        doc.spans["cues"] = [_span(doc, item.cue, item.sense) for item in found if item.cue]
        doc.spans["sources"] = [_span(doc, item.source, "source") for item in found if item.source]
        return doc


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
) -> list[Found]:
    """All attributions of a text, in order of their first content."""
    scores, first = word_scores(encoded.tags, encoded.pieces.word)
    decoding = decoding or Decoding()
    biased = scores + np.array([decoding.outside] + [0.0] * (len(TAGS) - 1), dtype=np.float32)
    path = viterbi(biased, TAGS, begin=decoding.begin, label="CONTENT")
    spans = tagged(path, TAGS, first, scores, len(encoded.pieces))
    roles = {role: [span for span in spans if span.label == role] for role in ("SOURCE", "CUE", "CONTENT")}
    found = []
    groups = grouped(encoded, roles["CONTENT"], roles["CUE"], decoding.cover)
    sources = sources_of(encoded, groups, roles["SOURCE"], decoding.cover)
    for (contents, cue, linked), (source, sure) in zip(groups, sources, strict=True):
        words = float(np.mean([span.probability for span in contents])) * max(linked, 0.05)
        odds = (_log_odds(words), _log_odds(sure))
        item = _found(encoded, contents, cue, source, odds, calibration)
        if item is not None:
            found.append(item)
    return sorted(_with_turns(encoded.text, found), key=lambda item: item.content[0])


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
    """Whether an attribution is (part of) a turn as a whole, not something reported within it."""
    start, end = item.content[0][0], item.content[-1][1]
    index = bisect_right(starts, start + 1) - 1
    if index < 0 or start >= spoken[index].words[1]:
        return False
    turn = spoken[index]
    own = item.source is None or item.source == turn.name or item.source[0] < turn.words[0]
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
    if cue is None and source is None and kind == "indirect":
        return None  # neither a cue nor a source nor a mark: nothing says that it is anybody's words
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
    return _trimmed(encoded.text, *_bounds(encoded, span)) if span else None


def _trimmed(text: str, start: int, end: int) -> Pair:
    while start < end and text[start] in " \u00a0\t\n,;:":
        start += 1
    while start < end and text[end - 1] in " \u00a0\t\n,;:":
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


def kind_of(text: str, pairs: Sequence[Pair], quoted: Sequence[Quoted]) -> QuoteKind:
    """Direct: over nine tenths of the words stand between marks; mixed: at least two words do."""
    total = inside = 0
    for start, end in pairs:
        near = [stretch for stretch in touching(quoted, start, end) if stretch.level == INSIDE]
        for token in TOKEN.finditer(text, start, end):
            total += 1
            inside += any(s.start < token.start() and token.end() <= s.end for s in near)
    if total and inside > 0.9 * total:
        return "direct"
    return "mixed" if inside >= 2 else "indirect"


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
