"""How it reads: the words that the panels use, what is done to an article, how good that is today, and its limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from components.elements import Node, el, show
from components.navigation import current, go
from components.terms import TERMS
from whosaid import card
from whosaid.view import View

TITLE: Final = "How it reads"
_STEPS: Final[Sequence[tuple[str, str]]] = (
    (
        "The article and only the article",
        "Menus, appeals, credits and the like are taken out. They fold open in their place in the text.",
    ),
    (
        "Who said what",
        "A small neural network reads the article once and marks sources, verbs and words said; rules about quotation "
        "marks come after it.",
    ),
    (
        "Who that is",
        "Names become one person; titles, roles and pronouns are traced back to the name they stand for in this "
        "article. Each quote says how: he → Boris Kalt, two sentences before. Gender is never guessed from a first "
        "name.",
    ),
    ("How it sounds", "The words, and what they say of those they name, are given a tone."),
)
_LIMITS: Final[Sequence[str]] = (
    "It reads English news, and learnt mostly from US political news of 2015 and 2016. Elsewhere it is less good.",
    "It says who is said to have said something; whether that is true it cannot know.",
    "Irony is taken at its word.",
    "Two people of the same name in one collection are one speaker.",
    "Nothing leaves this server: the reader runs here, and nobody counts your clicks.",
)


def draw() -> None:
    """The page; its first line leads back to where one came from."""
    show(
        [
            el(
                "article",
                "guide",
                el("button", "link", "← Back", act=("back",), label="Back to the panels"),
                el("h1", "", TITLE),
                el("h2", "", "What is done to an article"),
                _listed("ol", _STEPS),
                el("h2", "", "What the words mean"),
                _listed("ul", [(term.name, term.whole) for term in TERMS.values()]),
                *_quality(),
                el("h2", "", "Limits"),
                el("ul", "plain", *[el("li", "", line) for line in _LIMITS]),
            )
        ],
        key="guide",
        on_act=lambda act: leave(),
    )


def link() -> Node:
    """A small button that leads here."""
    return el(
        "button",
        "link guide_link",
        TITLE,
        act=("guide",),
        label=f"{TITLE}: what the words mean, how good it is",
    )


def enter() -> None:
    """Open the page; back leads to the panels as they were."""
    go(current().with_look("page", "guide"))


def leave() -> None:
    """Back to the panels, or to the start page."""
    view = current()
    go(view.with_look("page", "panels") if view.collection else replace(View(), problems=()))


def _listed(tag: str, items: Sequence[tuple[str, str]]) -> Node:
    return el(
        tag,
        "terms",
        *[el("li", "", el("strong", "", head), " ", el("span", "", text)) for head, text in items],
    )


def _quality() -> list[Node]:
    """Today's figures, as they stand in the model card; nothing where the card is not there."""
    tables = card.figures()
    if not tables:
        return []
    line = (
        f"Model {card.version()}. On annotated articles that it did not learn from; P is how much of what it finds is "
        "right, R how much of what is there it finds, F1 their mean. Best possible: 100; r: 1."
    )
    return [el("h2", "", "How good it is today"), el("p", "", line), *[_table(table) for table in tables]]


def _table(figures: card.Figures) -> Node:
    name, *columns = figures.head
    head = el("tr", "", el("th", "", name), *[el("th" if column else "td", "", column) for column in columns])
    rows = [
        el("tr", "", el("th", "row", row[0]), *[el("td", "", cell) for cell in row[1:]])
        for row in figures.rows
    ]
    return el(
        "table", "figures", el("caption", "unseen", name), el("thead", "", head), el("tbody", "", *rows)
    )
