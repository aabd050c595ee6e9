"""What comes out of a container."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whosaid.errors import UnreadableFile


@dataclass(frozen=True, slots=True)
class Part:
    """A named piece of bytes that holds one article: what ``read`` gives an ``Article`` for."""

    name: str
    data: bytes


Found = Part | UnreadableFile
Parts = Iterator[Found]
