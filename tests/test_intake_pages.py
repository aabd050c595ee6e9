"""Pages and markdown: what becomes of the marks, and what the page tells of itself."""

from __future__ import annotations

import json

import pytest

from whosaid.errors import UnreadableFile
from whosaid.intake import put_back, read_text
from whosaid.intake.page_source import STRUCK_MARKS, without_embedded
from whosaid.settings import load_settings

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


@pytest.mark.parametrize(
    ("tagged", "words"),
    [
        ("<q>We have waited for this</q>, said Mira Sandoval.", "“We have waited for this”, said Mira Sandoval."),
        ("<q lang='en'>He told me <q>no</q> at noon</q>, she said.", "“He told me ‘no’ at noon”, she said."),
        ("<q>“We have waited”</q>, she said. “<Q>Yes</Q>”, he said.", "“We have waited”, she said. “Yes”, he said."),
        ("<q>We have waited, said Mira Sandoval.", None),
        ("It was<br>late, and it<BR />\n rained,<br class='x'>she said.", "It was late, and it rained, she said."),
        ("The board of the harbour met there at noon.<br><br>Nobody said a word.",
         "The board of the harbour met there at noon.\n\nNobody said a word."),
        ("The board met at noon.<br>Nobody said a word.", "The board met at noon.\n\nNobody said a word."),
    ],
)  # fmt: skip
def test_quotations_and_breaks_of_a_page_are_read_as_shown(tagged: str, words: str | None) -> None:
    article = read_text(page(body=f"<p>{FIRST}</p><p>{tagged}</p><p>{SECOND}</p>"))
    if words is None:
        assert "We have waited, said Mira Sandoval." in " ".join(article.text.split())
    else:
        assert article.text == f"{FIRST}\n\n{words}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("tagged", "words", "struck"),
    [
        ("The board <del>did not say</del> <ins>said</ins> on Monday that it would.",
         "The board said on Monday that it would.", ["did not say"]),
        ("The board <s class='x'>denied</s><ins>said</ins> it.", "The board said it.", ["denied"]),
        ("<strike>No, she said.</strike> <b>Yes</b>, she said.", "Yes, she said.", ["No, she said."]),
        ("The <del>green<del> and blue flag, she said.", "The green and blue flag, she said.", []),
    ],
)  # fmt: skip
def test_struck_words_are_taken_out_and_can_be_put_back(tagged: str, words: str, struck: list[str]) -> None:
    article = read_text(page(body=f"<p>{FIRST}</p><p>{tagged}</p><p>{SECOND}</p>"))
    assert article.text == f"{FIRST}\n\n{words}\n\n{SECOND}"
    assert [removed.text for removed in article.removed] == struck
    restored = put_back(article, range(len(struck))).text
    assert all(each in restored for each in struck)
    assert not any(mark in repr(article) for mark in STRUCK_MARKS)


def test_a_page_that_is_struck_out_as_a_whole_is_read() -> None:
    assert read_text(page(body=f"<p><s>{FIRST}</s></p><p><s>{SECOND}</s></p>")).text == BODY
    assert read_text(page(body=f"<del><p>{FIRST}</p><p>{SECOND}</p></del>")).text == BODY


def test_what_stood_around_the_article_is_listed() -> None:
    around = page().replace("<article>", "<nav><a href='/'>Front page</a></nav><article>")
    article = read_text(around.replace("</body>", "<aside>Sign up to our newsletter</aside></body>"))
    assert article.text == BODY
    assert [(removed.why, removed.text) for removed in article.removed] == [
        ("page", "Front page"),
        ("page", "Sign up to our newsletter"),
    ]


def test_a_long_line_that_stood_around_the_article_can_be_put_back_whole() -> None:
    long = "The harbour master said that the wind and the fog had been the worst in thirty years. " * 12
    article = read_text(page().replace("</article>", f"</article><aside><p>{long}</p></aside>"))
    assert [removed.text for removed in article.removed] == [long.strip()]


@pytest.mark.parametrize(("many", "told"), [(200, False), (201, True)])
def test_more_lines_around_the_article_than_are_listed_are_told(many: int, told: bool) -> None:
    lines = "".join(f"<p>Line {number}</p>" for number in range(many))
    article = read_text(page().replace("</article>", f"</article><nav>{lines}</nav>"))
    assert len(article.removed) == 200
    assert any("only the first 200 lines" in notice for notice in article.notices) is told


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
        ("# T\n\nSo it was.[^1]\n\n[^1]: “It was late,” she added.", "So it was.\n\n“It was late,” she added."),
        ("# T\n\n[Mira Sandoval]: We do, and we have waited.", "[Mira Sandoval]: We do, and we have waited."),
        ("# T\n\n[Note]: /r/ferries is where he said it.", "[Note]: /r/ferries is where he said it."),
        ("# T\n\nThe [board][1] [said][2] [so][3].\n\n[1]: <https://a.example/a b> 'The board'\n[2]: /s (S)\n [3]: #so",
         "The board said so."),
        ("# T\n\nSo it was.\n\n[//]: # (A remark)\n[a]: mailto:a@b.example\n[b]: data:,x", "So it was."),
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
    ("before", "after"),
    [
        ("![The pier](DATA)", ""),
        ('![The pier](DATA "A title")', ""),
        ("![][image1]", "\n\n[image1]: <DATA>"),
        ("![The pier][image1]", "\n\n[image1]: DATA"),
    ],
)
def test_a_picture_written_into_markdown_is_no_text(before: str, after: str) -> None:
    data = "data:image/png;base64," + "iVBORw0KGgo+/AAA" * 3000
    marked = f"# T\n\n{FIRST}\n\n{before}\n\n{SECOND}{after}".replace("DATA", data)
    article = read_text(marked, name="a.md", settings=load_settings({"WHOSAID_MAX_CHARACTERS": "500"}))
    assert article.text == BODY
    assert [removed.why for removed in article.removed] == ["title", "picture"]


EMBEDDED = "".join(
    (
        f"<style>{'p {color: red} ' * 500}</style><SCRIPT>{'if (1 < 2) {} ' * 500}</SCRIPT>",
        f"<img src='data:image/png;base64,{'iVBORw0KGgo+/AAA' * 500}'>",
        f"<img srcset=data:image/svg+xml,%3Csvg%20{'%3Cpath%2F%3E' * 500}>",
    )
)


def test_what_is_embedded_in_a_page_does_not_count_as_characters() -> None:
    few = load_settings({"WHOSAID_MAX_CHARACTERS": "2000"})
    whole = page(linked(FACTS) + EMBEDDED, f"<!-- <script> --><p>{FIRST}</p>{EMBEDDED}<p>{SECOND}</p>")
    article = read_text(whole, name="saved.html", settings=few)
    assert (article.text, article.title) == (BODY, "Ferry link to reopen")
    with pytest.raises(UnreadableFile, match="characters, and the limit is 2,000"):
        read_text(page(body=f"<p>{FIRST}</p>" * 30), settings=few)


def test_a_script_without_an_end_takes_no_text_away() -> None:
    assert without_embedded(f"<style>x<p>{FIRST}") == f"<style>x<p>{FIRST}"
    assert without_embedded(f"<!-- <script> <p>{FIRST}</script>") == f"<!-- <script> <p>{FIRST}</script>"


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


SOURCE = "https://quay.example/ferry"
CLIPPED = """title: "Ferry link to reopen"
source: "https://quay.example/ferry"
author:
  - "[[Mira Okonjo]]"
  - "[[people/ana|Ana Lind]]"
created: 2025-11-20
published: 2025-03-03"""


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (CLIPPED, ("Ferry link to reopen", "2025-03-03", None, ("Mira Okonjo", "Ana Lind"), SOURCE)),
        ("title: >\n  Ferry link\n  to reopen\nsite: Quay Observer",
         ("Ferry link to reopen", None, "Quay Observer", (), None)),
        ("authors:\n  - name: Mira Okonjo\n    url: https://a.example\n  - name: Ana Lind",
         (None, None, None, ("Mira Okonjo", "Ana Lind"), None)),
        ("byline: By Mira Okonjo and Ana Lind\nauthors: [Mira Okonjo, Ana Lind]",
         (None, None, None, ("Mira Okonjo", "Ana Lind"), None)),
        ("author: {name: Mira Okonjo, role: editor}\npublisher:\n  name: The Quay Observer",
         (None, None, "The Quay Observer", ("Mira Okonjo",), None)),
        ("author: MIRA OKONJO\ntitle: 'It''s the ferry: again'",
         ("It's the ferry: again", None, None, ("Mira Okonjo",), None)),
        (f"source: The Quay Observer\nurl: {SOURCE}", (None, None, "The Quay Observer", (), SOURCE)),
        ("published: true\ndate: 2025-03-03\nsource:\ntags: [a]", (None, "2025-03-03", None, (), None)),
        (f"source: {SOURCE}\nlink: about it", (None, None, None, (), SOURCE)),
        ("author: 12\ndescription: By Mira Okonjo", (None, None, None, (), None)),
    ],
)  # fmt: skip
def test_front_matter_is_read_as_programs_write_it(front: str, expected: tuple[object, ...]) -> None:
    article = read_text(f"---\n{front}\n---\n\n{BODY}")
    assert (article.title, article.date, article.outlet, article.authors, article.url) == expected
    assert article.text == BODY


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


STORY = FACTS["@graph"][1]
POINTING = {**STORY, "author": [{"@id": "#ana"}], "publisher": {"@id": "https://herald.example/#us"}}
POINTED = [
    {"@type": "Organization", "@id": "https://herald.example/#us", "name": "The Harbour Herald"},
    {"@type": "Person", "@id": "#ana", "name": "Ana Lind"},
]
AS_JSON = json.dumps(STORY)
BOTH = ("Mira Okonjo", "Ana Lind")


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        (json.dumps({"@graph": [POINTING, *POINTED]}), ("Ana Lind",)),
        (
            f"{json.dumps(POINTING)}</script><script type='application/ld+json'>{json.dumps(POINTED)}",
            ("Ana Lind",),
        ),
        (json.dumps({"@graph": [*POINTED, {**POINTING, "author": {"@id": "#nobody"}}]}), ()),
        (f"<!-- {AS_JSON} -->", BOTH),
        (f"\n<!--\n{AS_JSON}\n//-->\n", BOTH),
        (f"//<![CDATA[\n{AS_JSON}\n//]]>", BOTH),
        (f"/* <![CDATA[ */ {AS_JSON} /* ]]> */", BOTH),
        (f"<![CDATA[{AS_JSON}]]>", BOTH),
        (json.dumps({**STORY, "@type": "https://schema.org/NewsArticle"}), BOTH),
        (json.dumps({**STORY, "@type": ["schema:Thing", "schema:ReportageNewsArticle"]}), BOTH),
        (json.dumps({**STORY, "author": "By Mira Okonjo and Ana Lind"}), BOTH),
        (json.dumps({**STORY, "author": [{"name": "by Mira Okonjo"}, {"name": "By: Ana Lind"}]}), BOTH),
        (json.dumps({**STORY, "author": "Byron Lind"}), ("Byron Lind",)),
    ],
)
def test_json_ld_is_read_in_every_shape(written: str, authors: tuple[str, ...]) -> None:
    article = read_text(page(f'<script type="application/ld+json">{written}</script>'))
    assert (article.title, article.date) == ("Ferry link to reopen", "2025-03-03")
    assert (article.outlet, article.authors) == ("The Harbour Herald", authors)


@pytest.mark.parametrize(
    ("heading", "text", "removed"),
    [
        ("<h1>Boats are back in May</h1>", BODY, ["title"]),
        ("<h1>The Harbour Herald</h1><h1>Boats are <em>back</em> in May</h1>", BODY, ["outlet", "title"]),
        ("<p>Boats are back in May</p>", f"Boats are back in May\n\n{BODY}", []),
        ("<h2>Boats are back in May</h2>", f"Boats are back in May\n\n{BODY}", []),
    ],
)
def test_a_heading_in_other_words_than_the_title_is_no_text(
    heading: str, text: str, removed: list[str]
) -> None:
    article = read_text(page(linked(STORY), f"{heading}<p>{FIRST}</p><p>{SECOND}</p>"))
    assert (article.title, article.text) == ("Ferry link to reopen", text)
    assert [one.why for one in article.removed] == removed


def test_a_page_whose_paragraph_is_its_heading_keeps_it() -> None:
    article = read_text(page(linked(STORY), f"<h1>{FIRST}</h1><p>More at six</p>"))
    assert FIRST in article.text


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
