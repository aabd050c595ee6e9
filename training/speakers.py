"""Train the small network that says who a source is: ``python -m training.speakers --data ../shared/data``.

Reads ``speakers/train`` and the PolNeAR articles under it; writes the weights where their pipe looks for them.
Named mentions come from PolNeAR's silver labels; with ``--tagger MODEL`` also from a pipeline's own entity
head, kept in ``--mentions FILE`` (JSON Lines of ``{"id": ..., "mentions": [[start, end, label], ...]}``), which
is read instead the next time. It then trains on both. Options: ``--help``.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from evaluation.speakers import Identity, Predicted, described, identity, normalised, read_lines
from whosaid.reading.speakers import (
    Attribution,
    NamedMention,
    Query,
    Scorer,
    cluster,
    recover,
    resolve,
)

Provider = Callable[[str], list[NamedMention]]
SILVER = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "GPE", "MISC": "NORP"}
OUT = Path("whosaid/reading/model/whosaid_speakers/speakers.json")


@dataclass(frozen=True)
class Example:
    """One article with the gold of its sources."""

    id: str
    text: str
    attributions: list[Attribution]
    mentions: list[NamedMention]
    gold: dict[tuple[int, int], list[str]]
    record: dict[str, Any]


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


def load(
    data: Path, part: str, provider: Provider | None, cache: dict[str, list[NamedMention]]
) -> list[Example]:
    """The articles of ``speakers/<part>`` with their mentions."""
    articles = {record["id"]: record for record in read_lines(data / "polnear" / f"{part}.jsonl.gz")}
    examples = []
    for record in read_lines(data / "speakers" / f"{part}.jsonl.gz"):
        article = articles[record["id"]]
        text = article["text"]
        mentions = cache.get(record["id"]) or (provider(text) if provider else silver(article))
        gold = {longest(mention["spans"]): mention["who"] for mention in record["mentions"]}
        examples.append(Example(record["id"], text, attributions_of(article), mentions, gold, record))
    return examples


def read_cache(path: Path | None) -> dict[str, list[NamedMention]]:
    """Mentions kept by article id."""
    if path is None or not path.exists():
        return {}
    cache = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        cache[item["id"]] = [NamedMention(*mention) for mention in item["mentions"]]
    return cache


def write_cache(path: Path, examples: Iterable[Example]) -> None:
    """Keep mentions by article id."""
    with path.open("w", encoding="utf-8") as lines:
        for example in examples:
            spans = [[mention.start, mention.end, mention.label] for mention in example.mentions]
            lines.write(json.dumps({"id": example.id, "mentions": spans}) + "\n")


def tagger(model: str) -> Provider:
    """The named mentions that a Whosaid pipeline finds."""
    from whosaid.reading.pipeline import load as load_pipeline

    nlp = load_pipeline(model)

    def mentions(text: str) -> list[NamedMention]:
        with nlp.select_pipes(enable=["whosaid_encoder", "whosaid_entities"]):
            found = nlp(text)._.clusters
        return [NamedMention(m.start, m.end, m.label) for members in found for m in members.mentions]

    return mentions


def collect(
    examples: Iterable[Example], copies: int, seed: int, model: Scorer | None = None
) -> tuple[list[NDArray[np.float64]], list[NDArray[np.bool_]]]:
    """Feature rows and right answers of every source; also with degraded mentions."""
    rows, right = [], []
    rng = random.Random(seed)
    for example in examples:
        for copy in range(copies):
            mentions = example.mentions if copy == 0 else degraded(example.mentions, rng)
            teacher = Teacher(example.gold, model=model)
            predict(example, mentions, teacher)
            rows += teacher.rows
            right += teacher.right
    return rows, right


def predict(
    example: Example, mentions: list[NamedMention], choose: Callable[[Query], NDArray[np.float64]]
) -> list[Predicted]:
    """Resolve one article."""
    mentions = recover(example.text, mentions, [a.source for a in example.attributions if a.source])
    results = resolve(example.text, example.attributions, cluster(example.text, mentions), choose)
    return [
        Predicted(attribution.source, result.speaker_name, result.kind)
        for attribution, result in zip(example.attributions, results, strict=True)
    ]


def measure(examples: Sequence[Example], choose: Callable[[Query], NDArray[np.float64]]) -> Identity:
    """Speaker identity with gold attributions."""
    predicted = {example.id: predict(example, example.mentions, choose) for example in examples}
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
    rows, right = collect(examples, 2, 1)
    first = fit(rows, right, **options)
    own_rows, own_right = collect(examples, 1, 2, Scorer(first))
    return fit(rows + own_rows, right + own_right, **options)


def cross_validate(examples: Sequence[Example], folds: int = 4, **options: Any) -> Identity:
    """Every article resolved by networks that did not see it."""
    predicted = {}
    for fold in range(folds):
        scorer = Scorer(train([e for i, e in enumerate(examples) if i % folds != fold], **options))
        for example in examples[fold::folds]:
            predicted[example.id] = predict(example, example.mentions, scorer)
    return identity((example.record for example in examples), predicted)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--mentions", type=Path, help="JSON Lines cache of named mentions by article id")
    parser.add_argument("--tagger", help="a Whosaid pipeline that finds the named mentions")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--cross-validate", action="store_true", help="measure on train, write nothing")
    options = parser.parse_args()
    torch.set_num_threads(1)
    provider = tagger(options.tagger) if options.tagger else None
    cache = read_cache(options.mentions)
    examples = load(options.data, "train", provider, cache)
    dev = load(options.data, "dev", provider, cache)
    if options.mentions and provider:
        write_cache(options.mentions, [*examples, *dev])
    if options.cross_validate:
        print("cross-validated:", described(cross_validate(examples)))
        return
    plain = load(options.data, "train", None, {}) if cache or provider else []
    weights = train(examples + plain)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(weights, separators=(",", ":")) + "\n", encoding="utf-8")
    print("dev:", described(measure(dev, Scorer(weights))))


if __name__ == "__main__":
    main()
