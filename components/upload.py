"""Files, folders and pasted text in.

What comes is put into the queue of the store and read by ``whosaid.ingest`` in processes of their own; how far
that is shows ``progress``. Sizes are checked there: what the browser was told to refuse may still arrive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import streamlit as st

from components import guide, progress, recent, sheets
from components.elements import Node, el, show
from components.navigation import current, go
from components.notices import told
from whosaid import ingest
from whosaid.charts import plural
from whosaid.store import Store
from whosaid.unseen import is_hidden, unseen
from whosaid.view import View

SEEDS: Final = Path(__file__).parent.parent / "seeds"


@dataclass(frozen=True, slots=True)
class Sample:
    """A collection to look around in: its name, the words of its button, where its articles are, what they are."""

    name: str
    button: str
    folder: Path
    told: str

    def files(self) -> list[Path]:
        """Its articles."""
        return sorted(path for path in self.folder.glob("*-*") if path.is_file())


SAMPLES: Final = (
    Sample(
        "Sample collection",
        "Open the sample collection",
        SEEDS,
        "by three invented newspapers about two invented affairs, with every kind of quote.",
    ),
    Sample(
        "A mayoral election",
        "Open the election",
        SEEDS / "election",
        "by four invented outlets about one race for mayor: a wire story that two of them printed, a speech that each "
        "trims in its own way, and a debate on television.",
    ),
)
PASTED: Final = "pasted text"
_FILES: Final = "Files"
_FOLDER: Final = "A folder"
_HELP: Final = (
    "Whosaid reads {readable}. A file that cannot be read gets a line that says why; the others are read all the "
    "same. Very many are quicker as one .zip. Of a folder hidden files, styles and scripts are left out."
)


def welcome(store: Store) -> None:
    """The first page: what this is, and the three ways to begin."""
    show([_hero()], key="hero", on_act=lambda act: guide.enter())
    left, right = st.columns([3, 2], gap="large")
    with left:
        take(store, "welcome")
    with right, st.container(border=True, key="sample_box"):
        for number, sample in enumerate(SAMPLES):
            show([_sample_text(sample, first=not number)], key=f"sample_text_{number}")
            st.button(
                sample.button,
                key=f"sample_{number}",
                type="secondary" if number else "primary",
                on_click=_open_sample,
                args=(store, sample),
                width="stretch",
            )
    with right:
        recent.draw()
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
    if progress.is_reading(view, store):
        show([el("p", "empty", "The panels appear as soon as the first article is read.")], key="waiting")
        return
    why = "No article is in this collection yet. Drop some here, or paste one."
    show([el("div", "empty", el("p", "head", "Nothing to show yet"), el("p", "", why))], key="nothing_yet")
    if not sheets.is_open("articles"):  # there is a drop zone in that as well, and one is enough
        take(store, "first")


def take(store: Store, place: str) -> None:
    """The drop zone and the box to paste into; what comes goes to the open collection, or to a new one."""
    turn = _turn()
    text = f"paste_{place}_{turn}"
    what = st.segmented_control(
        "What to add",
        (_FILES, _FOLDER),
        default=_FILES,
        required=True,
        key=f"what_{place}",
        label_visibility="collapsed",
    )
    files = f"files_{place}_{turn}_{what}"
    st.file_uploader(
        "A folder with articles, at any depth" if what == _FOLDER else "Articles, as many as you like",
        accept_multiple_files="directory" if what == _FOLDER else True,
        key=files,
        help=_HELP.format(readable=ingest.readable()),
        on_change=_dropped,
        args=(store, files, turn),
    )
    with st.form(f"form_{place}_{turn}", border=False):
        st.text_area("Or paste the text of an article", key=text, height=130, placeholder="Paste here")
        st.form_submit_button("Read the pasted text", on_click=_pasted, args=(store, text, turn))


def _turn() -> int:
    """How many times something was taken in: each drop zone takes once, then another stands in its place."""
    return int(st.session_state.get("upload_turn", 0))


@told
def _dropped(store: Store, key: str, turn: int) -> None:
    if turn != _turn():
        return  # the browser tells of the same files once more while the page is drawn anew
    files = list(st.session_state[key] or [])
    left = _left_out([file.name for file in files])
    _begin(store, [ingest.Upload(file.name, file.getvalue()) for file in files if file.name not in left])


def _left_out(names: Sequence[str]) -> frozenset[str]:
    """Of a folder what holds no article; of files that somebody chose one by one only the hidden ones."""
    if any("/" in name for name in names):
        return unseen(names)
    return frozenset(filter(is_hidden, names))


@told
def _pasted(store: Store, key: str, turn: int) -> None:
    if turn != _turn():
        return
    text = str(st.session_state[key] or "")
    if text.strip():
        _begin(store, [ingest.Upload(PASTED, text.encode("utf-8", "replace"))])


@told
def _open_sample(store: Store, sample: Sample) -> None:
    uploads = [ingest.Upload(path.name, path.read_bytes()) for path in sample.files()]
    _begin(store, uploads, collection=store.create_collection(sample.name))


def _begin(store: Store, uploads: Sequence[ingest.Upload], *, collection: str = "") -> None:
    """Start reading into ``collection``, the open one, or a new one, and go there."""
    if not uploads:
        return
    collection = collection or current().collection or store.create_collection(_name(uploads))
    # The next drop zone is another widget: this lets the bytes of these files go.
    st.session_state["upload_turn"] = _turn() + 1
    sent = int(st.session_state.get("sent", 0))
    progress.watch(collection, ingest.submit(store, collection, uploads, sent=sent))
    sheets.close()
    st.session_state["sent"] = sent + sum(len(upload.data) for upload in uploads)
    go(View(collection=collection))


def _name(uploads: Sequence[ingest.Upload]) -> str:
    """A first name for a new collection: its only file, or how many and when."""
    if len(uploads) == 1 and uploads[0].name != PASTED:
        return Path(uploads[0].name).stem[:80] or uploads[0].name[:80]
    today = date.today()
    return f"{plural(len(uploads), 'article')}, {today.day} {today:%B %Y}"


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
        guide.link(),
    )


def _sample_text(sample: Sample, *, first: bool) -> Node:
    heading = [el("h2", "headline", "Just looking?")] if first else []
    return el("div", "", *heading, el("p", "byline", f"{len(sample.files())} articles {sample.told}"))
