"""What stands in a saved article and is no part of it: appeals, newsletter boxes, 'Read more', credits.

The rule: rather leave a line in than take a sentence of the article out. So a line goes
only if it is boilerplate as a whole, and a stretch of sentences only if it speaks to the
reader ("your", "we") with the set phrases of an appeal, outside quotation marks and
without anybody saying it. What no phrase knows is left to ``classifier``, which must be
sure. Dates, bylines and titles are found in ``metadata``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from whosaid.intake import classifier, phrases
from whosaid.intake.draft import Cut, Draft, Stretch, lines, paragraphs, without
from whosaid.intake.features import words_of
from whosaid.intake.language import ENGLISH, language_of
from whosaid.intake.metadata import is_metadata

_LONGEST_APPEAL = 2500  # characters
_LONGEST_LINE = 400  # characters; a longer line is never boilerplate as a whole
_QUOTED = re.compile(
    r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<![^\s(—–-])[‘'][^\n‘]{0,600}?(?:[,.!?…][’']|[’'](?=\s|$))"
)
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")  # in digits, whatever stands for the month
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+")
_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
_SHORT_SENTENCE = 5  # words: "It only takes a minute."
_SHORT_LINE = 45  # characters; after such a line the next one starts afresh, even without a full stop
_LABEL = (3.0, 5.0)
"""How sure the classifier must be (log odds) of a line beside other boilerplate, and of one that stands alone."""
_SENTENCE = (5.5, 6.0)
"""The same where a sentence ends: in four fifths of the lines of boilerplate none does, and hardly any of articles."""
_CAREFUL = (8.0, 8.5)
"""The same of a sentence that it takes for an appeal, since what people in the news say about money sounds like one,
and of a caption that it takes for a credit."""
_CAPTION = 5  # words of a line that may be one
_FEW = 3  # lines of an article; where there are fewer, as in tables of results, they tell little
_MORE = 3.0  # by which the classifier must then be surer
_SURE = 6.0  # of what may be a title
_HEAD = 20  # lines in which a line that says only an outlet or a date is for metadata to find
_LONGEST_ITEM = 16  # words of a headline in a list
_LISTS = ("related", "navigation", "share", "comments")
_MOST_WORDS = 90  # of a line that the classifier may take out
_PAGE_NUMBER = re.compile(
    r"^(?:[Pp]age )?[A-Z]?\d{1,3}(?:\s+[|•·–—-])?\s+(?=[^\W\d_a-z])"
    r"|\s+(?:[|•·–—-]\s+)?(?:[Pp](?:age|\.|g\.) ?)?[A-Z]?\d{1,3}(?: ?(?:/|of) ?\d{1,3})?$"
)
_BODY = 8  # words; without a line of an article as long as this, the classifier takes out nothing


_LONG = (
    f"It has more than {classifier.MOST_LINES:,} lines: boilerplate was looked for by set phrases alone. Split it "
    "into its articles to have every line judged."
)


def clean(draft: Draft) -> Draft:
    """Return the draft without its boilerplate, unless that would leave nothing."""
    cleaned = without(draft, cuts(draft.text))
    if classifier.has_too_many(draft.text):
        draft, cleaned = (replace(each, notices=(*each.notices, _LONG)) for each in (draft, cleaned))
    return cleaned if cleaned.text else draft


def cuts(text: str) -> list[Cut]:
    """Return all that is boilerplate; what the set phrases know keeps their name for it."""
    known = list(by_phrases(text))
    return [
        *known,
        *(cut for cut in by_classifier(text) if not any(_is_known(cut, other) for other in known)),
    ]


def _is_known(cut: Cut, known: Cut) -> bool:
    """Tell what goes already, and a line of which an appeal goes: what is left of it is the article's."""
    within = known.start <= cut.start and cut.end <= known.end
    return within or (known.why == "appeal" and cut.start < known.end and known.start < cut.end)


def by_classifier(text: str) -> Iterator[Cut]:
    """Yield the lines that the classifier is sure of; none where nothing looks like an article, or is English."""
    judged = classifier.judged(text)
    if not any(line.score < 0 and words_of(line.text) >= _BODY for line in judged):
        return
    if language_of(text) not in (None, ENGLISH):
        return
    least = [_least(judged, number) for number in range(len(judged))]
    few = sum(line.score < 0 and words_of(line.text) >= _BODY for line in judged) < _FEW
    kinds = [
        line.kind if line.score > max(least[number], _needed(judged, number, few=few)) else None
        for number, line in enumerate(judged)
    ]
    sentences = (at for at, line in enumerate(judged) if kinds[at] is None and _ENDED.search(line.text[-5:]))
    last = max(sentences, default=len(judged))
    for number, line in enumerate(judged):
        if kinds[number] is None and not least[number] and _goes_with_list(line.text, kinds, number, last):
            kinds[number] = kinds[number - 1]
        if why := kinds[number]:
            yield Cut(line.start, line.end, why)


def _goes_with_list(line: str, kinds: list[str | None], number: int, last: int) -> bool:
    """Tell a headline or the like behind a line taken out: among such lines, or after the last sentence."""
    if not number or kinds[number - 1] is None or words_of(line) > _LONGEST_ITEM or _ENDED.search(line[-5:]):
        return False
    between = kinds[number - 1] in _LISTS and number + 1 < len(kinds) and kinds[number + 1] in _LISTS
    return between or number > last


def _needed(judged: list[classifier.Judged], number: int, *, few: bool = False) -> float:
    """How sure the classifier must be of a line: most of all of a sentence, and where the article stands around it.

    ``few``: there is hardly any article, and its lines tell little.
    """
    line, kind = judged[number].text, judged[number].kind
    needed = _LABEL
    if _ENDED.search(line[-5:]) or _SENTENCE_END.search(line):
        needed = _CAREFUL if kind == "appeal" else _SENTENCE
    elif kind == "photo credit" and words_of(line) >= _CAPTION and not phrases.CREDITS.search(line):
        needed = _CAREFUL
    return needed[_is_alone(judged, number)] + (_MORE if few else 0.0)


def _is_alone(judged: list[classifier.Judged], number: int) -> bool:
    """Tell a line with no boilerplate right above or below it."""
    beside = (*judged[max(0, number - 1) : number], *judged[number + 1 : number + 2])
    return all(other.score < 0 for other in beside)


def _least(judged: list[classifier.Judged], number: int) -> float:
    """How sure the classifier must be at least of a title, or of a number in a menu; of a table or date it never is."""
    line = judged[number].text
    head = [each.text for each in judged[number : number + 2]] if number < _HEAD else []
    if words_of(line) > _MOST_WORDS or _is_of_table(judged, number):
        return math.inf
    if any(map(is_metadata, head[:1])) or _DATE.fullmatch(line):
        return math.inf
    if not _LETTER.search(line):
        return math.inf if _is_alone(judged, number) else _SURE
    title = any(map(is_metadata, head[1:])) or _is_title(judged, number)
    return _SURE if title else 0.0


def _is_of_table(judged: list[classifier.Judged], number: int) -> bool:
    """Tell a row with its cells a tab apart, beside another: a menu has its items in one line, or one on each."""
    beside = judged[max(0, number - 1) : number + 2]
    return "\t" in judged[number].text and sum("\t" in each.text for each in beside) > 1


def _is_title(judged: list[classifier.Judged], number: int) -> bool:
    """Tell the first line that is no metadata, right above the article's first long one and not about the page."""
    line = judged[number].text
    if number + 1 >= min(len(judged), _HEAD) or words_of(line) < 2 or _ENDED.search(line[-5:]):
        return False
    if not all(is_metadata(above.text) for above in judged[:number]):
        return False
    below = judged[number + 1]
    article = below.score < 0 and words_of(below.text) >= _BODY
    return article and not phrases.TELLS_OF_ITSELF.search(line)


def by_phrases(text: str) -> Iterator[Cut]:
    """Yield what the set phrases know."""
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
    if _is_running_head(line):
        return "navigation"
    for why, pattern in phrases.LINES:
        if pattern.fullmatch(line):
            spoken = phrases.SAID.search(line) or "“" in line or '"' in line
            told = why == "copyright" and phrases.TOLD_OF.search(line)
            return None if told or (spoken and why not in ("related", "photo credit", "copyright")) else why
    return None


def _is_running_head(line: str) -> bool:
    """Tell "12 THE HARBOUR HERALD" and "The Harbour Herald - 4 March 2025 - page 3"."""
    bare = _PAGE_NUMBER.sub("", line)
    if bare == line or words_of(bare) < 2 or is_metadata(line):
        return False
    return is_metadata(bare.title() if bare.isupper() else bare)


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
