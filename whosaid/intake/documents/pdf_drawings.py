"""How often the drawings (forms) of a PDF draw each other, found out before PDFium draws them.

A form may draw forms, each of them others: ten levels of ten make ten thousand million
drawings, and one that draws itself twice never ends. PDFium follows them all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from whosaid.errors import UnreadableFile

_MOST = 1_000_000  # drawings in one; a map with a thousand signs has a few thousand
_MOST_ON_PAGES = 20_000_000  # if each drawing of each page were the largest
_LEVELS = 3  # of dictionaries between a form and those it draws
_REFERENCE = re.compile(rb"(\d{1,7})\s+\d{1,5}\s+R\b")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,7})\s+\d{1,5}\s+obj\b")
_DICTIONARY = 4096  # bytes of an object in which its references are looked for


@dataclass(frozen=True, slots=True)
class Form:
    """A drawing: its dictionary, and how many others it draws."""

    head: bytes
    draws: int


def check_drawings(data: bytes, forms: Mapping[int, Form], draws: int, file: str) -> None:
    """Raise ``UnreadableFile`` where a PDF's forms draw each other without end; ``draws``: of its pages."""
    if not any(form.draws for form in forms.values()):
        return
    drawn = _drawn_by(data, forms)
    sizes: dict[int, int] = {}
    for number in forms:
        _measure(number, forms, drawn, sizes)
    largest = max(sizes.values())
    if largest > _MOST or largest * draws > _MOST_ON_PAGES:
        raise UnreadableFile(
            file,
            "the drawings in this PDF contain each other without end (a bomb, maybe)",
            "do not open it unless you trust its sender; if you do, print it to a new PDF and add that",
        )


def _drawn_by(data: bytes, forms: Mapping[int, Form]) -> dict[int, set[int]]:
    """Return the forms that each form may draw: those its resources name, directly or by other dictionaries."""
    places = {int(match[1]): match.end() for match in _OBJECT.finditer(data)}
    return {number: _named(data, form.head, places, forms) for number, form in forms.items()}


def _named(data: bytes, head: bytes, places: Mapping[int, int], forms: Mapping[int, Form]) -> set[int]:
    found: set[int] = set()
    seen: set[int] = set()
    texts = [head]
    for _ in range(_LEVELS):
        numbers = {int(match[1]) for text in texts for match in _REFERENCE.finditer(text)} - seen
        seen |= numbers
        found |= numbers & forms.keys()
        texts = [_text(data, places[number]) for number in numbers - forms.keys() if number in places]
    return found


def _text(data: bytes, start: int) -> bytes:
    text = data[start : start + _DICTIONARY]
    return text.partition(b"endobj")[0].partition(b"stream")[0]


def _measure(
    start: int, forms: Mapping[int, Form], drawn: Mapping[int, set[int]], sizes: dict[int, int]
) -> None:
    """Note how many drawings a form and those in it make; one that is in itself makes more than the limit."""
    waiting: list[tuple[int, bool]] = [(start, False)]
    open_: set[int] = set()
    while waiting:
        number, ready = waiting.pop()
        if ready:
            open_.discard(number)
            inner = max((sizes.get(other, _MOST) for other in drawn[number]), default=0)
            sizes[number] = min(_MOST + 1, 1 + forms[number].draws * inner)
        elif number not in sizes and number not in open_:
            open_.add(number)
            waiting.append((number, True))
            waiting.extend((other, False) for other in drawn[number] if other not in sizes)
