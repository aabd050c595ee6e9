"""What an article says about who is who: sentences, roles, he or she, and bodies named after a person.

Everything here is gathered once an article, in time linear in its length;
``speakers`` asks it while it weighs who a source is.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from whosaid.reading import lexicon
from whosaid.reading.encoder import Encoded
from whosaid.reading.links import Linker
from whosaid.reading.mentions import WORD, noun_class, singular
from whosaid.reading.names import Cluster, bare, gender_of, title_before

_BREAK = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n\s*")
_QUOTED = re.compile(r"“[^”\n]*(?:”|\n|$)|\"[^\"\n]*(?:\"|\n|$)|''[^\n]*?(?:''|\n|$)")
_PRONOUN = re.compile(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_BODY = re.compile(
    r"(?:['’]s?)?(?: presidential| re-election| election| \d{4})*[ \n](campaign|administration)\b"
)
_OWN_BODY = re.compile(r"\b(?:([Hh]is)|[Hh]er) (campaign|administration)\b")
_APPOSITION = re.compile(r"\s?(?:,|—|–|--)\s*([^,;.—–\n\"“”()]{3,90})")
_COPULA = re.compile(r"\s+(?:is|was|became|remains)\s+((?:the|a|an)\s[^,;.\n\"“”]{3,70})")
_LEFT = re.compile(r"[\w.'’&\-]+|[,;:()\"“”\n]")


_NO_OTHER = 0.6  # log-odds of "he" against "she" at which somebody is one of them


def canonical(word: str) -> str:
    """One word for all that name the same role: "contender" and "nominee" are "candidate"."""
    word = singular(word.lower()).strip(".")
    return lexicon.SAME_ROLE.get(word, word)


@dataclass(slots=True)
class Figure:
    """One possible speaker: an entity, or a body named after a person ("Obama administration")."""

    name: str
    label: str
    starts: list[int]
    ends: list[int]
    entity: int | None
    he: float = 0.0  # log-odds of "he" against "she", from this article only
    roles: set[str] = field(default_factory=set)
    owner: int | None = None  # the entity after whom a body is named


@dataclass(frozen=True, slots=True)
class Event:
    """One mention of one figure."""

    start: int
    end: int
    figure: int


class Layout:
    """Where sentences, paragraphs and quotation marks begin and end."""

    def __init__(self, text: str) -> None:
        """Find every border in one pass each."""
        self.sentences = [0]
        self.paragraphs = [0]
        for match in _BREAK.finditer(text):
            if "\n" in match[0]:
                self.paragraphs.append(match.end())
            elif _abbreviated(text, match.start()):
                continue
            self.sentences.append(match.end())
        quotes = [match.span() for match in _QUOTED.finditer(text)]
        self._quote_starts = [start for start, _ in quotes]
        self._quote_ends = [end for _, end in quotes]

    def sentence(self, position: int) -> int:
        """The number of the sentence at a position."""
        return bisect_right(self.sentences, position) - 1

    def paragraph(self, position: int) -> int:
        """The number of the paragraph at a position."""
        return bisect_right(self.paragraphs, position) - 1

    def quoted(self, position: int) -> bool:
        """Whether a position stands inside quotation marks."""
        index = bisect_right(self._quote_starts, position) - 1
        return index >= 0 and position < self._quote_ends[index]


def _abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop at ``stop`` ends an abbreviation or an initial rather than a sentence."""
    words = text[max(0, stop - 10) : stop].split()
    word = words[-1].lower().lstrip("(\"“‘'") if words and text[stop] == "." else ""
    return len(word) == 1 or word in lexicon.ABBREVIATIONS


class Discourse:
    """An article's figures and what it says about each."""

    def __init__(self, text: str, clusters: Sequence[Cluster], encoded: Encoded | None = None) -> None:
        """Gather figures, their mentions in text order, their roles and pronouns.

        With what the network says of the text, a pronoun is shared among those it may mean.
        """
        self.text = text
        self.layout = Layout(text)
        self.figures = _figures(text, clusters)
        self._gather_events()
        self.linker = Linker(encoded, [(e.start, e.end, e.figure) for e in self.events]) if encoded else None
        self._gather_pronouns()
        self._gather_own_bodies()
        for figure in self.figures:
            if figure.label == "PERSON":
                self._gather_roles(figure)
        self.nations = {
            canonical(word)
            for cluster in clusters
            if cluster.label in ("NORP", "GPE")
            for form in {text[m.start : m.end] for m in cluster.mentions}
            for word in form.split()
        }
        self._gather_presidents(clusters)
        self.by_role: dict[str, list[int]] = {}
        for index, figure in enumerate(self.figures):
            for role in figure.roles:
                self.by_role.setdefault(role, []).append(index)

    def _gather_events(self) -> None:
        """Every mention of every figure, in text order."""
        events = [
            Event(s, e, i) for i, f in enumerate(self.figures) for s, e in zip(f.starts, f.ends, strict=True)
        ]
        self.events = sorted(events, key=lambda event: (event.start, event.end))
        self.event_starts = [event.start for event in self.events]

    def _gather_own_bodies(self) -> None:
        """ "Her campaign" is the Clinton campaign, although the article never calls it that."""
        known = {(figure.owner, figure.name.split()[-1]) for figure in self.figures if figure.label == "BODY"}
        taken = {start for figure in self.figures if figure.label == "BODY" for start in figure.starts}
        found: dict[tuple[int, str], list[tuple[int, int]]] = {}
        for match in _OWN_BODY.finditer(self.text):
            owner = self._owner(match.start(), match.start(2) - 1, male=bool(match[1]))
            if owner is None or match.start() in taken:
                continue
            if (self.figures[owner].entity, match[2]) not in known:
                found.setdefault((owner, match[2]), []).append(match.span())
        for (owner, word), spans in found.items():
            only = not any(other == word for _, other in known) and sum(w == word for _, w in found) == 1
            starts, ends = _with_short_forms(self.text, word, spans, only=only)
            person = self.figures[owner]
            name = f"{_surname(person.name)} {word}"
            self.figures.append(Figure(name, "BODY", starts, ends, None, he=person.he, owner=person.entity))
        if found:
            self._gather_events()

    def _owner(self, start: int, end: int, *, male: bool) -> int | None:
        """The person whom "his" or "her" means: by the network's share, and by who was named last and is no other."""
        sign = 1.0 if male else -1.0
        weights = dict(self.linker.shares(start, end)[0]) if self.linker else {}
        index = bisect_left(self.event_starts, start)
        people = [
            e for e in self.events[max(0, index - 8) : index] if self.figures[e.figure].label == "PERSON"
        ]
        for event in reversed(people):
            if self.figures[event.figure].he * sign > -_NO_OTHER and start - event.end < 160:
                here = self.layout.sentence(event.start) == self.layout.sentence(start)
                weights[event.figure] = weights.get(event.figure, 0.0) + (1.0 if here else 0.5)
                break
        fitting = {
            who: weight * math.exp(sign * max(-2.5, min(2.5, self.figures[who].he)))
            for who, weight in weights.items()
            if self.figures[who].label == "PERSON" and weight > 0.2
        }
        return max(fitting, key=lambda who: fitting[who], default=None)

    def _gather_presidents(self, clusters: Sequence[Cluster]) -> None:
        """Whose administration the article speaks of, and who is not called anything else, is a US president."""
        for figure in self.figures:
            if figure.label != "PERSON" or figure.entity is None or figure.roles & lexicon.OTHER_OFFICES:
                continue
            ends = (mention.end for mention in clusters[figure.entity].mentions)
            if any(self.text.startswith(" administration", end) for end in ends):
                figure.roles |= {"president", "u.s"}
                self.nations.add("u.s")

    def has_role(self, index: int, words: Sequence[str]) -> bool:
        """Whether the article gives a figure the role that these (canonical) words describe.

        "The US president" is not the one it calls "Ukrainian President", nor one of no nation.
        """
        if not words or words[-1] not in self.figures[index].roles:
            return False
        return not self._nations_of(words) or self._shares_nation(index, words)

    def is_another(self, index: int, words: Sequence[str]) -> bool:
        """Whether a figure has the role, but for another nation."""
        roles = self.figures[index].roles
        both = bool(self._nations_of(words)) and bool(roles & self.nations)
        return both and words[-1] in roles and not self._shares_nation(index, words)

    def _nations_of(self, words: Sequence[str]) -> list[str]:
        return [word for word in words[:-1] if word in self.nations]

    def _shares_nation(self, index: int, words: Sequence[str]) -> bool:
        own = self.figures[index].roles & self.nations
        return any(mine[:4] == word[:4] for word in self._nations_of(words) for mine in own)

    def _gather_roles(self, figure: Figure) -> None:
        """The words of titles before and appositions after a person's name."""
        for start, end in list(zip(figure.starts, figure.ends, strict=True))[:40]:
            words = _words_before(self.text, self._other_person_before(start), start)
            for pattern in (_APPOSITION, _COPULA):
                found = pattern.match(self.text, end)
                if found:
                    words += _role_words(found[1])
            figure.roles.update(canonical(word) for word in words)
        figure.roles -= lexicon.DETERMINERS | lexicon.PREPOSITIONS

    def _other_person_before(self, start: int) -> int:
        """Where the last person named within reach before a name ends; their titles are not its own."""
        index = bisect_left(self.event_starts, start)
        ends = [
            event.end
            for event in self.events[max(0, index - 4) : index]
            if self.figures[event.figure].label == "PERSON" and event.end <= start
        ]
        return max([start - 90, 0, *ends])

    def _gather_pronouns(self) -> None:
        """He or she: from titles and kinship words before names, then from the pronouns that mean somebody."""
        told: dict[int, list[float]] = {}
        for event in self.events:
            if self.figures[event.figure].label != "PERSON":
                continue
            gender = gender_of(title_before(self.text, event.start)) or gender_of(
                self.text[event.start : event.end].split()[0]
            )
            if gender:
                told.setdefault(event.figure, [0.0, 0.0])[gender == "f"] += 4
        meant = self._linked_pronouns(self.linker, told) if self.linker else self._nearest_pronouns()
        for figure in {*told, *meant}:
            he, she = np.add(told.get(figure, (0.0, 0.0)), meant.get(figure, (0.0, 0.0)))
            self.figures[figure].he = math.log((he + 0.7) / (she + 0.7))
        leaning = {known.entity: known.he for known in self.figures}
        for body in self.figures:
            if body.owner is not None:
                body.he = leaning.get(body.owner, 0.0)  # "her campaign"

    def _nearest_pronouns(self) -> dict[int, list[float]]:
        """Every pronoun counts for the person named last before it."""
        people = [event for event in self.events if self.figures[event.figure].label == "PERSON"]
        starts = [event.start for event in people]
        counts: dict[int, list[float]] = {}
        for match in _PRONOUN.finditer(self.text):
            index = bisect_right(starts, match.start()) - 1
            if index >= 0 and match.start() - people[index].end < 160:
                counts.setdefault(people[index].figure, [0.0, 0.0])[bool(match[2])] += 1
        return counts

    def _linked_pronouns(self, linker: Linker, told: dict[int, list[float]]) -> dict[int, list[float]]:
        """Every pronoun counts for those whom it may mean, by their share.

        The second time it is known of each who "he" and who "she" was the first time.
        """
        asked = []
        for match in _PRONOUN.finditer(self.text):
            shares, _ = linker.shares(*match.span())
            people = {who: p for who, p in shares.items() if self.figures[who].label == "PERSON" and p > 0.02}
            asked.append((bool(match[2]), people))
        counts = dict(told)
        for _ in range(2):
            leaning = {who: math.log((he + 0.7) / (she + 0.7)) for who, (he, she) in counts.items()}
            counts = {}
            for female, people in asked:
                sign = -1.0 if female else 1.0
                weighed = {
                    who: p * math.exp(sign * max(-2.5, min(2.5, leaning.get(who, 0.0))))
                    for who, p in people.items()
                }
                total = max(sum(weighed.values()), 1e-6)
                certain = sum(people.values())
                for who, weight in weighed.items():
                    counts.setdefault(who, [0.0, 0.0])[female] += certain * weight / total
        return counts


def _figures(text: str, clusters: Sequence[Cluster]) -> list[Figure]:
    figures = []
    bodies: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for index, cluster in enumerate(clusters):
        if cluster.label not in lexicon.PLACES_AND_BODIES and cluster.label != "PERSON":
            continue
        for mention in cluster.mentions:
            found = _BODY.match(text, mention.end)
            if found:
                bodies.setdefault((index, found[1]), []).append((mention.start, found.end()))
        label = "GPE" if cluster.label in ("LOC", "FAC") else cluster.label
        spans = cluster.mentions
        figures.append(Figure(cluster.name, label, [m.start for m in spans], [m.end for m in spans], index))
    for (owner, word), spans_of in bodies.items():
        name = max((_body_name(text[s:e]) for s, e in spans_of), key=lambda n: (len(n.split()), len(n)))
        starts, ends = _with_short_forms(text, word, spans_of, only=sum(w == word for _, w in bodies) == 1)
        figures.append(Figure(name, "BODY", starts, ends, None, owner=owner))
    return figures


def _surname(name: str) -> str:
    words = [word for word in name.split() if word.lower().strip(".,") not in lexicon.SUFFIXES]
    return words[-1] if words else name


def _body_name(words: str) -> str:
    return re.sub(r"['’]s?(?= )", "", bare(" ".join(words.split())))


def _with_short_forms(
    text: str, word: str, spans: list[tuple[int, int]], only: bool
) -> tuple[list[int], list[int]]:
    """Also "the campaign", where the article has only one."""
    if only:
        spans = spans + [
            m.span() for m in re.finditer(rf"\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir) {word}\b", text)
        ]
    spans = sorted(set(spans))
    return [s for s, _ in spans], [e for _, e in spans]


def _role_words(phrase: str) -> list[str]:
    """The words of an apposition that says what somebody is; none where its head is no such noun."""
    words = [word.lower() for word in WORD.findall(phrase)[:12]]
    borders = lexicon.PREPOSITIONS | lexicon.CLAUSE_WORDS | lexicon.AUXILIARIES | {"and"}
    stop = next((i for i, word in enumerate(words) if word in borders), len(words))
    if not stop or noun_class(singular(words[stop - 1])) != "role":
        return []
    return words[: stop + 3] if words[stop : stop + 1] in (["of"], ["and"]) else words[:stop]


def _words_before(text: str, begin: int, start: int) -> list[str]:
    """Up to seven words of the noun phrase that a name closes: "the Republican nominee, " and the like."""
    tokens = _LEFT.findall(text[begin:start])
    if tokens and tokens[-1] == ",":
        tokens = tokens[:-1]
        if not any(t.lower() in lexicon.DETERMINERS or t.endswith(("'s", "’s")) for t in tokens[-7:]):
            return []
    words: list[str] = []
    for token in reversed(tokens[-7:]):
        lower = token.lower().strip(".")
        if not token[0].isalnum() or lower in lexicon.SPEECH_VERBS or lower in lexicon.AUXILIARIES:
            break
        if lower in lexicon.CLAUSE_WORDS or (lower in lexicon.PREPOSITIONS and lower != "of"):
            break
        words.append(lower)
        if lower in lexicon.DETERMINERS:
            break
    return words
