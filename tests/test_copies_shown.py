"""Copies of a story on the page: the button beside the counts, the line above a copy, the list of articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.masthead import _copies
from tests.test_app import field, labels, open_page, words
from tests.test_copies import COPY, ECHO, LATER, MAIL, ORIGINAL, POST, READINGS, id_of, save
from whosaid.fields import EACH
from whosaid.settings import load_settings
from whosaid.store import Store
from whosaid.view import View


@pytest.fixture
def collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("WHOSAID_DATA", str(tmp_path))
    monkeypatch.delenv("WHOSAID_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    with Store(load_settings().database_url) as store:
        made = store.create_collection("Ferries")
        save(store, made, *READINGS.values())
        yield made
    st.cache_resource.clear()


def told(page: AppTest) -> str:
    """The words of the page, where a sentence runs on after a button as it does on the screen."""
    return words(page).replace(" ;", ";").replace(" ,", ",")


def choices(page: AppTest) -> list[str]:
    return [str(option["n"][0]) for option in field(page, "Article to read")["n"]]


def test_the_counts_are_of_stories_and_say_so(root: Path, collection: str) -> None:
    page = open_page(root, c=collection)
    assert "3 quotes, 2 speakers, 2 articles 2 wire copies counted once" in words(page)
    page = open_page(root, c=collection, copies=EACH)
    assert "7 quotes, 2 speakers, 4 articles 2 wire copies counted each" in words(page)


def test_the_button_is_there_only_where_there_are_copies() -> None:
    assert _copies(View(), 0) == []
    (once,) = _copies(View(), 1)
    assert (once["n"], once["p"], once["a"]) == (["1 wire copy counted once"], True, ("copies",))
    (each,) = _copies(View(copies=EACH), 1)
    assert (each["n"], each["p"]) == (["1 wire copy counted each"], False)


def test_a_link_to_a_copy_opens_it_and_says_of_what_it_is_one(root: Path, collection: str) -> None:
    page = open_page(root, c=collection, article=id_of(LATER))
    shown = told(page)
    assert f"A copy of “original” ({POST}, 1 March 2025); the story counts once." in shown
    assert "2 of 3 quotes" in shown
    page = open_page(root, c=collection, quote=f"{id_of(COPY)[:12]}.q1")
    assert "A copy of “original”" in words(page)
    page = open_page(root, c=collection, article=id_of(LATER), copies=EACH)
    assert "1 March 2025); every copy counts." in told(page)


def test_the_first_names_its_copies(root: Path, collection: str) -> None:
    shown = told(open_page(root, c=collection, article=id_of(ORIGINAL)))
    assert f"Copies of it: “copy” ({MAIL}, 3 March 2025), “later” ({MAIL}, 5 March 2025); the story" in shown


def test_the_list_of_articles_has_copies_below_what_they_are_copies_of(root: Path, collection: str) -> None:
    assert choices(open_page(root, c=collection)) == ["original", "↳ copy: copy", "↳ copy: later", "other"]


def test_compare_gives_each_outlet_its_own_copy_and_says_so(root: Path, collection: str) -> None:
    page = open_page(root, c=collection, compare="outlets", outlet=[POST, MAIL])
    assert "Wire copies count once on each side" in words(page)
    cards = [label for label in labels(page) if label.startswith("Read the quotes of")]
    assert [("2 quotes" in card, "1 article" in card) for card in cards] == [(True, True)] * 2
    page = open_page(root, c=collection, compare="outlets", outlet=[POST, MAIL], copies=EACH)
    assert "Every wire copy counts" in words(page)


def test_without_copies_nothing_is_said_of_them(root: Path, collection: str) -> None:
    with Store(load_settings().database_url) as store:
        store.remove_article(collection, id_of(ORIGINAL))
        store.remove_article(collection, id_of(COPY))
    page = open_page(root, c=collection)
    assert "wire cop" not in words(page)
    assert "copy" not in choices(page)[0]
    assert "Wire copies" not in words(open_page(root, c=collection, compare="outlets", outlet=[ECHO, MAIL]))


def test_the_view_keeps_how_copies_count_when_filters_are_cleared() -> None:
    view = replace(View("c" * 16, speakers=("mira",), copies=EACH), quote="q1")
    assert view.cleared() == View("c" * 16, copies=EACH)
    assert View("c" * 16, copies=EACH).is_filtered is False


def test_a_link_holds_how_copies_count_only_where_each_does() -> None:
    assert View("c" * 16).to_query() == {"c": ["c" * 16]}
    view = View("c" * 16).counting_copies(each=True)
    assert view.to_query() == {"c": ["c" * 16], "copies": ["each"]}
    assert View.from_query(view.to_query()) == view
    assert view.counting_copies(each=False) == View("c" * 16)
    odd = View.from_query({"c": ["c" * 16], "copies": ["1; DROP TABLE copies"]})
    assert odd == View("c" * 16)
    assert odd.problems[0].startswith(
        "The link's copies “1; DROP TABLE copies” is not one that Whosaid makes"
    )
