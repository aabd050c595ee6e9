"""Every INSERT, UPDATE and DELETE but that of the schema's version; reading back is in ``lookups``."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, insert, or_, select, update

from whosaid.articles import Entity, Extent, Quote, Reading, Receipt
from whosaid.errors import NotFound, StoreError
from whosaid.store import copying, lookups, search, succeeding
from whosaid.store.database import analyse
from whosaid.store.tables import (
    collection_articles,
    collections,
    entities,
    files,
    fold,
    mentions,
    quote_entities,
    quotes,
    readings,
    receipts,
    speakers,
)

_WORD = re.compile(r"\w+")


def create_collection(connection: Connection, collection_id: str, name: str) -> None:
    """A new collection without articles."""
    row = {"id": collection_id, "name": name, "created": datetime.now(UTC)}
    connection.execute(insert(collections), row)


def rename_collection(connection: Connection, collection_id: str, name: str) -> None:
    """Another name; raises ``NotFound``."""
    lookups.require_collection(connection, collection_id)
    connection.execute(update(collections).where(collections.c.id == collection_id).values(name=name))
    changed(connection, collection_id)


def changed(connection: Connection, collection_id: str) -> None:
    """Count the collection's version up: what was counted of it before holds no more."""
    counting = update(collections).where(collections.c.id == collection_id)
    connection.execute(counting.values(version=collections.c.version + 1))


def save(
    connection: Connection,
    collection_id: str,
    reading: Reading,
    raw: bytes,
    file: str,
    *,
    settled: bool = True,
) -> None:
    """Keep the bytes and the reading if they are new, and let the collection refer to them.

    A collection refers to one reading of an article: one by another model takes its place. Without ``settled``
    the copies among its articles have to be settled afterwards (``copying.settle``).
    """
    article = reading.article
    if hashlib.sha256(raw).hexdigest() != article.id:
        raise StoreError(f"{file}: the reading is not one of these bytes; read the file again.")
    # Locked, because the article gets the place after the last one.
    lookups.require_collection(connection, collection_id, lock=True)
    reading_pk = lookups.reading_pk(connection, article.id, reading.model)
    if reading_pk is None:
        reading_pk = _insert_reading(connection, reading, raw)
        if reading_pk.bit_count() == 1:  # twice as many as the last time
            analyse(connection)
    _refer(connection, collection_id, article.id, reading_pk, file)
    if settled:
        copying.settle(connection, collection_id, {article.id})
    changed(connection, collection_id)


def remove_article(connection: Connection, collection_id: str, article_id: str) -> None:
    """Take an article and its receipts out of a collection, and forget it where no other refers to it."""
    ours = collection_articles.c.collection == collection_id
    found = connection.execute(
        delete(collection_articles).where(ours, collection_articles.c.article == article_id)
    )
    if not found.rowcount:
        raise NotFound(
            f"The article {article_id[:12]} is not in this collection; it may have been removed already."
        )
    connection.execute(
        delete(receipts).where(receipts.c.collection == collection_id, receipts.c.article == article_id)
    )
    copying.take_out(connection, collection_id, article_id)
    _forget_unused(connection, article_id)
    search.forget(connection)
    changed(connection, collection_id)


def take_place(connection: Connection, collection_id: str, old: str, new: str) -> None:
    """Let an article stand where another stood in a collection, which is taken out; nothing where that is not there."""
    columns = collection_articles.c
    stands = select(columns.position).where(columns.collection == collection_id, columns.article == old)
    position = connection.execute(stands).scalar()
    if position is None or old == new:
        return
    succeeding.succeed(connection, collection_id, old, new)
    remove_article(connection, collection_id, old)
    moved = update(collection_articles).where(columns.collection == collection_id, columns.article == new)
    connection.execute(moved.values(position=position))
    copying.settle(connection, collection_id, {new})


def add_receipt(
    connection: Connection, collection_id: str, receipt: Receipt, batch: str | None = None
) -> None:
    """Keep what became of a file of a batch; raises ``NotFound``."""
    lookups.require_collection(connection, collection_id)
    connection.execute(
        insert(receipts),
        {
            "collection": collection_id,
            "batch": batch,
            **asdict(receipt),
            "notices": list(receipt.notices),
            "unread": [asdict(one) for one in receipt.unread] or None,
        },
    )


def keep_bytes(connection: Connection, raw: bytes) -> None:
    """Keep the bytes of an article that is not read, by their SHA-256."""
    article_id = hashlib.sha256(raw).hexdigest()
    if not lookups.has_file(connection, article_id):
        connection.execute(insert(files), {"id": article_id, "raw": raw})


def _refer(connection: Connection, collection_id: str, article_id: str, reading_pk: int, file: str) -> None:
    columns = collection_articles.c
    known = update(collection_articles).where(
        columns.collection == collection_id, columns.article == article_id
    )
    if connection.execute(known.values(reading=reading_pk)).rowcount:
        _forget_unused(connection, article_id)
        return
    row = {
        "collection": collection_id,
        "article": article_id,
        "reading": reading_pk,
        "file": file,
        "position": lookups.next_position(connection, collection_id),
    }
    connection.execute(insert(collection_articles), row)


def _forget_unused(connection: Connection, article_id: str) -> None:
    """Delete the readings of an article to which no collection refers, and its bytes with the last one."""
    used = exists().where(collection_articles.c.reading == readings.c.pk)
    connection.execute(delete(readings).where(readings.c.article == article_id, ~used))
    read = exists().where(readings.c.article == files.c.id)
    connection.execute(delete(files).where(files.c.id == article_id, ~read))


def forget_file(connection: Connection, file_id: str) -> None:
    """Delete the bytes of a file of which there is no reading, and that no receipt offers to read (once more)."""
    offers = or_(receipts.c.columns.is_not(None), receipts.c.unread.is_not(None))
    for row in connection.execute(select(receipts.c.columns, receipts.c.unread).where(offers)):
        offered = {one["article"] for one in row.unread or ()} | {(row.columns or {}).get("table")}
        if file_id in offered:
            return
    read = exists().where(readings.c.article == files.c.id)
    connection.execute(delete(files).where(files.c.id == file_id, ~read))


def _insert_reading(connection: Connection, reading: Reading, raw: bytes) -> int:
    keep_bytes(connection, raw)
    (reading_pk,) = insert_rows(connection, readings, [_reading_row(reading)])
    entity_pks = insert_rows(
        connection,
        entities,
        [_entity_row(reading_pk, place, entity) for place, entity in enumerate(reading.entities)],
    )
    _insert_all(connection, mentions, _mention_rows(entity_pks, reading.entities))
    _insert_all(connection, speakers, _speaker_rows(reading_pk, reading))
    size = len(reading.article.text)
    quote_pks = insert_rows(
        connection,
        quotes,
        [_quote_row(reading_pk, place, quote, size) for place, quote in enumerate(reading.quotes)],
    )
    _insert_all(connection, quote_entities, _quote_entity_rows(quote_pks, entity_pks, reading))
    copying.sign(connection, reading_pk, reading.article)
    return reading_pk


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows; the new primary keys, in the order of ``rows``."""
    if not rows:
        return []
    statement = insert(table).returning(table.c.pk, sort_by_parameter_order=True)
    return list(connection.execute(statement, rows).scalars())


def _insert_all(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    listed = list(rows)
    if listed:
        connection.execute(insert(table), listed)


def _reading_row(reading: Reading) -> dict[str, Any]:
    article = reading.article
    return {
        "article": article.id,
        "model_name": reading.model.name,
        "model_version": reading.model.version,
        "title": article.title,
        "date": article.date,
        "outlet": article.outlet,
        "language": article.language,
        "text": article.text,
        "words": _words(article.text),
        "rest": {
            "authors": article.authors,
            "removed": [asdict(removed) for removed in article.removed],
            "notices": article.notices,
            "url": article.url,
        },
        "seconds": reading.seconds,
    }


def _entity_row(reading_pk: int, place: int, entity: Entity) -> dict[str, Any]:
    return {
        "reading": reading_pk,
        "position": place,
        "id": entity.id,
        "name": entity.name,
        "folded": fold(entity.name),
        "label": entity.label,
        "count": len(entity.mentions),
    }


def _mention_rows(entity_pks: Sequence[int], found: Sequence[Entity]) -> Iterable[dict[str, Any]]:
    for entity_pk, entity in zip(entity_pks, found, strict=True):
        for mention in entity.mentions:
            yield {"entity": entity_pk, **asdict(mention)}


def _speaker_rows(reading_pk: int, reading: Reading) -> Iterable[dict[str, Any]]:
    for place, speaker in enumerate(reading.speakers):
        yield {
            "reading": reading_pk,
            "position": place,
            "id": speaker.id,
            "name": speaker.name,
            "kind": speaker.kind,
            "quotes": speaker.quotes,
            "words": speaker.words,
            **asdict(speaker.sentiment),
        }


def _quote_row(reading_pk: int, place: int, quote: Quote, size: int) -> dict[str, Any]:
    return {
        "reading": reading_pk,
        "position": place,
        "id": quote.id,
        "kind": quote.kind,
        "sense": quote.cue.sense if quote.cue else None,
        "speaker": quote.speaker,
        "text": quote.text,
        "folded": fold(quote.text),
        "words": _words(quote.text),
        "place": quote.spans[0][0] / size if quote.spans and size else None,
        "confidence": quote.confidence,
        **asdict(quote.sentiment),
        "rest": {
            "spans": quote.spans,
            "cue": asdict(quote.cue) if quote.cue else None,
            "source": asdict(quote.source) if quote.source else None,
            "about": [asdict(about) for about in quote.about],
            "evidence": asdict(quote.evidence) if quote.evidence else None,
            "negated": quote.negated,
            "question": quote.question,
            "within": quote.within,
        },
    }


def _quote_entity_rows(
    quote_pks: Sequence[int], entity_pks: Sequence[int], reading: Reading
) -> Iterable[dict[str, Any]]:
    named = sorted(
        (
            (mention, entity_pk)
            for entity_pk, entity in zip(entity_pks, reading.entities, strict=True)
            for mention in entity.mentions
        ),
        key=lambda pair: pair[0].start,
    )
    starts = [mention.start for mention, _ in named]
    ids = dict(zip(entity_pks, (entity.id for entity in reading.entities), strict=True))
    for quote_pk, quote in zip(quote_pks, reading.quotes, strict=True):
        felt = {about.entity: (about.label, about.score) for about in quote.about}
        for entity_pk, count in _named_in(quote, starts, named).items():
            label, score = felt.get(ids[entity_pk], (None, None))
            yield {
                "quote": quote_pk,
                "entity": entity_pk,
                "mentions": count,
                "label": label,
                "score": score,
            }


def _named_in(quote: Quote, starts: Sequence[int], named: Sequence[tuple[Extent, int]]) -> Counter[int]:
    """Entity -> how many of its mentions lie within the quote's spans."""
    found: Counter[int] = Counter()
    for start, end in quote.spans:
        inside = named[bisect_left(starts, start) : bisect_left(starts, end)]
        found.update(entity_pk for mention, entity_pk in inside if mention.end <= end)
    return found


def _words(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))
