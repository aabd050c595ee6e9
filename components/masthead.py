"""The top of a collection: its name, how much of it is shown, adding to it, sharing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from components import guide, page, pages, progress, share, sheets, upload
from components.elements import Node, el, show
from components.navigation import current, go
from components.notices import told
from components.terms import meaning
from whosaid.charts import plural
from whosaid.store import Collection, Store, Totals
from whosaid.view import View

_LONGEST_NAME: Final = 120
_COPIES: Final = (
    f"{meaning('copies')} Of each story only the first of those that are shown counts: that of the earliest date, "
    "else the one added first. So an outlet that you choose or compare has its own copy. A click counts every copy."
)


def draw(view: View, store: Store) -> None:
    """Name and counts on the left, the two buttons on the right."""
    collection = store.collection(view.collection)
    st.set_page_config(page_title=f"{collection.name} · Whosaid")
    brand = el(
        "div",
        "brand",
        *_skips(view, collection),
        el("button", "wordmark", "Whosaid", act=("home",), label="Whosaid: start page"),
        el("h1", "collection", _name(collection)),
        el("span", "counts", *_counts(store.totals(view), view.is_filtered), live=True),
        *_copies(view, store.copies(collection.id)),
        guide.link(),
    )
    opening = [sheets.button("articles", "Articles", sign="+"), sheets.button("share", "Share this view")]
    nodes = [el("div", "masthead", brand, el("div", "opening", pages.switch(view), *opening))]
    show(nodes, key="masthead", on_act=lambda act: _acted(store, act))
    if sheets.is_open("articles"):
        with sheets.sheet("articles", "Articles"):
            _articles(collection, store)
    if sheets.is_open("share"):
        with sheets.sheet("share", "Share this view"):
            share.draw(view)


def _skips(view: View, collection: Collection) -> list[Node]:
    """Past the filters and the first panels, where those are there."""
    return page.skips("page") if collection.articles and view.look("compare") == "off" else []


def _counts(totals: Totals, filtered: bool) -> list[str]:
    """``12 of 41 quotes, 2 of 9 speakers, 3 of 9 articles``; the plain totals where nothing is filtered."""
    counts = [
        (totals.quotes, totals.all_quotes, "quote"),
        (totals.speakers, totals.all_speakers, "speaker"),
        (totals.articles, totals.all_articles, "article"),
    ]
    if not filtered:
        return [", ".join(plural(every, thing) for _, every, thing in counts)]
    return [", ".join(f"{shown:,} of {plural(every, thing)}" for shown, every, thing in counts)]


def _copies(view: View, copies: int) -> list[Node]:
    """Whether the copies of a story count once, where there are any; a click counts each, or once again."""
    if not copies:
        return []
    words = f"{plural(copies, 'wire copy', 'wire copies')} counted {'each' if view.copies else 'once'}"
    return [el("button", "switch", words, act=("copies",), pressed=not view.copies, hint=_COPIES)]


def _articles(collection: Collection, store: Store) -> None:
    upload.take(store, "more")
    lines = store.receipts(collection.id)
    if lines:
        with st.expander(f"Files so far: {len(lines)}", key="files_so_far"):
            nodes = [progress.receipt_list(lines)]
            show(nodes, key="receipts_all", on_act=lambda act: progress.acted(store, act))


def _name(collection: Collection) -> Node:
    """The name, written over in its place: Enter keeps the new one, Escape the old."""
    hint = "Click to rename: Enter keeps the new name, Escape the old one"
    return el("span", "name", collection.name, edit=("rename",), label="Name of this collection", hint=hint)


@told
def _acted(store: Store, act: Sequence[str]) -> None:
    if act[0] == "home":
        go(View())
    elif act[0] == "guide":
        guide.enter()
    elif act[0] == "sheet":
        sheets.acted(act)
    elif act[0] in ("compare", "explore"):
        pages.switched(act)
    elif act[0] == "copies":
        view = current()
        go(view.counting_copies(each=not view.copies))
    elif act[0] == "rename":
        name = " ".join(act[1].split())[:_LONGEST_NAME].rstrip()
        if name:
            store.rename_collection(current().collection, name)
