"""How much the compressed streams of a PDF hold, found out before PDFium unpacks them.

PDFium stops at 1 GB for one stream, and needs up to 90 bytes of memory for a byte of a
page's instructions. Here a stream is unpacked piece by piece, thrown away, and counted.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator

from whosaid.errors import UnreadableFile
from whosaid.intake.documents.pdf_drawings import Form, check_drawings
from whosaid.settings import Settings

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 1500  # bytes before a stream in which its dictionary stands
_CHUNK = 1 << 20
_SHARE = 5  # one stream of instructions may have this part of the limit
_PACKED = re.compile(rb"/Fl(?:ateDecode)?\b")
_AS_LETTERS = re.compile(rb"/(?:ASCII85Decode|A85|ASCIIHexDecode|AHx)\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_DRAW = re.compile(rb"\bDo\b")
_PASSIVE = re.compile(rb"/Subtype\s*/Image|/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)")


def check_streams(data: bytes, file: str, settings: Settings) -> None:
    """Raise ``UnreadableFile`` where the streams of a PDF are a bomb."""
    limit = int(settings.max_unpacked_mb * 1_000_000)
    total = draws = 0
    forms: dict[int, Form] = {}
    for number, head, start in _streams(data):
        if len(_PACKED.findall(head)) > 1:
            raise UnreadableFile(
                file,
                "this PDF holds data packed twice, as no program does (a bomb, maybe)",
                "do not open it unless you trust its sender; if you do, print it to a new PDF and add that",
            )
        passive = bool(_PASSIVE.search(head))
        size, drawn = _unpacked(data, head, start, limit if passive else limit // _SHARE)
        if _FORM.search(head):
            forms[number] = Form(head, drawn)
        else:
            draws += 0 if passive else drawn
        total += 0 if passive else size
        if size > (limit if passive else limit // _SHARE) or total > limit:
            raise _too_large(file, max(size * (1 if passive else _SHARE), total), settings)
    check_drawings(data, forms, draws, file)


def _streams(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Yield the number and the dictionary of each stream, and where its data begins."""
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()]
        place = before.rfind(b" obj")
        number = re.search(rb"(\d{1,7})\s+\d{1,5}$", before[: max(0, place)])
        yield int(number[1]) if number else 0, before[place + 1 :], match.end()


def _packed_bytes(data: bytes, head: bytes, start: int) -> bytes:
    letters = _AS_LETTERS.search(head)
    if not letters:
        return data[start : start + max(_CHUNK, _length(head))]
    written = data[start : data.find(b"endstream", start)].strip()
    try:
        if b"85" in letters[0]:
            return base64.a85decode(written.removeprefix(b"<~").removesuffix(b"~>"))
        return binascii.unhexlify(b"".join(written.removesuffix(b">").split()))
    except ValueError:
        return b""


def _length(head: bytes) -> int:
    """Return the stream's length as it is stated; where another object states it, all that may follow counts."""
    match = re.search(rb"/Length\s+(\d{1,10})(?!\s+\d+\s+R)", head)
    return int(match[1]) if match else 1 << 30


def _unpacked(data: bytes, head: bytes, start: int, limit: int) -> tuple[int, int]:
    """Count what a stream unpacks to, but not far beyond the limit, and the drawings it calls for."""
    if not _PACKED.search(head):
        end = data.find(b"endstream", start)
        return 0, len(_DRAW.findall(data, start, len(data) if end < 0 else end))
    unpacking, size, draws = zlib.decompressobj(), 0, 0
    packed = _packed_bytes(data, head, start)
    try:
        while packed and size <= limit:
            part = unpacking.decompress(packed, _CHUNK)
            size, draws = size + len(part), draws + len(_DRAW.findall(part))
            packed = unpacking.unconsumed_tail
    except zlib.error:
        pass  # PDFium takes what comes before the damage as well
    return size, draws


def _too_large(file: str, size: int, settings: Settings) -> UnreadableFile:
    return UnreadableFile(
        file,
        f"this PDF unpacks to more than {settings.max_unpacked_mb / _SHARE:g} MB in one piece or "
        f"{settings.max_unpacked_mb:g} MB in all (a bomb, maybe), and that is the limit",
        "if you trust its sender, raise the limit: start Whosaid with "
        f"WHOSAID_MAX_UNPACKED_MB={max(-(-size // 1_000_000), 2 * int(settings.max_unpacked_mb))}",
    )
