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
from whosaid.reading import attributes, marks
from whosaid.reading.features import CLS, PAD, SEP, WINDOW, Ints, Pieces, load_tokenizer, pieces
from whosaid.settings import load_settings

Floats = NDArray[np.float32]

STRIDE = WINDOW // 2
BATCH = 8  # windows in one call: more does not get faster on a CPU, and costs memory
OUTPUTS = ("tags", "entities", "cues", "sources", "senses", "feelings", "queries", "keys")


@dataclass(frozen=True)
class Encoded:
    """What the network says of a text of n pieces.

    ``tags`` (n, 7), ``entities`` (n, 29) and ``senses`` (n, 4) are log-probabilities; ``feelings`` (n, 128) is
    pooled by the sentiment pipe, ``queries`` (n, 65) and ``keys`` (n, 64) by ``links``. ``cues`` and ``sources``
    (n, 256) are log-probabilities of pointing to a position of the piece's window: 0 is none, 1 the piece number
    ``origin[i]``.
    """

    text: str
    pieces: Pieces
    tags: Floats
    entities: Floats
    cues: NDArray[np.float16]
    sources: NDArray[np.float16]
    senses: Floats
    feelings: Floats
    queries: Floats
    keys: Floats
    origin: Ints

    @cached_property
    def quoted(self) -> list[marks.Quoted]:
        """The stretches between quotation marks."""
        return marks.quoted(self.text)

    def covered(self, start: int, end: int) -> slice:
        """The pieces that share a character with [start, end)."""
        first = int(np.searchsorted(self.pieces.end, start, side="right"))
        last = int(np.searchsorted(self.pieces.start, end, side="left"))
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
        doc._.encoded = self.encode(doc.text)
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """One by one: an article fills its own batches."""
        for doc in docs:
            yield self(doc)

    def encode(self, text: str) -> Encoded:
        """Run the network over a text; raises ``ModelError`` where no weights were loaded."""
        if self._loaded is None:
            raise ModelError("The reader has no weights; load it with spacy.load() or whosaid.analyse().")
        session, tokenizer = self._loaded
        cut = pieces(text, tokenizer)
        n = len(cut)
        windows = _windows(n, STRIDE if self.overlap else WINDOW)
        widths = {"tags": 7, "entities": 29, "senses": 4, "feelings": 128, "queries": 65, "keys": 64}
        stitched = {name: np.empty((n, width), dtype=np.float32) for name, width in widths.items()}
        pointers = {name: np.full((n, WINDOW + 2), -30, dtype=np.float16) for name in ("cues", "sources")}
        origin = np.zeros(n, dtype=np.int64)
        for at in range(0, len(windows), BATCH):
            group = windows[at : at + BATCH]
            outputs = _run(session, cut, group)
            for row, window in enumerate(group):
                kept, local = (
                    slice(window.first, window.last),
                    slice(window.first - window.start + 1, window.last - window.start + 1),
                )
                for name, array in stitched.items():
                    array[kept] = outputs[name][row, local]
                for name, pointer in pointers.items():
                    scores = outputs[name][row, local]
                    pointer[kept, : scores.shape[1]] = scores
                origin[kept] = window.start
        return Encoded(text, cut, **stitched, **pointers, origin=origin)  # type: ignore[arg-type]

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
    """Windows that cover n pieces, and which of them speaks for which piece."""
    if n == 0:
        return []
    starts = [0]
    while starts[-1] + WINDOW < n:
        starts.append(min(starts[-1] + stride, n - WINDOW))
    middles = [(before + WINDOW + after) // 2 for before, after in pairwise(starts)]
    kept = pairwise([0, *middles, n])
    return [_Window(start, min(start + WINDOW, n), *own) for start, own in zip(starts, kept, strict=True)]


def _run(session: onnxruntime.InferenceSession, cut: Pieces, group: list[_Window]) -> dict[str, Floats]:
    """One call of the network; padding can be pointed to by nothing."""
    length = max(window.end - window.start for window in group) + 2
    ids = np.full((len(group), length), PAD, dtype=np.int64)
    surface = np.zeros((len(group), length, 3), dtype=np.int64)
    mask = np.zeros((len(group), length), dtype=np.int64)
    for row, window in enumerate(group):
        n = window.end - window.start
        ids[row, 0], ids[row, n + 1] = CLS, SEP
        ids[row, 1 : n + 1] = cut.ids[window.start : window.end]
        surface[row, 1 : n + 1] = cut.surface[window.start : window.end]
        mask[row, : n + 2] = 1
    outputs = session.run(list(OUTPUTS), {"ids": ids, "surface": surface, "mask": mask})
    named = dict(zip(OUTPUTS, outputs, strict=True))
    for name in ("cues", "sources"):
        named[name] = named[name] + ((1 - mask[:, None, :]) * -1e4).astype(np.float32)
    for name in ("tags", "entities", "senses", "cues", "sources"):
        named[name] = log_softmax(named[name])
    return named


def log_softmax(scores: Floats) -> Floats:
    """Over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    normalised: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return normalised
