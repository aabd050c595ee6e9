"""From scores of word pieces to spans: words first, then the best legal sequence of tags.

Pieces of one word are judged together, so that no word is cut in two. The best
sequence under the rule that I-X follows B-X or I-X is found with the Viterbi
algorithm; for entities, whose spans are short, the label is voted on by all words
of a span.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whosaid.reading.features import Ints

Floats = NDArray[np.float32]

_ROWS = 4096  # words that stand in lists at a time


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
    if not n:
        return scores, np.zeros(0, dtype=np.int64)
    first = np.flatnonzero(np.r_[True, word[1:] != word[:-1]])
    heads, sums = scores[first], np.add.reduceat(scores, first, axis=0)
    sums[:, 1::2] = heads[:, 1::2] + (sums[:, 2::2] - heads[:, 2::2])
    sums /= np.diff(np.r_[first, n])[:, None]
    return sums, first


def viterbi(scores: Floats, names: tuple[str, ...], *, begin: float = 0.0, label: str = "") -> Ints:
    """The best legal sequence of tags (w); ``begin`` is added for each span of ``label`` that begins.

    Columns are O, B-X, I-X, B-Y, …. Only an I has its own rule about what it follows, so that for each word one
    look at the best of all tags and one at each pair B-X, I-X do. Lists, for with so few tags the overhead of
    arrays costs more than their sums.
    """
    w, t = scores.shape
    if w == 0:
        return np.zeros(0, dtype=np.int64)
    added = [begin if name == f"B-{label}" else 0.0 for name in names]
    best = [
        -math.inf if name.startswith("I-") else float(x) for name, x in zip(names, scores[0], strict=True)
    ]
    back = bytearray(t)  # for each word and tag: the tag before it
    for low in range(1, w, _ROWS):
        for row in (scores[low : low + _ROWS] + added).tolist():
            top = max(best)
            place = best.index(top)
            before, after = [place], [top + row[0]]
            for outer in range(1, t, 2):
                inner = outer + 1
                goes_on = best[inner] > best[outer]
                before += place, inner if goes_on else outer
                after += top + row[outer], (best[inner] if goes_on else best[outer]) + row[inner]
            back += bytes(before)
            best = after
    path = np.zeros(w, dtype=np.int64)
    tag = best.index(max(best))
    for index in range(w - 1, -1, -1):
        path[index] = tag
        tag = back[index * t + tag]
    return path


def tagged(path: Ints, names: tuple[str, ...], first: Ints, scores: Floats, n: int) -> list[Tagged]:
    """The spans of a tag sequence over words, as spans of pieces.

    ``path`` (w) points into ``names``, of which the first is O; ``scores`` (w, t) are log-probabilities, ``first``
    (w) the words' first pieces, ``n`` the number of pieces.
    """
    if not len(path):
        return []
    inside = np.array([name.startswith("I-") for name in names])[path[1:]]
    begins = np.r_[True, ~(inside & ((path[1:] == path[:-1]) | (path[1:] == path[:-1] + 1)))]
    starts = np.flatnonzero(begins)
    sums = np.add.reduceat(np.take_along_axis(scores, path[:, None], axis=1)[:, 0], starts)
    probabilities = np.exp(sums / np.diff(np.r_[starts, len(path)]))
    borders = np.r_[first[starts], n]
    found = zip(borders[:-1], borders[1:], path[starts], probabilities, strict=True)
    return [
        Tagged(int(begin), int(end), names[tag][2:], float(probability))
        for begin, end, tag, probability in found
        if tag
    ]


def voted(scores: Floats, names: tuple[str, ...], apart: frozenset[str] = frozenset()) -> Ints:
    """Tags (w) for short spans: which words belong together by argmax, their label by vote.

    Labels in ``apart`` (dates, amounts) share no span with the others: "WARSAW 1996-08-30" is a place and a date.
    """
    if not len(scores):
        return np.zeros(0, dtype=np.int64)
    path: Ints = scores.argmax(axis=1).astype(np.int64)
    other = np.array([name[2:] in apart for name in names])[path]
    after = (path[1:] > 0) & (path[1:] % 2 == 0) & (path[:-1] > 0) & (other[1:] == other[:-1])
    goes_on = np.r_[False, after]
    rows = np.flatnonzero(path)
    if not len(rows):
        return path
    votes = np.logaddexp(scores[rows, 1::2], scores[rows, 2::2])
    starts = np.flatnonzero(~goes_on[rows])
    winners = np.add.reduceat(votes, starts, axis=0).argmax(axis=1)
    lengths = np.diff(np.r_[starts, len(rows)])
    path[rows] = np.repeat(1 + 2 * winners, lengths) + goes_on[rows]
    return path
