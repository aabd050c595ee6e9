"""The lines of a PDF's columns -> paragraphs, over columns and pages; footnotes to the end; the title.

What ends a paragraph: white space, an indented line, other type, or a line that had room
for the next word. Which lines make a column is ``pdf_layout``'s business, which are indented that of ``pdf_indents``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from whosaid.intake.documents.contents import Paragraph, Role, may_be_title
from whosaid.intake.documents.pdf_indents import (
    ENDED,
    INDENT,
    ITEM,
    Edges,
    edges_of,
    had_room,
    is_indented,
    right_edge,
)
from whosaid.intake.documents.pdf_layout import columns, lines
from whosaid.intake.documents.pdf_lines import Line, joined, line_of, words_in
from whosaid.intake.documents.pdf_words import Piece

_OTHER_SIZE = 0.12  # a difference in size by which type is other type
_APART = 1.32  # of the usual distance between lines
_SMALL = 0.93  # of the size of the text: footnotes, captions
_LARGE = 1.15  # of the size of the text: titles
_NOTE = re.compile(r"([*†‡§]+|\d{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)[.)]?\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, or the part of one that stands in one column."""

    text: str
    size: float
    bold: bool
    page: int
    indented: bool  # its first line is
    full: bool  # its last line reaches the column's edge
    role: Role = "body"


def paragraphs(pages: Sequence[Sequence[Piece]]) -> list[Paragraph]:
    """Return the paragraphs of the pages, whose headers and footers have been taken off."""
    size = _text_size(pages)
    known = words_in(piece.text for page in pages for piece in page)
    gutters: set[int] = set()
    blocks: list[_Block] = []
    for number, page in enumerate(pages):
        notes = _notes(page, size)
        for column in columns(page, gutters):
            set_lines = [line_of(line, notes) for line in lines(column)]
            blocks.extend(_blocks(set_lines, number, known))
        blocks = [_with_role(block, notes, size) if block.page == number else block for block in blocks]
    whole = list(_over_columns(blocks, known, size))
    return [
        Paragraph(block.text, block.role, block.size if block.size >= _LARGE * size else 0.0, block.page)
        for block in _titled(whole, size)
    ]


def _text_size(pages: Sequence[Sequence[Piece]]) -> float:
    """Return the type size of most of the text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for piece in page:
            sizes[round(piece.size * 2) / 2] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _notes(page: Sequence[Piece], size: float) -> frozenset[str]:
    """Return the numbers of the footnotes of a page: what its small lines begin with, below the text."""
    lowest = min((piece.base for piece in page if piece.size >= _SMALL * size), default=0.0)
    small = [line for line in lines(page) if line[0].base < lowest]
    starts = (_NOTE.match(_marked(line)) for line in small if line[0].size < _SMALL * size)
    return frozenset(match[1] for match in starts if match)


def _marked(line: Sequence[Piece]) -> str:
    return " ".join(piece.text for piece in line)


def _blocks(column: list[Line], page: int, known: Counter[str]) -> Iterator[_Block]:
    """Cut a column into paragraphs."""
    if not column:
        return
    usual = _usual_distance(column)
    edges = edges_of(column)
    start = 0
    for number in range(1, len(column) + 1):
        if number == len(column) or _begins(column, number, usual, edges):
            yield _block(column, start, number, edges.left, page, known)
            start = number


def _block(column: list[Line], start: int, end: int, left: float, page: int, known: Counter[str]) -> _Block:
    part = column[start:end]
    text = part[0].text
    for line in part[1:]:
        text = joined(text, line.text, known)
    indented = part[0].left > left + INDENT * part[0].size
    full = part[-1].right > right_edge(column, end - 1) - 2 * part[-1].size
    return _Block(
        text, median(line.size for line in part), all(line.bold for line in part), page, indented, full
    )


def _usual_distance(column: list[Line]) -> float:
    """Return the distance between most lines, in sizes of type."""
    distances = sorted(
        (above.base - below.base) / below.size for above, below in pairwise(column) if _alike(above, below)
    )
    return distances[len(distances) // 3] if distances else 1.2


def _alike(above: Line | _Block, below: Line | _Block) -> bool:
    smaller, larger = sorted((above.size, below.size))
    return larger - smaller < _OTHER_SIZE * larger


def _begins(column: list[Line], number: int, usual: float, edges: Edges) -> bool:
    """Tell whether a paragraph begins with this line of the column."""
    above, line = column[number - 1], column[number]
    if not _alike(above, line) or above.bold != line.bold:
        return True
    distance = (above.base - line.base) / line.size
    if distance > max(_APART * usual, usual + 0.25) or "\t" in line.text or "\t" in above.text:
        return True
    if above.text.endswith(("-", "\u00ad")) and line.text[:1].islower():
        return False
    ended = bool(ENDED.search(above.text))
    if ITEM.match(line.text) and (ended or ITEM.match(above.text) or not line.text[0].isdigit()):
        return True
    if is_indented(column, number, edges):
        return True
    if line.text[:1].islower() and not ended:
        return False
    return had_room(column, number)


def _with_role(block: _Block, notes: frozenset[str], size: float) -> _Block:
    match = _NOTE.match(block.text)
    if match and match[1] in notes and block.size < _SMALL * size:
        return replace(block, role="footnote", text=block.text[match.end() :])
    return block


def _over_columns(blocks: Sequence[_Block], known: Counter[str], size: float) -> Iterator[_Block]:
    """Join what a column or page break parts; smaller type in between (a caption) comes after it."""
    waiting: list[_Block] = []  # a paragraph that may go on, and the small type after it
    for block in blocks:
        titles = block.size >= _LARGE * size and bool(waiting) and block.page != waiting[0].page
        if waiting and not titles and _goes_on(waiting[0], block):
            text = joined(waiting[0].text, block.text, known)
            waiting[0] = replace(block, text=text, indented=waiting[0].indented)
        elif waiting and _may_go_on(waiting[0], size) and block.size < _SMALL * size:
            waiting.append(block)
        else:
            yield from waiting
            waiting = [block]
    yield from waiting


def _may_go_on(block: _Block, size: float) -> bool:
    return _SMALL * size <= block.size < _LARGE * size and not ENDED.search(block.text)


def _goes_on(above: _Block, below: _Block) -> bool:
    if above.role != below.role or not _alike(above, below) or above.bold != below.bold:
        return False
    if "\t" in above.text or ITEM.match(below.text):
        return False
    if above.text.endswith(("-", "\u00ad")) and below.text[:1].islower():
        return True
    ended = bool(ENDED.search(above.text))
    return not ended and (below.text[:1].islower() or (above.full and not below.indented))


def _titled(blocks: list[_Block], size: float) -> list[_Block]:
    """Mark the largest type of the first page above its text as the title."""
    above: list[_Block] = []
    for block in blocks:
        if block.page or (block.size < _LARGE * size and len(block.text) > 80 and ENDED.search(block.text)):
            break
        above.append(block)
    large = [block for block in above if block.size >= _LARGE * size and may_be_title(block.text)]
    if not large:
        return blocks
    title = max(large, key=lambda block: block.size)
    return [replace(block, role="title") if block is title else block for block in blocks]
