"""Train the paragraph classifier and write its weights.

    python -m training.boilerplate --data FOLDER [--out whosaid/intake/boilerplate.npz]

Prints what is found on folds that were kept out. The lines of evaluation/boilerplate are
never learned from: a line of ours that comes near one of them is left out.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from evaluation.boilerplate.layouts import near_copies
from training.boilerplate.fillers import Filler, listed
from training.boilerplate.pages import ARTICLE, FOLDS, Line, Pages, Story, fold_of, kinds, sentences, stories
from whosaid.intake.classifier import Weights, in_context, unpacked
from whosaid.intake.features import BUCKETS, KIND_BUCKETS, features, kind_features

FILLED = 6  # times that a line with slots is filled in
PAGES = 2  # pages that each story stands on
HIDDEN = 24
SPLIT = 2  # every second paragraph teaches its sentences, too


def main() -> None:
    """Train on all folds but one, five times, to measure; then on all."""
    parser = argparse.ArgumentParser(prog="python -m training.boilerplate", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("whosaid/intake/boilerplate.npz"))
    parser.add_argument("--show", action="store_true", help="print the lines that are most wrong")
    arguments = parser.parse_args()
    every = stories(arguments.data)
    ours = {line for lines in kinds().values() for line in lines} | set(listed("article/sentences.txt"))
    without = near_copies(ours)
    print(
        f"{len(every)} stories, {len(ours)} lines of ours, {len(without)} left out as near the evaluation's"
    )
    lines = _lines(every, without)
    matrix, of = (
        _matrix([features(line.text) for line, _ in lines], BUCKETS),
        np.array([fold for _, fold in lines]),
    )
    print(f"{len(lines):,} lines", flush=True)
    pages = [_pages(fold, every, without) for fold in range(FOLDS)]
    known = _scorable({line.text for fold in pages for page in fold for line in page})
    print(f"{len(known):,} texts on pages", flush=True)
    inputs, answers, folds, shown = [], [], [], []
    for fold in range(FOLDS):
        alone = _fit_alone(matrix[of != fold], [line for line, other in lines if other != fold])
        for page in pages[fold]:
            texts = [line.text for line in page]
            scores = [float(alone.alone[known[text][0]] @ known[text][1]) + alone.bias for text in texts]
            inputs.append(in_context(np.array(scores, np.float32), texts))
            answers += [line.kind != ARTICLE for line in page]
            folds += [fold] * len(page)
            shown += texts
        print(f"fold {fold} done", flush=True)
    seen, truth = np.concatenate(inputs), np.array(answers)
    logits = _measure(seen, truth, np.array(folds))
    if arguments.show:
        _show(logits, truth, shown)
    _write(
        arguments.out,
        _fit_alone(matrix, [line for line, _ in lines]),
        _fit_context(seen, truth),
        _fit_kinds(lines),
    )


def _lines(every: list[Story], without: set[str]) -> list[tuple[Line, int]]:
    """Every line once (those with slots more often), with its fold."""
    filler = Filler(random.Random(3))
    texts = [(text, story.fold) for story in every for text in story.paragraphs]
    texts += [
        (each, fold) for text, fold in texts[::SPLIT] if len(sentences(text)) > 1 for each in sentences(text)
    ]
    found = [(Line(text, ARTICLE), fold) for text, fold in dict.fromkeys(texts)]
    for kind, texts in kinds().items():
        for text in texts:
            if text not in without:
                times = FILLED if "{" in text else 2
                found += [(Line(filler.fill(text), kind), fold_of(text)) for _ in range(times)]
    found += [(line, fold) for fold in range(FOLDS) for line in _heads(fold, every)]
    return found


def _heads(fold: int, every: list[Story]) -> list[Line]:
    pages = Pages(fold, every, 5, set())
    return [line for _ in range(150) for line in pages._head()]


def _pages(fold: int, every: list[Story], without: set[str]) -> list[list[Line]]:
    pages = Pages(fold, every, 1, without)
    return [pages.page(story) for _ in range(PAGES) for story in pages.stories]


def _matrix(found: list[dict[int, float]], buckets: int) -> csr_matrix:
    ends = np.cumsum([0] + [len(each) for each in found])
    columns = np.fromiter((bucket for each in found for bucket in each), np.int32)
    values = np.fromiter((value for each in found for value in each.values()), np.float32)
    return csr_matrix((values, columns, ends), shape=(len(found), buckets))


def _scorable(texts: set[str]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The features of each text as arrays, found once."""
    found = {text: features(text) for text in texts}
    return {
        text: (np.fromiter(each, np.int32), np.fromiter(each.values(), np.float32))
        for text, each in found.items()
    }


def _fit_alone(inputs: csr_matrix, lines: list[Line]) -> Weights:
    model = LogisticRegression(C=8, max_iter=300, solver="liblinear", tol=1e-2)
    model.fit(inputs, [line.kind != ARTICLE for line in lines])
    blank: dict[str, Any] = dict.fromkeys(("hidden", "hidden_bias", "out", "kind", "kind_bias"), np.zeros(1))
    blank |= {"out_bias": 0.0, "kinds": np.array([]), "kind_scale": 1.0}
    return unpacked({"alone": model.coef_[0].astype(np.float16), "bias": model.intercept_[0], **blank})


def _fit_context(inputs: np.ndarray, answers: np.ndarray) -> MLPClassifier:
    model = MLPClassifier(
        (HIDDEN,), alpha=1e-3, max_iter=60, random_state=0, batch_size=2048, early_stopping=True
    )
    return model.fit(inputs, answers)


def _fit_kinds(lines: list[tuple[Line, int]]) -> LogisticRegression:
    chosen = [line for line, _ in lines if line.kind != ARTICLE]
    model = LogisticRegression(C=20, max_iter=400)
    return model.fit(
        _matrix([kind_features(line.text) for line in chosen], KIND_BUCKETS), [line.kind for line in chosen]
    )


def _measure(inputs: np.ndarray, answers: np.ndarray, folds: np.ndarray) -> np.ndarray:
    logits = np.zeros(len(answers))
    for fold in range(FOLDS):
        model = _fit_context(inputs[folds != fold], answers[folds != fold])
        chance = np.clip(model.predict_proba(inputs[folds == fold])[:, 1], 1e-9, 1 - 1e-9)
        logits[folds == fold] = np.log(chance / (1 - chance))
    for limit in (0, 1, 2, 3, 4, 5):
        found = logits > limit
        print(
            f"above {limit}: {found[answers].mean():.2%} of boilerplate, {found[~answers].mean():.3%} of the rest"
        )
    return logits


def _show(logits: np.ndarray, answers: np.ndarray, texts: list[str]) -> None:
    """Print the lines that are most wrong, once each."""
    for name, order in (("article", np.argsort(-logits)), ("boilerplate", np.argsort(logits))):
        wrong = dict.fromkeys(texts[at] for at in order if answers[at] == (name == "boilerplate"))
        print(f"{name}, most wrong:", *list(wrong)[:250], sep="\n    ")


def _write(path: Path, alone: Weights, context: MLPClassifier, kind: LogisticRegression) -> None:
    scale = np.abs(kind.coef_).max() / 127
    np.savez_compressed(
        path,
        alone=alone.alone.astype(np.float16),
        bias=alone.bias,
        hidden=context.coefs_[0].astype(np.float32),
        hidden_bias=context.intercepts_[0].astype(np.float32),
        out=context.coefs_[1][:, 0].astype(np.float32),
        out_bias=context.intercepts_[1][0],
        kinds=np.array(list(kind.classes_)),
        kind=np.rint(kind.coef_.T / scale).astype(np.int8),
        kind_bias=kind.intercept_.astype(np.float32),
        kind_scale=scale,
    )
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
