"""Databases as earlier versions of Whosaid made them: what each step of ``migrations`` added is taken away again."""

from __future__ import annotations

from sqlalchemy import Connection, text

_LESS = {
    10: ("DROP TABLE successors",),
    9: ("ALTER TABLE receipts DROP COLUMN columns",),
    8: ("DROP TABLE copies", "DROP TABLE signatures"),
    7: ("ALTER TABLE queue DROP COLUMN insists", "ALTER TABLE receipts DROP COLUMN unread"),
    6: ("ALTER TABLE queue DROP COLUMN replaces",),
    5: (
        "DROP INDEX ix_collection_articles_placed",
        "DROP INDEX ix_collection_articles_order",
        "DROP INDEX ix_entities_id",
        "DROP INDEX ix_speakers_id",
        "DROP INDEX ix_quotes_order",
        "DROP INDEX ix_quotes_spoken",
        "DROP INDEX ix_quotes_counted",
        "CREATE INDEX ix_entities_id ON entities (id)",
        "CREATE INDEX ix_quotes_speaker ON quotes (speaker)",
        "CREATE INDEX ix_quotes_counted ON quotes "
        "(reading, speaker, label, kind, sense, confidence, score, words)",
        "ALTER TABLE collections DROP COLUMN version",
    ),
    4: (
        "DROP INDEX ix_receipts_batch",
        "ALTER TABLE receipts DROP COLUMN batch",
        "ALTER TABLE receipts DROP COLUMN parts",
        "DROP TABLE queue_bytes",
        "DROP TABLE queue",
    ),
    3: ("DROP INDEX ix_quotes_counted",),
    2: (
        "ALTER TABLE quotes DROP COLUMN place",
        "ALTER TABLE quote_entities DROP COLUMN label",
        "ALTER TABLE quote_entities DROP COLUMN score",
    ),
}


def take_back(connection: Connection, version: int) -> None:
    """Make the tables those of an earlier version; what is in them stays."""
    for step in sorted(_LESS, reverse=True):
        if step > version:
            for statement in _LESS[step]:
                connection.execute(text(statement))
    connection.execute(text(f"UPDATE schema_version SET version = {version}"))
