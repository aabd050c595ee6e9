"""Attribution figures: spans as sets of covered tokens, one predicted to one gold attribution.

Tokens are the matches of ``\\w+`` in the article's text; a span covers a token if they share a
character. Punctuation and spaces never count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whosaid.reading import marks

Spans = Sequence[tuple[int, int]]
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Attributed:
    """One attribution, gold or predicted, as sets of token numbers."""

    content: frozenset[int]
    source: frozenset[int]


@dataclass
class Tally:
    """True positives among predicted and gold; F1 in per cent."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        self.right += right
        self.predicted += predicted
        self.gold += gold

    @property
    def precision(self) -> float:
        return 100 * self.right / max(1, self.predicted)

    @property
    def recall(self) -> float:
        return 100 * self.right / max(1, self.gold)

    @property
    def f1(self) -> float:
        return 200 * self.right / max(1, self.predicted + self.gold)


class Tokens:
    """The tokens of one text."""

    def __init__(self, text: str) -> None:
        self.spans = [match.span() for match in _TOKEN.finditer(text)]
        self._ends = [end for _, end in self.spans]
        state = marks.states(text, _paired(text))
        self.quoted = {number for number, (start, _) in enumerate(self.spans) if state[start]}

    def covered(self, spans: Spans) -> frozenset[int]:
        found: set[int] = set()
        for start, end in spans:
            number = bisect_left(self._ends, start + 1)
            while number < len(self.spans) and self.spans[number][0] < end:
                found.add(number)
                number += 1
        return frozenset(found)

    def attributed(self, content: Spans, source: Spans) -> Attributed:
        return Attributed(self.covered(content), self.covered(source))


def _paired(text: str) -> list[marks.Quoted]:
    """As the figures define it: curly marks pair by themselves, straight ones toggle, a line break resets."""
    found = []
    for start, end in marks.paragraphs(text):
        opened: int | None = None
        for position in range(start, end):
            letter = text[position]
            if letter == "“" or (letter == '"' and opened is None):
                opened = position
            elif letter in '”"' and opened is not None:
                found.append(marks.Quoted(opened, position + 1, 1, True))
                opened = None
    return found


def soft_matches(gold: Sequence[Attributed], predicted: Sequence[Attributed]) -> list[int | None]:
    """For each predicted attribution the gold one it matches: in text order, first match wins."""
    order = sorted(range(len(predicted)), key=lambda index: min(predicted[index].content, default=0))
    free = sorted(range(len(gold)), key=lambda index: min(gold[index].content, default=0))
    matches: list[int | None] = [None] * len(predicted)
    for index in order:
        for candidate in free:
            if _soft(gold[candidate], predicted[index]):
                matches[index] = candidate
                free.remove(candidate)
                break
    return matches


def dice(one: frozenset[int], other: frozenset[int]) -> float:
    """Twice the tokens that two sets share, as a part of the tokens of both; 0 where both are empty."""
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _soft(gold: Attributed, predicted: Attributed) -> bool:
    if dice(gold.content, predicted.content) < 0.5:
        return False
    if not gold.source or not predicted.source:
        return not gold.source and not predicted.source
    return bool(gold.source & predicted.source)


class Scores:
    """All attribution figures, added up article by article."""

    def __init__(self) -> None:
        self.tallies = {
            name: Tally()
            for name in (
                "soft",
                "content tokens",
                "source tokens",
                "content exact",
                "source exact",
                "direct, linked",
            )
        }

    def add(
        self, tokens: Tokens, gold: Iterable[Attributed], predicted: Iterable[Attributed]
    ) -> list[int | None]:
        """Add one article; gives the soft match of each predicted attribution that has content."""
        gold = [item for item in gold if item.content]
        predicted = [item for item in predicted if item.content]
        matches = soft_matches(gold, predicted)
        self.tallies["soft"].add(sum(m is not None for m in matches), len(predicted), len(gold))
        for role in ("content", "source"):
            one, other = ([getattr(item, role) for item in items] for items in (predicted, gold))
            self._sets(f"{role} tokens", set().union(*one), set().union(*other))
            self._sets(f"{role} exact", {item for item in one if item}, {item for item in other if item})
        direct = [[item for item in items if _direct(tokens, item)] for items in (gold, predicted)]
        linked = soft_matches(*direct)
        self.tallies["direct, linked"].add(sum(m is not None for m in linked), len(direct[1]), len(direct[0]))
        return matches

    def _sets(self, name: str, predicted: set[object], gold: set[object]) -> None:
        self.tallies[name].add(len(predicted & gold), len(predicted), len(gold))


def _direct(tokens: Tokens, item: Attributed) -> bool:
    return len(item.content & tokens.quoted) > 0.9 * len(item.content)
