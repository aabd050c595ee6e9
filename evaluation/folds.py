"""Sentiment of sentences, five folds by document: each model is asked about the NYT documents kept out of its training.

    python -m evaluation.folds --data FOLDER .local/fold0 .local/fold1 .local/fold2 .local/fold3 .local/fold4

The models in the order of their folds; how they are made stands in training/README.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import mean

from evaluation import corpora, sentiment
from whosaid.reading import pipeline


def main() -> None:
    """Pearson r of each fold, and the mean of all; VADER and TextBlob beside it."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.folds", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("models", nargs=5, help="a pipeline's folder for each fold")
    arguments = parser.parse_args()
    peers = {"VADER": sentiment.vader(), "TextBlob": sentiment.textblob()}
    found: dict[str, list[float]] = {name: [] for name in ("Whosaid", *peers)}
    for fold, model in enumerate(arguments.models):
        rated = corpora.valence(arguments.data, "nytEditorialSnippets", held=True, fold=fold)
        texts, gold = [text for text, _ in rated], [value for _, value in rated]
        felt = [item.score for item in pipeline.sentiment_of(texts, model=model)]
        found["Whosaid"].append(sentiment.pearson(felt, gold))
        for name, peer in peers.items():
            found[name].append(sentiment.pearson([peer(text)[0] for text in texts], gold))
        last = ", ".join(f"{name} {values[-1]:.3f}" for name, values in found.items())
        print(f"fold {fold}, {len(rated)} sentences: {last}", flush=True)
    print("mean: " + ", ".join(f"{name} {mean(values):.3f}" for name, values in found.items()))


if __name__ == "__main__":
    main()
