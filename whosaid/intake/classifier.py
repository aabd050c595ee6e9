"""Which lines of a text are no part of the article, told by a small network of ours.

It reads the lines of a page one after another, so that each is seen between its neighbours, and
says of each what it is: the article's, or which kind of boilerplate. Which of the lines found
are taken out is decided in ``boilerplate``; the weights come from training/boilerplate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from whosaid.intake.draft import Stretch, lines, paragraphs
from whosaid.intake.features import Floats, Ints, Seen, looks, seen
from whosaid.intake.phrases import CREDIT_LINE
from whosaid.settings import load_settings

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS = "boilerplate.onnx"
TOKENIZER = "boilerplate.json"
WINDOW = 448  # word pieces
KINDS = (
    "article", "advertisement", "appeal", "comments", "contact", "cookies", "copyright", "navigation",
    "newsletter", "photo credit", "related", "share", "subscription",
)  # fmt: skip
"""What a line may be, in the order of the network's answers."""
_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
_SHORT = 30  # characters; after such a line the next one starts afresh, even without a full stop
_WIDEST = 110  # characters; no text with a longer line is hard-wrapped
_RAGGED = 25  # characters by which lines of a hard-wrapped text differ
MOST_LINES = 20_000  # some milliseconds each


class Judged(NamedTuple):
    """A line (or hard-wrapped run of lines) with its score: above 0 it is boilerplate, more likely than not.

    ``kind`` is the likeliest kind of boilerplate, if it is any.
    """

    start: int
    end: int
    text: str
    score: float
    kind: str


class Window(NamedTuple):
    """Lines that are seen together: word pieces (n), their surface (n, 2), looks (n, ``LOOKS``), marks (lines)."""

    ids: Ints
    surface: Ints
    looks: Floats
    marks: Ints


def judged(text: str) -> list[Judged]:
    """Return the lines of a text with their scores, in text order; none where there are far too many."""
    found = list(units(text))
    if not 0 < len(found) <= MOST_LINES:
        return []
    texts = [" ".join(unit.text.split("\n")) for unit in found]
    apart = [at == 0 or text.count("\n", found[at - 1].end, unit.start) > 1 for at, unit in enumerate(found)]
    logits = _logits(texts, apart)
    kinds = logits[:, 1:].argmax(axis=1)
    scores = np.logaddexp.reduce(logits[:, 1:], axis=1) - logits[:, 0]
    return [
        Judged(unit.start, unit.end, one, float(score), KINDS[1 + kind])
        for unit, one, score, kind in zip(found, texts, scores, kinds, strict=True)
    ]


def has_too_many(text: str) -> bool:
    """Tell a text that ``judged`` leaves alone because of its length."""
    return text.count("\n") >= MOST_LINES and sum(1 for _ in units(text)) > MOST_LINES


def units(text: str) -> Iterator[Stretch]:
    """Yield the lines of a text; lines of a hard-wrapped paragraph that run on are one."""
    width = max((len(line.text) for line in lines(text)), default=0)
    for paragraph in paragraphs(text):
        waiting: Stretch | None = None
        for line in lines(paragraph.text):
            if waiting and not _runs_on(waiting.text.rpartition("\n")[2], line.text, width):
                yield waiting
                waiting = None
            start = waiting.start if waiting else paragraph.start + line.start
            end = paragraph.start + line.end
            waiting = Stretch(start, end, text[start:end])
        if waiting:
            yield waiting


def _runs_on(line: str, following: str, width: int) -> bool:
    """Tell whether a line goes on in the next: a sentence that has not ended, or one as wide as the text."""
    if _ENDED.search(line[-5:]) or len(line) < _SHORT:
        return False
    if following.startswith(("By ", "BY ")) or CREDIT_LINE.match(following):
        return False
    wrapped = width <= _WIDEST and len(line) > width - _RAGGED
    return wrapped or following[:1].islower()


def stretches(lengths: Sequence[int], *, first: int = 0, overlap: float = 1 / 3) -> Iterator[tuple[int, int]]:
    """Yield which lines are seen together, so that their word pieces fill a window; each begins within the last."""
    start = first
    while start < len(lengths):
        end, total = start, 0
        while end < len(lengths) and (end == start or total + lengths[end] <= WINDOW):
            total += lengths[end]
            end += 1
        yield start, end
        if end == len(lengths):
            return
        again = 0
        start = end
        while start - 1 > first and again + lengths[start - 1] <= overlap * total:
            start -= 1
            again += lengths[start]
        first = start


def window(page: Sequence[Seen], looked: Floats, start: int, end: int) -> Window:
    """Put the lines [start, end) of a page together."""
    ids = np.concatenate([line.ids for line in page[start:end]])
    marks = np.cumsum([0, *(len(line.ids) for line in page[start : end - 1])])
    found = np.zeros((len(ids), looked.shape[1]), np.float32)
    found[marks] = looked[start:end]
    return Window(ids, np.concatenate([line.surface for line in page[start:end]]), found, marks)


def _logits(texts: Sequence[str], apart: Sequence[bool]) -> Floats:
    """Return how likely each kind is for each line (lines, kinds), from the window in which it is most central."""
    session, tokenizer = _loaded()
    page = [seen(text, tokenizer, apart=gap) for text, gap in zip(texts, apart, strict=True)]
    looked = looks(texts)
    logits = np.zeros((len(texts), len(KINDS)), np.float32)
    central = np.full(len(texts), -1)
    for start, end in stretches([len(line.ids) for line in page]):
        given = window(page, looked, start, end)
        (answer,) = session.run(
            None, {"ids": given.ids[None], "surface": given.surface[None], "looks": given.looks[None]}
        )
        before, after = start == 0, end == len(page)  # nothing is missing on that side
        for at, mark in enumerate(given.marks):
            inside = min(WINDOW if before else int(mark), WINDOW if after else len(given.ids) - int(mark))
            if inside > central[start + at]:
                central[start + at] = inside
                logits[start + at] = answer[0, mark]
    return logits


@cache
def _loaded() -> tuple[InferenceSession, Tokenizer]:
    """Load the network, once; its libraries as well, which nobody needs who reads no plain text."""
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    folder = files("whosaid.intake")
    options = SessionOptions()
    options.intra_op_num_threads = load_settings().threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    weights = (folder / WEIGHTS).read_bytes()
    session = InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    return session, Tokenizer.from_str((folder / TOKENIZER).read_text("utf-8"))
