"""Compare in a real browser: by link and switch, down to the quotes and back, two filters, the same quote, a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.compared import ION, MIRA, Compared, compared, widespread
from tests.e2e.conftest import PATIENCE, Window
from tests.e2e.server import Server
from tests.e2e.sticking import sticking_out
from tests.e2e.test_accessibility import THEMES, Theme, violations
from whosaid.store import Store

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

OUTLETS = "&compare=outlets&outlet=The+Quay+Post&outlet=The+Vale+Mail"


@pytest.fixture
def papers(server: Server) -> Compared:
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        return compared(store)


def open_view(page: Page, server: Server, made: Compared, rest: str = "") -> None:
    page.goto(f"{server.url}?c={made.collection}{rest}")
    expect(page.locator(".reader, .contrasts, .same, .empty").first).to_be_visible()


def quotes(page: Page, count: str) -> None:
    expect(page.locator(".counts")).to_contain_text(count)


def test_from_explore_to_the_quotes_behind_an_answer_and_back(
    window: Window, server: Server, papers: Compared
) -> None:
    """Is Mira Sandoval more negative in the Post than in the Mail, and in which words?"""
    page = window()
    open_view(page, server, papers)
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator(".side")).to_have_count(3)
    page.get_by_role("button", name="Compare The Orr Echo, 2 quotes").click()
    expect(page.locator(".side")).to_have_count(2)
    page.locator(".tabs").get_by_role("button", name="Tone", exact=True).click()
    row = page.locator(".contrasts tbody tr", has_text="Mira Sandoval")
    expect(page.locator(".contrasts tr.whole")).to_be_visible()
    expect(page.locator(".contrasts")).to_have_count(1)
    expect(row.locator(".verdict")).to_contain_text("more negative in The Quay Post")
    row.get_by_role("button", name="Read The Quay Post, Mira Sandoval").click()
    quotes(page, "31 of 84 quotes")
    expect(page.locator(".sentence").first).to_contain_text("Quotes by Mira Sandoval in The Quay Post")
    expect(page.locator(".card").first).to_contain_text("negative −0.80")
    expect(page.locator(".reader")).to_be_visible()
    page.go_back()
    expect(row.locator(".verdict")).to_contain_text("more negative in The Quay Post")
    expect(page).to_have_url(re.compile("compare=outlets.*compared=tone"))
    page.get_by_role("button", name="Explore", exact=True).click()
    quotes(page, "82 of 84 quotes")
    expect(page.locator(".reader")).to_be_visible()


def test_a_link_opens_the_comparison_and_filters_apply_to_both_sides(
    window: Window, server: Server, papers: Compared
) -> None:
    page = window()
    open_view(page, server, papers, f"{OUTLETS}&compared=voice&sort=quotes")
    expect(page.locator(".tab.on")).to_have_text("Share of voice")
    expect(page.get_by_label("Sort by")).to_have_value("quotes")
    page.get_by_role("button", name=re.compile("^Kind of quote: indirect")).click()
    expect(page.locator(".side").first).to_contain_text("0 quotes")
    expect(page.locator(".side").nth(1)).to_contain_text("10 quotes")
    page.reload()
    expect(page.locator(".side").nth(1)).to_contain_text("10 quotes")
    page.locator(".side").nth(1).locator("button.link").click()
    expect(page.locator(".reader")).to_be_visible()
    expect(page.locator(".card")).to_have_count(10)
    page.go_back()
    expect(page.locator(".side").nth(1)).to_contain_text("10 quotes")
    page.go_back()
    expect(page.locator(".side").first).to_contain_text("41 quotes")


def test_two_filters_are_kept_compared_changed_and_forgotten(
    window: Window, server: Server, papers: Compared
) -> None:
    page = window()
    open_view(page, server, papers, f"&speaker={MIRA}")
    page.get_by_role("button", name="Keep as A to compare").click()
    expect(page.get_by_text("now choose the other filters")).to_be_visible()
    page.locator(".chip .cut", has_text="speaker").click()
    expect(page.locator(".counts")).to_have_text(re.compile("^84 quotes"))
    page.get_by_role("button", name=re.compile("^Filter by speaker: Ion Vale")).first.click()
    quotes(page, "30 of 84 quotes")
    page.get_by_role("button", name="Compare A with what is filtered now").click()
    expect(page.locator(".side h2")).to_have_text(["AQuotes by Mira Sandoval", "BQuotes by Ion Vale"])
    expect(page).to_have_url(re.compile(f"a.speaker={MIRA}.*b.speaker={ION}.*compare=filters"))
    page.get_by_role("button", name="Change in Explore: side B").click()
    quotes(page, "30 of 84 quotes")
    page.get_by_role("button", name=re.compile(r"^Tone: \+ positive")).click()
    quotes(page, "20 of 84 quotes")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator(".side h2").nth(1)).to_have_text("BQuotes by Ion Vale that are positive")
    page.locator(".side").nth(1).get_by_role("button", name="Remove the filter tone: positive").click()
    expect(page.locator(".side h2").nth(1)).to_have_text("BQuotes by Ion Vale")
    page.go_back()
    expect(page.locator(".side h2").nth(1)).to_have_text("BQuotes by Ion Vale that are positive")
    page.get_by_role("button", name="Explore", exact=True).click()
    page.get_by_role("button", name=re.compile("^No longer keep A")).click()
    expect(page.locator(".active .chip", has_text="kept as A")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^No longer keep B")).click()
    expect(page.locator(".active .chip")).to_have_count(0)


def test_the_same_quote_opens_in_its_article(window: Window, server: Server, papers: Compared) -> None:
    page = window()
    open_view(page, server, papers, "&compare=outlets&compared=same")
    versions = page.locator(".version")
    expect(versions).to_have_count(3)
    expect(versions.nth(2).locator("del")).to_have_text("and not a single day before the engineers say so,")
    expect(versions.nth(1).locator("ins")).to_have_text("this")
    versions.nth(2).locator("button.words").click()
    expect(page.locator(".reader .q.on")).to_contain_text("We will open the bridge in May")
    expect(page.locator(".byline").first).to_contain_text("The Vale Mail")
    page.go_back()
    expect(versions).to_have_count(3)


def test_of_many_outlets_others_are_chosen_by_name_and_all_versions_shown(
    window: Window, server: Server
) -> None:
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        made = Compared(widespread(store, 14), "")
    page = window()
    open_view(page, server, made, "&compare=outlets&compared=same")
    expect(page.get_by_text("12 of 14 outlets")).to_be_visible()
    other = page.get_by_role("combobox", name="Compare another outlet")
    other.fill("Paper 13")
    other.press("Enter")
    expect(page.locator(".side h2")).to_have_text(["APaper 01", "BPaper 02", "CPaper 03", "DPaper 13"])
    page.get_by_role("button", name="Compare Paper 04, 2 quotes").click()
    expect(page.get_by_text("Four outlets are compared at most")).to_be_visible()
    expect(page.locator(".side")).to_have_count(4)
    for name in ("Paper 13", "Paper 03", "Paper 02"):
        page.get_by_role("button", name=f"Compare {name}, 2 quotes").click()
        expect(page.locator(".side h2", has_text=name)).to_have_count(0)
    expect(page.locator(".side h2")).to_have_text(["APaper 01", "Ball others"])
    page.get_by_role("button", name="Compare Paper 01, 2 quotes").click()
    expect(page.get_by_text("Only Paper 01 is chosen, and compared with all others")).to_be_visible()
    versions = page.locator(".version")
    expect(versions).to_have_count(6)
    page.get_by_role("button", name="Show all 14 versions").click()
    expect(versions).to_have_count(14)
    versions.last.locator("button.words").click()
    expect(page.locator(".reader .q.on")).to_contain_text("We will open the bridge in May")
    expect(page.locator(".byline").first).to_contain_text("Paper 14")
    expect(page).to_have_url(re.compile("not-outlet=Paper"))
    page.go_back()
    expect(versions).to_have_count(14)
    assert violations(page, "many outlets") == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(500)
    assert sticking_out(page) == []
    page.get_by_role("button", name="Show the first 6 only").click()
    expect(versions).to_have_count(6)


def test_everything_can_be_done_by_keyboard(window: Window, server: Server, papers: Compared) -> None:
    page = window()
    open_view(page, server, papers, OUTLETS)
    names = page.locator(".tabs").get_by_role("button", name="Names")
    names.focus()
    page.keyboard.press("Enter")
    expect(names).to_have_attribute("aria-pressed", "true")
    page.get_by_label("show").select_option("one")
    expect(page.locator(".contrasts tbody tr")).to_have_count(3)
    number = page.get_by_role("button", name="Read The Quay Post, Customs House")
    number.focus()
    expect(page.locator(".hint:visible")).to_contain_text("95 % interval 69 to 100 %")
    page.keyboard.press("Enter")
    quotes(page, "41 of 84 quotes")


@pytest.mark.parametrize("name", ["quoted", "voice", "tone", "toward", "names", "same"])
def test_every_tab_fits_a_phone(window: Window, server: Server, papers: Compared, name: str) -> None:
    page = window(390, 844)
    open_view(page, server, papers, f"&compare=outlets&compared={name}")
    expect(page.locator(".contrasts, .version").first).to_be_visible()
    page.wait_for_timeout(500)
    assert sticking_out(page) == []
    boxes = page.locator(".contrasts button.number, .version").evaluate_all(
        "parts => parts.map(part => part.getBoundingClientRect().right)"
    )
    assert boxes
    assert max(boxes) <= 390


TABS = ("quoted", "voice", "tone", "toward", "names", "same")
LINKS = {
    **{name: f"&compare=outlets&compared={name}" for name in TABS},
    "two filters": f"&compare=filters&a.speaker={MIRA}&b.speaker={ION}&compared=tone",
    "no sides": "&compare=filters",
    "nothing left": f"{OUTLETS}&q=zzzz",
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(
    window: Window, server: Server, papers: Compared, theme: Theme, width: int
) -> None:
    page = window(width, 844, color_scheme=theme)
    found: list[str] = []
    for name, link in LINKS.items():
        open_view(page, server, papers, link)
        found += violations(page, name)
    assert found == []
