"""From scores of word pieces to spans: words first, then the best legal sequence of tags.

Pieces of one word are judged together, so that no word is cut in two. The best
sequence under the rule that I-X follows B-X or I-X is found with the Viterbi
algorithm; for entities, whose spans are short, the label is voted on by all words
of a span.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whosaid.reading.features import Ints

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span of pieces [first, last), its label, and the mean probability of its tags."""

    first: int
    last: int
    label: str
    probability: float


def word_scores(scores: Floats, word: Ints) -> tuple[Floats, Ints]:
    """Mean log-probabilities (w, t) of each word, and the words' first pieces (w).

    Columns are O, B-X, I-X, B-Y, …: the score of B-X is B-X on the first piece and I-X on the others.
    """
    n = len(word)
    first = np.flatnonzero(np.r_[True, word[1:] != word[:-1]]) if n else np.zeros(0, dtype=np.int64)
    counts = np.diff(np.r_[first, n])[:, None]
    sums = np.add.reduceat(scores, first, axis=0) if n else scores
    begin = sums.copy()
    inner = sums[:, 2::2] - scores[first][:, 2::2]
    begin[:, 1::2] = scores[first][:, 1::2] + inner
    return begin / np.maximum(counts, 1), first


def viterbi(scores: Floats, names: tuple[str, ...], *, begin: float = 0.0, label: str = "") -> Ints:
    """The best legal sequence of tags (w); ``begin`` is added for each span of ``label`` that begins."""
    w, t = scores.shape
    if w == 0:
        return np.zeros(0, dtype=np.int64)
    allowed = _transitions(names)
    allowed[:, [index for index, name in enumerate(names) if name == f"B-{label}"]] += begin
    best = scores[0] + _first(names)
    back = np.zeros((w, t), dtype=np.int64)
    for index in range(1, w):
        paths = best[:, None] + allowed
        back[index] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[index]
    path = np.zeros(w, dtype=np.int64)
    path[-1] = best.argmax()
    for index in range(w - 1, 0, -1):
        path[index - 1] = back[index, path[index]]
    return path


def _transitions(names: tuple[str, ...]) -> Floats:
    matrix = np.zeros((len(names), len(names)), dtype=np.float32)
    for column, name in enumerate(names):
        if name.startswith("I-"):
            matrix[:, column] = -1e4
            matrix[[column - 1, column], column] = 0
    return matrix


def _first(names: tuple[str, ...]) -> Floats:
    return np.array([-1e4 if name.startswith("I-") else 0.0 for name in names], dtype=np.float32)


def tagged(path: Ints, names: tuple[str, ...], first: Ints, scores: Floats, n: int) -> list[Tagged]:
    """The spans of a tag sequence over words, as spans of pieces."""
    found: list[Tagged] = []
    ends = np.r_[first[1:], n]
    index = 0
    while index < len(path):
        name = names[path[index]]
        if name == "O":
            index += 1
            continue
        last = index + 1
        inside = path[index] + (1 if name.startswith("B-") else 0)
        while last < len(path) and path[last] == inside:
            last += 1
        chosen = scores[np.arange(index, last), path[index:last]]
        probability = float(np.exp(chosen.mean()))
        found.append(Tagged(int(first[index]), int(ends[last - 1]), name[2:], probability))
        index = last
    return found


def voted(scores: Floats, names: tuple[str, ...]) -> Ints:
    """Tags (w) for short spans: which words belong together by argmax, their label by vote."""
    if not len(scores):
        return np.zeros(0, dtype=np.int64)
    path: Ints = scores.argmax(axis=1).astype(np.int64)
    labels = (len(names) - 1) // 2
    index = 0
    while index < len(path):
        if path[index] == 0:
            index += 1
            continue
        last = index + 1
        while last < len(path) and path[last] != 0 and path[last] % 2 == 0:
            last += 1
        columns = 1 + 2 * np.arange(labels)
        votes = np.logaddexp(scores[index:last][:, columns], scores[index:last][:, columns + 1]).sum(axis=0)
        begin = 1 + 2 * int(votes.argmax())
        path[index], path[index + 1 : last] = begin, begin + 1
        index = last
    return path
