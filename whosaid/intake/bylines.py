"""Bylines: "By Mira Sandoval and Tomas Reyl in Harbour City" -> the names in it.

Where a byline stands is ``metadata``'s business.
"""

from __future__ import annotations

import re

from whosaid.intake.outlets import is_known, is_outlet

_PARTICLE = r"(?:al|bin|da|de|del|della|den|der|di|dos|du|el|la|le|ten|van|von|y)"
_NAME_WORD = r"(?:[^\W\d_a-zß-ÿ][\w'’.-]{0,30})"
_NAME = re.compile(rf"{_NAME_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_NAME_WORD}){{1,4}}")
_ROLE = re.compile(
    r"(?:(?:our|the) )?(?:[\w&'’-]+ ){0,4}(?:correspondent|editor|reporter|writer|columnist|staff"
    r"|analyst|critic|chief|journalist|contributor|bureau|agencies|newsroom|team"
    r"|(?:in|at) [^\W\d_a-z][\w'’. -]{1,40})",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(r" (?:in|at|for|from) [^\W\d_a-z].*$")
_STAFF_ROLE = re.compile(
    r"(?:[\w&'’-]+ ){0,4}(?:correspondent|editor|reporter|writer|columnist|critic|journalist)", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august"
    r"|september|october|november|december)\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\b(?:staff|reporters?|correspondents?|agenc(?:y|ies)|newsroom|editors?|desk)\b", re.IGNORECASE
)
_REACH = re.compile(r",? (?:@\w{2,30}|[\w.+-]{1,60}@[\w-]+(?:\.[\w-]+)+)$")
_IN_BRACKETS = re.compile(r" \((?P<outlet>[^()]{2,40})\)$")
_MOST_WORDS = 16
_BETWEEN = re.compile(r"\s*,\s*(?:and |& )?|\s+(?:and|&)\s+|\s*;\s*")


def names_and_outlet(value: str) -> tuple[tuple[str, ...], str | None] | None:
    """Return the names of a byline and the outlet it ends with; None if it is no byline.

    There are no names in "staff reporters".
    """
    value = _REACH.sub("", value.rstrip())
    if (
        _NO_NAME.search(value)
        or value.endswith((".", "!", "?", "”", '"'))
        or len(value.split()) > _MOST_WORDS
    ):
        return None
    value, outlet = _without_outlet(value)
    names: list[str] = []
    for part in _BETWEEN.split(value):
        name = _IN_PLACE.sub("", part)
        if (_STAFF.search(part) and len(part.split()) <= 5) or (names and part.startswith(("in ", "at "))):
            continue
        if _NAME.fullmatch(name):
            names.append(name.title() if name.isupper() else name)
        elif not (names and _ROLE.fullmatch(part)):
            return None
    return tuple(names), outlet


def name_and_role(line: str) -> tuple[str, ...] | None:
    """Return the name in "Mira Sandoval, Transport correspondent", which no "By" introduces."""
    name, comma, role = line.partition(", ")
    if not (comma and _NAME.fullmatch(name) and _STAFF_ROLE.fullmatch(role)):
        return None
    return (name.title() if name.isupper() else name,)


def is_single_name(value: str) -> bool:
    """Tell a name of one word, which only a label such as "Author:" makes a byline."""
    return bool(re.fullmatch(_NAME_WORD, value)) and not (_STAFF.search(value) or _NO_NAME.search(value))


def _without_outlet(value: str) -> tuple[str, str | None]:
    """Split "Mira Sandoval (Reuters)", "Mira Sandoval for The Herald", "MIRA SANDOVAL Associated Press"."""
    bracketed = _IN_BRACKETS.search(value)
    if bracketed:
        outlet = bracketed["outlet"]
        return (value[: bracketed.start()], outlet) if is_outlet(outlet) else (value, None)
    before, between, after = value.rpartition(" for ")
    if between and is_outlet(after):
        return before, after
    words = value.split()
    for size in (3, 2, 1):
        last = " ".join(words[-size:])
        if len(words) >= size + 2 and is_known(last):
            return " ".join(words[:-size]).rstrip(","), last
    return value, None
