"""GUM as texts with named entities and coreference (train part; the genres whose texts are non-commercial are left out).

An entity of GUM is any thing talked about; here count persons, organisations and places. A mention of them
names them if it consists of proper nouns (and what may stand between such); every other mention is a source
in waiting ("she", "the minister"): a link to whoever it means.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from whosaid.reading.lexicon import TITLES

NON_COMMERCIAL = ("fiction", "whow", "essay", "letter", "podcast")
FIGURES = ("person", "organization", "place")
COARSE = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "EVENT", "time": "DATE"}
_PROPER = {"NNP", "NNPS"}
_BETWEEN = {"of", "the", "and", "for", "&", "-", "'s", "’s", "'", ".", "in", "on", "to"}
_NOT_OF_A_NAME = TITLES | {"the"}
_OPENED = re.compile(r"\((\d+)-([a-z]+)[^()]*")
_BRACKETS = re.compile(r"\(\d+-[a-z]+[^()]*\)?|\d+\)")


@dataclass
class Mention:
    """A stretch of characters that means entity ``who`` of its document; ``named``: by its name."""

    start: int
    end: int
    who: int
    kind: str
    named: bool = False


@dataclass
class Document:
    """A text, its mentions, and the character spans of tokens that are proper nouns outside of all names."""

    name: str
    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    doubtful: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class _Token:
    start: int
    end: int
    word: str
    tag: str


def documents(path: Path) -> Iterator[Document]:
    """The documents of a gzipped CoNLL-U file that may be used for weights that ship."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    starts = [index for index, line in enumerate(lines) if line.startswith("# newdoc id")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        name = lines[start].split("= ")[1]
        if name.split("_")[1] not in NON_COMMERCIAL:
            yield _document(name, lines[start:end])


def _document(name: str, lines: list[str]) -> Document:
    document = Document(name)
    tokens: list[_Token] = []
    spans: list[tuple[int, int, int, str]] = []  # first and last token, entity, kind
    waiting: list[tuple[int, int, str]] = []
    space, glued = "", (0, 0, "")
    for line in lines:
        if line.startswith("# newpar"):
            space = "\n" if document.text else ""
        columns = line.split("\t")
        if line.startswith("#") or len(columns) < 10:
            continue
        if "-" in columns[0]:  # "don't": one word of two tokens
            first, last = columns[0].split("-")
            glued = int(first), int(last), columns[9]
        if not columns[0].isdigit():
            continue
        start = len(document.text) + len(space)
        document.text += space + columns[1]
        tokens.append(_Token(start, len(document.text), columns[1], columns[4]))
        misc = dict(item.split("=", 1) for item in columns[9].split("|") if "=" in item)
        number = int(columns[0])
        inside = glued[0] <= number < glued[1]
        ending = number == glued[1] and "SpaceAfter=No" in glued[2]
        space = "" if inside or ending or misc.get("SpaceAfter") == "No" else " "
        glued = (0, 0, "") if number >= glued[1] else glued
        spans += _closed(misc.get("Entity", ""), len(tokens) - 1, waiting)
    document.mentions = _mentions(tokens, spans)
    names = [(m.start, m.end) for m in document.mentions if m.named]
    document.doubtful = [
        (token.start, token.end)
        for token in tokens
        if token.tag in _PROPER and not any(s <= token.start < e for s, e in names)
    ]
    return document


def _closed(
    entity: str, index: int, waiting: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int, int, str]]:
    """The mentions that end at a token; those that begin there join ``waiting``."""
    for bracket in _BRACKETS.findall(entity):
        opened = _OPENED.match(bracket)
        if opened:
            waiting.append((index, int(opened[1]), opened[2]))
        if bracket.endswith(")"):
            who = int(opened[1]) if opened else int(bracket[:-1])
            at = next((i for i in reversed(range(len(waiting))) if waiting[i][1] == who), None)
            if at is not None:
                first, _, kind = waiting.pop(at)
                yield first, index, who, kind


def _mentions(tokens: list[_Token], spans: list[tuple[int, int, int, str]]) -> list[Mention]:
    """All mentions in text order; of names inside names the outermost are the named ones."""
    found: list[Mention] = []
    named_until = -1
    for first, last, who, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        named = first > named_until and kind in COARSE and _is_name(tokens[first : last + 1])
        while named and first < last and tokens[first].word.lower().strip(".") in _NOT_OF_A_NAME:
            first += 1
        if named:
            named_until = last
        found.append(Mention(tokens[first].start, tokens[last].end, who, kind, named))
    return found


def _is_name(tokens: list[_Token]) -> bool:
    if tokens[0].word.lower() == "the":
        tokens = tokens[1:]
    if not tokens or tokens[0].tag not in _PROPER or tokens[-1].tag not in {*_PROPER, "CD"}:
        return False
    return all(
        t.tag in _PROPER or t.tag == "CD" or t.word in _BETWEEN or (t.tag == "JJ" and t.word[:1].isupper())
        for t in tokens
    )
