"""Every file of the corpus gives exactly the articles that are in it, and of each no more than it states."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.intake import hostile_containers, hostile_documents
from tests.intake.corpus import FILES, FOLDERS, FORMATS, Folder
from tests.intake.make_containers import Case, Wanted
from whosaid.articles import Article
from whosaid.errors import UnreadableFile
from whosaid.intake import read_all


def told(found: Iterable[Article | UnreadableFile]) -> list[Wanted | str]:
    return [Wanted.of(each) if isinstance(each, Article) else str(each) for each in found]


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_every_article_comes_out(case: Case) -> None:
    assert told(read_all(case.data, name=case.name, columns=case.columns)) == case.wanted


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_article_of_a_folder_comes_out(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert told(read_all(Path(folder.name))) == folder.wanted


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_among_them(suffix: str) -> None:
    assert any(case.name.endswith(suffix) for case in FILES)


def test_there_are_enough_of_them() -> None:
    names = [case.name for case in FILES]
    assert sum(name.endswith(FORMATS) for name in names) >= 60
    assert len(set(names)) == len(names)


def test_there_are_enough_hostile_ones() -> None:
    names = [case.name for case in (*hostile_containers.HOSTILE, *hostile_documents.HOSTILE)]
    assert len(set(names)) == len(names) >= 40
