"""Many files, each into its own JSON Lines file with a line an article; an interrupted run can be taken up again.

A file's name holds the first twelve hex digits of its content's SHA-256, and it is written under another
name first: what is there is whole. Nothing here prints; the command line does.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import get_ident
from typing import Any, Literal

from whosaid.articles import Article, ModelInfo, Reading
from whosaid.errors import ModelError, NotEnglish, SettingError, UnreadableFile, WhosaidError

SUFFIX = ".jsonl"
PARTIAL = ".part"
NOT_ABOUT_A_FILE = (ModelError, SettingError)  # the next file would fare no better

Found = Reading | UnreadableFile
Analyse = Callable[[Path, bytes], Iterable[Found]]  # a reading for each article in a file


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file of a batch: how many articles, and a message for each that was not read.

    ``foreign`` of these are in another language.
    """

    file: Path
    status: Literal["read", "there", "failed"]
    articles: int = 0
    messages: tuple[str, ...] = ()
    foreign: int = 0


def read_and_analyse(
    file: Path,
    data: bytes,
    *,
    model: str | None = None,
    columns: Mapping[str, str] | None = None,
    any_language: bool = False,
) -> Iterator[Found]:
    """From bytes to readings, in a process of this thread's own that is ended where it takes too long."""
    from whosaid.ingest.watched import readings  # here, so that listing files needs no model

    return readings(str(file), data, model=model, columns=columns, any_language=any_language)


def in_english(
    found: Iterable[Article | UnreadableFile], *, any_language: bool
) -> Iterator[Article | UnreadableFile]:
    """The same, with a ``NotEnglish`` in the place of each article in another language."""
    from whosaid.intake import foreign  # here, so that --help need not wait for it

    for each in found:
        error = None if any_language or isinstance(each, UnreadableFile) else foreign(each)
        yield error or each


def reason(file: object, error: Exception) -> str:
    """One line for a person: what could not be read, why, and what to do about it."""
    if isinstance(error, WhosaidError):
        return " ".join(str(error).split())
    if isinstance(error, OSError):
        return f"{file}: {error.strerror or error}; check the path and its permissions."
    return f"{file}: an error in Whosaid ({type(error).__name__}: {error}); please report it with this file."


def files_of(source: Path) -> list[Path]:
    """The files of a folder, at any depth, those that a list names, one a line, or an archive or table itself.

    Names in a list are relative to the list's folder. Hidden files are left out of a folder.
    """
    from whosaid.intake import files_in, is_container  # here, so that --help need not wait for it

    if source.is_dir():
        return files_in(source)
    try:
        data = source.read_bytes()
        if is_container(data, source.name):
            return [source]
        lines = data.decode("utf-8-sig").splitlines()
    except FileNotFoundError:
        raise UnreadableFile(str(source), "there is no such folder or list", "check the path") from None
    except (OSError, UnicodeDecodeError) as error:
        remedy = "give a folder, an archive, a table, or a text file with one path a line"
        raise UnreadableFile(str(source), f"it is no list of files ({error})", remedy) from error
    return [source.parent / line.strip() for line in lines if line.strip()]


def target(file: Path, data: bytes, folder: Path) -> Path:
    """Where the reading of ``data`` is kept: the same words under the same name are kept once."""
    return folder / f"{file.name}-{hashlib.sha256(data).hexdigest()[:12]}{SUFFIX}"


def is_there(path: Path, model: ModelInfo) -> int:
    """How many readings by this very model ``path`` holds; none where it is not there or not whole."""
    try:
        with path.open(encoding="utf-8") as lines:
            kept = [json.loads(line).get("model") for line in lines]
    except (OSError, ValueError, AttributeError):
        return 0
    return len(kept) if all(each == {"name": model.name, "version": model.version} for each in kept) else 0


def write(path: Path, readings: Iterable[Reading]) -> int:
    """Write one line of JSON for each reading, and return how many; a reader of ``path`` sees all or nothing."""
    part = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}{PARTIAL}")
    written = 0
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for reading in readings:
                file.write(json.dumps(reading.to_dict(), ensure_ascii=False) + "\n")
                written += 1
            file.flush()
            os.fsync(file.fileno())
        if written:
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return written


def one(file: Path, *, folder: Path, resume: bool, model: ModelInfo, analyse: Analyse) -> Outcome:
    """Read one file and write its readings; what is wrong with that file is its outcome, never raised."""
    failures: list[UnreadableFile] = []
    try:
        data = file.read_bytes()
        path = target(file, data, folder)
        there = is_there(path, model) if resume else 0
        if there:
            return Outcome(file, "there", there)
        articles = write(path, _readings(analyse(file, data), failures))
    except NOT_ABOUT_A_FILE:
        raise
    except Exception as error:
        return _outcome(file, 0, [*failures, error])
    return _outcome(file, articles, failures)


def _outcome(file: Path, articles: int, failures: Sequence[Exception]) -> Outcome:
    messages = tuple(reason(getattr(error, "file", file), error) for error in failures)
    foreign = sum(isinstance(error, NotEnglish) for error in failures)
    return Outcome(file, "read" if articles else "failed", articles, messages, foreign)


def _readings(found: Iterable[Found], failures: list[UnreadableFile]) -> Iterator[Reading]:
    for each in found:
        if isinstance(each, UnreadableFile):
            failures.append(each)
        else:
            yield each


def run(
    files: Sequence[Path], folder: Path, *, analyse: Analyse, model: ModelInfo, resume: bool, workers: int
) -> Iterator[Outcome]:
    """Read ``files`` into ``folder``, in order, ``workers`` at once, each in a thread that calls ``analyse``."""
    folder.mkdir(parents=True, exist_ok=True)
    task = partial(one, folder=folder, resume=resume, model=model, analyse=analyse)
    with _map(workers) as apply:
        yield from apply(task, files)


@contextmanager
def _map(workers: int) -> Iterator[Callable[..., Iterator[Any]]]:
    if workers == 1:
        yield map
        return
    from whosaid.ingest import watched

    pool = ThreadPoolExecutor(workers)
    try:
        yield pool.map
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        watched.end()  # else it would wait for what is being read, minutes perhaps
        raise
    finally:
        pool.shutdown(cancel_futures=True)
