"""Names: named mentions and clusters as data, the forms a name takes, slugs.

Which mentions are one entity is decided in ``clusters``, who speaks in ``speakers``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from whosaid.reading.lexicon import FEMALE_TITLES, MALE_TITLES, TITLES

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_LEADING = TITLES | {"the"}
_BEFORE_NAME = re.compile(r"(\w+)\.?[ \u00a0]$")


@dataclass(frozen=True, slots=True)
class NamedMention:
    """A stretch of text that names somebody or something; OntoNotes label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """All mentions of one entity; ``name`` is the longest form, without a title."""

    id: str
    name: str
    label: str
    mentions: tuple[NamedMention, ...]


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Lower case, without accents, full stops or apostrophes, spaces made single."""
    plain = text
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = plain.casefold().replace(".", "").replace("’", "").replace("'", "")
    return " ".join(plain.split())


def slug(name: str) -> str:
    """The name as an id: ASCII letters, digits and hyphens; letters beyond Latin are kept."""
    return re.sub(r"[\W_]+", "-", fold(name)).strip("-")[:80] or "unnamed"


def unique_slug(name: str, taken: set[str]) -> str:
    """A slug that is not in ``taken``, which it joins."""
    base = slug(name)
    chosen, number = base, 2
    while chosen in taken:
        chosen, number = f"{base}-{number}", number + 1
    taken.add(chosen)
    return chosen


@lru_cache(maxsize=16384)
def bare(name: str) -> str:
    """A name without possessive, leading article and titles: "the Post's" is "Post"."""
    words = _POSSESSIVE.sub("", " ".join(name.split()).strip(' ,;:"“”()')).split(" ")
    while len(words) > 1 and words[0].lower().strip(".,") in _LEADING:
        words = words[1:]
    return _POSSESSIVE.sub("", " ".join(words))


def gender_of(title: str) -> str:
    """ "m", "f" or "" as a title says; nothing else is ever taken for a sign of gender."""
    word = title.lower().strip(".")
    return "m" if word in MALE_TITLES else "f" if word in FEMALE_TITLES else ""


def title_before(text: str, start: int) -> str:
    """The word right before a mention, if it is a title, in lower case without full stop."""
    found = _BEFORE_NAME.search(text, max(0, start - 24), start)
    word = found[1].lower() if found else ""
    return word if word in TITLES else ""
