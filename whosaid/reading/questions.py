"""Whether a quote asks: by a question mark at the end of its words, or by its cue ("asked whether")."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|question(?:s|ed|ing)|inquir(?:es?|ed|ing)|enquir(?:es?|ed|ing)"
    r"|quer(?:y|ies|ied|ying)|wants? to know|wanted to know|demand(?:s|ed|ing)? to know)\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"[\s\"“‘']*(?:(?:about|of) )?(?:whether|if|why|how|what|when|where|who|whom|whose|which)\b",
    re.IGNORECASE,
)
_CLOSING = "\"”’'»)"


def asks(cue: str, *words: str) -> bool:
    """Whether these words, said by this cue, are a question; each of ``words`` is an unbroken stretch.

    >>> asks("said", "“Who pays?”"), asks("asked", "whether he would pay"), asks("asked", "him to pay")
    (True, True, False)
    """
    if any(_ends_asking(stretch) for stretch in words):
        return True
    inside = cue.rstrip().lower().endswith((" whether", " if", " why"))
    return bool(_ASKS.search(cue)) and (inside or bool(words and _INDIRECT.match(words[0])))


def _ends_asking(stretch: str) -> bool:
    """Whether a stretch ends with a question mark; one inside of inner marks asks somebody else's question."""
    stretch = stretch.rstrip(" ,")
    if stretch[-1:] and stretch[-1] in _CLOSING:
        stretch = stretch[:-1]
    return stretch.endswith(("?", "?!"))
