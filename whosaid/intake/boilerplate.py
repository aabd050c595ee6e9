"""What stands in a saved article and is no part of it: appeals, newsletter boxes, 'Read more', credits.

The rule: rather leave a line in than take a sentence of the article out. So a line goes
only if it is boilerplate as a whole, and a stretch of sentences only if it speaks to the
reader ("your", "we") with the set phrases of an appeal, outside quotation marks and
without anybody saying it. Dates, bylines and titles are found in ``metadata``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosaid.intake import phrases
from whosaid.intake.draft import Cut, Draft, Stretch, lines, paragraphs, without

_LONGEST_APPEAL = 2500  # characters
_LONGEST_LINE = 400  # characters; a longer line is never boilerplate as a whole
_QUOTED = re.compile(
    r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<![^\s(—–-])[‘'][^\n‘]{0,600}?(?:[,.!?…][’']|[’'](?=\s|$))"
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+")
_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
_SHORT_SENTENCE = 5  # words: "It only takes a minute."
_SHORT_LINE = 45  # characters; after such a line the next one starts afresh, even without a full stop


def clean(draft: Draft) -> Draft:
    """Return the draft without its boilerplate, unless that would leave nothing."""
    cleaned = without(draft, _boilerplate(draft.text))
    return cleaned if cleaned.text else draft


def _boilerplate(text: str) -> Iterator[Cut]:
    yield from _known_appeals(text)
    for paragraph in paragraphs(text):
        appeal = _appeal(paragraph)
        if appeal:
            yield appeal
        yield from _whole_lines(paragraph)


def _known_appeals(text: str) -> Iterator[Cut]:
    """Yield what stands from the first to the last words of an appeal that is known, even over paragraphs."""
    ends = list(phrases.KNOWN_APPEAL_ENDS.finditer(text))
    for start in phrases.KNOWN_APPEAL_STARTS.finditer(text):
        while ends and ends[0].start() < start.end():
            ends.pop(0)
        if ends and ends[0].end() - start.start() <= _LONGEST_APPEAL:
            yield Cut(start.start(), ends[0].end(), "appeal")


def _whole_lines(paragraph: Stretch) -> Iterator[Cut]:
    """Yield the lines that are boilerplate; in hard-wrapped text such a line must start a sentence."""
    fresh = True
    for line in lines(paragraph.text):
        start, end = paragraph.start + line.start, paragraph.start + line.end
        why = line_boilerplate(line.text) if fresh else None
        if why:
            yield Cut(start, end, why)
        else:
            yield from _line_end(line.text, start)
        fresh = bool(why or _ENDED.search(line.text[-5:]) or len(line.text) < _SHORT_LINE)


def line_boilerplate(line: str) -> str | None:
    """Say why a whole line is boilerplate ("newsletter"), or None where it may be the article's."""
    if len(line) > _LONGEST_LINE:
        return None
    for why, pattern in phrases.LINES:
        if pattern.fullmatch(line):
            spoken = phrases.SAID.search(line) or "“" in line or '"' in line
            return None if spoken and why not in ("related", "photo credit", "copyright") else why
    return None


def _line_end(line: str, start: int) -> Iterator[Cut]:
    offset = max(0, len(line) - _LONGEST_LINE)
    for pattern, why in ((phrases.TRAILING_MORE, "related"), (phrases.TRAILING_CREDIT, "photo credit")):
        match = pattern.search(line, offset)
        if match:
            yield Cut(start + match.start(1), start + match.end(), why)


def _appeal(paragraph: Stretch) -> Cut | None:
    """Find the sentences of an appeal, from its first to its last set phrase."""
    if not phrases.APPEAL.search(paragraph.text):
        return None
    unquoted = _QUOTED.sub(lambda match: " " * len(match[0]), paragraph.text)
    extents = list(_sentences(unquoted))
    sentences = [unquoted[start:end] for start, end in extents]
    strong = [number for number, sentence in enumerate(sentences) if phrases.APPEAL.search(sentence)]
    if not strong:
        return None
    first, last = strong[0], strong[-1]
    if all(_goes_along(sentence) for sentence in sentences):
        first, last = 0, len(sentences) - 1
    if not _is_appeal(sentences[first : last + 1], whole=last - first + 1 == len(sentences)):
        return None
    return Cut(paragraph.start + extents[first][0], paragraph.start + extents[last][1], "appeal")


def _goes_along(sentence: str) -> bool:
    """Tell whether a sentence may belong to an appeal that the others make."""
    return len(sentence.split()) <= _SHORT_SENTENCE or any(
        pattern.search(sentence) for pattern in (phrases.APPEAL, phrases.TO_READER, phrases.ABOUT_NEWS)
    )


def _is_appeal(run: list[str], *, whole: bool) -> bool:
    """Tell an appeal: two set phrases (one, if there is nothing else), about news, and to the reader."""
    if any(phrases.SAID.search(sentence) for sentence in run):
        return False
    for wanted in (phrases.ABOUT_NEWS, phrases.TO_READER):
        if not any(wanted.search(sentence) for sentence in run):
            return False
    strong = sum(len(phrases.APPEAL.findall(sentence)) for sentence in run)
    others = sum(
        not phrases.APPEAL.search(sentence) and not phrases.TO_READER.search(sentence) for sentence in run
    )
    if whole:
        return strong >= 2 or (len(run) == 1 and bool(phrases.ASKS.search(run[0])))
    return strong >= 2 and len(run) >= 2 and others <= len(run) / 4


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)
