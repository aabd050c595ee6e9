"""Files and pasted text in; progress with a way to stop; what became of each file.

The reading runs in a thread of ``whosaid.ingest``, so a click elsewhere does not stop it and a
reload finds it again by the collection in the link. Sizes are checked there once more: what
the browser was told to refuse may still arrive.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import streamlit as st

from components.elements import Node, el, show
from components.navigation import current, go
from components.notices import error, told
from whosaid import ingest
from whosaid.articles import Receipt
from whosaid.charts import plural
from whosaid.store import Store
from whosaid.view import View

SEEDS: Final = Path(__file__).parent.parent / "seeds"
SAMPLE_NAME: Final = "Sample collection"
PASTED: Final = "pasted text"
_HELP: Final = "A file that cannot be read gets a line that says why; the others are read all the same."
_POLL: Final = 0.6  # seconds between two looks at a running job
_REDRAW: Final = 4.0  # seconds between two drawings of the panels while it runs
_HANDOVER: Final = 5.0
_MARKS: Final = {"read": "✓", "known": "✓", "failed": "!", "cancelled": "–"}


def welcome(store: Store) -> None:
    """The first page: what this is, and the three ways to begin."""
    show([_hero()], key="hero")
    left, right = st.columns([3, 2], gap="large")
    with left:
        take(store, "welcome")
    with right, st.container(border=True, key="sample_box"):
        show([_sample_text(len(samples()))], key="sample_text")
        st.button(
            "Open the sample collection",
            key="sample",
            type="primary",
            on_click=_open_sample,
            args=(store,),
            width="stretch",
        )
    show([_points()], key="points")


def _points() -> Node:
    """What one gets, under the ways to begin."""
    points = [
        (
            "Every quote, and who said it",
            "Direct, mixed and reported speech, with pronouns, titles and roles traced back to a name; what "
            "has no source stays in sight as such.",
        ),
        (
            "Tone you can weigh",
            "Each speaker's share of negative, neutral and positive quotes, with the mean, its interval and "
            "the number of quotes, so that one quote never looks like ten.",
        ),
        (
            "One view, one link",
            "Click a speaker, a name or a quote and everything follows. The address holds what you see: send "
            "it, and somebody else sees the same.",
        ),
    ]
    items = [el("li", "", el("h2", "", head), el("p", "", text)) for head, text in points]
    return el("ul", "points", *items)


def nothing_yet(view: View, store: Store) -> None:
    """A collection without an article: wait for the first, or take some in."""
    if ingest.running(view.collection):
        show([el("p", "empty", "The panels appear as soon as the first article is read.")], key="waiting")
        return
    why = "No article is in this collection yet. Drop some here, or paste one."
    show([el("div", "empty", el("p", "head", "Nothing to show yet"), el("p", "", why))], key="nothing_yet")
    take(store, "first")


def samples() -> list[Path]:
    """The articles of the sample collection."""
    return sorted(path for path in SEEDS.glob("*-*") if path.is_file())


def take(store: Store, place: str) -> None:
    """The drop zone and the box to paste into; what comes goes to the open collection, or to a new one."""
    turn = _turn()
    files, text = f"files_{place}_{turn}", f"paste_{place}_{turn}"
    st.file_uploader(
        "Articles: text, Markdown or HTML, as many as you like",
        accept_multiple_files=True,
        key=files,
        help=_HELP,
        on_change=_dropped,
        args=(store, files, turn),
    )
    with st.form(f"form_{place}_{turn}", border=False):
        st.text_area("Or paste the text of an article", key=text, height=130, placeholder="Paste here")
        st.form_submit_button("Read the pasted text", on_click=_pasted, args=(store, text, turn))


def progress(view: View) -> None:
    """The bar of the running job, with a way to stop it; nothing where no job runs."""
    job = ingest.running(view.collection)
    if job:
        st.session_state["job"] = job
        st.session_state["drawn"] = (job.done, time.monotonic())
        _watch(view.collection)


def receipts(view: View, store: Store) -> None:
    """After a job: a line for every file of it, until it is dismissed."""
    job: ingest.Job | None = st.session_state.get("job")
    if job is None or job.collection != view.collection or ingest.running(view.collection):
        return
    job.wait(_HANDOVER)  # it leaves the list of running jobs a moment before it is finished
    if job.error:
        error(str(job.error), key="job_error")
    if not job.receipts:
        return
    with st.container(key="receipts_box", border=True):
        with st.container(horizontal=True, vertical_alignment="center", key="receipts_top"):
            show([el("strong", "", summary(job.receipts))], key="receipts_head")
            st.button("Dismiss", key="dismiss", type="tertiary", on_click=_dismiss)
        with st.container(key="scroll_receipts", height=min(170, 30 + 32 * len(job.receipts)), border=False):
            show([receipt_list(job.receipts)], key="receipts_new")


def summary(lines: Sequence[Receipt]) -> str:
    """``12 files: 11 read, 1 could not be read``."""
    read = sum(line.status in ("read", "known") for line in lines)
    failed = sum(line.status == "failed" for line in lines)
    stopped = sum(line.status == "cancelled" for line in lines)
    parts = [f"{read} read"]
    parts += [f"{failed} could not be read"] if failed else []
    parts += [f"{stopped} stopped before reading"] if stopped else []
    return f"{plural(len(lines), 'file')}: {', '.join(parts)}"


def receipt_list(lines: Sequence[Receipt]) -> Node:
    """One line a file, those that failed first."""
    ordered = sorted(lines, key=lambda line: line.status != "failed")
    return el("ul", "receipts", *[_receipt(line) for line in ordered])


def _receipt(line: Receipt) -> Node:
    look = "good" if line.status in ("read", "known") else "bad"
    asides = [el("span", "aside", notice) for notice in line.notices]
    message = line.message.removeprefix(f"{line.file}: ")
    text = el("span", "", el("span", "file", line.file), f" {message}")
    return el("li", "", el("span", look, _MARKS[line.status]), text, *asides)


@st.fragment(run_every=_POLL)
def _watch(collection: str) -> None:
    job = ingest.running(collection)
    done, when = st.session_state.get("drawn", (0, 0.0))
    # The first article is shown at once, the others in batches: each drawing redraws every panel.
    if job is None or job.finished or (job.done > done and (not done or time.monotonic() - when > _REDRAW)):
        st.rerun()
    with st.container(key="job", border=True):
        with st.container(key="job_top", horizontal=True, vertical_alignment="center"):
            show([el("span", "", _where(job))], key="job_text")
            st.button(
                "Stop reading", key="stop", type="tertiary", on_click=job.cancel, disabled=job.cancelled
            )
        st.progress(job.done / max(1, job.total))


def _where(job: ingest.Job) -> str:
    if job.cancelled:
        return f"Stopping after {job.current}"
    return f"Reading {min(job.done + 1, job.total)} of {job.total}: {job.current}"


def _turn() -> int:
    """How many times something was taken in: each drop zone takes once, then another stands in its place."""
    return int(st.session_state.get("upload_turn", 0))


@told
def _dropped(store: Store, key: str, turn: int) -> None:
    if turn != _turn():
        return  # the browser tells of the same files once more while the page is drawn anew
    files = st.session_state[key] or []
    _begin(store, [ingest.Upload(file.name, file.getvalue()) for file in files])


@told
def _pasted(store: Store, key: str, turn: int) -> None:
    if turn != _turn():
        return
    text = str(st.session_state[key] or "")
    if text.strip():
        _begin(store, [ingest.Upload(PASTED, text.encode("utf-8", "replace"))])


@told
def _open_sample(store: Store) -> None:
    uploads = [ingest.Upload(path.name, path.read_bytes()) for path in samples()]
    _begin(store, uploads, collection=store.create_collection(SAMPLE_NAME))


def _begin(store: Store, uploads: Sequence[ingest.Upload], *, collection: str = "") -> None:
    """Start reading into ``collection``, the open one, or a new one, and go there."""
    if not uploads:
        return
    collection = collection or current().collection or store.create_collection(_name(uploads))
    # The next drop zone is another widget: this lets the bytes of these files go.
    st.session_state["upload_turn"] = _turn() + 1
    st.session_state["job"] = ingest.start(store, collection, uploads)
    go(View(collection=collection))


def _name(uploads: Sequence[ingest.Upload]) -> str:
    """A first name for a new collection: its only file, or how many and when."""
    if len(uploads) == 1 and uploads[0].name != PASTED:
        return Path(uploads[0].name).stem[:80] or uploads[0].name[:80]
    today = date.today()
    return f"{plural(len(uploads), 'article')}, {today.day} {today:%B %Y}"


def _dismiss() -> None:
    st.session_state.pop("job", None)


def _hero() -> Node:
    return el(
        "div",
        "hero",
        el("span", "wordmark", "Whosaid"),
        el("h1", "", "Who is quoted, saying what, and in what tone."),
        el(
            "p",
            "",
            "Drop in news articles. Whosaid finds every quotation, direct or reported, works out who said it "
            "and how it sounds, and links speakers, names, quotes and text so that each filters the others.",
        ),
    )


def _sample_text(count: int) -> Node:
    text = (
        f"{count} articles by three invented newspapers about two invented affairs, with every kind of quote."
    )
    return el("div", "", el("h2", "headline", "Just looking?"), el("p", "byline", text))
