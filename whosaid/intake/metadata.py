"""Title, date, outlet and authors where they stand in plain text: in the lines above the article.

Lines that say only that are taken out, so that nothing reads a title as something
somebody said. A place line ("PORT ELLERY, March 3 -") is part of the article and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from whosaid.intake import bylines
from whosaid.intake.asides import aside, parted, why_alone
from whosaid.intake.dates import exact_date
from whosaid.intake.draft import Cut, Draft, Stretch, lines, without
from whosaid.intake.labels import begins_turn, is_stamped
from whosaid.intake.outlets import PROPER_NAME, is_outlet, of_place_line, outlet_in

_HEAD_LINES = 12
_PROSE = 12  # words; a standfirst above the date line is seldom a longer sentence
_TAIL_LINES = 4
_BELOW = 8  # lines below a title, one of which is the article's: others may be standfirst, byline and date
_DATELINE = 2  # lines with a label that an article may begin with: its title and its place
_RUNNING = 3  # lines above which a running head is the article's own
_LONGEST_TITLE = 220
_LONGEST_HEAD_LINE = 250

_LEADING_DATE = re.compile(r"\s*(date[: ]\s*(\d{4}-\d{2}-\d{2}))(?=\s|$)")
_LABELS = {
    "title": ("title", "headline"),
    "date": (
        *("date", "date published", "publication date", "published", "published on", "published at"),
        *("first published", "first published on", "posted", "posted on", "created", "created on", "issued"),
        *("issued on", "release date", "pub date", "date of publication", "posted at", "first posted"),
    ),
    "updated": (
        *("updated", "updated on", "updated at", "modified", "last updated", "last updated on"),
        *("last updated at", "last modified", "last modified on"),
    ),
    "byline": (
        "author",
        "authors",
        "byline",
        "written by",
        "words by",
        "words",
        "text by",
        "report by",
        "exclusive by",
        "analysis by",
        "story by",
        "by",
        *(
            "reporter",
            "reporters",
            "reporting by",
            "report",
            "text",
            "correspondent",
            "columnist",
            "journalist",
        ),
    ),
    "outlet": ("source", "outlet", "publication", "publisher", "newspaper", "published by"),
    "link": ("url", "link"),
}
_FIELD_OF_LABEL = {label: name for name, labels in _LABELS.items() for label in labels}
_LABEL = re.compile(
    rf"(?P<label>{'|'.join(sorted(_FIELD_OF_LABEL, key=len, reverse=True))})"
    r"(?P<colon>\s*:\s*|\s+)(?P<value>\S.*)",
    re.IGNORECASE,
)
_ONLY_WITH_COLON = {
    "words",
    "byline",
    "reporter",
    "reporters",
    "report",
    "text",
    "correspondent",
    "columnist",
    "journalist",
}
_NAMES_ONE = {"author", "authors", "byline", "written by"}  # a single name will do
_BARE_LABELS = frozenset(_LABELS["date"] + _LABELS["updated"] + _LABELS["byline"]) - _ONLY_WITH_COLON

_FIELD_BREAK = re.compile(
    r"\s+[|•·—–/]\s+|\s*[|•·]\s*|\s{3,}|\t+|\s+-\s+"
    r"|(?<=\d)\s+(?=(?i:last )?(?i:updated|modified|published)\b)"  # "Published March 3, 2025 Updated March 4, 2025"
    r"|;\s+|(?<=\d)\s+(?=by [^\W\d_])|\s+(?=(?i:published|updated|posted)\b.*\d{4})"
)
_LINK = re.compile(r"https?://\S{3,300}", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+/\S+", re.IGNORECASE)  # a front page is no article's address
_FRAMED = re.compile(r"(?P<mark>[-–—*•|~]) *(?P<words>\S.*?) *(?P=mark)")  # "- The Quay Post -"
_ASIDES = ("page", "photo credit", "time")
_COMMA = re.compile(r", | \(")
_PLACE = re.compile(r"(?:[^\W\d_a-z][\w'’.-]{1,20} ?){1,4}")
_STOPPED = re.compile(r"[.:;,…][\"'”’)\]]*$|[\"”]$")
_SENTENCE = re.compile(r"[.!?…:][\"'”’)\]]*$")


@dataclass(slots=True)
class _Found:
    """What the lines say; the first word on anything is the one that counts."""

    title: str | None = None
    date: str | None = None
    updated: str | None = None
    outlet: str | None = None
    link: str | None = None
    authors: list[str] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)


class _Fact(NamedTuple):
    """What a line, or a field of one, says."""

    kind: str
    values: tuple[str, ...] = ()
    outlet: str | None = None


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
    found = _Found(title=draft.title)
    stretches = list(lines(draft.text))
    head = stretches[:_HEAD_LINES]
    unclaimed: list[Stretch] = []
    for line in head:
        if _is_crosshead(line, draft.date or found.date, unclaimed) or not _claim(line, found):
            unclaimed.append(line)
    for line in stretches[_HEAD_LINES:][-_TAIL_LINES:]:
        _claim(line, found, labelled=True)
    _note_running_heads(draft, head, found)
    _find_title(draft, unclaimed, stretches, found)
    cleaned = without(draft, found.cuts)
    if not cleaned.text:
        return draft
    agency, told = of_place_line(cleaned.text)
    return replace(
        cleaned,
        title=draft.title or found.title,
        date=draft.date or found.date or found.updated or told,
        outlet=draft.outlet or found.outlet or outlet_in(cleaned.removed) or agency,
        authors=draft.authors or tuple(dict.fromkeys(found.authors)),
        url=draft.url or found.link,
    )


def is_metadata(line: str) -> bool:
    """Tell whether a line says only a title, date, byline or outlet, as a line of the head would."""
    if len(line) > _LONGEST_HEAD_LINE:
        return False
    facts = _facts(line, labelled=False)
    return bool(facts) and all(fact.kind != "page" for fact in facts)  # a running head names its page


def _is_crosshead(line: Stretch, known: str | None, above: Sequence[Stretch]) -> bool:
    """Tell a day that stands over a part of the article: another than the article's own, and below its prose."""
    date = exact_date(line.text) if known else None
    if not date or date == known:
        return False
    return any(other.words > _PROSE and _SENTENCE.search(other.text) for other in above)


def _claim(line: Stretch, found: _Found, *, labelled: bool = False) -> bool:
    """Note what the line tells, if it tells nothing but metadata, and cut it."""
    if len(line.text) > _LONGEST_HEAD_LINE:
        return False
    facts = _facts(line.text, labelled=labelled)
    telling = [fact.kind for fact in facts if fact.kind not in _ASIDES]
    why = telling[0] if telling else None if labelled else why_alone(line.text)
    if why is None:
        return False
    for fact in facts:
        _note(found, fact)
    found.cuts.append(Cut(line.start, line.end, "date" if why == "updated" else why))
    return True


def _facts(line: str, *, labelled: bool) -> list[_Fact]:
    """Return what a line tells; nothing unless it tells something, and nothing but metadata."""
    for fields in _readings(line):
        facts = [_fact(part, labelled=labelled) for part in fields]
        known = [fact for fact in facts if fact]
        if len(known) == len(facts) and any(fact.kind not in _ASIDES for fact in known):
            return known
    return []


def _note_running_heads(draft: Draft, head: Sequence[Stretch], found: _Found) -> None:
    """Note what "The Quay Post, 3 March 2025, p. A4" tells above the article, though it went as a running head."""
    first = head[:_RUNNING][-1].start if head else 0
    for taken in draft.removed:
        if taken.why == "navigation" and taken.at is not None and taken.at <= first:
            for fact in _facts(taken.text, labelled=False):
                _note(found, fact)


def _readings(line: str) -> Iterator[list[str]]:
    """Yield ways to split "By Mira Sandoval | The Harbour Herald | 3 March 2025" into its fields."""
    framed = _FRAMED.fullmatch(line)
    line = parted(framed["words"] if framed else line)
    fields = [part.strip() for part in _FIELD_BREAK.split(line) if part.strip()]
    if not fields:
        return
    for one in (fields, [line]):
        yield [piece for part in one for piece in _outlet_and_date(part)]
        yield one


def _outlet_and_date(field: str) -> list[str]:
    """Split "The Herald, Tuesday 4 March 2025", "The Herald (4 March 2025)", "Harbour City, 4 March 2025".

    The name of a place says nothing that is kept, and goes with its date.
    """
    for match in _COMMA.finditer(field):
        before, after = field[: match.start()], field[match.end() :].removesuffix(")")
        label = _LABEL.fullmatch(before)
        name = label["value"] if label and ":" in label["colon"] else before
        if is_outlet(after):
            return [before, after]
        if exact_date(after):
            return [before, after] if is_outlet(name) else [after] if _PLACE.fullmatch(before) else [field]
    return [field]


def _note(found: _Found, fact: _Fact) -> None:
    if fact.kind == "byline":
        found.authors.extend(fact.values)
        found.outlet = found.outlet or fact.outlet
    elif fact.values and getattr(found, fact.kind) is None:
        setattr(found, fact.kind, fact.values[0])


def _fact(text: str, *, labelled: bool) -> _Fact | None:
    """Return what a line (or a field of one) says, its kind and its values; None if it is no metadata."""
    told = None if labelled else aside(text)
    if told:
        return _Fact(told)
    match = _LABEL.fullmatch(text)
    if match:
        label = " ".join(match["label"].lower().split())
        colon = ":" in match["colon"]
        value = match["value"].strip()
        if colon and label in _NAMES_ONE and bylines.is_single_name(value):
            return _Fact("byline", (value,))
        if colon or (label in _BARE_LABELS and not labelled):
            return _labelled(_FIELD_OF_LABEL[label], value, colon=colon)
    return None if labelled else _unlabelled(text)


def _unlabelled(text: str) -> _Fact | None:
    date = exact_date(text)
    if date:
        return _Fact("date", (date,))
    if _LINK.fullmatch(text):
        return _link(text)
    if is_outlet(text):
        return _Fact("outlet", (text,))
    names = bylines.name_and_role(text)
    return _Fact("byline", names) if names else None


def _labelled(kind: str, value: str, *, colon: bool) -> _Fact | None:
    if kind in ("date", "updated"):
        date = exact_date(value)
        return _Fact(kind, (date,)) if date else None
    if kind == "byline":
        found = bylines.names_and_outlet(value)
        return None if found is None else _Fact(kind, *found)
    if kind == "link":
        return _link(value) if _LINK.fullmatch(value) else None
    fits = (
        len(value) <= _LONGEST_TITLE
        if kind == "title"
        else is_outlet(value) or bool(PROPER_NAME.fullmatch(value))
    )
    return _Fact(kind, (value,)) if colon and fits else None


def _link(address: str) -> _Fact:
    return _Fact("link", (address,) if _ADDRESS.fullmatch(address) else ())


def _find_title(draft: Draft, unclaimed: list[Stretch], stretches: list[Stretch], found: _Found) -> None:
    """Take the first line that is left for the title if it looks like one, or repeats the title known."""
    if not unclaimed:
        return
    line = unclaimed[0]
    if found.title:
        if _same(line.text, found.title) and len(stretches) > len(found.cuts) + 1:
            found.cuts.append(Cut(line.start, line.end, "title"))
    elif _is_title(line, draft.text, stretches) and not _is_spoken(unclaimed):
        found.title = line.text
        found.cuts.append(Cut(line.start, line.end, "title"))


def _is_spoken(head: Sequence[Stretch]) -> bool:
    """Tell a transcript, whose first line is what somebody says, from a title such as "Ferry: No boats in May".

    One line below it is not enough: "NEW DELHI: The board said ..." begins articles.
    """
    turns = [begins_turn(line.text) for line in head]
    plainly = sum(turns) > _DATELINE or all(turns) or is_stamped(head[0].text)
    return turns[0] and sum(turns) > 1 and plainly


def _same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.lower()) == re.findall(r"\w+", other.lower())


def _is_title(line: Stretch, text: str, stretches: list[Stretch]) -> bool:
    """Tell a title: short, no full stop, set apart, and sentences that are longer come after it."""
    if len(line.text) > _LONGEST_TITLE or line.words > 30 or line.words < 2 or _STOPPED.search(line.text):
        return False
    if line.text[0].islower():
        return False
    later = stretches[stretches.index(line) + 1 :]
    body = [other for other in later[:_HEAD_LINES] if other.words > 7 and _SENTENCE.search(other.text)]
    if not any(len(other.text) > len(line.text) for other in body) and sum(o.words for o in body) < 40:
        return False
    apart = re.match(r"[ \t]*\n[ \t]*\n", text[line.end : line.end + 200]) is not None
    # Without a blank line, a line much shorter than the next is a title; lines of one width are wrapped text.
    return bool(body) and (apart or len(line.text) < 0.6 * max(len(other.text) for other in later[:_BELOW]))
