"""The contributors that a press database names: "Stanton, Helen; Barton, Tom", "Helen Stanton Political Editor".

What such a field holds is a byline or a list of names, turned or not, with roles and agencies among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosaid.intake import bylines
from whosaid.intake.outlets import is_outlet

_BY = re.compile(r"^(?:written )?by[: ]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[;|/]\s*|\s+(?:and|&|with)\s+", re.IGNORECASE)
_SPECIAL = re.compile(r",?\s+(?:special|exclusive) to\s.*$", re.IGNORECASE)
_WORD = r"[^\W\d_][\w'’.-]{0,30}"
_TURNED = re.compile(
    rf"(?P<last>(?:(?:al|bin|d[aeiou]|de[lnr]|della|dos|el|l[ae]|ten|van|von)\s+){{0,2}}{_WORD}),\s*"
    rf"(?P<first>{_WORD}(?:\s+{_WORD})?)\.?",
    re.IGNORECASE,
)
_ROLES = frozenset(
    "correspondent editor reporter writer columnist critic journalist analyst photographer producer".split()
)
_BEATS = frozenset(
    "political politics transport health education business economics economy science environment sports sport crime "
    "court legal technology tech city local national foreign diplomatic defence defense security social affairs home "
    "world news features arts culture media industrial religious energy climate consumer money property travel food "
    "entertainment chief deputy senior staff assistant associate special contributing freelance executive managing "
    "night data investigations investigative royal rural our the".split()
)
_WITH_BEAT = frozenset(("correspondent", "editor"))
# As the first of two words, a place that somebody writes from, and nobody's first name.
_PLACES = frozenset(
    "new san los las port fort cape hong saint st. santa kuala buenos tel abu addis rio".split()
)


def names_in(value: str) -> tuple[str, ...]:
    """Return the people that a field names; agencies, roles and places are none.

    >>> names_in("By Helen Stanton, Tom Barton and agencies")
    ('Helen Stanton', 'Tom Barton')
    """
    value = _SPECIAL.sub("", _BY.sub("", " ".join(value.split())))
    names = tuple(dict.fromkeys(name for part in _BETWEEN.split(value) for name in _names(part)))
    if names or not bylines.is_single_name(value) or is_outlet(value):
        return names
    return (value,)


def _names(part: str) -> Iterator[str]:
    """Yield the name in "Sandoval, Mira", or those in "Mira Sandoval, Jo Marsh, Ellery"."""
    turned = _TURNED.fullmatch(part)
    if turned and _may_be_first(turned["first"]):
        yield _cased(f"{turned['first']} {turned['last']}")
        return
    for number, name in enumerate(re.split(r"\s*,\s*", part)):
        found = bylines.names_and_outlet(_without_role(name))
        for one in found[0] if found else ():
            if not is_outlet(one) and not (number and one.split()[0].lower() in _PLACES):
                yield one


def _may_be_first(name: str) -> bool:
    """Tell a first name from what else stands after a comma."""
    words = name.lower().split()
    return not (is_outlet(name) or words[0] in _BEATS or words[-1] in _ROLES)


def _cased(name: str) -> str:
    return name.title() if name.isupper() else name


def _without_role(name: str) -> str:
    """Return "Helen Stanton" for "Helen Stanton Political Editor", and nothing for a role alone."""
    words = name.split()
    role = words[-1].lower() if words else ""
    if role not in _ROLES or words[0].lower() in _BEATS:
        return "" if role in _ROLES else name
    words.pop()
    least = 2
    known = [word.lower() in _BEATS for word in words[least:]]
    if known and not any(known) and role in _WITH_BEAT:
        words.pop()  # a beat that is not known
    while len(words) > least and words[-1].lower() in _BEATS:
        words.pop()
    return " ".join(words)
