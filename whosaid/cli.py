"""The command line: thin verbs over the library, whose surface stays stable for scripts.

Exit 0: all read; 1: some input could not be read (one line each on standard error); 2: wrong usage.
Reading and its model are imported only when something is read, so that ``--help`` answers at once.
What is printed or written is made in ``whosaid.summary``, ``whosaid.report`` and ``whosaid.batch``.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from whosaid import batch
from whosaid.articles import ModelInfo, Reading
from whosaid.errors import UnreadableFile, WhosaidError
from whosaid.settings import Settings, browser_mb, load_settings

OK, UNREADABLE, USAGE, INTERRUPTED = 0, 1, 2, 130
STDIN = "-"
_START = 65_536  # bytes by which a file is told
APP = Path(__file__).resolve().parent.parent / "app.py"


class UsageError(Exception):
    """Options that make no sense together or here; ends in exit code 2."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What the verbs need of the library; tests put in their own."""

    analyse: Callable[
        [str, bool], Iterable[batch.Found]
    ]  # a file's name or "-", and whether to take it as it is
    analyse_bytes: batch.Analyse
    model_info: Callable[[], ModelInfo]


@dataclass(frozen=True, slots=True)
class Options:
    """What all verbs that read have in common."""

    model: str | None
    columns: Mapping[str, str] | None
    any_language: bool
    files: tuple[str, ...] = ()  # those of ``analyse``


MakeEngine = Callable[[Options], Engine]


def library(options: Options) -> Engine:
    """The engine that reads for real, with the model named or the one in the settings."""
    analyse = _library_analyse if all(map(_is_text, options.files)) else _watched_analyse
    return Engine(
        partial(analyse, options=options),
        partial(
            batch.read_and_analyse,
            model=options.model,
            columns=options.columns,
            any_language=options.any_language,
        ),
        partial(_library_model_info, options.model),
    )


def main(argv: Sequence[str] | None = None, *, make_engine: MakeEngine = library) -> int:
    """Run one command and return its exit code; prints to standard output and standard error."""
    _use_utf8()
    parser = make_parser()
    arguments = parser.parse_args(argv)
    try:
        code: int = arguments.run(arguments, make_engine)
        sys.stdout.flush()
    except UsageError as error:
        parser.error(str(error))
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        _complain("stopped")
        return INTERRUPTED
    except WhosaidError as error:
        _complain(str(error))
        return UNREADABLE
    return code


def make_parser() -> argparse.ArgumentParser:
    """Every verb and option."""
    parser = argparse.ArgumentParser(prog="whosaid", description="Who said what in the news.")
    verbs = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_analyse(verbs.add_parser("analyse", help="read articles and print who said what"))
    _add_batch(verbs.add_parser("batch", help="read many articles, each into a file of its own"))
    serve = verbs.add_parser("serve", help="open the dashboard in a browser")
    serve.set_defaults(run=_serve)
    return parser


def _add_analyse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="an article, a file or folder of them, or -: standard input"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object a line and article")
    form.add_argument("--html", type=Path, metavar="OUT", help="write one page that needs nothing else")
    form.add_argument("--csv", type=Path, metavar="DIR", help="write articles, entities, quotes, speakers")
    parser.add_argument("--plain", action="store_true", help="take the text as it is, nothing removed")
    _add_reading(parser)
    parser.set_defaults(run=_analyse)


def _add_batch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "input", type=Path, metavar="INPUT", help="a folder, an archive, a table, or a list: one path a line"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the readings go")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--workers", type=_positive, default=1, metavar="N", help="processes (default: 1)")
    where.add_argument("--dask", metavar="ADDRESS", help="a Dask scheduler (not available yet)")
    parser.add_argument("--resume", action="store_true", help="leave out what this model has read before")
    _add_reading(parser)
    parser.set_defaults(run=_batch)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="PATH_OR_PACKAGE", help="another reader than the one that ships")
    parser.add_argument(
        "--columns",
        type=_columns,
        metavar="FIELD=COLUMN,...",
        help="which column of a table holds what (text=Inhalt,title=Titel), where its name does not say so",
    )
    parser.add_argument(
        "--any-language", action="store_true", help="read articles all the same that are not in English"
    )


def _options(arguments: argparse.Namespace) -> Options:
    files = tuple(getattr(arguments, "files", ()))
    return Options(arguments.model, arguments.columns, arguments.any_language, files)


def _columns(text: str) -> dict[str, str]:
    from whosaid.intake.containers.columns import FIELDS

    given = dict(pair.partition("=")[::2] for pair in text.split(","))
    if not set(given) <= set(FIELDS) or not all(given.values()):
        raise argparse.ArgumentTypeError(f"{text}: write FIELD=COLUMN, with FIELD one of {', '.join(FIELDS)}")
    return given


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


def _analyse(arguments: argparse.Namespace, make_engine: MakeEngine) -> int:
    _check_output(arguments)
    failures: list[str] = []
    readings = _readings(arguments.files, arguments.plain, make_engine(_options(arguments)), failures)
    _emit(readings, arguments)
    return UNREADABLE if failures else OK


def _readings(files: Iterable[str], plain: bool, engine: Engine, failures: list[str]) -> Iterator[Reading]:
    """One reading after the other; the names of those that give none go to ``failures``."""
    for file in files:
        try:
            for found in engine.analyse(file, plain):
                if isinstance(found, Reading):
                    yield found
                else:
                    failures.append(found.file)
                    _complain(str(found))
        except batch.NOT_ABOUT_A_FILE:
            raise
        except Exception as error:
            failures.append(file)
            _complain(batch.reason(file, error))


def _emit(readings: Iterator[Reading], arguments: argparse.Namespace) -> None:
    if arguments.html:
        _write_page(list(readings), arguments.html)
    elif arguments.csv:
        _write_tables(list(readings), arguments.csv)
    elif arguments.json:
        for reading in readings:
            print(json.dumps(reading.to_dict(), ensure_ascii=False), flush=True)
    else:
        _print_summaries(readings)


def _print_summaries(readings: Iterator[Reading]) -> None:
    from whosaid.summary import summary

    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    for number, reading in enumerate(readings):
        print(("\n\n" if number else "") + summary(reading, width=width), end="", flush=True)


def _write_page(readings: list[Reading], path: Path) -> None:
    from whosaid.report import page

    if readings:
        path.write_text(page(readings), encoding="utf-8", newline="\n")
        print(f"{path} written")


def _write_tables(readings: list[Reading], folder: Path) -> None:
    from whosaid.report import COLUMNS, write_tables

    if readings:
        write_tables(readings, folder)
        print(f"{', '.join(f'{name}.csv' for name in COLUMNS)} written into {folder}")


def _check_output(arguments: argparse.Namespace) -> None:
    """Say so before anything is read when nothing could be written."""
    page, folder = arguments.html, arguments.csv
    if page and (page.is_dir() or not page.absolute().parent.is_dir()):
        raise UsageError(f"--html {page}: give the name of a file in a folder that exists")
    if folder and folder.exists() and not folder.is_dir():
        raise UsageError(f"--csv {folder}: that is a file; give a folder")


def _batch(arguments: argparse.Namespace, make_engine: MakeEngine) -> int:
    if arguments.dask:
        raise UsageError("--dask is not available yet; use --workers N to read on this machine")
    if arguments.out.exists() and not arguments.out.is_dir():
        raise UsageError(f"--out {arguments.out}: that is a file; give a folder")
    engine = make_engine(_options(arguments))
    outcomes = batch.run(
        batch.files_of(arguments.input),
        arguments.out,
        analyse=engine.analyse_bytes,
        model=engine.model_info(),
        resume=arguments.resume,
        workers=arguments.workers,
    )
    return _report(outcomes)


def _report(outcomes: Iterable[batch.Outcome]) -> int:
    counts = {"read": 0, "there": 0, "failed": 0, "foreign": 0}
    for outcome in outcomes:
        counts[outcome.status] += outcome.articles
        counts["failed"] += len(outcome.messages) - outcome.foreign
        counts["foreign"] += outcome.foreign
        for message in outcome.messages:
            _complain(message)
    foreign = f", {counts['foreign']} not in English" if counts["foreign"] else ""
    print(f"{counts['read']} read, {counts['there']} there already, {counts['failed']} not readable{foreign}")
    return UNREADABLE if counts["failed"] or counts["foreign"] else OK


def _serve(arguments: argparse.Namespace, make_engine: MakeEngine) -> int:
    if not APP.is_file():
        raise UsageError(
            f"the dashboard's app.py is not at {APP}: it stands beside the package in a checkout; "
            "clone the project and run `make app` there"
        )
    command = serving(load_settings())
    return subprocess.run(command, cwd=APP.parent, check=False).returncode  # noqa: S603 - our own words only


def serving(settings: Settings) -> list[str]:
    """The command by which the dashboard is started."""
    options = {
        "server.address": "127.0.0.1",
        "server.headless": not _has_desktop(),
        "server.showEmailPrompt": False,
        "server.maxUploadSize": browser_mb(settings),
    }
    flags = [f"--{name}={str(value).lower()}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(APP), *flags]


def _has_desktop() -> bool:
    """Whether a browser can be opened here, for want of a way to ask."""
    known = sys.platform in ("darwin", "win32")
    return known or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _library_analyse(file: str, plain: bool, *, options: Options) -> Iterator[batch.Found]:
    from whosaid import analyse, read_all

    source = sys.stdin.buffer.read() if file == STDIN else Path(file)
    name = None if isinstance(source, Path) else file
    every = read_all(source, name=name, plain=plain, columns=options.columns)
    for found in batch.in_english(every, any_language=options.any_language):
        yield found if isinstance(found, UnreadableFile) else analyse(found, plain=plain, model=options.model)


def _is_text(file: str) -> bool:
    """Whether a file can be read at once in this process, because no library takes it apart that might never end."""
    from whosaid.intake import is_text

    if file == STDIN or Path(file).is_dir():
        return file == STDIN
    try:
        with Path(file).open("rb") as stream:
            return is_text(stream.read(_START), file)
    except OSError:  # which is told when its turn comes
        return True


def _watched_analyse(file: str, plain: bool, *, options: Options) -> Iterator[batch.Found]:
    """As ``_library_analyse``, but in another process, which is ended where an article takes too long."""
    from whosaid.ingest.watched import readings
    from whosaid.intake import bytes_of, files_in

    paths = files_in(Path(file)) if Path(file).is_dir() else [Path(file)]
    for path in paths:
        try:
            data = sys.stdin.buffer.read() if file == STDIN else bytes_of(path)
        except UnreadableFile as error:
            yield error
            continue
        yield from readings(
            str(path),
            data,
            model=options.model,
            columns=options.columns,
            any_language=options.any_language,
            plain=plain,
        )


def _library_model_info(model: str | None) -> ModelInfo:
    from whosaid import model_info

    return model_info(model)


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _complain(message: str) -> None:
    print(f"whosaid: {' '.join(message.split())}", file=sys.stderr)
