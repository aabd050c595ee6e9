"""Names of places as they stand beside a date or a byline, and how they are told from those of persons.

The place line that an article begins with is for ``outlets``.
"""

from __future__ import annotations

import re

_NAMED = re.compile(r"(?:[^\W\d_a-z][\w'’.-]{1,20} ?){1,4}")
_WORDS = frozenset(
    "abu addis bay beach bridge buenos cape city county creek de del delhi district el falls field fort grand harbor "
    "harbour heights hill hills hong island islands isle kong kuala la lake las los mount mumbai new north park point "
    "port province rio river saint san santa santo sao south springs st state tel town upper valley village west "
    "york east dar costa sierra".split()
)


def may_be_place(text: str) -> bool:
    """Tell whether it is written as the name of a place is; so are those of persons, and headlines."""
    return bool(_NAMED.fullmatch(text))


def is_place(text: str) -> bool:
    """Tell the name of a place: of one word, or with a word that names of places have ("Port Ellery")."""
    if not may_be_place(text):
        return False
    words = text.casefold().split()
    return len(words) == 1 or words[0].rstrip(".") in _WORDS or words[-1] in _WORDS
