"""The top of a collection: its name, how much of it is shown, adding to it, sharing it."""

from __future__ import annotations

import streamlit as st

from components import share, upload
from components.elements import el, show
from components.navigation import current, go
from components.notices import told
from whosaid.charts import plural
from whosaid.store import Collection, Store, Totals
from whosaid.view import View


def draw(view: View, store: Store) -> None:
    """Name and counts on the left, the two buttons on the right."""
    collection = store.collection(view.collection)
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="masthead_name", width="stretch"):
            show(
                [
                    el(
                        "div",
                        "brand",
                        el("button", "wordmark", "Whosaid", act=("home",), label="Whosaid: start page"),
                        el("h1", "collection", collection.name),
                        el("span", "counts", *_counts(store.totals(view), view.is_filtered)),
                    )
                ],
                key="masthead_text",
                on_act=lambda act: go(View()),
            )
        with st.popover("Articles", icon=":material/add:", key="articles_popover"):
            _articles(collection, store)
        share.draw(view)


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


def _articles(collection: Collection, store: Store) -> None:
    upload.take(store, "more")
    st.text_input(
        "Name of this collection",
        value=collection.name,
        key=f"rename_{collection.name}",
        max_chars=120,
        on_change=_rename,
        args=(store, f"rename_{collection.name}"),
    )
    lines = store.receipts(collection.id)
    if lines:
        with st.expander(f"Files so far: {len(lines)}", key="files_so_far"):
            show([upload.receipt_list(lines)], key="receipts_all")


@told
def _rename(store: Store, key: str) -> None:
    name = str(st.session_state[key] or "").strip()
    if name:
        store.rename_collection(current().collection, name)
