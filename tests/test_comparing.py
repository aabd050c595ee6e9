"""What Compare counts: sides by speaker, kind, name and tone, in SQL, from a real database."""

# ruff: noqa: F811  (fixtures of another module)
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.compared import ECHO, ION, MAIL, MIRA, POST, UNION, Compared, compared
from tests.readings import Said, article, make_reading, raw
from tests.test_differences import sums
from tests.test_store import store, url  # noqa: F401
from whosaid.differences import compare_means, compare_shares
from whosaid.store import Contrast, Store
from whosaid.view import UNATTRIBUTED, View


@pytest.fixture
def made(store: Store) -> Compared:
    return compared(store)


@pytest.fixture
def sides(made: Compared) -> list[View]:
    return [View(made.collection, outlets=(outlet,)) for outlet in (POST, MAIL)]


def by_id(rows: Sequence[Contrast]) -> dict[str, Contrast]:
    return {row.id: row for row in rows}


def counts(rows: Sequence[Contrast]) -> dict[str, tuple[int, ...]]:
    return {row.id: tuple(part.count for part in row.parts) for row in rows}


def test_totals_of_each_side(store: Store, sides: list[View]) -> None:
    post, mail = store.side_totals(sides)
    assert (post.quotes, post.speakers, post.articles) == (41, 2, 10)
    assert (mail.quotes, mail.speakers, mail.articles) == (41, 3, 10)
    nobody = store.side_totals([replace(sides[0], search="nowhere")])[0]
    assert (nobody.quotes, nobody.words, nobody.articles) == (0, 0, 0)


def test_who_is_quoted_with_shares_of_the_sides_quotes(store: Store, sides: list[View]) -> None:
    rows = by_id(store.contrasts(sides, "speakers").rows)
    assert counts(list(rows.values())) == {MIRA: (31, 11), ION: (10, 20), UNION: (0, 10)}
    mira = rows[MIRA]
    assert (mira.name, mira.trait) == ("Mira Sandoval", "person")
    assert [part.of for part in mira.parts] == [41, 41]
    assert mira.parts[0].estimate is not None
    assert mira.parts[0].estimate.value == pytest.approx(31 / 41)
    assert mira.difference is not None
    assert mira.difference.value == pytest.approx(20 / 41)
    assert mira.chance is not None
    assert mira.chance < 0.01
    assert rows[UNION].parts[0].estimate is not None
    assert rows[UNION].parts[0].estimate.high < 0.12


def test_the_sums_of_the_database_are_those_of_the_quotes(store: Store, sides: list[View]) -> None:
    """What SQL adds up article by article, added up here from the quotes themselves."""
    shares_of, scores, squares, wholes = [], [], [], []
    for side in sides:
        articles: dict[str, list[float]] = defaultdict(list)
        everyone: dict[str, int] = defaultdict(int)
        for row in store.quotes(side, limit=1000):
            everyone[row.article] += 1
            if row.quote.speaker == MIRA:
                articles[row.article].append(row.quote.sentiment.score)
        pairs = [(float(len(articles[key])), float(count)) for key, count in everyone.items()]
        shares_of.append(sums(pairs))
        wholes.append(sum(everyone.values()))
        scores.append(sums([(sum(found), float(len(found))) for found in articles.values() if found]))
        squares.append(sum(score * score for found in articles.values() for score in found))
    shares = by_id(store.contrasts(sides, "speakers").rows)[MIRA]
    expected = compare_shares(shares_of, wholes)
    assert shares.difference is not None
    assert expected.difference is not None
    assert shares.difference.p == pytest.approx(expected.difference.p)
    assert shares.difference.low == pytest.approx(expected.difference.low)
    tone = by_id(store.contrasts(sides, "tone").rows)[MIRA]
    means = compare_means(scores, squares)
    assert tone.difference is not None
    assert means.difference is not None
    assert tone.difference.value == pytest.approx(means.difference.value)
    assert tone.difference.high == pytest.approx(means.difference.high)
    assert tone.difference.p == pytest.approx(means.difference.p, abs=1e-12)


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("voices", {MIRA: (31, 11), ION: (10, 20), UNION: (0, 10)}),
        ("speaker_kinds", {"person": (41, 31), "organization": (0, 10)}),
        ("kinds", {"direct": (41, 31), "indirect": (0, 10)}),
    ],
)
def test_share_of_voice_is_of_words(
    store: Store,
    sides: list[View],
    of: str,
    expected: dict[str, tuple[int, ...]],
) -> None:
    rows = store.contrasts(sides, of).rows
    assert counts(rows) == expected
    for side, view in enumerate(sides):
        total = store.side_totals([view])[0]
        estimates = [row.parts[side].estimate for row in rows]
        assert sum(found.value for found in estimates if found) == pytest.approx(1)
        for row in rows:
            found = row.parts[side].estimate
            assert found is not None
            assert found.value == pytest.approx(row.parts[side].words / total.words)


def test_quotes_without_a_source_are_a_row(store: Store, made: Compared) -> None:
    sides = [View(made.collection, outlets=(outlet,)) for outlet in (POST, ECHO)]
    assert counts(store.contrasts(sides, "speakers").rows)[UNATTRIBUTED] == (0, 1)
    assert counts(store.contrasts(sides, "speaker_kinds").rows)[UNATTRIBUTED] == (0, 1)


def test_one_article_is_too_few_to_tell(store: Store, made: Compared) -> None:
    sides = [View(made.collection, outlets=(outlet,)) for outlet in (POST, ECHO)]
    for of in ("speakers", "speaker_kinds", "kinds", "tone", "names"):
        rows = store.contrasts(sides, of).rows
        assert rows
        assert all(row.chance is None and row.difference is None for row in rows)


def test_tone_begins_with_all_quotes_and_has_whom_two_sides_quote(store: Store, sides: list[View]) -> None:
    every, *rows = store.contrasts(sides, "tone").rows
    assert (every.id, every.parts[0].count, every.parts[1].count) == ("", 41, 41)
    assert every.chance == (every.difference.p if every.difference else None)
    assert counts(rows) == {MIRA: (31, 11), ION: (10, 20)}
    assert all(
        row.difference and row.difference.value < 0 and row.chance and row.chance < 0.01 for row in rows
    )
    mean = sum(row.quote.sentiment.score for row in store.quotes(sides[0], limit=1000)) / 41
    assert every.parts[0].estimate is not None
    assert every.parts[0].estimate.value == pytest.approx(mean)


def test_tone_toward_those_who_are_named(store: Store, sides: list[View]) -> None:
    (ion,) = store.contrasts(sides, "toward").rows
    assert (ion.id, ion.name, [part.count for part in ion.parts]) == (ION, "Ion Vale", [10, 10])
    assert ion.parts[0].estimate is not None
    assert ion.parts[0].estimate.value == pytest.approx(-0.75)
    assert ion.difference is not None
    assert ion.difference.value == pytest.approx(-0.9)


def test_names_are_counted_by_article(store: Store, sides: list[View]) -> None:
    rows = by_id(store.contrasts(sides, "names").rows)
    assert counts(list(rows.values())) == {
        "customs-house": (10, 0),
        "quay": (0, 10),
        ION: (10, 10),
        MIRA: (10, 0),
    }
    assert (rows["quay"].name, rows["quay"].trait) == ("Quay", "GPE")
    assert rows[ION].parts[1].of == 10
    assert len(store.articles_naming(sides[0], "customs-house")) == 10
    assert store.articles_naming(sides[1], "customs-house") == []


def test_under_a_filter_on_quotes_names_are_those_of_the_quotes(store: Store, sides: list[View]) -> None:
    filtered = [replace(side, speakers=(MIRA,)) for side in sides]
    assert counts(store.contrasts(filtered, "names").rows) == {ION: (10, 10)}
    labelled = [replace(side, labels=("FAC",)) for side in sides]
    assert counts(store.contrasts(labelled, "names").rows) == {}


def test_filters_hold_on_every_side_and_sides_may_overlap(store: Store, made: Compared) -> None:
    whole = View(made.collection)
    sides = [whole, replace(whole, sentiments=("negative",)), replace(whole, not_outlets=(POST,))]
    rows = counts(store.contrasts(sides, "speakers").rows)
    assert rows[MIRA] == (43, 30, 12)
    assert rows[ION] == (30, 10, 20)


@pytest.mark.parametrize(
    ("order", "first"), [("difference", "customs-house"), ("sure", "customs-house"), ("quotes", ION)]
)
def test_rows_are_sorted(store: Store, sides: list[View], order: str, first: str) -> None:
    assert store.contrasts(sides, "names", order=order).rows[0].id == first


def test_only_the_rows_with_most_quotes_are_looked_at(
    store: Store,
    made: Compared,
    sides: list[View],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("whosaid.store.comparing.MOST_ROWS", 1)
    assert counts(store.contrasts(sides, "speakers").rows) == {MIRA: (31, 11)}
    assert counts(store.contrasts(sides, "tone").rows[1:]) == {MIRA: (31, 11)}


@pytest.mark.parametrize(
    ("of", "kept", "every"),
    [
        ("speakers", 1, 3),
        ("voices", 1, 3),
        ("kinds", 1, 2),
        ("tone", 2, 2),  # with the row of all
        ("toward", 1, 1),
        ("names", 2, 4),
    ],
)
def test_how_many_rows_there_would_be_is_told(
    store: Store, sides: list[View], monkeypatch: pytest.MonkeyPatch, of: str, kept: int, every: int
) -> None:
    whole = store.contrasts(sides, of)
    assert whole.every == len([row for row in whole.rows if row.id])
    monkeypatch.setattr("whosaid.store.comparing.MOST_ROWS", 1)
    found = store.contrasts(sides, of)
    assert (len(found.rows), found.every) == (kept, every)
    assert store.contrasts([replace(side, search="nowhere") for side in sides], of).every == 0


def test_of_voices_those_with_most_words_are_looked_at(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    collection = store.create_collection("Few words and many")
    said = [
        *[Said(f"{word},", "Ion Vale") for word in ("Yes", "No", "Perhaps")],
        Said("We will open the bridge in May if the steel arrives in time,", "Mira Sandoval"),
    ]
    text = " ".join(f"“{one.words}” {one.speaker} said." for one in said)
    reading = make_reading(article(text, file="a.txt", outlet=POST), said)
    store.save(collection, reading, raw(reading.article.text), file="a.txt")
    monkeypatch.setattr("whosaid.store.comparing.MOST_ROWS", 1)
    sides = [View(collection, outlets=(outlet,)) for outlet in (POST, MAIL)]
    assert [row.id for row in store.contrasts(sides, "speakers").rows] == [ION]
    assert [row.id for row in store.contrasts(sides, "voices").rows] == [MIRA]


def test_the_same_quote_is_found_with_its_sides(store: Store, made: Compared, sides: list[View]) -> None:
    (group,) = store.repeats(made.collection)
    rows = store.quotes_of(made.collection, group)
    assert [rows[key].outlet for key in group] == [POST, ECHO, MAIL]
    assert store.sides_of(sides, group) == {group[0]: [0], group[2]: [1]}
    assert store.quotes_of("A" * 22, group) == {}


def test_the_state_of_a_collection_changes_with_its_articles(store: Store, made: Compared) -> None:
    before = store.state(made.collection)
    assert store.state(made.collection) == before
    reading = make_reading(article("“Rain,” said Ola.", file="r.txt"), [Said("Rain,", "Ola")])
    store.save(made.collection, reading, raw(reading.article.text), file="r.txt")
    after = store.state(made.collection)
    assert after != before
    store.remove_article(made.collection, made.first_of_post)
    assert store.state(made.collection) not in (before, after)
    assert store.state("A" * 22) == "0-0-0"
