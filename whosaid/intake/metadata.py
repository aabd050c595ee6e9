"""Title, date, outlet and authors where they stand in plain text: in the lines above the article.

Lines that say only that are taken out, so that nothing reads a title as something
somebody said. A place line ("PORT ELLERY, March 3 -") is part of the article and stays.
Which lines are of the head is told in ``heads``, what one says in ``facts``, which is the title in ``titles``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from whosaid.intake.dates import exact_date
from whosaid.intake.draft import Cut, Draft, Stretch, lines, without
from whosaid.intake.facts import Fact, facts_of
from whosaid.intake.heads import HEAD_LINES, LONGEST_LINE, Head, Told
from whosaid.intake.outlets import is_outlet, of_place_line, outlet_in
from whosaid.intake.titles import Candidates, down_to_prose, repeats

_TAIL_LINES = 4
_RUNNING = 3  # lines above which a running head is the article's own
_LEADING_DATE = re.compile(r"\s*(date[: ]\s*(\d{4}-\d{2}-\d{2}))(?=\s|$)")


def leading_date(draft: Draft) -> Draft:
    """Take out a ``date 2025-03-20`` that runs straight into the first paragraph."""
    match = _LEADING_DATE.match(draft.text)
    date = exact_date(match[2]) if match else None
    if not match or not date or not draft.text[match.end() :].strip():
        return draft
    dated = without(draft, [Cut(match.start(1), match.end(1), "date")])
    return replace(dated, date=draft.date or date)


def find(draft: Draft) -> Draft:
    """Return the draft with what its head (and labels at its foot) tell, and those lines taken out."""
    told = Told(draft.title, draft.date, outlet=draft.outlet, authors=list(draft.authors))
    text = list(lines(draft.text))
    left = Head(text, told).read()
    for line in text[HEAD_LINES:][-_TAIL_LINES:]:
        _note_foot(line, told)
    _note_running_heads(draft, text, told)
    _find_title(draft.text, left, text, told)
    cleaned = without(draft, told.cuts)
    if not cleaned.text:
        return draft
    agency, day = of_place_line(cleaned.text)
    return replace(
        cleaned,
        title=told.title,
        date=told.date or told.updated or day,
        outlet=told.outlet or outlet_in(cleaned.removed) or agency,
        authors=draft.authors or tuple(dict.fromkeys(told.authors)),
        url=draft.url or told.link,
    )


def is_metadata(line: str) -> bool:
    """Tell whether a line says only a title, date, byline or outlet, as a line of the head would."""
    if len(line) > LONGEST_LINE:
        return False
    facts = facts_of(line)
    return bool(facts) and all(fact.kind != "page" for fact in facts)  # a running head names its page


def _note_foot(line: Stretch, told: Told) -> None:
    """Note what labels at the foot of the article tell: who wrote it, and where it was printed.

    A title there is that of a book, and a source that is no paper that of a chart.
    """
    facts = facts_of(line.text, labelled=True) if len(line.text) <= LONGEST_LINE else []
    if not facts or any(_is_of_something_else(fact) for fact in facts):
        return
    for fact in facts:
        told.note(fact)
    told.take(line, "date" if facts[0].kind == "updated" else facts[0].kind)


def _is_of_something_else(fact: Fact) -> bool:
    return fact.kind == "title" or (fact.kind == "outlet" and not all(map(is_outlet, fact.values)))


def _note_running_heads(draft: Draft, text: Sequence[Stretch], told: Told) -> None:
    """Note what "The Quay Post, 3 March 2025, p. A4" tells above the article, though it went as a running head."""
    first = text[:_RUNNING][-1].start if text else 0
    for taken in draft.removed:
        if taken.why == "navigation" and taken.at is not None and taken.at <= first:
            for fact in facts_of(taken.text):
                told.note(fact)


def _find_title(text: str, left: list[Stretch], every: Sequence[Stretch], told: Told) -> None:
    """Take the line of the head that looks like a title, or the one that repeats the title known."""
    if told.title:
        repeated = [line for line in down_to_prose(left) if repeats(line.text, told.title or "")][:1]
        if len(every) > len(told.cuts) + 1:
            told.cuts += [Cut(line.start, line.end, "title") for line in repeated]
        return
    title, kickers = Candidates(text, every, told.cuts).title(left)
    if title:
        told.title = title.text
        told.take(title, "title")
        for line in kickers:
            told.take(line, "navigation")
