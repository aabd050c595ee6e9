"""The title of an article among the lines of its head that say nothing else.

It is the first of them that looks like one; what stands above headlines is passed over: a section, a slug, a
short line right above a headline that stands on a byline or a date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whosaid.intake.dates import is_in_numbers
from whosaid.intake.draft import Cut, Stretch
from whosaid.intake.heads import is_prose
from whosaid.intake.kickers import is_kicker, is_rule
from whosaid.intake.labels import begins_turn, is_stamped

_BELOW = 8  # lines below a title, one of which is the article's: others may be standfirst, byline and date
_LATER = 12  # lines below a title among which the article begins
_DATELINE = 2  # lines with a label that an article may begin with: its title and its place
_LONGEST = 220
_MOST_WORDS = 30
_KICKER = 2  # words of a line that may stand above a headline and that no list knows
_HEADLINE = 4  # words of a headline below such a line
_SENTENCE = re.compile(r"[.!?…:][\"'”’)\]]*$")
_STOPPED = re.compile(r"[.:;,…][\"'”’)\]]*$|[\"”]$")
_FIELD_BREAK = re.compile(r" [-–|•] |, ")
_BLANK_LINE = re.compile(r"[ \t]*\n[ \t]*\n")


class Candidates:
    """The lines of a text from its top, and which of them were found to be metadata."""

    def __init__(self, text: str, stretches: Sequence[Stretch], told: Sequence[Cut]) -> None:
        """``told``: the lines that were taken, with what they say."""
        self._text = text
        self._lines = stretches
        self._number = {line.start: number for number, line in enumerate(stretches)}
        self._told = {cut.start for cut in told if cut.why in ("byline", "date", "outlet")}

    def title(self, left: Sequence[Stretch]) -> tuple[Stretch | None, list[Stretch]]:
        """Return the title among the lines ``left``, if it is one of them, and the kickers that stand above it."""
        for number, line in enumerate(down_to_prose(left)):
            if not self._is_passed(line, left[number + 1 : number + 2]):
                return self._judged(left, number)
        return None, []

    def _judged(self, left: Sequence[Stretch], number: int) -> tuple[Stretch | None, list[Stretch]]:
        line = left[number]
        if not self._is_title(line) or _is_spoken(left[number:]):
            return None, []
        return line, [above for above in left[:number] if is_kicker(above.text)]

    def _is_passed(self, line: Stretch, following: Sequence[Stretch]) -> bool:
        """Tell a line that is no title, and that one may stand below."""
        if is_kicker(line.text) or is_rule(line.text):
            return True
        if any(map(is_in_numbers, _FIELD_BREAK.split(line.text))):
            return True
        if line.words > _KICKER or not following:
            return False
        below = following[0]
        next_line = self._number[line.start] + 1 == self._number[below.start]
        return (
            next_line
            and self._stands_on_metadata(below)
            and below.words >= _HEADLINE
            and self._is_title(below)
        )

    def _stands_on_metadata(self, line: Stretch) -> bool:
        number = self._number[line.start] + 1
        return number < len(self._lines) and self._lines[number].start in self._told

    def _is_title(self, line: Stretch) -> bool:
        """Tell a title: short, no full stop, set apart, and sentences that are longer come after it."""
        if len(line.text) > _LONGEST or not 2 <= line.words <= _MOST_WORDS or _STOPPED.search(line.text):
            return False
        if line.text[0].islower():
            return False
        later = self._lines[self._number[line.start] + 1 :]
        body = [other for other in later[:_LATER] if other.words > 7 and _SENTENCE.search(other.text)]
        longer = any(len(other.text) > len(line.text) for other in body)
        if not body or not (longer or sum(other.words for other in body) >= 40):
            return False
        apart = _BLANK_LINE.match(self._text, line.end) is not None
        # Without a blank line, a line much shorter than the next is a title; lines of one width are wrapped text.
        return apart or len(line.text) < 0.6 * max(len(other.text) for other in later[:_BELOW])


def down_to_prose(left: Sequence[Stretch]) -> Sequence[Stretch]:
    """Return the lines down to the first prose, which may be a title as well: a long question."""
    first = next((number for number, line in enumerate(left) if is_prose(line)), len(left))
    return left[: first + 1]


def repeats(line: str, title: str) -> bool:
    """Tell whether a line has the words of the title, whatever their case and marks."""
    return re.findall(r"\w+", line.lower()) == re.findall(r"\w+", title.lower())


def _is_spoken(head: Sequence[Stretch]) -> bool:
    """Tell a transcript, whose first line is what somebody says, from a title such as "Ferry: No boats in May".

    One line below it is not enough: "NEW DELHI: The board said ..." begins articles.
    """
    turns = [begins_turn(line.text) for line in head]
    plainly = sum(turns) > _DATELINE or all(turns) or is_stamped(head[0].text)
    return turns[0] and sum(turns) > 1 and plainly
