"""Entity figures: exact spans and class, micro F1, in the four classes of CoNLL-2003."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from evaluation.attributions import Tally
from whosaid.articles import Entity

CONLL = {
    "PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC",
    "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC", "PRODUCT": "MISC",
}  # fmt: skip
COARSE = {
    "politician": "PER", "person": "PER", "per": "PER", "organisation": "ORG", "politicalparty": "ORG", "org": "ORG",
    "country": "LOC", "location": "LOC", "loc": "LOC", "event": "MISC", "election": "MISC", "misc": "MISC",
}  # fmt: skip
Gold = set[tuple[int, int, str]]


def documents(path: Path, word: int, tag: int, sentences: int = 25) -> Iterator[tuple[str, Gold]]:
    """Texts of ``sentences`` sentences each: tokens joined by spaces, sentences by line breaks."""
    lines: list[str] = []
    gold: Gold = set()
    count = length = 0
    for tokens in _sentences(path, word, tag):
        line, spans = _sentence(tokens)
        gold |= {(start + length, end + length, label) for start, end, label in spans}
        lines.append(line)
        length += len(line) + 1
        count += 1
        if count == sentences:
            yield "\n".join(lines), gold
            lines, gold, count, length = [], set(), 0, 0
    if lines:
        yield "\n".join(lines), gold


def _sentences(path: Path, word: int, tag: int) -> Iterator[list[tuple[str, str]]]:
    tokens: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if not line.strip():
                if tokens:
                    yield tokens
                tokens = []
            elif not line.startswith("#") and len(columns) > max(word, tag):
                tokens.append((columns[word], columns[tag]))
    if tokens:
        yield tokens


def _sentence(tokens: list[tuple[str, str]]) -> tuple[str, list[tuple[int, int, str]]]:
    text, spans, before = "", [], "O"
    for token, tag in tokens:
        text += " " if text else ""
        label = COARSE.get(tag[2:].lower()) if tag != "O" else None
        if label and tag.startswith("I") and before[2:] == tag[2:] and spans:
            spans[-1] = (spans[-1][0], len(text) + len(token), label)
        elif label:
            spans.append((len(text), len(text) + len(token), label))
        text += token
        before = tag
    return text, spans


def score(tally: Tally, gold: Gold, entities: tuple[Entity, ...], classes: set[str]) -> None:
    """Add one text; ``classes`` are those that the corpus marks."""
    predicted = {
        (mention.start, mention.end, CONLL[entity.label])
        for entity in entities
        if entity.label in CONLL
        for mention in entity.mentions
    }
    predicted = {item for item in predicted if item[2] in classes}
    gold = {item for item in gold if item[2] in classes}
    tally.add(len(predicted & gold), len(predicted), len(gold))
