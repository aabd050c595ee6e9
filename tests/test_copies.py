"""Copies of a story: kept up to date with every change, and counted once among the articles in view."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import Connection, select

from tests import standin
from tests.older import take_back
from tests.readings import Said, article, make_reading, raw
from whosaid import receipts
from whosaid.articles import ModelInfo, Reading
from whosaid.duplicates import signature, stories
from whosaid.fields import EACH
from whosaid.ingest import Upload, ingest
from whosaid.store import Store, facets, queries
from whosaid.store.tables import copies, signatures
from whosaid.view import UNATTRIBUTED, View

STORY = (
    "The harbour board voted on Monday to reopen the ferry link between Port Ellery and the outer islands. "
    "The link had been closed for nineteen months, since a storm tore the old pier from its piles. "
    "“We have waited long enough for any boat,” said Mira Sandoval. Two boats will sail six times a day from May, and "
    "once an hour in July and August. “It costs too much,” said Ion Vale."
)
POST, MAIL, ECHO = "The Quay Post", "The Vale Mail", "The Orr Echo"
ORIGINAL, COPY, LATER, OTHER = "original.txt", "copy.txt", "later.txt", "other.txt"


def wire(file: str, opening: str, date: str | None, outlet: str | None, words: str = STORY) -> Reading:
    """An article with the story's two quotes, or of other words with one."""
    body = f"{opening} {words}"
    said = [
        Said("We have waited long enough for any boat,", "Mira Sandoval", 0.5),
        Said("It costs too much,", "Ion Vale", -0.5),
    ]
    if words != STORY:
        said = [Said("Nobody asked us,", "Mira Sandoval", -0.9)]
    of = article(body, file=file, title=file.removesuffix(".txt"), date=date, outlet=outlet)
    named = [("Mira Sandoval", "PERSON"), ("Ion Vale", "PERSON"), ("Port Ellery", "GPE")]
    return make_reading(of, said, [(name, label) for name, label in named if name in body])


READINGS = {
    COPY: wire(COPY, "The boats are back.", "2025-03-03", MAIL),
    ORIGINAL: wire(ORIGINAL, "ELLERY (Reuters)", "2025-03-01", POST),
    LATER: wire(LATER, "Good news for islanders, at last.", "2025-03-05", MAIL),
    OTHER: wire(
        OTHER, "Rain.", "2025-03-04", ECHO, "“Nobody asked us,” said Mira Sandoval of the closed school."
    ),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(f"sqlite:///{tmp_path / 'whosaid.sqlite3'}") as opened:
        yield opened


def save(store: Store, collection: str, *readings: Reading) -> None:
    for reading in readings:
        store.save(collection, reading, raw(reading.article.text), file=reading.article.file)


@pytest.fixture
def filled(store: Store) -> str:
    collection = store.create_collection("Ferries")
    save(store, collection, *READINGS.values())
    return collection


def id_of(file: str) -> str:
    return READINGS[file].article.id


def told(store: Store, collection: str, file: str) -> list[str]:
    return [copy.title for copy in store.story(collection, id_of(file))]


def test_the_earliest_is_the_first_whatever_came_first(store: Store, filled: str) -> None:
    for file in (ORIGINAL, COPY, LATER):
        assert told(store, filled, file) == ["original", "copy", "later"]
    assert told(store, filled, OTHER) == []
    assert store.copies(filled) == 2
    first = store.story(filled, id_of(LATER))[0]
    assert (first.article, first.outlet, first.date) == (id_of(ORIGINAL), POST, "2025-03-01")


def test_without_dates_the_first_is_that_uploaded_first_and_dated_ones_come_before(store: Store) -> None:
    collection = store.create_collection("Undated")
    undated = [wire(f"{name}.txt", name, None, None) for name in ("one", "two")]
    save(store, collection, *undated)
    assert [copy.title for copy in store.story(collection, undated[1].article.id)] == ["one", "two"]
    save(store, collection, wire("three.txt", "three", "2025-03-09", None))
    assert [copy.title for copy in store.story(collection, undated[1].article.id)] == ["three", "one", "two"]


@pytest.mark.parametrize(
    ("filters", "files"),
    [
        (View(), [ORIGINAL, OTHER]),
        (View(copies=EACH), [COPY, ORIGINAL, LATER, OTHER]),
        (View(outlets=(MAIL,)), [COPY]),
        (View(outlets=(MAIL,), copies=EACH), [COPY, LATER]),
        (View(outlets=(MAIL, POST)), [ORIGINAL]),
        (View(not_outlets=(POST,)), [COPY, OTHER]),
        (View(date_from="2025-03-02"), [COPY, OTHER]),
        (View(date_from="2025-03-04", date_to="2025-03-31"), [LATER, OTHER]),
        (View(articles=(id_of(LATER),)), [LATER]),
        (View(articles=(id_of(LATER), id_of(COPY))), [COPY]),
        (View(not_articles=(id_of(ORIGINAL),)), [COPY, OTHER]),
        (View(search="news", search_in="articles"), [LATER]),
        (View(search="enough"), [ORIGINAL]),
        (View(speakers=("ion-vale",)), [ORIGINAL]),
    ],
    ids=lambda value: "" if isinstance(value, list) else str(sorted(value.to_query().items())),
)
def test_of_the_copies_in_view_the_first_counts(
    store: Store, filled: str, filters: View, files: list[str]
) -> None:
    view = replace(filters, collection=filled)
    shown = store.quotes(view)
    assert list(dict.fromkeys(row.article for row in shown)) == [id_of(file) for file in files]
    totals = store.totals(view)
    assert (totals.quotes, totals.articles) == (len(shown), len(files))
    side = store.side_totals([view])[0]
    assert (side.quotes, side.articles) == (len(shown), len(files))
    assert sum(cell.quotes for cell in store._counted(facets.cells, view)) == len(shown)


def test_every_panel_counts_a_story_once(store: Store, filled: str) -> None:
    once, each = View(filled), View(filled, copies=EACH)
    assert (store.totals(once).all_quotes, store.totals(each).all_quotes) == (3, 7)
    assert (store.totals(once).all_articles, store.totals(each).all_articles) == (2, 4)
    for view, said in ((once, 1), (each, 3)):
        ion = next(row for row in store.speaker_sentiments(view) if row.id == "ion-vale")
        assert (ion.quotes, ion.sentiment.n) == (said, said)
        assert next(row for row in store.tones(view).rows if row.id == "ion-vale").quotes == said
        assert next(row for row in store.voices(view).rows if row.id == "ion-vale").quotes == said
        assert next(row for row in store.entity_counts(view) if row.id == "port-ellery").articles == said
        assert len(store.dots(view, ["ion-vale"])) == said
        assert sum(period.quotes for period in store.over_time(view)) == 2 * said + 1
        assert store.facet_counts(view, "kinds") == {"direct": 2 * said + 1}
        assert store.facet_counts(view, "speaker_kinds") == {"person": 2 * said + 1}
        assert store.group_sizes(view, "speaker")["ion-vale"] == said


def test_what_stands_beside_an_outlet_is_what_choosing_it_shows(store: Store, filled: str) -> None:
    counts = store.facet_counts(View(filled), "outlets")
    assert counts == {MAIL: 2, POST: 2, ECHO: 1}
    for outlet, quotes in counts.items():
        assert store.totals(View(filled, outlets=(outlet,))).quotes == quotes
    assert store.facet_counts(View(filled, copies=EACH), "outlets") == {MAIL: 4, POST: 2, ECHO: 1}


def test_articles_without_an_outlet_are_one_outlet_among_the_counts(store: Store) -> None:
    collection = store.create_collection("Nowhere")
    save(store, collection, *[wire(f"{number}.txt", f"Take {number}.", None, None) for number in range(3)])
    assert store.facet_counts(View(collection), "outlets") == {UNATTRIBUTED: 2}
    assert store.totals(View(collection, outlets=(UNATTRIBUTED,))).quotes == 2


def test_each_side_of_a_comparison_has_its_own_copy(store: Store, filled: str) -> None:
    sides = [View(filled, outlets=(POST,)), View(filled, outlets=(MAIL,)), View(filled, not_outlets=(POST,))]
    assert [(total.quotes, total.articles) for total in store.side_totals(sides)] == [(2, 1), (2, 1), (3, 2)]
    ion = next(row for row in store.contrasts(sides, "speakers").rows if row.id == "ion-vale")
    assert [part.count for part in ion.parts] == [1, 1, 1]
    port = next(row for row in store.contrasts(sides, "names").rows if row.id == "port-ellery")
    assert [(part.count, part.of) for part in port.parts] == [(1, 1), (1, 1), (1, 2)]
    assert store.articles_naming(sides[2], "port-ellery") == [id_of(COPY)]
    (waited,) = store.repeats(filled)
    assert len(waited) == 3
    articles = {key: row.article for key, row in store.quotes_of(filled, waited).items()}
    found = store.sides_of(sides, waited)
    assert {articles[key]: on for key, on in found.items()} == {id_of(ORIGINAL): [0], id_of(COPY): [1, 2]}


def test_a_copy_can_be_opened_by_its_quote_and_by_itself(store: Store, filled: str) -> None:
    ref = f"{id_of(LATER)[:12]}.q2"
    found = store.find_quote(View(filled, quote=ref))
    assert found is not None
    assert found.article == id_of(LATER)
    assert store.unknown(View(filled, quote=ref, articles=(id_of(LATER),))) == []
    assert len(store.quotes(View(filled).within(id_of(LATER)))) == 2


def test_the_list_of_articles_has_copies_together_and_counts_each_by_itself(
    store: Store, filled: str
) -> None:
    for limit in (None, 10):
        rows = store.articles(View(filled), limit=limit)
        assert [(row.file, row.quotes, row.copy_of) for row in rows] == [
            (ORIGINAL, 2, None),
            (COPY, 2, id_of(ORIGINAL)),
            (LATER, 2, id_of(ORIGINAL)),
            (OTHER, 1, None),
        ]
    alone = store.articles(View(filled, articles=(id_of(LATER),)), limit=0)
    assert [(row.file, row.copy_of) for row in alone] == [(LATER, id_of(ORIGINAL))]


def test_when_the_first_is_removed_the_next_takes_its_place(store: Store, filled: str) -> None:
    before = store.version(filled)
    store.remove_article(filled, id_of(ORIGINAL))
    assert store.version(filled) > before
    assert told(store, filled, LATER) == ["copy", "later"]
    assert store.totals(View(filled)).all_quotes == 3
    store.remove_article(filled, id_of(LATER))
    assert told(store, filled, COPY) == []
    assert store.copies(filled) == 0
    assert store.totals(View(filled)).all_quotes == 3


def test_an_article_put_right_is_settled_anew(store: Store, filled: str) -> None:
    """Another date makes another first; another model's text, cleaned of the story, is no copy any more."""
    dated = replace(READINGS[LATER].article, date="2025-02-01")
    other = replace(READINGS[LATER], article=dated, model=ModelInfo("hand_made", "2"))
    store.save(filled, other, raw(dated.text), file=LATER)
    assert told(store, filled, COPY) == ["later", "original", "copy"]
    bare = replace(READINGS[LATER].article, text="“It costs too much,” said Ion Vale.")
    save_as = replace(
        READINGS[LATER], article=bare, quotes=(), speakers=(), entities=(), model=ModelInfo("x", "3")
    )
    store.save(filled, save_as, raw(READINGS[LATER].article.text), file=LATER)
    assert told(store, filled, COPY) == ["original", "copy"]
    assert told(store, filled, LATER) == []


def test_another_collection_has_its_own_copies(store: Store, filled: str) -> None:
    another = store.create_collection("One of them")
    save(store, another, READINGS[COPY])
    assert store.copies(another) == 0
    save(store, another, READINGS[LATER])
    assert [copy.title for copy in store.story(another, id_of(LATER))] == ["copy", "later"]
    assert told(store, filled, LATER) == ["original", "copy", "later"]


def test_a_collection_without_copies_is_asked_as_ever(store: Store) -> None:
    collection = store.create_collection("One article")
    save(store, collection, READINGS[COPY])
    asked: list[View] = []

    def spy(connection: Connection, view: View) -> int:
        asked.append(view)
        return queries.articles_in_view(connection, view)

    assert store._counted(spy, View(collection)) == 1
    save(store, collection, READINGS[LATER])
    assert store._counted(spy, View(collection)) == 1
    assert [view.copies for view in asked] == [EACH, ""]


def chance_texts(count: int) -> list[str]:
    """Stories, cut and mixed by chance, so that some are copies of several."""
    chance = random.Random(count)
    known = [[f"{story}w{chance.randrange(500)}" for _ in range(90)] for story in range(5)]
    texts = []
    for _ in range(count):
        first, second = chance.sample(known, 2)
        start = chance.randrange(40)
        mixed = first[start : start + chance.randint(35, 90)] + second[: chance.choice((0, 0, 30, 60))]
        texts.append(
            " ".join([*mixed, *(f"own{chance.randrange(9999)}" for _ in range(chance.randrange(40)))])
        )
    return texts


def test_what_is_kept_up_step_by_step_is_what_all_at_once_gives(store: Store) -> None:
    collection = store.create_collection("By chance")
    chance = random.Random(7)
    readings = [
        make_reading(article(words, file=f"{number}.txt", date=f"2025-01-{chance.randint(1, 28):02}"))
        for number, words in enumerate(chance_texts(60))
    ]
    chance.shuffle(readings)
    there: list[Reading] = []
    for reading in readings:
        save(store, collection, reading)
        there.append(reading)
        if chance.random() < 0.3:
            store.remove_article(collection, there.pop(chance.randrange(len(there))).article.id)
    ordered = sorted(there, key=lambda reading: str(reading.article.date))  # stable: then as uploaded
    firsts = stories([signature(reading.article.text) for reading in ordered])
    expected = {
        ordered[place].article.id: ordered[first].article.id
        for place, first in enumerate(firsts)
        if place != first
    }
    rows = store.articles(View(collection))
    assert {row.id: row.copy_of for row in rows if row.copy_of} == expected
    assert 5 < len(expected) < len(there) - 5


def test_an_older_database_gets_signatures_and_copies(store: Store, filled: str) -> None:
    def kept(connection: Connection) -> list[list[tuple[object, ...]]]:
        return [[tuple(row) for row in connection.execute(select(table))] for table in (signatures, copies)]

    before = [sorted(rows) for rows in store._database.read(kept)]
    store._database.write(lambda conn: take_back(conn, 7))
    with Store(store._database.engine.url.render_as_string(hide_password=False)) as opened:
        assert [sorted(rows) for rows in opened._database.read(kept)] == before
        assert told(opened, filled, LATER) == ["original", "copy", "later"]


def upload(name: str, words: str) -> Upload:
    return Upload(name, words.encode())


WIRE = f"{STORY.replace('“', '').replace('”', '')} {standin.FILLER * 2}"


def test_receipts_say_of_what_an_article_is_a_copy(store: Store) -> None:
    collection = store.create_collection("Uploads")
    first, second, third, other = ingest(
        store,
        collection,
        [
            upload("one.txt", f"One. {WIRE}"),
            upload("two.txt", f"Two. {WIRE}"),
            upload("three.md", f"---\ntitle: Three\ndate: 2025-02-01\noutlet: {POST}\n---\n\nThree. {WIRE}"),
            upload("four.txt", standin.text("four")),
        ],
        analyse=standin.analyse,
        model=standin.model_info(),
    )
    assert not any("copy" in notice for receipt in (first, other) for notice in receipt.notices)
    assert second.notices[-1] == "A copy of “one.txt”; the story counts once."
    assert third.notices[-1] == "“one.txt” and 1 more article are copies of it; the story counts once."
    assert [receipt.notices for receipt in store.receipts(collection)][1:3] == [second.notices, third.notices]
    assert store.story(collection, str(third.article))[0].called == f"“Three” ({POST}, 1 February 2025)"


def test_the_queue_tells_the_same_and_sums_up_for_a_file_of_many(store: Store) -> None:
    collection = store.create_collection("Queue")
    uploads = [upload("one.txt", f"One. {WIRE}"), upload("two.txt", f"Two. {WIRE}")]
    store.queue.add(collection, "batch", uploads)
    for _ in uploads:
        task = store.queue.claim("me", lambda waiting: waiting[0], 60)
        assert task is not None
        reading = standin.analyse(article(task.upload.data.decode(), file=task.upload.name))
        store.queue.finish(task, receipts.read(task.upload.name, reading), reading)
    told_of = [receipt.notices for receipt in store.receipts(collection)]
    assert told_of == [(), ("A copy of “one.txt”; the story counts once.",)]
    archive = BytesIO()
    with ZipFile(archive, "w") as packed:
        for number in range(3):
            packed.writestr(f"{number}.txt", f"Edition {number}. {WIRE}")
        packed.writestr("other.txt", standin.text("other"))
    (receipt,) = ingest(
        store,
        collection,
        [Upload("all.zip", archive.getvalue())],
        analyse=standin.analyse,
        model=standin.model_info(),
    )
    assert receipt.notices == ("3 articles: A copy of another article; a story counts once.",)


def test_an_amended_article_is_no_copy_of_what_it_takes_the_place_of(store: Store) -> None:
    collection = store.create_collection("Amended")
    save(store, collection, READINGS[ORIGINAL], READINGS[OTHER])
    other = wire(ORIGINAL, "ELLERY (Reuters) - corrected", "2025-03-02", POST)
    new = Upload(ORIGINAL, raw(other.article.text), replaces=id_of(ORIGINAL))
    store.queue.add(collection, "batch", [new])
    task = store.queue.claim("me", lambda waiting: waiting[0], 60)
    assert task is not None
    store.queue.finish(task, receipts.read(ORIGINAL, other), other)
    assert [receipt.notices for receipt in store.receipts(collection)] == [()]
    assert store.copies(collection) == 0
    assert [row.file for row in store.articles(View(collection))] == [ORIGINAL, OTHER]
