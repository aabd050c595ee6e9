"""Who speaks, as transcripts and subtitles write it before the words: "JO MARSH:", "[10:15] Speaker 1:", "(JO)".

What is made of it is for ``captions`` and ``metadata``; the turns of an article are found in ``whosaid.reading``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from whosaid.turn_heads import BIG, CLAUSE, PART, PARTICLES, TIME

_LONGEST = 60  # characters

_WORD = rf"{BIG}[\w.’'\-]{{0,30}}"
_NAME = (
    rf"(?:{_WORD}(?: (?:(?:{PARTICLES}|of|the) ){{0,2}}{_WORD}){{0,5}}(?: #?\d{{1,3}})?(?:, (?:Jr|Sr|JR|SR)\.?)?"
    r"|speaker[ _]\d{1,3})"
)
_PART = rf"{PART}(?: #?\d{{1,3}})?"
_POST = rf"(?!{CLAUSE})[a-z][\w’'\- ]{{1,30}}|{_WORD}(?: (?:of|the|for|and|in|at|on|to|&|{_WORD})){{0,6}}"
_LABEL = re.compile(
    rf"(?P<name>{_NAME}|{_PART})(?P<role>(?: \((?P<bracket>[^()]{{1,40}})\))?(?:, (?P<post>{_POST}))?):(?:\s+|$)"
)
_NO_POST = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|January|Feb|February|March|April|May|June|July|August"
    r"|September|October|November|December|I|He|She|We|They|You|It)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(
    rf"(?:\[(?P<square>{_NAME})(?P<colon>:?)\]|\((?P<round>{_NAME})(?P<other>:?)\))(?P<after>:?)(?:\s+|$)"
)
_ABOVE = re.compile(rf"{_NAME}\s+{TIME}|{TIME}\s+{_NAME}")  # a line of its own, above the words
_STAMP = re.compile(rf"{TIME}\s+(?:[-–—|]\s+)?")

# What begins a sentence that has a colon further on, or says what a caption is, and calls nobody.
_NOBODY = frozenset(
    """yes yeah no nope note notes so well but and or now then look listen remember okay ok oh ah hey first second
    third finally also here there this that these those what why how who when where which because if my our your
    his her their its it he she we you they i in on at to from for with by breaking warning update updated source
    sources photo photos picture video image caption captions credit credits subtitles subtitle translation
    translated transcript episode chapter part scene location date time place price subject title tags topics
    conclusion result problem example step tip today tomorrow yesterday tonight meanwhile""".split()
)
# "[Door Closes]" is a sound, and so is whatever ends in -ing but a few names.
_SOUND = re.compile(
    r"\b(?!(?:k|bow?l|flem|mann|hard|brown|keat|sterl|rowl|dowl|b|m|l|d|x|j)ing\b)\w*ing\b"
    r"|\b(?:music|song|theme|applause|laughter|laughs?|sighs?|coughs?|sniffs?|sniffles?|gasps?|groans?|chuckles?"
    r"|cheers?|claps?|cries|sobs?|screams?|shouts?|whispers?|yells?|sings?|plays?|opens?|closes?|slams?|rings?|beeps?"
    r"|buzzes|barks?|knocks?|starts?|stops?|ends?|fades?|continues?|door|phone|bell|engine|crowd|audience|noise|silence"
    r"|pause|static|bleep|crosstalk|cross-talk|inaudible|unintelligible|indistinct|foreign|language|audio|blank_audio"
    r"|sound|sounds|speaks?|chatter|off|end|break)\b",
    re.IGNORECASE,
)


class Label(NamedTuple):
    """Who is named, and where the words begin."""

    name: str
    end: int


def label_of(line: str) -> Label | None:
    """Return the label that a line begins with; None where it names nobody."""
    match = _LABEL.match(line)
    if match and match.end("role") <= _LONGEST and _is_called(match, line[match.end() :]):
        return Label(_called(match["name"], match["bracket"], match["post"]), match.end())
    match = _BRACKETS.match(line)
    if not match or len(match[0]) > _LONGEST:
        return None
    name = match["square"] or match["round"]
    marked = match["colon"] or match["other"] or match["after"]
    sound = _SOUND.search(name.replace("_", " ")) or not (marked or " " in name or name.isupper())
    return None if sound or not _calls(name, "") else Label(name, match.end())


def begins_turn(line: str) -> bool:
    """Tell whether a line begins with who says it, after the time maybe; or says only who and when."""
    stamp = _STAMP.match(line)
    return bool(_ABOVE.fullmatch(line)) or label_of(line[stamp.end() :] if stamp else line) is not None


def is_stamped(line: str) -> bool:
    """Tell whether the time stands beside who speaks."""
    return bool(_ABOVE.fullmatch(line) or _STAMP.match(line))


def _is_called(match: re.Match[str], words: str) -> bool:
    """Tell who speaks from the beginning of a sentence, by the name and by the post behind it."""
    name, post = match["name"], match["post"] or ""
    if re.fullmatch(_PART, name):
        return not words[:1].islower()
    if not post or post[0].islower():
        return _calls(name, words)
    whole = " " in name or name.isupper()  # "Paris, France:" is a place
    if post.isupper() and words.isupper():  # "THE TRUTH, MR. MARSH: IT FELL." looks the same
        return False
    return whole and not words[:1].islower() and not _NO_POST.search(post) and _calls(name, words)


def _calls(name: str, words: str) -> bool:
    """Tell a name from the first words of a sentence: "Yes: we do."."""
    first = re.split(r"[ .,]", name, maxsplit=1)[0]
    if first.casefold() in _NOBODY:
        return False
    return " " in name or not words[:1].islower() or name.isupper() or any(map(str.isdigit, name))


def _called(name: str, *roles: str | None) -> str:
    """Return "Jo Marsh (mayor)" for "Jo Marsh, mayor", as a transcript has it."""
    known = ", ".join(filter(None, roles))
    return f"{name} ({known})" if known else name
