"""What an article says about who is who: sentences, roles, he or she, and bodies named after a person.

Everything here is gathered once an article, in time linear in its length;
``speakers`` asks it while it weighs who a source is.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from whosaid.reading import lexicon
from whosaid.reading.mentions import WORD, singular
from whosaid.reading.names import Cluster, bare, gender_of, title_before

_BREAK = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n\s*")
_QUOTED = re.compile(r"“[^”\n]*(?:”|\n|$)|\"[^\"\n]*(?:\"|\n|$)|''[^\n]*?(?:''|\n|$)")
_PRONOUN = re.compile(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_BODY = re.compile(
    r"(?:['’]s?)?(?: presidential| re-election| election| \d{4})*[ \n](campaign|administration)\b"
)
_APPOSITION = re.compile(r"\s?(?:,|—|–|--)\s*([^,;.—–\n\"“”()]{3,90})")
_COPULA = re.compile(r"\s+(?:is|was|became|remains)\s+((?:the|a|an)\s[^,;.\n\"“”]{3,70})")
_LEFT = re.compile(r"[\w.'’&\-]+|[,;:()\"“”\n]")


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

    def __init__(self, text: str, clusters: Sequence[Cluster]) -> None:
        """Gather figures, their mentions in text order, their roles and pronouns."""
        self.text = text
        self.layout = Layout(text)
        self.figures = _figures(text, clusters)
        events = [
            Event(s, e, i) for i, f in enumerate(self.figures) for s, e in zip(f.starts, f.ends, strict=True)
        ]
        self.events = sorted(events, key=lambda event: (event.start, event.end))
        self.event_starts = [event.start for event in self.events]
        self._gather_pronouns()
        for figure in self.figures:
            if figure.label == "PERSON":
                _gather_roles(text, figure)
        self.by_role: dict[str, list[int]] = {}
        for index, figure in enumerate(self.figures):
            for role in figure.roles:
                self.by_role.setdefault(role, []).append(index)

    def _gather_pronouns(self) -> None:
        people = [event for event in self.events if self.figures[event.figure].label == "PERSON"]
        starts = [event.start for event in people]
        counts: dict[int, list[float]] = {}
        for event in people:
            gender = gender_of(title_before(self.text, event.start)) or gender_of(
                self.text[event.start : event.end].split()[0]
            )
            if gender:
                counts.setdefault(event.figure, [0.0, 0.0])[gender == "f"] += 4
        for match in _PRONOUN.finditer(self.text):
            index = bisect_right(starts, match.start()) - 1
            if index >= 0 and match.start() - people[index].end < 160:
                counts.setdefault(people[index].figure, [0.0, 0.0])[bool(match[2])] += 1
        for number, (he, she) in counts.items():
            self.figures[number].he = math.log((he + 0.7) / (she + 0.7))


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
    for (_, word), spans_of in bodies.items():
        name = max((_body_name(text[s:e]) for s, e in spans_of), key=lambda n: (len(n.split()), len(n)))
        starts, ends = _with_short_forms(text, word, spans_of, only=sum(w == word for _, w in bodies) == 1)
        figures.append(Figure(name, "BODY", starts, ends, None))
    return figures


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


def _gather_roles(text: str, figure: Figure) -> None:
    """The words of titles before and appositions after a person's name."""
    for start, end in list(zip(figure.starts, figure.ends, strict=True))[:40]:
        words = _words_before(text, start)
        for pattern in (_APPOSITION, _COPULA):
            found = pattern.match(text, end)
            if found and not re.match(r"(?:who|which|and|but|said|he|she)\b", found[1]):
                words += [w.lower() for w in WORD.findall(found[1])[:12]]
        figure.roles.update(canonical(word) for word in words)
    figure.roles -= lexicon.DETERMINERS | lexicon.PREPOSITIONS


def _words_before(text: str, start: int) -> list[str]:
    """Up to seven words of the noun phrase that a name closes: "the Republican nominee, " and the like."""
    tokens = _LEFT.findall(text[max(0, start - 90) : start])
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
