"""Article texts to learn from: ours, and those of the corpora.

Every text belongs to one fold for good. What of a corpus is itself boilerplate is left out.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.boilerplate.fillers import HERE, listed
from whosaid.intake.boilerplate import line_boilerplate

FOLDS = 10
GENRES = (
    "academic",
    "bio",
    "conversation",
    "court",
    "interview",
    "news",
    "speech",
    "textbook",
    "vlog",
    "voyage",
)
_ADDRESS = re.compile(
    r"@\w|https?:|www\.|\w\.com\b|^Read the rest|^Follow |^Podcast produced|^Reporting by"
    r"|\bImage: |^Copyright ©|\bby a Wikinews reporter|^\(END VIDEO CLIP",
    re.IGNORECASE,
)
_NO_GAP = re.compile(r" (?=[.,;:!?)%]|'s\b|n't\b)|(?<=[($]) ")


@dataclass(frozen=True, slots=True)
class Story:
    """The paragraphs of one article text, the lines above it, and the corpus it is from."""

    paragraphs: tuple[str, ...]
    fold: int
    corpus: str
    head: tuple[str, ...] = ()


def fold_of(text: str) -> int:
    return zlib.crc32(text.encode()) % FOLDS


def stories(data: Path) -> list[Story]:
    """Article texts of the corpora; of GUM only genres whose licences let weights ship."""
    return [*written(), *_polnear(data), *_gum(data), *_reuters(data), *_sentences(data), *_ours()]


def written() -> Iterator[Story]:
    """Articles of ours, of which many look like boilerplate by their words."""
    for path in sorted((HERE / "articles").glob("*.txt")):
        for text in path.read_text(encoding="utf-8").split("\n====\n"):
            top, *body = [block.strip() for block in text.strip().split("\n\n") if block.strip()]
            paragraphs = tuple(" ".join(block.split("\n")) for block in body)
            yield Story(paragraphs, fold_of(top), "written", tuple(top.split("\n")))


def _rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _polnear(data: Path) -> Iterator[Story]:
    for row in _rows(data / "polnear/train.jsonl.gz"):
        parts = (part.strip() for part in row["text"].split("\n") if part.strip())
        yield Story(tuple(part for part in parts if not _is_foreign(part)), fold_of(row["id"]), "polnear")


def _is_foreign(part: str) -> bool:
    """Tell boilerplate that stands in the corpora: what the rules know, and short lines with addresses."""
    return bool(line_boilerplate(part)) or (len(part) < 250 and bool(_ADDRESS.search(part)))


def _gum(data: Path) -> Iterator[Story]:
    with gzip.open(data / "gum/train.conllu.gz", "rt", encoding="utf-8") as stream:
        documents = stream.read().split("# newdoc id = GUM_")[1:]
    for document in documents:
        if not document.startswith(GENRES):
            continue
        parts = re.split(r"\n# newpar\b", document)
        texts = (" ".join(re.findall(r"^# text = (.+)$", part, re.MULTILINE)) for part in parts)
        yield Story(
            tuple(text for text in texts if text and not _is_foreign(text)), fold_of(document[:60]), "gum"
        )


def _reuters(data: Path) -> Iterator[Story]:
    with gzip.open(data / "ner/crossner_conll2003_train.iob.gz", "rt", encoding="utf-8") as stream:
        blocks = stream.read().split("\n\n")
    lines = [
        _NO_GAP.sub("", " ".join(row.split("\t")[0] for row in block.split("\n") if row)) for block in blocks
    ]
    lines = [line for line in lines if line and not line.startswith("-DOCSTART")]
    for start in range(0, len(lines), 25):
        yield Story(tuple(lines[start : start + 25]), fold_of(lines[start]), "reuters")


def _sentences(data: Path) -> Iterator[Story]:
    texts = [
        row["sentence_normalized"].replace("\xa0", " ").strip()
        for row in _rows(data / "newsmtsc/train.jsonl.gz")
    ]
    texts = [text for text in texts if text[:1].isupper() and text[-1:] in '.?!”"']
    for name in ("nytEditorialSnippets", "amazonReviewSnippets", "movieReviewSnippets"):
        texts += [row["text"].strip() for row in _rows(data / f"valence/{name}.jsonl.gz")]
    random.Random(7).shuffle(texts)
    for start in range(0, len(texts), 20):
        yield Story(tuple(texts[start : start + 20]), fold_of(texts[start]), "sentences")


def _ours() -> Iterator[Story]:
    """Sentences and lines of articles that look like boilerplate, each of them in many stories."""
    chance = random.Random(11)
    by_fold: dict[int, list[str]] = {}
    for name in ("sentences", "lines", "crossheads"):
        for text in listed(f"article/{name}.txt"):
            by_fold.setdefault(fold_of(text), []).append(text)
    for fold, texts in sorted(by_fold.items()):
        chance.shuffle(texts)
        for start in range(0, len(texts), 12):
            yield Story(tuple(texts[start : start + 12]), fold, "ours")


def is_prose(story: Story) -> bool:
    """Tell an article from tables, and from lines of ours that stand together for no reason."""
    ended = sum(text.rstrip('"”’)')[-1:] in (".", "!", "?") for text in story.paragraphs)
    return len(story.paragraphs) >= 3 and (story.corpus == "written" or ended >= 0.7 * len(story.paragraphs))
