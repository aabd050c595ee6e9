"""Dates, bylines, outlets and place lines as newspapers write them, between a title and an article."""

from __future__ import annotations

import pytest

from whosaid.articles import Article
from whosaid.intake import read_text
from whosaid.intake.boilerplate import line_boilerplate
from whosaid.intake.dates import exact_date

TITLE = "Ferry link to reopen"
BODY = (
    "The harbour board voted on Monday to reopen the ferry link, the clerk said. It had been closed for nineteen"
    " months.\n\n“We are glad,” said Mira Sandoval, who chairs the board."
)
HERALD = "The Harbour Herald"
ONE = ("Mira Sandoval",)
TWO = ("Mira Sandoval", "Tomas Reyl")


def under(line: str) -> Article:
    return read_text(f"{TITLE}\n\n{line}\n\n{BODY}")


@pytest.mark.parametrize(
    "date",
    [
        "4 March 2025", "04 Mar 2025", "4th March, 2025", "4th of March 2025", "Tuesday the 4th of March 2025",
        "March 4, 2025", "March 4th, 2025", "Mar. 4, 2025, 10:15 a.m. ET", "March 4, 2025 | 10:15am", "Mar 4 '25",
        "4 Mar ’25", "2025-03-04", "2025/03/04", "2025.03.04", "20250304", "2025-03-04T10:15:00Z", "2025-03-04 10:15",
        "04.03.2025", "4.3.2025", "2025 March 4", "Tue 4 Mar 2025 10.15 GMT", "Tuesday, March 4, 2025",
        "Tue, 04 Mar 2025 10:15:00 +0100", "14:02, 4 March 2025", "14:02 GMT, 4 March 2025",
        "10:15 AM EST, Tue March 4, 2025", "at 14:02 on 4 March 2025", "4 March 2025 at 9am",
    ],
)  # fmt: skip
def test_a_date_is_read(date: str) -> None:
    assert exact_date(date) == "2025-03-04"
    assert (under(date).date, under(date).text, under(date).title) == ("2025-03-04", BODY, TITLE)


@pytest.mark.parametrize(
    ("date", "iso"),
    [("13/03/2025", "2025-03-13"), ("03/13/2025", "2025-03-13"), ("13-03-2025", "2025-03-13")],
)
def test_a_date_in_numbers_is_read_where_only_one_can_be_the_month(date: str, iso: str) -> None:
    assert exact_date(date) == iso


@pytest.mark.parametrize(
    "date",
    ["3/4/2025", "04-03-2025", "04 Mar 25", "13/03/25", "March 2025", "31 April 2025", "20251304", "12:30", "4 March"],
)  # fmt: skip
def test_a_date_that_nobody_can_tell_is_left_alone(date: str) -> None:
    assert exact_date(date) is None
    assert (under(date).date, date in under(date).text) == (None, True)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published 3 March 2025 14:02 GMT", "2025-03-03"),
        ("Published: Mon, 3 Mar 2025 14:02:11 +0000", "2025-03-03"),
        ("Published at 14:02 on 3 March 2025", "2025-03-03"),
        ("First published on Mon 3 Mar 2025 14.02 GMT", "2025-03-03"),
        ("Created: 3 March 2025", "2025-03-03"),
        ("Updated 4 March 2025, 09:15", "2025-03-04"),
        ("UPDATED: 10:15, 4 March 2025", "2025-03-04"),
        ("Last modified on Tue 4 Mar 2025 14.02 EST", "2025-03-04"),
        ("Published 3 March 2025, 14:02 GMT | Updated 4 March 2025", "2025-03-03"),
        ("PUBLISHED: 14:02, 3 March 2025 | UPDATED: 10:15, 4 March 2025", "2025-03-03"),
        ("Published March 3, 2025 Updated March 4, 2025", "2025-03-03"),
        ("Harbour City, 3 March 2025", "2025-03-03"),
        ("HARBOUR CITY, March 3, 2025", "2025-03-03"),
    ],
)
def test_a_line_with_a_date_is_read(line: str, date: str) -> None:
    assert (under(line).date, under(line).text) == (date, BODY)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Mira Sandoval and Tomas Reyl in Harbour City", TWO),
        ("By Mira Sandoval in Harbour City and Tomas Reyl in Port Ellery", TWO),
        ("By MIRA SANDOVAL and TOMAS REYL", TWO),
        ("By Mira Sandoval, in Harbour City", ONE),
        ("By Mira Sandoval, Health Correspondent", ONE),
        ("Mira Sandoval, Transport correspondent", ONE),
        ("By Mira Sandoval, msandoval@herald.example", ONE),
        ("By Mira Sandoval @mirasandoval", ONE),
        ("Reporter: Mira Sandoval", ONE),
        ("Text: Mira Sandoval", ONE),
        ("Written by Mira Sandoval", ONE),
        ("By Mira de la Cruz", ("Mira de la Cruz",)),
        ("By our staff", ()),
        ("Author: Mira", ("Mira",)),
        ("Words: Mira Sandoval Photos: Tomas Reyl", ONE),
        ("By Mira Sandoval | 5 min read", ONE),
    ],
)
def test_a_byline_is_read(line: str, authors: tuple[str, ...]) -> None:
    assert (under(line).authors, under(line).text) == (authors, BODY)


@pytest.mark.parametrize("line", ["Mira Sandoval", "Mira Sandoval in Harbour City", "A long wait"])
def test_a_name_alone_is_no_byline(line: str) -> None:
    assert (under(line).authors, under(line).text) == ((), f"{line}\n\n{BODY}")


@pytest.mark.parametrize(
    ("line", "outlet", "date", "authors"),
    [
        ("The Harbour Herald — Tuesday 4 March 2025", HERALD, "2025-03-04", ()),
        ("The Harbour Herald, Tuesday 4 March 2025", HERALD, "2025-03-04", ()),
        ("The Harbour Herald (4 March 2025)", HERALD, "2025-03-04", ()),
        ("Tuesday 4 March 2025 - The Harbour Herald", HERALD, "2025-03-04", ()),
        ("The Harbour Herald - Harbour City, 4 March 2025", HERALD, "2025-03-04", ()),
        ("Source: The Harbour Herald, 4 March 2025", HERALD, "2025-03-04", ()),
        ("By Mira Sandoval, The Harbour Herald", HERALD, None, ONE),
        ("By Mira Sandoval / The Harbour Herald", HERALD, None, ONE),
        ("By Mira Sandoval for The Harbour Herald", HERALD, None, ONE),
        ("By Mira Sandoval (Reuters)", "Reuters", None, ONE),
        ("By MIRA SANDOVAL and TOMAS REYL Associated Press", "Associated Press", None, TWO),
        ("By Mira Sandoval - The Harbour Herald - 4 March 2025", HERALD, "2025-03-04", ONE),
        ("By Mira Sandoval Published March 4, 2025", None, "2025-03-04", ONE),
        ("By Mira Sandoval - The Harbour Herald - 4 March 2025 - 10:00", HERALD, "2025-03-04", ONE),
        ("- The Harbour Herald -", HERALD, None, ()),
        ("The Harbour Herald; 4 March 2025; page 4", HERALD, "2025-03-04", ()),
        ("The Harbour Herald, March 4, 2025, p. A4", HERALD, "2025-03-04", ()),
    ],
)
def test_an_outlet_is_read(line: str, outlet: str | None, date: str | None, authors: tuple[str, ...]) -> None:
    article = under(line)
    assert (article.outlet, article.date, article.authors) == (outlet, date, authors)
    assert article.text == BODY


@pytest.mark.parametrize(
    ("place", "outlet", "date"),
    [
        ("HARBOUR CITY (Tidewire) -", "Tidewire", None),
        ("HARBOUR CITY, March 4 (Reuters) -", "Reuters", None),
        ("HARBOUR CITY, 4 March 2025 (AFP) –", "AFP", "2025-03-04"),
        ("HARBOUR CITY, March 4, 2025 —", None, "2025-03-04"),
        ("PORT ELLERY, Md. (AP) —", "AP", None),
        ("Harbour City, March 4, 2025 (The Harbour Herald) --", HERALD, "2025-03-04"),
        ("Harbour City (once a village) -", None, None),
        ("Harbour City -", None, None),
    ],
)
def test_a_place_line_tells_outlet_and_date_and_stays(
    place: str, outlet: str | None, date: str | None
) -> None:
    article = read_text(f"{TITLE}\n\n{place} {BODY}")
    assert (article.outlet, article.date) == (outlet, date)
    assert article.text == f"{place} {BODY}"


@pytest.mark.parametrize(
    ("line", "why"),
    [("Published 3 hours ago", "date"), ("Updated 2 hours ago", "date"), ("4 minute read", "navigation")],
)
def test_a_line_that_tells_nothing_goes(line: str, why: str) -> None:
    article = under(line)
    assert (article.title, article.text) == (TITLE, BODY)
    assert [one.why for one in article.removed if one.text == line] == [why]


@pytest.mark.parametrize("line", ["10:15", "Page 4", "Exclusive"])
def test_a_time_or_a_page_alone_stays(line: str) -> None:
    assert under(line).text == f"{line}\n\n{BODY}"


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("https://herald.example/2025/03/ferry", "https://herald.example/2025/03/ferry"),
        ("URL: https://herald.example/2025/03/ferry", "https://herald.example/2025/03/ferry"),
        ("https://herald.example/", None),
    ],
)
def test_an_address_is_the_articles(line: str, url: str | None) -> None:
    assert (under(line).url, under(line).text) == (url, BODY)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("JO MARSH: Do you sail?\nMIRA SANDOVAL: We do, and we have waited for it for years.", None),
        ("Q: Do you sail?\n\nA: We do, and we have waited for it for years.", None),
        ("[10:15] Jo Marsh: Do you sail?\n[10:16] Mira: We do, and we have waited for years.", None),
        ("Jo Marsh  0:05\nDo you sail?\n\nMira Sandoval  0:12\nWe do, and we have waited for years.", None),
        ("Interview\n\nJO MARSH: Do you sail?\n\nMIRA SANDOVAL: We do, and have waited for years.", None),
        (f"Ferry: No boats in May\n\nNEW DELHI: {BODY}", "Ferry: No boats in May"),
    ],
)
def test_what_somebody_says_is_no_title(text: str, title: str | None) -> None:
    article = read_text(text)
    assert (article.title, article.text.startswith(text[:9])) == (title, title is None)


@pytest.mark.parametrize("word", ["News", "Post", "Mail", "Daily"])
def test_a_single_word_is_no_outlet(word: str) -> None:
    assert under(word).outlet is None


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("12 THE HARBOUR HERALD", "navigation"),
        ("The Harbour Herald - Tuesday, 4 March 2025 - page 3", "navigation"),
        ("Page 3 | The Harbour Herald", "navigation"),
        ("12 March 2025", None),
        ("March 12, 2025", None),
        ("4 Mar 2025 10:15", None),
        ("Rovers 3", None),
    ],
)
def test_a_running_head_is_told_from_a_date(line: str, why: str | None) -> None:
    assert line_boilerplate(line) == why


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("(Reporting by Ana Ruiz in Port Ellery; Editing by Tomas Reyl)", "byline"),
        ("(Reporting and writing by Ana Ruiz.)", "byline"),
        ("Reporting by Ana Ruiz; editing by T. Reyl", "byline"),
        ("Additional reporting by Ana Ruiz", None),  # stands in the text of features as well
        ("(Writing by hand is slow.)", None),
        ("Reporting by Ana Ruiz showed that the mine was shut; editing by hand took a week, she said.", None),
    ],
)
def test_who_wrote_and_edited_a_report_is_no_part_of_it(line: str, why: str | None) -> None:
    assert line_boilerplate(line) == why
    text = f"{BODY}\n\n{line}"
    assert (line in read_text(text).text) == (why is None)
