"""A Reading -> its text as elements: quotes in their speaker's colour, entities underlined.

Pure: it knows neither Streamlit nor the database. Where quotes lie inside one another the
innermost is the one that is clicked. Every character of the text appears exactly once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple, TypeVar

from components.elements import Node, el
from whosaid.articles import Quote, Reading
from whosaid.charts import NOBODY
from whosaid.searching import places

T = TypeVar("T")
_WRAPPED = 45  # shorter lines were broken on purpose
_APART = ("second", "third")
LATER = "-"
"""Third part of an event: this piece can be clicked but is no stop of the Tab key."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked and how: the refs that pass the filters, the marked one, chosen entities, colours.

    ``hints`` say of a ref what is shown of the quote while it is pointed at; ``search`` is what was searched for;
    ``looks`` tell speakers apart who share a colour (``apart``).
    """

    passing: Collection[str] = ()
    marked: str = ""
    entities: Collection[str] = ()
    colours: Mapping[str, str] | None = None
    hints: Mapping[str, str] | None = None
    search: str = ""
    looks: Mapping[str, str] = field(default_factory=dict)


class _Run(NamedTuple):
    """A stretch without a border in it: its quote, its entity; ``role``: the quote whose cue or source it is.

    ``found`` is the number of the words searched for that it is a part of, from 1; 0: of none.
    """

    start: int
    end: int
    quote: Quote | None
    entity: str
    role: Quote | None
    found: int


class Paragraph(NamedTuple):
    """A stretch of the text, how it looks, and the runs that have a part in it."""

    start: int
    end: int
    look: str
    runs: Sequence[_Run]


def ref(reading: Reading, quote: Quote) -> str:
    """What a View calls this quote; the same as ``QuoteRow.ref``."""
    return f"{reading.article.id[:12]}.{quote.id}"


def apart(speakers: Sequence[str], colours: Mapping[str, str]) -> dict[str, str]:
    """Speaker -> how its marks look where one before it has the same colour; a further one looks as the third."""
    before: Counter[str] = Counter()
    looks = {}
    for speaker in speakers:
        colour = colours.get(speaker, NOBODY)
        if before[colour]:
            looks[speaker] = _APART[min(before[colour], len(_APART)) - 1]
        before[colour] += 1
    return looks


def first_found(search: str) -> str:
    """What the first of the words searched for is called, to be scrolled to; empty where nothing is searched."""
    return f"found {search}" if search else ""


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs are: between blank lines, or the lines where no line is blank."""
    pattern = r"\S(?:[^\n]|\n(?!\s*\n))*" if re.search(r"\n\s*\n", text) else r"\S[^\n]*"
    return [match.span() for match in re.finditer(pattern, text)]


def marked_text(
    reading: Reading,
    marks: Marks,
    between: Sequence[tuple[int, Node]] = (),
    *,
    laid: Sequence[Paragraph] | None = None,
) -> list[Node]:
    """One ``p`` for each paragraph, its quotes and entities inside.

    ``between`` are elements that belong to an offset of the text, sorted by it: each stands before the first paragraph
    that begins there or later. ``laid`` is what ``laid_out`` makes of this reading and these marks, where it is known.
    """
    seen: set[str] = set()
    nodes = []
    waiting = list(reversed(between))
    for paragraph in laid_out(reading, marks.marked, marks.search) if laid is None else laid:
        while waiting and waiting[-1][0] <= paragraph.start:
            nodes.append(waiting.pop()[1])
        nodes.append(el("p", paragraph.look, *_pieces(reading, paragraph, marks, seen)))
    return nodes + [node for _, node in reversed(waiting)]


def laid_out(reading: Reading, marked: str, search: str) -> list[Paragraph]:
    """The paragraphs, cut at every border of what is marked in them: the same whatever the other filters are."""
    runs = _runs(reading, marked, search)
    starts = [run.start for run in runs]
    text = reading.article.text
    return [
        Paragraph(
            start,
            end,
            "lines" if _has_lines(text[start:end]) else "",
            runs[max(0, bisect_right(starts, start) - 1) : bisect_right(starts, end - 1)],
        )
        for start, end in paragraphs(text)
    ]


def _has_lines(paragraph: str) -> bool:
    """Whether its line breaks mean something (a list, a verse) or only wrap the text."""
    *lines, _ = paragraph.split("\n")
    return any(len(line) < _WRAPPED for line in lines)


def _runs(reading: Reading, marked: str, search: str) -> list[_Run]:
    """The whole text cut at every border, in order."""
    quotes = _layer([(span, quote) for quote in _outermost_first(reading.quotes) for span in quote.spans])
    entities = _layer([((m.start, m.end), entity.id) for entity in reading.entities for m in entity.mentions])
    roles = _layer(_roles(reading, marked))
    found = _layer(_found(reading.article.text, search))
    size = len(reading.article.text)
    cuts = {0, size}
    for layer in (quotes, entities, roles, found):
        cuts.update(border for start, end, _ in layer for border in (start, end) if 0 <= border <= size)
    borders = sorted(cuts)
    starts = borders[:-1]
    each = zip(
        starts,
        borders[1:],
        _at(quotes, starts),
        (entity or "" for entity in _at(entities, starts)),
        _at(roles, starts),
        (number or 0 for number in _at(found, starts)),
        strict=True,
    )
    return list(map(_Run._make, each))


def _found(text: str, search: str) -> list[tuple[tuple[int, int], int]]:
    """Where the words stand that were searched for, numbered."""
    spans = places(text, search) if search else []
    return [(span, number) for number, span in enumerate(spans, 1)]


def _outermost_first(quotes: Sequence[Quote]) -> list[Quote]:
    """Longest first, so that a quote inside another is painted over it."""
    return sorted(quotes, key=lambda quote: -sum(end - start for start, end in quote.spans))


def _roles(reading: Reading, marked: str) -> list[tuple[tuple[int, int], Quote]]:
    """Where the sources and cues stand, and of which quote they are; those of the marked one on top."""
    return [
        ((extent.start, extent.end), quote)
        for quote in sorted(reading.quotes, key=lambda quote: ref(reading, quote) == marked)
        for extent in (quote.cue, quote.source)
        if extent
    ]


def _layer(spans: Sequence[tuple[tuple[int, int], T]]) -> list[tuple[int, int, T]]:
    """Spans that may overlap -> spans that do not, sorted; of two, the later in the list is on top."""
    cuts = sorted({border for span, _ in spans for border in span})
    top: dict[int, T] = {}
    place = {cut: index for index, cut in enumerate(cuts)}
    for (start, end), value in spans:
        for index in range(place[start], place[end]):
            top[index] = value
    return [(cuts[index], cuts[index + 1], value) for index, value in sorted(top.items())]


def _at(layer: Sequence[tuple[int, int, T]], offsets: Sequence[int]) -> Iterator[T | None]:
    """What lies at each of the offsets, which are sorted as the layer is."""
    waiting = iter(layer)
    span = next(waiting, None)
    for offset in offsets:
        while span and span[1] <= offset:
            span = next(waiting, None)
        yield span[2] if span and span[0] <= offset else None


def _pieces(reading: Reading, paragraph: Paragraph, marks: Marks, seen: set[str]) -> Iterator[str | Node]:
    """The runs of one paragraph, those of one quote together."""
    extent = (paragraph.start, paragraph.end)
    for _, group in groupby(paragraph.runs, key=lambda run: run.quote.id if run.quote else ""):
        members = list(group)
        quote = members[0].quote
        content = [_inner(reading, run, extent, marks) for run in members]
        if quote is None:
            yield from content
        else:
            yield _quote(reading, quote, content, marks, seen)


def _quote(
    reading: Reading, quote: Quote, content: Sequence[str | Node], marks: Marks, seen: set[str]
) -> Node:
    name = ref(reading, quote)
    first = name not in seen
    seen.add(name)
    return el(
        "span",
        _look("q", _passes(name, marks), quote, marks),
        *content,
        act=("quote", name) if first else ("quote", name, LATER),
        pressed=name == marks.marked,
        colour=_colour(quote, marks),
        mark=name if first else "",
        of=name,
        hint=(marks.hints or {}).get(name, ""),
    )


def _passes(name: str, marks: Marks) -> bool:
    return name in marks.passing or name == marks.marked


def _look(kind: str, passes: bool, quote: Quote, marks: Marks) -> str:
    parts = (kind, marks.looks.get(quote.speaker or "", ""), "" if passes else "faint")
    return " ".join(part for part in parts if part)


def _inner(reading: Reading, run: _Run, extent: tuple[int, int], marks: Marks) -> str | Node:
    """The text of a run inside the paragraph, with its entity and role."""
    node: str | Node = reading.article.text[max(run.start, extent[0]) : min(run.end, extent[1])]
    if run.found:
        node = el("mark", "", node, mark=first_found(marks.search) if run.found == 1 else "")
    if run.entity:
        chosen = run.entity in marks.entities
        free = run.quote is None
        look = "e on" if chosen else "e"
        node = el("span", look, node, act=("entity", run.entity, LATER) if free else ())
    if run.role:
        name = ref(reading, run.role)
        look = "r on" if name == marks.marked else "r"
        node = el("span", look, node, colour=_colour(run.role, marks), of=name)
    return node


def _colour(quote: Quote, marks: Marks) -> str:
    return (marks.colours or {}).get(quote.speaker or "", NOBODY)


def strip(reading: Reading, marks: Marks) -> Node:
    """Where in the article its quotes stand, from top to bottom; a click goes to one, as j and k do by keyboard."""
    size = max(1, len(reading.article.text))
    ticks = []
    for number, (start, end, quote) in enumerate(_in_order(reading), 1):
        name = ref(reading, quote)
        tick = el(
            "button",
            _look("tick", _passes(name, marks), quote, marks),
            act=("quote", name, LATER),
            pressed=name == marks.marked,
            label=f"Quote {number} of {len(reading.quotes)}",
            hint=(marks.hints or {}).get(name, ""),
            colour=_colour(quote, marks),
            size=start / size,
            width=(end - start) / size,
        )
        ticks.append(tick)
    return el("div", "strip", *ticks)


def steps(reading: Reading, marks: Marks) -> list[str]:
    """The refs of the quotes that pass, in the order of the text; of all where none does."""
    names = [ref(reading, quote) for _, _, quote in _in_order(reading)]
    passing = [name for name in names if _passes(name, marks)]
    return passing if marks.passing else names


def _in_order(reading: Reading) -> list[tuple[int, int, Quote]]:
    """Start and end of the first span of each quote, as they stand in the text."""
    return sorted(
        ((*quote.spans[0], quote) for quote in reading.quotes if quote.spans), key=lambda found: found[:2]
    )
