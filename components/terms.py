"""What the words of the panels mean, in one place: the page that explains them and the hints say it alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from whosaid.fields import UNSURE_BELOW


@dataclass(frozen=True, slots=True)
class Term:
    """A word, what it means, and what else is good to know of it, for which there is room on a page or once a panel."""

    name: str
    meaning: str
    more: str = ""

    @property
    def whole(self) -> str:
        """All that is said of it."""
        return f"{self.meaning} {self.more}".rstrip()


TERMS: Final[Mapping[str, Term]] = {
    "direct": Term("Direct", "A whole utterance stands in quotation marks: “We will stay,” she said."),
    "mixed": Term("Mixed", "Told in the article's own words, with some of the speaker's between quotation marks."),
    "indirect": Term("Indirect", "Told in the article's own words only: She said that they would stay."),
    "cue": Term("Cue", "The words that say that somebody speaks: said, told reporters, according to."),
    "sense": Term(
        "Said, or believed",
        "By the verb: said, told, accused; or believes, hopes, wants.",
        "More lets you leave one out.",
    ),
    "sure": Term(
        "Sure of the speaker",
        "The chance that words and speaker are right. Of quotes with 90 %, about nine in ten are.",
        f"Below {UNSURE_BELOW:.0%} a quote is called unsure: look at its sentence before you count on it.",
    ),
    "nobody": Term(
        "No source named",
        "The article does not say whose words these are.",
        "Where it only describes somebody (“two officials”), that description is the speaker, and never a guessed "
        "name.",
    ),
    "tone": Term(
        "Tone",
        "How the words sound, from −1 to +1, seen in their sentence.",
        "It is not what the speaker thinks of somebody: mourning a friend sounds sad.",
    ),
    "about": Term(
        "About whom", "How a quote sounds toward a person, an organisation or a country that it names."
    ),
    "interval": Term(
        "Interval and n",
        "The line through a mean is where the mean would lie in 95 of 100 such samples of quotes; n is how many "
        "there are.",
        "Long line or small n: it could as well be chance.",
    ),
    "denied": Term("Denied or not said", "The source denies the words, or is said not to have said them."),
    "within": Term(
        "A quote within a quote",
        "Words that a speaker has from somebody else; they have a speaker of their own.",
    ),
    "copies": Term(
        "Wire copies",
        "Articles of which about half or more stands in an earlier one.",
        "A story counts once: the first of its copies that are shown, by date, else by when it was added. The button "
        "beside the counts lets each copy count.",
    ),
    "share": Term(
        "Share of voice",
        "How much of all quoted words is a speaker's, and where in the article these words stand.",
    ),
}  # fmt: skip
"""In the order of the page that explains them."""


def meaning(term: str) -> str:
    """What it means, as briefly as a hint has to be that stands on many elements: each is sent with its own."""
    return TERMS[term].meaning


def explained(term: str) -> str:
    """All that is said of it, for a hint that stands once."""
    return TERMS[term].whole
