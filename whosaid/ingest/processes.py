"""A reader in a process of its own, which can be ended at any time without harm to anything else."""

from __future__ import annotations

import contextlib
import logging
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from whosaid.articles import ModelInfo, Reading
from whosaid.ingest.parts import Part
from whosaid.ingest.workers import OnProgress, TooSlowError, WorkerLostError, allowed, unheard
from whosaid.store.tasks import Upload

if TYPE_CHECKING:
    from whosaid.intake.containers.parts import Found

READER: Final = "whosaid.reading.pipeline"
_LOADING: Final = 300.0  # seconds: a busy machine, a slow disk

_log = logging.getLogger(__name__)


class Process:
    """Asks a process to read; it is started at the first request, and again after it has ended.

    Only one thread may ask; any may ``close``.
    """

    def __init__(self, seconds: float, *, reader: str = READER, model: str | None = None) -> None:
        """``seconds``: for one answer, more for a long text. ``reader``: see ``child.main``.

        ``model``: the one it reads with; None: that of the settings.
        """
        self.seconds = seconds
        self.reader = reader
        self._model = model
        self.on_progress: OnProgress = unheard
        self._process: subprocess.Popen[bytes] | None = None
        self._loaded = False
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Of the process, where one runs."""
        process = self._process
        return process.pid if process and process.poll() is None else None

    def model(self) -> ModelInfo | None:
        """By what model it reads at present."""
        return self._one("model")  # type: ignore[no-any-return]

    def parts(self, upload: Upload) -> Iterator[list[Part]]:
        """See ``parts.parts_of``; where it is not asked for the last of them, the process is ended."""
        return self._ask("parts", upload)

    def unpack(self, upload: Upload, *, plain: bool) -> Iterator[Found]:
        """See ``parts.unpacked``; likewise."""
        return self._ask("unpack", upload, plain)

    def read(self, upload: Upload, *, plain: bool = False) -> Reading:
        """Intake and analysis over there; with ``plain`` of the text as it is."""
        return self._one("read", upload, plain)  # type: ignore[no-any-return]

    def stop(self) -> None:
        """End the process, so that who waits for its answer gets a ``WorkerLostError``."""
        process = self._process
        if process:
            process.kill()

    def close(self) -> None:
        """End the process for good."""
        self._closed = True
        self._end()

    def _end(self) -> None:
        process, self._process, self._loaded = self._process, None, False
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()

    def _one(self, *request: Any) -> Any:
        (value,) = self._ask(*request)
        return value

    def _ask(self, *request: Any) -> Iterator[Any]:
        if not self._loaded or self.pid is None:
            self._start()
            for _ in self._answers(_LOADING, "load"):
                pass
            self._loaded = True
        yield from self._answers(self.seconds, *request)

    def _start(self) -> None:
        """As ``multiprocessing`` would, but without the main module: in Streamlit that is the page's script."""
        self._end()
        if self._closed:
            raise WorkerLostError
        chosen = f"os.environ['WHOSAID_MODEL'] = {self._model!r}; " if self._model else ""
        code = (
            f"import os, sys; sys.path[:] = {sys.path!r}; {chosen}"
            f"from whosaid.ingest.child import main; main({self.reader!r})"
        )
        command = [sys.executable, "-c", code]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe)  # noqa: S603  ourselves

    def _answers(self, seconds: float, *request: Any) -> Iterator[Any]:
        """The values of the answer; the process is ended where not all of them are taken."""
        process, whole, limit, began = self._process, False, seconds, time.monotonic()
        try:
            if process is None:
                raise WorkerLostError
            self._send(process, (seconds, *request))
            while True:
                kind, value = self._answer(process, limit, began)
                if kind == "progress":
                    self.on_progress(*value)
                    continue
                whole = kind not in ("value", "size")
                limit, began = allowed(seconds, value) if kind == "size" else seconds, time.monotonic()
                if kind == "value":
                    yield value
                    began = time.monotonic()  # what is done with a value meanwhile is not the process's time
                elif kind == "size":
                    continue
                elif kind == "end":
                    return
                else:
                    raise value if kind == "refused" else RuntimeError(value)
        finally:
            if not whole:
                self._end()

    def _send(self, process: subprocess.Popen[bytes], request: tuple[Any, ...]) -> None:
        assert process.stdin  # noqa: S101  for mypy
        try:
            pickle.dump(request, process.stdin)
            process.stdin.flush()
        except (OSError, ValueError) as error:
            raise WorkerLostError from error

    def _answer(self, process: subprocess.Popen[bytes], seconds: float, began: float) -> tuple[str, Any]:
        """The next answer; the process may take so many seconds from ``began``."""
        assert process.stdout  # noqa: S101  for mypy
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(max(0.0, began + seconds - time.monotonic()), end)
        timer.daemon = True
        timer.start()
        try:
            answer: tuple[str, Any] = pickle.load(process.stdout)  # noqa: S301  written by our own child
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            if late.is_set():
                raise TooSlowError(seconds, self.seconds) from error
            raise WorkerLostError from error
        finally:
            timer.cancel()
        return answer
