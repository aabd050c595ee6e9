"""RTF cut into braces, control words and text, and the names of its encodings.

What the words mean is in ``rtf``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|((?:\\'[0-9a-fA-F]{2})+)|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|(?:[\r\n]+|\\'?)"
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# RTF's numbers of character sets (the specification's table for \fcharset) -> Python's names.
_CHARSETS = {
    **{"0": "cp1252", "77": "mac_roman", "128": "cp932", "129": "cp949", "130": "johab", "134": "gbk"},
    **{"136": "big5", "161": "cp1253", "162": "cp1254", "163": "cp1258", "177": "cp1255", "178": "cp1256"},
    **{"186": "cp1257", "204": "cp1251", "222": "cp874", "238": "cp1250", "254": "cp437", "255": "cp850"},
    **{"cp65001": "utf-8", "cp10000": "mac_roman", "cp0": "cp1252"},
}


class Token(NamedTuple):
    """A brace, a control word or sign with its number, or text; the other fields are empty."""

    brace: str = ""
    word: str = ""
    value: str = ""
    text: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens; pictures and the like in raw bytes are passed over."""
    position = 0
    while match := _TOKEN.match(data, position):
        position = match.end()
        word, value, hexes, sign, brace, text = match.groups()
        if word == b"bin":
            position += max(0, int(value or 0))
        elif word:
            yield Token(word=word.decode(), value=(value or b"").decode())
        elif hexes:
            yield Token(text=bytes.fromhex(hexes.replace(b"\\'", b"").decode()))
        elif sign:
            yield Token(word=sign.decode("latin-1"))
        elif brace:
            yield Token(brace=brace.decode())
        elif text:
            yield Token(text=text)
        elif position >= len(data):
            return


def without_utf8(data: bytes) -> bytes:
    """Return a document that some program wrote in plain UTF-8, which RTF does not allow, as RTF would have it."""
    if data.isascii():
        return data
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    return _BEYOND_ASCII.sub(lambda match: _escaped(match[0]), text).encode("ascii")


def encoding_of(number: str, default: str) -> str:
    """Return Python's name of a character set or code page, or the default where there is none."""
    name = _CHARSETS.get(number, number)
    try:
        "".encode(name)
    except LookupError:
        return default
    return name


def _escaped(character: str) -> str:
    code = character.encode("utf-16-le")
    units = (int.from_bytes(code[at : at + 2], "little") for at in range(0, len(code), 2))
    return "{\\uc1" + "".join(f"\\u{unit}?" for unit in units) + "}"
