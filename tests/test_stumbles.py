"""What new users stumbled on, as Streamlit draws it now: the order by tone, unnamed sources, colours, ways onward."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from components import recent
from components.elements import el
from tests.acting import act
from tests.readings import Said, article, make_reading, raw
from tests.test_app import open_page, words
from tests.test_explore import elements, said
from tests.voiced import ION, MIRA, OFFICIAL, TESS, THEY, voiced
from whosaid.charts import SPEAKER_PALETTE
from whosaid.settings import load_settings
from whosaid.store import Store
from whosaid.view import View


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("WHOSAID_DATA", str(tmp_path))
    monkeypatch.delenv("WHOSAID_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    with Store(load_settings().database_url) as store:
        yield store
    st.cache_resource.clear()


def rows(page: object) -> list[str]:
    """The ids of the speakers in tone by speaker, in their order."""
    return [row["a"][1] for row in elements(page, "tones")]


def test_by_tone_those_with_too_few_quotes_stand_under_a_line_that_says_so(root: Path, store: Store) -> None:
    collection = voiced(store)
    page = open_page(root, c=collection, rank="negative")
    assert rows(page)[:3] == [MIRA, TESS, ION]
    assert [said(line) for line in elements(page, "divider")] == [
        "2 quotes or fewer: too few to tell, so they come last"
    ]
    assert elements(open_page(root, c=collection), "divider") == []


def test_unnamed_sources_are_one_line_until_it_is_clicked(root: Path, store: Store) -> None:
    collection = voiced(store)
    page = open_page(root, c=collection)
    assert not {THEY, OFFICIAL} & {*rows(page)}
    fold = elements(page, "fold")[0]
    assert said(fold) == "▸ 2 unnamed sources6 quotes"
    assert (fold["a"], fold["p"]) == (["switch", "unnamed", "shown", "folded"], False)
    page = open_page(root, c=collection, unnamed="shown")
    assert rows(page)[-2:] == [THEY, OFFICIAL]
    assert elements(page, "fold")[0]["p"]


def test_each_unnamed_source_can_be_filtered_by(root: Path, store: Store) -> None:
    collection = voiced(store)
    page = open_page(root, c=collection)
    act(page, "filters", "named", "one official")
    assert rows(page)[-1] == OFFICIAL
    assert "1 of 14 quotes" in words(page)
    assert elements(page, "fold")[0]["n"]


def test_dots_leave_unnamed_sources_folded_in_as_well(root: Path, store: Store) -> None:
    collection = voiced(store)
    page = open_page(root, c=collection, draw="dots")
    assert said(elements(page, "fold")[0]).startswith("▸ 2 unnamed sources")
    names = [said(row["n"][0]) for row in elements(page, "numbers")[0]["n"][2]["n"]]
    assert names == ["Mira Sandoval", "Tess Kord", "Ion Vale", "Keeper"]


def test_where_two_share_a_colour_the_key_and_the_text_tell_them_apart(root: Path, store: Store) -> None:
    """Two more speakers than there are colours."""
    names = [f"Speaker Number{letter}" for letter in "ABCDEFGHIJKL"]
    assert len(names) == len(SPEAKER_PALETTE) + 2
    spoken = [Said(f"These are the words of {name},", name) for name in names]
    text = "\n\n".join(f"“{one.words}” {one.speaker} said." for one in spoken)
    collection = store.create_collection("Twelve")
    reading = make_reading(article(text), spoken, [(name, "PERSON") for name in names])
    store.save(collection, reading, raw(text), file="twelve.txt")
    page = open_page(root, c=collection)
    key = elements(page, "key")[0]["n"][:-1]
    assert len({(button["c"], button["k"]) for button in key}) == len(names)
    marks = {(mark["c"], mark["k"]) for mark in elements(page, "q")}
    assert marks == {(button["c"], f"q {button['k']}".strip()) for button in key}


def test_ways_lead_past_the_panels_to_the_quotes_and_the_article(root: Path, store: Store) -> None:
    collection = voiced(store)
    ways = [(said(way), way["j"]) for way in elements(open_page(root, c=collection), "skip")]
    both = [("Skip to quotes", "quotes"), ("Skip to article", "article")]
    assert ways == [*both, *both, *both, both[1]]  # the page's, the speakers', the names', the quotes'
    assert elements(open_page(root, c=collection, compare="outlets"), "skip") == []
    assert elements(open_page(root, c=store.create_collection("Empty")), "skip") == []


def test_the_browser_is_told_which_collection_is_open(root: Path, store: Store) -> None:
    collection = voiced(store)
    page = open_page(root, c=collection)
    assert elements(page, "active")[0]["r"] == [collection, "Voices"]
    assert elements(page, "recent") == []


def test_the_start_page_has_the_list_and_the_server_puts_nothing_into_it(root: Path, store: Store) -> None:
    voiced(store)
    page = open_page(root)
    assert said(elements(page, "recent")[0]["n"][1]) == ""
    assert "Voices" not in words(page)


def test_an_element_without_a_visit_or_a_way_sends_neither() -> None:
    assert {"r", "j"} & {*el("div", "x")} == set()


@pytest.mark.parametrize(
    ("sent", "collection"),
    [(["open", "8DoVPUVcwE_8KFmc2RPHQw"], "8DoVPUVcwE_8KFmc2RPHQw"), (["open", "<b>no id</b>"], "")],
)
def test_what_the_browser_opens_is_checked_as_a_link_is(
    monkeypatch: pytest.MonkeyPatch, sent: list[str], collection: str
) -> None:
    reached: list[View] = []
    monkeypatch.setattr(recent, "go", reached.append)
    recent.opened(sent)
    assert [view.collection for view in reached] == [collection]
