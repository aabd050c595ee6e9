"""About whom: speakers by those they name, with what their quotes feel about them; a click filters both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from components.controls import asked, legend
from components.elements import Node, el
from components.namesakes import names_of
from components.navigation import current, go
from components.notices import empty
from components.panels import Content
from components.sentiment import OTHERS, colours
from components.terms import meaning
from whosaid.charts import FEW, NOBODY, SENTIMENT, TRACE, plural, shorten, signed
from whosaid.fields import other_filters
from whosaid.store import Feeling, Feelings, Store
from whosaid.view import View


def content(view: View, store: Store) -> Content:
    """A row a speaker, a column a name; in a cell the mean and the number of quotes."""
    found = store.feelings(view)
    body = [grid(found, view, colours(store, view)), *_cut(found)] if found.cells else [_nothing(view, store)]
    return Content([_legend()], body, {"cell": lambda event: both(event[1], event[2])})


def grid(found: Feelings, view: View, palette: Mapping[str, str]) -> Node:
    """The cells as a table of buttons."""
    cells = {(cell.speaker, cell.entity): cell for cell in found.cells}
    names = [
        el(
            "th",
            "",
            el(
                "button",
                "link",
                shorten(name, 18),
                act=("entity", entity),
                pressed=entity in view.entities,
                label=f"Filter by the name {name}",
            ),
        )
        for entity, name in found.entities.items()
    ]
    rows = [
        el(
            "tr",
            "",
            el("th", "row", *_speaker(speaker, name, view, palette)),
            *[
                el("td", "", *_cell(cells.get((speaker, entity)), name, called, view))
                for entity, called in found.entities.items()
            ],
        )
        for speaker, name in found.speakers.items()
    ]
    caption = el("caption", "unseen", "Sentiment of speakers (rows) toward those they name (columns)")
    corner = el("th", "corner", "speaks ↓ about →")
    return el("table", "grid", caption, el("thead", "", el("tr", "", corner, *names)), el("tbody", "", *rows))


def _cut(found: Feelings) -> list[Node]:
    """What the table leaves out, where it does."""
    parts = [
        f"{len(shown):,} of {plural(every, thing)}"
        for shown, every, thing in (
            (found.entities, found.all_entities, "name"),
            (found.speakers, found.all_speakers, "speaker"),
        )
        if len(shown) < every
    ]
    if not parts:
        return []
    words = f"{' and '.join(parts)}: those with most quotes. {OTHERS}"
    return [el("p", "byline", words)]


def _speaker(speaker: str, name: str, view: View, palette: Mapping[str, str]) -> tuple[Node, Node]:
    dot = el("span", "dot", colour=palette.get(speaker, NOBODY))
    button = el(
        "button",
        "link",
        shorten(name, 22),
        act=("speaker", speaker),
        pressed=speaker in view.speakers,
        label=f"Filter by speaker: {name}",
    )
    return dot, button


def _cell(cell: Feeling | None, name: str, called: str, view: View) -> list[Node]:
    """Mean and number; what few quotes say is drawn as a mere outline."""
    if cell is None:
        return []
    words = (
        f"{name} about {called}: {plural(cell.quotes, 'quote')}, mean {signed(cell.mean)}; {cell.negative} negative, "
        f"{cell.neutral} neutral, {cell.positive} positive"
    )
    chosen = cell.speaker in view.speakers and cell.entity in view.entities
    return [
        el(
            "button",
            "cell few" if cell.quotes <= FEW else "cell",
            el("span", "", signed(cell.mean)),
            el("span", "n", f"n {cell.quotes:,}"),
            act=("cell", cell.speaker, cell.entity),
            pressed=chosen,
            label=words,
            hint=words + (". Too few to tell." if cell.quotes <= FEW else "."),
            colour=_colour(cell.mean),
            size=abs(cell.mean),
        )
    ]


def _colour(mean: float) -> str:
    side = "neutral" if abs(mean) < TRACE else "negative" if mean < 0 else "positive"
    return SENTIMENT[side]


def _legend() -> Node:
    return legend(asked("mean toward the name; n quotes", meaning("about")), hint=meaning("about"))


def both(speaker: str, entity: str) -> None:
    """Filter by this speaker on this name alone, or by neither if that is what is filtered."""
    view = current()
    taken = view.speakers == (speaker,) and view.entities == (entity,)
    speakers, entities = ((), ()) if taken else ((speaker,), (entity,))
    clean = replace(
        view,
        not_speakers=tuple(value for value in view.not_speakers if value not in speakers),
        not_entities=tuple(value for value in view.not_entities if value not in entities),
    )
    go(replace(clean, speakers=speakers, entities=entities, quote="", problems=()))


def _nothing(view: View, store: Store) -> Node:
    filtered = "No quote that passes these filters speaks of anybody. Take one away:"
    plain = "In these articles no quote names anybody but its speaker."
    fields = other_filters("speakers", "not_speakers", "entities", "not_entities")
    why = filtered if view.is_filtered else plain
    return empty("Nobody is spoken about", why, view, names_of(view, store), fields, store=store)
