"""What stands in an article and is not its prose: headlines, bylines, datelines, credits, captions' labels.

Nobody says any of it, and none of it says who speaks, whatever its words are: "By Jane Doe", "ARLEN (AP) —",
"Photo: Peter Roe", "Image caption:". A headline may quote somebody, but what is said in it ends with it.
Closed patterns over lines; nothing is taken out, so that every offset stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

Pair = tuple[int, int]

_NAME = r"[A-Z][\w.’'\-]+(?: (?:(?:de|da|van|von|der|al|bin) )?[A-Z][\w.’'\-]*){0,3}"
_NAMES = rf"{_NAME}(?:(?:,? (?:and|AND|&) |, ){_NAME})*"
_TITLED = (
    r"(?:[A-Z0-9][\w.,:'’&@/\-]*|of|the|for|and|in|at|to|am|pm|[|/–—•·-])"  # "The Arlen Herald | Nov. 3"
)
_BYLINE = re.compile(
    rf"\s*(?:(?:[Ww]ritten |[Rr]eporting |[Ee]diting |[Ww]ords )?by|By|BY)[: ]\s*{_NAMES}"
    rf"(?:(?:\s*[,|;/–—•·-]|\s+(?:in|for))(?:\s+{_TITLED}){{1,12}})?\.?\s*"
)
_STAFF = re.compile(
    r"\s*(?:(?:the|staff|special|senior|chief|political|national|foreign|associated|[a-z]+) ){0,3}"
    r"(?:writers?|reporters?|correspondents?|editors?|press|reuters|afp|news|news service|staff)"
    r"(?:,? (?:in|for|to|of) [\w .]{2,40})?\s*",
    re.IGNORECASE,
)
_CAPITAL_NAME = re.compile(r"\s*[A-Z][A-Z.’'\-]+(?: [A-Z][A-Z.’'\-]*){1,3}\s*")
_PLACE = r"[A-Z][A-Z.’'\-]{2,}(?: [A-Z][A-Z.’'\-]+){0,3}"
_DATE = r"(?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?|March|April|May|June|July) \d{1,2}"
_STATE = r"[A-Z][\w.]+(?: [A-Z][\w.]+)?"
_DASH = r"[ \u00a0]*(?:—|–|--|-)[ \u00a0]*"
_AGENCY = r"[ \u00a0]?\([A-Z][\w .&/]{1,30}\)"
_DATELINES = (
    re.compile(rf"{_PLACE}(?:, (?:{_DATE}|{_STATE}))*{_AGENCY}(?:{_DASH}|[ \u00a0])"),
    re.compile(rf"{_PLACE}(?:, (?:{_DATE}|{_STATE}))*, {_DATE}{_DASH}"),
    re.compile(rf"{_PLACE}(?:, {_STATE})?[ \u00a0]*(?:—|–|--)[ \u00a0]*(?=[\"“‘A-Z])"),
    re.compile(rf"{_STATE}(?:, (?:{_DATE}|{_STATE}))*{_AGENCY}{_DASH}"),
    re.compile(rf"\([A-Z][\w .&/]{{1,30}}\){_DASH}"),
)
_PICTURE = r"(?:photo(?:graph|grapher)?|image|picture|video|illustration|graphic|credit)s?"
_PICTURED = (
    "photo",
    "image",
    "picture",
    "video",
    "illustration",
    "graphic",
    "credit",
    "getty",
    "©",
    "via ap",
    "file",
)
_CREDITS = (  # of one line, up to its end
    re.compile(
        rf"(?:(?<=[.!?)|] )|(?<=[.!?)|])|^)[ \t]*[(\[]?{_PICTURE}(?: (?:credit|courtesy|source))?"
        r"(?: by| of)?[ ]?[:/©][^\"“”]{1,120}$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:(?<=[.!?)] )|^)[ \t]*[(\[]?(?i:{_PICTURE} (?:by|courtesy of)) {_NAMES}[^.!?\"“”]{{0,60}}$"
    ),
    re.compile(
        r"[(\[][^()\[\]]{0,60}\b(?:Photo|Photograph|Getty|Images|via AP|File)\b[^()\[\]]{0,60}[)\]][ \t]*$"
    ),
    re.compile(r"©.{1,120}$"),
)
_CREDITED = re.compile(rf"\({_NAME}[ ]?/[ ]?[A-Z][^()]{{1,60}}\)$")
_LABEL = re.compile(
    r"[ \t]*(?:(?:(?:image|photo|picture|figure) )?caption[ ]?:"
    r"|FILE(?: PHOTO)?[ ]?[:—–-](?:[ ]?[Ii]n this [^!?]{3,60}? (?:file )?photo,)?)[ \t]*",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ITEM = re.compile(r"[ \t]*(?:[-*•‣–—]|\d{1,2}[.)])[ \t]")
_TURN = re.compile(r"[^\s:][^:\n]{0,40}:[ \t]+\S")
_ENDS_SENTENCE = (".", "!", "?", ":", ";", ",", '"', "”", "’", "'", ")", "…", "-", "—", "–")
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_LONGEST_HEADLINE = 20  # words
_WIDEST_HEADLINE = 200  # characters
_LONGEST_CREDIT = 200
_TOP = 8  # lines among which bylines of only names are looked for
_SMALL = 4  # letters: shorter words stay small in a headline of capitals ("Warns of Floods")


@dataclass(frozen=True, slots=True)
class Paratext:
    """Stretches in text order; ``apart`` holds no part of an attribution, none goes over a ``border``."""

    apart: tuple[Pair, ...] = ()
    borders: tuple[int, ...] = ()  # where headlines and headings end

    def touches(self, start: int, end: int) -> bool:
        """Whether a stretch shares a character with what stands apart."""
        index = bisect_right(self.apart, (end - 1, end)) - 1
        return index >= 0 and self.apart[index][1] > start

    def heads(self, position: int) -> bool:
        """Whether a headline ends at a position, or right behind it."""
        index = bisect_left(self.borders, position)
        return index < len(self.borders) and self.borders[index] <= position + 2

    def part(self, position: int) -> int:
        """Which part of the text a position is in, counted between borders."""
        return bisect_right(self.borders, position)


def paratext(text: str) -> Paratext:
    """What of a text is not its prose."""
    lines = [match.span() for match in _LINE.finditer(text)]
    found = [*_bylines(text, lines), *_datelines(text, lines), *_credits(text, lines)]
    return Paratext(tuple(_merged(found)), tuple(_borders(text, lines)))


def _bylines(text: str, lines: Sequence[Pair]) -> Iterator[Pair]:
    """Lines that name writers, with a line below that says what they are or whom they write for."""
    for number, (line, after) in enumerate(zip_longest(lines, lines[1:])):
        named = _BYLINE.fullmatch(text, *line)
        below = after is not None and _STAFF.fullmatch(text, *after)
        if named or (number < _TOP and below and _CAPITAL_NAME.fullmatch(text, *line)):
            yield line
            if after is not None and below:
                yield after


def _datelines(text: str, lines: Sequence[Pair]) -> Iterator[Pair]:
    for start, end in lines:
        for pattern in _DATELINES:
            found = pattern.match(text, start, end)
            if found and found.end() < end:
                yield found.span()
                break


def _credits(text: str, lines: Sequence[Pair]) -> Iterator[Pair]:
    """Who took a picture, and the label before what it shows."""
    for start, end in lines:
        label = _LABEL.match(text, start, end)
        if label:
            yield label.span()
        tail = max(start, end - _LONGEST_CREDIT)
        line = text[tail:end].rstrip()
        lowered, found = line.lower(), list[re.Match[str] | None]()
        if line.endswith(")") and "/" in line:
            found.append(_CREDITED.search(line))
        if any(word in lowered for word in _PICTURED):
            found += [pattern.search(line) for pattern in _CREDITS]
        yield from ((tail + match.start(), tail + match.end()) for match in found if match)


def _borders(text: str, lines: Sequence[Pair]) -> Iterator[int]:
    """The ends of headlines, and of lines that head a list."""
    for number, ((start, end), (next_start, _)) in enumerate(pairwise(lines)):
        line = text[start:end].strip() if end - start <= _WIDEST_HEADLINE else text[end - 1 : end]
        if _is_headline(line, first=number == 0) or (
            line.endswith(":") and _ITEM.match(text, next_start) and not _ITEM.match(line)
        ):
            yield end


def _is_headline(line: str, *, first: bool) -> bool:
    """Whether a line is headed text: the first one without a full stop, or one written in capitals."""
    words = _WORD.findall(line)
    if not 1 < len(words) <= _LONGEST_HEADLINE or _ITEM.match(line) or _TURN.match(line + " "):
        return line.isupper() and 1 < len(words) <= _LONGEST_HEADLINE and not _ITEM.match(line)
    if line.isupper():
        return True
    if line.endswith(_ENDS_SENTENCE):
        return False
    large = [word for word in words if len(word) >= _SMALL]
    return first or (len(words) > 2 and len(large) > 1 and all(word[0].isupper() for word in large))


def _merged(stretches: Sequence[Pair]) -> Iterator[Pair]:
    """In order, those that overlap as one."""
    last: Pair | None = None
    for start, end in sorted(stretches):
        if last and start < last[1]:
            last = last[0], max(last[1], end)
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last
