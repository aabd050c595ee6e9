"""Boilerplate and metadata of plain text: every row of the tables in ``cases/``; and what tables of articles tell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.intake.make_containers import BRIDGE, FERRY, cells, dumped
from whosaid.articles import Article
from whosaid.errors import UnreadableFile
from whosaid.intake import read_all, read_text, unpack
from whosaid.intake.containers.stated_dates import iso_date
from whosaid.intake.formats import text_format
from whosaid.intake.stated_names import byline_of
from whosaid.settings import load_settings

CASES = Path(__file__).parent / "cases"


def table(name: str) -> list[Any]:
    rows = [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row, id=row["name"]) for row in rows]


@pytest.mark.parametrize("row", table("intake_boilerplate.jsonl"))
def test_boilerplate_goes_and_the_article_stays(row: dict[str, Any]) -> None:
    article = read_text(row["text"])
    assert article.text == row["kept"]
    assert [[removed.why, removed.text] for removed in article.removed] == row["removed"]


@pytest.mark.parametrize("row", table("intake_metadata.jsonl"))
def test_metadata_is_found_where_it_stands(row: dict[str, Any]) -> None:
    article = read_text(row["text"])
    found = {"title": article.title, "date": article.date, "outlet": article.outlet}
    assert found == {key: row[key] for key in found}
    assert list(article.authors) == row["authors"]
    assert article.text == row["kept"]


@pytest.mark.parametrize("row", table("intake_boilerplate.jsonl") + table("intake_metadata.jsonl"))
def test_what_is_kept_and_removed_is_the_whole_text(row: dict[str, Any]) -> None:
    article = read_text(row["text"])
    pieces = " ".join([article.text, *(removed.text for removed in article.removed)])
    assert sorted(pieces.split()) == sorted(row["text"].split())


@pytest.mark.parametrize("row", table("intake_boilerplate.jsonl"))
def test_plain_takes_nothing_out(row: dict[str, Any]) -> None:
    article = read_text(row["text"], plain=True)
    assert (article.text, article.removed, article.title) == (row["text"], (), None)


FIRST, SECOND = FERRY.split("\n\n")
MARKED = f"<p>{FIRST}</p><p>{SECOND}</p>"


def articles(data: bytes | str, name: str) -> list[Article]:
    found = list(read_all(data.encode() if isinstance(data, str) else data, name=name))
    assert all(isinstance(each, Article) for each in found), found
    return [each for each in found if isinstance(each, Article)]


def row(**told: str) -> Article:
    (article,) = articles(cells(tuple(told), tuple(told.values())), "a.csv")
    return article


@pytest.mark.parametrize("key", ["paragraphs", "paras", "story_parts"])
def test_an_article_in_paragraphs_is_one(key: str) -> None:
    record = {"headline": "Ferry", key: FERRY.split("\n\n"), "date": "2025-03-03", "tags": ["ferry", "pier"]}
    for value in (record, [record], {"articles": [record]}):
        (article,) = articles(dumped(value), "a.json")
        assert (article.title, article.date, article.text) == ("Ferry", "2025-03-03", FERRY)


def test_sentences_are_no_paragraphs() -> None:
    (article,) = articles(dumped([{"title": "Ferry", "sentences": [FIRST, SECOND]}]), "a.json")
    assert article.text == f"{FIRST} {SECOND}"


@pytest.mark.parametrize(
    "value",
    [
        [FERRY, BRIDGE],
        {"texts": [FERRY, BRIDGE]},
        {"title": "Collection", "texts": [FERRY, BRIDGE]},
        {
            "title": "Collection",
            "date": "2025",
            "texts": [f"{FERRY}\n{BRIDGE}" * 2, f"{BRIDGE}\n{FERRY}" * 2],
        },
    ],
)
def test_a_list_of_articles_stays_one(value: object) -> None:
    assert len(articles(dumped(value), "a.json")) == 2


EXPORTS = {
    "news-please": {
        "title": "Ferry",
        "maintext": FERRY,
        "date_publish": "2025-03-03 08:00:00",
        "date_download": "2025-11-20",
        "outlet_name": "The Quay Post",
        "authors": ["Ana Lind"],
        "url": "https://quay.example/ferry",
    },
    "trafilatura": {
        "title": "Ferry",
        "author": "Ana Lind",
        "hostname": "quay.example",
        "date": "2025-03-03",
        "text": FERRY,
        "raw_text": FERRY,
        "source": "https://quay.example/ferry",
        "source-hostname": "The Quay Post",
    },
    "wordpress": {
        "date": "2025-03-03T08:00:00",
        "link": "https://quay.example/ferry",
        "title": {"rendered": "Ferry"},
        "content": {"rendered": MARKED, "protected": False},
        "author": 12,
        "author_name": "Ana Lind",
        "site": "The Quay Post",
    },
    "feed": {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Quay Post",
        "items": [
            {
                "id": "1",
                "title": "Ferry",
                "content_html": MARKED,
                "date_published": "2025-03-03T08:00:00Z",
                "url": "https://quay.example/ferry",
                "authors": [{"name": "Ana Lind"}],
            }
        ],
    },
    "columns": {
        "Newspaper Name": "The Quay Post",
        "body_html": MARKED,
        "news title": "Ferry",
        "date_posted": "March 3, 2025 Monday",
        "page_url": "https://quay.example/ferry",
        "contributors": "By ANA LIND; ana@quay.example",
    },
    "nexis": {
        "HD": "Ferry",
        "BY": "By Ana Lind",
        "PD": "3 March 2025",
        "SN": "The Quay Post",
        "LP": FIRST,
        "TD": SECOND,
        "DocumentURL": "https://quay.example/ferry",
    },
    "short": {
        "Title": "Ferry",
        "text": "The ferry sails.",
        "body": FERRY,
        "byline": {"original": "By Ana Lind"},
        "pubdate": "Mar 3, 2025",
        "pubtitle": "The Quay Post",
        "web_url": "https://quay.example/ferry",
    },
}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_exports_of_programs_are_known(name: str) -> None:
    (article,) = articles(dumped(EXPORTS[name]), "a.json")
    assert article.text == FERRY
    assert (article.title, article.date, article.outlet) == ("Ferry", "2025-03-03", "The Quay Post")
    assert (article.authors, article.url) == (("Ana Lind",), "https://quay.example/ferry")
    assert article.notices == ()


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({"title": "A", "text": FERRY, "html": f"<p>{BRIDGE}</p>{MARKED}"}, FERRY),
        ({"title": "A", "text": FIRST, "body": FERRY}, FIRST),  # long enough to be what was meant
        ({"title": "A", "text": "It sails.", "body": "The ferry sails in May."}, "It sails."),
        ({"title": "A", "Lead Paragraph": FIRST, "Tail Paragraph": SECOND}, FERRY),
        ({"title": "A", "LP": FIRST, "TD": ""}, FIRST),
        ({"title": "A", "abstract": BRIDGE, "text": FERRY}, FERRY),
    ],
)
def test_the_column_with_the_articles_is_taken(told: dict[str, str], text: str) -> None:
    article = row(**told)
    assert article.text == text
    assert article.notices == ()


def test_what_a_person_says_goes_before_what_the_cells_tell() -> None:
    table = cells(("title", "text", "body"), ("A", "It sails.", FERRY)).encode()
    (found,) = read_all(table, name="a.csv", columns={"text": "text"})
    assert isinstance(found, Article)
    assert found.text == "It sails."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{FIRST}… [+2933 chars]", f"{FIRST}…"),
        (f"{FIRST} […]", f"{FIRST} […]"),
        (f"<p>{FIRST}</p><p>It sails [&#8230;]</p>", f"{FIRST}\n\nIt sails […]"),
    ],
)
def test_a_text_that_breaks_off_is_told(text: str, kept: str) -> None:
    article = row(title="Ferry", content=text)
    assert article.text == kept
    assert article.notices[0].startswith("Only the beginning of this article is in the file: ")


def test_a_first_paragraph_without_a_text_is_told() -> None:
    told = {
        "headline": {"main": "Ferry"},
        "abstract": SECOND,
        "lead_paragraph": FIRST,
        "source": "The Quay Post",
    }
    (article,) = articles(dumped({"docs": [told]}), "a.json")
    assert (article.title, article.text, article.outlet) == ("Ferry", FIRST, "The Quay Post")
    assert "its first paragraph" in article.notices[0]


@pytest.mark.parametrize(
    "text", [f"{FERRY} [+5 people]", f"[+2933 chars] {FERRY}", f"{FERRY} [...] So it was."]
)
def test_a_mark_within_a_text_is_no_end(text: str) -> None:
    article = row(title="Ferry", content=text)
    assert (article.text, article.notices) == (text, ())


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("March 4, 2025 Tuesday", "2025-03-04"),
        ("March 4, 2025 Tuesday 5:32 PM GMT", "2025-03-04"),
        ("March 4, 2025, Tuesday", "2025-03-04"),
        ("Published March 4, 2025", "2025-03-04"),
        ("Posted on: 4 March 2025", "2025-03-04"),
        ("Date: 2025-03-04", "2025-03-04"),
        ("Updated March 4, 2025", None),
        ("March 2025 Tuesday", None),
        ("published 03/04/2025", None),
        ("Published", None),
    ],
)
def test_dates_are_read_as_databases_write_them(cell: str, date: str | None) -> None:
    assert iso_date(cell) == date


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("By HELEN STANTON; hstanton@q.example", ["Helen Stanton"]),
        ("Mbali Khumalo Political Editor", ["Mbali Khumalo"]),
        ("STANTON, Helen", ["Helen Stanton"]),
        ("Stanton, Political Editor", ["Stanton"]),
        ("Helen Stanton <h@q.example>", ["Helen Stanton"]),
        ("desk@q.example (Helen Stanton)", ["Helen Stanton"]),
        ("Helen Stanton, Political Editor", ["Helen Stanton"]),
        ("Helen Stanton | Staff Writer", ["Helen Stanton"]),
        ("By Helen Stanton, The Quay Post", ["Helen Stanton"]),
        ("Helen Stanton/AP", ["Helen Stanton"]),
        ("Helen Stanton and Tom Barton in Port Ellery", ["Helen Stanton", "Tom Barton"]),
        ("Stanton, Helen; García Márquez, Gabriel", ["Helen Stanton", "Gabriel García Márquez"]),
        ("García Márquez, Gabriel", ["Gabriel García Márquez"]),
        ("STANTON, HELEN", ["Helen Stanton"]),
        ("von der Leyen, Ursula", ["Ursula von der Leyen"]),
        ("https://www.facebook.com/helen", []),
        ("12", []),
        ("Mira Sandoval, Ana Lind", ["Mira Sandoval", "Ana Lind"]),
        ("Tom Barton, Daniel Martin and Maria Lopez", ["Tom Barton", "Daniel Martin", "Maria Lopez"]),
        ("April Ludgate", ["April Ludgate"]),
        ("Helen Stanton, Jr.", ["Helen Stanton, Jr."]),
        ("bell hooks", ["bell hooks"]),
        ("Madonna", ["Madonna"]),
        ("李明", ["李明"]),
        (["Helen Stanton", "Political Editor"], ["Helen Stanton"]),
        (["Harbour and Docks Committee", "Stanton, Helen"], ["Harbour and Docks Committee", "Helen Stanton"]),
    ],
)
def test_a_cell_names_people_as_a_byline_does(cell: str | list[str], names: list[str]) -> None:
    assert list(byline_of(cell).names) == names


@pytest.mark.parametrize("cell", ["Ana Lind, London", "Ana Lind, Dawn", "Helen Stanton, The Quay Post"])
def test_a_place_or_a_paper_is_no_first_name(cell: str) -> None:
    assert not byline_of(cell).names[0].startswith(("London", "Dawn", "The"))


def test_a_number_is_no_author_and_two_fields_are_a_name() -> None:
    told = {"title": "Ferry", "text": FERRY, "author": 12}
    assert articles(dumped(told), "a.json")[0].authors == ()
    told["author"] = {"firstname": "Ana", "lastname": "Lind"}
    assert articles(dumped(told), "a.json")[0].authors == ("Ana Lind",)


RSS = (
    '<?xml version="1.0"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
    "<title>The Quay Post</title><image><title>Logo</title></image>{}</channel></rss>"
)
ITEM = (
    "<item><media:title>A picture</media:title><title>Ferry &amp;amp; pier&nbsp;sail & more</title>"
    "<link>https://quay.example/ferry</link><pubDate>Mon, 03 Mar 2025 08:00:00 GMT</pubDate>"
    f"<dc:creator>Ana Lind</dc:creator><description>It sails.</description><content:encoded><![CDATA[{MARKED}]]>"
    "</content:encoded></item>"
)


def test_the_items_of_a_feed_are_articles() -> None:
    author = "<author>j@q.example (Jo Marsh)</author>"
    described = f"<item><title>Bridge</title>{author}<description>{BRIDGE}{BRIDGE}</description></item>"
    ferry, bridge = articles(RSS.format(ITEM + described), "feed.xml")
    assert (ferry.file, ferry.text, ferry.title) == ("feed.xml, item 1", FERRY, "Ferry & pier sail & more")
    assert (ferry.date, ferry.outlet, ferry.authors) == ("2025-03-03", "The Quay Post", ("Ana Lind",))
    assert (ferry.url, ferry.notices) == ("https://quay.example/ferry", ())
    assert (bridge.text, bridge.authors, bridge.notices) == (BRIDGE + BRIDGE, ("Jo Marsh",), ())


def test_the_entries_of_an_atom_feed_are_articles() -> None:
    entries = (
        '<entry><title>Ferry</title><link rel="replies" href="https://quay.example/talk"/>'
        '<link href="https://quay.example/ferry"/><updated>2025-03-05T08:00:00Z</updated>'
        "<published>2025-03-03T08:00:00Z</published><author><name>Ana Lind</name><email>a@q.example</email>"
        f"<uri>https://q.example/ana</uri></author><author><name>Jo Marsh</name></author><content type='xhtml'>"
        f'<div xmlns="http://www.w3.org/1999/xhtml">{MARKED}</div></content></entry>'
        f"<entry><title>Bridge</title><summary>{BRIDGE}</summary></entry>"
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay Post</title>{entries}</feed>'
    ferry, bridge = articles(feed, "a.txt")
    assert (ferry.title, ferry.text, ferry.url) == ("Ferry", FERRY, "https://quay.example/ferry")
    assert (ferry.date, ferry.outlet, ferry.authors) == (
        "2025-03-03",
        "The Quay Post",
        ("Ana Lind", "Jo Marsh"),
    )
    assert bridge.text == BRIDGE
    assert "Only the beginning" in bridge.notices[0]


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        (
            f"<?xml version='1.0'?><nitf><body>{MARKED}</body></nitf>",
            "outermost element is “nitf”), and no feed",
        ),
        ('<svg xmlns="http://www.w3.org/2000/svg"><text>x</text></svg>', "it is XML"),
        (RSS.format(ITEM)[:-50], "this feed is damaged"),
        (RSS.format(""), "there is nothing in it that could be an article"),
        (
            '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aa">]><rss><channel>&a;</channel></rss>',
            "XML entities",
        ),
        (RSS.format("<item><a></a></item>" * 40), "has more than 50 elements"),
        (RSS.format(f"<item>{'<a>' * 450}"), "levels deep"),
    ],
)
def test_other_xml_is_refused_and_told(xml: str, why: str) -> None:
    settings = load_settings({"WHOSAID_MAX_ELEMENTS": "50" if "elements" in why else "5000"})
    (found,) = read_all(xml.encode(), name="a.xml", settings=settings)
    assert isinstance(found, UnreadableFile)
    assert why in str(found)


def test_pasted_xml_is_no_article() -> None:
    with pytest.raises(UnreadableFile, match="it is XML"):
        read_text(RSS.format(ITEM))
    assert read_text(RSS.format(ITEM), plain=True).text == RSS.format(ITEM)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"<rss> is what she calls it.\n\n{FERRY}", "plain"),
        (f"<?xml version is how the file began, she said.\n\n{FERRY}", "plain"),
        (f'<?xml version="1.0"?>\n<?xml-stylesheet href="a"?><html><body>{MARKED}</body></html>', "html"),
        (f'<?xml version="1.0"?>\n<!-- a --><html xmlns="x"><body>{MARKED}</body></html>', "html"),
        (f'<?xml version="1.0"?><!DOCTYPE html PUBLIC "a"><html><body>{MARKED}</body></html>', "html"),
    ],
)
def test_what_only_begins_like_xml_is_none(text: str, kind: str) -> None:
    assert text_format(text, "a") == kind
    assert text_format(RSS, "a") == "xml"


def test_a_feed_is_unpacked_once() -> None:
    parts = list(unpack(RSS.format(ITEM * 3).encode(), "feed.xml"))
    assert [getattr(part, "name", "") for part in parts] == [
        f"feed.xml, item {number}" for number in (1, 2, 3)
    ]
