"""Errors by type: what went wrong with each attribution of PolNeAR dev, and with each speaker of ``speakers/dev``.

Every gold attribution that was not matched softly has one type, and so has every quote that matches none; the two are
one error where they are about the same words. Real examples are written for study by ``study``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.attributions import Attributed, dice
from evaluation.news import Read
from evaluation.speakers import Predicted, answer, is_joint, is_nameless, normalised, parts

ATTRIBUTION_TYPES = {
    "missed": "missed altogether",
    "swallowed": "missed, and most of its words taken for part of another quote",
    "source wrong": "found, but the source is somebody else",
    "source missing": "found, but without its source",
    "source too many": "found, but given a source where the gold has none",
    "content in part": "found in part: cut short, or run on",
    "piece": "too many: a further piece of attributed words",
    "invented": "too many: invented",
}
LOST = ("missed", "swallowed", "source wrong", "source missing", "source too many", "content in part")

SPEAKER_TYPES = {
    "source not found": "the source was not found",
    "given nobody": "given nobody, though named in the article",
    "another person": "another person",
    "not the name": "a description or a body instead of the name",
    "another name": "the right one, under a shorter or longer name",
    "not all": "several who speak together: not exactly those",
    "guessed": "given a person, though nobody is named",
}


@dataclass(frozen=True, slots=True)
class Missed:
    """One error: its type, the number of the gold attribution, and of the quote, where it has them."""

    type: str
    gold: int | None
    found: int | None


def attribution_errors(read: Read) -> list[Missed]:
    """The errors of one article: gold in order, then the quotes that are too many."""
    lost = [number for number in range(len(read.gold)) if number not in read.matches]
    free = [number for number, match in enumerate(read.matches) if match is None]
    pairs = dict(_paired(read, lost, free))
    errors = [Missed(_lost(read, gold, pairs.get(gold)), gold, pairs.get(gold)) for gold in lost]
    spare = [found for found in free if found not in pairs.values()]
    return errors + [Missed(_spare(read, found), None, found) for found in spare]


def _paired(read: Read, lost: Sequence[int], free: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Gold with the quote that shares most of its words, one to one."""
    shared = [
        (dice(read.gold[one].content, read.found[other].content), one, other)
        for one in lost
        for other in free
    ]
    taken: set[tuple[str, int]] = set()
    for share, one, other in sorted(shared, key=lambda item: -item[0]):
        if share and ("gold", one) not in taken and ("found", other) not in taken:
            taken |= {("gold", one), ("found", other)}
            yield one, other


def _lost(read: Read, gold: int, found: int | None) -> str:
    if found is None:
        words = read.gold[gold].content
        return "swallowed" if 2 * len(words & _union(read.found)) >= len(words) else "missed"
    one, other = read.gold[gold], read.found[found]
    if dice(one.content, other.content) < 0.5:
        return "content in part"
    if not other.source:
        return "source missing"
    return "source wrong" if one.source else "source too many"


def _spare(read: Read, found: int) -> str:
    words = read.found[found].content
    return "piece" if 2 * len(words & _union(read.gold)) >= len(words) else "invented"


def _union(items: Iterable[Attributed]) -> set[int]:
    return {token for item in items for token in item.content}


def speaker_error(mention: Mapping[str, Any], predicted: Iterable[Predicted]) -> str | None:
    """What is wrong with the speaker of a gold mention; None where it is right or nothing can be said."""
    who = mention["who"]
    found = answer(mention["spans"], predicted)
    if is_nameless(who):
        return "guessed" if found is not None and found.kind == "person" else None
    if not is_joint(who) and any(name.startswith("?") for name in who):
        return None  # one reading names somebody, the other nobody: both are accepted
    if found is None:
        return "source not found"
    if found.speaker is None:
        return "given nobody"
    if is_joint(who):
        return None if parts(found.speaker) in [parts(name) for name in who] else "not all"
    return _misnamed(who, found.speaker, found.kind)


def _misnamed(who: Sequence[str], speaker: str, kind: str) -> str | None:
    accepted = {normalised(name) for name in who}
    name = normalised(speaker)
    if name in accepted:
        return None
    if any(_same(name, other) for other in accepted):
        return "another name"
    return "another person" if kind == "person" else "not the name"


def _same(name: str, other: str) -> bool:
    """Whether all words of the shorter name are in the longer one: "trump" and "donald trump"."""
    one, two = set(name.split()), set(other.split())
    return one <= two or two <= one


def attribution_counts(reads: Sequence[Read]) -> dict[str, int]:
    """How many errors of each type, and of how many that are ``marked`` or ``found``."""
    counts = Counter(error.type for read in reads for error in attribution_errors(read))
    marked, found = sum(len(read.gold) for read in reads), sum(len(read.found) for read in reads)
    return {"marked": marked, "found": found} | {name: counts[name] for name in ATTRIBUTION_TYPES}


def speaker_counts(reads: Sequence[Read]) -> dict[str, dict[str, int]]:
    """How many errors of each type, end to end and with the attributions given."""
    counts: dict[str, Counter[str]] = {"end to end": Counter(), "given": Counter()}
    for read in reads:
        for mention in read.judge["mentions"] if read.judge else ():
            for name, predicted in (("end to end", read.who), ("given", read.given)):
                counts[name][speaker_error(mention, predicted) or "right"] += 1
    return {
        name: {"end to end": counts["end to end"][name], "given": counts["given"][name]}
        for name in SPEAKER_TYPES
    }
