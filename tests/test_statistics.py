from __future__ import annotations

import random

import numpy as np
import pytest

from whosaid.articles import MeanSentiment
from whosaid.statistics import RESAMPLES, mean_interval


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], MeanSentiment(0.0, 0.0, 0.0, 0)),
        ([0.5], MeanSentiment(0.5, -1.0, 1.0, 1)),
        ([-1.0, 1.0], MeanSentiment(0.0, -1.0, 1.0, 2)),
        ([0.25] * 8, MeanSentiment(0.25, 0.25, 0.25, 8)),
    ],
)
def test_small_samples(scores: list[float], expected: MeanSentiment) -> None:
    assert mean_interval(scores) == expected


def test_the_same_scores_give_the_same_interval() -> None:
    scores = [0.1, -0.4, 0.9, 0.2, -0.7]
    assert mean_interval(scores) == mean_interval(tuple(scores))
    assert mean_interval(scores) != mean_interval(scores, seed=1)


def test_an_interval_holds_its_mean_even_where_all_scores_are_equal() -> None:
    interval = mean_interval([0.1] * 7)
    assert interval.low <= interval.mean <= interval.high


def test_more_quotes_make_it_narrower() -> None:
    few, many = mean_interval([-0.5, 0.5] * 5), mean_interval([-0.5, 0.5] * 50)
    assert many.high - many.low < (few.high - few.low) / 2


def test_it_is_near_the_normal_interval_for_many_scores() -> None:
    interval = mean_interval([-1.0, 1.0] * 200)
    half = 1.96 / 400**0.5
    assert interval.low == pytest.approx(-half, abs=0.02)
    assert interval.high == pytest.approx(half, abs=0.02)


def test_the_interval_covers_the_true_mean_about_as_often_as_it_says() -> None:
    generator = random.Random(7)
    hits = 0
    for _ in range(200):
        interval = mean_interval([generator.uniform(-1, 1) for _ in range(30)])
        hits += interval.low <= 0 <= interval.high
    assert 180 <= hits <= 199


def test_very_many_scores_are_resampled_in_bites() -> None:
    interval = mean_interval([0.0, 0.5] * 10_000)
    assert interval.mean == 0.25
    assert 0.24 < interval.low < 0.25 < interval.high < 0.26


@pytest.mark.parametrize("size", [2, 7, 20, 21, 400])
def test_the_interval_is_the_quantiles_of_the_means_of_what_numpy_draws(size: int) -> None:
    scores = np.random.default_rng(1).uniform(-1, 1, size)
    means = scores[np.random.default_rng(0).integers(size, size=(RESAMPLES, size))].mean(axis=1)
    interval = mean_interval(scores.tolist())
    assert (interval.low, interval.high) == pytest.approx(tuple(np.quantile(means, [0.025, 0.975])))
