"""The rows of a comparison as a table: each side's number, the difference on a scale, and what it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from components.elements import Node, el
from components.sides import Side, badge
from whosaid.charts import TYPES, plural, shorten
from whosaid.charts.compare import (
    Measure,
    amount,
    difference_in_words,
    end_of_scale,
    interval,
    verdict,
    verdict_in_words,
    whisker,
)
from whosaid.store import Contrast, Part

_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """How the rows of a panel read: what is measured, what a row is, and what is counted."""

    measure: Measure
    caption: str
    head: str
    counted: str
    of: str
    share_of: str = ""


def table(rows: Sequence[Contrast], found: Sequence[Side], how: Shown) -> Node:
    """The rows; a click on a side's number reads the quotes behind it."""
    end = end_of_scale(rows)
    largest = max((part.estimate.value for row in rows for part in row.parts if part.estimate), default=1.0)
    heads = [
        el("th", "", how.head),
        *[el("th", "", badge(side), el("span", "", shorten(side.name, 24))) for side in found],
        el("th", "scale-head", _scale_head(found, end, how.measure)),
        el("th", "", "Difference"),
    ]
    body = [_row(row, found, how, end, largest or 1.0) for row in rows]
    caption = el("caption", "unseen", how.caption)
    return el(
        "table",
        f"contrasts of-{len(found)}",
        caption,
        el("thead", "", el("tr", "", *heads)),
        el("tbody", "", *body),
    )


def _scale_head(found: Sequence[Side], end: float, measure: Measure) -> Node:
    more = "more positive" if measure == "mean" else "more"
    limit = f"{end:g}" if measure == "mean" else f"{end * 100:.0f} points"
    if len(found) == _TWO:
        left, right = f"← {more} in {found[0].letter}", f"{more} in {found[1].letter} →"
    else:
        left, right = "", "apart →"
    return el("span", "ends", el("span", "", left), el("span", "", f"±{limit}"), el("span", "", right))


def _row(row: Contrast, found: Sequence[Side], how: Shown, end: float, largest: float) -> Node:
    name = row.name or how.of
    trait = TYPES.get(row.trait, "") if row.trait in TYPES else ""
    cells = [
        el("td", "part", _part(row, part, side, how, largest), colour=side.colour)
        for part, side in zip(row.parts, found, strict=True)
    ]
    head = el(
        "th", "row", el("span", "", shorten(name, 40)), *([el("span", "trait", trait)] if trait else [])
    )
    return el(
        "tr",
        "" if row.id else "whole",
        head,
        *cells,
        el("td", "scale-cell", *_scale(row, found, end)),
        el("td", "verdict", *_verdict(row, found, how)),
    )


def _part(row: Contrast, part: Part, side: Side, how: Shown, largest: float) -> Node:
    name = row.name or how.of
    if part.estimate is None or not part.count:
        absent = "–" if how.measure == "mean" else "0"
        words = f"{side.name}, {name}: none"
        return el("span", "absent", absent, hint=words if how.measure == "share" else "No quotes here")
    value = amount(part.estimate.value, how.measure)
    counts = plural(part.count, how.counted)
    spread = interval(part.estimate, how.measure)
    words = f"{side.name}, {name}: {value}{how.share_of}, {counts}; 95 % interval {spread}"
    bar = [] if how.measure == "mean" else [el("span", "bar", size=part.estimate.value / largest)]
    return el(
        "button",
        "number",
        *bar,
        el("span", "value", value),
        el("span", "n", f"{part.count:,}" if how.measure == "share" else f"n {part.count:,}"),
        el("span", "range", spread),
        act=("read", side.letter, f"row {row.id}"),
        label=f"Read {words}",
        hint=f"{words}. Click to read them.",
    )


def _scale(row: Contrast, found: Sequence[Side], end: float) -> list[Node]:
    """The difference as a point on its interval, zero in the middle."""
    if row.difference is None:
        return []
    turned = row.difference.value < 0 if len(found) > _TWO else True
    place = whisker(row.difference, end, turned=turned)
    look = "scale sure" if verdict(row) == "differs" else "scale"
    return [
        el(
            "span",
            look,
            el("span", "zero"),
            el("span", "whisker", size=place.left, width=place.width),
            el("span", "point", size=place.at),
        )
    ]


def _verdict(row: Contrast, found: Sequence[Side], how: Shown) -> list[Node]:
    kind = verdict(row)
    words = verdict_in_words(row, [side.name for side in found], how.measure)
    nodes = [el("span", f"said {kind}", words)]
    if row.difference:
        nodes.append(el("span", "n", difference_in_words(row.difference, how.measure)))
    return nodes
