"""What is chosen after training: how spans are decoded and joined, and the calibration of ``confidence``.

    python -m training.calibrate --data ../shared/data

Both on the PolNeAR dev articles that have no speaker gold (70 of 84); the calibration error that
``make evaluate`` prints is measured on the other 14. Writes training/chosen.json, which
``training.export`` puts into the pipeline.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from evaluation import attributions, corpora
from training.export import CHOSEN
from whosaid.reading import pipeline
from whosaid.reading.encoder import Encoded, Encoder
from whosaid.reading.quotes import Decoding
from whosaid.reading.quotes import attributions as find

BEGIN = (-1.0, -2.0, -3.0, -4.0)
OUTSIDE = -1.0  # precision and recall about equal; -1.5 finds more sources, and costs half a point of F1
COVER = 2.0  # 1 gives a quarter of a point more F1, but misses more speakers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model")
    parser.add_argument("--out", type=Path, default=CHOSEN)
    arguments = parser.parse_args()
    encoder = pipeline.load(arguments.model).get_pipe("whosaid_encoder")
    if not isinstance(encoder, Encoder):
        raise SystemExit("the pipeline has another encoder than ours")
    judged = {row["id"] for row in corpora.rows(arguments.data / "speakers/dev.jsonl.gz")}
    rows = [row for row in corpora.rows(arguments.data / "polnear/dev.jsonl.gz") if row["id"] not in judged]
    encoded = [encoder.encode(row["text"]) for row in rows]
    results = {begin: measure(rows, encoded, Decoding(begin, OUTSIDE, COVER)) for begin in BEGIN}
    for begin, found in results.items():
        shown = ", ".join(f"{name} {tally.f1:.1f}" for name, tally in found.scores.tallies.items())
        print(f"begin {begin}: sources found {found.sources:.1f}, {shown}")
    best = max(results, key=lambda begin: results[begin].scores.tallies["soft"].f1 + results[begin].sources)
    odds, right = results[best].odds, results[best].right
    chosen = {"begin": best, "outside": OUTSIDE, "cover": COVER, "calibration": calibrated(odds, right)}
    arguments.out.write_text(json.dumps({"whosaid_quotes": chosen}) + "\n")
    print(arguments.out.read_text())


def calibrated(odds: list[tuple[float, float]], right: list[bool]) -> list[float]:
    """Intercept and weights of a logistic regression from the odds to being right.

    One of each kind is added with no odds at all, so that a reader without an error gets finite weights.
    """
    inputs, wanted = np.array([*odds, (0.0, 0.0), (0.0, 0.0)]), np.array([*right, True, False])
    fitted = LogisticRegression(C=100).fit(inputs, wanted)
    return [round(float(value), 3) for value in (*fitted.intercept_, *fitted.coef_[0])]


@dataclass
class Measured:
    """What one way of decoding gives: figures, sources found (%), the odds of each attribution and if it is right."""

    scores: attributions.Scores
    sources: float
    odds: list[tuple[float, float]]
    right: list[bool]


def measure(rows: list[dict], encoded: list[Encoded], decoding: Decoding) -> Measured:
    """The figures with one way of decoding, and the odds and soft matches of all attributions found."""
    scores = attributions.Scores()
    odds: list[tuple[float, float]] = []
    right: list[bool] = []
    met: list[bool] = []
    for row, item in zip(rows, encoded, strict=True):
        tokens = attributions.Tokens(row["text"])
        gold = [tokens.attributed(a["content"], a["source"]) for a in row["attributions"]]
        found = find(item, decoding)
        predicted = [tokens.attributed(f.content, [f.source] if f.source else []) for f in found]
        matches = scores.add(tokens, gold, predicted)
        odds += [f.odds for f in found]
        right += [match is not None for match in matches]
        sources = [f.source for f in found if f.source]
        met += [
            any(
                start < end_of and start_of < end
                for start, end in sources
                for start_of, end_of in a["source"]
            )
            for a in row["attributions"]
            if a["source"]
        ]
    return Measured(scores, 100 * float(np.mean(met)), odds, right)


if __name__ == "__main__":
    main()
