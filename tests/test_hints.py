"""What the words of the panels mean is one hover away, said as the page that explains them says it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from components.terms import TERMS, explained, meaning
from tests.collections import Made, fill
from tests.test_app import every_node, open_page, words
from tests.test_explore import elements, said
from whosaid.articles import QUOTE_KINDS
from whosaid.settings import load_settings
from whosaid.store import Store


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    monkeypatch.setenv("WHOSAID_DATA", str(tmp_path))
    monkeypatch.delenv("WHOSAID_DATABASE_URL", raising=False)
    st.cache_resource.clear()
    with Store(load_settings().database_url) as store:
        yield fill(store)
    st.cache_resource.clear()


def hints(node: Any) -> dict[str, str]:
    """Words -> what they say when they are pointed at, of an element and those within."""
    found = {said(node): node["h"]} if "h" in node else {}
    for child in node["n"]:
        if isinstance(child, dict):
            found |= hints(child)
    return found


def test_every_word_of_a_card_says_what_it_means(root: Path, made: Made) -> None:
    cards = elements(open_page(root, c=made.collection), "card")
    told = hints(cards[0])
    assert told["said · direct"] == meaning("direct")
    assert told["negative −0.40"] == meaning("tone")
    assert told["88% sure of the speaker"] == meaning("sure")
    belief = next(card for card in cards if "a belief, not speech" in said(card))
    assert (
        hints(belief)["said · indirect · a belief, not speech"] == f"{meaning('indirect')} {meaning('sense')}"
    )
    nobody = next(card for card in cards if "Nobody asked us" in said(card))
    assert hints(nobody)["No source named"] == meaning("nobody")


def test_the_hints_of_a_card_are_few_bytes(root: Path, made: Made) -> None:
    """They are sent with each of its cards: of 25 some 6 kB, of the 300 kB that a click may send."""
    for card in elements(open_page(root, c=made.collection), "card"):
        own = {said: hint for said, hint in hints(card).items() if said != "Copy citation"}
        assert sum(len(json.dumps(hint, ensure_ascii=False).encode()) for hint in own.values()) < 350


def test_the_heads_of_the_table_say_what_they_mean(root: Path, made: Made) -> None:
    page = open_page(root, c=made.collection, **{"as": "table"})
    told = hints(elements(page, "quotes")[0])
    assert told["Tone"] == told["Score"] == explained("tone")
    assert told["Sure"] == explained("sure")
    assert told["Cue"] == meaning("cue")
    assert all(meaning(kind) in told["Kind"] for kind in QUOTE_KINDS)


@pytest.mark.parametrize(
    ("look", "end", "means", "sides"),
    [
        ({}, "right: mean and 95 % interval", "interval", "tone"),
        ({"draw": "dots"}, "from −1 to +1", "tone", "tone"),
        ({"tab": "about"}, "mean toward the name; n quotes", "about", "about"),
        ({"tab": "time"}, "quotes a day; below: mean and 95 % interval", "interval", "tone"),
    ],
)
def test_the_legends_say_what_they_mean(
    root: Path, made: Made, look: dict[str, str], end: str, means: str, sides: str
) -> None:
    (legend,) = [
        node for node in elements(open_page(root, c=made.collection, **look), "legend") if node["t"] == "div"
    ]
    told = hints(legend)
    assert told[end] == explained(means)
    assert told["negativeneutralpositive"] == explained(sides)
    assert [node["t"] for node in legend["n"] if said(node) == end] == ["button"]  # that the focus can reach


def test_the_numbers_of_tone_say_what_an_interval_is(root: Path, made: Made) -> None:
    told = hints(elements(open_page(root, c=made.collection), "numbers")[0])
    assert told["95 % interval"] == told["Mean"] == explained("interval")


def test_the_kinds_of_quote_above_say_the_same(root: Path, made: Made) -> None:
    takes = [node for node in every_node(open_page(root, c=made.collection)) if node["k"].startswith("take")]
    told = {node["a"][2]: node["h"] for node in takes if node["a"][1] == "kinds"}
    assert told == {kind: meaning(kind) for kind in QUOTE_KINDS}


def test_the_page_that_explains_has_every_term_whole(root: Path, made: Made) -> None:
    text = words(open_page(root, page="guide"))
    for term in TERMS.values():
        assert f"{term.name} {term.whole}" in text
