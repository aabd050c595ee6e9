"""Articles of one title and speakers of one name: told apart by what people know of them, and never by an id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.namesakes import article_names, told_apart
from tests.acting import act
from tests.readings import Said, article, make_reading, raw
from tests.test_app import every_node, field, open_page, query, words
from whosaid.articles import Reading, SpeakerKind
from whosaid.settings import load_settings
from whosaid.store import ArticleRow, Store

Name = tuple[str, Sequence[str]]
"""A name, and what else is known."""

NAMES: list[tuple[str, list[Name], list[str]]] = [
    ("one of each", [("Ann", ["person"]), ("Ben", ["person"])], ["Ann", "Ben"]),
    ("by kind", [("Sam", ["person"]), ("Sam", ["organisation"])], ["Sam (person)", "Sam (organisation)"]),
    ("by nothing", [("Sam", ["person"]), ("Sam", ["person"])], ["Sam (1)", "Sam (2)"]),
    ("of nothing known", [("Sam", []), ("Sam", [])], ["Sam (1)", "Sam (2)"]),
    ("known of one alone", [("Sam", ["person"]), ("Sam", [])], ["Sam (person)", "Sam"]),
    (
        "some by kind, the rest by number",
        [("Sam", ["person"]), ("Sam", ["group"]), ("Sam", ["person"])],
        ["Sam (person) (1)", "Sam (group)", "Sam (person) (2)"],
    ),
    (
        "by no more than tells them apart",
        [
            ("Late", ["Post", "1 May", "a"]),
            ("Late", ["Mail", "1 May", "b"]),
            ("Late", ["Post", "2 May", "c"]),
        ],
        ["Late (Post, 1 May)", "Late (Mail)", "Late (Post, 2 May)"],
    ),
    (
        "by the second where the first is the same",
        [("Late", ["Post", "1 May"]), ("Late", ["Post", ""])],
        ["Late (1 May)", "Late"],
    ),
    ("a number that is a name", [("A", []), ("A (1)", []), ("A", [])], ["A (2)", "A (1)", "A (3)"]),
    (
        "what is known that is a name",
        [("A", ["x"]), ("A (x)", []), ("A", ["y"])],
        ["A (x) (1)", "A (x) (2)", "A (y)"],
    ),
    ("nobody", [], []),
]


@pytest.mark.parametrize(
    ("names", "expected"), [(names, told) for _, names, told in NAMES], ids=[n[0] for n in NAMES]
)
def test_names_are_told_apart(names: list[Name], expected: list[str]) -> None:
    keys = [f"id-{place}" for place in range(len(names))]
    known: Mapping[str, Sequence[str]] = {
        key: traits for key, (_, traits) in zip(keys, names, strict=True) if traits
    }
    found = told_apart(dict(zip(keys, [name for name, _ in names], strict=True)), known)
    assert list(found) == keys
    assert list(found.values()) == expected
    assert len({*expected}) == len(expected)


def test_articles_are_told_apart_by_outlet_date_file_and_number() -> None:
    def row(
        key: str, outlet: str | None, date: str | None, file: str, copy_of: str | None = None
    ) -> ArticleRow:
        return ArticleRow(key, "Late again", file, date, outlet, 1, 10, copy_of)

    rows = [
        row("a" * 64, "The Post", "2025-03-01", "a.txt"),
        row("b" * 64, "The Post", "2025-03-02", "a.txt"),
        row("c" * 64, "The Mail", "2025-03-02", "a.txt"),
        row("d" * 64, None, None, "d.txt"),
        row("e" * 64, None, None, "e.txt"),
        row("f" * 64, None, None, "e.txt"),
        row("0" * 64, "The Mail", None, "x.txt", "c" * 64),
    ]
    assert list(article_names(rows).values()) == [
        "Late again (The Post, 1 March 2025)",
        "Late again (The Post, 2 March 2025)",
        "Late again (The Mail)",
        "Late again (d.txt)",
        "Late again (e.txt) (1)",
        "Late again (e.txt) (2)",
        "↳ copy: Late again",
    ]


@dataclass(frozen=True)
class Doubled:
    """Two articles of one title, with a speaker each of one name: the ids."""

    collection: str
    post: str
    mail: str


SAM, FIRM = "sam-hill", "sam-hill-ltd"


def doubled(store: Store, kind: SpeakerKind, outlets: Sequence[str] = ("The Post", "The Mail")) -> Doubled:
    """The second of them has another id, and is of this kind."""
    collection = store.create_collection("Doubled")
    ids = []
    for number, (outlet, speaker) in enumerate(zip(outlets, (SAM, FIRM), strict=True)):
        text = f"“Number {number} is late,” Sam Hill said."
        of = article(text, file="late.txt", title="Late again", outlet=outlet)
        said = Said(
            f"Number {number} is late,", "Sam Hill", speaker_kind="person" if speaker == SAM else kind
        )
        store.save(collection, called(make_reading(of, [said]), speaker), raw(text), file="late.txt")
        ids.append(of.id)
    return Doubled(collection, *ids)


def called(reading: Reading, speaker: str) -> Reading:
    """The reading with this id of its only speaker."""
    return replace(
        reading,
        speakers=tuple(replace(one, id=speaker) for one in reading.speakers),
        quotes=tuple(replace(one, speaker=speaker) for one in reading.quotes),
    )


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("WHOSAID_DATA", str(tmp_path))
    monkeypatch.delenv("WHOSAID_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    with Store(load_settings().database_url) as store:
        yield store
    st.cache_resource.clear()


def proposed(page: AppTest) -> list[str]:
    (names,) = [node for node in every_node(page) if node["t"] == "datalist"]
    return [option["v"] for option in names["n"]]


@pytest.mark.parametrize(
    ("outlets", "first", "second"),
    [
        (("The Post", "The Mail"), "Late again (The Post)", "Late again (The Mail)"),
        (("The Post", "The Post"), "Late again (1)", "Late again (2)"),
    ],
)
def test_two_articles_of_one_title_in_both_lists(
    root: Path, store: Store, outlets: Sequence[str], first: str, second: str
) -> None:
    made = doubled(store, "organization", outlets)
    page = open_page(root, c=made.collection)
    listed = {option["v"]: option["n"] for option in field(page, "Article to read")["n"]}
    assert listed == {made.post: [first], made.mail: [second]}
    act(page, "filters", "sheet", "more")
    assert page.multiselect(key="filter_articles").options == [f"{first} · 1", f"{second} · 1"]
    page.multiselect(key="filter_articles").select(made.mail).run()
    assert query(page)["article"] == [made.mail]
    assert not [key for key in (made.post, made.mail) if key[:6] in words(page)]


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("organization", "Sam Hill (person)", "Sam Hill (organisation)"),
        ("person", "Sam Hill (1)", "Sam Hill (2)"),
    ],
)
def test_two_speakers_of_one_name_are_found_by_what_is_proposed(
    root: Path, store: Store, kind: SpeakerKind, first: str, second: str
) -> None:
    made = doubled(store, kind)
    page = open_page(root, c=made.collection)
    assert proposed(page) == [first, second, "No source named"]
    for name, speaker in ((second, FIRM), (first, SAM)):
        page = act(open_page(root, c=made.collection), "filters", "named", name)
        assert query(page) == {"c": [made.collection], "speaker": [speaker]}
    page = act(open_page(root, c=made.collection), "filters", "named", "Sam Hill")
    assert "2 speakers have “Sam Hill” in their names" in words(page)


def test_who_is_filtered_by_and_not_among_the_most_quoted_is_told_apart_as_well(
    root: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.namesakes.MOST_SPEAKERS", 1)
    made = doubled(store, "organization")
    page = open_page(root, c=made.collection)
    (only, _) = proposed(page)
    assert only == "Sam Hill"
    (shown,) = store.speakers(made.collection, limit=1)
    other = FIRM if shown.id == SAM else SAM
    assert sorted(proposed(open_page(root, c=made.collection, speaker=other))) == [
        "No source named",
        "Sam Hill (organisation)",
        "Sam Hill (person)",
    ]


def test_chips_and_the_sentence_tell_apart_as_the_lists_do(root: Path, store: Store) -> None:
    made = doubled(store, "organization")
    said = words(open_page(root, c=made.collection, **{"article": made.mail, "not-speaker": SAM}))
    assert "article Late again (The Mail)" in said
    assert "without speaker Sam Hill (person)" in said
    assert "article Late again ×" not in said


def test_two_names_of_one_spelling_are_told_apart_by_type(root: Path, store: Store) -> None:
    collection = store.create_collection("Jordan")
    for number, (label, key) in enumerate((("PERSON", "jordan"), ("GPE", "jordan-2"))):
        text = f"{number}: Jordan was there."
        reading = make_reading(text, [], [("Jordan", label)])
        named = tuple(replace(entity, id=key) for entity in reading.entities)
        store.save(collection, replace(reading, entities=named), raw(text), file=f"{number}.txt")
    page = act(open_page(root, c=collection, entity="jordan-2"), "filters", "sheet", "more")
    chooser = page.multiselect(key="filter_entities")
    assert sorted(chooser.options) == ["Jordan (person) · 1", "Jordan (place) · 1"]
    assert chooser.value == ["jordan-2"]


def test_some_speakers_with_their_kinds(store: Store) -> None:
    made = doubled(store, "organization")
    assert [(one.id, one.kind) for one in store.speakers(made.collection, only=[FIRM, "nobody"])] == [
        (FIRM, "organization")
    ]
    assert store.speakers(made.collection, only=[]) == []
