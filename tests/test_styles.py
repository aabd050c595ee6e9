"""What the style sheets are held to: one scale of type, one of space, and a name for every colour."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from whosaid.charts import base

ROOT = Path(__file__).resolve().parent.parent
SCALES = ROOT / "components" / "scales.css"
SHEETS = sorted((ROOT / "components").glob("*.css"))
SMALLEST = 12  # pixels
TEXT = r"var\(--text-[1-7]\)"
SPACE = r"(?:var\(--space-[1-8]\)|calc\(-1 \* var\(--space-[1-8]\)\)|-?[123]px|0|auto)"
SPACING = r"(?:padding|margin)(?:-\w+)*|(?:row-|column-)?gap"
COLOUR = r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\("

# property -> what its value may be
MAY: dict[str, str] = {"font": "inherit", "font-size": TEXT, SPACING: rf"{SPACE}(?: {SPACE})*"}


def declared(css: str) -> Iterator[tuple[str, str]]:
    """Every property of a sheet with its value, whatever the rule; a sheet of paper knows no variables."""
    bare = re.sub(r"/\*.*?\*/|@page \{.*?\}", "", css, flags=re.DOTALL)
    for block in re.findall(r"\{([^{}]*)\}", bare):
        for line in filter(str.strip, block.split(";")):
            name, _, value = line.partition(":")
            yield name.strip(), value.replace("!important", "").strip()


def off_scale(css: str) -> list[str]:
    """The declarations that are neither on a scale nor a hairline."""
    return [
        f"{name}: {value}"
        for name, value in declared(css)
        for property_, may in MAY.items()
        if re.fullmatch(property_, name) and not re.fullmatch(may, value)
    ]


def unnamed_colours(css: str) -> list[str]:
    """Colours that stand elsewhere than in a variable of that name."""
    return [
        f"{name}: {value}"
        for name, value in declared(css)
        if not name.startswith("--") and re.search(COLOUR, value)
    ]


def scale(name: str) -> list[float]:
    """The steps in rem; of one that grows with the window, the least."""
    steps = re.findall(rf"--{name}-(\d): (?:clamp\()?([\d.]+)rem", SCALES.read_text(encoding="utf-8"))
    assert [int(number) for number, _ in steps] == list(range(1, len(steps) + 1))
    return [float(size) for _, size in steps]


@pytest.mark.parametrize(
    ("css", "wrong"),
    [
        ("a { font-size: var(--text-2); margin: 0 auto; }", []),
        ("a { font: inherit; padding: 1px calc(-1 * var(--space-3)); }", []),
        ("a { font-size: 0.9rem; }", ["font-size: 0.9rem"]),
        ("@media print { a { color: red; gap: 0.3rem var(--space-1) } }", ["gap: 0.3rem var(--space-1)"]),
        ("a { margin-top: 7px !important; /* no */ }", ["margin-top: 7px"]),
        ("a { padding: var(--space-9); }", ["padding: var(--space-9)"]),
    ],
)
def test_what_is_off_the_scale_is_seen(css: str, wrong: list[str]) -> None:
    assert off_scale(css) == wrong


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_size_and_every_space_is_on_its_scale(sheet: Path) -> None:
    assert off_scale(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_colour_has_a_name(sheet: Path) -> None:
    assert unnamed_colours(sheet.read_text(encoding="utf-8")) == []


def test_the_scales_rise_and_nothing_is_too_small_to_read() -> None:
    for name, count in (("text", 7), ("space", 8)):
        steps = scale(name)
        assert len(steps) == count
        assert steps == sorted(set(steps))
    assert scale("text")[0] * _pixels() >= SMALLEST


def test_the_letters_of_a_chart_are_those_of_the_page() -> None:
    assert [round(step * _pixels()) for step in scale("text")[:2]] == [base.NOTE, base.LABEL]


def _pixels() -> float:
    """What a rem is."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return float(config["theme"]["baseFontSize"])
