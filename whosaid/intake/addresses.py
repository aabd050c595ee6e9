"""Where a page is to be found: as it says itself, as the program that saved it says, and past the Wayback Machine."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

_LONGEST = 2000
_HEAD = 20_000  # characters of a page in which the program that saved it says from where
# Browsers write "saved from url=(0031)https://...", the extension SingleFile "url: https://..." in a line of its own.
_SAVED_FROM = re.compile(r"<!--\s{0,20}saved from url=\(\d{1,6}\)(\S{1,2000}?)\s{0,20}-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    r"<!--\s{0,20}Page saved with SingleFile\s{1,20}url: {0,9}(\S{1,2000})", re.IGNORECASE
)
_ARCHIVED = re.compile(
    r"https?://web\.archive\.org/web/(?:\d{4,14}|\*)(?:[a-z]{2}_)?/(?=https?:/)", re.IGNORECASE
)
_DECLARATION = re.compile(r"\s*+<\?xml[^>]{0,300}>")
_ONE_SLASH = re.compile(r"\A(https?:/)(?=[^/])")


def address(value: Any) -> str | None:
    """Return an address of the web, that of the page itself where it is one of the Wayback Machine's copy of it."""
    if not isinstance(value, str) or not is_address(value.strip()):
        return None
    copied = _ARCHIVED.match(value.strip())
    if not copied:
        return value.strip()
    original = _ONE_SLASH.sub(r"\1/", value.strip()[copied.end() :])
    return original if is_address(original) else None


def is_address(text: str) -> bool:
    """Tell an address of the web, with a host."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and len(text) <= _LONGEST


def is_front(text: str) -> bool:
    """Tell the address of a site's front page."""
    parts = urlsplit(text)
    return parts.path in ("", "/") and not parts.query


def same_place(text: str) -> str:
    """Return what is the same in two addresses of one page: without scheme, "www." and the last stroke."""
    parts = urlsplit(text)
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


def saved_from(page: str) -> str | None:
    """Return from where a page was saved, as the program that saved it writes above it; no front page."""
    found = _SAVED_FROM.search(page, 0, _HEAD) or _SINGLE_FILE.search(page, 0, _HEAD)
    told = address(found[1]) if found else None
    return None if told is None or is_front(told) else told


def saying_where(page: str, place: str) -> str:
    """Return a page that says from where it was saved, as browsers write it."""
    told = address("".join(place.split()))
    if told is None or ">" in told:
        return page
    declaration = _DECLARATION.match(page)
    start = declaration.end() if declaration else 0
    return f"{page[:start]}<!-- saved from url=({len(told):04d}){told} -->\n{page[start:]}"
