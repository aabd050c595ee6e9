"""The page as Streamlit draws it, without a browser: links in, widgets, and what a person is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.collections import ION, MIRA, Made, fill
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
        for node in json.loads(component.proto.json)["nodes"]:
            collect(node)
    return " ".join(" ".join(found).split())


def query(page: AppTest) -> dict[str, list[str]]:
    given = {key: page.query_params[key] for key in page.query_params}
    return {key: [value] if isinstance(value, str) else list(value) for key, value in given.items()}


def test_the_first_page_says_what_this_is_and_how_to_begin(root: Path, made: Made) -> None:
    page = open_page(root)
    assert "Who is quoted" in words(page)
    assert [button.label for button in page.button] == ["Read the pasted text", "Open the sample collection"]
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
    assert len(page.get("plotly_chart")) == 2


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
        ({"q": "sorry"}, "1 of 6 quotes, 1 of 2 speakers, 1 of 2 articles", "with the words “sorry”"),
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
    assert page.multiselect(key="filter_speakers").value == [MIRA, ION]
    assert page.get("button_group")[0].value == ["negative"]
    assert page.text_input(key="filter_search").value == "bridge"


def test_a_widget_changes_the_link(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection)
    page.multiselect(key="filter_speakers").select(MIRA).run()
    assert query(page) == {"c": [made.collection], "speaker": [MIRA]}
    page.text_input(key="filter_search").set_value("  bridge ").run()
    assert query(page) == {"c": [made.collection], "speaker": [MIRA], "q": ["bridge"]}
    assert "1 of 6 quotes" in words(page)
    page.multiselect(key="filter_speakers").unselect(MIRA).run()
    page.text_input(key="filter_search").set_value("").run()
    assert query(page) == {"c": [made.collection]}


def test_a_filter_cleared_by_the_link_is_cleared_in_the_widget(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection, speaker=MIRA)
    del page.query_params["speaker"]
    page.run()
    assert page.multiselect(key="filter_speakers").value == []
    assert "6 quotes, 2 speakers, 2 articles" in words(page)


def test_a_link_to_a_quote_opens_its_article(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection, quote=f"{made.ferry[:12]}.q1")
    assert page.selectbox(key=f"article_choice_{made.ferry[:12]}").value == made.ferry
    assert "Quay was quiet." in words(page)


def test_choosing_an_article_filters_by_it(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection, quote=made.quote(1))
    page.selectbox(key=f"article_choice_{made.bridge[:12]}").select(made.ferry).run()
    assert query(page) == {"c": [made.collection], "article": [made.ferry]}
    assert "1 of 6 quotes" in words(page)


def test_filters_that_leave_nothing_say_so_and_offer_a_way(root: Path, made: Made) -> None:
    text = words(open_page(root, c=made.collection, speaker=MIRA, q="sorry"))
    assert "No quotes pass these filters" in text
    assert "0 of 6 quotes" in text


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"speaker": "nobody-known"}, "asks for the speaker “nobody-known”, which is not in this collection"),
        ({"entity": "no-place"}, "asks for the entity “no-place”"),
        ({"article": "0" * 64}, "asks for the article"),
        ({"quote": "000000000000.q1"}, "asks for the quote “000000000000.q1”"),
        ({"sentiment": "<b>angry</b>"}, "sentiment “<b>angry</b>” is not one that Whosaid makes"),
    ],
)
def test_a_link_with_something_unknown_says_what(
    root: Path, made: Made, filters: dict[str, str], said: str
) -> None:
    assert said in words(open_page(root, c=made.collection, **filters))


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


def test_a_collection_can_be_renamed(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection)
    page.text_input(key="rename_Bridge and ferry").set_value("Spring").run()
    assert "Spring" in words(page)
    assert page.text_input(key="rename_Spring").value == "Spring"


def test_a_database_that_cannot_be_opened_is_told_in_a_sentence(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_DATABASE_URL", f"sqlite:///{tmp_path}")
    st.cache_resource.clear()
    text = words(open_page(root))
    assert str(tmp_path) in text
    assert "Traceback" not in text
