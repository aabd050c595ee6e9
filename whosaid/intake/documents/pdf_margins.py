"""What a PDF repeats on its pages: headers, footers and page numbers, told by place and by repetition.

A line goes only if it stands near the edge of the page, and the same line (but for
numbers) stands there on another page, or it says nothing but a page number or a
browser's address line. A header has only headers outside it: what stands further in than
a line that stays is text, though each article of a press review says its outlet there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from whosaid.intake.documents.contents import Paragraph, Role
from whosaid.intake.documents.pdf_layout import lines
from whosaid.intake.documents.pdf_words import PageText, Piece

_EDGE = 0.14  # of the page's height
_NEAR = 4  # points by which the height of a header differs between pages
_MOST_LINES = 4  # in either margin
_NUMBER = re.compile(r"\d+")
_DAY = re.compile(  # its numbers tell articles apart, and are not those of pages
    r"\b(?:\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d_]{3,10}\.?,?|[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,?) (?:19|20)\d{2}\b"
)
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|pg?\.?|seite|p[aá]gina)\s*)?[-–—|•\s]*(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:/|of|von|de)\s*\d{1,4})?[-–—|•\s]*",
    re.IGNORECASE,
)
_SAYS_PAGE = re.compile(r"page|pg|seite|p[aá]gina|/|\bof\b|[-–—|•]", re.IGNORECASE)
_PRINTED_FOOT = re.compile(r"(?:https?|file)://\S+(?:\s+\d{1,4}\s?/\s?\d{1,4})?")
_PRINTED_HEAD = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d{2}(?:\s?[AP]M)?\b.{0,200}", re.IGNORECASE
)

_Line = tuple[int, list[Piece], Role]  # page, the pieces of the line, header or footer


def without_margins(pages: Sequence[PageText]) -> tuple[list[list[Piece]], list[Paragraph]]:
    """Return the pieces of each page that are left, and what was taken out, page by page."""
    candidates = [line for number, page in enumerate(pages) for line in _at_edges(number, page)]
    out: dict[int, set[int]] = defaultdict(set)
    taken: list[Paragraph] = []
    repeated = _repeated(candidates)
    ended: set[tuple[int, Role]] = set()  # the margins that a line of text has ended
    for number, pieces, role in candidates:
        if (number, role) in ended:
            continue
        why = _why(_text(pieces), role, number, repeated=_is_in(pieces, role, repeated))
        if why:
            out[number].update(id(piece) for piece in pieces)
            taken.append(Paragraph(_text(pieces), why, page=number))
        else:
            ended.add((number, role))
    for number, page in enumerate(pages):
        taken.extend(Paragraph(_text(line), "margin", page=number) for line in lines(page.aside))
    kept = [
        [piece for piece in page.pieces if id(piece) not in out[number]] for number, page in enumerate(pages)
    ]
    return kept, taken


def _at_edges(number: int, page: PageText) -> Iterator[_Line]:
    """Yield the outermost lines of a page: its header's and its footer's, from outside in."""
    height = page.top - page.bottom
    whole = lines(page.pieces)
    for line in whole[:_MOST_LINES]:
        if line[0].base > page.top - _EDGE * height:
            yield number, line, "page header"
    for line in reversed(whole[-_MOST_LINES:]):
        if line[0].base < page.bottom + _EDGE * height:
            yield number, line, "page footer"


def _text(pieces: list[Piece]) -> str:
    return " ".join(piece.text for piece in pieces)


def _key(text: str) -> str:
    """Return the line without its numbers, but for those of a day."""
    plain = " ".join(text.casefold().split())
    days = [match.span() for match in _DAY.finditer(plain)]
    return _NUMBER.sub(
        lambda found: found[0] if any(start <= found.start() < end for start, end in days) else "#", plain
    )


_Places = dict[tuple[str, Role], list[tuple[int, float]]]


def _repeated(candidates: list[_Line]) -> _Places:
    """Return the lines that stand at one height on several pages, with these heights."""
    places: _Places = defaultdict(list)
    for number, pieces, role in candidates:
        places[_key(_text(pieces)), role].append((number, pieces[0].base))
    return {key: found for key, found in places.items() if len({number for number, _ in found}) > 1}


def _is_in(pieces: list[Piece], role: Role, repeated: _Places) -> bool:
    found = repeated.get((_key(_text(pieces)), role), ())
    return len({number for number, base in found if abs(base - pieces[0].base) <= _NEAR}) > 1


def _why(text: str, role: Role, page: int, *, repeated: bool) -> Role | None:
    if _PAGE_NUMBER.fullmatch(text):
        plain = text.strip() == str(page + 1)
        return "page number" if repeated or plain or _SAYS_PAGE.search(text) else None
    printed = _PRINTED_HEAD if role == "page header" else _PRINTED_FOOT
    return role if repeated or printed.fullmatch(text) else None
