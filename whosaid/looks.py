"""How the panels are looked at: which tab is open, what is sorted by what. A look filters nothing.

Looks are a part of the View, so that a link opens the very same page: a key of the link for
each, left out where it has its default.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

Looks = tuple[tuple[str, str], ...]
"""What differs from the default, in the order of ``LOOKS``."""

CARDS: Final = 25
"""How many quotes are shown at a time."""
FIRST_CARDS: Final = str(CARDS)

LOOKS: Final[Mapping[str, tuple[str, ...]]] = {
    "tab": ("tone", "about", "share", "time"),
    "rank": ("quotes", "words", "negative", "positive", "share", "neutral", "praise", "sure", "name"),
    "least": ("1", "2", "3", "5", "10"),
    "draw": ("shares", "dots"),
    "unnamed": ("folded", "shown"),
    "voices": ("speakers", "kinds"),
    "count": ("mentions", "articles"),
    "who": ("names", "all", "speaking", "spoken-about"),
    "names": ("20", "50", "100", "200"),
    "order": ("text", "unsure", "negative", "positive", "longest"),
    "group": ("none", "speaker", "article"),
    "as": ("cards", "table"),
    "cards": tuple(str(CARDS * pages) for pages in range(1, 41)),
    "compare": ("off", "outlets", "filters"),
    "compared": ("quoted", "voice", "tone", "toward", "names", "same"),
    "sort": ("difference", "sure", "quotes"),
    "only": ("all", "one"),
    "rows": ("20", "40", "60", "80", "100", "200", "500", "1000"),
    "page": ("panels", "guide"),
}
"""Key in a link -> its values, the default first: the tab beside tone by speaker; of the speakers
their order, least number of quotes, whether a dot stands for each quote, and whether those are shown
who are only described; who has a share of voice;
of the names what is counted, of whom, and how many; of the quotes order, grouping, form and how many; whether
outlets or two filters are compared, in what, and the order and number of the rows there; the page."""


def read(params: Mapping[str, Sequence[str]]) -> tuple[Looks, list[str]]:
    """The looks of a link, and a sentence about each value that is none."""
    found, problems = [], []
    for name, values in LOOKS.items():
        given = params.get(name, ())
        value = given if isinstance(given, str) else next(iter(given), "")
        if value in values[1:]:
            found.append((name, value))
        elif value and value != values[0]:
            shown = "".join(letter if letter.isprintable() else " " for letter in value[:40])
            problems.append(
                f"The link's {name} “{shown}” is not one that Whosaid makes, so it was left out. "
                f"Possible are: {', '.join(values)}."
            )
    return tuple(found), problems


def write(looks: Looks) -> dict[str, list[str]]:
    """The keys and values of a link."""
    return {name: [value] for name, value in looks}


def look(looks: Looks, name: str) -> str:
    """The value of one look."""
    return dict(looks).get(name, LOOKS[name][0])


def further(name: str, value: str, least: int = 1) -> str:
    """The least number of a look that is larger than ``value`` by so much, or its last."""
    wanted = int(value) + least
    return next((number for number in LOOKS[name] if int(number) >= wanted), LOOKS[name][-1])


def with_look(looks: Looks, name: str, value: str) -> Looks:
    """The looks with another value of one of them; raises ``ValueError`` for what is none."""
    if value not in LOOKS[name]:
        raise ValueError(f"{name} cannot be {value!r}; it can be {', '.join(LOOKS[name])}")
    wanted = {**dict(looks), name: value}
    return tuple((key, wanted[key]) for key in LOOKS if wanted.get(key, LOOKS[key][0]) != LOOKS[key][0])
