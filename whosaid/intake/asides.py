"""What sites set beside date and byline, and what tells nothing that is kept: "5 min read", "3 hours ago", a page.

A line of the head is read although such a piece stands in it. What is kept is ``metadata``'s business.
"""

from __future__ import annotations

import re
from typing import Literal

Aside = Literal["page", "photo credit", "time"]

_CLOCK = r"(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: (?:GMT|UTC|BST|CET|CEST|E[SD]?T|[CMP][SD]T))?"
_TIME = re.compile(_CLOCK, re.IGNORECASE)
_READING = re.compile(
    r"\(?(?:reading time:? )?\d{1,3}[ -]?min(?:ute)?s?\.?(?: (?:of )?read(?:ing)?(?: time)?)?\)?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?:(?:first |last )?(?:published|updated|posted|modified):? )?(?:about )?(?:\d{1,2}|an?)"
    r" (?:seconds?|min(?:ute)?s?|hours?|hrs?|days?|weeks?) ago",
    re.IGNORECASE,
)
_PAGE_WORD = r"(?:pp?\.|pg\.?|pages?:?)"
_PAGE = re.compile(rf"{_PAGE_WORD} ?[A-Z]?\d{{1,3}}(?:[-–]\d{{1,3}})?", re.IGNORECASE)
_COUNTED = (
    r"(?:circulation|reach|readership|audience|ave|ad value|words|word count)"  # by who monitors the press
)
_CIRCULATION = re.compile(rf"{_COUNTED}:? ?[£$€]?\d[\d.,]{{0,12}} ?[mk]?", re.IGNORECASE)
_PICTURES = (
    r"(?:photos?|photographs?|photography|pictures?|images?|illustrations?|graphics?|video)(?: by)?\s?:"
)
_CREDIT = re.compile(rf"{_PICTURES}\s*[^\W\d_][^\n:]{{2,60}}", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"\s*[,;]\s+(?={_PAGE_WORD} ?[A-Z]?\d{{1,3}}(?:[-–]\d{{1,3}})?$)|\s+(?={_PICTURES}|(?:page|{_COUNTED}): ?\d)",
    re.IGNORECASE,
)


def aside(text: str) -> Aside | None:
    """Name what a field of a line is, if it tells nothing; None if it may tell something."""
    if _PAGE.fullmatch(text) or _CIRCULATION.fullmatch(text):
        return "page"
    if _CREDIT.fullmatch(text):
        return "photo credit"
    told = (_TIME, _READING, _AGO)
    return "time" if any(pattern.fullmatch(text) for pattern in told) else None


def why_alone(line: str) -> str | None:
    """Say why a whole line that tells nothing goes; a time or a page alone may belong to the article."""
    if _AGO.fullmatch(line):
        return "date"
    return "navigation" if _READING.fullmatch(line) and "read" in line.lower() else None


def parted(line: str) -> str:
    """Set a tab before what tells nothing and no mark parts from the rest: ", p. A4", " Photos: Jo Marsh"."""
    return _BETWEEN.sub("\t", line)
