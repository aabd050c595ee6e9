"""The panels of Explore as Streamlit draws them, without a browser: a link in, a panel out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from tests.acting import act
from tests.explored import ION, MIRA, UNION, Explored, explored
from tests.readings import Said, article, make_reading, raw
from tests.test_app import field, labels, open_page, pressed, query, words
from whosaid.settings import load_settings
from whosaid.store import Store


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Explored]:
    monkeypatch.setenv("WHOSAID_DATA", str(tmp_path))
    monkeypatch.delenv("WHOSAID_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    with Store(load_settings().database_url) as store:
        yield explored(store)
    st.cache_resource.clear()


def elements(page: Any, look: str) -> list[dict[str, Any]]:
    """Our own elements of one class, in their order on the page."""
    found: list[dict[str, Any]] = []

    def collect(node: Any) -> None:
        if isinstance(node, dict):
            if look in node["k"].split():
                found.append(node)
            for child in node["n"]:
                collect(child)

    for component in page.get("bidi_component"):
        for node in json.loads(component.proto.bytes)["nodes"]:
            collect(node)
    return found


def said(node: Any) -> str:
    return node if isinstance(node, str) else "".join(said(child) for child in node["n"])


def charts(page: Any) -> list[str]:
    return [chart.proto.spec for chart in page.get("plotly_chart")]


def test_only_the_open_tab_is_drawn(root: Path, made: Explored) -> None:
    page = open_page(root, c=made.collection)
    assert [said(tab) for tab in elements(page, "tab")] == [
        "Tone",
        "About whom",
        "Share of voice",
        "Over time",
    ]
    assert [said(tab) for tab in elements(page, "tab") if tab["p"]] == ["Tone"]
    assert [len(rows["n"]) for rows in elements(page, "rows")] == [2, 3]
    assert charts(page) == elements(page, "grid") == elements(page, "voices") == []


def test_there_is_no_time_below_two_dates(root: Path, made: Explored) -> None:
    with Store(load_settings().database_url) as store:
        store.remove_article(made.collection, made.quay)
    page = open_page(root, c=made.collection)
    assert "Over time" not in [said(tab) for tab in elements(page, "tab")]
    assert "2025" in words(open_page(root, c=made.collection, tab="time"))


def test_about_whom_has_a_cell_for_each_pair(root: Path, made: Explored) -> None:
    page = open_page(root, c=made.collection, tab="about", speaker=MIRA, entity=ION)
    cells = {tuple(cell["a"][1:]): cell for cell in elements(page, "cell")}
    assert set(cells) == {(MIRA, ION), (UNION, MIRA), (ION, MIRA)}
    assert said(cells[MIRA, ION]) == "−0.50n 3"
    assert "Mira Sandoval about Ion Vale: 3 quotes, mean −0.50; 2 negative" in cells[MIRA, ION]["l"]
    assert "few" not in cells[MIRA, ION]["k"]
    assert "few" in cells[UNION, MIRA]["k"]
    assert [key for key, cell in cells.items() if cell["p"]] == [(MIRA, ION)]
    assert "3 of 7 quotes" in words(page)


def test_share_of_voice_by_speaker_and_by_kind(root: Path, made: Explored) -> None:
    page = open_page(root, c=made.collection, tab="share")
    text = said(elements(page, "voices")[0])
    assert "Mira Sandoval" in text
    assert "first fifth: 2" in text
    assert "No source named" in text
    kinds = said(elements(open_page(root, c=made.collection, tab="share", voices="kinds"), "voices")[0])
    assert "People" in kinds
    assert "Organisations" in kinds


def test_over_time_has_a_chart_its_words_and_its_table(root: Path, made: Explored) -> None:
    page = open_page(root, c=made.collection, tab="time")
    assert "2025-03-09" in charts(page)[0]
    assert "Quotes over time" in words(page)
    assert "9 March 2025" in said(elements(page, "numbers")[0])


def test_speakers_can_be_sorted_and_shown_as_dots(root: Path, made: Explored) -> None:
    page = open_page(root, c=made.collection, rank="name", least="1", draw="dots", unnamed="shown")
    rows = [said(button) for button in elements(page, "numbers")[0]["n"][2]["n"]]
    assert [row.partition(" ")[0] for row in rows] == ["Ion", "Mira", "Harbour"]
    assert f"quote {made.quote(1)}" in charts(page)[0]
    assert "No speaker has 10 quotes or more" in words(open_page(root, c=made.collection, least="10"))


def test_quotes_as_a_table_sorted_and_with_the_search_marked(root: Path, made: Explored) -> None:
    page = open_page(root, c=made.collection, q="vale", **{"as": "table"}, order="positive")
    assert elements(page, "card") == []
    lines = elements(page, "quotes")[0]["n"][2]["n"]
    assert ["kept his word" in said(line) for line in lines] == [True, False, False]
    marks = [node for line in lines for node in _marks(line)]
    assert [said(mark) for mark in marks] == ["Vale"] * 3
    assert all(said(line).endswith("Copy citation") for line in lines)
    assert "quote=" in lines[0]["n"][-1]["n"][0]["y"]


def _marks(node: Any) -> list[Any]:
    if isinstance(node, str):
        return []
    return [node] * (node["t"] == "mark") + [found for child in node["n"] for found in _marks(child)]


def test_quotes_in_groups_with_their_sizes(root: Path, made: Explored) -> None:
    page = open_page(root, c=made.collection, group="speaker")
    groups = [said(group) for group in elements(page, "group")]
    assert groups == [
        "Mira Sandoval4 quotes",
        "Harbour Union1 quote",
        "Ion Vale1 quote",
        "No source named1 quote",
    ]


def test_a_card_can_be_copied_as_a_citation_with_its_link(root: Path, made: Explored) -> None:
    page = open_page(root, c=made.collection)
    copied = next(node["y"] for node in elements(page, "link") if "y" in node)
    assert copied.startswith(
        "“Ion Vale has ruined this harbour,” (Mira Sandoval). “The harbour”, The Quay Post, 1 March 2025."
    )
    assert copied.endswith(f"?c={made.collection}&quote={made.quote(1)}")


def test_unattributed_and_unsure_quotes_can_be_picked_out(root: Path, made: Explored) -> None:
    switches = {said(node): node for node in elements(open_page(root, c=made.collection), "switch")}
    assert switches["No source 1"]["a"] == ["filter", "speakers", "-"]
    assert switches["Unsure"]["a"] == ["filter", "confidence", "unsure"]
    page = open_page(root, c=made.collection, speaker="-")
    assert [said(node) for node in elements(page, "switch") if node["p"]] == ["No source 1"]


def test_entities_by_articles_and_by_whether_they_speak(root: Path, made: Explored) -> None:
    page = open_page(root, c=made.collection, who="speaking", count="articles")
    table = said(elements(page, "numbers")[-1])
    assert "Ion Vale" in table
    assert "Quay" not in table
    silent = said(elements(open_page(root, c=made.collection, who="spoken-about"), "numbers")[-1])
    assert "Quay" in silent
    assert "Ion Vale" not in silent


def test_the_article_has_a_strip_and_tells_who_on_hover(root: Path, made: Explored) -> None:
    page = open_page(root, c=made.collection, quote=made.quote(5))
    ticks = elements(page, "tick")
    assert len(ticks) == 5
    assert [tick["a"][1] for tick in ticks if tick["p"]] == [made.quote(5)]
    assert ticks[0]["h"] == (
        "Mira Sandoval (“Mira Sandoval … said”), direct, negative −0.80, 88% sure of the speaker"
    )


TYPES = {"PERSON": 3, "ORG": 1, "GPE": 4, "NORP": 2, "LOC": 1, "LAW": 5, "DATE": 6}


def typed(speakers: int = 1) -> str:
    """A collection that names so many of each type, with as many speakers as asked for; its id."""
    named = [(f"{label} Name {number}", label) for label, count in TYPES.items() for number in range(count)]
    spoken = [Said(f"Words of number {number},", f"Speaker {number}") for number in range(speakers)]
    text = "\n\n".join(
        [*(f"“{one.words}” {one.speaker} said." for one in spoken), ". ".join(n for n, _ in named)]
    )
    named += [(one.speaker, "PERSON") for one in spoken if one.speaker]
    with Store(load_settings().database_url) as store:
        collection = store.create_collection("Typed")
        store.save(collection, make_reading(article(text), spoken, named), raw(text), file="typed.txt")
    return collection


def types(page: Any) -> list[str]:
    return [said(node) for line in elements(page, "types") for node in line["n"]]


def test_names_are_counted_by_type_in_a_line(root: Path, made: Explored) -> None:
    assert types(open_page(root, c=made.collection)) == ["person2", "place1"]
    page = open_page(root, c=typed())
    assert types(page) == ["law5", "place4", "person4", "people or faith2", "2 more"]
    assert types(open_page(root, c=page.query_params["c"], who="all"))[0] == "date6"
    act(page, "panel_entities", "sheet", "more")
    assert "Close More filters" in labels(page)
    assert "What is named: region, 1" in labels(page)


def test_a_click_on_a_type_filters_by_it_and_another_clears_it(root: Path, made: Explored) -> None:
    page = act(open_page(root, c=made.collection), "panel_entities", "type", "GPE")
    assert query(page) == {"c": [made.collection], "label": ["GPE"]}
    assert "Filter by type: place, 1 name" in pressed(page)
    assert types(page) == ["person2", "place1"]  # over the other filters
    assert "Remove the filter names a: place" in labels(page)
    act(page, "panel_entities", "type", "GPE")
    assert query(page) == {"c": [made.collection]}


def test_a_type_that_is_filtered_by_stands_in_the_line_whatever_it_counts(root: Path, made: Explored) -> None:
    assert types(open_page(root, c=made.collection, label="LAW")) == ["person2", "place1", "law0"]
    assert types(open_page(root, c=typed(), label="ORG"))[-2:] == ["organisation1", "1 more"]


@pytest.mark.parametrize(
    ("look", "line"),
    [
        ({}, "30 of 31 speakers. A filter brings in the others."),
        ({"draw": "dots"}, "30 of 31 speakers. A filter brings in the others."),
        ({"tab": "share"}, "30 of 31 speakers: those with most words. A filter brings in the others."),
        ({"tab": "share", "speaker": "speaker-9"}, ""),  # who is filtered by has a row all the same
        ({"tab": "share", "voices": "kinds"}, ""),
    ],
)
def test_what_is_cut_is_told(root: Path, made: Explored, look: dict[str, str], line: str) -> None:
    page = open_page(root, c=typed(31), **look)
    assert [text for text in map(said, elements(page, "byline")) if " of 31 " in text] == [line] * bool(line)


@pytest.mark.parametrize("tab", ["tone", "about", "share"])
def test_what_is_whole_is_not_called_cut(root: Path, made: Explored, tab: str) -> None:
    assert "A filter brings in the others" not in words(open_page(root, c=made.collection, tab=tab))


def test_about_whom_tells_what_it_leaves_out(
    root: Path, made: Explored, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Store.feelings
    for rows, columns, line in (
        (15, 1, "1 of 2 names: those with most quotes. A filter brings in the others."),
        (1, 8, "1 of 3 speakers: those with most quotes. A filter brings in the others."),
        (1, 1, "1 of 2 names: those with most quotes. A filter brings in the others."),
    ):
        with monkeypatch.context() as smaller:
            smaller.setattr(
                Store,
                "feelings",
                lambda store, view, rows=rows, columns=columns: whole(
                    store, view, rows=rows, columns=columns
                ),
            )
            page = open_page(root, c=made.collection, tab="about")
        assert line in [said(node) for node in elements(page, "byline")]


def test_a_name_that_no_quote_has_leads_to_the_articles_that_have_it(root: Path, made: Explored) -> None:
    page = open_page(root, c=made.collection, entity="quay")
    assert "1 article names Quay outside these quotes: all their quotes" in words(page)
    assert "Article to read" not in labels(page)
    assert "Quay was quiet." in words(page)  # that article is open
    act(page, "panel_quotes", "naming", made.quay)
    assert query(page)["article"] == [made.quay]
    assert "entity" not in query(page)
    assert len(elements(page, "card")) == 2


def test_filters_that_leave_nothing_say_how_much_each_would_bring_back(root: Path, made: Explored) -> None:
    page = open_page(root, c=made.collection, speaker=ION, sentiment="negative", kind="direct")
    (quotes, *_) = [each for each in elements(page, "empty") if "No quotes pass" in said(each)]
    ways = [said(way) for way in quotes["n"][2]["n"]]
    assert [way.partition("brings back ")[2] for way in ways] == ["3 quotes", "1 quote", "0 quotes"]
    assert "speaker" in ways[0]


@pytest.mark.parametrize(
    ("link", "heads"),
    [
        ({"q": "zeppelin"}, {"No quotes pass these filters", "No speakers", "Nothing named"}),
        ({"q": "zeppelin", "tab": "about"}, {"Nobody is spoken about"}),
        ({"q": "zeppelin", "tab": "share"}, {"Nobody is heard"}),
        ({"q": "zeppelin", "tab": "time"}, {"Nothing over time"}),
        ({"q": "zeppelin"}, {"No article passes these filters"}),
    ],
)
def test_every_empty_panel_names_the_filter_to_take_away(
    root: Path, made: Explored, link: dict[str, str], heads: set[str]
) -> None:
    page = open_page(root, c=made.collection, **link)
    found = {said(each["n"][0]): each for each in elements(page, "empty")}
    assert heads <= set(found)
    for head in heads:
        assert "zeppelin" in said(found[head]), head


def test_who_is_shown_says_why_no_name_is(root: Path, made: Explored) -> None:
    page = open_page(root, c=made.collection, who="spoken-about", article=made.harbour, name="mira")
    assert "Nothing named here matches “mira”" in words(page)
    page = open_page(root, c=made.collection, who="spoken-about", article=made.harbour)
    assert "Nobody and nothing here is named without speaking. Show all names" in words(page)


def test_the_article_panel_counts_and_lists_what_passes(root: Path, made: Explored) -> None:
    page = open_page(root, c=made.collection)
    assert "Article 2 articles" in words(page)
    assert len(field(page, "Article to read")["n"]) == 2
    page = open_page(root, c=made.collection, outlet="The Vale Mail")
    assert "Article 1 of 2 articles" in words(page)
    assert "Article to read" not in labels(page)
    page = open_page(root, c=made.collection, article=made.quay)
    options = field(page, "Article to read")["n"]
    assert options[0]["n"] == ["All articles"]
    act(page, "panel_article", "open", "")
    assert "article" not in query(page)


def test_an_outlet_without_a_button_is_found_by_name(
    root: Path, made: Explored, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = act(open_page(root, c=made.collection), "filters", "sheet", "more")
    assert "Any other of 2 outlets" not in labels(page)
    monkeypatch.setattr("components.more._OUTLETS", 1)
    page = act(open_page(root, c=made.collection), "filters", "sheet", "more")
    assert "Any other of 2 outlets" in labels(page)
    act(page, "facets_more", "outlet", "the v")
    assert query(page)["outlet"] == ["The Vale Mail"]
    act(page, "facets_more", "outlet", "the")
    assert "2 outlets have “the” in their names; choose one of the list." in words(page)
