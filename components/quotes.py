"""The quotes as cards: who, how, what, in what tone, how sure; a click opens the place in the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from components.elements import Node, el, show
from components.navigation import mark, toggle
from components.notices import NOBODY_NAMED, empty_panel, names_of
from components.page import panel
from components.sentiment import colours
from whosaid.articles import Quote
from whosaid.charts import NOBODY, SENTIMENT, signed
from whosaid.explained import DENIED, how_found
from whosaid.store import QuoteRow, Store
from whosaid.view import UNATTRIBUTED, View

WHOLE_ARTICLE: Final = 5000
"""More quotes than any one article has."""
_PAGE: Final = 50
_SHOWN: Final = "quotes_shown"


def draw(view: View, store: Store, *, height: int = 600) -> None:
    """The cards that pass the filters, a page at a time."""
    total = store.totals(view).quotes
    limit = _limit(view)
    rows: Sequence[QuoteRow] = store.quotes(view, limit=limit)
    marked = store.find_quote(view)
    if marked and total > limit:
        rows = _with_marked(marked, rows, view, store)
    aside = f"{len(rows)} of {total}" if total > len(rows) else str(total)
    _, body = panel("quotes", "Quotes", aside, height=height)
    with body:
        if not rows:
            _nothing(view, store)
            return
        cards = el("div", "cards", *_cards(rows, view, colours(store, view)))
        show([cards], key="quotes", on_act=_clicked, reveal=marked.ref if marked else "")
        if total > limit:
            st.button(
                f"Show {min(_PAGE, total - limit)} more", key="more_quotes", on_click=_more, width="stretch"
            )


def _with_marked(marked: QuoteRow, rows: Sequence[QuoteRow], view: View, store: Store) -> Sequence[QuoteRow]:
    """The marked quote first, where it passes the filters but stands beyond the first page."""
    if any(row.ref == marked.ref for row in rows):
        return rows
    beside = store.quotes(replace(view, article=marked.article), limit=WHOLE_ARTICLE)
    passes = view.article in ("", marked.article) and any(row.ref == marked.ref for row in beside)
    return [marked, *rows] if passes else rows


def _limit(view: View) -> int:
    """How many cards to draw; another filter starts from one page again."""
    filters = [str(value) for name, value in view.to_query().items() if name != "quote"]
    if st.session_state.get("quotes_of") != filters:
        st.session_state["quotes_of"] = filters
        st.session_state[_SHOWN] = _PAGE
    return int(st.session_state[_SHOWN])


def _more() -> None:
    st.session_state[_SHOWN] = int(st.session_state.get(_SHOWN, _PAGE)) + _PAGE


def _clicked(act: Sequence[str]) -> None:
    if act[0] == "quote":
        mark(act[1], origin="quotes")
    elif act[0] == "speaker":
        toggle("speakers", act[1])


def _cards(rows: Sequence[QuoteRow], view: View, palette: Mapping[str, str]) -> list[Node]:
    return [_card(row, view, palette) for row in rows]


def _card(row: QuoteRow, view: View, palette: Mapping[str, str]) -> Node:
    quote = row.quote
    chosen = row.ref == view.quote
    return el(
        "article",
        "card",
        el("div", "top", _speaker(row, view), el("span", "muted", _manner(quote)), *_denied(quote)),
        el("button", "words", words(quote), act=("quote", row.ref), pressed=chosen),
        el("div", "foot", tone(quote), _sureness(row), *_found(row), _place(row)),
        colour=palette.get(quote.speaker or "", NOBODY),
        pressed=chosen,
        mark=row.ref,
    )


def words(quote: Quote) -> str:
    """The words as they are shown: those of a direct quote in quotation marks."""
    return f"“{quote.text}”" if quote.kind == "direct" and quote.text[:1] not in "“‘\"'" else quote.text


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
    )


def _manner(quote: Quote) -> str:
    """``said · direct``, and whether it is a belief and not speech."""
    parts = [quote.cue.text] if quote.cue else []
    parts.append(quote.kind)
    if quote.cue and quote.cue.sense == "belief":
        parts.append("a belief, not speech")
    return " · ".join(parts)


def tone(quote: Quote) -> Node:
    """The sentiment as a word, a number and a little meter."""
    sentiment = quote.sentiment
    meter = el("span", "fill", colour=SENTIMENT[sentiment.label], size=sentiment.score)
    return el("span", "tone", el("span", "meter", meter), f"{sentiment.label} {signed(sentiment.score)}")


def _sureness(row: QuoteRow) -> Node:
    return el("span", "", f"{row.quote.confidence:.0%} sure of the speaker" if row.quote.speaker else "")


def _denied(quote: Quote) -> list[Node]:
    return [el("span", "badge", DENIED)] if quote.negated else []


def _found(row: QuoteRow) -> list[Node]:
    """How the speaker was found, where that is known."""
    words = how_found(row.quote, row.speaker_name)
    return [el("span", "found", words)] if words else []


def _place(row: QuoteRow) -> Node:
    where = " · ".join(part for part in (row.outlet, row.date, row.article_title) if part)
    return el("span", "place", where)


def _nothing(view: View, store: Store) -> None:
    if view.is_filtered:
        empty_panel(
            "quotes",
            "No quotes pass these filters",
            "Together they leave nothing. Take one away:",
            view,
            names_of(view, store),
        )
        return
    why = "No words are attributed to anybody in these articles. The entities and the text are still shown."
    empty_panel("quotes", "No quotes found", why, view, {})
