"""Which of the files that somebody sent are taken, and under what names. The browser's own limits bind nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from whosaid import receipts
from whosaid.articles import Receipt
from whosaid.names import file_name
from whosaid.settings import Settings, load_settings
from whosaid.store.tasks import Upload

_MB: Final = 1_000_000


def within_limits(uploads: Iterable[Upload], sent: int = 0) -> Iterator[Upload | Receipt]:
    """Each file in its order: as it is taken, or the receipt that says why it is left out.

    ``sent``: the bytes that the same person has sent before.
    """
    settings = load_settings()
    before, taken = sent, 0
    for upload in uploads:
        named = replace(upload, name=file_name(upload.name))
        over = _over(named, taken, sent - before, sent, settings)
        if over:
            yield over
            continue
        taken += 1
        sent += len(named.data)
        yield named


def _over(upload: Upload, files: int, size: int, sent: int, settings: Settings) -> Receipt | None:
    """The receipt of a file that is over a limit, after so many files and bytes of this upload."""
    length = len(upload.data)
    if length > settings.max_file_mb * _MB:
        return receipts.too_large(upload.name, length, settings.max_file_mb)
    if files >= settings.max_files:
        return receipts.too_many(upload.name, settings.max_files)
    if size + length > settings.max_upload_mb * _MB:
        return receipts.too_much(upload.name, settings.max_upload_mb)
    if sent + length > settings.max_session_mb * _MB:
        return receipts.too_much_of_one(upload.name, settings.max_session_mb)
    return None
