"""Other people at the same server: each has a session of its own and asks for another view when told to.

They talk to the server as the browser does, without drawing what comes: a browser for each would measure how many
browsers this machine can run. What they ask for are filters that nobody has asked for before. From their click
until they ask the server they take as long as the browser does, so that it is one of them, and not always the last.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from evaluation.dashboard.server import Server
from whosaid.view import View

WITHIN: Final = 0.1  # seconds in which all of them click
_PATIENCE: Final = 180.0
_KEPT: Final = 2  # pages for which a browser keeps a message that has not come again: Streamlit's own setting


class Other:
    """One of them."""

    def __init__(self, connection: ClientConnection) -> None:
        """A session that has not asked for anything."""
        self._connection = connection
        self._known: dict[str, int] = {}  # the message's hash -> the page that it came with last
        self._pages = 0

    def see(self, view: View) -> float:
        """Ask for a view; the seconds until the server has sent the whole page."""
        asking = BackMsg()
        asking.rerun_script.query_string = urlencode(view.to_query(), doseq=True)
        self._known = {kept: page for kept, page in self._known.items() if self._pages - page <= _KEPT}
        self._pages += 1
        asking.rerun_script.cached_message_hashes.extend(self._known)
        began = time.perf_counter()
        self._connection.send(asking.SerializeToString())
        while True:
            message = ForwardMsg.FromString(bytes(self._connection.recv(_PATIENCE)))  # type: ignore[arg-type]
            kind = message.WhichOneof("type")
            if message.metadata.cacheable or kind == "ref_hash":
                self._known[message.ref_hash or message.hash] = self._pages
            if kind == "script_finished":
                return time.perf_counter() - began


class Crowd:
    """So many others, who all click at about the same moment."""

    def __init__(self, others: Sequence[Other], views: Iterator[View]) -> None:
        """``views`` are what they will ask for, one after another."""
        self._others = others
        self._views = views
        self._running: list[threading.Thread] = []
        self.hand = 0.0  # seconds from the decision to click until the server is asked
        self.seconds: list[float] = []
        self.troubles: list[str] = []

    def click(self) -> None:
        """Each of them asks for another view, at a moment of its own within a tenth of a second."""
        chance = random.Random(len(self.seconds))
        for other in self._others:
            of = (other, next(self._views), chance.uniform(0, WITHIN) + self.hand)
            self._running.append(threading.Thread(target=self._one, args=of))
        for thread in self._running:
            thread.start()

    def click_around(self) -> None:
        """Let them click, and come back within the same tenth of a second, for somebody else to click."""
        self.click()
        time.sleep(random.Random(-len(self.seconds)).uniform(0, WITHIN))

    def wait(self) -> None:
        """Until every one of them has its page."""
        for thread in self._running:
            thread.join()
        self._running.clear()
        if self.troubles:
            raise SystemExit(f"the server did not answer everybody: {self.troubles[0]}")

    def _one(self, other: Other, view: View, delay: float) -> None:
        time.sleep(delay)
        try:
            self.seconds.append(other.see(view))
        except Exception as trouble:
            self.troubles.append(repr(trouble))


@contextmanager
def crowd(server: Server, people: int, whole: View, views: Iterator[View]) -> Iterator[Crowd]:
    """So many people, who have the whole collection open."""
    connections: list[ClientConnection] = []
    try:
        for _ in range(people):
            url = f"ws://127.0.0.1:{server.port}/_stcore/stream"
            connections.append(_connected(url))
        others = [Other(connection) for connection in connections]
        for other in others:
            other.see(whole)
        yield Crowd(others, views)
    finally:
        for connection in connections:
            connection.close()


def _connected(url: str) -> ClientConnection:
    # Not as a context manager: there are many, and all stay open until the end.
    context = connect(url, subprotocols=["streamlit"], max_size=None, compression=None)  # type: ignore[list-item]
    return context.__enter__()
