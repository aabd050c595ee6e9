"""The figures as Markdown tables, put between two marks of a file: ``python -m evaluation --write``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

BEGIN, END = "<!-- figures: written by make evaluate -->", "<!-- end of figures -->"
ATTRIBUTIONS = {
    "soft": "attribution, soft",
    "content tokens": "content tokens",
    "source tokens": "source tokens",
    "content exact": "content, exact span",
    "source exact": "source, exact span",
    "direct, linked": "direct quotes, found and linked",
}
Figures = dict[str, Any]


def tables(figures: Figures) -> str:
    """Four tables, without the heading."""
    return "\n\n".join([_attributions(figures), _speakers(figures), _entities(figures), _sentiment(figures)])


def _attributions(figures: Figures) -> str:
    rows = [f"| {shown} | {_scores(figures[name])} |" for name, shown in ATTRIBUTIONS.items()]
    return _table("PolNeAR dev (84 articles, 2,192 attributions) | P | R | F1", rows)


def _speakers(figures: Figures) -> str:
    def percent(name: str) -> str:
        return f"{figures[name]:.1f} %"

    guessed, given = "nameless given a person", "speaker identity, named"
    return _table(
        "who the speaker is (14 dev articles, 227 mentions with one name; 61 of nobody named) | ",
        [
            f"| right speaker, end to end (a source that was not found counts as wrong) | **{percent(given)}** |",
            f"| right speaker, attributions given | **{percent(given + ', gold attributions')}** |",
            "| nobody named, yet given a person: end to end / attributions given | "
            f"{percent(guessed)} / {percent(guessed + ', gold attributions')} |",
            f"| expected calibration error of `confidence` | {figures['calibration error']:.3f} |",
        ],
    )


def _entities(figures: Figures) -> str:
    start = "entities, "
    rows = [
        f"| {name.removeprefix(start)} | {_scores(value)} |"
        for name, value in figures.items()
        if name.startswith(start)
    ]
    return _table("entities, exact span and class | P | R | F1", rows)


def _sentiment(figures: Figures) -> str:
    rows = []
    for name, value in figures.items():
        if isinstance(value, dict) and "Whosaid" in value:
            form = "{:.1f}" if "F1" in name else "{:.0f} %" if "sign" in name else "{:.2f}"
            ours, *others = (
                form.format(value[peer]) if peer in value else "-"
                for peer in ("Whosaid", "VADER", "TextBlob")
            )
            rows.append(f"| {name} | **{ours}** | {' | '.join(others)} |")
    return _table("sentiment | Whosaid | VADER | TextBlob", rows)


def _scores(tally: dict[str, float]) -> str:
    return f"{tally['P']:.1f} | {tally['R']:.1f} | **{tally['F1']:.1f}**"


def _table(heading: str, rows: list[str]) -> str:
    columns = heading.count("|") + 1
    return "\n".join([f"| {heading} |", "|" + "---|" * columns, *rows])


def write(path: Path, figures: Figures) -> None:
    """Put the tables between the marks of a file; raises ``ValueError`` where it has none."""
    text = path.read_text(encoding="utf-8")
    before, mark, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"{path} has no place for the figures; put {BEGIN} and {END} into it")
    path.write_text(f"{before}{BEGIN}\n{tables(figures)}\n{END}{after}", encoding="utf-8")
