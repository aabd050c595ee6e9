"""What becomes of the paragraphs of a page: which went, and which sentences were lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from evaluation.boilerplate.layouts import ARTICLE, HEAD, Page, Part
from whosaid.intake import boilerplate, metadata
from whosaid.intake.draft import Cut, Draft, without

TOLD = ("outlet", "date", "link")  # what a masthead or a print date tells, for which it leaves the text

Way = Callable[[str], Iterable[Cut]]
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"“‘(A-Z0-9])|(?<=[.!?][”\"’)])\s+(?=[\"“‘(A-Z0-9])")


def boilerplate_of(page: Page) -> Iterator[tuple[int, Part]]:
    """The paragraphs of boilerplate with their numbers."""
    return ((number, part) for number, part in enumerate(page.parts) if part.kind not in (ARTICLE, HEAD))


def gone(page: Page, way: Way) -> dict[int, str]:
    """Which paragraphs went from their first to their last letter, and for what."""
    cuts = list(way(page.text))
    taken = taken_by(page.text, cuts)
    found = {}
    for number, part in enumerate(page.parts):
        if all(taken[at] for at in range(part.start, part.end) if not page.text[at].isspace()):
            found[number] = next(cut.why for cut in cuts if cut.start < part.end and cut.end > part.start)
    return found


def lost(text: str, taken: list[bool], start: int, end: int) -> list[str]:
    """The sentences of a paragraph of which a word is gone."""
    return [
        text[first:last]
        for first, last in sentences(text, start, end)
        if any(taken[at] for at in range(first, last) if not text[at].isspace())
    ]


def lost_of(page: Page, way: Way) -> list[str]:
    """The sentences of the article that are not all there any more."""
    taken = taken_by(page.text, way(page.text))
    parts = (part for part in page.parts if part.kind == ARTICLE)
    return [sentence for part in parts for sentence in lost(page.text, taken, part.start, part.end)]


def whole_intake(text: str) -> list[Cut]:
    """What leaves a text: its boilerplate, and the lines that tell an outlet's name, a date or an address."""
    cuts = boilerplate.cuts(text)
    told = metadata.find(without(Draft(text), cuts)).removed
    return cuts + [
        Cut(start, start + len(one.text), one.why)
        for one in told
        if one.why in TOLD and (start := _line_at(text, one.text, cuts)) is not None
    ]


def _line_at(text: str, line: str, cuts: list[Cut]) -> int | None:
    """Where a line stands that is not taken out as boilerplate."""
    for match in re.finditer(rf"(?m)^{re.escape(line)}$", text):
        if not any(cut.start < match.end() and cut.end > match.start() for cut in cuts):
            return match.start()
    return None


def outcome(page: Page, way: Way, new: set[int]) -> Counter[str]:
    """Count paragraphs and sentences, and what became of them; ``new`` are the numbers that count apart."""
    out = gone(page, way)
    taken = taken_by(page.text, (cut for cut in way(page.text) if cut.why not in TOLD))
    heads = [part for part in page.parts if part.kind == HEAD]
    numbers = [number for number, _ in boilerplate_of(page)]
    bodies = [part for part in page.parts if part.kind == ARTICLE]
    return Counter(
        {
            "boilerplate": len(numbers),
            "out": sum(number in out for number in numbers),
            "new": len(new),
            "new out": sum(number in out for number in new),
            "sentences": sum(len(list(sentences(page.text, part.start, part.end))) for part in bodies),
            "lost": len(lost_of(page, way)),
            "head": len(heads),
            "head lost": sum(any(taken[part.start : part.end]) for part in heads),
        }
    )


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end."""
    for match in _SENTENCE.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    if start < end:
        yield start, end


def taken_by(text: str, cuts: Iterable[Cut]) -> list[bool]:
    """Say of each character whether it goes."""
    taken = [False] * len(text)
    for cut in cuts:
        taken[cut.start : cut.end] = [True] * (cut.end - cut.start)
    return taken
