"""The dev sets, read from the data folder; never part of the project."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a gzip-compressed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def kept_out(document: str, fold: int = 0) -> bool:
    """Whether an NYT document is kept out of training: every fifth, by a hash of its number; ``fold`` says which."""
    return zlib.crc32(document.encode()) % 5 == fold


def valence(data: Path, name: str, *, held: bool | None = None, fold: int = 0) -> list[tuple[str, float]]:
    """(sentence, mean rating, -4 to 4); ``held`` True: only documents kept out, False: only the others."""
    chosen = []
    for row in rows(data / f"valence/{name}.jsonl.gz"):
        if held is None or kept_out(row["id"].split("_")[0], fold) == held:
            chosen.append((row["text"], row["valence"]))
    return chosen
