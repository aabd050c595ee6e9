"""Documents that are broken, locked, empty, or made to do harm, and what their receipts must say."""

from __future__ import annotations

import struct
import zipfile
import zlib

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.intake import office_documents as office
from tests.intake import pdf_documents
from tests.intake.document_cases import FERRY, Hostile
from tests.intake.pdf_setting import at, pdf

DAMAGED = "is damaged or incomplete"
CONTENT = "word/document.xml"
MAIN = office.W
_TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"


# --- PDF -------------------------------------------------------------------------------------------


def raw_pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Return a PDF of these objects, numbered from 1."""
    body, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer<</Size %d %s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d %s>>stream\n%s\nendstream" % (len(data), entries, data)


def one_page(
    content: bytes, fonts: bytes = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", *more: bytes
) -> bytes:
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject"
        b"<</X 6 0 R>>>>>>",
        content,
        fonts,
        *more,
    )


def scan() -> bytes:
    def page(sheet: Canvas) -> None:
        sheet.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)

    return pdf(page, page)


def locked() -> bytes:
    return pdf(lambda sheet: at(sheet, 50, 700, FERRY[0]), encrypt=StandardEncryption("Skerry"))


def packed(content: bytes, times: int = 1, filters: bytes = b"/FlateDecode") -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter[%s]" % (filters * times))


def many_pages() -> bytes:
    kids = b" ".join(b"3 0 R" for _ in range(10_000))
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count 10000>>" % kids,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    )


def looping_pages() -> bytes:
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 2>>",
        b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 2>>",
    )


def nested_fonts() -> bytes:
    """A glyph that is drawn in its own font, and so on for ever."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[9]"
        b"/Encoding<</Differences[97/a]>>/CharProcs<</a 7 0 R>>/Resources<</Font<</F1 5 0 R>>>>>>"
    )
    glyph = stream(b"9 0 d0 BT /F1 9 Tf (a) Tj ET")
    return one_page(stream(b"BT /F1 9 Tf 9 9 Td (a) Tj ET"), font, b"null", glyph)


def looping_drawing() -> bytes:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    return one_page(stream(b"/X Do"), b"null", stream(b"/X Do /X Do", form))


def nested_drawings() -> bytes:
    """Ten drawings in each of ten, twelve levels deep, their names kept in dictionaries of their own."""
    objects: list[bytes] = []
    for number in range(6, 30, 2):
        head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources %d 0 R" % (number + 1)
        objects += [packed_form(b"/X Do " * 10, head), b"<</XObject<</X %d 0 R>>>>" % (number + 2)]
    return one_page(stream(b"/X Do"), b"null", *objects, packed_form(b"0 0 m", b"/Type/XObject/Subtype/Form"))


def packed_form(content: bytes, head: bytes) -> bytes:
    return stream(zlib.compress(content), b"/Filter/FlateDecode" + head)


def garbled() -> bytes:
    """Letters whose font maps them to nothing that Unicode knows."""
    lines = b"\n".join(b"<%04x> <%04x>" % (code, 0xE000 + code) for code in range(97, 123))
    table = b"begincmap\n1 begincodespacerange <0000> <ffff> endcodespacerange\n26 beginbfchar\n%s\nendbfchar endcmap"
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/Odd/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>"
    )
    text = "".join(f"{ord(letter):04x}" for letter in "theboardvotedonmondaytoreopentheferrylink")
    return one_page(stream(b"BT /F1 9 Tf 9 99 Td <%s> Tj ET" % text.encode()), font, stream(table % lines))


PDFS = (
    Hostile("pdf of scanned pages", scan, "is a scan: its 2 pages are pictures", "text recognition (OCR)"),
    Hostile("pdf under a password", locked, "is protected by a password", "save it without one"),
    Hostile("pdf that is cut off", lambda: pdf_documents.simple()[:700], DAMAGED, "get the file again"),
    Hostile("pdf of a header only", lambda: b"%PDF-1.7\n", DAMAGED, "get the file again"),
    Hostile("pdf of noise", lambda: b"%PDF-1.4\n" + bytes(range(256)) * 99, DAMAGED, "get the file again"),
    Hostile("pdf of an empty page", lambda: pdf(lambda sheet: None), "there is no text in this PDF", "OCR"),
    Hostile(
        "pdf of 10,000 pages", many_pages, "10,000 pages, and the limit is 500", "WHOSAID_MAX_PAGES=10000"
    ),
    Hostile("pdf whose pages loop", looping_pages, "this PDF", ""),
    Hostile("pdf whose fonts loop", nested_fonts, "this PDF", ""),
    Hostile(
        "pdf whose drawings loop", looping_drawing, "contain each other without end", "print it to a new PDF"
    ),
    Hostile(
        "pdf of drawings in drawings",
        nested_drawings,
        "contain each other without end",
        "print it to a new PDF",
    ),
    Hostile("pdf without letters", garbled, "its fonts do not say which they are", "OCR"),
    Hostile(
        "pdf bomb",
        lambda: one_page(packed(b"q " * 60_000_000)),
        "(a bomb, maybe)",
        "WHOSAID_MAX_UNPACKED_MB=200",
    ),
    Hostile(
        "pdf bomb packed twice",
        lambda: one_page(packed(b" " * 9_000_000, 2)),
        "packed twice",
        "print it to a new",
    ),
    Hostile(
        "pdf of too many letters",
        pdf_documents.simple,
        "the limit is 300",
        "WHOSAID_MAX_CHARACTERS=",
        {"MAX_CHARACTERS": "300"},
    ),
)


# --- zipped documents ------------------------------------------------------------------------------


def word_with(body: str, head: str = "") -> bytes:
    document = f"<?xml version='1.0'?>{head}<w:document {MAIN}><w:body>{body}</w:body></w:document>"
    return office.zipped({"[Content_Types].xml": _TYPES, CONTENT: document})


def bomb_in(name: str, megabytes: int = 150) -> bytes:
    return office.zipped(
        {"[Content_Types].xml": _TYPES, CONTENT: "<a/>", name: b" " * (megabytes * 1_000_000)}
    )


def overlapping() -> bytes:
    """List one member's bytes many times over, the trick of the small archive that unpacks to petabytes."""
    plain = office.zipped({CONTENT: "<a/>" * 1000, "[Content_Types].xml": _TYPES})
    start = plain.index(b"PK\x01\x02")
    end = plain.index(b"PK\x05\x06")
    first = plain[start : plain.index(b"PK\x01\x02", start + 4)]
    copies = [first.replace(CONTENT.encode(), f"word/documen{number}.xml".encode()) for number in range(9)]
    listing = plain[start:end] + b"".join(copies)
    tail = plain[end : end + 8] + struct.pack("<HHLL", 11, 11, len(listing), start) + plain[end + 20 :]
    return plain[:start] + listing + tail


def lying_size() -> bytes:
    """Say that a member holds ten bytes, where it holds a hundred million."""
    plain = bytearray(office.zipped({"[Content_Types].xml": _TYPES, CONTENT: b"<a>" + b" " * 99_000_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = plain.index(mark, plain.index(mark) + 4)
        plain[place + offset : place + offset + 4] = struct.pack("<L", 10)
    return bytes(plain)


def locked_zip() -> bytes:
    plain = bytearray(word_with("<w:p/>"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = plain.index(mark)
        plain[place + offset] |= 1
    return bytes(plain)


LAUGHS = (
    "<!DOCTYPE a [<!ENTITY b 'ha'>"
    + "".join(
        f"<!ENTITY b{number} '{f'&b{number - 1 if number > 1 else str()};' * 10}'>" for number in range(1, 10)
    )
    + "]>"
)
_RIGHTS = (
    "<encryption xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:CipherData><enc:CipherReference "
    "URI='OEBPS/one.xhtml'/></enc:CipherData></encryption>"
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(300)
OFFICE = (
    Hostile("docx under a password", lambda: _OLE, "is protected by a password", "save it without one"),
    Hostile("docx with a locked member", locked_zip, "is protected by a password", "save it without one"),
    Hostile("docx that is cut off", lambda: office.word_simple()[:9000], DAMAGED, "get the file again"),
    Hostile(
        "docx without words", lambda: word_with("<w:p/>"), "there is no text in this Word document", "choose"
    ),
    Hostile(
        "docx bomb", lambda: bomb_in("word/media/a.bmp"), "unpacks to 150.0 MB", "WHOSAID_MAX_UNPACKED_MB=151"
    ),
    Hostile("docx of overlapping members", overlapping, "(a zip bomb, maybe)", "unless you trust its sender"),
    Hostile("docx that lies about its size", lying_size, DAMAGED, "get the file again"),
    Hostile(
        "docx packed otherwise",
        lambda: office.zipped({"[Content_Types].xml": _TYPES, CONTENT: "<a/>"}, zipfile.ZIP_BZIP2),
        "packed in a way that no program packs documents",
        "unless you trust",
    ),
    Hostile(
        "docx of entities",
        lambda: word_with("<w:p>&b9;</w:p>", LAUGHS),
        "declares XML entities",
        "trust its sender",
    ),
    Hostile(
        "docx of entities in UTF-16",
        lambda: office.zipped(
            {"[Content_Types].xml": _TYPES, CONTENT: f"{LAUGHS}<a>&b9;</a>".encode("utf-16")}
        ),
        "declares XML entities",
        "trust its sender",
    ),
    Hostile(
        "docx nested deep",
        lambda: word_with("<w:p>" * 5000),
        "more than 400 levels deep",
        "plain text (.txt)",
    ),
    Hostile(
        "docx of 500,001 elements",
        lambda: word_with("<w:p/>" * 500_001),
        "more than 500,000 elements",
        "WHOSAID_MAX_ELEMENTS=1000000",
    ),
    Hostile(
        "docx of 10,001 parts",
        lambda: office.zipped({CONTENT: "<a/>", **{f"word/{number}": "" for number in range(10_000)}}),
        "made of 10,001 parts, and the limit is 10,000",
        "WHOSAID_MAX_MEMBERS=10001",
    ),
    Hostile(
        "docx that is no XML", lambda: office.zipped({CONTENT: b"\xff\x00 not XML"}), DAMAGED, "save it anew"
    ),
    Hostile(
        "odt under a password",
        lambda: office.odt("", manifest="<encryption-data/>"),
        "OpenDocument text is protected by a password",
        "save it without one",
    ),
    Hostile(
        "odt of entities",
        lambda: office.odt("&b9;", head=LAUGHS),
        "declares XML entities",
        "trust its sender",
    ),
    Hostile("odt without words", lambda: office.odt("<text:p/>"), "there is no text", "choose a file"),
    Hostile(
        "odt without contents",
        lambda: office.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "meta.xml": "<a/>"}),
        DAMAGED,
        "get the file again",
    ),
    Hostile(
        "epub under copy protection",
        lambda: office.epub({"one": "\x00garbage"}, more={"META-INF/encryption.xml": _RIGHTS}),
        "copy-protected (DRM)",
        "paste it",
    ),
    Hostile(
        "epub without chapters", lambda: office.epub({}), "there is no text in this EPUB", "choose a file"
    ),
    Hostile(
        "epub without a package",
        lambda: office.zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<a/>"}),
        DAMAGED,
        "get the file again",
    ),
    Hostile(
        "epub nested deep",
        lambda: office.epub({"one": "<div>" * 5000 + "x"}),
        "more than 400 levels deep",
        "paste it",
    ),
    Hostile(
        "rtf nested deep", lambda: rb"{\rtf1" + b"{" * 300_000, "more than 400 levels deep", "plain text"
    ),
    Hostile("rtf that is cut off", lambda: rb"{\rtf1\ansi{\fonttbl{\f0 Ti", DAMAGED, "get the file again"),
    Hostile(
        "rtf without words",
        lambda: rb"{\rtf1\ansi\pard\par}",
        "there is no text in this RTF",
        "choose a file",
    ),
    Hostile(
        "rtf of a picture",
        lambda: rb"{\rtf1{\pict\pngblip\bin99999999 " + b"\x89PNG" * 99 + b"}}",
        "RTF document",
        "",
    ),
)
HOSTILE = PDFS + OFFICE
