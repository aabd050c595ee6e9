"""A mail's own head and its envelope: a byline and a date above the article go before who sent it and when.

A desk sends "story for tomorrow", and headline, byline and date stand in the mail. What counts as such a line is
``metadata``'s business; here is whom to believe.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from whosaid.articles import Removed
from whosaid.intake import metadata
from whosaid.intake.canonical import Stated
from whosaid.intake.draft import Draft

_EMBARGO = 2  # days; a story is sent before its day, a date far ahead is that of an event
_PROSE = 12  # words of a sentence below which no date is the article's
_MOST_BETWEEN = {"byline": 1, "date": 0}  # lines between a headline and what tells that it is one
_MANY = 99
_MASK = "\ue000"  # stands for the letters of a line that must stay, and is in no text
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|hallo|liebe[rs]?|good (?:morning|afternoon|evening|day)|morning|all|everyone|team|folks)\b",
    re.IGNORECASE,
)


def opened(draft: Draft, envelope: Stated) -> Draft:
    """Return a mail's words with the title, date and authors that stand above them, or else the envelope's.

    A date that is not believed stays in the text.
    """
    told = metadata.find(draft)
    if not _has_headline(told):
        told = metadata.find(replace(draft, title=envelope.title))
    if not _is_own_date(draft, told, envelope.date):
        told = replace(_with_dates_left(draft, told), date=envelope.date)
    return replace(
        told,
        outlet=told.outlet if _is_own_outlet(told) else envelope.outlet or told.outlet,
        authors=told.authors or envelope.authors,
        url=told.url or envelope.url,
    )


def _has_headline(told: Draft) -> bool:
    """Tell a headline by the byline below it, with a standfirst in between at most, or by a date right below it."""
    if not told.title or _GREETING.match(told.title):
        return False
    above = [number for number, one in enumerate(told.removed) if _is_headline(one, told)]
    below = told.removed[above[0] + 1 :] if above else ()
    return any(
        one.why in _MOST_BETWEEN and _lines_above(one, told) <= _MOST_BETWEEN[one.why] for one in below
    )


def _is_headline(removed: Removed, told: Draft) -> bool:
    own = removed.why == "title" and removed.text.endswith(told.title or "")
    return own and _lines_above(removed, told) == 0


def _lines_above(removed: Removed, told: Draft) -> int:
    """Count the lines of the text that stand above what was taken out; a paragraph of prose is many."""
    lines = [line for line in told.text[: removed.at].split("\n") if line.strip()]
    prose = any(len(line.split()) > _PROSE and _SENTENCE.search(line) for line in lines)
    return _MANY if prose else len(lines)


def _is_own_date(draft: Draft, told: Draft, sent: str | None) -> bool:
    """Tell the day of the article from that of an event, of a part, and of one story in a letter.

    Where nobody signed it, a date must stand above all else, or begin the text with its place.
    """
    day, sending = _day(told.date), _day(sent)
    if not told.date or (day and sending and day > sending + _EMBARGO):
        return False
    dates = [one for one in told.removed if one.why == "date"]
    if told.authors:
        return not dates or _lines_above(dates[0], told) < _MANY
    return not _lines_above(dates[0], told) if dates else draft.date is None


def _is_own_outlet(told: Draft) -> bool:
    """Tell an outlet that a line of the head names from one that an appeal or a place line gives away."""
    lines = (one.text for one in told.removed if one.why in ("outlet", "byline", "date"))
    return bool(told.outlet) and any(told.outlet in line for line in lines if told.outlet)


def _with_dates_left(draft: Draft, told: Draft) -> Draft:
    """Look through the draft again, past the lines that were taken out for a date."""
    before = {one.text for one in draft.removed}
    kept = [one.text for one in told.removed if one.why == "date" and one.text not in before]
    text = draft.text
    for line in kept:
        text = re.sub(rf"(?m)^([ \t]*){re.escape(line)}(?=[ \t]*$)", rf"\1{_MASK * len(line)}", text, count=1)
    told = metadata.find(replace(draft, text=text, title=told.title))
    text = told.text
    for line in kept:
        text = text.replace(_MASK * len(line), line, 1)
    return replace(told, text=text)


def _day(value: str | None) -> int | None:
    """Return the number of a day; None where a date is none, or not whole."""
    try:
        return date.fromisoformat(value).toordinal() if value else None
    except ValueError:
        return None
