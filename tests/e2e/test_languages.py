"""An article in another language in the browser: left unread, and read when somebody insists."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PATIENCE, Window
from tests.e2e.server import Server
from tests.foreign import FRENCH, GERMAN

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

ENGLISH = "“We are relieved,” said Tomas Reyl, who chairs the harbour board. “The islanders have waited long enough.”\n"


def test_what_is_not_english_is_read_all_the_same(window: Window, server: Server) -> None:
    page = window()
    page.goto(server.url)
    files = {"hafen.txt": GERMAN, "ferry.txt": ENGLISH, "port.txt": FRENCH}
    page.locator("input[type=file]").first.set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in files.items()]
    )
    expect(page.get_by_text("3 files: 1 read, 2 not in English")).to_be_visible(timeout=3 * PATIENCE)
    line = page.locator(".receipts li").filter(has_text="hafen.txt")
    expect(line).to_contain_text("Not English (German, it seems): not read.")
    expect(page.locator(".counts")).to_contain_text("1 article")
    line.get_by_role("button", name="Read it all the same").click()
    expect(page.get_by_text("3 files: 2 read, 1 not in English")).to_be_visible(timeout=3 * PATIENCE)
    expect(page.locator(".counts")).to_contain_text("2 articles")
    expect(page.locator(".receipts li").filter(has_text="hafen.txt")).to_contain_text("looks like German")


def test_it_can_still_be_read_when_the_receipts_are_dismissed(window: Window, server: Server) -> None:
    page = window()
    page.goto(server.url)
    page.get_by_label("Or paste the text of an article").fill(GERMAN)
    page.get_by_role("button", name="Read the pasted text").click()
    expect(page.get_by_text("1 file: 1 not in English")).to_be_visible(timeout=3 * PATIENCE)
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_text("1 file: 1 not in English")).to_have_count(0)
    page.get_by_role("button", name="Articles", exact=True).click()
    page.get_by_text("Files so far: 1").click()
    page.get_by_role("button", name="Read it all the same").click()
    expect(page.locator(".reader .text")).to_contain_text("Hafenrat", timeout=3 * PATIENCE)
