"""Which articles of a collection are copies of which: kept with every change, so that a query need only look it up.

A story is an article and its copies (``whosaid.duplicates``). The first of them, which counts, is that of the
earliest date, dated ones before undated, and then that which was uploaded first. ``copies`` has a row for each
article of a story of two or more. What a View counts of them is in ``filters``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from sqlalchemy import Connection, Row, and_, case, delete, func, insert, select

from whosaid import receipts
from whosaid.articles import Article, Receipt
from whosaid.duplicates import signature, stories
from whosaid.store.rows import Copy
from whosaid.store.tables import collection_articles, copies, readings, signatures

_placed = collection_articles.c
_AT_ONCE: Final = 500


class Turn(NamedTuple):
    """An article of a story: its reading, the first of the story, and its place in it."""

    reading: int
    story: str
    turn: int


def sign(connection: Connection, reading_pk: int, article: Article) -> None:
    """Keep by what the copies of an article are found."""
    row = {"reading": reading_pk, "date": article.date, "signature": signature(article.text)}
    connection.execute(insert(signatures), row)


def take_out(connection: Connection, collection_id: str, article_id: str) -> None:
    """Say anew which articles are copies, after one was taken out."""
    this = and_(copies.c.collection == collection_id, copies.c.article == article_id)
    if connection.execute(delete(copies).where(this)).rowcount:
        settle(connection, collection_id)


def settle(connection: Connection, collection_id: str, anew: Collection[str] = ()) -> None:
    """Say anew which articles are copies, after those of ``anew`` were put in or moved, or others taken out."""
    articles = _in_order(connection, collection_id)
    kept = _kept(connection, collection_id)
    firsts = stories([row.signature for row in articles], _known(articles, kept, {*anew}))
    found = _turns(articles, firsts)
    gone = [article for article, turn in kept.items() if found.get(article) != turn]
    for start in range(0, len(gone), _AT_ONCE):
        some = copies.c.article.in_(gone[start : start + _AT_ONCE])
        connection.execute(delete(copies).where(copies.c.collection == collection_id, some))
    new = [(article, turn) for article, turn in found.items() if kept.get(article) != turn]
    if new:
        rows = [{"collection": collection_id, "article": article, **turn._asdict()} for article, turn in new]
        connection.execute(insert(copies), rows)


def count(connection: Connection, collection_id: str) -> int:
    """How many articles of a collection are copies."""
    statement = select(func.count()).select_from(copies)
    ours = and_(copies.c.collection == collection_id, copies.c.turn > 0)
    return connection.execute(statement.where(ours)).scalar_one()


def has_any(connection: Connection, collection_id: str) -> bool:
    """Whether any article of a collection is a copy."""
    one = select(copies.c.article).where(copies.c.collection == collection_id).limit(1)
    return connection.execute(one).first() is not None


def story(connection: Connection, collection_id: str, article_id: str) -> list[Copy]:
    """The articles of an article's story, the first one first; nothing where it has no copies and is none."""
    of = select(copies.c.story).where(copies.c.collection == collection_id, copies.c.article == article_id)
    statement = (
        select(
            copies.c.article,
            func.coalesce(readings.c.title, _placed.file),
            readings.c.outlet,
            readings.c.date,
        )
        .join(readings, readings.c.pk == copies.c.reading)
        .join(
            collection_articles,
            and_(_placed.collection == copies.c.collection, _placed.article == copies.c.article),
        )
        .where(copies.c.collection == collection_id, copies.c.story == of.scalar_subquery())
        .order_by(copies.c.turn)
    )
    return [Copy(*row) for row in connection.execute(statement)]


def told(connection: Connection, collection_id: str, receipt: Receipt, *, part: bool) -> Receipt:
    """The receipt of an article that was read, saying of what it is a copy; ``part``: of a file that holds many."""
    if receipt.status != "read" or receipt.article is None:
        return receipt
    found = story(connection, collection_id, receipt.article)
    place = next((place for place, copy in enumerate(found) if copy.article == receipt.article), 0)
    if part:
        return receipts.copied_part(receipt, place)
    return receipts.copied(receipt, [copy.called for copy in found], place)


def _in_order(connection: Connection, collection_id: str) -> Sequence[Row[str, int, bytes]]:
    """Article, reading and signature, in the order in which the articles of a story count."""
    undated = case((signatures.c.date.is_(None), 1), else_=0)
    statement = (
        select(_placed.article, _placed.reading, signatures.c.signature)
        .join(signatures, signatures.c.reading == _placed.reading)
        .where(_placed.collection == collection_id)
        .order_by(undated, signatures.c.date, _placed.position, _placed.article)
    )
    return connection.execute(statement).all()


def _kept(connection: Connection, collection_id: str) -> dict[str, Turn]:
    columns = (copies.c.article, copies.c.reading, copies.c.story, copies.c.turn)
    statement = select(*columns).where(copies.c.collection == collection_id)
    return {article: Turn(*rest) for article, *rest in connection.execute(statement)}


def _known(
    articles: Sequence[Row[str, int, bytes]], kept: Mapping[str, Turn], anew: AbstractSet[str]
) -> list[int | None]:
    """The place of each article's first, as it was; None for those of ``anew``, and for copies whose first is gone."""
    places = {row.article: place for place, row in enumerate(articles)}
    known: list[int | None] = list(range(len(articles)))
    for article, turn in kept.items():
        if article in places:
            known[places[article]] = None if turn.story in anew else places.get(turn.story)
    for article in anew & places.keys():
        known[places[article]] = None
    return known


def _turns(articles: Sequence[Row[str, int, bytes]], firsts: Sequence[int]) -> dict[str, Turn]:
    """Article -> its turn, of those that have copies or are one, from what ``duplicates.stories`` says."""
    found: dict[int, list[int]] = {}
    for place, first in enumerate(firsts):
        if place != first:
            found.setdefault(first, [first]).append(place)
    return {
        articles[place].article: Turn(articles[place].reading, articles[first].article, turn)
        for first, places in found.items()
        for turn, place in enumerate(places)
    }
