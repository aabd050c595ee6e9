"""The dashboard as people start it, on a free port and a data folder of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_PATIENCE = 120.0


class Server:
    """``streamlit run`` of an app; ``restart`` ends the process and starts another on the same port and data."""

    def __init__(self, root: Path, data: Path, *, app: str = "app.py", options: Sequence[str] = ()) -> None:
        """Nothing runs before ``start``; ``options`` are Streamlit's."""
        self.root = root
        self.data = data
        self.app = app
        self.options = options
        self.log = data / "server.log"
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The start page."""
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            self.app,
            "--server.port",
            str(self.port),
            *self.options,
        ]
        environment = {**os.environ, "WHOSAID_DATA": str(self.data), "WHOSAID_DATABASE_URL": ""}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.root, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + _PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the dashboard did not start:\n{self.log.read_text()}")
            time.sleep(0.2)

    def stop(self) -> None:
        """End the process."""
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None

    def kill(self) -> None:
        """End the process as a power cut does."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def restart(self) -> None:
        """As after a reboot: another process, the same data."""
        self.stop()
        self.start()

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}_stcore/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
