"""What every test may use: where the checkout is, and whether a browser can be had."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import browser

ROOT = Path(__file__).resolve().parent.parent


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A browser test without a browser is skipped with the reason, and fails under CI."""
    if item.get_closest_marker("browser") is None or browser.find():
        return
    if os.environ.get("CI"):
        pytest.fail(browser.MISSING, pytrace=False)
    pytest.skip(browser.MISSING)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser test that fails is tried twice more, and shown as such: browsers lose clicks on busy machines."""
    for item in items:
        if item.get_closest_marker("browser") is not None:
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=2))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The browser to drive; only for tests marked ``browser``."""
    path = browser.find()
    assert path, browser.MISSING
    return path
