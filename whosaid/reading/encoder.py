"""The shared encoder as a pipe: one pass over the text gives every other pipe its scores.

Runs the exported network with ONNX Runtime on the CPU. A long text is read in
windows that overlap by half; each word piece is taken from the window in which
it stands most central. What the scores mean is decided by the pipes behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer

from whosaid.errors import ModelError
from whosaid.reading import attributes, marks, progress
from whosaid.reading.features import CLS, SEP, WINDOW, Ints, Pieces, load_tokenizer, pieces
from whosaid.settings import load_settings

Floats = NDArray[np.float32]

STRIDE = WINDOW // 2
BATCH = 1
_LONG = 8 * BATCH  # windows: with more it matters what memory is left for the pipes behind
TEXT = "whosaid.text"
"""Key of a Doc's ``user_data`` under which whoever made it may leave its text."""
OUTPUTS = ("tags", "entities", "cues", "sources", "senses", "feelings", "queries", "keys")
_LOGITS = ("tags", "entities", "cues", "sources", "senses")
_NOWHERE = -30.0  # log-probability of what lies outside of the text
_STORED: dict[str, tuple[int, type[np.floating]]] = {  # what is kept of a piece: how wide, how exact
    "tags": (7, np.float32),
    "entities": (29, np.float32),
    "cues": (WINDOW + 2, np.float16),
    "sources": (WINDOW + 2, np.float16),
    "senses": (4, np.float32),
    "feelings": (128, np.float16),
    "queries": (65, np.float32),
    "keys": (64, np.float32),
}


@dataclass(frozen=True)
class Encoded:
    """What the network says of a text of n pieces.

    ``tags`` (n, 7), ``entities`` (n, 29) and ``senses`` (n, 4) are log-probabilities; ``feelings`` (n, 128) is
    pooled by the sentiment pipe, ``queries`` (n, 65) and ``keys`` (n, 64) by ``links``. ``cues`` and ``sources``
    (n, 256) are log-probabilities of pointing to a position of the piece's window: 0 is none, 1 the piece number
    ``origin[i]``. What is widest is stored in half precision: it is most of the memory that a long text needs.
    """

    text: str
    pieces: Pieces
    tags: Floats
    entities: Floats
    cues: NDArray[np.float16]
    sources: NDArray[np.float16]
    senses: Floats
    feelings: NDArray[np.floating]
    queries: Floats
    keys: Floats
    origin: Ints

    @cached_property
    def quoted(self) -> list[marks.Quoted]:
        """The stretches between quotation marks."""
        return marks.quoted(self.text)

    def covered(self, start: int, end: int) -> slice:
        """The pieces that share a character with [start, end)."""
        first = int(self.pieces.end.searchsorted(start, side="right"))
        last = int(self.pieces.start.searchsorted(end, side="left"))
        return slice(first, max(first, last))


@Language.factory(
    "whosaid_encoder", assigns=["doc._.encoded"], default_config={"threads": 0, "overlap": True}
)
def make_encoder(nlp: Language, name: str, threads: int, overlap: bool) -> Encoder:
    """The pipe; ``threads`` 0 takes the setting WHOSAID_THREADS."""
    return Encoder(threads=threads, overlap=overlap)


class Encoder:
    """Doc -> ``doc._.encoded``. Weights and tokenizer are set by ``from_disk`` or ``from_files``."""

    def __init__(self, *, threads: int = 0, overlap: bool = True) -> None:
        attributes.register()
        self.threads = threads or load_settings().threads
        self.overlap = overlap
        self._weights = b""
        self._tokenizer_json = ""
        self._loaded: tuple[onnxruntime.InferenceSession, Tokenizer] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Read the text of a doc."""
        text = doc.user_data.pop(TEXT, None) or doc.text  # which spaCy puts together from its tokens
        doc._.encoded = self.encode(text, on_progress=progress.tell)
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """One by one: an article fills its own batches."""
        for doc in docs:
            yield self(doc)

    def encode(self, text: str, *, on_progress: progress.OnProgress | None = None) -> Encoded:
        """Run the network over a text; raises ``ModelError`` where no weights were loaded."""
        if self._loaded is None:
            raise ModelError("The reader has no weights; load it with spacy.load() or whosaid.analyse().")
        session, tokenizer = self._loaded
        stretches = marks.quoted(text)
        cut = pieces(text, tokenizer, stretches)
        n = len(cut)
        arrays = {name: np.empty((n, width), dtype=kind) for name, (width, kind) in _STORED.items()}
        for name in ("cues", "sources"):
            arrays[name].fill(_NOWHERE)
        origin = np.zeros(n, dtype=np.int64)
        windows = _windows(n, STRIDE if self.overlap else WINDOW)
        for at in range(0, len(windows), BATCH):
            group = windows[at : at + BATCH]
            kept = slice(group[0].first, group[-1].last)
            last = at + BATCH >= len(windows) > _LONG
            for name, rows in _run(session, cut, group, give_back=last):
                arrays[name][kept, : rows.shape[1]] = log_softmax(rows) if name in _LOGITS else rows
            origin[kept] = np.repeat([w.start for w in group], [w.last - w.first for w in group])
            if on_progress:
                on_progress(len(text) if kept.stop == n else int(cut.end[kept.stop - 1]), len(text))
        encoded = Encoded(text, cut, **arrays, origin=origin)
        encoded.__dict__["quoted"] = stretches  # the cached property, known already
        return encoded

    def from_files(self, weights: Path, tokenizer: Path) -> Encoder:
        """Load the network (ONNX) and the tokenizer (JSON)."""
        try:
            self._weights, self._tokenizer_json = weights.read_bytes(), tokenizer.read_text("utf-8")
        except OSError as error:
            raise ModelError(
                f"The model file {error.filename} cannot be read ({error.strerror}); "
                "reinstall Whosaid, or point WHOSAID_MODEL to a folder with a model."
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        session = onnxruntime.InferenceSession(self._weights, options, providers=["CPUExecutionProvider"])
        self._loaded = session, load_tokenizer(str(tokenizer))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write network.onnx and tokenizer.json."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "network.onnx").write_bytes(self._weights)
        (folder / "tokenizer.json").write_text(self._tokenizer_json, "utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Read what ``to_disk`` wrote."""
        return self.from_files(Path(path) / "network.onnx", Path(path) / "tokenizer.json")


@dataclass(frozen=True, slots=True)
class _Window:
    start: int
    end: int
    first: int  # the pieces for which this window is the one where they stand most central
    last: int


def _windows(n: int, stride: int) -> list[_Window]:
    """Windows that cover n pieces, and which of them speaks for which piece; all are of one length."""
    if n == 0:
        return []
    starts = [0]
    while starts[-1] + WINDOW < n:
        starts.append(min(starts[-1] + stride, n - WINDOW))
    middles = [(before + WINDOW + after) // 2 for before, after in pairwise(starts)]
    kept = pairwise([0, *middles, n])
    return [_Window(start, min(start + WINDOW, n), *own) for start, own in zip(starts, kept, strict=True)]


def _run(
    session: onnxruntime.InferenceSession, cut: Pieces, group: list[_Window], *, give_back: bool
) -> Iterator[tuple[str, Floats]]:
    """One call of the network: each output's rows for the pieces that the windows (neighbours) speak for.

    With ``give_back`` the memory that the network works in is freed afterwards (the next call takes it anew).
    """
    length = group[0].end - group[0].start
    rows = np.array([window.start for window in group])[:, None] + np.arange(length)
    ids = np.full((len(group), length + 2), CLS, dtype=np.int64)
    ids[:, -1] = SEP
    ids[:, 1:-1] = cut.ids[rows]
    surface = np.zeros((len(group), length + 2, 3), dtype=np.int64)
    surface[:, 1:-1] = cut.surface[rows]
    options = onnxruntime.RunOptions()
    if give_back:
        options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    given = {"ids": ids, "surface": surface, "mask": np.ones_like(ids)}
    asked = [argument.name for argument in session.get_inputs()]  # the mask only by weights before 0.3.1
    outputs = session.run(list(OUTPUTS), {name: given[name] for name in asked}, options)
    for name, output in zip(OUTPUTS, outputs, strict=True):
        own = [
            out[w.first - w.start + 1 : w.last - w.start + 1] for out, w in zip(output, group, strict=True)
        ]
        yield name, np.concatenate(own)


def log_softmax(scores: Floats) -> Floats:
    """Over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    normalised: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return normalised
