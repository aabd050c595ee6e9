"""Quotation marks: which open, which close, and what stands between them.

Works on characters alone, paragraph by paragraph, so that a mark that is never
closed costs at most its own paragraph. Knows curly, straight, angled and
low-high double marks, single marks in British style, nesting (one inside the
other kind), and paragraphs of a long quote that each open anew. What the words
between the marks are (speech, a title, a scare quote) is not decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

OUTSIDE, INSIDE, NESTED = 0, 1, 2

_DOUBLE_OPEN = "“«„‟"
_DOUBLE_CLOSE = "”»"
_SINGLE = "'‘’‛`´"
_APOSTROPHES = str.maketrans(dict.fromkeys("'‘‛`´", "’"))
_BEFORE_OPENING = "([{—–-/"
_MARKS = frozenset(_DOUBLE_OPEN + _DOUBLE_CLOSE + _SINGLE + '"')
_MARK = re.compile(f"[{''.join(sorted(_MARKS))}]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks: ``start`` is the opening mark, ``end`` is behind the closing one."""

    start: int
    end: int
    level: int  # INSIDE or NESTED
    closed: bool  # False: the paragraph ended first


def quoted(text: str) -> list[Quoted]:
    """All stretches between quotation marks, in order of their opening mark.

    >>> [(q.start, q.end) for q in quoted('"Go," he said.')]
    [(0, 5)]
    """
    found: list[Quoted] = []
    for start, end in paragraphs(text):
        found.extend(_in_paragraph(text, start, end))
    return sorted(found, key=lambda stretch: (stretch.start, -stretch.end))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text as (start, end), line breaks left out."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def touching(stretches: Sequence[Quoted], start: int, end: int) -> list[Quoted]:
    """Those of ``stretches`` (in order) that share a character with [start, end) or border on it."""
    first = bisect_left(stretches, start, key=lambda stretch: stretch.start)
    first = max(0, first - 4)  # an outer stretch and its nested ones may begin before
    last = bisect_left(stretches, end + 1, key=lambda stretch: stretch.start)
    return [stretch for stretch in stretches[first:last] if stretch.end >= start]


def states(text: str, stretches: list[Quoted]) -> bytearray:
    """OUTSIDE, INSIDE or NESTED for each character; the marks themselves count as inside."""
    state = bytearray(len(text))
    for stretch in stretches:
        state[stretch.start : stretch.end] = bytes([stretch.level]) * (stretch.end - stretch.start)
    return state


def canonical(text: str, stretches: list[Quoted]) -> str:
    """The same text with every pair of marks written as “ ” (nested: ‘ ’), length unchanged.

    The encoder then never has to learn five ways to open a quote.
    """
    letters = list(text.translate(_APOSTROPHES))
    for stretch in stretches:
        opening, closing = ("“", "”") if stretch.level == INSIDE else ("‘", "’")
        letters[stretch.start] = opening
        if stretch.closed:
            letters[stretch.end - 1] = closing
    return "".join(letters)


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quoted]:
    """Pair the marks of one paragraph with a stack of at most two open marks."""
    open_marks: list[tuple[int, bool]] = []  # (position, single)
    for mark in _MARK.finditer(text, start, end):
        position = mark.start()
        role = _role(text, position, start, end, open_marks)
        if role == "open":
            open_marks.append((position, text[position] in _SINGLE))
        elif role == "reopen":  # the mark before was never closed
            yield Quoted(open_marks[-1][0], position, len(open_marks), False)
            open_marks[-1] = (position, open_marks[-1][1])
        elif role == "close":
            opened, _ = open_marks.pop()
            yield Quoted(opened, position + 1, len(open_marks) + 1, True)
        elif role == "close both":
            inner, _ = open_marks.pop()
            yield Quoted(inner, position, 2, False)
            outer, _ = open_marks.pop()
            yield Quoted(outer, position + 1, 1, True)
    for level, (opened, _) in enumerate(open_marks, start=1):
        yield Quoted(opened, end, level, False)


def _role(text: str, position: int, start: int, end: int, open_marks: list[tuple[int, bool]]) -> str:
    """What the mark at ``position`` does: open, close, close both, reopen, or "" (nothing)."""
    letter = text[position]
    before = text[position - 1] if position > start else ""
    after = text[position + 1] if position + 1 < end else ""
    if letter in _SINGLE:
        return _single_role(text, position, end, before, after, open_marks)
    if letter == "“" and open_marks and text[open_marks[-1][0]] == "„":
        return "close"  # low-high marks, as in „so“
    return _double_role(letter, before, after, open_marks)


def _double_role(letter: str, before: str, after: str, open_marks: list[tuple[int, bool]]) -> str:
    can_open = _opens(before, after)
    inside = any(not single for _, single in open_marks)
    if not inside:
        if letter in _DOUBLE_OPEN:
            return "open" if len(open_marks) < 2 else ""
        if letter == '"' and not can_open and _closes(before, after):
            return ""  # an inch mark, or the end of something that never began
        return "open" if can_open and len(open_marks) < 2 else ""
    if letter in _DOUBLE_OPEN or (letter == '"' and can_open and not _closes(before, after)):
        return "reopen" if not open_marks[-1][1] else ""
    return "close" if not open_marks[-1][1] else "close both" if len(open_marks) == 2 else ""


def _single_role(
    text: str, position: int, end: int, before: str, after: str, open_marks: list[tuple[int, bool]]
) -> str:
    letter = text[position]
    inside = bool(open_marks) and open_marks[-1][1]
    if inside:
        ends = letter in "'’´" and _closes(before, after)
        return "close" if ends and not _possessive(text, position, end, before, after) else ""
    if (
        letter in "'‘‛`"
        and _opens(before, after)
        and len(open_marks) < 2
        and _closing_ahead(text, position, end)
    ):
        return "open"
    return ""


def _opens(before: str, after: str) -> bool:
    return (not before or before.isspace() or before in _BEFORE_OPENING or before in _MARKS) and bool(
        after.strip()
    )


def _closes(before: str, after: str) -> bool:
    return bool(before.strip()) and not after.isalnum()


def _closing_ahead(text: str, position: int, end: int) -> bool:
    """Is there a mark that can close a single quote opened here, at most 1,500 characters on?"""
    for ahead in range(position + 3, min(end, position + 1500)):  # one letter is no quote: rock 'n' roll
        after = text[ahead + 1 : ahead + 2] if ahead + 1 < end else ""
        if text[ahead] in "'’´" and _closes(text[ahead - 1], after):
            return True
    return False


def _possessive(text: str, position: int, end: int, before: str, after: str) -> bool:
    """The mark in "the workers' union": an s before, a space and a letter behind, and a better closing to come."""
    if before not in "sS" or after != " ":
        return False
    for ahead in range(position + 2, min(end, position + 400)):
        letter = text[ahead]
        if letter in '‘“"':
            return False
        if letter in "'’´" and _closes(text[ahead - 1], text[ahead + 1 : ahead + 2]):
            return True
    return False
