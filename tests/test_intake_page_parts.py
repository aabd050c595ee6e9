"""Pages: which article they are, what they call it, their tables and headings, and what is no article at all."""

from __future__ import annotations

import json

import pytest

from tests.intake.make_containers import MHTML
from whosaid.errors import UnreadableFile
from whosaid.intake import put_back, read, read_text
from whosaid.intake.addresses import address, saying_where
from whosaid.intake.linked_data import people
from whosaid.intake.page_source import without_linked_data

PROSE = (
    "The city council voted on Tuesday to close the old ferry pier after engineers found cracks in it, officials said.",
    "“We cannot put passengers at risk,” Mayor Helen Ortiz told reporters. “It will stay closed for nine months.”",
    "Opposition councillor Daniel Okafor said the decision came too late. “We warned them two years ago,” he said.",
    "The repairs are expected to cost 4.2 million, according to a report by the harbour authority of the city.",
)
BODY = "\n\n".join(PROSE)
SHOWN = "".join(f"<p>{each}</p>" for each in PROSE)
HEADLINE = "Council closes ferry pier"
HEADING = f"<h1>{HEADLINE}</h1>"
OUTLET = "The Quay Post"
PLACE = "https://quay.example/pier"
CANONICAL = f'<link rel="canonical" href="{PLACE}">'
STORY = {
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "url": PLACE,
    "datePublished": "2025-03-04",
    "author": {"@type": "Person", "name": "Helen Stanton"},
}
OTHER = {
    "@type": "NewsArticle",
    "headline": "Bridge opens at last",
    "url": "https://quay.example/bridge",
    "datePublished": "2020-01-01",
    "author": {"@type": "Person", "name": "Tom Barton"},
}


def page(head: str = "", shown: str = HEADING + SHOWN, around: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{shown}</article>{around}</body></html>"


def bare(head: str, shown: str) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{shown}</body></html>"


def linked(*facts: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in facts)


def placed_at(article: dict[str, object], **places: object) -> dict[str, object]:
    return {**{key: value for key, value in article.items() if key != "url"}, **places}


@pytest.mark.parametrize(
    "head",
    [
        linked(OTHER, STORY) + CANONICAL,
        linked([OTHER, STORY]) + f'<meta property="og:url" content="{PLACE}/">',
        linked(OTHER, placed_at(STORY, mainEntityOfPage={"@id": "http://www.quay.example/pier"})) + CANONICAL,
        linked(OTHER, placed_at(STORY, **{"@id": f"{PLACE}#article"})) + CANONICAL,
        linked(OTHER, placed_at(STORY, url="/pier")) + CANONICAL,
        linked(OTHER, placed_at(STORY)),
        linked(placed_at(OTHER), placed_at(STORY)) + f'<meta property="og:title" content="{HEADLINE} | {OUTLET}">',
    ],
    ids=["canonical", "og", "main entity", "id", "relative", "heading", "og title"],
)  # fmt: skip
def test_of_several_articles_in_json_ld_the_page_s_own_is_taken(head: str) -> None:
    article = read_text(page(head))
    assert (article.title, article.date, article.authors) == (HEADLINE, "2025-03-04", ("Helen Stanton",))


def test_a_page_whose_json_ld_has_only_others_states_nothing() -> None:
    third = {**OTHER, "headline": "School stays", "url": "https://quay.example/school"}
    article = read_text(page(linked(OTHER, third) + CANONICAL))
    assert (article.title, article.date, article.authors, article.url) == (HEADLINE, None, (), PLACE)


def test_where_nothing_tells_which_the_first_counts_and_a_lone_one_always() -> None:
    assert (
        read_text(page(linked(placed_at(OTHER), placed_at({**OTHER, "headline": "x"})))).date == "2020-01-01"
    )
    assert read_text(page(linked(OTHER) + CANONICAL)).title == OTHER["headline"]


def test_json_ld_that_is_set_aside_stays_in_its_place() -> None:
    assert without_linked_data(linked(1) + "ld+json") == '<script type="application/json">1</script>ld+json'


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Helen Stanton | Transport Correspondent", ("Helen Stanton",)),
        ("By Helen Stanton, Transport Correspondent", ("Helen Stanton",)),
        ("Helen Stanton and Tom Barton | The Quay Post", ("Helen Stanton", "Tom Barton")),
        ("The Quay Post | Helen Stanton", ("Helen Stanton",)),
        ("Helen Stanton and staff reporters", ("Helen Stanton",)),
        ("Helen Stanton, Tom Barton", ("Helen Stanton", "Tom Barton")),
        ("Staff Reporter", ("Staff Reporter",)),
        ("Mira", ("Mira",)),
    ],
)
def test_what_stands_beside_an_author_is_no_author(line: str, names: tuple[str, ...]) -> None:
    assert people(line) == names
    assert read_text(page(linked({**STORY, "author": {"name": line}}))).authors == names


def test_a_role_in_the_head_of_a_page_is_no_author() -> None:
    head = '<meta name="author" content="Helen Stanton | Transport Correspondent">'
    assert read_text(page(head)).authors == ("Helen Stanton",)


@pytest.mark.parametrize(
    ("line", "heading", "title", "outlet"),
    [
        (f"{HEADLINE} | {OUTLET}", HEADLINE, HEADLINE, OUTLET),
        (f"{HEADLINE} - BBC News", HEADLINE, HEADLINE, "BBC News"),
        (f"{HEADLINE} | News | {OUTLET}", HEADLINE, HEADLINE, OUTLET),
        (f"{HEADLINE} - Politics - {OUTLET}", HEADLINE, HEADLINE, OUTLET),
        (f"{OUTLET} | {HEADLINE}", HEADLINE, HEADLINE, OUTLET),
        (f"{HEADLINE} | Politics", HEADLINE, HEADLINE, None),
        ("Pier closed - a history", "Pier closed - a history", "Pier closed - a history", None),
        (
            "Man of the year - Ringo Star",
            "Man of the year - Ringo Star",
            "Man of the year - Ringo Star",
            None,
        ),
        ("Interview – Grace Mail", "A talk with Grace Mail", "A talk with Grace Mail", None),
        ("Live: pier closed – as it happened", "Live", "Live", None),
    ],
)
def test_a_page_s_title_names_headline_and_outlet(
    line: str, heading: str, title: str, outlet: str | None
) -> None:
    article = read_text(page(f"<title>{line}</title>", f"<h1>{heading}</h1>{SHOWN}"))
    assert (article.title, article.outlet, article.text) == (title, outlet, BODY)


def test_the_name_of_the_site_is_no_title() -> None:
    shown = f"<header><h1><a href='/'>{OUTLET}</a></h1></header><article><h2>{HEADLINE}</h2>{SHOWN}</article>"
    article = read_text(bare(f"<title>{HEADLINE} | {OUTLET}</title>", shown))
    assert (article.title, article.outlet, article.text) == (HEADLINE, OUTLET, BODY)


def test_the_site_s_name_goes_from_the_title_also_where_the_heading_is_another() -> None:
    head = f'<meta property="og:title" content="{HEADLINE} - Pier24"><meta property="og:site_name" content="Pier24">'
    article = read_text(page(head, f"<h1>Pier shut after cracks are found</h1>{SHOWN}"))
    assert (article.title, article.outlet, article.text) == (HEADLINE, "Pier24", BODY)


def test_a_headline_in_json_ld_keeps_what_is_no_name_of_the_site() -> None:
    story = {**STORY, "headline": "The pier - a history | Part two", "publisher": {"name": OUTLET}}
    assert read_text(page(linked(story))).title == "The pier - a history | Part two"
    story = {**STORY, "headline": f"{HEADLINE} - {OUTLET}", "publisher": {"name": OUTLET}}
    assert read_text(page(linked(story))).title == HEADLINE


@pytest.mark.parametrize(
    ("around", "outlet"),
    [
        ("<footer><p>© 2025 The Quay Post</p></footer>", OUTLET),
        ("<p>(c) 2025 The Quay Post. All rights reserved.</p>", OUTLET),
        ("<div>&copy; <b>2025</b> The Quay Post | Imprint</div>", OUTLET),
        ("<footer>© The Quay Post</footer>", None),
        ("<footer>© 2025 Guardian News & Media Limited</footer>", None),
        ("<footer><p>© 2025 The Quay Post</p><p>© 2024 The Harbour Herald</p></footer>", None),
        ("<figure><img><figcaption><span>© 2025 Reuters</span></figcaption></figure>", None),
        ("<aside><p>© 2025 Reuters</p></aside>", None),
    ],
)
def test_a_line_of_copyright_names_the_outlet(around: str, outlet: str | None) -> None:
    assert read_text(page(around=around)).outlet == outlet


LOCKED = linked({**STORY, "isAccessibleForFree": False})
BEGINNING = "Only the beginning of this article may be in the file"


@pytest.mark.parametrize(
    ("head", "shown", "told"),
    [
        (LOCKED, SHOWN[:150], True),
        (linked({**STORY, "hasPart": [{"isAccessibleForFree": "False"}]}), SHOWN[:150], True),
        ('<meta property="article:content_tier" content="locked">', SHOWN[:150], True),
        (linked({**STORY, "wordCount": 640}), SHOWN, True),
        ("", f"<p>{PROSE[0]}</p><p>Subscribe to continue reading.</p>", True),
        (
            "",
            f"<p>{PROSE[0]}</p><h2>This article is for subscribers</h2><p>Subscribe today from £1 a week.</p>",
            True,
        ),
        (LOCKED, SHOWN * 2, False),
        (linked({**STORY, "isAccessibleForFree": True, "wordCount": "80"}), SHOWN, False),
        ("", f"<p>{PROSE[0]}</p><p>Sign up to our newsletter to read more stories like this.</p>", False),
        (
            "",
            f"<p>{PROSE[0]}</p><p>Readers must subscribe to read the full report, the board said.</p>",
            False,
        ),
        ("", SHOWN[:150], False),
    ],
)
def test_a_text_that_may_be_a_beginning_is_told(head: str, shown: str, told: bool) -> None:
    notices = read_text(page(head, HEADING + shown)).notices
    assert any(notice.startswith(BEGINNING) for notice in notices) is told


def refused(source: str) -> str:
    with pytest.raises(UnreadableFile) as error:
        read_text(source)
    return str(error.value)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (bare(linked(STORY), "<noscript>You need to enable JavaScript to run this app.</noscript><div></div>"),
         "needed"),
        (bare("<title>Just a moment...</title>",
              "<h2>Checking if the site connection is secure</h2>"
              "<p>quay.example needs to review the security of your connection before proceeding.</p>"), "message"),
        (bare(f"<title>Page not found | {OUTLET}</title>",
              "<h1>404</h1><p>Sorry, the page you are looking for could not be found. It may have been moved.</p>"
              "<p>Try searching for it, or go back to our home page.</p>"), "message"),
        (bare(f"<title>Error 404 | {OUTLET}</title>", "<p>We have had a look, and it was not where it used to be.</p>"),
         "message"),
    ],
    ids=["script", "check", "missing", "error"],
)  # fmt: skip
def test_a_message_of_the_site_is_no_article(source: str, why: str) -> None:
    assert why in refused(source)


@pytest.mark.parametrize(
    "shown",
    [
        "<p>Visitors were told that the page they were looking for could not be found, officials said on Tuesday.</p>",
        "<p>The new site requires visitors to enable JavaScript, which shut people out, the charity said.</p>",
        f"<p>You need to enable JavaScript to see the map of the pier on this page of ours.</p>{SHOWN}",
    ],
)
def test_news_about_such_messages_are_read(shown: str) -> None:
    assert read_text(page(f"<title>{HEADLINE}</title>", HEADING + shown)).title == HEADLINE


def test_an_article_with_the_title_of_an_error_is_read() -> None:
    assert read_text(page("<title>404</title>", f"<h1>404</h1>{SHOWN * 2}")).title == "404"


def teasers(words: str) -> str:
    return "".join(
        f"<article><h2><a href='/{number}'>Story {number} of the harbour</a></h2><p>{words} {number}.</p></article>"
        for number in range(8)
    )


FRONT = '<title>The Quay Post - Local news</title><link rel="canonical" href="https://quay.example/">'
LINES = "The council will deal with this in its meeting at the town hall on Monday at"


def test_a_front_page_is_no_article() -> None:
    assert "8 headlines" in refused(bare(FRONT, f"<main>{teasers(LINES)}</main>"))


def test_a_page_of_teasers_that_does_not_say_what_it_is_is_read_with_a_notice() -> None:
    article = read_text(bare("<title>Harbour</title>", f"<main>{teasers(LINES)}</main>"))
    assert any("8 headlines" in notice for notice in article.notices)


def test_an_article_among_teasers_is_one() -> None:
    article = read_text(page(FRONT, around=f"<section>{teasers(LINES)}</section>"))
    assert (article.text, article.notices) == (BODY, ())


FIGURES = "<table><tr><th>Year</th><th>Riders</th></tr><tr><td>2023</td><td>2.1m</td></tr></table>"
VOICES = (
    f"<table><tr><td>For</td><td>{PROSE[1]}</td></tr><tr><td>Against</td><td>{PROSE[2]}</td></tr></table>"
)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (FIGURES, "Year\tRiders\n2023\t2.1m"),
        (
            FIGURES.replace("<table>", "<table><caption>On board</caption>"),
            "On board\nYear\tRiders\n2023\t2.1m",
        ),
        (VOICES, f"For\n\n{PROSE[1]}\n\nAgainst\n\n{PROSE[2]}"),
    ],
    ids=["figures", "caption", "voices"],
)
def test_a_table_of_the_article_is_read(table: str, words: str) -> None:
    article = read_text(page(shown=f"{HEADING}<p>{PROSE[0]}</p>{table}<p>{PROSE[3]}</p>"))
    assert article.text == f"{PROSE[0]}\n\n{words}\n\n{PROSE[3]}"
    assert [one.why for one in article.removed] == ["title"]


LINKS = "".join(f"<tr><td><a href='/{n}'>Port {n}</a></td><td>{n}</td></tr>" for n in range(4))


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='league-widget'>{FIGURES}</div>",
        f"<table>{LINKS}</table>",
        "<table class='newsletter-box'><tr><td>Get the best of our stories on every single morning.</td></tr></table>",
        "<table><tr><td>Get the best of our stories on every single morning.</td><td><input></td></tr></table>",
        f"<aside>{FIGURES}</aside>",
    ],
    ids=["widget", "links", "newsletter", "form", "aside"],
)
def test_a_table_of_the_site_is_listed_as_left_out(box: str) -> None:
    article = read_text(page(shown=HEADING + SHOWN + box))
    assert article.text == BODY
    assert {one.why for one in article.removed} == {"title", "page"}


def test_a_page_laid_out_by_tables_is_read() -> None:
    cells = f"<td><a href='/'>Home</a></td><td>{HEADING}{SHOWN}</td><td><a href='/x'>Most read</a></td>"
    article = read_text(bare("", f"<table><tr>{cells}</tr></table>"))
    assert article.text == BODY


def test_struck_words_in_a_table_can_be_put_back() -> None:
    table = FIGURES.replace("2.1m", "<s>2.0m</s> 2.1m")
    article = read_text(page(shown=f"{HEADING}{SHOWN}{table}<p>{PROSE[3]}</p>"))
    assert "2.1m" in article.text
    assert "2.0m" not in article.text
    struck = [number for number, one in enumerate(article.removed) if one.text == "2.0m"]
    assert "2.0m" in put_back(article, struck).text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (BODY, BODY),
        ("\n".join(PROSE), BODY),
        ("\r\n\r\n".join(PROSE), BODY),
        (SHOWN, BODY),
        (SHOWN.replace("<", "&lt;"), BODY),
        (" ".join(PROSE), " ".join(PROSE)),
    ],
    ids=["blank lines", "lines", "windows", "tags", "entities", "one"],
)
def test_the_text_in_json_ld_keeps_its_paragraphs(body: str, text: str) -> None:
    assert read_text(bare(linked({**STORY, "articleBody": body}), "<div id='app'></div>")).text == text


def test_the_text_in_json_ld_is_read_where_the_page_shows_its_beginning() -> None:
    whole = linked({**STORY, "articleBody": BODY})
    assert read_text(page(whole, f"{HEADING}<p>{PROSE[0]}</p>")).text == BODY
    assert read_text(page(linked({**STORY, "articleBody": PROSE[0]}))).text == BODY
    assert (
        read_text(
            bare(linked({**OTHER, "articleBody": BODY.upper()}, {**STORY, "articleBody": BODY}), HEADING)
        ).text
        == BODY
    )


def second(**attributes: str) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    paragraphs = "".join(
        f"<p>{words.replace('pier', 'bridge').replace('said', 'wrote')} Yes.</p>" for words in PROSE
    )
    return f"<article{written}><h2>Bridge opens at last</h2>{paragraphs}</article>"


@pytest.mark.parametrize(
    ("around", "told"), [("<main>{}</main>", "another article, not read"), ("{}", "read as one")]
)
def test_other_articles_of_the_page_are_named(around: str, told: str) -> None:
    shown = around.format(f"<article><h2>{HEADLINE}</h2>{SHOWN}</article>") + second()
    article = read_text(bare(f"<title>{OUTLET}</title>", f"<header><h1>{OUTLET}</h1></header>{shown}"))
    assert (article.title, article.text[: len(BODY)]) == (HEADLINE, BODY)
    assert any(told in notice and "“Bridge opens at last”" in notice for notice in article.notices)


@pytest.mark.parametrize(
    "around", [second(id="comment-7"), "<article><h3>Bridge opens</h3><p>It opened on Monday.</p></article>"]
)
def test_comments_and_teasers_are_no_other_articles(around: str) -> None:
    assert read_text(page(around=around)).notices == ()


def test_headings_above_paragraphs_stay_without_an_article_s_element() -> None:
    heads = ("Pier closed", "Mayor speaks", "Opposition angry", "What it costs")
    briefs = "".join(f"<h3>{head}</h3><p>{words}</p>" for head, words in zip(heads, PROSE, strict=True))
    article = read_text(bare("<title>News in brief</title>", f"<h1>News in brief</h1>{briefs}"))
    assert article.text == "\n\n".join(line for pair in zip(heads, PROSE, strict=True) for line in pair)


def test_a_lone_heading_above_the_article_is_no_part_of_it() -> None:
    assert read_text(bare(f"<title>{HEADLINE}</title>", f"<h2>News</h2>{SHOWN}")).text == BODY


@pytest.mark.parametrize(
    ("before", "url"),
    [
        (f"<!-- saved from url=(0026){PLACE} -->", PLACE),
        (f"<!--\n Page saved with SingleFile \n url: {PLACE} \n saved date: Tue Mar 04 2025\n-->", PLACE),
        (f"<!-- saved from url=(0071)https://web.archive.org/web/20250304120000/{PLACE} -->", PLACE),
        ("<!-- saved from url=(0014)about:internet -->", None),
        ("<!-- saved from url=(0021)https://quay.example/ -->", None),
        ("<!-- saved from url=(0021)file:///home/jo/pier.html -->", None),
        ("<!-- he was saved from url=(drowning) -->", None),
    ],
)
def test_a_page_is_known_by_where_it_was_saved_from(before: str, url: str | None) -> None:
    saved = page().replace("<html>", f"<html>{before}")
    assert read_text(saved).url == url
    stated = saved.replace("<head>", '<head><link rel="canonical" href="https://quay.example/own">')
    assert read_text(stated).url == "https://quay.example/own"


def test_a_page_in_one_file_is_known_by_where_it_was_saved_from() -> None:
    assert (
        read(MHTML.replace("{page}", page()).encode("cp1252"), name="a.mhtml").url
        == "https://quay.example/ferry"
    )
    declared = '<?xml version="1.0" encoding="utf-8"?>\n' + page()
    article = read(MHTML.replace("{page}", declared).encode("cp1252"), name="a.mhtml")
    assert (article.url, article.text) == ("https://quay.example/ferry", BODY)


@pytest.mark.parametrize("place", ["javascript:alert(1)", "https://a.example/--><p>x", "", "cid:frame-1"])
def test_nothing_but_an_address_is_written_into_a_page(place: str) -> None:
    assert saying_where("<p>x</p>", place) == "<p>x</p>"


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        (f"https://web.archive.org/web/20250304120000/{PLACE}", PLACE),
        (f"http://web.archive.org/web/2025id_/{PLACE}", PLACE),
        ("https://web.archive.org/web/2025/http:/quay.example/pier", "http://quay.example/pier"),
        ("https://web.archive.org/about", "https://web.archive.org/about"),
        (
            f"{PLACE}?from=https://web.archive.org/web/2025/x",
            f"{PLACE}?from=https://web.archive.org/web/2025/x",
        ),
        ("/pier", None),
        ("https://[broken", None),
        (7, None),
    ],
)
def test_a_copy_in_the_wayback_machine_has_the_page_s_own_address(stated: object, told: str | None) -> None:
    assert address(stated) == told
