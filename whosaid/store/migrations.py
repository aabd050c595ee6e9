"""What brings a database of an older version up to date, a step a version.

A step names the columns it needs itself, because ``tables`` goes on changing after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    Text,
    bindparam,
    case,
    column,
    func,
    insert,
    select,
    table,
    text,
    update,
)

from whosaid import duplicates

VERSION: Final = 10
Step = Callable[[Connection], None]

_readings = table("readings", column("pk"), column("text"), column("date"))
_placed = table(
    "collection_articles", column("collection"), column("article"), column("reading"), column("position")
)
_quotes = table("quotes", column("pk"), column("reading"), column("rest", JSON), column("place"))
_entities = table("entities", column("pk"), column("reading"), column("id"))
_named = table("quote_entities", column("quote"), column("entity"), column("label"), column("score"))
_BATCH: Final = 1000
_TEXTS: Final = 100


def _places_and_targets(connection: Connection) -> None:
    """1 to 2: where in its article a quote stands, and what it feels about whom, in columns of their own."""
    for statement in (
        "ALTER TABLE quotes ADD COLUMN place DOUBLE PRECISION",
        "ALTER TABLE quote_entities ADD COLUMN label VARCHAR(16)",
        "ALTER TABLE quote_entities ADD COLUMN score DOUBLE PRECISION",
    ):
        connection.execute(text(statement))
    placing = update(_quotes).where(_quotes.c.pk == bindparam("quote")).values(place=bindparam("at"))
    entity = select(_entities.c.pk).where(
        _entities.c.reading == bindparam("in_reading"), _entities.c.id == bindparam("of")
    )
    feeling = update(_named).where(
        _named.c.quote == bindparam("of_quote"), _named.c.entity == entity.scalar_subquery()
    )
    feeling = feeling.values(label=bindparam("felt"), score=bindparam("felt_score"))
    for rows in _batches(connection):
        connection.execute(placing, [{"quote": row.pk, "at": _place(row)} for row in rows])
        felt = [target for row in rows for target in _targets(row)]
        if felt:
            connection.execute(feeling, felt)


def _batches(connection: Connection) -> Iterator[list[Any]]:
    """Every quote with the length of its article's text, some at a time."""
    source = _quotes.join(_readings, _readings.c.pk == _quotes.c.reading)
    statement = select(
        _quotes.c.pk, _quotes.c.reading, _quotes.c.rest, func.length(_readings.c.text).label("length")
    ).select_from(source)
    last = -1
    while rows := list(
        connection.execute(statement.where(_quotes.c.pk > last).order_by(_quotes.c.pk).limit(_BATCH))
    ):
        yield rows
        last = rows[-1].pk


def _place(row: Row[Any]) -> float | None:
    spans = row.rest["spans"]
    return spans[0][0] / row.length if spans and row.length else None


def _targets(row: Row[Any]) -> list[dict[str, Any]]:
    return [
        {
            "of_quote": row.pk,
            "in_reading": row.reading,
            "of": about["entity"],
            "felt": about["label"],
            "felt_score": about["score"],
        }
        for about in row.rest["about"]
    ]


def _counted_index(connection: Connection) -> None:
    """2 to 3: an index that holds everything that the panels count by."""
    columns = "reading, speaker, label, kind, sense, confidence, score, words"
    connection.execute(text(f"CREATE INDEX ix_quotes_counted ON quotes ({columns})"))


def _queue(connection: Connection) -> None:
    """3 to 4: files that wait, and with each receipt the batch it belongs to and into how many it was split."""
    metadata = MetaData()
    Table("collections", metadata, Column("id", String(64), primary_key=True))
    waiting = Table(
        "queue",
        metadata,
        Column("pk", Integer, primary_key=True),
        Column("collection", ForeignKey("collections.id", ondelete="CASCADE"), nullable=False, index=True),
        Column("batch", String(32), nullable=False),
        Column("parent", ForeignKey("queue.pk", ondelete="CASCADE")),
        Column("position", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("columns", JSON),
        Column("state", String(16), nullable=False),
        Column("tries", Integer, nullable=False),
        Column("stopped", Boolean, nullable=False),
        Column("holder", String(32)),
        Column("held_until", Double),
        Column("outcome", JSON),
        Index("ix_queue_turn", "state", "collection", "batch", "position"),
        Index("ix_queue_batch", "batch", "state"),
        Index("ix_queue_parent", "parent", "state"),
    )
    upload: Column[int] = Column("upload", ForeignKey("queue.pk", ondelete="CASCADE"), primary_key=True)
    raw = Table("queue_bytes", metadata, upload, Column("raw", LargeBinary, nullable=False))
    metadata.create_all(connection, [waiting, raw])
    for statement in (
        "ALTER TABLE receipts ADD COLUMN batch VARCHAR(32)",
        "ALTER TABLE receipts ADD COLUMN parts INTEGER DEFAULT 1 NOT NULL",
        "CREATE INDEX ix_receipts_batch ON receipts (batch)",
    ):
        connection.execute(text(statement))


def _versions_and_indices(connection: Connection) -> None:
    """4 to 5: a version of each collection that counts its changes, and indices that hold all that is counted."""
    counted = "label, kind, sense, confidence, score, words, place"
    for statement in (
        "ALTER TABLE collections ADD COLUMN version INTEGER DEFAULT 0 NOT NULL",
        "DROP INDEX ix_quotes_counted",
        "DROP INDEX ix_quotes_speaker",
        "DROP INDEX ix_entities_id",
        f"CREATE INDEX ix_quotes_counted ON quotes (reading, speaker, {counted})",
        f"CREATE INDEX ix_quotes_spoken ON quotes (speaker, reading, {counted})",
        "CREATE INDEX ix_quotes_order ON quotes (reading, position)",
        "CREATE INDEX ix_speakers_id ON speakers (id, reading, name, kind, quotes)",
        "CREATE INDEX ix_entities_id ON entities (id, reading, label, count, name)",
        "CREATE INDEX ix_collection_articles_order ON collection_articles (collection, position, reading, article)",
        "CREATE INDEX ix_collection_articles_placed ON collection_articles (reading, collection, position, article)",
    ):
        connection.execute(text(statement))


def _replaced(connection: Connection) -> None:
    """5 to 6: which article a file that waits takes the place of."""
    connection.execute(text("ALTER TABLE queue ADD COLUMN replaces VARCHAR(64)"))


def _insisting(connection: Connection) -> None:
    """6 to 7: which articles in other languages were left unread, and whether somebody insists on reading one."""
    connection.execute(text("ALTER TABLE queue ADD COLUMN insists BOOLEAN"))
    connection.execute(text("ALTER TABLE receipts ADD COLUMN unread JSON"))


def _copies(connection: Connection) -> None:
    """7 to 8: the signature of every text, and which articles of a collection are copies of which."""
    metadata = MetaData()
    for name, key in (("readings", Column("pk", Integer, primary_key=True)), ("collections", _key("id"))):
        Table(name, metadata, key)
    signatures = Table(
        "signatures",
        metadata,
        Column("reading", ForeignKey("readings.pk", ondelete="CASCADE"), primary_key=True),
        Column("date", String(10)),
        Column("signature", LargeBinary, nullable=False),
    )
    copies = Table(
        "copies",
        metadata,
        Column("collection", ForeignKey("collections.id", ondelete="CASCADE"), primary_key=True),
        _key("article"),
        Column("reading", ForeignKey("readings.pk", ondelete="CASCADE"), nullable=False, index=True),
        Column("story", String(64), nullable=False),
        Column("turn", Integer, nullable=False),
        Index("ix_copies_story", "collection", "story", "turn", "reading"),
    )
    metadata.create_all(connection, [signatures, copies])
    _sign(connection, signatures)
    for collection in connection.execute(select(_placed.c.collection).distinct()).scalars().all():
        _settle(connection, collection, signatures, copies)


def _key(name: str) -> Column[str]:
    return Column(name, String(64), primary_key=True)


def _sign(connection: Connection, signatures: Table) -> None:
    """The signatures of what was read, some texts at a time."""
    last = -1
    texts = select(_readings.c.pk, _readings.c.date, _readings.c.text).order_by(_readings.c.pk).limit(_TEXTS)
    while rows := connection.execute(texts.where(_readings.c.pk > last)).all():
        signed = [
            {"reading": row.pk, "date": row.date, "signature": duplicates.signature(row.text)} for row in rows
        ]
        connection.execute(insert(signatures), signed)
        last = rows[-1].pk


def _settle(connection: Connection, collection: str, signatures: Table, copies: Table) -> None:
    """The copies of one collection; the first of a story is that of the earliest date, else the one uploaded first."""
    undated = case((signatures.c.date.is_(None), 1), else_=0)
    in_order = (
        select(_placed.c.article, _placed.c.reading, signatures.c.signature)
        .join(signatures, signatures.c.reading == _placed.c.reading)
        .where(_placed.c.collection == collection)
        .order_by(undated, signatures.c.date, _placed.c.position, _placed.c.article)
    )
    rows = connection.execute(in_order).all()
    stories: defaultdict[int, list[int]] = defaultdict(list)
    for place, first in enumerate(duplicates.stories([bytes(row.signature) for row in rows])):
        stories[first].append(place)
    found = [
        {
            "collection": collection,
            "article": rows[place].article,
            "reading": rows[place].reading,
            "story": rows[first].article,
            "turn": turn,
        }
        for first, places in stories.items()
        for turn, place in enumerate(places)
        if len(places) > 1
    ]
    if found:
        connection.execute(insert(copies), found)


def _columns_told(connection: Connection) -> None:
    """8 to 9: of which tables not all columns were found, so that a person can say more."""
    connection.execute(text("ALTER TABLE receipts ADD COLUMN columns JSON"))


def _successors(connection: Connection) -> None:
    """9 to 10: what took the place of an article, so that links to it lead on."""
    metadata = MetaData()
    Table("collections", metadata, Column("id", String(64), primary_key=True))
    Table(
        "successors",
        metadata,
        Column("collection", ForeignKey("collections.id", ondelete="CASCADE"), primary_key=True),
        Column("old", String(64), primary_key=True),
        Column("new", String(64), nullable=False),
        Column("quotes", JSON, nullable=False),
    ).create(connection)


STEPS: Final[Mapping[int, Step]] = {
    1: _places_and_targets,
    2: _counted_index,
    3: _queue,
    4: _versions_and_indices,
    5: _replaced,
    6: _insisting,
    7: _copies,
    8: _columns_told,
    9: _successors,
}
"""Version found -> what brings it to the next; a change of ``tables`` adds one and counts VERSION up."""
