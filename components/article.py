"""One article as it was read: quotes in their speakers' colours, entities underlined, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from components.elements import Node, el, show
from components.marking import Marks, first_found, marked_text, ref, steps, strip
from components.navigation import current, go, mark, toggle
from components.notices import NOBODY_NAMED, empty_panel, names_of
from components.page import panel
from components.quotes import WHOLE_ARTICLE
from components.sentiment import colours
from whosaid.articles import Quote, Reading, Removed
from whosaid.charts import NOBODY, plural, signed
from whosaid.store import ArticleRow, Store
from whosaid.view import UNATTRIBUTED, View

_WHY: Mapping[str, str] = {"appeal": "appeal for support or subscription"}


def draw(view: View, store: Store, *, height: int = 600) -> None:
    """The article of the marked quote, or the one filtered by, or the one with most to show."""
    rows = store.articles(view)
    opened = _opened(view, store, rows)
    head, body = panel("article", "Article", plural(len(rows), "article"), height=height)
    if opened and len(rows) > 1:
        with head:
            _choice(rows, opened)
    with body:
        if opened:
            _reader(view, store, opened)
        else:
            _nothing(view, store)


def _opened(view: View, store: Store, rows: Sequence[ArticleRow]) -> str:
    marked = store.find_quote(view)
    if marked:
        return marked.article
    known = [row.id for row in rows]
    for article in view.articles:
        if article in known:
            return article
    best = max(rows, key=lambda row: row.quotes, default=None)
    return best.id if best else ""


def _choice(rows: Sequence[ArticleRow], opened: str) -> None:
    labels = {row.id: _label(row) for row in rows}
    shared = Counter(labels.values())
    # A widget of its own for each article that is open, and names without counts: a value that the browser
    # still holds from another list of options must not come back as a choice.
    key = f"article_choice_{opened[:12]}"
    st.selectbox(
        "Article to read",
        list(labels),
        index=list(labels).index(opened),
        key=key,
        format_func=lambda row: labels[row] if shared[labels[row]] == 1 else f"{labels[row]} ({row[:6]})",
        label_visibility="collapsed",
        on_change=_chosen,
        args=(key, opened),
    )


def _label(row: ArticleRow) -> str:
    return row.title or row.file


def _chosen(key: str, opened: str) -> None:
    article = str(st.session_state[key] or "")
    if article in ("", opened):
        return
    go(replace(current(), articles=(article,), quote="", problems=()))


def _reader(view: View, store: Store, opened: str) -> None:
    reading = store.reading(view.collection, opened)
    passing = {row.ref for row in store.quotes(view.within(opened), limit=WHOLE_ARTICLE)}
    palette = colours(store, view)
    hints = {ref(reading, quote): _attribution(reading, quote) for quote in reading.quotes}
    marks = Marks(passing, view.quote, view.entities, palette, hints, view.search)
    body = el(
        "div",
        "reader",
        *_heading(reading),
        _key(reading, view, palette),
        el("div", "text", *marked_text(reading, marks)),
        *_removed(reading.article.removed),
    )
    show(
        [el("div", "beside", strip(reading, marks), body) if reading.quotes else body],
        key="reader",
        on_act=_clicked,
        reveal=view.quote or first_found(view.search),
        page=bool(view.quote) and st.session_state.get("marked_in", "link") != "article",
        steps=steps(reading, marks),
    )


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


def _key(reading: Reading, view: View, palette: Mapping[str, str]) -> Node:
    """The speakers of this article, each with its colour and its number of quotes; a click filters."""
    said = Counter(quote.speaker or UNATTRIBUTED for quote in reading.quotes)
    names = {speaker.id: speaker.name for speaker in reading.speakers} | {UNATTRIBUTED: NOBODY_NAMED}
    buttons = [
        el(
            "button",
            "",
            el("span", "dot", colour=palette.get(speaker, NOBODY)),
            f"{names.get(speaker, speaker)} {count}",
            act=("speaker", speaker),
            pressed=speaker in view.speakers,
            label=f"Filter by speaker: {names.get(speaker, speaker)}, {plural(count, 'quote')}",
        )
        for speaker, count in said.most_common()
    ]
    if not buttons:
        return el("p", "byline", "No quotes were found in this article.")
    keys = el("span", "muted keys", "keys j and k: next quote, the one before")
    return el("div", "key", *buttons, keys)


def _removed(removed: Sequence[Removed]) -> list[Node]:
    if not removed:
        return []
    parts: list[Node] = []
    for part in removed:
        parts += [el("p", "why", _WHY.get(part.why, part.why)), el("p", "", part.text)]
    head = el("summary", "muted", f"Left out before reading: {plural(len(removed), 'passage')}")
    return [el("details", "removed", head, *parts, mark="removed")]


def _clicked(act: Sequence[str]) -> None:
    if act[0] == "quote":
        mark(act[1], origin="article")
    elif act[0] == "speaker":
        toggle("speakers", act[1])
    elif act[0] == "entity":
        toggle("entities", act[1])


def _nothing(view: View, store: Store) -> None:
    empty_panel(
        "article",
        "No article passes these filters",
        "Take one away to read again:" if view.is_filtered else "Add an article to read it here.",
        view,
        names_of(view, store),
    )
