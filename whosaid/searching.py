"""What a person typed into the search box -> words to be found, and where they stand in a text.

Words narrow: all of them have to be there, each as the beginning of a word (``bridg`` finds
``bridges``). Words in quotation marks are found as they stand, one after another; what has
a minus before it must not be there. Case, accents and the shape of quotation marks make no
difference. How the database finds them is in ``whosaid.store.search``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_PART = re.compile(r"""(?P<minus>(?<!\S)-)?(?:["“”„](?P<phrase>[^"“”„]*)["“”„]?|(?P<word>[^\s"“”„]+))""")
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """Something to be found: ``text``, as it stands (``exact``) or as the beginning of a word."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """What has to be there, and what must not."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()


def parse(search: str) -> Search:
    """The terms of a search, in their order; any text is one, and an empty one has none."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for part in _PART.finditer(search):
        text = " ".join((part["word"] or part["phrase"] or "").split())
        if text:
            (unwanted if part["minus"] else wanted).append(Term(text, part["phrase"] is not None))
    return Search(tuple(wanted), tuple(unwanted))


def has_word(term: Term) -> bool:
    """Whether it holds a letter or a digit; what does not (``%``) is no word to a full-text index."""
    return _TOKEN.search(term.text) is not None


def places(text: str, search: str) -> list[tuple[int, int]]:
    """Where the wanted terms of a search stand in a text, sorted and not overlapping, to be marked."""
    plain, origins = _plain(text)
    found = sorted(
        (origins[match.start()], origins[match.end() - 1] + 1)
        for term in parse(search).wanted
        for match in _pattern(term).finditer(plain)
    )
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _pattern(term: Term) -> re.Pattern[str]:
    tokens = [re.escape(token) for token in _TOKEN.findall(_plain(term.text)[0])]
    if not tokens:
        return re.compile(re.escape(term.text))
    end = r"(?![^\W_])" if term.exact else r"[^\W_]*"
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(tokens) + end)


def _plain(text: str) -> tuple[str, list[int]]:
    """Text without case and accents, and for each of its characters the offset that it comes from."""
    plain, origins = [], []
    for offset, character in enumerate(text):
        for part in unicodedata.normalize("NFD", character.casefold()):
            if not unicodedata.combining(part):
                plain.append(part)
                origins.append(offset)
    return "".join(plain), origins
