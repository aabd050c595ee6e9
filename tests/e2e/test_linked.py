"""Panels are linked: what is clicked in one filters the others, and a quote marked in one is marked in all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PATIENCE, Window
from tests.e2e.server import Server
from tests.explored import ION, MIRA, UNION, Explored, explored
from whosaid.store import Store

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

RUINED, MUST_GO, TIDE = "Ion Vale has ruined this harbour,", "Ion Vale must go,", "The tide was high,"
RIGHT, THANKS = "Mira Sandoval was right", "I thank Mira Sandoval for her patience,"
KEPT, NOBODY_ASKED = "Ion Vale kept his word,", "Nobody asked us,"
EVERYBODY = ["Ion Vale", "Mira Sandoval", "Quay"]
SPEAKERS = ["Mira Sandoval", "Ion Vale"]


@dataclass(frozen=True)
class Shown:
    """What the panels show after a click: the names and speakers in their rows, the cards, and the lit quotes."""

    link: str
    named: list[str]
    speakers: list[str] | None  # None: another tab is open
    cards: list[str]
    lit: list[str]  # in the article; the others are faint


BY_MIRA = Shown(
    f"speaker={MIRA}", ["Ion Vale"], SPEAKERS, [RUINED, MUST_GO, TIDE, KEPT], [RUINED, MUST_GO, TIDE]
)
BY_ION = Shown(f"speaker={ION}", ["Mira Sandoval"], SPEAKERS, [THANKS], [THANKS])
BY_UNION = Shown(f"speaker={UNION}", ["Mira Sandoval"], [*SPEAKERS, "Harbour Union"], [RIGHT], [RIGHT])
OF_ION = Shown(f"entity={ION}", EVERYBODY, ["Mira Sandoval"], [RUINED, MUST_GO, KEPT], [RUINED, MUST_GO])
OF_MIRA = Shown(f"entity={MIRA}", EVERYBODY, ["Ion Vale"], [RIGHT, THANKS], [RIGHT, THANKS])
ON_THE_NINTH = Shown(
    "from=2025-03-09&to=2025-03-09",
    ["Ion Vale", "Quay"],
    None,
    [KEPT, NOBODY_ASKED],
    [KEPT, NOBODY_ASKED],
)


def click(selector: str, text: str) -> Callable[[Page], None]:
    return lambda page: page.locator(selector, has_text=text).first.click()


def click_last_day(page: Page) -> None:
    """Charts take a click only where they have felt the mouse before it."""
    box = page.locator(".st-key-chart_time .bars .point").nth(1).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".st-key-chart_time .hoverlayer")).to_contain_text("9 Mar")
    page.mouse.down()
    page.mouse.up()


# Where it is clicked -> the rest of the link, the click, and what all panels show then.
FILTERING: dict[str, tuple[str, Callable[[Page], None], Shown]] = {
    "a row of Tone": ("", click(".st-key-panel_sentiment .rows button", "Mira Sandoval"), BY_MIRA),
    "a speaker on a card": ("", click(".card button.speaker", "Ion Vale"), BY_ION),
    "a speaker in the table": ("&as=table", click("table.quotes button.speaker", "Ion Vale"), BY_ION),
    "the article's key": ("", click(".reader .key button", "Harbour Union"), BY_UNION),
    "a row of Named": ("", click(".st-key-panel_entities .rows button", "Ion Vale"), OF_ION),
    "a name in the article": ("", click(".reader .text .e[data-act]", "Mira Sandoval"), OF_MIRA),
    "a bar of Over time": ("&tab=time", click_last_day, ON_THE_NINTH),
}
MARKING: dict[str, tuple[str, Callable[[Page], None]]] = {
    "a card": ("", click(".card button.words", THANKS)),
    "a line of the table": ("&as=table", click("table.quotes td.wide button.link", THANKS)),
    "its words in the article": ("", click(".reader .q", THANKS)),
    "the strip beside the article": ("", lambda page: page.locator(".strip .tick").nth(4).click()),
}


@pytest.fixture
def explore(server: Server) -> Explored:
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        return explored(store)


def open_view(page: Page, server: Server, made: Explored, rest: str) -> None:
    page.goto(f"{server.url}?c={made.collection}{rest}")
    expect(page.locator(".reader")).to_be_visible()
    expect(page.locator(".counts")).to_contain_text("7 quotes")


def shows(page: Page, wanted: Shown, rest: str) -> None:
    expect(page).to_have_url(re.compile(rf"[?&]{re.escape(wanted.link)}(&|$)"))
    expect(page.locator(".counts")).to_contain_text(f"{len(wanted.cards)} of 7 quotes")
    expect(page.locator(".st-key-panel_entities .rows .who")).to_have_text(wanted.named)
    if wanted.speakers is not None:
        expect(page.locator(".st-key-panel_sentiment .rows .who")).to_have_text(wanted.speakers)
    words = "table.quotes td.wide button.link" if "as=table" in rest else ".card button.words"
    expect(page.locator(words)).to_have_text([re.compile(re.escape(card)) for card in wanted.cards])
    expect(page.locator(".reader .q:not(.faint)")).to_have_text(wanted.lit)


@pytest.mark.parametrize("name", FILTERING)
def test_a_click_in_one_panel_changes_all_of_them(
    window: Window, server: Server, explore: Explored, name: str
) -> None:
    rest, act, wanted = FILTERING[name]
    page = window()
    open_view(page, server, explore, rest)
    act(page)
    shows(page, wanted, rest)
    page.go_back()
    expect(page.locator(".counts")).to_contain_text(re.compile("^7 quotes"))
    expect(page.locator(".st-key-panel_entities .rows .who")).to_have_text(EVERYBODY)
    expect(page.locator(".reader .q.faint")).to_have_count(0)


# The tab that is open -> what it shows once only negative quotes are left; over time is a picture.
FOLLOWING: dict[str, tuple[str, list[str]]] = {
    "tone": (".st-key-panel_sentiment .rows .who", ["Mira Sandoval"]),
    "about": (
        ".grid thead button, .grid tbody th button, .grid .cell .n",
        ["Ion Vale", "Mira Sandoval", "n 2"],
    ),
    "share": ("table.voices tbody th", ["Mira Sandoval", "No source named"]),
}


@pytest.mark.parametrize("name", FOLLOWING)
def test_every_tab_follows_a_click_elsewhere(
    window: Window, server: Server, explore: Explored, name: str
) -> None:
    selector, wanted = FOLLOWING[name]
    page = window()
    open_view(page, server, explore, f"&tab={name}")
    page.get_by_role("button", name="Tone: − negative, 3").click()
    expect(page.locator(".counts")).to_contain_text("3 of 7 quotes")
    expect(page.locator(selector)).to_have_text(wanted)
    page.go_back()
    expect(page.locator(".counts")).to_contain_text(re.compile("^7 quotes"))


@pytest.mark.parametrize("name", MARKING)
def test_a_quote_marked_in_one_panel_is_marked_in_all(
    window: Window, server: Server, explore: Explored, name: str
) -> None:
    rest, act = MARKING[name]
    page = window()
    open_view(page, server, explore, rest)
    act(page)
    expect(page).to_have_url(re.compile(f"quote={re.escape(explore.quote(5))}"))
    listed = page.locator("table.quotes tr.on" if rest else ".card.on")
    expect(listed).to_have_count(1)
    expect(listed).to_contain_text(THANKS)
    expect(page.locator(".reader .q.on")).to_have_text([THANKS])
    expect(page.locator(".tick.on")).to_have_count(1)
    expect(page.locator(".tick").nth(4)).to_have_class(re.compile(r"\bon\b"))
    expect(page.locator(".counts")).to_contain_text(re.compile("^7 quotes"))  # looked at, not filtered by


def test_a_quote_marked_among_the_cards_has_a_larger_dot(
    window: Window, server: Server, explore: Explored
) -> None:
    page = window()
    open_view(page, server, explore, "&draw=dots")
    widths = "() => [...document.querySelectorAll('.st-key-chart_sentiment .points path.point')]"
    widths += ".map(dot => Math.round(dot.getBoundingClientRect().width))"
    page.locator(".st-key-chart_sentiment .points path.point").first.wait_for()
    assert len(set(page.evaluate(widths))) == 1
    page.locator(".card button.words", has_text=THANKS).click()
    page.wait_for_function(f"new Set(({widths})()).size === 2")
