"""Cues and sources that nobody chose take over a choice, where little speaks against it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from whosaid.reading.decoding import Tagged
from whosaid.reading.encoder import Encoded
from whosaid.reading.features import load_tokenizer, pieces
from whosaid.reading.joining import Choice, cover, sources_of
from whosaid.reading.pipeline import EMBEDDED


def choice(**shares: float) -> Choice:
    """Heads a, b, c are 0, 1, 2, ``none`` is no head; the likeliest is chosen."""
    names: dict[str, int | None] = {"a": 0, "b": 1, "c": 2, "none": None}
    scores = {names[name]: math.log(share) for name, share in shares.items()}
    return Choice(scores, max(scores, key=lambda head: scores[head]))


@pytest.mark.parametrize(
    ("choices", "bonus", "expected"),
    [
        # b has nothing; the second loses less by it than the first
        ([choice(a=0.9, b=0.05), choice(a=0.6, b=0.3)], 2.0, [0, 1]),
        # too much speaks against it
        ([choice(a=0.9, b=0.05), choice(a=0.6, b=0.3)], 0.5, [0, 0]),
        # nobody leaves a head alone to cover another
        ([choice(a=0.6, b=0.4)], 2.0, [0]),
        # a source that was left out comes before none at all
        ([choice(none=0.6, a=0.3)], 2.0, [0]),
        # b is covered first; then a has one user left, who may not leave for c
        ([choice(a=0.5, b=0.4), choice(a=0.5, c=0.4)], 2.0, [1, 0]),
        ([choice(a=0.9)], 0.0, [0]),
        ([], 2.0, []),
    ],
)
def test_cover(choices: list[Choice], bonus: float, expected: list[int | None]) -> None:
    cover(choices, bonus)
    assert [item.chosen for item in choices] == expected


def test_without_a_bonus_nothing_moves() -> None:
    choices = [choice(a=0.5, b=0.5), choice(a=0.5, b=0.49)]
    cover(choices, 0.0)
    assert [item.chosen for item in choices] == [0, 0]


def test_what_is_out_of_reach_is_hardly_sure() -> None:
    assert Choice({}, None).sure < 1e-4
    assert choice(a=0.9, b=0.1).sure == pytest.approx(0.9)


@pytest.mark.parametrize(("share", "expected"), [(0.9, "The board"), (0.4, None)])
def test_a_source_without_a_tag_is_found_by_most_pointers(share: float, expected: str | None) -> None:
    text = "The board said it rained."
    cut = pieces(text, load_tokenizer(str(EMBEDDED / "whosaid_encoder" / "tokenizer.json")))
    n = len(cut)
    empty = np.full((n, 7), -9.0, dtype=np.float32)
    pointing = np.full((n, 256), -30.0, dtype=np.float16)
    pointing[:, 1], pointing[:, 0] = math.log(share), math.log(1 - share)  # to "The", else to none
    origin = np.zeros(n, dtype=np.int64)
    item = Encoded(text, cut, empty, empty, pointing, pointing, empty, empty, empty, empty, origin)
    ((found, sure),) = sources_of(item, [([Tagged(3, 5, "CONTENT", 0.9)], None, 0.9)], [], 2.0)
    words = text[cut.start[found.first] : cut.end[found.last - 1]] if found else None
    assert words == expected  # never "The" alone
    assert sure == pytest.approx(share if expected else 1 - share, abs=0.01)


def test_pieces_of_two_windows_point_to_the_same_head() -> None:
    text = "The board said it rained."
    cut = pieces(text, load_tokenizer(str(EMBEDDED / "whosaid_encoder" / "tokenizer.json")))
    n = len(cut)
    empty = np.full((n, 7), -9.0, dtype=np.float32)
    pointing = np.full((n, 256), -30.0, dtype=np.float16)
    origin = np.array([0, 0, 0, 0] + [1] * (n - 4))
    pointing[3, 3] = pointing[4, 2] = math.log(0.9)  # both mean piece 2: column 1 is the window's first piece
    pointing[3, 0] = pointing[4, 0] = math.log(0.1)
    item = Encoded(text, cut, empty, empty, pointing, pointing, empty, empty, empty, empty, origin)
    heads = [Tagged(0, 2, "SOURCE", 0.9), Tagged(2, 3, "SOURCE", 0.9)]
    ((found, sure),) = sources_of(item, [([Tagged(3, 5, "CONTENT", 0.9)], None, 0.9)], heads, 0.0)
    assert found == heads[1]
    assert sure == pytest.approx(0.9, abs=0.01)
