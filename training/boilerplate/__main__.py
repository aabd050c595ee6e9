"""Train the paragraph classifier and write its weights.

    python -m training.boilerplate --data FOLDER [--out whosaid/intake]

Prints what is found on pages whose stories, layouts and lines were kept out. The lines of
evaluation/boilerplate are never learned from: a line of ours that comes near one of them is
left out.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from evaluation.boilerplate.layouts import FOLDERS, near_copies
from evaluation.boilerplate.layouts import pages as measured_pages
from training.boilerplate.exporting import export
from training.boilerplate.fillers import listed
from training.boilerplate.network import Judge, from_pretrained
from training.boilerplate.pages import (
    ARTICLE,
    Line,
    Pages,
    kinds,
    layouts,
    own_lines,
)
from training.boilerplate.stories import FOLDS, Story, stories, written
from training.train import base_folder
from whosaid.intake.classifier import KINDS, TOKENIZER, Window, stretches, window
from whosaid.intake.features import Seen, looks, seen

VOCABULARY = 12_000  # word pieces that are kept, the most frequent ones
LAYERS = 4
BATCH = 12  # windows
RATE = 1.8e-4
PLAIN = 0.3  # of the windows without boilerplate, how many teach
HIDDEN = 0.12  # of the word pieces of every other window: that no line is known by heart
MEASURED = 400  # pages
AVERAGED = 0.998  # of the mean of the weights that is kept at each step
LEAST = 0.1  # of the rate, at the end
NAMED = 0.25  # of the loss for the kind of a line that is boilerplate
KEPT = 500  # steps after which the mean of the weights is written
IGNORE = -1


def main() -> None:
    """Train on nine folds of ten, and measure on the tenth."""
    parser = argparse.ArgumentParser(prog="python -m training.boilerplate", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("whosaid/intake"))
    parser.add_argument("--steps", type=int, default=2800)
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument(
        "--start",
        type=Path,
        help="weights to go on from; the tokenizer in --out is kept, which belongs to them",
    )
    parser.add_argument("--weights", type=Path, default=Path(".local/boilerplate.pt"))
    parser.add_argument("--show", action="store_true", help="print the lines that are most wrong")
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    every = stories(arguments.data)
    without = left_out()
    print(
        f"{len(every)} stories, {len(layouts())} layouts; {len(without)} lines left out as near the evaluation's"
    )
    learned = Pages(range(1, FOLDS), every, arguments.seed, without)
    arguments.out.mkdir(parents=True, exist_ok=True)
    place = arguments.out / TOKENIZER
    if not arguments.start:
        pruned(every, place)
    tokenizer = Tokenizer.from_file(str(place))
    network = from_pretrained(base_folder(), ids_of(tokenizer), layers=arguments.layers, kinds=len(KINDS))
    if arguments.start:
        network.load_state_dict(torch.load(arguments.start, weights_only=True))
    arguments.weights.parent.mkdir(parents=True, exist_ok=True)
    network = train(
        network,
        learned,
        tokenizer,
        arguments.steps,
        arguments.rate,
        arguments.seed,
        arguments.weights,
    )
    torch.save(network.state_dict(), arguments.weights)
    export(network, arguments.out)
    kept_out = Pages((0,), every, 1, without | learned.known())
    measure(network, kept_out, tokenizer, show=arguments.show)


def left_out() -> set[str]:
    """The texts of ours that come near one that is measured; of an article's lines the same ones as well."""
    own = {line for name in ("sentences", "lines", "crossheads") for line in listed(f"article/{name}.txt")}
    own |= {text for story in written() for text in (*story.head, *story.paragraphs)}
    measured = {
        part.text.casefold() for folder in FOLDERS for page in measured_pages(folder) for part in page.parts
    }
    own |= {line.text for layout in layouts() for line in layout.lines if line.kind == ARTICLE}
    return near_copies(own_lines() | own) | {line for line in own if line.casefold() in measured}


def pruned(every: list[Story], path: Path) -> None:
    """Write a tokenizer with the most frequent word pieces."""
    whole = json.loads((base_folder() / "tokenizer.json").read_text("utf-8"))
    whole |= {"truncation": None, "padding": None, "post_processor": None}
    cutter = Tokenizer.from_str(json.dumps(whole))
    counts: Counter[str] = Counter()
    texts = [text for story in every for text in story.paragraphs]
    texts += [line.text for layout in layouts() for line in layout.lines] * 20
    texts += [line for lines in kinds().values() for line in lines] * 20
    for encoding in cutter.encode_batch(texts, add_special_tokens=False):
        counts.update(encoding.tokens)
    vocabulary: dict[str, int] = whole["model"]["vocab"]
    needed = {
        token
        for token in vocabulary
        if token.startswith("[") or (len(token.removeprefix("##")) == 1 and ord(token[-1]) < 0x2100)
    }
    needed -= {token for token in vocabulary if token.startswith("[unused")}
    frequent = [token for token, _ in counts.most_common() if token not in needed]
    chosen = sorted([*needed, *frequent[: VOCABULARY - len(needed)]], key=vocabulary.__getitem__)
    whole["model"]["vocab"] = {token: number for number, token in enumerate(chosen)}
    whole["added_tokens"] = [
        {**token, "id": whole["model"]["vocab"][token["content"]]} for token in whole["added_tokens"]
    ]
    path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")


def ids_of(tokenizer: Tokenizer) -> list[int]:
    """The ids of its word pieces in the tokenizer that it was made from, in order."""
    whole = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    return [whole.token_to_id(tokenizer.id_to_token(number)) for number in range(tokenizer.get_vocab_size())]


def train(
    network: Judge,
    pages: Pages,
    tokenizer: Tokenizer,
    steps: int,
    rate: float,
    seed: int,
    kept: Path | None = None,
) -> Judge:
    """Train for so many batches, with a linear rise and fall of the rate; the mean of the last weights is returned.

    What there is of it goes to ``kept`` now and then, so that a run that is cut short is not lost.
    """
    optimizer, schedule = _optimizer(network, steps, rate)
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
    network.train()
    began, sums = time.monotonic(), []
    source = batches(pages, tokenizer, seed)
    for step in range(1, steps + 1):
        ids, surface, looked, mask, wanted = next(source)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = network(ids, surface, looked, mask)
        loss = loss_of(logits.flatten(0, 1).float(), wanted.flatten())
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        mean.update_parameters(network)
        sums.append(loss.item())
        if step % 50 == 0:
            print(f"{step}/{steps} {time.monotonic() - began:.0f} s loss {np.mean(sums):.4f}", flush=True)
            sums.clear()
        if kept and step % KEPT == 0:
            torch.save(mean.module.state_dict(), kept)
    averaged: Judge = mean.module
    return averaged.eval()


def _optimizer(network: Judge, steps: int, rate: float) -> tuple[torch.optim.AdamW, LambdaLR]:
    """What is new in the network learns eight times as fast as what comes from MiniLM."""
    slow = [
        each for name, each in network.named_parameters() if name.startswith(("layers", "positions", "norm"))
    ]
    fast = [
        each for name, each in network.named_parameters() if name.startswith(("surface", "looks", "kinds"))
    ]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": rate}, {"params": fast, "lr": rate * 8}], weight_decay=0.01
    )
    warm = min(60, steps // 4)
    schedule = LambdaLR(
        optimizer,
        lambda step: min((step + 1) / (warm + 1), max(LEAST, (steps - step) / max(1, steps - warm))),
    )
    return optimizer, schedule


def loss_of(logits: Tensor, wanted: Tensor) -> Tensor:
    """The cross-entropy of lines (n, kinds): whether each is boilerplate, and to a part ``NAMED`` which kind.

    Kinds are mistaken for one another far more often than for the article, and what that costs
    a reader is a wrong word beside what was taken out.
    """
    logits, wanted = logits[wanted != IGNORE], wanted[wanted != IGNORE]
    off = wanted > 0
    score = logits[:, 1:].logsumexp(dim=1) - logits[:, 0]
    told = nn.functional.binary_cross_entropy_with_logits(score, off.float())
    named = nn.functional.cross_entropy(logits[off, 1:], wanted[off] - 1, reduction="sum") / len(wanted)
    return told + NAMED * named


def batches(pages: Pages, tokenizer: Tokenizer, seed: int) -> Iterator[tuple[Tensor, ...]]:
    """Endless batches of windows."""
    chance = random.Random(seed)
    hidden = tokenizer.token_to_id("[MASK]")
    block: list[tuple[Window, list[int]]] = []
    while True:
        for made, wanted in windows(pages.page(), tokenizer, chance, PLAIN):
            block.append((_without_some(made, hidden, chance) if chance.random() < 0.5 else made, wanted))
        if len(block) >= BATCH * 8:
            block.sort(key=lambda each: len(each[0].ids))
            groups = [block[at : at + BATCH] for at in range(0, BATCH * 8, BATCH)]
            chance.shuffle(groups)
            yield from map(collate, groups)
            block.clear()


def windows(
    page: list[Line], tokenizer: Tokenizer, chance: random.Random, plain: float
) -> Iterator[tuple[Window, list[int]]]:
    """The windows of a page with what is right; of those without boilerplate a share ``plain``."""
    cut = [_seen(tokenizer, line.text, line.apart) for line in page]
    looked = looks([line.text for line in page])
    lengths = [len(each.ids) for each in cut]
    first = chance.choice((0, chance.randrange(next(stretches(lengths))[1])))
    for start, end in [*([(0, first)] if first else []), *stretches(lengths, first=first, overlap=0.1)]:
        wanted = [KINDS.index(line.kind) for line in page[start:end]]
        if any(wanted) or chance.random() < plain:
            made = window(cut, looked, start, end)
            if len(made.ids) <= 500:
                yield made, wanted


def _without_some(made: Window, hidden: int, chance: random.Random) -> Window:
    """The window with a share ``HIDDEN`` of its word pieces hidden; the marks of lines stay."""
    gone = np.random.default_rng(chance.randrange(2**32)).random(len(made.ids)) < HIDDEN
    gone[made.marks] = False
    return made._replace(ids=np.where(gone, hidden, made.ids))


@lru_cache(maxsize=100_000)
def _seen(tokenizer: Tokenizer, text: str, apart: bool) -> Seen:
    return seen(text, tokenizer, apart=apart)


def collate(group: list[tuple[Window, list[int]]]) -> tuple[Tensor, ...]:
    """Pad windows to one length: ids, surface, looks, mask, and what is right at each mark."""
    shape = (len(group), max(len(made.ids) for made, _ in group))
    ids, mask, wanted = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.full(shape, IGNORE)
    surface = np.zeros((*shape, 2), np.int64)
    looked = np.zeros((*shape, group[0][0].looks.shape[1]), np.float32)
    for row, (made, answers) in enumerate(group):
        n = len(made.ids)
        ids[row, :n], surface[row, :n], looked[row, :n], mask[row, :n] = made.ids, made.surface, made.looks, 1
        wanted[row, made.marks] = answers
    return tuple(map(torch.from_numpy, (ids, surface, looked, mask, wanted)))


@torch.no_grad()
def logits_of(network: Judge, made: Window) -> np.ndarray:
    """What a network in evaluation mode says of the lines of a window (lines, kinds)."""
    given = (torch.from_numpy(each)[None] for each in made[:3])
    answer = network(*given, torch.ones(1, len(made.ids)))
    return answer[0, torch.from_numpy(made.marks)].numpy()


def measure(network: Judge, pages: Pages, tokenizer: Tokenizer, *, show: bool) -> None:
    """Print how much of the boilerplate of pages that were kept out is found, and how much of their articles."""
    every, truth, texts = [], [], []
    for _ in range(MEASURED):
        for made, answers in windows(pages.page(), tokenizer, random.Random(0), 1.0):
            every.append(logits_of(network, made))
            truth += answers
            ends = [*made.marks[1:], len(made.ids)]
            texts += [made.ids[start + 1 : end] for start, end in zip(made.marks, ends, strict=True)]
    rows, right = np.concatenate(every), np.array(truth)
    score, off = np.logaddexp.reduce(rows[:, 1:], axis=1) - rows[:, 0], right > 0
    named = (rows[:, 1:].argmax(1) + 1 == right)[off].mean()
    print(f"{off.sum():,} lines of boilerplate, {(~off).sum():,} of articles; kinds right {named:.1%}")
    for limit in range(9):
        found = score > limit
        by_kind = " ".join(f"{name} {found[right == at].mean():.0%}" for at, name in enumerate(KINDS) if at)
        lost = f"{found[~off].sum()} ({found[~off].mean():.3%}) lost"
        print(f"above {limit}: {found[off].mean():.2%} out, {lost}; {by_kind}")
    if show:
        shown = [
            f"{each:.1f} {KINDS[kind]} | {tokenizer.decode(ids)}"
            for each, kind, ids in zip(score, right, texts, strict=True)
        ]
        _show("article", [shown[at] for at in np.argsort(-score) if not off[at]])
        _show("boilerplate", [shown[at] for at in np.argsort(score) if off[at]])


def _show(name: str, lines: list[str]) -> None:
    """Print the lines that are most wrong, once each."""
    print(f"{name}, most wrong:", *list(dict.fromkeys(lines))[:150], sep="\n    ")


if __name__ == "__main__":
    main()
