"""What speaks for and against each candidate for a source, as a row of numbers.

``speakers`` scores the rows with a small network that was trained on them.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from whosaid.reading.candidates import Candidate, Described, Setting, Spoke
from whosaid.reading.discourse import Discourse, Figure, canonical
from whosaid.reading.lexicon import AUTHORED_HEADS, VOICE_HEADS
from whosaid.reading.mentions import Inner, Source
from whosaid.reading.standing import Standing, Standings

SOURCE_KINDS = (
    "he",
    "she",
    "it",
    "they",
    "first",
    "relative",
    "name",
    "role",
    "plural",
    "body",
    "thing",
    "other",
)
LABELS = ("PERSON", "ORG", "GPE", "BODY", "described", "self")


_LABEL_ROWS = {label: [float(label == name) for name in LABELS] for label in (*LABELS, "")}
_KIND_ROWS = {kind: [float(kind == name) for name in SOURCE_KINDS] for kind in (*SOURCE_KINDS, "")}
_SIGNS = {"he": 1.0, "his": 1.0, "she": -1.0, "her": -1.0}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is the same for all candidates for one source."""

    setting: Setting
    sentence: int
    paragraph: int
    quoted: bool
    words: list[str]  # as roles are compared
    sign: float  # of "he" (1) or "she" (-1)
    last: list[Spoke | None]  # who spoke before, the last one first
    near: int  # paragraphs since then
    same: Spoke | None  # whom the same pronoun stood for
    again: bool  # and that in the same paragraph
    top: float  # the largest share that the network gives


class Features:
    """Feature rows for the candidates of one article's sources."""

    def __init__(self, discourse: Discourse, described: list[Described]) -> None:
        """``described`` is shared with the resolver, which adds to it."""
        self.discourse = discourse
        self.described = described
        counts = [len(figure.starts) for figure in discourse.figures]
        self.total = max(1, sum(counts))
        self.top = max(counts, default=1)
        self._standings = Standings(discourse)
        self._names: dict[int, list[str]] = {}

    def rows(self, setting: Setting, candidates: Sequence[Candidate]) -> list[list[float]]:
        """One row of features per candidate."""
        asked = self._asked(setting)
        shared = self._shared(asked)
        ranks = self._ranks(setting.source, candidates)
        return [shared + self._own(asked, candidate, ranks) for candidate in candidates]

    def _asked(self, setting: Setting) -> _Asked:
        source, layout, history = setting.source, self.discourse.layout, setting.history
        kind = source.text.split()[0].lower() if source.kind == "body" else source.kind
        paragraph = layout.paragraph(source.start)
        same = next((s for s in reversed(history[-8:]) if s.pronoun == source.kind), None)
        return _Asked(
            setting,
            layout.sentence(source.start),
            paragraph,
            layout.quoted(source.start),
            [_canonical(word) for word in source.words],
            _SIGNS.get(kind, 0.0),
            ([*reversed(history[-3:]), None, None, None])[:3],
            paragraph - layout.paragraph(history[-1].start) if history else 9,
            same,
            same is not None and paragraph == layout.paragraph(same.start),
            max([setting.nobody, *(setting.linked or {}).values()]),
        )

    def _shared(self, asked: _Asked) -> list[float]:
        setting, source = asked.setting, asked.setting.source
        return [
            *_KIND_ROWS.get(source.kind, _KIND_ROWS[""]),
            float(source.definite),
            float(source.plural),
            float(bool(source.inner)),
            float(len(source.joint) > 1),
            float(source.start - self.discourse.layout.sentences[asked.sentence] < 3),
            float(setting.enclosed),
            float(setting.enclosing is not None),
            float(asked.quoted),
            float(asked.paragraph == 0),
            float(setting.goes_on),
        ]

    def _ranks(self, source: Source, candidates: Sequence[Candidate]) -> dict[int, tuple[int, int]]:
        """For every figure its place among those named last: of all candidates, and of its own label."""
        ends = []
        for candidate in candidates:
            if candidate.figure is not None:
                starts = self.discourse.figures[candidate.figure].starts
                before = bisect_left(starts, source.start)
                ends.append((starts[before - 1] if before else -1 - starts[0], candidate.figure))
        ends.sort(reverse=True)
        ranks: dict[int, tuple[int, int]] = {}
        per_label: dict[str, int] = {}
        for rank, (_, figure) in enumerate(ends):
            label = self.discourse.figures[figure].label
            ranks[figure] = (rank, per_label.get(label, 0))
            per_label[label] = per_label.get(label, 0) + 1
        return ranks

    def _own(self, asked: _Asked, candidate: Candidate, ranks: dict[int, tuple[int, int]]) -> list[float]:
        source = asked.setting.source
        if candidate.figure is None:
            known = None if candidate.described is None else self.described[candidate.described]
            return [
                *_LABEL_ROWS["described" if known else "self"],
                *[0.0] * 13,
                *(self._described_place(asked, known) if known else [0.0] * 16),
                *[0.0] * 9,
                *_speaking(asked, candidate),
                *(_described_agreement(source, known) if known else [0.0] * 9),
                *_share(asked, candidate),
            ]
        figure = self.discourse.figures[candidate.figure]
        before = bisect_left(figure.starts, source.start)
        named = self._standings.of(candidate.figure, max(0, before - 1))
        return [
            *_LABEL_ROWS.get(figure.label, _LABEL_ROWS[""]),
            *self._inside(source, candidate.figure),
            *self._place(asked, figure, before, named, ranks[candidate.figure]),
            *(self._last_mention(asked, named) if before else [0.0] * 9),
            *_speaking(asked, candidate),
            *self._agreement(asked, candidate.figure),
            *_share(asked, candidate),
        ]

    def _inside(self, source: Source, figure: int) -> list[float]:
        """How the candidate is named in the source itself."""
        mine = [inner for inner in source.inner if inner.cluster == figure]
        if not mine:
            return [0.0] * 13
        best: Inner = max(mine, key=lambda inner: (inner.is_head, -inner.start))
        heads = [inner for inner in source.inner if inner.is_head]
        rest = self.discourse.text[best.end : source.end]
        return [
            1.0,
            float(best.is_head),
            float(best.owns),
            float(best.modifies),
            float(best.after_preposition),
            float(best.preposition_before),
            float(best.clause_before),
            float(best.segment == 0),
            float(best.segment > 1),
            float(bool(heads) and heads[0].cluster == figure),
            float(len(heads) > 1 and " and " in rest),
            float(" and " in rest and not heads[1:]),
            float(_voices(best, source)),
        ]

    def _place(
        self, asked: _Asked, figure: Figure, before: int, named: Standing, ranks: tuple[int, int]
    ) -> list[float]:
        """How far away, how often, in which order."""
        rank, own_rank = ranks
        count = len(figure.starts)
        return [
            float(before == 0),
            *_distances(
                abs(asked.setting.source.start - named.start),
                abs(asked.sentence - named.sentence),
                abs(asked.paragraph - named.paragraph),
            ),
            float(rank == 0),
            float(own_rank == 0),
            float(own_rank == 1),
            1.0 / (1 + own_rank),
            math.log1p(before),
            math.log1p(count),
            count / self.total,
            float(count == self.top),
        ]

    def _described_place(self, asked: _Asked, described: Described) -> list[float]:
        source, layout = asked.setting.source, self.discourse.layout
        at = described.last_before(source.start)
        sentences = abs(asked.sentence - layout.sentence(at))
        paragraphs = abs(asked.paragraph - layout.paragraph(at))
        return [0.0, *_distances(source.start - at, sentences, paragraphs), *[0.0] * 8]

    def _last_mention(self, asked: _Asked, named: Standing) -> list[float]:
        """How the candidate stood when it was last named."""
        source = asked.setting.source
        gap = self.discourse.text[named.end : min(source.start, named.end + 30)]
        return [
            float(named.opens),
            float(named.first),
            float(named.first and named.sentence == asked.sentence),
            *named.around,
            float(len(gap) <= 2) + 0.5 * float(2 < len(gap) < 30 and "." not in gap),
        ]

    def _agreement(self, asked: _Asked, number: int) -> list[float]:
        """Pronouns and roles that agree with what the article says of the candidate."""
        figure, words = self.discourse.figures[number], asked.words
        gender = max(-2.5, min(2.5, figure.he)) * asked.sign
        if asked.setting.source.kind == "name" or not words:
            return [min(gender, 0.0), float(gender < -0.6), float(gender < -1.5), *[0.0] * 6]
        head, others = words[-1], words[:-1]
        share = sum(word in figure.roles for word in others) / max(1, len(others))
        matched = float(self.discourse.has_role(number, words))
        if number not in self._names:
            self._names[number] = [_canonical(word) for word in figure.name.split()]
        name = self._names[number]
        return [
            gender,
            float(gender > 0.6),
            float(gender < -0.6),
            matched,
            matched * share,
            share,
            float(bool(others) and share == 0) * matched,
            float(head in name),
            float(head == name[-1]),
        ]


_canonical = lru_cache(maxsize=4096)(canonical)


def _voices(inner: Inner, source: Source) -> bool:
    """Whether the source is what the one named in it said or wrote: "Kline's letter", "a CNN tally"."""
    if inner.owns and source.head in VOICE_HEADS:
        return True
    return inner.label == "ORG" and (inner.owns or inner.modifies) and source.head in AUTHORED_HEADS


def _speaking(asked: _Asked, candidate: Candidate) -> list[float]:
    """Who spoke last, and whose words the source is a part of."""
    setting, near = asked.setting, asked.near
    one, two, three = (spoke is not None and _is(candidate, spoke) for spoke in asked.last)
    inside = setting.enclosing is not None and _is(candidate, setting.enclosing)
    same = asked.same is not None and _is(candidate, asked.same)
    return [
        float(one),
        float(one and setting.goes_on),
        float(one and near == 0),
        float(one and near == 1),
        float(two and not one),
        float(one and two),
        float(three and not one and not two),
        float(inside and asked.quoted),
        float(inside and not asked.quoted),
        float(same),
        float(same and asked.again),
    ]


def _described_agreement(source: Source, described: Described) -> list[float]:
    mine, theirs = set(source.words), set(described.words)
    overlap = len(mine & theirs) / max(1, len(mine | theirs))
    plural = described.kind == "group"
    return [0.0, 0.0, 0.0, float(bool(source.head) and source.head == described.head), overlap,
            float(overlap == 1.0), float(plural), float(described.kind == "organization"),
            float(plural == source.plural)]  # fmt: skip


def _is(candidate: Candidate, spoke: Spoke) -> bool:
    if candidate.figure is not None:
        return candidate.figure == spoke.figure
    return candidate.described is not None and candidate.described == spoke.described


def _share(asked: _Asked, candidate: Candidate) -> list[float]:
    """What the network says of it."""
    setting = asked.setting
    if setting.linked is None:
        return [0.0] * 4
    share = setting.nobody if candidate.figure is None else setting.linked.get(candidate.figure, 0.0)
    return [1.0, share, math.log(max(share, 1e-4)) / 9, float(share == asked.top)]


def _distances(characters: int, sentences: int, paragraphs: int) -> list[float]:
    return [
        math.log1p(characters) / 8,
        float(sentences == 0),
        float(sentences == 1),
        float(sentences == 2),
        float(paragraphs == 0),
        float(paragraphs == 1),
        float(paragraphs > 3),
    ]
