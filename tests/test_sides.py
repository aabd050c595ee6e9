"""Filters kept to be compared: through a link and back, what a side shows, and the steps between the pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from components.pages import compared
from components.sides import changed as changed_side
from components.sides import chosen_outlets, named, sides, toggled
from whosaid.errors import NotFound, WhosaidError
from whosaid.fields import FIELDS
from whosaid.sides import LETTERS, NAMES, fields
from whosaid.store import Store
from whosaid.view import MAX_VALUES, UNATTRIBUTED, View

COLLECTION = "A" * 22


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(f"sqlite:///{tmp_path / 'x.sqlite3'}") as opened:
        yield opened


A = (("speakers", ("mira", UNATTRIBUTED)), ("search", ("bridge",)), ("search_in", ("articles",)))
B = (("confidence", ("90",)), ("date_from", ("2025-03-01",)), ("not_kinds", ("direct",)))
BOTH = View(COLLECTION, sentiments=("negative",), side_a=A, side_b=B).with_look("compare", "filters")


def test_both_sides_go_through_a_link_in_plain_keys() -> None:
    query = BOTH.to_query()
    assert query == {
        "c": [COLLECTION],
        "sentiment": ["negative"],
        "a.speaker": ["mira", "-"],
        "a.q": ["bridge"],
        "a.in": ["articles"],
        "b.confidence": ["90"],
        "b.from": ["2025-03-01"],
        "b.not-kind": ["direct"],
        "compare": ["filters"],
    }
    again = View.from_query(query)
    assert (again, again.problems) == (BOTH, ())


def test_a_side_has_the_keys_of_every_filter_and_none_else() -> None:
    keys = {field.key for letter in LETTERS for field in fields(letter).values()}
    assert len(keys) == 2 * len(NAMES)
    assert not keys & {field.key for field in FIELDS.values()}
    assert {"a.c", "b.c", "a.quote", "b.quote"} & keys == set()


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"a.speaker": ["<script>"]}, "The link's a.speaker “<script>”"),
        (
            {"b.kind": ["loud"]},
            "The link's b.kind “loud” is not one that Whosaid makes, so it was left out. Possible",
        ),
        ({"a.from": ["2025-02-30"]}, "The link's a.from"),
        ({"b.outlet": ["x\ny"]}, "The link's b.outlet “x y”"),
        ({"compare": ["everything"]}, "Possible are: off, outlets, filters."),
    ],
)
def test_a_bad_value_of_a_side_is_left_out_and_named(query: dict[str, list[str]], problem: str) -> None:
    view = View.from_query(query)
    assert view == View()
    assert len(view.problems) == 1
    assert problem in view.problems[0]


def test_a_side_of_any_length_is_bounded() -> None:
    view = View.from_query({"a.entity": [f"e{number}" for number in range(5000)], "a.q": ["one", "two"]})
    assert len(dict(view.side_a)["entities"]) == MAX_VALUES
    assert dict(view.side_a)["search"] == ("one",)


def test_a_side_shows_its_own_filters_and_those_around_it() -> None:
    around = View(COLLECTION, kinds=("direct",), search="tax", quote="q1", side_a=A, side_b=B)
    a, b = around.of_side("a"), around.of_side("b")
    assert a == View(
        COLLECTION, kinds=("direct",), speakers=("mira", UNATTRIBUTED), search="bridge", search_in="articles"
    )
    assert b == View(
        COLLECTION,
        kinds=("direct",),
        search="tax",
        confidence="90",
        date_from="2025-03-01",
        not_kinds=("direct",),
    )
    within = View(COLLECTION, search="tax", search_in="articles", side_a=(("search", ("x",)),)).of_side("a")
    assert (within.search, within.search_in) == ("x", "")


def test_what_is_kept_filters_nothing_and_stays_when_filters_are_cleared() -> None:
    kept = View(COLLECTION, side_a=A)
    assert not kept.is_filtered
    assert BOTH.cleared() == View(COLLECTION, side_a=A, side_b=B).with_look("compare", "filters")
    assert View(COLLECTION, speakers=("mira",), search="x").as_side() == (
        ("speakers", ("mira",)),
        ("search", ("x",)),
    )


@pytest.mark.parametrize(
    ("view", "query"),
    [
        (View(COLLECTION, kinds=("direct",), quote="q1"), {"kind": ["direct"], "compare": ["outlets"]}),
        (
            View(COLLECTION, kinds=("direct",), side_a=(("speakers", ("mira",)),)),
            {"a.speaker": ["mira"], "b.kind": ["direct"], "compare": ["filters"]},
        ),
        (
            View(COLLECTION, kinds=("direct",), side_b=(("speakers", ("mira",)),)),
            {"a.kind": ["direct"], "b.speaker": ["mira"], "compare": ["filters"]},
        ),
        (
            View(COLLECTION, side_a=(("speakers", ("mira",)),)),
            {"a.speaker": ["mira"], "compare": ["filters"]},
        ),
        (
            View(COLLECTION, kinds=("direct",), side_a=A[:1], side_b=B[:1]),
            {"kind": ["direct"], "a.speaker": ["mira", "-"], "b.confidence": ["90"], "compare": ["filters"]},
        ),
    ],
)
def test_what_compare_shows_first(view: View, query: dict[str, list[str]]) -> None:
    assert compared(view).to_query() == {"c": [COLLECTION], **query}


def test_a_side_is_changed_in_explore_while_the_other_is_kept_and_compared_again() -> None:
    view = View(COLLECTION, side_a=A[:1], side_b=B[:1]).with_look("compare", "filters")
    changing = changed_side(view, "a")
    assert changing == View(COLLECTION, speakers=("mira", UNATTRIBUTED), side_b=B[:1])
    back = compared(changing.toggle("speakers", "ola"))
    assert dict(back.side_a)["speakers"] == ("mira", UNATTRIBUTED, "ola")
    assert back.side_b == B[:1]


def test_the_filters_around_both_sides_are_not_lost_when_one_is_changed() -> None:
    view = View(COLLECTION, kinds=("direct",), side_a=A[:1], side_b=B[:1]).with_look("compare", "filters")
    changing = changed_side(view, "b")
    assert changing == View(
        COLLECTION,
        kinds=("direct",),
        confidence="90",
        side_a=(("speakers", ("mira", UNATTRIBUTED)), ("kinds", ("direct",))),
    )


OUTLETS = {"Post": 9, "Mail": 7, UNATTRIBUTED: 5, "Echo": 3, "Star": 1}


@pytest.mark.parametrize(
    ("outlets", "chosen"),
    [
        ((), ("Post", "Mail", "Echo")),
        (("Star", "Mail"), ("Star", "Mail")),
        (("Post", "Mail", "Echo", "Star", UNATTRIBUTED), ("Post", "Mail", "Echo", "Star")),
    ],
)
def test_the_outlets_that_are_compared(outlets: tuple[str, ...], chosen: tuple[str, ...]) -> None:
    assert chosen_outlets(View(outlets=outlets), OUTLETS) == chosen


@pytest.mark.parametrize(
    ("outlets", "click", "after"),
    [
        ((), "Star", ("Post", "Mail", "Echo", "Star")),
        ((), "Mail", ("Post", "Echo")),
        (("Star",), UNATTRIBUTED, ("Star", UNATTRIBUTED)),
        (("Post", "Mail", "Echo", "Star", "Sun"), "Mail", ("Post", "Echo", "Star", "Sun")),
    ],
)
def test_a_click_on_an_outlet(outlets: tuple[str, ...], click: str, after: tuple[str, ...]) -> None:
    assert toggled(View(outlets=outlets), click, OUTLETS) == after


@pytest.mark.parametrize(
    ("outlets", "click", "told"),
    [
        (("Post", "Mail", "Echo", "Star"), UNATTRIBUTED, "Four outlets are compared at most"),
        (("Post", "Mail", "Echo", "Star", "Sun"), "Sun", "Four outlets are compared at most"),
        (("Post",), "Post", "Only Post is chosen, and compared with all others; choose another"),
        ((UNATTRIBUTED,), UNATTRIBUTED, "Only no known outlet is chosen"),
    ],
)
def test_neither_a_fifth_outlet_nor_none(outlets: tuple[str, ...], click: str, told: str) -> None:
    with pytest.raises(WhosaidError, match=told):
        toggled(View(outlets=outlets), click, OUTLETS)


@pytest.mark.parametrize(
    ("words", "found"),
    [("Star", "Star"), ("sta", "Star"), ("no known outlet", UNATTRIBUTED), ("Post", "Post")],
)
def test_an_outlet_by_its_name(words: str, found: str) -> None:
    assert named(words, [*OUTLETS, "Post Weekly"]) == found


def test_an_outlet_that_is_none_or_several() -> None:
    with pytest.raises(NotFound, match=r"No outlet is called “Moon”; choose one of the list\."):
        named("Moon", OUTLETS)
    with pytest.raises(NotFound, match="2 outlets have “os” in their names"):
        named("os", ["Post", "Post Weekly", "Echo"])


def test_one_outlet_is_compared_with_all_others(store: Store) -> None:
    view = View(COLLECTION, outlets=("Post",), kinds=("direct",)).with_look("compare", "outlets")
    post, others = sides(view, store, OUTLETS)
    assert (post.letter, post.name, post.view) == (
        "A",
        "Post",
        View(COLLECTION, outlets=("Post",), kinds=("direct",)),
    )
    assert (others.name, others.view) == (
        "all others",
        View(COLLECTION, not_outlets=("Post",), kinds=("direct",)),
    )
    assert sides(view, store, {"Post": 9}) == []
    assert sides(View(COLLECTION).with_look("compare", "outlets"), store, {"Post": 9, UNATTRIBUTED: 2}) != []
    assert sides(View(COLLECTION).with_look("compare", "filters"), store, OUTLETS) == []
