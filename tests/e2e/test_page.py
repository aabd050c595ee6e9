"""The page as a whole: at 200 % zoom, on paper, and while it loads."""

from __future__ import annotations

import io
from itertools import pairwise

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PATIENCE, Window
from tests.e2e.server import Server
from tests.e2e.sticking import ELEMENTS, sticking_out
from tests.explored import MIRA, Explored, explored
from tests.readings import Said, article, make_reading, raw
from whosaid.store import Store

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

PANELS = ("sentiment", "entities", "quotes", "article")
PARAGRAPHS, QUOTED = 60, 20
LONG = "\n\n".join(
    f"Paragraph {number} of sixty. “The pier number {number} is sound,” Mira Sandoval said, as she says of every pier "
    "that the harbour board has had looked at since the storm, and of which there are more than anybody had thought."
    for number in range(1, PARAGRAPHS + 1)
)
VIEWS = {
    "start": "",
    "explore": "?c={0}",
    "over time": "?c={0}&tab=time",
    "a marked quote": f"?c={{0}}&speaker={MIRA}&quote={{1}}",
    "compare": "?c={0}&compare=outlets",
    "how it reads": "?c={0}&page=guide",
}
READY = ".frame.of-article, .hero, .compared, .guide"

# Words of the article and of the cards that something cuts off.
CUT_OFF = f"""() => {{
  {ELEMENTS}
  const hidden = (each) => {{
    const box = each.getBoundingClientRect();
    for (let at = above(each); at; at = above(at)) {{
      const frame = at.getBoundingClientRect();
      const cuts = getComputedStyle(at).overflowY !== "visible" && at !== document.documentElement;
      if (cuts && (box.bottom > frame.bottom + 1 || box.top < frame.top - 1)) return true;
    }}
    return !each.checkVisibility({{ visibilityProperty: true }});
  }};
  return [...elements(document)].filter((each) => each.matches(".text p, .card") && hidden(each)).map(named);
}}"""
# The sum of what moved from the frame on in which something of ours was first seen.
JUMPS = """(() => {
  const moved = [];
  let first = null;
  new PerformanceObserver((list) => moved.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
  const look = (now) => {
    const hosts = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")];
    const drawn = hosts.some((host) => host.shadowRoot?.querySelector("#root")?.textContent.trim());
    if (drawn) first = now;
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  globalThis.jumps = () => {
    if (first === null) throw new Error("nothing was seen");
    const told = ({ node, previousRect: was, currentRect: is }) =>
      `${node?.className ?? node?.nodeName} from ${was.y} (${was.height}) to ${is.y} (${is.height})`;
    return moved
      .filter((each) => each.startTime >= first)
      .map((each) => [each.value, Math.round(each.startTime - first), ...each.sources.map(told)]);
  };
})();"""


@pytest.fixture
def explore(server: Server) -> Explored:
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        return explored(store)


@pytest.fixture
def long(server: Server) -> str:
    """A collection of one article, longer than any window, with as many quotes as the panel shows at once."""
    said = [
        Said(f"The pier number {number} is sound,", "Mira Sandoval", 0.5) for number in range(1, QUOTED + 1)
    ]
    reading = make_reading(article(LONG, file="long.txt", title="Sixty piers"), said)
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        collection = store.create_collection("Piers")
        store.save(collection, reading, raw(LONG), file="long.txt")
    return collection


def settled(page: Page) -> None:
    page.locator(READY).first.wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


@pytest.mark.parametrize("name", VIEWS)
def test_at_twice_the_size_nothing_sticks_out(
    window: Window, server: Server, explore: Explored, name: str
) -> None:
    """A window of 1440 by 900 at 200 % is one of 720 by 450 with two dots for each."""
    page = window(720, 450, device_scale_factor=2)
    page.goto(server.url + VIEWS[name].format(explore.collection, explore.quote(2)))
    settled(page)
    assert sticking_out(page) == []


def test_at_twice_the_size_every_panel_is_reached_and_linked(
    window: Window, server: Server, explore: Explored
) -> None:
    page = window(720, 450, device_scale_factor=2)
    page.goto(f"{server.url}?c={explore.collection}")
    settled(page)
    for name in PANELS:
        head = page.locator(f".st-key-panel_{name}").locator("h2, .tab.on").last
        head.scroll_into_view_if_needed()
        expect(head).to_be_in_viewport()
    page.locator("button.words", has_text="Ion Vale must go").click()
    expect(page.locator(".reader .q.on")).to_be_in_viewport()
    page.get_by_role("button", name="More", exact=True).click()
    last = page.locator(".st-key-search_help")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    expect(page.get_by_role("button", name="Close More filters")).to_have_count(1)


def test_on_paper_all_of_the_article_and_the_quotes_is_there(
    window: Window, server: Server, long: str
) -> None:
    page = window()
    page.goto(f"{server.url}?c={long}")
    settled(page)
    expect(page.locator(".card")).to_have_count(QUOTED)
    assert page.evaluate(CUT_OFF) != []  # on the screen the panels scroll
    page.get_by_role("button", name="More", exact=True).click()
    expect(page.locator("[class*=st-key-sheet_more]")).to_be_visible()
    page.emulate_media(media="print")
    assert page.evaluate(CUT_OFF) == []
    assert sticking_out(page) == []
    for chrome in ("[class*=st-key-sheet_]", ".facets.inline", "[data-testid=stHeader]", ".opens", ".tools"):
        for each in page.locator(chrome).all():
            expect(each).to_be_hidden()
    boxes = [page.locator(f".st-key-panel_{name}").bounding_box() for name in PANELS]
    edges = [(box["y"], box["y"] + box["height"]) for box in boxes if box]
    assert len(edges) == len(PANELS)
    assert all(bottom <= top for (_, bottom), (top, _) in pairwise(edges))


def test_a_printed_file_holds_every_paragraph_and_quote(window: Window, server: Server, long: str) -> None:
    page = window()
    page.goto(f"{server.url}?c={long}")
    settled(page)
    expect(page.locator(".card")).to_have_count(QUOTED)
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf()))
    words = " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in document).split())
    document.close()
    assert [n for n in range(1, PARAGRAPHS + 1) if f"Paragraph {n} of sixty." not in words] == []
    times = [words.count(f"The pier number {n} is sound") for n in range(1, QUOTED + 1)]
    assert set(times) == {2}, "once in the article and once among the quotes"
    assert "Search" not in words


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desk", "phone"])
@pytest.mark.parametrize("name", VIEWS)
def test_nothing_jumps_while_it_loads(
    window: Window, server: Server, explore: Explored, name: str, size: tuple[int, int]
) -> None:
    """What a browser calls the layout shift; below 0.1 is held to be good."""
    page = window(*size)
    page.add_init_script(JUMPS)
    page.goto(server.url + VIEWS[name].format(explore.collection, explore.quote(2)))
    settled(page)
    page.wait_for_timeout(1500)
    jumps = page.evaluate("jumps()")
    assert sum(jump[0] for jump in jumps) < 0.1, jumps
