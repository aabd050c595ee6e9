"""Pages to learn from: article texts with lines of ours before, between and after their paragraphs.

Every text belongs to one fold for good, so that a page of a fold holds nothing that the
model of the other folds has seen.
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

from training.boilerplate.fillers import HERE, MONTHS, PLACES, WEEKDAYS, Filler, listed
from whosaid.intake.boilerplate import line_boilerplate

FOLDS = 5
ARTICLE = "article"
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
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[“\"A-Z])|(?<=[.!?][”\"])\s+(?=[“\"A-Z])")
_ADDRESS = re.compile(
    r"@\w|https?:|www\.|\w\.com\b|^Read the rest|^Follow |^Podcast produced|^Reporting by", re.IGNORECASE
)
_NO_GAP = re.compile(r" (?=[.,;:!?)%]|'s\b|n't\b)|(?<=[($]) ")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a page, and its kind: ``article`` or one of boilerplate."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Story:
    """The paragraphs of one article text."""

    paragraphs: tuple[str, ...]
    fold: int


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, roughly."""
    return [sentence for sentence in _SENTENCE.split(text) if sentence]


def fold_of(text: str) -> int:
    return zlib.crc32(text.encode()) % FOLDS


def kinds() -> dict[str, list[str]]:
    """Our lines of each kind of boilerplate, slots not filled."""
    return {path.stem: listed(f"lines/{path.name}") for path in sorted((HERE / "lines").glob("*.txt"))}


def stories(data: Path) -> list[Story]:
    """Article texts of the corpora; of GUM only genres whose licences let weights ship."""
    return [*_polnear(data), *_gum(data), *_reuters(data), *_sentences(data), *_ours()]


def _rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _polnear(data: Path) -> Iterator[Story]:
    for row in _rows(data / "polnear/train.jsonl.gz"):
        parts = (part.strip() for part in row["text"].split("\n") if part.strip())
        yield Story(tuple(part for part in parts if not _is_foreign(part)), fold_of(row["id"]))


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
        yield Story(tuple(text for text in texts if text and not _is_foreign(text)), fold_of(document[:60]))


def _reuters(data: Path) -> Iterator[Story]:
    with gzip.open(data / "ner/crossner_conll2003_train.iob.gz", "rt", encoding="utf-8") as stream:
        blocks = stream.read().split("\n\n")
    lines = [
        _NO_GAP.sub("", " ".join(row.split("\t")[0] for row in block.split("\n") if row)) for block in blocks
    ]
    lines = [line for line in lines if line and not line.startswith("-DOCSTART")]
    for start in range(0, len(lines), 25):
        yield Story(tuple(lines[start : start + 25]), fold_of(lines[start]))


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
        yield Story(tuple(texts[start : start + 20]), fold_of(texts[start]))


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
            yield Story(tuple(texts[start : start + 12]), fold)


def _is_prose(story: Story) -> bool:
    """Tell an article from tables, and from lines of ours that stand together for no reason."""
    ended = sum(text.rstrip('"”’)')[-1:] in (".", "!", "?") for text in story.paragraphs)
    return len(story.paragraphs) >= 3 and ended >= 0.7 * len(story.paragraphs)


class Pages:
    """Makes pages of a fold; each is another."""

    def __init__(self, fold: int, every: list[Story], seed: int, without: set[str]) -> None:
        self.chance = random.Random(seed * 100 + fold)
        self.filler = Filler(self.chance)
        self.stories = [story for story in every if story.fold == fold and _is_prose(story)]
        names = ("sentences", "crossheads", "crossheads", "lines")
        self.extra = [
            text for name in names for text in listed(f"article/{name}.txt") if fold_of(text) == fold
        ]
        self.lines = {
            kind: [line for line in lines if fold_of(line) == fold and line not in without]
            for kind, lines in kinds().items()
        }

    def page(self, story: Story) -> list[Line]:
        """One page: menus, head, the article with blocks in between, and what stands after it."""
        chance = self.chance
        body = list(story.paragraphs)
        if chance.random() < 0.3:
            body = [sentence for text in body for sentence in sentences(text)]
        if len(body) > 14 and chance.random() < 0.6:
            start = chance.randrange(len(body) - 10)
            body = body[start : start + chance.randint(6, 14)]
        page = [Line(text, ARTICLE) for text in body]
        for _ in range(chance.choice((0, 0, 1, 2))):
            page.insert(chance.randint(1, len(page) - 1), Line(chance.choice(self.extra), ARTICLE))
        for _ in range(chance.choice((0, 0, 1, 1, 2, 3))):
            at = chance.randint(1, len(page))
            page[at:at] = self._block(between=True)
        top = [line for _ in range(chance.choice((0, 0, 0, 1, 1, 2))) for line in self._block(top=True)]
        share = [line for _ in range(chance.choice((0, 0, 1, 1))) for line in self._block(between=True)]
        tail = [line for _ in range(chance.choice((0, 0, 1, 2, 3, 5))) for line in self._block()]
        return [*top, *self._head(), *share, *page, *tail]

    def _line(self, kind: str) -> Line:
        return Line(self.filler.fill(self.chance.choice(self.lines[kind])), kind)

    def _block(self, *, top: bool = False, between: bool = False) -> list[Line]:
        chance = self.chance
        if top:
            kind = chance.choice(
                (
                    "navigation",
                    "navigation",
                    "navigation",
                    "subscription",
                    "cookies",
                    "advertisement",
                    "share",
                )
            )
        elif between:
            kind = chance.choice(
                (
                    "photo credit",
                    "photo credit",
                    "newsletter",
                    "related",
                    "advertisement",
                    "appeal",
                    "share",
                    "subscription",
                    "navigation",
                    "comments",
                )
            )
        else:
            kind = chance.choice(list(self.lines))
        if kind == "related" and chance.random() < 0.7:
            heads = [line for line in self.lines[kind] if "{headline}" not in line and len(line) < 30]
            items = [Line(self.filler.fill("{headline}"), kind) for _ in range(chance.randint(1, 4))]
            return [Line(self.filler.fill(chance.choice(heads)), kind), *items]
        count = (
            chance.choice((1, 1, 1, 2, 3))
            if not (kind == "navigation" and not between)
            else chance.randint(1, 9)
        )
        return [self._line(kind) for _ in range(count)]

    def _head(self) -> list[Line]:
        """Title, byline, date, maybe; they are the article's, and metadata's to find."""
        chance, filler = self.chance, self.filler
        lines = [filler.fill("{headline}")] if chance.random() < 0.75 else []
        if chance.random() < 0.25:
            lines.append(filler.fill(chance.choice(("{headline}", "{headline}.", "{caption}"))))
        day, month, year, weekday = (
            chance.randint(1, 28),
            chance.choice(MONTHS),
            chance.randint(2004, 2026),
            chance.choice(WEEKDAYS),
        )
        if chance.random() < 0.6:
            lines.append(filler.fill(chance.choice((
                "By {name}", "By {name}", "By {name} and {name}", "by {name}", "BY {NAME}", "By {name}, {section} correspondent",
                "By {name} in {place}", "{name}", "By our staff", "By {name} | {outlet}", "By {name}, {agency}", "Words: {name}", "By {name} for {outlet}",
            ))))  # fmt: skip
        if chance.random() < 0.6:
            lines.append(chance.choice((
                f"{day} {month} {year}", f"{month} {day}, {year}", f"{weekday} {day} {month} {year}", f"{weekday}, {month} {day}, {year}", f"{year}-03-{day:02}",
                f"Published {day} {month} {year}", f"Published: {month} {day}, {year}", f"Updated {month} {day}, {year} at 4:12 PM", f"{chance.choice(PLACES)}, {day} {month} {year}",
                f"Last updated: {day} {month} {year} 10:31 GMT", f"{day} {month} {year} 14:02", f"Published {day} {month[:3]} {year} at 9.15am", f"Date: {year}-11-{day:02}",
            )))  # fmt: skip
        return [Line(text, ARTICLE) for text in lines]
