"""A mail forwarded in the text of another: where it begins, and what stands above it.

In plain text and in pages, as Gmail, Apple Mail, Thunderbird and Outlook write it, which sets no line before it.
What is made of it is for ``mail``, lines marked with ">" for ``quoting``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from whosaid.intake.containers.quoting import depth_of, reply_in, unquoted

_FAR = 300_000  # characters of a page, styles among them, within which a forward begins

_NAMES = {
    "from": ("from", "von"),
    "date": ("date", "sent", "gesendet", "datum"),
    "subject": ("subject", "betreff"),
    "other": (
        "to",
        "cc",
        "reply-to",
        "importance",
        "attachments",
        "an",
        "antwort an",
        "wichtigkeit",
        "anlagen",
    ),
}
_NAME_OF = {name: field for field, names in _NAMES.items() for name in names}
_ANY = "|".join(sorted(_NAME_OF, key=len, reverse=True))
_MARK = (
    r"(?:-{2,} ?(?:forwarded message|original message|weitergeleitete nachricht|ursprüngliche nachricht"
    r"|original-nachricht) ?-{2,}|begin forwarded message:|anfang der weitergeleiteten nachricht:)"
)
_FIELD_LINE = rf"[ \t>*]*(?:{_ANY})\s?:[^\n]*\n"
_MARKED = re.compile(rf"^[ \t>]*{_MARK}[ \t]*\n\s*(?P<head>(?:{_FIELD_LINE})+)", re.IGNORECASE | re.MULTILINE)
_BARE = re.compile(
    rf"^(?:[ \t]*_{{5,}}[ \t]*\n\s*)?(?P<head>[ \t>*]*(?:from|von)\s?:[^\n]*\n(?:{_FIELD_LINE}){{2,8}})",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(rf"^[ \t>*]*({_ANY})\s?:\**[ \t]*(\S[^\n]*)$", re.IGNORECASE | re.MULTILINE)
_MONTHS = {
    **{"januar": "January", "jänner": "January", "februar": "February", "märz": "March", "april": "April"},
    **{"mai": "May", "juni": "June", "juli": "July", "august": "August", "september": "September"},
    **{"oktober": "October", "november": "November", "dezember": "December"},
}
_DAY = re.compile(
    rf"(?:[^\W\d_]{{2,10}}, )?(?P<day>\d{{1,2}})\. (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"<(?P<close>/?)(?P<tag>[a-zA-Z][\w:]{0,20})[^<>]{0,20000}>|<[!?][^<>]{0,20000}>|[^<]+|<")
_BREAKS = frozenset(("br", "p", "div", "tr", "li", "hr", "table", "blockquote", "h1", "h2", "h3", "article"))
_UNSEEN = frozenset(("style", "script", "head", "title"))


class Forward(NamedTuple):
    """How many words stand before a forward, its fields ("from", "date", "subject"), and what follows these."""

    before: int
    fields: dict[str, str]
    rest: str


def forward_in(text: str) -> Forward | None:
    """Return the first forward in a text, or the mail that is quoted below a reply.

    Without a line that says so, sender, date and subject must stand above a forward.
    """
    found = _found(text)
    if found:
        return found[0] if found[0].rest else None
    reply = reply_in(text)
    if not reply:
        return None
    return Forward(
        reply.before, {"from": reply.sender, "date": _DAY.sub(_in_english, reply.date)}, reply.rest
    )


def forward_in_page(page: str) -> Forward | None:
    """Return the first forward in a page; what follows is a page, too."""
    words, ends = "", [(0, 0)]
    for shown, end in _shown(page[:_FAR]):
        words += shown
        ends.append((len(words), end))
    found = _found(words)
    if found is None:
        return None
    forward, place = found
    rest = page[ends[bisect_left(ends, (place, 0))][1] :]
    return forward._replace(rest=rest) if words_in_page(rest) else None


def _found(text: str) -> tuple[Forward, int] | None:
    """Return the first forward and where its fields end."""
    for pattern, needed in ((_MARKED, set[str]()), (_BARE, {"from", "date", "subject"})):
        for match in pattern.finditer(text):
            found = {_NAME_OF[one[1].lower()]: one[2].strip(" *\r") for one in _FIELD.finditer(match["head"])}
            if needed <= found.keys():
                found["date"] = _DAY.sub(_in_english, found.get("date", ""))
                before = len(text[: match.start()].split())
                rest = unquoted(text[match.end() :], depth_of(match["head"]))
                return Forward(before, found, rest), match.end()
    return None


def words_in_page(page: str) -> int:
    """Count the words that a page shows."""
    return sum(len(shown.split()) for shown, _ in _shown(page))


def _in_english(match: re.Match[str]) -> str:
    return f"{match['day']} {_MONTHS[match['month'].lower()]} {match['year']}"


def _shown(page: str) -> Iterator[tuple[str, int]]:
    """Yield the words and line breaks of a page, and where each ends in it."""
    unseen = ""
    for match in _TOKEN.finditer(page):
        tag = (match["tag"] or "").lower()
        if unseen:
            unseen = "" if match["close"] and tag == unseen else unseen
        elif tag in _UNSEEN:
            unseen = "" if match["close"] else tag
        elif tag:
            yield "\n" if tag in _BREAKS else "", match.end()
        elif not match[0].startswith("<"):
            yield re.sub(r"\s+", " ", unescape(match[0])), match.end()
