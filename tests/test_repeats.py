"""The same words in several outlets: what is found, what is not, how a version differs, and how the work grows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from whosaid import repeats as module
from whosaid.repeats import Piece, alike, changes, repeats

LONG = "we will open the bridge in may if the steel arrives in time and not a single day before the engineers say so"


@dataclass(frozen=True)
class Line:
    pk: int
    article: int
    outlet: str | None
    text: str


def lines(*texts: str, outlets: Sequence[str | None] = (), articles: Sequence[int] = ()) -> list[Line]:
    return [
        Line(
            100 + place,
            articles[place] if articles else place,
            outlets[place] if outlets else f"o{place}",
            text,
        )
        for place, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    "version",
    [
        LONG,
        LONG.upper().replace(" ", ", "),
        "we will open the bridge in may if the steel arrives in time",
        "if the steel arrives in time and not a single day before",
        LONG.replace("single ", "").replace("steel", "iron"),
        f"yes {LONG} that is all",
    ],
)
def test_a_version_is_found_and_the_longest_comes_first(version: str) -> None:
    other = "nobody in this town has ever asked the ferry what it costs to cross the river at night"
    first, second = (101, 100) if len(version.split()) > len(LONG.split()) else (100, 101)
    assert repeats(lines(LONG, version, other)) == [(first, second)]


@pytest.mark.parametrize(
    "version",
    [
        "the bridge opens in may provided that engineers have got their steel",
        "we will open the bridge and then the school the market the mill the theatre and the garden by winter",
        "we will open",
        "",
    ],
)
def test_a_paraphrase_a_shared_beginning_and_a_snippet_are_not_the_same(version: str) -> None:
    assert repeats(lines(LONG, version)) == []


def test_one_outlet_or_one_article_is_not_several() -> None:
    assert repeats(lines(LONG, LONG, outlets=["Post", "Post"])) == []
    assert repeats(lines(LONG, LONG, outlets=["Post", "Mail"], articles=[1, 1])) == []
    assert repeats(lines(LONG, LONG, outlets=[None, None])) == [(100, 101)]


def test_an_article_has_one_place_in_a_group_and_most_outlets_come_first() -> None:
    other = "the ferry will not sail tonight because the wind is far too strong for it"
    found = repeats(
        lines(
            other, other, LONG, LONG[:60], LONG, LONG,
            outlets=["a", "b", "a", "a", "b", "c"],
            articles=[1, 2, 1, 1, 2, 3],
        )
    )  # fmt: skip
    assert found == [(102, 104, 105), (100, 101)]


def test_a_chain_of_likenesses_does_not_join_what_is_not_alike() -> None:
    first = "one small boat sailed out of the old harbour before the storm had come near"
    last = "nobody on the quay believed that it would ever find the way home again alive"
    groups = repeats(lines(first, f"{first} {last}", last))
    assert groups == [(101, 100, 102)]
    half, rest = " ".join(first.split()[6:]), " ".join(last.split()[:8])
    assert repeats(lines(first, f"{half} {rest}", last, outlets=["a", "b", "c"])) == []


def test_a_run_that_everybody_uses_is_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_RARE", 3)
    assert repeats(lines(LONG, LONG, LONG)) == [(100, 101, 102)]
    assert repeats(lines(LONG, LONG, LONG, LONG)) == []


def test_the_same_text_in_many_outlets_is_one_group() -> None:
    (group,) = repeats(lines(*[LONG] * 60))
    assert group == tuple(range(100, 160))


def test_no_quotes_no_groups() -> None:
    assert repeats([]) == repeats(lines("too short")) == []


def test_four_in_five_words_of_the_shorter_one() -> None:
    words = [f"w{number}" for number in range(20)]
    assert alike(words, words[:10])
    assert alike(words, [*words[:8], "x", "y"])
    assert not alike(words, [*words[:7], "x", "y", "z"])
    assert not alike(words, words[:4])


@pytest.mark.parametrize(
    ("whole", "version", "pieces"),
    [
        ("It is late.", "It is late,", [Piece("same", "It is late,")]),
        ("It’s late, Sir", "it's late", [Piece("same", "it's late"), Piece("left out", "Sir")]),
        (
            "The old ferry is late again.",
            "A ferry is late!",
            [
                Piece("left out", "The old "),
                Piece("put in", "A "),
                Piece("same", "ferry is late!"),
                Piece("left out", "again."),
            ],
        ),
        ("Late.", "", [Piece("left out", "Late.")]),
        ("…", "…", []),
    ],
)
def test_what_a_version_left_out_and_put_in(whole: str, version: str, pieces: list[Piece]) -> None:
    assert changes(whole, version) == pieces


def test_the_words_of_a_version_are_all_there_in_their_order() -> None:
    draw = random.Random(3)
    for _ in range(200):
        whole, version = (" ".join(draw.choices("abcd", k=draw.randint(1, 9))) for _ in range(2))
        kept = "".join(piece.text for piece in changes(whole, version) if piece.change != "left out")
        assert kept.split() == version.split()
        taken = [piece.text for piece in changes(whole, version) if piece.change != "put in"]
        assert " ".join(" ".join(taken).split()) == whole


def test_pairs_that_are_compared_grow_with_the_quotes_and_not_with_their_square() -> None:
    draw = random.Random(5)
    vocabulary = [f"w{number}" for number in range(300)]
    texts = [" ".join(draw.choices(vocabulary, k=12)) for _ in range(3000)]
    corpus = module._read(lines(*texts))
    assert len(list(module._pairs(corpus))) < 3000
