"""Articles as press databases print them, without names of fields: what a line tells, its place tells.

Factiva prints headline, byline, "182 words", date, time, source, its code, page, language, copyright; NewsBank
"March 4, 2025 | Quay Post, The (Ellery, UK)" and "Author/Byline: Helen Stanton | Page: 4" below the headline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from whosaid.intake import bylines
from whosaid.intake.dates import exact_date
from whosaid.intake.draft import Cut, Draft, Stretch, lines, without
from whosaid.intake.export_lines import MARKS, WHY
from whosaid.intake.stated_names import byline_of

_HEAD_LINES = 16
_MOST_MARKS = 100  # of a database in one article
_ABOVE = 5  # lines above the number of words
_BETWEEN = 5  # lines between a source's code and the language: page, edition, volume
_LONGEST_NAME = 80  # characters of a source
_WORDS = re.compile(r"\d[\d,.]{0,8} words", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?: ?[A-Z]{2,4})?")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_LANGUAGE = re.compile(
    r"English|German|French|Spanish|Italian|Dutch|Portuguese|Swedish|Danish|Norwegian|Polish|Russian|Arabic|Chinese.*"
)
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright\b|all rights reserved).{0,150}", re.IGNORECASE)
_DEPARTMENTS = frozenset(
    "news business sport sports features opinion comment main front local world national international politics "
    "finance money home uk us culture arts lifestyle city metro letters editorial".split()
)
_STAFF = re.compile(r"(?:[A-Z][\w&]{1,20} ){1,3}(?:Staff|Reporters?|Correspondents?)")
_LONGEST_BYLINE = 200  # characters
_MOST_NAMES = 6  # words of a byline that no "By" begins

_DATED = re.compile(r"(?P<date>[^|\n]{6,40}?) \| (?P<outlet>[^|\n]{2,80}?)(?: \|[^\n]{0,80})?")
_TURNED = re.compile(r"(?P<name>[^,()]{2,60}), (?P<the>The|An?|L[ae]|El|Los)")
_IN_PLACE = re.compile(r" \([^()]{2,60}\)$")
_NEWSBANK_FIELD = re.compile(
    r"(?P<label>author/byline|author|byline|page|section|edition|column|readability|source|record number): ?"
    r"(?P<value>.*)",
    re.IGNORECASE,
)
_NEWSBANK_LINES = 4
_NEWSBANK_ONLY = frozenset(("author/byline", "readability", "record number"))
_CITATION = re.compile(r"^[ \t]*citation(?: \([^()\n]{2,40}\))?[ \t]*$", re.MULTILINE | re.IGNORECASE)


def draft_of(draft: Draft) -> Draft | None:
    """Return the article of a text that is laid out so, or None."""
    return _factiva(draft) or _newsbank(draft)


def unturned(outlet: str) -> str:
    """Return "The Quay Post" for "Quay Post, The (Ellery, UK)"."""
    outlet = _IN_PLACE.sub("", outlet.strip())
    turned = _TURNED.fullmatch(outlet)
    return f"{turned['the']} {turned['name']}" if turned else outlet


def _factiva(draft: Draft) -> Draft | None:
    head = list(lines(draft.text))[:_HEAD_LINES]
    counts = [at for at, line in enumerate(head[: _ABOVE + 1]) if _WORDS.fullmatch(line.text)]
    if not counts or not counts[0]:
        return None
    told = _below(head[counts[0] + 1 :])
    if told is None:
        return None
    date, outlet, below = told
    title, byline = _title_and_byline(head[: counts[0]])
    known = [*title, *byline, head[counts[0]], *below]
    read = without(draft, [*(Cut(line.start, line.end, WHY) for line in known), *_marks(draft.text)])
    if not read.text:
        return None
    names = byline_of(byline[0].text).names if byline else ()
    return replace(read, title=title[-1].text, date=date, outlet=outlet, authors=names)


def _below(rest: Sequence[Stretch]) -> tuple[str, str, Sequence[Stretch]] | None:
    """Return date and source of the lines below the number of words, and these lines; None if they are others."""
    date = exact_date(rest[0].text) if rest else None
    source = 2 if len(rest) > 1 and _CLOCK.fullmatch(rest[1].text) else 1
    if not date or len(rest) < source + 3 or len(rest[source].text) > _LONGEST_NAME:
        return None
    if not _CODE.fullmatch(rest[source + 1].text):
        return None
    after = rest[source + 2 : source + 2 + _BETWEEN]
    languages = [at for at, line in enumerate(after, source + 3) if _LANGUAGE.fullmatch(line.text)]
    if not languages:
        return None
    end = languages[0]
    while end < len(rest) and _RIGHTS.fullmatch(rest[end].text):
        end += 1
    return date, rest[source].text, rest[:end]


def _title_and_byline(above: Sequence[Stretch]) -> tuple[Sequence[Stretch], Sequence[Stretch]]:
    """Return the lines that hold the headline, below the name of a department maybe, and the byline, if it is one."""
    if len(above) > 1 and _is_byline(above[-1].text, above[-2].text):
        return _titled(above[:-1]), above[-1:]
    return _titled(above), ()


def _titled(above: Sequence[Stretch]) -> Sequence[Stretch]:
    """Return a headline, with a department's name above it; what else is below stays in the text."""
    return above[:2] if len(above) > 1 and _is_department(above[0].text) else above[:1]


def _is_department(line: str) -> bool:
    words = line.lower().replace("&", " ").split()
    return len(words) <= 3 and any(word in _DEPARTMENTS for word in words)


def _is_byline(line: str, above: str) -> bool:
    """Tell a byline from a headline: by its "By", or as names below what is no department's name."""
    if len(line) > _LONGEST_BYLINE:
        return False
    if line.lower().startswith("by ") and bylines.names_and_outlet(line[3:]) is not None:
        return True
    found = bylines.names_and_outlet(line)
    named = bool(found and found[0]) or bool(_STAFF.fullmatch(line))
    return named and len(line.split()) <= _MOST_NAMES and not _is_department(above)


def _newsbank(draft: Draft) -> Draft | None:
    head = list(lines(draft.text))[:_HEAD_LINES]
    for at, line in enumerate(head[1:_ABOVE], 1):
        dated = _DATED.fullmatch(line.text)
        date = exact_date(dated["date"]) if dated else None
        fields, below = _newsbank_fields(head[at + 1 : at + 1 + _NEWSBANK_LINES])
        if dated and date and _NEWSBANK_ONLY & set(fields):
            cited = _CITATION.search(draft.text, line.end)
            cuts = [Cut(one.start, one.end, WHY) for one in [*head[: at + 1], *below]]
            cuts += [Cut(cited.start(), len(draft.text), WHY)] if cited else []
            read = without(draft, [*cuts, *_marks(draft.text)])
            byline = fields.get("author/byline") or fields.get("byline") or fields.get("author") or ""
            title, outlet, names = head[at - 1].text, unturned(dated["outlet"]), byline_of(byline).names
            return replace(read, title=title, date=date, outlet=outlet, authors=names) if read.text else None
    return None


def _newsbank_fields(rest: Sequence[Stretch]) -> tuple[Mapping[str, str], Sequence[Stretch]]:
    """Return the fields in the lines below the date, and those of these lines that hold nothing else."""
    fields: dict[str, str] = {}
    for number, line in enumerate(rest):
        parts = [part.strip() for part in line.text.split("|")]
        found = [_NEWSBANK_FIELD.fullmatch(part) for part in parts]
        if not all(match or _WORDS.fullmatch(part) for match, part in zip(found, parts, strict=True)):
            return fields, rest[:number]
        fields |= {match["label"].lower(): match["value"] for match in found if match}
    return fields, rest


def _marks(text: str) -> list[Cut]:
    return [Cut(*match.span(), WHY) for match in islice(MARKS.finditer(text), _MOST_MARKS)]
