"""How fast the reader is on this machine: ``make benchmark``.

    python -m evaluation.speed [--rounds 15]

Loading, one article of about 850 words (the sample articles cut to that length), the encoder
alone on the same article, and all sample articles one after another. Medians with the
interquartile range; the first round is thrown away.
"""

from __future__ import annotations

import argparse
import platform
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from whosaid import read
from whosaid.articles import Article
from whosaid.reading import pipeline
from whosaid.reading.encoder import Encoder
from whosaid.settings import load_settings

SEEDS = Path(__file__).parent.parent / "seeds"
WORDS = 850


def sample_articles() -> list[Article]:
    """The sample articles that ship with the project."""
    files = sorted(path for path in SEEDS.iterdir() if path.suffix in {".txt", ".html"})
    return [read(path) for path in files]


def of_length(articles: list[Article], words: int) -> str:
    """Whole paragraphs of the sample articles, until ``words`` words are reached."""
    chosen, count = [], 0
    for paragraph in "\n".join(article.text for article in articles).split("\n"):
        if count >= words:
            break
        chosen.append(paragraph)
        count += len(re.findall(r"\w+", paragraph))
    return "\n".join(chosen)


def timed(act: Callable[[], object], rounds: int) -> list[float]:
    """Seconds of each round but the first."""
    seconds = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - began)
    return seconds[1:]


def line(name: str, seconds: list[float], note: str = "") -> None:
    """One figure: median and interquartile range, in milliseconds."""
    low, middle, high = statistics.quantiles(seconds, n=4)
    print(f"{name:<44} {1000 * middle:8.1f} ms  ({1000 * low:.1f} to {1000 * high:.1f}) {note}", flush=True)


def loading(rounds: int) -> list[float]:
    """Seconds that loading the model takes in a new process each time; imports are not counted."""
    code = (
        "import time; from whosaid.reading import pipeline; t = time.perf_counter();"
        "pipeline.load(); print(time.perf_counter() - t)"
    )
    command = [sys.executable, "-W", "ignore", "-c", code]
    return [
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(rounds)
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.speed", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = max(2, parser.parse_args().rounds)
    articles = sample_articles()
    text = of_length(articles, WORDS)
    count = len(re.findall(r"\w+", text))
    threads = load_settings().threads
    print(
        f"{date.today().isoformat()}, {platform.machine()}, {threads} threads, Python {platform.python_version()}"
    )
    line("loading the model (new process)", loading(min(rounds, 5)))
    encoder = pipeline.load().get_pipe("whosaid_encoder")
    if not isinstance(encoder, Encoder):
        raise SystemExit("the pipeline has another encoder than ours")
    alone = timed(lambda: encoder.encode(text), rounds)
    whole = timed(lambda: pipeline.analyse(text, plain=True), rounds)
    pieces = len(encoder.encode(text).pieces)
    line(f"encoder alone, {count} words, {pieces} pieces", alone)
    share = statistics.median(alone) / statistics.median(whole)
    line(f"whole reading, {count} words", whole, f"encoder is {100 * share:.0f} % of it")
    every = timed(lambda: list(pipeline.analyse_many(articles)), max(2, rounds // 4))
    total = sum(len(re.findall(r"\w+", article.text)) for article in articles)
    line(f"{len(articles)} sample articles, {total} words", every)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory of this process':<44} {peak:8.0f} MB")


if __name__ == "__main__":
    main()
