"""Articles that took the place of others, as after a correction: a link to the old one leads to the new one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from whosaid.store.tables import collection_articles, quotes, successors

_columns = successors.c
_REF: Final = re.compile(r"([0-9a-f]{12})\.(\w+)")


def succeed(connection: Connection, collection_id: str, old: str, new: str) -> None:
    """Take down what takes the place of an article while the collection has both, and which quote is which."""
    same = _same_quotes(connection, collection_id, old, new)
    ours = _columns.collection == collection_id
    for row in connection.execute(select(successors).where(ours, _columns.new == old)).all():
        led = {first: same[then] for first, then in row.quotes.items() if then in same}
        change = update(successors).where(ours, _columns.old == row.old)
        connection.execute(change.values(new=new, quotes=led))
    connection.execute(delete(successors).where(ours, _columns.old.in_((old, new))))
    connection.execute(insert(successors).values(collection=collection_id, old=old, new=new, quotes=same))


def _same_quotes(connection: Connection, collection_id: str, old: str, new: str) -> dict[str, str]:
    """Id of a quote of the old article -> that of the new one with the same words, the first of several first."""
    left: defaultdict[str, list[str]] = defaultdict(list)
    for quote, text in _quotes(connection, collection_id, new):
        left[text].append(quote)
    return {
        quote: left[text].pop(0) for quote, text in _quotes(connection, collection_id, old) if left.get(text)
    }


def _quotes(connection: Connection, collection_id: str, article: str) -> Iterable[tuple[str, str]]:
    placed = collection_articles.c
    found = (
        select(quotes.c.id, quotes.c.text)
        .join(collection_articles, placed.reading == quotes.c.reading)
        .where(placed.collection == collection_id, placed.article == article)
        .order_by(quotes.c.position)
    )
    return [(row.id, row.text) for row in connection.execute(found)]


def find(
    connection: Connection, collection_id: str, articles: Iterable[str], refs: Iterable[str]
) -> dict[str, str]:
    """What to ask for instead of articles and quotes that are not there; without those that nothing succeeded."""
    ours = select(successors).where(_columns.collection == collection_id)
    found = {}
    for article in articles:
        row = connection.execute(ours.where(_columns.old == article)).first()
        if row:
            found[article] = row.new
    for match in filter(None, map(_REF.fullmatch, refs)):
        row = connection.execute(ours.where(_columns.old.startswith(match[1], autoescape=True))).first()
        if row and match[2] in row.quotes:
            found[match[0]] = f"{row.new[:12]}.{row.quotes[match[2]]}"
    return found
