"""The tables: what is kept, and what refers to what. No query lives here.

``files`` keeps the raw bytes by content, ``readings`` one reading of a file by one model,
and below it the quotes, speakers, entities and mentions in rows of their own, so that a
panel is one aggregation. A collection holds none of that: ``collection_articles`` refers.
Portable types only; ``folded`` columns hold text as ``fold`` makes it, because no two
databases agree on what is the same letter.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _parent(name: str, target: str, *, primary_key: bool = False) -> Column[int]:
    """A reference that disappears with what it refers to."""
    reference = ForeignKey(target, ondelete="CASCADE")
    return Column(name, reference, primary_key=primary_key, nullable=False, index=not primary_key)


schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))

collections = Table(
    "collections",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("created", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False, server_default="0", comment="counts the changes"),
)

files = Table(
    "files",
    metadata,
    Column("id", String(64), primary_key=True, comment="SHA-256 of the bytes in hex"),
    Column("raw", LargeBinary, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("article", ForeignKey("files.id"), nullable=False),
    Column("model_name", Text, nullable=False),
    Column("model_version", Text, nullable=False),
    Column("title", Text),
    Column("date", String(10)),
    Column("outlet", Text),
    Column("language", String(16)),
    Column("text", Text, nullable=False),
    Column("words", Integer, nullable=False),
    Column("rest", JSON, nullable=False, comment="authors, removed, notices of the article"),
    Column("seconds", Double, nullable=False),
    UniqueConstraint("article", "model_name", "model_version"),
)

collection_articles = Table(
    "collection_articles",
    metadata,
    _parent("collection", "collections.id", primary_key=True),
    Column("article", String(64), primary_key=True),
    Column("reading", ForeignKey("readings.pk"), nullable=False, index=True),
    Column("file", Text, nullable=False, comment="its name in this collection"),
    Column("position", Integer, nullable=False, comment="in the order of upload"),
    # From a collection to its quotes in order, and from a quote to its collections: without the rows themselves.
    Index("ix_collection_articles_order", "collection", "position", "reading", "article"),
    Index("ix_collection_articles_placed", "reading", "collection", "position", "article"),
)

successors = Table(
    "successors",
    metadata,
    _parent("collection", "collections.id", primary_key=True),
    Column("old", String(64), primary_key=True, comment="an article whose place another took"),
    Column("new", String(64), nullable=False),
    Column("quotes", JSON, nullable=False, comment="id of each quote of the old one -> that of the new one"),
)

signatures = Table(
    "signatures",
    metadata,
    _parent("reading", "readings.pk", primary_key=True),
    Column("date", String(10), comment="that of the reading: beside the signature, so that no text is read"),
    Column("signature", LargeBinary, nullable=False, comment="of its text, by which copies are found"),
)

copies = Table(
    "copies",
    metadata,
    _parent("collection", "collections.id", primary_key=True),
    Column("article", String(64), primary_key=True, comment="one that has copies or is one"),
    _parent("reading", "readings.pk"),
    Column("story", String(64), nullable=False, comment="the first of them, which counts"),
    Column("turn", Integer, nullable=False, comment="its place among them: that of the first is 0"),
    Index("ix_copies_story", "collection", "story", "turn", "reading"),
)

_COUNTED = ("label", "kind", "sense", "confidence", "score", "words", "place")

speakers = Table(
    "speakers",
    metadata,
    Column("pk", Integer, primary_key=True),
    _parent("reading", "readings.pk"),
    Column("position", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("quotes", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("mean", Double, nullable=False),
    Column("low", Double, nullable=False),
    Column("high", Double, nullable=False),
    Column("n", Integer, nullable=False),
    UniqueConstraint("reading", "id"),
    Index("ix_speakers_id", "id", "reading", "name", "kind", "quotes"),
)

quotes = Table(
    "quotes",
    metadata,
    Column("pk", Integer, primary_key=True),
    _parent("reading", "readings.pk"),
    Column("position", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("sense", String(16), comment="of the cue; null where there is none"),
    Column("speaker", Text, comment="speakers.id of the same reading; null: unattributed"),
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("words", Integer, nullable=False),
    Column("place", Double, comment="where in the article's text it begins: 0 at the start, 1 at the end"),
    Column("confidence", Double, nullable=False),
    Column("label", String(16), nullable=False),
    Column("score", Double, nullable=False),
    Column("negative", Double, nullable=False),
    Column("neutral", Double, nullable=False),
    Column("positive", Double, nullable=False),
    Column("rest", JSON, nullable=False, comment="spans, cue, source, about, evidence, marks: not counted"),
    UniqueConstraint("reading", "id"),
    Index("ix_quotes_order", "reading", "position"),
    # Everything that panels count by, by article and by speaker: they read this, and not the texts.
    Index("ix_quotes_counted", "reading", "speaker", *_COUNTED),
    Index("ix_quotes_spoken", "speaker", "reading", *_COUNTED),
)

entities = Table(
    "entities",
    metadata,
    Column("pk", Integer, primary_key=True),
    _parent("reading", "readings.pk"),
    Column("position", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("label", String(16), nullable=False),
    Column("count", Integer, nullable=False, comment="of its mentions"),
    UniqueConstraint("reading", "id"),
    Index("ix_entities_id", "id", "reading", "label", "count", "name"),
)

mentions = Table(
    "mentions",
    metadata,
    _parent("entity", "entities.pk", primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("text", Text, nullable=False),
)

quote_entities = Table(
    "quote_entities",
    metadata,
    _parent("quote", "quotes.pk", primary_key=True),
    Column("entity", ForeignKey("entities.pk", ondelete="CASCADE"), primary_key=True, index=True),
    Column("mentions", Integer, nullable=False, comment="of the entity inside the quote's spans"),
    Column("label", String(16), comment="of the quote's sentiment toward it; null: it is no target"),
    Column("score", Double, comment="of that sentiment"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("pk", Integer, primary_key=True),
    _parent("collection", "collections.id"),
    Column("file", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("message", Text, nullable=False),
    Column("article", String(64)),
    Column("quotes", Integer, nullable=False),
    Column("notices", JSON, nullable=False),
    Column("batch", String(32), index=True, comment="of the queue; null: it never waited there"),
    Column("parts", Integer, nullable=False, server_default="1", comment="articles it was split into"),
    Column(
        "unread", JSON(none_as_null=True), comment="its articles in other languages: their bytes are in files"
    ),
    Column(
        "columns", JSON(none_as_null=True), comment="of a table not all were found: its bytes are in files"
    ),
)

queue = Table(
    "queue",
    metadata,
    Column("pk", Integer, primary_key=True),
    _parent("collection", "collections.id"),
    Column("batch", String(32), nullable=False),
    Column("parent", ForeignKey("queue.pk", ondelete="CASCADE"), comment="the file that holds this article"),
    Column("position", Integer, nullable=False, comment="of the file in its batch"),
    Column("name", Text, nullable=False),
    Column("replaces", String(64), comment="the article whose place it takes; of a table, itself"),
    Column("insists", Boolean, comment="to be read in whatever language it is"),
    Column("columns", JSON, comment="which column of a table is what; null: as found"),
    Column("state", String(16), nullable=False, comment="waiting, reading, split, done"),
    Column("tries", Integer, nullable=False, comment="how often it was begun"),
    Column("stopped", Boolean, nullable=False, comment="cancelled while it was being read"),
    Column("holder", String(32), comment="who reads it"),
    Column("held_until", Double, comment="seconds since 1970; then somebody else may take it up"),
    Column("outcome", JSON, comment="the receipt of an article of many, until the file's own is made"),
    Index("ix_queue_turn", "state", "collection", "batch", "position"),
    Index("ix_queue_batch", "batch", "state"),
    Index("ix_queue_parent", "parent", "state"),
)

queue_bytes = Table(
    "queue_bytes",
    metadata,
    _parent("upload", "queue.pk", primary_key=True),
    Column("raw", LargeBinary, nullable=False),
)


def fold(text: str) -> str:
    """Text as it is searched: no case, straight quotation marks, single spaces."""
    return " ".join(text.translate(_STRAIGHT).casefold().split())


_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})
