"""How often an English text is taken for one in another language, and would not be read.

    python -m evaluation.languages --data FOLDER

The texts are the articles of PolNeAR, the documents of GUM, and CoNLL-2003 and CrossNER politics in pieces of
60 words, among them tables of results and lists of names.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from evaluation.corpora import rows
from whosaid.intake.language import foreign_language

_PIECE = 60  # words
_WORDS = (
    "crossner_politics_dev",
    "crossner_politics_train",
    "crossner_conll2003_dev",
    "crossner_conll2003_train",
)


def texts(data: Path) -> Iterator[tuple[str, str]]:
    """Each text, with the corpus it is from."""
    for part in ("dev", "train"):
        for row in rows(data / "polnear" / f"{part}.jsonl.gz"):
            yield "PolNeAR", row["text"]
        for text in _documents(data / "gum" / f"{part}.conllu.gz"):
            yield "GUM", text
    for name in _WORDS:
        with gzip.open(data / "ner" / f"{name}.iob.gz", "rt", encoding="utf-8") as lines:
            words = [line.split()[0] for line in lines if line.strip()]
        for start in range(0, len(words), _PIECE):
            yield name, " ".join(words[start : start + _PIECE])


def _documents(path: Path) -> Iterator[str]:
    number = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        numbered = []
        for line in lines:
            number += line.startswith("# newdoc")
            if line[:1].isdigit() and line.split("\t")[0].isdigit():
                numbered.append((number, line.split("\t")[1]))
    for _, words in groupby(numbered, key=lambda pair: pair[0]):
        yield " ".join(word for _, word in words)


def main() -> None:
    """Print how many texts there are, and each that is taken for another language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    every = list(texts(parser.parse_args().data))
    wrong = [(corpus, language, text) for corpus, text in every if (language := foreign_language(text))]
    for corpus, language, text in wrong:
        print(f"{corpus}: {language}: {text[:100]}")
    print(f"{len(wrong)} of {len(every):,} English texts are taken for another language")


if __name__ == "__main__":
    main()
