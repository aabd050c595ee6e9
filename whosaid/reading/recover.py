"""Names that the tagger missed: surnames of people named in full elsewhere, and names that stand in a source.

What it adds is a mention like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from whosaid.reading import lexicon
from whosaid.reading.names import NamedMention, bare, gender_of, title_before

_NAME_WORD = r"(?:[A-Z][\w’'\-]*[\w]|[A-Z]\.(?:[A-Z]\.)*)"
_RUN = re.compile(rf"{_NAME_WORD}(?:[ \u00a0](?:(?:de|da|di|van|von|der|bin|al|el|la) )?{_NAME_WORD})*")
_CAPITALISED = re.compile(r"[A-Z][\w'’\-]*")
_NOT_A_NAME = (
    lexicon.DETERMINERS
    | lexicon.PREPOSITIONS
    | lexicon.CLAUSE_WORDS
    | lexicon.PRONOUN_WORDS
    | {"even", "only", "also", "just", "still", "now", "then", "perhaps", "maybe", "and", "or", "yet", "so"}
)
_BODY_WORDS = (
    lexicon.BODY_HEADS | lexicon.GENERIC_BODIES | {"corps", "convention", "times", "post", "journal", "news"}
)
_LONE = re.compile(r"(?:(?:de|van|von|al) )?[A-Z][\w’'\-]+")
_SURNAME = r"[A-Z]\w*(?:['’\-][A-Z]\w*)*"
_WESTERN = re.compile(
    rf"\b([A-Z][a-z]+)(?: [A-Z]\.)?((?: (?:de|van|von|bin|al))?) ({_SURNAME})\b(?![ -][A-Z])"
)
_EASTERN = re.compile(rf"\b({_SURNAME}) [A-Z][a-z]+-[a-z]+\b")
_HYPHENED = re.compile(r"-[A-Za-z]\w*(?: [A-Z]\w+(?!\w|['’]))?")
_PERSONAL = frozenset(
    {"mr", "mrs", "ms", "dr", "president", "senator", "sen", "governor", "gov", "judge", "mayor"}
)
_EDGE = ' \t\n\u00a0,;:.—–-"“”()[]'
_NOT_FIRST = (
    lexicon.SPEECH_VERBS
    | lexicon.PARTY_WORDS
    | {"but", "and", "so", "yet", "as", "gov", "team", "president-elect"}
)
_ROLE_LETTERS = frozenset({"CEO", "CFO", "COO", "CTO", "GOP", "MPS", "DNA", "PHD"})
_BEFORE_PERSON = lexicon.TITLES | lexicon.PERSON_HEADS


class _Covered:
    """Which characters a mention covers already."""

    def __init__(self, mentions: Sequence[NamedMention]) -> None:
        self.spans = sorted((mention.start, mention.end) for mention in mentions)
        self.starts = [start for start, _ in self.spans]

    def free(self, start: int, end: int) -> bool:
        index = bisect_left(self.starts, end) - 1
        return all(self.spans[i][1] <= start for i in range(max(0, index - 1), index + 1))


def recover(
    text: str, mentions: Sequence[NamedMention], sources: Iterable[tuple[int, int]] = ()
) -> list[NamedMention]:
    """The mentions and what was missed, in text order."""
    spans = sorted(set(sources))
    mentions = _without_headline(text, _mended(text, mentions))
    mentions = _with_first_names(text, [_cut(text, mention, spans) for mention in mentions], spans)
    covered = _Covered(mentions)
    found = [mention for span in spans for mention in _in_source(text, span, covered)]
    found += _short_bodies(text, mentions, spans, covered)
    known = [*mentions, *found]
    known += _surnames(text, known, {(s + len(text[s:e]) - len(text[s:e].lstrip()), s) for s, e in spans})
    return sorted(set(known), key=lambda mention: (mention.start, mention.end))


def _mended(text: str, mentions: Sequence[NamedMention]) -> list[NamedMention]:
    """Names that were cut at a hyphen made whole ("Jean" of "Jean-Marc Ayrault"); "President" makes a person."""
    mended: list[NamedMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        start, end, label = mention.start, mention.end, mention.label
        if label in ("ORG", "NORP") and " " in text[start:end] and title_before(text, start) in _PERSONAL:
            label = "PERSON"
        if label == "PERSON":
            tail = _HYPHENED.match(text, end)
            end = tail.end() if tail else end
            last = mended[-1] if mended else None
            if last and last.label == "PERSON" and start < last.end:
                start, end = last.start, max(end, last.end)
                mended.pop()
        mended.append(NamedMention(start, end, label))
    return mended


def _without_headline(text: str, mentions: Sequence[NamedMention]) -> list[NamedMention]:
    """ "Boris Kalt Under Fire" as "Boris Kalt", where the article has that name elsewhere."""
    people = {text[m.start : m.end] for m in mentions if m.label == "PERSON"}
    cut = []
    for mention in mentions:
        words = text[mention.start : mention.end].split(" ")
        shorter = " ".join(words[:2])
        eaten = len(words) > 2 and words[2].lower().strip(".") not in lexicon.SUFFIXES and shorter in people
        if eaten and mention.label == "PERSON":
            mention = NamedMention(mention.start, mention.start + len(shorter), "PERSON")
        cut.append(mention)
    return cut


def _cut(text: str, mention: NamedMention, sources: Sequence[tuple[int, int]]) -> NamedMention:
    """A headline that was taken for one long name, cut where the source that it begins with ends."""
    if text.count(" ", mention.start, mention.end) < 3:
        return mention
    index = bisect_right(sources, (mention.start, len(text))) - 1
    if index >= 0 and mention.start < sources[index][1] < mention.end - 1:
        return NamedMention(mention.start, sources[index][1], mention.label)
    return mention


def _with_first_names(
    text: str, mentions: Sequence[NamedMention], sources: Sequence[tuple[int, int]]
) -> list[NamedMention]:
    """Where a source is one lone word ("Teachout"), find "Zephyr Teachout" in the text.

    The full name takes the place of the mentions that it overlaps.
    """
    full = {
        bare(text[m.start : m.end]).split()[-1]
        for m in mentions
        if m.label == "PERSON" and " " in text[m.start : m.end]
    }
    lone = {
        bare(text[start:end].strip(_EDGE))
        for start, end in sources
        if end - start < 30 and text[start : start + 4].lower() != "the "
    }
    lone = {_capital(word) for word in lone if _LONE.fullmatch(word)} - full
    if not lone:
        return list(mentions)
    found = [NamedMention(*match.span(), "PERSON") for match in _EASTERN.finditer(text) if match[1] in lone]
    found += [
        NamedMention(match.start(), match.end(), "PERSON")
        for match in _WESTERN.finditer(text)
        if (match[3] in lone or f"{match[2].strip()} {match[3]}" in lone)
        and match[1].lower() not in _BEFORE_PERSON | _NOT_A_NAME | _NOT_FIRST
        and match[1] not in full
    ]
    certain = {bare(text[start:end]) for start, end in sources if gender_of(text[start:end].split(" ")[0])}
    known = {
        (mention.start, mention.end)
        for mention in mentions
        if mention.label == "PERSON" or not certain & set(text[mention.start : mention.end].split())
    }
    found = [mention for mention in found if (mention.start, mention.end) not in known]
    if not found:
        return list(mentions)
    taken = _Covered(found)
    return found + [mention for mention in mentions if taken.free(mention.start, mention.end)]


def _capital(word: str) -> str:
    """ "WALLACE" as "Wallace"; other words as they are."""
    return word.capitalize() if word.isupper() and len(word) > 3 else word


def _in_source(text: str, span: tuple[int, int], covered: _Covered) -> list[NamedMention]:
    found = []
    for run in _RUN.finditer(text, *span):
        start, end = _core(text, run.start(), run.end())
        following = text[end : end + 2]
        modifies = following[:1] in " \u00a0" and following[1:2].isalpha() and end < span[1]
        if start < end and covered.free(start, end) and not (modifies and _is_noun(text, end, span[1])):
            label = _label(text[start:end])
            if label:
                found.append(NamedMention(start, end, label))
    return found


def _is_noun(text: str, position: int, stop: int) -> bool:
    words = text[position:stop].split(maxsplit=1)
    word = words[0].lower().strip(".,") if words else ""
    return word not in lexicon.PREPOSITIONS | lexicon.CLAUSE_WORDS | {
        "and",
        "or",
        "himself",
        "herself",
        "itself",
    }


def _short_bodies(
    text: str, mentions: Sequence[NamedMention], sources: Sequence[tuple[int, int]], covered: _Covered
) -> list[NamedMention]:
    """ "The Times" as a source, where the article names the New York Times."""
    tails = {
        text[m.start : m.end].split()[-1]
        for m in mentions
        if m.label == "ORG" and " " in text[m.start : m.end]
    }
    found = []
    for start, end in sources:
        match = re.fullmatch(r"[Tt]he ([A-Z]\w+)(?:['’]s)?", text[start:end])
        if match and match[1] in tails and covered.free(start + match.start(1), start + match.end(1)):
            found.append(NamedMention(start + match.start(1), start + match.end(1), "ORG"))
    return found


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """A run of capitalised words without the titles and roles that it begins with."""
    words = [(m[0], start + m.start()) for m in re.finditer(r"\S+", text[start:end])]
    last = max((i for i, (w, _) in enumerate(words) if w.lower().strip(".") in _BEFORE_PERSON), default=-1)
    if last + 1 < len(words):
        words = words[last + 1 :]
    while words and words[0][0].lower() in _NOT_A_NAME:
        words = words[1:]
    if not words:
        return end, end
    stop = end - (2 if text[start:end].endswith(("'s", "’s")) else 0)
    return words[0][1], stop


def _label(name: str) -> str:
    words = name.split()
    if len(words) == 1:
        name = name.replace(".", "")
        letters = name.isalpha() and name.isupper() and name not in _ROLE_LETTERS
        return "ORG" if letters and 1 < len(name) < 7 else ""
    if words[-1].lower() in _BODY_WORDS:
        return "ORG"
    plain = all(word.lower() not in _BODY_WORDS and not (word.isupper() and word.isalpha()) for word in words)
    return "PERSON" if plain and len(words) <= 4 and not words[-1].endswith(".") else ""


def _surnames(
    text: str, mentions: Sequence[NamedMention], openings: set[tuple[int, int]]
) -> list[NamedMention]:
    """Surnames of people named in full elsewhere, standing in the text without a mention."""
    surnames: set[str] = set()
    for mention in mentions:
        words = bare(text[mention.start : mention.end]).split()
        if mention.label == "PERSON" and len(words) > 1 and len(words[-1]) > 1 and words[-1][0].isupper():
            surnames |= {words[-1], words[-1].upper()}
    if not surnames:
        return []
    covered, begins = _Covered(mentions), {start for start, _ in openings}
    return [
        NamedMention(match.start(), match.end(), "PERSON")
        for match in re.finditer(rf"\b{_SURNAME}", text)
        if match[0] in surnames
        and covered.free(match.start(), match.end())
        and _stands_alone(text, match.start(), match.end(), match.start() in begins)
    ]


def _stands_alone(text: str, start: int, end: int, opens_source: bool) -> bool:
    """Neither part of a longer name nor, unless it opens a source, the first word of a sentence."""
    if re.match(r"[ \-](?:[A-Z])|[\-@]", text[end : end + 2]) or text[max(0, start - 1) : start] in tuple(
        "-@#/_"
    ):
        return False
    if opens_source or title_before(text, start):
        return True
    before = text[max(0, start - 24) : start].rstrip(" \u00a0")
    if not before or before[-1] in ".!?\n:\"“”‘’'":
        return False
    return not _CAPITALISED.fullmatch(before.split()[-1])
