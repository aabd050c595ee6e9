"""Lines of a PDF joined: hyphens at their ends, spaces between them, the numbers of notes taken off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from whosaid.intake.documents.pdf_words import Piece

_TAB = 2.0  # of the type size: a gap this wide sets apart what stands on one line
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STEM = re.compile(r"([^\W_]+)[-\u00ad‐]$")
_TAIL = re.compile(r"[\"'“‘(]?([^\W_]+)")
# First parts that keep their hyphen, and second parts that have one before them.
_FIRST_PARTS = frozenset(
    "self non ex half anti pro vice co well long short high low mid so year all cross first second third left "
    "right deputy attorney secretary newly deeply hard ill far near north south east west two three four five six "
    "seven eight nine ten part full multi quasi semi ultra day month week hour minute brand state father mother "
    "brother sister son daughter editor commander then".split()
)
_SECOND_PARTS = frozenset(
    "based backed led term year old called known made run time wide level scale style day long free related funded "
    "owned controlled held elect general law in minute hour week month sized like up down off out to month ranking "
    "profile speed quality friendly born century class third thirds half quarter fifths".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column: its text, its edges, its type."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    first: float  # the width of its first word


def line_of(pieces: Sequence[Piece], notes: frozenset[str] = frozenset()) -> Line:
    """Return a line of the pieces that stand on it; the numbers of ``notes`` are left out of its text."""
    parts: list[str] = []
    for number, piece in enumerate(pieces):
        if number:
            gap = piece.left - pieces[number - 1].right
            parts.append("\t" if gap > _TAB * piece.size else " ")
        texts = (word.text + ("" if word.note in notes else word.note) for word in piece.words)
        parts.append(" ".join(text for text in texts if text))
    first = pieces[0].words[0]
    words = [word for piece in pieces for word in piece.words]
    return Line(
        "".join(parts).strip(),
        pieces[0].left,
        max(piece.right for piece in pieces),
        pieces[0].base,
        median(word.size for word in words),
        all(word.bold for word in words),
        first.right - first.left,
    )


def words_in(texts: Iterable[str]) -> Counter[str]:
    """Count the words of a document by which its hyphens are told: those within lines, which are whole."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(_LETTERS.findall(text.casefold())[1:-1])
    return found


def joined(above: str, below: str, known: Counter[str]) -> str:
    """Return two lines as one: what was hyphenated whole, the rest with a space."""
    stem, tail = _STEM.search(above), _TAIL.match(below)
    if stem and tail:
        hyphen = _hyphen(stem[1], tail[1], known, soft=above.endswith("\u00ad"))
        return above[:-1] + hyphen + below
    if above.endswith("—") or (above.endswith(("–", "/")) and not above.endswith((" –", " /"))):
        return above + below
    return f"{above} {below}"


def _hyphen(stem: str, tail: str, known: Counter[str], *, soft: bool) -> str:
    """Return the hyphen where it belongs to the word ("long-term"), or nothing where it only broke it."""
    one, other = stem.casefold(), tail.casefold()
    if not tail[0].islower() or stem[-1].isdigit():
        return "-"
    whole, parted = known[one + other], known[f"{one}-{other}"]
    if whole or parted:
        return "-" if parted > whole else ""
    if one in _FIRST_PARTS or other in _SECOND_PARTS:
        return "-"
    return "-" if known[one] and known[other] and len(one) > 2 and len(other) > 2 else ""
