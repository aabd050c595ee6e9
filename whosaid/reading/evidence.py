"""How each speaker was found, with the stretch of the article that says so.

``speakers`` decides who a source is; here only the named mention is looked up that a reader can check it by.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence

from whosaid.articles import Evidence, Extent
from whosaid.reading import lexicon
from whosaid.reading.discourse import Layout, canonical
from whosaid.reading.mentions import WORD, analyse, trimmed
from whosaid.reading.names import Cluster
from whosaid.reading.speakers import Resolved

Pair = tuple[int, int]

_TITLE_WORDS = 7  # "the Republican nominee for president, Tom Varga"
_BORDER = re.compile(r"[;:!?\n\"“”()]")
_BESIDE = re.compile(r"(?:['’]s)?(?:\s*[,(–—]|\s+--|\s+(?:is|was|became|remains)\b)\s*([^;:.!?\n\"“”]{3,90})")
_STOPS = lexicon.SPEECH_VERBS | lexicon.AUXILIARIES | lexicon.CLAUSE_WORDS | {"and"}


def evidence(
    text: str,
    sources: Sequence[Pair | None],
    resolved: Sequence[Resolved],
    clusters: Sequence[Cluster],
) -> list[Evidence]:
    """One ``Evidence`` for each attribution, in the same order; ``sources`` are theirs."""
    finder = _Finder(text, sources, resolved, clusters)
    return [finder.evidence(index) for index in range(len(resolved))]


class _Finder:
    """The mentions of one article's speakers, in text order."""

    def __init__(
        self,
        text: str,
        sources: Sequence[Pair | None],
        resolved: Sequence[Resolved],
        clusters: Sequence[Cluster],
    ) -> None:
        self.text = text
        self.sources = sources
        self.resolved = resolved
        self.layout = Layout(text)
        self.named = [sorted((m.start, m.end) for m in cluster.mentions) for cluster in clusters]
        self.told: dict[str, list[Pair]] = {}  # the sources that name or describe somebody who is no entity
        for source, item in zip(sources, resolved, strict=True):
            known = item.speaker_name if item.how in ("name", "description") else None
            if source and known and text[slice(*source)].lower() not in lexicon.PRONOUN_WORDS:
                insort(self.told.setdefault(known, []), trimmed(text, *source))
        self.roles: dict[tuple[int, str], list[Pair]] = {}  # cluster, role -> the mentions that say so

    def evidence(self, index: int) -> Evidence:
        item, source = self.resolved[index], self.sources[index]
        found: Pair | None = None
        if item.how == "carried over" and item.carried_from is not None:
            found = self.sources[item.carried_from]
        elif source and item.how == "name":
            found = self._inside(source, self._mentions(item))
        elif source and item.how == "role":
            found = self._by_role(source, item.entity_index, self._mentions(item))
        elif source and item.how in ("pronoun", "relative", "first person"):
            found = _nearest(source, self._mentions(item))
        if found is None:
            return Evidence(item.how, None)
        apart = self._sentences(found, source) if source and item.how != "name" else None
        return Evidence(item.how, Extent(*found, self.text[slice(*found)]), apart)

    def _mentions(self, item: Resolved) -> list[Pair]:
        if item.entity_index is not None:
            return self.named[item.entity_index]
        return self.told.get(item.speaker_name or "", [])

    def _sentences(self, mention: Pair, source: Pair) -> int:
        return self.layout.sentence(source[0]) - self.layout.sentence(mention[0])

    def _inside(self, source: Pair, mentions: Sequence[Pair]) -> Pair:
        """The name within a source; the source itself where no mention is known ("Varga campaign")."""
        first = bisect_left(mentions, (source[0],))
        if first < len(mentions) and mentions[first][1] <= source[1]:
            return mentions[first]
        return trimmed(self.text, *source)

    def _by_role(self, source: Pair, cluster: int | None, mentions: Sequence[Pair]) -> Pair | None:
        """Where the article says that somebody has the role; without such a place the nearest mention."""
        head = canonical(analyse(self.text, *source, ()).head)
        told: list[Pair] = []
        if head and cluster is not None:
            if (cluster, head) not in self.roles:
                self.roles[cluster, head] = [pair for pair in mentions if head in self._titles(pair)]
            told = self.roles[cluster, head]
        return _nearest(source, told) or _nearest(source, mentions)

    def _titles(self, mention: Pair) -> set[str]:
        """The words of the title before a name and of the apposition after it."""
        start, end = mention
        opening = self.layout.sentences[self.layout.sentence(start)]
        before = WORD.findall(_BORDER.split(self.text[max(opening, start - 90) : start])[-1])
        beside = _BESIDE.match(self.text, end)
        after = WORD.findall(beside[1]) if beside else []
        return {canonical(word) for words in (before[::-1], after) for word in _phrase(words)}


def _phrase(words: Sequence[str]) -> Sequence[str]:
    """The words up to the first that ends a noun phrase."""
    near = words[:_TITLE_WORDS]
    stop = next((i for i, word in enumerate(near) if word.lower() in _STOPS), len(near))
    return near[:stop]


def _nearest(source: Pair, mentions: Sequence[Pair]) -> Pair | None:
    """The last mention that ends before a source, else the first that begins after it."""
    index = bisect_left(mentions, (source[0],)) - 1
    while index >= 0 and mentions[index][1] > source[0]:
        index -= 1
    if index < 0:
        index = bisect_left(mentions, (source[1],))
    return mentions[index] if index < len(mentions) else None
