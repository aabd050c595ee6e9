"""Train the small network that says who a source is: ``python -m training.speakers --data ../shared/data``.

Reads ``speakers/train`` and the PolNeAR articles under it; writes the weights where their pipe looks for them.
Named mentions come from PolNeAR's silver labels and from the model's own entity head; what the network says of
links comes from the model as well. Options: ``--help``.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from evaluation.speakers import Identity, Predicted, described, identity, normalised, read_lines
from whosaid.reading import pipeline
from whosaid.reading.encoder import Encoded, Encoder
from whosaid.reading.entities import named_mentions
from whosaid.reading.speakers import (
    Attribution,
    NamedMention,
    Query,
    Scorer,
    cluster,
    recover,
    resolve,
)

SILVER = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "GPE", "MISC": "NORP"}
OUT = Path("whosaid/reading/model/whosaid_speakers/speakers.json")


@dataclass(frozen=True)
class Example:
    """One article with the gold of its sources."""

    id: str
    text: str
    attributions: list[Attribution]
    mentions: list[NamedMention]
    silver: list[NamedMention]
    gold: dict[tuple[int, int], list[str]]
    record: dict[str, Any]
    encoded: Encoded | None

    def variants(self, rng: random.Random) -> list[Example]:
        """As it is, with a weaker tagger, without what the network says, with silver mentions."""
        weaker = replace(self, mentions=degraded(self.mentions, rng))
        other = replace(self, mentions=self.silver, encoded=self.encoded if rng.random() < 0.5 else None)
        return [self, weaker, other]


@dataclass
class Teacher:
    """A chooser that follows the gold and keeps what it was asked."""

    gold: dict[tuple[int, int], list[str]]
    rows: list[NDArray[np.float64]] = field(default_factory=list)
    right: list[NDArray[np.bool_]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    model: Callable[[Query], NDArray[np.float64]] | None = None

    def __call__(self, query: Query) -> NDArray[np.float64]:
        who = self.gold.get(query.span, [])
        mask = self.answers(query, who) if who else np.zeros(len(query.candidates), dtype=bool)
        if mask.any():
            self.rows.append(np.asarray(query.rows))
            self.right.append(mask)
        if self.model is not None:
            chosen = self.model(query)
        elif mask.any():
            chosen = mask / mask.sum()
        else:
            chosen = np.eye(len(mask))[-1]
        if int(np.argmax(chosen)) == len(mask) - 1 and who:
            self.labels.setdefault(query.names[-1].casefold(), who[0])
        return np.asarray(chosen, dtype=np.float64)

    def answers(self, query: Query, who: Sequence[str]) -> NDArray[np.bool_]:
        """Which candidates are right; the description itself only where no other is."""
        accepted = {normalised(name) for name in who if not name.startswith("?")}
        mask = np.zeros(len(query.candidates), dtype=bool)
        for index, (candidate, name) in enumerate(zip(query.candidates, query.names, strict=True)):
            if candidate.described is not None:
                mask[index] = self.labels.get(name.casefold()) in who
            elif candidate.figure is not None:
                mask[index] = normalised(name) in accepted
        nameless = any(name.startswith("?") or "&" in name for name in who)
        mask[-1] = not mask.any() and (nameless or normalised(query.names[-1]) in accepted)
        return mask


def longest(spans: Sequence[Sequence[int]]) -> tuple[int, int]:
    """The longest piece of a source: nearly all have one only."""
    start, end = max(spans, key=lambda span: span[1] - span[0])
    return (start, end)


def silver(record: dict[str, Any]) -> list[NamedMention]:
    """PolNeAR's silver entities with our labels."""
    found = record["silver_entities"] or []
    return [NamedMention(start, end, SILVER[label]) for start, end, label in found if label in SILVER]


def degraded(mentions: list[NamedMention], rng: random.Random) -> list[NamedMention]:
    """Mentions as a weaker tagger gives them: some missing, some with the wrong label."""
    kept = []
    for mention in mentions:
        chance = rng.random()
        if chance < 0.04:
            continue
        label = "ORG" if chance < 0.055 and mention.label == "PERSON" else mention.label
        kept.append(NamedMention(mention.start, mention.end, label))
    return kept


def attributions_of(record: dict[str, Any]) -> list[Attribution]:
    """The first annotator's attributions, in text order."""
    found = []
    for item in record["attributions"]:
        content = tuple((start, end) for start, end in item["content"])
        source = longest(item["source"]) if item["source"] else None
        found.append(Attribution(source, longest(item["cue"]) if item["cue"] else None, content))
    return sorted(found, key=lambda a: min([*a.content, *([a.source] if a.source else [])], default=(0, 0)))


def load(data: Path, part: str, encoder: Encoder) -> list[Example]:
    """The articles of ``speakers/<part>`` with the mentions and links of the model."""
    articles = {record["id"]: record for record in read_lines(data / "polnear" / f"{part}.jsonl.gz")}
    examples = []
    for record in read_lines(data / "speakers" / f"{part}.jsonl.gz"):
        article = articles[record["id"]]
        encoded = encoder.encode(article["text"])
        gold = {longest(mention["spans"]): mention["who"] for mention in record["mentions"]}
        examples.append(
            Example(
                record["id"],
                article["text"],
                attributions_of(article),
                list(named_mentions(encoded)),
                silver(article),
                gold,
                record,
                encoded,
            )
        )
    return examples


def collect(
    examples: Iterable[Example], model: Scorer | None = None
) -> tuple[list[NDArray[np.float64]], list[NDArray[np.bool_]]]:
    """Feature rows and right answers of every source."""
    rows, right = [], []
    for example in examples:
        teacher = Teacher(example.gold, model=model)
        predict(example, teacher)
        rows += teacher.rows
        right += teacher.right
    return rows, right


def predict(example: Example, choose: Callable[[Query], NDArray[np.float64]]) -> list[Predicted]:
    """Resolve one article."""
    sources = [a.source for a in example.attributions if a.source]
    clusters = cluster(example.text, recover(example.text, example.mentions, sources))
    results = resolve(example.text, example.attributions, clusters, choose, example.encoded)
    return [
        Predicted(attribution.source, result.speaker_name, result.kind)
        for attribution, result in zip(example.attributions, results, strict=True)
    ]


def measure(examples: Sequence[Example], choose: Callable[[Query], NDArray[np.float64]]) -> Identity:
    """Speaker identity with gold attributions."""
    predicted = {example.id: predict(example, choose) for example in examples}
    return identity((example.record for example in examples), predicted)


def fit(
    rows: list[NDArray[np.float64]],
    right: list[NDArray[np.bool_]],
    *,
    networks: int = 4,
    units: int = 16,
    steps: int = 400,
    decay: float = 0.02,
    seed: int = 0,
) -> dict[str, Any]:
    """Train the networks together: each a softmax over the candidates of a source."""
    torch.manual_seed(seed)
    every = np.concatenate(rows)
    mean, scale = every.mean(axis=0), every.std(axis=0) + 0.05
    inputs = torch.tensor((every - mean) / scale, dtype=torch.float32)
    answers = torch.tensor(np.concatenate(right), dtype=torch.float32)
    starts = np.cumsum([0, *(len(row) for row in rows)])
    width = every.shape[1]
    hidden = torch.nn.Parameter(torch.randn(networks, width, units) / width**0.5)
    bias = torch.nn.Parameter(torch.zeros(networks, 1, units))
    out = torch.nn.Parameter(torch.randn(networks, units, 1) / units**0.5)
    optimiser = torch.optim.AdamW([hidden, bias, out], lr=1e-2, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1e-2, total_steps=steps)
    rng = np.random.default_rng(seed)
    for _ in range(steps):
        batch = rng.choice(len(rows), 128)
        flat = torch.from_numpy(np.concatenate([np.arange(starts[i], starts[i + 1]) for i in batch]))
        owner = torch.from_numpy(np.repeat(np.arange(128), [len(rows[i]) for i in batch]))
        noisy = torch.nn.functional.dropout(inputs[flat], 0.1)
        layer = torch.nn.functional.dropout(torch.relu(noisy @ hidden + bias), 0.2)
        likely = torch.exp((layer @ out).squeeze(-1).clamp(-30, 30))
        total = torch.zeros(networks, 128).index_add(1, owner, likely)
        good = torch.zeros(networks, 128).index_add(1, owner, likely * answers[flat])
        loss = (torch.log(total) - torch.log(good)).mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
    return {
        "mean": mean.round(5).tolist(),
        "scale": scale.round(5).tolist(),
        "hidden": np.round(hidden.detach().numpy(), 4).tolist(),
        "bias": np.round(bias.detach().numpy()[:, 0], 4).tolist(),
        "out": np.round(out.detach().numpy()[:, :, 0], 4).tolist(),
    }


def train(examples: Sequence[Example], **options: Any) -> dict[str, Any]:
    """Two rounds: with the right answers so far as history, then also with its own."""
    rng = random.Random(1)
    rows, right = collect([variant for example in examples for variant in example.variants(rng)])
    first = fit(rows, right, **options)
    own_rows, own_right = collect(examples, Scorer(first))
    return fit(rows + own_rows, right + own_right, **options)


def cross_validate(examples: Sequence[Example], folds: int = 4, **options: Any) -> Identity:
    """Every article resolved by networks that did not see it."""
    predicted = {}
    for fold in range(folds):
        scorer = Scorer(train([e for i, e in enumerate(examples) if i % folds != fold], **options))
        for example in examples[fold::folds]:
            predicted[example.id] = predict(example, scorer)
    return identity((example.record for example in examples), predicted)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", help="the pipeline whose entities and links it learns to weigh")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cross-validate", action="store_true", help="measure on train, write nothing")
    options = parser.parse_args()
    torch.set_num_threads(1)
    encoder = pipeline.load(options.model).get_pipe("whosaid_encoder")
    if not isinstance(encoder, Encoder):
        raise SystemExit("the pipeline has another encoder than ours")
    examples = load(options.data, "train", encoder)
    if options.cross_validate:
        print("cross-validated:", described(cross_validate(examples, seed=options.seed)))
        return
    weights = train(examples, seed=options.seed)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(weights, separators=(",", ":")) + "\n", encoding="utf-8")
    print("dev:", described(measure(load(options.data, "dev", encoder), Scorer(weights))))


if __name__ == "__main__":
    main()
