"""Pages to learn from: article texts with lines of ours before, between and after their paragraphs.

Every text belongs to one fold for good, so that a page of a fold holds nothing that stands on
pages of the others. Most pages follow a layout (``layouts/``), some are put together at random.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from training.boilerplate import topical
from training.boilerplate.fillers import HERE, MONTHS, PLACES, WEEKDAYS, Filler, listed
from training.boilerplate.stories import Story, fold_of, is_prose
from training.boilerplate.topical import sentences
from whosaid.intake.classifier import KINDS

ARTICLE = "article"
SHARES = {"written": 55, "polnear": 23, "gum": 10, "reuters": 4, "sentences": 5, "ours": 3}
"""Of a hundred pages, how many have a story of which corpus; those that look like boilerplate come often."""
_PERSON = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,} [A-Z][a-z]{2,}(?=[,.]? [a-z])")
_PLACE = re.compile(r"(?<= in )[A-Z][a-z]{3,}(?=[,.]? [a-z])")
_SHORT = 40  # characters; "Share this article" stands in many layouts
_NO_BUTTONS = ("navigation", "related", "photo credit")  # "Climate" is a section's name, and a crosshead


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a page, and its kind: ``article`` or one of boilerplate."""

    text: str
    kind: str
    apart: bool = True  # an empty line stands before it


def kinds() -> dict[str, list[str]]:
    """Our lines of each kind of boilerplate, slots not filled."""
    return {path.stem: listed(f"lines/{path.name}") for path in sorted((HERE / "lines").glob("*.txt"))}


def own_lines() -> set[str]:
    """Every line of boilerplate of ours, slots not filled."""
    single = {line for lines in kinds().values() for line in lines}
    return single | {line.text for layout in layouts() for line in layout.lines if line.kind in KINDS[1:]}


def buttons() -> set[str]:
    """Our lines of the kinds that no article has, without case: "Sign up" in a leaflet told of teaches nothing."""
    single = {line for kind, lines in kinds().items() if kind not in _NO_BUTTONS for line in lines}
    laid = {
        line.text for layout in layouts() for line in layout.lines if line.kind not in (*_NO_BUTTONS, ARTICLE)
    }
    return {line.casefold() for line in single | laid if any(map(str.isalpha, line))}


@dataclass(frozen=True, slots=True)
class Layout:
    """A page of ours: its lines in order, ``@`` where paragraphs of an article stand and ``@head`` for what is above."""

    lines: tuple[Line, ...]
    fold: int


def layouts() -> list[Layout]:
    """The layouts of ours."""
    return [_layout(path) for path in sorted((HERE / "layouts").glob("*.txt"))]


def _layout(path: Path) -> Layout:
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, bar, text = line.removeprefix("& ").partition(" | ")
        if line.strip():
            lines.append(Line(text.strip() if bar else "", kind.strip(), not line.startswith("& ")))
    return Layout(tuple(lines), fold_of(path.stem))


def _is_headline(line: str) -> bool:
    return len(line.split()) >= 5 and ":" not in line and "{" not in line


def _is_item(text: str) -> bool:
    """Tell what may stand in a list or a table, one line below the other."""
    return 0 < len(text.split()) <= 12


def _is_credit(line: str) -> bool:
    """Tell a credit without a caption."""
    return len(line.split()) <= 6 and not line.rstrip(")").endswith(".") and "{caption}" not in line


class Pages:
    """Makes pages of some folds; each is another."""

    def __init__(self, folds: Collection[int], every: list[Story], seed: int, without: set[str]) -> None:
        self.chance = random.Random(seed)
        self.filler = Filler(self.chance)
        self.stories: dict[str, list[Story]] = {}
        labels = buttons()
        for story in every:
            kept = replace(
                story,
                paragraphs=tuple(
                    text for text in story.paragraphs if text not in without and text.casefold() not in labels
                ),
            )
            if story.fold in folds and is_prose(kept):
                self.stories.setdefault(story.corpus, []).append(kept)
        names = ("sentences", "crossheads", "crossheads", "lines")
        self.extra = [
            text
            for name in names
            for text in listed(f"article/{name}.txt")
            if fold_of(text) in folds and text not in without and text.casefold() not in labels
        ]
        self.layouts = [
            replace(layout, lines=tuple(line for line in layout.lines if line.text not in without))
            for layout in layouts()
            if layout.fold in folds
        ]
        self.lines = {
            kind: [line for line in lines if fold_of(line) in folds and line not in without]
            for kind, lines in kinds().items()
        }
        for line in (line for layout in self.layouts for line in layout.lines):
            if line.kind in self.lines:
                self.lines[line.kind].append(line.text)
        self.credits = [line for line in self.lines["photo credit"] if _is_credit(line)]
        texts = [text for each in self.stories.values() for story in each for text in story.paragraphs]
        self.filler.people = sorted({name for text in texts for name in _PERSON.findall(text)})
        self.filler.places = sorted({name for text in texts for name in _PLACE.findall(text)})
        titles = [story.head[0] for story in self.stories.get("written", ())]
        self.filler.headlines += titles + [line for line in self.lines["related"] if _is_headline(line)]

    def known(self) -> set[str]:
        """Its lines of boilerplate but the shortest: a layout of another fold may have one of them as well."""
        return {line for lines in self.lines.values() for line in lines if len(line) > _SHORT}

    def page(self) -> list[Line]:
        """Another page; some have no empty lines, or one before each line."""
        page = self._page()
        gaps = self.chance.choices((None, False, True), (80, 12, 8))[0]
        return page if gaps is None else [replace(line, apart=gaps) for line in page]

    def _page(self) -> list[Line]:
        chance = self.chance
        corpora = [corpus for corpus in SHARES if corpus in self.stories]
        corpus = chance.choices(corpora, [SHARES[corpus] for corpus in corpora])[0]
        story = chance.choice(self.stories[corpus])
        head = [Line(text, ARTICLE, chance.random() < 0.5) for text in story.head] or self._head()
        self.filler.story = story.paragraphs
        body = self._body(story)
        if chance.random() < 0.15:
            return [*head, *body]
        if chance.random() < 0.25:
            return self._at_random(head, body)
        return self._laid_out(chance.choice(self.layouts), head, body)

    def _body(self, story: Story) -> list[Line]:
        """Some paragraphs of a story, now and then sentence by sentence or with odd lines in between."""
        chance = self.chance
        body = list(story.paragraphs)
        if chance.random() < 0.25:
            body = [sentence for text in body for sentence in sentences(text)]
        if len(body) > 14 and chance.random() < 0.5:
            start = chance.randrange(len(body) - 10)
            body = body[start : start + chance.randint(6, 14)]
        page = [
            Line(text, ARTICLE, not (_is_item(text) and _is_item(above) and chance.random() < 0.4))
            for above, text in pairwise(["", *body])
        ]
        if story.corpus != "written":
            page = self._with_crossheads(page)
        for _ in range(chance.choice((0, 0, 0, 0, 1, 1, 2))):
            page.insert(chance.randint(1, len(page)), Line(chance.choice(self.extra), ARTICLE))
        for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
            page.insert(chance.randint(1, len(page)), self._pictured())
        return page

    def _with_crossheads(self, page: list[Line]) -> list[Line]:
        """Some paragraphs with a crosshead above, cut out of them or the next ones."""
        share = self.chance.choice((0.0, 0.0, 0.2, 0.4))
        found: list[Line] = []
        for at, line in enumerate(page):
            if at and self.chance.random() < share:
                beside = [each.text for each in page[at : at + 3]]
                if text := topical.any_of(topical.crosshead, beside, self.chance):
                    found.append(Line(text, ARTICLE))
            found.append(line)
        return found

    def _pictured(self) -> Line:
        """A caption about the story: with a credit it goes, without one it is the article's."""
        text = topical.any_of(topical.caption, self.filler.story, self.chance) or self.filler.caption()
        if self.chance.random() < 0.3:
            return Line(text, ARTICLE)
        credit = self.filler.fill(self.chance.choice(self.credits))
        if self.chance.random() < 0.2:
            credit = f"({credit.strip('()')})"
        return Line(f"{text}{self.chance.choice((' ', ' ', ' | ', ' – ', '  '))}{credit}", "photo credit")

    def _laid_out(self, layout: Layout, head: list[Line], body: list[Line]) -> list[Line]:
        """The lines of a layout around a story; some are left out, some come from another layout."""
        chance = self.chance
        gaps = sum(line.kind == "@" for line in layout.lines)
        cuts = sorted(chance.sample(range(1, len(body)), min(gaps, len(body)) - 1)) if gaps > 1 else []
        runs = [body[start:end] for start, end in pairwise([0, *cuts, len(body)])]
        left_out = chance.choice((0.0, 0.2, 0.5))
        as_it_is = chance.random() < 0.5
        found: list[Line] = []
        for line in layout.lines:
            if line.kind == "@head":
                found += head
            elif line.kind == "@":
                found += runs.pop(0) if runs else []
            elif chance.random() >= (max(left_out, 0.5) if line.kind == ARTICLE else left_out):
                found.append(self._one(line, 0.0 if as_it_is else 0.35))
        return [*found, *(line for run in runs for line in run)]

    def _one(self, line: Line, other: float) -> Line:
        """A line of a layout, or with a chance ``other`` one of its kind from anywhere."""
        chance = self.chance
        text = (
            chance.choice(self.lines[line.kind])
            if line.kind in self.lines and chance.random() < other
            else line.text
        )
        apart = line.apart != (chance.random() < 0.1)
        return Line(self.filler.fill(text), line.kind, apart)

    def _at_random(self, head: list[Line], page: list[Line]) -> list[Line]:
        """Menus, head, the article with blocks in between, and what stands after it."""
        chance = self.chance
        for _ in range(chance.choice((0, 1, 1, 2, 3))):
            at = chance.randint(1, len(page))
            page[at:at] = self._block(between=True)
        top = [line for _ in range(chance.choice((0, 0, 0, 1, 1, 2))) for line in self._block(top=True)]
        share = [line for _ in range(chance.choice((0, 0, 1, 1))) for line in self._block(between=True)]
        tail = [line for _ in range(chance.choice((0, 0, 1, 2, 3, 5))) for line in self._block()]
        return [*top, *head, *share, *page, *tail]

    def _line(self, kind: str) -> Line:
        return Line(self.filler.fill(self.chance.choice(self.lines[kind])), kind, self.chance.random() < 0.6)

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
        return [Line(text, ARTICLE, chance.random() < 0.5) for text in lines]
