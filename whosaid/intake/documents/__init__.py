"""Documents: PDF, Word, OpenDocument, rich text and EPUB -> a ``Draft``. The format is told by content.

One module a format; what they share is ``contents`` (how a draft is made), ``tables``,
``zipped`` and ``markup`` (archives and XML, opened with care). Libraries are imported
only when a document comes in.
"""

from __future__ import annotations

import io
import logging
import zipfile
from importlib import import_module
from typing import Literal

from whosaid.errors import UnreadableFile
from whosaid.intake.draft import Draft
from whosaid.settings import Settings

__all__ = ["DocumentFormat", "document_format", "draft_of"]

DocumentFormat = Literal["pdf", "docx", "odt", "rtf", "epub"]

_log = logging.getLogger(__name__)

_HEAD = 1024  # a PDF may begin after as many other bytes, says the standard
_EDGE = 4096  # bytes of an archive in which its first members are looked for
_LOCAL_HEADER = 30  # bytes before a member's name
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MIMETYPES: tuple[tuple[bytes, DocumentFormat], ...] = (
    (b"application/epub+zip", "epub"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
)
_NAMES: dict[DocumentFormat, str] = {
    "pdf": "PDF",
    "docx": "Word document",
    "odt": "OpenDocument text",
    "rtf": "RTF document",
    "epub": "EPUB book",
}


def document_format(data: bytes) -> DocumentFormat | None:
    """Name the format of a document, or None where the bytes are something else."""
    start = data[:_HEAD]
    if start.startswith(b"%PDF-") or (b"%PDF-" in start and b" obj" in data and b"stream" in data):
        return "pdf"
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(_OLE):
        return "docx" if _LOCKED in data else None
    return _zipped_format(data) if start.startswith(b"PK\x03\x04") else None


def draft_of(kind: DocumentFormat, data: bytes, file: str, settings: Settings) -> Draft:
    """Return the draft of a document; raises ``UnreadableFile``, and nothing else, whatever the bytes are."""
    module = import_module(f"whosaid.intake.documents.{kind}")
    try:
        draft: Draft = module.draft_of(data, file, settings)
    except UnreadableFile:
        raise
    except Exception as error:
        # The border to parsers fed whatever people upload: what breaks them is no sound document.
        _log.warning("a %s could not be read: %s: %s", kind, type(error).__name__, error)
        raise UnreadableFile(
            file,
            f"this {_NAMES[kind]} is damaged or incomplete",
            "get the file again, or open it in the program that made it and save it anew",
        ) from error
    return draft


def _zipped_format(data: bytes) -> DocumentFormat | None:
    """Tell by the names in the archive's list; by its first member, where the end is cut off."""
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except Exception:
        # Whatever is wrong with the list is told by the reader of the format.
        names = [data[_LOCAL_HEADER:_EDGE].decode("latin-1")]
    mimetype = data[_LOCAL_HEADER:_EDGE]
    for mark, kind in _MIMETYPES:
        if mimetype.startswith(b"mimetype" + mark):
            return kind
    if any(name.startswith("word/document") for name in names) or "[Content_Types].xml" in names[0][:19]:
        return "docx" if any("word/" in name for name in names) else None
    return "epub" if "META-INF/container.xml" in names else None
