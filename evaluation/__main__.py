"""How good the reader is, beside its peers: ``make evaluate``.

    python -m evaluation --data ../shared/data [--model FOLDER] [--json FILE] [--errors FILE] [--write]

Every figure is printed with its definition's name; definitions and honest limits stand in
evaluation/README.md. Needs the corpora, which are no part of the project.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from evaluation import (
    attributions,
    corpora,
    entities,
    errors,
    groups,
    kinds,
    news,
    sentiment,
    speakers,
    study,
    tables,
)
from evaluation.calibration import expected_calibration_error
from whosaid.reading import pipeline

Figures = dict[str, Any]


def measure_attributions(data: Path, model: str | None, study_file: Path | None = None) -> Figures:
    """PolNeAR dev: attributions, kinds, errors, speaker identity, calibration."""
    reads = list(news.read_dev(data, model))
    if study_file:
        study.write(study_file, reads)
    scores = attributions.Scores()
    for read in reads:
        scores.add(read.tokens, read.gold, read.found)
    figures: Figures = {
        name: {"P": tally.precision, "R": tally.recall, "F1": tally.f1}
        for name, tally in scores.tallies.items()
    }
    return (
        figures
        | _speakers(reads)
        | {
            "kinds": kinds.confusion(reads),
            "errors, attributions": errors.attribution_counts(reads),
            "errors, speakers": errors.speaker_counts(reads),
            "errors, by group": groups.uneven(reads),
        }
    )


def _speakers(reads: Sequence[news.Read]) -> Figures:
    judged = [(read, read.judge) for read in reads if read.judge is not None]
    judges = [judge for _, judge in judged]
    result = speakers.identity(judges, {read.id: read.who for read, _ in judged})
    resolver = speakers.identity(judges, {read.id: read.given for read, _ in judged})
    confidences = [
        (quote.confidence, match is not None and speakers.agrees(judge, who))
        for read, judge in judged
        for quote, who, match in zip(read.quotes, read.who, read.matches, strict=True)
    ]
    return {
        "speaker identity, named": 100 * result.accuracy,
        "speaker identity, named, gold attributions": 100 * resolver.accuracy,
        "nameless given a person": 100 * result.guess_rate,
        "nameless given a person, gold attributions": 100 * resolver.guess_rate,
        "calibration error": expected_calibration_error(confidences),
    }


ENTITY_SETS = {
    "CoNLL-2003 dev": ("crossner_conll2003_dev.iob.gz", 0, 1, {"PER", "ORG", "LOC", "MISC"}),
    "CrossNER politics dev": ("crossner_politics_dev.iob.gz", 0, 1, {"PER", "ORG", "LOC", "MISC"}),
    "UNER-EWT dev": ("uner_ewt_dev.iob2.gz", 1, 2, {"PER", "ORG", "LOC"}),
}


def measure_entities(data: Path, model: str | None) -> Figures:
    """Exact spans and class, in the classes that each corpus marks."""
    figures: Figures = {}
    for name, (file, word, tag, classes) in ENTITY_SETS.items():
        tally = attributions.Tally()
        for text, gold in entities.documents(data / "ner" / file, word, tag):
            reading = pipeline.analyse(text, plain=True, model=model)
            entities.score(tally, gold, reading.entities, classes)
        figures[f"entities, {name}"] = {"P": tally.precision, "R": tally.recall, "F1": tally.f1}
    return figures


def measure_sentiment(data: Path, model: str | None) -> Figures:
    """Sentences (NYT), quotes in their article, and toward a target; VADER and TextBlob beside it."""
    peers = {"VADER": sentiment.vader(), "TextBlob": sentiment.textblob()}
    rated = corpora.valence(data, "nytEditorialSnippets", held=True)
    gold = [value for _, value in rated]
    felt = pipeline.sentiment_of([text for text, _ in rated], model=model)
    figures: Figures = {
        f"sentences (NYT, {len(rated)} kept out), r": {
            "Whosaid": sentiment.pearson([item.score for item in felt], gold),
            **{
                name: sentiment.pearson([peer(text)[0] for text, _ in rated], gold)
                for name, peer in peers.items()
            },
        }
    }
    figures.update(_quotes(data, model, peers))
    figures["toward a target (NewsMTSC dev), macro F1"] = {"Whosaid": _targets(data, model)}
    return figures


def _quotes(data: Path, model: str | None, peers: dict[str, sentiment.Peer]) -> Figures:
    labelled: dict[str, list[dict[str, Any]]] = {}
    for row in corpora.rows(data / "quote_sentiment/dev.jsonl.gz"):
        labelled.setdefault(row["id"], []).append(row)
    items, felt = [], []
    for article in corpora.rows(data / "polnear/dev.jsonl.gz"):
        for row in labelled.get(article["id"], []):
            items.append(row)
        spans = [[tuple(pair) for pair in row["content"]] for row in labelled.get(article["id"], [])]
        felt += pipeline.sentiment_of_spans(article["text"], spans, model=model) if spans else []
    gold = [sum(row["labels"]) / len(row["labels"]) for row in items]
    answers = {"Whosaid": [(item.score, item.label) for item in felt]}
    answers |= {name: [peer(row["text"]) for row in items] for name, peer in peers.items()}
    return {
        f"quotes (quote_sentiment/dev, {len(items)}), r": {
            name: sentiment.pearson([score for score, _ in pairs], gold) for name, pairs in answers.items()
        },
        "quotes, right sign": {
            name: sentiment.right_sign([label for _, label in pairs], gold) for name, pairs in answers.items()
        },
    }


def _targets(data: Path, model: str | None) -> float:
    targets, gold = [], []
    for row in corpora.rows(data / "newsmtsc/dev.jsonl.gz"):
        for target in row["targets"]:
            targets.append((row["sentence_normalized"], target["from"], target["to"]))
            gold.append(sentiment.sign(target["polarity"] - 4))
    return sentiment.macro_f1([item.label for item in pipeline.sentiment_toward(targets, model=model)], gold)


def shown(figures: Figures) -> None:
    """The figures as lines of a table."""
    for name, value in figures.items():
        nested = isinstance(value, dict) and all(isinstance(part, dict) for part in value.values())
        for row, part in value.items() if nested else [("", value)]:
            print(f"{f'{name}: {row}' if row else name:<48} {_numbers(part)}", flush=True)


def _numbers(value: Any) -> str:
    if isinstance(value, dict):
        return "  ".join(f"{key} {_numbers(number)}" for key, number in value.items())
    return f"{value:6.2f}" if isinstance(value, float) else f"{value:4d}"


def main() -> int:
    """Measure and print; 1 where the data is not there."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", help="another pipeline than the embedded one")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    parser.add_argument(
        "--write", action="store_true", help="put them into evaluation/README.md and the model card"
    )
    parser.add_argument(
        "--errors",
        type=Path,
        help="write every error on PolNeAR dev there, to be studied and never published",
    )
    parser.add_argument("--only", choices=("attributions", "entities", "sentiment"))
    arguments = parser.parse_args()
    if not (arguments.data / "polnear").is_dir():
        print(f"No corpora in {arguments.data}; name their folder with --data.", file=sys.stderr)
        return 1
    if arguments.errors and not study.is_private(arguments.errors):
        print(f"{arguments.errors} could be committed by mistake; put it into .local/.", file=sys.stderr)
        return 1
    parts: dict[str, Callable[[Path, str | None], Figures]] = {
        "attributions": partial(measure_attributions, study_file=arguments.errors),
        "entities": measure_entities, "sentiment": measure_sentiment,
    }  # fmt: skip
    info = pipeline.model_info(arguments.model)
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    print(f"{info.name} {info.version}, {date.today().isoformat()}, {machine}")
    figures: Figures = {}
    for name, part in parts.items():
        if arguments.only in (None, name):
            began = time.perf_counter()
            found = part(arguments.data, arguments.model)
            shown(found)
            print(f"({name}: {time.perf_counter() - began:.0f} s)", flush=True)
            figures |= found
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if arguments.write and not arguments.only:
        for page in (Path(__file__).parent / "README.md", pipeline.EMBEDDED / "README.md"):
            tables.write(page, figures)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
