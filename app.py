"""The dashboard: link -> View -> panels -> link. Wiring only."""

from __future__ import annotations

import logging

import streamlit as st

from components import (
    article,
    columns,
    compare,
    entities,
    filters,
    guide,
    masthead,
    navigation,
    notices,
    page,
    progress,
    quotes,
    sheets,
    speakers,
    turns,
    upload,
)
from whosaid import ingest
from whosaid.errors import NotFound, WhosaidError
from whosaid.store import Store
from whosaid.view import View

log = logging.getLogger("whosaid.app")


@st.cache_resource
def open_store() -> Store:
    """One store for every session of this server, and what was left in its queue is read."""
    store = Store()
    ingest.resume(store)
    turns.settle()
    return store


def draw(view: View, store: Store) -> None:
    """The page that a View stands for."""
    if view.look("page") == "guide":
        guide.draw()
        return
    if not view.collection:
        notices.about_link(view, [])
        upload.welcome(store)
        return
    try:
        unknown = store.unknown(view)
    except NotFound:
        notices.no_collection()
        return
    if successors := store.successors(view.collection, unknown):
        navigation.follow(successors)
        view = navigation.current()
        unknown = store.unknown(view)
    masthead.draw(view, store)
    progress.draw(view, store)
    columns.draw(view, store)
    progress.receipts(view, store)
    notices.about_link(view, unknown)
    if not store.collection(view.collection).articles:
        upload.nothing_yet(view, store)
        return
    filters.draw(view, store)
    if view.look("compare") != "off":
        compare.draw(view, store)
        return
    with st.container(key="workbench"):
        speakers.draw(view, store)
        entities.draw(view, store)
        quotes.draw(view, store)
        article.draw(view, store)
    if sheets.is_open("details"):
        article.details(view, store)


def main() -> None:
    """Draw the page; whatever goes wrong, a person reads a sentence and the log the rest."""
    page.configure()
    try:
        store = open_store()
        with turns.turn(), store.one_state():
            notices.from_callback()
            draw(navigation.current(), store)
    except WhosaidError as problem:
        log.warning("shown to a person: %s", problem)
        notices.error(str(problem))
    except Exception:
        log.exception("the page could not be drawn")
        notices.error(
            "Something went wrong in Whosaid while drawing this page. Reload it; the log says more."
        )


main()
