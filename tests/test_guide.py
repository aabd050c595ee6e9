"""The page that explains how it reads: today's figures come from the model card, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import guide
from components.elements import Node
from whosaid import card
from whosaid.card import Figures


def test_the_figures_are_those_of_the_card_that_ships() -> None:
    tables = card.figures()
    assert [table.head[0].split(",")[0].split(" ")[0] for table in tables] == [
        "PolNeAR", "who", "entities", "sentiment",
    ]  # fmt: skip
    text = card.CARD.read_text(encoding="utf-8")
    for table in tables:
        for row in table.rows:
            assert len(row) == len(table.head)
            assert row[-1] in text
    assert card.version().startswith("0.")


def test_bold_type_and_code_are_taken_off_the_cells(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(
        "| version | 9.1.0, trained 2030-01-02 |\n<!-- figures: x -->\n| a | b |\n|---|---|\n| `c` | **1.5** |\n"
        "<!-- end of figures -->\n| not | this |\n|---|---|\n| 1 | 2 |\n",
        encoding="utf-8",
    )
    assert card.figures(page) == [Figures(("a", "b"), (("c", "1.5"),))]
    assert card.version(page) == "9.1.0, trained 2030-01-02"


@pytest.mark.parametrize("text", [None, "", "<!-- figures: x -->\n| a |\n"])
def test_a_card_without_figures_has_none(tmp_path: Path, text: str | None) -> None:
    page = tmp_path / "README.md"
    if text is not None:
        page.write_text(text, encoding="utf-8")
    assert card.figures(page) == []
    assert card.version(page) == ""


def test_without_figures_the_page_does_not_speak_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide.card, "figures", list)
    assert guide._quality() == []


def words(node: Node | str) -> str:
    return node if isinstance(node, str) else " ".join(words(part) for part in node["n"])


def test_the_page_opens_by_link_without_a_collection(root: Path) -> None:
    app = AppTest.from_file(str(root / "app.py"), default_timeout=60)
    app.query_params["page"] = "guide"
    app.run()
    assert not app.exception
    assert app.get("bidi_component")
    assert not app.get("file_uploader")
