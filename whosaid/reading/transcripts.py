"""Turns of a transcript or an interview: paragraphs that begin with a name and a colon.

    WALLACE: Do you agree?
    "PENCE: I do.

The layout says who speaks; no cue does. A single such line is nothing (a heading, a label), so a
name counts where it stands at the head of two paragraphs at least.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_TURN = re.compile(
    r"""^[ \t]*["“]?
    (?P<name>(?:[A-Z][A-Z.’'\-]+|[A-Z][\w’'\-]+\.?)(?:[ ](?:[A-Z][\w.’'\-]*|de|van|von|al)){0,3}|[QA])
    [ ]?:[ ]+(?P<words>\S[^\n]*)$""",
    re.MULTILINE | re.VERBOSE,
)
_LABELS = frozenset(
    """update updated note read related photo photos picture video watch listen source sources editor correction
    advertisement more also see subject from to date by title tags topics location time place price
    question answer""".split()
)
_LEAST = 2
_ADDRESS = re.compile(r"(?<=[,:] )[A-Z][a-z]+(?=[,.!?])")  # "PENCE: Chris, this is the law."


@dataclass(frozen=True, slots=True)
class Turn:
    """What one name says: characters of the name and of the words."""

    name: tuple[int, int]
    words: tuple[int, int]


def turns(text: str) -> list[Turn]:
    """The turns of a text in order; none where no name heads two paragraphs."""
    found = [match for match in _TURN.finditer(text) if match["name"].split()[-1].lower() not in _LABELS]
    count = Counter(match["name"] for match in found)
    heads = {name for name, times in count.items() if times >= _LEAST}
    if not heads:
        return []
    return [_turn(match) for match in found if match["name"] in heads or match["name"].isupper()]


def _turn(match: re.Match[str]) -> Turn:
    start, end = match.span("words")
    opened = match[0].lstrip().startswith(('"', "“"))
    while end > start and (match.string[end - 1].isspace() or (opened and match.string[end - 1] in '"”')):
        end -= 1
    return Turn(match.span("name"), (start, end))


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
