"""The two apps that are measured, each in a process of its own: the dashboard, and one that does nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.dashboard.prepared import ROOT
from tests.e2e.server import Server

_EMPTY = "evaluation/dashboard/empty.py"
_AS_IT_COMES = ("--runner.postScriptGC", "true")
"""What .streamlit/config.toml changes for the dashboard's sake, and an empty app of somebody else has not."""


@contextmanager
def dashboard(data: Path) -> Iterator[Server]:
    """The dashboard over a data folder."""
    with _running(Server(ROOT, data)) as server:
        yield server


@contextmanager
def empty() -> Iterator[Server]:
    """The smallest app that reruns."""
    with (
        TemporaryDirectory() as folder,
        _running(Server(ROOT, Path(folder), app=_EMPTY, options=_AS_IT_COMES)) as server,
    ):
        yield server


@contextmanager
def _running(server: Server) -> Iterator[Server]:
    server.start()
    try:
        yield server
    finally:
        server.stop()
