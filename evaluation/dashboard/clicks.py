"""What one person clicks on, kind by kind, and what the page has to show afterwards.

No filter is clicked twice: the store remembers answers, and a question that was asked before is easier. Between
any two clicks the empty app is clicked once, so that both see the same machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from playwright.sync_api import Locator

from evaluation.dashboard.pages import Settled, Wanted, Watched
from evaluation.dashboard.prepared import Prepared
from evaluation.dashboard.server import Server
from whosaid.articles import POLARITIES, QUOTE_KINDS
from whosaid.store import Store
from whosaid.view import View

EMPTY: Final = "empty app"
FILTERS: Final = ("speaker", "name", "tone", "kind", "article", "search")
_WORDS: Final = "harbour bridge council ferry report court market farm winter health police vote".split()
_TABS: Final = (("Share of voice", "table.voices"), ("About whom", "table.grid"), ("Over time", ".barlayer"))
_TONES: Final = {"negative": "− negative", "neutral": "neutral", "positive": "+ positive"}
Clicks = dict[str, list[Settled]]


class Nothing:
    """The empty app in a window."""

    def __init__(self, window: Watched, server: Server) -> None:
        """Open it."""
        self._window = window
        self._times = 0
        self.opened = window.open(server.url, [("[data-testid=stText]", "0 clicks")])

    def click(self) -> Settled:
        """Click its button."""
        self._times += 1
        button = self._window.page.get_by_role("button", name="Again")
        return self._window.click(button, [("[data-testid=stText]", f"{self._times} clicks")])


class Person:
    """Somebody at the dashboard, who goes back to the whole collection after each look."""

    def __init__(self, window: Watched, server: Server, of: Prepared, after: Callable[[], None]) -> None:
        """Open the collection; ``after`` is called after every click."""
        self._window = window
        self._page = window.page
        self._whole = View(of.collection)
        self._store = Store(of.url)
        self._quotes = f"{of.quotes:,} quotes"
        self._after = after
        self.clicks: Clicks = defaultdict(list)
        self.opened = window.open(
            f"{server.url}?c={of.collection}", [(".reader", ""), (".counts", self._quotes)]
        )

    def look_around(self, turn: int) -> None:
        """One click or two of each kind; another ``turn`` finds other values."""
        self.speaker(turn)
        self._tab(turn)
        self.clear()
        self._name(turn)
        self.clear()
        self._tone(turn)
        self.clear()
        self._quote(turn)
        self._article(turn)
        self.clear()
        self._search(turn)
        self.clear()

    def speaker(self, turn: int) -> None:
        """A row of the chart of speakers."""
        row = self._row("sentiment", turn)
        speaker = (row.get_attribute("data-act") or "").split("\x1f")[1]
        self._filter("speaker", row, replace(self._whole, speakers=(speaker,)))

    def clear(self) -> None:
        """Every filter away again."""
        wanted = [(".sentence", "All quotes"), (".counts", self._quotes)]
        self._click("clear", self._page.get_by_role("button", name="Clear all filters"), wanted)

    def _name(self, turn: int) -> None:
        row = self._row("entities", turn)
        entity = (row.get_attribute("data-act") or "").split("\x1f")[1]
        self._filter("name", row, replace(self._whole, entities=(entity,)))

    def _tone(self, turn: int) -> None:
        """A tone, after the first three turns on top of a kind of quote."""
        tone = POLARITIES[turn % 3]
        view = replace(self._whole, sentiments=(tone,))
        if turn >= len(POLARITIES):
            kind = QUOTE_KINDS[(turn // 3 - 1) % 3]
            view = replace(view, kinds=(kind,))
            self._filter("kind", self._facet("Kind of quote", kind), replace(view, sentiments=()))
        self._filter("tone", self._facet("Tone", _TONES[tone]), view)

    def _quote(self, turn: int) -> None:
        words = self._page.locator(".card button.words").nth(turn + 1)
        self._click("quote", words, [(".card.on .words", words.inner_text()), (".reader .q.on", "")])

    def _article(self, turn: int) -> None:
        """Another of the list, by the key that goes on to the next: a list that folds out is not on the page."""
        chooser = self._page.get_by_label("Article to read")
        chooser.evaluate("(list, at) => (list.selectedIndex = at)", 1 + turn % 5)
        title: str = chooser.evaluate("list => list.options[list.selectedIndex + 1].text")
        wanted = [(".headline", title), (".chip", title), (".counts", " of ")]
        self._click("article", chooser, wanted, key="ArrowDown")

    def _search(self, turn: int) -> None:
        box = self._page.get_by_role("searchbox", name="Words to search for")
        word = _WORDS[turn % len(_WORDS)]
        box.fill(word)
        self._filter("search", box, replace(self._whole, search=word), key="Enter")

    def _tab(self, turn: int) -> None:
        """Another tab of the panel of speakers, and back; a speaker is filtered by."""
        name, shows = _TABS[turn % len(_TABS)]
        self._click("tab", self._page.locator("button.tab", has_text=name), [(shows, "")])
        tone = self._page.locator("button.tab", has_text="Tone")
        self._click("tab", tone, [(".rows .tones", "")])

    def _row(self, panel: str, turn: int) -> Locator:
        return self._page.locator(f".st-key-panel_{panel} .rows button").nth(turn + 1)

    def _facet(self, title: str, value: str) -> Locator:
        return self._page.get_by_role("button", name=f"{title}: {value},")

    def _filter(self, kind: str, target: Locator, view: View, *, key: str = "") -> None:
        """Afterwards the header and the panel of quotes have to show the counts of this view."""
        totals = self._store.totals(view)
        counts = f"{totals.quotes:,} of {totals.all_quotes:,} quotes, {totals.speakers:,} of"
        wanted = [(".counts", counts), (".of", f"{totals.quotes:,}"), (".chip", "")]
        self._click(kind, target, wanted, key=key)

    def _click(self, kind: str, target: Locator, wanted: Wanted, *, key: str = "") -> None:
        self.clicks[kind].append(self._window.click(target, wanted, key=key))
        self._after()


def every(clicks: Clicks) -> Sequence[Settled]:
    """All of them, of whatever kind."""
    return [one for of_kind in clicks.values() for one in of_kind]
