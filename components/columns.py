"""A table whose columns have names of their own: which of them is the text, the title, the date?

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
    "url": "Address (URL)",
}
_IN_A_ROW: Final = 3
_NOT_NAMED: Final = "It is a table, and none of its columns is named for the text. Which column is what?"
_AGAIN: Final = (
    "It is a table that was read as far as the names of its columns told. Which column is what? It is read again, "
    "and each article takes the place of the one before."
)
_CHOSEN: Final = "Those that were found by name are chosen already."
_LIKELY: Final = "The one with the longest texts is proposed for the text."


def draw(view: View, store: Store) -> None:
    """The first table that waits, and its questions; nothing where none does."""
    questions = store.queue.questions(view.collection)
    if not questions:
        return
    question = questions[0]
    with st.container(key="columns_box", border=True):
        show(
            [el("strong", "", question.name), el("p", "", _asked(question))],
            key="columns_head",
        )
        with st.form(f"columns_{question.pk}", border=False):
            _fields(question)
            read, leave = (
                ("Read the table again", "Leave it as it is")
                if question.again
                else ("Read the table", "Leave it out")
            )
            with st.container(horizontal=True):
                st.form_submit_button(read, type="primary", on_click=_read, args=(view, store, question))
                st.form_submit_button(leave, on_click=_leave, args=(view, store, question))


def _asked(question: ingest.Question) -> str:
    asked = _AGAIN if question.again else _NOT_NAMED
    told = (asked, _CHOSEN if question.found else "", _LIKELY if question.likely else "")
    return " ".join(filter(None, told))


def _fields(question: ingest.Question) -> None:
    """A box for each field, in which the column that was found for it is chosen."""
    fields = list(_FIELDS)
    for start in range(0, len(fields), _IN_A_ROW):
        for place, field in zip(st.columns(_IN_A_ROW), fields[start : start + _IN_A_ROW], strict=True):
            options = question.columns if field == "text" else (_NONE, *question.columns)
            chosen = question.found.get(field) or _likely(question, field)
            place.selectbox(_FIELDS[field], options, index=options.index(chosen), key=_key(question, field))


def _likely(question: ingest.Question, field: str) -> str:
    """What is chosen where nothing was found: of the text, which there must be, the wordiest column left over."""
    if field != "text":
        return _NONE
    if question.likely:
        return question.likely
    left = [column for column in question.columns if column not in question.found.values()]
    return (left or question.columns)[0]


def _key(question: ingest.Question, field: str) -> str:
    return f"column_{question.pk}_{field}"


@told
def _read(view: View, store: Store, question: ingest.Question) -> None:
    chosen = {field: str(st.session_state[_key(question, field)]) for field in _FIELDS}
    # "" is said, too: else a column would be taken by its name.
    columns = {field: name if name in question.columns else "" for field, name in chosen.items()}
    ingest.answer(store, view.collection, question, columns)


@told
def _leave(view: View, store: Store, question: ingest.Question) -> None:
    progress.watch(view.collection, question.batch)
    ingest.answer(store, view.collection, question, None)
