"""Who is meant: links from sources and pronouns to the names of their text, and names made to tell nothing.

GUM has them by hand. In PolNeAR they are silver: what the speaker scorer says with some certainty of gold
sources, in the articles that it was *not* trained on (those 80 teach the scorer how far to trust the network,
so the network must not have seen them).
"""

from __future__ import annotations

import random
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from evaluation.corpora import rows
from training import gazetteer, gum
from training.corpora import ANY_ENTITY, NOBODY, Annotated, Link, Mention, blank, close, covered, mark_entity
from training.speakers import attributions_of, silver
from whosaid.reading.features import SHAPES, pieces
from whosaid.reading.labels import ENTITY_TAGS
from whosaid.reading.links import LONGEST
from whosaid.reading.speakers import cluster, recover, resolve

CERTAIN = 0.7
_NAMED = ("PERSON", "ORG", "GPE")
_UNMARKED = ("O", "B-NORP", "I-NORP", "B-DATE", "I-DATE", "B-TIME", "I-TIME", "B-MONEY", "I-MONEY", "B-PERCENT",
             "I-PERCENT")  # fmt: skip
_OUTSIDE = sum(1 << ENTITY_TAGS.index(tag) for tag in _UNMARKED)


# --- PolNeAR ---------------------------------------------------------------------------------------------------


def add_silver(articles: list[list[Annotated]], data: Path) -> None:
    """Mentions and links of PolNeAR train, into each spelling of each article (in the order of the file)."""
    taught = {row["id"] for row in rows(data / "speakers/train.jsonl.gz")}
    for spellings, row in zip(articles, rows(data / "polnear/train.jsonl.gz"), strict=True):
        mentions, links = _resolved(row)
        for article in spellings:
            _add(article, mentions, [] if row["id"] in taught else links)


Spans = list[tuple[int, int, int]]


def _resolved(row: dict[str, Any]) -> tuple[Spans, Spans]:
    text, found = row["text"], attributions_of(row)
    sources = [a.source for a in found if a.source]
    clusters = cluster(text, recover(text, silver(row), sources))
    mentions = [
        (mention.start, mention.end, who)
        for who, members in enumerate(clusters)
        if members.label in _NAMED
        for mention in members.mentions
    ]
    links = {}
    for attribution, result in zip(found, resolve(text, found, clusters), strict=True):
        if attribution.source and result.probability >= CERTAIN:
            who = result.entity_index
            if who is None or clusters[who].label in _NAMED:
                links[attribution.source] = NOBODY if who is None else who
    return mentions, [(start, end, who) for (start, end), who in links.items()]


def _add(article: Annotated, mentions: Spans, links: Spans) -> None:
    for start, end, who in mentions:
        span = covered(article.pieces, start, end)
        if len(span):
            article.mentions.append(Mention(span, who))
    for start, end, who in links:
        span = covered(article.pieces, start, end)[:LONGEST]
        if len(span):
            article.links.append(Link(span, who))


# --- GUM -------------------------------------------------------------------------------------------------------


def gum_texts(data: Path, tokenizer: Tokenizer) -> list[Annotated]:
    """GUM's documents: entities as far as they can be told from proper nouns, links of all mentions of figures."""
    return [_gum_text(document, tokenizer) for document in gum.documents(data / "gum/train.conllu.gz")]


def _gum_text(document: gum.Document, tokenizer: Tokenizer) -> Annotated:
    item = blank(pieces(document.text, tokenizer))
    item.entities[:] = _OUTSIDE
    for start, end in document.doubtful:
        item.entities[covered(item.pieces, start, end)] = ANY_ENTITY
    for mention in document.mentions:
        if mention.named:
            words = document.text[mention.start : mention.end]
            span = covered(item.pieces, mention.start, mention.end)
            mark_entity(item.entities, span, gazetteer.fine_labels(gum.COARSE[mention.kind], words))
            if len(span):
                close(item.entities, int(span[-1]) + 1)
    figures = [m for m in document.mentions if m.kind in gum.FIGURES]
    known = {m.who for m in figures if m.named}
    _add(
        item,
        [(m.start, m.end, m.who) for m in figures if m.named],
        [(m.start, m.end, m.who if m.who in known else NOBODY) for m in figures if not m.named],
    )
    return item


# --- Names that tell nothing -------------------------------------------------------------------------------------


class Renamer:
    """Swaps the words of people's names for others, the same in a whole text, whatever gender they suggest.

    So neither "Hillary" nor "Clinton" says "she" to the network: what an article itself says of a person has to.
    Only words of one piece are swapped, first names for first names and surnames for surnames.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        words = [tokenizer.id_to_token(index) for index in range(tokenizer.get_vocab_size())]
        self._goes_on = np.array([word.startswith("##") for word in words])
        self._plain = np.array([word.isalpha() and len(word) > 2 for word in words])
        self._first: Counter[int] = Counter()
        self._last: Counter[int] = Counter()
        self._all: Counter[int] = Counter()

    def learn(self, article: Annotated, spans: list[tuple[int, int]]) -> None:
        """Take the names of people (spans of characters) into the pool."""
        whole, ids = self._whole(article), article.pieces.ids
        self._all.update(ids[whole].tolist())
        for start, end in spans:
            span = covered(article.pieces, start, end)
            if len(span):
                self._first.update(ids[span[:-1]][whole[span[:-1]]].tolist())
                self._last.update(ids[span[-1:]][whole[span[-1:]]].tolist())

    def ids(self, article: Annotated, rng: random.Random) -> np.ndarray:
        """The ids of a text (n,), with other names."""
        ids = article.pieces.ids
        whole = self._whole(article)
        swapped = ids.copy()
        for word in np.unique(ids[whole]).tolist():
            if self._is_name(word):
                firsts, lasts = self._pools
                swapped[whole & (ids == word)] = rng.choice(firsts if word in firsts else lasts)
        return swapped

    @cached_property
    def _pools(self) -> tuple[list[int], list[int]]:
        names = [word for word in self._all if self._is_name(word)]
        firsts = [word for word in names if self._first[word] > self._last[word]]
        return firsts, [word for word in names if self._first[word] <= self._last[word]]

    def _is_name(self, word: int) -> bool:
        """Whether more than half of the times it stands in somebody's name."""
        count = self._first[word] + self._last[word]
        return count >= 2 and 2 * count > self._all[word]

    def _whole(self, article: Annotated) -> np.ndarray:
        """Which pieces are words of their own in title case."""
        ids = article.pieces.ids
        follows = np.append(self._goes_on[ids[1:]], False)
        title = article.pieces.surface[:, 0] == SHAPES.index("title")
        return self._plain[ids] & title & ~follows


def renamer(articles: list[list[Annotated]], data: Path, tokenizer: Tokenizer) -> Renamer:
    """A renamer that knows the people of PolNeAR train."""
    names = Renamer(tokenizer)
    for spellings, row in zip(articles, rows(data / "polnear/train.jsonl.gz"), strict=True):
        people = [(m.start, m.end) for m in silver(row) if m.label == "PERSON"]
        names.learn(spellings[0], people)
    return names
