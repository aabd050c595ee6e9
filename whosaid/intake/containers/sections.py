"""A document that holds many articles -> its pieces, where its headings or page breaks say so plainly.

Each piece begins with a heading of one size, or at the top of a page, and says beneath who wrote it, when or where
it was published: chapters of a report do not, and are one document. Separator lines are for ``splitting``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from whosaid.intake import markdown
from whosaid.intake.containers import clip_lines
from whosaid.intake.containers.clip_lines import HEADING, is_heading, is_masthead
from whosaid.intake.containers.splitting import (
    FEWEST_WORDS,
    LONGEST_PREFACE,
    Above,
    Pieces,
    found_in,
    is_headed,
    pieces_of,
)
from whosaid.intake.draft import Block, Draft, text_of
from whosaid.intake.formats import text_format

_SIZES = 6  # of headings that are tried, the largest first
_HEAD = 3  # blocks in which an article's title stands
_FEWEST_OF_TITLE = 3  # words; fewer stand in any text
_LONGEST_SECTION = 8  # words
_LONGEST_COVER = 15  # words
_LISTED = 0.6  # of the titles; a page with so many of them is one of contents
_WORD = re.compile(r"\w+")

_Read = Callable[[str], Draft]  # what the head of a piece tells


class _Piece(NamedTuple):
    """What stands under a heading, and the lines above it that belong to it."""

    above: Sequence[Block]
    blocks: Sequence[Block]


class _Article(NamedTuple):
    """An article's blocks, the heading of a section above it, and the outlet that such a heading names."""

    blocks: Sequence[Block]
    section: str = ""
    outlet: str | None = None


def pieces_of_document(draft: Draft) -> Pieces | None:
    """Return the articles of a document, or None where it is one."""
    if not draft.blocks:
        return pieces_of(draft.text)
    pieces = pieces_of(text_of(draft.blocks)) or _pieces_of_blocks(draft.blocks, found_in)
    return pieces and _published(pieces, draft)


def pieces_of_markdown(text: str) -> Pieces | None:
    """Return the articles of a markdown text, at its separators or under its headings of one size.

    They keep their marks where these are enough for them to be read as markdown.
    """
    text = markdown.marked(text)
    blocks = list(clip_lines.apart(markdown.blocks_of(text)))
    pieces = pieces_of(text) or _pieces_of_blocks(blocks, lambda piece: found_in(markdown.words_of(piece)))
    return pieces and pieces._replace(texts=[_readable(piece) for piece in pieces.texts])


def _readable(piece: str) -> str:
    return piece if text_format(piece, "") == "markdown" else markdown.words_of(piece)


def _published(pieces: Pieces, draft: Draft) -> Pieces:
    """Return the pieces with outlet and date of the book that they stand in, where their own heads tell none."""
    if not (draft.outlet or draft.date):
        return pieces
    told = zip(pieces.texts, pieces.above or [Above()] * len(pieces.texts), strict=True)
    above = tuple(_in_book(found_in(text), above, draft) for text, above in told)
    return pieces._replace(above=above)


def _in_book(own: Draft, above: Above, book: Draft) -> Above:
    outlet = None if own.outlet else above.outlet or book.outlet
    return above._replace(outlet=outlet, date=None if own.date else book.date)


def _pieces_of_blocks(blocks: Sequence[Block], read: _Read) -> Pieces | None:
    """Return the pieces under the headings of the size that gives most of them, or on top of the pages.

    Under larger headings stand sections, of which the first article might pass for the head.
    """
    ways = (_pieces(blocks, starts, read) for starts in _sizes(blocks))
    found = max(filter(None, ways), key=lambda pieces: len(pieces.texts), default=None)
    return found or _pieces(blocks, list(_tops(blocks)), read)


def _sizes(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield where articles may begin: at the headings of one size, the largest first."""
    headings = [at for at, block in enumerate(blocks) if is_heading(block)]
    sizes = sorted({round(blocks[at].level) for at in headings}, reverse=True)
    for size in sizes[:_SIZES]:
        yield [at for at in headings if round(blocks[at].level) == size]


def _tops(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield where a heading, or what follows a break that somebody put, stands on top of a page.

    Above the heading may stand where it was published.
    """
    for at, block in enumerate(blocks):
        if at and blocks[at - 1].page == block.page:
            continue
        while at + 1 < len(blocks) and _is_above(blocks[at], blocks[at + 1]):
            at += 1
        if blocks[at].level > 0:
            yield at


def _is_above(block: Block, next_: Block) -> bool:
    plain = block.level == 0 or is_masthead(block)
    return plain and block.page == next_.page and bool(clip_lines.tells(block))


def _pieces(blocks: Sequence[Block], starts: Sequence[int], read: _Read) -> Pieces | None:
    if len(starts) < 2:
        return None
    begins = [start - lines for start, lines in zip(starts, clip_lines.above(blocks, starts), strict=True)]
    ends = [*begins[1:], len(blocks)]
    pieces = [
        _Piece(blocks[begin:start], blocks[start:end])
        for begin, start, end in zip(begins, starts, ends, strict=True)
    ]
    preface = list(blocks[: begins[0]])
    bodies = [piece.blocks for piece in pieces]
    if _is_contents(bodies[0], bodies[1:]) or _is_cover(bodies[0]):
        first = pieces.pop(0)
        preface += [*first.above, *first.blocks]
    told = text_of(preface)
    if len(told.split()) > LONGEST_PREFACE and not _is_contents(preface, [piece.blocks for piece in pieces]):
        return None
    return _told(list(_articles(pieces, preface, read)), told, read)


def _told(articles: Sequence[_Article], preface: str, read: _Read) -> Pieces | None:
    """Return the articles as pieces, or None where they are not plainly articles, each of its own."""
    texts = [text_of(article.blocks) for article in articles]
    found = [read(text) for text in texts]
    if len(texts) < 2 or any(len(text.split()) < FEWEST_WORDS for text in texts):
        return None
    if not all(map(is_headed, found)):
        return None
    above = (
        Above(article.section, None if own.outlet else article.outlet)
        for article, own in zip(articles, found, strict=True)
    )
    return Pieces(texts, preface, tuple(above))


def _articles(pieces: Sequence[_Piece], preface: Sequence[Block], read: _Read) -> Iterator[_Article]:
    """Yield the articles, each with the heading of a section that stands above it.

    A larger heading at the end of a piece begins something else: a section, or an article set larger than others.
    The name of an outlet as a section is that of all articles in it.
    """
    section, outlet = "", _outlet_after(preface, None)
    for piece in pieces:
        named = _mastheads(piece)
        outlet = _outlet_after(named, outlet)
        above, section = "\n\n".join(filter(None, (section, _words(named)))), ""
        rest = _rest(piece.blocks)
        if rest and piece is not pieces[-1] and _is_section(rest):
            section = _words(rest)
        elif not (rest and is_headed(read(text_of(rest)))):
            rest = []
        yield _Article(_headed(piece, len(rest)), above, outlet and clip_lines.words_of(outlet))
        if section:
            outlet = _outlet_after(rest, outlet)
        elif rest:
            yield _Article(rest)


def _rest(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return what a larger heading begins, with the name of an outlet directly above it."""
    size = round(blocks[0].level)
    larger = (at for at, block in enumerate(blocks) if is_heading(block) and round(block.level) > size)
    start = next(larger, len(blocks))
    while start < len(blocks) and is_masthead(blocks[start - 1]):
        start -= 1
    return blocks[start:]


def _mastheads(piece: _Piece) -> list[Block]:
    """Return the names of outlets above an article that are set larger than its heading, as that of a section is."""
    size = round(piece.blocks[0].level)
    return [block for block in piece.above if is_masthead(block) and round(block.level) > size]


def _headed(piece: _Piece, rest: int) -> list[Block]:
    """Return a piece without its rest, the lines above its heading beneath it: there an article has them."""
    sections = _mastheads(piece)
    lines = [block for block in piece.above if block not in sections]
    return [piece.blocks[0], *lines, *piece.blocks[1 : len(piece.blocks) - rest]]


def _outlet_after(headings: Sequence[Block], outlet: Block | None) -> Block | None:
    """Return the outlet in whose section what follows stands: another section of its size ends it."""
    for block in headings:
        if is_masthead(block):
            outlet = block
        elif outlet and block.level >= outlet.level:
            outlet = None
    return outlet


def _words(blocks: Sequence[Block]) -> str:
    return "\n\n".join(map(clip_lines.words_of, blocks))


def _is_section(blocks: Sequence[Block]) -> bool:
    """Tell a few words in headings only: what stands above text may be a pull quote, and is the article's."""
    return (
        all(block.level >= HEADING for block in blocks) and len(text_of(blocks).split()) <= _LONGEST_SECTION
    )


def _is_cover(piece: Sequence[Block]) -> bool:
    """Tell the title of all that follows, on a page of its own."""
    return len(text_of(piece).split()) <= _LONGEST_COVER


def _is_contents(page: Sequence[Block], pieces: Sequence[Sequence[Block]]) -> bool:
    """Tell a list of the articles that follow by the titles in it."""
    listed = f" {_plain(text_of(page))} "
    titles = [_titles(piece) for piece in pieces]
    repeated = Counter(title for piece in [_titles(page), *titles] for title in piece)  # an outlet, a section
    found = sum(any(repeated[title] == 1 and f" {title} " in listed for title in piece) for piece in titles)
    return bool(pieces) and found >= _LISTED * len(pieces)


def _titles(piece: Sequence[Block]) -> set[str]:
    plain = {_plain(block.text) for block in piece[:_HEAD]}
    return {text for text in plain if len(text.split()) >= _FEWEST_OF_TITLE}


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
