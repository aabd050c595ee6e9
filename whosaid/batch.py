"""Many articles, each into its own JSON Lines file; an interrupted run can be taken up again.

A file's name holds the first twelve hex digits of its content's SHA-256, and it is written under another
name first: what is there is whole. Nothing here prints; the command line does.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal

from whosaid.articles import ModelInfo, Reading
from whosaid.errors import ModelError, SettingError, UnreadableFile, WhosaidError

SUFFIX = ".jsonl"
PARTIAL = ".part"
NOT_ABOUT_A_FILE = (ModelError, SettingError)  # the next file would fare no better

Analyse = Callable[[Path, bytes], Reading]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file of a batch; ``message`` tells why where it could not be read."""

    file: Path
    status: Literal["read", "there", "failed"]
    message: str = ""


def read_and_analyse(file: Path, data: bytes, *, model: str | None = None) -> Reading:
    """The library's own way from bytes to a reading."""
    from whosaid import analyse, read  # here, so that listing files needs no model

    return analyse(read(data, name=str(file)), model=model)


def reason(file: object, error: Exception) -> str:
    """One line for a person: what could not be read, why, and what to do about it."""
    if isinstance(error, WhosaidError):
        return " ".join(str(error).split())
    if isinstance(error, OSError):
        return f"{file}: {error.strerror or error}; check the path and its permissions."
    return f"{file}: an error in Whosaid ({type(error).__name__}: {error}); please report it with this file."


def files_of(source: Path) -> list[Path]:
    """The files of a folder, at any depth, or those that a list names, one a line, in order.

    Names in a list are relative to the list's folder. Hidden files are left out of a folder.
    """
    if source.is_dir():
        found = (path for path in source.rglob("*") if path.is_file())
        return sorted(path for path in found if not _is_hidden(path.relative_to(source)))
    try:
        lines = source.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise UnreadableFile(str(source), "there is no such folder or list", "check the path") from None
    except (OSError, UnicodeDecodeError) as error:
        remedy = "give a folder, or a text file with one path a line"
        raise UnreadableFile(str(source), f"it is no list of files ({error})", remedy) from error
    return [source.parent / line.strip() for line in lines if line.strip()]


def target(file: Path, data: bytes, folder: Path) -> Path:
    """Where the reading of ``data`` is kept: the same words under the same name are kept once."""
    return folder / f"{file.name}-{hashlib.sha256(data).hexdigest()[:12]}{SUFFIX}"


def is_there(path: Path, model: ModelInfo) -> bool:
    """Whether ``path`` holds a whole reading by this very model."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(kept, dict) and kept.get("model") == {"name": model.name, "version": model.version}


def write(path: Path, reading: Reading) -> None:
    """Write one line of JSON; a reader of ``path`` sees all of it or nothing."""
    part = path.with_name(f"{path.name}.{os.getpid()}{PARTIAL}")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(reading.to_dict(), ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def one(file: Path, *, folder: Path, resume: bool, model: ModelInfo, analyse: Analyse) -> Outcome:
    """Read one file and write its reading; what is wrong with that file is its outcome, never raised."""
    try:
        data = file.read_bytes()
        path = target(file, data, folder)
        if resume and is_there(path, model):
            return Outcome(file, "there")
        write(path, analyse(file, data))
    except NOT_ABOUT_A_FILE:
        raise
    except Exception as error:
        return Outcome(file, "failed", reason(file, error))
    return Outcome(file, "read")


def run(
    files: Sequence[Path], folder: Path, *, analyse: Analyse, model: ModelInfo, resume: bool, workers: int
) -> Iterator[Outcome]:
    """Read ``files`` into ``folder``, in order, in ``workers`` processes (many: ``analyse`` is pickled)."""
    folder.mkdir(parents=True, exist_ok=True)
    task = partial(one, folder=folder, resume=resume, model=model, analyse=analyse)
    try:
        with _map(workers) as apply:
            yield from apply(task, files)
    except BrokenProcessPool as error:
        remedy = "run again with --resume, and fewer --workers if memory is short"
        raise WhosaidError(f"A worker was ended by the system ({error}); {remedy}.") from error


@contextmanager
def _map(workers: int) -> Iterator[Callable[..., Iterator[Any]]]:
    if workers == 1:
        yield map
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            yield pool.map
        finally:
            pool.shutdown(cancel_futures=True)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
