"""An article put right by hand: what was left out is put back, and title, date, outlet and authors are written anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from components import progress, sheets
from components.elements import Node, el, show
from components.more import EARLIEST, LATEST
from components.navigation import current
from components.notices import told
from whosaid import ingest
from whosaid.articles import Article
from whosaid.store import Store
from whosaid.store.tasks import Upload

_LONGEST: Final = 300
_SEPARATOR: Final = "; "


def details(article: Article, store: Store) -> None:
    """A small form with what is known about an article; saving it reads the article again."""
    key = f"details_{article.id[:12]}"
    if article.url:
        show([_address(article.url)], key=f"{key}_address")
    with st.form(f"form_{key}", border=False):
        st.text_input("Title", article.title or "", key=f"{key}_title", max_chars=_LONGEST)
        st.text_input("Outlet", article.outlet or "", key=f"{key}_outlet", max_chars=_LONGEST)
        st.text_input(
            "Authors, with semicolons between them",
            _SEPARATOR.join(article.authors),
            key=f"{key}_authors",
            max_chars=_LONGEST,
        )
        st.date_input(
            "Date",
            date.fromisoformat(article.date) if article.date else None,
            key=f"{key}_date",
            min_value=EARLIEST,
            max_value=LATEST,
            format="YYYY-MM-DD",
        )
        st.form_submit_button("Save", on_click=_saved, args=(store, article, key))


def _address(url: str) -> Node:
    """Where the page says that it stands: words and no link, for anybody may have written it."""
    copy = el("button", "link", "Copy address", copy=url)
    return el("p", "byline", "The page gives as its address: ", el("span", "", url), " ", copy)


@told
def restore(store: Store, article_id: str, indices: Sequence[int]) -> None:
    """Put back what was left out, and read the article again."""
    collection = current().collection
    _submit(store, collection, ingest.put_back(store, collection, article_id, indices))


@told
def _saved(store: Store, article: Article, key: str) -> None:
    sheets.close()
    written = ingest.Details(
        title=_line(key, "title"),
        date=_day(st.session_state[f"{key}_date"]),
        outlet=_line(key, "outlet"),
        authors=names_in(_line(key, "authors") or "", article.authors),
    )
    if written != ingest.Details(article.title, article.date, article.outlet, article.authors):
        collection = current().collection
        _submit(store, collection, ingest.with_details(store, collection, article.id, written))


def names_in(written: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """The names that somebody wrote; commas between whole names are taken as well, and what is untouched stays.

    A comma in "Lind, Ana" or in "Ana Lind, Quay Post" that was there before parts nothing.
    """
    if written == " ".join(_SEPARATOR.join(before).split()):
        return before
    names = [name.strip() for name in written.split(";")]
    return tuple(name for one in names for name in ([one] if one in before else _apart(one)) if name)


def _apart(names: str) -> list[str]:
    """ "Ana Lind, Jo Marsh" are two; "Lind, Ana" is one, and so is whatever else has a word alone beside a comma."""
    parts = [part.strip() for part in names.split(",")]
    return parts if all(len(part.split()) > 1 for part in parts) else [names.strip(" ,")]


def _line(key: str, name: str) -> str | None:
    return " ".join(str(st.session_state[f"{key}_{name}"] or "").split()) or None


def _day(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date) else None


def _submit(store: Store, collection: str, upload: Upload) -> None:
    """Read it; once that is done the page follows to what took the article's place."""
    progress.watch(collection, ingest.submit(store, collection, [upload]))
