"""Speaker identity: how often a source mention's quote has the right speaker (definition in the design notes).

Knows the gold files and the arithmetic, nothing of the reader: give it what was predicted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.corpora import rows

TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "president",
        "sen",
        "senator",
        "rep",
        "representative",
        "gov",
        "governor",
        "mayor",
        "judge",
        "justice",
        "gen",
        "general",
        "lt",
        "col",
        "colonel",
        "maj",
        "capt",
        "sgt",
        "secretary",
        "chancellor",
        "minister",
        "prime",
        "vice",
        "rev",
        "sir",
        "lord",
        "lady",
        "dame",
    ]
)


@dataclass(frozen=True)
class Predicted:
    """One quote of the reader: where its source stands and whom it names as the speaker."""

    source: tuple[int, int] | None
    speaker: str | None
    kind: str


@dataclass(frozen=True)
class Identity:
    """The counts behind the figures."""

    right: int
    named: int
    guessed: int
    nameless: int
    joint_right: int
    joint: int

    @property
    def accuracy(self) -> float:
        """Right speakers among the mentions with one single name."""
        return self.right / max(1, self.named)

    @property
    def guess_rate(self) -> float:
        """Mentions of nobody the article names ("?...") whose speaker is a person nevertheless."""
        return self.guessed / max(1, self.nameless)


def normalised(name: str) -> str:
    """Lower case, titles and "the" dropped."""
    words = " ".join(name.lower().split()).split(" ")
    while len(words) > 1 and (words[0] == "the" or words[0].strip(".") in TITLES):
        words = words[1:]
    return " ".join(words)


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a gzipped JSON Lines file."""
    return list(rows(path))


def answer(spans: Sequence[Sequence[int]], predicted: Iterable[Predicted]) -> Predicted | None:
    """The prediction whose source shares most characters with the gold mention."""
    best: tuple[int, Predicted] | None = None
    for item in predicted:
        if item.source is None:
            continue
        shared = sum(max(0, min(e, item.source[1]) - max(s, item.source[0])) for s, e in spans)
        if shared and (best is None or shared > best[0]):
            best = (shared, item)
    return best[1] if best else None


def identity(gold: Iterable[Mapping[str, Any]], predicted: Mapping[str, Sequence[Predicted]]) -> Identity:
    """Compare articles of ``speakers/*.jsonl.gz`` with the predictions under the same ids."""
    right = named = guessed = nameless = joint_right = joint = 0
    for article in gold:
        for mention in article["mentions"]:
            found = answer(mention["spans"], predicted.get(article["id"], ()))
            who = mention["who"]
            accepted = {normalised(name) for name in who}
            correct = (
                found is not None and found.speaker is not None and normalised(found.speaker) in accepted
            )
            if is_nameless(who):
                nameless += 1
                guessed += found is not None and found.kind == "person"
            elif is_joint(who):
                joint += 1
                joint_right += found is not None and parts(found.speaker) in [parts(name) for name in who]
            elif is_single(who):
                named += 1
                right += correct
    return Identity(right, named, guessed, nameless, joint_right, joint)


def is_nameless(who: Sequence[str]) -> bool:
    """Whether the article names nobody there, by every reading."""
    return all(name.startswith("?") for name in who)


def is_joint(who: Sequence[str]) -> bool:
    """Whether several speak together."""
    return any("&" in name for name in who)


def is_single(who: Sequence[str]) -> bool:
    """Whether every reading gives one single name: what speaker identity is measured on."""
    return not is_joint(who) and not any(name.startswith("?") for name in who)


def parts(name: str | None) -> set[str]:
    """The names of those who speak together, normalised."""
    return {normalised(part) for part in re.split(r" & | and |, ", name or "")}


def described(result: Identity) -> str:
    """The figures in one line."""
    return (
        f"speaker identity {100 * result.accuracy:.1f} % ({result.right}/{result.named}); "
        f"nameless sources given a person {100 * result.guess_rate:.1f} % ({result.guessed}/{result.nameless}); "
        f"joint speakers {result.joint_right}/{result.joint}"
    )


def agrees(article: Mapping[str, Any], predicted: Predicted) -> bool:
    """Whether a prediction fits the gold mention under its source; True where the gold says nothing there."""
    if predicted.source is None:
        return True
    start, end = predicted.source
    for mention in article["mentions"]:
        if any(s < end and start < e for s, e in mention["spans"]):
            return _fits(mention["who"], predicted)
    return True


def _fits(who: Sequence[str], predicted: Predicted) -> bool:
    if any(name.startswith("?") for name in who) and predicted.kind != "person":
        return True
    accepted = [parts(name) for name in who]
    return predicted.speaker is not None and parts(predicted.speaker) in accepted
