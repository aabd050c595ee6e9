"""The headers of a mail as a person reads them: words that are encoded, or that no program encoded, and who sent it."""

from __future__ import annotations

import re
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from whosaid.intake.encoding import by_name, decode, printable
from whosaid.intake.outlets import is_outlet
from whosaid.intake.stated_names import turned

_LETTER = re.compile(r" (?:newsletters?|alerts?|briefing|updates)$", re.IGNORECASE)
_ONE = re.compile(r'"?(?P<name>[^\s"<>;@][^"<>;@]{1,100}?)"? ?<[^<>]{3,200}>')
_WITH_OUTLET = re.compile(
    r"(?P<name>[^\W\d_a-z][\w'’.-]{0,30}(?: [\w'’.-]{1,30}){1,4})(?:, | \(| \| )(?P<outlet>[^(),|]{2,60})\)?"
)
_NO_FIRST_NAMES = frozenset("desk press office news editor editors newsroom inc ltd llc gmbh plc".split())


def header(message: Message, name: str) -> str:
    """Return a header's words; what is encoded wrongly is shown as it is."""
    return " ".join(printable(header_words(_as_sent(message, name))).split())


def header_words(value: str) -> str:
    """Return what a header says where its words are encoded."""
    try:
        return str(make_header(decode_header(value))) if "=?" in value else value
    except (ValueError, LookupError, UnicodeError, TypeError):
        return value


def senders(value: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the outlet whose letter it is, or that a sender writes for, and the people who sent it."""
    outlets: list[str] = []
    authors: list[str] = []
    for name in _people(" ".join(value.split())):
        letter = _LETTER.sub("", name)
        for one in _name_and_outlet(name):
            named = letter if one == name else one
            (outlets if is_outlet(named) else authors).append(named if is_outlet(named) else one)
    return (outlets[0] if outlets else None), tuple(dict.fromkeys(authors))


def _as_sent(message: Message, name: str) -> str:
    """Return a header whose letters may be no ASCII though no program said what they are."""
    values = (str(value) for field, value in message.raw_items() if field.lower() == name.lower())
    value = next(values, "")
    if value.isascii():
        return value
    data, charset = value.encode("utf-8", "surrogateescape"), message.get_content_charset()
    decoded = (by_name(data, charset) if charset and not _is_utf8(data) else None) or decode(data)
    return decoded.text if decoded else value


def _is_utf8(data: bytes) -> bool:
    return "\ufffd" not in data.decode("utf-8", "replace")


def _people(value: str) -> tuple[str, ...]:
    one = _ONE.fullmatch(value)
    if one and (turned(one["name"]) != one["name"] or len(_name_and_outlet(one["name"])) > 1):
        return (_turned(one["name"]),)  # without quotation marks its comma would part two people
    alone = [(name, "") for name in value.split(";")]  # names as Outlook shows them, without addresses
    people = getaddresses([value]) if re.search("[@<]", value) else alone
    names = (_turned(name.strip(" '\"")) or address for name, address in people)
    return tuple(dict.fromkeys(name for name in names if name))


def _turned(name: str) -> str:
    """Return "Helen Stanton" for "Stanton, Helen"; "Harbour, Press Office" stays."""
    first = name.partition(", ")[2]
    return name if _NO_FIRST_NAMES & set(first.lower().split()) else turned(name)


def _name_and_outlet(name: str) -> tuple[str, ...]:
    """Split "Helen Stanton, The Quay Post" and "Helen Stanton (The Quay Post)"."""
    match = _WITH_OUTLET.fullmatch(name)
    return (match["name"], match["outlet"]) if match and is_outlet(match["outlet"]) else (name,)
