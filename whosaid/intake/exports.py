"""Texts exported from a press database: what their fields tell, and the article without them.

Fields are told by their labels ("BYLINE:", "Load-Date:", "HD"), and only where a text has several of them, one
at least that nothing but a database writes. They stand above the article and below it: in it, they are speech.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from whosaid.intake import export_prints
from whosaid.intake.dates import exact_date
from whosaid.intake.draft import Cut, Draft, lines, text_of, without
from whosaid.intake.encoding import printable
from whosaid.intake.export_lines import MARKS, WHY, end_of_cover, start_of_summary
from whosaid.intake.outlets import is_outlet
from whosaid.intake.stated_names import byline_of

_FIELDS = (
    "byline section length load-date language publication-type journal-code graphic highlight dateline headline "
    "classification subject organization person company city country state type author title links abstract pages "
    "publication_info publication_title publication_date publication_year publisher place_of_publication "
    "country_of_publication issn eissn source_type language_of_publication document_type proquest_document_id "
    "document_url last_updated database volume issue first_page copyright full_text location people word_count "
    "accession_number series source column edition body"
).split()
_BODIES = ("full_text", "body")
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
_BETWEEN_FIELDS = frozenset(("", "classification", "graphic"))  # lines, in small letters
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")
_PICTURED = frozenset(("graphic", "highlight", "correction"))  # in capitals, their sentences are no speech
_INDEX_LINE = re.compile(
    r"^[ \t]*classification[ \t]*\n\s*(?=(?:language|publication-type|subject)[ \t]*:)",
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
_MOST_CUTS = 500  # an article has some forty fields; to take out many more would take long
_PROSE_WORDS = 12
_FEWEST_BELOW = 3  # fields that end a text, where none of them is a database's for certain
_CITED = re.compile(r"(?P<outlet>[^.\n]{3,60})\. (?P<date>[\w/ ]{6,20}), ?(?:p|vol)\S.*", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(?P<month>\d{2})/(?P<day>\d{2})/(?P<year>\d{4})")


class _Field(NamedTuple):
    label: str
    value: str
    start: int
    end: int


def draft_of(text: str) -> Draft | None:
    """Return the article of an export, or None where the text is no plain export."""
    around = [Cut(0, end_of_cover(text), WHY), Cut(start_of_summary(text), len(text), WHY)]
    draft = without(Draft(text), around)
    found = draft.text and (_coded(draft) or export_prints.draft_of(draft) or _labelled(draft))
    return found or (draft if draft.text and draft.removed else None)


def draft_of_document(draft: Draft) -> Draft:
    """Return the article of an export that a database wrote for a word processor; any other document as it is.

    Its first line may have been taken for the title, so it is read anew from all that stands in
    it. Fields below prose are not the file's own: a report about databases shows such records.
    """
    found = draft_of(printable(text_of(draft.blocks)))
    if not found or _is_below_prose(found):
        return draft
    own = (replace(one, at=None) for one in draft.removed if one.why not in ("title", "byline"))
    return replace(
        draft,
        text=found.text,
        title=found.title or draft.title,
        date=found.date or draft.date,
        outlet=found.outlet or draft.outlet,
        authors=found.authors or draft.authors,
        removed=(*found.removed, *own),
    )


def _is_below_prose(found: Draft) -> bool:
    """Tell whether a sentence stands above the first field, or went along with it."""
    first = found.removed[0]
    above = f"{found.text[: first.at]}\n{first.text}"
    return any(line.words > _PROSE_WORDS and _ENDED.search(line.text) for line in lines(above))


def _labelled(draft: Draft) -> Draft | None:
    fields = _around_body(draft.text, list(_fields(draft.text)))
    labels = {field.label for field in fields}
    lengths = any(field.label == "length" and _LENGTH.fullmatch(field.value) for field in fields)
    if len(labels) < _LEAST_FIELDS or not (labels & _TELLING or lengths):
        return None
    told = {field.label: field.value for field in reversed(fields)}
    cuts = [Cut(field.start, field.end, WHY) for field in fields]
    body = _BODY_LINE.search(draft.text)
    marks = [*MARKS.finditer(draft.text), *_INDEX_LINE.finditer(draft.text), *([body] if body else [])]
    cuts += [Cut(*match.span(), WHY) for match in marks]
    if len(cuts) > _MOST_CUTS:
        return None
    head, head_cuts = _head(draft.text, min(cut.start for cut in cuts if cut.start or len(cuts) == 1))
    read = without(draft, [*cuts, *head_cuts])
    return _with_facts(read, told, head) if read.text else None


def _with_facts(draft: Draft, told: Mapping[str, str], head: Mapping[str, str]) -> Draft:
    """Return the draft with what its fields and the lines above them tell."""
    cited, cited_date = _cited(told.get("source", ""))
    date = head.get("date") or _date(told.get("publication_date")) or _date(told.get("publication_info"))
    title, outlet = told.get("headline") or told.get("title") or head.get("title"), head.get("outlet")
    if outlet and not title and not is_outlet(outlet):
        title, outlet = outlet, None  # a manuscript: headline and date
    byline = told.get("byline") or told.get("author") or told.get("authors") or head.get("byline") or ""
    return replace(
        draft,
        title=title,
        date=date or cited_date or _date(told.get("load-date")),
        outlet=outlet or told.get("publication_title") or _info_outlet(told) or cited,
        authors=byline_of(byline).names,
    )


def _cited(source: str) -> tuple[str | None, str | None]:
    """Read EBSCO's "Quay Post, The. 03/04/2025, p4. 1p.", where months always come first, or an outlet alone."""
    cited = _CITED.fullmatch(source)
    if not cited:
        return (source if is_outlet(source) else None), None
    numbers = _MONTH_FIRST.fullmatch(cited["date"])
    written = "{year}-{month}-{day}".format(**numbers.groupdict()) if numbers else cited["date"]
    return export_prints.unturned(cited["outlet"]), exact_date(written)


def _around_body(text: str, fields: Sequence[_Field]) -> list[_Field]:
    """Return the fields above the article and below it; "Author: I never meant it" in it is what somebody says."""
    start = _start_of_body(text, fields)
    below = _below(text, [field for field in fields if field.start >= start])
    return [field for field in fields if field.start < start] + below


def _start_of_body(text: str, fields: Sequence[_Field]) -> int:
    """Return where the article begins: below "Body" or "Full text:", else at the first prose below a field."""
    marked = [field.end for field in fields if field.label in _BODIES]
    line = _BODY_LINE.search(text)
    marked += [line.end()] if line else []
    if marked:
        return min(marked)
    starts = [field.start for field in fields]
    for one in lines(text) if fields else ():
        field = bisect_right(starts, one.start) - 1
        prose = one.words > _PROSE_WORDS and _ENDED.search(one.text)
        if prose and field >= 0 and one.start >= fields[field].end:
            return one.start
    return len(text)


def _below(text: str, fields: Sequence[_Field]) -> list[_Field]:
    """Return the fields below the article: from the first on that is a database's for certain.

    Those directly before it count as well, unless they read as sentences.
    """
    first = next((at for at, field in enumerate(fields) if field.label in _TELLING), len(fields))
    certain = first < len(fields)
    while first and not _is_sentence(fields[first - 1], text) and _adjoins(text, fields, first):
        first -= 1
    return list(fields[first:]) if certain or len(fields) - first >= _FEWEST_BELOW else []


def _adjoins(text: str, fields: Sequence[_Field], at: int) -> bool:
    """Whether nothing but marks stands between a field and the one before it, or the end of the text."""
    end = fields[at].start if at < len(fields) else len(text)
    between = MARKS.sub("", text[fields[at - 1].end : end]).lower().split("\n")
    return all(line.strip() in _BETWEEN_FIELDS for line in between)


def _is_sentence(field: _Field, text: str) -> bool:
    capitals = text[field.start : field.end].partition(":")[0].isupper()
    return bool(_ENDED.search(field.value)) and not (capitals and field.label in _PICTURED)


def _fields(text: str) -> Iterator[_Field]:
    for match in _LABEL.finditer(text):
        label = match["label"].lower().replace(" ", "_")
        value = " ".join(match["value"].split())
        if label in _BODIES:  # what follows is the article
            yield _Field(label, "", match.start(), match.start("value"))
        elif label not in ("abstract", "source", "subject") or len(value) < 2000:
            yield _Field(label, value, match.start(), match.end())


def _head(text: str, end: int) -> tuple[dict[str, str], list[Cut]]:
    """Read the lines before the first field: outlet, date, title, or title, outlet (or byline), date."""
    head = [line for line in lines(text[:end]) if not MARKS.fullmatch(line.text)]
    days = [number for number, line in enumerate(head[:_HEAD_LINES]) if _DAY.fullmatch(line.text)]
    if not days or len(head) > _HEAD_LINES:
        return {}, []
    day = days[0]
    match = _DAY.fullmatch(head[day].text)
    found = {"date": exact_date(match["date"]) or "" if match else ""}
    if day:
        above = head[day - 1].text
        found["byline" if above.lower().startswith("by ") else "outlet"] = above
    title = head[: day - 1] if day > 1 else head[day + 1 :]
    if title:
        found["title"] = title[-1].text if day <= 1 else " ".join(line.text for line in title)
    return found, [Cut(line.start, line.end, WHY) for line in head]


def _date(value: str | None) -> str | None:
    if not value:
        return None
    match = _IN_INFO.search(value)
    return exact_date(value) or (exact_date(match[0]) if match else None)


def _info_outlet(told: Mapping[str, str]) -> str | None:
    return told.get("publication_info", "").partition(";")[0].strip() or None


def _coded(draft: Draft) -> Draft | None:
    """Read fields that begin with two capital letters; LP and TD hold the article."""
    text = draft.text
    marks = list(_CODE.finditer(text))
    codes = {match["code"] for match in marks}
    if (
        len(codes) < _LEAST_CODES
        or len(marks) > _MOST_CUTS
        or not codes & set(_PROSE)
        or not codes & {"HD", "HL"}
    ):
        return None
    told: dict[str, str] = {}
    cuts = [Cut(0, marks[0].start(), WHY)]
    for match, end in zip(marks, [*(later.start() for later in marks[1:]), len(text)], strict=True):
        prose = match["code"] in _PROSE
        told.setdefault(match["code"], " ".join(text[match.end("code") : end].split()))
        cuts.append(Cut(match.start(), match.end("code") if prose else end, WHY))
    return replace(
        without(draft, cuts),
        title=told.get("HD") or told.get("HL"),
        date=_date(told.get("PD")),
        outlet=told.get("SN"),
        authors=byline_of(told.get("BY", "")).names,
    )
