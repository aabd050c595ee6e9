"""Compare: outlets, or any two filters, side by side; every difference with its interval and what it is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from components import same, sides
from components.contrasts import Shown, table
from components.controls import choice, looked, tabs
from components.elements import el, show
from components.namesakes import names_of
from components.navigation import go
from components.notices import NOBODY_NAMED, empty_panel
from components.sides import Side
from components.voices import KINDS
from whosaid.charts import plural
from whosaid.charts.compare import FEW_ARTICLES, summary, verdict_in_words
from whosaid.differences import FEWEST_ARTICLES
from whosaid.looks import further
from whosaid.store import Contrast, Contrasts, SideTotals, Store
from whosaid.view import MAX_VALUES, UNATTRIBUTED, View

_TABS: Final[Mapping[str, str]] = {
    "quoted": "Who is quoted",
    "voice": "Share of voice",
    "tone": "Tone",
    "toward": "Tone toward",
    "names": "Names",
    "same": "Same quotes",
}
_SORTS: Final[Mapping[str, str]] = {
    "difference": "largest difference",
    "sure": "least likely by chance",
    "quotes": "most quotes",
}
_ONLY: Final[Mapping[str, str]] = {"all": "all", "one": "only those of one side"}
_MORE: Final = 180  # rows at least, beside those that are shown


@dataclass(frozen=True, slots=True)
class _Panel:
    """One table: what the store is asked for, how it reads, what its rows are, and the filter of a row.

    ``most`` is which of them are compared where there are too many for all.
    """

    of: str
    how: Shown
    things: str
    field: str
    words: Mapping[str, str]
    explained: str
    lacks: bool = False
    most: str = "most quoted"
    empty: str = "No quote here is said to be anybody's."


_NOBODY: Final = {UNATTRIBUTED: NOBODY_NAMED}
_MANNERS: Final = {"direct": "Direct", "mixed": "Mixed", "indirect": "Indirect"}
_PANELS: Final[Mapping[str, tuple[_Panel, ...]]] = {
    "quoted": (
        _Panel(
            "speakers",
            Shown("share", "Who is quoted", "Speaker", "quote", "", " of its quotes"),
            "speakers",
            "speakers",
            _NOBODY,
            "Each number is the share of a side's quotes that are this speaker's, and how many they are.",
            lacks=True,
        ),
    ),
    "voice": (
        _Panel(
            "voices",
            Shown("share", "Share of voice by speaker", "Speaker", "quote", "", " of its quoted words"),
            "speakers",
            "speakers",
            _NOBODY,
            "Each number is this speaker's share of a side's quoted words, and how many quotes they are in.",
            lacks=True,
            most="most heard",
        ),
        _Panel(
            "speaker_kinds",
            Shown(
                "share",
                "Share of voice by kind of speaker",
                "Kind of speaker",
                "quote",
                "",
                " of its quoted words",
            ),
            "kinds of speakers",
            "speaker_kinds",
            {**KINDS, **_NOBODY},
            "Each number is the share of a side's quoted words, and how many quotes they are in.",
        ),
        _Panel(
            "kinds",
            Shown(
                "share",
                "Share of voice by kind of quote",
                "Kind of quote",
                "quote",
                "",
                " of its quoted words",
            ),
            "kinds of quotes",
            "kinds",
            _MANNERS,
            "Direct: whole utterances in quotation marks; indirect: in the words of the reporter.",
        ),
    ),
    "tone": (
        _Panel(
            "tone",
            Shown("mean", "Tone of speakers", "Speaker", "quote", "All quotes"),
            "speakers whom two sides quote",
            "speakers",
            {},
            "Each number is the mean tone of the quotes, from −1 (negative) to +1 (positive).",
            empty="Nobody is quoted on two sides, so there is no tone to compare but that of all quotes.",
        ),
    ),
    "toward": (
        _Panel(
            "toward",
            Shown("mean", "Tone toward those who are named", "Toward", "quote", ""),
            "names that quotes of two sides speak about",
            "entities",
            {},
            "Each number is the mean tone of quotes toward the one they name, from −1 to +1.",
            most="most frequent",
            empty="Nobody is named by quotes of two sides in a way that has a tone.",
        ),
    ),
    "names": (
        _Panel(
            "names",
            Shown("share", "Names", "Name", "article", "", " of its articles"),
            "names",
            "entities",
            {},
            "Each number is the share of a side's articles that name it. Dates and amounts are left out.",
            lacks=True,
            most="most frequent",
            empty="No person, organisation or place is named on these sides.",
        ),
    ),
}
_METHOD: Final = (
    "Quotes of one article are not independent, so articles are what is taken to be drawn by chance: a speaker with "
    "ten quotes in one article is one piece of evidence. Intervals are 95 % intervals. Among many rows some look "
    "different by chance; a row is called different only where this holds although all of them were looked at "
    "(Benjamini and Hochberg): of those called so, about one in twenty may still be chance."
)


def draw(view: View, store: Store) -> None:
    """The sides, the tabs, and the open one; nothing is computed for the others."""
    outlets = store.facet_counts(view, "outlets")
    found = sides.sides(view, store, outlets)
    with st.container(key="compare"):
        totals = sides.draw(view, store, found, outlets)
        if not found:
            _nothing_to_compare(view, store, outlets)
            return
        heading = el("h2", "unseen", "What differs")
        show([heading, tabs(view, "compared", _TABS)], key="compare_tabs", on_act=looked)
        if view.look("compared") == "same":
            same.draw(view, store, found)
            return
        for place, panel in enumerate(_PANELS[view.look("compared")]):
            _panel(panel, view, store, found, sorting=not place)
        told = (few_articles(found, totals), copies_told(view, store), _METHOD)
        notes = [el("p", "", words) for words in told if words]
        show([el("div", "method", *notes)], key="compare_method")


def copies_told(view: View, store: Store) -> str:
    """How copies of a story are counted here, where there are any; or nothing."""
    if not store.copies(view.collection):
        return ""
    if view.copies:
        return "Every wire copy counts, also several of one side."
    return (
        "Wire copies count once on each side: a story that two of them printed counts for both, and one that a side "
        "printed twice counts for it once."
    )


def few_articles(found: Sequence[Side], totals: Sequence[SideTotals]) -> str:
    """A warning where a side has so few articles that only large differences show; or nothing."""
    counts = [(side.name, total.articles) for side, total in zip(found, totals, strict=True)]
    few = [f"{name} has {plural(count, 'article')}" for name, count in counts if count < FEW_ARTICLES]
    if not few:
        return ""
    words = "; ".join(few)
    told = "only very large differences can be told from chance"
    if min(count for _, count in counts) < FEWEST_ARTICLES:
        told = "what is the side's way cannot be told from what is the article's"
    return f"{words[0].upper()}{words[1:]}. With so few, {told}."


def _panel(panel: _Panel, view: View, store: Store, found: Sequence[Side], *, sorting: bool) -> None:
    views = [side.view for side in found]
    links = tuple(urlencode(each.to_query(), doseq=True) for each in views)
    contrasts = _contrasts(store, views, store.state(view.collection), links, panel.of, view.look("sort"))
    rows = [replace(row, name=panel.words.get(row.id, row.name)) for row in contrasts.rows]
    if not any(part.count for row in rows for part in row.parts):
        nothing = "Nothing to compare here"
        empty_panel(f"compare_{panel.of}", nothing, panel.empty, view, names_of(view, store))
        return
    several = len(_PANELS[view.look("compared")]) > 1
    tools = [choice(view, "sort", "Sort by", _SORTS)] if sorting else []
    tools += [choice(view, "only", "show", _ONLY)] if panel.lacks else []
    shown = [row for row in rows if not panel.lacks or view.look("only") == "all" or _on_one_side(row)]
    limit = int(view.look("rows"))
    nodes = [
        *([el("h3", "title", panel.how.caption)] if several else []),
        el("p", "sentence", f"{_cut(panel, contrasts)}{_told(panel, rows, found)}"),
        el("div", "tools", *tools, el("span", "", panel.explained)),
        table(shown[:limit], found, panel.how),
    ]
    show(
        [el("div", "compared", *nodes)],
        key=f"contrasts_{panel.of}",
        on_act=lambda act: _acted(panel, store, found, act),
    )
    more = further("rows", view.look("rows"), _MORE)
    if len(shown) > limit and int(more) > limit:
        words = f"Show {min(int(more), len(shown)) - limit} more"
        wider = view.with_look("rows", more)
        st.button(words, key=f"more_{panel.of}", on_click=go, args=(wider,), width="stretch")


@st.cache_data(max_entries=200, show_spinner=False)
def _contrasts(
    _store: Store, _views: Sequence[View], state: str, links: tuple[str, ...], of: str, order: str
) -> Contrasts:
    """The rows, once for each ``state`` of a collection; ``links`` say what ``_views`` are."""
    return _store.contrasts(_views, of, order=order)


def _cut(panel: _Panel, contrasts: Contrasts) -> str:
    """That not all are compared, where there are too many; or nothing."""
    compared = sum(row.id not in ("", UNATTRIBUTED) for row in contrasts.rows)
    if compared >= contrasts.every:
        return ""
    which = f"the {compared:,} {panel.most} of {contrasts.every:,} {panel.things}"
    return f"Compared are {which}; rarer ones are left out. "


def _told(panel: _Panel, rows: Sequence[Contrast], found: Sequence[Side]) -> str:
    """What all rows come to, in a sentence or two."""
    each = [row for row in rows if row.id]
    told = summary(each, panel.things) if each else panel.empty
    if len(each) == len(rows):
        return told
    verdict = verdict_in_words(rows[0], [side.name for side in found], panel.how.measure)
    return f"{panel.how.of}: {verdict}. {told}"


def _on_one_side(row: Contrast) -> bool:
    return sum(bool(part.count) for part in row.parts) == 1


def _acted(panel: _Panel, store: Store, found: Sequence[Side], act: Sequence[str]) -> None:
    if act[0] == "read":
        side = next(side for side in found if side.letter == act[1])
        go(behind(side.view, panel.of, panel.field, act[2].removeprefix("row "), store))
    else:
        looked(act)


def behind(view: View, of: str, field: str, row: str, store: Store) -> View:
    """Explore with the quotes that a number counts; for a name that no quote of an article holds, with its articles."""
    order = "negative" if of in ("tone", "toward") else view.look("order")
    changes: dict[str, tuple[str, ...]] = {field: (row,)} if row else {}
    quotes = replace(view.with_look("order", order), problems=(), **changes)  # type: ignore[arg-type]
    if of != "names":
        return quotes
    articles = store.articles_naming(view, row)
    if store.totals(quotes).articles == len(articles) or len(articles) > MAX_VALUES:
        return quotes
    return replace(view, articles=tuple(sorted(articles)), problems=())


def _nothing_to_compare(view: View, store: Store, outlets: Mapping[str, int]) -> None:
    """Why there are not two sides, and what to do."""
    if view.look("compare") == "filters":
        head, why = (
            "Two filters are needed",
            (
                "Both sides are the same. In Explore, filter for the first side and press “Keep as A to compare”; then "
                "choose the filters of the other side and press “Compare A with what is filtered now”."
            ),
        )
        show([el("div", "empty", el("p", "head", head), el("p", "", why))], key="empty_compare_filters")
        return
    known = [outlet for outlet in outlets if outlet != UNATTRIBUTED]
    met = f"Only {known[0]} has quotes here." if known else "No outlet is known of the articles here."
    how = (
        "Whosaid takes the outlet from what a web page says of itself, from “outlet:” at the top of a Markdown "
        "file, or from a line above the article. Add articles of another outlet, or compare two filters instead."
    )
    way = " A filter may have left one out:" if view.is_filtered else ""
    empty_panel("compare", "Two outlets are needed", f"{met} {how}{way}", view, names_of(view, store))
