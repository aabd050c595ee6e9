"""Whether speakers are found evenly: errors on ``speakers/dev`` for men, women, and what is no person.

Gender is never taken from a first name. It is what the article itself says of that person: a pronoun that stands for
them in the gold, Mr, Mrs, Ms or the like before their name, or a noun such as "spokeswoman" beside it. Where it says
nothing, or both, the person is counted as not determined. That somebody is a person is told likewise: by pronoun or
title, else by PolNeAR's own silver labels (CoreNLP's), never by what was predicted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from evaluation.intervals import resampled, wilson
from evaluation.news import Read
from evaluation.speakers import TITLES, answer, is_joint, is_nameless, is_single, normalised, parts

Gender = Literal["men", "women", "undetermined"]
Group = Literal["men", "women", "undetermined", "bodies", "together"]
GROUPS: tuple[Group, ...] = ("men", "women", "undetermined", "bodies", "together")
PERSONS = GROUPS[:3]
FORMS = ("by name", "otherwise")

_PRONOUNS = {
    "men": {"he", "him", "his", "himself"},
    "women": {"she", "her", "hers", "herself"},
}
_PERSONAL = {"i", "me", "my", "who", *_PRONOUNS["men"], *_PRONOUNS["women"]}
_HONORIFICS = {"men": "Mr|Sir|Lord|Baron", "women": "Mrs|Ms|Miss|Madam|Dame|Lady|Baroness"}
_TRADES = "spokes|congress|business|council|assembly|anchor|alder|police|chair|news"
_NOUNS = {
    "men": re.compile(rf"\b(?:(?:{_TRADES})?man|husband|father|son|brother|actor|boy)\b(?!['’]s)", re.I),
    "women": re.compile(
        rf"\b(?:(?:{_TRADES})?woman|wife|mother|daughter|sister|actress|girl)\b(?!['’]s)", re.I
    ),
}
_SOMEBODY_ELSE = re.compile(r"\b(?:who|whose|with|of|for|to)\b.*", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Case:
    """One gold mention: whose it is, in which group, whether it repeats the name, and what was wrong."""

    person: tuple[str, str]  # article, name
    group: Group
    form: str
    wrong: bool
    wrong_given: bool


def cases(reads: Iterable[Read]) -> Iterator[Case]:
    """The mentions of speakers who are named: 227 with one name, and those who speak together."""
    for read in reads:
        mentions = read.judge["mentions"] if read.judge else ()
        known = {name: group_of(name, read.row, mentions) for name in _names(mentions)}
        for mention in mentions:
            who = mention["who"]
            if is_nameless(who) or not (is_single(who) or is_joint(who)):
                continue
            group: Group = "together" if is_joint(who) else known[who[0]]
            wrong, given = (not _right(mention, found) for found in (read.who, read.given))
            yield Case((read.id, who[0]), group, _form(mention), wrong, given)


def _names(mentions: Iterable[Mapping[str, Any]]) -> set[str]:
    return {mention["who"][0] for mention in mentions if is_single(mention["who"])}


def _right(mention: Mapping[str, Any], predicted: Iterable[Any]) -> bool:
    found = answer(mention["spans"], predicted)
    if found is None or found.speaker is None:
        return False
    if is_joint(mention["who"]):
        return parts(found.speaker) in [parts(name) for name in mention["who"]]
    return normalised(found.speaker) in {normalised(name) for name in mention["who"]}


def _form(mention: Mapping[str, Any]) -> str:
    last = {name.split()[-1].lower() for name in mention["who"]}
    return FORMS[0] if last & set(re.findall(r"[\w-]+", mention["text"].lower())) else FORMS[1]


def group_of(name: str, article: Mapping[str, Any], mentions: Sequence[Mapping[str, Any]]) -> Group:
    """The group of a name in its article; ``mentions`` are all gold mentions there."""
    own = [mention["text"] for mention in mentions if set(mention["who"]) == {name}]
    if not is_person(name, article, own):
        return "bodies"
    return gender(name, article["text"], own, _names(mentions))


def is_person(name: str, article: Mapping[str, Any], mentions: Sequence[str]) -> bool:
    """By pronoun or title; else the silver label of the name, or of its first word where all are capitalised."""
    if any(_the(mention, name) for mention in mentions):
        return False
    if any(mention.lower() in _PERSONAL for mention in mentions):
        return True
    titles = "|".join(sorted(TITLES | {"mr", "mrs", "ms"}))
    if re.search(rf"\b(?i:{titles})\.?\s{re.escape(name)}\b", article["text"]):
        return True
    labels = _silver(article)
    if name in labels:
        return labels[name].most_common(1)[0][0] == "PERSON"
    words = name.split()
    first = labels.get(words[0], Counter())
    return all(word[0].isupper() for word in words) and first.most_common(1)[:1] == [
        ("PERSON", first["PERSON"])
    ]


def _the(mention: str, name: str) -> bool:
    return mention.lower().replace("\xa0", " ").startswith(f"the {name.lower()}")


def _silver(article: Mapping[str, Any]) -> dict[str, Counter[str]]:
    labels: dict[str, Counter[str]] = {}
    for start, end, label in article.get("silver_entities") or ():
        words = " ".join(article["text"][start:end].split())
        labels.setdefault(words, Counter())[label] += 1
    return labels


def gender(name: str, text: str, mentions: Sequence[str], names: Iterable[str]) -> Gender:
    """What the article says: pronouns among the ``mentions``, titles before the name, nouns in the mentions.

    ``names`` are the others who are named: where two share a last name, a title before it alone says nothing.
    """
    said = {each for each in _PRONOUNS if any(mention.lower() in _PRONOUNS[each] for mention in mentions)}
    last = name.split()[-1]
    alone = sum(other.split()[-1] == last for other in names) == 1
    called = "|".join(re.escape(form) for form in ((name, last) if alone else (name,)))
    for each, titles in _HONORIFICS.items():
        if re.search(rf"\b(?:{titles})\.?\s(?:{called})\b", text):
            said.add(each)
    for each, noun in _NOUNS.items():
        if any(noun.search(_about(mention, name)) for mention in mentions):
            said.add(each)
    if len(said) != 1:
        return "undetermined"
    return "men" if "men" in said else "women"


def _about(mention: str, name: str) -> str:
    """The part of a mention that says what the person is: "his wife" before the name, "a spokeswoman" after it.

    What follows "whose", "of" or "for" is about others.
    """
    before, found, after = mention.replace("\xa0", " ").partition(name)
    if not found:
        return _SOMEBODY_ELSE.sub("", mention)
    described = re.match(r",? (?:an?|the|his|her|its)\b[^,;]*", after)
    return f"{before} {_SOMEBODY_ELSE.sub('', described[0]) if described else ''}"


def uneven(reads: Iterable[Read]) -> dict[str, dict[str, float]]:
    """For each group, and of persons for each form: mentions, people, errors in per cent with both intervals."""
    every = list(cases(reads))
    rows = {group: [case for case in every if case.group == group] for group in GROUPS}
    figures: dict[str, dict[str, float]] = {group: _figures(chosen) for group, chosen in rows.items()}
    for group in PERSONS:
        for form in FORMS:
            figures[f"{group}, {form}"] = _figures([case for case in rows[group] if case.form == form])
    return figures


def _figures(chosen: Sequence[Case]) -> dict[str, float]:
    people = sorted({case.person for case in chosen})
    figures: dict[str, float] = {"n": len(chosen), "people": len(people)}
    for name, flags in (
        ("", [case.wrong for case in chosen]),
        (" given", [case.wrong_given for case in chosen]),
    ):
        clusters = [
            (sum(flag for case, flag in zip(chosen, flags, strict=True) if case.person == one),
             sum(case.person == one for case in chosen))
            for one in people
        ]  # fmt: skip
        low, high = wilson(sum(flags), len(flags))
        figures |= {
            f"wrong{name}": 100 * sum(flags) / max(1, len(flags)),
            f"low{name}": low,
            f"high{name}": high,
        }
        low, high = resampled(clusters)
        figures |= {f"low{name}, people": low, f"high{name}, people": high}
    return figures
