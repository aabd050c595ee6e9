"""Which lines of a text are no part of the article, told by a small classifier of ours.

Two steps: a line seen alone (a linear model over ``features``), then with the lines around
it (a small network over their scores). Which of the lines found are taken out is decided in
``boilerplate``; the weights come from training/boilerplate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from whosaid.intake.draft import Stretch, lines, paragraphs
from whosaid.intake.features import ending, features, is_spoken, kind_features, words_of

Array = npt.NDArray[np.float32]

WEIGHTS = "boilerplate.npz"
_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
_SHORT = 30  # characters; after such a line the next one starts afresh, even without a full stop
_WIDEST = 110  # characters; no text with a longer line is hard-wrapped
_RAGGED = 25  # characters by which lines of a hard-wrapped text differ
_SURE = -2.0  # a score below it is an article's
_FEWEST_WORDS = 10  # of a line that shows where the article begins and ends
_MOST = 6.0  # scores are cut off here
_AROUND = 4  # lines
_MOST_LINES = 20_000  # of what is an article; 0.1 ms a line
_HALF_LIFE = 8.0  # lines


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: of a line alone, of the lines around it, and of the kinds."""

    alone: Array
    bias: float
    hidden: Array
    hidden_bias: Array
    out: Array
    out_bias: float
    kinds: tuple[str, ...]
    kind: Array
    kind_bias: Array


class Judged(NamedTuple):
    """A line (or hard-wrapped run of lines) with its score: above 0 it is boilerplate, more likely than not."""

    start: int
    end: int
    text: str
    score: float


@cache
def weights() -> Weights:
    """Return the weights that ship with the package."""
    with (files("whosaid.intake") / WEIGHTS).open("rb") as stream, np.load(stream) as kept:
        return unpacked(dict(kept))


def unpacked(kept: dict[str, Any]) -> Weights:
    """Make weights from arrays as they are stored."""
    return Weights(
        alone=kept["alone"].astype(np.float32),
        bias=float(kept["bias"]),
        hidden=kept["hidden"].astype(np.float32),
        hidden_bias=kept["hidden_bias"].astype(np.float32),
        out=kept["out"].astype(np.float32),
        out_bias=float(kept["out_bias"]),
        kinds=tuple(str(kind) for kind in kept["kinds"]),
        kind=kept["kind"].astype(np.float32) * float(kept["kind_scale"]),
        kind_bias=kept["kind_bias"].astype(np.float32),
    )


def judged(text: str) -> list[Judged]:
    """Return the lines of a text with their scores, in text order; none where there are far too many."""
    found = list(units(text))
    if not 0 < len(found) <= _MOST_LINES:
        return []
    learned = weights()
    texts = [" ".join(unit.text.split("\n")) for unit in found]
    scores = in_context(np.array([score_alone(each, learned) for each in texts], np.float32), texts)
    hidden = np.maximum(scores @ learned.hidden + learned.hidden_bias, 0)
    logits = hidden @ learned.out + learned.out_bias
    return [
        Judged(unit.start, unit.end, one, float(logit))
        for unit, one, logit in zip(found, texts, logits, strict=True)
    ]


def kind_of(text: str) -> str:
    """Return what kind of boilerplate a line is, if it is any: "newsletter"."""
    learned = weights()
    found = kind_features(text)
    index, values = list(found), np.array(list(found.values()), np.float32)
    return learned.kinds[int(np.argmax(values @ learned.kind[index] + learned.kind_bias))]


def units(text: str) -> Iterator[Stretch]:
    """Yield the lines of a text; lines of a hard-wrapped paragraph that run on are one."""
    width = max((len(line.text) for line in lines(text)), default=0)
    for paragraph in paragraphs(text):
        waiting: Stretch | None = None
        for line in lines(paragraph.text):
            if waiting and not _runs_on(waiting.text.rpartition("\n")[2], line.text, width):
                yield waiting
                waiting = None
            start = waiting.start if waiting else paragraph.start + line.start
            end = paragraph.start + line.end
            waiting = Stretch(start, end, text[start:end])
        if waiting:
            yield waiting


def _runs_on(line: str, following: str, width: int) -> bool:
    """Tell whether a line goes on in the next: a sentence that has not ended, or one as wide as the text."""
    if _ENDED.search(line[-5:]) or len(line) < _SHORT:
        return False
    wrapped = width <= _WIDEST and len(line) > width - _RAGGED and not following.startswith(("By ", "BY "))
    return wrapped or following[:1].islower()


def score_alone(text: str, learned: Weights) -> float:
    """Return the score of a line that is seen alone."""
    found = features(text)
    return float(learned.alone[list(found)] @ np.array(list(found.values()), np.float32)) + learned.bias


def in_context(scores: Array, texts: Sequence[str]) -> Array:
    """Return, for each line, what the second step sees: its score, its neighbours', and its place."""
    scores = np.clip(scores / 2, -_MOST, _MOST)
    count = len(scores)
    words = np.array([words_of(text) for text in texts], np.float32)
    padded = np.concatenate([np.zeros(_AROUND, np.float32), scores, np.zeros(_AROUND, np.float32)])
    around = [padded[_AROUND + step : _AROUND + step + count] for step in (-3, -2, -1, 1, 2, 3)]
    means = [
        np.array([padded[at + first : at + last].mean() for at in range(count)], np.float32)
        for first, last in ((0, _AROUND), (_AROUND + 1, 2 * _AROUND + 1))
    ]
    article = (scores * 2 < _SURE) & (words >= _FEWEST_WORDS)
    since, until = _distance(article), _distance(article[::-1])[::-1]
    ends = [ending(text) for text in texts]
    place = np.arange(count)
    columns = [
        scores, *around, *means, since, until, np.minimum(words, 40) / 20,
        np.array([end == "-" for end in ends]), np.array([end == "." for end in ends]),
        np.array([end == ":" for end in ends]), np.array([is_spoken(text) for text in texts]),
        _close(place), _close(place[::-1]), np.maximum.accumulate(article), np.maximum.accumulate(article[::-1])[::-1],
    ]  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float32)


def _distance(mark: npt.NDArray[np.bool_]) -> Array:
    """Return how close the last mark before each place is: 1 right before it, 0 where there is none."""
    close = np.zeros(len(mark), np.float32)
    last: int | None = None
    for at, marked in enumerate(mark):
        if last is not None:
            close[at] = 0.5 ** ((at - last - 1) / _HALF_LIFE)
        if marked:
            last = at
    return close


def _close(place: npt.NDArray[np.int_]) -> Array:
    return np.float32(0.5) ** (place / _HALF_LIFE).astype(np.float32)
