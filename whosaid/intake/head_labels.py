"""The labels that say what a line of the head tells: "Published:", "By", "Source:".

Some of them begin headlines as well ("Report: Russia Hacked Voters"); what comes of a line is for ``facts``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LABELS = {
    "title": ("title", "headline"),
    "date": (
        *("date", "date published", "publication date", "published", "published on", "published at"),
        *("first published", "first published on", "posted", "posted on", "created", "created on", "issued"),
        *("issued on", "release date", "pub date", "date of publication", "posted at", "first posted"),
    ),
    "updated": (
        *("updated", "updated on", "updated at", "modified", "last updated", "last updated on"),
        *("last updated at", "last modified", "last modified on"),
    ),
    "byline": (
        *("author", "authors", "byline", "written by", "words by", "words", "text by", "report by", "by"),
        *(
            "exclusive by",
            "analysis by",
            "story by",
            "opinion by",
            "comment by",
            "commentary by",
            "review by",
        ),
        *("column by", "essay by", "interview by", "reported by", "compiled by", "reporting by", "reporter"),
        *("reporters", "report", "text", "correspondent", "columnist", "journalist", "from"),
    ),
    "outlet": ("source", "outlet", "publication", "publisher", "newspaper", "published by"),
    "link": ("url", "link"),
}
_FIELD_OF_LABEL = {label: name for name, labels in _LABELS.items() for label in labels}
_LABEL = re.compile(
    rf"(?P<label>{'|'.join(sorted(_FIELD_OF_LABEL, key=len, reverse=True))})"
    r"(?P<colon>\s*:\s*|\s+)(?P<value>\S.*)",
    re.IGNORECASE,
)
_OF_AUTHORS = frozenset({"author", "authors", "byline", "written by"})
_OF_PERSONS = frozenset(
    "words reporter reporters report text correspondent columnist journalist from".split()
)
_ONLY_WITH_COLON = _OF_PERSONS - {"from"} | {"author", "authors", "byline"}
_BARE = frozenset(_LABELS["date"] + _LABELS["updated"] + _LABELS["byline"]) - _ONLY_WITH_COLON
_OF_DAYS = frozenset(_LABELS["date"] + _LABELS["updated"])


class Label(NamedTuple):
    """A label, what field of an article it is for, and what it says of it."""

    words: str
    field: str
    value: str
    colon: bool

    @property
    def bare(self) -> bool:
        """Whether it counts without a colon."""
        return self.words in _BARE

    @property
    def of_authors(self) -> bool:
        """Whether a single name will do for it, and a name with the last word first."""
        return self.colon and self.words in _OF_AUTHORS

    @property
    def is_sure(self) -> bool:
        """Whether what follows is who wrote it, whoever that is: "Review by Council" begins headlines."""
        return self.words in ("by", "written by")

    @property
    def of_persons(self) -> bool:
        """Whether it must be followed by the full name of a person: "Report:" begins headlines."""
        return self.words in _OF_PERSONS


def label_of(text: str) -> Label | None:
    """Return the label that a line or a field of one begins with."""
    match = _LABEL.fullmatch(text)
    if not match:
        return None
    words = " ".join(match["label"].lower().split())
    return Label(words, _FIELD_OF_LABEL[words], match["value"].strip(), ":" in match["colon"])


def is_label_of_day(text: str) -> bool:
    """Tell a label that stands alone, its date in the field or line after it."""
    return text.lower().rstrip(": ") in _OF_DAYS - {"date", "created", "issued"}
