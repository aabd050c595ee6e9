"""What changes how a panel is looked at, as elements and as another View."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from components import about, controls, quotes, timeline
from components.controls import choice, line, looked, switch, table, tabs
from whosaid.view import View


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> Callable[[View, Callable[[], None]], View]:
    """The View that a callback leads to, from another one."""

    def act(view: View, callback: Callable[[], None]) -> View:
        reached = [view]
        for module in (about, controls, quotes, timeline):
            monkeypatch.setattr(module, "current", lambda: reached[-1])
            monkeypatch.setattr(module, "go", reached.append)
        callback()
        return reached[-1]

    return act


def test_the_open_tab_is_pressed_and_its_event_stays_the_same() -> None:
    words = {"tone": "Tone", "about": "About"}
    before, after = (tabs(view, "tab", words)["n"] for view in (View(), View().with_look("tab", "about")))
    assert [tab["p"] for tab in before] == [True, False]
    assert [tab["p"] for tab in after] == [False, True]
    assert [tab["a"] for tab in before] == [tab["a"] for tab in after]


def test_a_list_shows_what_is_chosen_and_has_a_name() -> None:
    select = choice(View().with_look("least", "3"), "least", "at least", {"1": "1 quote", "3": "3 quotes"})[
        "n"
    ][1]
    assert (select["t"], select["v"], select["l"]) == ("select", "3", "at least")
    assert [option["v"] for option in select["n"]] == ["1", "3"]


def test_a_switch_goes_there_and_back(gone: Callable[[View, Callable[[], None]], View]) -> None:
    view = View(speakers=("mira",))
    event = switch(view, "as", "table", "Table", "cards")["a"]
    on = gone(view, lambda: looked(event))
    assert on == view.with_look("as", "table")
    assert switch(on, "as", "table", "Table", "cards")["a"] == event
    assert gone(on, lambda: looked(event)) == view
    assert gone(view, lambda: looked(("speaker", "ion"))) == view


def test_a_table_has_heads_and_a_name_for_each_row() -> None:
    _, numbers = table("Tone", ("Who", "Quotes"), [line("Mira", "3"), line("Ion", "1")])["n"]
    caption, head, body = numbers["n"]
    assert caption["n"] == ["Tone"]
    assert [cell["t"] for cell in head["n"][0]["n"]] == ["th", "th"]
    assert [[cell["t"] for cell in row["n"]] for row in body["n"]] == [["th", "td"]] * 2


def test_a_cell_filters_by_both_and_a_second_click_by_neither(
    gone: Callable[[View, Callable[[], None]], View],
) -> None:
    view = View(speakers=("ion",), not_speakers=("mira", "kalt"), search="quay", quote="q1")
    chosen = gone(view, lambda: about.both("mira", "quay"))
    assert (chosen.speakers, chosen.entities, chosen.not_speakers) == (("mira",), ("quay",), ("kalt",))
    assert (chosen.search, chosen.quote) == ("quay", "")
    assert gone(chosen, lambda: about.both("mira", "quay")) == replace(chosen, speakers=(), entities=())


def test_a_period_filters_by_its_days_and_a_second_click_by_none(
    gone: Callable[[View, Callable[[], None]], View],
) -> None:
    month = gone(View(), lambda: timeline.choose_period("2025-02"))
    assert (month.date_from, month.date_to) == ("2025-02-01", "2025-02-28")
    assert gone(month, lambda: timeline.choose_period("2025-02")) == View()


def test_what_is_picked_out_takes_the_place_of_other_values(
    gone: Callable[[View, Callable[[], None]], View],
) -> None:
    view = View(speakers=("mira",), not_speakers=("-",), search="quay")
    picked = gone(view, lambda: quotes.only("speakers", "-"))
    assert picked == View(speakers=("-",), search="quay")
    assert gone(picked, lambda: quotes.only("speakers", "-")) == View(search="quay")
    assert gone(view, lambda: quotes.only("confidence", "unsure")) == replace(view, confidence="unsure")
