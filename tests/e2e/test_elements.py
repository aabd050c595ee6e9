"""What the script of our elements does and only a browser shows: what is kept, what is heard, what a hint does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.collections import MIRA, Made
from tests.e2e.conftest import PATIENCE, Window
from tests.e2e.server import Server
from tests.e2e.test_accessibility import SHEETS
from tests.readings import Said, article, make_reading, raw
from whosaid.articles import Removed
from whosaid.store import Store

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

DESCRIPTION = "aria-description"


def open_view(page: Page, server: Server, collection: str, rest: str = "") -> None:
    page.goto(f"{server.url}?c={collection}{rest}")
    expect(page.locator(".reader")).to_be_visible()


@pytest.fixture
def folded(server: Server) -> str:
    """Two articles, of each of which two passages were left out."""
    left_out = (Removed("Support us.", "appeal", 0), Removed("Photo: A. Nobody", "credit", 40))
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        collection = store.create_collection("Folded")
        for number in (1, 2):
            text = (
                f"“Pier {number} is shut,” Mira Sandoval said.\n\n“It is sound,” she said of pier {number}.\n"
            )
            said = [Said(f"Pier {number} is shut,", "Mira Sandoval"), Said("It is sound,", "Mira Sandoval")]
            of = article(text, file=f"{number}.txt", title=f"Of pier {number}", removed=left_out)
            store.save(collection, make_reading(of, said), raw(text), file=of.file)
    return collection


def test_a_name_is_written_over_twice_and_escape_keeps_the_last(
    window: Window, server: Server, made: Made
) -> None:
    page = window()
    open_view(page, server, made.collection)
    name = page.get_by_role("textbox", name="Name of this collection")
    first = name.inner_text()
    for wanted in ("Second", first, "Third"):
        name.fill(wanted)
        name.press("Enter")
        expect(page).to_have_title(f"{wanted} · Whosaid")
    name.fill("Fourth")
    name.press("Escape")
    expect(name).to_have_text("Third")
    page.reload()
    expect(name).to_have_text("Third")


def test_a_fold_that_is_open_opens_no_other(window: Window, server: Server, folded: str) -> None:
    page = window()
    open_view(page, server, folded)
    folds, opened = page.locator("details.removed"), page.locator("details.removed[open]")
    expect(folds).to_have_count(2)
    folds.first.locator("summary").click()
    page.locator(".reader .q").first.click()
    expect(page.locator(".reader .q.on")).to_have_count(1)
    expect(opened).to_have_count(1)
    page.get_by_role("combobox", name="Article to read").select_option("Of pier 2")
    expect(page.locator(".headline")).to_have_text("Of pier 2")
    expect(folds).to_have_count(2)
    expect(opened).to_have_count(0)


def test_a_table_that_is_open_stays_open(window: Window, server: Server, made: Made) -> None:
    page = window()
    open_view(page, server, made.collection)
    tables = page.locator(".st-key-panel_sentiment details.as-table")
    tables.locator("summary").click()
    page.locator(".card button.speaker", has_text="Mira Sandoval").first.click()
    expect(page.locator(".counts")).to_contain_text("3 of 6")
    expect(page.locator(".st-key-panel_sentiment details.as-table[open]")).to_have_count(1)


def test_the_counts_are_a_status_that_stays_where_it_is(window: Window, server: Server, made: Made) -> None:
    """A screen reader says what changes in a region that it knows already."""
    page = window()
    open_view(page, server, made.collection)
    counts = page.get_by_role("status").filter(has_text="6 quotes")
    expect(counts).to_have_count(1)
    counts.evaluate("region => (globalThis.region = region)")
    page.locator(".card button.speaker", has_text="Mira Sandoval").first.click()
    expect(page.get_by_role("status").filter(has_text="3 of 6 quotes")).to_have_count(1)
    assert page.evaluate("globalThis.region.isConnected && region.textContent.startsWith('3 of 6 quotes')")


def test_a_sheet_is_a_dialog_with_a_name_as_long_as_it_is_open(
    window: Window, server: Server, made: Made
) -> None:
    page = window()
    open_view(page, server, made.collection)
    for button, title in SHEETS.values():
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("dialog", name=title)).to_be_visible()
        expect(page.get_by_role("button", name=f"Close {title}")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name=f"Close {title}")).to_have_count(0)
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_each_button_that_copies_a_citation_says_of_which_quote(
    window: Window, server: Server, made: Made
) -> None:
    page = window()
    open_view(page, server, made.collection, f"&speaker={MIRA}")
    buttons = page.get_by_role("button", name="Copy citation")
    expect(buttons).to_have_count(3)
    told = [button.get_attribute(DESCRIPTION) or "" for button in buttons.all()]
    assert told[0].startswith("“The bridge is closed, and it will stay … Copies the words")
    assert len(set(told)) == len(told)


def test_a_hint_can_be_pointed_at_and_what_lies_below_it_clicked(
    window: Window, server: Server, made: Made
) -> None:
    page = window()
    open_view(page, server, made.collection)
    hint = page.locator(".hint:visible")
    tone = page.locator(".card .tone").first
    tone.hover()
    expect(hint).to_contain_text("How the words sound")
    box, of = hint.bounding_box(), tone.bounding_box()
    assert box
    assert of
    x, y = of["x"] + of["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y, steps=10)
    page.wait_for_timeout(300)
    expect(hint).to_contain_text("How the words sound")
    page.mouse.click(x, y)  # on the words of the card
    expect(page.locator(".card.on")).to_have_count(1)
    expect(hint).to_contain_text("How the words sound")
    page.mouse.move(x, y - 200, steps=10)
    expect(hint.filter(has_text="How the words sound")).to_have_count(0)


@pytest.mark.parametrize("focus", ["nowhere", "another panel"])
def test_escape_closes_a_hint_wherever_the_focus_is(
    window: Window, server: Server, made: Made, focus: str
) -> None:
    page = window()
    open_view(page, server, made.collection)
    if focus == "another panel":
        page.get_by_role("searchbox", name="Words to search for").focus()
    page.locator(".card .tone").first.hover()
    expect(page.locator(".hint:visible")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".hint:visible")).to_have_count(0)
