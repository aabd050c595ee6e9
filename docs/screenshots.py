"""The pictures of the README: the real dashboard with the sample collection, at a desk and on a phone.

    python docs/screenshots.py [FOLDER]        (default: docs/screenshots)

Starts the dashboard on a free port with an empty data folder, opens the sample collection as a
person would, waits until everything is read, and takes each view in light and dark.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import browser  # noqa: E402
from tests.e2e.server import Server  # noqa: E402

SIZES = {"desk": (1440, 900), "phone": (390, 844)}
PATIENCE = 300_000.0
THERE = {
    "start": (".hero", ".points"),
    "collection": (".reader .q.on", ".rows .tones"),
    "speaker": (".reader .q.on", ".rows .tones"),
    "share": ("table.voices .bar",),
    "time": (".js-plotly-plot",),
    "more": (".st-key-sheet_more .facet",),
    "compare": (".side", ".contrasts tr.whole"),
    "guide": (".guide",),
}
"""Picture -> what has to be on the page before it is taken."""
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"


def main(folder: Path) -> None:
    """Take every picture into ``folder``."""
    path = browser.find()
    if path is None:
        raise SystemExit(browser.MISSING)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(ROOT, Path(data))
        server.start()
        try:
            chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            take_all(chromium, server, folder)
            chromium.close()
        finally:
            server.stop()


def take_all(chromium: Browser, server: Server, folder: Path) -> None:
    """The first page, a collection in several ways, a sheet over it, the newspapers compared, and the page of help."""
    page = open_page(chromium, "desk", "light", server.url)
    page.get_by_role("button", name="Open the sample collection").click()
    page.get_by_role("button", name="Dismiss").click()
    page.locator(".st-key-receipts_box").wait_for(state="detached")
    views = {"start": server.url, "collection": marked(page), "speaker": filtered(page)}
    views["compare"] = compared(page)
    whole = views["compare"].partition("&")[0]
    views |= {"share": f"{whole}&tab=share", "time": f"{whole}&tab=time"}
    views |= {"more": whole, "guide": f"{whole}&page=guide"}
    page.context.close()
    for name, url in views.items():
        for size in SIZES:
            for scheme in ("light", "dark"):
                page = open_page(chromium, size, scheme, url)
                if name == "more":
                    page.get_by_role("button", name="More", exact=True).click()
                for selector in THERE[name]:
                    page.locator(selector).first.wait_for()
                if size == "phone":
                    page.wait_for_timeout(1500)  # the page is still on its way to the quote
                    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 0)")
                save(page, folder / f"{name}-{size}-{scheme}.png")
                page.context.close()


def open_page(chromium: Browser, size: str, scheme: str, url: str) -> Page:
    """A window of that size in light or dark."""
    width, height = SIZES[size]
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        is_mobile=size == "phone",
        device_scale_factor=2 if size == "phone" else 1,
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(url)
    return page


def marked(page: Page) -> str:
    """Mark a quote that has a speaker; returns the link of the view."""
    page.locator(".card:not(:has(.nobody)) button.words").nth(1).click()
    page.locator(".reader .q.on").first.wait_for()
    return str(page.evaluate("location.href"))


def filtered(page: Page) -> str:
    """Filter by the speaker who is quoted most, and mark a quote; returns the link of the view."""
    names = page.locator(".card button.speaker:not(.nobody)").all_inner_texts()
    most = Counter(names).most_common(1)[0][0]
    page.locator(".card button.speaker", has_text=most).first.click()
    page.locator(".chip").first.wait_for()
    page.locator(SETTLED).wait_for()
    return marked(page)


def compared(page: Page) -> str:
    """Take the filters away and compare the newspapers in tone; returns the link of the view."""
    page.get_by_role("button", name="Clear all filters").click()
    page.locator(".chip").first.wait_for(state="detached")
    page.get_by_role("button", name="Compare", exact=True).click()
    page.locator(".contrasts").first.wait_for()  # until then a tab of the same name is that of *Explore*
    page.locator(".tabs").get_by_role("button", name="Tone", exact=True).click()
    page.locator(".contrasts tr.whole").wait_for()
    return str(page.evaluate("location.href"))


def save(page: Page, file: Path) -> None:
    """Wait until nothing moves, then take the picture."""
    page.locator(SETTLED).wait_for()
    page.wait_for_timeout(2500)
    page.screenshot(path=file)
    with Image.open(file) as picture:  # 256 colours are enough for a page, and a third of the bytes
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)
    print(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots")
