"""The same quote in several articles: which quotes share their words, and what each version left out or changed.

Two quotes are compared only where they share at least two runs of three words that are rare enough, and of each
run only with the next few that have it: the work grows with the number of words, not with its square.
What is compared is judged by rapidfuzz, by the longest common subsequence of their words.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

ALIKE: Final = 0.8
"""Of the shorter quote's words, so many have to stand in the longer one, in the same order."""
_FEWEST_SHARED: Final = 5  # words
_RUN: Final = 3
_RUNS_SHARED: Final = 2
_RARE: Final = 200  # quotes that have a run; a phrase of more says nothing
_NEIGHBOURS: Final = 3
_MOST_PAIRS: Final = 200_000
_MULTIPLIERS: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Words = Sequence[int]
Integers = NDArray[np.int64]
Change = Literal["same", "left out", "put in"]


class Candidate(Protocol):
    """What is looked at of a quote: ``article`` and ``outlet`` say where it stands."""

    @property
    def pk(self) -> int: ...  # noqa: D102
    @property
    def article(self) -> int: ...  # noqa: D102
    @property
    def outlet(self) -> str | None: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a version, or some that it left out."""

    change: Change
    text: str


@dataclass(slots=True)
class _Corpus:
    """Every candidate as the numbers of its words, one after the other; its text is not kept."""

    pks: array[int] = field(default_factory=lambda: array("q"))
    articles: array[int] = field(default_factory=lambda: array("q"))
    outlets: list[str | None] = field(default_factory=list)
    words: array[int] = field(default_factory=lambda: array("q"))
    starts: array[int] = field(default_factory=lambda: array("q", [0]))

    def __getitem__(self, index: int) -> Words:
        return self.words[self.starts[index] : self.starts[index + 1]]

    def place(self, index: int) -> object:
        """The outlet; an article without one stands for itself."""
        return self.outlets[index] or self.articles[index]


def repeats(candidates: Iterable[Candidate]) -> list[tuple[int, ...]]:
    """Groups of quotes (``pk``) with the same words, from at least two outlets; in each the longest first.

    An article has one place in a group; those with most outlets come first. The same candidates in the
    same order give the same groups.
    """
    corpus = _read(candidates)
    matches = [pair for pair in _pairs(corpus) if alike(corpus[pair[0]], corpus[pair[1]])]
    groups = [group for linked in _linked(matches) for group in _around_the_longest(linked, corpus)]
    several = [group for group in groups if len({corpus.place(index) for index in group}) > 1]
    several.sort(
        key=lambda group: (-len({corpus.place(index) for index in group}), -len(corpus[group[0]]), group)
    )
    return [tuple(corpus.pks[index] for index in group) for group in several]


def alike(one: Words | Sequence[str], two: Words | Sequence[str]) -> bool:
    """Whether the shorter one is, but for a few words, the longer one or a part of it."""
    shorter = min(len(one), len(two))
    needed = max(_FEWEST_SHARED, ALIKE * shorter)
    return shorter >= _FEWEST_SHARED and LCSseq.similarity(one, two) >= needed


def changes(whole: str, version: str) -> list[Piece]:
    """The version as pieces: its own words, and between them what it left out of ``whole``."""
    ours, theirs = list(_WORD.finditer(whole)), list(_WORD.finditer(version))
    steps = LCSseq.opcodes([_plain(word[0]) for word in ours], [_plain(word[0]) for word in theirs])
    pieces: list[Piece] = []
    for step in steps:
        if step.tag == "equal":
            pieces.append(Piece("same", _stretch(version, theirs, step.dest_start, step.dest_end)))
        elif step.tag == "delete":
            pieces.append(Piece("left out", _stretch(whole, ours, step.src_start, step.src_end)))
        else:
            pieces.append(Piece("put in", _stretch(version, theirs, step.dest_start, step.dest_end)))
    return _joined(pieces)


def _stretch(text: str, words: Sequence[re.Match[str]], start: int, end: int) -> str:
    """The words from ``start`` to before ``end`` with what stands between and after them."""
    first = words[start].start() if start else 0
    last = words[end].start() if end < len(words) else len(text)
    return text[first:last]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one sort as one piece, what is left out before what is put in its place."""
    joined: list[Piece] = []
    pending: dict[str, str] = {}
    for piece in [*pieces, Piece("same", "")]:
        if piece.change != "same":
            pending[piece.change] = pending.get(piece.change, "") + piece.text
            continue
        joined += [Piece(change, pending[change]) for change in ("left out", "put in") if change in pending]
        pending.clear()
        if joined and joined[-1].change == "same":
            joined[-1] = Piece("same", joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return joined


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")


def _read(candidates: Iterable[Candidate]) -> _Corpus:
    corpus = _Corpus()
    numbers: dict[str, int] = {}
    for candidate in candidates:
        words = _WORD.findall(_plain(candidate.text))
        if len(words) < _FEWEST_SHARED:
            continue
        corpus.pks.append(candidate.pk)
        corpus.articles.append(candidate.article)
        corpus.outlets.append(candidate.outlet)
        corpus.words.extend(numbers.setdefault(word, len(numbers)) for word in words)
        corpus.starts.append(len(corpus.words))
    return corpus


def _pairs(corpus: _Corpus) -> Iterator[tuple[int, int]]:
    """Candidates of different articles that share enough rare runs, those with most in common first."""
    runs, owners = _runs(corpus)
    order = np.argsort(runs, kind="stable")  # of one run the owners stay in their order
    runs, owners = runs[order], owners[order]
    begins = np.flatnonzero(np.r_[True, runs[1:] != runs[:-1]]) if runs.size else np.empty(0, np.int64)
    lengths = np.diff(np.r_[begins, runs.size])
    rare = np.repeat(lengths <= _RARE, lengths)
    articles = np.frombuffer(corpus.articles, dtype=np.int64)
    found = []
    for apart in range(1, _NEIGHBOURS + 1):
        near = rare[apart:] & (runs[apart:] == runs[:-apart])
        one, two = owners[:-apart][near].astype(np.int64), owners[apart:][near]
        other = articles[one] != articles[two]
        found.append(one[other] * len(corpus.pks) + two[other])
    keys, shared = np.unique(np.concatenate(found), return_counts=True)
    enough = shared >= _RUNS_SHARED
    keys, shared = keys[enough], shared[enough]
    for key in keys[np.argsort(-shared, kind="stable")[:_MOST_PAIRS]]:
        yield divmod(int(key), len(corpus.pks))


def _runs(corpus: _Corpus) -> tuple[Integers, NDArray[np.int32]]:
    """Every run of three words as a number, and the candidate that it stands in."""
    words = np.frombuffer(corpus.words, dtype=np.uint64)
    starts = np.frombuffer(corpus.starts, dtype=np.int64)
    owners = np.repeat(np.arange(len(corpus.pks), dtype=np.int32), np.diff(starts))
    if words.size < _RUN:
        return np.empty(0, np.int64), np.empty(0, np.int32)
    last = words.size - _RUN + 1
    runs = np.zeros(last, dtype=np.uint64)
    for place, multiplier in enumerate(_MULTIPLIERS):
        turned = (words[place : place + last] + np.uint64(1)) * np.uint64(multiplier)
        runs = (runs ^ turned) * np.uint64(_MULTIPLIERS[0])
    inside = owners[:last] == owners[_RUN - 1 :]
    return runs[inside].view(np.int64), owners[:last][inside]


def _linked(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """What hangs together by pairs (union by search for the root)."""
    parent: dict[int, int] = {}

    def root(index: int) -> int:
        while parent.setdefault(index, index) != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for one, two in pairs:
        parent[root(one)] = root(two)
    groups: Mapping[int, list[int]] = defaultdict(list)
    for index in sorted(parent):
        groups[root(index)].append(index)
    return list(groups.values())


def _around_the_longest(linked: Sequence[int], corpus: _Corpus) -> Iterator[list[int]]:
    """Groups of which every member is like the longest, so that no chain of likenesses leads astray."""
    left = sorted(linked, key=lambda index: (-len(corpus[index]), index))
    while left:
        longest, *others = left
        articles, group, left = {corpus.articles[longest]}, [longest], []
        for index in others:
            if not alike(corpus[longest], corpus[index]):
                left.append(index)
            elif corpus.articles[index] not in articles:
                articles.add(corpus.articles[index])
                group.append(index)
        yield group
