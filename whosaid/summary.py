"""A reading as text for a terminal: who spoke, how often, in what tone, and what they said.

Pure functions, Reading -> str. Control characters of an article never reach the terminal.
Pages and tables for files live in ``whosaid.report``.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable

from whosaid.articles import ENTITY_LABELS, MeanSentiment, Quote, Reading, Speaker

NO_SOURCE = "(no source named)"
TOP_ENTITIES = 8  # of each label

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def summary(reading: Reading, *, width: int = 100) -> str:
    """The whole reading, at most ``width`` columns wide, ending in a line break."""
    parts = [
        _head(reading, width),
        _section("Speakers", _speaker_lines(reading.speakers)),
        _section("Quotes", _quote_lines(reading, width)),
        _section("Entities", _entity_lines(reading, width)),
        _section("Notices", [f"  {line(notice)}" for notice in reading.article.notices]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def line(text: str) -> str:
    """One line of ``text``, without control characters or runs of white space."""
    return " ".join(_CONTROL.sub(" ", text).split())


def tone(sentiment: MeanSentiment) -> str:
    """The mean and its interval in words: '-0.21, between -0.45 and +0.03'."""
    mean = f"{sentiment.mean:+.2f}"
    if sentiment.n < 2:
        return f"{mean}, from one quote" if sentiment.n else "no quotes"
    return f"{mean}, between {sentiment.low:+.2f} and {sentiment.high:+.2f}"


def described(reading: Reading) -> list[str]:
    """Outlet, date, authors and file of an article, as far as they are known."""
    article = reading.article
    authors = "by " + ", ".join(article.authors) if article.authors else None
    file = None if article.file in ("-", article.title) else article.file
    return [line(fact) for fact in (article.outlet, article.date, authors, file) if fact]


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """'1 quote', '2 quotes'."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def counts(reading: Reading) -> list[str]:
    """What was found, in a few words each."""
    found = [
        counted(len(reading.quotes), "quote"),
        counted(len(reading.speakers), "speaker"),
        counted(len(reading.entities), "entity", "entities"),
    ]
    if unattributed := sum(quote.speaker is None for quote in reading.quotes):
        found.append(f"{unattributed} without a named source")
    if removed := reading.article.removed:
        why = ", ".join(sorted({each.why for each in removed}))
        found.append(f"{counted(len(removed), 'passage')} taken out ({why})")
    return found


def titled(reading: Reading) -> str:
    """The article's title, or what stands for it."""
    article = reading.article
    return line(article.title or ("standard input" if article.file == "-" else article.file))


def _head(reading: Reading, width: int) -> str:
    title = titled(reading)
    lines = [title, "=" * min(len(title), width), ", ".join(described(reading)), ", ".join(counts(reading))]
    return "\n".join(each for each in lines if each)


def _section(title: str, lines: Iterable[str]) -> str:
    body = "\n".join(lines)
    return f"{title}\n{body}" if body else ""


def _speaker_lines(speakers: tuple[Speaker, ...]) -> list[str]:
    size = max((len(line(speaker.name)) for speaker in speakers), default=0)
    ranked = sorted(speakers, key=lambda speaker: (-speaker.quotes, -speaker.words, speaker.id))
    return [
        f"  {line(speaker.name):{size}}  {counted(speaker.quotes, 'quote'):>9}  "
        f"{counted(speaker.words, 'word'):>10}  {speaker.kind:12}  {tone(speaker.sentiment)}"
        for speaker in ranked
    ]


def _quote_lines(reading: Reading, width: int) -> list[str]:
    names = {speaker.id: speaker.name for speaker in reading.speakers}
    lines: list[str] = []
    for quote in reading.quotes:
        lines.append(f"  {line(_said(quote, names))}")
        lines += textwrap.wrap(line(quote.text), width, initial_indent="    ", subsequent_indent="    ")
    return lines


def _said(quote: Quote, names: dict[str, str]) -> str:
    speaker = names.get(quote.speaker, quote.speaker) if quote.speaker else NO_SOURCE
    cue = f" ({quote.cue.text})" if quote.cue else ""
    mood = f"{quote.sentiment.label} {quote.sentiment.score:+.2f}"
    return f"{speaker}{cue}: {quote.kind}, {mood}, {quote.confidence:.0%} sure of the speaker"


def _entity_lines(reading: Reading, width: int) -> list[str]:
    lines: list[str] = []
    for label in _labels(reading):
        named = [(line(each.name), len(each.mentions)) for each in reading.entities if each.label == label]
        named.sort(key=lambda pair: (-pair[1], pair[0]))
        shown = [f"{name} ({count})" for name, count in named[:TOP_ENTITIES]]
        if len(named) > TOP_ENTITIES:
            shown.append(f"and {len(named) - TOP_ENTITIES} more")
        lines += textwrap.wrap(
            ", ".join(shown), width, initial_indent=f"  {label:12}", subsequent_indent=" " * 14
        )
    return lines


def _labels(reading: Reading) -> list[str]:
    present = Counter(entity.label for entity in reading.entities)
    known = [label for label in ENTITY_LABELS if label in present]
    return known + sorted(set(present) - set(known))
