"""Pages set by hand with reportlab: columns, justified lines, hyphens, each where a test wants it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842  # A4 in points
BODY, BOLD = "Times-Roman", "Times-Bold"


@dataclass(frozen=True)
class Type:
    """How a column is set."""

    font: str = BODY
    size: float = 10
    leading: float = 12
    indent: float = 0
    gap: float = 6  # after a paragraph
    justified: bool = False


def wrapped(paragraph: str, width: float, type_: Type) -> list[str]:
    """Break a paragraph into lines; a ``|`` in a word is where it may be hyphenated."""
    lines: list[str] = []
    line, room = "", width - type_.indent
    for word in paragraph.split(" "):
        whole = word.replace("|", "")
        tried = f"{line} {whole}".strip()
        if stringWidth(tried, type_.font, type_.size) <= room:
            line = tried
            continue
        head, _, tail = word.partition("|")
        if tail and stringWidth(f"{line} {head}-", type_.font, type_.size) <= room:
            lines.append(f"{line} {head.removesuffix('-')}-")
            line = tail.replace("|", "")
        else:
            lines.append(line)
            line = whole
        room = width
    return [*lines, line]


def column(
    canvas: Canvas,
    x: float,
    top: float,
    width: float,
    paragraphs: Sequence[str],
    type_: Type = Type(),
    bottom: float = 60,
    skip: int = 0,
) -> int:
    """Set paragraphs from the top down, without the first ``skip`` lines; return how many lines are set by then."""
    y, done = top, 0
    for paragraph in paragraphs:
        lines = wrapped(paragraph, width, type_)
        for number, line in enumerate(lines):
            done += 1
            if done <= skip:
                continue
            if y < bottom:
                return done - 1
            _line(canvas, x, y, width, line, type_, first=number == 0, last=number == len(lines) - 1)
            y -= type_.leading
        if done > skip:
            y -= type_.gap
    return done


def _line(
    canvas: Canvas, x: float, y: float, width: float, line: str, type_: Type, *, first: bool, last: bool
) -> None:
    indent = type_.indent if first else 0
    text = canvas.beginText(x + indent, y)
    text.setFont(type_.font, type_.size)
    spaces = line.count(" ")
    if type_.justified and not last and spaces:
        text.setWordSpace((width - indent - stringWidth(line, type_.font, type_.size)) / spaces)
    text.textOut(line)
    canvas.drawText(text)


def at(canvas: Canvas, x: float, y: float, words: str, font: str = BODY, size: float = 10) -> None:
    """Put words at a place."""
    canvas.setFont(font, size)
    canvas.drawString(x, y, words)


def pdf(*pages: Callable[[Canvas], None], title: str = "", author: str = "", **canvas: object) -> bytes:
    """Return a PDF with these pages."""
    stream = io.BytesIO()
    sheet = Canvas(stream, pagesize=(WIDTH, HEIGHT), **canvas)
    sheet.setTitle(title)
    sheet.setAuthor(author)
    sheet.setCreator("")
    for page in pages:
        page(sheet)
        sheet.showPage()
    sheet.save()
    return stream.getvalue()
