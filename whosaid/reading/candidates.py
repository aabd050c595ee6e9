"""Who a source could be: whoever the article names near by, whoever was described before, or only its own words.

No decision is made here: ``weighing`` says what speaks for each candidate, ``speakers`` chooses.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from whosaid.articles import SpeakerKind
from whosaid.reading import lexicon
from whosaid.reading.discourse import Discourse, canonical
from whosaid.reading.mentions import Inner, Source

RECENT = 12
DESCRIBED = 5


@dataclass(slots=True)
class Described:
    """A speaker the article does not name: its description, as an earlier source gave it."""

    name: str
    kind: SpeakerKind
    head: str
    words: tuple[str, ...]
    positions: list[int]  # in text order

    def last_before(self, position: int) -> int:
        """Where it was last a source before a position, or -1."""
        index = bisect_left(self.positions, position)
        return self.positions[index - 1] if index else -1


@dataclass(frozen=True, slots=True)
class Spoke:
    """A source that has been resolved: who it was (a figure or a described speaker)."""

    start: int
    figure: int | None
    described: int | None
    pronoun: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer to "who is this source"; neither number: the description itself."""

    figure: int | None = None
    described: int | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a source stands: what was said before it and what it is inside of."""

    source: Source
    history: Sequence[Spoke]  # sources before this one, in text order
    enclosing: Spoke | None  # who says the words that this source is a part of
    enclosed: bool
    goes_on: bool = False  # the cue says so: "he added"
    linked: dict[int, float] | None = None  # the network's share of each figure; None where it was not asked
    nobody: float = 0.0  # its share for a source that the article does not name


class Candidates:
    """Finds the candidates for the sources of one article."""

    def __init__(self, discourse: Discourse, described: list[Described]) -> None:
        """``described`` is shared with the resolver, which adds to it."""
        self.discourse = discourse
        self.described = described

    def of(self, setting: Setting) -> list[Candidate]:
        """Whoever could be meant, the description itself last."""
        source = setting.source
        figures = dict.fromkeys(inner.cluster for inner in source.inner)
        described: dict[int, None] = {}
        if len(source.joint) > 1:
            return [Candidate()]
        if source.kind == "proper":
            described.update(dict.fromkeys(self._described(source)))
        elif source.kind != "name":
            figures.update(dict.fromkeys(self._recent(source)))
            figures.update(dict.fromkeys(self._with_role(source)))
            for spoke in list(setting.history[-6:]) + ([setting.enclosing] if setting.enclosing else []):
                if spoke.figure is not None and self._wanted(
                    source, self.discourse.figures[spoke.figure].label
                ):
                    figures[spoke.figure] = None
            described.update(dict.fromkeys(self._described(source)))
            figures.update(dict.fromkeys(self._linked(setting)))
            if source.kind == "role":
                figures = dict.fromkeys(self._plausible(source, list(figures)))
        elif not any(i.is_head and (i.end == source.end or not i.preposition_before) for i in source.inner):
            figures.update(dict.fromkeys(self._with_role(source)))
        excluded = {inner.cluster for inner in source.inner if not self._can_be_meant(source, inner)}
        found = [Candidate(figure=index) for index in figures if index not in excluded]
        found += [Candidate(described=index) for index in described]
        return [*found, Candidate()]

    def _plausible(self, source: Source, figures: list[int]) -> list[int]:
        """For a role: who was given it, if anybody was; "a mayor" is nobody who was not."""
        words = [canonical(word) for word in source.words]
        inside = {inner.cluster for inner in source.inner}
        figures = [index for index in figures if not self.discourse.is_another(index, words)]
        given = [index for index in figures if self.discourse.has_role(index, words)]
        if given and source.definite:
            return [index for index in figures if index in given or index in inside]
        if source.indefinite:
            return [index for index in figures if index in given or index in inside]
        return figures

    def _can_be_meant(self, source: Source, inner: Inner) -> bool:
        """Whose strategists, wife or state company it is, is never who speaks."""
        other = inner.owns or inner.modifies or inner.after_preposition
        if source.kind == "body":
            return not (other and inner.label in ("PERSON", "GPE"))
        return not (other and source.kind in ("plural", "role") and inner.label == "PERSON")

    def _wanted(self, source: Source, label: str) -> bool:
        if source.kind in ("he", "she", "role"):
            return label == "PERSON" or (source.kind == "role" and label == "ORG")
        if source.kind in ("it", "they", "body", "thing", "plural"):
            return label != "PERSON"
        return True

    def _linked(self, setting: Setting) -> list[int]:
        """The three whom the network would rather choose."""
        linked = setting.linked or {}
        wanted = [
            who
            for who, share in linked.items()
            if share > 0.05 and self._wanted(setting.source, self.discourse.figures[who].label)
        ]
        return sorted(wanted, key=lambda who: -linked[who])[:3]

    def _recent(self, source: Source) -> list[int]:
        found: dict[int, None] = {}
        events, figures = self.discourse.events, self.discourse.figures
        index = bisect_left(self.discourse.event_starts, source.start)
        for event in reversed(events[max(0, index - 60) : index]):
            if self._wanted(source, figures[event.figure].label):
                found[event.figure] = None
            if len(found) >= RECENT:
                break
        for event in events[index : index + 6]:
            if event.start - source.start < 500 and self._wanted(source, figures[event.figure].label):
                found[event.figure] = None
        return list(found)

    def _with_role(self, source: Source) -> list[int]:
        if source.kind not in ("role", "name", "other") or not source.head:
            return []
        head = canonical(source.head)
        found = self.discourse.by_role.get(head, [])
        return sorted(found, key=lambda i: abs(self.discourse.figures[i].starts[0] - source.start))[:6]

    def _described(self, source: Source) -> list[int]:
        def last(index: int) -> int:
            return self.described[index].last_before(source.start)

        single = source.kind in ("he", "she", "role")
        before = [
            i
            for i in range(max(0, len(self.described) - 40), len(self.described))
            if last(i) >= 0
            and not (single and self.described[i].kind != "unknown")
            and may_be(source, self.described[i])
        ]
        return sorted(before, key=last, reverse=True)[:DESCRIBED]


def may_be(source: Source, described: Described) -> bool:
    """Whether a source may be a speaker described before: "the doctors" are no company, and "another" is nobody before.

    A pronoun may be anybody; a noun phrase has the same noun, or one that any person can be called by.
    """
    if source.kind in ("he", "she", "it", "they", "first", "relative"):
        return True
    if lexicon.SOMEBODY_ELSE.intersection(source.text.lower().split()):
        return False
    heads = canonical(source.head), canonical(described.head)
    return heads[0] == heads[1] or heads[0] in lexicon.ANYBODY


def covering(starts: Sequence[int], spans: Sequence[tuple[int, int, int]], position: int) -> int | None:
    """Which item's span covers a position, the innermost of the last few that begin before it."""
    index = bisect_right(starts, position) - 1
    for start, end, item in reversed(spans[max(0, index - 7) : index + 1]):
        if start <= position < end:
            return item
    return None
