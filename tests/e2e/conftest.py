"""A server, a browser, and a window that tolerates neither script errors nor strangers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.collections import Made, fill
from tests.e2e.server import Server
from whosaid.store import Store

PATIENCE = 90_000.0  # milliseconds; a busy machine is no failure
Window = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium(browser_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(root, tmp_path_factory.mktemp("data"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def made(server: Server) -> Made:
    """A small collection, made by hand, in the server's database."""
    with Store(f"sqlite:///{server.data / 'whosaid.sqlite3'}") as store:
        return fill(store)


@pytest.fixture
def window(chromium: Browser, server: Server) -> Iterator[Window]:
    """Opens windows, each of a browser without cookies; at the end none may have met an error."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_window(width: int = 1440, height: int = 900, **options: object) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: troubles.append(f"script error: {error}"))
        page.on(
            "request",
            lambda request: (
                None if _is_ours(request.url, server) else troubles.append(f"a stranger: {request.url}")
            ),
        )
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert troubles == []


def _is_ours(url: str, server: Server) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"data", "blob", "about"} or parts.netloc == f"127.0.0.1:{server.port}"
