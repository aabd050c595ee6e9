"""Every SELECT that looks something up by its id: a collection, an article, names, receipts.

No View is turned into SQL here; that is ``queries``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Many
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, bindparam, func, select

from whosaid.articles import (
    About,
    Article,
    Columns,
    Cue,
    Entity,
    Evidence,
    Extent,
    MeanSentiment,
    ModelInfo,
    Quote,
    Reading,
    Receipt,
    Removed,
    Sentiment,
    Speaker,
    Unread,
)
from whosaid.errors import NotFound
from whosaid.store.rows import Collection, SpeakerName
from whosaid.store.tables import (
    collection_articles,
    collections,
    entities,
    files,
    mentions,
    quotes,
    readings,
    receipts,
    speakers,
)
from whosaid.view import UNATTRIBUTED, View

_placed = collection_articles.c
# What every page asks is put together once; see ``shapes``.
_COLLECTION: Final = select(collections).where(collections.c.id == bindparam("collection"))
_PLACED: Final = select(_placed.reading, _placed.file).where(
    _placed.collection == bindparam("collection"), _placed.article == bindparam("article")
)
_READING: Final = select(readings).where(readings.c.pk == bindparam("pk"))
_IN_READING: Final[Mapping[Table, Select[Any]]] = {
    table: select(table).where(table.c.reading == bindparam("pk")).order_by(table.c.position)
    for table in (entities, speakers, quotes)
}
_MENTIONS: Final = (
    select(mentions)
    .join(entities, entities.c.pk == mentions.c.entity)
    .where(entities.c.reading == bindparam("pk"))
    .order_by(mentions.c.start, mentions.c.end)
)
_SIZES: Final = [
    select(func.count()).select_from(source).where(_placed.collection == bindparam("collection"))
    for source in (
        collection_articles,
        collection_articles.join(quotes, quotes.c.reading == _placed.reading),
    )
]


def require_collection(connection: Connection, collection_id: str, *, lock: bool = False) -> Row[Any]:
    """The collection's own row; raises ``NotFound``.

    ``lock``: other writers of this collection wait until this transaction ends.
    """
    statement = _COLLECTION.with_for_update() if lock else _COLLECTION
    row = connection.execute(statement, {"collection": collection_id}).first()
    if row is None:
        raise NotFound(
            "The link names a collection that is not in this database: it is incomplete, or was made on "
            "another machine. Check that the whole link was copied, or start a new collection."
        )
    return row


def collection(connection: Connection, collection_id: str) -> Collection:
    """The collection with its counts; raises ``NotFound``."""
    row = require_collection(connection, collection_id)
    articles, quoted = (
        connection.execute(size, {"collection": collection_id}).scalar_one() for size in _SIZES
    )
    return Collection(
        id=row.id,
        name=row.name,
        # SQLite keeps no time zone; what is kept is UTC.
        created=row.created.replace(tzinfo=UTC) if row.created.tzinfo is None else row.created,
        articles=articles,
        quotes=quoted,
    )


def next_position(connection: Connection, collection_id: str) -> int:
    """The place after the last article of the collection."""
    last = select(func.max(_placed.position)).where(_placed.collection == collection_id)
    return (connection.execute(last).scalar_one() or 0) + 1


def has_file(connection: Connection, article_id: str) -> bool:
    """Whether these bytes are kept."""
    return connection.execute(select(files.c.id).where(files.c.id == article_id)).first() is not None


def bytes_of(connection: Connection, article_id: str) -> bytes:
    """The bytes of an article that no collection need have; raises ``NotFound``."""
    row = connection.execute(select(files.c.raw).where(files.c.id == article_id)).first()
    if row is None:
        raise NotFound(
            "The file is no longer kept, because the same article was removed elsewhere; add it again."
        )
    return bytes(row.raw)


def raw(connection: Connection, collection_id: str, article_id: str) -> bytes:
    """The bytes as they were uploaded; raises ``NotFound``."""
    statement = select(files.c.raw).join(collection_articles, _placed.article == files.c.id)
    row = connection.execute(
        statement.where(_placed.collection == collection_id, _placed.article == article_id)
    ).first()
    if row is None:
        raise _no_article(article_id)
    return bytes(row.raw)


def reading_pk(connection: Connection, article_id: str, model: ModelInfo) -> int | None:
    """The reading of these bytes by this model, if there is one."""
    statement = select(readings.c.pk).where(
        readings.c.article == article_id,
        readings.c.model_name == model.name,
        readings.c.model_version == model.version,
    )
    return connection.execute(statement).scalar_one_or_none()


def quotes_kept(
    connection: Connection, collection_id: str, article_id: str, model: ModelInfo | None
) -> int | None:
    """How many quotes the collection has of this article; None: it does not have it (read by ``model``)."""
    statement = (
        select(func.count(quotes.c.pk))
        .select_from(collection_articles)
        .join(readings, readings.c.pk == _placed.reading)
        .outerjoin(quotes, quotes.c.reading == _placed.reading)
        .where(_placed.collection == collection_id, _placed.article == article_id)
        .group_by(readings.c.pk)
    )
    if model:
        statement = statement.where(
            readings.c.model_name == model.name, readings.c.model_version == model.version
        )
    return connection.execute(statement).scalar_one_or_none()


def reading_in(connection: Connection, collection_id: str, article_id: str) -> Reading:
    """What the collection refers to, under the file name it has there; raises ``NotFound``."""
    row = connection.execute(_PLACED, {"collection": collection_id, "article": article_id}).first()
    if row is None:
        raise _no_article(article_id)
    return reading(connection, row.reading, row.file)


def reading(connection: Connection, pk: int, file: str) -> Reading:
    """A whole reading, as it was saved."""
    row = connection.execute(_READING, {"pk": pk}).one()
    return Reading(
        article=_article(row, file),
        entities=_entities(connection, pk),
        speakers=_speakers(connection, pk),
        quotes=tuple(quote_of(found) for found in connection.execute(_IN_READING[quotes], {"pk": pk})),
        model=ModelInfo(row.model_name, row.model_version),
        seconds=row.seconds,
    )


def quote_of(row: Row[Any]) -> Quote:
    """The quote in a row that has every column of ``quotes``; rows of old lack what was not kept yet."""
    rest = row.rest
    return Quote(
        id=row.id,
        kind=row.kind,
        text=row.text,
        spans=tuple((start, end) for start, end in rest["spans"]),
        cue=Cue(**rest["cue"]) if rest["cue"] else None,
        source=Extent(**rest["source"]) if rest["source"] else None,
        speaker=row.speaker,
        confidence=row.confidence,
        sentiment=Sentiment(row.label, row.score, row.negative, row.neutral, row.positive),
        about=tuple(About(**about) for about in rest["about"]),
        evidence=_evidence(rest.get("evidence")),
        negated=rest.get("negated", False),
        question=rest.get("question", False),
        within=rest.get("within"),
    )


def _evidence(kept: dict[str, Any] | None) -> Evidence | None:
    if kept is None:
        return None
    return Evidence(kept["how"], Extent(**kept["mention"]) if kept["mention"] else None, kept["apart"])


def receipts_of(
    connection: Connection, collection_id: str, batches: Sequence[str] | None = None
) -> list[Receipt]:
    """What became of every file, or of those of some batches, oldest first; raises ``NotFound``."""
    require_collection(connection, collection_id)
    kept = select(receipts).where(receipts.c.collection == collection_id).order_by(receipts.c.pk)
    if batches is not None:
        kept = kept.where(receipts.c.batch.in_(batches))
    return [receipt(row) for row in connection.execute(kept)]


def receipt(row: Row[Any]) -> Receipt:
    """The receipt that a row of ``receipts`` is."""
    return Receipt(
        row.file,
        row.status,
        row.message,
        row.article,
        row.quotes,
        tuple(row.notices),
        row.parts,
        tuple(Unread(**kept) for kept in row.unread or ()),
        columns(row.columns),
    )


def columns(kept: Mapping[str, Any] | None) -> Columns | None:
    """A table's columns, as they were kept in JSON."""
    if kept is None:
        return None
    return Columns(
        kept["table"], tuple(kept["names"]), kept["found"], tuple(kept["unknown"]), kept.get("likely")
    )


def speaker_names(
    connection: Connection, collection_id: str, limit: int | None, only: Many[str] | None = None
) -> list[SpeakerName]:
    """Every speaker of the collection once, or those with most quotes, or ``only`` these, by name."""
    statement = (
        select(speakers.c.id, speakers.c.name, speakers.c.kind)
        .join(collection_articles, _placed.reading == speakers.c.reading)
        .where(_placed.collection == collection_id)
        .group_by(speakers.c.id, speakers.c.name, speakers.c.kind)
        .order_by(func.sum(speakers.c.quotes).desc(), speakers.c.name)
    )
    if only is not None:
        statement = statement.where(speakers.c.id.in_(only))
    # The name and kind of most of its quotes come first, and stay.
    found: dict[str, SpeakerName] = {}
    for row in connection.execute(statement.limit(limit)):
        found.setdefault(row.id, SpeakerName(row.id, row.name, row.kind))
    return sorted(found.values(), key=lambda speaker: (speaker.name.casefold(), speaker.id))


def names(connection: Connection, collection_id: str, ids: Many[str]) -> dict[str, str]:
    """Id -> name of the speakers, entities and articles among ``ids``; what is not there is left out."""
    found = {UNATTRIBUTED: "Unattributed"} if UNATTRIBUTED in ids else {}
    of = {"collection": collection_id, "ids": list(ids)}
    for statement in _NAMES:
        found.update((row[0], row[1]) for row in connection.execute(statement, of))
    return found


def _most_called(table: Table, weight: ColumnElement[int]) -> Select[Any]:
    """The names of these ids, and last of each the one that it has most often."""
    return (
        select(table.c.id, table.c.name)
        .join(collection_articles, _placed.reading == table.c.reading)
        .where(
            _placed.collection == bindparam("collection"), table.c.id.in_(bindparam("ids", expanding=True))
        )
        .group_by(table.c.id, table.c.name)
        .order_by(func.sum(weight), table.c.name.desc())
    )


_TITLES: Final = (
    select(_placed.article, func.coalesce(readings.c.title, _placed.file))
    .join(readings, readings.c.pk == _placed.reading)
    .where(
        _placed.collection == bindparam("collection"), _placed.article.in_(bindparam("ids", expanding=True))
    )
)
_NAMES: Final = (_most_called(entities, entities.c.count), _most_called(speakers, speakers.c.quotes), _TITLES)


def unknown_ids(connection: Connection, view: View) -> list[tuple[str, str]]:
    """Field and value of the speakers, entities, outlets and articles of a view that its collection does not hold."""
    require_collection(connection, view.collection)
    missing = []
    for field, statement in _HELD.items():
        for name in (field, f"not_{field}"):
            values = [value for value in view.values(name) if value != UNATTRIBUTED]
            if not values:
                continue
            found = connection.execute(statement, {"collection": view.collection, "values": values})
            held = set(found.scalars())
            missing += [(name, value) for value in values if value not in held]
    return missing


def _held(column: ColumnElement[str], reading_pk: ColumnElement[int]) -> Select[str]:
    """Which of these values a collection has."""
    return (
        select(column)
        .join(collection_articles, _placed.reading == reading_pk)
        .where(_placed.collection == bindparam("collection"), column.in_(bindparam("values", expanding=True)))
    )


_HELD: Final[Mapping[str, Select[str]]] = {
    "speakers": _held(speakers.c.id, speakers.c.reading),
    "entities": _held(entities.c.id, entities.c.reading),
    "outlets": _held(readings.c.outlet, readings.c.pk),
    "articles": _held(readings.c.article, readings.c.pk),
}


def _no_article(article_id: str) -> NotFound:
    return NotFound(
        f"The article {article_id[:12]} is not in this collection; it may have been removed. "
        "Choose another article, or upload it again."
    )


def _article(row: Row[Any], file: str) -> Article:
    return Article(
        id=row.article,
        file=file,
        text=row.text,
        title=row.title,
        date=row.date,
        outlet=row.outlet,
        authors=tuple(row.rest["authors"]),
        language=row.language,
        removed=tuple(Removed(**removed) for removed in row.rest["removed"]),
        notices=tuple(row.rest["notices"]),
        url=row.rest.get("url"),  # readings kept before 0.4.0 have none
    )


def _entities(connection: Connection, pk: int) -> tuple[Entity, ...]:
    extents = defaultdict(list)
    for row in connection.execute(_MENTIONS, {"pk": pk}):
        extents[row.entity].append(Extent(row.start, row.end, row.text))
    return tuple(
        Entity(row.id, row.name, row.label, tuple(extents[row.pk]))
        for row in connection.execute(_IN_READING[entities], {"pk": pk})
    )


def _speakers(connection: Connection, pk: int) -> tuple[Speaker, ...]:
    return tuple(
        Speaker(
            row.id,
            row.name,
            row.kind,
            row.quotes,
            row.words,
            MeanSentiment(row.mean, row.low, row.high, row.n),
        )
        for row in connection.execute(_IN_READING[speakers], {"pk": pk})
    )
