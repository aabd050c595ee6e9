"""An article put right in the browser: what was left out goes back, and its details are written anew."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PATIENCE, Window
from tests.e2e.server import Server

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

TEXT = (
    "The ferry to the islands will reopen in May, the harbour board said on Monday, after a winter of repairs.\n\n"
    "Share this article\n\n"
    "“We are relieved,” said Tomas Reyl, who chairs the board. “The islanders have waited long enough.”\n"
)


def pasted(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.get_by_label("Or paste the text of an article").fill(TEXT)
    page.get_by_role("button", name="Read the pasted text").click()
    expect(page.locator(".reader")).to_be_visible(timeout=3 * PATIENCE)


def test_what_was_left_out_folds_open_in_its_place_and_goes_back(window: Window, server: Server) -> None:
    page = window()
    pasted(page, server)
    fold = page.locator(".text > *").nth(1)
    expect(fold).to_contain_text("Left out before reading")
    fold.locator("summary").click()
    expect(fold.get_by_text("Share this article")).to_be_visible()
    fold.get_by_role("button", name="Put back and read again").click()
    expect(page.locator("details.removed")).to_have_count(0, timeout=3 * PATIENCE)
    expect(page.locator(".text > p").nth(1)).to_have_text("Share this article")
    page.reload()
    expect(page.locator(".text > p").nth(1)).to_have_text("Share this article")


def test_details_are_written_anew(window: Window, server: Server) -> None:
    page = window()
    pasted(page, server)
    page.get_by_role("button", name="Details").click()
    page.get_by_label("Title").fill("Ferry <b>opens</b>")
    page.get_by_label("Outlet").fill("The Quay Post")
    page.get_by_role("button", name="Save").click()
    heading = page.locator(".reader .byline").first
    expect(heading).to_contain_text("The Quay Post", timeout=3 * PATIENCE)
    expect(page.locator(".reader .headline")).to_have_text("Ferry <b>opens</b>")


def test_a_link_from_before_a_correction_still_leads_to_its_quote(window: Window, server: Server) -> None:
    page = window()
    pasted(page, server)
    page.locator(".reader .q").first.click()
    marked = page.locator(".reader .q.on").first
    expect(marked).to_be_visible()
    page.wait_for_url("**quote=**")
    link, words = page.url, marked.inner_text()
    page.get_by_role("button", name="Details").click()
    page.get_by_label("Outlet").fill("The Quay Post")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".reader .byline").first).to_contain_text("The Quay Post", timeout=3 * PATIENCE)
    expect(marked).to_be_visible()  # for who corrected it as well
    other = window()
    other.goto(link)
    expect(other.locator(".reader .q.on").first).to_have_text(words)
    expect(other.locator(".reader .byline").first).to_contain_text("The Quay Post")
    expect(other.locator(".st-key-about_link")).to_have_count(0)
    other.locator(".reader .q.on").first.click()
    expect(other.locator(".reader .q.on")).to_have_count(0)
