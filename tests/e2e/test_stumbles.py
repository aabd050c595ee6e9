"""What new users stumbled on and only a browser shows: where the focus goes, and what the browser keeps."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.collections import Made
from tests.e2e.conftest import Window
from tests.e2e.server import Server
from tests.voiced import MIRA, THEY, voiced
from whosaid.store import Store

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return (at?.getAttribute("aria-label") ?? at?.textContent ?? "").trim();
}"""
PANEL = """() => {
  let at = document.activeElement;
  while (at && !/st-key-panel_/.test(at.className)) at = at.parentElement ?? at.getRootNode().host;
  return at?.className.match(/st-key-panel_(\\w+)/)?.[1] ?? "";
}"""


@pytest.fixture
def voices(server: Server) -> str:
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        return voiced(store)


def open_view(page: Page, server: Server, rest: str) -> None:
    page.goto(f"{server.url}?{rest}")
    page.locator(".reader").wait_for()


def focused(page: Page, name: str) -> None:
    """Waits until what has the focus bears this name."""
    page.wait_for_function(f"name => ({FOCUSED})() === name", arg=name)


def test_after_a_chip_is_removed_by_keyboard_the_focus_is_on_the_next(
    window: Window, server: Server, voices: str
) -> None:
    page = window()
    open_view(page, server, f"c={voices}&speaker={MIRA}&kind=direct&sentiment=negative")
    chips = page.locator(".active .cut")
    expect(chips).to_have_count(3)
    chips.nth(0).focus()
    for left, name in (
        (2, "Remove the filter kind: direct"),
        (1, "Remove the filter tone: negative"),
    ):
        page.keyboard.press("Enter")
        expect(chips).to_have_count(left)
        focused(page, name)
    page.keyboard.press("Enter")
    expect(chips).to_have_count(0)
    focused(page, "Undo the last filter")


def test_after_the_last_of_several_chips_the_focus_is_on_the_one_before(
    window: Window, server: Server, voices: str
) -> None:
    page = window()
    open_view(page, server, f"c={voices}&speaker={MIRA}&sentiment=negative")
    chips = page.locator(".active .cut")
    chips.nth(1).focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(1)
    focused(page, "Remove the filter speaker: Mira Sandoval")
    page.get_by_role("button", name="Clear all filters").focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(0)
    focused(page, "Undo the last filter")


def test_a_few_tabs_lead_to_the_article(window: Window, server: Server, voices: str) -> None:
    page = window()
    open_view(page, server, f"c={voices}")
    skip = page.locator(".st-key-panel_quotes .skip")
    assert skip.bounding_box()["width"] <= 1  # type: ignore[index]
    page.locator(".st-key-masthead .skip").first.focus()
    assert page.locator(".st-key-masthead .skip").first.bounding_box()["width"] > 40  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate(PANEL) == "quotes"
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(PANEL) == "article"


def test_unnamed_sources_unfold_by_keyboard_and_the_link_keeps_it(
    window: Window, server: Server, voices: str
) -> None:
    page = window()
    open_view(page, server, f"c={voices}")
    rows = page.locator(".rows .tones")
    expect(rows).to_have_count(4)
    page.locator(".fold").focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(6)
    expect(page.locator(".fold")).to_be_focused()
    page.reload()
    expect(rows).to_have_count(6)
    rows.nth(4).click()
    expect(page.locator(".counts")).to_contain_text("5 of 14 quotes")
    assert f"speaker={THEY}" in page.url


def test_the_start_page_lists_what_this_browser_opened_and_forgets_it(
    window: Window, server: Server, voices: str, made: Made
) -> None:
    page = window()
    page.goto(server.url)
    page.locator(".hero").wait_for()
    expect(page.locator(".recent")).to_be_hidden()
    for collection in (voices, made.collection):
        open_view(page, server, f"c={collection}")
    page.get_by_role("button", name="Whosaid: start page").click()
    lines = page.locator(".recent li")
    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text("Bridge and ferry")
    lines.nth(1).get_by_role("button", name="Voices", exact=True).click()
    page.locator(".reader").wait_for()
    assert f"c={voices}" in page.url
    page.goto(server.url)
    expect(lines.nth(0)).to_contain_text("Voices")
    page.get_by_role("button", name="Forget Voices in this browser").click()
    expect(lines).to_have_count(1)
    focused(page, "Forget Bridge and ferry in this browser")
    page.keyboard.press("Enter")
    expect(page.locator(".recent")).to_be_hidden()
    page.reload()
    page.locator(".hero").wait_for()
    expect(page.locator(".recent")).to_be_hidden()


def test_another_browser_knows_nothing_of_it(window: Window, server: Server, voices: str) -> None:
    open_view(window(), server, f"c={voices}")
    page = window()
    page.goto(server.url)
    page.locator(".hero").wait_for()
    expect(page.locator(".recent")).to_be_hidden()


@pytest.mark.parametrize(
    ("kept", "count"),
    [
        ("no list", 0),
        ('{"id": "x"}', 0),
        ("[null, 3]", 0),
        (json.dumps([{"id": "a b", "name": "bad id"}]), 0),
        (json.dumps([{"id": "abc", "name": "<img src=x onerror=alert(1)>", "at": "never"}]), 1),
    ],
)
def test_whatever_stands_in_the_browsers_storage_is_text_or_nothing(
    window: Window, server: Server, kept: str, count: int
) -> None:
    page = window()
    page.goto(server.url)
    page.locator(".hero").wait_for()
    page.evaluate("kept => localStorage.setItem('whosaid.recent', kept)", kept)
    page.reload()
    page.locator(".hero").wait_for()
    page.locator(".points").wait_for()
    expect(page.locator(".recent li")).to_have_count(count)
    expect(page.locator(".recent img")).to_have_count(0)
    if count:
        expect(page.locator(".recent li")).to_contain_text("<img src=x onerror=alert(1)>")
