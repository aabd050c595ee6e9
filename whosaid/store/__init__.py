"""The store: what was uploaded and read, kept, and counted for the panels.

``Store`` is the one door: every method is one short transaction, and raises ``StoreError``
or ``NotFound`` only. SELECTs are in ``queries``, ``tones``, ``listed``, ``panels`` and ``quoted`` (by View,
which ``filters`` makes conditions of) and ``lookups`` (by id), changes in ``writing``, the schema in ``tables``,
connections in ``database``; answers are ``remembered`` until a collection changes. ``Store.queue`` (``queue``)
holds files that wait. Nothing here reads an article: ``whosaid.ingest`` brings readings in.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable, Sequence
from collections.abc import Collection as Many
from contextlib import AbstractContextManager
from dataclasses import replace
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection

from whosaid.articles import ModelInfo, Reading, Receipt
from whosaid.repeats import repeats
from whosaid.settings import load_settings
from whosaid.store import (
    comparing,
    copying,
    facets,
    listed,
    lookups,
    panels,
    queries,
    quoted,
    repeated,
    succeeding,
    tones,
    writing,
)
from whosaid.store.database import Database
from whosaid.store.queue import Queue
from whosaid.store.remembered import Remembered, filters_of
from whosaid.store.rows import (
    ArticleRow,
    Collection,
    Contrast,
    Contrasts,
    Copy,
    Dot,
    EntityCount,
    Feeling,
    Feelings,
    Part,
    Period,
    QuoteRow,
    SideTotals,
    SpeakerName,
    SpeakerRow,
    Tones,
    Totals,
    Voice,
    Voices,
)
from whosaid.view import View

__all__ = [
    "ArticleRow",
    "Collection",
    "Contrast",
    "Contrasts",
    "Copy",
    "Dot",
    "EntityCount",
    "Feeling",
    "Feelings",
    "Part",
    "Period",
    "QuoteRow",
    "SideTotals",
    "SpeakerName",
    "SpeakerRow",
    "Store",
    "Tones",
    "Totals",
    "Voice",
    "Voices",
]

T = TypeVar("T")


class Store:
    """A database of collections; safe to share between threads."""

    def __init__(self, url: str | None = None) -> None:
        """Open the database at an SQLAlchemy URL (None: the setting), and make it where it is new."""
        self._database = Database(url or load_settings().database_url)
        self._remembered = Remembered(self._database)
        self.queue = Queue(self._database)

    def __enter__(self) -> Self:
        """The store itself; leaving closes it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections; what is kept stays."""
        self._database.close()

    def one_state(self) -> AbstractContextManager[None]:
        """All that this thread reads meanwhile is of one state of the database, until it writes itself."""
        return self._database.one_state()

    # Collections

    def create_collection(self, name: str) -> str:
        """Make an empty collection; returns its id, which has 128 random bits and is its only key."""
        collection_id = secrets.token_urlsafe(16)
        self._database.write(lambda conn: writing.create_collection(conn, collection_id, name))
        return collection_id

    def collection(self, collection_id: str) -> Collection:
        """Its name and size; raises ``NotFound``."""
        return self._known(collection_id, lookups.collection)

    def remember(self, collection_id: str, question: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` returns of a collection, made once until the collection changes; the caller gets a copy."""
        return self._remembered.answer(collection_id, question, lambda _: make())

    def version(self, collection_id: str) -> int:
        """Counts the changes of a collection, of its articles or its name: what is cached by it is never stale."""
        return self._remembered.version(collection_id)

    def rename_collection(self, collection_id: str, name: str) -> None:
        """Give it another name; raises ``NotFound``."""
        self._database.write(lambda conn: writing.rename_collection(conn, collection_id, name))

    # Articles and readings

    def known(self, article_id: str, model: ModelInfo, *, file: str = "") -> Reading | None:
        """The reading of these bytes by this model from any collection, under the name ``file``."""

        def find(conn: Connection) -> Reading | None:
            pk = lookups.reading_pk(conn, article_id, model)
            return None if pk is None else lookups.reading(conn, pk, file)

        return self._database.read(find)

    def quotes_kept(self, collection_id: str, article_id: str, model: ModelInfo | None = None) -> int | None:
        """Quotes of an article in a collection; None where it has no such article (read by ``model``)."""
        return self._database.read(lambda conn: lookups.quotes_kept(conn, collection_id, article_id, model))

    def save(self, collection_id: str, reading: Reading, raw: bytes, *, file: str) -> None:
        """Put an article into a collection; bytes and reading are kept once, whoever brings them.

        Raises ``NotFound``, and ``StoreError`` where ``raw`` are not the bytes of the reading's article.
        """
        self._database.write(lambda conn: writing.save(conn, collection_id, reading, raw, file))

    def remove_article(self, collection_id: str, article_id: str) -> None:
        """Take an article out; where no other collection has it, its bytes and readings are deleted."""
        self._database.write(lambda conn: writing.remove_article(conn, collection_id, article_id))

    def reading(self, collection_id: str, article_id: str) -> Reading:
        """The whole reading of one article; raises ``NotFound``."""
        return self._known(collection_id, lookups.reading_in, article_id)

    def raw(self, collection_id: str, article_id: str) -> bytes:
        """The bytes as they were uploaded; raises ``NotFound``."""
        return self._database.read(lambda conn: lookups.raw(conn, collection_id, article_id))

    # Receipts

    def add_receipt(self, collection_id: str, receipt: Receipt) -> None:
        """Keep what became of a file; raises ``NotFound``."""
        self._database.write(lambda conn: writing.add_receipt(conn, collection_id, receipt))

    def keep_bytes(self, raw: bytes) -> None:
        """Keep an article that is left unread, for whoever insists on reading it."""
        self._database.write(lambda conn: writing.keep_bytes(conn, raw))

    def receipts(self, collection_id: str) -> list[Receipt]:
        """What became of every file, oldest first; raises ``NotFound``."""
        return self._database.read(lambda conn: lookups.receipts_of(conn, collection_id))

    # Panels; a collection that does not exist counts nothing, ``unknown`` and ``collection`` tell

    def totals(self, view: View) -> Totals:
        """How much is shown out of how much there is."""
        return queries.totals(self._counted, view)

    def entity_counts(
        self, view: View, *, limit: int = 20, search: str = "", by: str = "mentions", who: str = "all"
    ) -> list[EntityCount]:
        """The most named entities over the other filters; ``search``: with these letters in the name.

        ``by`` ranks by "mentions" or "articles"; ``who``: "all", those "speaking", those only "spoken-about".
        """
        return queries.entity_counts(self._counted, view, limit, search, by, who)

    def speaker_sentiments(
        self, view: View, *, limit: int = 30, order: str = "quotes", least: int = 1
    ) -> list[SpeakerRow]:
        """The first speakers over the other filters, with at least so many quotes.

        ``order``: most "quotes" or "words", most "negative" or "positive" mean, largest "share" of negative,
        "neutral" or positive quotes ("praise"), the mean that is most "sure", or "name". In an order by tone
        those with too few quotes to tell come last.
        """
        return tones.speaker_sentiments(self._counted, view, limit, order, least)

    def tones(
        self, view: View, *, limit: int = 30, order: str = "quotes", least: int = 1, unfolded: bool = False
    ) -> Tones:
        """As ``speaker_sentiments``, of those who bear a name; those who are only described, if ``unfolded``."""
        return tones.tones(self._counted, view, limit, order, least, unfolded=unfolded)

    def heard(self, collection_id: str) -> list[tuple[int, str, int]]:
        """Article (its position), speaker and number of quotes; much in a large collection, and not remembered."""
        return self._database.read(lambda conn: tones.heard(conn, collection_id))

    def quotes(
        self, view: View, *, limit: int = 50, offset: int = 0, order: str = "text", group: str = "none"
    ) -> list[QuoteRow]:
        """One page of the quotes that pass every filter.

        ``order``: of the "text", most "unsure", "negative" or "positive" first, or "longest"; within a
        ``group``: "none", "speaker" (most quotes first) or "article".
        """
        return self._counted(quoted.quote_rows, view, limit, offset, order, group)

    def refs(self, view: View) -> frozenset[str]:
        """What the quotes that pass every filter are called (``QuoteRow.ref``): for a view of one article."""
        return self._counted(quoted.refs, view)

    def group_sizes(self, view: View, group: str) -> dict[str | None, int]:
        """How many quotes in view each "speaker" (None: nobody named) or "article" has."""
        return self._counted(quoted.group_sizes, view, group)

    def feelings(self, view: View, *, rows: int = 15, columns: int = 8) -> Feelings:
        """Who speaks about whom, and in what tone, over the other filters."""
        return self._counted(panels.feelings, view, rows, columns)

    def voices(self, view: View, *, limit: int = 30, of: str = "speakers") -> Voices:
        """How much each of the "speakers", or of their "kinds", is heard, over the other filters."""
        return self._counted(panels.voices, view, limit, of)

    def dots(self, view: View, ids: Many[str], *, limit: int = 1500) -> list[Dot]:
        """The quotes of these speakers one by one, over the other filters."""
        return self._counted(panels.dots, view, tuple(ids), limit)

    def dates(self, collection_id: str) -> int:
        """How many different dates the articles of a collection have."""
        return self._known(collection_id, panels.dates)

    def over_time(self, view: View) -> list[Period]:
        """The quotes over the filters but those of dates, by day, month or year."""
        return self._counted(panels.over_time, view)

    def articles(self, view: View, *, limit: int | None = None) -> list[ArticleRow]:
        """Every article of the collection, with its count of quotes over the other filters; copies together.

        ``limit``: only so many, those with most quotes, and those that are filtered by.
        """
        if limit is None:
            others = replace(view, articles=())
            return listed.together(self._database.read(lambda conn: listed.articles_by_quotes(conn, others)))
        return listed.article_rows(self._counted, view, limit)

    def copies(self, collection_id: str) -> int:
        """How many articles of a collection are copies of another one."""
        return self._known(collection_id, copying.count)

    def story(self, collection_id: str, article_id: str) -> list[Copy]:
        """An article and its copies, or the one that it is a copy of first; nothing where there are none."""
        return self._known(collection_id, copying.story, article_id) if self.copies(collection_id) else []

    def copied(self, collection_id: str, receipt: Receipt, *, part: bool = False) -> Receipt:
        """A receipt that says of what the article that was read is a copy; ``part``: of a file that holds many."""
        return self._database.read(lambda conn: copying.told(conn, collection_id, receipt, part=part))

    def facet_counts(self, view: View, field: str) -> dict[str, int]:
        """The counts of one field of ``facets``."""
        return self.facets(view, (field,))[field]

    def facets(self, view: View, fields: Many[str]) -> dict[str, dict[str, int]]:
        """Field -> value -> quotes over the other filters, most first.

        The fields: ``kinds``, ``senses``, ``sentiments``, ``confidence``, ``speaker_kinds``, ``outlets``,
        and ``labels``, of which entities are counted.
        """
        return facets.facets(self._counted, view, fields)

    def days(self, collection_id: str) -> tuple[str, str] | None:
        """The first and the last day of a collection's articles; None where no article has a date."""
        return self._known(collection_id, facets.days)

    def find_quote(self, view: View) -> QuoteRow | None:
        """The quote that ``view.quote`` marks."""
        if not view.quote:
            return None
        question = (quoted.find_quote, view.quote, view.article)
        return self._remembered.answer(view.collection, question, lambda conn: quoted.find_quote(conn, view))

    # Compare: ``views`` are the sides, of one collection

    def side_totals(self, views: Sequence[View]) -> list[SideTotals]:
        """How much each side has."""
        return self._compared(comparing.side_totals, views)

    def contrasts(self, views: Sequence[View], of: str, *, order: str = "difference") -> Contrasts:
        """The rows of a comparison, and how many there would be.

        ``of``: shares of "speakers" (quotes), "voices", "speaker_kinds" and "kinds" of quotes (words), or of
        articles with "names"; the "tone" of speakers or "toward" those named. ``order``: largest "difference" first,
        what is most "sure", or most "quotes".
        """
        return self._compared(comparing.contrasts, views, of, order)

    def articles_naming(self, view: View, entity: str) -> list[str]:
        """The articles in which ``contrasts`` counts a name on the side of this view."""
        return self._database.read(
            lambda conn: comparing.articles_naming(conn, self._simplest(conn, view), entity)
        )

    def state(self, collection_id: str) -> str:
        """Something that changes with the articles of a collection."""
        return self._database.read(lambda conn: repeated.state(conn, collection_id))

    def repeats(self, collection_id: str) -> list[tuple[int, ...]]:
        """Groups of quotes with the same words in several outlets, by their keys; much work in a large collection."""
        return self._database.read(lambda conn: repeats(repeated.candidates(conn, collection_id)))

    def sides_of(self, views: Sequence[View], keys: Many[int]) -> dict[int, list[int]]:
        """Key of a quote -> the sides that it is on."""
        return self._compared(repeated.sides_of, views, keys)

    def quotes_of(self, collection_id: str, keys: Many[int]) -> dict[int, QuoteRow]:
        """The quotes with these keys."""
        return self._database.read(lambda conn: quoted.rows_of(conn, collection_id, keys))

    # Names

    def speakers(
        self, collection_id: str, *, limit: int | None = None, only: Many[str] | None = None
    ) -> list[SpeakerName]:
        """Every speaker of the collection, or about so many of those most quoted, or ``only`` these, by name."""
        asked = None if only is None else tuple(only)
        return self._known(collection_id, lookups.speaker_names, limit, asked)

    def names(self, collection_id: str, ids: Many[str]) -> dict[str, str]:
        """Id -> name of speakers, entities and articles; ids that are not there are left out."""
        return self._known(collection_id, lookups.names, tuple(ids)) if ids else {}

    def unknown(self, view: View) -> list[tuple[str, str]]:
        """Field and value of what a view names and its collection does not hold; raises ``NotFound``."""

        def find(conn: Connection) -> list[tuple[str, str]]:
            missing = lookups.unknown_ids(conn, view)
            if view.quote and quoted.find_quote(conn, view) is None:
                missing.append(("quote", view.quote))
            return missing

        return self._database.read(find)

    def successors(self, collection_id: str, unknown: Sequence[tuple[str, str]]) -> dict[str, str]:
        """What took the place of articles and quotes that are not there any more: id or ref -> its successor's.

        ``unknown`` is as ``unknown`` gives it; ids that nothing succeeded are left out.
        """
        articles = [value for field, value in unknown if field in ("articles", "not_articles")]
        refs = [value for field, value in unknown if field == "quote"]
        if not articles and not refs:
            return {}
        return self._database.read(lambda conn: succeeding.find(conn, collection_id, articles, refs))

    # Answers that hold until the collection changes

    def _counted(self, act: Callable[..., T], view: View, *how: Hashable) -> T:
        filters = filters_of(view)
        question = (act, filters, *how)
        return self._remembered.answer(
            view.collection, question, lambda conn: act(conn, self._simplest(conn, filters), *how)
        )

    def _compared(self, act: Callable[..., T], views: Sequence[View], *how: object) -> T:
        return self._database.read(
            lambda conn: act(conn, [self._simplest(conn, view) for view in views], *how)
        )

    def _simplest(self, connection: Connection, view: View) -> View:
        """The view, with every copy counted where its collection has none: the same, and less to ask."""
        of = view.collection
        asked = (copying.has_any,)
        if view.copies or self._remembered.within(
            connection, of, asked, lambda conn: copying.has_any(conn, of)
        ):
            return view
        return view.counting_copies(each=True)

    def _known(self, collection_id: str, find: Callable[..., T], *of: Hashable) -> T:
        return self._remembered.answer(
            collection_id, (find, *of), lambda conn: find(conn, collection_id, *of)
        )
