"""Notes that only say what is attached to a mail ("Please find attached."), told from articles."""

from __future__ import annotations

import re

_FEWEST_WORDS = 20  # an article has more of them
_LONGEST_NOTE = 60  # words of a note that says outright what is attached
_LONGEST_CONTACT = 12  # words of a line below a name: a post, an address, a number

_COVER = re.compile(
    r"\b(?:attach(?:ed|ment|ments|ing)?|enclosed|see below|fyi|anbei|im anhang|angehängt|ci-joint|pièces? jointes?)\b",
    re.IGNORECASE,
)
_OUTRIGHT = re.compile(
    r"\bplease (?:find|see)\b[^.\n]{0,60}\b(?:attached|enclosed)\b|\battached please find\b"
    r"|\b(?:you(?:['’]ll| will) find|i(?:['’]ve| have|['’]m| am)|we(?:['’]ve| have|['’]re| are)|here (?:is|are))"
    r" (?:the )?(?:attach(?:ed|ing)|enclosed|enclosing)\b"
    r"|\battached (?:is|are) (?:the|a|two|three|our|your|my)\b|\banbei (?:finden|die|der|das)\b",
    re.IGNORECASE,
)
_READER = re.compile(r"\b(?:you|your|sie|ihnen|euch|dir)\b", re.IGNORECASE)
_SIGNED = re.compile(r"^--[ \t]*$|^[_=-]{5,}[ \t]*$", re.MULTILINE)
_REGARDS = re.compile(
    r"^(?:(?:all the |my )?best|(?:kind(?:est)?|best|warm)? ?(?:regards|wishes)|many thanks|thanks|thank you|cheers"
    r"|yours(?: \w{2,12})?|sincerely|(?:mit )?(?:freundliche|viele|beste|liebe)n? grü(?:ß|ss)en?)[,.!]?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LEGAL = re.compile(
    r"\b(?:confidential|privileged|intended (?:only |solely )?for|addressees?|received (?:it|this)|in error|delete it"
    r"|disclaimer|virus(?:es)?|unauthori[sz]ed|vertraulich)\b",
    re.IGNORECASE,
)
_LEGAL_WORDS = 2  # of the above, which a sentence of an article has not together


def is_cover_note(text: str) -> bool:
    """Tell a note about what is attached, whatever signature and legal lines stand below it."""
    own = _without_legal_lines(_without_signature(text))
    words = len(own.split())
    if words < _FEWEST_WORDS:
        return bool(_COVER.search(own))
    return words <= _LONGEST_NOTE and bool(_OUTRIGHT.search(own) and _READER.search(own))


def _without_signature(text: str) -> str:
    """Return what stands above the name of who writes, if only short lines stand below that."""
    signed = _SIGNED.search(text)
    text = text[: signed.start()] if signed else text
    regards = _REGARDS.search(text)
    if not regards:
        return text
    below = _without_legal_lines(text[regards.end() :]).split("\n")
    return text[: regards.start()] if all(len(line.split()) <= _LONGEST_CONTACT for line in below) else text


def _without_legal_lines(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(line for line in lines if len(set(map(str.lower, _LEGAL.findall(line)))) < _LEGAL_WORDS)
