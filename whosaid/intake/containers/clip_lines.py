"""The lines around a clip's heading that say only where and when it was published: outlet, date, page, circulation.

A press review may put them above its headings, where they would pass for the end of the clip before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from whosaid.intake import asides, bylines, markdown
from whosaid.intake.dates import exact_date
from whosaid.intake.documents.contents import may_be_title
from whosaid.intake.draft import Block
from whosaid.intake.outlets import PROPER_NAME, is_outlet

HEADING = 1.0  # the level from which on a block is one
_MOST_LINES = 3  # above one heading
_LONGEST = 200  # characters of such a line
_BAR = re.compile(r"\s*[|•·\t\n]\s*|\s{3,}|;\s+|\s[-–—]\s")
_LABEL = re.compile(r"(?:date|published|source|outlet|publication|newspaper):\s*", re.IGNORECASE)
_BY = re.compile(r"by:?\s+(?=\S)", re.IGNORECASE)
_TELLING = frozenset(("outlet", "date"))
_HEADING_MARKS = re.compile(r" {0,3}(#{1,6})[ \t]+\S[^\n]*")
_LEVELS = 7.0  # of markdown, less one for each mark


def kinds_of(line: str) -> frozenset[str]:
    """Name what a line says ("outlet", "date", "page"): nothing, unless it tells outlet or date and nothing else.

    A name counts only beside a date: alone it may be anybody's.
    """
    if len(line) > _LONGEST:
        return frozenset()
    parts = [_kinds(part) for part in _BAR.split(asides.parted(line.strip())) if part]
    kinds = frozenset(kind for part in parts for kind in part)
    known = kinds & _TELLING if "name" not in kinds else kinds & {"date"}
    return kinds if known and all(parts) else frozenset()


def words_of(block: Block) -> str:
    """Return a block's words without the marks of markdown."""
    return markdown.words_of(block.text)


def is_heading(block: Block) -> bool:
    """Tell a heading that may be an article's or a section's title: the name of an outlet is none."""
    return block.level >= HEADING and may_be_title(words_of(block))


def is_masthead(block: Block) -> bool:
    """Tell the name of an outlet that is set as a heading."""
    return block.level >= HEADING and is_outlet(words_of(block))


def tells(block: Block) -> frozenset[str]:
    """Name what a block says of a clip, if it says nothing else."""
    return kinds_of(words_of(block)) if block.level >= 0 and len(block.text) <= _LONGEST else frozenset()


def above(blocks: Sequence[Block], starts: Sequence[int]) -> list[int]:
    """Return how many blocks directly above each heading say where and when what is below it was published.

    They may as well end the piece before, as an agency's name does. They do not where they are set as headings,
    where they begin a page, or where most headings have them, the first one too.
    """
    told = [_told(blocks, after, start) for after, start in pairwise([-1, *starts])]
    everywhere = _is_custom(told) and not tells(blocks[-1])
    return [
        len(kinds) if kinds and (everywhere or _is_certain(blocks, start - len(kinds), start)) else 0
        for kinds, start in zip(told, starts, strict=True)
    ]


def apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks of a markdown text, the lines that end what stands between headings as blocks of their own."""
    for block in blocks:
        lines: list[Block] = []
        rest = block.text.rstrip()
        while rest and block.level < HEADING and len(lines) < _MOST_LINES:
            before, last = _without_last(rest)
            line = Block(last, _marked_level(last), block.page)
            if not tells(line):
                break
            lines.insert(0, line)
            rest = before
        if rest:
            yield block._replace(text=rest) if lines else block
        yield from lines


def _without_last(text: str) -> tuple[str, str]:
    """Split off the last paragraph, or the last line where it is marked as a heading."""
    line = text.rpartition("\n")[2]
    last = line if _marked_level(line) else text.rpartition("\n\n")[2]
    return text[: len(text) - len(last)].rstrip(), last.strip()


def _marked_level(line: str) -> float:
    marks = _HEADING_MARKS.fullmatch(line)
    return _LEVELS - len(marks[1]) if marks else 0.0


def _kinds(part: str) -> frozenset[str]:
    """Name what a part of a line says, which may be several things with commas between them."""
    kind = _kind(part)
    if kind:
        return frozenset((kind,))
    for comma in re.finditer(r",\s+", part):
        before, after = _kind(part[: comma.start()]), _kinds(part[comma.end() :])
        if before and after:
            return after | {before}
    return frozenset()


def _kind(part: str) -> str | None:
    bare = _LABEL.sub("", part, count=1)
    if exact_date(bare):
        return "date"
    if is_outlet(bare):
        return "outlet"
    if asides.aside(part):
        return "page"
    by = _BY.match(part)
    if by and bylines.names_and_outlet(part[by.end() :]):
        return "byline"
    return "name" if PROPER_NAME.fullmatch(bare) else None


def _told(blocks: Sequence[Block], after: int, start: int) -> list[frozenset[str]]:
    """Return what the lines directly above a heading say, the nearest first."""
    told: list[frozenset[str]] = []
    for block in reversed(blocks[max(after + 1, start - _MOST_LINES) : start]):
        kinds = tells(block)
        if not kinds or any(kinds & others & _TELLING for others in told):
            break  # a second outlet is that of the piece before
        told.append(kinds)
    return told


def _is_custom(told: Sequence[Sequence[frozenset[str]]]) -> bool:
    """Whether the first heading and at least half of the others have lines of one kind above them."""
    first, *others = (frozenset().union(*kinds) & _TELLING for kinds in told)
    alike = sum(bool(first & kinds) for kinds in others)
    return bool(first) and 2 * alike >= len(others)


def _is_certain(blocks: Sequence[Block], begin: int, start: int) -> bool:
    on_top = begin > 0 and blocks[begin - 1].page != blocks[begin].page == blocks[start].page
    return on_top or any(is_masthead(block) for block in blocks[begin:start])
