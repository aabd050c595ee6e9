"""One article as it was read: quotes in their speakers' colours, entities underlined, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

import streamlit as st

from components import amending, sheets
from components.elements import Node, el
from components.marking import Marks, apart, first_found, laid_out, marked_text, ref, steps, strip
from components.namesakes import article_names, names_of
from components.navigation import current, go, mark
from components.notices import NOBODY_NAMED, empty
from components.panels import Acts, Content, heading, panel
from components.quotes import first_page, naming
from components.sentiment import colours
from whosaid.articles import Article, Quote, Reading, Removed
from whosaid.charts import NOBODY, plural, signed
from whosaid.store import ArticleRow, Store
from whosaid.view import UNATTRIBUTED, View

_COPIES = 5  # so many are named
_LISTED = 200  # articles to choose from: more would be too much for a page to carry
_KEYS = "The keys j and k go to the next quote and to the one before"
_WHY: Mapping[str, str] = {"appeal": "appeal for support or subscription"}


def draw(view: View, store: Store) -> None:
    """The article of the marked quote, or the one filtered by, or that of the first quote shown."""
    rows, opened = _shown(view, store)
    every = store.collection(view.collection).articles
    passing = store.totals(view).articles if view.is_filtered else every
    aside = f"{passing:,} of {plural(every, 'article')}" if passing < every else plural(every, "article")
    if not opened:
        panel("article", heading("article", "Article", aside), Content(body=[_nothing(view, store)]))
        return
    reading = store.reading(view.collection, opened)
    line = heading("article", "Article", aside, beside=[sheets.button("details", "Details")])
    order, chosen = _order(view, len(rows), every), bool(view.articles)
    chooser = [_choice(rows, opened, order, chosen=chosen)] if len(rows) > 1 or chosen else []
    panel("article", line, replace(_content(view, store, reading), head=chooser))


def details(view: View, store: Store) -> None:
    """What the button *Details* opens: what is known about the article, to be written anew."""
    _, opened = _shown(view, store)
    if opened:
        with sheets.sheet("details", "Details"):
            amending.details(store.reading(view.collection, opened).article, store)


def _shown(view: View, store: Store) -> tuple[Sequence[ArticleRow], str]:
    """The articles to choose from, and the id of the one that is open; empty if none passes the filters."""
    marked = store.find_quote(view)
    first = (marked.article,) if marked else ()
    rows = store.articles(replace(view, articles=(*first, *view.articles)), limit=_LISTED)
    kept = {*first, *view.articles, *naming(view, store)}
    if view.is_filtered and not (view.search and view.search_in):
        rows = [row for row in rows if row.quotes or row.id in kept]
    return rows, marked.article if marked else _opened(view, store, rows)


def _opened(view: View, store: Store, rows: Sequence[ArticleRow]) -> str:
    known = [row.id for row in rows]
    for article in view.articles:
        if article in known:
            return article
    first = first_page(view, store)
    return first[0].article if first else known[0] if known else ""


def _order(view: View, listed: int, every: int) -> str:
    """What is to be known of the list: which articles it has, and in what order where that is no matter of course."""
    if view.search and view.search_in:
        return "Those that match your words best come first."
    return f"The {listed} with most quotes of what is shown." if every > listed else ""


def _choice(rows: Sequence[ArticleRow], opened: str, order: str, *, chosen: bool) -> Node:
    """The list to choose from; what is chosen is filtered by."""
    options = [_option(name, article) for article, name in article_names(rows).items()]
    if chosen:  # the way back to all
        options.insert(0, _option("All articles", ""))
    return el("select", "wide", *options, act=("open",), value=opened, label="Article to read", hint=order)


@lru_cache(maxsize=10_000)
def _option(name: str, article: str) -> Node:
    """Up to two hundred stand on every page, most of them the same as before."""
    return el("option", "", name, value=article)


def _content(view: View, store: Store, reading: Reading) -> Content:
    inside = view.within(reading.article.id)
    passing = store.refs(inside)
    palette = colours(store, view)
    article = reading.article.id
    hints = store.remember(view.collection, (_hints, article), lambda: _hints(reading))
    laid = store.remember(
        view.collection,
        (laid_out, article, view.quote, view.search),
        lambda: laid_out(reading, view.quote, view.search),
    )
    said = Counter(quote.speaker or UNATTRIBUTED for quote in reading.quotes).most_common()
    looks = apart([speaker for speaker, _ in said], palette)
    marks = Marks(passing, view.quote, view.entities, palette, hints, view.search, looks)
    body = el(
        "div",
        "reader",
        *_heading(reading),
        *_story(view, store, reading.article.id),
        _key(reading, view, palette, said, looks),
        el("div", "text", *marked_text(reading, marks, _removed(reading.article), laid=laid)),
    )
    whole = el("div", "beside", strip(reading, marks), body) if reading.quotes else body
    return Content(
        body=[whole],
        acts=_acts(store),
        reveal=view.quote or (f"at {view.place}" if view.place else first_found(view.search)),
        page=bool(view.quote) and st.session_state.get("marked_in", "link") != "article",
        steps=steps(reading, marks),
    )


def _hints(reading: Reading) -> dict[str, str]:
    return {ref(reading, quote): _attribution(reading, quote) for quote in reading.quotes}


def _attribution(reading: Reading, quote: Quote) -> str:
    """Who, by which words, how, in what tone: ``Mira Sandoval (“she … said”), direct, negative −0.40``."""
    names = {speaker.id: speaker.name for speaker in reading.speakers}
    said = [part for part in (quote.source, quote.cue) if part]
    said.sort(key=lambda part: part.start)
    by = " … ".join(" ".join(part.text.split()) for part in said)
    who = names.get(quote.speaker or "", NOBODY_NAMED)
    tone = f"{quote.sentiment.label} {signed(quote.sentiment.score)}"
    sure = [f"{quote.confidence:.0%} sure of the speaker"] if quote.speaker else []
    return ", ".join([f"{who} (“{by}”)" if by else who, quote.kind, tone, *sure])


def _heading(reading: Reading) -> list[Node]:
    article = reading.article
    nodes = []
    if article.title and not article.text.lstrip().startswith(article.title):
        nodes.append(el("h3", "headline", article.title))
    line = " · ".join(
        part for part in (article.outlet, article.date, ", ".join(article.authors), article.file) if part
    )
    nodes.append(el("p", "byline", line))
    nodes += [el("p", "notice", notice) for notice in article.notices]
    return nodes


def _story(view: View, store: Store, article: str) -> list[Node]:
    """Of what it is a copy, or what are copies of it, each with a way there."""
    story = store.story(view.collection, article)
    if not story:
        return []
    others = [copy for copy in story if copy.article != article]
    is_copy = story[0].article != article
    named = others[:1] if is_copy else others[:_COPIES]
    links = [el("button", "clear", copy.called, act=("open", copy.article)) for copy in named]
    parts = [piece for link in links for piece in (", ", link)][1:]
    more = len(others) - len(named)
    rest = f", and {more:,} more" if more and not is_copy else ""
    how = "every copy counts" if view.copies else "the story counts once"
    return [el("p", "notice", "A copy of " if is_copy else "Copies of it: ", *parts, f"{rest}; {how}.")]


def _key(
    reading: Reading,
    view: View,
    palette: Mapping[str, str],
    said: Sequence[tuple[str, int]],
    looks: Mapping[str, str],
) -> Node:
    """The speakers of this article, each with its colour and its number of quotes; a click filters.

    Where two share a colour, the line below the name is that below the quotes.
    """
    names = {speaker.id: speaker.name for speaker in reading.speakers} | {UNATTRIBUTED: NOBODY_NAMED}
    buttons = [
        el(
            "button",
            looks.get(speaker, ""),
            el("span", "dot"),
            el("span", "called", names.get(speaker, speaker)),
            f" {count}",
            act=("speaker", speaker),
            colour=palette.get(speaker, NOBODY),
            pressed=speaker in view.speakers,
            label=f"Filter by speaker: {names.get(speaker, speaker)}, {plural(count, 'quote')}",
        )
        for speaker, count in said
    ]
    if not buttons:
        return el("p", "byline", "No quotes were found in this article.")
    keys = el("button", "keys", "keys j and k", label=_KEYS, hint=f"{_KEYS}; a click switches them off or on")
    return el("div", "key", *buttons, keys)


def _removed(article: Article) -> list[tuple[int, Node]]:
    """What was left out before reading, each passage folded where it stood; at the end where that is not known."""
    size = len(article.text)
    placed = [
        (size if part.at is None else part.at, index, part) for index, part in enumerate(article.removed)
    ]
    placed.sort(key=lambda each: each[0])
    runs = [
        (at, [(index, part) for _, index, part in group])
        for at, group in groupby(placed, key=lambda each: each[0])
    ]
    return [(at, _fold(article.id, parts)) for at, parts in runs]


def _fold(article: str, parts: Sequence[tuple[int, Removed]]) -> Node:
    why = list(dict.fromkeys(_WHY.get(part.why, part.why) for _, part in parts))
    words = sum(len(part.text.split()) for _, part in parts)
    head = el("summary", "muted", f"Left out before reading: {', '.join(why)} ({plural(words, 'word')})")
    back = el(
        "button",
        "clear",
        "Put back and read again",
        act=("restore", article, *[str(index) for index, _ in parts]),
        hint="It is a part of the article after all: it goes back to its place, and the article is read with it",
    )
    return el("details", "removed", head, *[el("p", "", part.text) for _, part in parts], back)


def _acts(store: Store) -> Acts:
    return {
        "restore": lambda event: amending.restore(store, event[1], [int(index) for index in event[2:]]),
        "quote": lambda event: mark(event[1], origin="article"),
        "open": lambda event: go(
            replace(current(), articles=(event[1],) if event[1] else (), quote="", problems=())
        ),
    }


def _nothing(view: View, store: Store) -> Node:
    why = "Take one away to read again:" if view.is_filtered else "Add an article to read it here."
    return empty("No article passes these filters", why, view, names_of(view, store), store=store)
