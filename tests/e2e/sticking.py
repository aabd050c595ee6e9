"""What of a page is wider than the window, in scripts that a browser runs."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

# Every element of the page, those in our components included.
ELEMENTS = """function* elements(root) {
  for (const each of root.querySelectorAll("*")) {
    yield each;
    if (each.shadowRoot) yield* elements(each.shadowRoot);
  }
}
const above = (each) => each.parentElement ?? each.getRootNode().host;
const named = (each) => `${each.localName}.${each.className} ${(each.textContent ?? "").trim().slice(0, 40)}`;
"""
# What reaches beyond the window sideways, or makes a part of the page scroll sideways.
_STICKING_OUT = f"""() => {{
  {ELEMENTS}
  const main = document.querySelector("[data-testid=stMain]");
  const cut = (each) => {{
    for (let at = above(each); at && at !== main; at = above(at))
      if (getComputedStyle(at).overflowX !== "visible") return true;
    return false;
  }};
  const wide = (each) => {{
    const box = each.getBoundingClientRect();
    return box.width && box.height && (box.right > innerWidth + 1 || box.left < -1) && !cut(each);
  }};
  const scrolls = (each) => each.matches(".scroll") && each.scrollWidth > each.clientWidth + 1;
  return [...elements(main)].filter((each) => wide(each) || scrolls(each)).map(named);
}}"""


def sticking_out(page: Page) -> Any:
    """The elements, by name, class and first words; a list, empty where the page fits."""
    return page.evaluate(_STICKING_OUT)
