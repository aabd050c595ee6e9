"""The quotes as cards: who, how, what, in what tone, how sure; a click opens the place in the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from components.controls import choice, switch
from components.elements import Node, el
from components.namesakes import names_of
from components.navigation import address, current, go, mark
from components.notices import NOBODY_NAMED, empty
from components.panels import Acts, Content, heading, panel
from components.sentiment import colours
from components.terms import TERMS, explained, meaning
from whosaid.articles import QUOTE_KINDS, Quote
from whosaid.charts import NOBODY, SENTIMENT, plural, signed
from whosaid.citing import citation, spoken
from whosaid.explained import DENIED, WITHIN, badges, how_found
from whosaid.fields import ARTICLES, UNSURE, UNSURE_BELOW
from whosaid.looks import CARDS, LOOKS
from whosaid.searching import places
from whosaid.store import QuoteRow, Store
from whosaid.view import MAX_VALUES, UNATTRIBUTED, View

WHOLE_ARTICLE: Final = 5000
"""More quotes than any one article has."""
_ORDERS: Final[Mapping[str, str]] = {
    "text": "order of the text",
    "unsure": "least sure first",
    "negative": "most negative first",
    "positive": "most positive first",
    "longest": "longest first",
}
_GROUPS: Final[Mapping[str, str]] = {"none": "nothing", "speaker": "speaker", "article": "article"}
_BADGES: Final[Mapping[str, str]] = {DENIED: meaning("denied"), WITHIN: meaning("within")}
_HEADS: Final[Mapping[str, str]] = {
    "Speaker": "",
    "Words": "",
    "Tone": explained("tone"),
    "Score": explained("tone"),
    "Kind": " ".join(f"{TERMS[kind].name}: {meaning(kind)}" for kind in QUOTE_KINDS),
    "Cue": meaning("cue"),
    "Sure": explained("sure"),
    "Article": "",
    "Outlet": "",
    "Date": "",
    "How the speaker was found": "",
    "Cite": "",
}
"""The columns of the table, each with what its word means."""


def draw(view: View, store: Store) -> None:
    """The quotes that pass the filters as cards or as a table, a page at a time."""
    totals = store.totals(view)
    total = totals.quotes
    limit = _limit(view)
    rows: Sequence[QuoteRow] = first_page(view, store)
    marked = store.find_quote(view)
    if marked and total > limit:
        rows = _with_marked(marked, rows, view, store)
    aside = f"{len(rows):,} of {total:,}" if total > len(rows) else f"{total:,}"
    picks = el("div", "picks", *_picks(view, totals.unattributed))
    if rows:
        shown = _table(rows, view) if view.look("as") == "table" else _cards(rows, view, store)
        body = [shown, *_further(total - limit, limit)]
    else:
        body = _nothing(view, store)
    tools = el("div", "tools", *_tools(view))
    content = Content([tools], body, _ACTS, reveal=marked.ref if marked and rows else "")
    panel("quotes", heading("quotes", "Quotes", aside, beside=[picks]), content)


def first_page(view: View, store: Store) -> list[QuoteRow]:
    """The quotes that are shown first, as many as were asked for."""
    order, group = view.look("order"), view.look("group")
    return store.quotes(view, limit=_limit(view), order=order, group=group)


def _further(left: int, limit: int) -> list[Node]:
    """The button for the next page; a page of a thousand is better filtered than read on."""
    if left <= 0:
        return []
    if str(limit) == LOOKS["cards"][-1]:
        return [el("p", "muted", f"{left:,} more: a filter or another order brings them in.")]
    return [el("button", "more", f"Show {min(CARDS, left)} more", act=("more",))]


def _tools(view: View) -> list[Node]:
    """Order, grouping and form."""
    orders = {**_ORDERS, "text": "best match"} if view.search else _ORDERS
    return [
        choice(view, "order", "Sort by", orders),
        choice(view, "group", "group by", _GROUPS),
        switch(view, "as", "table", "Table", "cards", hint="A row for each quote instead of a card"),
    ]


def _picks(view: View, unattributed: int) -> list[Node]:
    """Two filters that pick out what should be looked at twice."""
    picks = []
    if unattributed or UNATTRIBUTED in view.speakers:
        hint = "Only quotes for which the article names no source"
        picks.append(_pick(view, "speakers", UNATTRIBUTED, f"No source {unattributed:,}", hint))
    hint = f"Only quotes of whose speaker Whosaid is less than {UNSURE_BELOW:.0%} sure"
    return [*picks, _pick(view, "confidence", UNSURE, "Unsure", hint)]


def _pick(view: View, field: str, value: str, text: str, hint: str) -> Node:
    on = value in view.values(field)
    return el("button", "switch", text, act=("filter", field, value), pressed=on, hint=hint)


def _with_marked(marked: QuoteRow, rows: Sequence[QuoteRow], view: View, store: Store) -> Sequence[QuoteRow]:
    """The marked quote first, where it passes the filters but stands beyond the first page."""
    if any(row.ref == marked.ref for row in rows):
        return rows
    beside = store.quotes(view.within(marked.article), limit=WHOLE_ARTICLE)
    passes = (not view.articles or marked.article in view.articles) and any(
        row.ref == marked.ref for row in beside
    )
    return [marked, *rows] if passes else rows


def _limit(view: View) -> int:
    """How many cards to draw; ``navigation.go`` starts from one page again where other quotes are shown."""
    return int(view.look("cards"))


def _more() -> None:
    view = current()
    shown = LOOKS["cards"].index(view.look("cards"))
    go(view.with_look("cards", LOOKS["cards"][shown + 1]))


def only(field: str, value: str) -> None:
    """Filter by this value of a field and by no other of it, or by none if that is what is filtered."""
    view = current()
    values = view.values(field)
    for other in values:
        view = view.without(field, other)
    go(view if values == (value,) else view.toggle(field, value))


def _cards(rows: Sequence[QuoteRow], view: View, store: Store) -> Node:
    """The cards, under a heading for each group where they are grouped."""
    palette = colours(store, view)
    group = view.look("group")
    here = address(View(collection=view.collection))
    if group == "none":
        return el("div", "cards", *[_card(row, view, palette, here) for row in rows])
    sizes = store.group_sizes(view, group)
    nodes = []
    for _, members in groupby(rows, key=lambda row: row.article if group == "article" else row.quote.speaker):
        first, *others = members
        nodes.append(_group(first, group, sizes))
        nodes += [_card(row, view, palette, here) for row in (first, *others)]
    return el("div", "cards", *nodes)


def _group(row: QuoteRow, group: str, sizes: Mapping[str | None, int]) -> Node:
    by_article = group == "article"
    name = row.article_title if by_article else row.speaker_name or NOBODY_NAMED
    key = row.article if by_article else row.quote.speaker
    return el("h3", "group", name, el("span", "of", plural(sizes.get(key, 0), "quote")))


def _table(rows: Sequence[QuoteRow], view: View) -> Node:
    """A row a quote, for those who would rather compare than read."""
    heads = [el("th", "", head, hint=hint) for head, hint in _HEADS.items()]
    here = address(View(collection=view.collection))
    return el(
        "table",
        "quotes",
        el("caption", "unseen", "Quotes"),
        el("thead", "", el("tr", "", *heads)),
        el("tbody", "", *[_line(row, view, here) for row in rows]),
    )


def _line(row: QuoteRow, view: View, here: str) -> Node:
    quote = row.quote
    chosen = row.ref == view.quote
    cells: list[str | Node] = [
        el("button", "link", *_words(quote, view), act=("quote", row.ref), pressed=chosen),
        quote.sentiment.label,
        signed(quote.sentiment.score),
        quote.kind,
        quote.cue.text if quote.cue else "",
        f"{quote.confidence:.0%}" if quote.speaker else "",
        row.article_title,
        row.outlet or "",
        row.date or "",
        how_found(quote, row.speaker_name) or "",
        _copying(row, here),
    ]
    looks = ("wide", "", "number", "", "", "number", "medium", "", "", "medium", "")
    return el(
        "tr",
        "",
        el("th", "row", _speaker(row, view)),
        *[el("td", look, cell) for look, cell in zip(looks, cells, strict=True)],
        pressed=chosen,
        mark=row.ref,
    )


def _card(row: QuoteRow, view: View, palette: Mapping[str, str], here: str) -> Node:
    """One quote; ``here`` is the link of the collection, to which that of the quote is added."""
    quote = row.quote
    chosen = row.ref == view.quote
    return el(
        "article",
        "card",
        el(
            "div",
            "top",
            _speaker(row, view),
            _manner(quote),
            *_badges(quote),
            _copying(row, here),
        ),
        el("button", "words", *_words(quote, view), act=("quote", row.ref), pressed=chosen),
        el("div", "foot", tone(quote), _sureness(row), *_found(row), _place(row)),
        colour=palette.get(quote.speaker or "", NOBODY),
        pressed=chosen,
        mark=row.ref,
    )


def _words(quote: Quote, view: View) -> list[str | Node]:
    """The words with what was searched for marked in them."""
    text = spoken(quote)
    found = places(text, view.search) if view.search and not view.search_in else []
    parts: list[str | Node] = []
    after = 0
    for start, end in found:
        parts += [text[after:start], el("mark", "", text[start:end])]
        after = end
    return [part for part in (*parts, text[after:]) if part]


def _copying(row: QuoteRow, here: str) -> Node:
    link = f"{here}&quote={row.ref}"
    hint = "Copies the words, who said them, where and when, and a link to this quote"
    return el("button", "link cite", "Copy citation", copy=citation(row, link), hint=hint)


def _speaker(row: QuoteRow, view: View) -> Node:
    speaker = row.quote.speaker
    name, look = (row.speaker_name or speaker, "speaker") if speaker else (NOBODY_NAMED, "speaker nobody")
    value = speaker or UNATTRIBUTED
    return el(
        "button",
        look,
        str(name),
        act=("speaker", value),
        pressed=value in view.speakers,
        label=f"Filter by speaker: {name}",
        hint="" if speaker else meaning("nobody"),
    )


def _manner(quote: Quote) -> Node:
    """``said · direct``, and whether it is a belief and not speech; pointed at, what these words mean."""
    parts = [quote.cue.text] if quote.cue else []
    parts.append(quote.kind)
    hint = meaning(quote.kind)
    if quote.cue and quote.cue.sense == "belief":
        parts.append("a belief, not speech")
        hint = f"{hint} {meaning('sense')}"
    return el("span", "muted", " · ".join(parts), hint=hint)


def tone(quote: Quote) -> Node:
    """The sentiment as a word, a number and a little meter."""
    sentiment = quote.sentiment
    meter = el("span", "fill", colour=SENTIMENT[sentiment.label], size=sentiment.score)
    words = f"{sentiment.label} {signed(sentiment.score)}"
    return el("span", "tone", el("span", "meter", meter), words, hint=meaning("tone"))


def _sureness(row: QuoteRow) -> Node:
    quote = row.quote
    if not quote.speaker:
        return el("span")
    unsure = quote.confidence < UNSURE_BELOW
    hint = explained("sure") if unsure else meaning("sure")
    return el("span", "unsure" if unsure else "", f"{quote.confidence:.0%} sure of the speaker", hint=hint)


def _badges(quote: Quote) -> list[Node]:
    return [el("span", "badge", words, hint=_BADGES.get(words, "")) for words in badges(quote)]


def _found(row: QuoteRow) -> list[Node]:
    """How the speaker was found, where that is known."""
    words = how_found(row.quote, row.speaker_name)
    return [el("span", "found", words)] if words else []


def _place(row: QuoteRow) -> Node:
    where = " · ".join(part for part in (row.outlet, row.date, row.article_title) if part)
    return el("span", "place", where)


def _elsewhere(view: View, store: Store) -> list[Node]:
    """Where words are in no quote that passes, but in articles: the way there."""
    found = store.totals(_wider(view)).articles if view.search and not view.search_in else 0
    if not found:
        return []
    has = "1 article has" if found == 1 else f"{found:,} articles have"
    words = f"{has} “{view.search}” outside these quotes: search whole articles"
    return [el("p", "", el("button", "clear", words, act=("wider",)))]


def _in_articles_only(view: View, store: Store) -> list[Node]:
    """Where a name stands in articles and in no quote that passes: the way to these."""
    found = naming(view, store)
    if not found:
        return []
    name = names_of(view, store)[view.entities[0]]
    has = "1 article names" if len(found) == 1 else f"{len(found):,} articles name"
    words = f"{has} {name} outside these quotes: all their quotes"
    return [el("p", "", el("button", "clear", words, act=("naming", *found)))]


def naming(view: View, store: Store) -> Sequence[str]:
    """The articles that have the one name that is filtered by, where no quote that passes has it."""
    if len(view.entities) != 1 or store.totals(view).quotes:
        return ()
    found = store.articles_naming(replace(view, entities=()), view.entities[0])
    return sorted(found) if len(found) <= MAX_VALUES else ()


def _wider(view: View) -> View:
    return replace(view, search_in=ARTICLES, quote="", problems=())


def _nothing(view: View, store: Store) -> list[Node]:
    if not view.is_filtered:
        why = (
            "No words are attributed to anybody in these articles. The entities and the text are still shown."
        )
        return [empty("No quotes found", why, view, {})]
    why = "Together they leave nothing. Take one away:"
    return [
        *_elsewhere(view, store),
        *_in_articles_only(view, store),
        empty("No quotes pass these filters", why, view, names_of(view, store), store=store),
    ]


_ACTS: Final[Acts] = {
    "quote": lambda event: mark(event[1], origin="quotes"),
    "filter": lambda event: only(event[1], event[2]),
    "more": lambda event: _more(),
    "wider": lambda event: go(_wider(current())),
    "naming": lambda event: go(
        replace(current(), entities=(), articles=tuple(event[1:]), quote="", problems=())
    ),
}
