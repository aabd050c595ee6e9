"""The annotated corpora as windows of word pieces with what each of them teaches.

Every corpus teaches only the labels it has: an entity target is the set of fine
labels that the corpus's label may stand for (a bit mask), so that CoNLL's LOC
says "GPE, LOC or FAC" and its O says "none of the four classes".
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from evaluation.corpora import rows, valence
from training import gazetteer
from whosaid.reading.features import WINDOW, Pieces, pieces
from whosaid.reading.labels import DEGREES, ENTITY_TAGS, SENSES, TAGS

IGNORE = -100
_TAG = {name: index for index, name in enumerate(TAGS)}
_ENTITY = {name: index for index, name in enumerate(ENTITY_TAGS)}
ANY_ENTITY = (1 << len(ENTITY_TAGS)) - 1
_INNER = sum(1 << index for index, name in enumerate(ENTITY_TAGS) if name.startswith("I-"))
_UNMARKED = ("DATE", "TIME", "MONEY", "PERCENT")  # what a four-class corpus leaves out


@dataclass
class Feeling:
    """A span's sentiment: pieces to pool, the head that learns it, a distribution over degrees or a set of them."""

    head: str
    pooled: np.ndarray
    target: np.ndarray  # (5,): weights that add up to 1, or a 0/1 mask of admissible degrees
    exact: bool
    focus: np.ndarray | None = None  # the pieces of the target, for the head "target"


@dataclass
class Mention:
    """The pieces of words that name figure ``who`` of a text."""

    pieces: np.ndarray
    who: int


@dataclass
class Link:
    """The pieces of words that stand for somebody: one of the figures named in the text, or ``NOBODY`` of them."""

    pieces: np.ndarray
    who: int


NOBODY = -1


@dataclass
class Window:
    """Input and targets of at most WINDOW pieces; arrays are (n,), ``surface`` (n, 3)."""

    ids: np.ndarray
    surface: np.ndarray
    tags: np.ndarray
    entities: np.ndarray
    cues: np.ndarray
    sources: np.ndarray
    senses: np.ndarray
    feelings: list[Feeling] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass
class Annotated:
    """A whole text with its targets; cut into windows anew in each epoch."""

    pieces: Pieces
    tags: np.ndarray
    entities: np.ndarray
    cue_of: np.ndarray  # index of the first piece of the cue, -1: none, IGNORE: not to be learnt
    source_of: np.ndarray
    senses: np.ndarray
    feelings: list[Feeling] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def window(self, start: int, end: int) -> Window:
        cut = slice(start, end)
        return Window(
            self.pieces.ids[cut],
            self.pieces.surface[cut],
            self.tags[cut],
            self.entities[cut],
            _shift(self.cue_of[cut], start, end),
            _shift(self.source_of[cut], start, end),
            self.senses[cut],
            [_moved(feeling, start) for feeling in self.feelings if _within(feeling.pooled, start, end)],
            [Mention(m.pieces - start, m.who) for m in self.mentions if _within(m.pieces, start, end)],
            [Link(m.pieces - start, m.who) for m in self.links if _within(m.pieces, start, end)],
        )


def _shift(heads: np.ndarray, start: int, end: int) -> np.ndarray:
    """Article positions to window positions: 0 is [CLS] and stands for none; outside the window is ignored."""
    moved = np.where(heads == -1, 0, heads - start + 1)
    outside = (heads >= 0) & ((heads < start) | (heads >= end))
    return np.where(outside | (heads == IGNORE), IGNORE, moved)


def _within(pooled: np.ndarray, start: int, end: int) -> bool:
    return bool(pooled.min() >= start and pooled.max() < end)


def _moved(feeling: Feeling, start: int) -> Feeling:
    focus = None if feeling.focus is None else feeling.focus - start
    return Feeling(feeling.head, feeling.pooled - start, feeling.target, feeling.exact, focus)


def covered(cut: Pieces, start: int, end: int) -> np.ndarray:
    """The pieces that share a character with [start, end)."""
    first = int(np.searchsorted(cut.end, start, side="right"))
    last = int(np.searchsorted(cut.start, end, side="left"))
    return np.arange(first, last)


def blank(cut: Pieces) -> Annotated:
    """A text that teaches nothing yet."""
    n = len(cut)
    ignore = np.full(n, IGNORE)
    return Annotated(cut, ignore.copy(), np.full(n, ANY_ENTITY), ignore.copy(), ignore.copy(), ignore.copy())


# --- PolNeAR ---------------------------------------------------------------------------------------------------


def polnear(data: Path, tokenizer: Tokenizer) -> list[list[Annotated]]:
    """Each training article in its spellings: as it is, and with straight quotation marks."""
    senses = _senses(data)
    labelled: dict[str, list[dict[str, Any]]] = {}
    for row in rows(data / "quote_sentiment/train.jsonl.gz"):
        labelled.setdefault(row["id"], []).append(row)
    articles = []
    for row in rows(data / "polnear/train.jsonl.gz"):
        texts = [row["text"], row["text"].translate(str.maketrans("“”‘’", "\"\"''"))]
        articles.append(
            [_polnear(text, row, senses, labelled.get(row["id"], []), tokenizer) for text in texts]
        )
    return articles


def _senses(data: Path) -> dict[str, int]:
    lines = (data / "cues/cues.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {cue: SENSES.index(sense) for cue, _, sense, *_ in (line.split("\t") for line in lines)}


def _polnear(
    text: str,
    row: dict[str, Any],
    senses: dict[str, int],
    labelled: list[dict[str, Any]],
    tokenizer: Tokenizer,
) -> Annotated:
    article = blank(pieces(text, tokenizer))
    cut = article.pieces
    article.tags[:] = _TAG["O"]
    for attribution in row["attributions"]:
        cue = _first(cut, attribution["cue"])
        source = _first(cut, attribution["source"])
        for role in ("content", "source", "cue"):
            for start, end in attribution[role]:
                span = covered(cut, start, end)
                _begin_inside(article.tags, span, role.upper())
                if role == "content":
                    article.cue_of[span] = cue
                if role != "source":
                    article.source_of[span] = source
                if role == "cue":
                    article.senses[span] = senses.get(text[start:end].lower(), IGNORE)
    _silver(article, text, row["silver_entities"])
    for item in labelled:
        span = np.concatenate([covered(cut, start, end) for start, end in item["content"]])
        if len(span):
            article.feelings.append(Feeling("quote", span, _degree(item["labels"][0]), True))
    return article


def _first(cut: Pieces, spans: Sequence[Sequence[int]]) -> int:
    if not spans:
        return -1
    span = covered(cut, *min(spans))
    return int(span[0]) if len(span) else -1


def _begin_inside(tags: np.ndarray, span: np.ndarray, role: str) -> None:
    if len(span):
        tags[span] = _TAG[f"I-{role}"]
        tags[span[0]] = _TAG[f"B-{role}"]


_SILVER = {"PERSON": "PER", "LOCATION": "LOC", "ORGANIZATION": "ORG", "MISC": "MISC", "DATE": "DATE", "TIME": "TIME",
           "MONEY": "MONEY", "PERCENT": "PERCENT", "DURATION": "DURATION"}  # fmt: skip


def _silver(article: Annotated, text: str, entities: list[list[Any]] | None) -> None:
    if entities is None:
        return
    article.entities[:] = 1 << _ENTITY["O"]
    for start, end, label in entities:
        if label in _SILVER:
            span = covered(article.pieces, start, end)
            mark_entity(article.entities, span, gazetteer.fine_labels(_SILVER[label], text[start:end]))


def mark_entity(masks: np.ndarray, span: np.ndarray, labels: Iterable[str]) -> None:
    """Set the admissible tags of one entity's pieces; "O" in ``labels`` admits that it is none."""
    if not len(span):
        return
    names = set(labels)
    none = (1 << _ENTITY["O"]) if "O" in names else 0
    names.discard("O")
    masks[span] = none | sum(1 << _ENTITY[f"I-{name}"] for name in names)
    masks[span[0]] = none | sum(1 << _ENTITY[f"B-{name}"] for name in names)


def close(masks: np.ndarray, after: int) -> None:
    """Nothing goes on from an entity that has ended: the piece ``after`` it begins another, or is none."""
    if after < len(masks) and masks[after] != ANY_ENTITY and masks[after] & ~_INNER:
        masks[after] &= ~_INNER


# --- Entities --------------------------------------------------------------------------------------------------

_COARSE = {
    "person": "PER", "politician": "PER", "per": "PER", "organisation": "ORG", "politicalparty": "ORG", "org": "ORG",
    "location": "LOC", "loc": "LOC", "country": "GPE", "event": "EVENT", "election": "EVENT", "misc": "MISC",
}  # fmt: skip
Sentence = list[tuple[str, str]]
# How a part of the windows is written: in capitals, As Headlines Are, without any capitals.
_SPELLINGS = (
    (0.06, str.upper),
    (0.11, lambda text: re.sub(r"(?<!\S)\w", lambda first: first[0].upper(), text)),
    (0.16, str.lower),
)


def entity_sentences(path: Path, word: int, tag: int) -> list[Sentence]:
    """Sentences of (token, IOB tag) out of a column file; ``word`` and ``tag`` are column numbers."""
    sentences: list[Sentence] = [[]]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if line.startswith("#") or len(columns) <= max(word, tag):
                if not line.strip():
                    sentences.append([])
                continue
            sentences[-1].append((columns[word], columns[tag]))
    return [sentence for sentence in sentences if sentence]


def entity_windows(sentences: list[Sentence], tokenizer: Tokenizer, rng: random.Random) -> Iterator[Window]:
    """Windows of whole sentences; half of them written as people write, a few in capitals."""
    group: list[Sentence] = []
    length, limit = 0, rng.randint(60, 200)
    for sentence in sentences:
        group.append(sentence)
        length += len(sentence)
        if length >= limit:
            yield _entity_window(group, tokenizer, rng)
            group, length, limit = [], 0, rng.randint(60, 200)
    if group:
        yield _entity_window(group, tokenizer, rng)


def _entity_window(group: list[Sentence], tokenizer: Tokenizer, rng: random.Random) -> Window:
    text, entities = _joined(group, natural=rng.random() < 0.5)
    draw = rng.random()
    shown = next((change(text) for below, change in _SPELLINGS if draw < below), text)
    if len(shown) != len(text):
        shown = text
    item = blank(pieces(shown, tokenizer))
    outside = ["O", *(f"{prefix}-{label}" for label in _UNMARKED for prefix in "BI")]
    item.entities[:] = sum(1 << _ENTITY[name] for name in outside)
    for start, end, label in entities:
        span = covered(item.pieces, start, end)
        mark_entity(item.entities, span, gazetteer.fine_labels(label, text[start:end]))
        if len(span):
            close(item.entities, int(span[-1]) + 1)
    return item.window(0, min(len(item.pieces), WINDOW))


def _joined(group: list[Sentence], *, natural: bool) -> tuple[str, list[tuple[int, int, str]]]:
    """Text and entities (start, end, coarse label); ``natural``: no space before a comma."""
    text = ""
    entities: list[tuple[int, int, str]] = []
    for sentence in group:
        text += "\n" if text else ""
        first = True
        for token, tag in sentence:
            glued = natural and (
                token in ".,;:!?)%" or token in {"'s", "n't", "'"} or text.endswith(("(", "$"))
            )
            text += "" if first or glued else " "
            start, first = len(text), False
            text += token
            label = _COARSE.get(tag[2:].lower())
            if label and tag.startswith("I") and entities and entities[-1][2] == label:
                entities[-1] = (entities[-1][0], len(text), label)
            elif label:
                entities.append((start, len(text), label))
    return text, entities


# --- Sentiment -------------------------------------------------------------------------------------------------


def _degree(value: float) -> np.ndarray:
    """A distribution over the degrees whose mean is ``value`` (-2 to 2): its two neighbours share it."""
    value = min(max(value, DEGREES[0]), DEGREES[-1])
    target = np.zeros(len(DEGREES), dtype=np.float32)
    low = min(int(np.floor(value)), DEGREES[-1] - 1)
    target[low + 2] = 1 - (value - low)
    target[low + 3] = value - low
    return target


def sentence_window(text: str, head: str, target: np.ndarray, tokenizer: Tokenizer) -> Window | None:
    """A sentence alone, with its sentiment."""
    item = blank(pieces(text, tokenizer))
    n = min(len(item.pieces), 100)
    if n == 0:
        return None
    item.feelings.append(Feeling(head, np.arange(n), target, True))
    return item.window(0, n)


def sentences(data: Path, tokenizer: Tokenizer, fold: int = 0) -> dict[str, list[Window]]:
    """The sentence corpora: NYT without the documents kept out (``fold``), other genres, quotes alone."""
    corpora: dict[str, list[Window]] = {}
    genres = {
        "nyt": "nytEditorialSnippets",
        "tweets": "tweets",
        "amazon": "amazonReviewSnippets",
        "movies": "movieReviewSnippets",
    }
    for name, file in genres.items():
        rated = valence(data, file, held=False if name == "nyt" else None, fold=fold)
        windows = [
            sentence_window(text, "sentence", _degree(rating * 0.8), tokenizer) for text, rating in rated
        ]
        corpora[name] = [window for window in windows if window]
    quotes = rows(data / "quote_sentiment/train.jsonl.gz")
    alone = [sentence_window(row["text"], "quote", _degree(row["labels"][0]), tokenizer) for row in quotes]
    corpora["quotes"] = [window for window in alone if window]
    corpora["targets"] = [
        window for row in rows(data / "newsmtsc/train.jsonl.gz") for window in _targets(row, tokenizer)
    ]
    return corpora


_POLARITIES = {2.0: [1, 1, 0, 0, 0], 4.0: [0, 0, 1, 0, 0], 6.0: [0, 0, 0, 1, 1]}


def _targets(row: dict[str, Any], tokenizer: Tokenizer) -> Iterator[Window]:
    text = row["sentence_normalized"]
    item = blank(pieces(text, tokenizer))
    n = min(len(item.pieces), 120)
    for target in row["targets"]:
        focus = covered(item.pieces, target["from"], target["to"])
        if len(focus) and focus[-1] < n:
            allowed = np.array(_POLARITIES[float(target["polarity"])], dtype=np.float32)
            item.feelings.append(Feeling("target", np.arange(n), allowed, False, focus))
    if item.feelings:
        yield item.window(0, n)
