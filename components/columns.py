"""A table whose columns have names of its own: which of them is the text, the title, the date?

It waits in the queue for an answer, so that a reload or another device can give it as well.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from components import progress
from components.elements import el, show
from components.notices import told
from whosaid import ingest
from whosaid.store import Store
from whosaid.view import View

_NONE: Final = "none of them"
_FIELDS: Final = {
    "text": "Text of the article",
    "title": "Title",
    "date": "Date",
    "outlet": "Outlet",
    "authors": "Authors",
}


def draw(view: View, store: Store) -> None:
    """The first table that waits, and its questions; nothing where none does."""
    questions = store.queue.questions(view.collection)
    if not questions:
        return
    question = questions[0]
    with st.container(key="columns_box", border=True):
        show(
            [
                el("strong", "", question.name),
                el(
                    "p",
                    "",
                    "It is a table, and none of its columns is named for the text. Which column is what?",
                ),
            ],
            key="columns_head",
        )
        with st.form(f"columns_{question.pk}", border=False):
            for place, column in zip(st.columns(len(_FIELDS)), _FIELDS, strict=True):
                options = question.columns if column == "text" else (_NONE, *question.columns)
                place.selectbox(_FIELDS[column], options, key=_key(question, column))
            with st.container(horizontal=True):
                st.form_submit_button(
                    "Read the table", type="primary", on_click=_read, args=(view, store, question)
                )
                st.form_submit_button("Leave it out", on_click=_leave_out, args=(view, store, question))


def _key(question: ingest.Question, column: str) -> str:
    return f"column_{question.pk}_{column}"


@told
def _read(view: View, store: Store, question: ingest.Question) -> None:
    chosen = {column: str(st.session_state[_key(question, column)]) for column in _FIELDS}
    ingest.answer(
        store,
        view.collection,
        question,
        {column: name for column, name in chosen.items() if name in question.columns},
    )


@told
def _leave_out(view: View, store: Store, question: ingest.Question) -> None:
    progress.watch(view.collection, question.batch)
    ingest.answer(store, view.collection, question, None)
