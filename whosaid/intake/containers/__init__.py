"""Files that hold other things -> parts that hold one article each.

What a container means is in the module named after it (``archive``, ``tables``, ``mail``,
``splitting``); here is which of them a file is, and how far down to look. Nothing here reads an article.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping

from whosaid.errors import UnnamedText, UnreadableFile
from whosaid.intake import canonical, checks
from whosaid.intake.containers import archive, feeds, mail, splitting, structured, tables
from whosaid.intake.containers.budget import Budget, Exhausted
from whosaid.intake.containers.parts import Found, Part, Parts
from whosaid.intake.containers.sections import pieces_of_document, pieces_of_markdown
from whosaid.intake.documents import document_format
from whosaid.intake.encoding import decode
from whosaid.intake.formats import binary_format, text_format
from whosaid.intake.opened import document_draft
from whosaid.names import file_name
from whosaid.settings import Settings, load_settings

__all__ = ["Part", "columns_of", "is_container", "is_text", "unpack", "wordiest"]

_HEAD = 10_000

Open = Callable[[], Parts]

_log = logging.getLogger(__name__)


def unpack(
    data: bytes,
    name: str,
    settings: Settings | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    plain: bool = False,
) -> Iterator[Part | UnreadableFile]:
    """Yield the articles in a file one by one, as parts that ``read`` takes; the file itself if it is one.

    What cannot be unpacked is yielded as an error that names it, and never stops the others.
    ``columns`` says which column of a table holds what ({"text": "Inhalt"}), where its name does
    not. With ``plain`` only archives are unpacked: a table or a mail is text as it is.
    """
    settings = settings or load_settings()
    file = file_name(name)
    walk = _Walk(Budget(file, settings), columns, plain)
    return _limited(walk.parts(data, file, depth=0), file, settings)


def is_container(data: bytes, name: str) -> bool:
    """Whether a file is an archive, a mailbox, a mail, a table or a feed, and no text of its own."""
    archived = not document_format(data) and (archive.is_archive(data, name))
    return archived or mail.is_mail(data) or _is_xml(data, name) or columns_of(data, name) is not None


def is_text(start: bytes, name: str) -> bool:
    """Whether a file that begins so is plain text, which no library takes apart: not a page, a mail, a document."""
    others = (
        document_format(start),
        binary_format(start),
        archive.is_archive(start, name),
        mail.is_mail(start),
    )
    return not any(others) and text_format(start.decode("utf-8", "replace"), name) not in ("html", "xml")


def _is_xml(data: bytes, name: str) -> bool:
    return text_format(data[:_HEAD].decode("utf-8", "replace"), name) == "xml"


def columns_of(data: bytes, name: str) -> list[str] | None:
    """Return the names of a table's columns, or None where the file is no table."""
    table = _table(data, name)
    return list(table.columns) if table else None


def wordiest(data: bytes, name: str, among: Collection[str]) -> str | None:
    """Return which of these columns of a table has the longest texts in its first rows; None where none has any."""
    table = _table(data, name)
    try:
        return tables.wordiest(table.rows, among) if table else None
    except Exception as error:  # as below: a table whose rows cannot be read
        _log.info("The rows of %r cannot be looked at: %s", file_name(name), error)
        return None


def _table(data: bytes, name: str) -> tables.Table | None:
    """Read a table of which it is not known what its columns are; None where the file is none."""
    try:
        if structured.is_parquet(data):
            names = structured.parquet_columns(data)
            return tables.Table(tuple(names), structured.parquet_rows(data, names))
        decoded = None if not data or binary_format(data) or canonical.is_packed(data) else decode(data)
        return tables.table_of_text(decoded, file_name(name)) if decoded else None
    except Exception as error:  # a damaged table: ``unpack`` says so
        _log.info("The columns of %r cannot be told: %s", file_name(name), error)
        return None


class _Walk:
    """One look through a file and the files in it."""

    def __init__(self, budget: Budget, columns: Mapping[str, str] | None, plain: bool) -> None:
        self.budget = budget
        self.settings = budget.settings
        self.columns = columns
        self.plain = plain

    def parts(self, data: bytes, name: str, *, depth: int) -> Parts:
        """Yield what is in the bytes; whatever is wrong with them is yielded too, and never raised."""
        try:
            checks.check_size(data, name, self.settings)
            opened = None if canonical.is_packed(data) else self._opened(data, name)
            if opened is None:
                yield Part(name, data)
                return
            if depth >= self.settings.max_depth:
                raise _too_deep(name, self.settings)
            for found in opened():
                yield from self._below(found, data, depth)
        except Exhausted:
            raise
        except UnnamedText as error:
            yield UnnamedText(error.file, error.why, error.remedy, data)
        except UnreadableFile as error:
            yield error
        except Exception as error:  # the border to libraries that are fed whatever people have
            _log.warning("%r could not be unpacked: %s: %s", name, type(error).__name__, error)
            yield _damaged(name, error)

    def _below(self, found: Found, data: bytes, depth: int) -> Parts:
        if isinstance(found, UnreadableFile) or found.data is data or canonical.is_packed(found.data):
            yield found
        else:
            yield from self.parts(found.data, found.name, depth=depth + 1)

    def _opened(self, data: bytes, name: str) -> Open | None:
        """Return how to open a container; None for a file that is one article."""
        kind = document_format(data)
        if kind:
            if self.plain:
                return None
            draft = document_draft(kind, data, name, self.settings)
            pieces = pieces_of_document(draft)
            return (lambda: self._pieces(pieces, name, draft.notices)) if pieces else None
        opened = self._archive(data, name)
        if opened or self.plain:
            return opened
        if structured.is_parquet(data):
            return lambda: tables.table_parts(
                tables.parquet_table(data, self.columns), name, self.budget, self.columns
            )
        checks.check_text(data, name)
        if mail.is_mail(data):
            return lambda: mail.mail_parts(data, name)
        decoded = decode(data)
        if decoded is None:
            raise checks.not_text(name)
        is_xml = text_format(decoded.text, name) == "xml"
        table = (
            feeds.table_of_xml(decoded, name, self.settings)
            if is_xml
            else tables.table_of_text(decoded, name)
        )
        if table:
            columns = None if is_xml else self.columns
            return lambda: tables.table_parts(table, name, self.budget, columns)
        return self._split(decoded.text, name, (decoded.notice,) if decoded.notice else ())

    def _split(self, text: str, name: str, notices: tuple[str, ...]) -> Open | None:
        kind = text_format(text, name)
        split = {"plain": splitting.pieces_of, "markdown": pieces_of_markdown}.get(kind)
        pieces = split(text) if split else None
        return (lambda: self._pieces(pieces, name, notices)) if pieces else None

    def _pieces(self, pieces: splitting.Pieces, name: str, notices: tuple[str, ...]) -> Parts:
        words = any(letter.isalnum() for letter in pieces.preface)
        before = f"Before the first article stood: “{pieces.preface[:300]}”" if words else None
        every = pieces.above or [splitting.Above()] * len(pieces.texts)
        for number, (text, above) in enumerate(zip(pieces.texts, every, strict=True), 1):
            told = (*notices, before) if before and number == 1 else notices
            told = (*told, f"Above it stood the heading “{above.section}”.") if above.section else told
            stated = canonical.Stated(text, date=above.date, outlet=above.outlet, notices=told)
            data = canonical.packed(stated)
            self.budget.spend(len(data))
            yield Part(file_name(f"{name}, article {number}"), data)

    def _archive(self, data: bytes, name: str) -> Open | None:
        if not archive.is_archive(data, name):
            return None
        return lambda: archive.members(data, name, self.budget)


def _limited(parts: Parts, file: str, settings: Settings) -> Parts:
    """Yield as many as one file may have, and then how many there are."""
    seen = 0
    try:
        for part in parts:
            seen += 1
            if seen <= settings.max_parts:
                yield part
        if seen > settings.max_parts:
            yield _too_many(file, seen, settings)
        elif not seen:
            yield _nothing(file)
    except Exhausted as stop:
        yield stop.error


def _too_many(file: str, seen: int, settings: Settings) -> UnreadableFile:
    return UnreadableFile(
        file,
        f"it holds {seen:,} articles, and the limit is {settings.max_parts:,}: the first "
        f"{settings.max_parts:,} are read",
        f"split it, or raise the limit: start Whosaid with WHOSAID_MAX_PARTS={seen}",
    )


def _nothing(file: str) -> UnreadableFile:
    return UnreadableFile(
        file,
        "there is nothing in it that could be an article",
        "look into it, and add the articles themselves",
    )


def _too_deep(name: str, settings: Settings) -> UnreadableFile:
    return UnreadableFile(
        name,
        f"it stands in {settings.max_depth} other archives or mails, which is the limit",
        "unpack the outermost one yourself, or raise the limit: start Whosaid with "
        f"WHOSAID_MAX_DEPTH={settings.max_depth + 1}",
    )


def _damaged(name: str, error: Exception) -> UnreadableFile:
    return UnreadableFile(
        name,
        f"it is damaged and cannot be unpacked ({type(error).__name__})",
        "get it again from where it came from, or add what is in it one by one",
    )
