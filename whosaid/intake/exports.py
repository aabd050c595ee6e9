"""Texts exported from a press database: what their fields tell, and the article without them.

Fields are told by their labels ("BYLINE:", "Load-Date:", "HD"), and only where a text has several
of them, one at least that nothing but a database writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from whosaid.intake.dates import exact_date
from whosaid.intake.draft import Cut, Draft, lines, without

_FIELDS = (
    "byline section length load-date language publication-type journal-code graphic highlight dateline headline "
    "classification subject organization person company city country state type author title links abstract pages "
    "publication_info publication_title publication_date publication_year publisher place_of_publication "
    "country_of_publication issn eissn source_type language_of_publication document_type proquest_document_id "
    "document_url last_updated database volume issue first_page copyright full_text location people word_count "
    "accession_number series source column edition body"
).split()
_TELLING = frozenset(
    "load-date publication-type journal-code publication_info publication_title proquest_document_id word_count "
    "source_type document_type accession_number".split()
)
_LABELS = "|".join(field.replace("_", "[ _]") for field in sorted(_FIELDS, key=len, reverse=True))
_LABEL = re.compile(
    rf"^[ \t]*(?P<label>{_LABELS})[ \t]*:[ \t]*"
    r"(?P<value>[^\n]*(?:\n(?![ \t]*\n)(?![ \t]*[A-Za-z][\w -]{1,30}:)[ \t]+\S[^\n]*)*)",
    re.MULTILINE | re.IGNORECASE,
)
_LENGTH = re.compile(r"\d[\d,.]* words?", re.IGNORECASE)
_BODY_LINE = re.compile(r"^[ \t]*(?:body|full text:?)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_MARKS = re.compile(
    r"^[ \t]*(?:end of document|document [A-Z]{2,10}\d{6,}\w{4,20}|\d{1,4} of \d{1,4} documents?|"
    r"copyright (?:\(c\) |© ?)?\d{4}[^\n]*|©[^\n]*\d{4}[^\n]*|all rights reserved\.?)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_DAY = re.compile(
    r"(?P<date>[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+\.? \d{4})"
    r"(?:,? ?(?:mon|tues|wednes|thurs|fri|satur|sun)day)?"
    r"(?: \d{1,2}:\d{2}.{0,12})?",
    re.IGNORECASE,
)
_IN_INFO = re.compile(r"\d{1,2} [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4}")
_CODE = re.compile(
    r"^(?P<code>HD|HL|BY|CR|WC|PD|ET|SN|SC|PG|ED|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPD|IPC|PUB|AN|SE|CLM|ART)"
    r"(?:[ \t]+(?P<value>[^\n]*))?$",
    re.MULTILINE,
)
_PROSE = ("LP", "TD")
_LEAST_FIELDS = 3
_LEAST_CODES = 4
_HEAD_LINES = 8
_WHY = "database field"


class _Field(NamedTuple):
    label: str
    value: str
    start: int
    end: int


def draft_of(text: str) -> Draft | None:
    """Return the article of an export, or None where the text is no plain export."""
    return _coded(text) or _labelled(text)


def _labelled(text: str) -> Draft | None:
    fields = list(_fields(text))
    labels = {field.label for field in fields}
    lengths = any(field.label == "length" and _LENGTH.fullmatch(field.value) for field in fields)
    if len(labels) < _LEAST_FIELDS or not (labels & _TELLING or lengths):
        return None
    told = {field.label: field.value for field in reversed(fields)}
    cuts = [Cut(field.start, field.end, _WHY) for field in fields]
    cuts += [Cut(*match.span(), _WHY) for pattern in (_MARKS, _BODY_LINE) for match in pattern.finditer(text)]
    head, head_cuts = _head(text, min(cut.start for cut in cuts if cut.start or len(cuts) == 1))
    draft = without(Draft(text), [*cuts, *head_cuts])
    if not draft.text:
        return None
    date = head.get("date") or _date(told.get("publication_date")) or _date(told.get("publication_info"))
    return replace(
        draft,
        title=told.get("headline") or told.get("title") or head.get("title"),
        date=date or _date(told.get("load-date")),
        outlet=head.get("outlet") or told.get("publication_title") or _info_outlet(told),
        authors=_names(told.get("byline") or told.get("author") or ""),
    )


def _fields(text: str) -> Iterator[_Field]:
    for match in _LABEL.finditer(text):
        label = match["label"].lower().replace(" ", "_")
        value = " ".join(match["value"].split())
        if label in ("full_text", "body"):  # what follows is the article
            yield _Field(label, "", match.start(), match.start("value"))
        elif label not in ("abstract", "source", "subject") or len(value) < 2000:
            yield _Field(label, value, match.start(), match.end())


def _head(text: str, end: int) -> tuple[dict[str, str], list[Cut]]:
    """Read the lines before the first field: outlet, date, title, or title, outlet, date."""
    head = [line for line in lines(text[:end]) if not _MARKS.fullmatch(line.text)]
    days = [number for number, line in enumerate(head[:_HEAD_LINES]) if _DAY.fullmatch(line.text)]
    if not days or len(head) > _HEAD_LINES:
        return {}, []
    day = days[0]
    match = _DAY.fullmatch(head[day].text)
    found = {"date": exact_date(match["date"]) or "" if match else ""}
    if day:
        found["outlet"] = head[day - 1].text
    title = head[: day - 1] if day > 1 else head[day + 1 :]
    if title:
        found["title"] = title[-1].text if day <= 1 else " ".join(line.text for line in title)
    return found, [Cut(line.start, line.end, _WHY) for line in head]


def _date(value: str | None) -> str | None:
    if not value:
        return None
    match = _IN_INFO.search(value)
    return exact_date(value) or (exact_date(match[0]) if match else None)


def _info_outlet(told: dict[str, str]) -> str | None:
    return told.get("publication_info", "").partition(";")[0].strip() or None


def _names(value: str) -> tuple[str, ...]:
    names = (
        _turned(name) for name in re.split(r"\s*;\s*|\s+and\s+", re.sub(r"^by\s+", "", value, flags=re.I))
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _turned(name: str) -> str:
    """Return "Mira Sandoval" for "Sandoval, Mira", and leave out where somebody writes from."""
    last, comma, first = (part.strip(" .") for part in name.partition(","))
    name = f"{first} {last}" if comma and len(last.split()) == 1 and len(first.split()) < 3 else last
    return name.title() if name.isupper() else name


def _coded(text: str) -> Draft | None:
    """Read fields that begin with two capital letters; LP and TD hold the article."""
    marks = list(_CODE.finditer(text))
    codes = {match["code"] for match in marks}
    if len(codes) < _LEAST_CODES or not codes & set(_PROSE) or not codes & {"HD", "HL"}:
        return None
    told: dict[str, str] = {}
    cuts = [Cut(0, marks[0].start(), _WHY)]
    for match, end in zip(marks, [*(later.start() for later in marks[1:]), len(text)], strict=True):
        prose = match["code"] in _PROSE
        told.setdefault(match["code"], " ".join(text[match.end("code") : end].split()))
        cuts.append(Cut(match.start(), match.end("code") if prose else end, _WHY))
    draft = without(Draft(text), cuts)
    return replace(
        draft,
        title=told.get("HD") or told.get("HL"),
        date=_date(told.get("PD")),
        outlet=told.get("SN"),
        authors=_names(told.get("BY", "")),
    )
