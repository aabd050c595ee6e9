"""The browser that the tests drive: found on this machine, or installed by ``python -m tests.browser``.

What the tests do with it stands in ``tests/e2e``; this module knows only where it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
MISSING = "no browser: neither Chrome nor Chromium is installed, and none could be; try `make browser`"


@cache
def find() -> str | None:
    """The path of a Chrome or Chromium that Playwright can drive, or None."""
    return installed() or playwrights_own()


def installed() -> str | None:
    """A browser that the machine has anyway."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return next((place for place in PLACES if Path(place).exists()), None)


def playwrights_own() -> str | None:
    """The browser that ``playwright install chromium`` has left, if it has."""
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
    except Error:
        return None
    return path if Path(path).exists() else None


def install() -> str | None:
    """Install a browser by the first way that works here; None where none does."""
    for way in (_install_debians, _install_playwrights):
        if way():
            find.cache_clear()
            if path := find():
                return path
    return None


def _install_debians() -> bool:
    if not (shutil.which("apt-get") and _is_root()):
        return False
    return _succeeds("apt-get", "update", "-qq") and _succeeds(
        "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"
    )


def _install_playwrights() -> bool:
    return _succeeds(sys.executable, "-m", "playwright", "install", "chromium")


def _is_root() -> bool:
    geteuid: Callable[[], int] | None = getattr(os, "geteuid", None)
    return geteuid is not None and geteuid() == 0


def _succeeds(*command: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, stdout=sys.stderr, check=False).returncode == 0


if __name__ == "__main__":
    print(f"browser for the tests: {find() or install() or MISSING}")
