"""What is looked at before a file is read: is it empty, too large, or no text and no container at all?"""

from __future__ import annotations

from whosaid.errors import UnreadableFile
from whosaid.intake.formats import binary_format
from whosaid.settings import Settings

READABLE = (
    "plain text (.txt), markdown (.md), web pages (.html, .mhtml), documents (.pdf, .docx, .odt, .rtf, .epub), "
    "mail (.eml), transcripts (.srt, .vtt), tables (.csv, .tsv, .json, .jsonl, .parquet) and archives of them "
    "(.zip, .tar, .tar.gz, .gz)"
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
            f"Whosaid reads {READABLE}; save the article's text as one of them, or paste it",
        )
