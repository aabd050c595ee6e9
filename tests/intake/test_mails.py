"""Mails: what was sent and by whom, when it is quoted, forwarded or covered with a note."""

from __future__ import annotations

import pytest

from tests.intake.make_containers import BRIDGE, FERRY, mail, page
from whosaid.articles import Article
from whosaid.intake import read, read_all
from whosaid.intake.containers.covering import is_cover_note
from whosaid.intake.containers.quoting import reply_in

TITLE = "Ferry link will reopen in May"
FOR_TOMORROW = "Story for tomorrow"
PRESS = "Ana Lind <ana@quay.example>"
QUOTED = "\n".join(f"> {line}".rstrip() for line in BRIDGE.split("\n"))
ON_MARCH_1 = f"On Sat, 1 Mar 2025 at 09:00, {PRESS} wrote:"


def sent(text: str, subject: str = FOR_TOMORROW) -> Article:
    return read(mail(text, subject=subject).as_bytes(), name="a.eml")


def told(article: Article) -> tuple[str | None, str | None, tuple[str, ...], str]:
    return article.title, article.date, article.authors, article.text


HEADS = [
    (f"{TITLE}\n\nBy Tom Barton\n1 March 2025\n\n{FERRY}", (TITLE, "2025-03-01", ("Tom Barton",), FERRY)),
    (f"{TITLE}\n\nBy Tom Barton\n\n{FERRY}", (TITLE, "2025-03-03", ("Tom Barton",), FERRY)),
    (f"Headline: {TITLE}\nBy Tom Barton\n\n{FERRY}", (TITLE, "2025-03-03", ("Tom Barton",), FERRY)),
    (f"By Tom Barton\n5 March 2025\n\n{FERRY}", (FOR_TOMORROW, "2025-03-05", ("Tom Barton",), FERRY)),
    (  # a greeting is no headline
        f"Hi Anna\n\n{TITLE}\n\nBy Tom Barton\n\n{FERRY}",
        (FOR_TOMORROW, "2025-03-03", ("Tom Barton",), f"Hi Anna\n\n{TITLE}\n\n{FERRY}"),
    ),
    (FERRY, (FOR_TOMORROW, "2025-03-03", ("Jo Marsh",), FERRY)),
    (f"{TITLE}\n\n{FERRY}", (FOR_TOMORROW, "2025-03-03", ("Jo Marsh",), f"{TITLE}\n\n{FERRY}")),
    (f"{FOR_TOMORROW}\n\n{FERRY}", (FOR_TOMORROW, "2025-03-03", ("Jo Marsh",), FERRY)),
    (  # the day of an event, which is not that of a text
        f"Date: 12 May 2025\nPlace: the pier\n\n{FERRY}",
        (FOR_TOMORROW, "2025-03-03", ("Jo Marsh",), f"Date: 12 May 2025\nPlace: the pier\n\n{FERRY}"),
    ),
    (f"1 March 2025\n\n{FERRY}", (FOR_TOMORROW, "2025-03-01", ("Jo Marsh",), FERRY)),
    (  # of one story in a letter
        f"The island letter\n\nThe ferry\n\n1 March 2025\n\n{FERRY}",
        (
            FOR_TOMORROW,
            "2025-03-03",
            ("Jo Marsh",),
            f"The island letter\n\nThe ferry\n\n1 March 2025\n\n{FERRY}",
        ),
    ),
    (  # a day that heads a part of the text
        FERRY.replace("\n\n", "\n\n1 March 2025\n\n"),
        (FOR_TOMORROW, "2025-03-03", ("Jo Marsh",), FERRY.replace("\n\n", "\n\n1 March 2025\n\n")),
    ),
]


@pytest.mark.parametrize(("text", "expected"), HEADS)
def test_the_head_of_the_words_goes_before_the_envelope(text: str, expected: tuple[object, ...]) -> None:
    assert told(sent(text)) == expected


def test_so_it_does_in_a_page_and_beside_attachments() -> None:
    head = f"{TITLE}\n\nBy Tom Barton\n\n"
    attached = mail(head + FERRY, subject=FOR_TOMORROW, bridge__txt=BRIDGE.encode()).as_bytes()
    message = mail("", subject=FOR_TOMORROW)
    message.set_content(page(FOR_TOMORROW, head + FERRY), subtype="html")
    for data in (attached, message.as_bytes()):
        first = next(iter(read_all(data, name="a.eml")))
        assert isinstance(first, Article)
        assert told(first) == (TITLE, "2025-03-03", ("Tom Barton",), FERRY)


@pytest.mark.parametrize(
    "sender", ["The Harbour Herald Newsletter <a@h.example>", "The Harbour Herald <a@h.example>"]
)
def test_whose_letter_it_is_goes_before_the_agency_of_a_place_line(sender: str) -> None:
    message = mail(f"PORT ELLERY (Reuters) - {FERRY}")
    message.replace_header("From", sender)
    assert read(message.as_bytes(), name="a.eml").outlet == "The Harbour Herald"


def test_what_apple_mail_forwards_has_no_marks() -> None:
    head = (
        f"From: {PRESS}",
        "Subject: Cracks in the bridge",
        "Date: 1 March 2025 at 09:00:00 GMT",
        "To: x@quay.example",
    )
    text = "Begin forwarded message:\n\n" + "".join(f"> {line}\n" for line in (*head, "")) + QUOTED
    assert told(sent(text)) == ("Cracks in the bridge", "2025-03-01", ("Ana Lind",), BRIDGE)


@pytest.mark.parametrize(
    "head",
    [
        ON_MARCH_1,
        "On Sat, Mar 1, 2025 at 9:00\u202fAM Ana Lind\n<ana@quay.example> wrote:",
        f"On 1 Mar 2025, at 09:00, {PRESS} wrote:",
        "On 2025-03-01 09:00, Ana Lind wrote:",
        f"Am Sa., 1. März 2025 um 09:00 Uhr schrieb {PRESS}:",
    ],
)
def test_an_article_below_a_reply_is_of_who_wrote_it(head: str) -> None:
    article = sent(f"Thanks, running it now.\n\nBest\nJo\n\n{head}\n\n{QUOTED}", "Re: Cracks")
    assert told(article) == ("Cracks", "2025-03-01", ("Ana Lind",), BRIDGE)


@pytest.mark.parametrize(
    "text",
    [
        f"Thanks.\n\n{ON_MARCH_1}\n> Is the bridge safe?",  # no article
        f"{ON_MARCH_1}\n{QUOTED}\n\nIt is safe, we think.\n\n> And the pier?\n\nIt is, too.",  # an interview by mail
        f"{ON_MARCH_1}\n{QUOTED}\n\n{FERRY}",  # an answer below it
        f"On the pier, Ana Lind wrote: nothing.\n\n{FERRY}",
    ],
)
def test_an_answer_is_of_who_answers(text: str) -> None:
    assert reply_in(text) is None
    assert sent(text).authors == ("Jo Marsh",)


def test_an_article_above_what_it_answers_stays() -> None:
    assert sent(f"{FERRY}\n\n{ON_MARCH_1}\n{QUOTED}").text.startswith(FERRY)


LEGAL = "This email is confidential and intended only for the addressee. If you received it in error, please delete it."
NOTE = "Hi Anna, please find attached the two clips you asked for."


@pytest.mark.parametrize(
    "text",
    [
        "Please find attached.",
        f"{NOTE}\n\nBest,\nTom\n\n--\nTom Barton | Desk | The Quay Post | +44 20 7946 0000 | {LEGAL}",
        f"{NOTE}\n\nKind regards\nTom Barton\nDesk editor\nThe Quay Post, 12 Harbour Street, Port Ellery\n\n{LEGAL}",
        f"Hello Anna,\n\nplease see the two clips of this week attached.\n\nMany thanks!\nTom\n\n{LEGAL}",
        f"{NOTE} One is of Monday and one of today. Let me know whether you need the pages as well, or pictures.",
    ],
)
def test_a_note_is_no_article(text: str) -> None:
    assert is_cover_note(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{FERRY}\n\nBest,\nTom\n\n--\n{LEGAL}",
        f"A note was attached to the pier. {BRIDGE}",
        "The board said that you may find attached to the pier a plate with the names of all who built it in 1911, and "
        "that it will stay there.",
        f"Best wishes,\n\n{FERRY}\n\nThe plate is attached.",
    ],
)
def test_an_article_is_no_note(text: str) -> None:
    assert not is_cover_note(text)


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_headers_that_nobody_encoded_are_read(charset: str) -> None:
    head = "From: José García <j@q.example>\r\nSubject: Café “closes”\r\nMessage-ID: <1@x>\r\n".encode(
        charset
    )
    kind = f"Content-Type: text/plain; charset={charset}\r\n\r\n"
    article = read(head + (kind + FERRY).encode(charset), name="a.eml")
    assert (article.title, article.authors) == ("Café “closes”", ("José García",))


@pytest.mark.parametrize(
    ("sender", "outlet", "authors"),
    [
        ('"Stanton, Helen" <h@q.example>', None, ("Helen Stanton",)),
        ("Stanton, Helen <h@q.example>", None, ("Helen Stanton",)),
        ('"van der Berg, Jan P." <h@q.example>', None, ("Jan P. van der Berg",)),
        ('"Helen Stanton, The Quay Post" <h@q.example>', "The Quay Post", ("Helen Stanton",)),
        ('"Helen Stanton (The Quay Post)" <h@q.example>', "The Quay Post", ("Helen Stanton",)),
        ('"Harbour Authority, Press Office" <h@q.example>', None, ("Harbour Authority, Press Office",)),
        ('"Harbour, Press Office" <h@q.example>', None, ("Harbour, Press Office",)),
        ("The New York Times <h@q.example>", "The New York Times", ()),
        ("Helen Stanton <h@q.example>, Jo Marsh <j@q.example>", None, ("Helen Stanton", "Jo Marsh")),
        ("desk@q.example", None, ("desk@q.example",)),
    ],
)
def test_who_sent_it(sender: str, outlet: str | None, authors: tuple[str, ...]) -> None:
    data = f"From: {sender}\r\nSubject: Cracks\r\nMessage-ID: <1@x>\r\n\r\n{FERRY}".encode()
    article = read(data, name="a.eml")
    assert (article.outlet, article.authors) == (outlet, authors)
