"""A document that was opened last, kept: it is looked through for several articles, and then read."""

from __future__ import annotations

from functools import lru_cache

from whosaid.intake import documents
from whosaid.intake.documents import DocumentFormat
from whosaid.intake.draft import Draft
from whosaid.settings import Settings


@lru_cache(maxsize=1)
def document_draft(kind: DocumentFormat, data: bytes, file: str, settings: Settings) -> Draft:
    """Return ``documents.draft_of``; raises ``UnreadableFile``."""
    return documents.draft_of(kind, data, file, settings)
