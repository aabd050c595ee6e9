"""Which named mentions are the same entity: surnames, titles, acronyms, short forms.

Pure functions over the text and the spans that the entity head found. Two
people with different first names are never merged.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whosaid.reading.lexicon import (
    ALIASES,
    AUXILIARIES,
    GENERIC_BODIES,
    NICKNAMES,
    NO_SHORT_FORM,
    PARTY_WORDS,
    PLACES_AND_BODIES,
    PREPOSITIONS,
    SMALL_WORDS,
    SPEECH_VERBS,
    SUFFIXES,
)
from whosaid.reading.names import Cluster, NamedMention, bare, fold, gender_of, title_before, unique_slug
from whosaid.reading.transcripts import addressed

RIGHT_BEFORE = 150  # characters
HEADLINE = 100  # characters: up to here capitals may be a headline's
_LONG_NAME = 6  # letters of a surname that may be misspelt
_AFTER_NAME = re.compile(r",? (?:Jr|Sr)\b\.?")


class _Group:
    """A cluster while it grows."""

    def __init__(self) -> None:
        self.mentions: list[NamedMention] = []
        self.forms: Counter[str] = Counter()
        self.genders: set[str] = set()
        self.starts: list[int] = []

    def add(self, mention: NamedMention, form: str, gender: str = "") -> None:
        self.mentions.append(mention)
        self.forms[form] += 1
        if gender:
            self.genders.add(gender)

    def name(self) -> str:
        return max(self.forms, key=lambda form: (len(form.split()), len(form), self.forms[form]))


@dataclass(frozen=True, slots=True)
class _Person:
    """One PERSON mention taken apart."""

    mention: NamedMention
    form: str
    words: tuple[str, ...]
    gender: str


def _words(form: str) -> tuple[str, ...]:
    words = tuple(fold(word) for word in form.replace(",", " ").split())
    while len(words) > 1 and words[-1] in SUFFIXES:
        words = words[:-1]
    return words


def _person(text: str, mention: NamedMention) -> _Person:
    raw = text[mention.start : mention.end]
    suffix = _AFTER_NAME.match(text, mention.end)
    form = _without_party(_without_verb(bare(raw))) + (suffix[0] if suffix else "")
    if form.endswith((" Jr", " Sr")) and text.startswith(".", mention.end):
        form += "."
    first = raw.split()[0] if raw.split() else ""
    gender = gender_of(first) or gender_of(title_before(text, mention.start))
    return _Person(mention, form, _words(form), gender)


def _without_verb(form: str) -> str:
    """A headline's "Lindsey Graham Says" without its verb; "WALLACE" as "Wallace"."""
    words = form.split()
    while len(words) > 1 and words[-1].lower() in SPEECH_VERBS:
        words.pop()
    if all(word.isupper() and len(word) > 3 and word.isalpha() for word in words):
        words = [word.capitalize() for word in words]
    return " ".join(words)


def _without_party(form: str) -> str:
    """The name in "Democrat Zephyr Teachout"."""
    words = form.split()
    return " ".join(words[1:]) if len(words) > 2 and words[0].lower() in PARTY_WORDS else form


def _without_headline_words(people: list[_Person]) -> list[_Person]:
    """Take "Will Sanders" and "Clinton Wades" for "Sanders" and "Clinton" where others are called so.

    So too "Morton Blackwell Endorses", where the article says "Morton Blackwell".
    """
    lasts = Counter(person.words[-1] for person in people if len(person.words) > 1)
    full = Counter(person.words for person in people if len(person.words) > 1)
    mended = []
    for person in people:
        words, form = person.words, person.form.split()
        if len(words) == len(form) > 2 and full[words] == 1 and person.mention.start < HEADLINE:
            shorter = [cut for cut in (slice(-1), slice(1, None)) if full[words[cut]]]
            words, form = (words[shorter[0]], form[shorter[0]]) if shorter else (words, form)
        if len(words) == 2 and words[0] in AUXILIARIES and lasts[words[1]] > 1:
            words, form = words[1:], form[1:]
        elif len(words) == 2 and lasts[words[0]] and lasts[words[1]] == 1 and person.mention.start < HEADLINE:
            words, form = words[:1], form[:1]
        mended.append(_Person(person.mention, " ".join(form), words, person.gender))
    return mended


def _same_given(one: str, other: str) -> bool:
    if one == other:
        return True
    if 1 in (len(one), len(other)):
        return one[:1] == other[:1]
    return NICKNAMES.get(one, one) == NICKNAMES.get(other, other)


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names (folded words) can be one person: same surname, no first name against it."""
    if len(one) > len(other):
        one, other = other, one
    if tuple(other[-len(one) :]) == tuple(one):
        return True
    return one[-1] == other[-1] and _same_given(one[0], other[0]) and _middles_agree(one[1:-1], other[1:-1])


def _middles_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    return not one or not other or any(a[0] == b[0] for a in one for b in other)


def _cluster_people(people: list[_Person]) -> list[_Group]:
    groups: list[_Group] = []
    names: list[tuple[str, ...]] = []
    by_last: dict[str, list[int]] = {}
    by_first: dict[str, list[int]] = {}
    for person in sorted(people, key=lambda p: -len(p.words)):
        if len(person.words) < 2:
            break
        fits = [i for i in by_last.get(person.words[-1], ()) if same_person(person.words, names[i])]
        if fits:
            index = fits[0]
        else:
            index = len(groups)
            groups.append(_Group())
            names.append(person.words)
            by_last.setdefault(person.words[-1], []).append(index)
            by_first.setdefault(person.words[0], []).append(index)
        groups[index].add(person.mention, person.form, person.gender)
    for group in groups:
        group.starts = sorted(mention.start for mention in group.mentions)
    _add_single_names(people, groups, by_last, by_first)
    return groups


def _add_single_names(
    people: list[_Person], groups: list[_Group], by_last: dict[str, list[int]], by_first: dict[str, list[int]]
) -> None:
    alone: dict[str, _Group] = {}
    recent: dict[int, int] = {}
    for person in people:
        if len(person.words) != 1:
            continue
        word = person.words[0]
        fits = by_last.get(word) or by_first.get(word, []) or _misspelt(word, by_last)
        if fits:
            chosen = _nearest(person, [(i, groups[i]) for i in fits], recent)
            recent[chosen] = person.mention.start
            groups[chosen].add(person.mention, person.form, person.gender)
        else:
            alone.setdefault(word, _Group()).add(person.mention, person.form, person.gender)
    groups.extend(alone.values())


def _misspelt(word: str, by_last: dict[str, list[int]]) -> list[int]:
    """Whose surname it is but for one letter, if that is one person's: "Sweeny" for "Steve Sweeney"."""
    if len(word) < _LONG_NAME:
        return []
    near = [last for last in by_last if abs(len(last) - len(word)) <= 1 and _one_letter_off(word, last)]
    return by_last[near[0]] if len(near) == 1 and len(by_last[near[0]]) == 1 else []


def _one_letter_off(one: str, other: str) -> bool:
    """Whether a letter was left out, put in or exchanged behind the first two."""
    if len(one) > len(other):
        one, other = other, one
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return at > 1 and one[at + (len(one) == len(other)) :] == other[at + 1 :]


def _nearest(person: _Person, fits: list[tuple[int, _Group]], recent: dict[int, int]) -> int:
    """The group a surname alone belongs to: as its title says; else the one named right before it.

    Where nobody of that name was named right before, it is whom the article introduced first.
    """
    against = {"m": "f", "f": "m"}.get(person.gender, "")
    fits = [(i, g) for i, g in fits if not against or g.genders != {against}] or fits
    fits = [(i, g) for i, g in fits if person.gender and person.gender in g.genders] or fits
    start = person.mention.start

    def last_before(item: tuple[int, _Group]) -> int:
        position = bisect_left(item[1].starts, start)
        return max(
            item[1].starts[position - 1] if position else -RIGHT_BEFORE, recent.get(item[0], -RIGHT_BEFORE)
        )

    near = max(fits, key=last_before)
    if start - last_before(near) < RIGHT_BEFORE:
        return near[0]
    return min(fits, key=lambda item: item[1].starts[0])[0]


def _with_addressed(text: str, groups: list[_Group]) -> list[_Group]:
    """Of two who talk, one is called WALLACE before his turns and Chris by the other: that is Chris Wallace."""
    for head, places in addressed(text).items():
        surname = fold(bare(head))
        called = [group for group in groups if {fold(form) for form in group.forms} == {surname}]
        firsts = [
            group for group in groups if all((m.start, m.end) in places for m in group.mentions) and places
        ]
        if len(called) == 1 == len(firsts) and called != firsts and " " not in surname:
            (given,), (family,) = (list(group.forms)[:1] for group in (*firsts, *called))
            called[0].mentions += firsts[0].mentions
            called[0].forms[f"{given} {family}"] += 1
            groups = [group for group in groups if group is not firsts[0]]
    return groups


def _key(form: str) -> str:
    key = fold(form)
    if key not in ("us",) or form.isupper() or "." in form:
        key = ALIASES.get(key, key)
    words = key.split()
    if len(words) > 1 and words[0] in ALIASES and form.split()[0].replace(".", "").isupper():
        words[:1] = ALIASES[words[0]].split()
    while len(words) > 1 and words[-1] in ("inc", "corp", "co", "ltd", "llc", "plc"):
        words = words[:-1]
    return " ".join(words).strip(",")


def _initials(form: str) -> set[str]:
    """The acronyms that a name may have: "Department of Justice" DJ and DOJ; also with "U.S." left out."""
    words = re.split(r"[\s\-]+", form)
    found = set()
    for used in (words, words[1:] if words[0].replace(".", "") == "US" else words):
        capital = "".join(w[0] for w in used if w.lower() not in SMALL_WORDS and w[:1].isupper())
        found |= {capital, "".join(w[0].upper() for w in used if w[:1].isalpha())}
    return found


def _cluster_bodies(text: str, mentions: list[NamedMention]) -> list[_Group]:
    """Organisations and places: same key, acronyms, and short forms of one that is named in full."""
    groups: dict[str, _Group] = {}
    for mention in mentions:
        form = bare(text[mention.start : mention.end])
        if form:
            groups.setdefault(_key(form), _Group()).add(mention, form)
    for key in set(ALIASES.values()) & set(groups):
        spelled = re.search(rf"\b{key}\b", text, re.IGNORECASE)
        if spelled:  # "U.N.", where the article also writes "United Nations Security Council"
            groups[key].forms[text[slice(*spelled.span())]] += 1
    parents = _acronyms(groups) | _short_forms(groups, text.find("\n"))
    for child in sorted(parents, key=len):
        parent = parents[child]
        while parent in parents and parents[parent] != child:
            parent = parents[parent]
        if parent != child and child in groups and parent in groups:
            absorbed = groups.pop(child)
            groups[parent].mentions.extend(absorbed.mentions)
            groups[parent].forms.update(absorbed.forms)
    return list(groups.values())


def _acronyms(groups: dict[str, _Group]) -> dict[str, str]:
    long_forms: dict[str, list[str]] = {}
    for key, group in groups.items():
        for initials in _initials(group.name()) if " " in key else ():
            if len(initials) > 1:
                long_forms.setdefault(initials, []).append(key)
    parents: dict[str, str] = {}
    for key, group in groups.items():
        letters = group.name().replace(".", "")
        if 2 <= len(letters) <= 7 and letters.isupper() and len(long_forms.get(letters, ())) == 1:
            parents[key] = long_forms[letters][0]
    return parents


def _short_forms(groups: dict[str, _Group], headline: int) -> dict[str, str]:
    """ "Post" of "Washington Post", "Heritage" of "Heritage Foundation"; never where two would fit.

    What stands once, in the headline (up to that character), is no name for others to be short forms of.
    """
    shorts: dict[str, list[str]] = {}
    for key, group in groups.items():
        if len(group.mentions) == 1 and group.mentions[0].start < min(headline, HEADLINE):
            continue  # "World of ESPN"
        words = key.split()
        for cut in range(1, len(words)):
            tail, head, rest = " ".join(words[cut:]), " ".join(words[:cut]), words[cut:]
            if tail not in NO_SHORT_FORM:
                shorts.setdefault(tail, []).append(key)
            if set(rest) <= GENERIC_BODIES:
                shorts.setdefault(head, []).append(key)
    return {
        key: shorts[key][0]
        for key, group in groups.items()
        if len(shorts.get(key, ())) == 1
        and Counter(m.label for m in group.mentions).most_common(1)[0][0] == "ORG"
    }


def _cluster_others(text: str, mentions: list[NamedMention]) -> list[_Group]:
    groups: dict[tuple[str, str], _Group] = {}
    for mention in mentions:
        form = bare(text[mention.start : mention.end])
        key = fold(form)
        if mention.label == "NORP" and key.endswith("s"):
            key = key[:-1]
        if form:
            groups.setdefault((mention.label, key), _Group()).add(mention, form)
    return list(groups.values())


def cluster(text: str, mentions: Sequence[NamedMention], avoid: Iterable[str] = ()) -> list[Cluster]:
    """Group mentions of the same entity, in order of first mention; ids are unique and not in ``avoid``."""
    ordered = sorted(set(mentions), key=lambda m: (m.start, m.end))
    people = [_person(text, m) for m in ordered if m.label == "PERSON"]
    people = [person for person in people if person.words and person.words[0]]
    surnames = {person.words[-1] for person in people if len(person.words) > 1}
    bodies, others = [], []
    for mention in ordered:
        if mention.label in PLACES_AND_BODIES:
            if mention.label in ("ORG", "GPE") and _is_surname(text, mention, surnames):
                people.append(_person(text, NamedMention(mention.start, mention.end, "PERSON")))
            else:
                bodies.append(mention)
        elif mention.label == "NORP" and fold(text[mention.start : mention.end]) in surnames:
            people.append(_person(text, NamedMention(mention.start, mention.end, "PERSON")))
        elif mention.label != "PERSON":
            others.append(mention)
    people = _without_headline_words(sorted(people, key=lambda person: person.mention.start))
    groups = (
        _with_addressed(text, _cluster_people(people))
        + _cluster_bodies(text, bodies)
        + _cluster_others(text, others)
    )
    return _finished(groups, avoid)


def _is_surname(text: str, mention: NamedMention, surnames: set[str]) -> bool:
    form = text[mention.start : mention.end]
    before = text[max(0, mention.start - 12) : mention.start].lower().split()
    if before and (before[-1] == "the" or (mention.label == "GPE" and before[-1] in PREPOSITIONS)):
        return False
    return " " not in form and "." not in form and fold(bare(form)) in surnames  # "U.N." is not Kim Jong Un


def _finished(groups: list[_Group], avoid: Iterable[str]) -> list[Cluster]:
    for group in groups:
        group.mentions.sort(key=lambda m: (m.start, m.end))
    taken = set(avoid)
    clusters = []
    for group in sorted(groups, key=lambda g: (g.mentions[0].start, g.mentions[0].end)):
        name = group.name()
        label = Counter(m.label for m in group.mentions).most_common(1)[0][0]
        clusters.append(Cluster(unique_slug(name, taken), name, label, tuple(group.mentions)))
    return clusters
