"""What the panels of Explore count: over the other filters, in SQL, from a database of an earlier version as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.collections import fill
from tests.explored import ION, MIRA, UNION, Explored, explored
from tests.older import take_back
from whosaid.statistics import binned_interval, mean_interval
from whosaid.store import Feeling, Store, facets
from whosaid.store.database import VERSION
from whosaid.view import UNATTRIBUTED, View


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(f"sqlite:///{tmp_path / 'x.sqlite3'}") as store:
        yield store


@pytest.fixture
def made(store: Store) -> Explored:
    return explored(store)


@pytest.fixture
def view(made: Explored) -> View:
    return View(made.collection)


def test_feelings_are_gathered_by_speaker_and_target(store: Store, view: View) -> None:
    found = store.feelings(view)
    assert next(iter(found.speakers.items())) == (MIRA, "Mira Sandoval")
    assert found.entities == {ION: "Ion Vale", MIRA: "Mira Sandoval"}
    cells = {(cell.speaker, cell.entity): cell for cell in found.cells}
    assert cells[MIRA, ION] == Feeling(MIRA, ION, 3, pytest.approx(-0.5), 2, 1, 0)  # type: ignore[arg-type]
    assert set(cells) == {(MIRA, ION), (UNION, MIRA), (ION, MIRA)}


@pytest.mark.parametrize(
    ("filters", "cells"),
    [
        (View(speakers=(UNION,), entities=(ION,)), {(MIRA, ION): 3, (UNION, MIRA): 1, (ION, MIRA): 1}),
        (View(sentiments=("negative",)), {(MIRA, ION): 2}),
        (View(not_entities=(ION,)), {(UNION, MIRA): 1, (ION, MIRA): 1}),
        (View(labels=("GPE",)), {}),
        (View(search="nowhere"), {}),
    ],
)
def test_feelings_count_over_the_other_filters(
    store: Store, made: Explored, filters: View, cells: dict[tuple[str, str], int]
) -> None:
    found = store.feelings(replace(filters, collection=made.collection))
    assert {(cell.speaker, cell.entity): cell.quotes for cell in found.cells} == cells


def test_a_cell_counts_the_quotes_that_its_click_leaves(store: Store, view: View) -> None:
    for cell in store.feelings(view).cells:
        left = store.quotes(replace(view, speakers=(cell.speaker,), entities=(cell.entity,)))
        assert len(left) == cell.quotes


@pytest.mark.parametrize(
    ("rows", "columns", "speakers", "names"), [(15, 8, 3, 2), (1, 8, 3, 2), (15, 1, 1, 2), (1, 1, 1, 2)]
)
def test_feelings_tell_of_how_many_they_are_the_first(
    store: Store, view: View, rows: int, columns: int, speakers: int, names: int
) -> None:
    """All who speak about the columns, and all who are spoken about; whoever is chosen changes neither."""
    for chosen in (view, replace(view, speakers=(UNION,), entities=(MIRA,))):
        found = store.feelings(chosen, rows=rows, columns=columns)
        assert found.all_entities == names
        if chosen is view:
            assert found.all_speakers == speakers
    assert store.feelings(replace(view, search="nowhere")).all_speakers == 0


def test_a_click_on_a_name_counts_no_types_anew(
    store: Store, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = store.facet_counts(view, "labels")
    monkeypatch.setattr(facets, "_labels", None)  # whoever asks the database fails
    assert store.facet_counts(replace(view, entities=(ION,), labels=("GPE",)), "labels") == counts


def test_the_chosen_speaker_and_name_are_always_in_the_grid(store: Store, view: View) -> None:
    found = store.feelings(replace(view, speakers=(UNION,), entities=(MIRA,)), rows=1, columns=1)
    assert list(found.speakers) == [MIRA, UNION]
    assert list(found.entities) == [ION, MIRA]


def test_voices_have_their_words_and_places(store: Store, view: View) -> None:
    found = store.voices(view)
    assert (found.quotes, found.words) == (7, sum(row.words for row in found.rows))
    rows = {row.id: row for row in found.rows}
    assert rows[MIRA].quotes == 4
    assert sum(rows[MIRA].fifths) == 4
    assert rows[ION].fifths == (0, 0, 0, 1, 0)
    assert found.rows[-1].id == ""
    assert found.rows[-1].quotes == 1


def test_voices_by_kind_of_speaker(store: Store, view: View) -> None:
    rows = {row.id: row.quotes for row in store.voices(view, of="kinds").rows}
    assert rows == {"person": 5, "organization": 1, "": 1}


def test_voices_keep_the_whole_when_a_speaker_is_chosen(store: Store, view: View) -> None:
    assert store.voices(replace(view, speakers=(ION,))) == store.voices(view)
    assert store.voices(replace(view, speakers=(UNION,)), limit=1).rows[1].id == UNION


def test_dots_are_the_quotes_of_the_speakers_asked_for(store: Store, made: Explored, view: View) -> None:
    dots = store.dots(view, [MIRA])
    assert [dot.score for dot in dots] == [-0.8, -0.6, 0.0, 0.4]
    assert dots[0].ref == made.quote(1)
    assert store.find_quote(replace(view, quote=dots[3].ref)) is not None
    assert len(store.dots(view, [MIRA, ION], limit=2)) == 2


def test_time_by_day_over_all_but_the_dates(store: Store, view: View) -> None:
    assert store.dates(view.collection) == 2
    rows = store.over_time(replace(view, date_from="2025-03-09"))
    assert [(row.start, row.negative, row.neutral, row.positive) for row in rows] == [
        ("2025-03-01", 2, 1, 2),
        ("2025-03-09", 1, 0, 1),
    ]
    assert rows[0].sentiment.mean == pytest.approx(0.0)
    assert rows[0].sentiment.low < 0 < rows[0].sentiment.high
    assert [row.quotes for row in store.over_time(replace(view, speakers=(MIRA,)))] == [3, 1]
    assert store.over_time(replace(view, search="nowhere")) == []


@pytest.mark.parametrize(
    ("last", "start"), [("2025-04-20", "2025-03-01"), ("2025-09-09", "2025-03"), ("2035-01-01", "2025")]
)
def test_long_times_are_gathered_by_month_or_year(store: Store, view: View, last: str, start: str) -> None:
    change = text("UPDATE readings SET date = :last WHERE date = '2025-03-09'").bindparams(last=last)
    store._database.write(lambda conn: conn.execute(change))
    assert store.over_time(view)[0].start == start


@pytest.mark.parametrize(
    ("order", "least", "expected"),
    [
        ("quotes", 1, [MIRA, ION, UNION]),
        ("quotes", 2, [MIRA]),
        ("negative", 1, [MIRA, UNION, ION]),
        ("positive", 1, [MIRA, ION, UNION]),
        ("share", 1, [MIRA, ION, UNION]),
        ("name", 1, [UNION, ION, MIRA]),
    ],
)
def test_speakers_can_be_sorted_and_small_ones_left_out(
    store: Store, view: View, order: str, least: int, expected: list[str]
) -> None:
    assert [row.id for row in store.speaker_sentiments(view, order=order, least=least)] == expected


def test_a_chosen_speaker_of_few_quotes_stays(store: Store, view: View) -> None:
    rows = store.speaker_sentiments(replace(view, speakers=(UNION,)), least=3)
    assert [row.id for row in rows] == [MIRA, UNION]


def test_quotes_in_other_orders_and_groups(store: Store, made: Explored, view: View) -> None:
    def words(order: str = "text", group: str = "none") -> list[str]:
        return [row.quote.text.split()[0] for row in store.quotes(view, order=order, group=group)]

    assert words("negative")[:2] == ["Ion", "Ion"]
    assert words("positive")[0] == "I"
    assert words("longest")[0] == "I"
    speakers = [row.quote.speaker for row in store.quotes(view, group="speaker")]
    assert speakers == [MIRA] * 4 + [UNION, ION, None]
    by_article = [row.article for row in store.quotes(view, order="positive", group="article")]
    assert by_article == [made.harbour] * 5 + [made.quay] * 2
    assert store.group_sizes(view, "speaker") == {MIRA: 4, ION: 1, UNION: 1, None: 1}
    assert store.group_sizes(view, "article") == {made.harbour: 5, made.quay: 2}


def test_entities_by_articles_and_by_whether_they_speak(store: Store, view: View) -> None:
    assert {row.id for row in store.entity_counts(view, who="speaking")} == {MIRA, ION}
    assert [row.id for row in store.entity_counts(view, who="spoken-about")] == ["quay"]
    assert [row.articles for row in store.entity_counts(view, by="articles")] == [2, 1, 1]


def test_the_interval_of_bins_is_that_of_their_scores() -> None:
    scores = [-0.8, -0.6, 0.0, 0.0, 0.5, 0.9] * 20
    exact, binned = mean_interval(scores), binned_interval([-0.8, -0.6, 0.0, 0.5, 0.9], [20, 20, 40, 20, 20])
    assert binned.mean == pytest.approx(exact.mean)
    assert binned.n == exact.n
    assert (binned.low, binned.high) == pytest.approx((exact.low, exact.high), abs=0.03)
    assert binned_interval([0.4], [1]) == mean_interval([0.4])
    assert binned_interval([], []) == mean_interval([])


def test_a_database_of_version_1_learns_places_and_targets(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    with Store(url) as store:
        made = explored(store)
        view = View(made.collection)
        before = (store.feelings(view), store.voices(view))

        store._database.write(lambda conn: take_back(conn, 1))
    with Store(url) as store:
        assert (store.feelings(view), store.voices(view)) == before
        version = store._database.read(
            lambda conn: conn.execute(text("SELECT version FROM schema_version")).scalar_one()
        )
        assert version == VERSION


def test_an_unattributed_quote_is_a_voice_that_can_be_chosen(store: Store, view: View) -> None:
    assert len(store.quotes(replace(view, speakers=(UNATTRIBUTED,)))) == 1


def test_dates_and_amounts_are_no_names_unless_they_are_asked_for(store: Store) -> None:
    view = View(collection=fill(store).collection)
    assert "DATE" in {row.label for row in store.entity_counts(view, who="all")}
    assert "DATE" not in {row.label for row in store.entity_counts(view, who="names")}
    assert [row.label for row in store.entity_counts(view, who="names", search="monday")] == ["DATE"]
    dated = replace(view, labels=("DATE",))
    assert "DATE" in {row.label for row in store.entity_counts(dated, who="names")}
