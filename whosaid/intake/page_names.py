"""What a page calls its article and its site: headline and outlet, which sites write into one line.

"Council closes ferry pier | The Quay Post" is a headline and a name; so much is plain only where the name is
that of an outlet, or stands elsewhere on the page as the site's name or as its heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any

from whosaid.articles import Removed
from whosaid.intake.linked_data import Stated, content
from whosaid.intake.outlets import is_known, is_outlet, outlet_in
from whosaid.intake.page_lines import key_of

_BETWEEN = re.compile(r"\s+(?:[|–—·•»-]|::)\s+")
_MOST_PARTS = 2  # names beside a headline: "Pier closed | News | The Quay Post"
_LONGEST = 300
_MOST_PIECES = 20  # of a line of copyright
_FEWEST_LETTERS = 8  # of a heading with which a headline begins
_COPYRIGHT = re.compile(r"©|\(c\)|copyright\b", re.IGNORECASE)
_DATED = re.compile(r".{0,30}\b(?:19|20)\d{2}\b")
_ENDED = re.compile(r"\s*(?:[.,;|·]|all rights\b|\Z)", re.IGNORECASE)
_WITHIN = ("article", "figure", "aside", "blockquote")
_HANDLE = re.compile(r"@|https?:|^[\w-]+(?:\.[\w-]+)+$")


@dataclass(frozen=True, slots=True)
class Names:
    """The headline of an article and the outlet that it is in."""

    title: str | None = None
    outlet: str | None = None


def names_of(root: Any, told: Stated, title: str | None, site: str | None) -> Names:
    """Return what a page calls its article and its site.

    ``title`` and ``site`` are what trafilatura took for them.
    """
    lines = [line for line in map(_name, (content(root, "og:title"), root.findtext(".//head/title"))) if line]
    headings = {key_of(each.text_content()) for each in root.iter("h1", "h2")} - {""}
    stated = [told.outlet, _outlet(site), _outlet(content(root, "og:site_name"))]
    parted = [_parted(line, headings, {key_of(each) for each in stated if each}) for line in lines]
    outlets = [each for each in (*stated, *(name for _, name in parted), _of_copyright(root)) if each]
    sites = {key_of(each) for each in outlets}
    if told.title and key_of(told.title) not in sites:
        return Names(_parted(told.title, set(), sites)[0], next(iter(outlets), None))
    shown = [_parted(title, headings, sites)[0]] if title else []
    shown += [headline for headline, _ in parted]
    return Names(next((each for each in shown if not _is_site(each, sites)), None), next(iter(outlets), None))


def _parted(line: str, headings: set[str], sites: set[str]) -> tuple[str, str | None]:
    """Part a headline from the name of the site after or before it, and of the section between them."""
    outlet = None
    for _ in range(_MOST_PARTS):
        marks = list(_BETWEEN.finditer(line))
        if not marks:
            break
        after = (line[: marks[-1].start()], line[marks[-1].end() :], marks[-1][0])
        before = (line[marks[0].end() :], line[: marks[0].start()], marks[0][0])
        found = next((each for each in (after, before) if _are_parts(*each, headings, sites)), None)
        if not found:
            break
        line, name, _ = found
        outlet = outlet or (name if _is_site(name, sites) else None)
    return line, outlet


def _are_parts(headline: str, name: str, mark: str, headings: set[str], sites: set[str]) -> bool:
    """Tell a headline and a name beside it; a dash stands within headlines as well."""
    key = key_of(headline)
    if key in headings and len(headline) > len(name):
        return True
    is_begun = key in headings or any(
        key.startswith(each) for each in headings if len(each) >= _FEWEST_LETTERS
    )
    return key_of(name) in sites or is_known(name) or (is_outlet(name) and (is_begun or "|" in mark))


def _is_site(name: str, sites: Iterable[str]) -> bool:
    return key_of(name) in sites or is_outlet(name)


def _of_copyright(root: Any) -> str | None:
    """Return the outlet that a line such as "© 2025 The Quay Post" outside the article names, if all name one."""
    found = set()
    for element in root.iter("p", "div", "span", "small", "li", "footer", "td"):
        is_apart = next(element.iterancestors(*_WITHIN), None) is None
        if is_apart and _COPYRIGHT.match((element.text or "").lstrip()):
            line = " ".join("".join(islice(element.itertext(), _MOST_PIECES)).split())[:_LONGEST]
            name = outlet_in([Removed(line, "copyright")])
            if name and _DATED.match(line) and _ENDED.match(line.partition(name)[2]):
                found.add(name)
    return found.pop() if len(found) == 1 else None


def _outlet(value: Any) -> str | None:
    name = _name(value)
    return None if name is None or _HANDLE.search(name) else name


def _name(value: Any) -> str | None:
    words = " ".join(unescape(value).split()) if isinstance(value, str) else ""
    return words[:_LONGEST] or None
