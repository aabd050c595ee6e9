"""Pages and markdown: what becomes of the marks, and what the page tells of itself."""

from __future__ import annotations

import json

import pytest

from whosaid.intake import read_text

FIRST = (
    "The ferry link between Port Ellery and the islands will reopen in May, the harbour board said on Monday."
)
SECOND = "“We are relieved,” said Tomas Reyl, who chairs the board. “The islanders have waited long enough.”"
BODY = f"{FIRST}\n\n{SECOND}"


def page(head: str = "", body: str = f"<p>{FIRST}</p><p>{SECOND}</p>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>"


def test_json_ld_tells_title_date_outlet_and_authors() -> None:
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Ferry link to reopen",
        "datePublished": "2025-03-03T08:00:00Z",
        "author": [{"@type": "Person", "name": "Mira Okonjo"}, {"@type": "Person", "name": "Ana Lind"}],
        "publisher": {"@type": "Organization", "name": "The Harbour Herald"},
    }
    article = read_text(page(f'<script type="application/ld+json">{json.dumps(facts)}</script>'))
    assert (article.title, article.date, article.outlet) == (
        "Ferry link to reopen",
        "2025-03-03",
        "The Harbour Herald",
    )
    assert article.authors == ("Mira Okonjo", "Ana Lind")
    assert article.text == BODY


def test_open_graph_tells_as_well() -> None:
    article = read_text(
        page(
            '<meta property="og:title" content="Ferry link to reopen">'
            '<meta property="og:site_name" content="The Quay Observer">'
            '<meta property="article:published_time" content="2025-03-03T08:00:00+01:00">'
        )
    )
    assert (article.title, article.date, article.outlet) == (
        "Ferry link to reopen",
        "2025-03-03",
        "The Quay Observer",
    )


@pytest.mark.parametrize(
    "margin",
    [
        "<footer>© 2019 Quay Observer</footer>",
        "<footer>Last updated 1 January 2019</footer>",
        "<aside><a href='/x'>Pier closed</a> <time datetime='2019-01-01'>1 January 2019</time></aside>",
        "<nav><span class='date'>1 January 2019</span></nav>",
    ],
)
def test_a_date_in_the_margin_is_not_the_article_s(margin: str) -> None:
    shown = page().replace("</article>", f"</article>{margin}")
    assert read_text(shown).date is None
    dated = shown.replace("<article>", "<article><time datetime='2025-03-03'>3 March 2025</time>")
    assert read_text(dated).date == "2025-03-03"


def test_a_date_at_the_foot_of_the_article_itself_is_its_own() -> None:
    foot = "<footer>Posted on <time datetime='2025-03-03'>3 March 2025</time></footer></article>"
    assert read_text(page().replace("</article>", foot)).date == "2025-03-03"


def test_scripts_are_no_text_and_written_ones_stay_words() -> None:
    body = (
        f"<p>{FIRST}</p><script>document.write('The clerk said it was a trick.')</script><style>p {{}}</style>"
        f"<p>{SECOND}</p><p>The notice read &lt;script&gt;alert(1)&lt;/script&gt;, the clerk said.</p>"
    )
    article = read_text(page(body=body))
    assert article.text == f"{BODY}\n\nThe notice read <script>alert(1)</script>, the clerk said."
    assert not any("document.write" in removed.text for removed in article.removed)


def test_inline_marks_do_not_break_words_or_paragraphs() -> None:
    first = FIRST.replace("ferry", "<b>ferry</b>").replace("Port Ellery", "<a href='/p'>Port Ellery</a>")
    body = f"<p>{first}</p><p>{SECOND}</p>"
    assert read_text(page(body=body)).text == BODY


def test_what_stood_around_the_article_is_listed() -> None:
    around = page().replace("<article>", "<nav><a href='/'>Front page</a></nav><article>")
    article = read_text(around.replace("</body>", "<aside>Sign up to our newsletter</aside></body>"))
    assert article.text == BODY
    assert [(removed.why, removed.text) for removed in article.removed] == [
        ("page", "Front page"),
        ("page", "Sign up to our newsletter"),
    ]


def test_the_title_in_the_text_of_a_page_is_taken_out_once() -> None:
    article = read_text(
        page(
            "<title>Ferry link to reopen</title>",
            f"<h1>Ferry link to reopen</h1><p>{FIRST}</p><p>{SECOND}</p>",
        )
    )
    assert (article.title, article.text) == ("Ferry link to reopen", BODY)


def test_a_page_as_plain_text_is_its_source() -> None:
    assert read_text(page(), plain=True).text == page()


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        (f"# Title\n\n{FIRST}", FIRST),
        (f"Title\n=====\n\n# {FIRST}\n\n{SECOND}", f"{FIRST}\n\n{SECOND}"),
        ("# T\n\nThe **board** was *very* glad, _indeed_ ***so***.", "The board was very glad, indeed so."),
        ("# T\n\nThe [board](https://board.example \"x\") and [the clerk][1] said so.\n\n[1]: https://clerk.example",
         "The board and the clerk said so."),
        ("# T\n\n> “We are glad,” she said.\n> “Very.”", "“We are glad,” she said.\n“Very.”"),
        ("# T\n\n- One, she said.\n- Two, he said.\n\n1. Three", "One, she said.\nTwo, he said.\n\n1. Three"),
        ("# T\n\n## Costs ##\n\nIt costs 5 \\* 3.\n\n---\n\nThe end.", "Costs\n\nIt costs 5 * 3.\n\nThe end."),
        ("# T\n\nOne, she said.<!-- a\ncomment --> Two.[^1]", "One, she said. Two."),
        ("# T\n\nThe file snake_case_name and 2 * 3 * 4 stay.", "The file snake_case_name and 2 * 3 * 4 stay."),
        ("# T\n\n```\ncode\n```\n\nUse `this`, she said.", "code\n\nUse this, she said."),
        ("# T\n\n**Unclosed, she said.", "**Unclosed, she said."),
    ],
)  # fmt: skip
def test_markdown_is_read_without_its_marks(marked: str, words: str) -> None:
    assert read_text(marked, name="a.md").text == words


def test_pictures_in_markdown_are_taken_out_and_listed() -> None:
    article = read_text(f"# T\n\n![The pier](pier.jpg)\n\n{FIRST}", name="a.md")
    assert article.text == FIRST
    assert [(removed.why, removed.text) for removed in article.removed] == [
        ("title", "# T"),
        ("picture", "![The pier](pier.jpg)"),
    ]


@pytest.mark.parametrize(
    "front",
    [
        """---
title: "Ferry: link to reopen"
date: 2025-03-03
outlet: The Quay Observer
authors: [Mira Okonjo, Ana Lind]
tags: [ferry]
---
""",
        """---
Title: 'Ferry: link to reopen'
published: 3 March 2025
source: The Quay Observer
author:
  - Mira Okonjo
  - Ana Lind
---
""",
        """+++
title = "Ferry: link to reopen"
date = 2025-03-03T08:00:00Z
publisher = "The Quay Observer"
by = "Mira Okonjo and Ana Lind"
+++
""",
    ],
    ids=["yaml", "lists", "toml"],
)
def test_front_matter_tells(front: str) -> None:
    article = read_text(f"{front}\n{BODY}")
    assert (article.title, article.date, article.outlet) == (
        "Ferry: link to reopen",
        "2025-03-03",
        "The Quay Observer",
    )
    assert article.authors == ("Mira Okonjo", "Ana Lind")
    assert article.text == BODY
    assert [removed.why for removed in article.removed] == ["front matter"]


FACTS = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Herald Online"},
        {
            "@type": ["NewsArticle", "Article"],
            "headline": "Ferry link to reopen",
            "datePublished": "2025-03-03T08:00:00Z",
            "dateModified": "2025-03-05T08:00:00Z",
            "author": [
                {"@type": "Person", "name": "Mira Okonjo and Ana Lind"},
                {"@type": "Organization", "name": "Desk"},
            ],
            "publisher": {"@type": "Organization", "name": "The Harbour Herald"},
            "inLanguage": "en-GB",
            "mainEntityOfPage": {"@id": "https://herald.example/ferry"},
        },
    ],
}  # fmt: skip
OPEN_GRAPH = (
    '<meta property="og:title" content="Boats are BACK!"><meta property="og:site_name" content="Herald Online">'
    '<meta property="article:published_time" content="2024-01-01"><meta property="og:url" content="https://og.example/x">'
)


def linked(facts: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(facts)}</script>'


def test_json_ld_goes_before_open_graph() -> None:
    article = read_text(page(OPEN_GRAPH + linked(FACTS)))
    assert (article.title, article.date) == ("Ferry link to reopen", "2025-03-03")
    assert (article.outlet, article.authors) == ("The Harbour Herald", ("Mira Okonjo", "Ana Lind"))


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://herald.example/a">' + OPEN_GRAPH, "https://herald.example/a"),
        (OPEN_GRAPH + linked(FACTS), "https://og.example/x"),
        (linked(FACTS), "https://herald.example/ferry"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="/relative">', None),
        ("", None),
    ],
    ids=["link", "open graph", "json-ld", "script", "relative", "none"],
)
def test_the_canonical_address_is_taken_from_where_the_page_states_it(head: str, url: str | None) -> None:
    assert read_text(page(head)).url == url


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type": "NewsArticle", "headline": "Fer',
        "[" * 100_000,
        "null",
        '{"@type": 7, "author": {"name": [1]}}',
        "[1, [2]]",
    ],
    ids=["cut off", "deep", "null", "odd", "lists"],
)  # fmt: skip
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    article = read_text(page(f'<script type="application/ld+json">{broken}</script>{OPEN_GRAPH}'))
    assert (article.title, article.text) == ("Boats are BACK!", BODY)


def test_the_language_a_page_states_counts_only_where_the_words_tell_none() -> None:
    english = read_text(page(linked({**FACTS["@graph"][1], "inLanguage": "fr"})))  # type: ignore[index]
    assert english.language == "en"


def test_the_address_is_in_the_json() -> None:
    from whosaid.articles import ModelInfo, Reading

    article = read_text(page(linked(FACTS)))
    shown = Reading(article, (), (), (), ModelInfo("m", "1"), 0.0).to_dict()["article"]
    assert shown["url"] == "https://herald.example/ferry"
