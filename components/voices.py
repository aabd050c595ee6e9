"""Share of voice: how many words and quotes each speaker has, and where in the article they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from components.controls import choice
from components.elements import Node, el
from components.namesakes import names_of
from components.navigation import toggle
from components.notices import NOBODY_NAMED, empty
from components.panels import Content
from components.sentiment import OTHERS, colours
from whosaid.charts import NOBODY, plural
from whosaid.fields import UNATTRIBUTED, other_filters
from whosaid.store import Store, Voice, Voices
from whosaid.view import View

KINDS: Final[Mapping[str, str]] = {
    "person": "People",
    "organization": "Organisations",
    "group": "Groups",
    "unknown": "Of unclear kind",
}
_FIFTHS: Final = ("first fifth", "second fifth", "third fifth", "fourth fifth", "last fifth")
_FIELDS: Final[Mapping[str, str]] = {"speakers": "speakers", "kinds": "speaker_kinds"}
_LIMIT: Final = 30


def content(view: View, store: Store) -> Content:
    """A row a speaker, or a kind of speaker: share of the words, quotes, and their places."""
    of = view.look("voices")
    found = store.voices(view, limit=_LIMIT, of=of)
    palette = {} if of == "kinds" else colours(store, view)
    tools = choice(view, "voices", "By", {"speakers": "speaker", "kinds": "kind of speaker"})
    note = el("span", "legend", f"{plural(found.words, 'word')} in {plural(found.quotes, 'quote')}")
    body = (
        [shares(found, view, palette), *_cut(found, view, store)] if found.rows else [_nothing(view, store)]
    )
    acts = dict.fromkeys(_FIELDS.values(), lambda event: toggle(event[0], event[1]))
    return Content([el("div", "tools", tools, note)], body, acts)


def _cut(found: Voices, view: View, store: Store) -> list[Node]:
    """That there are more speakers than rows, where there are; of how many the header has counted already."""
    named = sum(1 for row in found.rows if row.id)
    if view.look("voices") == "kinds" or named < _LIMIT:
        return []
    every = store.totals(replace(view, speakers=())).speakers
    if named >= every:
        return []
    words = f"{named:,} of {plural(every, 'speaker')}: those with most words. {OTHERS}"
    return [el("p", "byline", words)]


def shares(found: Voices, view: View, palette: Mapping[str, str]) -> Node:
    """The rows as a table with bars in it."""
    heads = [
        el("th", "", name, hint=hint)
        for name, hint in (
            ("Who", ""),
            ("Words", "Share of all words that are quoted here"),
            ("Quotes", ""),
            (
                "Where",
                "How many of the quotes begin in each fifth of their article, from its first to its last",
            ),
        )
    ]
    rows = [_row(row, found, view, palette) for row in found.rows]
    caption = el("caption", "unseen", "Share of voice")
    return el("table", "voices", caption, el("thead", "", el("tr", "", *heads)), el("tbody", "", *rows))


def _row(row: Voice, found: Voices, view: View, palette: Mapping[str, str]) -> Node:
    field = _FIELDS[view.look("voices")]
    value = row.id or UNATTRIBUTED
    name = (
        NOBODY_NAMED if not row.id else KINDS.get(row.id, row.name) if field == "speaker_kinds" else row.name
    )
    share = row.words / found.words if found.words else 0.0
    largest = max((other.words for other in found.rows), default=0) or 1
    button = el(
        "button",
        "link",
        name,
        act=(field, value),
        pressed=value in view.values(field),
        label=f"Filter by {'kind of speaker' if field == 'speaker_kinds' else 'speaker'}: {name}",
    )
    colour = palette.get(row.id, NOBODY)
    bar = el("span", "share", el("span", "bar", colour=colour, size=row.words / largest), f"{share:.0%}")
    return el(
        "tr",
        "",
        el("th", "row", button),
        el("td", "", bar, hint=f"{plural(row.words, 'word')} of {found.words:,}"),
        el("td", "number", f"{row.quotes:,}"),
        el("td", "", _places(row, colour)),
    )


def _places(row: Voice, colour: str) -> Node:
    """Five little columns, from the beginning of the articles to their end, with their numbers in words."""
    most = max(row.fifths, default=0) or 1
    words = "; ".join(f"{name}: {count}" for name, count in zip(_FIFTHS, row.fifths, strict=True))
    columns = [el("span", "fifth", el("span", "", size=count / most)) for count in row.fifths]
    spoken = el("span", "unseen", words)
    return el("span", "fifths", *columns, spoken, colour=colour, hint=words[0].upper() + words[1:])


def _nothing(view: View, store: Store) -> Node:
    filtered = "No quote passes these filters. Take one away:"
    plain = "No words are attributed to anybody in these articles."
    fields = other_filters("speakers", "not_speakers")
    why = filtered if view.is_filtered else plain
    return empty("Nobody is heard", why, view, names_of(view, store), fields, store=store)
