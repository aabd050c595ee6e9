"""The figures as Markdown tables, put between marks of a file: ``python -m evaluation --write``.

A page holds a pair of marks for each set of tables that it shows; what stands between them is replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from evaluation.errors import ATTRIBUTION_TYPES, LOST, SPEAKER_TYPES
from evaluation.groups import FORMS, GROUPS, PERSONS
from evaluation.markdown import between, marks, table
from whosaid.articles import QUOTE_KINDS

BEGIN, END = marks("figures")
ATTRIBUTIONS = {
    "soft": "attribution, soft",
    "content tokens": "content tokens",
    "source tokens": "source tokens",
    "content exact": "content, exact span",
    "source exact": "source, exact span",
    "direct, linked": "direct quotes, found and linked",
}
SHOWN_GROUPS = {
    "men": "men", "women": "women", "undetermined": "persons whose gender the article does not tell",
    "bodies": "organisations, countries, documents and other names", "together": "several who speak together",
}  # fmt: skip
Figures = dict[str, Any]


def tables(figures: Figures) -> str:
    """Four tables, without the heading."""
    return "\n\n".join([_attributions(figures), _speakers(figures), _entities(figures), _sentiment(figures)])


def _attributions(figures: Figures) -> str:
    rows = [f"| {shown} | {_scores(figures[name])} |" for name, shown in ATTRIBUTIONS.items()]
    return table("PolNeAR dev (84 articles, 2,192 attributions) | P | R | F1", rows)


def _speakers(figures: Figures) -> str:
    def percent(name: str) -> str:
        return f"{figures[name]:.1f} %"

    guessed, given = "nameless given a person", "speaker identity, named"
    return table(
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
    return table("entities, exact span and class | P | R | F1", rows)


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
    return table("sentiment | Whosaid | VADER | TextBlob", rows)


def kinds(figures: Figures) -> str:
    """The confusion of kinds; rows are the gold's."""
    rows = [
        f"| **{gold}** | {' | '.join(f'{found[kind]:,}' for kind in QUOTE_KINDS)} |"
        for gold, found in figures["kinds"].items()
    ]
    return table(f"marked as ↓, found as → | {' | '.join(QUOTE_KINDS)}", rows)


def errors(figures: Figures) -> str:
    """Two tables: attributions by type of error, speakers by type of error."""
    counts = figures["errors, attributions"]
    rows = [
        f"| {shown} | {counts[name]} | {100 * counts[name] / counts[of]:.1f} % of what is {of} |"
        for name, shown in ATTRIBUTION_TYPES.items()
        for of in ["marked" if name in LOST else "found"]
    ]
    heading = f"attributions ({counts['marked']:,} marked, {counts['found']:,} found) | errors | share"
    speakers = figures["errors, speakers"]
    return "\n\n".join(
        [
            table(heading, rows),
            table(
                "speakers (317 mentions of 14 articles) | end to end | attributions given",
                [
                    f"| {shown} | {speakers[name]['end to end']} | {speakers[name]['given']} |"
                    for name, shown in SPEAKER_TYPES.items()
                ],
            ),
        ]
    )


def groups(figures: Figures) -> str:
    """Errors by group of speaker, with both intervals; persons also by how the source refers to them."""
    rows = []
    for group in GROUPS:
        rows.append(_group(SHOWN_GROUPS[group], figures["errors, by group"][group]))
        if group in PERSONS:
            rows += [_group(f"· {form}", figures["errors, by group"][f"{group}, {form}"]) for form in FORMS]
    return table("speakers | mentions (of how many) | wrong, end to end | wrong, attributions given", rows)


def _group(shown: str, row: Mapping[str, float]) -> str:
    def wrong(which: str) -> str:
        apart = f"{row[f'low{which}']:.0f} to {row[f'high{which}']:.0f}"
        people = f"{row[f'low{which}, people']:.0f} to {row[f'high{which}, people']:.0f}"
        return f"**{row[f'wrong{which}']:.0f} %** ({apart}; {people})"

    return f"| {shown} | {row['n']:.0f} ({row['people']:.0f}) | {wrong('')} | {wrong(' given')} |"


BLOCKS: dict[str, Callable[[Figures], str]] = {
    "figures": tables, "kinds": kinds, "errors": errors, "groups": groups,
}  # fmt: skip


def _scores(tally: dict[str, float]) -> str:
    return f"{tally['P']:.1f} | {tally['R']:.1f} | **{tally['F1']:.1f}**"


def write(path: Path, figures: Figures) -> None:
    """Put the tables between the marks of a file; raises ``ValueError`` where it has none."""
    text = path.read_text(encoding="utf-8")
    shown = {name: block for name, block in BLOCKS.items() if marks(name)[0] in text}
    if not shown:
        raise ValueError(f"{path} has no place for the figures; put {BEGIN} and {END} into it")
    for name, block in shown.items():
        text = between(text, marks(name), block(figures), path)
    path.write_text(text, encoding="utf-8")
