"""A document that holds many articles -> its pieces, where its headings or page breaks say so plainly.

Each piece begins with a heading of one size, or at the top of a page, and says beneath who wrote it, when or where
it was published: chapters of a report do not, and are one document. Separator lines are for ``splitting``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from whosaid.intake.containers.splitting import (
    FEWEST_WORDS,
    LONGEST_PREFACE,
    Pieces,
    has_head,
    pieces_of,
)
from whosaid.intake.draft import Block, Draft

_HEADING = 1.0
_SIZES = 6  # of headings that are tried, the largest first
_HEAD = 3  # blocks in which an article's title stands
_FEWEST_OF_TITLE = 3  # words; fewer stand in any text
_LISTED = 0.6  # of the titles; a page with so many of them is one of contents
_WORD = re.compile(r"\w+")


def pieces_of_document(draft: Draft) -> Pieces | None:
    """Return the articles of a document, or None where it is one."""
    if not draft.blocks:
        return pieces_of(draft.text)
    by_line = pieces_of(_text(draft.blocks))
    return by_line or next(
        filter(None, (_pieces(draft.blocks, starts) for starts in _ways(draft.blocks))), None
    )


def _ways(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield where articles may begin: at the headings of one size, or at those on top of a page."""
    sizes = sorted({round(block.level) for block in blocks if block.level >= _HEADING}, reverse=True)
    for size in sizes[:_SIZES]:
        yield [
            at for at, block in enumerate(blocks) if block.level >= _HEADING and round(block.level) == size
        ]
    yield [
        at
        for at, block in enumerate(blocks)
        if block.level > 0 and (not at or blocks[at - 1].page != block.page)
    ]


def _pieces(blocks: Sequence[Block], starts: Sequence[int]) -> Pieces | None:
    if len(starts) < 2:
        return None
    pieces = [blocks[start:end] for start, end in pairwise([*starts, len(blocks)])]
    preface = list(blocks[: starts[0]])
    if _is_contents(pieces[0], pieces[1:]):
        preface += pieces.pop(0)
    told = _text(preface)
    if len(told.split()) > LONGEST_PREFACE and not _is_contents(preface, pieces):
        return None
    texts = [_text(piece) for piece in pieces]
    plain = len(texts) > 1 and all(len(text.split()) >= FEWEST_WORDS and has_head(text) for text in texts)
    return Pieces(texts, told) if plain else None


def _is_contents(page: Sequence[Block], pieces: Sequence[Sequence[Block]]) -> bool:
    """Tell a list of the articles that follow by the titles in it."""
    listed = f" {_plain(_text(page))} "
    titles = [_titles(piece) for piece in pieces]
    repeated = Counter(title for piece in [_titles(page), *titles] for title in piece)  # an outlet, a section
    found = sum(any(repeated[title] == 1 and f" {title} " in listed for title in piece) for piece in titles)
    return bool(pieces) and found >= _LISTED * len(pieces)


def _titles(piece: Sequence[Block]) -> set[str]:
    plain = {_plain(block.text) for block in piece[:_HEAD]}
    return {text for text in plain if len(text.split()) >= _FEWEST_OF_TITLE}


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _text(blocks: Sequence[Block]) -> str:
    """Return the paragraphs, and after them the footnotes."""
    notes = [block.text for block in blocks if block.level < 0]
    return "\n\n".join([*(block.text for block in blocks if block.level >= 0), *notes])
