"""Intake: bytes or pasted text -> ``Article``. The format is chosen by content.

What a format means is in its module (``html``, ``markdown``); what is no part of an
article in ``boilerplate`` and ``metadata``. Nothing here knows a model or a database.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path

from whosaid.articles import Article
from whosaid.errors import UnreadableFile
from whosaid.intake import boilerplate, metadata
from whosaid.intake.draft import Draft
from whosaid.intake.encoding import decode, printable
from whosaid.intake.formats import binary_format, text_format
from whosaid.intake.language import language_notice, language_of
from whosaid.settings import Settings, load_settings

__all__ = ["READABLE", "read", "read_text"]

READABLE = "plain text (.txt), markdown (.md) and web pages (.html)"
_LONGEST_NAME = 200


def read(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    plain: bool = False,
    settings: Settings | None = None,
) -> Article:
    """Read a file (a path) or its bytes.

    ``plain`` takes the text as it is: decoded, and nothing else. Raises ``UnreadableFile``
    with what, why and a remedy, and nothing else, whatever the bytes are.
    """
    settings = settings or load_settings()
    if isinstance(source, bytes):
        file, data = file_name(name or "unnamed"), source
    else:
        file = file_name(name or os.fspath(source))
        data = _file_bytes(source, file, settings)
    _check_bytes(data, file, settings)
    decoded = decode(data)
    if decoded is None:
        raise UnreadableFile(
            file,
            "its bytes are no text in any encoding known",
            f"Whosaid reads {READABLE}; save it as one of them",
        )
    notices = (decoded.notice,) if decoded.notice else ()
    return _article(decoded.text, _digest(data), file, plain=plain, notices=notices, settings=settings)


def read_text(
    text: str, *, name: str = "pasted text", plain: bool = False, settings: Settings | None = None
) -> Article:
    """Read text that is already decoded. Its id is that of the same text in a UTF-8 file."""
    digest = _digest(text.encode("utf-8", "surrogatepass"))
    return _article(
        text, digest, file_name(name), plain=plain, notices=(), settings=settings or load_settings()
    )


def file_name(name: str) -> str:
    """Return a name fit to be shown: no control or direction characters, and not too long."""
    shown = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in name)
    shown = "".join(c for c in shown if unicodedata.category(c) not in ("Cf", "Cs")).strip()
    if len(shown) > _LONGEST_NAME:
        shown = f"{shown[:140]}…{shown[-59:]}"
    return shown or "unnamed"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _file_bytes(source: str | os.PathLike[str], file: str, settings: Settings) -> bytes:
    """Read the file, but never more of it than one byte over the limit."""
    try:
        path = Path(source)
        size = path.stat().st_size
        if size > _limit(settings):
            raise _too_large(file, size, settings)
        with path.open("rb") as stream:
            return stream.read(_limit(settings) + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(
            file, f"it cannot be opened ({reason.lower()})", "check the path and that you may read it"
        ) from error


def _limit(settings: Settings) -> int:
    return int(settings.max_file_mb * 1_000_000)


def _too_large(file: str, size: int, settings: Settings) -> UnreadableFile:
    needed = -(-size // 1_000_000)
    return UnreadableFile(
        file,
        f"it has {size / 1_000_000:,.1f} MB, and the limit is {settings.max_file_mb:g} MB",
        f"split it, or raise the limit: start Whosaid with WHOSAID_MAX_FILE_MB={needed}",
    )


def _check_bytes(data: bytes, file: str, settings: Settings) -> None:
    if not data:
        raise UnreadableFile(file, "the file is empty", "choose a file with the article's text in it")
    if len(data) > _limit(settings):
        raise _too_large(file, len(data), settings)
    binary = binary_format(data)
    if binary:
        raise UnreadableFile(
            file,
            f"its content is {binary}, whatever its name says",
            f"Whosaid reads {READABLE}; save the article's text as one of them, or paste it",
        )


def _article(
    text: str, digest: str, file: str, *, plain: bool, notices: tuple[str, ...], settings: Settings
) -> Article:
    text = printable(text)
    if not text.strip("\ufeff\u200b \t\r\n") or text.isspace():
        raise UnreadableFile(
            file, "there is only white space in it", "choose a file with the article's text in it"
        )
    if len(text) > settings.max_characters:
        raise UnreadableFile(
            file,
            f"it has {len(text):,} characters, and the limit is {settings.max_characters:,}",
            f"split it, or raise the limit: start Whosaid with WHOSAID_MAX_CHARACTERS={len(text)}",
        )
    draft = Draft(text) if plain else _draft(text, file)
    language = language_of(draft.text)
    foreign = language_notice(language)
    return Article(
        id=digest,
        file=file,
        text=draft.text,
        title=draft.title,
        date=draft.date,
        outlet=draft.outlet,
        authors=draft.authors,
        language=language,
        removed=draft.removed,
        notices=notices + ((foreign,) if foreign else ()),
    )


def _draft(text: str, file: str) -> Draft:
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff").strip()
    kind = text_format(text, file)
    if kind == "html":
        from whosaid.intake import html  # costs 0.2 s, and most files are no pages

        draft = html.draft_of(text, file)
    elif kind == "markdown":
        from whosaid.intake import markdown

        draft = markdown.draft_of(text)
    else:
        draft = Draft(text)
    return metadata.find(boilerplate.clean(metadata.leading_date(draft)))
