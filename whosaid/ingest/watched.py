"""Reading for the command line: over there, where an article that takes too long is ended and costs only itself.

The processes are those that read for the dashboard; there is no store and no queue here. Each thread that asks has a
process of its own, started at its first file and kept.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace

from whosaid.articles import Reading
from whosaid.errors import UnreadableFile
from whosaid.ingest.processes import READER, Process
from whosaid.ingest.workers import TooSlowError, WorkerLostError
from whosaid.settings import load_settings
from whosaid.store.tasks import Upload

_processes: dict[tuple[object, ...], Process] = {}
_lock = threading.Lock()


def readings(
    name: str,
    data: bytes,
    *,
    model: str | None = None,
    columns: Mapping[str, str] | None = None,
    any_language: bool = False,
    plain: bool = False,
    reader: str = READER,
) -> Iterator[Reading | UnreadableFile]:
    """A reading for each article in a file; for what cannot be read, the error in its place.

    ``plain``: the text as it is. ``reader``: see ``processes.Process``. Raises ``ModelError``.
    """
    process = _process(reader, model)
    whole = Upload(name, data, columns, insists=any_language)
    try:
        # All of them before the first is read: a process gives one answer after the other.
        parts = list(process.unpack(whole, plain=plain))
    except (TooSlowError, WorkerLostError) as error:
        yield _about(name, error)
        return
    for part in parts:
        if isinstance(part, UnreadableFile):
            yield part
        else:
            yield _read(process, replace(whole, name=part.name, data=part.data), plain)


def _read(process: Process, upload: Upload, plain: bool) -> Reading | UnreadableFile:
    try:
        return process.read(upload, plain=plain)
    except UnreadableFile as error:
        return error
    except (TooSlowError, WorkerLostError) as error:
        return _about(upload.name, error)


def _about(name: str, error: TooSlowError | WorkerLostError) -> UnreadableFile:
    if isinstance(error, TooSlowError):
        return error.about(name)
    why = "the process that was reading it has ended, as it does for want of memory"
    return UnreadableFile(name, why, "split it, or try it once more alone")


def _process(reader: str, model: str | None) -> Process:
    """That of this thread."""
    seconds = load_settings().max_seconds
    key = (threading.get_ident(), reader, model, seconds)
    with _lock:
        if key not in _processes:
            _processes[key] = Process(seconds, reader=reader, model=model)
        return _processes[key]


@atexit.register
def end() -> None:
    """End the processes, also in the middle of an article, which then cannot be read."""
    with _lock:
        for process in _processes.values():
            process.close()
        _processes.clear()
