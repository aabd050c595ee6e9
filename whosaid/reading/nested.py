"""Quotes within quotes: "Kalt told us that the dam would hold" inside of somebody else's words.

The network tells one flat sequence of sources, cues and contents, so a content that seems to report what
somebody said is read once more, on its own. What is found there is kept only where it is plain that
somebody said something: an attribution that is wrong is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from whosaid.articles import Quote
from whosaid.reading.attribution import TOKEN, Found, Pair, kind_of
from whosaid.reading.discourse import Layout
from whosaid.reading.marks import quoted

Reader = Callable[[str], list[Found]]

_PAST = (
    "said|told|wrote|tweeted|asked|argued|claimed|insisted|declared|announced|warned|replied|responded|stated"
    "|admitted|acknowledged|denied|vowed|promised|pledged|predicted|complained|testified|explained|added"
    "|alleged|boasted|confessed|remarked|recalled|swore"
)
_PRESENT = (
    "says|tells|writes|asks|argues|claims|insists|warns|admits|denies|promises|predicts|complains|explains"
    "|alleges|boasts"
)
_REPORTS = re.compile(
    rf"\b(?:{_PAST}|{_PRESENT}|saying|telling|according to|(?:puts?|phrased) it)\b", re.IGNORECASE
)
_FIRMLY = re.compile(rf"\b(?:{_PAST})\b", re.IGNORECASE)
_NOT_YET = re.compile(  # "would say", "wants to tell": nobody has said it yet
    r"\b(?:would|will|could|can|may|might|must|should|shall|to)\b|['’](?:ll|d)\b", re.IGNORECASE
)
_PERHAPS = re.compile(r"\b(?:if|unless|whether|let|suppose|when|whenever|until|imagine)\b", re.IGNORECASE)
_ASKING = re.compile(r"\b(?:do|does|did|has|have|had|is|was|were|are|who|what)\s*$", re.IGNORECASE)
_ANYBODY = re.compile(  # who is in general, or cannot be told
    r"(?:you|they|it|one|some|many|most|others|people|some people|many people|everyone|everybody|anyone|anybody"
    r"|someone|somebody|no one|nobody|who|which|that|what|there|this|those)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"I|we|me|us", re.IGNORECASE)
_MARKS = re.compile(r"^[\s\"“”‘’'«»]+|[\s\"“”‘’'«»]+$")
_CLAUSE = re.compile(r"[,;:.!?—–\n\"“”]")
_SURE = 0.7
_LONGEST = 1500  # characters: longer stretches are speeches, which report little and cost much
_LEAST = 3  # words


def nested(text: str, found: Sequence[Found], read: Reader) -> list[Found]:
    """The attributions within the contents of ``found``, and those within these; ``read`` reads a text of its own.

    Turns of a transcript are left out: these were read with all that is in them.
    """
    inner = [item for outer in found if outer.cue for item in _within(text, outer, read)]
    return inner + (nested(text, inner, read) if inner else [])


def _within(text: str, outer: Found, read: Reader) -> Iterator[Found]:
    for start, end in outer.content:
        if end - start > _LONGEST or not _REPORTS.search(text, start, end):
            continue
        start, end = _without_marks(text, start, end)
        words = text[start:end]
        for item in read(words):
            if _is_plain(words, item):
                yield _moved(_cut(words, item), start, outer.sure)


def _without_marks(text: str, start: int, end: int) -> Pair:
    """Marks around all of the words taken away, so that those within are no longer nested.

    >>> _without_marks("“He said ‘no’.”", 0, 15)
    (1, 14)
    """
    first, last = text[start], text[end - 1]
    if first in "\"“‘'«" and last in "\"”’'»" and end - start > 2:
        return start + 1, end - 1
    return (start + 1, end) if first in '"“«' else (start, end)


def _is_plain(words: str, item: Found) -> bool:
    """Whether somebody in particular is said to have said something."""
    if item.source is None or item.cue is None or len(item.content) != 1 or item.sense != "speech":
        return False
    cue, source = words[slice(*item.cue)], words[slice(*item.source)]
    firm = _FIRMLY.search(cue) if _FIRST.fullmatch(source) else _REPORTS.search(cue)
    if not firm or item.sure < _SURE or _ANYBODY.fullmatch(source):
        return False
    low, high = min(item.source[0], item.cue[0]), max(item.source[1], item.cue[1])
    before = _CLAUSE.split(words[:low])[-1]
    said = words[low:high]
    if _NOT_YET.search(said) or _PERHAPS.search(before) or _ASKING.search(before):
        return False
    return len(TOKEN.findall(words[slice(*item.content[0])])) >= _LEAST


def _cut(words: str, item: Found) -> Found:
    """The attribution with what is reported in one breath: all between marks that open it, else one sentence."""
    (start, end) = item.content[0]
    stretch = next((each for each in quoted(words) if each.start == start and each.closed), None)
    if stretch:
        end = min(end, stretch.end)
    elif len(sentences := Layout(words[start:end]).sentences) > 1:
        end = start + len(words[start : start + sentences[1]].rstrip())
    return replace(item, content=((start, end),), kind=kind_of(words, ((start, end),), quoted(words)))


def _moved(item: Found, by: int, sure: float) -> Found:
    """An attribution found in a stretch, in characters of the text; it is right only if the outer one is."""
    return replace(
        item,
        content=tuple((start + by, end + by) for start, end in item.content),
        cue=_shifted(item.cue, by),
        source=_shifted(item.source, by),
        sure=item.sure * sure,
    )


def _shifted(pair: Pair | None, by: int) -> Pair | None:
    return (pair[0] + by, pair[1] + by) if pair else None


def placed(quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes, each with the id of the innermost quote that all of it stands in."""
    pieces = [(start, -end, 0, n) for n, quote in enumerate(quotes) for start, end in quote.spans]
    extents = [(start, -end, 1, n) for n, (start, end) in enumerate(map(_extent, quotes))]
    inside: dict[int, str] = {}
    open_pieces: list[tuple[int, int, int]] = []
    for start, minus_end, is_extent, number in sorted([*pieces, *extents]):
        while open_pieces and open_pieces[-1][1] <= start:
            open_pieces.pop()
        if not is_extent:
            open_pieces.append((start, -minus_end, number))
            continue
        for _, stop, owner in reversed(open_pieces):
            if owner != number and stop >= -minus_end:
                inside[number] = quotes[owner].id
                break
    return [replace(quote, within=inside.get(number)) for number, quote in enumerate(quotes)]


def _extent(quote: Quote) -> Pair:
    """From the first to the last character of words, cue and source."""
    parts = [*quote.spans, *((part.start, part.end) for part in (quote.cue, quote.source) if part)]
    return min(start for start, _ in parts), max(end for _, end in parts)
