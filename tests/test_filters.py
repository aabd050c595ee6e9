"""The filters of the database: kinds of speakers, confidence, outlets, dates, search, what is left out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.dialects import postgresql

from tests.older import take_back
from tests.readings import Said, article, make_reading, raw
from whosaid.articles import Reading
from whosaid.fields import FIELDS, OPPOSITES
from whosaid.store import Store, facets, queries, search, tables
from whosaid.store.facets import _ALONE, _TOGETHER
from whosaid.store.filters import conditions, quotes_placed
from whosaid.view import UNATTRIBUTED, View

TOLL = article(
    "“The toll is unfair,” said Mira Sandoval. “It is a toll on a toll, a toll again,” said Ola Berg. "
    "Residents said that the bridge was theirs. “Nobody asked,” it was said. Salmon ran.",
    file="toll.txt",
    title="A toll",
    date="2026-03-01",
    outlet="The Ansel Post",
)
FERRY = article(
    "“The bridge toll is fair,” said Mira Sandoval. The Harbour Board hopes that it rains in São Tomé.",
    file="ferry.txt",
    title="Salmon and other fish",
    date="2026-03-05",
    outlet="The Vale Mail",
)
LETTER = article("“Tolls, bridges, all of it,” said Ola Berg.", file="letter.txt")


def sure(reading: Reading, *confidences: float) -> Reading:
    quotes = [
        replace(quote, confidence=confidence)
        for quote, confidence in zip(reading.quotes, confidences, strict=True)
    ]
    return replace(reading, quotes=tuple(quotes))


def toll() -> Reading:
    said = [
        Said("The toll is unfair,", "Mira Sandoval", -0.75),
        Said("It is a toll on a toll, a toll again,", "Ola Berg", -0.5),
        Said("the bridge was theirs", "Residents", 0.0, "indirect", speaker_kind="group"),
        Said("Nobody asked,", None, -0.5),
    ]
    return sure(make_reading(TOLL, said, [("bridge", "FAC")]), 0.95, 0.7, 0.4, 0.95)


def ferry() -> Reading:
    said = [
        Said("The bridge toll is fair,", "Mira Sandoval", 0.5),
        Said("it rains in São Tomé", "Harbour Board", 0.0, "indirect", "belief", "organization"),
    ]
    named = [("bridge", "FAC"), ("Harbour Board", "ORG"), ("São Tomé", "GPE")]
    return sure(make_reading(FERRY, said, named), 0.69, 0.9)


def letter() -> Reading:
    return sure(make_reading(LETTER, [Said("Tolls, bridges, all of it,", "Ola Berg")]), 0.5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "whosaid.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(f"sqlite:///{path}") as opened:
        yield opened


@pytest.fixture
def filled(store: Store) -> str:
    collection = store.create_collection("Tolls")
    for reading in (toll(), ferry(), letter()):
        store.save(collection, reading, raw(reading.article.text), file=reading.article.file)
    return collection


NAMES = {TOLL.id[:12]: "toll", FERRY.id[:12]: "ferry", LETTER.id[:12]: "letter"}


def shown(store: Store, view: View) -> list[str]:
    return [f"{NAMES[row.article[:12]]}.{row.quote.id}" for row in store.quotes(view)]


ALL = ["toll.q1", "toll.q2", "toll.q3", "toll.q4", "ferry.q1", "ferry.q2", "letter.q1"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (View(speaker_kinds=("group",)), ["toll.q3"]),
        (View(speaker_kinds=("organization", UNATTRIBUTED)), ["toll.q4", "ferry.q2"]),
        (View(confidence="90"), ["toll.q1", "ferry.q2"]),
        (View(confidence="70"), ["toll.q1", "toll.q2", "ferry.q2"]),
        (View(confidence="50"), ["toll.q1", "toll.q2", "ferry.q1", "ferry.q2", "letter.q1"]),
        (View(confidence="unsure"), ["toll.q3", "ferry.q1", "letter.q1"]),
        (View(outlets=("The Vale Mail",)), ["ferry.q1", "ferry.q2"]),
        (View(outlets=("The Vale Mail", UNATTRIBUTED)), ["ferry.q1", "ferry.q2", "letter.q1"]),
        (View(date_from="2026-03-02"), ["ferry.q1", "ferry.q2"]),
        (View(date_from="2026-03-01", date_to="2026-03-01"), ALL[:4]),
        (View(date_to="2026-02-28"), []),
        (View(articles=(FERRY.id, LETTER.id)), ["ferry.q1", "ferry.q2", "letter.q1"]),
    ],
)
def test_quotes_of_a_filter(store: Store, filled: str, filters: View, expected: list[str]) -> None:
    view = replace(filters, collection=filled)
    assert shown(store, view) == expected
    assert store.totals(view).quotes == len(expected)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("speakers", "mira-sandoval"),
        ("speakers", UNATTRIBUTED),
        ("speaker_kinds", "group"),
        ("speaker_kinds", UNATTRIBUTED),
        ("entities", "bridge"),
        ("labels", "GPE"),
        ("kinds", "indirect"),
        ("senses", "belief"),
        ("sentiments", "negative"),
        ("outlets", "The Ansel Post"),
        ("outlets", UNATTRIBUTED),
        ("articles", TOLL.id),
    ],
)
def test_what_a_filter_takes_in_is_what_its_opposite_leaves_out(
    store: Store, filled: str, field: str, value: str
) -> None:
    taken = shown(store, View(filled).toggle(field, value))
    left = shown(store, View(filled).toggle(OPPOSITES[field], value))
    assert taken
    assert sorted(taken + left) == sorted(ALL)


@pytest.mark.parametrize(
    ("words", "where", "expected"),
    [
        ("toll", "", ["toll.q2", "toll.q1", "ferry.q1", "letter.q1"]),
        ("TOLL bridge", "", ["ferry.q1", "letter.q1"]),
        ('"toll is"', "", ["toll.q1", "ferry.q1"]),
        ('"tol"', "", []),
        ("toll -unfair -tolls", "", ["toll.q2", "ferry.q1"]),
        ("-toll", "", ["toll.q3", "toll.q4", "ferry.q2"]),
        ("sao tome", "", ["ferry.q2"]),
        ("salmon", "", []),
        ("salmon", "articles", ["ferry.q1", "ferry.q2", "toll.q1", "toll.q2", "toll.q3", "toll.q4"]),
        ("salmon -harbour", "articles", ["toll.q1", "toll.q2", "toll.q3", "toll.q4"]),
        ("são tomé", "articles", ["ferry.q1", "ferry.q2"]),
        ('toll" OR folded:x NEAR(', "", []),
        ("*", "", []),
        (",", "", ["toll.q1", "toll.q2", "toll.q4", "ferry.q1", "letter.q1"]),
    ],
)
def test_search_finds_words_the_best_match_first(
    store: Store, filled: str, words: str, where: str, expected: list[str]
) -> None:
    found = shown(store, View(filled, search=words, search_in=where))
    assert sorted(found) == sorted(expected)
    if words in ("toll", "salmon"):  # most often in the fewest words; the title is one of few words too
        assert found[:1] == expected[:1]


def test_without_a_full_text_index_the_same_is_found(
    store: Store, filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = [
        View(filled, search=words, search_in=where)
        for words in ("toll bridge", "toll -unfair", "salmon", "%", "100 %")
        for where in ("", "articles")
    ]
    indexed = [sorted(shown(store, view)) for view in views]
    monkeypatch.setattr(search, "_has_fts5", lambda: False)
    with Store(store._database.engine.url.render_as_string()) as plain:
        assert [sorted(shown(plain, view)) for view in views] == indexed


def test_another_database_is_asked_with_like() -> None:
    statement = select(tables.quotes.c.pk).select_from(quotes_placed)
    for where in ("", "articles"):
        found = conditions(View("c", search="toll", search_in=where))
        asked = str(statement.where(*found).compile(dialect=postgresql.dialect()))
        assert "LIKE" in asked
        assert "MATCH" not in asked


def test_the_index_follows_what_is_written_and_removed(store: Store, filled: str, path: Path) -> None:
    store.remove_article(filled, FERRY.id)
    assert shown(store, View(filled, search="fair")) == []
    assert shown(store, View(filled, search="rains", search_in="articles")) == []
    store.close()
    assert b"rains" not in path.read_bytes()
    with sqlite3.connect(path) as connection:
        for index in ("quotes_search", "readings_search"):
            connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")


def test_a_database_from_before_the_index_is_filled_when_it_is_opened(filled: str, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        for index in ("quotes_search", "readings_search"):
            for trigger in ("put", "take", "change"):
                connection.execute(f"DROP TRIGGER {index}_{trigger}")
            connection.execute(f"DROP TABLE {index}")
    with Store(f"sqlite:///{path}") as again:
        assert len(shown(again, View(filled, search="toll"))) == 4
        assert len(shown(again, View(filled, search="salmon", search_in="articles"))) == 6


@pytest.mark.parametrize(
    ("filters", "field", "expected"),
    [
        (View(), "confidence", {"50": 5, "70": 3, "unsure": 3, "90": 2}),
        (View(kinds=("indirect",)), "confidence", {"50": 1, "70": 1, "90": 1, "unsure": 1}),
        (View(confidence="90"), "confidence", {"50": 5, "70": 3, "unsure": 3, "90": 2}),
        (View(confidence="unsure"), "kinds", {"direct": 2, "indirect": 1}),
        (View(confidence="90", kinds=("direct",)), "kinds", {"direct": 1, "indirect": 1}),
        (View(), "speaker_kinds", {"person": 4, "-": 1, "group": 1, "organization": 1}),
        (
            View(speaker_kinds=("group",)),
            "speaker_kinds",
            {"person": 4, "-": 1, "group": 1, "organization": 1},
        ),
        (View(not_speaker_kinds=("group",)), "speaker_kinds", {"person": 4, "-": 1, "organization": 1}),
        (View(), "outlets", {"The Ansel Post": 4, "The Vale Mail": 2, "-": 1}),
        (View(outlets=("-",), search="toll"), "outlets", {"The Ansel Post": 2, "-": 1, "The Vale Mail": 1}),
        (View(not_kinds=("direct",)), "kinds", {"indirect": 2}),
        (View(not_labels=("FAC",)), "labels", {"GPE": 1, "ORG": 1}),
        (View(date_to="2026-03-01"), "labels", {"FAC": 1}),
    ],
)
def test_facets_count_over_the_other_filters(
    store: Store, filled: str, filters: View, field: str, expected: dict[str, int]
) -> None:
    assert store.facet_counts(replace(filters, collection=filled), field) == expected


def test_what_is_left_out_of_the_names_does_not_leave_out_quotes_there(store: Store, filled: str) -> None:
    rows = store.entity_counts(View(filled, not_entities=("bridge",)))
    assert {row.id: row.mentions for row in rows} == {"harbour-board": 1, "são-tomé": 1}


def test_filters_on_articles_leave_the_count_of_names_in_whole_articles(store: Store, filled: str) -> None:
    for filters in (
        View(outlets=("The Vale Mail",)),
        View(date_from="2026-03-02"),
        View(not_articles=(TOLL.id,)),
    ):
        rows = store.entity_counts(replace(filters, collection=filled))
        assert {row.id: row.mentions for row in rows} == {"bridge": 1, "harbour-board": 1, "são-tomé": 1}


def test_articles_without_a_quote_count_among_those_that_are_filtered(store: Store, filled: str) -> None:
    assert store.totals(View(filled, outlets=("The Vale Mail",))).articles == 1
    assert store.totals(View(filled, search="salmon", search_in="articles")).articles == 2


def test_unknown_values_of_every_field_are_told(store: Store, filled: str) -> None:
    view = View(filled, outlets=("No Paper", UNATTRIBUTED), not_speakers=("nobody",), not_articles=(TOLL.id,))
    assert store.unknown(view) == [("not_speakers", "nobody"), ("outlets", "No Paper")]


def test_the_days_of_a_collection(store: Store, filled: str) -> None:
    assert store.days(filled) == ("2026-03-01", "2026-03-05")
    assert store.days(store.create_collection("Empty")) is None


def test_every_facet_is_a_field() -> None:
    assert {*_TOGETHER, *_ALONE} <= set(FIELDS)


@pytest.mark.parametrize(
    "filters",
    [View(), View(sentiments=("negative",)), View(confidence="70"), View(outlets=("The Vale Mail",))],
)
def test_counting_reads_an_index_and_not_the_texts(store: Store, filled: str, filters: View) -> None:
    """With 300,000 quotes their texts are hundreds of megabytes; the index is tens."""
    plans: list[str] = []
    with store._database.engine.connect() as connection:
        raw_connection = connection.connection.dbapi_connection
        assert isinstance(raw_connection, sqlite3.Connection)
        asked: list[str] = []
        raw_connection.set_trace_callback(asked.append)
        view = replace(filters, collection=filled)

        def count(act: Callable[..., Any], of: View, *how: Hashable) -> Any:
            return act(connection, of, *how)

        facets.facets(count, view, ("kinds", "confidence", "outlets", "speaker_kinds"))
        queries.totals(count, view)
        raw_connection.set_trace_callback(None)
        for statement in asked:
            if statement.lstrip().startswith("SELECT"):
                plan = connection.execute(text(f"EXPLAIN QUERY PLAN {statement.replace(':', chr(92) + ':')}"))
                plans += [row.detail for row in plan]
    about_quotes = [detail for detail in plans if " quotes" in f" {detail}"]
    assert about_quotes
    assert all("USING COVERING INDEX" in detail for detail in about_quotes), about_quotes


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_an_older_database_gets_the_tables_of_a_new_one(
    store: Store, filled: str, path: Path, tmp_path: Path, version: int
) -> None:
    view = View(filled)
    before = (store.totals(view), store.speaker_sentiments(view), store.quotes(view))
    store._database.write(lambda conn: take_back(conn, version))
    store.close()
    Store(f"sqlite:///{tmp_path / 'new.sqlite3'}").close()
    with Store(f"sqlite:///{path}") as again:
        assert (again.totals(view), again.speaker_sentiments(view), again.quotes(view)) == before
    assert schema(path) == schema(tmp_path / "new.sqlite3")


def schema(path: Path) -> dict[str, list[str]]:
    """Table or index -> its columns; of those with names."""
    with sqlite3.connect(path) as connection:
        named = connection.execute("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        facts = {name: "index_info" if kind == "index" else "table_info" for kind, name in named}
        asked = {name: f"SELECT name FROM pragma_{fact}('{name}')" for name, fact in facts.items()}
        columns = {name: [row[0] for row in connection.execute(sql)] for name, sql in asked.items()}
    # A column that is added to a table comes after the others.
    return {name: found if facts[name] == "index_info" else sorted(found) for name, found in columns.items()}
