"""Hard-wrapped text, as scans and e-mails have it: lines cut at one width, words cut by a hyphen.

The reader takes a line break for the end of a paragraph. So it is given a copy of the text, of the same length,
in which breaks within a paragraph are spaces and the hyphens of cut words are invisible; what it finds is then
told in the words of the text itself (``in_words_of``). Offsets are the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from whosaid.articles import Entity, Extent, Quote, Reading

_BLOCK = re.compile(r"[^\n]+(?:\n(?![ \t]*(?:\n|$))[^\n]+)*")  # lines without a blank one among them
_CUT_WORD = re.compile(r"(?<=[a-z])(?:-|\u00ad|\u2010)[ \t]*\n[ \t]*(?=[a-z])")
_SPLIT_WORD = re.compile(  # "govern- ment", whose line break was lost; not "pre- and post-war"
    r"(?<=[a-z]{2})(?:-|\u2010) (?!(?:and|or|to|nor|but|through|versus|vs|than|the|an?|that|which|who|it|he|she|they"
    r"|we|is|was|are|were|had|has|in|on|at|for|by|of|as|with|if|when|not|no|so|then|this|from)\b)(?=[a-z]{2})"
)
_ITEM = re.compile(  # of a list; "NAME: words", "Q. words" or "[00:12] words" of a transcript
    r"[ \t]*(?:[-*•‣–—>#]|\d{1,3}[.)]|[A-Z][\w.' ]{0,30}(?: \([^()\n]{1,30}\))?:|[QA]\."
    r"|[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?)[ \t]"
)
_GOES_ON = re.compile(r"(?<=[\w,;])\n(?=[a-z])")
_FEWEST_SPLIT = 2  # words cut in the middle of a line: one alone may be meant
_WIDEST = 120  # characters: longer lines were not cut at a width
_FULL = 0.7  # of the widest line: where there was room for a word more, a line was not cut
_FEWEST = 3  # lines in a block, for its width to be told
_INVISIBLE = "\u00ad"  # the soft hyphen: the tokenizer drops it


def unwrapped(text: str) -> str:
    """The text with breaks inside of paragraphs as spaces, of the same length; most texts are as they were."""
    pieces: list[str] = []
    position = 0
    for start, end in _wraps(text):
        gap = text[start:end]
        cut = _CUT_WORD.match(text, start)
        filler = _INVISIBLE * len(gap) if cut and cut.end() == end else " " * len(gap)
        pieces += [text[position:start], filler]
        position = end
    return _mended("".join([*pieces, text[position:]]))


def _mended(text: str) -> str:
    """What is left of words cut by a hyphen made whole: between lines of any length, and where a break was lost."""
    if _CUT_WORD.search(text):
        text = _BLOCK.sub(lambda block: _joined(block[0]) if _CUT_WORD.search(block[0]) else block[0], text)
    if len(_SPLIT_WORD.findall(text)) >= _FEWEST_SPLIT:
        text = _SPLIT_WORD.sub(lambda match: _INVISIBLE * len(match[0]), text)
    return text


def _joined(block: str) -> str:
    """Lines of which some end in a cut word: a break before a small letter is inside of a sentence."""
    block = _CUT_WORD.sub(lambda match: _INVISIBLE * len(match[0]), block)
    return _GOES_ON.sub(" ", block)


def _wraps(text: str) -> Iterator[tuple[int, int]]:
    """The breaks that stand within paragraphs, with the spaces (and the hyphen of a cut word) around them."""
    blocks = [(match.start(), match[0].split("\n")) for match in _BLOCK.finditer(text)]
    long_ones = [lines for _, lines in blocks if len(lines) >= _FEWEST]
    widths = [max(map(len, lines)) for lines in long_ones if _is_cut(lines, max(map(len, lines)))]
    if not widths:
        return
    width = max(widths)
    for start, lines in blocks:
        if len(lines) < 2 or not _is_cut(lines, width):
            continue
        for line in lines[:-1]:
            start += len(line)
            yield _widened(text, start)
            start += 1


def _is_cut(lines: list[str], width: int) -> bool:
    """Whether all lines but the last are full, and none begins an item of a list."""
    if width > _WIDEST or any(len(line) > width for line in lines):
        return False
    full = all(len(line) >= _FULL * width for line in lines[:-1])
    return full and not any(_ITEM.match(line) for line in lines[1:])


def _widened(text: str, at: int) -> tuple[int, int]:
    """The line break at a position with what goes with it."""
    start, end = at, at + 1
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] in " \t":
        end += 1
    cut = _CUT_WORD.match(text, start - 1) if start > 0 else None
    return (start - 1, end) if cut and cut.end() == end else (start, end)


def in_words_of(text: str, reading: Reading) -> Reading:
    """A reading of the unwrapped text, with every stretch in the words of the text itself."""

    def extent(found: Extent) -> Extent:
        return replace(found, text=text[found.start : found.end])

    def entity(found: Entity) -> Entity:
        name = found.name.replace(_INVISIBLE, "")
        return replace(found, name=name, mentions=tuple(extent(mention) for mention in found.mentions))

    def quote(found: Quote) -> Quote:
        proof = found.evidence
        return replace(
            found,
            text=" ".join(text[start:end] for start, end in found.spans),
            cue=found.cue and replace(found.cue, text=text[found.cue.start : found.cue.end]),
            source=found.source and extent(found.source),
            evidence=proof and replace(proof, mention=proof.mention and extent(proof.mention)),
        )

    speakers = tuple(replace(found, name=found.name.replace(_INVISIBLE, "")) for found in reading.speakers)
    return replace(
        reading,
        entities=tuple(map(entity, reading.entities)),
        quotes=tuple(map(quote, reading.quotes)),
        speakers=speakers,
    )
