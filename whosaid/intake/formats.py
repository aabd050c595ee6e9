"""Which format bytes or text are in, told by content; the file's name only settles ties.

Reading a format is left to the module named after it.
"""

from __future__ import annotations

import re
from typing import Literal

Format = Literal["plain", "html", "markdown", "captions", "xml"]

_COMPOUND = b"\xd0\xcf\x11\xe0"
_OUTLOOK = "__nameid_version1.0".encode("utf-16-le")  # a part that every saved message has
# Signatures; those of letters alone count only where the first bytes hold a zero byte as well.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\x00\x00\x01\x00", "a picture (ICO)"),
    (_COMPOUND, "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
)
_MAGIC_OF_LETTERS: tuple[tuple[bytes, str], ...] = (
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture, sound or video (RIFF)"),
    (b"BM", "a picture (BMP)"),
    (b"MZ", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"Rar!", "a RAR archive"),
    (b"ID3", "sound (MP3)"),
    (b"OggS", "sound (Ogg)"),
    (b"fLaC", "sound (FLAC)"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3", "a database"),
)
# What a file in a zip archive must be called, so that the archive is a document.
_ZIPPED = (
    ("word/document.xml", "a Word document (docx)"),
    ("xl/workbook.xml", "an Excel workbook"),
    ("xl/workbook.bin", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("META-INF/container.xml", "an EPUB book"),
    ("META-INF/MANIFEST.MF", "a program"),
)
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]{0,200}>\s*+)?(?:<!--(?:(?!-->).){0,2000}-->\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(
    r"\s*+<(?:p|div|section|header|h[1-6]|meta|title|script|style|figure|ul|table|span|br|hr)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
# XML says so in its first line, or begins with the outermost element of a format known.
_XML = re.compile(
    r"\s*+(?:<\?xml\s[^<>]{0,300}\?>\s*+(?:(?:<!--(?:(?!-->).){0,5000}-->|<\?[^<>]{0,1000}\?>|<![A-Za-z][^<>\[\]]{0,1000}"
    r"(?:\[[^\]]{0,5000}\]\s{0,9})?>)\s*+){0,20}<(?!/)|<(?:rss|feed|rdf:RDF|opml|nitf|urlset|newsItem|TEI|svg)"
    r"\s[^<>]{0,2000}(?:xmlns|version)[:\w]{0,40}=)(?P<root>[A-Za-z_][\w.:-]{0,60})?",
    re.DOTALL,
)
_BLOCK_END = re.compile(r"</(?:p|div|section|article|h[1-6])\s*>", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\n(?:[^\n]*\n){0,60}?\1[ \t]*(?:\n|$)")
_MARKS = re.compile(
    r"^#{1,6}[ \t]+\S|\[[^\[\]\n]{1,300}\]\(https?:|\*\*[^\s*][^*\n]{0,300}\*\*|^```", re.MULTILINE
)
_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_CAPTIONS = re.compile(
    rf"\s*(?:WEBVTT(?:[ \t][^\n]*)?(?:\r?\n|$)|(?:\d{{1,6}}[ \t]*\r?\n)?\s*{_TIME}[ \t]*-->[ \t]*{_TIME})"
)
_HTML_ROOTS = ("html", "body", "div", "p")
_HEAD = 4096


def binary_format(data: bytes) -> str | None:
    """Name the format of bytes that are no text ("a PDF"), or None if no signature is found."""
    head = data[:_HEAD]
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return "an Outlook message" if magic == _COMPOUND and _OUTLOOK in data else name
    if head.startswith(_ZIP_STARTS):
        return _zip_format(data)
    if head[4:8] == b"ftyp":
        return "a picture or video (HEIC, MP4)"
    if b"\x00" in head:
        return next((name for magic, name in _MAGIC_OF_LETTERS if head.startswith(magic)), None)
    return None


def text_format(text: str, name: str) -> Format:
    """Tell an HTML page, captions, other XML and markdown from plain text."""
    suffix = name.lower().rpartition(".")[2]
    if _PAGE.match(text) or _is_fragment(text, suffix):
        return "html"
    if _CAPTIONS.match(text[:500]):
        return "captions"
    xml = _XML.match(text)
    if xml:
        return "html" if (xml["root"] or "").rpartition(":")[2].lower() in _HTML_ROOTS else "xml"
    if suffix in ("md", "markdown", "mdown") or _FRONT_MATTER.match(text):
        return "markdown"
    start = text[:_HEAD].lstrip()
    if start.startswith("# ") or len(_MARKS.findall(text[:50_000])) >= 2:
        return "markdown"
    return "plain"


def _is_fragment(text: str, suffix: str) -> bool:
    ends = 1 if suffix in ("html", "htm", "xhtml") else 2
    found = _BLOCK_END.findall(text[:50_000])
    return len(found) >= ends and (suffix in ("html", "htm", "xhtml") or bool(_FRAGMENT.match(text)))


def _zip_format(data: bytes) -> str:
    """Tell documents that are zip archives by what they must hold, at the end of the archive if not before."""
    if _OPEN_DOCUMENT in data[:128]:
        return "an OpenDocument text" if b"opendocument.text" in data[:128] else "an OpenDocument file"
    listed = _listed(data)
    return next((name for path, name in _ZIPPED if path.encode() in listed), "a zip archive")


def _listed(data: bytes) -> bytes:
    """Return the list of files at the end of a zip archive; what archives in it hold does not count."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0:
        return data[:_HEAD]
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    return data[max(0, end - size) : end]
