"""What an element says to the script in the browser, and that anything a person wrote can be said."""

from __future__ import annotations

import json

import pytest

from components.elements import el, sent


def test_an_element_says_what_it_has_and_nothing_else() -> None:
    assert el("p", "", "words") == {"t": "p", "k": "", "n": ["words"]}
    assert el("p", label="", act=(), hint="", size=None, pressed=None, visit=[]) == el("p")
    node = el("button", "look", act=("open", "a"), pressed=False, size=0.0, width=0.12345, label="Open")
    assert node == {
        "t": "button", "k": "look", "n": [], "a": ("open", "a"), "p": False, "s": 0.0, "w": 0.123, "l": "Open",
    }  # fmt: skip


@pytest.mark.parametrize(
    "words", ["plain", "“quoted” – ü 😀", "half \ud83d a character", "\x00 \u2028", 'a "b" \\']
)
def test_any_words_come_as_they_are(words: str) -> None:
    nodes = [el("p", "", words, label=words)]
    assert json.loads(sent({"nodes": nodes})) == {"nodes": nodes}
