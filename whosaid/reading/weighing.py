"""What speaks for and against each candidate for a source, as a row of numbers.

``speakers`` scores the rows with a small network that was trained on them.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

from whosaid.reading.candidates import Candidate, Described, Setting, Spoke
from whosaid.reading.discourse import Discourse, canonical
from whosaid.reading.lexicon import AUXILIARIES, PREPOSITIONS, SPEECH_VERBS, VOICE_HEADS
from whosaid.reading.mentions import WORD, Inner, Source

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


class Features:
    """Feature rows for the candidates of one article's sources."""

    def __init__(self, discourse: Discourse, described: list[Described]) -> None:
        """``described`` is shared with the resolver, which adds to it."""
        self.discourse = discourse
        self.described = described
        counts = [len(figure.starts) for figure in discourse.figures]
        self.total = max(1, sum(counts))
        self.top = max(counts, default=1)

    def rows(self, setting: Setting, candidates: Sequence[Candidate]) -> list[list[float]]:
        """One row of features per candidate."""
        shared = self._shared(setting)
        order = self._ranks(setting.source, candidates)
        return [shared + self._own(setting, candidate, order) for candidate in candidates]

    def _shared(self, setting: Setting) -> list[float]:
        source, layout = setting.source, self.discourse.layout
        sentence = layout.sentence(source.start)
        return [
            *(float(source.kind == kind) for kind in SOURCE_KINDS),
            float(source.definite),
            float(source.plural),
            float(bool(source.inner)),
            float(len(source.joint) > 1),
            float(source.start - layout.sentences[sentence] < 3),
            float(setting.enclosed),
            float(setting.enclosing is not None),
            float(layout.quoted(source.start)),
            float(layout.paragraph(source.start) == 0),
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

    def _own(self, setting: Setting, candidate: Candidate, ranks: dict[int, tuple[int, int]]) -> list[float]:
        label = "self"
        if candidate.figure is not None:
            label = self.discourse.figures[candidate.figure].label
        elif candidate.described is not None:
            label = "described"
        return [
            *(float(label == name) for name in LABELS),
            *self._inside(setting.source, candidate),
            *self._place(setting.source, candidate, ranks),
            *self._last_mention(setting.source, candidate),
            *self._speaking(setting, candidate),
            *self._agreement(setting.source, candidate),
            *_share(setting, candidate),
        ]

    def _inside(self, source: Source, candidate: Candidate) -> list[float]:
        """How the candidate is named in the source itself."""
        mine = [inner for inner in source.inner if inner.cluster == candidate.figure]
        if candidate.figure is None or not mine:
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
            float(bool(heads) and heads[0].cluster == candidate.figure),
            float(len(heads) > 1 and " and " in rest),
            float(" and " in rest and not heads[1:]),
            float(best.owns and source.head in VOICE_HEADS),
        ]

    def _place(self, source: Source, candidate: Candidate, ranks: dict[int, tuple[int, int]]) -> list[float]:
        """How far away, how often, in which order."""
        if candidate.figure is None:
            return self._described_place(source, candidate)
        figure, layout = self.discourse.figures[candidate.figure], self.discourse.layout
        before = bisect_left(figure.starts, source.start)
        at = figure.starts[before - 1] if before else figure.starts[0]
        rank, own_rank = ranks[candidate.figure]
        sentences = abs(layout.sentence(source.start) - layout.sentence(at))
        paragraphs = abs(layout.paragraph(source.start) - layout.paragraph(at))
        return [
            float(before == 0),
            *_distances(abs(source.start - at), sentences, paragraphs),
            float(rank == 0),
            float(own_rank == 0),
            float(own_rank == 1),
            1.0 / (1 + own_rank),
            math.log1p(before),
            math.log1p(len(figure.starts)),
            len(figure.starts) / self.total,
            float(len(figure.starts) == self.top),
        ]

    def _described_place(self, source: Source, candidate: Candidate) -> list[float]:
        if candidate.described is None:
            return [0.0] * 16
        layout = self.discourse.layout
        at = self.described[candidate.described].last_before(source.start)
        sentences = abs(layout.sentence(source.start) - layout.sentence(at))
        paragraphs = abs(layout.paragraph(source.start) - layout.paragraph(at))
        return [0.0, *_distances(source.start - at, sentences, paragraphs), *[0.0] * 8]

    def _last_mention(self, source: Source, candidate: Candidate) -> list[float]:
        """How the candidate stood when it was last named."""
        if candidate.figure is None:
            return [0.0] * 9
        figure, text, layout = (
            self.discourse.figures[candidate.figure],
            self.discourse.text,
            self.discourse.layout,
        )
        before = bisect_left(figure.starts, source.start)
        if not before:
            return [0.0] * 9
        start, end = figure.starts[before - 1], figure.ends[before - 1]
        sentence = layout.sentence(start)
        opening = layout.sentences[sentence]
        first = self._first_of_sentence(opening, candidate.figure, source.start)
        following = WORD.search(text, end, min(len(text), end + 24))
        word = following[0].lower() if following else ""
        gap = text[end : min(source.start, end + 30)]
        leading = text[max(opening, start - 14) : start].split()
        return [
            float(start - opening < 6),
            float(first),
            float(first and sentence == layout.sentence(source.start)),
            float(text[end : end + 1] in ("'", "’")),
            float(word in SPEECH_VERBS),
            float(word in AUXILIARIES or word.endswith("ed")),
            float(bool(leading) and leading[-1].lower() in PREPOSITIONS),
            float(layout.quoted(start)),
            float(len(gap) <= 2) + 0.5 * float(2 < len(gap) < 30 and "." not in gap),
        ]

    def _first_of_sentence(self, opening: int, figure: int, limit: int) -> bool:
        """Whether the figure is the first of its label that the sentence names."""
        label = self.discourse.figures[figure].label
        index = bisect_left(self.discourse.event_starts, opening)
        for event in self.discourse.events[index : index + 12]:
            if event.start >= limit:
                break
            if self.discourse.figures[event.figure].label == label:
                return event.figure == figure
        return False

    def _speaking(self, setting: Setting, candidate: Candidate) -> list[float]:
        """Who spoke last, and whose words the source is a part of."""
        source, layout = setting.source, self.discourse.layout
        last = [_is(candidate, spoke) for spoke in setting.history[-3:][::-1]] + [False] * 3
        paragraph = layout.paragraph(source.start)
        previous = setting.history[-1] if setting.history else None
        near = paragraph - layout.paragraph(previous.start) if previous else 9
        inside = setting.enclosing is not None and _is(candidate, setting.enclosing)
        quoted = layout.quoted(source.start)
        same = next((s for s in reversed(setting.history[-8:]) if s.pronoun == source.kind), None)
        return [
            float(last[0]),
            float(last[0] and setting.goes_on),
            float(last[0] and near == 0),
            float(last[0] and near == 1),
            float(last[1] and not last[0]),
            float(last[0] and last[1]),
            float(last[2] and not last[0] and not last[1]),
            float(inside and quoted),
            float(inside and not quoted),
            float(same is not None and _is(candidate, same)),
            float(same is not None and _is(candidate, same) and paragraph == layout.paragraph(same.start)),
        ]

    def _agreement(self, source: Source, candidate: Candidate) -> list[float]:
        """Pronouns and roles that agree with what the article says of the candidate."""
        if candidate.described is not None:
            return self._described_agreement(source, self.described[candidate.described])
        if candidate.figure is None:
            return [0.0] * 9
        figure = self.discourse.figures[candidate.figure]
        asked = source.text.split()[0].lower() if source.kind == "body" else source.kind
        sign = {"he": 1.0, "his": 1.0, "she": -1.0, "her": -1.0}.get(asked, 0.0)
        gender = max(-2.5, min(2.5, figure.he)) * sign
        words = [canonical(word) for word in source.words]
        if source.kind == "name" or not words:
            return [min(gender, 0.0), float(gender < -0.6), float(gender < -1.5), *[0.0] * 6]
        head, others = words[-1], words[:-1]
        share = sum(word in figure.roles for word in others) / max(1, len(others))
        matched = float(self.discourse.has_role(candidate.figure, words))
        name = [canonical(word) for word in figure.name.split()]
        unlike = float(bool(others) and share == 0) * matched
        named = [float(head in name), float(head == name[-1])]
        return [
            gender,
            float(gender > 0.6),
            float(gender < -0.6),
            matched,
            matched * share,
            share,
            unlike,
            *named,
        ]

    def _described_agreement(self, source: Source, described: Described) -> list[float]:
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


def _share(setting: Setting, candidate: Candidate) -> list[float]:
    """What the network says of it."""
    if setting.linked is None:
        return [0.0] * 4
    share = setting.nobody if candidate.figure is None else setting.linked.get(candidate.figure, 0.0)
    top = max([setting.nobody, *setting.linked.values()])
    return [1.0, share, math.log(max(share, 1e-4)) / 9, float(share == top)]


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
