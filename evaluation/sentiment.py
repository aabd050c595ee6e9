"""Sentiment figures, for the reader and its peers: Pearson r, right sign, macro F1."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

POLARITIES = ("negative", "neutral", "positive")
Scored = tuple[float, str]  # score in [-1, 1], label
Peer = Callable[[str], Scored]


def pearson(predicted: Sequence[float], gold: Sequence[float]) -> float:
    """Pearson's correlation."""
    return float(np.corrcoef(predicted, gold)[0, 1])


def sign(value: float) -> str:
    """The label of a mean human rating; 0 is neutral."""
    return "negative" if value < 0 else "positive" if value > 0 else "neutral"


def right_sign(labels: Sequence[str], gold: Sequence[float]) -> float:
    """Share, in per cent, of labels that agree with the sign of the mean human label."""
    return 100 * float(np.mean([label == sign(value) for label, value in zip(labels, gold, strict=True)]))


def macro_f1(predicted: Sequence[str], gold: Sequence[str]) -> float:
    """Mean F1 of the three labels, in per cent."""
    scores = []
    for label in POLARITIES:
        right = sum(p == g == label for p, g in zip(predicted, gold, strict=True))
        scores.append(200 * right / max(1, predicted.count(label) + gold.count(label)))  # type: ignore[attr-defined]
    return float(np.mean(scores))


def vader() -> Peer:
    """VADER (Hutto and Gilbert 2014): its compound score, its usual thresholds of 0.05."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()

    def score(text: str) -> Scored:
        compound = float(analyser.polarity_scores(text)["compound"])
        return compound, "negative" if compound <= -0.05 else "positive" if compound >= 0.05 else "neutral"

    return score


def textblob() -> Peer:
    """TextBlob's default (pattern) analyser; neutral is exactly 0."""
    from textblob import TextBlob

    def score(text: str) -> Scored:
        polarity = float(TextBlob(text).sentiment.polarity)
        return polarity, sign(polarity)

    return score
