"""How much may come out of one file: bytes in all, in one member, and files to look at.

Sizes that an archive states are never believed: what comes out is counted while it comes.
"""

from __future__ import annotations

from typing import Protocol

from whosaid.errors import UnreadableFile
from whosaid.intake.checks import limit_in_bytes
from whosaid.settings import Settings

_ENTRIES_FOR_EACH_PART = 10
_CHUNK = 1 << 16


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes; none at the end."""
        ...


class Exhausted(Exception):
    """Nothing more may come out of this file; ``error`` says why, and for the whole file."""

    def __init__(self, error: UnreadableFile) -> None:
        super().__init__(str(error))
        self.error = error


class Budget:
    """What is left for one file that somebody gave, however deep its archives stand in one another."""

    def __init__(self, file: str, settings: Settings) -> None:
        self.file = file
        self.settings = settings
        self._bytes_left = int(settings.max_unpacked_mb * 1_000_000)

    @property
    def most_entries(self) -> int:
        """How many files an archive may list, those that are no articles among them."""
        return _ENTRIES_FOR_EACH_PART * self.settings.max_parts

    def spend(self, size: int) -> None:
        """Count bytes that came out; raises ``Exhausted``."""
        self._bytes_left -= size
        if self._bytes_left < 0:
            raise Exhausted(self._too_much())

    def read(self, stream: Readable, name: str, *, counted: bool = False) -> bytes:
        """Read a member to its end; raises ``UnreadableFile`` where it is larger than a file may be.

        ``counted``: its bytes are counted on their way into ``stream`` already.
        """
        largest = limit_in_bytes(self.settings)
        chunks: list[bytes] = []
        size = 0
        while chunk := stream.read(_CHUNK):
            self.spend(0 if counted else len(chunk))
            size += len(chunk)
            if size > largest:
                raise self._too_large(name)
            chunks.append(chunk)
        return b"".join(chunks)

    def too_many_entries(self, name: str, entries: int) -> UnreadableFile:
        """The error for an archive that lists more files than anybody looks through."""
        needed = -(-entries // _ENTRIES_FOR_EACH_PART)
        return UnreadableFile(
            name,
            f"it lists {entries:,} files, and the limit is {self.most_entries:,} (ten for each article that "
            "may be read)",
            f"split it, or raise the limit: start Whosaid with WHOSAID_MAX_PARTS={needed}",
        )

    def _too_large(self, name: str) -> UnreadableFile:
        allowed = self.settings.max_file_mb
        return UnreadableFile(
            name,
            f"unpacked it has more than {allowed:g} MB, which is the limit for one file",
            f"split it, or raise the limit: start Whosaid with WHOSAID_MAX_FILE_MB={2 * allowed:g}",
        )

    def _too_much(self) -> UnreadableFile:
        allowed = self.settings.max_unpacked_mb
        return UnreadableFile(
            self.file,
            f"it unpacks to more than {allowed:g} MB, which is the limit, and what comes after that is not read",
            "unpack it yourself and add what you need, or raise the limit: start Whosaid with "
            f"WHOSAID_MAX_UNPACKED_MB={2 * allowed:g}",
        )
