"""The two apps that are measured, each in a process of its own: the dashboard, and one that does nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.dashboard.prepared import ROOT
from tests.e2e.server import Server

_EMPTY = "evaluation/dashboard/empty.py"


@contextmanager
def dashboard(data: Path) -> Iterator[Server]:
    """The dashboard over a data folder."""
    with _running(Server(ROOT, data)) as server:
        yield server


@contextmanager
def empty() -> Iterator[Server]:
    """The smallest app that reruns."""
    with TemporaryDirectory() as folder, _running(Server(ROOT, Path(folder), app=_EMPTY)) as server:
        yield server


@contextmanager
def _running(server: Server) -> Iterator[Server]:
    server.start()
    try:
        yield server
    finally:
        server.stop()
