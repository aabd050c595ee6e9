"""What is broken or made to do harm: a line each, the good members read, memory bounded."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake.hostile_containers import HOSTILE, Hostile, bomb, overlapping
from whosaid.articles import Article
from whosaid.errors import UnreadableFile
from whosaid.intake import read_all, unpack
from whosaid.settings import load_settings

NAMES = [case.name for case in HOSTILE]


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 24
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("case", HOSTILE, ids=NAMES)
def test_each_gets_its_line(case: Hostile) -> None:
    found = list(read_all(case.make(), name=case.name, settings=load_settings(case.limits)))
    said = [str(each) for each in found if isinstance(each, UnreadableFile)]
    assert [line for line, wanted in zip(said, case.lines, strict=True) if wanted not in line] == []
    assert sum(isinstance(each, Article) for each in found) == case.read
    for line in said:
        assert line.startswith(case.name)
        assert "\n" not in line
        assert "limit" not in line or "WHOSAID_MAX_" in line
    assert all(len(each.file) <= 200 and each.file.isprintable() for each in found)


@pytest.mark.parametrize("make", [bomb, overlapping])
def test_a_bomb_takes_little_memory(make: Callable[[], bytes]) -> None:
    data = make()
    tracemalloc.start()
    for _ in unpack(data, "bomb.zip"):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60_000_000  # of 160 MB and 400 MB that they claim


def test_nothing_is_written_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for case in HOSTILE:
        if case.name.startswith(("up.", "root.", "drive.", "link.", "hard.")):
            list(unpack(case.make(), case.name))
    assert list(tmp_path.iterdir()) == []
