"""What is looked at before a file is read: is it empty, too large, or no text and no container at all?"""

from __future__ import annotations

from whosaid.errors import UnreadableFile
from whosaid.intake.formats import binary_format
from whosaid.names import file_name
from whosaid.settings import Settings

READABLE = (
    "plain text (.txt), markdown (.md), web pages (.html, .mhtml), documents (.pdf, .docx, .odt, .rtf, .epub), "
    "mail (.eml), transcripts (.srt, .vtt), tables (.csv, .tsv, .json, .jsonl, .parquet), "
    "feeds (.xml, .rss) and archives of them (.zip, .tar, .tar.gz, .gz)"
)
_REMEDIES = {
    "an Excel workbook": "save the sheet as CSV in Excel (“CSV UTF-8”), with a row for each article",
    "a PowerPoint presentation": "save it as PDF, or paste its text",
    "an old Office document": "open it in Word or LibreOffice and save it as .docx",
    "an Outlook message": "save it as HTML in Outlook, or open it in another mail program and save it as .eml",
    "an OpenDocument file": "save it as .odt, or a table as .csv",
    "a database": "export the articles from it as .csv or .json",
    "a program": "choose a file with the article's text in it",
}
"""What to do about a format that is not read; where it says nothing, what is read is listed."""
_REMEDIES_OF_SORTS = (
    (" archive", "unpack it and pack the files as .zip"),
    (
        "a picture (",
        "no text is read off pictures: run text recognition (OCR) over it, or type the text and paste it",
    ),
    *(
        (sort, "no words are heard or read there: upload a transcript (.srt, .vtt or .txt)")
        for sort in ("sound", "video")
    ),
)


def limit_in_bytes(settings: Settings) -> int:
    """The size of the largest file that is read."""
    return int(settings.max_file_mb * 1_000_000)


def too_large(file: str, size: int, settings: Settings) -> UnreadableFile:
    """The error for a file of that many bytes."""
    needed = -(-size // 1_000_000)
    return UnreadableFile(
        file,
        f"it has {size / 1_000_000:,.1f} MB, and the limit is {settings.max_file_mb:g} MB",
        f"split it, or raise the limit: start Whosaid with WHOSAID_MAX_FILE_MB={needed}",
    )


def not_text(file: str) -> UnreadableFile:
    """The error for bytes of no format known."""
    return UnreadableFile(
        file,
        "its bytes are no text in any encoding known",
        f"Whosaid reads {READABLE}; save it as one of them",
    )


def unread_xml(file: str, root: str = "") -> UnreadableFile:
    """The error for XML that is no feed; ``root`` is its outermost element, if it was looked at."""
    named = f" (its outermost element is “{file_name(root)}”), and no feed (RSS, Atom)" if root else ""
    feed = "" if root else ", or, if it is a feed, add it as a file"
    return UnreadableFile(
        file,
        f"it is XML, which has tags of its own{named}",
        "save the article as a web page (.html) or as plain text (.txt), or export the articles as .csv or "
        f".json{feed}",
    )


def check_size(data: bytes, file: str, settings: Settings) -> None:
    """Raise ``UnreadableFile`` where there are no bytes, or more than the limit."""
    if not data:
        raise UnreadableFile(file, "the file is empty", "choose a file with the article's text in it")
    if len(data) > limit_in_bytes(settings):
        raise too_large(file, len(data), settings)


def check_text(data: bytes, file: str) -> None:
    """Raise ``UnreadableFile`` where the bytes are those of a picture, a program and the like."""
    binary = binary_format(data)
    if binary:
        raise UnreadableFile(
            file,
            f"its content is {binary}, whatever its name says",
            _remedy(binary),
        )


def _remedy(binary: str) -> str:
    """Say what to do about content of a format that is not read."""
    sorts = (remedy for sort, remedy in _REMEDIES_OF_SORTS if sort in binary)
    general = f"Whosaid reads {READABLE}; save the article's text as one of them, or paste it"
    return _REMEDIES.get(binary) or next(sorts, general)
