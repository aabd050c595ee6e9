"""An article in the making, and the one way by which stretches of text are taken out of it.

Every step of the intake takes a ``Draft`` and gives a new one. What is boilerplate,
and what is a date or a title, is decided in ``boilerplate`` and ``metadata``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from whosaid.articles import Removed


class Block(NamedTuple):
    """A paragraph of a document; ``level`` is higher the larger a heading is, and 0 where it is none."""

    text: str
    level: float
    page: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of an article so far."""

    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    language: str | None = None  # as stated, which the words may belie
    url: str | None = None
    notices: tuple[str, ...] = ()  # for people: what was odd about the file
    blocks: tuple[Block, ...] = ()  # of a document: all that stands in it, before its title went


class Cut(NamedTuple):
    """A stretch ``[start, end)`` of a draft's text that is no part of the article, and why."""

    start: int
    end: int
    why: str


class Stretch(NamedTuple):
    """A line or a paragraph of a text, without the white space around it."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """How many words it has, counted at white space."""
        return len(self.text.split())


_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*(?:\n|$))[^\n]+)*")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")
_LINE = re.compile(r"[^\n]+")


def paragraphs(text: str) -> Iterator[Stretch]:
    """Yield what stands between blank lines."""
    return _stretches(_PARAGRAPH, text)


def lines(text: str) -> Iterator[Stretch]:
    """Yield the lines that have something in them."""
    return _stretches(_LINE, text)


def text_of(blocks: Sequence[Block]) -> str:
    """Return the paragraphs, and after them the footnotes."""
    notes = [block.text for block in blocks if block.level < 0]
    return "\n\n".join([*(block.text for block in blocks if block.level >= 0), *notes])


def without(draft: Draft, cuts: Iterable[Cut]) -> Draft:
    """Return the draft without these stretches, all that was ever taken out listed in text order.

    A line that goes takes its line break and the blank lines after it along; a
    cut inside a line takes the spaces on one side. The rest stays as it is.
    """
    kept: list[tuple[int, int]] = []
    removed = [(one.at if one.at is not None else len(draft.text), one) for one in draft.removed]
    position = 0
    for cut in _merged(cuts):
        taken = draft.text[cut.start : cut.end].strip()
        if taken:
            removed.append((cut.start, Removed(taken, cut.why, cut.start)))
        start, end = _widened(draft.text, cut)
        kept.append((position, max(position, start)))
        position = max(position, end)
    kept.append((position, len(draft.text)))
    removed.sort(key=lambda pair: pair[0])
    whole = "".join(draft.text[start:end] for start, end in kept)
    text = whole.strip()
    before = len(whole) - len(whole.lstrip())
    placed = tuple(_placed(one, kept, before, len(text)) for _, one in removed)
    return replace(draft, text=text, removed=placed)


def _placed(removed: Removed, kept: list[tuple[int, int]], before: int, length: int) -> Removed:
    """Return it with its place in the text of what is kept."""
    if removed.at is None:
        return removed
    at = sum(max(0, min(end, removed.at) - start) for start, end in kept) - before
    return replace(removed, at=min(max(0, at), length))


def _stretches(pattern: re.Pattern[str], text: str) -> Iterator[Stretch]:
    for match in pattern.finditer(text):
        words = match.group().strip()
        if words:
            start = match.start() + match.group().index(words)
            yield Stretch(start, start + len(words), words)


def _merged(cuts: Iterable[Cut]) -> Iterator[Cut]:
    """Yield the cuts in text order; those that overlap become one, with the first reason."""
    waiting: Cut | None = None
    for cut in sorted(cuts):
        if waiting is None or cut.start >= waiting.end:
            if waiting:
                yield waiting
            waiting = cut
        else:
            waiting = Cut(waiting.start, max(waiting.end, cut.end), waiting.why)
    if waiting:
        yield waiting


def _widened(text: str, cut: Cut) -> tuple[int, int]:
    start = cut.start
    while start and text[start - 1] in " \t":
        start -= 1
    end = cut.end
    while end < len(text) and text[end] in " \t":
        end += 1
    opens = start == 0 or text[start - 1] == "\n"
    closes = end == len(text) or text[end] == "\n"
    if opens and closes:
        blank = _BLANK_LINES.match(text, end)
        return start, blank.end() if blank else end
    if opens:
        return cut.start, end
    return (start, end) if closes else (start, cut.end)
