"""Files made to do harm, or broken: each with what must be said of it, and how many articles come out."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.intake.make_containers import FERRY, cells, dumped, mail, parquet, tarred, zipped


@dataclass(frozen=True)
class Hostile:
    """A file and a piece of each line that must be said of it, in order."""

    name: str
    make: Callable[[], bytes]
    lines: tuple[str, ...]
    read: int = 0  # articles that come out
    limits: Mapping[str, str] = field(default_factory=dict)


def bomb() -> bytes:
    return zipped({f"{number}.txt": bytes(8_000_000) for number in range(20)})


def one_large() -> bytes:
    return zipped({"large.txt": bytes(12_000_000), "b.txt": FERRY})


def nested(depth: int) -> bytes:
    data = zipped({"a.txt": FERRY})
    for _ in range(depth):
        data = zipped({"inner.zip": data})
    return data


def overlapping() -> bytes:
    """Entries of a list that all point at the same bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = bytes(8_000_000)
    packed = packer.compress(plain) + packer.flush()
    sizes = struct.pack("<III", zlib.crc32(plain), len(packed), len(plain))
    local = (
        b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", 5, 0) + b"a.txt"
    )
    entry = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
    entry += struct.pack("<HHHHHII", 5, 0, 0, 0, 0, 0, 0) + b"a.txt"
    count = 50
    start = len(local) + len(packed)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(entry) * count, start, 0)
    return local + packed + entry * count + end


def lying() -> bytes:
    """A size that is stated as one byte."""
    data = bytearray(zipped({"a.txt": bytes(12_000_000)}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + place
        data[at : at + 4] = struct.pack("<I", 1)
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(zipped({"a.txt": FERRY, "b.txt": FERRY}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    return bytes(data)


def zip_link() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return stream.getvalue()


def odd_packing() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", FERRY)
    return stream.getvalue()


def tar_of(kind: bytes, target: str = "") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        info = tarfile.TarInfo("odd.txt")
        info.type, info.linkname = kind, target
        archive.addfile(info)
        info = tarfile.TarInfo("good.txt")
        info.size = len(FERRY.encode())
        archive.addfile(info, io.BytesIO(FERRY.encode()))
    return stream.getvalue()


def flipped() -> bytes:
    data = bytearray(zipped({"a.txt": FERRY * 20, "b.txt": FERRY}))
    data[60] ^= 0xFF
    return bytes(data)


def long_header() -> bytes:
    """A tar whose name is said to be 200 MB long, and is."""
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 200_000_000
    return gzip.compress(info.tobuf(tarfile.GNU_FORMAT) + b"a" * 120_000_000)


def nested_mail(depth: int) -> bytes:
    message = mail(FERRY)
    for _ in range(depth):
        message = mail("", inner=message)
    return message.as_bytes()


LONG_NAME = "n" * 4_000 + ".txt"
MANY = {f"{number}.txt": b"" for number in range(3_000)}
BOUNDARY = b"MIME-Version: 1.0\nFrom: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n"

NO_TEXT = "its bytes are no text in any encoding known"

HOSTILE = (
    Hostile("bomb.zip", bomb, (*(NO_TEXT,) * 12, "unpacks to more than 100 MB, which is the limit")),
    Hostile("large.zip", one_large, ("large.txt: unpacked it has more than 10 MB",), read=1),
    Hostile("nested.zip", lambda: nested(9), ("it stands in 4 other archives or mails, which is the limit",)),
    Hostile("overlapping.zip", overlapping, (*(NO_TEXT,) * 12, "unpacks to more than 100 MB")),
    Hostile("lying.zip", lying, ("a.txt: it is damaged inside the archive",)),
    Hostile("encrypted.zip", encrypted, ("a.txt: it is protected by a password",), read=1),
    Hostile("link.zip", zip_link, ("link.txt: it is a link and holds nothing itself",)),
    Hostile("packing.zip", odd_packing, ("packed in a way that Whosaid does not know",)),
    Hostile("up.zip", lambda: zipped({"../../a.txt": FERRY}), ("its path leads out of the archive",)),
    Hostile("root.zip", lambda: zipped({"/etc/a.txt": FERRY}), ("its path leads out of the archive",)),
    Hostile("drive.zip", lambda: zipped({"C:\\a.txt": FERRY}), ("its path leads out of the archive",)),
    Hostile("flipped.zip", flipped, ("a.txt: it is damaged inside the archive",), read=1),
    Hostile(
        "cut.zip",
        lambda: zipped({"a.txt": FERRY * 20})[:-30],
        ("cut.zip: it is damaged and cannot be unpacked",),
    ),
    Hostile("empty.zip", lambda: zipped({}), ("there is nothing in it that could be an article",)),
    Hostile("folders.zip", lambda: zipped({"a/": "", "b/": ""}), ("there is nothing in it that could be",)),
    Hostile("long name.zip", lambda: zipped({LONG_NAME: FERRY}), (), read=1),
    Hostile(
        "odd name.zip",
        lambda: zipped({"a\u202egnp.\x07txt": FERRY, "\n": ""}),
        ("the file is empty",),
        read=1,
    ),
    Hostile(
        "picture.zip",
        lambda: zipped({"a.png": b"\x89PNG\r\n\x1a\n\x00"}),
        ("its content is a picture (PNG)",),
    ),
    Hostile(
        "many.zip",
        lambda: zipped(MANY),
        (*("the file is empty",) * 2_000, "it holds 3,000 articles, and the limit is 2,000"),
    ),
    Hostile(
        "too many.zip",
        lambda: zipped(MANY),
        ("it lists 3,000 files, and the limit is 100",),
        limits={"WHOSAID_MAX_PARTS": "10"},
    ),
    Hostile("link.tar", lambda: tar_of(tarfile.SYMTYPE, "/etc/passwd"), ("odd.txt: it is a link",), read=1),
    Hostile("hard.tar", lambda: tar_of(tarfile.LNKTYPE, "good.txt"), ("odd.txt: it is a link",), read=1),
    Hostile("device.tar", lambda: tar_of(tarfile.CHRTYPE), ("odd.txt: it is a device or a pipe",), read=1),
    Hostile("pipe.tar", lambda: tar_of(tarfile.FIFOTYPE), ("odd.txt: it is a device or a pipe",), read=1),
    Hostile("up.tar", lambda: tarred({"../a.txt": FERRY}), ("its path leads out of the archive",)),
    Hostile(
        "cut.tar",
        lambda: tarred({"a.txt": FERRY * 30})[:3000],
        ("a.txt: it is damaged inside", "cut.tar: it is damaged"),
    ),
    Hostile("header.tar.gz", long_header, ("unpacks to more than 100 MB",)),
    Hostile("bomb.gz", lambda: gzip.compress(b"a" * 30_000_000), ("unpacked it has more than 10 MB",)),
    Hostile("cut.gz", lambda: gzip.compress(FERRY.encode())[:-20], ("it is damaged and cannot be unpacked",)),
    Hostile("columns.csv", lambda: cells(("x", "y"), ("a", "b")).encode(), ("they are “x”, “y”",)),
    Hostile(
        "uneven.csv",
        lambda: (cells(("text", "title"), (FERRY, "A")) + "a,b,c,d\n" + cells((FERRY, "B"))).encode(),
        ("uneven.csv, row 3: it has another number of cells than the first row",),
        read=2,
    ),
    Hostile(
        "empty text.csv",
        lambda: cells(("title", "text"), ("A", ""), ("B", FERRY)).encode(),
        ("(column “text”) is empty",),
        read=1,
    ),
    Hostile("broken.json", lambda: b'[{"text": "It rained', ("its JSON is damaged",)),
    Hostile("deep.json", lambda: b"[" * 100_000, ("its JSON is damaged",)),
    Hostile(
        "line.jsonl",
        lambda: dumped({"text": FERRY}) + b'\n{"text": \n',
        ("line 2: it is no JSON object",),
        read=1,
    ),
    Hostile(
        "broken.parquet", lambda: b"PAR1" + b"\xff" * 200 + b"PAR1", ("it is damaged and cannot be unpacked",)
    ),
    Hostile(
        "bomb.parquet",
        lambda: parquet({"text": ["a" * 1_000_000 + str(number) for number in range(8)]}),
        ("it unpacks to more than 2 MB",),
        limits={"WHOSAID_MAX_UNPACKED_MB": "2"},
    ),
    Hostile("nothing.eml", lambda: mail(" ").as_bytes(), ("there is no text in this mail",)),
    Hostile("deep.eml", lambda: nested_mail(8), ("it stands in 4 other archives or mails",)),
    Hostile(
        "unclosed.eml",
        lambda: BOUNDARY + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 50,
        ("there is no text",),
    ),
    Hostile(
        "encrypted.eml",
        lambda: BOUNDARY.replace(b"mixed", b"encrypted") + b"--x\nContent-Type: text/x\n\nx\n--x--\n",
        ("this mail is encrypted",),
    ),
    Hostile("no words.srt", lambda: b"1\n00:00:01,000 --> 00:00:02,000\n[music]\n", ("no words were found",)),
    Hostile(
        "no page.mhtml",
        lambda: BOUNDARY.replace(b"a@b.example", b"<Saved by Blink>") + b"--x--\n",
        ("there is no page",),
    ),
    Hostile(
        "damaged.json",
        lambda: b'{"whosaid_article":1,"text":7}',
        ("it is an article kept by Whosaid, but damaged",),
    ),
)
