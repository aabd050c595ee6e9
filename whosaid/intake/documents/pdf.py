"""PDF, by PDFium: the text in reading order, without what the pages repeat.

This module opens the file and says why one cannot be read; how words, columns and
paragraphs are found is in ``pdf_words``, ``pdf_layout``, ``pdf_margins``, ``pdf_initials`` and ``pdf_paragraphs``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as raw

from whosaid.errors import UnreadableFile
from whosaid.intake.documents.contents import Properties, draft_from
from whosaid.intake.documents.pdf_initials import with_initials
from whosaid.intake.documents.pdf_margins import without_margins
from whosaid.intake.documents.pdf_paragraphs import paragraphs
from whosaid.intake.documents.pdf_pictures import notices
from whosaid.intake.documents.pdf_streams import check_streams
from whosaid.intake.documents.pdf_words import PageText, page_text
from whosaid.intake.documents.zipped import damaged, protected
from whosaid.intake.draft import Draft
from whosaid.settings import Settings

WHAT = "PDF"
_ENOUGH = 20  # letters; a page with fewer has no text on it
_GARBLED = 0.3  # of the characters
_NO_TEXT = "run it through text recognition (OCR), with OCRmyPDF for example, and add the file that it makes"
_AS_TEXT = "save the article's text as plain text (.txt), or paste it"


def draft_of(data: bytes, file: str, settings: Settings) -> Draft:
    """Return the draft of a PDF; raises ``UnreadableFile``."""
    check_streams(data, file, settings)
    pdf = _opened(data, file)
    try:
        _check_pages(len(pdf), file, settings)
        pages = list(_pages(pdf, file, settings))
        _check_text(pdf, pages, file)
        properties = _properties(pdf)
        kept, taken = without_margins(pages)
        unread = notices(pdf, pages, kept)
    finally:
        pdf.close()
    draft = draft_from([*taken, *paragraphs(with_initials(kept))], properties, file, WHAT)
    return replace(draft, notices=(*unread, *draft.notices))


def _opened(data: bytes, file: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise protected(file, WHAT) from error
        raise damaged(file, WHAT) from error


def _check_pages(count: int, file: str, settings: Settings) -> None:
    if not count:
        raise UnreadableFile(file, f"this {WHAT} has no pages", "choose a file with the article's text in it")
    if count > settings.max_pages:
        raise UnreadableFile(
            file,
            f"this {WHAT} has {count:,} pages, and the limit is {settings.max_pages:,}",
            f"split it, or raise the limit: start Whosaid with WHOSAID_MAX_PAGES={count}",
        )


def _pages(pdf: pypdfium2.PdfDocument, file: str, settings: Settings) -> Iterator[PageText]:
    total = 0
    for number in range(len(pdf)):
        try:
            page = pdf[number]
        except pypdfium2.PdfiumError:
            yield PageText([], [], 0, 0)  # a page that is broken takes no other with it
            continue
        textpage = page.get_textpage()
        count = textpage.count_chars()
        total += count
        if total > 2 * settings.max_characters:
            raise UnreadableFile(
                file,
                f"this {WHAT} has more than {total:,} characters, and the limit is {settings.max_characters:,}",
                f"split it, or raise the limit: start Whosaid with WHOSAID_MAX_CHARACTERS={total}",
            )
        yield page_text(textpage.raw, count, page.get_cropbox())
        textpage.close()
        page.close()


def _check_text(pdf: pypdfium2.PdfDocument, pages: list[PageText], file: str) -> None:
    """Say what is wrong with a PDF that shows text and has none."""
    text = "".join(piece.text for page in pages for piece in page.pieces)
    letters = sum(character.isalnum() for character in text)
    if letters < _ENOUGH and _has_pictures(pdf):
        pages_are = "its page is a picture" if len(pages) == 1 else f"its {len(pages):,} pages are pictures"
        raise UnreadableFile(file, f"this {WHAT} is a scan: {pages_are}, with no text in them", _NO_TEXT)
    if not text:
        raise UnreadableFile(
            file, f"there is no text in this {WHAT}: it is empty, or its letters are drawn", _NO_TEXT
        )
    garbled = sum(
        unicodedata.category(character) in ("Co", "Cn", "Cc") or character == "\ufffd" for character in text
    )
    if garbled > _GARBLED * len(text):
        raise UnreadableFile(
            file, f"the letters of this {WHAT} cannot be told: its fonts do not say which they are", _NO_TEXT
        )


def _has_pictures(pdf: pypdfium2.PdfDocument) -> bool:
    for number in range(min(len(pdf), 5)):
        try:
            page = pdf[number]
        except pypdfium2.PdfiumError:
            continue
        if next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None):
            return True
    return False


def _properties(pdf: pypdfium2.PdfDocument) -> Properties:
    """Return title and author; the dates are those of the file and say nothing of the article."""
    found = pdf.get_metadata_dict(skip_empty=True)
    return Properties(title=found.get("Title"), authors=(found.get("Author", "").strip(),))
