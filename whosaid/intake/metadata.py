"""Title, date, outlet and authors where they stand in plain text: in the lines above the article.

Lines that say only that are taken out, so that nothing reads a title as something
somebody said. A place line ("PORT ELLERY, March 3 -") is part of the article and stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from whosaid.intake.dates import exact_date
from whosaid.intake.draft import Cut, Draft, Stretch, lines, without

_HEAD_LINES = 12
_TAIL_LINES = 4
_LONGEST_TITLE = 220
_LONGEST_HEAD_LINE = 250

_LEADING_DATE = re.compile(r"\s*(date[: ]\s*(\d{4}-\d{2}-\d{2}))(?=\s|$)")
_LABELS = {
    "title": ("title", "headline"),
    "date": (
        *("date", "date published", "publication date", "published", "published on", "published at"),
        *("first published", "first published on", "posted", "posted on"),
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
_BARE_LABELS = frozenset(_LABELS["date"] + _LABELS["updated"] + _LABELS["byline"]) - {"words", "byline"}

_PARTICLE = r"(?:al|bin|da|de|del|della|den|der|di|dos|du|el|la|le|ten|van|von|y)"
_NAME_WORD = r"(?:[^\W\d_a-zß-ÿ][\w'’.-]{0,30})"
_NAME = re.compile(rf"{_NAME_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_NAME_WORD}){{1,4}}")
_ROLE = re.compile(
    r"(?:(?:our|the) )?(?:[\w&'’-]+ ){0,4}(?:correspondent|editor|reporter|writer|columnist|staff"
    r"|analyst|critic|chief|journalist|contributor|bureau|agencies|newsroom|team"
    r"|(?:in|at) [^\W\d_a-z][\w'’. -]{1,40})",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(r" (?:in|at|for|from) [^\W\d_a-z].*$")
_NO_NAME = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august"
    r"|september|october|november|december)\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\b(?:staff|reporters?|correspondents?|agenc(?:y|ies)|newsroom|editors?|desk)\b", re.IGNORECASE
)

_OUTLET_WORD = (
    r"(?:Advertiser|Advocate|Argus|Broadcaster|Broadcasting|Bugle|Bulletin|Chronicle|Citizen|Courier|Daily|Dispatch"
    r"|Echo|Examiner|Express|Gazette|Globe|Guardian|Herald|Independent|Inquirer|Journal|Ledger|Mail|Mercury|Messenger"
    r"|Mirror|Monitor|(?:News|Press)(?: Agency)?|Observer|Post|Recorder|Record|Register|Reporter|Review"
    r"|Sentinel|Standard|Star|Sun|Telegraph|Times|Tribune|Voice|Weekly|Wire)"
)
_OUTLET = re.compile(
    rf"(?:The )?(?:[^\W\d_a-z][\w&'’.-]{{1,25}} (?:of |and |& )?){{0,4}}{_OUTLET_WORD}"
    r"(?: (?:Online|Digital|Today|Weekly|Agency|International|Network|on Sunday))?"
)
_KNOWN_OUTLETS = frozenset(
    (
        *("bbc", "bbc news", "reuters", "associated press", "the associated press", "ap", "ap news", "afp"),
        *(
            "agence france-presse",
            "cnn",
            "npr",
            "bloomberg",
            "bloomberg news",
            "politico",
            "axios",
            "al jazeera",
        ),
        *(
            "sky news",
            "nbc news",
            "abc news",
            "cbs news",
            "fox news",
            "the economist",
            "financial times",
            "huffpost",
        ),
        *(
            "vox",
            "the hill",
            "usa today",
            "deutsche welle",
            "dw",
            "euronews",
            "the conversation",
            "the atlantic",
        ),
    )
)
_PROPER = r"(?:The )?(?:[A-Z][\w&'’-]{1,25} ){0,4}[A-Z][\w&’-]{1,25}"
_PROPER_NAME = re.compile(rf"{_PROPER}(?: {_PROPER})?")
_OUTLET_IN_APPEAL = re.compile(
    rf"\b({_PROPER}) (?:is (?:on the ground|trusted by|free|reader|funded|independent)"
    r"|has (?:never|always|no)|needs you)"
    rf"|\b[Ss]upport (The {_PROPER})|\bAt ({_PROPER}), we\b"
)
_OUTLET_IN_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|[Cc]opyright|COPYRIGHT)[\s©]{0,3}(?:\(c\) )?(?:\d{4}(?:\s?[-–]\s?\d{4})?,? )?(?:by )?"
    rf"({_PROPER})"
)
_AGENCY = re.compile(
    r"[A-Z][A-Z .,'’-]{2,40}(?:, \w{3,9}\.? \d{1,2})? \((?P<agency>[A-Z][\w .&-]{1,30})\) ?[-–—]"
)
_FIELD_BREAK = re.compile(r"\s+[|•·—–]\s+|\s*[|•·]\s*|\s{3,}|\t+|\s+-\s+")
_LINK = re.compile(r"https?://\S{3,300}", re.IGNORECASE)
_STOPPED = re.compile(r"[.:;,…][\"'”’)\]]*$|[\"”]$")
_SENTENCE = re.compile(r"[.!?…:][\"'”’)\]]*$")


@dataclass(slots=True)
class _Found:
    """What the lines say; the first word on anything is the one that counts."""

    title: str | None = None
    date: str | None = None
    updated: str | None = None
    outlet: str | None = None
    authors: list[str] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)


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
    unclaimed = [line for line in head if not _claim(line, found)]
    for line in stretches[_HEAD_LINES:][-_TAIL_LINES:]:
        _claim(line, found, labelled=True)
    _find_title(draft, unclaimed, stretches, found)
    cleaned = without(draft, found.cuts)
    if not cleaned.text:
        return draft
    return replace(
        cleaned,
        title=draft.title or found.title,
        date=draft.date or found.date or found.updated,
        outlet=draft.outlet or found.outlet or _outlet_elsewhere(cleaned),
        authors=draft.authors or tuple(dict.fromkeys(found.authors)),
    )


def _claim(line: Stretch, found: _Found, *, labelled: bool = False) -> bool:
    """Note what the line tells, if it tells nothing but metadata, and cut it."""
    if len(line.text) > _LONGEST_HEAD_LINE:
        return False
    facts = [_fact(part, labelled=labelled) for part in _fields(line.text)]
    if not facts or any(fact is None for fact in facts):
        fact = _fact(line.text, labelled=labelled)
        if fact is None:
            return False
        facts = [fact]
    known = [fact for fact in facts if fact]
    for kind, values in known:
        _note(found, kind, values)
    why = known[0][0]
    found.cuts.append(Cut(line.start, line.end, "date" if why == "updated" else why))
    return True


def _fields(line: str) -> list[str]:
    """Split "By Mira Sandoval | The Harbour Herald | 3 March 2025", and an outlet after a comma."""
    fields = [part.strip() for part in _FIELD_BREAK.split(line) if part.strip()]
    before, comma, after = fields[-1].rpartition(", ") if fields else ("", "", "")
    return [*fields[:-1], before, after] if comma and _is_outlet(after) else fields


def _note(found: _Found, kind: str, values: tuple[str, ...]) -> None:
    if kind == "byline":
        found.authors.extend(values)
    elif kind != "link" and values and getattr(found, kind) is None:
        setattr(found, kind, values[0])


def _fact(text: str, *, labelled: bool) -> tuple[str, tuple[str, ...]] | None:
    """Return what a line (or a field of one) says, its kind and its values; None if it is no metadata."""
    match = _LABEL.fullmatch(text)
    if match:
        label = " ".join(match["label"].lower().split())
        colon = ":" in match["colon"]
        if colon or (label in _BARE_LABELS and not labelled):
            return _labelled(_FIELD_OF_LABEL[label], match["value"].strip(), colon=colon)
    if labelled:
        return None
    date = exact_date(text)
    if date:
        return "date", (date,)
    if _LINK.fullmatch(text):
        return "link", ()
    return ("outlet", (text,)) if _is_outlet(text) else None


def _labelled(kind: str, value: str, *, colon: bool) -> tuple[str, tuple[str, ...]] | None:
    if kind in ("date", "updated"):
        date = exact_date(value)
        return (kind, (date,)) if date else None
    if kind == "byline":
        names = _names(value)
        return None if names is None else (kind, names)
    if kind == "link":
        return (kind, ()) if _LINK.fullmatch(value) else None
    fits = (
        len(value) <= _LONGEST_TITLE
        if kind == "title"
        else _is_outlet(value) or bool(_PROPER_NAME.fullmatch(value))
    )
    return (kind, (value,)) if colon and fits else None


def _names(value: str) -> tuple[str, ...] | None:
    """Return the names of a byline; empty for "By staff reporters", None if it is no byline."""
    value = value.rstrip()
    if _NO_NAME.search(value) or value.endswith((".", "!", "?", "”", '"')) or len(value.split()) > 16:
        return None
    names: list[str] = []
    for part in re.split(r"\s*,\s*(?:and |& )?|\s+(?:and|&)\s+|\s*;\s*", value):
        name = _IN_PLACE.sub("", part)
        if _STAFF.search(part) and len(part.split()) <= 5:
            continue
        if _NAME.fullmatch(name):
            names.append(name.title() if name.isupper() else name)
        elif not (names and _ROLE.fullmatch(part)):
            return None
    return tuple(names)


def _is_outlet(text: str) -> bool:
    return len(text) <= 60 and (text.lower() in _KNOWN_OUTLETS or bool(_OUTLET.fullmatch(text)))


def _outlet_elsewhere(draft: Draft) -> str | None:
    """Look for the outlet's name in the appeal and copyright lines taken out, then in the place line."""
    for why, pattern in (("appeal", _OUTLET_IN_APPEAL), ("copyright", _OUTLET_IN_COPYRIGHT)):
        for taken in draft.removed:
            match = pattern.search(taken.text) if taken.why == why else None
            name = next((group for group in match.groups() if group), "") if match else ""
            name = name.split(". ")[0].strip(" .,")
            if name and (why == "appeal" or _is_outlet(name)):
                return name
    place = _AGENCY.match(draft.text)
    return place["agency"] if place and _is_outlet(place["agency"]) else None


def _find_title(draft: Draft, unclaimed: list[Stretch], stretches: list[Stretch], found: _Found) -> None:
    """Take the first line that is left for the title if it looks like one, or repeats the title known."""
    if not unclaimed:
        return
    line = unclaimed[0]
    if found.title:
        if _same(line.text, found.title) and len(stretches) > len(found.cuts) + 1:
            found.cuts.append(Cut(line.start, line.end, "title"))
    elif _is_title(line, draft.text, stretches):
        found.title = line.text
        found.cuts.append(Cut(line.start, line.end, "title"))


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
    return bool(body) and (apart or len(line.text) < 0.6 * max(len(other.text) for other in later[:3]))
