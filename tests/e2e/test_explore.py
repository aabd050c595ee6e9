"""The panels of Explore in a real browser: tabs, linked clicks, sorting, the keyboard, and what a link brings back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from components.terms import meaning
from tests.e2e.conftest import PATIENCE, Window
from tests.e2e.server import Server
from tests.e2e.sticking import sticking_out
from tests.explored import ION, MIRA, Explored, explored
from whosaid.store import Store

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def explore(server: Server) -> Explored:
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        return explored(store)


def open_view(page: Page, server: Server, made: Explored, rest: str = "") -> None:
    page.goto(f"{server.url}?c={made.collection}{rest}")
    expect(page.locator(".reader")).to_be_visible()


def settled(page: Page) -> None:
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def quotes(page: Page, count: str) -> None:
    expect(page.locator(".counts")).to_contain_text(count)


def tab(page: Page, name: str) -> Locator:
    return page.locator(".tabs").get_by_role("button", name=name)


def test_a_cell_of_about_whom_filters_both_and_the_link_keeps_the_tab(
    window: Window, server: Server, explore: Explored
) -> None:
    page = window()
    open_view(page, server, explore)
    tab(page, "About whom").click()
    cell = page.get_by_role("button", name="Mira Sandoval about Ion Vale")
    cell.click()
    quotes(page, "3 of 7 quotes")
    expect(page).to_have_url(re.compile(f"speaker={MIRA}.*entity={ION}.*tab=about"))
    expect(page.locator(".sentence")).to_contain_text("by Mira Sandoval that name Ion Vale")
    expect(page.locator(".card")).to_have_count(3)
    page.reload()
    expect(cell).to_have_attribute("aria-pressed", "true")
    cell.focus()
    page.keyboard.press("Enter")
    quotes(page, "7 quotes")
    page.go_back()
    quotes(page, "3 of 7 quotes")


def test_shares_of_voice_filter_by_speaker_and_by_kind(
    window: Window, server: Server, explore: Explored
) -> None:
    page = window()
    open_view(page, server, explore, "&tab=share")
    page.get_by_role("button", name="Filter by speaker: No source named").first.click()
    quotes(page, "1 of 7 quotes")
    page.locator("table.voices").get_by_role("button", name="No source named").click()
    quotes(page, "7 quotes")
    page.get_by_label("By", exact=True).select_option("kinds")
    page.get_by_role("button", name="Filter by kind of speaker: Organisations").click()
    quotes(page, "1 of 7 quotes")
    expect(page).to_have_url(re.compile("speaker-kind=organization.*voices=kinds"))


def test_a_day_filters_by_its_date_by_keyboard_alone(
    window: Window, server: Server, explore: Explored
) -> None:
    page = window()
    open_view(page, server, explore, "&tab=time")
    fold = page.locator(".st-key-below_sentiment summary")
    fold.focus()
    page.keyboard.press("Enter")
    day = page.get_by_role("button", name="Filter by 9 March 2025, 2 quotes")
    day.focus()
    page.keyboard.press("Enter")
    quotes(page, "2 of 7 quotes")
    expect(page).to_have_url(re.compile("from=2025-03-09.*to=2025-03-09"))
    expect(day).to_be_visible()
    day.click()
    quotes(page, "7 quotes")


def test_a_dot_marks_its_quote(window: Window, server: Server, explore: Explored) -> None:
    page = window()
    open_view(page, server, explore, "&least=2")
    page.get_by_role("button", name="Dots").click()
    dots = page.locator(".st-key-chart_sentiment .scatterlayer .points path")
    expect(dots).to_have_count(4)
    settled(page)
    page.wait_for_timeout(1500)
    box = dots.first.bounding_box()
    assert box
    # Plotly finds out what is pointed at some time after the pointer has come, and clicks on that.
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".st-key-chart_sentiment .hoverlayer")).to_contain_text("negative")
    page.mouse.down()
    page.mouse.up()
    expect(page.locator(".reader .q.on")).to_have_text("Ion Vale has ruined this harbour,")
    expect(page.locator(".card.on")).to_have_count(1)
    expect(page).to_have_url(re.compile(f"quote={explore.quote(1)}.*draw=dots"))
    quotes(page, "7 quotes")


def test_the_table_sorts_groups_and_leads_to_the_article(
    window: Window, server: Server, explore: Explored
) -> None:
    page = window()
    open_view(page, server, explore)
    panel = page.locator(".st-key-panel_quotes")
    panel.get_by_role("button", name="Table").click()
    first = panel.locator("table.quotes tbody tr").first
    expect(first).to_be_visible()
    panel.get_by_label("Sort by").select_option("positive")
    expect(first).to_contain_text("I thank Mira Sandoval")
    first.locator("td.wide button.link").click()
    expect(page.locator(".reader .q.on")).to_have_text("I thank Mira Sandoval for her patience,")
    expect(page.locator("table.quotes tr.on")).to_have_count(1)
    panel.get_by_role("button", name="Table").click()
    expect(panel.locator("table.quotes")).to_have_count(0)
    panel.get_by_label("group by").select_option("speaker")
    expect(panel.locator("h3.group")).to_have_count(4)
    panel.get_by_role("button", name="No source 1").click()
    quotes(page, "1 of 7 quotes")
    expect(panel.locator(".card")).to_have_count(1)


def test_j_and_k_go_from_quote_to_quote_but_not_while_writing(
    window: Window, server: Server, explore: Explored
) -> None:
    page = window()
    open_view(page, server, explore)
    marked = page.locator(".reader .q.on")
    settled(page)
    page.keyboard.press("j")
    expect(marked).to_have_text("Ion Vale has ruined this harbour,")
    page.keyboard.press("j")
    expect(marked).to_have_text("Ion Vale must go,")
    expect(page.locator(".tick.on")).to_have_count(1)
    page.keyboard.press("k")
    expect(marked).to_have_text("Ion Vale has ruined this harbour,")
    page.get_by_placeholder("Find a name").focus()
    page.keyboard.type("jk")
    page.wait_for_timeout(1000)
    expect(marked).to_have_text("Ion Vale has ruined this harbour,")


def test_j_and_k_can_be_switched_off_for_good(window: Window, server: Server, explore: Explored) -> None:
    page = window()
    open_view(page, server, explore)
    settled(page)
    keys = page.get_by_role("button", name="The keys j and k go to the next quote")
    expect(keys).to_have_attribute("aria-pressed", "true")
    keys.click()
    expect(keys).to_have_attribute("aria-pressed", "false")
    page.reload()
    settled(page)
    expect(keys).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("j")
    page.wait_for_timeout(600)
    expect(page.locator(".reader .q.on")).to_have_count(0)
    keys.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("j")
    expect(page.locator(".reader .q.on")).to_have_text("Ion Vale has ruined this harbour,")


def test_pointing_at_a_quote_shows_who_said_it_and_lights_source_and_cue(
    window: Window, server: Server, explore: Explored
) -> None:
    page = window()
    open_view(page, server, explore)
    words = page.locator(".reader .q").first
    words.hover()
    expect(page.locator(".st-key-panel_article .hint")).to_contain_text("Mira Sandoval (“")
    expect(page.locator(".reader .r.lit").first).to_be_visible()
    page.locator(".headline, .byline").first.hover()
    expect(page.locator(".reader .lit")).to_have_count(0)
    page.locator(".tick").nth(4).click()
    expect(page.locator(".reader .q.on")).to_have_text("I thank Mira Sandoval for her patience,")


def test_a_citation_is_copied_with_its_link(window: Window, server: Server, explore: Explored) -> None:
    page = window()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_view(page, server, explore, f"&speaker={ION}")
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("“I thank Mira Sandoval for her patience,” (Ion Vale). “The harbour”")
    page.goto(text.rpartition(" ")[2])
    expect(page.locator(".reader .q.on")).to_have_text("I thank Mira Sandoval for her patience,")


@pytest.mark.parametrize("name", ["tone", "about", "share", "time"])
def test_every_tab_stays_on_the_first_screen_and_fits_a_phone(
    window: Window, server: Server, explore: Explored, name: str
) -> None:
    page = window()
    open_view(page, server, explore, f"&tab={name}")
    settled(page)
    expect(page.locator("[class*=st-key-panel_]")).to_have_count(4)
    bottoms = page.locator("[class*=st-key-panel_]").evaluate_all(
        "panels => panels.map(panel => panel.getBoundingClientRect().bottom)"
    )
    assert len(bottoms) == 4
    assert max(bottoms) <= 900
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollHeight <= main.clientHeight + 1")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(500)
    assert sticking_out(page) == []


def test_a_type_of_names_is_a_click_and_what_a_card_says_is_a_hover(
    window: Window, server: Server, explore: Explored
) -> None:
    page = window()
    open_view(page, server, explore)
    place = page.get_by_role("button", name="Filter by type: place, 1 name")
    place.click()
    expect(place).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".st-key-panel_entities .rows button")).to_have_count(1)
    expect(page).to_have_url(re.compile("label=GPE"))
    place.focus()
    page.keyboard.press("Enter")
    quotes(page, "7 quotes")
    expect(page.locator(".st-key-panel_entities .rows button")).to_have_count(3)
    card = page.locator(".card").first
    hint = page.locator(".st-key-panel_quotes .hint")
    for words, means in (("direct", "direct"), ("sure of the speaker", "sure"), ("negative −0.80", "tone")):
        card.get_by_text(words).hover()
        expect(hint).to_have_text(meaning(means))
    page.locator(".legend .asked").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".st-key-panel_sentiment .hint")).to_contain_text("95 of 100")
