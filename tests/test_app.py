"""The page as Streamlit draws it, without a browser: links in, widgets, and what a person is told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components import navigation
from tests.acting import act
from tests.collections import ION, MIRA, Made, fill
from tests.readings import article, make_reading, raw
from whosaid.settings import load_settings
from whosaid.store import Store


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    monkeypatch.setenv("WHOSAID_DATA", str(tmp_path))
    monkeypatch.delenv("WHOSAID_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    with Store(load_settings().database_url) as store:
        yield fill(store)
    st.cache_resource.clear()


def open_page(root: Path, **query: str | list[str]) -> AppTest:
    page = AppTest.from_file(str(root / "app.py"), default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def words(page: AppTest) -> str:
    """Every word of our own elements on the page."""
    found: list[str] = []

    def collect(node: Any) -> None:
        if isinstance(node, str):
            found.append(node)
        else:
            for child in node["n"]:
                collect(child)

    for component in page.get("bidi_component"):
        for node in json.loads(component.proto.bytes)["nodes"]:
            collect(node)
    return " ".join(" ".join(found).split())


def labels(page: AppTest, *, only_pressed: bool = False) -> list[str]:
    """The accessible names of our own elements: those of a button, and of a chip."""
    found: list[str] = []

    def collect(node: Any) -> None:
        if isinstance(node, dict):
            if "l" in node and (node.get("p") or not only_pressed):
                found.append(node["l"])
            for child in node["n"]:
                collect(child)

    for component in page.get("bidi_component"):
        for node in json.loads(component.proto.bytes)["nodes"]:
            collect(node)
    return found


def every_node(page: AppTest) -> Iterator[dict[str, Any]]:
    """Our own elements, those within others as well."""
    waiting = [
        node
        for component in page.get("bidi_component")
        for node in json.loads(component.proto.bytes)["nodes"]
    ]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting += node["n"]


def field(page: AppTest, label: str) -> dict[str, Any]:
    """The field or list of that name."""
    (found,) = [
        node for node in every_node(page) if node["t"] in ("input", "select") and node.get("l") == label
    ]
    return found


def pressed(page: AppTest) -> list[str]:
    return labels(page, only_pressed=True)


def query(page: AppTest) -> dict[str, list[str]]:
    given = {key: page.query_params[key] for key in page.query_params}
    return {key: [value] if isinstance(value, str) else list(value) for key, value in given.items()}


def test_the_first_page_says_what_this_is_and_how_to_begin(root: Path, made: Made) -> None:
    page = open_page(root)
    assert "Who is quoted" in words(page)
    assert [button.label for button in page.button] == [
        "Read the pasted text",
        "Open the sample collection",
        "Open the election",
    ]
    assert "paste" in page.text_area[0].label
    assert len(page.file_uploader) == 1


def test_a_collection_shows_its_counts_and_panels(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection)
    text = words(page)
    assert "6 quotes, 2 speakers, 2 articles" in text
    assert "All quotes" in text
    assert "The bridge is closed, and it will stay closed," in text
    assert "No source named" in text
    assert "88% sure of the speaker" in text
    assert "negative −0.90" in text
    assert "a belief, not speech" in text
    assert "The Quay Post · 2025-03-01" in text
    assert "Something was odd about this file." in text
    assert "Support us today." in text
    assert [
        label.partition(",")[0] for label in labels(page) if " quotes, " in label and " mean " in label
    ] == [
        "Mira Sandoval: 3 quotes",
        "Ion Vale: 2 quotes",
    ]
    assert "Quay: 2 mentions" in labels(page)


@pytest.mark.parametrize(
    ("filters", "counts", "sentence"),
    [
        ({"speaker": MIRA}, "3 of 6 quotes, 1 of 2 speakers, 1 of 2 articles", "Quotes by Mira Sandoval"),
        ({"speaker": "-"}, "1 of 6 quotes, 0 of 2 speakers, 1 of 2 articles", "Unattributed quotes"),
        (
            {"speaker": ION, "sentiment": "positive"},
            "1 of 6 quotes, 1 of 2 speakers, 1 of 2 articles",
            "Quotes by Ion Vale that are positive",
        ),
        ({"q": "sorry"}, "1 of 6 quotes, 1 of 2 speakers, 1 of 2 articles", "with the word “sorry”"),
    ],
)
def test_a_link_is_a_view(
    root: Path, made: Made, filters: dict[str, str], counts: str, sentence: str
) -> None:
    page = open_page(root, c=made.collection, **filters)
    assert counts in words(page)
    assert sentence in words(page)
    assert "Clear all" in words(page)


def test_the_widgets_show_what_the_link_says(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection, speaker=[MIRA, ION], sentiment="negative", q="bridge")
    assert {"Remove the filter speaker: Mira Sandoval", "Remove the filter speaker: Ion Vale"} <= set(
        labels(page)
    )
    assert [label for label in pressed(page) if label.startswith("Tone")] == ["Tone: − negative, 1"]
    assert field(page, "Words to search for")["v"] == "bridge"


def test_a_field_changes_the_link(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection)
    act(page, "filters", "named", "Mira Sandoval")
    assert query(page) == {"c": [made.collection], "speaker": [MIRA]}
    act(page, "filters", "search", "  bridge ")
    assert query(page) == {"c": [made.collection], "speaker": [MIRA], "q": ["bridge"]}
    assert "1 of 6 quotes" in words(page)
    act(page, "filters", "without", "speakers", MIRA)
    act(page, "filters", "search", "")
    assert query(page) == {"c": [made.collection]}


@pytest.mark.parametrize(
    ("written", "speakers", "said"),
    [
        ("sandoval", [MIRA], ""),
        ("Mira Sandoval", [MIRA], ""),
        ("  No source named ", ["-"], ""),
        ("Nobody At All", [], "No speaker is called “Nobody At All”; choose one of the list"),
        ("a", [], "3 speakers have “a” in their names; choose one of the list"),
        ("   ", [], ""),
    ],
)
def test_a_speaker_is_found_by_name(
    root: Path, made: Made, written: str, speakers: list[str], said: str
) -> None:
    page = act(open_page(root, c=made.collection), "filters", "named", written)
    assert query(page).get("speaker", []) == speakers
    assert said in words(page)


def test_the_field_for_speakers_proposes_them(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection)
    (proposed,) = [node for node in every_node(page) if node["t"] == "datalist"]
    assert proposed["i"] == field(page, "Filter by speaker")["i"]
    assert sorted(option["v"] for option in proposed["n"]) == ["Ion Vale", "Mira Sandoval", "No source named"]


def test_a_filter_cleared_by_the_link_is_cleared_in_the_widget(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection, speaker=MIRA)
    del page.query_params["speaker"]
    page.run()
    assert not [label for label in labels(page) if label.startswith("Remove the filter")]
    assert "6 quotes, 2 speakers, 2 articles" in words(page)


def test_a_link_to_a_quote_opens_its_article(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection, quote=f"{made.ferry[:12]}.q1")
    assert field(page, "Article to read")["v"] == made.ferry
    assert "Quay was quiet." in words(page)


def test_choosing_an_article_filters_by_it(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection, quote=made.quote(1))
    act(page, "panel_article", "open", made.ferry)
    assert query(page) == {"c": [made.collection], "article": [made.ferry]}
    assert "1 of 6 quotes" in words(page)


def test_filters_that_leave_nothing_say_so_and_offer_a_way(root: Path, made: Made) -> None:
    text = words(open_page(root, c=made.collection, speaker=MIRA, q="sorry"))
    assert "No quotes pass these filters" in text
    assert "0 of 6 quotes" in text


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"speaker": "nobody-known"}, "asks for the speaker “Nobody Known”, which is not in this collection"),
        ({"entity": "no-place"}, "asks for the name “No Place”, which"),
        ({"article": "0" * 64}, "asks for an article that is not in this collection"),
        ({"quote": "000000000000.q1"}, "asks for a quote that is not in this collection"),
        ({"sentiment": "<b>angry</b>"}, "sentiment “<b>angry</b>” is not one that Whosaid makes"),
    ],
)
def test_a_link_with_something_unknown_says_what(
    root: Path, made: Made, filters: dict[str, str], said: str
) -> None:
    shown = words(open_page(root, c=made.collection, **filters))
    assert said in shown
    assert not [value for value in filters.values() if value in shown and "-" in value]
    assert not re.search(r"\b0{12}", shown)


def test_a_link_to_no_collection_opens_a_page_that_says_so(root: Path, made: Made) -> None:
    page = open_page(root, c="A" * 22, speaker=MIRA)
    assert "This collection is not here" in words(page)
    page.button(key="start_over").click().run()
    assert query(page) == {}
    assert "Who is quoted" in words(page)


def test_a_collection_id_that_cannot_be_one_is_named_on_the_first_page(root: Path, made: Made) -> None:
    text = words(open_page(root, c="../../etc"))
    assert "Who is quoted" in text
    assert "“../../etc”" in text


def test_an_empty_collection_says_how_to_go_on(root: Path, made: Made) -> None:
    with Store(load_settings().database_url) as store:
        empty = store.create_collection("Empty")
    assert "No article is in this collection yet" in words(open_page(root, c=empty))


def test_every_tone_and_kind_says_how_many_quotes_it_has_over_the_other_filters(
    root: Path, made: Made
) -> None:
    page = open_page(root, c=made.collection, sentiment="negative", speaker=MIRA)
    assert {label for label in labels(page) if label.startswith(("Tone", "Kind of quote"))} == {
        "Tone: − negative, 2",
        "Tone: neutral, 1",
        "Tone: + positive, 0",
        "Kind of quote: direct, 1",
        "Kind of quote: mixed, 1",
        "Kind of quote: indirect, 0",
    }


@pytest.mark.parametrize(
    ("filters", "counts", "chip"),
    [
        ({"outlet": "The Vale Mail"}, "1 of 6 quotes", "Remove the filter outlet: The Vale Mail"),
        ({"not-outlet": "The Vale Mail"}, "5 of 6 quotes", "Remove the filter without outlet: The Vale Mail"),
        ({"not-speaker": MIRA}, "3 of 6 quotes", "Remove the filter without speaker: Mira Sandoval"),
        ({"from": "2025-03-01"}, "5 of 6 quotes", "Remove the filter from: 1 March 2025"),
        ({"confidence": "90"}, "0 of 6 quotes", "Remove the filter confidence: at least 90 %"),
        ({"confidence": "70"}, "5 of 6 quotes", "Remove the filter confidence: at least 70 %"),
        ({"speaker-kind": "-"}, "1 of 6 quotes", "Remove the filter kind of speaker: No source named"),
        ({"q": "market", "in": "articles"}, "5 of 6 quotes", "Remove the filter words in articles: market"),
        ({"not-label": "DATE"}, "6 of 6 quotes", "Remove the filter not naming a: date"),
    ],
)
def test_every_filter_of_a_link_counts_and_has_a_chip(
    root: Path, made: Made, filters: dict[str, str], counts: str, chip: str
) -> None:
    page = open_page(root, c=made.collection, **filters)
    assert counts in words(page)
    assert chip in labels(page)


def test_more_shows_the_other_filters_once_it_is_open(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection, outlet="The Vale Mail")
    assert "Confidence" not in words(page)
    act(page, "filters", "sheet", "more")
    assert {
        "Confidence: at least 70 %, 1",
        "Kind of speaker: person, 1",
        "Outlet: The Quay Post, 5",
        "Outlet: leave out The Quay Post",
        "Said or believed: said, 1",
        "What is named: place, 1",
    } <= set(labels(page))
    assert page.date_input(key="filter_date_from").value is None
    act(page, "head_sheet_more", "sheet", "more")
    assert "Confidence" not in words(page)


def test_one_sheet_is_open_at_a_time(root: Path, made: Made) -> None:
    page = act(open_page(root, c=made.collection), "filters", "sheet", "more")
    assert "Close More filters" in labels(page)
    act(page, "masthead", "sheet", "share")
    assert {"Close More filters", "Close Share this view"} & set(labels(page)) == {"Close Share this view"}
    act(page, "panel_article", "sheet", "details")
    assert page.text_input[0].label == "Title"
    assert "Close Share this view" not in labels(page)


def test_details_show_the_address_that_a_page_gives(root: Path, made: Made) -> None:
    page = act(open_page(root, c=made.collection), "panel_article", "sheet", "details")
    assert "gives as its address" not in words(page)
    with Store(load_settings().database_url) as store:
        text = "It rained in Quay."
        given = replace(article(text, file="rain.html"), url="https://quay.example/rain?<b>")
        store.save(made.collection, make_reading(given, []), raw(text), file="rain.html")
    page = act(open_page(root, c=made.collection, article=given.id), "panel_article", "sheet", "details")
    assert "The page gives as its address: https://quay.example/rain?<b>" in words(page)


def test_articles_and_dates_are_chosen_under_more(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection)
    act(page, "filters", "sheet", "more")
    page.multiselect(key="filter_articles").select(made.ferry).run()
    page.multiselect(key="filter_articles").select(made.bridge).run()
    page.date_input(key="filter_date_from").set_value(date(2025, 3, 1)).run()
    assert query(page) == {
        "c": [made.collection],
        "article": [made.ferry, made.bridge],
        "from": ["2025-03-01"],
    }
    assert "5 of 6 quotes" in words(page)


def test_search_in_articles_or_quotes(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection, q="market")
    assert "0 of 6 quotes" in words(page)
    act(page, "filters", "where", "articles")
    assert query(page) == {"c": [made.collection], "q": ["market"], "in": ["articles"]}
    assert "Quotes from articles with the word “market”" in words(page)


def test_undo_is_offered_after_a_change_and_back_counts_as_one(
    root: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(root, c=made.collection, speaker=ION)
    assert "Undo the last filter" not in labels(page)
    act(page, "filters", "search", "sorry")
    assert "Undo the last filter" in labels(page)
    monkeypatch.setattr(navigation, "_went_back", lambda: True)
    del page.query_params["q"]  # the browser's back
    page.run()
    assert "Undo the last filter" not in labels(page)
    del page.query_params["speaker"]  # a link of the same collection
    page.run()
    assert "Undo the last filter" in labels(page)


def test_a_click_with_the_address_of_before_the_last_click_undoes_nothing(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection)
    act(page, "filters", "search", "sorry")
    act(page, "filters", "where", "articles")
    page.query_params.clear()
    page.query_params["c"] = made.collection  # what the browser still had when it sent the next
    act(page, "filters", "named", "Ion Vale")
    assert query(page) == {"c": [made.collection], "q": ["sorry"], "in": ["articles"], "speaker": [ION]}
    page.query_params.clear()
    page.query_params["c"] = made.collection
    act(page, "masthead", "sheet", "share")  # a click that filters nothing
    assert query(page) == {"c": [made.collection], "q": ["sorry"], "in": ["articles"], "speaker": [ION]}
    page.query_params["q"] = "market"  # an address of the browser's own
    act(page, "filters", "where", "quotes")
    assert query(page) == {"c": [made.collection], "q": ["market"], "speaker": [ION]}


def test_after_going_back_a_click_counts_from_there(
    root: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(root, c=made.collection)
    act(page, "filters", "search", "sorry")
    with monkeypatch.context() as back:
        back.setattr(navigation, "_went_back", lambda: True)
        del page.query_params["q"]
        page.run()
    act(page, "filters", "named", "Ion Vale")
    assert query(page) == {"c": [made.collection], "speaker": [ION]}


def test_the_name_of_a_collection_is_written_over_in_its_place(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection)
    assert "Name of this collection" in labels(page)


def test_a_database_that_cannot_be_opened_is_told_in_a_sentence(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_DATABASE_URL", f"sqlite:///{tmp_path}")
    st.cache_resource.clear()
    text = words(open_page(root))
    assert str(tmp_path) in text
    assert "Traceback" not in text
