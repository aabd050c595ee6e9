"""Readings as files for people: one self-contained HTML page, or four CSV tables.

Readings in, text or files out. Article text is untrusted: every word of it is escaped in the page,
and no cell of a table can start a formula. The terminal's summary lives in ``whosaid.summary``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from whosaid.articles import Quote, Reading
from whosaid.explained import WITHIN, badges, how_found
from whosaid.summary import NO_SOURCE, counts, described, titled, tone

Cell = str | int | float | None

COLUMNS: dict[str, str] = {
    "articles": "article file title date outlet authors language words quotes speakers entities removed "
    "model model_version",
    "entities": "article id name label count",
    "quotes": "article id kind speaker speaker_name text source cue sense start end confidence "
    "label score negative neutral positive about evidence mention mention_start mention_end negated question "
    "within",
    "speakers": "article id name kind quotes words mean low high n",
}

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
:root { color-scheme: light dark; --line: #8886; --negative: #b35806; --positive: #2166ac }
@media (prefers-color-scheme: dark) { :root { --negative: #fdb863; --positive: #92c5de } }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0 }
th, td { border-bottom: 1px solid var(--line) }
.about { color: #777 } .negative { color: var(--negative) } .positive { color: var(--positive) }
.text { white-space: pre-wrap; overflow-wrap: anywhere }
.text { border-left: 3px solid var(--line); padding-left: 1rem }
a { color: inherit; text-decoration-color: var(--line) } mark { background: #fd07; color: inherit }
.badge { border: 1px solid; border-radius: 3px; padding: 0 .3rem; font-size: .8rem; white-space: nowrap }
.scroll { overflow-x: auto } mark:target { outline: 2px solid } article { margin-bottom: 4rem }
"""


def write_tables(readings: Sequence[Reading], folder: Path) -> None:
    """Write ``articles.csv``, ``entities.csv``, ``quotes.csv`` and ``speakers.csv`` into ``folder``.

    UTF-8 with a byte order mark, so that spreadsheets show curly marks and accents; makes the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns.split())
            writer.writerows([cell(value) for value in row] for row in rows(name, readings))


def cell(value: Cell) -> Cell:
    """A cell that a spreadsheet shows and never computes (OWASP, "CSV injection"), floats rounded."""
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, str) and (value[:1] in ("\t", "\r") or value.lstrip()[:1] in tuple("=+-@")):
        return f"'{value}"
    return value


def rows(table: str, readings: Iterable[Reading]) -> Iterator[tuple[Cell, ...]]:
    """The rows of one of the tables in ``COLUMNS``, cells as they are."""
    make = {"articles": _articles, "entities": _entities, "quotes": _quotes, "speakers": _speakers}[table]
    for reading in readings:
        yield from make(reading)


def _articles(reading: Reading) -> Iterator[tuple[Cell, ...]]:
    article, model = reading.article, reading.model
    known = (article.id, article.file, article.title, article.date, article.outlet)
    found = (len(reading.quotes), len(reading.speakers), len(reading.entities), len(article.removed))
    words = len(article.text.split())
    yield (*known, "; ".join(article.authors), article.language, words, *found, model.name, model.version)


def _entities(reading: Reading) -> Iterator[tuple[Cell, ...]]:
    for entity in reading.entities:
        yield reading.article.id, entity.id, entity.name, entity.label, len(entity.mentions)


def _quotes(reading: Reading) -> Iterator[tuple[Cell, ...]]:
    names = _names(reading)
    for quote in reading.quotes:
        cue, source, mood = quote.cue, quote.source, quote.sentiment
        said_by = (quote.speaker, names.get(quote.speaker or ""))
        said_how = (source.text if source else None, cue.text if cue else None, cue.sense if cue else None)
        place = (quote.spans[0][0], quote.spans[-1][1]) if quote.spans else (None, None)
        scores = (mood.label, mood.score, mood.negative, mood.neutral, mood.positive)
        about = "; ".join(f"{each.entity} {each.label}" for each in quote.about)
        known = (reading.article.id, quote.id, quote.kind, *said_by, quote.text, *said_how, *place)
        kept = (*_evidence(quote), *(str(mark).lower() for mark in (quote.negated, quote.question)))
        yield *known, quote.confidence, *scores, about, *kept, quote.within


def _evidence(quote: Quote) -> tuple[Cell, ...]:
    """How the speaker was found, and the words that say so with their place."""
    if quote.evidence is None:
        return None, None, None, None
    mention = quote.evidence.mention
    where = (mention.text, mention.start, mention.end) if mention else (None, None, None)
    return quote.evidence.how, *where


def _speakers(reading: Reading) -> Iterator[tuple[Cell, ...]]:
    for speaker in reading.speakers:
        mean = speaker.sentiment
        known = (reading.article.id, speaker.id, speaker.name, speaker.kind, speaker.quotes, speaker.words)
        yield *known, mean.mean, mean.low, mean.high, mean.n


def page(readings: Sequence[Reading]) -> str:
    """One HTML page that needs nothing else and runs nothing: speakers, quotes and the marked text."""
    title = "Who said what: " + (titled(readings[0]) if len(readings) == 1 else f"{len(readings)} articles")
    bodies = "\n".join(_article_html(number, reading) for number, reading in enumerate(readings, start=1))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{bodies}\n</body>\n</html>\n"
    )


def marked(reading: Reading, prefix: str) -> str:
    """The article's text, escaped, each piece of a quote in a ``mark``.

    A quote's first piece has the id ``prefix-number``; where quotes overlap, the words belong to the shorter.
    """
    text, owner = reading.article.text, _owners(reading)
    seen: set[int] = set()
    html, start = [], 0
    for end in range(1, len(text) + 1):
        if end < len(text) and owner[end] == owner[start]:
            continue
        if owner[start] < 0:
            html.append(escape(text[start:end]))
        else:
            html.append(_mark(text[start:end], owner[start], reading, prefix, seen))
        start = end
    return "".join(html)


def _owners(reading: Reading) -> list[int]:
    """For each character of the text the number of the quote it belongs to, or -1."""
    owner = [-1] * len(reading.article.text)
    longest_first = sorted(range(len(reading.quotes)), key=lambda n: -_length(reading.quotes[n]))
    for number in longest_first:
        for start, end in reading.quotes[number].spans:
            owner[start:end] = [number] * (end - start)
    return owner


def _length(quote: Quote) -> int:
    return sum(end - start for start, end in quote.spans)


def _mark(text: str, number: int, reading: Reading, prefix: str, seen: set[int]) -> str:
    anchor = "" if number in seen else f' id="{prefix}-{number + 1}"'
    seen.add(number)
    title = _title(reading.quotes[number], _names(reading))
    return f'<mark{anchor} title="{escape(title)}">{escape(text)}</mark>'


def _article_html(number: int, reading: Reading) -> str:
    prefix = f"q{number}"
    return "\n".join(
        (
            f"<article>\n<h1>{escape(titled(reading))}</h1>",
            f'<p class="about">{escape(", ".join(described(reading)))}</p>',
            f"<p>{escape(', '.join(counts(reading)))}</p>",
            "<h2>Speakers</h2>",
            _table(("Speaker", "Kind", "Quotes", "Words", "Tone"), _speaker_cells(reading)),
            "<h2>Quotes</h2>",
            _table(("Speaker", "Quote", "Kind", "Tone", "Sure", "How found"), _quote_cells(reading, prefix)),
            f'<h2>Text</h2>\n<div class="text">{marked(reading, prefix)}</div>\n</article>',
        )
    )


def _speaker_cells(reading: Reading) -> Iterator[tuple[str, ...]]:
    for speaker in reading.speakers:
        counted = (str(speaker.quotes), str(speaker.words))
        yield tuple(map(escape, (speaker.name, speaker.kind, *counted, tone(speaker.sentiment))))


def _quote_cells(reading: Reading, prefix: str) -> Iterator[tuple[str, ...]]:
    names = _names(reading)
    places = {quote.id: number for number, quote in enumerate(reading.quotes, start=1)}
    for number, quote in enumerate(reading.quotes, start=1):
        label, score = quote.sentiment.label, quote.sentiment.score
        yield (
            escape(_said_by(quote, names)),
            f'<a href="#{prefix}-{number}">{escape(quote.text)}</a>'
            + _badges(quote, f"#{prefix}-{places.get(quote.within or '', number)}"),
            escape(quote.kind),
            f'<span class="{escape(label)}">{escape(label)} {score:+.2f}</span>',
            f"{quote.confidence:.0%}",
            escape(how_found(quote, names.get(quote.speaker or ""))),
        )


def _badges(quote: Quote, outer: str) -> str:
    """The badges; that of a quote within a quote leads to ``outer``."""
    spans = {words: f'<span class="badge">{escape(words)}</span>' for words in badges(quote)}
    if WITHIN in spans:
        spans[WITHIN] = f'<a class="badge" href="{outer}">{escape(WITHIN)}</a>'
    return "".join(f" {span}" for span in spans.values())


def _table(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already."""
    first = "".join(f"<th>{escape(name)}</th>" for name in head)
    rest = "\n".join("<tr>" + "".join(f"<td>{each}</td>" for each in row) + "</tr>" for row in body)
    return f'<div class="scroll"><table>\n<tr>{first}</tr>\n{rest}\n</table></div>'


def _names(reading: Reading) -> dict[str, str]:
    return {speaker.id: speaker.name for speaker in reading.speakers}


def _title(quote: Quote, names: dict[str, str]) -> str:
    """Who says it, how that is known, and what is special about it: the tooltip of a mark."""
    found = how_found(quote, names.get(quote.speaker or ""))
    parts = (_said_by(quote, names), found, *badges(quote))
    return "; ".join(part for part in parts if part)


def _said_by(quote: Quote, names: dict[str, str]) -> str:
    return names.get(quote.speaker, quote.speaker) if quote.speaker else NO_SOURCE
