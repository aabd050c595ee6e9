"""Where somebody has read to: kept by a reload, and by a link that is sent to somebody else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PATIENCE, Window
from tests.e2e.server import Server
from tests.readings import Said, article, make_reading, raw
from whosaid.store import Store

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

LONG = "\n\n".join(
    f"Paragraph {number}. Mira Sandoval said “the bridge number {number} is closed” and went home, as she does "
    "on every day of the year on which a bridge is closed, and nobody was there to see it."
    for number in range(1, 61)
)
TOP = "() => { for (const h of document.querySelectorAll('[data-testid=stBidiComponentIsolated]')) {"
SCROLLED = (
    TOP + " const s = h.shadowRoot?.querySelector('.of-article .scroll'); if (s) return s.scrollTop; } }"
)
SCROLL = TOP + " const s = h.shadowRoot?.querySelector('.of-article .scroll'); if (s) s.scrollTop = 2400; } }"
FIRST_SEEN = (
    TOP
    + """ const s = h.shadowRoot?.querySelector('.of-article .scroll'); if (!s) continue;
  const top = Math.max(0, s.getBoundingClientRect().top);
  return [...s.querySelectorAll('.text p')].findIndex((p) => p.getBoundingClientRect().bottom > top); } }"""
)


@pytest.fixture
def long(server: Server) -> str:
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        said = [Said(f"the bridge number {number} is closed", "Mira Sandoval", 0.0) for number in (1, 30, 60)]
        reading = make_reading(article(LONG, file="long.txt"), said, [("Mira Sandoval", "PERSON")])
        collection = store.create_collection("A long one")
        store.save(collection, reading, raw(LONG), file="long.txt")
    return collection


def opened(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.locator(".reader")).to_be_visible()
    page.wait_for_timeout(700)


def test_a_reload_is_scrolled_as_before(window: Window, server: Server, long: str) -> None:
    page = window()
    opened(page, f"{server.url}?c={long}")
    page.evaluate(SCROLL)
    page.wait_for_timeout(300)
    page.reload()
    expect(page.locator(".reader")).to_be_visible()
    page.wait_for_timeout(700)
    assert abs(page.evaluate(SCROLLED) - 2400) < 5
    opened(page, f"{server.url}?c={long}&quote=nothing.q1")  # another page
    assert page.evaluate(SCROLLED) < 5


@pytest.mark.parametrize("width", [1440, 1000])
def test_a_link_opens_where_its_sender_had_read_to(
    window: Window, server: Server, long: str, width: int
) -> None:
    page = window()
    opened(page, f"{server.url}?c={long}")
    page.evaluate(SCROLL)
    page.wait_for_timeout(300)
    seen = page.evaluate(FIRST_SEEN)
    assert seen > 5
    page.get_by_role("button", name="Share this view").click()
    expect(page.locator("[data-testid=stCode]")).to_contain_text(re.compile(r"at=\d+"))
    link = page.locator("[data-testid=stCode]").inner_text().strip()
    other = window(width)
    opened(other, link)
    assert abs(other.evaluate(FIRST_SEEN) - seen) <= 2
    other.locator(".card button.speaker").first.click()
    expect(other).to_have_url(re.compile("speaker=mira-sandoval"))
    assert "at=" not in other.url


def test_at_the_top_the_link_tells_no_place(window: Window, server: Server, long: str) -> None:
    page = window()
    opened(page, f"{server.url}?c={long}")
    page.get_by_role("button", name="Share this view").click()
    expect(page.locator("[data-testid=stCode]")).to_contain_text(f"c={long}")
    assert "at=" not in page.locator("[data-testid=stCode]").inner_text()
