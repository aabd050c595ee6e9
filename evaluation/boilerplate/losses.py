"""Sentences of news texts of others that are taken out: every line is one too many, unless read and found none.

The texts are no part of the project. ``judged.txt`` names, by the SHA-256 of its words, each line that
was taken out of them, looked at, and found to be no sentence of the article.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from evaluation.boilerplate import pages
from whosaid.intake import boilerplate
from whosaid.intake.classifier import units

JUDGED = Path(__file__).parent / "judged.txt"
_FULL_STOP = re.compile(r"[.!?…][\"'”’)\]]*$")
_NO_GAP = re.compile(r" (?=[.,;:!?)%]|'s\b|n't\b)|(?<=[($]) ")


def corpora(data: Path) -> Iterator[tuple[str, list[str]]]:
    """Each kept-out corpus and its texts; paragraphs stand apart by blank lines."""
    yield "PolNeAR dev: US political news", [row["text"] for row in _rows(data / "polnear/dev.jsonl.gz")]
    lines = [row["sentence_normalized"].replace("\xa0", " ") for row in _rows(data / "newsmtsc/dev.jsonl.gz")]
    yield "NewsMTSC dev: single sentences", _pages(lines)
    yield (
        "CoNLL-2003 dev: wire, with sports results",
        _pages(_tagged(data / "ner/crossner_conll2003_dev.iob.gz")),
    )
    yield "GUM dev: news, interviews, speeches and 13 more genres", list(_gum(data))


def lost(texts: list[str]) -> tuple[list[str], Counter[str]]:
    """The sentences that are not all there any more, and counts.

    A sentence has four words or more and a full stop; other lines (headings, rows of tables) are
    counted apart, and so are sentences that were read and found to be boilerplate.
    """
    known = _known()
    missing: list[str] = []
    counts: Counter[str] = Counter()
    for text in texts:
        taken = pages.taken_by(text, boilerplate.cuts(text))
        for unit in units(text):
            whole = [text[start:end] for start, end in pages.sentences(text, unit.start, unit.end)]
            gone = pages.lost(text, taken, unit.start, unit.end)
            counts["sentences"] += sum(map(_is_sentence, whole))
            counts["other lines"] += sum(not _is_sentence(each) for each in whole)
            counts["other lines out"] += sum(not _is_sentence(each) for each in gone)
            counts["judged"] += sum(_is_sentence(each) and digest(each) in known for each in gone)
            missing += [each for each in gone if _is_sentence(each) and digest(each) not in known]
    return missing, counts


def lost_around(made: Iterable[pages.Page]) -> tuple[list[str], Counter[str]]:
    """The same of pages with boilerplate around texts of others, and how much of that is out."""
    known = _known()
    missing: list[str] = []
    counts: Counter[str] = Counter()
    for page in made:
        gone = pages.gone(page, boilerplate.cuts)
        numbers = [number for number, _ in pages.boilerplate_of(page)]
        counts["pages"] += 1
        counts["boilerplate"] += len(numbers)
        counts["out"] += sum(number in gone for number in numbers)
        for part in page.parts:
            if part.kind == pages.ARTICLE:
                whole = pages.sentences(page.text, part.start, part.end)
                counts["sentences"] += sum(_is_sentence(page.text[start:end]) for start, end in whole)
        missing += [
            each
            for each in pages.lost_of(page, boilerplate.cuts)
            if _is_sentence(each) and digest(each) not in known
        ]
    return missing, counts


def _known() -> frozenset[str]:
    return frozenset(line.split()[0] for line in JUDGED.read_text("utf-8").splitlines() if line)


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= 4 and bool(_FULL_STOP.search(text))


def digest(sentence: str) -> str:
    """What a sentence is known by without its words."""
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:24]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _pages(lines: list[str]) -> list[str]:
    return ["\n\n".join(lines[start : start + 25]) for start in range(0, len(lines), 25)]


def _tagged(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        blocks = stream.read().split("\n\n")
    lines = (" ".join(row.split("\t")[0] for row in block.split("\n") if row) for block in blocks)
    return [_NO_GAP.sub("", line) for line in lines if line and not line.startswith("-DOCSTART")]


def _gum(data: Path) -> Iterator[str]:
    with gzip.open(data / "gum/dev.conllu.gz", "rt", encoding="utf-8") as stream:
        documents = stream.read().split("# newdoc id = ")[1:]
    for document in documents:
        parts = re.split(r"\n# newpar\b", document)
        yield "\n\n".join(" ".join(re.findall(r"^# text = (.+)$", part, re.MULTILINE)) for part in parts)
