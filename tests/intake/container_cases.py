"""Sound files of every kind that holds other things, with the articles that must come out of them."""

from __future__ import annotations

import datetime
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

from tests.intake import press_reviews
from tests.intake.make_containers import (
    BRIDGE,
    CAPTIONS,
    FERRY,
    MHTML,
    SCHOOL,
    SPOKEN,
    VTT,
    Case,
    Wanted,
    cells,
    covered,
    dumped,
    factiva,
    gz,
    lexis,
    mail,
    nexis,
    page,
    parquet,
    printed,
    proquest,
    records,
    srt,
    stating,
    tarred,
    zipped,
)

SAILS, CRACKS = "Ferry link will reopen in May", "Cracks in the bridge"
TWO = [
    Wanted("{}, row 2", FERRY, SAILS, "2025-03-03"),
    Wanted("{}, row 3", BRIDGE, CRACKS, "2025-03-04"),
]
HEAD = ("Headline", "Body", "Date")
ROWS = ((SAILS, FERRY, "2025-03-03"), (CRACKS, BRIDGE, "2025-03-04"))
DIGEST = [
    Wanted("{}, article 1", FERRY, SAILS),
    Wanted("{}, article 2", BRIDGE, CRACKS),
]
DATED = [
    Wanted("{}, article 1", FERRY, SAILS, "2025-03-03", authors=("Ana Lind",)),
    Wanted("{}, article 2", BRIDGE, CRACKS, "2025-03-04", authors=("Jo Marsh",)),
]
MARCH_3, MARCH_4 = "By Ana Lind\n\n3 March 2025\n\n", "By Jo Marsh\n\n4 March 2025\n\n"
PARTED = "\n\n"
FED = [
    Wanted("{}, item 1", FERRY, SAILS, "2025-03-03", "The Quay Post"),
    Wanted("{}, item 2", BRIDGE, CRACKS, "2025-03-04", "The Quay Post"),
]
ONE, OTHER = {"title": SAILS, "text": FERRY}, {"title": CRACKS, "text": BRIDGE}
MARKED = FERRY.replace("“", "&#8220;").replace("”", "&rdquo;").replace(" and", "&nbsp;and")
TAGGED = FERRY.replace("\n\n", "<p>").replace("said", "<b>said</b>") + "</p>"
ITEMS = (Wanted("{}, item 1", FERRY, SAILS), Wanted("{}, item 2", BRIDGE, CRACKS))
PRESS = [
    Wanted("{}, article 1", FERRY, SAILS, "2025-03-03", "The Harbour Herald", ("Ana Lind",)),
    Wanted("{}, article 2", BRIDGE, CRACKS, "2025-03-04", "The Harbour Herald", ("Ana Lind",)),
]
LABELLED = (
    "Author: I never meant the book to hurt anybody, she says.\n\nState: Objection, your honour.\n\n"
    "Subject: The pier, the mail from the mayor read."
)
MAILED: dict[str, Any] = {"title": SAILS, "date": "2025-03-03", "authors": ("Jo Marsh",)}
FORWARD = (
    f"See below.\n\n---------- Forwarded message ---------\nFrom: Ana Lind <ana@quay.example>\nDate: Sat, 1 Mar 2025 "
    f"at 09:00\nSubject: {CRACKS}\nTo: Jo Marsh <jo@quay.example>\n\n{BRIDGE}\n"
)


OUTLOOK = (
    f"See below.\n\n________________________________\nFrom: Ana Lind <ana@quay.example>\nSent: Saturday, March 1, 2025 "
    f"9:00 AM\nTo: Jo Marsh\nSubject: {CRACKS}\n\n{BRIDGE}\n"
)
GERMAN = (
    f"Zur Info\n\nVon: Ana Lind <ana@quay.example>\nGesendet: Samstag, 1. März 2025 09:00\nAn: Jo Marsh\n"
    f"Betreff: WG: {CRACKS}\n\n{BRIDGE}\n"
)


def case(name: str, data: bytes | str, *wanted: Wanted, **columns: str) -> Case:
    filled = [replace(each, file=each.file.format(name)) for each in wanted]
    return Case(name, data.encode() if isinstance(data, str) else data, filled, columns or None)


def alone(text: str = FERRY, **told: Any) -> Wanted:
    return Wanted("{}", text, **told)


def feed(*items: tuple[str, str, str]) -> str:
    """A feed in RSS 2.0, with the whole text of each item."""
    written = "".join(
        f"<item><title>{title}</title><pubDate>Mon, {day} Mar 2025 08:00:00 GMT</pubDate><description><![CDATA["
        f"<p>{text.replace(PARTED, '</p><p>')}</p>]]></description></item>"
        for title, day, text in items
    )
    head = '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>The Quay Post</title>'
    return f"{head}{written}</channel></rss>"


def rich(text: str) -> str:
    """Rich text, as a word processor writes it."""
    words = "".join(each if each < "\x7f" else f"\\u{ord(each)}?" for each in text)
    return "{\\rtf1\\ansi " + words.replace("\n\n", "\\par\n\\par\n") + "}"


def styled(style: str, *paragraphs: str) -> str:
    """An RTF document in which every other paragraph has a style: the second level of headings is "\\s2 "."""
    styles = r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s2 heading 2;}}"
    body = "".join(
        rf"\pard {'' if number % 2 else style}{words}\par" + "\n"
        for number, paragraph in enumerate(paragraphs)
        for words in paragraph.split("\n\n")
    )
    return f"{{\\rtf1\\ansi {styles}\n{body}}}"


def html_mail() -> bytes:
    message = mail("To read this mail, open it in a browser.")
    message.add_alternative(page(SAILS, FERRY), subtype="html")
    return message.as_bytes()


def forwarded_page() -> bytes:
    told = (
        ("From", "Ana Lind &lt;ana@quay.example&gt;"),
        ("Sent", "Saturday, March 1, 2025 9:00 AM"),
        ("To", "Jo"),
    )
    fields = "<br>".join(f"<b>{name}:</b> {value}" for name, value in (*told, ("Subject", CRACKS)))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in BRIDGE.split("\n\n"))
    message = mail("", subject=f"FW: {CRACKS}")
    message.set_content(
        "<html><head><style>p {x: y}</style></head>"
        f"<body><p>FYI</p><hr><div>{fields}</div><div>{body}</div></body></html>",
        subtype="html",
    )
    return message.as_bytes()


def letter() -> bytes:
    """A paper's letter to its readers, the text beside its page a long way of saying that there is one."""
    message = mail(
        "Your program shows no pages. To read this letter, open it in a browser, or change your settings so that pages "
        "are shown, which most programs can do nowadays."
    )
    message.replace_header("From", "The Harbour Herald Newsletter <letter@herald.example>")
    message.add_alternative(page(SAILS, "\n\n".join((FERRY, BRIDGE, SCHOOL))), subtype="html")
    return message.as_bytes()


def latin_mail() -> bytes:
    message = EmailMessage()
    message["From"] = "=?iso-8859-1?q?Jos=E9_N=FA=F1ez?= <jo@quay.example>"
    message["Subject"] = "Der Hafen öffnet"
    message["Date"] = "Mon, 03 Mar 2025 08:15:00 +0100"
    message["Message-ID"] = "<2@quay.example>"
    message.set_content(FERRY.replace("“", '"').replace("”", '"'), charset="iso-8859-1")
    return message.as_bytes()


def mailbox() -> bytes:
    one, two = mail(FERRY).as_bytes(), mail(BRIDGE, subject=f"Re: {CRACKS}").as_bytes()
    start = b"From jo@quay.example Mon Mar  3 08:15:00 2025\n"
    return start + one + b"\n" + start + two


TABLES = (
    case("table.csv", cells(HEAD, *ROWS), *TWO),
    case("semicolons.csv", cells(HEAD, *ROWS, between=";"), *TWO),
    case("tabs.tsv", cells(HEAD, *ROWS, between="\t"), *TWO),
    case("bars.csv", cells(HEAD, *ROWS, between="|"), *TWO),
    case("without a suffix", cells(HEAD, *ROWS), *TWO),
    case("marked.csv", "sep=;\r\n" + cells(HEAD, *ROWS, between=";"), *TWO),
    case("windows.csv", cells(HEAD, *ROWS).encode("cp1252"), *TWO),
    case("wide.csv", cells(HEAD, *ROWS).encode("utf-16"), *TWO),
    case(
        "all columns.csv",
        cells(
            ("id", "Publication", "Author(s)", "Full text", "Publication Date", "Title", "URL"),
            (
                "7",
                "The Quay Observer",
                "Lind, Ana; Reyl, Tomas",
                FERRY,
                "3 March 2025",
                SAILS,
                "https://q.example",
            ),
        ),
        Wanted("{}, row 2", FERRY, SAILS, "2025-03-03", "The Quay Observer", ("Ana Lind", "Tomas Reyl")),
    ),
    case(
        "days first.csv",
        cells(("text", "date"), (FERRY, "03/04/2025"), (BRIDGE, "25/04/2025")),
        Wanted("{}, row 2", FERRY, None, "2025-04-03"),
        Wanted("{}, row 3", BRIDGE, None, "2025-04-25"),
    ),
    case(
        "months first.csv",
        cells(("text", "date"), (FERRY, "03/04/2025"), (BRIDGE, "04/25/2025")),
        Wanted("{}, row 2", FERRY, None, "2025-03-04"),
        Wanted("{}, row 3", BRIDGE, None, "2025-04-25"),
    ),
    case(
        "own names.csv",
        cells(("kolumn", "rubrik"), (FERRY, SAILS)),
        Wanted("{}, row 2", FERRY, SAILS),
        text="kolumn",
    ),
    case(
        "no names.csv",
        cells((FERRY, "x1"), (BRIDGE, "x2")),
        Wanted("{}, row 1", FERRY),
        Wanted("{}, row 2", BRIDGE),
        text="column 1",
    ),
    case(
        "one column.csv",
        cells(("text",), (FERRY,), (BRIDGE,)),
        Wanted("{}, row 2", FERRY),
        Wanted("{}, row 3", BRIDGE),
    ),
    case(
        "pages.csv", cells(("title", "content"), (SAILS, page("x", FERRY))), Wanted("{}, row 2", FERRY, SAILS)
    ),
    case(
        "entities.csv",
        cells(
            ("title", "text"),
            ("Q&amp;A: &lt;b&gt;ferry&lt;/b&gt;", MARKED),
            ("<b>Cracks</b>", f"<div>{BRIDGE}</div>"),
        ),
        Wanted("{}, row 2", FERRY, "Q&A: ferry"),
        Wanted("{}, row 3", BRIDGE, "Cracks"),
    ),
    case(
        "titled.csv",
        "Press of March 2025\r\n\r\n" + cells(HEAD, *ROWS),
        Wanted("{}, row 4", FERRY, SAILS, "2025-03-03"),
        Wanted("{}, row 5", BRIDGE, CRACKS, "2025-03-04"),
    ),
    case(
        "spreadsheet dates.csv",
        cells(("text", "date"), (FERRY, "3-Mar-25"), (BRIDGE, "45720")),
        Wanted("{}, row 2", FERRY, None, "2025-03-03"),
        Wanted("{}, row 3", BRIDGE, None, "2025-03-04"),
    ),
    case(
        "leads.csv",
        cells(
            ("Headline", "Lead", "Body"),
            (SAILS, *FERRY.split("\n\n")),
            (CRACKS, BRIDGE.split("\n\n")[0], BRIDGE),
        ),
        Wanted("{}, row 2", FERRY, SAILS),
        Wanted("{}, row 3", BRIDGE, CRACKS),
    ),
    case(
        "publisher.json",
        dumped(
            {
                **ONE,
                "publisher": {"@type": "Organization", "name": "The Quay Post"},
                "author": {"name": "Lind, Ana"},
            }
        ),
        alone(title=SAILS, outlet="The Quay Post", authors=("Ana Lind",)),
    ),
    case("breaks.json", dumped({**ONE, "text": FERRY.replace("\n\n", "<br><br>")}), alone(title=SAILS)),
    case("tags.json", dumped({**ONE, "text": f"<!-- 1 -->{TAGGED}"}), alone(title=SAILS)),
    case("some tags.json", dumped({**ONE, "text": FERRY.replace("said", "<i>said</i>")}), alone(title=SAILS)),
    case(
        "list.json",
        dumped(records()),
        Wanted("{}, item 1", FERRY, SAILS, "2025-03-03"),
        Wanted("{}, item 2", BRIDGE, CRACKS, "2025-03-04"),
    ),
    case(
        "one.json",
        dumped(records("body", "headline", "published_at")[0]),
        alone(title=SAILS, date="2025-03-03"),
    ),
    case(
        "service.json",
        dumped(
            {
                "status": "ok",
                "articles": [
                    {
                        **records("content")[0],
                        "source": {"id": 1, "name": "The Quay Observer"},
                        "author": ["Ana Lind"],
                    }
                ],
            }
        ),
        Wanted("{}, item 1", FERRY, SAILS, "2025-03-03", "The Quay Observer", ("Ana Lind",)),
    ),
    case(
        "lines.jsonl",
        b"\n".join(map(dumped, records())),
        Wanted("{}, line 1", FERRY, SAILS, "2025-03-03"),
        Wanted("{}, line 2", BRIDGE, CRACKS, "2025-03-04"),
    ),
    case(
        "own readings.jsonl",
        dumped(
            {
                "schema": 1,
                "article": {"id": "0", "file": "a", "title": SAILS, "date": "2025-03-03", "text": FERRY},
            }
        ),
        alone(title=SAILS, date="2025-03-03"),
    ),
    case(
        "table.parquet",
        parquet({"body": [FERRY, BRIDGE], "title": [SAILS, None], "date": [datetime.date(2025, 3, 3), None]}),
        Wanted("{}, row 1", FERRY, SAILS, "2025-03-03"),
        Wanted("{}, row 2", BRIDGE),
    ),
    case("by number.json", dumped({"1": ONE, "2": OTHER}), *ITEMS),
    case("two lists.json", dumped({"articles": [ONE], "more": [OTHER]}), *ITEMS),
    case("by year.json", dumped({"results": {"2025": [ONE], "2024": [OTHER]}}), *ITEMS),
    case(
        "by outlet.json",
        dumped([{"site": "Q", "articles": [ONE]}, {"site": "R", "articles": [OTHER]}]),
        *ITEMS,
    ),
    case(
        "collection.json",
        dumped({"title": "Collection", "text": "My clippings", "articles": [ONE, OTHER]}),
        *ITEMS,
    ),
    case("other names.json", dumped({"a": [ONE], "b": [{"headline": CRACKS, "body": BRIDGE}]}), *ITEMS),
    case("related.json", dumped({**ONE, "related": [{**OTHER, "text": "Cracks."}]}), alone(title=SAILS)),
    case("comments.json", dumped({"articles": [ONE], "comments": [OTHER]}), ITEMS[0]),
    case("paragraphs.json", dumped({"title": SAILS, "text": FERRY.split("\n\n")}), alone(title=SAILS)),
    case("columns.json", dumped({"title": [SAILS, CRACKS], "text": [FERRY, BRIDGE]}), *ITEMS),
    case(
        "pandas.json", dumped({"title": {"0": SAILS, "1": CRACKS}, "text": {"0": FERRY, "1": BRIDGE}}), *ITEMS
    ),
    case(
        "pandas split.json",
        dumped({"columns": ["title", "text"], "index": [0, 1], "data": [[SAILS, FERRY], [CRACKS, BRIDGE]]}),
        *ITEMS,
    ),
    case("seconds.jsonl", dumped({"text": FERRY, "timestamp": 1740996000}), alone(date="2025-03-03")),
)

FEEDS = (
    case("feed.xml", feed((SAILS, "03", FERRY), (CRACKS, "04", BRIDGE)), *FED),
    case("feed.rss.gz", gz(feed((SAILS, "03", FERRY))), replace(FED[0], file="{} / feed.rss, item 1")),
    case(
        "feed.zip", zipped({"a.xml": feed((SAILS, "03", FERRY))}), replace(FED[0], file="{} / a.xml, item 1")
    ),
)

ARCHIVES = (
    case(
        "a.zip",
        zipped({"one.txt": FERRY, "folder/two.md": f"# Cracks\n\n{BRIDGE}"}),
        Wanted("{} / one.txt", FERRY),
        Wanted("{} / folder/two.md", BRIDGE, "Cracks"),
    ),
    case(
        "deep.zip",
        zipped({"in/inner.zip": zipped({"a.txt": SCHOOL})}),
        Wanted("{} / in/inner.zip / a.txt", SCHOOL),
    ),
    case(
        "mac.zip",
        zipped({"__MACOSX/._a.txt": "x", ".DS_Store": "x", "a.txt": FERRY}),
        Wanted("{} / a.txt", FERRY),
    ),
    case(
        "saved.zip",
        zipped({"p.html": page(SAILS, FERRY), "p_files/ad.html": page("Ad", SCHOOL), "p_files/s.css": "a{}"}),
        Wanted("{} / p.html", FERRY, SAILS),
    ),
    case("named.zip", zipped({"Fähre.txt": FERRY}), Wanted("{} / Fähre.txt", FERRY)),
    case(
        "with table.zip",
        zipped({"t/table.csv": cells(HEAD, ROWS[0])}),
        Wanted("{} / t/table.csv, row 2", FERRY, SAILS, "2025-03-03"),
    ),
    case(
        "a.tar",
        tarred({"x/one.txt": FERRY, "two.txt": BRIDGE}),
        Wanted("{} / x/one.txt", FERRY),
        Wanted("{} / two.txt", BRIDGE),
    ),
    case("a.tar.gz", tarred({"one.txt": FERRY}, "w:gz"), Wanted("{} / one.txt", FERRY)),
    case(
        "a.tgz",
        tarred({"one.txt": FERRY, "two.txt": SCHOOL}, "w:gz"),
        Wanted("{} / one.txt", FERRY),
        Wanted("{} / two.txt", SCHOOL),
    ),
    case("one.txt.gz", gz(FERRY), Wanted("{} / one.txt", FERRY)),
    case(
        "table.csv.gz",
        gz(cells(HEAD, ROWS[0])),
        Wanted("{} / table.csv, row 2", FERRY, SAILS, "2025-03-03"),
    ),
    case("no suffix", zipped({"one.txt": FERRY}), Wanted("{} / one.txt", FERRY)),
)

MAILS = (
    case("plain.eml", mail(FERRY).as_bytes(), alone(**MAILED)),
    case("page.eml", html_mail(), alone(**MAILED)),
    case(
        "latin.eml",
        latin_mail(),
        Wanted(
            "{}",
            FERRY.replace("“", '"').replace("”", '"'),
            "Der Hafen öffnet",
            "2025-03-03",
            authors=("José Núñez",),
        ),
    ),
    case(
        "attached.eml",
        mail(FERRY, bridge__txt=BRIDGE.encode(), more__zip=zipped({"school.txt": SCHOOL})).as_bytes(),
        alone(**MAILED),
        Wanted("{} / bridge.txt", BRIDGE),
        Wanted("{} / more.zip / school.txt", SCHOOL),
    ),
    case(
        "forwarded.eml",
        mail(FERRY, inner=mail(BRIDGE, subject=f"Fwd: {CRACKS}")).as_bytes(),
        alone(**MAILED),
        Wanted("{} / Cracks in the bridge", BRIDGE, **{**MAILED, "title": CRACKS}),
    ),
    case(
        "within.eml",
        mail(FORWARD, subject=f"Fwd: {CRACKS}").as_bytes(),
        alone(BRIDGE, title=CRACKS, date="2025-03-01", authors=("Ana Lind",)),
    ),
    case(
        "outlook.eml",
        mail(OUTLOOK, subject=f"FW: {CRACKS}").as_bytes(),
        alone(BRIDGE, title=CRACKS, date="2025-03-01", authors=("Ana Lind",)),
    ),
    case(
        "german.eml",
        mail(GERMAN, subject=f"WG: {CRACKS}").as_bytes(),
        alone(BRIDGE, title=CRACKS, date="2025-03-01", authors=("Ana Lind",)),
    ),
    case(
        "forwarded page.eml",
        forwarded_page(),
        alone(BRIDGE, title=CRACKS, date="2025-03-01", authors=("Ana Lind",)),
    ),
    case(
        "stub.eml",
        letter(),
        alone(
            f"{FERRY}\n\n{BRIDGE}\n\n{SCHOOL}", title=SAILS, date="2025-03-03", outlet="The Harbour Herald"
        ),
    ),
    case(
        "cover note.eml",
        mail(
            "Please find attached.", bridge__txt=BRIDGE.encode(), jo__vcf=b"BEGIN:VCARD\r\nEND:VCARD"
        ).as_bytes(),
        Wanted("{} / bridge.txt", BRIDGE),
    ),
    case(
        "box.mbox",
        mailbox(),
        Wanted("{} / mail 1", FERRY, **MAILED),
        Wanted("{} / mail 2", BRIDGE, **{**MAILED, "title": CRACKS}),
    ),
    case("saved.mhtml", MHTML.replace("{page}", page(SAILS, FERRY)).encode("cp1252"), alone(title=SAILS)),
    case(  # saved on the day after it was published
        "dated.mhtml",
        MHTML.replace("{page}", stating(page(SAILS, FERRY))).encode("cp1252"),
        replace(PRESS[0], file="{}"),
    ),
)

TRANSCRIPTS = (
    case("talk.srt", srt(), alone(SPOKEN)),
    case("points.srt", srt(point="."), alone(SPOKEN)),
    case("talk.vtt", "WEBVTT\n\n" + srt(point="."), alone(SPOKEN)),
    case(
        "voices.vtt",
        VTT,
        alone(
            "Jo Marsh: Do you expect the ferry to sail in May?\n\n"
            "Mira Sandoval: I do, and so does the board & its chair."
            "\n\nJo Marsh: Thank you."
        ),
    ),
    case(
        "rolling.srt",
        srt((("The board voted today.", 1), ("The board voted today.\nThe ferry will sail.", 3))),
        alone("The board voted today. The ferry will sail."),
    ),
    case(
        "labels.srt",
        srt(
            (
                ("ANA LIND: Do you sail?", 1),
                ("[Jo Marsh] We do.", 4),
                ("Émile Zola: Yes: in May.", 7),
                ("Yes: we do.", 10),
                ("No.", 13),
                ("No.", 16),
                ("SPEAKER_00: So do I.", 19),
                ("Jo Marsh, mayor: I too.", 22),
                ("JO VAN DER BERG:\nI as well.", 25),
                ("[Door Closes] Good.", 28),
            )
        ),
        alone(
            "ANA LIND: Do you sail?\n\nJo Marsh: We do.\n\nÉmile Zola: Yes: in May. Yes: we do. No. No.\n\n"
            "SPEAKER_00: So do I.\n\nJo Marsh (mayor): I too.\n\nJO VAN DER BERG: I as well. [Door Closes] Good."
        ),
    ),
    case(
        "windows.srt",
        srt((*CAPTIONS[:2], ("SANDOVAL: “I do,” I said.", 5), ("MARSH: Good.", 9)))
        .replace("\n", "\r\n")
        .encode("cp1252"),
        alone("MARSH: Do you expect the ferry to sail in May?\n\nSANDOVAL: “I do,” I said.\n\nMARSH: Good."),
    ),
)

SPLIT = (
    case(
        "lexis.txt",
        lexis(1, SAILS, "March 3, 2025 Monday", FERRY) + lexis(2, CRACKS, "March 4, 2025 Tuesday", BRIDGE),
        *PRESS,
    ),
    case(
        "nexis.txt",
        nexis(SAILS, "March 3, 2025 Monday", FERRY) + nexis(CRACKS, "March 4, 2025 Tuesday", BRIDGE),
        *PRESS,
    ),
    case(
        "factiva.txt",
        factiva(SAILS, "3 March 2025", FERRY, 1) + factiva(CRACKS, "4 March 2025", BRIDGE, 2),
        *PRESS,
    ),
    case(
        "proquest.txt",
        proquest(1, SAILS, "03 Mar 2025", FERRY) + proquest(2, CRACKS, "04 Mar 2025", BRIDGE),
        *PRESS,
    ),
    case(
        "one of a database.txt",
        nexis(SAILS, "March 3, 2025 Monday", FERRY),
        replace(PRESS[0], file="{}"),
    ),
    case(
        "nexis cover.txt",
        covered(SAILS, CRACKS)
        + nexis(SAILS, "March 3, 2025 Monday", FERRY)
        + nexis(CRACKS, "March 4, 2025 Tuesday", BRIDGE),
        *PRESS,
    ),
    case(
        "nexis cover of one.txt",
        covered(SAILS) + nexis(SAILS, "March 3, 2025 Monday", FERRY),
        replace(PRESS[0], file="{}"),
    ),
    case(
        "speech in nexis.txt",
        nexis(SAILS, "March 3, 2025 Monday", f"{FERRY}\n\n{LABELLED}"),
        replace(PRESS[0], file="{}", text=f"{FERRY}\n\n{LABELLED}"),
    ),
    case(
        "speech in lexis.txt",
        lexis(1, SAILS, "March 3, 2025 Monday", f"{FERRY}\n\n{LABELLED}")
        + lexis(2, CRACKS, "March 4, 2025 Tuesday", BRIDGE),
        replace(PRESS[0], text=f"{FERRY}\n\n{LABELLED}"),
        PRESS[1],
    ),
    case(
        "speech in proquest.txt",
        proquest(1, SAILS, "03 Mar 2025", f"{FERRY}\n\n{LABELLED}")
        + proquest(2, CRACKS, "04 Mar 2025", BRIDGE),
        replace(PRESS[0], text=f"{FERRY}\n\n{LABELLED}"),
        PRESS[1],
    ),
    case(
        "factiva printed.txt",
        printed(SAILS, "Ana Lind", "3 March 2025", "The Harbour Herald", FERRY, 1)
        + printed(CRACKS, "By Ana Lind", "4 March 2025", "The Harbour Herald", BRIDGE, 2)
        + "Search Summary\nText ferry or bridge and pier and whatever else was looked for in the files\n"
        "Date All Dates\nSource All Sources\nResults Found 2\n",
        *PRESS,
    ),
    case(
        "factiva other sources.txt",
        printed(SAILS, "Ana Lind and Jo Marsh", "3 March 2025", "The Hindu", FERRY, 1, above="News\n")
        + printed("Bridge closes", "", "4 March 2025", "Daily Nation (Kenya)", BRIDGE, 2, above="News\n"),
        Wanted("{}, article 1", FERRY, SAILS, "2025-03-03", "The Hindu", ("Ana Lind", "Jo Marsh")),
        Wanted("{}, article 2", BRIDGE, "Bridge closes", "2025-03-04", "Daily Nation (Kenya)"),
    ),
    case(
        "newsbank.txt",
        f"{SAILS}\n\nMarch 3, 2025 | Harbour Herald, The (Port Ellery, UK)\n"
        "Author/Byline: Ana Lind; Transport Correspondent | Page: 4 | Section: News\n"
        f"61 Words | Readability: Lexile: 1200, grade level(s): 10\n\n{FERRY}\n\nCopyright (c) 2025 Harbour Media\n\n"
        f"CITATION (AGLC STYLE)\nAna Lind, '{SAILS}', The Harbour Herald (online), 3 Mar 2025 4\n",
        replace(PRESS[0], file="{}"),
    ),
    case(
        "newsbank, two articles.txt",
        "".join(
            f"{title}\n\nMarch {day}, 2025 | Harbour Herald, The (Port Ellery, UK)\n"
            f"Author/Byline: Ana Lind | Page: 4 | Section: News\n61 Words | Readability: Lexile: 1200\n\n{body}\n\n"
            f"Copyright (c) 2025 Harbour Media\n\nCITATION (AGLC STYLE)\nAna Lind, '{title}', 2025 4\n\n"
            for title, day, body in ((SAILS, 3, FERRY), (CRACKS, 4, BRIDGE))
        ),
        *PRESS,
    ),
    case(
        "ebsco.txt",
        f"Title: {SAILS}\nAuthors: Lind, Ana\nSource: Harbour Herald, The. 03/03/2025, p4. 1p.\n"
        f"Document Type: Article\n\n{FERRY}",
        replace(PRESS[0], file="{}"),
    ),
    case(
        "papers above.md",
        f"The Harbour Herald, 3 March 2025\n\n# {SAILS}\n\nBy Ana Lind\n\n{FERRY}\n\n"
        f"*The Harbour Herald*, 4 March 2025\n\n# {CRACKS}\n\nBy Ana Lind\n\n{BRIDGE}\n",
        *PRESS,
    ),
    case(
        "papers and days above.md",
        f"The Harbour Herald\n3 March 2025\n\n# {SAILS}\n\nBy Ana Lind\n\n{FERRY}\n\n"
        f"**The Harbour Herald**\n4 March 2025\n\n# {CRACKS}\n\nBy Ana Lind\n\n{BRIDGE}\n",
        *PRESS,
    ),
    case(
        "papers.md",
        f"# The Harbour Herald\n\n## {SAILS}\n\n3 March 2025 | By Ana Lind\n\n{FERRY}\n\n"
        f"## {CRACKS}\n\n4 March 2025 | By Ana Lind\n\n{BRIDGE}\n",
        *PRESS,
    ),
    case(
        "papers by article.md",
        f"# Press review\n\n## The Harbour Herald\n\n### {SAILS}\n\n3 March 2025 | By Ana Lind\n\n{FERRY}\n\n"
        f"## Quay Post\n\n### {CRACKS}\n\n4 March 2025 | By Ana Lind\n\n{BRIDGE}\n",
        PRESS[0],
        replace(PRESS[1], outlet="Quay Post"),
    ),
    case("equals.txt", f"{SAILS}\n\n{FERRY}\n\n==========\n\n{CRACKS}\n\n{BRIDGE}\n", *DIGEST),
    case(
        "counted.txt", f"Press review\n\n1/2\n\n{SAILS}\n\n{FERRY}\n\n2/2\n\n{CRACKS}\n\n{BRIDGE}\n", *DIGEST
    ),
    case(
        "documents.txt",
        f"Document 1 of 2\n\n{SAILS}\n\n{FERRY}\n\nDocument 2 of 2\n\n{CRACKS}\n\n{BRIDGE}\n",
        *DIGEST,
    ),
    case(
        "digest.rtf",
        rich(f"Document 1 of 2\n\n{SAILS}\n\n{FERRY}\n\nDocument 2 of 2\n\n{CRACKS}\n\n{BRIDGE}"),
        *DIGEST,
    ),
    case("second headings.rtf", styled(r"\s2 ", SAILS, MARCH_3 + FERRY, CRACKS, MARCH_4 + BRIDGE), *DATED),
    case(
        "page breaks.rtf", styled("", SAILS, MARCH_3 + FERRY + "\n\n\\page", CRACKS, MARCH_4 + BRIDGE), *DATED
    ),
    case(
        "dashes.txt",
        f"{SAILS}\nBy Ana Lind\n3 March 2025\n\n{FERRY}"
        f"\n\n---\n\n{CRACKS}\nBy Jo Marsh\n4 March 2025\n\n{BRIDGE}\n",
        *DATED,
    ),
    case(
        "feeds.txt",
        f"{SAILS}\nBy Ana Lind\n\n{FERRY}\n\f{CRACKS}\nBy Jo Marsh\n\n{BRIDGE}\n",
        Wanted("{}, article 1", FERRY, SAILS, authors=("Ana Lind",)),
        Wanted("{}, article 2", BRIDGE, CRACKS, authors=("Jo Marsh",)),
    ),
    case(
        "labels.txt",
        f"Title: {SAILS}\nDate: 2025-03-03\n\n{FERRY}\n\nTitle: {CRACKS}\nDate: 2025-03-04\n\n{BRIDGE}\n",
        Wanted("{}, article 1", FERRY, SAILS, "2025-03-03"),
        Wanted("{}, article 2", BRIDGE, CRACKS, "2025-03-04"),
    ),
    case(
        "headings.md",
        f"### {SAILS}\n*The Harbour Herald, 3 March 2025*\n\n{FERRY}\n\n"
        f"### {CRACKS}\n*The Harbour Herald, 4 March 2025*\n\n{BRIDGE}\n",
        Wanted("{}, article 1", FERRY, SAILS, "2025-03-03", "The Harbour Herald"),
        Wanted("{}, article 2", BRIDGE, CRACKS, "2025-03-04", "The Harbour Herald"),
    ),
    case(
        "underlined.md",
        f"{SAILS}\n=====\nBy Ana Lind\n\n{FERRY}\n\n{CRACKS}\n=====\nBy Jo Marsh\n\n{BRIDGE}\n",
        Wanted("{}, article 1", FERRY, SAILS, authors=("Ana Lind",)),
        Wanted("{}, article 2", BRIDGE, CRACKS, authors=("Jo Marsh",)),
    ),
    case(
        "report.md",
        f"# The piers\n\nBy Ana Lind\n\n## {SAILS}\n\n{FERRY}\n\n## {CRACKS}\n\n{BRIDGE}\n",
        alone(f"{SAILS}\n\n{FERRY}\n\n{CRACKS}\n\n{BRIDGE}", title="The piers", authors=("Ana Lind",)),
    ),
    case(
        "section breaks.txt",
        f"{FERRY}\n\n***\n\n{BRIDGE}\n\n***\n\n{SCHOOL}",
        alone(f"{FERRY}\n\n***\n\n{BRIDGE}\n\n***\n\n{SCHOOL}"),
    ),
    case(
        "parts.txt",
        f"{FERRY}\n\n1/3\n\n{BRIDGE}\n\n3/3\n\n{SCHOOL}",
        alone(f"{FERRY}\n\n1/3\n\n{BRIDGE}\n\n3/3\n\n{SCHOOL}"),
    ),
    case(
        "short.txt",
        f"{FERRY}\n\n==========\n\nIslanders built the pier.",
        alone(f"{FERRY}\n\n==========\n\nIslanders built the pier."),
    ),
)

CASES = (*TABLES, *FEEDS, *ARCHIVES, *MAILS, *TRANSCRIPTS, *SPLIT, *press_reviews.CASES)
