"""Bytes -> text: which encoding they are in, and whether they are text at all.

Strict UTF-8 comes first, so that a file that is UTF-8 is never guessed at. What kind
of text it is (a page, markdown, ...) is decided elsewhere.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

import charset_normalizer

# Bytes that no text in UTF-8 or a one-byte encoding has: controls but tab, line ends and form feed.
_CONTROL_BYTES = bytes(range(9)) + b"\x0b" + bytes(range(14, 32)) + b"\x7f"
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_PAGE_BREAKS = re.compile(r"[\x0b\x0c\x85]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE
)
# What a character set is called where more than it is meant, as browsers read the names (encoding.spec.whatwg.org):
# a page that calls itself latin-1 was written on Windows, where the quotation marks are.
_WIDER = {
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
    "iso8859-9": "cp1254",
    **dict.fromkeys(("iso8859-11", "tis-620"), "cp874"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Names that pages and mails use and Python does not know.
_OTHER_NAMES = {
    **dict.fromkeys(("x-sjis", "windows-31j", "ms932"), "cp932"),
    **{f"x-cp125{digit}": f"cp125{digit}" for digit in range(9)},
    **dict.fromkeys(("windows-874", "dos-874"), "cp874"),
    "windows-949": "cp949",
    "x-gbk": "gb18030",
    "x-x-big5": "big5hkscs",
    "x-euc-jp": "euc_jp",
    "iso-8859-8-i": "iso8859-8",
    "x-mac-roman": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    **dict.fromkeys(("koi", "koi8"), "koi8-r"),
}
# What Western European text in windows-1252 has beside ASCII: letters, quotation marks, dashes, a few signs.
_WESTERN = frozenset("‘’‚“”„–—…•€£§©®°«»¡¿ ½·™ŠšŽžŒœŸªº´" + "".join(map(chr, range(0xC0, 0x100))))
# Characters beyond ASCII where writing has them: accents in words, quotation marks at their ends, dashes between.
_IN_PLACE = re.compile(
    r"(?<=[^\W\d_A-Z])[à-öø-ÿœšž]|(?<=[A-Z])[à-öø-ÿœšž](?=[a-zà-öø-ÿ])|\b[À-ÖØ-ÞŒŠŽà-öø-ÿ](?=[a-zà-öø-ÿ])|[“‘„«](?=[\w…“‘])|(?<=[\w.,!?…;:)%’”-])[”’»]"
    r"|(?<=\s)[–—•](?=\s)|(?<=\w)[–—](?=\w)|…|(?<=[A-Za-z]) \xa0|[£€§©®°](?=\s?\w)|(?<=\d)[°€£]"
)
# The first bytes of UTF-8 read as another encoding, with what may follow them.
_GARBLED = re.compile("[ÂÃâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|‚Ä[ôöòúìî]|√[©®≠±º°∂]")
_CYRILLIC = "cp855 cp866 cp1125 cp1251 iso8859_5 koi8_r koi8_t koi8_u kz1048 mac_cyrillic ptcp154".split()
_MOSTLY_ASCII = 0.2  # of the bytes beyond ASCII; Western text has fewer, and Cyrillic is nearly all beyond it
_FITTING = 0.9
# Bytes that were not UTF-8, as "surrogateescape" leaves them: the beginning of a mark or a picture sign, and any.
_HALF = re.compile("\udce2\udc80|\udcf0\udc9f[\udc80-\udcbf]?")
_ESCAPED = re.compile("[\udc80-\udcff]")
_SAMPLE = 200_000  # bytes that the detection looks at; the whole file is then decoded
_BINARY_SHARE = 0.01


class Decoded(NamedTuple):
    """The text of a file, and a sentence for the person where its bytes were odd."""

    text: str
    notice: str | None = None


def decode(data: bytes) -> Decoded | None:
    """Return the text of the bytes, without a byte order mark; None if they are no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(_lenient(data[len(bom) :], encoding))
    wide = _wide_encoding(data)
    if wide:
        return _checked(_lenient(data, wide))
    if _share(data, _CONTROL_BYTES) > _BINARY_SHARE:
        return None
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(
            _declared(data)
            or _mostly_utf8(data)
            or _declared(data, strict=False)
            or _mac(data)
            or _western(data)
            or _detected(data)
        )


def printable(text: str) -> str:
    """Return the text with each control character and lone surrogate as one space, so that offsets stay."""
    return _CONTROLS.sub(" ", _PAGE_BREAKS.sub("\n", text))


def _share(data: bytes, wanted: bytes) -> float:
    return (len(data) - len(data.translate(None, wanted))) / max(1, len(data))


def _checked(decoded: Decoded | None) -> Decoded | None:
    """Return what was decoded unless too much of it is control or replacement characters."""
    if decoded is None:
        return None
    odd = len(_CONTROLS.findall(decoded.text)) + decoded.text.count("\ufffd")
    return decoded if odd <= max(1, 0.05 * len(decoded.text)) else None


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-32 and UTF-16 without a byte order mark by the zero bytes of their characters."""
    sample = data[: min(_SAMPLE, len(data) // 4 * 4)]
    zeros = [sample[place::4].count(0) for place in range(4)]
    if sample and len(data) % 4 == 0:
        if zeros[2] == zeros[3] == len(sample) // 4 and zeros[0] == 0:
            return "utf-32-le"
        if zeros[0] == zeros[1] == len(sample) // 4 and zeros[3] == 0:
            return "utf-32-be"
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even <= 0.02 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd <= 0.02 * half:
        return "utf-16-be"
    if half and _is_of_one_script(high=sample[1::2], low=sample[0::2]):
        return "utf-16-le"
    if half and _is_of_one_script(high=sample[0::2], low=sample[1::2]):
        return "utf-16-be"
    return None


def _is_of_one_script(*, high: bytes, low: bytes) -> bool:
    """Tell the bytes of UTF-16 in another script than Latin: beside spaces nearly all are of one block."""
    spaces = high.count(0)
    block = max(range(1, 256), key=high.count)
    one_block = spaces + high.count(block) >= 0.9 * len(high)
    return 0.05 * len(high) <= spaces and one_block and low.count(0) <= 0.02 * len(low)


def _lenient(data: bytes, encoding: str) -> Decoded:
    """Decode; what does not fit is shown as U+FFFD and counted in the notice."""
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if not broken:
        return Decoded(text)
    places = "1 place" if broken == 1 else f"{broken:,} places"
    return Decoded(
        text, f"The file is damaged in {places} (not valid {encoding.upper()}), shown there as \ufffd."
    )


def by_name(data: bytes, name: str, *, strict: bool = True) -> Decoded | None:
    """Decode by the name of a character set, as browsers read it; None where the bytes do not fit.

    UTF-8 under the name of a one-byte set is none of its text. Unless ``strict`` the few bytes that such
    a set leaves open become lone surrogates, which ``printable`` turns into spaces.
    """
    try:
        known = codecs.lookup(_OTHER_NAMES.get(name.lower(), name)).name
        codec = _WIDER.get(known, known)
        one_byte = codec.startswith("cp125")
        if one_byte and _is_utf8(data):
            return None
        return Decoded(data.decode(codec, "surrogateescape" if one_byte and not strict else "strict"))
    except (LookupError, ValueError):
        return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes, *, strict: bool = True) -> Decoded | None:
    """Decode by the character set that an HTML page names for itself, if it fits.

    Of Unicode that a page names nothing is left to try: its bytes are not UTF-8, and UTF-16 was told before.
    """
    match = _DECLARED.search(data[:4096])
    name = match[1].decode("ascii", "ignore").lower() if match else "utf-8"
    return None if name.startswith(("utf", "unicode")) else by_name(data, name, strict=strict)


def _mostly_utf8(data: bytes) -> Decoded | None:
    """Read as UTF-8 with damage where more characters beyond ASCII are whole than broken.

    Broken ones are windows-1252, pasted in by a program that knew nothing else, where that makes writing of them;
    so they are also where they are the more, if the whole ones make writing.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = _beyond_ascii(text) - broken
    if not whole:
        return None
    mixed, pasted = _with_western(data)
    good = len(_IN_PLACE.findall(text))
    gained = len(_IN_PLACE.findall(mixed)) - good
    if pasted and gained >= _FITTING * pasted and (whole > broken or good >= _FITTING * whole):
        were = "1 byte that is not was" if pasted == 1 else f"{pasted:,} bytes that are not were"
        return Decoded(mixed, f"The file is UTF-8; {were} read as windows-1252.")
    return _lenient(data, "utf-8") if whole > broken else None


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _with_western(data: bytes) -> tuple[str, int]:
    """Return UTF-8 with the bytes that are none read as windows-1252, and their number; half characters stay broken."""
    text = _HALF.sub("\ufffd", data.decode("utf-8", "surrogateescape"))
    escaped = set(_ESCAPED.findall(text))
    western = {ord(each): bytes([ord(each) - 0xDC00]).decode("cp1252", "replace") for each in escaped}
    return text.translate(western), len(_ESCAPED.findall(text))


def _mac(data: bytes) -> Decoded | None:
    """Read as MacRoman where that makes sense of the bytes and windows-1252 does not.

    Quotation marks and accents stand at other bytes in each, and what is one's quotation mark is
    the other's capital letter, which no word has after a small letter or before a quotation.
    """
    mac, western = data.decode("mac_roman"), data.decode("cp1252", "replace")
    beyond = sum(byte > 0x7F for byte in data)
    good = len(_IN_PLACE.findall(mac))
    if good < _FITTING * beyond or good <= len(_IN_PLACE.findall(western)):
        return None
    return Decoded(mac, "Bytes that are not UTF-8 were read as MacRoman.")


def repaired(text: str) -> Decoded:
    """Put right what was decoded wrongly before it came here ("â€™" for "’"), line by line, and say so."""
    if not _GARBLED.search(text):
        return Decoded(text)
    import ftfy  # here, because most files need it not

    lines = text.splitlines(keepends=True)
    better = [ftfy.fix_encoding(line) if _GARBLED.search(line) else line for line in lines]
    changed = [pair for pair in zip(lines, better, strict=True) if pair[0] != pair[1]]
    if not changed:
        return Decoded(text)
    count = "1 line" if len(changed) == 1 else f"{len(changed):,} lines"
    return Decoded(
        "".join(better),
        f"Characters garbled by another program (such as â€™ for ’) were repaired in {count}.",
    )


def _western(data: bytes) -> Decoded | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = [character for character in text if character > "\x7f"]
    fits = sum(character in _WESTERN for character in beyond)
    if fits < 0.95 * len(beyond) or len(beyond) > 0.2 * len(text):
        return None
    return Decoded(text, "Bytes that are not UTF-8 were read as windows-1252.")


def _detected(data: bytes) -> Decoded:
    """Ask charset-normalizer, which takes the accents and quotation marks of a Western text for Cyrillic letters."""
    sample = data[:_SAMPLE]
    western = sum(byte > 0x7F for byte in sample) < _MOSTLY_ASCII * len(sample)
    best = charset_normalizer.from_bytes(sample, cp_exclusion=_CYRILLIC if western else None).best()
    if best is None:
        return _lenient(data, "utf-8")
    encoding = best.encoding
    text = data.decode(encoding, "replace")
    return Decoded(text, f"Bytes that are not UTF-8 were read as {encoding.replace('_', '-')}.")
