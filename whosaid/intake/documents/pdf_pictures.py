"""The pages of a PDF that are pictures, or broken, among pages with text: what a person is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as raw

from whosaid.intake.documents.pdf_words import PageText, Piece

_ENOUGH = 20  # letters; a page with fewer, its margins left aside, has no text on it
_COVERED = 0.4  # of the page; a smaller picture is an illustration
_DEEPEST = 3  # drawings in one another
_MOST_PICTURES = 500  # of a page; a scan has some


def notices(
    pdf: pypdfium2.PdfDocument, pages: Sequence[PageText], kept: Sequence[Sequence[Piece]]
) -> tuple[str, ...]:
    """Return a sentence about the pages of pictures, and one about the broken ones; ``kept``: without margins."""
    broken = [number for number, page in enumerate(pages) if page.top == page.bottom]
    bare = [number for number, pieces in enumerate(kept) if number not in broken and not _has_text(pieces)]
    return tuple(_told(pdf, broken, bare))


def named(numbers: Sequence[int]) -> str:
    """Name the pages by numbers that count from 0.

    >>> named([1]), named([2, 3, 4]), named([0, 2, 3, 4, 8])
    ('Page 2', 'Pages 3 to 5', 'Pages 1, 3 to 5 and 9')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [part for run in runs for part in _run(run)]
    joined = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    return f"Page{'s' if len(numbers) > 1 else ''} {joined}"


def _run(run: Sequence[int]) -> list[str]:
    first, last = run[0] + 1, run[-1] + 1
    return [f"{first} to {last}"] if last > first + 1 else [str(number + 1) for number in run]


def _has_text(pieces: Sequence[Piece]) -> bool:
    return sum(character.isalnum() for piece in pieces for character in piece.text) >= _ENOUGH


def _told(pdf: pypdfium2.PdfDocument, broken: Sequence[int], bare: Sequence[int]) -> Iterator[str]:
    pictures = [number for number in bare if _is_picture(pdf, number)]
    if pictures:
        what = "is a picture: text in it" if len(pictures) == 1 else "are pictures: text in them"
        yield (
            f"{named(pictures)} {what} could not be read. Text recognition (OCR), with OCRmyPDF for example, "
            "makes a file in which it can."
        )
    if broken:
        yield f"{named(broken)} {'is' if len(broken) == 1 else 'are'} damaged and could not be read."


def _is_picture(pdf: pypdfium2.PdfDocument, number: int) -> bool:
    """Tell a page of which pictures cover a good part."""
    try:
        page = pdf[number]
        width, height = page.get_size()
        pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST)
        covered = sum(_area(picture) for picture, _ in zip(pictures, range(_MOST_PICTURES), strict=False))
    except pypdfium2.PdfiumError:
        return False
    return bool(covered >= _COVERED * width * height)


def _area(picture: pypdfium2.PdfObject) -> float:
    left, bottom, right, top = picture.get_bounds()
    return float(abs(right - left) * abs(top - bottom))
