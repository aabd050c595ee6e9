"""Compare as Streamlit draws it, without a browser: a link in, sides, rows and what they are worth out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from components.compare import behind, few_articles
from components.same import in_explore
from components.sides import Side, sides
from tests.compared import ECHO, ION, MAIL, MIRA, POST, Compared, compared, widespread
from tests.test_app import act, every_node, labels, open_page, query, words
from tests.test_explore import elements, said
from whosaid.charts.compare import (
    amount,
    difference_in_words,
    end_of_scale,
    interval,
    summary,
    verdict_in_words,
    whisker,
)
from whosaid.differences import Difference, Estimate
from whosaid.looks import LOOKS
from whosaid.settings import load_settings
from whosaid.store import Contrast, SideTotals, Store
from whosaid.view import View


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Compared]:
    monkeypatch.setenv("WHOSAID_DATA", str(tmp_path))
    monkeypatch.delenv("WHOSAID_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    st.cache_data.clear()
    with Store(load_settings().database_url) as store:
        yield compared(store)
    st.cache_resource.clear()


def open_compare(root: Path, made: Compared, **more: str | list[str]) -> Any:
    return open_page(root, c=made.collection, **{"compare": "outlets", **more})


def rows(page: Any) -> list[list[str]]:
    """The text of every cell of the tables of a comparison."""
    return [
        [said(cell) for cell in line["n"]]
        for table in elements(page, "contrasts")
        for line in table["n"][2]["n"]
    ]


def row(
    value: float, low: float, high: float, chance: float | None, first: int = 0, second: int = 1
) -> Contrast:
    difference = Difference(first, second, value, low, high, chance or 1.0) if chance is not None else None
    return Contrast("x", "Mira", "", (), difference, chance)


@pytest.mark.parametrize(
    ("found", "measure", "names", "expected"),
    [
        (row(0.2, 0.1, 0.3, 0.01), "share", ["Post", "Mail"], "more in Post"),
        (row(-0.2, -0.3, -0.1, 0.01), "share", ["Post", "Mail"], "more in Mail"),
        (row(-0.2, -0.3, -0.1, 0.01, 1, 2), "share", ["Post", "Mail", "Echo"], "more in Echo than in Mail"),
        (row(0.2, 0.1, 0.3, 0.01), "mean", ["Post", "Mail"], "more negative in Mail"),
        (row(-0.2, -0.3, -0.1, 0.01, 0, 2), "mean", ["P", "M", "E"], "more negative in P than in E"),
        (row(0.2, -0.1, 0.3, 0.2), "share", ["Post", "Mail"], "within chance"),
        (row(0.2, 0.1, 0.3, 0.2), "share", ["Post", "Mail"], "within chance among so many rows"),
        (row(0.2, 0.1, 0.3, None), "share", ["Post", "Mail"], "too few articles to tell"),
    ],
)
def test_a_verdict_in_words(found: Contrast, measure: Any, names: list[str], expected: str) -> None:
    assert verdict_in_words(found, names, measure) == expected


def test_numbers_in_words() -> None:
    assert [amount(value, "share") for value in (0.0, 0.004, 0.2, 1.0)] == ["0 %", "< 1 %", "20 %", "100 %"]
    assert amount(-0.21, "mean") == "−0.21"
    assert interval(Estimate(0.2, 0.031, 0.6), "share") == "3 to 60 %"
    assert interval(Estimate(0.2, -0.031, 0.6), "mean") == "−0.03 to +0.60"
    difference = Difference(0, 1, -0.19, -0.78, 0.5, 0.4)
    assert difference_in_words(difference, "share") == "19 points (−50 to +78)"
    assert difference_in_words(difference, "mean") == "0.19 (−0.50 to +0.78)"


def test_differences_stand_on_one_scale() -> None:
    found = [row(0.2, 0.1, 0.3, 0.01), row(-0.1, -0.45, 0.2, 0.5), row(0, 0, 0, None)]
    assert end_of_scale(found) == 0.5
    first = found[0].difference
    assert first is not None
    placed = whisker(first, 0.5)
    assert (placed.at, placed.left, placed.width) == pytest.approx((0.7, 0.6, 0.2))
    turned = whisker(first, 0.5, turned=True)
    assert (turned.at, turned.left, turned.width) == pytest.approx((0.3, 0.2, 0.2))
    assert whisker(first, 0.0).at == 0.5
    assert end_of_scale([]) == 0.05


def test_what_all_rows_come_to() -> None:
    found = [row(0.2, 0.1, 0.3, 0.01), row(0.2, -0.1, 0.3, 0.2), row(0.2, 0.1, 0.3, None)]
    assert summary(found, "speakers") == (
        "1 of 2 speakers differs by more than chance: Mira. Of 1 more, too few articles tell."
    )
    assert summary(found[1:2], "speakers") == "Mira does not differ by more than chance."
    assert summary(found[2:], "names") == (
        "Too few articles to tell: none of 1 names stands in two articles of two sides."
    )
    assert summary([found[0]] * 7, "names").endswith(": Mira, Mira, Mira, Mira, Mira and others.")


def test_a_side_of_few_articles_is_told_of() -> None:
    two = [Side("A", "#000", "The Post", "The Post", View()), Side("B", "#000", "all others", "", View())]
    few, one, many = (SideTotals(9, 9, 9, count) for count in (3, 1, 50))
    assert few_articles(two, [many, many]) == ""
    assert few_articles(two, [few, many]).startswith("The Post has 3 articles. With so few, only very large")
    assert few_articles(two, [many, one]).startswith(
        "All others has 1 article. With so few, what is the side's way"
    )


def test_outlets_side_by_side_with_what_each_difference_is_worth(root: Path, made: Compared) -> None:
    page = open_compare(root, made, outlet=[POST, MAIL])
    assert [said(side["n"][0]) for side in elements(page, "side")] == [f"A{POST}", f"B{MAIL}"]
    mira, ion, union = rows(page)
    assert mira[0] == "Mira Sandoval"
    assert mira[1].startswith("76 %31")
    assert mira[4] == "more in The Quay Post49 points (+26 to +65)"
    assert ion[4].startswith("more in The Vale Mail24 points")
    assert union[1] == "0"
    text = words(page)
    assert "3 of 3 speakers differ by more than chance: Mira Sandoval" in text
    assert "Benjamini and Hochberg" in text
    assert any(
        label == "Read The Quay Post, Mira Sandoval: 76 % of its quotes, 31 quotes; 95 % interval 60 to 87 %"
        for label in labels(page)
    )


def test_without_a_choice_the_outlets_with_most_quotes_are_compared(root: Path, made: Compared) -> None:
    page = open_compare(root, made)
    assert [said(side["n"][0])[1:] for side in elements(page, "side")] == [POST, MAIL, ECHO]
    assert "The Orr Echo has 1 article" in words(page)
    assert rows(page)[0][-1].startswith("more in The Quay Post than in The Vale Mail")


@pytest.mark.parametrize(
    ("compared_in", "expected"),
    [
        (
            "voice",
            ["Mira Sandoval", "Ion Vale", "Harbour Union", "People", "Organisations", "Direct", "Indirect"],
        ),
        ("tone", ["All quotes", "Ion Vale", "Mira Sandoval"]),
        ("toward", ["Ion Valeperson"]),
        ("names", ["Customs Housebuilding", "Mira Sandovalperson", "Quayplace", "Ion Valeperson"]),
    ],
)
def test_every_tab_has_its_rows(root: Path, made: Compared, compared_in: str, expected: list[str]) -> None:
    page = open_compare(root, made, outlet=[POST, MAIL], compared=compared_in)
    assert [line[0] for line in rows(page)] == expected
    assert [said(tab) for tab in elements(page, "tab") if tab["p"]] != ["Who is quoted"]
    assert len(elements(page, "scale")) == len(expected)


def test_how_many_rows_are_shown_stands_in_the_link(
    root: Path, made: Compared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LOOKS, "rows", ("2", "3", "500"))  # type: ignore[arg-type]
    page = open_compare(root, made)
    assert len(rows(page)) == 2
    (more,) = [button for button in page.button if button.label == "Show 2 more"]
    more.click().run()
    assert len(rows(page)) == 4
    assert query(page)["rows"] == ["500"]
    assert len(rows(open_compare(root, made, rows="500"))) == 4
    act(page, "compare_tabs", "look", "compared", "tone")
    assert "rows" not in query(page)


@pytest.mark.parametrize(
    ("compared_in", "told"),
    [
        ("quoted", "Compared are the 1 most quoted of 3 speakers; rarer ones are left out. 1 of 1 speakers"),
        ("voice", "Compared are the 1 most heard of 3 speakers; rarer ones are left out."),
        (
            "tone",
            "Compared are the 1 most quoted of 2 speakers whom two sides quote; rarer ones are left out.",
        ),
        ("names", "Compared are the 2 most frequent of 4 names; rarer ones are left out."),
    ],
)
def test_where_not_all_rows_are_compared_it_is_said(
    root: Path, made: Compared, monkeypatch: pytest.MonkeyPatch, compared_in: str, told: str
) -> None:
    link: dict[str, Any] = {"outlet": [POST, MAIL], "compared": compared_in}
    assert "rarer ones" not in words(open_compare(root, made, **link))
    st.cache_data.clear()
    monkeypatch.setattr("whosaid.store.comparing.MOST_ROWS", 1)
    assert told in words(open_compare(root, made, **link))


def test_outlets_without_a_button_are_chosen_by_name(
    root: Path, made: Compared, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "of 3 outlets" not in words(open_compare(root, made, outlet=[POST, MAIL]))
    monkeypatch.setattr("components.sides._OFFERED", 1)
    page = open_compare(root, made, outlet=[POST, MAIL])
    assert "2 of 3 outlets" in words(page)
    (proposed,) = [each for each in every_node(page) if each["t"] == "datalist" and each["i"] == "outlets"]
    assert [option["v"] for option in proposed["n"]] == [ECHO]
    act(page, "sides", "named", " the orr ")
    assert query(page)["outlet"] == [POST, MAIL, ECHO]
    act(page, "sides", "named", MAIL)
    assert query(page)["outlet"] == [POST, MAIL, ECHO]
    assert "No outlet is called “Moon”" in words(act(page, "sides", "named", "Moon"))


def test_the_last_outlet_stays_and_a_fifth_is_refused(root: Path, made: Compared) -> None:
    page = open_compare(root, made, outlet=POST)
    act(page, "sides", "outlet", POST)
    assert "Only The Quay Post is chosen, and compared with all others" in words(page)
    assert query(page)["outlet"] == [POST]
    full = [f"Paper {number}" for number in range(1, 5)]
    page = open_compare(root, made, outlet=full)
    act(page, "sides", "outlet", POST)
    assert "Four outlets are compared at most; take one out first" in words(page)
    assert query(page)["outlet"] == full
    more = words(open_compare(root, made, outlet=[*full, POST]))
    assert "Of the 5 outlets that are filtered by, the first 4 are compared." in more


def test_names_of_one_side_only(root: Path, made: Compared) -> None:
    page = open_compare(root, made, outlet=[POST, MAIL], compared="names", only="one")
    assert [line[0] for line in rows(page)] == ["Customs Housebuilding", "Mira Sandovalperson", "Quayplace"]


def test_filters_apply_to_all_sides(root: Path, made: Compared) -> None:
    page = open_compare(root, made, outlet=[POST, MAIL], speaker=ION, compared="tone")
    assert [line[1].partition("n ")[2][:2] for line in rows(page)] == ["10", "10"]
    assert "Quotes by Ion Vale in The Quay Post or The Vale Mail" in words(page)


def test_two_filters_side_by_side(root: Path, made: Compared) -> None:
    page = open_compare(
        root,
        made,
        compare="filters",
        compared="tone",
        **{"a.speaker": MIRA, "b.outlet": MAIL, "b.kind": "direct"},
    )
    titles = [said(side["n"][0]) for side in elements(page, "side")]
    assert titles == ["AQuotes by Mira Sandoval", "BQuotes that are direct in The Vale Mail"]
    assert rows(page)[0][-1].startswith("more negative in side A")
    assert "Change in Explore: side A" in labels(page)


def test_the_same_quote_with_what_each_left_out(root: Path, made: Compared) -> None:
    page = open_compare(root, made, compared="same")
    assert "1 quote on two sides or more." in words(page)
    versions = elements(page, "version")
    assert [said(version["n"][0]) for version in versions] == [
        "AThe Quay PostMira Sandoval",
        "CThe Orr EchoMira Sandoval",
        "BThe Vale MailMira Sandoval",
    ]
    marks = [(node["t"], said(node)) for node in versions[1]["n"][1]["n"] if isinstance(node, dict)]
    assert marks == [("del", "the"), ("ins", "this"), ("del", "the"), ("del", "single")]
    assert "10 words left out" in said(versions[2])
    alone = open_compare(root, made, compared="same", outlet=[POST, ECHO])
    assert len(elements(alone, "version")) == 2
    nothing = open_compare(root, made, compared="same", outlet=[POST, MAIL], sentiment="negative")
    assert "No quote in common" in words(nothing)


def test_all_versions_of_a_quote_are_shown_when_asked_for(root: Path, made: Compared) -> None:
    with Store(load_settings().database_url) as store:
        link = {"c": widespread(store, 8), "compare": "outlets", "compared": "same", "outlet": "Paper 01"}
    page = open_page(root, **link)
    assert len(elements(page, "version")) == 6
    (whole,) = [node for node in elements(page, "clear") if said(node) == "Show all 8 versions"]
    act(page, "same", *whole["a"])
    assert len(elements(page, "version")) == 8
    assert query(page)["quote"]
    (first,) = [node for node in elements(page, "clear") if said(node) == "Show the first 6 only"]
    act(page, "same", *first["a"])
    assert len(elements(page, "version")) == 6
    assert "quote" not in query(page)


def test_a_version_opens_with_what_is_filtered_and_kept(root: Path, made: Compared) -> None:
    link: dict[str, Any] = {"kind": "direct", "copies": "each", "a.speaker": ION, "order": "longest"}
    page = open_compare(root, made, compared="same", **link)
    ref = elements(page, "version")[2]["n"][1]["a"][1]
    act(page, "same", "quote", ref)
    assert query(page) == {
        "c": [made.collection],
        "kind": ["direct"],
        "copies": ["each"],
        "quote": [ref],
        "a.speaker": [ION],
        "order": ["longest"],
        "compared": ["same"],
    }


A, B = (("speakers", (MIRA,)),), (("outlets", (MAIL,)),)


@pytest.mark.parametrize(
    ("view", "on", "expected"),
    [
        # two filters, which stay kept while nothing around them leaves the quote out
        (
            {"kinds": ("direct",), "side_a": A, "side_b": B},
            "b",
            {"kinds": ("direct",), "side_a": A, "side_b": B},
        ),
        # what is around the sides leaves it out: its side in force, the other kept
        (
            {"outlets": (POST,), "side_a": A, "side_b": B},
            "b",
            {"outlets": (MAIL,), "side_a": (*A, ("outlets", (POST,)))},
        ),
        # one outlet and all others
        ({"outlets": (POST,), "side_a": A}, "", {"not_outlets": (POST,), "side_a": A}),
        ({"outlets": (POST, MAIL), "side_a": A}, "", {"outlets": (POST, MAIL), "side_a": A}),
        ({}, "", {}),
    ],
)
def test_a_version_is_in_view_where_it_opens(
    made: Compared, view: dict[str, Any], on: str, expected: dict[str, Any]
) -> None:
    compare = "filters" if on else "outlets"
    around = View(made.collection, **view).with_look("compare", compare)
    with Store(load_settings().database_url) as store:
        (group,) = store.repeats(made.collection)
        trimmed = group[2]  # the Mail's
        found = sides(around, store, store.facet_counts(around, "outlets"))
        (place,) = store.sides_of([side.view for side in found], [trimmed])[trimmed][:1]
        shown = in_explore(around, store, trimmed, found[place])
        assert shown == View(made.collection, **expected)
        assert store.sides_of([shown], [trimmed])


def test_one_outlet_alone_says_that_two_are_needed(root: Path, made: Compared) -> None:
    with Store(load_settings().database_url) as store:
        for article in store.articles(View(made.collection)):
            if article.outlet != POST:
                store.remove_article(made.collection, article.id)
    text = words(open_compare(root, made))
    assert "Two outlets are needed" in text
    assert "Only The Quay Post has quotes here." in text
    assert "from a line above the article" in text


def test_two_equal_filters_say_how_to_choose_them(root: Path, made: Compared) -> None:
    text = words(open_compare(root, made, compare="filters"))
    assert "Two filters are needed" in text
    assert "Keep as A to compare" in text


def test_an_empty_side_and_an_empty_panel_say_why(root: Path, made: Compared) -> None:
    page = open_compare(root, made, compare="filters", **{"a.speaker": "nobody-here", "b.speaker": MIRA})
    assert "No quote passes the filters of this side" in words(page)
    nothing = open_compare(root, made, outlet=[POST, MAIL], q="zebra")
    assert "Nothing to compare here" in words(nothing)


def test_keeping_a_filter_is_offered_where_something_is_filtered(root: Path, made: Compared) -> None:
    assert "Keep as A" not in words(open_page(root, c=made.collection))
    assert "Keep as A to compare" in words(open_page(root, c=made.collection, speaker=MIRA))
    kept = words(open_page(root, c=made.collection, speaker=ION, **{"a.speaker": MIRA}))
    assert "kept as A Quotes by Mira Sandoval" in kept
    assert "Compare A with what is filtered now" in kept


@pytest.mark.parametrize("of", ["speakers", "voices", "tone", "toward", "names"])
def test_behind_a_number_are_as_many_quotes_as_it_says(made: Compared, of: str) -> None:
    fields = {
        "speakers": "speakers",
        "voices": "speakers",
        "tone": "speakers",
        "toward": "entities",
        "names": "entities",
    }
    with Store(load_settings().database_url) as store:
        views = [View(made.collection, outlets=(outlet,)) for outlet in (POST, MAIL)]
        for found in store.contrasts(views, of).rows:
            for side, part in zip(views, found.parts, strict=True):
                if not part.count:
                    continue
                totals = store.totals(behind(side, of, fields[of], found.id, store))
                assert (totals.articles if of == "names" else totals.quotes) == part.count
