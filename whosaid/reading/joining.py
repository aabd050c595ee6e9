"""What belongs together: contents to cues, and both to sources, by the votes of the network's pointers.

Every piece of content points to the first piece of its cue and of its source, every piece of a cue to the first
piece of its source. A choice is made for each content (its cue), then for each group of them (its source); a cue
or source that would be left with nothing then takes over the choice that it loses least by.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from whosaid.reading.decoding import Tagged
from whosaid.reading.encoder import Encoded
from whosaid.reading.labels import TAGS
from whosaid.reading.lexicon import DETERMINERS

Mass = NDArray[np.float64]  # probabilities: of none, then of each piece from a first one on

_HEAD_PIECES = 12  # of a cue or source: pointers aim at its first piece, or near it
_LEAST = -8.0  # log-probability below which a head is out of the question
_NONE_LEFT = -12.0
_INSIDE = TAGS.index("I-SOURCE")
_LIKELY = math.log(0.25)  # for a piece to go with a source that only pointers found


@dataclass(slots=True)
class Choice:
    """One choice among heads: the log-probability of each that is near, and the one chosen (None: no head)."""

    scores: dict[int | None, float]
    chosen: int | None

    @property
    def sure(self) -> float:
        """The probability of what was chosen; nearly none, where all that is left is out of reach."""
        return math.exp(min(0.0, self.scores.get(self.chosen, _NONE_LEFT)))


def cover(choices: Sequence[Choice], bonus: float) -> None:
    """Give heads that nobody chose to the one who would lose least by it, if that is less than ``bonus``.

    A cue or source was tagged because something hangs on it. Who moves leaves a head that others have, too.
    """
    users: dict[int | None, list[Choice]] = {}
    for choice in choices:
        users.setdefault(choice.chosen, []).append(choice)
    wanting: dict[int, list[Choice]] = {}
    for choice in choices:
        for head in choice.scores:
            if head is not None and head not in users:
                wanting.setdefault(head, []).append(choice)
    for head in sorted(wanting):
        free = [c for c in wanting[head] if c.chosen is None or len(users[c.chosen]) > 1]
        losses = [(c.scores.get(c.chosen, _NONE_LEFT) - c.scores[head], i) for i, c in enumerate(free)]
        if not losses or min(losses)[0] >= bonus:
            continue
        moved = free[min(losses)[1]]
        users[moved.chosen].remove(moved)
        moved.chosen = head
        users[head] = [moved]


Group = tuple[list[Tagged], Tagged | None, float]


def grouped(
    encoded: Encoded, contents: Sequence[Tagged], cues: Sequence[Tagged], bonus: float
) -> list[Group]:
    """Contents that point to the same cue belong to one attribution; the number is the mean probability."""
    heads = _Heads(cues)
    choices = [_choice(encoded, encoded.cues, [content], heads, none=False) for content in contents]
    cover(choices, bonus)
    by_cue: dict[int, list[tuple[Tagged, float]]] = {}
    alone: list[Group] = []
    for content, choice in zip(contents, choices, strict=True):
        if choice.chosen is None:
            alone.append(([content], None, choice.sure))
        else:
            by_cue.setdefault(choice.chosen, []).append((content, choice.sure))
    joined: list[Group] = [
        ([content for content, _ in members], cues[index], fmean(sure for _, sure in members))
        for index, members in by_cue.items()
    ]
    return joined + alone


def sources_of(
    encoded: Encoded, groups: Sequence[Group], sources: Sequence[Tagged], bonus: float
) -> list[tuple[Tagged | None, float]]:
    """The source of each group, and its probability."""
    heads = _Heads(sources)
    members = [[*contents, cue] if cue else contents for contents, cue, _ in groups]
    choices = [_choice(encoded, encoded.sources, voters, heads, none=True) for voters in members]
    cover(choices, bonus)
    found: list[tuple[Tagged | None, float]] = []
    for voters, choice in zip(members, choices, strict=True):
        tagged = None if choice.chosen is None else sources[choice.chosen]
        pointed = _untagged(encoded, voters, heads) if choice.sure < 0.5 else None
        found.append((pointed, pointed.probability) if pointed else (tagged, choice.sure))
    return found


def _untagged(encoded: Encoded, voters: Sequence[Tagged], heads: _Heads) -> Tagged | None:
    """The source that more than half of all pointers mean, though no tag says that it is one."""
    masses = [_pointed(encoded, encoded.sources, voter) for voter in voters]
    start = min(first for first, _ in masses)
    total = np.zeros(max(first + len(mass) - 1 for first, mass in masses) - start)
    for first, mass in masses:
        total[first - start : first - start + len(mass) - 1] += mass[1:] / len(voters)
    for index in heads.near(voters):
        total[max(heads.spans[index].first - start, 0) : max(heads.spans[index].last - start, 0)] = 0.0
    first = int(total.argmax()) + start
    probability = float(total.max())
    if probability <= 0.5 or first >= len(encoded.pieces):
        return None
    return Tagged(first, _end_of_source(encoded, first), "SOURCE", probability)


def _end_of_source(encoded: Encoded, first: int) -> int:
    """How far a source reaches that no tag marks: over its word, what is likely to be inside, never only "the"."""
    cut, last = encoded.pieces, first + 1
    while last < len(cut):
        begun = encoded.text[int(cut.start[first]) : int(cut.end[last - 1])].lower() in DETERMINERS
        inside = cut.word[last] == cut.word[last - 1] or encoded.tags[last, _INSIDE] > _LIKELY
        if not (inside or begun):
            break
        last += 1
    return last


class _Heads:
    """Cues or sources, in text order, that pointers may aim at."""

    def __init__(self, spans: Sequence[Tagged]) -> None:
        self.spans = spans
        self._firsts = [span.first for span in spans]
        self._begins = np.array(self._firsts, dtype=np.int64)
        self._ends = np.array([min(s.last, s.first + _HEAD_PIECES) for s in spans], dtype=np.int64)

    def near(self, voters: Sequence[Tagged]) -> range:
        """Those within a window of the voters: no pointer reaches farther."""
        low, high = min(v.first for v in voters) - 256, max(v.last for v in voters) + 256
        return range(bisect_left(self._firsts, low), bisect_right(self._firsts, high))

    def shares(self, near: range, first: int, mass: Mass) -> Mass:
        """How much of a mass that begins at a piece falls on each head that is near."""
        chosen, last = slice(near.start, near.stop), len(mass) - 1
        upto = mass.cumsum()
        begins = np.minimum(np.maximum(self._begins[chosen] - first, 0), last)
        ends = np.minimum(np.maximum(self._ends[chosen] - first, 0), last)
        return np.asarray(upto[ends] - upto[begins])


def _choice(
    encoded: Encoded, pointers: NDArray[np.float16], voters: Sequence[Tagged], heads: _Heads, *, none: bool
) -> Choice:
    """Which of ``heads`` the voters' pieces point to on average.

    Each voter counts once, however long. With ``none``, pointing to no head is one of the choices.
    """
    near = heads.near(voters)
    totals = np.zeros(len(near) + 1)
    for voter in voters:
        first, mass = _pointed(encoded, pointers, voter)
        totals[:-1] += np.log(heads.shares(near, first, mass) + 1e-6)
        totals[-1] += math.log(mass[0] + 1e-6)
    means = (totals / len(voters)).tolist()
    scores: dict[int | None, float] = {
        index: mean for index, mean in zip(near, means, strict=False) if mean >= _LEAST
    }
    if none:
        scores[None] = means[-1]
    return Choice(scores, max(scores, key=lambda head: scores[head], default=None))


def _pointed(encoded: Encoded, pointers: NDArray[np.float16], voter: Tagged) -> tuple[int, Mass]:
    """Where a voter's pieces point to on average: a piece, and the mass of none and of each piece from that one on."""
    rows = slice(voter.first, voter.last)
    origins, shares = encoded.origin[rows], np.exp(pointers[rows].astype(np.float64))
    first, width = int(origins[0]), pointers.shape[1]
    mass = np.zeros(int(origins[-1]) - first + width)
    cuts = [] if origins[-1] == first else (np.flatnonzero(np.diff(origins)) + 1).tolist()
    for begin, end in pairwise([0, *cuts, len(origins)]):
        own, shift = shares[begin:end].sum(axis=0), int(origins[begin]) - first
        mass[0] += own[0]
        mass[shift + 1 : shift + width] += own[1:]
    return first, mass / len(origins)
