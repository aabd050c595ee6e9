"""How much boilerplate goes, and how much of the articles with it: ``make evaluate-boilerplate``.

    python -m evaluation.boilerplate [--data FOLDER] [--dev] [--write] [--show]

Prints the figures with the set phrases alone, with the classifier alone, and with both as
shipped. What they mean stands in evaluation/README.md.
"""

from __future__ import annotations

import argparse
from collections import Counter
from functools import cache
from pathlib import Path

from evaluation.boilerplate import losses, pages
from evaluation.boilerplate.layouts import SETS, Page, around, near_copies, unseen
from evaluation.boilerplate.layouts import pages as layouts
from evaluation.markdown import between, marks, table
from training.boilerplate.pages import own_lines
from whosaid.intake import boilerplate

COMMAND = "make evaluate-boilerplate"
LEARNED_WITHOUT = ("layouts", "dev")  # the sets that there were when the first of the weights were trained
TIMES = 8  # that each layout is put around another text

WAYS: dict[str, pages.Way] = {
    "set phrases alone": boilerplate.by_phrases,
    "classifier alone": boilerplate.by_classifier,
    "both, as shipped": boilerplate.cuts,
    "and the lines that tell outlet and date": pages.whole_intake,
}


def main() -> int:
    """Measure and print, and write into the README if asked to."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.boilerplate", description=__doc__)
    parser.add_argument("--data", type=Path, help="the corpora: count lost sentences of their news as well")
    parser.add_argument("--dev", action="store_true", help="the ten layouts to tune on, not the sets")
    parser.add_argument("--write", action="store_true", help="put the tables into evaluation/README.md")
    parser.add_argument("--show", action="store_true", help="print what goes wrong")
    arguments = parser.parse_args()
    sets = {"ten to tune on": "dev"} if arguments.dev else SETS
    chosen = {name: layouts(folder) for name, folder in sets.items()}
    tables = [_ways(chosen), _kinds(chosen)]
    if arguments.data:
        tables.append(_losses(arguments.data, show=arguments.show))
        tables.append(_around(arguments.data, sets, show=arguments.show))
    print("\n\n".join(tables))
    if arguments.show:
        _show([page for each in chosen.values() for page in each])
    if arguments.write:
        readme = Path(__file__).parent.parent / "README.md"
        text = readme.read_text(encoding="utf-8")
        readme.write_text(between(text, marks("boilerplate", COMMAND), "\n\n".join(tables), readme), "utf-8")
    return 0


def _counted(page: Page) -> set[int]:
    """Which paragraphs of a page count: those that are near nothing that was learned from."""
    new = {id(part) for part in unseen(page.parts, _learned())}
    return {number for number, part in enumerate(page.parts) if id(part) in new}


@cache
def _learned() -> tuple[str, ...]:
    """What the weights that ship learned from, if only at first: the second and the third set are younger."""
    lines = own_lines()
    return tuple(lines - near_copies(lines, LEARNED_WITHOUT))


def _ways(chosen: dict[str, list[Page]]) -> str:
    return "\n\n".join(_ways_of(name, found) for name, found in chosen.items())


def _ways_of(name: str, chosen: list[Page]) -> str:
    counted = [_counted(page) for page in chosen]
    rows = []
    for called, way in WAYS.items():
        total = sum(
            (pages.outcome(page, way, new) for page, new in zip(chosen, counted, strict=True)), Counter()
        )
        rows.append(
            f"| {called} | **{_share(total, 'new out', 'new')}** | {_share(total, 'out', 'boilerplate')} "
            f"| **{total['lost']:,} of {total['sentences']:,}** | {total['head lost']} of {total['head']} |"
        )
    new = sum(map(len, counted))
    heading = (
        f"{name}: {len(chosen)} layouts, {sum(len(page.parts) for page in chosen):,} paragraphs "
        f"| out, of the {new} unlike any learned from | out, of all "
        "| sentences of articles lost | titles, bylines and dates lost"
    )
    return table(heading, rows)


def _share(total: Counter[str], part: str, whole: str) -> str:
    return f"{100 * total[part] / max(1, total[whole]):.1f} % of {total[whole]}"


def _kinds(chosen: dict[str, list[Page]]) -> str:
    """Per kind, as shipped: what share of how many is out in each set, and how many of those under that name."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for name, found in chosen.items():
        for page in found:
            gone = pages.gone(page, boilerplate.cuts)
            for number, part in pages.boilerplate_of(page):
                counts[name, part.kind, "there"] += 1
                counts[name, part.kind, "out"] += number in gone
                counts[name, part.kind, "named"] += gone.get(number) == part.kind
    rows = []
    for kind in sorted({kind for _, kind, _ in counts}):
        cells = []
        for name in chosen:
            there, out, named = (counts[name, kind, what] for what in ("there", "out", "named"))
            cells.append(f"{100 * out / max(1, there):.0f} % of {there}, {named} named so")
        rows.append(f"| {kind} | {' | '.join(cells)} |")
    return table(f"kind, and how much of it is out | {' | '.join(chosen)}", rows)


def _losses(data: Path, *, show: bool) -> str:
    rows = []
    for name, texts in losses.corpora(data):
        lost, counts = losses.lost(texts)
        share = 100 * len(lost) / max(1, counts["sentences"])
        rows.append(
            f"| {name} | {counts['sentences']:,} | **{len(lost)}** ({share:.2f} %) | {counts['judged']} "
            f"| {counts['other lines out']} of {counts['other lines']:,} |"
        )
        if show:
            print(name, *lost, sep="\n    ")
    heading = (
        "news and other texts of others, kept out of training | sentences | lost "
        "| out, but boilerplate when read by hand | other lines out: headings, table rows, credits"
    )
    return table(heading, rows)


def _around(data: Path, sets: dict[str, str], *, show: bool) -> str:
    """The same layouts around real news that nothing was learned from."""
    name, texts = next(losses.corpora(data))
    paragraphs = [[part.strip() for part in text.split("\n") if part.strip()] for text in texts]
    rows = []
    for called, folder in sets.items():
        lost, counts = losses.lost_around(around(paragraphs, folder, TIMES))
        if show:
            print("around news", *lost, sep="\n    ")
        rows.append(
            f"| {called} | {counts['pages']} | {_share(counts, 'out', 'boilerplate')} | {counts['sentences']:,} "
            f"| **{len(lost)}** ({100 * len(lost) / max(1, counts['sentences']):.2f} %) |"
        )
    return table(f"the layouts around {name} | pages | boilerplate out | sentences | lost", rows)


def _show(chosen: list[Page]) -> None:
    for page in chosen:
        gone = pages.gone(page, boilerplate.cuts)
        for number, part in pages.boilerplate_of(page):
            if number not in gone:
                print(f"{page.name}: still in ({part.kind}): {part.text!r}")
        for sentence in pages.lost_of(page, boilerplate.cuts):
            print(f"{page.name}: LOST: {sentence!r}")


if __name__ == "__main__":
    raise SystemExit(main())
