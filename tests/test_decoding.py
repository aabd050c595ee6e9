"""Scores to spans, on hand-made scores."""

from __future__ import annotations

import math
from itertools import pairwise, product

import numpy as np
import pytest

from whosaid.reading.decoding import tagged, viterbi, voted, word_scores
from whosaid.reading.encoder import WINDOW, _windows

NAMES = ("O", "B-X", "I-X", "B-Y", "I-Y")


def scores(*best: str, other: dict[int, tuple[str, float]] | None = None) -> np.ndarray:
    """Log-probabilities in which the named tag is best in each row; ``other`` raises a second one."""
    rows = np.full((len(best), len(NAMES)), -5.0, dtype=np.float32)
    for row, name in enumerate(best):
        rows[row, NAMES.index(name)] = -0.1
    for row, (name, value) in (other or {}).items():
        rows[row, NAMES.index(name)] = value
    return rows


@pytest.mark.parametrize(
    ("best", "expected"),
    [
        (("O", "B-X", "I-X", "O"), ["O", "B-X", "I-X", "O"]),
        (("B-X", "B-X"), ["B-X", "B-X"]),
        (("B-X", "I-Y", "I-X"), ["B-X", "I-X", "I-X"]),  # I-Y cannot follow B-X
    ],
)
def test_viterbi_gives_legal_sequences(best: tuple[str, ...], expected: list[str]) -> None:
    other = {1: ("I-X", -1.0)} if best[1] == "I-Y" else None
    assert [NAMES[tag] for tag in viterbi(scores(*best, other=other), NAMES)] == expected


def test_viterbi_never_begins_inside() -> None:
    path = viterbi(scores("I-X", "I-X"), NAMES)
    assert NAMES[path[0]] != "I-X"


def test_a_penalty_for_beginning_joins_fragments() -> None:
    rows = scores("B-X", "B-X", other={1: ("I-X", -1.0)})
    assert [NAMES[tag] for tag in viterbi(rows, NAMES)] == ["B-X", "B-X"]
    assert [NAMES[tag] for tag in viterbi(rows, NAMES, begin=-2.0, label="X")] == ["B-X", "I-X"]


@pytest.mark.parametrize("begin", [-1.5, 0.0, 1.5])
@pytest.mark.parametrize("seed", range(5))
def test_viterbi_finds_the_best_of_all_legal_sequences(seed: int, begin: float) -> None:
    shares = np.random.default_rng(seed).dirichlet([0.6, 0.2, 0.2, 0.2, 0.2], size=5)
    rows = np.log(shares + 1e-6).astype(np.float32)

    def score(path: tuple[int, ...]) -> float:
        legal = all(tag == 0 or tag % 2 or before in (tag, tag - 1) for before, tag in pairwise((0, *path)))
        begun = sum(NAMES[tag] == "B-X" for tag in path[1:])
        return float(rows[range(5), path].sum()) + begin * begun if legal else -math.inf

    best = max(product(range(len(NAMES)), repeat=5), key=score)
    assert tuple(viterbi(rows, NAMES, begin=begin, label="X").tolist()) == best


def test_a_span_goes_on_through_words_that_look_like_none() -> None:
    rows = scores("B-X", "O", "I-X", "O", other={1: ("I-X", -2.0), 2: ("I-X", -0.01)})
    rows[2, NAMES.index("B-X")] = -9.0
    assert [NAMES[tag] for tag in viterbi(rows, NAMES)] == ["B-X", "I-X", "I-X", "O"]


def test_an_empty_text_has_no_tags() -> None:
    nothing = np.zeros((0, len(NAMES)), dtype=np.float32)
    assert len(viterbi(nothing, NAMES)) == len(voted(nothing, NAMES)) == 0


def test_pieces_of_a_word_are_judged_together() -> None:
    word = np.array([0, 1, 1, 2])
    rows = scores("O", "B-X", "I-X", "O")
    judged, first = word_scores(rows, word)
    assert first.tolist() == [0, 1, 3]
    assert [NAMES[tag] for tag in judged.argmax(axis=1)] == ["O", "B-X", "O"]


def test_spans_of_a_sequence() -> None:
    rows = scores("B-X", "I-X", "O", "B-Y")
    path = np.array([1, 2, 0, 3])
    spans = tagged(path, NAMES, np.array([0, 2, 3, 5]), rows, 6)
    assert [(span.first, span.last, span.label) for span in spans] == [(0, 3, "X"), (5, 6, "Y")]
    assert 0.9 < spans[0].probability < 1


def test_the_label_of_a_short_span_is_voted_on() -> None:
    rows = scores("B-X", "I-Y", "I-Y")
    assert [NAMES[tag] for tag in voted(rows, NAMES)] == ["B-Y", "I-Y", "I-Y"]


def test_a_date_goes_on_from_no_place() -> None:
    rows = scores("B-X", "I-Y", "I-Y")
    assert [NAMES[tag] for tag in voted(rows, NAMES, frozenset({"Y"}))] == ["B-X", "B-Y", "I-Y"]


@pytest.mark.parametrize("n", [0, 1, WINDOW, WINDOW + 1, 3 * WINDOW + 17])
def test_windows_give_every_piece_to_exactly_one(n: int) -> None:
    windows = _windows(n, WINDOW // 2)
    owned = [piece for window in windows for piece in range(window.first, window.last)]
    assert owned == list(range(n))
    assert all(w.start <= w.first and w.last <= w.end <= w.start + WINDOW for w in windows)
