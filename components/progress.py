"""What is being read into a collection: how far it is, how long it will take, a way to stop; then the receipts.

All of it is in the store, so that a reload, another device or a restart of the server shows the same.
The panels are drawn anew while it runs, so that what is ready can be looked at.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from typing import Final

import streamlit as st

from components import sheets
from components.elements import Node, el, show
from components.navigation import current
from components.notices import told
from whosaid import ingest
from whosaid.articles import Columns, Receipt
from whosaid.charts import plural
from whosaid.store import Store
from whosaid.view import View

_POLL: Final = 0.8  # seconds between two looks at the queue
_REDRAW: Final = 4.0  # seconds between two drawings of the panels while it runs
_LISTED: Final = 500
_LONG: Final = 20_000  # characters; shorter articles are read before anybody could look
_MARKS: Final = {"read": "✓", "known": "✓", "failed": "!", "cancelled": "–", "foreign": "–"}
_STATES: Final = {
    "reading": "being read",
    "split": "being read",
    "waiting": "waiting",
    "asking": "waiting for an answer",
}


def draw(view: View, store: Store) -> None:
    """A bar for each batch that is being read, with a way to stop it; nothing where none is."""
    running = store.queue.batches(view.collection)
    if running:
        watch(view.collection, *(batch.id for batch in running))
        st.session_state["drawn"] = (_done(running), time.monotonic())
        _watch(view.collection, store)


def watch(collection: str, *batches: str) -> None:
    """Show the receipts of these batches here once they are done."""
    watched = st.session_state.setdefault("watched", {})
    watched[collection] = [*dict.fromkeys([*watched.get(collection, []), *batches])]


def is_reading(view: View, store: Store) -> bool:
    """Whether anything is being read into the collection, or waits for it."""
    return bool(store.queue.batches(view.collection))


def receipts(view: View, store: Store) -> None:
    """After the reading: a line for every file of what was watched here, until it is dismissed."""
    watched = st.session_state.get("watched", {}).get(view.collection)
    if not watched or is_reading(view, store):
        return
    lines = store.queue.receipts(view.collection, watched)
    if not lines:
        return
    smooth = all(line.status in ("read", "known") and not (line.notices or line.unread) for line in lines)
    with st.container(key="receipts_box", border=True):
        with st.container(horizontal=True, vertical_alignment="center", key="receipts_top"):
            head = el("strong", "", summary(lines))
            folded = el("details", "", el("summary", "", head), receipt_list(lines))
            show([folded if smooth else head], key="receipts_head")
            st.button("Dismiss", key="dismiss", type="tertiary", on_click=_dismiss, args=(view.collection,))
        if not smooth:
            with st.container(
                key="scroll_receipts", height=min(170, 30 + sum(map(_height, lines))), border=False
            ):
                show([receipt_list(lines)], key="receipts_new", on_act=lambda act: acted(store, act))


def summary(lines: Sequence[Receipt]) -> str:
    """``12 files: 11 read, 1 could not be read``, and how many articles where that is another number."""
    read = sum(line.status == "read" for line in lines)
    known = sum(line.status == "known" for line in lines)
    failed = sum(line.status == "failed" for line in lines)
    foreign = sum(line.status == "foreign" for line in lines)
    stopped = sum(line.status == "cancelled" for line in lines)
    parts = [f"{read} read"] if read or not (known or foreign) else []
    parts += [f"{known} here already"] if known else []
    parts += [f"{failed} could not be read"] if failed else []
    parts += [f"{foreign} not in English"] if foreign else []
    parts += [f"{stopped} stopped before reading"] if stopped else []
    articles = sum(line.parts for line in lines)
    many = f" with {plural(articles, 'article')}" if articles > len(lines) else ""
    return f"{plural(len(lines), 'file')}{many}: {', '.join(parts)}"


def receipt_list(lines: Sequence[Receipt]) -> Node:
    """One line a file, those that failed first; their buttons are for ``acted``."""
    ordered = sorted(lines, key=lambda line: line.status != "failed")
    return el("ul", "receipts", *[_receipt(line) for line in ordered])


def _height(line: Receipt) -> int:
    """About how many pixels the line of a receipt takes."""
    return 26 + 20 * len(line.notices)


def _receipt(line: Receipt) -> Node:
    look = "good" if line.status in ("read", "known") else "bad"
    asides = [el("span", "aside", notice) for notice in line.notices]
    if line.columns:  # of which the last notice tells
        asides[-1:] = [el("span", "aside", f"{line.notices[-1]} ", _columns(line, line.columns))]
    message = line.message.removeprefix(f"{line.file}: ")
    text = el("span", "", el("span", "file", line.file), f" {message} ", *_unread(line))
    return el("li", "", el("span", look, _MARKS[line.status]), text, *asides)


def _unread(line: Receipt) -> list[Node]:
    """The button by which articles in other languages are read all the same."""
    if not line.unread:
        return []
    which = "it" if line.parts == 1 else f"the {len(line.unread)}" if len(line.unread) > 1 else "that one"
    return [
        el(
            "button",
            "clear",
            f"Read {which} all the same",
            act=("insist", line.unread[0].article),
            hint="Whosaid reads English: of other languages it finds little, and of that not all is right",
            label=f"Read {which} all the same: {line.file}",
        )
    ]


def _columns(line: Receipt, columns: Columns) -> Node:
    """The button by which a person says what the columns of a table are."""
    words = "Say which column is what"
    return el("button", "clear", words, act=("columns", columns.table), label=f"{words}: {line.file}")


@told
def acted(store: Store, act: Sequence[str]) -> None:
    """Read what a receipt says is left unread, or ask what the columns of a table are."""
    collection = current().collection
    if act[0] == "columns":
        sheets.close()  # else it would lie over the question
        batch = ingest.ask_again(store, collection, act[1])
    else:
        batch = ingest.insist(store, collection, act[1])
    if batch:
        watch(collection, batch)


@st.fragment(run_every=_POLL)
def _watch(collection: str, store: Store) -> None:
    running = store.queue.batches(collection)
    drawn, when = st.session_state.get("drawn", (0, 0.0))
    done = _done(running)
    # The first article is shown at once, the others in batches: each drawing redraws every panel.
    if not running or (done > drawn and (not drawn or time.monotonic() - when > _REDRAW)):
        st.rerun()
    with st.container(key="job", border=True):
        for batch in running:
            _bar(batch, store)
        _files(collection, running, store)


def _bar(batch: ingest.Batch, store: Store) -> None:
    inside = ingest.within(store, batch)
    with st.container(key=f"job_top_{batch.id}", horizontal=True, vertical_alignment="center"):
        text = where(batch, ingest.seconds_left(store, batch), inside)
        show([el("span", "", text)], key=f"job_text_{batch.id}")
        st.button(
            "Stop reading",
            key=f"stop_{batch.id}",
            type="tertiary",
            on_click=_stop,
            args=(store, batch.id),
            disabled=batch.stopping,
        )
    done = batch.articles_done + (inside.share if inside else 0.0)
    st.progress(min(1.0, done / max(1, batch.articles)))


def where(batch: ingest.Batch, seconds: float | None, inside: ingest.Within | None = None) -> str:
    """``Reading 3 of 50: bridge.txt; about 2 minutes left``, and of a long article how far it is."""
    names = _named(batch.names)
    if batch.stopping:
        return f"Stopping after {names}" if names else "Stopping"
    counted = f"{min(batch.articles_done + 1, batch.articles):,} of {batch.articles:,}"
    if batch.articles != batch.files:
        counted += f" articles ({batch.files_done:,} of {plural(batch.files, 'file')} done)"
    if inside and inside.total >= _LONG:
        of = f" of {inside.name}" if len(batch.names) > 1 else ""
        names += f", {inside.done:,} of {inside.total:,} characters{of}"
    left = f"; {_left(seconds)}" if seconds is not None else ""
    if not names and not left:
        names = "waiting for a turn"
    return f"Reading {counted}: {names}{left}" if names else f"Reading {counted}{left}"


def _named(names: Sequence[str]) -> str:
    return f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else "".join(names)


def _left(seconds: float) -> str:
    if seconds < 60:
        return "less than a minute left"
    minutes = math.ceil(seconds / 60)
    return (
        f"about {plural(minutes, 'minute')} left"
        if minutes < 90
        else f"about {round(minutes / 60)} hours left"
    )


def _files(collection: str, running: Sequence[ingest.Batch], store: Store) -> None:
    """Every file with its state, once somebody opens the list."""
    files = sum(batch.files for batch in running)
    listing = st.expander(plural(files, "file"), key="job_files", on_change="rerun")
    if not listing.open:
        return
    left = [line for batch in running for line in store.queue.waiting(batch.id, limit=_LISTED)]
    done = store.queue.receipts(collection, [batch.id for batch in running])
    lines = [_waiting(line) for line in left[:_LISTED]]
    lines += [_receipt(line) for line in done[-_LISTED:][::-1]]
    with listing, st.container(key="scroll_job_files", height=190, border=False):
        nodes = [el("ul", "receipts", *lines)]
        if len(lines) < files:
            nodes.append(el("p", "byline", f"{len(lines)} of {plural(files, 'file')} are listed."))
        show(nodes, key="job_files_list", on_act=lambda act: acted(store, act))


def _waiting(line: ingest.Waiting) -> Node:
    state = _STATES[line.state]
    if line.articles:
        state += f", {line.articles_done:,} of {plural(line.articles, 'article')}"
    mark = "·" if line.state in ("waiting", "asking") else "…"
    return el("li", "", el("span", "", mark), el("span", "", el("span", "file", line.name), f" {state}"))


def _done(running: Sequence[ingest.Batch]) -> int:
    return sum(batch.articles_done for batch in running)


@told
def _stop(store: Store, batch: str) -> None:
    ingest.stop(store, batch)


def _dismiss(collection: str) -> None:
    st.session_state.get("watched", {}).pop(collection, None)
