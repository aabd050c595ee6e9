"""Rows that are charts say what their numbers say, show doubt as doubt, and are one button each."""

from __future__ import annotations

from typing import Any

import pytest

from components.elements import Node
from components.rows import entity_rows, tone_rows
from tests.test_charts import entity, speaker
from whosaid.charts import NOBODY, SENTIMENT


def lines(row: Node) -> list[Any]:
    """The marks on the scales of a row."""
    return next(part for part in row["n"] if part["k"].startswith("line"))["n"]


def test_shares_lie_astride_zero_and_add_up() -> None:
    (row,) = tone_rows([speaker("Mira", 10, negative=0.5)], [], {})["n"]
    bars = [mark for mark in lines(row) if not mark["k"]]
    assert [bar["c"] for bar in bars] == list(SENTIMENT.values())
    zero = 0.29
    assert sum(bar["w"] for bar in bars) == pytest.approx(zero, abs=0.002)
    assert bars[1]["s"] + bars[1]["w"] / 2 == pytest.approx(zero, abs=0.002)
    assert bars[0]["s"] + bars[0]["w"] == pytest.approx(bars[1]["s"], abs=0.002)


def test_the_mean_lies_on_its_interval_coloured_only_if_that_leaves_zero_out() -> None:
    rows = tone_rows([speaker("Sure", 10, -0.5, 0.1), speaker("Not", 10, -0.05, 0.1)], [], {})["n"]
    for row, side in zip(rows, ("negative", "neutral"), strict=True):
        spread, mean = lines(row)[-2:]
        assert spread["s"] + spread["w"] / 2 == pytest.approx(mean["s"], abs=0.002)
        assert spread["c"] == mean["c"] == SENTIMENT[side]


def test_one_quote_never_looks_like_ten() -> None:
    ten, two = tone_rows([speaker("Ten", 10), speaker("Two", 2)], [], {})["n"]
    assert "few" not in ten["k"].split()
    assert "few" in two["k"].split()
    assert "too few to tell" in two["n"][1]["n"][0]


def test_a_row_is_a_button_that_says_what_it_shows() -> None:
    chosen, other = tone_rows([speaker("Mira", 5), speaker("Ion", 5)], ["mira"], {"mira": "#123456"})["n"]
    assert (chosen["t"], chosen["a"], chosen["p"]) == ("button", ("speaker", "mira"), True)
    assert chosen["l"] == "Mira: 5 quotes, mean 0.00 from −0.10 to +0.10"
    assert [row["n"][0]["n"][0]["c"] for row in (chosen, other)] == ["#123456", NOBODY]
    assert ["faint" in row["k"].split() for row in (chosen, other)] == [False, True]


def test_bars_are_as_long_as_their_counts() -> None:
    rows = [entity("Mira", 8, articles=1, speaks=True), entity("Quay", 2, "GPE", articles=4)]
    by_mentions, by_articles = (entity_rows(rows, [], by)["n"] for by in ("mentions", "articles"))
    assert [lines(row)[0]["w"] for row in by_mentions] == [1, 0.25]
    assert [lines(row)[0]["w"] for row in by_articles] == [0.25, 1]
    assert ["silent" in row["k"].split() for row in by_mentions] == [False, True]
    assert by_mentions[0]["n"][1]["n"] == ["person, speaks · 8"]
    assert by_articles[1]["l"] == "Quay: 4 articles"


def test_names_are_text_and_not_html() -> None:
    evil = "<img src=x onerror=alert(1)>"
    assert tone_rows([speaker(evil, 4)], [], {})["n"][0]["n"][0]["n"][1] == evil
    assert entity_rows([entity(evil)], [], "mentions")["n"][0]["n"][0]["n"] == [evil]


def test_no_rows_can_be_drawn() -> None:
    assert tone_rows([], [], {})["n"] == entity_rows([], [], "mentions")["n"] == []
