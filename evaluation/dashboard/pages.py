"""A page of a real browser that knows when it has settled, and counts what comes over the network."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests import browser

PATIENCE: Final = 180_000  # milliseconds
QUIET: Final = 400  # milliseconds without a change, which are not counted
_PROBE: Final = (Path(__file__).parent / "settled.js").read_text("utf-8")
_OPTIONS: Final = (
    "--no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-timer-throttling "
    "--disable-renderer-backgrounding --disable-backgrounding-occluded-windows"
).split()
Wanted = Sequence[tuple[str, str]]
"""CSS selectors, each with words that an element it finds has to show."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Milliseconds from a click to the last change on the screen, and the bytes that came meanwhile.

    ``own`` are those that every app on this Streamlit would send: its scripts, styles and fonts. ``asked`` are the
    milliseconds from the decision to click until the browser has asked the server.
    """

    milliseconds: float
    received: int
    own: int = 0
    asked: float = 0.0


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that the tests drive."""
    path = browser.find()
    if path is None:
        raise SystemExit(browser.MISSING)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=_OPTIONS)
        yield found
        found.close()


class Watched:
    """One person's window, of a browser without cookies and cache."""

    def __init__(self, chromium: Browser, width: int = 1440, height: int = 900) -> None:
        """An empty window; ``open`` comes next."""
        self._context = chromium.new_context(viewport={"width": width, "height": height})
        self._context.add_init_script(_PROBE)
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.received = self.own = 0
        self.before_click: Callable[[], object] = lambda: None  # called when all is ready to click
        self._own: set[str] = set()
        network = self._context.new_cdp_session(self.page)
        network.send("Network.enable")
        network.on("Network.requestWillBeSent", self._asked)
        network.on("Network.loadingFinished", self._loaded)
        network.on("Network.webSocketFrameReceived", self._told)

    def close(self) -> None:
        """Close the window."""
        self._context.close()

    def open(self, url: str, wanted: Wanted) -> Settled:
        """Go there; the milliseconds are from the request to the last change."""
        self.received = self.own = 0
        self.page.goto(url)
        return self._settle(-1, wanted)

    def click(self, target: Locator, wanted: Wanted, *, key: str = "") -> Settled:
        """Click in the middle of an element as the hand does, or press a ``key`` in it.

        Something wanted must not be there yet: else nobody could tell when it came.
        """
        target.scroll_into_view_if_needed()
        if self.page.evaluate("wanted => wanted.every(settled.shows)", list(wanted)):
            raise AssertionError(f"the page shows {wanted} before the click")
        before: float = self.page.evaluate("settled.seen.clicked")
        self.received = self.own = 0
        box = target.bounding_box()
        assert box, f"{target} is not on the screen"
        self.before_click()
        decided = 1000 * time.time()
        if key:
            target.press(key)
        else:
            self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        return self._settle(before, wanted, decided)

    def _settle(self, before: float, wanted: Wanted, decided: float = 0.0) -> Settled:
        seen: dict[str, Any] = self.page.wait_for_function(
            "([before, wanted, quiet]) => window.settled?.after(before, wanted, quiet)",
            arg=[before, [list(one) for one in wanted], QUIET],
            polling=50,
        ).json_value()
        asked = seen["since"] + seen["asked"] - decided
        return Settled(seen["painted"] - seen["clicked"], self.received, self.own, asked)

    def _asked(self, event: dict[str, Any]) -> None:
        path = urlsplit(event["request"]["url"]).path
        if path == "/" or path.startswith("/static/"):
            self._own.add(event["requestId"])

    def _loaded(self, event: dict[str, Any]) -> None:
        size = int(event["encodedDataLength"])
        self.received += size
        self.own += size if event["requestId"] in self._own else 0

    def _told(self, event: dict[str, Any]) -> None:
        self.received += _size(event["response"])


def _size(frame: dict[str, Any]) -> int:
    """The bytes of a message; those that are not text come in base 64."""
    data: str = frame["payloadData"]
    return len(data) if frame["opcode"] == 1 else len(data) * 3 // 4
