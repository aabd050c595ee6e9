"""Files that hold other things, made here: what each is, and what must come out of it.

All words are ours. ``python -m tests.intake.corpus FOLDER`` writes them down to be looked at.
"""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage

from whosaid.articles import Article

FERRY = (
    "The harbour board voted on Monday to reopen the ferry link between Port Ellery and the outer islands, which "
    "has been shut since the storm in the autumn.\n\n"
    "“We have waited long enough,” said Mira Sandoval, who chairs the board. “The pier is sound, and the first boat "
    "will sail in May.”"
)
BRIDGE = (
    "Engineers found cracks in four of the twelve pillars of the Calder bridge, the county said in a report that it "
    "published on Tuesday.\n\n"
    "“Nobody is in danger,” said Tomas Reyl, the county's engineer. “But lorries will have to take the other road "
    "until the work is done.”"
)
SCHOOL = (
    "The village school at Low Fenn will keep its two teachers for another year, after parents gathered more than "
    "nine hundred signatures in a week.\n\n"
    "“It was never about money,” said Ana Lind, who began the petition. “It was about whether children have to "
    "travel for an hour.”"
)


@dataclass(frozen=True)
class Wanted:
    """One article that must come out, and all that must be known of it: None where it states none."""

    file: str
    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()

    @classmethod
    def of(cls, article: Article) -> Wanted:
        """What came out, to be compared with what must."""
        return cls(article.file, article.text, article.title, article.date, article.outlet, article.authors)


@dataclass(frozen=True)
class Case:
    """A file, and what must come out of it in this order."""

    name: str
    data: bytes
    wanted: list[Wanted]
    columns: Mapping[str, str] | None = None


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(members: Mapping[str, bytes | str], mode: str = "w") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            raw = data.encode() if isinstance(data, str) else data
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return stream.getvalue()


def page(title: str, text: str) -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    body = f"<body><article>{paragraphs}</article></body>"
    return f"<!DOCTYPE html><html><head><title>{title}</title></head>{body}</html>"


def stating(page: str) -> str:
    """Return a page that tells of its article in JSON-LD, as news sites do."""
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Ferry link will reopen in May",
        "datePublished": "2025-03-03T08:00:00+01:00",
        "author": {"@type": "Person", "name": "Ana Lind"},
        "publisher": {"@type": "NewsMediaOrganization", "name": "The Harbour Herald"},
    }
    script = f'<script type="application/ld+json">{json.dumps(facts)}</script>'
    return page.replace("</head>", f"{script}</head>")


def mail(
    text: str, *, subject: str = "Ferry link will reopen in May", **parts: bytes | EmailMessage
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Jo Marsh <jo@quay.example>"
    message["To"] = "desk@quay.example"
    message["Subject"] = subject
    message["Date"] = "Mon, 03 Mar 2025 08:15:00 +0100"
    message["Message-ID"] = "<1@quay.example>"
    message.set_content(text)
    for name, part in parts.items():
        if isinstance(part, EmailMessage):
            message.add_attachment(part)
        else:
            message.add_attachment(
                part, maintype="application", subtype="octet-stream", filename=name.replace("__", ".")
            )
    return message


def cells(*rows: tuple[str, ...], between: str = ",") -> str:
    quoted = (between.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return "\r\n".join(quoted) + "\r\n"


def parquet(columns: Mapping[str, list[object]]) -> bytes:
    import pyarrow
    import pyarrow.parquet

    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(dict(columns)), stream)
    return stream.getvalue()


def lexis(number: int, title: str, day: str, text: str) -> str:
    return (
        f"                  {number} of 2 DOCUMENTS\n\n\n                  The Harbour Herald\n\n"
        f"                  {day}\n\n{title}\n\nBYLINE: Ana Lind\n\nSECTION: NEWS; Pg. {number}\n\n"
        f"LENGTH: 61 words\n\n{text}\n\nLOAD-DATE: March 9, 2025\n\nLANGUAGE: ENGLISH\n\n"
        "PUBLICATION-TYPE: Newspaper\n\n            Copyright 2025 Harbour Media\n\n"
    )


def nexis(title: str, day: str, text: str) -> str:
    return (
        f"{title}\nThe Harbour Herald\n{day}\n\nCopyright 2025 Harbour Media All Rights Reserved\n\n"
        f"Section: NEWS; Pg. 3\nLength: 61 words\nByline: Ana Lind\n\nBody\n\n{text}\n\n"
        "Load-Date: March 9, 2025\n\nEnd of Document\n\n"
    )


def factiva(title: str, day: str, text: str, number: int) -> str:
    first, rest = text.split("\n\n", 1)
    return (
        f"HD  {title}\nBY  By Ana Lind\nWC  61 words\nPD  {day}\nSN  The Harbour Herald\nSC  HARB\nLA  English\n"
        f"LP  \n{first}\n\nTD  \n{rest}\n\nAN  Document HARB00002025030{number}e\n\n"
    )


def proquest(number: int, title: str, day: str, text: str) -> str:
    return (
        f"{'_' * 60}\n\nDocument {number} of 2\n\n{title}\n\nAuthor: Lind, Ana\n\n"
        f"Publication info: The Harbour Herald ; Port Ellery [Port Ellery]{day}.\n\nFull text: {text}\n\n"
        f"Title: {title}\n\nPublication title: The Harbour Herald\n\nSource type: Newspaper\n\n"
        f"ProQuest document ID: 99{number}\n\n"
    )


def covered(*titles: str) -> str:
    """Return the page that Nexis puts before what was asked of it."""
    listed = "".join(
        f"{number}. {title}\nClient/Matter: -None-\nSearch Terms: ferry or bridge\nSearch Type: NAND\n"
        for number, title in enumerate(titles, 1)
    )
    return (
        "User Name: Jo Marsh\nDate and Time: Wednesday, March 12, 2025 8:00:00 AM EST\nJob Number: 123456\n\n"
        f"Documents ({len(titles)})\n\n{listed}\n"
    )


def printed(
    title: str, byline: str, day: str, outlet: str, text: str, number: int, *, above: str = ""
) -> str:
    """Return an article as Factiva prints it, without names of fields."""
    lines = "\n".join(filter(None, (byline, "61 words", day, "17:32", outlet, "HARB", "4", "English")))
    return f"{above}{title}\n\n{lines}\n(c) 2025 Harbour Media\n\n{text}\n\nDocument HARB00002025030{number}e\n\n"


CAPTIONS = (
    ("MARSH: Do you expect the ferry", 1.0),
    ("to sail in May?", 3.0),
    ("SANDOVAL: I do, and so does the board.", 5.0),
    ("[applause]", 8.0),
    ("MARSH: Thank you.", 9.0),
)


def clock(seconds: float, point: str) -> str:
    return f"00:00:{int(seconds):02d}{point}{int(seconds * 1000) % 1000:03d}"


def srt(captions: tuple[tuple[str, float], ...] = CAPTIONS, point: str = ",") -> str:
    return "\n".join(
        f"{number}\n{clock(start, point)} --> {clock(start + 2, point)}\n{text}\n"
        for number, (text, start) in enumerate(captions, 1)
    )


VTT = """WEBVTT - an interview

NOTE made by hand

00:01.000 --> 00:03.000 align:start
<v Jo Marsh>Do you expect the ferry

00:03.000 --> 00:05.000
<v Jo Marsh>to sail <i>in May</i>?

00:05.000 --> 00:08.000
<v Mira Sandoval>I do, and so does the board &amp; its chair.

00:08.000 --> 00:09.000
<v Jo Marsh>Thank you.
"""
SPOKEN = "MARSH: Do you expect the ferry to sail in May?\n\nSANDOVAL: I do, and so does the board.\n\nMARSH: Thank you."
MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://quay.example/ferry\r\n"
    "Subject: Ferry link will reopen in May\r\n"
    "Date: Tue, 4 Mar 2025 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="b1"\r\n\r\n'
    "--b1\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{page}\r\n"
    "--b1\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlhAQABAAAAACw=\r\n--b1--\r\n"
)


def records(
    text_key: str = "text", title_key: str = "title", date_key: str = "date"
) -> list[dict[str, object]]:
    return [
        {text_key: FERRY, title_key: "Ferry link will reopen in May", date_key: "2025-03-03"},
        {text_key: BRIDGE, title_key: "Cracks in the bridge", date_key: "2025-03-04"},
    ]


def dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def gz(data: str | bytes) -> bytes:
    return gzip.compress(data.encode() if isinstance(data, str) else data)
