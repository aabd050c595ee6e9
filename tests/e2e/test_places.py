"""Where somebody has read to: kept by a reload, and by a link that is sent to somebody else."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.compared import compared
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
SCROLL = TOP + " const s = h.shadowRoot?.querySelector('.of-article .scroll'); if (s) s.scrollTop = 2400; } }"
FIRST_SEEN = (
    TOP
    + """ const s = h.shadowRoot?.querySelector('.of-article .scroll'); if (!s) continue;
  const top = Math.max(0, s.getBoundingClientRect().top);
  return [...s.querySelectorAll('.text p')].findIndex((p) => p.getBoundingClientRect().bottom > top); } }"""
)
DESK, PHONE = (1440, 900), (390, 844)
PANEL, PAGE = ".of-article .scroll", "[data-testid=stMain]"
READY = ".reader, .contrasts, .guide"
# What scrolls -> the window, the rest of the link, by what it is found, and how far it is scrolled.
SCROLLING = {
    "the panel at a desk": (DESK, "", PANEL, 2400),
    "the page on a phone": (PHONE, "", PAGE, 2400),
    "the page on a phone, away from the marked quote": (PHONE, "&quote={quote}", PAGE, 2400),
    "the page that explains": (DESK, "&page=guide", PAGE, 600),
}


@dataclass(frozen=True)
class Long:
    """A collection of one article that is longer than any window, and the ref of its last quote."""

    collection: str
    quote: str


@pytest.fixture
def long(server: Server) -> Long:
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        said = [Said(f"the bridge number {number} is closed", "Mira Sandoval", 0.0) for number in (1, 30, 60)]
        reading = make_reading(article(LONG, file="long.txt"), said, [("Mira Sandoval", "PERSON")])
        collection = store.create_collection("A long one")
        store.save(collection, reading, raw(LONG), file="long.txt")
    return Long(collection, f"{reading.article.id[:12]}.q3")


def opened(page: Page, link: str) -> None:
    page.goto(link)
    settled(page)


def settled(page: Page) -> None:
    expect(page.locator(READY).first).to_be_visible()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(1000)


def reloaded_where_it_was(page: Page, link: str, rest: str, scrolls: str, top: int) -> None:
    opened(page, link + rest)
    page.locator(scrolls).evaluate("(part, top) => (part.scrollTop = top)", top)
    page.wait_for_timeout(300)
    page.reload()
    settled(page)
    assert abs(scrolled(page, scrolls) - top) < 5
    opened(page, f"{link}&as=table")  # another page
    assert scrolled(page, scrolls) < 5


def scrolled(page: Page, scrolls: str) -> float:
    return float(page.locator(scrolls).evaluate("part => part.scrollTop"))


@pytest.mark.parametrize("name", SCROLLING)
def test_a_reload_is_scrolled_as_before(window: Window, server: Server, long: Long, name: str) -> None:
    size, rest, scrolls, top = SCROLLING[name]
    link = f"{server.url}?c={long.collection}"
    reloaded_where_it_was(window(*size), link, rest.format(quote=long.quote), scrolls, top)


@pytest.mark.parametrize("size", [(1440, 500), PHONE], ids=["desk", "phone"])
def test_a_reload_of_a_comparison_is_scrolled_as_before(
    window: Window, server: Server, size: tuple[int, int]
) -> None:
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        link = f"{server.url}?c={compared(store).collection}"
    reloaded_where_it_was(window(*size), link, "&compare=outlets", PAGE, 150)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_reload_goes_to_the_marked_quote_where_only_another_panel_was_scrolled(
    window: Window, server: Server, long: Long, size: tuple[int, int]
) -> None:
    page = window(*size)
    opened(page, f"{server.url}?c={long.collection}&quote={long.quote}")
    marked = page.locator(".reader .q.on")
    expect(marked).to_be_in_viewport()
    page.wait_for_timeout(500)  # until it scrolls no more
    kept = "({ search: location.search, tops: { 'frame of-quotes': 1 } })"
    page.evaluate(f"sessionStorage.setItem('whosaid-places', JSON.stringify({kept}))")
    page.reload()
    settled(page)
    expect(marked).to_be_in_viewport()


@pytest.mark.parametrize("width", [1440, 1000])
def test_a_link_opens_where_its_sender_had_read_to(
    window: Window, server: Server, long: Long, width: int
) -> None:
    page = window()
    opened(page, f"{server.url}?c={long.collection}")
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


def test_at_the_top_the_link_tells_no_place(window: Window, server: Server, long: Long) -> None:
    page = window()
    opened(page, f"{server.url}?c={long.collection}")
    page.get_by_role("button", name="Share this view").click()
    expect(page.locator("[data-testid=stCode]")).to_contain_text(f"c={long.collection}")
    assert "at=" not in page.locator("[data-testid=stCode]").inner_text()


def test_with_a_marked_quote_the_link_opens_the_article_at_it(
    window: Window, server: Server, long: Long
) -> None:
    page = window()
    link = f"{server.url}?c={long.collection}&quote={long.quote}"
    opened(page, link)
    page.evaluate(SCROLL)
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Share this view").click()
    expect(page.locator("[data-testid=stCode]")).to_have_text(link)
    expect(page.get_by_text("the article at the quote that is marked")).to_be_visible()
