"""Tone by speaker as the store ranks it: who has too few quotes comes last, who is only described is told apart."""
# ruff: noqa: F811  (fixtures of another module)

from __future__ import annotations

import pytest

from tests.readings import Said, article, make_reading, raw
from tests.test_store import store, url  # noqa: F401
from tests.voiced import ION, KEEPER, MIRA, OFFICIAL, TESS, THEY, voiced
from whosaid.store import Store
from whosaid.view import View


@pytest.fixture
def collection(store: Store) -> str:
    return voiced(store)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("negative", [THEY, MIRA, TESS, ION, KEEPER, OFFICIAL]),
        ("positive", [TESS, MIRA, THEY, OFFICIAL, KEEPER, ION]),
        ("share", [THEY, MIRA, TESS, ION, OFFICIAL, KEEPER]),
        ("quotes", [THEY, MIRA, TESS, ION, OFFICIAL, KEEPER]),
    ],
)
def test_by_tone_who_has_one_or_two_quotes_comes_after_all_others(
    store: Store, collection: str, order: str, expected: list[str]
) -> None:
    assert [row.id for row in store.speaker_sentiments(View(collection), order=order)] == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("neutral", ["beata", "carl", "anna", "dora"]),
        ("praise", ["anna", "carl", "beata", "dora"]),
        ("sure", ["anna", "beata", "carl", "dora"]),
    ],
)
def test_by_every_share_and_by_how_sure_the_mean_is(store: Store, order: str, expected: list[str]) -> None:
    scores = {
        "Anna": (0.8, 0.8, 0.8),
        "Beata": (0.0, 0.0, 0.0, 0.6),
        "Carl": (-0.9, 0.9, 0.0),
        "Dora": (0.9,),  # too few to tell
    }
    said = [
        Said(f"{name} said number {at}", name, score)
        for name, each in scores.items()
        for at, score in enumerate(each)
    ]
    text = " ".join(f"“{one.words},” said {one.speaker}." for one in said)
    collection = store.create_collection("Shares")
    store.save(collection, make_reading(article(text), said), raw(text), file="shares.txt")
    assert [row.id for row in store.speaker_sentiments(View(collection), order=order)] == expected


def test_too_few_are_counted_in_what_is_shown(store: Store, collection: str) -> None:
    """Of three quotes a filter leaves two: then they are too few as well."""
    view = View(collection, search="number 0")
    rows = store.speaker_sentiments(view, order="negative")
    assert {row.id: row.quotes for row in rows} == {MIRA: 1, TESS: 1, ION: 1, THEY: 1, OFFICIAL: 1}
    assert [row.id for row in rows] == [ION, THEY, MIRA, TESS, OFFICIAL]


def test_who_is_only_described_is_counted_and_folded_in(store: Store, collection: str) -> None:
    found = store.tones(View(collection))
    assert [row.id for row in found.rows] == [MIRA, TESS, ION, KEEPER]
    assert all(row.named for row in found.rows)
    assert (found.unnamed, found.unnamed_quotes) == (2, 6)
    shown = store.tones(View(collection), unfolded=True)
    assert [(row.id, row.named) for row in shown.rows[4:]] == [(THEY, False), (OFFICIAL, False)]


def test_a_name_in_another_collection_names_nobody_here(store: Store, collection: str) -> None:
    other = store.create_collection("Others")
    text = "They are a band. “We play,” They said."
    reading = make_reading(article(text), [Said("We play,", "They")], [("They", "ORG")])
    store.save(other, reading, raw(text), file="band.txt")
    assert THEY not in [row.id for row in store.tones(View(collection)).rows]
    assert [row.id for row in store.tones(View(other)).rows] == [THEY]


def test_the_unnamed_have_their_own_limit_and_their_count_is_whole(store: Store, collection: str) -> None:
    found = store.tones(View(collection), limit=1, unfolded=True)
    assert [row.id for row in found.rows] == [MIRA, THEY]
    assert (found.unnamed, found.unnamed_quotes) == (2, 6)
    assert store.tones(View(collection), least=2).unnamed == 1


def test_who_is_filtered_by_is_never_folded_in(store: Store, collection: str) -> None:
    found = store.tones(View(collection, speakers=(OFFICIAL,)))
    assert [row.id for row in found.rows] == [MIRA, TESS, ION, KEEPER, OFFICIAL]
    assert found.unnamed == 2


def test_where_nobody_bears_a_name_the_others_are_shown(store: Store) -> None:
    collection = store.create_collection("Nameless")
    text = "“It rains,” they said."
    store.save(collection, make_reading(text, [Said("It rains,", "They")]), raw(text), file="a.txt")
    assert [row.id for row in store.tones(View(collection)).rows] == [THEY]
    empty = store.tones(View(collection, search="sunshine"))
    assert (empty.rows, empty.unnamed) == ((), 0)


def test_two_who_speak_together_bear_a_name_if_the_first_does(store: Store) -> None:
    collection = store.create_collection("Together")
    said = [
        Said("We agree on all of it,", "Mira Sandoval and Ion Vale"),
        Said("We agree on nothing,", "Ministers and officials"),
        Said("We play,", "Sand and gravel"),
    ]
    text = "\n".join(f"“{one.words}” said {one.speaker}." for one in said)
    named = [("Mira Sandoval", "PERSON"), ("Ion Vale", "PERSON")]
    store.save(collection, make_reading(article(text), said, named), raw(text), file="a.txt")
    found = store.tones(View(collection))
    assert [row.name for row in found.rows] == ["Mira Sandoval and Ion Vale"]
    assert found.unnamed == 2
