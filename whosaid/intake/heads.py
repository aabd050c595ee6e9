"""Which lines above an article are taken for metadata, and what they tell.

Lines are read from the top. Below the first prose the head goes on only where a standfirst may be what stands
above: names and dates further down are crossheads, and stay. What a line says is read in ``facts``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from whosaid.intake import bylines
from whosaid.intake.asides import why_alone
from whosaid.intake.dates import exact_date
from whosaid.intake.draft import Cut, Stretch
from whosaid.intake.facts import ASIDES, Fact, facts_of
from whosaid.intake.head_labels import is_label_of_day
from whosaid.intake.kickers import is_kicker
from whosaid.intake.outlets import is_known, is_outlet

HEAD_LINES = 12
LONGEST_LINE = 250
_PROSE = 12  # words; a standfirst above the date line is seldom a longer sentence
_FAR = 400  # lines in which names of papers that stand over parts of an article are looked for
_LONG = 40  # words; prose, whether or not its last sentence is there
_FIRST_WORDS = 4  # of a sentence about the author, which has the author's name among them
_SENTENCE = re.compile(r"[.!?…:][\"'”’)\]]*$")
_BESIDE_BYLINE = "exclusive"


@dataclass(slots=True)
class Told:
    """What the lines say; the first word on anything is the one that counts."""

    title: str | None = None
    date: str | None = None
    updated: str | None = None
    outlet: str | None = None
    link: str | None = None
    authors: list[str] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)

    def note(self, fact: Fact) -> None:
        """Keep what a fact says, unless something else was said before."""
        if fact.kind == "byline":
            self.authors.extend(fact.values)
            self.outlet = self.outlet or fact.outlet
        elif fact.values and getattr(self, fact.kind) is None:
            setattr(self, fact.kind, fact.values[0])

    def known(self, kind: str) -> tuple[str, ...]:
        """Return what was said of one thing so far."""
        if kind == "byline":
            return tuple(self.authors)
        value = getattr(self, kind)
        return (value,) if value else ()

    def take(self, line: Stretch, why: str) -> None:
        """Cut a line."""
        self.cuts.append(Cut(line.start, line.end, why))

    def why(self, line: Stretch) -> str | None:
        """Say what a line was taken for; None where it stays."""
        return next((cut.why for cut in self.cuts if cut.start == line.start), None)


class Head:
    """The first lines of a text, read one after another; ``told`` gathers what they say.

    What the article is known to be from elsewhere stands in ``told`` before.
    """

    def __init__(self, text: Sequence[Stretch], told: Told) -> None:
        self._text = text
        self._told = told
        self._lines = text[:HEAD_LINES]
        self._facts = [_facts(line) for line in self._lines]
        self._foot = self._beginning_of_foot()
        self._left: list[Stretch] = []
        self._prose = 0  # how many paragraphs of prose stand above
        self._adjoins = True  # whether only the head, or a standfirst, stands right above
        self._told_above = False  # whether something was told above the first prose

    def read(self) -> list[Stretch]:
        """Note and cut what is metadata; return the lines that are left."""
        near = []
        for number, line in enumerate(self._lines):
            if self._belongs(number) and self._claim(number):
                self._adjoins = True
                continue
            if not self._prose or self._adjoins:
                near.append(number)
            self._left.append(line)
            self._pass(line)
        for number in near:
            self._claim_beside(number)
        return [line for line in self._left if self._told.why(line) is None]

    def _beginning_of_foot(self) -> int:
        """Return the number of the line from which on there is only metadata, down to the end of a short text."""
        number = len(self._lines)
        while len(self._text) <= HEAD_LINES and number and self._facts[number - 1]:
            number -= 1
        return number

    def _pass(self, line: Stretch) -> None:
        """Go on below a line that stays."""
        if bylines.persons(line.text) or bylines.is_below_byline(line.text) or is_label_of_day(line.text):
            return
        prose = is_prose(line)
        if prose and self._is_about_author(line):
            return
        if prose and not self._prose:
            told = self._told
            self._told_above = bool(told.cuts or told.date or told.outlet or told.authors)
        self._prose += prose
        self._adjoins = prose

    def _is_about_author(self, line: Stretch) -> bool:
        first = " ".join(line.text.split()[:_FIRST_WORDS])
        return any(name.split()[-1] in first for name in self._told.authors)

    def _belongs(self, number: int) -> bool:
        """Tell whether a line that tells something is of the head, by what stands around it."""
        facts = self._facts[number]
        if any(fact.weak and not self._is_borne_out(fact, number) for fact in facts):
            return False
        if self._is_of_series(number) or self._may_be_headline(number):
            return False
        if not self._prose or not facts:
            return True
        if number >= self._foot:
            return all(self._is_new(fact) for fact in facts if fact.kind == "date")
        return self._adjoins and self._goes_on(facts)

    def _goes_on(self, facts: list[Fact]) -> bool:
        """Tell whether the head goes on below prose: with what a label states, or right below a standfirst."""
        stated = any(fact.stated for fact in facts)
        if not self._told_above:
            return stated or self._prose == 1
        if not all(self._is_new(fact) for fact in facts):
            return False
        repeated = all(self._told.known(fact.kind) for fact in facts if fact.kind not in ASIDES)
        return repeated or (stated and self._prose == 1)

    def _is_new(self, fact: Fact) -> bool:
        """Tell what nothing was said of yet, or just the same."""
        if fact.kind in ASIDES or not fact.values:
            return True
        known = self._told.known(fact.kind)
        return not known or not set(known).isdisjoint(fact.values)

    def _is_borne_out(self, fact: Fact, number: int) -> bool:
        """Tell a label from the beginning of a headline: below a title, or among labels."""
        if fact.kind == "byline" and (self._told.title or self._left):
            return True
        beside = [*self._facts[max(0, number - 1) : number], *self._facts[number + 1 : number + 2]]
        return any(other.stated for facts in beside for other in facts)

    def _may_be_headline(self, number: int) -> bool:
        """Tell the first line where it is in capitals as a masthead is, and nothing but the article below it."""
        text = self._lines[number].text
        return (
            number == 0
            and text.isupper()
            and is_outlet(text)
            and not is_known(text)
            and self._is_above_sentence(0)
        )

    def _is_of_series(self, number: int) -> bool:
        """Tell the name of a paper, or a day, over a part of the article: others stand over later parts."""
        kinds = {fact.kind for fact in self._facts[number] if fact.kind not in ASIDES}
        if any(fact.stated for fact in self._facts[number]) or len(kinds) != 1:
            return False
        if "outlet" not in kinds and not ("date" in kinds and self._prose):
            return False
        like = is_outlet if "outlet" in kinds else exact_date
        others = [one for one in self._left if one.text != self._lines[number].text]
        if self._is_above_sentence(number):
            others += [
                line
                for later, line in enumerate(self._text[:_FAR])
                if later > number + 1
                and self._is_above_sentence(later)
                and self._is_above_sentence(later - 2)
            ]
        return any(like(one.text) for one in others if len(one.text) <= LONGEST_LINE)

    def _is_above_sentence(self, number: int) -> bool:
        below = self._text[number + 1 : number + 2]
        return any(_SENTENCE.search(line.text) for line in below)

    def _claim(self, number: int) -> bool:
        """Note what the line tells, if it tells nothing but metadata, and cut it."""
        line, facts = self._lines[number], self._facts[number]
        telling = [fact.kind for fact in facts if fact.kind not in ASIDES]
        why = telling[0] if telling else why_alone(line.text)
        if why is None:
            return False
        for fact in facts:
            if fact.kind not in ASIDES:
                self._told.note(fact)
        self._told.take(line, "date" if why == "updated" else why)
        return True

    def _claim_beside(self, number: int) -> None:
        """Take a line that is metadata only by what was found above or below it."""
        line = self._lines[number]
        above, below = self._why(number - 1), self._why(number + 1)
        names = bylines.persons(line.text)
        if names and self._is_below_title(line) and self._is_beside_fact(number):
            self._told.note(Fact("byline", names))
            self._told.take(line, "byline")
        elif _goes_with_byline(line.text, above, below):
            self._told.take(line, "byline")
        elif is_label_of_day(line.text) and below == "date":
            self._told.take(line, "date")

    def _is_beside_fact(self, number: int) -> bool:
        if {self._why(number - 1), self._why(number + 1)} & {"date", "outlet"}:
            return True
        below = self._lines[number + 1 : number + 2]
        return any(bylines.is_below_byline(line.text) for line in below)

    def _is_below_title(self, line: Stretch) -> bool:
        above = [other for other in self._left if other.start < line.start and not is_kicker(other.text)]
        return bool(self._told.title or above)

    def _why(self, number: int) -> str | None:
        return self._told.why(self._lines[number]) if 0 <= number < len(self._lines) else None


def is_prose(line: Stretch) -> bool:
    """Tell a sentence of an article from what stands above it."""
    return line.words > _LONG or (line.words > _PROSE and bool(_SENTENCE.search(line.text)))


def _goes_with_byline(line: str, above: str | None, below: str | None) -> bool:
    """Tell a line that tells nothing beside a byline: a role below one, "Exclusive" above or below."""
    if bylines.is_below_byline(line):
        return above == "byline"
    return line.casefold() == _BESIDE_BYLINE and "byline" in (above, below)


def _facts(line: Stretch) -> list[Fact]:
    return facts_of(line.text) if len(line.text) <= LONGEST_LINE else []
