"""Dates as tables state them -> ISO dates; whether the day or the month comes first, a whole column tells."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime

from whosaid.intake.dates import exact_date

_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[ ,T].{0,30})?")
_COMPACT = re.compile(r"((?:18|19|20)\d{2})(\d{2})(\d{2})(?:T?\d{6}Z?)?")
_ISO_START = re.compile(r"((?:18|19|20)\d{2}-\d{2}-\d{2})[ T]\d{2}:.{0,30}")
_SECONDS = re.compile(r"(\d{9,10})(?:\.\d{1,6})?|(\d{12,13})")
_SHORT = re.compile(r"(\d{1,2})[-/. ]([a-z]{3,9})[-/. ](\d{2})", re.IGNORECASE)
_SERIAL = re.compile(r"([2-5]\d{4})(?:\.\d{1,12})?")  # days, from 1954 on
_FIRST_DAY = datetime.date(1899, 12, 30)  # as spreadsheets count
_LABEL = re.compile(
    r"(?:(?:first )?(?:published|posted)(?: on)?|publication date|date):? {1,3}", re.IGNORECASE
)
_WEEKDAY_AFTER = re.compile(r"(?<=\d{4}),? (?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?", re.IGNORECASE)
_LAST_CENTURY = 70  # "3-Mar-70" is no day to come
_LONGEST = 60


def day_first(values: Iterable[str]) -> bool | None:
    """Whether 03/04/2025 is in April: told by the values that leave no doubt; None where none does."""
    first = second = False
    for value in values:
        match = _NUMBERS.fullmatch(value.strip()[:_LONGEST])
        if match:
            first = first or int(match[1]) > 12
            second = second or int(match[2]) > 12
    return first if first != second else None


def iso_date(value: str, *, days_first: bool | None = None) -> str | None:
    """Return the ISO date that a cell states, or None.

    >>> iso_date("20250303"), iso_date("03/04/2025", days_first=True), iso_date("03/04/2025")
    ('2025-03-03', '2025-04-03', None)
    >>> iso_date("3-Mar-25"), iso_date("45719")
    ('2025-03-03', '2025-03-03')
    """
    value = value.strip()
    if not value or len(value) > _LONGEST:
        return None
    value = _bare(value)
    return (
        exact_date(value)
        or _iso_start(value)
        or _compact(value)
        or _in_numbers(value, days_first)
        or _of_spreadsheet(value)
        or _other(value)
    )


def _bare(value: str) -> str:
    """Take off what says that it is a date ("Published"), and the day of the week after it, as databases write it."""
    label = _LABEL.match(value)
    return _WEEKDAY_AFTER.sub("", value[label.end() :] if label else value, count=1)


def _iso_start(value: str) -> str | None:
    match = _ISO_START.fullmatch(value)
    return exact_date(match[1]) if match else None


def _compact(value: str) -> str | None:
    match = _COMPACT.fullmatch(value)
    return exact_date("-".join(match.groups())) if match else None


def _in_numbers(value: str, days_first: bool | None) -> str | None:
    match = _NUMBERS.fullmatch(value)
    if not match:
        return None
    one, two, year = match.groups()
    if days_first is None and int(one) <= 12 and int(two) <= 12 and one != two:
        return None
    day, month = (one, two) if days_first or (days_first is None and int(one) > 12) else (two, one)
    return exact_date(f"{year if len(year) == 4 else f'20{year}'}-{month}-{day}")


def _of_spreadsheet(value: str) -> str | None:
    """Read "3-Mar-25" and 45719, which are how a spreadsheet shows a date and how it counts one."""
    short = _SHORT.fullmatch(value)
    if short:
        century = 20 if int(short[3]) < _LAST_CENTURY else 19
        return exact_date(f"{short[1]} {short[2]} {century}{short[3]}")
    serial = _SERIAL.fullmatch(value)
    return (_FIRST_DAY + datetime.timedelta(int(serial[1]))).isoformat() if serial else None


def _other(value: str) -> str | None:
    """Read a mail's date ("Mon, 03 Mar 2025 08:00:00 +0100"), and seconds since 1970."""
    seconds = _SECONDS.fullmatch(value)
    try:
        if seconds:
            since = int(seconds[1]) if seconds[1] else int(seconds[2]) / 1000
            return datetime.datetime.fromtimestamp(since, datetime.UTC).date().isoformat()
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None
