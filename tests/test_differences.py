"""Shares, means and their differences over articles, beside published figures and on generated ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from whosaid.differences import (
    Sums,
    adjusted,
    compare_means,
    compare_shares,
    newcombe,
    t_quantile,
    two_sided,
    wilson,
)


def sums(articles: Sequence[tuple[float, float]]) -> Sums:
    """Of (y, x) of each article."""
    return Sums(
        len(articles),
        sum(y for y, _ in articles),
        sum(x for _, x in articles),
        sum(y * y for y, _ in articles),
        sum(x * y for y, x in articles),
        sum(x * x for _, x in articles),
    )


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (10, 2.228), (120, 1.980), (500, 1.960)],
)
def test_students_t_is_that_of_the_tables(freedom: int, quantile: float) -> None:
    assert t_quantile(freedom, 0.05) == pytest.approx(quantile, abs=5e-4)
    assert two_sided(quantile, freedom) == pytest.approx(0.05, abs=1e-4)
    assert two_sided(0.0, freedom) == pytest.approx(1.0)


def test_wilsons_interval_of_a_share() -> None:
    """Newcombe 1998 (Statistics in Medicine 17:857), table I, method 3: 81 of 263, 1 of 29."""
    assert wilson(81 / 263, 263, 1.959964) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(1 / 29, 29, 1.959964) == pytest.approx((0.0061, 0.1718), abs=5e-5)
    assert wilson(0.0, 20, 1.959964) == pytest.approx((0.0, 0.1611), abs=5e-5)


@pytest.mark.parametrize(
    ("one", "two", "interval"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((10, 10), (0, 10), (0.6075, 1.0000)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
    ],
)
def test_newcombes_interval_of_a_difference(
    one: tuple[int, int], two: tuple[int, int], interval: tuple[float, float]
) -> None:
    """Newcombe 1998 (Statistics in Medicine 17:873), table II, method 10."""
    shares = [(found / count, float(count)) for found, count in (one, two)]
    assert newcombe(shares[0], shares[1], 1.959964) == pytest.approx(interval, abs=5e-5)


def test_benjamini_and_hochbergs_correction() -> None:
    assert adjusted([0.01, 0.04, 0.03, 0.5]) == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])
    assert adjusted([0.6, 0.9]) == pytest.approx([0.9, 0.9])
    assert adjusted([]) == []


def test_ten_quotes_of_one_article_are_one_piece_of_evidence() -> None:
    spread = [(1.0, 10.0)] * 10
    heaped = [(10.0, 10.0)] + [(0.0, 10.0)] * 9
    other = [(0.0, 10.0)] * 10
    even = compare_shares([sums(spread), sums(other)], [100, 100]).difference
    uneven = compare_shares([sums(heaped), sums(other)], [100, 100]).difference
    assert even is not None
    assert uneven is not None
    assert even.value == uneven.value == pytest.approx(0.1)
    assert even.p < 0.01 < 0.3 < uneven.p
    assert even.low > 0 > uneven.low


def test_one_article_tells_nothing() -> None:
    found = compare_shares([sums([(5.0, 10.0)]), sums([(1.0, 10.0)] * 8)], [10, 80])
    assert found.difference is None
    assert found.estimates[0] is not None
    assert (found.estimates[0].low, found.estimates[0].high) == (0.0, 1.0)
    means = compare_means([sums([(5.0, 10.0)]), sums([(1.0, 10.0)] * 8)], [3.0, 8.0])
    assert means.difference is None
    assert means.estimates[0] is not None
    assert (means.estimates[0].low, means.estimates[0].high) == (-1.0, 1.0)


def test_a_side_without_anything_has_no_estimate() -> None:
    nothing = Sums(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    assert compare_shares([nothing, sums([(1.0, 2.0)] * 3)], [0, 6]).estimates[0] is None
    assert compare_means([nothing, sums([(1.0, 2.0)] * 3)], [0, 1.0]).estimates[0] is None
    assert compare_means([nothing, nothing], [0, 0]).difference is None


def test_scores_without_spread_are_not_taken_to_be_exact() -> None:
    same = compare_means([sums([(0.5, 1.0)] * 2), sums([(0.45, 1.0)] * 2)], [0.5, 0.405])
    assert same.difference is not None
    assert same.difference.p > 0.05


def test_of_three_sides_the_clearest_pair_pays_for_all_pairs() -> None:
    low, middle, high = ([(count, 20.0)] * 12 for count in (2.0, 5.0, 9.0))
    two = compare_shares([sums(low), sums(high)], [240, 240]).difference
    three = compare_shares([sums(low), sums(middle), sums(high)], [240, 240, 240]).difference
    assert two is not None
    assert three is not None
    assert (three.first, three.second) == (0, 2)
    assert three.p > two.p
    assert three.high - three.low > two.high - two.low


Draw = Callable[[random.Random], tuple[Sums, float]]


def share_of_an_outlet(draw: random.Random) -> tuple[Sums, float]:
    """Twelve articles in which a speaker has very different shares: most of it in a few."""
    articles = []
    for _ in range(12):
        quotes = draw.randint(5, 20)
        share = draw.betavariate(0.5, 2)
        articles.append((float(sum(draw.random() < share for _ in range(quotes))), float(quotes)))
    return sums(articles), sum(quotes for _, quotes in articles)


def tone_of_an_outlet(draw: random.Random) -> tuple[Sums, float]:
    """Eight articles, each with a tone of its own."""
    articles, squares = [], 0.0
    for _ in range(8):
        tone = draw.gauss(0, 0.3)
        scores = [max(-1.0, min(1.0, draw.gauss(tone, 0.3))) for _ in range(draw.randint(2, 8))]
        articles.append((sum(scores), float(len(scores))))
        squares += sum(score * score for score in scores)
    return sums(articles), squares


@pytest.mark.parametrize(
    ("draw", "compare"), [(share_of_an_outlet, compare_shares), (tone_of_an_outlet, compare_means)]
)
def test_outlets_that_are_alike_are_called_different_about_once_in_twenty(
    draw: Draw, compare: Callable
) -> None:
    source = random.Random(11)
    called = 0
    for _ in range(400):
        sides = [draw(source), draw(source)]
        found = compare([side for side, _ in sides], [more for _, more in sides]).difference
        assert found is not None
        assert (found.p <= 0.05) == (not found.low <= 0 <= found.high)
        called += found.p <= 0.05
    assert 4 <= called <= 34  # of 400; twenty are expected
