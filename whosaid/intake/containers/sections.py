"""A document that holds many articles -> its pieces, where its headings or page breaks say so plainly.

Each piece begins with a heading of one size, or at the top of a page, and says beneath who wrote it, when or where
it was published: chapters of a report do not, and are one document. Separator lines are for ``splitting``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from whosaid.intake import markdown
from whosaid.intake.containers.splitting import (
    FEWEST_WORDS,
    LONGEST_PREFACE,
    Pieces,
    has_head,
    pieces_of,
)
from whosaid.intake.draft import Block, Draft
from whosaid.intake.formats import text_format

_HEADING = 1.0
_SIZES = 6  # of headings that are tried, the largest first
_HEAD = 3  # blocks in which an article's title stands
_FEWEST_OF_TITLE = 3  # words; fewer stand in any text
_LONGEST_SECTION = 8  # words
_LONGEST_COVER = 15  # words
_LISTED = 0.6  # of the titles; a page with so many of them is one of contents
_WORD = re.compile(r"\w+")

_Test = Callable[
    [str], bool
]  # whether the head of a piece tells who wrote it, when or where it was published


def pieces_of_document(draft: Draft) -> Pieces | None:
    """Return the articles of a document, or None where it is one."""
    if not draft.blocks:
        return pieces_of(draft.text)
    return pieces_of(_text(draft.blocks)) or _pieces_of_blocks(draft.blocks, has_head)


def pieces_of_markdown(text: str) -> Pieces | None:
    """Return the articles of a markdown text, at its separators or under its headings of one size.

    They keep their marks where these are enough for them to be read as markdown.
    """
    text = markdown.marked(text)
    pieces = pieces_of(text) or _pieces_of_blocks(
        markdown.blocks_of(text), lambda piece: has_head(markdown.words_of(piece))
    )
    return pieces and pieces._replace(texts=[_readable(piece) for piece in pieces.texts])


def _readable(piece: str) -> str:
    return piece if text_format(piece, "") == "markdown" else markdown.words_of(piece)


def _pieces_of_blocks(blocks: Sequence[Block], is_headed: _Test) -> Pieces | None:
    """Return the pieces under the headings of the size that gives most of them, or on top of the pages.

    Under larger headings stand sections, of which the first article might pass for the head.
    """
    ways = (_pieces(blocks, starts, is_headed) for starts in _sizes(blocks))
    found = max(filter(None, ways), key=lambda pieces: len(pieces.texts), default=None)
    return found or _pieces(blocks, _tops(blocks), is_headed)


def _sizes(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield where articles may begin: at the headings of one size, the largest first."""
    sizes = sorted({round(block.level) for block in blocks if block.level >= _HEADING}, reverse=True)
    for size in sizes[:_SIZES]:
        yield [
            at for at, block in enumerate(blocks) if block.level >= _HEADING and round(block.level) == size
        ]


def _tops(blocks: Sequence[Block]) -> list[int]:
    """Return where a heading, or what follows a break that somebody put, stands on top of a page."""
    return [
        at
        for at, block in enumerate(blocks)
        if block.level > 0 and (not at or blocks[at - 1].page != block.page)
    ]


def _pieces(blocks: Sequence[Block], starts: Sequence[int], is_headed: _Test) -> Pieces | None:
    if len(starts) < 2:
        return None
    pieces = [blocks[start:end] for start, end in pairwise([*starts, len(blocks)])]
    preface = list(blocks[: starts[0]])
    if _is_contents(pieces[0], pieces[1:]) or _is_cover(pieces[0]):
        preface += pieces.pop(0)
    told = _text(preface)
    if len(told.split()) > LONGEST_PREFACE and not _is_contents(preface, pieces):
        return None
    articles = list(_articles(pieces, is_headed))
    texts = [_text(article) for article, _ in articles]
    plain = len(texts) > 1 and all(len(text.split()) >= FEWEST_WORDS and is_headed(text) for text in texts)
    return Pieces(texts, told, tuple(section for _, section in articles)) if plain else None


def _articles(pieces: Sequence[Sequence[Block]], is_headed: _Test) -> Iterator[tuple[Sequence[Block], str]]:
    """Yield the articles, each with the heading of a section that stands above it.

    A larger heading at the end of a piece begins something else: a section, or an article set larger than others.
    """
    section = ""
    for piece in pieces:
        size = round(piece[0].level)
        larger = (at for at, block in enumerate(piece) if round(block.level) > size)
        end = next(larger, len(piece))
        rest = piece[end:]
        above, section = section, ""
        if rest and piece is not pieces[-1] and _is_section(rest):
            section = _text(rest)
        elif not (rest and is_headed(_text(rest))):
            end = len(piece)
        yield piece[:end], above
        if end < len(piece) and not section:
            yield rest, ""


def _is_section(blocks: Sequence[Block]) -> bool:
    """Tell a few words in headings only: what stands above text may be a pull quote, and is the article's."""
    return all(block.level >= _HEADING for block in blocks) and len(_text(blocks).split()) <= _LONGEST_SECTION


def _is_cover(piece: Sequence[Block]) -> bool:
    """Tell the title of all that follows, on a page of its own."""
    return len(_text(piece).split()) <= _LONGEST_COVER


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
