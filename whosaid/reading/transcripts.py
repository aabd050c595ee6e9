"""Turns of a transcript or an interview: paragraphs that begin with a name and a colon.

    WALLACE: Do you agree?
    "PENCE: I do.
    [00:01:02] Mira Sandoval (via telephone): Good evening.
    Helen Ortiz, Mayor of Port Ellery: It is.
    Q. Is it safe?

The layout says who speaks; no cue does. A single such line is nothing (a heading, a label), so a
name counts where it stands at the head of two paragraphs at least. With the time beside it, a name may
have a line of its own, above its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from whosaid.turn_heads import BIG, CLAUSE, PART, PARTICLES, TIME

_STAMP = re.compile(TIME)
_CALLED = (
    rf"(?:{BIG}(?:{BIG}|[.’'\-])+|{BIG}[\w’'\-]+\.?)"
    rf"(?:[ ](?:{BIG}[\w.’'\-]*|{PARTICLES})){{0,5}}(?:[ ]\#?\d{{1,3}})?"
)
_POST = rf"""(?:(?!{CLAUSE})[a-z][\w’'\- ]{{1,30}}
    |{BIG}[\w.’'\-]*(?:[ ](?:of|the|for|and|in|at|on|to|&|{BIG}[\w.’'\-]*)){{0,6}})"""
_TURN = re.compile(
    rf"""^[ \t]*["“]?
    (?:{TIME}[ \t]+(?:[-–—|][ \t]+)?)?
    (?P<name>{_CALLED}|{PART}|[QA])
    (?:[ ]\((?:\w[\w .,&/’'\-]{{0,60}}|{TIME})\)|[ ]{TIME})?
    (?:,[ ]{_POST})?
    [ ]?:[ ]+(?P<words>\S[^\n]*)$""",
    re.MULTILINE | re.VERBOSE,
)
_POINTED = re.compile(r"^[ \t]*(?P<name>[QA])\.[ \t]+(?P<words>\S[^\n]*)$", re.MULTILINE)
_ABOVE = re.compile(
    rf"""^[ \t]*(?:{TIME}[ \t]+(?P<after>{_CALLED})|(?P<before>{_CALLED})[ \t]+{TIME})[ \t]*:?[ \t]*\n
    (?P<words>\S[^\n]*(?:\n[^\n]*\S[^\n]*)*)""",
    re.MULTILINE | re.VERBOSE,
)
_LABELS = frozenset(
    """update updated note read related photo photos picture video watch listen source sources editor correction
    advertisement more also see subject from to date by title tags topics location time place price
    caption credit image file contact""".split()
)
_ASKED = frozenset({"question", "answer"})  # heads only together
ANSWERS = frozenset({"a", "answer", "interviewee"})
_ROLES = frozenset(
    """q a question answer interviewer interviewee moderator host presenter reporter reporters journalist anchor
    narrator announcer questioner audience speaker voice man woman male female caller operator translator
    interpreter participant unknown unidentified""".split()
)
_NUMBER = re.compile(r" #?\d{1,3}$")
_LEAST = 2
_ADDRESS = re.compile(r"(?<=[,:] )[A-Z][a-z]+(?=[,.!?])")  # "PENCE: Chris, this is the law."


@dataclass(frozen=True, slots=True)
class Turn:
    """What one name says: characters of the name and of the words."""

    name: tuple[int, int]
    words: tuple[int, int]


def turns(text: str) -> list[Turn]:
    """The turns of a text in order; none where no name heads two paragraphs."""
    found = [match for match in _TURN.finditer(text) if _bare(match["name"]).split()[-1] not in _LABELS]
    count = Counter(match["name"] for match in found)
    heads = {name for name, times in count.items() if times >= _LEAST}
    if {name.lower() for name in heads} & _ASKED and not {name.lower() for name in count} >= _ASKED:
        heads = {name for name in heads if name.lower() not in _ASKED}
    if not heads:
        return [*_pointed(text)] or [*_below_names(text)]
    return [
        _turn(match)
        for match in found
        if match["name"] in heads
        or match["name"].isupper()
        or _STAMP.search(text, match.start(), match.start("words"))
    ]


def is_role(name: str) -> bool:
    """Whether what heads a turn says only what somebody does there ("Q", "Interviewer"), and is nobody's name.

    >>> is_role("Interviewer #2"), is_role("WALLACE")
    (True, False)
    """
    return _bare(name) in _ROLES


def _bare(name: str) -> str:
    """A name in small letters, without the number behind it."""
    return _NUMBER.sub("", name.lower())


def _turn(match: re.Match[str]) -> Turn:
    start, end = match.span("words")
    opened = match[0].lstrip().startswith(('"', "“"))
    while end > start and (match.string[end - 1].isspace() or (opened and match.string[end - 1] in '"”')):
        end -= 1
    return Turn(match.span("name"), (start, end))


def _pointed(text: str) -> Iterator[Turn]:
    """Questions and answers headed "Q." and "A."; both, because either alone may number a list."""
    found = list(_POINTED.finditer(text))
    if {match["name"] for match in found} == {"Q", "A"}:
        yield from map(_turn, found)


def _below_names(text: str) -> Iterator[Turn]:
    """Turns whose name and time stand in a line above the words."""
    found = [(match, "after" if match["after"] else "before") for match in _ABOVE.finditer(text)]
    count = Counter(match[group] for match, group in found)
    if len(found) < _LEAST or max(count.values(), default=0) < _LEAST:
        return
    for match, group in found:
        yield Turn(match.span(group), match.span("words"))


def addressed(text: str) -> dict[str, list[tuple[int, int]]]:
    """Where two people talk: the stretches that may address each, by the name that heads their turns.

    ``{"WALLACE": [(966, 971)]}``: what the other one says there, "Chris", may be Wallace's first name.
    """
    spoken = turns(text)
    heads = dict.fromkeys(text[slice(*turn.name)] for turn in spoken)
    if len(heads) != 2:
        return {}
    found: dict[str, list[tuple[int, int]]] = {name: [] for name in heads}
    for turn in spoken:
        (other,) = (name for name in heads if name != text[slice(*turn.name)])
        found[other] += [match.span() for match in _ADDRESS.finditer(text, *turn.words)]
    return found
