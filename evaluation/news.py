"""PolNeAR dev as it was read: every article once, what is marked in it beside what was found.

Reads; counts nothing. What is counted stands in ``attributions``, ``kinds``, ``errors``, ``speakers`` and ``groups``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation import corpora
from evaluation.attributions import Attributed, Tokens, soft_matches
from evaluation.speakers import Predicted
from whosaid.articles import Quote, Reading
from whosaid.reading import pipeline
from whosaid.reading.quotes import Found

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Read:
    """One article. ``quotes``, ``found``, ``who`` and ``matches`` are parallel.

    ``matches`` holds the number in ``gold`` that a quote matches softly. ``judge`` is the article's line in the gold
    of speakers, where it has one; ``given`` is then who speaks when the attributions are known.
    """

    row: Row
    tokens: Tokens
    gold: tuple[Attributed, ...]
    quotes: tuple[Quote, ...]
    found: tuple[Attributed, ...]
    who: tuple[Predicted, ...]
    matches: tuple[int | None, ...]
    judge: Row | None = None
    given: tuple[Predicted, ...] = ()

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def text(self) -> str:
        return str(self.row["text"])


def read_dev(data: Path, model: str | None) -> Iterator[Read]:
    """The articles of PolNeAR dev, each read by the pipeline."""
    judges = {row["id"]: row for row in corpora.rows(data / "speakers/dev.jsonl.gz")}
    for row in corpora.rows(data / "polnear/dev.jsonl.gz"):
        judge = judges.get(row["id"])
        reading = pipeline.analyse(row["text"], plain=True, model=model)
        yield compared(row, reading, judge, with_gold_sources(row, model) if judge else ())


def compared(row: Row, reading: Reading, judge: Row | None = None, given: tuple[Predicted, ...] = ()) -> Read:
    """One article and its reading; attributions without a word of content are left out on both sides."""
    tokens = Tokens(row["text"])
    marked = [tokens.attributed(item["content"], item["source"]) for item in row["attributions"]]
    gold = tuple(item for item in marked if item.content)
    kept = [(quote, item) for quote in reading.quotes if (item := _attributed(tokens, quote)).content]
    quotes, found = tuple(quote for quote, _ in kept), tuple(item for _, item in kept)
    names = {speaker.id: speaker for speaker in reading.speakers}
    who = tuple(
        Predicted(
            (quote.source.start, quote.source.end) if quote.source else None,
            names[quote.speaker].name if quote.speaker else None,
            names[quote.speaker].kind if quote.speaker else "unknown",
        )
        for quote in quotes
    )
    return Read(row, tokens, gold, quotes, found, who, tuple(soft_matches(gold, found)), judge, given)


def _attributed(tokens: Tokens, quote: Quote) -> Attributed:
    source = [(quote.source.start, quote.source.end)] if quote.source else []
    return tokens.attributed(quote.spans, source)


def with_gold_sources(row: Row, model: str | None) -> tuple[Predicted, ...]:
    """Who speaks where the attributions are known: the resolver alone, on entities of our own."""
    nlp = pipeline.load(model)
    doc = nlp.make_doc(row["text"])
    for name in ("whosaid_encoder", "whosaid_entities"):
        doc = nlp.get_pipe(name)(doc)
    doc._.attributions = tuple(
        Found(
            tuple((start, end) for start, end in item["content"]),
            tuple(item["cue"][0]) if item["cue"] else None,
            tuple(item["source"][0]) if item["source"] else None,
            "indirect",
            "speech",
            (0.0, 0.0),
            1.0,
        )
        for item in row["attributions"]
    )
    doc = nlp.get_pipe("whosaid_speakers")(doc)
    return tuple(
        Predicted(found.source, who.speaker_name, who.kind)
        for found, who in zip(doc._.attributions, doc._.resolved, strict=True)
    )
