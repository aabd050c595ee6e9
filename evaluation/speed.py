"""How fast and how large the reader is on this machine: ``make benchmark``.

    python -m evaluation.speed [--rounds 15] [--runs 5] [--json FILE] [--float FOLDER] [--write]

Every line is measured in processes of its own, kept to the cores that it names. Speeds are medians over rounds in one
process; start and memory are medians over processes. The spread is from the first to the third quartile (of fewer
than four values, from the least to the most).

This process itself imports nothing heavy: Linux counts what a parent holds into the peak memory of its children.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evaluation import package, workloads
from evaluation.markdown import between, marks, number, spread, table

README = Path(__file__).parent / "README.md"
MARKS = marks("speed", "make benchmark")
SENTENCE = "“The bridge stays closed,” said Mira Sandoval, who leads the harbour office."
FIRST_RESULT = (
    f"from whosaid import analyse; print(len(analyse({SENTENCE!r}, plain=True).quotes), flush=True)"
)
PEERS = {"tokenizer": "spaCy's tokenizer alone", "vader": "VADER", "textblob": "TextBlob"}
CORES = {1: "one core", 2: "two cores"}


@dataclass(frozen=True)
class Figure:
    """One line of the table. ``values`` are those of all rounds or runs; empty where it could not be measured."""

    name: str
    values: Sequence[float]
    unit: str
    goal: str = ""
    note: str = ""

    def middle(self) -> str:
        """The median, or why there is none."""
        return f"{number(statistics.median(self.values))} {self.unit}" if self.values else self.note

    def spread(self) -> str:
        """From quartile to quartile, and of how many."""
        return spread(self.values)


def run(name: str, cores: int, rounds: int) -> dict[str, Any]:
    """One workload in a new process; raises ``SystemExit`` with what it complained of."""
    command = [sys.executable, "-W", "ignore", "-m", "evaluation.workloads", name]
    done = subprocess.run(
        [*command, "--cores", str(cores), "--rounds", str(rounds)],
        capture_output=True, text=True, cwd=package.ROOT,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{name} could not be measured:\n{done.stderr}")
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def cold_start() -> float:
    """Seconds from starting Python until the first sentence is read."""
    began = time.perf_counter()
    command = [sys.executable, "-W", "ignore", "-c", FIRST_RESULT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=package.ROOT) as process:
        line = process.stdout.readline() if process.stdout else ""
        seconds = time.perf_counter() - began
    if process.returncode or not line.strip():
        raise SystemExit("The reader could not be started; the complaint stands above.")
    return seconds


def figures(rounds: int, runs: int) -> Iterator[Figure]:
    """Every line of the table, as soon as it is measured."""
    available = [cores for cores in CORES if cores <= (os.cpu_count() or 1)]
    read = {cores: run("reader", cores, rounds) for cores in available}
    for cores in available:
        yield Figure(f"whole reading, {CORES[cores]}", _speeds(read[cores]), "words/s")
    for cores in available:
        shared = run("share", cores, rounds)
        yield from _article(shared, CORES[cores])
    if workloads.FLOAT_MODEL in os.environ:
        for cores in available:
            yield _bits(run("bits", cores, rounds), CORES[cores])
    for name, shown in PEERS.items():
        measured = run(name, 1, rounds)
        note = f"not installed ({measured['missing']})" if "missing" in measured else ""
        yield Figure(f"{shown}, one core", [] if note else _speeds(measured), "words/s", note=note)
    yield Figure("cold start: new process to first result", [cold_start() for _ in range(runs + 1)][1:], "s")
    yield from _memory(max(available), runs, read)
    packed, unpacked = package.sizes()
    yield Figure("package with weights, as a wheel", [packed], "MB", "under 40 MB")
    yield Figure("package with weights, unpacked", [unpacked], "MB", "under 40 MB")


def _article(shared: dict[str, Any], cores: str) -> Iterator[Figure]:
    words, encoder, whole = shared["words"], shared["encoder"], shared["seconds"]
    shares = [100 * one / other for one, other in zip(encoder, whole, strict=True)]
    yield Figure(f"encoder alone, {words} words, {cores}", [1000 * one for one in encoder], "ms")
    yield Figure(f"whole reading, {words} words, {cores}", [1000 * one for one in whole], "ms")
    yield Figure(f"its speed as a share of its encoder's, {cores}", shares, "%", "at least 80 %")


def _bits(measured: dict[str, Any], cores: str) -> Figure:
    times = [full / small for full, small in zip(measured["floating"], measured["eight"], strict=True)]
    return Figure(
        f"encoder of 8 bits, times the speed of floating point, {cores}", times, "times", "at least 1.8"
    )


def _memory(cores: int, runs: int, read: dict[int, dict[str, Any]]) -> Iterator[Figure]:
    """Peak memory of whole processes: interpreter, libraries, model and text."""
    peaks = [read[cores]["peak"], *(run("reader", cores, 1)["peak"] for _ in range(runs - 1))]
    yield Figure("peak memory, the sample articles", peaks, "MB", "under 700 MB")
    long = [run("long", cores, 1) for _ in range(min(runs, 3))]
    yield Figure("peak memory, 500,000 characters", [one["peak"] for one in long], "MB", "under 700 MB")
    speeds = [speed for one in long for speed in _speeds(one)]
    yield Figure(f"whole reading, 500,000 characters, {CORES[cores]}", speeds, "words/s")


def _speeds(measured: dict[str, Any]) -> list[float]:
    return [measured["words"] / seconds for seconds in measured["seconds"]]


def machine() -> str:
    """Date, processor and Python, and how busy the machine is."""
    info = Path("/proc/cpuinfo")
    model = re.search(r"^model name\s*:\s*(.+)$", info.read_text(), re.M) if info.exists() else None
    name = model[1] if model else platform.processor() or platform.machine()
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return (
        f"{date.today().isoformat()}, {name}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}{load}"
    )


def as_table(heading: str, lines: Sequence[Figure]) -> str:
    """The figures as Markdown."""
    rows = [f"| {line.name} | **{line.middle()}** | {line.spread()} | {line.goal} |" for line in lines]
    return f"{heading}\n\n" + table("what | median | spread (of how many) | wanted", rows)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.speed", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="of each speed")
    parser.add_argument("--runs", type=int, default=5, help="processes for start and memory")
    parser.add_argument("--json", type=Path, help="write every value there as well")
    parser.add_argument(
        "--float", help="the same model in floating point (training.export --float), to be compared"
    )
    parser.add_argument("--write", action="store_true", help="put the table into evaluation/README.md")
    arguments = parser.parse_args()
    if arguments.float:
        os.environ[workloads.FLOAT_MODEL] = arguments.float
    heading = machine()
    print(heading)
    if hasattr(os, "getloadavg") and os.getloadavg()[0] > 0.5:
        print("Other work is running, or has just ended: these speeds are too low.", file=sys.stderr)
    lines = []
    for line in figures(max(2, arguments.rounds), max(2, arguments.runs)):
        print(f"{line.name:<52} {line.middle():>16}  {line.spread()}", flush=True)
        lines.append(line)
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(line) for line in lines], indent=1) + "\n", "utf-8")
    if arguments.write:
        text = between(README.read_text("utf-8"), MARKS, as_table(heading, lines), README)
        README.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
