"""Bylines: "By Mira Sandoval and Tomas Reyl in Harbour City" -> the names in it.

Where a byline stands is ``metadata``'s business.
"""

from __future__ import annotations

import re

from whosaid.intake.given_names import GIVEN_NAMES
from whosaid.intake.outlets import is_known, is_outlet, outlet_name
from whosaid.intake.places import is_place

_PARTICLE = r"(?:al|bin|da|de|del|della|den|der|di|dos|du|el|la|le|ten|van|von|y)"
_NAME_WORD = r"(?:[^\W\d_a-zß-ÿ][\w'’.-]{0,30})"
_NAME = re.compile(rf"{_NAME_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_NAME_WORD}){{1,4}}")
_ROLE = re.compile(
    r"(?:(?:our|the) )?(?:[\w&'’-]+ ){0,4}(?:correspondent|editor|reporter|writer|columnist|staff"
    r"|analyst|critic|chief|journalist|contributor|bureau|agencies|newsroom|team"
    r"|(?:in|at) [^\W\d_a-z][\w'’. -]{1,40})",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(r" (?i:in|at|for|from) [^\W\d_a-z].*$")
_STAFF_ROLE = re.compile(
    r"(?:[\w&'’-]+ ){0,4}(?:correspondent|editor|reporter|writer|columnist|critic|journalist)", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august"
    r"|september|october|november|december)\b",
    re.IGNORECASE,
)
_HEADLINE_WORDS = frozenset(
    "a all and any by call calls demand every for her his how invitation my no not numbers of only or our popular "
    "royal that the their this to under who why with your".split()
)
"""Words that a name has none of: "By The Numbers", "Authors Call For Boycott"."""
_STAFF = re.compile(
    r"\b(?:staff|reporters?|correspondents?|agenc(?:y|ies)|newsroom|editors?|desk)\b", re.IGNORECASE
)
_REACH = re.compile(r",? (?:@\w{2,30}|[\w.+-]{1,60}@[\w-]+(?:\.[\w-]+)+)$")
_HANDLE = re.compile(r"@\w{2,30}")
_IN_BRACKETS = re.compile(r" \((?P<outlet>[^()]{2,40})\)$")
_WRITTEN_FOR = re.compile(r",? (?i:(?P<special>special (?:to|for))|for) ")
_MOST_WORDS = 16
_LONGEST_NAME = 3  # words of a name that a role follows without a comma
_LONG_WORD = re.compile(r"[^\W\d_a-zß-ÿ][\w'’-]")  # no initial, no particle
_LONGEST_ROLE = 5  # words
_BETWEEN = re.compile(r"\s{0,9}[,;]\s{0,9}(?:(?i:and|with) |& )?|\s{1,9}(?:(?i:and|with)|&)\s{1,9}")
_SURNAME_FIRST = re.compile(rf"(?P<last>{_NAME_WORD}), (?P<first>{_NAME_WORD}(?: {_NAME_WORD})?)")


def names_and_outlet(value: str) -> tuple[tuple[str, ...], str | None] | None:
    """Return the names of a byline and the outlet it ends with; None if it is no byline.

    There are no names in "staff reporters", nor in "Associated Press".
    """
    value = _REACH.sub("", value.rstrip())
    if (
        _NO_NAME.search(value)
        or value.endswith((".", "!", "?", "”", '"'))
        or len(value.split()) > _MOST_WORDS
    ):
        return None
    if is_outlet(value) and not is_person(value):
        return (), outlet_name(value)
    value, outlet = _without_outlet(value)
    names: list[str] = []
    for part in _BETWEEN.split(value):
        name = _IN_PLACE.sub("", part)
        if _tells_no_name(part, after_name=bool(names)):
            continue
        if _is_name(name):
            names.append(_written(name))
        elif not (names and _ROLE.fullmatch(part)):
            return None
    return tuple(names), outlet


def _tells_no_name(part: str, *, after_name: bool) -> bool:
    """Tell a part such as "agencies", and what stands behind a name: "in Harbour City", "Lagos", "Reuters"."""
    if _STAFF.search(part) and len(part.split()) <= 5:
        return True
    return after_name and (part.startswith(("in ", "at ")) or is_place(part) or is_known(part))


def name_and_role(line: str) -> tuple[str, ...] | None:
    """Return the name in "Mira Sandoval, Transport correspondent", which no "By" introduces."""
    name, comma, role = line.partition(", ")
    if comma and _NAME.fullmatch(name) and _STAFF_ROLE.fullmatch(role):
        return (_written(name),)
    words = line.split()
    if len(words) > _LONGEST_NAME + _LONGEST_ROLE:
        return None
    for size in range(2, min(_LONGEST_NAME, len(words) - 2) + 1):
        name, role = " ".join(words[:size]), " ".join(words[size:])
        if is_person(name) and role[0].isupper() and _STAFF_ROLE.fullmatch(role):
            return (_written(name),)
    return None


def is_single_name(value: str) -> bool:
    """Tell a name of one word, which only a label such as "Author:" makes a byline."""
    return bool(re.fullmatch(_NAME_WORD, value)) and not (_STAFF.search(value) or _NO_NAME.search(value))


def persons(text: str) -> tuple[str, ...] | None:
    """Return the names where the text is names of persons and nothing else, the first of them a given name."""
    names = _BETWEEN.split(text)
    return tuple(map(_written, names)) if all(map(is_person, names)) else None


def is_person(name: str) -> bool:
    """Tell the full name of a person whose given name is known, from a place and from a headline.

    Between given name and surname only another given name, an initial or a particle may stand: "Mira Sandoval
    Resigns" is a headline.
    """
    if not _is_name(name) or is_place(name) or _STAFF.search(name) or _NO_NAME.search(name):
        return False
    given, *middle, _ = name.split()
    return _is_given(given) and all(_is_given(one) or not _LONG_WORD.match(one) for one in middle)


def surname_first(value: str) -> tuple[str, ...] | None:
    """Return the names in "Sandoval, Mira; Reyl, Tomas", as lists of books and databases have them."""
    matches = [_SURNAME_FIRST.fullmatch(one) for one in re.split(r"\s{0,9};\s{0,9}", value)]
    found = [match for match in matches if match and match["last"].casefold() not in GIVEN_NAMES]
    if len(found) < len(matches):
        return None
    return tuple(_written(f"{match['first']} {match['last']}") for match in found)


def is_below_byline(line: str) -> bool:
    """Tell a line that a byline goes on with and that tells nothing: "Political Editor", "@mirasandoval"."""
    return bool(_STAFF_ROLE.fullmatch(line) or _HANDLE.fullmatch(line))


def _is_given(word: str) -> bool:
    word = word.casefold()
    return word in GIVEN_NAMES or word.partition("-")[0] in GIVEN_NAMES


def _is_name(text: str) -> bool:
    if not _NAME.fullmatch(text):
        return False
    return not _HEADLINE_WORDS.intersection(text.casefold().split()[:-1])


def _written(name: str) -> str:
    return name.title() if name.isupper() else name


def _without_outlet(value: str) -> tuple[str, str | None]:
    """Split "Mira Sandoval (Reuters)", "Mira Sandoval for The Herald", "MIRA SANDOVAL Associated Press"."""
    bracketed = _IN_BRACKETS.search(value)
    if bracketed:
        outlet = bracketed["outlet"]
        return (value[: bracketed.start()], outlet) if is_outlet(outlet) else (value, None)
    writing = _WRITTEN_FOR.search(value)
    if writing:
        before, after = value[: writing.start()], value[writing.end() :]
        if is_outlet(after) or writing["special"]:
            return before, outlet_name(after) if is_outlet(after) else None
    words = value.split()
    for size in (3, 2, 1):
        last = " ".join(words[-size:])
        if len(words) >= size + 2 and is_known(last):
            return " ".join(words[:-size]).rstrip(","), last
    return value, None
