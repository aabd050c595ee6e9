"""A folder of corpora in the formats that the recipe reads, made of generated sentences about invented people."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FIRST = (
    "Anna Maria David Peter Clara Simon Laura Martin Helen Victor Julia Oscar Nora Felix Irene Hugo".split()
)
LAST = "Hale Marsh Stone Weaver Finch Barlow Cole Drake Frost Hobbs Lane Moss Pike Reed Shaw Vance".split()
PLACES = "Dover Bristol Lisbon Geneva Oslo Turin Cairo Lima".split()
GOOD = ["the plan is a wonderful success", "the new bridge is excellent", "people love the great results"]
BAD = [
    "the plan is a terrible failure",
    "the new bridge is a dangerous disgrace",
    "people hate the awful results",
]
PLAIN = ["the council meets on Monday", "the office opens in the morning", "the vote comes after the report"]
SAID = ("said", "warned", "insisted", "claimed")
FILLER = (
    "The meeting in {place} was short.",
    "It rained in {place} that day.",
    "Nobody was hurt in {place}.",
)

Span = list[int]


@dataclass
class Article:
    """A text that is written piece by piece, and what was written where."""

    text: str = ""
    attributions: list[dict[str, Any]] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)
    sources: list[tuple[Span, str]] = field(default_factory=list)
    felt: list[tuple[Span, str, int]] = field(default_factory=list)

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return [start, len(self.text)]

    def name(self, words: str, label: str) -> Span:
        span = self.write(words)
        self.entities.append((*span, label))
        return span

    def attribute(self, source: Span, who: str, cue: Span, content: Span, felt: int) -> None:
        number = len(self.attributions)
        self.attributions.append(
            {"id": number, "source": [source], "cue": [cue], "content": [content], "who": who}
        )
        self.sources.append((source, who))
        self.felt.append((content, self.text[slice(*content)], felt))


def _sentence(rng: random.Random) -> tuple[str, int]:
    felt = rng.choice((-2, 0, 2))
    return rng.choice({-2: BAD, 0: PLAIN, 2: GOOD}[felt]), felt


def article(rng: random.Random) -> Article:
    """Four to six attributions by two people, by name, by surname and by pronoun, and a sentence about a place."""
    written = Article()
    people = [f"{rng.choice(FIRST)} {rng.choice(LAST)}" for _ in range(2)]
    for index in range(rng.randint(4, 6)):
        if rng.random() < 0.4:
            before, after = rng.choice(FILLER).split("{place}")
            written.write(before)
            written.name(rng.choice(PLACES), "LOCATION")
            written.write(after + " ")
        who = people[index % 2]
        words, felt = _sentence(rng)
        if rng.random() < 0.5:
            source = written.name(who, "PERSON")
            written.write(" ")
            cue = written.write(rng.choice(SAID))
            written.write(" ")
            content = written.write(f"that {words}")
        else:
            written.write("“")
            content = written.write(words.capitalize() + ",")
            written.write("” ")
            cue = written.write("said")
            written.write(" ")
            source = written.name(who.split()[-1] if index > 1 else who, "PERSON")
        written.attribute(source, who, cue, content, felt)
        written.write(".\n" if rng.random() < 0.3 else ". ")
    return written


def write_corpora(folder: Path, seed: int = 0, train: int = 64, dev: int = 12) -> None:
    """Write every file that training, calibration and evaluation read."""
    rng = random.Random(seed)
    for part, count in (("train", train), ("dev", dev)):
        articles = {f"article-{part}-{number}": article(rng) for number in range(count)}
        _polnear(folder, part, articles)
        _lines(folder / f"newsmtsc/{part}.jsonl.gz", [_target(rng) for _ in range(count)])
    (folder / "cues").mkdir()
    table = ["cue\tcount\tsense\tpolarity\tnegated", *(f"{cue}\t9\tspeech\tplain\tno" for cue in SAID)]
    (folder / "cues/cues.tsv").write_text("\n".join(table) + "\n", encoding="utf-8")
    for genre in ("nytEditorialSnippets", "tweets", "amazonReviewSnippets", "movieReviewSnippets"):
        rated = []
        for number in range(train):
            words, felt = _sentence(rng)
            rated.append({"id": f"{number}_1", "valence": felt * 1.5, "text": words.capitalize() + "."})
        _lines(folder / f"valence/{genre}.jsonl.gz", rated)
    _entities(folder, rng, train)
    _gum(folder / "gum/train.conllu.gz", rng, train)


def _polnear(folder: Path, part: str, articles: dict[str, Article]) -> None:
    _lines(
        folder / f"polnear/{part}.jsonl.gz",
        [
            {
                "id": name,
                "text": item.text,
                "attributions": item.attributions,
                "silver_entities": [list(entity) for entity in item.entities],
            }
            for name, item in articles.items()
        ],
    )
    judged = dict(list(articles.items())[: len(articles) // 2])
    _lines(
        folder / f"speakers/{part}.jsonl.gz",
        [
            {
                "id": name,
                "mentions": [
                    {"spans": [span], "text": item.text[slice(*span)], "who": [who]}
                    for span, who in item.sources
                ],
            }
            for name, item in judged.items()
        ],
    )
    _lines(
        folder / f"quote_sentiment/{part}.jsonl.gz",
        [
            {"id": name, "content": [span], "text": words, "labels": [felt] * (1 if part == "train" else 2)}
            for name, item in articles.items()
            for span, words, felt in item.felt
        ],
    )


def _target(rng: random.Random) -> dict[str, Any]:
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    felt = rng.choice((2.0, 4.0, 6.0))
    verb = {
        2.0: "was blamed for the awful failure",
        4.0: "met the council",
        6.0: "was praised for the great success",
    }
    target = {"from": 0, "to": len(name), "mention": name, "polarity": felt}
    return {"sentence_normalized": f"{name} {verb[felt]}.", "targets": [target]}


def _entities(folder: Path, rng: random.Random, count: int) -> None:
    ner = folder / "ner"
    files = {
        "crossner_conll2003_train.iob.gz": ("{word}\t{tag}", "PER", "LOC"),
        "crossner_conll2003_dev.iob.gz": ("{word}\t{tag}", "PER", "LOC"),
        "crossner_politics_train.iob.gz": ("{word}\t{tag}", "politician", "country"),
        "crossner_politics_dev.iob.gz": ("{word}\t{tag}", "politician", "country"),
        "wikigold.conllu.gz": ("0\t{word}\t{tag}", "PER", "LOC"),
        "uner_ewt_dev.iob2.gz": ("0\t{word}\t{tag}\t-\t-", "PER", "LOC"),
    }
    for file, (shape, person, place) in files.items():
        lines = []
        for _ in range(count):
            tokens = [
                (rng.choice(FIRST), f"B-{person}"), (rng.choice(LAST), f"I-{person}"), ("went", "O"), ("to", "O"),
                (rng.choice(PLACES), f"B-{place}"), (".", "O"),
            ]  # fmt: skip
            lines += [shape.format(word=word, tag=tag) for word, tag in tokens] + [""]
        _packed(ner / file, lines)


def _gum(path: Path, rng: random.Random, count: int) -> None:
    """Documents in which a person is named and then called "she" or "he"."""
    lines = []
    for number in range(count):
        first, last, place = rng.choice(FIRST), rng.choice(LAST), rng.choice(PLACES)
        tokens = [
            (first, "NNP", "Entity=(1-person-new-nnnnn-cf1-1-sgl"), (last, "NNP", "Entity=1)"), ("went", "VBD", "_"),
            ("to", "IN", "_"), (place, "NNP", "Entity=(2-place-new-nnnnn-cf2-1-sgl)"), ("and", "CC", "_"),
            (rng.choice(("she", "he")), "PRP", "Entity=(1-person-giv-nnnnn-cf1-1-ana)"), ("slept", "VBD", "SpaceAfter=No"),
            (".", ".", "_"),
        ]  # fmt: skip
        lines += [f"# newdoc id = GUM_news_{number}", "# newpar"]
        lines += [
            f"{at}\t{word}\t{word}\tX\t{tag}\t_\t0\t_\t_\t{misc}"
            for at, (word, tag, misc) in enumerate(tokens, 1)
        ]
        lines.append("")
    _packed(path, lines)


def _lines(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    _packed(path, (json.dumps(row) for row in rows))


def _packed(path: Path, lines: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
