"""How well copies of a story are found: edited copies of news articles, and articles that are none.

    python -m evaluation.duplicates --data FOLDER

The articles are PolNeAR's (train, 840 of seven papers that write about the same events); the copies
are made here, as desks make them.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from pathlib import Path

from evaluation.corpora import rows
from evaluation.markdown import table
from whosaid.duplicates import share, signature, stories

Edit = Callable[[list[str], list[list[str]], random.Random], list[str]]
LIMITS = (0.3, 0.4, 0.45, 0.5, 0.6)


def new_opening(story: list[str], others: list[list[str]], chance: random.Random) -> list[str]:
    """The first paragraph written anew: here, another article's."""
    return [chance.choice(others)[0], *story[1:]]


def trimmed(share: float) -> Edit:
    """Only the first part of the paragraphs."""
    return lambda story, _, __: story[: max(1, round(share * len(story)))]


def reworded(share: float) -> Edit:
    """That share of all words replaced by other words."""

    def edit(story: list[str], others: list[list[str]], chance: random.Random) -> list[str]:
        pool = " ".join(chance.choice(others)).split()
        return [
            " ".join(chance.choice(pool) if chance.random() < share else word for word in text.split())
            for text in story
        ]

    return edit


def with_more(share: float) -> Edit:
    """A desk's own paragraphs between, as many as that share of the story's."""

    def edit(story: list[str], others: list[list[str]], chance: random.Random) -> list[str]:
        found = list(story)
        for text in chance.choice(others)[: round(share * len(story))]:
            found.insert(chance.randint(0, len(found)), text)
        return found

    return edit


def both(*edits: Edit) -> Edit:
    """One after the other."""

    def edit(story: list[str], others: list[list[str]], chance: random.Random) -> list[str]:
        for each in edits:
            story = each(story, others, chance)
        return story

    return edit


EDITS: dict[str, Edit] = {
    "new first paragraph": new_opening,
    "last third cut": trimmed(0.67),
    "last two thirds cut": trimmed(0.33),
    "new first paragraph, last half cut": both(new_opening, trimmed(0.5)),
    "one word in twenty replaced": reworded(0.05),
    "one word in ten replaced": reworded(0.1),
    "one word in five replaced": reworded(0.2),
    "a desk's own paragraphs added, half as many": with_more(0.5),
    "new first paragraph, last third cut, one word in twenty replaced": both(
        new_opening, trimmed(0.67), reworded(0.05)
    ),
}


def main() -> None:
    """Print how many copies are found at each limit, and how many different articles are taken for copies."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.duplicates", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    texts = [row["text"] for row in rows(parser.parse_args().data / "polnear/train.jsonl.gz")]
    told = [[part for part in text.split("\n") if part.strip()] for text in texts]
    told = [story for story in told if len(story) >= 4]
    signed = [signature("\n".join(story)) for story in told]
    chance = random.Random(1)
    lines = []
    for name, edit in EDITS.items():
        likeness = [
            share(signature("\n".join(edit(story, told, chance))), within=one)
            for one, story in zip(signed, told, strict=True)
        ]
        found = " | ".join(
            f"{100 * sum(each >= limit for each in likeness) / len(likeness):.1f} %" for limit in LIMITS
        )
        lines.append(f"| {name} | {found} |")
    firsts = [stories(signed, at_least=limit) for limit in LIMITS]
    wrong = [sum(first != place for place, first in enumerate(found)) for found in firsts]
    lines.append(f"| articles of others taken for copies | {' | '.join(map(str, wrong))} |")
    heading = " | ".join(
        ["copies found if at least so much of them stands in the article", *map(str, LIMITS)]
    )
    print(f"{len(told)} articles, {len(told) * (len(told) - 1) // 2:,} pairs\n\n{table(heading, lines)}")


if __name__ == "__main__":
    main()
