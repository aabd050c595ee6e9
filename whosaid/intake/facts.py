"""What a line of the head tells: the fields it has, and what each says, or that it is no metadata.

Which lines are looked at, and what counts where two say different things, is ``metadata``'s business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from whosaid.intake import bylines
from whosaid.intake.asides import aside, parted
from whosaid.intake.dates import exact_date, is_time
from whosaid.intake.head_labels import Label, is_label_of_day, label_of
from whosaid.intake.kickers import is_section
from whosaid.intake.outlets import PROPER_NAME, is_outlet, outlet_name
from whosaid.intake.places import is_place, may_be_place

ASIDES = ("page", "photo credit", "time", "place", "section")  # kinds that tell nothing which is kept

_LONGEST_TITLE = 220
_FIELD_BREAK = re.compile(
    r"\s+[|•·—–/]\s+|\s*[|•·]\s*|\s{3,}|\t+|\s+-\s+|;\s+"
    r"|(?:(?<=\d)|(?<=[ap]m)),?\s+(?=(?i:(?:last |first )?(?:updated|modified|published)|by [^\W\d_])\b)"
    r"|\s+(?<!\b[Ll]ast )(?<!\b[Ff]irst )(?<!\bLAST )(?<!\bFIRST )(?=(?i:published|updated|posted)\b.*\d{4})"
    r"|\s+\((?=(?i:(?:last )?updated|modified)\b)"
)
_WEEKDAY_APART = re.compile(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\s*[|•·]\s*(?=\w)", re.IGNORECASE)
_LINK = re.compile(r"https?://\S{3,300}", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+/\S+", re.IGNORECASE)  # a front page is no article's address
_FRAMED = re.compile(r"(?P<mark>[-–—*•|~]) *(?P<words>\S.*?) *(?P=mark)")  # "- The Quay Post -"
_COMMA = re.compile(r", | \(")
_SPACE = re.compile(r" (?=\S)")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_BY = re.compile(r"by [^\W\d_]", re.IGNORECASE)
_MOST_WORDS = 20  # of a field in which a date stands behind a name with nothing between them


class Fact(NamedTuple):
    """What a line, or a field of one, says.

    ``stated``: by a label. ``weak``: by one that begins headlines as well, so that what stands around it must bear
    it out. ``bare``: a name that only what stands beside it makes a byline.
    """

    kind: str
    values: tuple[str, ...] = ()
    outlet: str | None = None
    stated: bool = False
    weak: bool = False
    bare: bool = False


def facts_of(line: str, *, labelled: bool = False) -> list[Fact]:
    """Return what a line tells; nothing unless it tells something, and nothing but metadata.

    ``labelled``: only what a label states counts.
    """
    for fields in _readings(line):
        found = [_fact(one, labelled=labelled, beside=len(fields) > 1) for one in fields]
        facts = [fact for fact in found if fact]
        if len(facts) == len(found) and _is_telling(facts):
            return facts
    return []


def _is_telling(facts: list[Fact]) -> bool:
    """Tell whether something is told, and no name is taken for a byline that a date or an outlet does not follow."""
    kinds = {fact.kind for fact in facts if fact.kind not in ASIDES}
    return bool(kinds) and (kinds != {"byline"} or not any(fact.bare for fact in facts))


def _readings(line: str) -> Iterator[list[str]]:
    """Yield ways to split "By Mira Sandoval | The Harbour Herald | 3 March 2025" into its fields."""
    framed = _FRAMED.fullmatch(line)
    line = _WEEKDAY_APART.sub(r"\1, ", parted(framed["words"] if framed else line))
    fields = [part.strip() for part in _FIELD_BREAK.split(line) if part.strip()]
    if not fields:
        return
    for one in (fields, [line]) if len(fields) > 1 else (fields,):
        pieces = [piece for part in one for piece in _pieces(part)]
        yield pieces
        if pieces != one:
            yield one


def _pieces(field: str) -> list[str]:
    """Split "The Herald, Tuesday 4 March 2025", "By Mira Sandoval, The Herald, 4 March 2025" and the like.

    The name of a place says nothing that is kept, and goes with its date.
    """
    for match in _COMMA.finditer(field):
        before, after = field[: match.start()], field[match.end() :].removesuffix(")")
        if is_outlet(after):
            return [before, after]
        if is_place(after) and is_outlet(_value_of(before)):
            return [before]
        if exact_date(after):
            who = _pieces(before)
            if _tells_who(who):
                return [*who, after]
            return [after] if match[0] == ", " and may_be_place(before) else [field]
    return _apart(field)


def _apart(field: str) -> list[str]:
    """Split "By Mira Sandoval March 4, 2025" and "5:32 p.m. ET, March 4, 2025 By Mira Sandoval"."""
    if not _YEAR.search(field) or field.count(" ") > _MOST_WORDS:
        return [field]
    for match in _SPACE.finditer(field):
        before, after = field[: match.start()], field[match.end() :]
        if exact_date(after) and _tells_who(_pieces(before)):
            return [*_pieces(before), after]
        if _BY.match(after) and exact_date(before):
            return [before, after]
    return [field]


def _tells_who(pieces: list[str]) -> bool:
    """Tell whether pieces name who wrote, or where it was printed, and nothing else."""
    facts = [_fact(piece, labelled=False, beside=True) for piece in pieces]
    return all(facts) and any(fact.kind in ("byline", "outlet") for fact in facts if fact)


def _value_of(field: str) -> str:
    label = label_of(field)
    return label.value if label and label.colon else field


def _fact(text: str, *, labelled: bool, beside: bool) -> Fact | None:
    """Return what a line (or a field ``beside`` others) says, its kind and its values; None if it is no metadata."""
    told = None if labelled else aside(text)
    if told:
        return Fact(told)
    label = label_of(text)
    if label and (label.colon or (label.bare and not labelled)):
        return _labelled(label)
    if labelled:
        return None
    return _unlabelled(text) or (_beside(text) if beside else None)


def _unlabelled(text: str) -> Fact | None:
    date = exact_date(text)
    if date:
        return Fact("date", (date,))
    if _LINK.fullmatch(text):
        return _link(text)
    if is_outlet(text):
        return Fact("outlet", (outlet_name(text),))
    names = bylines.name_and_role(text)
    return Fact("byline", names) if names else None


def _beside(text: str) -> Fact | None:
    """Return what a field says only among others: "Mira Sandoval | Mumbai | Published | 4 March 2025"."""
    if is_time(text) or is_label_of_day(text):
        return Fact("time")
    if is_section(text):
        return Fact("section")
    names = bylines.persons(text)
    if names:
        return Fact("byline", names, bare=True)
    return Fact("place") if is_place(text) else None


def _labelled(label: Label) -> Fact | None:
    if label.field in ("date", "updated"):
        return _day(label)
    if label.field == "byline":
        return _byline(label)
    if not label.colon:
        return None
    if label.field == "link":
        return _link(label.value) if _LINK.fullmatch(label.value) else None
    if label.field == "outlet":
        return _outlet(label)
    return Fact("title", (label.value,), stated=True) if len(label.value) <= _LONGEST_TITLE else None


def _day(label: Label) -> Fact | None:
    date = exact_date(label.value)
    if date:
        return Fact(label.field, (date,), stated=True)
    return Fact("time") if is_time(label.value) else None


def _byline(label: Label) -> Fact | None:
    if label.of_authors:
        names = bylines.surname_first(label.value)
        if names or bylines.is_single_name(label.value):
            return Fact("byline", names or (label.value,), stated=True)
    found = bylines.names_and_outlet(label.value)
    if found is None:
        return None
    known = all(map(bylines.is_person, found[0]))
    if label.of_persons and not (found[0] and known):
        return Fact("outlet", (found[1],), stated=True) if found[1] and label.words == "from" else None
    return Fact("byline", *found, stated=True, weak=label.of_persons or not (label.is_sure or known))


def _outlet(label: Label) -> Fact | None:
    if is_outlet(label.value):
        return Fact("outlet", (outlet_name(label.value),), stated=True)
    named = PROPER_NAME.fullmatch(label.value)
    return Fact("outlet", (label.value,), stated=True, weak=label.words == "source") if named else None


def _link(address: str) -> Fact:
    return Fact("link", (address,) if _ADDRESS.fullmatch(address) else (), stated=True)
