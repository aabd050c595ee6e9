"""How long a click in the dashboard takes until every panel has settled: ``make benchmark-ui``.

A real server, a real browser, made-up collections of 100 and of 10,000 articles, which are made once and kept.
What is measured and how stands in ``docs/speed.md``, where ``--write`` puts the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from evaluation.dashboard.clicks import FILTERS, Nothing, Person, every
from evaluation.dashboard.crowd import crowd
from evaluation.dashboard.pages import Settled, Watched, chromium
from evaluation.dashboard.prepared import CACHE, ROOT, Prepared, prepared
from evaluation.dashboard.server import dashboard, empty
from evaluation.markdown import between, marks, number, spread, table
from evaluation.speed import machine
from whosaid.store import Store
from whosaid.view import View

PAGE: Final = ROOT / "docs" / "speed.md"
MARKS: Final = marks("dashboard", "make benchmark-ui")
_GOALS: Final = {100: 2.5, 10_000: 5.0}
_PEOPLE: Final = 20
_CROWDS: Final = 2  # for every click alone: the place among twenty is chance, and its median needs many
_CROWDED: Final = 100
"""The collection of so many articles is the one that many people look at."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table; ``beside`` is the median of what the values are compared with, 0 if nothing."""

    name: str
    values: Sequence[float]
    unit: str
    beside: float = 0.0
    wanted: str = ""

    def cells(self) -> list[str]:
        """Name, median, quartiles, ratio, what was wanted."""
        middle = statistics.median(self.values)
        ratio = f"{middle / self.beside:.1f} ×" if self.beside else ""
        return [self.name, f"**{number(middle)} {self.unit}**", spread(self.values), ratio, self.wanted]


def one_person(chromium: Browser, of: Prepared, turns: int) -> Iterator[Line]:
    """All kinds of clicks in one collection, beside the empty app."""
    with empty() as nothing, dashboard(of.data) as server:
        still, window = Watched(chromium), Watched(chromium)
        beside = Nothing(still, nothing)
        reruns: list[Settled] = []
        person = Person(window, server, of, lambda: reruns.append(beside.click()))
        for turn in range(turns):
            person.look_around(turn)
        still.close()
        window.close()
    rerun = statistics.median(_times(reruns))
    yield Line("empty app, a click", _times(reruns), "ms", rerun)
    yield Line("a click, all kinds", _times(every(person.clicks)), "ms", rerun, f"{_GOALS[of.articles]} ×")
    filters = [click for kind in FILTERS for click in person.clicks[kind]]
    yield Line("· those that filter", _times(filters), "ms", rerun)
    for kind, clicks in person.clicks.items():
        yield Line(f"· {kind}", _times(clicks), "ms", rerun)
    filtering = [click.received / 1000 for click in filters]
    yield Line("sent for a click that filters", filtering, "kB", wanted="under 300 kB")
    yield Line("· the most", [max(filtering)], "kB", wanted="under 300 kB")
    yield from _loading(person.opened, beside.opened)


def _loading(ours: Settled, theirs: Settled) -> Iterator[Line]:
    more = ours.received - theirs.received
    own = ours.own - theirs.own
    yield Line("first load, server just started", [ours.milliseconds], "ms", theirs.milliseconds)
    yield Line("sent at first load, after what the empty app sends", [more / 1000], "kB")
    yield Line("· without Streamlit's own scripts", [(more - own) / 1000], "kB", wanted="under 1,500 kB")


def many_people(chromium: Browser, of: Prepared, turns: int) -> Iterator[Line]:
    """One person's clicks, alone and while nineteen others click, in turn; whose turn it is among them is chance."""
    alone: list[Settled] = []
    among: list[Settled] = []
    with dashboard(of.data) as server:
        window = Watched(chromium)
        person = Person(window, server, of, lambda: None)
        with crowd(server, _PEOPLE - 1, View(of.collection), _views(of)) as others:
            for speaker in range((1 + _CROWDS) * turns):
                is_alone = speaker % (1 + _CROWDS) == 0
                if not is_alone:
                    others.hand = statistics.median(click.asked for click in alone) / 1000
                    window.before_click = others.click_around
                person.speaker(speaker)
                window.before_click = lambda: None
                (alone if is_alone else among).append(person.clicks["speaker"][-1])
                others.wait()
                person.clear()
        window.close()
    middle = statistics.median(_times(alone))
    yield Line("a click on a speaker, one person", _times(alone), "ms", middle)
    yield Line(f"the same, {_PEOPLE} people at once", _times(among), "ms", middle, "under 3 ×")
    seconds = [1000 * one for one in others.seconds]
    yield Line("· until the server has answered the others", seconds, "ms")


def _views(of: Prepared) -> Iterator[View]:
    """Filters that nobody has asked for: two speakers at a time."""
    with Store(of.url) as store:
        speakers = [row.id for row in store.speaker_sentiments(View(of.collection), limit=400)]
    for turn in count():
        yield View(
            of.collection,
            speakers=(
                speakers[turn % len(speakers)],
                speakers[(turn // len(speakers) + turn + 7) % len(speakers)],
            ),
        )


def _times(clicks: Sequence[Settled]) -> list[float]:
    return [click.milliseconds for click in clicks]


def tables(turns: int, sizes: Sequence[int], cache: Path) -> Iterator[tuple[str, list[Line]]]:
    """A heading and its lines, as soon as they are measured."""
    databases = {size: prepared(size, cache) for size in sizes}
    with chromium() as browser:
        for size, of in databases.items():
            yield f"{size:,} articles, {of.quotes:,} quotes", list(one_person(browser, of, turns))
        if _CROWDED in databases:
            of = databases[_CROWDED]
            yield f"{_PEOPLE} people, {of.quotes:,} quotes", list(many_people(browser, of, turns))


def as_markdown(heading: str, found: Sequence[tuple[str, Sequence[Line]]]) -> str:
    """The tables one below the other."""
    parts = [heading]
    for title, lines in found:
        rows = ["| " + " | ".join(line.cells()) + " |" for line in lines]
        columns = "what | median | quartiles (of how many) | beside | wanted"
        parts.append(f"### {title}\n\n" + table(columns, rows))
    return "\n\n".join(parts)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.dashboard", description=__doc__)
    parser.add_argument("--turns", type=int, default=7, help="how often each kind is clicked on at least")
    parser.add_argument("--articles", type=int, nargs="+", choices=_GOALS, default=list(_GOALS))
    parser.add_argument("--cache", type=Path, default=CACHE, help="where the made-up collections are kept")
    parser.add_argument("--json", type=Path, help="write every value there as well")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/speed.md")
    arguments = parser.parse_args()
    heading = machine()
    print(heading)
    if hasattr(os, "getloadavg") and os.getloadavg()[0] > 0.5:
        print("Other work is running, or has just ended: trust the ratios, not the times.", file=sys.stderr)
    found = []
    for title, lines in tables(max(2, arguments.turns), arguments.articles, arguments.cache):
        print(f"\n{title}")
        for line in lines:
            name, middle, quartiles, ratio, wanted = line.cells()
            print(f"{name:<52} {middle.strip('*'):>12}  {ratio:>7}  {wanted:<14} {quartiles}", flush=True)
        found.append((title, lines))
    if arguments.json:
        values = {title: [asdict(line) for line in lines] for title, lines in found}
        arguments.json.write_text(json.dumps(values, indent=1) + "\n", "utf-8")
    if arguments.write:
        text = between(PAGE.read_text("utf-8"), MARKS, as_markdown(heading, found), PAGE)
        PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
