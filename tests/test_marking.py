"""The marked-up article holds the text exactly, and every mark where it belongs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from components.elements import Node, el
from components.marking import LATER, Marks, apart, first_found, marked_text, paragraphs, ref, steps, strip
from tests.readings import Said, article, make_reading
from whosaid.articles import Reading
from whosaid.charts import NOBODY

TEXT = "“The bridge is closed,” Mira Sandoval said. “It will open soon.”\n\nIon Vale hopes so."


def text_of(node: Node | str) -> str:
    return node if isinstance(node, str) else "".join(text_of(child) for child in node["n"])


def find(nodes: list[Any], look: str) -> list[Node]:
    found = []
    for node in nodes:
        if isinstance(node, dict):
            found += [node] if node["k"].split()[:1] == [look] else []
            found += find(node["n"], look)
    return found


def reading(text: str = TEXT) -> Reading:
    said = [Said("The bridge is closed,", "Mira Sandoval", -0.6)]
    return make_reading(article(text), said, [("Mira Sandoval", "PERSON"), ("Ion Vale", "PERSON")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One.", ["One."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One\nstill one.\n\n\n Two.\n", ["One\nstill one.", "Two."]),
        ("One.\nTwo.\nThree.", ["One.", "Two.", "Three."]),
        ("One.\n \nTwo.", ["One.", "Two."]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[start:end].strip() for start, end in paragraphs(text)] == expected


def test_every_character_appears_once_and_in_order() -> None:
    nodes = marked_text(reading(), Marks())
    assert [text_of(node) for node in nodes] == TEXT.split("\n\n")


def test_quotes_carry_their_speakers_colour_and_their_event() -> None:
    source = reading()
    name = ref(source, source.quotes[0])
    quote = find(marked_text(source, Marks(passing={name}, colours={"mira-sandoval": "#123456"})), "q")[0]
    assert (text_of(quote), quote["c"], quote["a"]) == ("The bridge is closed,", "#123456", ("quote", name))
    assert quote["k"] == "q"
    assert find(marked_text(source, Marks()), "q")[0]["k"] == "q faint"


def test_speakers_of_one_colour_look_different() -> None:
    colours = {"a": "#1", "b": "#2", "c": "#1", "d": "#1", "e": "#1"}
    assert apart("abcde", colours) == {"c": "second", "d": "third", "e": "third"}
    assert apart(["x", "y"], {}) == {"y": "second"}  # grey both
    source = reading()
    name = ref(source, source.quotes[0])
    marks = Marks(passing={name}, looks={"mira-sandoval": "second"})
    assert find(marked_text(source, marks), "q")[0]["k"] == "q second"
    assert find([strip(source, marks)], "tick")[0]["k"] == "tick second"
    assert find(marked_text(source, Marks(looks=marks.looks)), "q")[0]["k"] == "q second faint"


def test_the_marked_quote_is_pressed_and_shows_its_source_and_cue() -> None:
    source = reading()
    nodes = marked_text(source, Marks(marked=ref(source, source.quotes[0])))
    assert find(nodes, "q")[0]["p"] is True
    assert [text_of(node) for node in find(nodes, "r") if node["k"] == "r on"] == ["Mira Sandoval", "said"]
    assert not [node for node in find(marked_text(source, Marks()), "r") if node["k"] == "r on"]


def test_entities_are_clickable_outside_quotes_only() -> None:
    source = make_reading(
        article("“Ion Vale lies,” said Mira. Ion Vale smiled."),
        [Said("Ion Vale lies,", "Mira")],
        [("Ion Vale", "PERSON")],
    )
    inside, outside = find(marked_text(source, Marks(entities={"ion-vale"})), "e")
    assert "a" not in inside
    assert outside["a"] == ("entity", "ion-vale", LATER)
    assert inside["k"] == outside["k"] == "e on"


def test_a_split_quote_is_one_stop_of_the_tab_key() -> None:
    source = reading()
    second = TEXT.index("It will")
    quote = source.quotes[0]
    split = replace(quote, spans=(*quote.spans, (second, second + len("It will open soon."))))
    pieces = find(marked_text(replace(source, quotes=(split,)), Marks()), "q")
    name = ref(source, split)
    assert [text_of(piece) for piece in pieces] == ["The bridge is closed,", "It will open soon."]
    assert [piece["a"] for piece in pieces] == [("quote", name), ("quote", name, LATER)]


def test_of_quotes_inside_one_another_the_inner_is_on_top() -> None:
    source = make_reading(
        article("Mira said that he said never twice."), [Said("that he said never twice"), Said("never")]
    )
    pieces = find(marked_text(source, Marks()), "q")
    assert [text_of(piece) for piece in pieces] == ["that he said ", "never", " twice"]
    assert pieces[1]["a"][1] == ref(source, source.quotes[1])


def test_offsets_beyond_the_text_do_no_harm() -> None:
    source = reading()
    broken = replace(source.quotes[0], spans=((len(TEXT) - 4, len(TEXT) + 50),))
    nodes = marked_text(replace(source, quotes=(broken,)), Marks())
    assert [text_of(node) for node in nodes] == TEXT.split("\n\n")
    assert find(nodes, "q")[0]["c"] == NOBODY


def test_elements_hold_text_as_text() -> None:
    node = el("p", "x", "<script>alert(1)</script>")
    assert node == {"t": "p", "k": "x", "n": ["<script>alert(1)</script>"]}


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("One line only.", ""),
        (f"{'word ' * 12}\n{'word ' * 11}\nend.\n\nMore.", ""),
        ("- bread\n- butter\n\nMore.", "lines"),
    ],
)
def test_line_breaks_that_mean_something_are_kept(text: str, look: str) -> None:
    assert marked_text(make_reading(article(text)), Marks())[0]["k"] == look


def test_source_cue_and_words_of_a_quote_light_up_together() -> None:
    source = reading()
    name = ref(source, source.quotes[0])
    nodes = marked_text(source, Marks(hints={name: "Mira Sandoval, direct"}))
    (words,) = [node for node in find(nodes, "q") if node.get("o") == name]
    assert words["h"] == "Mira Sandoval, direct"
    assert {text_of(node) for node in find(nodes, "r") if node["o"] == name} == {"Mira Sandoval", "said"}


def two_quotes() -> Reading:
    said = [Said("It will open soon.", None, 0.4), Said("The bridge is closed,", "Mira Sandoval", -0.6)]
    return make_reading(article(TEXT), said, [])


def test_the_strip_shows_where_the_quotes_stand() -> None:
    source = two_quotes()
    names = [ref(source, quote) for quote in source.quotes]
    marks = Marks(passing=names[1:], marked=names[-1])
    ticks = strip(source, marks)["n"]
    assert [tick["s"] for tick in ticks] == sorted(tick["s"] for tick in ticks)
    assert all(0 <= tick["s"] <= tick["s"] + tick["w"] <= 1 for tick in ticks)
    assert [tick["k"] for tick in ticks if tick["a"][1] == names[0]] == ["tick faint"]
    assert [tick["a"][1] for tick in ticks if tick["p"]] == [names[-1]]
    assert all(tick["a"][2] == LATER for tick in ticks)


def test_steps_are_the_quotes_that_pass_in_the_order_of_the_text() -> None:
    source = two_quotes()
    order = [ref(source, quote) for quote in sorted(source.quotes, key=lambda quote: quote.spans)]
    assert steps(source, Marks()) == order
    assert steps(source, Marks(passing=order[:1])) == order[:1]


def test_words_searched_for_are_marked_inside_quotes_and_outside() -> None:
    nodes = marked_text(reading(), Marks(search="ope -gone"))
    marked = [node for node in every(nodes) if node["t"] == "mark"]
    assert [text_of(node) for node in marked] == ["open"]
    assert marked[0]["m"] == first_found("ope -gone")
    assert [text_of(node) for node in nodes] == TEXT.split("\n\n")
    across = marked_text(reading(), Marks(search='"closed Mira"'))
    assert "".join(text_of(node) for node in every(across) if node["t"] == "mark") == "closed,” Mira"


def test_without_a_search_no_word_is_marked() -> None:
    assert not [node for node in every(marked_text(reading(), Marks())) if node["t"] == "mark"]
    assert first_found("") == ""


def every(nodes: list[Any]) -> list[Node]:
    """All elements, at any depth."""
    inner = [node for node in nodes if isinstance(node, dict)]
    return [each for node in inner for each in (node, *every(node["n"]))]


def test_what_was_left_out_stands_where_it_stood() -> None:
    fold = {name: el("details", "removed", name) for name in ("first", "middle", "last")}
    second = TEXT.index("Ion Vale hopes")
    placed = [(0, fold["first"]), (second - 1, fold["middle"]), (len(TEXT), fold["last"])]
    nodes = marked_text(reading(), Marks(), placed)
    assert [node["t"] for node in nodes] == ["details", "p", "details", "p", "details"]
    assert [text_of(node) for node in nodes if node["t"] == "details"] == ["first", "middle", "last"]
