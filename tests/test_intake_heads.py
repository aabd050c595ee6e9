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
        "March 4, 2025 5:32 PM GMT+1", "On March 4, 2025", "March 4, 2025 Tuesday", "04-Mar-25", "4 Mar 2025 05:32PM",
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
        ("Published:Monday | March 3, 2025 | 12:09 AM", "2025-03-03"),
        ("Updated March 4, 2025 - 9.12am, first published March 3, 2025", "2025-03-03"),
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
        ("March 3, 2025 Updated 5:32 p.m. ET", "2025-03-03"),
        ("March 3, 2025 5:32 PM GMT+1 Updated 2 hours ago", "2025-03-03"),
        ("Published - March 03, 2025 05:32 pm IST", "2025-03-03"),
        ("March 03, 2025 05:32 pm | Updated March 05, 2025 10:00 am IST - MUMBAI", "2025-03-03"),
        ("Mumbai | Updated: March 3, 2025 17:32 IST", "2025-03-03"),
        ("Posted: Mar 03, 2025 5:32 PM EST | Last Updated: March 5, 2025", "2025-03-03"),
        ("03 Mar 2025 05:32PM (Updated: 05 Mar 2025 10:00AM)", "2025-03-03"),
        ("Published\n3 March 2025", "2025-03-03"),
        ("News | 3 March 2025", "2025-03-03"),
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
        ("Mira Sandoval Transport correspondent", ONE),
        ("By Mira Sandoval with Tomas Reyl", TWO),
        ("By Mira Sandoval, Lagos", ONE),
        ("By Mira Sandoval, Port Ellery", ONE),
        ("BY MIRA SANDOVAL AND TOMAS REYL IN LONDON", TWO),
        ("From Mira Sandoval in London", ONE),
        ("Opinion by Mira Sandoval", ONE),
        ("Review by Okonkwo Adebayo", ("Okonkwo Adebayo",)),
        ("Author: Sandoval, Mira", ONE),
        ("Author: Sandoval, Mira; Reyl, Tomas", TWO),
        ("By Mira Sandoval\nPolitical Editor\n@mirasandoval", ONE),
        ("Exclusive\nBy Mira Sandoval", ONE),
        ("By Emily Post", ("Emily Post",)),
    ],
)
def test_a_byline_is_read(line: str, authors: tuple[str, ...]) -> None:
    assert (under(line).authors, under(line).text) == (authors, BODY)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Mira Sandoval, March 4, 2025", ONE),
        ("By Okonkwo Adebayo, 4 March 2025", ("Okonkwo Adebayo",)),
        ("Mira Sandoval, 4 March 2025", ONE),
        ("Mira Sandoval (4 March 2025)", ONE),
        ("By Mira Sandoval, Transport correspondent, 4 March 2025", ONE),
        ("By Mira Sandoval March 4, 2025", ONE),
        ("Mira Sandoval 04 Mar 2025", ONE),
        ("Mira Sandoval | 4 March 2025", ONE),
        ("Mira Sandoval | Updated: March 4, 2025", ONE),
        ("04 March 2025 - 17:32 BY MIRA SANDOVAL", ONE),
        ("Mira Sandoval\n4 March 2025", ONE),
        ("4 March 2025\nMira Sandoval\nTransport correspondent", ONE),
        ("Mira Sandoval and Tomas Reyl\n4 March 2025", TWO),
        ("Mira M. de la Cruz\n4 March 2025", ("Mira M. de la Cruz",)),
        ("Port Ellery, 4 March 2025", ()),
        ("Port Ellery | 4 March 2025", ()),
    ],
)
def test_a_name_beside_a_date_is_a_byline(line: str, authors: tuple[str, ...]) -> None:
    article = under(line)
    assert (article.authors, article.date, article.text) == (authors, "2025-03-04", BODY)


@pytest.mark.parametrize(
    "line",
    [
        *("Mira Sandoval", "Mira Sandoval in Harbour City", "A long wait", "Mira Sandoval and Tomas Reyl"),
        *(
            "Political Editor",
            "@mirasandoval",
            "UK news | Mira Sandoval",
            "Helen Sandoval Critic",
            "Published",
        ),
        *("From Our Readers", "Mumbai | Delhi", "Source: Harbour Board", "Report: Harbour Board"),
    ],
)
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
        ("By Mira Sandoval, The Harbour Herald, 4 March 2025", HERALD, "2025-03-04", ONE),
        ("Mira Sandoval, The Harbour Herald", HERALD, None, ONE),
        ("By Mira Sandoval, PA", "PA", None, ONE),
        ("By Mira Sandoval Special to The Harbour Herald", HERALD, None, ONE),
        ("BY MIRA SANDOVAL FOR MAILONLINE", "MAILONLINE", None, ONE),
        ("By Associated Press", "Associated Press", None, ()),
        ("By Reuters", "Reuters", None, ()),
        ("By PTI", "PTI", None, ()),
        ("TNN | Mar 4, 2025, 05.32 PM IST", "TNN", "2025-03-04", ()),
        ("4 March 2025\nMira Sandoval\nBBC News, Port Ellery", "BBC News", "2025-03-04", ONE),
        ("Source: The Harbour Herald (Port Ellery)", HERALD, None, ()),
        ("Source: Harbour Radio\nDate: 2025-03-04", "Harbour Radio", "2025-03-04", ()),
        ("THE HARBOUR HERALD", HERALD, None, ()),
        ("Daily Nation", "Daily Nation", None, ()),
        ("The Times of India", "The Times of India", None, ()),
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
        ("Mumbai, Mar 4 (PTI)", "PTI", None),
        ("Mumbai, Mar 4, 2025 (PTI)", "PTI", "2025-03-04"),
        ("ISLAMABAD, Mar 04 (APP):", "APP", None),
        ("March 4 (ANI):", "ANI", None),
        ("MOSCOW, March 4. /TASS/.", "TASS", None),
        ("JERUSALEM, March 4, 2025 /PRNewswire/ --", "PRNewswire", "2025-03-04"),
        ("(CNN) --", "CNN", None),
        ("KUALA LUMPUR, March 4 (Bernama) --", "Bernama", None),
        ("Harbour City (BBC)", None, None),
        ("The Association (AP)", None, None),
        ("Mumbai, Mar 4 (once Bombay)", None, None),
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


@pytest.mark.parametrize(
    "title",
    [
        *("Report: Russia Hacked Voters", "Report: Helen Stanton Resigns", "Source: Trump Fired Comey"),
        *(
            "Authors Call For Boycott",
            "Author Salman Rushdie",
            "Author: Pier Must Close",
            "Words: Ortiz Speaks",
        ),
        *("By The Numbers", "By Land And Sea", "By Invitation Only", "From Russia With Love"),
        *("Text: Ortiz Speech", "Correspondent: Trump Lied", "Review by Council Finds Fault"),
        *("Pier Closed (4 March 2025)", "Milan Fashion Week | 4 March 2025", "UK news | Boris Johnson"),
        *("Donald Trump Wins November 5, 2024", "Donald Trump and Kamala Harris", "THE LAST POST"),
        *("Results for 04/03/2025", "Ferry crisis"),
    ],
)
def test_a_headline_that_begins_as_a_label_is_a_title(title: str) -> None:
    article = read_text(f"{title}\n\n{BODY}")
    assert (article.title, article.text) == (title, BODY)
    assert (article.outlet, article.authors, article.date) == (None, (), None)


@pytest.mark.parametrize(
    ("line", "outlet", "authors"),
    [
        ("Source: Harbour Authority", None, ()),
        ("Report: Harbour Board", None, ()),
        ("Title: The Pier", None, ()),
        ("Publisher: Harbour Books", None, ()),
        ("Source: The Harbour Herald", HERALD, ()),
        ("Words: Mira Sandoval", None, ONE),
    ],
)
def test_a_label_at_the_foot_may_be_of_a_chart_or_a_book(
    line: str, outlet: str | None, authors: tuple[str, ...]
) -> None:
    prose = "\n\n".join(f"The clerk read out paragraph {number} of the minutes." for number in range(14))
    article = read_text(f"{TITLE}\n\n{BODY}\n\n{prose}\n\n{line}")
    assert (article.title, article.outlet, article.authors) == (TITLE, outlet, authors)
    assert (line in article.text) == (not outlet and not authors)


@pytest.mark.parametrize(
    ("kicker", "why"),
    [
        *(
            (line, "navigation")
            for line in ("UK news", "BREAKING NEWS", "Press release", "FOR IMMEDIATE RELEASE")
        ),
        *(
            (line, "navigation")
            for line in ("Interview", "Editorial", "Letters", "ANALYSIS", "Clip 12", "1 PIER")
        ),
        ("BC-US--Ferry Pier, 1st Ld-Writethru, 182", "navigation"),
        ("News | 3 March 2025", "date"),
        ("THE QUAY POST", "outlet"),
        ("The Hindu", "outlet"),
        *((line, None) for line in ("Ferry crisis", "The ferry", "=====", "1.", "03/04/2025")),
    ],
)
def test_what_stands_above_a_headline_is_no_title(kicker: str, why: str | None) -> None:
    article = read_text(f"{kicker}\n\n{TITLE}\n\nBy Mira Sandoval\n4 March 2025\n\n{BODY}")
    assert (article.title, article.authors) == (TITLE, ONE)
    assert [one.why for one in article.removed if one.text == kicker] == ([why] if why else [])
    assert article.text == (BODY if why else f"{kicker}\n\n{BODY}")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Interview\n\nFerry link to reopen\n\n", TITLE),
        ("UK news\n\n", None),
        ("Press release\n\n", None),
        ("1 COUNCIL PIER\nPolice\nBy Mira Sandoval, PA\n\n", None),
        ("Ferry crisis\n\nThe pier is closed and nobody knows when it opens\n\n", "Ferry crisis"),
        ("Drowned\n\nThe ferry sank, the board says, and nobody knows why\n\n", None),
        ("THE QUAY POST\nTuesday, March 4, 2025\n\nFERRY LINK TO REOPEN\n\n", "FERRY LINK TO REOPEN"),
    ],
)
def test_the_title_is_the_first_line_that_may_be_one(text: str, title: str | None) -> None:
    assert read_text(text + BODY).title == title


PROSE = (
    "The pier has been closed since Tuesday, the council said, after two years of warnings by the engineers."
)
LATER = "The harbour board asks for money, and the clerk says that there is none to be had this year."


@pytest.mark.parametrize(
    ("head", "kept", "told"),
    [
        ("", f"The Daily Mail\n\n{PROSE}\n\nThe Guardian\n\n{LATER}", (None, None, ())),
        ("4 March 2025", f"The Guardian\n\n{PROSE}\n\nFinancial Times\n\n{LATER}", ("2025-03-04", None, ())),
        ("Reuters\n4 March 2025", f"{PROSE}\n\nAP\n\n{LATER}", ("2025-03-04", "Reuters", ())),
        ("By Mira Sandoval", f"{PROSE}\n\n12 May 2023\n\n{LATER}", (None, None, ONE)),
        ("", f"{PROSE}\n\n12 May 2023\n\n{LATER}\n\n4 March 2025\n\n{PROSE}", (None, None, ())),
        (
            "By Mira Sandoval",
            f"{PROSE}\n\nBridge opens\n\nBy Tomas Reyl\n5 March 2025\n\n{LATER}",
            (None, None, ONE),
        ),
        ("By Mira Sandoval", f"{PROSE}\n\nTomas Reyl\n\n{LATER}", (None, None, ONE)),
    ],
)
def test_names_and_dates_below_prose_stay(
    head: str, kept: str, told: tuple[str | None, str | None, tuple[str, ...]]
) -> None:
    article = read_text("\n\n".join(filter(None, (TITLE, head, kept))))
    assert (article.title, article.text) == (TITLE, kept)
    assert (article.date, article.outlet, article.authors) == told


@pytest.mark.parametrize(
    ("above", "standfirst", "below"),
    [
        ("", PROSE, "By Mira Sandoval\n4 March 2025"),
        ("", PROSE, "Mira Sandoval\n\nTue 4 Mar 2025 17.32 GMT"),
        ("4 March 2025", PROSE, "By Mira Sandoval"),
        ("By Mira Sandoval", PROSE, "Published March 4, 2025\nUpdated March 5, 2025"),
        ("By Mira Sandoval", f"Dr. Sandoval is the author of two books. {PROSE}", "March 4, 2025"),
    ],
)
def test_the_head_goes_on_below_a_standfirst(above: str, standfirst: str, below: str) -> None:
    article = read_text("\n\n".join(filter(None, (TITLE, above, standfirst, below, BODY))))
    assert (article.title, article.date, article.authors) == (TITLE, "2025-03-04", ONE)
    assert article.text == f"{standfirst}\n\n{BODY}"


def test_who_wrote_a_short_article_may_stand_at_its_foot() -> None:
    article = read_text(f"{TITLE}\n\n{BODY}\n\n{PROSE}\n\nBy Mira Sandoval\n4 March 2025")
    assert (article.authors, article.date, article.text) == (ONE, "2025-03-04", f"{BODY}\n\n{PROSE}")


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
