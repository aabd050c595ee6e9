"""Dates as newspapers write them -> ISO dates. Where a date stands is ``metadata``'s business."""

from __future__ import annotations

import datetime
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:18|19|20)\d{2})"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})",
        rf"{_YEAR} {_MONTH} {_DAY}",
        rf"(?:the )?{_DAY}(?: of)?[ -]?{_MONTH},?[ -]?{_YEAR}",
        rf"{_MONTH} (?:the )?{_DAY},? {_YEAR}",
        rf"{_DAY} {_MONTH} ['’](?P<short>\d{{2}})",
        rf"{_DAY}-{_MONTH}-(?P<short>\d{{2}})",
        rf"{_MONTH} {_DAY},? ['’](?P<short>\d{{2}})",
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}",
        rf"(?P<one>\d{{1,2}})[/-](?P<two>\d{{1,2}})[/-]{_YEAR}",
    )
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_CLOCK = r"(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d{1,6})?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)"
_ZONE = r"(?:Z| ?[+-]\d{2}:?\d{2}| ?\(?[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d{2})?)?\)?)?"
_TIME = rf"(?:(?:T|,? (?:at )?|,? [-–|•·] ){_CLOCK}{_ZONE})"
_EARLY = rf"(?:(?:at )?{_CLOCK}{_ZONE}(?:,| on|,? [-–|•·])? )"
_AROUND = re.compile(
    rf"{_EARLY}?(?:on )?(?:{_WEEKDAY}\.?,? )?(?P<date>[\w .,/'’-]{{6,30}}?)(?:,? {_WEEKDAY})?{_TIME}?\.?",
    re.IGNORECASE,
)
_TIME_ALONE = re.compile(rf"(?:at )?{_CLOCK}{_ZONE}", re.IGNORECASE)
_IN_NUMBERS = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})")


def exact_date(text: str) -> str | None:
    """Return the ISO date if the text is one date (with weekday and time, maybe) and nothing else."""
    match = _AROUND.fullmatch(text.strip()) if len(text) < 80 else None
    return _iso(match["date"].strip()) if match else None


def is_time(text: str) -> bool:
    """Tell whether the text is a time of day, with its zone maybe, and nothing else."""
    return len(text) < 30 and bool(_TIME_ALONE.fullmatch(text))


def is_in_numbers(text: str) -> bool:
    """Tell a day in numbers alone (03/04/2025), whether or not anybody can tell which."""
    return bool(_IN_NUMBERS.fullmatch(text))


def _iso(text: str) -> str | None:
    for pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            return _valid(match.groupdict())
    return None


def _valid(parts: dict[str, str]) -> str | None:
    if "one" in parts:
        one, two = int(parts["one"]), int(parts["two"])
        if one <= 12 and two <= 12 and one != two:
            return None  # 03/04: nobody can tell the month from the day
        day, month = (one, two) if one > 12 else (two, one)
    else:
        name = parts["month"].lower()
        month = int(name) if name.isdigit() else _MONTHS.index(name[:3]) + 1
        day = int(parts["day"])
    year = int(parts["year"]) if "year" in parts else 2000 + int(parts["short"])
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
