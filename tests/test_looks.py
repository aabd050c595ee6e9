"""How panels are looked at travels in the link, and filters nothing."""

from __future__ import annotations

import pytest

from whosaid.looks import LOOKS, with_look
from whosaid.view import View


def test_a_link_holds_only_the_looks_that_differ_from_the_default() -> None:
    view = View("A" * 22).with_look("tab", "about").with_look("rank", "name").with_look("rank", "quotes")
    assert view.to_query() == {"c": ["A" * 22], "tab": ["about"]}
    assert View.from_query(view.to_query()) == view
    assert (view.look("tab"), view.look("rank")) == ("about", "quotes")
    assert not view.is_filtered


def test_looks_chosen_in_another_order_are_the_same_view() -> None:
    one = View().with_look("tab", "share").with_look("as", "table")
    assert one == View().with_look("as", "table").with_look("tab", "share")


@pytest.mark.parametrize("name", LOOKS)
def test_every_look_goes_through_a_link(name: str) -> None:
    for value in LOOKS[name]:
        view = View().with_look(name, value)
        assert View.from_query(view.to_query()).look(name) == value


def test_filters_and_the_marked_quote_stay_and_clearing_keeps_the_look() -> None:
    view = View(speakers=("mira",), quote="q1").with_look("tab", "share")
    assert (view.speakers, view.quote) == (("mira",), "q1")
    assert view.cleared() == View().with_look("tab", "share")
    assert view.toggle("speakers", "mira").look("tab") == "share"


def test_a_look_that_is_none_is_named_and_left_out() -> None:
    view = View.from_query({"tab": ["<b>\x00\ud800"]})
    assert view.looks == ()
    (problem,) = view.problems
    assert "tab “<b>  ” is not one that Whosaid makes" in problem
    assert "tone, about, share, time" in problem
    with pytest.raises(ValueError, match="tab cannot be 'x'"):
        with_look((), "tab", "x")


def test_no_look_has_the_key_of_a_field() -> None:
    fields = View(collection="A" * 22, search="x").to_query()
    assert not set(LOOKS) & {
        *fields,
        "speaker",
        "entity",
        "label",
        "kind",
        "sense",
        "sentiment",
        "article",
        "quote",
    }
