"""An article that a person puts right: it takes the place of the one before, with other words or other details."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import text as sql

from components.amending import names_in
from tests import standin
from tests.readings import MODEL
from tests.test_queue import collection as collection
from tests.test_queue import store as store
from tests.test_queue import until, working
from tests.test_store import url as url
from whosaid import ingest, intake
from whosaid.articles import Article, Removed
from whosaid.errors import NotFound, UnreadableFile
from whosaid.ingest import Details, Upload
from whosaid.ingest.workers import Here
from whosaid.intake import canonical
from whosaid.store import Store
from whosaid.store.migrations import STEPS
from whosaid.view import View

FIRST = "“The bridge is closed,” said Ann. The council met on Monday evening to talk about it for two hours."
BACK = "© 2025 Quay Observer. “All rights reserved,” said Ann."
LAST = "“It will open in May,” said Ann. Nobody in the room was seen to disagree with her on that point."


def boats(name: str) -> str:
    """Words that no other article has, so that none is a copy of another."""
    return " ".join(f"{name}{number} sailed to {number}{name}." for number in range(30))


def amended(store: Store, collection_id: str, upload: Upload) -> None:
    """Read it in the queue, as the dashboard does."""
    store.queue.add(collection_id, "batch", [upload], [])
    with working(store, partial(Here, standin.analyse, MODEL)):
        until(lambda: not store.queue.pending())


@pytest.fixture
def taken_out(store: Store, collection: str) -> Article:
    """Of three articles the middle one, from which a line was taken out."""
    names = ("one.txt", "two.txt", "three.txt")
    texts = [f"{FIRST}\n\n{boats(name)}\n\n{LAST}" for name in names]
    removed = Removed(BACK, "copyright", len(texts[1]) - len(LAST))
    packed = canonical.packed(canonical.Stated(texts[1], title="Bridge", removed=(removed,)))
    uploads = [
        Upload("one.txt", texts[0].encode()),
        Upload("two.txt", packed),
        Upload("three.txt", texts[2].encode()),
    ]
    ingest.ingest(store, collection, uploads, analyse=standin.analyse, model=MODEL)
    rows = store.articles(View(collection=collection))
    return store.reading(collection, rows[1].id).article


def files(store: Store, collection_id: str) -> list[str]:
    return [row.file for row in store.articles(View(collection=collection_id))]


def test_what_was_left_out_is_put_back_and_read(
    store: Store,
    collection: str,
    taken_out: Article,
) -> None:
    assert store.totals(View(collection=collection)).quotes == 6
    amended(store, collection, ingest.put_back(store, collection, taken_out.id, [0]))
    assert files(store, collection) == ["one.txt", "two.txt", "three.txt"]
    row = store.articles(View(collection=collection))[1]
    assert row.id != taken_out.id
    article = store.reading(collection, row.id).article
    assert article.removed == ()
    assert article.text.index(BACK) < article.text.index(LAST)
    assert article.title == "Bridge"
    assert store.totals(View(collection=collection)).quotes == 7


def test_other_details_leave_words_and_place_as_they_were(
    store: Store,
    collection: str,
    taken_out: Article,
) -> None:
    details = Details("The bridge", "2025-03-01", "Quay Observer", ("Mira Okonjo",))
    amended(store, collection, ingest.with_details(store, collection, taken_out.id, details))
    row = store.articles(View(collection=collection))[1]
    article = store.reading(collection, row.id).article
    assert replace(article, id=taken_out.id) == replace(
        taken_out, title="The bridge", date="2025-03-01", outlet="Quay Observer", authors=("Mira Okonjo",)
    )
    assert files(store, collection) == ["one.txt", "two.txt", "three.txt"]


def test_putting_back_what_is_not_there_says_so(
    store: Store,
    collection: str,
    taken_out: Article,
) -> None:
    with pytest.raises(IndexError, match="nothing was removed under number 1"):
        ingest.put_back(store, collection, taken_out.id, [1])
    with pytest.raises(NotFound):
        ingest.put_back(store, collection, "0" * 64, [0])


def test_another_collection_keeps_the_article_as_it_was(
    store: Store,
    collection: str,
    taken_out: Article,
) -> None:
    other = store.create_collection("Other")
    packed = canonical.packed(canonical.stated(taken_out))
    ingest.ingest(store, other, [Upload("two.txt", packed)], analyse=standin.analyse, model=MODEL)
    kept = store.articles(View(collection=other))[0].id
    amended(store, collection, ingest.put_back(store, collection, taken_out.id, [0]))
    assert [row.id for row in store.articles(View(collection=other))] == [kept]
    assert store.reading(other, kept).article.removed


def last_quote(store: Store, collection: str, article: str) -> str:
    """The ref of the last quote of an article, which stands behind what was left out."""
    return store.quotes(View(collection, articles=(article,)), limit=10)[-1].ref


def test_a_link_to_what_was_amended_leads_to_what_took_its_place(
    store: Store, collection: str, taken_out: Article
) -> None:
    old = taken_out.id
    ref = last_quote(store, collection, old)
    view = View(collection, articles=(old,), not_articles=(old,), quote=ref)
    assert store.successors(collection, store.unknown(view)) == {}
    amended(store, collection, ingest.put_back(store, collection, old, [0]))
    new = store.articles(View(collection))[1].id
    moved = view.moved(store.successors(collection, store.unknown(view)))
    assert (moved.articles, moved.not_articles) == ((new,), (new,))
    assert moved.quote == last_quote(store, collection, new) != f"{new[:12]}.{ref.partition('.')[2]}"
    assert store.unknown(moved) == []
    details = Details("The bridge", None, None, ())
    amended(store, collection, ingest.with_details(store, collection, new, details))
    newest = store.articles(View(collection))[1].id
    found = store.successors(collection, store.unknown(view))
    assert found == {old: newest, ref: last_quote(store, collection, newest)}
    assert store.successors(store.create_collection("Other"), store.unknown(view)) == {}


def test_back_to_what_it_was_leads_back(store: Store, collection: str, taken_out: Article) -> None:
    before, *_ = [row.id for row in store.articles(View(collection))]
    for title in ("One", "Two", "One"):
        row = store.articles(View(collection))[0]
        amended(
            store, collection, ingest.with_details(store, collection, row.id, Details(title, None, None, ()))
        )
    now = store.articles(View(collection))[0].id
    assert store.successors(collection, [("articles", before)]) == {before: now}
    assert store.successors(collection, [("articles", now)]) == {}


def test_a_database_of_an_older_version_learns_what_succeeds(store: Store, collection: str) -> None:
    store._database.write(lambda conn: conn.execute(sql("DROP TABLE successors")))
    store._database.write(STEPS[9])
    assert store.successors(collection, [("articles", "a" * 64), ("quote", f"{'a' * 12}.q1")]) == {}


def test_the_file_of_an_amended_article_is_read_as_it_is() -> None:
    removed = (Removed("Share this article", "share", 0), Removed("End", "end", None))
    article = intake.read(
        canonical.packed(canonical.Stated("Sign up to our newsletter\n\nIt rained.", removed=removed)),
        name="a.txt",
    )
    assert (article.text, article.removed) == ("Sign up to our newsletter\n\nIt rained.", removed)


def test_a_damaged_one_is_called_so() -> None:
    packed = canonical.packed(canonical.Stated("It rained.", removed=(Removed("x", "y", 3),)))
    with pytest.raises(UnreadableFile, match="but damaged"):
        intake.read(packed.replace(b'"at":3', b'"at":[]'), name="a.txt")


def test_a_queue_of_an_older_version_learns_to_replace(store: Store) -> None:
    store._database.write(lambda conn: conn.execute(sql("ALTER TABLE queue DROP COLUMN replaces")))
    store._database.write(STEPS[5])
    collection_id = store.create_collection("Later")
    store.queue.add(collection_id, "batch", [Upload("a.txt", b"It rained.", replaces="a" * 64)], [])
    task = store.queue.claim("me", lambda groups: groups[0], 60.0)
    assert task is not None
    assert task.upload.replaces == "a" * 64


@pytest.mark.parametrize(
    ("written", "before", "names"),
    [
        ("Lind, Ana; Reyl, Tomas", ("Lind, Ana", "Reyl, Tomas"), ("Lind, Ana", "Reyl, Tomas")),
        ("Lind, Ana; Jo Marsh", ("Lind, Ana",), ("Lind, Ana", "Jo Marsh")),
        ("Ana Lind, Quay Post; Jo Marsh", ("Ana Lind, Quay Post",), ("Ana Lind, Quay Post", "Jo Marsh")),
        ("Ana Lind, Jo Marsh", (), ("Ana Lind", "Jo Marsh")),
        ("Ana Lind;", ("Jo Marsh",), ("Ana Lind",)),
        ("", ("Jo Marsh",), ()),
    ],
)
def test_the_names_that_are_written_for_authors(
    written: str, before: tuple[str, ...], names: tuple[str, ...]
) -> None:
    assert names_in(written, before) == names
