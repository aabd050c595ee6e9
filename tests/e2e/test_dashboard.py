"""What a person does, in a real browser: filter, go back, send a link, read on a phone, follow a bad link."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.collections import ION, MIRA, Made
from tests.e2e.conftest import PATIENCE, Window
from tests.e2e.server import Server
from tests.e2e.sticking import sticking_out

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

ALL = "6 quotes, 2 speakers, 2 articles"
MIRAS = "3 of 6 quotes, 1 of 2 speakers, 1 of 2 articles"


def open_view(page: Page, server: Server, made: Made, rest: str = "") -> None:
    page.goto(f"{server.url}?c={made.collection}{rest}")
    expect(page.locator(".reader")).to_be_visible()


def counts(page: Page, text: str) -> None:
    expect(page.locator(".counts")).to_have_text(text)


def click_row(page: Page, key: str, row: int, rows: int, *, across: float = 0.9) -> None:
    """Click on a row of a chart, beside its marks as well as on them."""
    found = page.locator(f".st-key-{key} .rows button")
    expect(found).to_have_count(rows)
    found.nth(row).scroll_into_view_if_needed()
    box = found.nth(row).bounding_box()
    assert box
    page.mouse.click(box["x"] + across * box["width"], box["y"] + box["height"] / 2)


def test_a_click_on_a_speaker_filters_back_and_forward_follow(
    window: Window, server: Server, made: Made
) -> None:
    page = window()
    open_view(page, server, made)
    counts(page, ALL)
    page.locator("button.speaker", has_text="Mira Sandoval").first.click()
    counts(page, MIRAS)
    expect(page).to_have_url(re.compile(f"speaker={MIRA}"))
    expect(page.locator(".sentence")).to_have_text("Quotes by Mira Sandoval")
    expect(page.locator(".card")).to_have_count(3)
    page.go_back()
    counts(page, ALL)
    expect(page.locator(".chip")).to_have_count(0)
    page.go_forward()
    counts(page, MIRAS)
    page.locator(".card button.speaker").first.click()
    counts(page, ALL)


CLICKED_AT_ONCE = """(selectors) => {
  const hosts = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")];
  const find = (selector) => hosts.map((host) => host.shadowRoot?.querySelector(selector)).find((one) => one);
  const found = selectors.map(find);
  for (const one of found) one.click();
  return found.length;
}"""


@pytest.mark.parametrize(
    "events",
    [("speaker", "entity"), ("speaker", "speaker"), ("entity", "look", "speaker")],
    ids=["two panels", "one panel", "a tab between"],
)
def test_clicks_within_one_answer_all_count_and_back_takes_them_away(
    window: Window, server: Server, made: Made, events: tuple[str, ...]
) -> None:
    page = window()
    open_view(page, server, made)
    counts(page, ALL)
    wanted = {"speaker": f"speaker\u001f{MIRA}", "entity": "entity\u001f", "look": "look\u001f"}
    selectors = [f"[data-act^='{wanted[event]}']" for event in events]
    if events == ("speaker", "speaker"):
        selectors[1] = f"[data-act^='speaker\u001f{ION}']"
    page.evaluate(CLICKED_AT_ONCE, selectors)
    chips = page.locator(".st-key-filters .chip")
    for event in {"speaker", "entity"} & set(events):
        expect(page).to_have_url(re.compile(rf"[?&]{event}="))
    expect(chips).to_have_count(sum(event != "look" for event in events))
    for _ in events:
        if chips.count():
            page.go_back()
            page.wait_for_timeout(700)
    expect(chips).to_have_count(0)
    counts(page, ALL)


def test_chips_are_removed_one_by_one_or_all_at_once(window: Window, server: Server, made: Made) -> None:
    page = window()
    open_view(page, server, made, f"&speaker={MIRA}&sentiment=negative")
    expect(page.locator(".active .chip")).to_have_count(2)
    counts(page, "2 of 6 quotes, 1 of 2 speakers, 1 of 2 articles")
    bar = page.locator(".active")
    bar.get_by_role("button", name="Remove the filter tone: negative").click()
    counts(page, MIRAS)
    page.get_by_role("button", name="Clear all filters").click()
    counts(page, ALL)
    expect(page).to_have_url(f"{server.url}?c={made.collection}")


def test_a_row_of_a_chart_filters_and_a_second_click_clears(
    window: Window, server: Server, made: Made
) -> None:
    page = window()
    open_view(page, server, made)
    click_row(page, "panel_sentiment", 0, 2)
    counts(page, MIRAS)
    click_row(page, "panel_sentiment", 0, 2, across=0.3)
    counts(page, ALL)
    click_row(page, "panel_entities", 0, 3)
    expect(page).to_have_url(re.compile("entity="))
    page.get_by_role("button", name="Clear all filters").click()
    counts(page, ALL)
    expect(page.locator(".active .chip")).to_have_count(0)
    click_row(page, "panel_sentiment", 1, 2)
    counts(page, "2 of 6 quotes, 1 of 2 speakers, 2 of 2 articles")


def test_everything_a_click_does_the_keyboard_does(window: Window, server: Server, made: Made) -> None:
    page = window()
    open_view(page, server, made)
    speakers = page.get_by_role("combobox", name="Filter by speaker")
    speakers.focus()
    page.keyboard.type("Mira")
    page.keyboard.press("Enter")
    counts(page, MIRAS)
    expect(speakers).to_have_value("")
    expect(speakers).to_be_focused()
    quote = page.locator(".card button.words").nth(2)
    quote.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card.on")).to_have_count(1)
    expect(page.locator(".reader .q.on")).to_have_text("a disgrace")
    expect(quote).to_be_focused()
    other = page.locator(".reader .q[tabindex='0']").first
    other.focus()
    page.keyboard.press("Space")
    expect(page.locator(".reader .q.on")).to_contain_text("The bridge is closed")


def test_a_quote_is_marked_in_every_panel_and_the_link_holds_it_after_a_restart(
    window: Window, server: Server, made: Made
) -> None:
    page = window()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_view(page, server, made, f"&speaker={ION}")
    page.locator("button.words", has_text="I am sorry").click()
    expect(page.locator(".reader .q.on")).to_have_text("I am sorry,")
    expect(page.locator(".headline")).to_have_text("Late again")
    page.get_by_role("button", name="Share this view").click()
    page.locator("[data-testid=stCode]").hover()
    page.get_by_role("button", name="Copy to clipboard").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.evaluate("location.href")
    page.close()

    server.restart()
    elsewhere = window()
    elsewhere.goto(link)
    counts(elsewhere, "2 of 6 quotes, 1 of 2 speakers, 2 of 2 articles")
    expect(elsewhere.locator(".sentence")).to_have_text("Quotes by Ion Vale")
    expect(elsewhere.locator(".active .chip")).to_have_count(1)
    expect(elsewhere.locator(".card.on button.words")).to_have_text("“I am sorry,”")
    expect(elsewhere.locator(".reader .q.on")).to_have_text("I am sorry,")


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("?c=AAAAAAAAAAAAAAAAAAAAAA&speaker=mira-sandoval", "This collection is not here"),
        ("?c=%3Cscript%3Ealert(1)%3C/script%3E", "is not one that Whosaid makes"),
    ],
)
def test_a_link_to_nothing_says_so_and_leads_on(window: Window, server: Server, link: str, said: str) -> None:
    page = window()
    page.goto(server.url + link)
    expect(page.get_by_text(said).first).to_be_visible()
    if page.get_by_role("button", name="Start a new collection").count():
        page.get_by_role("button", name="Start a new collection").click()
    expect(page.get_by_role("button", name="Open the sample collection")).to_be_visible()


def test_an_unknown_speaker_can_be_left_out_of_the_link(window: Window, server: Server, made: Made) -> None:
    page = window()
    page.goto(f"{server.url}?c={made.collection}&speaker=somebody-else")
    expect(page.get_by_text("asks for the speaker “Somebody Else”")).to_be_visible()
    expect(page.get_by_text("No quotes pass these filters")).to_be_visible()
    page.get_by_role("button", name="Leave it out").click()
    counts(page, ALL)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_one_column_and_nothing_sticks_out(
    window: Window, server: Server, made: Made, scheme: str
) -> None:
    page = window(390, 844, color_scheme=scheme, is_mobile=True, has_touch=True)
    open_view(page, server, made)
    assert sticking_out(page) == []
    tops = [
        page.locator(f".st-key-panel_{name}").evaluate("panel => panel.getBoundingClientRect().top")
        for name in ("sentiment", "entities", "quotes", "article")
    ]
    assert tops == sorted(tops)
    widths = page.locator(".card").evaluate_all(
        "cards => cards.map(card => card.getBoundingClientRect().right)"
    )
    assert max(widths) <= 390
    page.locator("button.words", has_text="a disgrace").tap()
    expect(page.locator(".reader .q.on")).to_be_in_viewport()


def test_at_a_desk_every_panel_is_on_the_first_screen(window: Window, server: Server, made: Made) -> None:
    page = window()
    open_view(page, server, made)
    for name in ("sentiment", "entities", "quotes", "article"):
        bottom = page.locator(f".st-key-panel_{name}").evaluate(
            "panel => panel.getBoundingClientRect().bottom"
        )
        assert bottom <= 900, name


def test_a_filter_is_turned_round_undone_and_taken_away(window: Window, server: Server, made: Made) -> None:
    page = window()
    open_view(page, server, made, f"&speaker={MIRA}")
    bar = page.locator(".active")
    bar.get_by_role("button", name="Leave out speaker: Mira Sandoval").click()
    counts(page, "3 of 6 quotes, 1 of 2 speakers, 2 of 2 articles")
    expect(page.locator(".sentence")).to_have_text("All quotes, but none by Mira Sandoval")
    expect(page).to_have_url(re.compile(f"not-speaker={MIRA}"))
    bar.get_by_role("button", name="Undo the last filter").click()
    counts(page, MIRAS)
    bar.get_by_role("button", name="Clear all filters").click()
    counts(page, ALL)
    bar.get_by_role("button", name="Undo the last filter").click()
    counts(page, MIRAS)
    expect(bar.get_by_role("button", name="Undo the last filter")).to_have_count(0)


def test_filters_under_more_and_search_in_articles(window: Window, server: Server, made: Made) -> None:
    page = window()
    open_view(page, server, made)
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("button", name="Outlet: The Vale Mail, 1").click()
    counts(page, "1 of 6 quotes, 1 of 2 speakers, 1 of 2 articles")
    page.get_by_role("button", name="Outlet: leave out The Vale Mail").click()
    counts(page, "5 of 6 quotes, 2 of 2 speakers, 1 of 2 articles")
    page.get_by_role("button", name="Confidence: at least 90 %, 0").click()
    expect(page.get_by_text("No quotes pass these filters")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Said or believed")).to_have_count(0)
    expect(page.get_by_role("button", name="More", exact=True)).to_be_focused()
    page.go_back()
    page.go_back()
    page.go_back()
    counts(page, ALL)
    search = page.get_by_role("searchbox", name="Words to search for")
    search.fill("quay was quiet")
    search.press("Enter")
    counts(page, "0 of 6 quotes, 0 of 2 speakers, 0 of 2 articles")
    page.get_by_role("combobox", name="Where to search").select_option("in articles")
    counts(page, "1 of 6 quotes, 1 of 2 speakers, 1 of 2 articles")


def test_a_collection_is_renamed_in_its_place(window: Window, server: Server, made: Made) -> None:
    page = window()
    open_view(page, server, made)
    name = page.get_by_role("textbox", name="Name of this collection")
    name.fill("Spring <b>on the Orr</b>")
    name.press("Escape")
    expect(name).to_have_text("Bridge and ferry")
    name.fill("Spring <b>on the Orr</b>")
    name.press("Enter")
    expect(name).to_have_text("Spring <b>on the Orr</b>")
    page.reload()
    expect(name).to_have_text("Spring <b>on the Orr</b>")
