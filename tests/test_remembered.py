"""What the store remembers is what it would count: for made-up collections and any filter, before and after writing."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from evaluation.dashboard.readings import readings
from whosaid.articles import POLARITIES, QUOTE_KINDS, Quote, Reading
from whosaid.errors import NotFound, StoreError
from whosaid.store import Store
from whosaid.view import View

ARTICLES = 6


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'remembered.sqlite3'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store(url) as store:
        yield store


@pytest.fixture
def kept(store: Store) -> tuple[str, list[Reading]]:
    collection = store.create_collection("Made up")
    made = list(islice(readings(ARTICLES), ARTICLES))
    for reading, raw, file in made:
        store.save(collection, reading, raw, file=file)
    return collection, [reading for reading, _, _ in made]


def some_view(chance: random.Random, collection: str, made: list[Reading]) -> View:
    """A view of random filters, each of which is set half of the time."""
    speakers = [quote.speaker for reading in made for quote in reading.quotes if quote.speaker]
    fields = {
        "speakers": (chance.choice([*speakers, "-"]), *chance.sample(speakers, chance.randint(0, 6))),
        "sentiments": (chance.choice(POLARITIES),),
        "kinds": tuple(chance.sample(QUOTE_KINDS, 2)),
        "confidence": chance.choice(("50", "70", "90", "unsure")),
        "articles": tuple({chance.choice(made).article.id for _ in range(3)}),
        "not_kinds": (chance.choice(QUOTE_KINDS),),
    }
    chosen = {name: value for name, value in fields.items() if chance.random() < 0.5}
    return replace(View(collection), **chosen)  # type: ignore[arg-type]


def passes(view: View, reading: Reading, quote: Quote, without: str = "") -> bool:
    """By hand what the filters say of a quote; ``without``: a field that does not count."""
    sure = {"50": 0.5, "70": 0.7, "90": 0.9}
    confident = {
        "": True,
        "unsure": quote.speaker is not None and quote.confidence < 0.7,
        **{key: quote.speaker is not None and quote.confidence >= least for key, least in sure.items()},
    }
    holds = {
        "speakers": not view.speakers or (quote.speaker or "-") in view.speakers,
        "sentiments": not view.sentiments or quote.sentiment.label in view.sentiments,
        "kinds": not view.kinds or quote.kind in view.kinds,
        "confidence": confident[view.confidence],
        "articles": not view.articles or reading.article.id in view.articles,
        "not_kinds": quote.kind not in view.not_kinds,
    }
    return all(held for name, held in holds.items() if name != without)


def left(view: View, made: list[Reading], without: str = "") -> list[Quote]:
    return [quote for reading in made for quote in reading.quotes if passes(view, reading, quote, without)]


@pytest.mark.parametrize("seed", range(12))
def test_every_count_is_that_of_the_quotes_themselves(
    store: Store, kept: tuple[str, list[Reading]], seed: int
) -> None:
    collection, made = kept
    view = some_view(random.Random(seed), collection, made)
    for _ in range(2):  # counted, then remembered
        check(store, view, made)
    store.remove_article(collection, made[seed % ARTICLES].article.id)
    check(store, view, [reading for number, reading in enumerate(made) if number != seed % ARTICLES])


def check(store: Store, view: View, made: list[Reading]) -> None:
    shown = left(view, made)
    totals = store.totals(view)
    assert (totals.quotes, totals.all_quotes) == (len(shown), len(made) * 30)
    assert totals.speakers == len({quote.speaker for quote in shown if quote.speaker})
    assert totals.unattributed == sum(quote.speaker is None for quote in left(view, made, "speakers"))
    assert sorted(row.quote.text for row in store.quotes(view, limit=999)) == sorted(
        quote.text for quote in shown
    )
    heard = Counter(quote.speaker for quote in left(view, made, "speakers") if quote.speaker)
    rows = store.speaker_sentiments(view, limit=999)
    assert {row.id: row.quotes for row in rows} == heard
    for row in rows:
        scores = [quote.sentiment.score for quote in left(view, made, "speakers") if quote.speaker == row.id]
        assert row.sentiment.mean == pytest.approx(sum(scores) / len(scores))
    for field, trait in (
        ("sentiments", lambda quote: quote.sentiment.label),
        ("kinds", lambda quote: quote.kind),
    ):
        counted = Counter(trait(quote) for quote in left(view, made, field))
        assert store.facet_counts(view, field) == counted
    sure = [quote for quote in left(view, made, "confidence") if quote.speaker]
    confident = {"50": 0.5, "70": 0.7, "90": 0.9}
    expected = {key: sum(one.confidence >= least for one in sure) for key, least in confident.items()}
    expected["unsure"] = sum(one.confidence < 0.7 for one in sure)
    assert store.facet_counts(view, "confidence") == {key: size for key, size in expected.items() if size}
    of_articles = {row.id: row.quotes for row in store.articles(view, limit=ARTICLES)}
    assert of_articles == {
        reading.article.id: sum(passes(view, reading, quote, "articles") for quote in reading.quotes)
        for reading in made
    }


def test_what_another_process_writes_is_seen(store: Store, url: str, kept: tuple[str, list[Reading]]) -> None:
    collection, made = kept
    view = View(collection)
    assert store.totals(view).all_articles == ARTICLES
    reading, raw, file = list(readings(ARTICLES + 1))[-1]
    with Store(url) as other:
        other.save(collection, reading, raw, file=file)
        other.rename_collection(collection, "Renamed")
    assert store.totals(view).all_articles == ARTICLES + 1
    assert store.collection(collection).name == "Renamed"
    assert len(store.articles(view, limit=99)) == len(made) + 1


def test_an_answer_is_not_changed_by_who_got_it(store: Store, kept: tuple[str, list[Reading]]) -> None:
    view = View(kept[0])
    store.quotes(view).clear()
    store.names(kept[0], [kept[1][0].quotes[0].speaker or "-"]).clear()
    assert len(store.quotes(view)) == 50


def test_few_articles_are_those_with_most_quotes_and_the_chosen(
    store: Store, kept: tuple[str, list[Reading]]
) -> None:
    collection, _ = kept
    view = View(collection, sentiments=("negative",))
    every = store.articles(view)
    most = sorted(every, key=lambda row: -row.quotes)
    found = store.articles(replace(view, articles=(most[-1].id,)), limit=2)
    assert {row.id for row in found} == {most[0].id, most[1].id, most[-1].id}
    assert [row.id for row in found] == [row.id for row in every if row.id in {one.id for one in found}]


def test_of_many_scores_bins_are_as_good(store: Store, kept: tuple[str, list[Reading]], monkeypatch) -> None:  # type: ignore[no-untyped-def]
    view = View(kept[0])
    exact = store.speaker_sentiments(view)
    monkeypatch.setattr("whosaid.store.tones._FEW_SCORES", 0)
    with Store(store._database.engine.url.render_as_string()) as binning:
        for row, binned in zip(exact, binning.speaker_sentiments(view), strict=True):
            assert binned.sentiment.mean == pytest.approx(row.sentiment.mean)
            assert (binned.sentiment.low, binned.sentiment.high) == pytest.approx(
                (row.sentiment.low, row.sentiment.high), abs=0.15
            )


def test_what_was_removed_is_not_remembered(store: Store, kept: tuple[str, list[Reading]]) -> None:
    collection, made = kept
    store.reading(collection, made[0].article.id)
    store.remove_article(collection, made[0].article.id)
    store.totals(View(collection))
    assert [kept.version for kept in store._remembered._answers.values()] == [store.version(collection)]


def test_so_many_answers_are_remembered(
    url: str, store: Store, kept: tuple[str, list[Reading]], monkeypatch: pytest.MonkeyPatch
) -> None:
    collection, made = kept
    empty = store.create_collection("Nothing in it")
    asked = [View(empty), *(View(collection, articles=(reading.article.id,)) for reading in made)]
    with Store(url) as other:
        answers = [other.quotes(view) for view in asked]
    monkeypatch.setattr("whosaid.store.remembered._MOST", 5)
    for at in [*range(ARTICLES + 1), *reversed(range(ARTICLES + 1))]:
        assert store.quotes(asked[at]) == answers[at]
        assert sum(len(kept.known) for kept in store._remembered._answers.values()) <= 5


def test_what_was_asked_for_lately_is_remembered_longest(
    store: Store, kept: tuple[str, list[Reading]], monkeypatch: pytest.MonkeyPatch
) -> None:
    collection, made = kept
    monkeypatch.setattr("whosaid.store.remembered._MOST", 3)
    often, *others = [reading.article.id for reading in made]
    first = store.reading(collection, often)
    for other in others:
        store.reading(collection, other)
        assert store.reading(collection, often).quotes is first.quotes  # not read anew


def test_what_is_made_of_a_collection_is_made_once_until_it_changes(
    store: Store, kept: tuple[str, list[Reading]]
) -> None:
    collection, made = kept
    asked: list[int] = []

    def make() -> list[int]:
        asked.append(store.collection(collection).articles)
        return asked[-1:]

    assert (
        store.remember(collection, ("made",), make)
        == store.remember(collection, ("made",), make)
        == [ARTICLES]
    )
    store.remove_article(collection, made[0].article.id)
    assert store.remember(collection, ("made",), make) == [ARTICLES - 1]
    assert asked == [ARTICLES, ARTICLES - 1]


@pytest.mark.parametrize("seed", range(6))
def test_refs_are_those_of_the_quotes(store: Store, kept: tuple[str, list[Reading]], seed: int) -> None:
    collection, made = kept
    view = some_view(random.Random(seed), collection, made).within(made[seed % ARTICLES].article.id)
    assert store.refs(view) == {row.ref for row in store.quotes(view, limit=1000)}


def test_a_page_reads_one_state_until_it_writes(
    url: str, store: Store, kept: tuple[str, list[Reading]]
) -> None:
    collection, _ = kept
    with store.one_state(), Store(url) as other:
        assert store.collection(collection).name == "Made up"
        other.rename_collection(collection, "Renamed elsewhere")
        assert store.collection(collection).name == "Made up"
        before = store.totals(View(collection))
        store.create_collection("Made here")
        assert store.collection(collection).name == "Renamed elsewhere"
        assert store.totals(View(collection)) == before
    assert store.collection(collection).name == "Renamed elsewhere"


def test_what_changes_while_a_page_is_drawn_is_not_kept_for_later(
    url: str, store: Store, kept: tuple[str, list[Reading]]
) -> None:
    collection, made = kept
    with Store(url) as other:
        with store.one_state():
            before = store.totals(View(collection))
            other.remove_article(collection, made[0].article.id)
            assert store.totals(View(collection)) == before
        assert store.totals(View(collection)) == other.totals(View(collection)) != before


def test_a_page_goes_on_after_a_question_that_cannot_be_answered(
    store: Store, kept: tuple[str, list[Reading]]
) -> None:
    collection, _ = kept
    with store.one_state():
        with pytest.raises(NotFound):
            store.collection("-")
        with pytest.raises(StoreError):
            store._database.read(lambda conn: conn.exec_driver_sql("SELECT nothing FROM nowhere"))
        assert store.collection(collection).articles == ARTICLES
