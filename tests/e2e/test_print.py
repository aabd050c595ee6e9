"""On paper: everything below one another, dark on white whatever the screen is, the marks of a chart and no button."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.collections import Made
from tests.e2e.conftest import PATIENCE, Window
from tests.e2e.server import Server

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

PANELS = ("sentiment", "entities", "quotes", "article")
HEIGHT = "element => getComputedStyle(element).height"


def on_paper(page: Page, server: Server, made: Made, rest: str = "") -> None:
    page.goto(f"{server.url}?c={made.collection}{rest}")
    expect(page.locator(".reader")).to_be_visible()
    page.emulate_media(media="print")


def test_panels_stand_below_one_another_with_nothing_to_click(
    window: Window, server: Server, made: Made
) -> None:
    page = window()
    on_paper(page, server, made)
    boxes = [page.locator(f".st-key-panel_{name}").bounding_box() for name in PANELS]
    assert all(boxes)
    for above, below in pairwise(box for box in boxes if box):
        assert above["y"] + above["height"] <= below["y"]
    for control in (".tools", ".opens", ".cite", ".switch", "input", "select"):
        expect(page.locator(f"{control}:visible")).to_have_count(0)


def test_a_dark_page_is_printed_dark_on_white(window: Window, server: Server, made: Made) -> None:
    page = window(color_scheme="dark")
    on_paper(page, server, made)
    expect(page.locator(".reader .text p").first).to_have_css("color", "rgb(34, 38, 43)")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_a_chart_keeps_its_marks(window: Window, server: Server, made: Made) -> None:
    page = window()
    page.goto(f"{server.url}?c={made.collection}&tab=time")
    clip = page.locator(".js-plotly-plot clipPath rect").first
    clip.wait_for(state="attached")
    page.emulate_media(media="print")
    assert clip.evaluate(HEIGHT) not in {"auto", "0px"}
