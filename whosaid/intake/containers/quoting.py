"""What a mail quotes of another, its lines marked with ">": the marks off, and a reply above an article.

Which lines head a mail that is forwarded is for ``forwards``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_FEWEST_QUOTED = 40  # words; a shorter mail that is answered is no article
_MOST_AFTER = 20  # words below what is quoted; with more of them somebody answers there
_DEEPEST = 20

_MARK = re.compile(r"[ \t]*>")
_HEAD = re.compile(
    r"^(?:On|Am) [^\n]{5,250}(?:\n(?!>)[^\n]{0,250})?(?:wrote|schrieb)[^\n]{0,120}:[ \t]*\n(?=\s*>)",
    re.MULTILINE,
)
_ADDRESS = re.compile(r" ?<[^<>]{3,120}>")
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\b\.?)?(?: Uhr)?(?: [A-Z]{2,4}(?=,))?"
_TOLD = re.compile(
    rf"(?:On|Am) (?:[^\W\d_]{{2,10}}\.?, )?(?P<date>.{{5,40}}?)(?:,?(?: at| um)?,? {_TIME}|(?<=\d{{4}})),?"
    r"(?: schrieb)? (?P<sender>[^\W\d_][^\d<>:]{1,80}?)(?: wrote)?:"
)


class Reply(NamedTuple):
    """How many words stand above what is quoted, who wrote that and when, and the quoted words."""

    before: int
    sender: str
    date: str
    rest: str


def depth_of(line: str) -> int:
    """Count the marks that a line begins with."""
    depth, place = 0, 0
    while depth < _DEEPEST and (mark := _MARK.match(line, place)):
        depth, place = depth + 1, mark.end()
    return depth


def unquoted(text: str, depth: int = 1) -> str:
    """Return the text without that many marks before each line; a line that has none stays.

    >>> unquoted("> It rained.\\n>\\n> > Did it?\\nYes.")
    'It rained.\\n\\n> Did it?\\nYes.'
    """
    if depth:
        text = re.sub(rf"(?m)^(?:[ \t]*>){{1,{depth}}} ?", "", text)
    return text.strip()


def reply_in(text: str) -> Reply | None:
    """Return the mail that is quoted in one piece below a reply; None where answers stand between its lines."""
    head = _HEAD.search(text)
    told = _TOLD.fullmatch(_ADDRESS.sub("", " ".join(head[0].split()))) if head else None
    if not head or not told:
        return None
    quoted, after = _parted(text[head.end() :])
    if len(quoted.split()) < _FEWEST_QUOTED or len(after.split()) > _MOST_AFTER or depth_in(after):
        return None
    before = len(text[: head.start()].split())
    return Reply(before, told["sender"], told["date"], f"{unquoted(quoted)}\n\n{after}".strip())


def depth_in(text: str) -> int:
    """Count the marks of the line that has most of them."""
    return max(map(depth_of, text.split("\n")), default=0)


def _parted(text: str) -> tuple[str, str]:
    """Part the lines that are marked from the first that is not."""
    lines = text.strip().split("\n")
    end = next((n for n, line in enumerate(lines) if line.strip() and not depth_of(line)), len(lines))
    return "\n".join(lines[:end]), "\n".join(lines[end:]).strip()
