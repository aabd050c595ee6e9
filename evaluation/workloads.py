"""One measurement in a process of its own: ``python -m evaluation.workloads NAME --cores N --rounds N``.

Prints a JSON object. ``speed`` starts one for each line of its table, so that no figure depends on what was loaded,
cached or threaded for another. Nothing but the standard library is imported before the cores are chosen: numerical
libraries count them once.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whosaid.reading.encoder import Encoder

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLE_WORDS = 850
LONG_CHARACTERS = 500_000
FLOAT_MODEL = "FLOAT_MODEL"
Measured = dict[str, Any]


def pin(cores: int) -> None:
    """Keep this process, and the encoder's threads, to a number of cores (where the system lets it)."""
    os.environ["WHOSAID_THREADS"] = str(cores)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(cores)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def peak() -> float:
    """The most memory this process ever held, in MB (10^6 bytes)."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def words(text: str) -> int:
    """Words as everywhere in the figures: the matches of ``\\\\w+``."""
    return len(re.findall(r"\w+", text))


def timed(act: Callable[[], object], rounds: int) -> list[float]:
    """Seconds of each round; one more, before them, is not counted."""
    act()
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - began)
    return seconds


def in_turn(rounds: int, *acts: Callable[[], object]) -> list[list[float]]:
    """Seconds of each act in each round, one act after the other, so that all see the same machine; the first round
    is not counted."""
    seconds: list[list[float]] = [[] for _ in acts]
    for number in range(rounds + 1):
        for taken, act in zip(seconds, acts, strict=True):
            began = time.perf_counter()
            act()
            if number:
                taken.append(time.perf_counter() - began)
    return seconds


def samples() -> list[str]:
    """The texts of the sample articles that ship with the project."""
    from whosaid import read

    files = sorted(path for path in SEEDS.iterdir() if path.suffix in {".txt", ".html"})
    return [read(path).text for path in files]


def of_length(texts: list[str], count: int) -> str:
    """Whole paragraphs, until ``count`` words are reached."""
    chosen, reached = [], 0
    for paragraph in "\n".join(texts).split("\n"):
        if reached >= count:
            break
        chosen.append(paragraph)
        reached += words(paragraph)
    return "\n".join(chosen)


def of_characters(texts: list[str], count: int) -> str:
    """The texts one after another, again and again, until ``count`` characters are reached."""
    once = "\n\n".join(texts) + "\n\n"
    return (once * (count // len(once) + 1))[:count]


def reader(rounds: int) -> Measured:
    """The whole reading of the samples, one after another."""
    from whosaid.reading import pipeline

    texts = samples()
    seconds = timed(lambda: [pipeline.analyse(text, plain=True) for text in texts], rounds)
    return {"seconds": seconds, "words": sum(map(words, texts)), "peak": peak()}


def share(rounds: int) -> Measured:
    """The encoder alone and the whole reading of one article, in turn, so that both see the same machine."""
    from whosaid.reading import pipeline

    text = of_length(samples(), ARTICLE_WORDS)
    encoder = _encoder(None)
    alone, whole = in_turn(rounds, lambda: encoder.encode(text), lambda: pipeline.analyse(text, plain=True))
    return {"encoder": alone, "seconds": whole, "words": words(text)}


def bits(rounds: int) -> Measured:
    """One article through the encoder that ships, of 8 bits, and that of the folder ``FLOAT_MODEL``, in turn."""
    text = of_length(samples(), ARTICLE_WORDS)
    small, full = _encoder(None), _encoder(os.environ[FLOAT_MODEL])
    eight, floating = in_turn(rounds, lambda: small.encode(text), lambda: full.encode(text))
    return {"eight": eight, "floating": floating}


def _encoder(model: str | None) -> Encoder:
    from whosaid.reading import pipeline
    from whosaid.reading.encoder import Encoder

    encoder = pipeline.load(model).get_pipe("whosaid_encoder")
    if not isinstance(encoder, Encoder):
        raise SystemExit("the pipeline has another encoder than ours")
    return encoder


def long(rounds: int) -> Measured:
    """One text of 500,000 characters, as long as a report of 200 pages."""
    from whosaid.reading import pipeline

    text = of_characters(samples(), LONG_CHARACTERS)
    pipeline.analyse(text[:1000], plain=True)
    began = time.perf_counter()
    pipeline.analyse(text, plain=True)
    return {"seconds": [time.perf_counter() - began], "words": words(text), "peak": peak()}


def tokenizer(rounds: int) -> Measured:
    """spaCy's English tokenizer, alone."""
    import spacy

    nlp = spacy.blank("en")
    return _peer(rounds, lambda texts: [nlp.make_doc(text) for text in texts])


def vader(rounds: int) -> Measured:
    """VADER, paragraph by paragraph: it is made for short texts."""
    from evaluation import sentiment

    score = sentiment.vader()
    return _peer(rounds, lambda texts: [score(line) for text in texts for line in text.split("\n") if line])


def textblob(rounds: int) -> Measured:
    """TextBlob's polarity, paragraph by paragraph."""
    from evaluation import sentiment

    score = sentiment.textblob()
    return _peer(rounds, lambda texts: [score(line) for text in texts for line in text.split("\n") if line])


def _peer(rounds: int, act: Callable[[list[str]], object]) -> Measured:
    texts = samples()
    return {"seconds": timed(lambda: act(texts), rounds), "words": sum(map(words, texts))}


WORKLOADS: dict[str, Callable[[int], Measured]] = {
    "reader": reader, "share": share, "bits": bits, "long": long,
    "tokenizer": tokenizer, "vader": vader, "textblob": textblob,
}  # fmt: skip


def main() -> None:
    """Run one and print it; a library that is not installed is named under "missing"."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.workloads", description=__doc__)
    parser.add_argument("name", choices=WORKLOADS)
    parser.add_argument("--cores", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    pin(arguments.cores)
    try:
        measured = WORKLOADS[arguments.name](arguments.rounds)
    except ModuleNotFoundError as error:
        measured = {"missing": error.name}
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
