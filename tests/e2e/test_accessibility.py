"""axe-core, in both themes, on every page, tab and sheet: no violation of WCAG 2 A and AA or of its best practices."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.conftest import PATIENCE, Window
from tests.e2e.server import Server
from tests.explored import ION, MIRA, Explored, explored
from whosaid.store import Store

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
VIEWS = {
    "explore": "",
    "dots": "&draw=dots",
    "about whom": "&tab=about",
    "share of voice": "&tab=share&voices=kinds",
    "over time": "&tab=time",
    "table": "&as=table",
    "grouped": "&group=speaker&order=unsure",
    "filtered": f"&speaker={MIRA}&entity={ION}&q=ferry",
    "nothing left": f"&speaker={MIRA}&q=zzzz",
    "how it reads": "&page=guide",
    "a link that asks for too much": "&speaker=nobody-of-that-name&kind=loud",
}
# What opens over the panels: the button, and the heading of what it opens.
SHEETS = {
    "more": ("More", "More filters"),
    "articles": ("Articles", "Articles"),
    "share": ("Share this view", "Share this view"),
    "details": ("Details", "Details"),
}
# Streamlit's own markup, which no setting of ours reaches: its bar, and the role of its drop zone beside a label.
SHELL = {"exclude": [["[data-testid='stHeader']"], ["[data-testid='stToolbar']"]]}
NOT_OURS = {("presentation-role-conflict", "stFileUploaderDropzone")}


@pytest.fixture
def explore(server: Server) -> Explored:
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        return explored(store)


def violations(page: Page, where: str) -> list[str]:
    """Each rule that is broken, with the elements that break it."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    found = Axe().run(page, context=SHELL).response["violations"]
    return [
        f"{where}: {rule['id']} ({rule['help']}): {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
        if not any(rule["id"] == name and whose in node["html"] for name, whose in NOT_OURS)
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_every_view_of_a_collection(window: Window, server: Server, explore: Explored, theme: Theme) -> None:
    page = window(color_scheme=theme)
    found: list[str] = []
    for name, link in VIEWS.items():
        page.goto(f"{server.url}?c={explore.collection}{link}")
        expect(page.locator("[class*=panel_quotes], .guide").first).to_be_visible()
        found += violations(page, name)
    assert found == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_start_and_a_link_that_leads_nowhere(window: Window, server: Server, theme: Theme) -> None:
    page = window(color_scheme=theme)
    page.goto(server.url)
    expect(page.get_by_role("button", name="Open the sample collection")).to_be_visible()
    found = violations(page, "start")
    page.goto(f"{server.url}?c={'x' * 24}")
    expect(page.get_by_role("button", name="Start a new collection")).to_be_visible()
    assert found + violations(page, "no such collection") == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_sheet(window: Window, server: Server, explore: Explored, theme: Theme) -> None:
    page = window(color_scheme=theme)
    page.goto(f"{server.url}?c={explore.collection}&speaker={MIRA}")
    found: list[str] = []
    for name, (button, title) in SHEETS.items():
        page.get_by_role("button", name=button, exact=True).click()
        sheet = page.locator(f".st-key-sheet_{name}")
        expect(sheet.get_by_role("heading", name=title)).to_be_visible()
        found += violations(page, name)
        page.keyboard.press("Escape")
        expect(sheet).to_have_count(0)
    assert found == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_sheet_of_articles_over_a_collection_that_has_none(
    window: Window, server: Server, theme: Theme
) -> None:
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        nothing = store.create_collection("Nothing")
    page = window(color_scheme=theme)
    page.goto(f"{server.url}?c={nothing}")
    expect(page.get_by_text("Drop some here, or paste one.")).to_be_visible()
    page.get_by_role("button", name="Articles", exact=True).click()
    expect(page.get_by_role("heading", name="Articles")).to_be_visible()
    expect(page.locator("[data-testid=stFileUploaderDropzone]")).to_have_count(1)
    assert violations(page, "nothing yet") == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_question_about_columns_and_the_receipts(
    window: Window, server: Server, explore: Explored, theme: Theme
) -> None:
    page = window(color_scheme=theme)
    page.goto(f"{server.url}?c={explore.collection}")
    page.get_by_role("button", name="Articles", exact=True).click()
    field = page.locator(".st-key-sheet_articles [data-testid=stFileUploaderDropzoneInput]")
    field.wait_for(state="attached")
    field.set_input_files(
        [_file("table.csv", "one,two\nOn Monday,A bridge is shut\n"), _file("empty.txt", "")]
    )
    box = page.locator(".st-key-columns_box")
    expect(box).to_contain_text("The one with the longest texts is proposed for the text.")
    expect(box.get_by_role("combobox").first).to_have_value("two")
    found = violations(page, "columns")
    page.get_by_role("button", name="Leave it out").click()
    expect(page.locator(".st-key-receipts_head strong")).to_have_text("2 files: 0 read, 2 could not be read")
    found += violations(page, "receipts")
    page.get_by_role("button", name="Articles", exact=True).click()
    page.get_by_text("Files so far: 2").click()
    expect(page.locator(".st-key-receipts_all .receipts li")).to_have_count(2)
    assert found + violations(page, "files so far") == []


def _file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()}


@pytest.mark.parametrize("tab", ["tone", "about"])
@pytest.mark.parametrize("theme", THEMES)
def test_a_phone(window: Window, server: Server, explore: Explored, theme: Theme, tab: str) -> None:
    page = window(width=390, height=844, color_scheme=theme)
    page.goto(f"{server.url}?c={explore.collection}&tab={tab}")
    expect(page.locator("[class*=panel_quotes]")).to_be_visible()
    assert violations(page, "phone") == []


def test_axe_is_at_work(window: Window, server: Server) -> None:
    page = window()
    page.goto(server.url)
    expect(page.get_by_role("button", name="Open the sample collection")).to_be_visible()
    page.evaluate("document.body.appendChild(document.createElement('button'))")
    assert any("button-name" in line for line in violations(page, "start"))
