"""Copies of a story in the browser: counted once, each with a click, opened from a copy to its first and by a link."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PATIENCE, Window
from tests.e2e.server import Server
from tests.test_copies import LATER, ORIGINAL, READINGS, id_of, save
from whosaid.store import Store

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def collection(server: Server) -> str:
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        made = store.create_collection("Ferries")
        save(store, made, *READINGS.values())
        return made


def counts(page: Page, words: str) -> None:
    expect(page.locator(".counts")).to_have_text(words)


def test_copies_count_once_until_a_click_and_again_after_another(
    window: Window, server: Server, collection: str
) -> None:
    page = window()
    page.goto(f"{server.url}?c={collection}")
    counts(page, "3 quotes, 2 speakers, 2 articles")
    once = page.get_by_role("button", name="2 wire copies counted once")
    expect(once).to_have_attribute("aria-pressed", "true")
    once.click()
    counts(page, "7 quotes, 2 speakers, 4 articles")
    expect(page).to_have_url(re.compile("copies=each"))
    expect(page.locator(".card")).to_have_count(7)
    page.get_by_role("button", name="2 wire copies counted each").click()
    counts(page, "3 quotes, 2 speakers, 2 articles")
    expect(page.locator(".card")).to_have_count(3)
    assert "copies=" not in page.url
    page.go_back()
    counts(page, "7 quotes, 2 speakers, 4 articles")


def test_a_link_to_the_quote_of_a_copy_opens_it_and_leads_to_the_first(
    window: Window, server: Server, collection: str
) -> None:
    page = window()
    page.goto(f"{server.url}?c={collection}&quote={id_of(LATER)[:12]}.q2")
    reader = page.locator(".reader")
    expect(reader).to_contain_text("Good news for islanders")
    expect(reader).to_contain_text(
        "A copy of “original” (The Quay Post, 1 March 2025); the story counts once."
    )
    expect(reader.locator(".q.on")).to_have_text("It costs too much,")
    reader.get_by_role("button", name="“original”").click()
    expect(reader).to_contain_text("ELLERY (Reuters)")
    expect(page).to_have_url(re.compile(f"article={id_of(ORIGINAL)}"))
    counts(page, "2 of 3 quotes, 2 of 2 speakers, 1 of 2 articles")
