"""Search in articles gives those first that match best, on SQLite and (with a server) on PostgreSQL.

``WHOSAID_TEST_SERVER`` names the server, as for ``test_store``.
"""
# ruff: noqa: F811  (fixtures of another module)

from __future__ import annotations

import pytest

from tests.readings import Said, article, make_reading, raw
from tests.test_store import store, url  # noqa: F401
from whosaid.store import Store
from whosaid.view import View

PASSING = (
    "“Rain is on its way,” said Ola Berg. " + "Nothing else happened in the harbour. " * 30 + "A ferry ran."
)
ABOUT = (
    "“The ferry is late,” said Mira Sandoval. The ferry, the only ferry, sank. Ferry after ferry followed."
)
SILENT = "The ferry. A ferry. Ferry, ferry, ferry."
OTHER = "“Bread is dear,” said Ion Vale. Nobody sailed."


@pytest.fixture
def collection(store: Store) -> str:
    """Four articles: the ferry in passing, as the subject, with no quote at all, and in none."""
    collection = store.create_collection("Ferries")
    for file, text, said in (
        ("passing.txt", PASSING, [Said("Rain is on its way,", "Ola Berg")]),
        ("about.txt", ABOUT, [Said("The ferry is late,", "Mira Sandoval")]),
        ("other.txt", OTHER, [Said("Bread is dear,", "Ion Vale")]),
        ("silent.txt", SILENT, []),
    ):
        store.save(collection, make_reading(article(text, file=file), said), raw(text), file=file)
    return collection


def files(store: Store, view: View, limit: int = 10) -> list[str]:
    return [row.file.removesuffix(".txt") for row in store.articles(view, limit=limit)]


@pytest.mark.parametrize("words", ["ferry", "ferr", '"ferry"', "the ferry", "ferry's", "ferry\\ 'late"])
def test_articles_and_their_quotes_come_in_the_order_of_their_match(
    store: Store,
    collection: str,
    words: str,
) -> None:
    view = View(collection, search=words, search_in="articles")
    listed = files(store, view)
    assert sorted(listed) == ["about", "other", "passing", "silent"]
    if words in ("ferry's", "ferry\\ 'late"):
        return  # nothing has these; they must not break the query
    assert (set(listed[:2]), listed[2]) == ({"silent", "about"}, "passing")
    spoken = [row.quote.speaker for row in store.quotes(view)]
    assert spoken == ["mira-sandoval", "ola-berg"]


def test_of_many_articles_the_best_are_listed_and_not_those_with_most_quotes(
    store: Store,
    collection: str,
) -> None:
    view = View(collection, search="ferry", search_in="articles")
    assert {*files(store, view, limit=2)} == {"silent", "about"}


def test_without_a_search_in_articles_they_stay_in_the_order_of_upload(
    store: Store,
    collection: str,
) -> None:
    uploaded = ["passing", "about", "other", "silent"]
    assert files(store, View(collection)) == uploaded
    assert files(store, View(collection, search="ferry")) == uploaded
    assert files(store, View(collection, search="-ferry", search_in="articles")) == uploaded


def test_quotes_that_match_better_come_first(store: Store) -> None:
    collection = store.create_collection("Quotes")
    said = [
        Said("A ferry and very much else that has nothing to do with it at all,", "Ola Berg"),
        Said("Ferry, ferry, ferry,", "Ola Berg"),
    ]
    text = " ".join(f"“{one.words}” said Ola Berg." for one in said)
    store.save(collection, make_reading(article(text), said), raw(text), file="a.txt")
    assert [row.quote.id for row in store.quotes(View(collection, search="ferry"))] == ["q2", "q1"]
