"""The process that reads for the dashboard and the command line: requests on its input, answers on its output, pickled.

It ends as soon as whoever started it is gone, which closes its standard input, even in the middle of an article.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import Any, BinaryIO, Final

from whosaid.errors import UnreadableFile, WhosaidError
from whosaid.ingest.parts import parts_of, unpacked
from whosaid.ingest.workers import OnProgress, allowed, article_of, unheard
from whosaid.settings import load_settings

_GRACE: Final = 10.0
_NICENESS: Final = 5
_TELL: Final = 0.5  # seconds between two words about how far it is


def main(reader: str) -> None:
    """Answer requests for ever. ``reader`` is a module with ``load``, ``model_info`` and ``analyse``.

    Beside its answers it tells how far it is: ``("progress", (characters read, of how many))``. A request says how
    many seconds it may take. Who sent it ends this process then; if nobody does, the system.
    """
    requests, answers = _pipes()
    for number in (signal.SIGINT, signal.SIGTERM):  # these are for the server, which then ends this process
        signal.signal(number, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)  # reading gives way to drawing pages
    _limit_memory(load_settings().max_memory_mb)
    inbox: SimpleQueue[tuple[Any, ...]] = SimpleQueue()
    threading.Thread(target=_receive, args=(requests, inbox), daemon=True).start()

    def send(answer: tuple[str, Any]) -> None:
        pickle.dump(answer, answers)
        answers.flush()

    while True:
        seconds, kind, *details = inbox.get()
        _alarm(seconds + _GRACE)
        for answer in _answers(reader, kind, *details, on_progress=_seldom(send)):
            send(answer)
            _alarm((allowed(seconds, answer[1]) if answer[0] == "size" else seconds) + _GRACE)
        _alarm(0)


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Where requests come from and answers go to; what a library prints goes to standard error instead."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return sys.stdin.buffer, answers


def _receive(requests: BinaryIO, inbox: SimpleQueue[tuple[Any, ...]]) -> None:
    with contextlib.suppress(EOFError, OSError):
        while True:
            inbox.put(pickle.load(requests))  # noqa: S301  what it says was written by our own parent
    os._exit(0)


def _limit_memory(megabytes: int) -> None:
    """Let this process have no more than so much: a file that would need it all costs itself and nobody else."""
    with contextlib.suppress(
        ImportError, OSError, ValueError
    ):  # where the system has no such limit, or a lower one
        import resource

        size = megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _alarm(seconds: float) -> None:
    """End this process after so many seconds, even out of code that never comes back to Python; 0: do not."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _seldom(send: Callable[[tuple[str, Any]], None]) -> OnProgress:
    """Tell how far it is, but not so often that telling takes time."""
    last = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _TELL or done == total:
            last = time.monotonic()
            send(("progress", (done, total)))

    return tell


def _answers(
    reader: str, kind: str, *details: Any, on_progress: OnProgress = unheard
) -> Iterator[tuple[str, Any]]:
    """``("value", x)`` any number of times, then how it ended, with why.

    ``("size", n)``: the next answer is about a text of n characters.
    """
    try:
        yield from _values(importlib.import_module(reader), on_progress, kind, *details)
        yield "end", None
    except WhosaidError as error:
        yield "refused", error
    except MemoryError:
        limit = load_settings().max_memory_mb
        remedy = f"split it, or raise the limit: start Whosaid with WHOSAID_MAX_MEMORY_MB={2 * limit}"
        why = f"reading it takes more than {limit:,} MB of memory"
        yield "refused", UnreadableFile(_name(details), why, remedy)
    except Exception:
        yield "broken", traceback.format_exc()


def _name(details: tuple[Any, ...]) -> str:
    return str(getattr(details[0], "name", "a file")) if details else "a file"


def _values(module: Any, on_progress: OnProgress, kind: str, *details: Any) -> Iterator[tuple[str, Any]]:
    if kind == "load":
        importlib.import_module("whosaid.intake")
        module.load()
    elif kind == "model":
        yield "value", module.model_info()
    elif kind == "parts":
        for some in parts_of(*details):
            yield "value", some
    elif kind == "unpack":
        upload, plain = details
        for found in unpacked(upload, plain=plain):
            yield "value", found
    else:
        upload, plain = details
        article = article_of(upload, plain=plain)
        yield "size", len(article.text)
        yield "value", module.analyse(article, on_progress=on_progress)
