from __future__ import annotations

import os
import re
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, func, insert, make_url, select, text

from tests.readings import MODEL, Said, article, make_reading, raw
from whosaid.articles import About, Article, ModelInfo, Reading, Receipt, Removed
from whosaid.errors import NotFound, StoreError
from whosaid.statistics import mean_interval
from whosaid.store import Store, tables
from whosaid.store.database import VERSION, migrate
from whosaid.view import UNATTRIBUTED, View

BRIDGE = article(
    "Mira Sandoval said: “The bridge in Port Ansel is unsafe.” "
    "“Port Ansel can’t wait,” Sandoval said. “ÉTAT 100% sure,” said Ola Berg. "
    "“Mira Sandoval is right.” Nobody knows who said it. Port Ansel sleeps.",
    title="A bridge",
    date="2026-03-01",
    outlet="The Ansel Post",
    authors=("A. Writer",),
    language="en",
    removed=(Removed("Give us money.", "appeal"),),
    notices=("It begins oddly.",),
)
FERRY = article(
    "“The ferry to Port Ansel is late,” said Ola Berg. The Harbour Board hopes the bridge opens.",
    file="ferry.txt",
    date="2026-03-02",
)
SILENT = article("Nothing was uttered in Port Ansel.", file="silent.txt")


def bridge() -> Reading:
    reading = make_reading(
        BRIDGE,
        [
            Said("The bridge in Port Ansel is unsafe.", "Mira Sandoval", -0.75),
            Said("Port Ansel can’t wait,", "Mira Sandoval", -0.5, kind="mixed"),
            Said("ÉTAT 100% sure,", "Ola Berg", 0.5),
            Said("Mira Sandoval is right.", None, 0.75),
        ],
        [("Mira Sandoval", "PERSON"), ("Port Ansel", "GPE"), ("Ola Berg", "PERSON")],
    )
    about = (About("port-ansel", "negative", -0.5),)
    return replace(reading, quotes=(replace(reading.quotes[0], about=about), *reading.quotes[1:]))


def ferry() -> Reading:
    said = [
        Said("The ferry to Port Ansel is late,", "Ola Berg", -0.25),
        Said("the bridge opens", "Harbour Board", 0.5, "indirect", "belief", "organization"),
    ]
    return make_reading(
        FERRY, said, [("Port Ansel", "GPE"), ("Ola Berg", "PERSON"), ("Harbour Board", "ORG")]
    )


def silent() -> Reading:
    return make_reading(SILENT, [], [("Port Ansel", "GPE")])


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """A database of its own for each test: SQLite, or on the PostgreSQL server that the variable names."""
    server = os.environ.get("WHOSAID_TEST_SERVER")
    if not server:
        yield f"sqlite:///{tmp_path / 'data' / 'whosaid.sqlite3'}"
        return
    name = f"test_{secrets.token_hex(8)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


sqlite_only = pytest.mark.skipif("WHOSAID_TEST_SERVER" in os.environ, reason="about SQLite only")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store(url) as opened:
        yield opened


def keep(store: Store, collection: str, *readings: Reading) -> None:
    for reading in readings:
        store.save(collection, reading, raw(reading.article.text), file=reading.article.file)


@pytest.fixture
def filled(store: Store) -> str:
    collection = store.create_collection("Two articles")
    keep(store, collection, bridge(), ferry(), silent())
    return collection


def count(store: Store, table: str) -> int:
    statement = select(func.count()).select_from(tables.metadata.tables[table])
    return store._database.read(lambda conn: conn.execute(statement).scalar_one())


# What is kept


def test_a_reading_comes_back_as_it_was_saved(store: Store, filled: str) -> None:
    for reading in (bridge(), ferry(), silent()):
        assert store.reading(filled, reading.article.id) == reading
        assert store.raw(filled, reading.article.id) == raw(reading.article.text)


def test_a_restart_loses_nothing(url: str) -> None:
    with Store(url) as before:
        collection = before.create_collection("Bridges")
        keep(before, collection, bridge())
        before.add_receipt(collection, Receipt("a.txt", "read", "Read.", BRIDGE.id, 4, ("Odd.",)))
    with Store(url) as after:
        found = after.collection(collection)
        assert (found.name, found.articles, found.quotes) == ("Bridges", 1, 4)
        assert found.created.utcoffset() is not None
        assert after.reading(collection, BRIDGE.id) == bridge()
        assert after.receipts(collection) == [Receipt("a.txt", "read", "Read.", BRIDGE.id, 4, ("Odd.",))]


def test_collection_ids_cannot_be_guessed(store: Store) -> None:
    ids = {store.create_collection("x") for _ in range(20)}
    assert len(ids) == 20
    assert all(re.fullmatch(r"[\w-]{22}", one) for one in ids)  # 22 characters of 6 bits: 128 bits
    assert all(View.from_query({"c": [one]}).collection == one for one in ids)


def test_rename(store: Store, filled: str) -> None:
    store.rename_collection(filled, "Über Brücken")
    assert store.collection(filled).name == "Über Brücken"


def test_the_same_bytes_and_model_are_kept_once(store: Store, filled: str) -> None:
    other = store.create_collection("Another")
    store.save(other, bridge(), raw(BRIDGE.text), file="copy.txt")
    store.save(other, bridge(), raw(BRIDGE.text), file="again.txt")
    assert (count(store, "files"), count(store, "readings"), count(store, "quotes")) == (3, 3, 6)
    assert store.collection(other).articles == 1
    assert store.reading(other, BRIDGE.id).article.file == "copy.txt"
    assert store.reading(filled, BRIDGE.id).article.file == "a.txt"


def test_known_by_content_and_model(store: Store, filled: str) -> None:
    known = store.known(BRIDGE.id, MODEL, file="mine.txt")
    assert known == replace(bridge(), article=replace(BRIDGE, file="mine.txt"))
    assert store.known(BRIDGE.id, ModelInfo("hand_made", "2")) is None
    assert store.known(BRIDGE.id, ModelInfo("other", "1")) is None
    assert store.known("0" * 64, MODEL) is None


def test_a_newer_model_takes_the_place_of_the_older_reading(store: Store, filled: str) -> None:
    newer = make_reading(BRIDGE, [Said("ÉTAT 100% sure,", "Ola Berg")], model=ModelInfo("hand_made", "2"))
    store.save(filled, newer, raw(BRIDGE.text), file="a.txt")
    assert store.reading(filled, BRIDGE.id) == newer
    assert store.known(BRIDGE.id, MODEL) is None
    assert store.quotes_kept(filled, BRIDGE.id, newer.model) == 1
    assert store.quotes_kept(filled, BRIDGE.id, MODEL) is None


def test_quotes_kept(store: Store, filled: str) -> None:
    assert store.quotes_kept(filled, BRIDGE.id) == 4
    assert store.quotes_kept(filled, SILENT.id, MODEL) == 0
    assert store.quotes_kept(filled, "0" * 64) is None


def test_bytes_of_another_file_are_refused(store: Store, filled: str) -> None:
    with pytest.raises(StoreError, match=r"x\.txt: the reading is not one of these bytes"):
        store.save(filled, bridge(), b"other", file="x.txt")


def test_what_is_removed_is_forgotten_unless_another_collection_has_it(store: Store, filled: str) -> None:
    other = store.create_collection("Another")
    keep(store, other, bridge())
    store.add_receipt(filled, Receipt("a.txt", "read", "Read.", BRIDGE.id))
    store.add_receipt(filled, Receipt("b.txt", "failed", "No."))
    store.remove_article(filled, BRIDGE.id)
    assert [receipt.file for receipt in store.receipts(filled)] == ["b.txt"]
    assert store.reading(other, BRIDGE.id) == bridge()
    store.remove_article(other, BRIDGE.id)
    assert (count(store, "files"), count(store, "readings"), count(store, "quotes")) == (2, 2, 2)
    assert count(store, "mentions") == sum(
        len(entity.mentions) for reading in (ferry(), silent()) for entity in reading.entities
    )


@sqlite_only
def test_what_is_removed_is_gone_from_the_disk(url: str) -> None:
    path = Path(url.removeprefix("sqlite:///"))
    with Store(url) as store:
        collection = store.create_collection("Bridges")
        keep(store, collection, bridge())
    assert b"Nobody knows who said it" in path.read_bytes()
    with Store(url) as store:
        store.remove_article(collection, BRIDGE.id)
    assert b"Nobody knows who said it" not in path.read_bytes()


def test_what_is_not_there_is_said_so(store: Store, filled: str) -> None:
    nowhere, article_id = "A" * 22, "0" * 64
    receipt = Receipt("a.txt", "read", "Read.")
    acts = [
        lambda: store.collection(nowhere),
        lambda: store.rename_collection(nowhere, "x"),
        lambda: store.save(nowhere, bridge(), raw(BRIDGE.text), file="a.txt"),
        lambda: store.add_receipt(nowhere, receipt),
        lambda: store.receipts(nowhere),
        lambda: store.unknown(View(nowhere)),
        lambda: store.reading(filled, article_id),
        lambda: store.raw(filled, article_id),
        lambda: store.remove_article(filled, article_id),
        lambda: store.reading(nowhere, BRIDGE.id),
    ]
    for act in acts:
        with pytest.raises(NotFound, match="is not in this"):
            act()


# Panels


def shown(store: Store, view: View) -> list[str]:
    return [f"{row.article[:4]}.{row.quote.id}" for row in store.quotes(view)]


B, F = BRIDGE.id[:4], FERRY.id[:4]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (View(), [f"{B}.q1", f"{B}.q2", f"{B}.q3", f"{B}.q4", f"{F}.q1", f"{F}.q2"]),
        (View(speakers=("ola-berg",)), [f"{B}.q3", f"{F}.q1"]),
        (View(speakers=(UNATTRIBUTED,)), [f"{B}.q4"]),
        (View(speakers=("harbour-board", UNATTRIBUTED)), [f"{B}.q4", f"{F}.q2"]),
        (View(speakers=("nobody",)), []),
        (View(entities=("port-ansel",)), [f"{B}.q1", f"{B}.q2", f"{F}.q1"]),
        (View(entities=("mira-sandoval",)), [f"{B}.q4"]),
        (View(entities=("port-ansel", "mira-sandoval")), [f"{B}.q1", f"{B}.q2", f"{B}.q4", f"{F}.q1"]),
        (View(entities=("ola-berg",)), []),
        (View(labels=("PERSON",)), [f"{B}.q4"]),
        (View(kinds=("mixed", "indirect")), [f"{B}.q2", f"{F}.q2"]),
        (View(senses=("belief",)), [f"{F}.q2"]),
        (View(sentiments=("neutral",)), [f"{F}.q1"]),
        (View(articles=(FERRY.id,)), [f"{F}.q1", f"{F}.q2"]),
        (View(speakers=("ola-berg",), entities=("port-ansel",)), [f"{F}.q1"]),
        (View(speakers=("ola-berg",), articles=(BRIDGE.id,), kinds=("direct",)), [f"{B}.q3"]),
        (View(search="PORT ansel is"), [f"{B}.q1", f"{F}.q1"]),
        (View(search="état"), [f"{B}.q3"]),
        (View(search="can't"), [f"{B}.q2"]),
        (View(search="100%"), [f"{B}.q3"]),
        (View(search="0%"), []),
        (View(search="%"), [f"{B}.q3"]),
        (View(search="_"), []),
        (View(search="/"), []),
        (View(search="' OR 1=1 --"), []),
        (View(quote="q1"), [f"{B}.q1", f"{B}.q2", f"{B}.q3", f"{B}.q4", f"{F}.q1", f"{F}.q2"]),
    ],
)
def test_quotes_of_a_view(store: Store, filled: str, filters: View, expected: list[str]) -> None:
    view = replace(filters, collection=filled)
    assert shown(store, view) == expected
    assert store.totals(view).quotes == len(expected)


def test_a_quote_row_holds_the_whole_quote(store: Store, filled: str) -> None:
    row = store.quotes(View(filled))[0]
    assert row.quote == bridge().quotes[0]
    assert (row.article, row.article_title, row.outlet, row.date) == (
        BRIDGE.id,
        "A bridge",
        "The Ansel Post",
        "2026-03-01",
    )
    assert (row.speaker_name, row.speaker_kind) == ("Mira Sandoval", "person")
    unattributed = store.quotes(View(filled, speakers=(UNATTRIBUTED,)))[0]
    assert (unattributed.speaker_name, unattributed.speaker_kind) == (None, None)
    assert store.quotes(View(filled, articles=(FERRY.id,)))[0].article_title == "ferry.txt"


def test_pages_of_quotes_follow_each_other(store: Store, filled: str) -> None:
    view = View(filled)
    pages = [store.quotes(view, limit=4, offset=offset) for offset in (0, 4, 8)]
    assert [len(page) for page in pages] == [4, 2, 0]
    assert pages[0] + pages[1] == store.quotes(view)


def test_collections_do_not_see_each_other(store: Store, filled: str) -> None:
    other = store.create_collection("Another")
    keep(store, other, ferry())
    view = View(other)
    assert [row.article for row in store.quotes(view)] == [FERRY.id] * 2
    assert {row.id for row in store.entity_counts(view)} == {"port-ansel", "ola-berg", "harbour-board"}
    assert {row.id for row in store.speaker_sentiments(view)} == {"ola-berg", "harbour-board"}
    assert store.totals(view).all_quotes == 2
    assert store.unknown(View(other, speakers=("mira-sandoval",))) == [("speakers", "mira-sandoval")]
    assert store.names(other, ["mira-sandoval", BRIDGE.id]) == {}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (View(), (6, 6, 3, 3, 3, 3, 1)),
        (View(speakers=("ola-berg",)), (2, 6, 1, 3, 2, 3, 1)),
        (View(articles=(FERRY.id,)), (2, 6, 2, 3, 1, 3, 0)),
        (View(articles=(SILENT.id,)), (0, 6, 0, 3, 1, 3, 0)),
        (View(sentiments=("positive",)), (3, 6, 2, 3, 2, 3, 1)),
        (View(search="nowhere"), (0, 6, 0, 3, 0, 3, 0)),
    ],
)
def test_totals(store: Store, filled: str, filters: View, expected: tuple[int, ...]) -> None:
    found = store.totals(replace(filters, collection=filled))
    assert (
        found.quotes,
        found.all_quotes,
        found.speakers,
        found.all_speakers,
        found.articles,
        found.all_articles,
        found.unattributed,
    ) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (View(), {"port-ansel": 5, "mira-sandoval": 2, "ola-berg": 2, "harbour-board": 1}),
        (
            View(entities=("ola-berg",)),
            {"port-ansel": 5, "mira-sandoval": 2, "ola-berg": 2, "harbour-board": 1},
        ),
        (View(labels=("ORG", "GPE")), {"port-ansel": 5, "harbour-board": 1}),
        (View(articles=(FERRY.id,)), {"port-ansel": 1, "ola-berg": 1, "harbour-board": 1}),
        (View(speakers=("mira-sandoval",)), {"port-ansel": 2}),
        (View(speakers=(UNATTRIBUTED,)), {"mira-sandoval": 1}),
        (View(kinds=("direct",), labels=("GPE",)), {"port-ansel": 2}),
        (View(search="ferry"), {"port-ansel": 1}),
        (View(search="nowhere"), {}),
    ],
)
def test_entities_are_counted_over_the_other_filters(
    store: Store, filled: str, filters: View, expected: dict[str, int]
) -> None:
    rows = store.entity_counts(replace(filters, collection=filled))
    assert {row.id: row.mentions for row in rows} == expected
    assert [row.mentions for row in rows] == sorted(expected.values(), reverse=True)


def test_an_entity_row(store: Store, filled: str) -> None:
    rows = {row.id: row for row in store.entity_counts(View(filled))}
    port, ola = rows["port-ansel"], rows["ola-berg"]
    assert (port.name, port.label, port.articles, port.speaks) == ("Port Ansel", "GPE", 3, False)
    assert (ola.name, ola.label, ola.articles, ola.speaks) == ("Ola Berg", "PERSON", 2, True)


def test_an_entity_is_called_what_most_of_its_mentions_are(store: Store, filled: str) -> None:
    other = make_reading("PORT ANSEL", [], [("PORT ANSEL", "ORG")])
    keep(store, filled, other)
    row = store.entity_counts(View(filled), limit=1)[0]
    assert (row.id, row.name, row.label, row.mentions) == ("port-ansel", "Port Ansel", "GPE", 6)


def test_the_top_entities_and_the_chosen_one(store: Store, filled: str) -> None:
    assert [row.id for row in store.entity_counts(View(filled), limit=1)] == ["port-ansel"]
    chosen = View(filled, entities=("harbour-board",))
    assert [row.id for row in store.entity_counts(chosen, limit=1)] == ["port-ansel", "harbour-board"]


@pytest.mark.parametrize(
    ("search", "expected"), [("BERG", ["ola-berg"]), ("o%", []), ("ar", ["harbour-board"]), ("zz", [])]
)
def test_entities_are_searched_by_name(store: Store, filled: str, search: str, expected: list[str]) -> None:
    view = View(filled, entities=("port-ansel",))
    assert [row.id for row in store.entity_counts(view, search=search)] == expected


def test_speakers_with_their_shares_and_intervals(store: Store, filled: str) -> None:
    rows = store.speaker_sentiments(View(filled))
    assert [(row.id, row.kind, row.quotes, row.words) for row in rows] == [
        ("mira-sandoval", "person", 2, 12),
        ("ola-berg", "person", 2, 10),
        ("harbour-board", "organization", 1, 3),
    ]
    mira, ola, board = rows
    assert (mira.negative, mira.neutral, mira.positive) == (1.0, 0.0, 0.0)
    assert (ola.negative, ola.neutral, ola.positive) == (0.0, 0.5, 0.5)
    assert ola.sentiment == mean_interval([0.5, -0.25])
    assert (board.sentiment.low, board.sentiment.high, board.sentiment.n) == (-1.0, 1.0, 1)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (View(speakers=("ola-berg",)), {"mira-sandoval": 2, "ola-berg": 2, "harbour-board": 1}),
        (View(speakers=(UNATTRIBUTED,)), {"mira-sandoval": 2, "ola-berg": 2, "harbour-board": 1}),
        (View(articles=(FERRY.id,)), {"ola-berg": 1, "harbour-board": 1}),
        (View(entities=("port-ansel",)), {"mira-sandoval": 2, "ola-berg": 1}),
        (View(sentiments=("positive",), speakers=("mira-sandoval",)), {"ola-berg": 1, "harbour-board": 1}),
        (View(kinds=("mixed",)), {"mira-sandoval": 1}),
    ],
)
def test_speakers_are_counted_over_the_other_filters(
    store: Store, filled: str, filters: View, expected: dict[str, int]
) -> None:
    rows = store.speaker_sentiments(replace(filters, collection=filled))
    assert {row.id: row.quotes for row in rows} == expected
    assert {row.id: row.sentiment.n for row in rows} == expected


def test_the_top_speakers_and_the_chosen_one(store: Store, filled: str) -> None:
    view = View(filled, speakers=("harbour-board", UNATTRIBUTED))
    assert [row.id for row in store.speaker_sentiments(view, limit=1)] == ["mira-sandoval", "harbour-board"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (View(), [4, 2, 0]),
        (View(articles=(FERRY.id,)), [4, 2, 0]),
        (View(speakers=("ola-berg",)), [1, 1, 0]),
        (View(search="nowhere"), [0, 0, 0]),
    ],
)
def test_every_article_is_listed_with_its_quotes_in_view(
    store: Store, filled: str, filters: View, expected: list[int]
) -> None:
    rows = store.articles(replace(filters, collection=filled))
    assert [row.quotes for row in rows] == expected
    assert [(row.id, row.title, row.file, row.date) for row in rows] == [
        (BRIDGE.id, "A bridge", "a.txt", "2026-03-01"),
        (FERRY.id, None, "ferry.txt", "2026-03-02"),
        (SILENT.id, None, "silent.txt", None),
    ]
    assert rows[2].words == 6


@pytest.mark.parametrize(
    ("filters", "field", "expected"),
    [
        (View(), "kinds", {"direct": 4, "mixed": 1, "indirect": 1}),
        (View(kinds=("mixed",)), "kinds", {"direct": 4, "mixed": 1, "indirect": 1}),
        (View(kinds=("mixed",)), "sentiments", {"negative": 1}),
        (View(speakers=("ola-berg",)), "sentiments", {"positive": 1, "neutral": 1}),
        (View(), "senses", {"speech": 5, "belief": 1}),
        (View(), "labels", {"PERSON": 2, "GPE": 1, "ORG": 1}),
        (View(labels=("ORG",), entities=("port-ansel",)), "labels", {"PERSON": 2, "GPE": 1, "ORG": 1}),
        (View(speakers=("mira-sandoval",)), "labels", {"GPE": 1}),
    ],
)
def test_facets_count_over_the_other_filters(
    store: Store, filled: str, filters: View, field: str, expected: dict[str, int]
) -> None:
    assert store.facet_counts(replace(filters, collection=filled), field) == expected


def test_find_quote(store: Store, filled: str) -> None:
    last = store.quotes(View(filled))[-1]
    assert store.find_quote(View(filled, quote=last.ref, speakers=("mira-sandoval",))) == last
    assert store.find_quote(View(filled, quote="q2", articles=(FERRY.id,))) == last
    for quote in ("q9", "0" * 12 + ".q1", "", "%"):
        assert store.find_quote(View(filled, quote=quote)) is None


def test_names(store: Store, filled: str) -> None:
    ids = ["ola-berg", "port-ansel", BRIDGE.id, FERRY.id, UNATTRIBUTED, "nobody"]
    assert store.names(filled, ids) == {
        "ola-berg": "Ola Berg",
        "port-ansel": "Port Ansel",
        BRIDGE.id: "A bridge",
        FERRY.id: "ferry.txt",
        UNATTRIBUTED: "Unattributed",
    }
    assert store.names(filled, []) == {}
    assert [(row.id, row.kind) for row in store.speakers(filled)] == [
        ("harbour-board", "organization"),
        ("mira-sandoval", "person"),
        ("ola-berg", "person"),
    ]


def test_unknown_names_what_a_link_asks_for_in_vain(store: Store, filled: str) -> None:
    view = View(
        filled,
        speakers=("ola-berg", "nobody", UNATTRIBUTED),
        entities=("atlantis", "port-ansel"),
        articles=("0" * 64,),
        quote="q77",
    )
    assert store.unknown(view) == [
        ("speakers", "nobody"),
        ("entities", "atlantis"),
        ("articles", "0" * 64),
        ("quote", "q77"),
    ]
    assert store.unknown(View(filled, speakers=("ola-berg",), articles=(FERRY.id,), quote="q1")) == []


def test_an_empty_collection_and_none_at_all_count_nothing(store: Store) -> None:
    for view in (View(store.create_collection("Empty")), View()):
        assert store.totals(view).all_quotes == 0
        assert store.quotes(view) == store.entity_counts(view) == store.speaker_sentiments(view) == []
        assert store.articles(view) == []
        assert store.facet_counts(view, "kinds") == store.facet_counts(view, "labels") == {}


# The database itself


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("not a url", "The database URL cannot be used"),
        ("nosuchbase://secret@host/x", "The database URL cannot be used"),
        ("sqlite://", "A database in memory is not shared"),
        ("sqlite:///:memory:", "A database in memory is not shared"),
    ],
)
def test_a_url_that_cannot_be_used(bad: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        Store(bad)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear database, " * 100)
    with pytest.raises(StoreError, match=r"letter\.txt cannot be written: file is not a database"):
        Store(f"sqlite:///{path}")
    assert path.read_text().startswith("Dear database")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"The data folder .* cannot be made"):
        Store(f"sqlite:///{tmp_path / 'file' / 'data' / 'x.sqlite3'}")


def test_a_database_of_a_newer_whosaid_is_left_alone(url: str, store: Store) -> None:
    newer = VERSION + 1
    store._database.write(lambda conn: conn.execute(tables.schema_version.update().values(version=newer)))
    with pytest.raises(StoreError, match=f"schema version {newer}, made by a newer Whosaid"):
        Store(url)


def test_an_older_database_is_brought_up_to_date_step_by_step(store: Store, filled: str) -> None:
    def step(name: str) -> object:
        def act(connection: Connection) -> None:
            connection.execute(text(f"ALTER TABLE collections ADD COLUMN {name} TEXT"))

        return act

    steps = {VERSION: step("colour"), VERSION + 1: step("shape")}
    for _ in range(2):  # the second time there is nothing left to do
        store._database.write(lambda conn: migrate(conn, VERSION + 2, steps))  # type: ignore[arg-type]
    row = store._database.read(lambda conn: conn.execute(text("SELECT * FROM collections")).mappings().one())
    assert {"colour", "shape"} <= set(row)
    assert count(store, "schema_version") == 1
    with pytest.raises(StoreError, match=f"schema version {VERSION + 2}"):
        store._database.write(migrate)


def test_a_failed_step_leaves_the_database_as_it_was(store: Store) -> None:
    def broken(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE collections ADD COLUMN colour TEXT"))
        connection.execute(text("nonsense"))

    with pytest.raises(StoreError, match="syntax error"):
        store._database.write(lambda conn: migrate(conn, VERSION + 1, {VERSION: broken}))
    store._database.write(migrate)
    columns = store._database.read(lambda conn: conn.execute(text("SELECT * FROM collections")).keys())
    assert "colour" not in columns


def test_a_save_that_fails_leaves_nothing(store: Store) -> None:
    collection = store.create_collection("x")
    twice = replace(bridge(), quotes=bridge().quotes[:1] * 2)
    with pytest.raises(StoreError, match=r"(?i)cannot be written: .*unique constraint"):
        keep(store, collection, twice)
    assert (count(store, "files"), count(store, "readings"), count(store, "quotes")) == (0, 0, 0)


def test_what_cannot_be_written_as_unicode_is_an_error_of_ours(store: Store) -> None:
    with pytest.raises(StoreError, match="surrogates not allowed"):
        store.create_collection("\ud800")


@sqlite_only
def test_sqlite_is_set_up_for_many_readers(store: Store, url: str) -> None:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    finally:
        connection.close()
    row = {"collection": "nowhere", "article": "x", "reading": 1, "file": "x", "position": 1}
    with pytest.raises(StoreError, match="FOREIGN KEY constraint failed"):
        store._database.write(lambda conn: conn.execute(insert(tables.collection_articles), row))


def test_readers_go_on_while_somebody_writes(store: Store, filled: str) -> None:
    def writing(connection: Connection) -> int:
        connection.execute(tables.collections.update().values(name="half done"))
        return len(store.quotes(View(filled))) + (store.collection(filled).name == "Two articles")

    assert store._database.write(writing) == 7


def test_many_threads_write_at_once(url: str) -> None:
    """Each with a store of its own, as separate server processes have it; some of the same article."""
    with Store(url) as store:
        collection = store.create_collection("Busy")
    errors: list[Exception] = []

    def write(number: int) -> None:
        try:
            with Store(url) as mine:
                for place in range(6):
                    text_of = f"“Word {place},” said Ann. {number if place % 2 else 'shared'}"
                    reading = make_reading(text_of, [Said(f"Word {place},", "Ann")], [("Ann", "PERSON")])
                    keep(mine, collection, reading)
                    mine.add_receipt(collection, Receipt(f"{number}-{place}", "read", "Read."))
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with Store(url) as store:
        assert store.collection(collection).articles == 3 + 5 * 3
        assert len(store.receipts(collection)) == 30
        positions = select(tables.collection_articles.c.position)
        placed = store._database.read(lambda conn: list(conn.execute(positions).scalars()))
        assert sorted(placed) == list(range(1, 19))


def test_the_setting_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("WHOSAID_DATABASE_URL", raising=False)
    monkeypatch.setenv("WHOSAID_DATA", str(tmp_path / "here"))
    with Store() as store:
        store.create_collection("x")
    assert (tmp_path / "here" / "whosaid.sqlite3").exists()


def test_an_article_of_any_text_is_kept(store: Store) -> None:
    collection = store.create_collection("Odd")
    odd: Article = article("\x01 “a\u2028b”\r\n😀 ' \" ; <script>", title="<b>")
    keep(store, collection, make_reading(odd, [Said("a\u2028b")]))
    assert store.reading(collection, odd.id).article == odd
    assert [row.quote.text for row in store.quotes(View(collection, search="A B"))] == ["a\u2028b"]
