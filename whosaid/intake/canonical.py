"""One article as a small file of ours: canonical JSON in UTF-8.

A row of a table, a mail and a piece of a digest have no file of their own. They are put
into one, so that their words and what was said about them stay together, can be kept
and read again, and have an id: the SHA-256 of its bytes, as for any other file.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from whosaid.articles import Article, Removed
from whosaid.errors import UnreadableFile

_VERSION = 1
_MARK = b'{"whosaid_article":'


@dataclass(frozen=True, slots=True)
class Stated:
    """The words of an article, and what stood beside them.

    ``removed`` is what was taken out of it; None: nothing is cleaned yet. ``envelope``: what stood beside them is
    that of a mail, whose words may say otherwise.
    """

    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    notices: tuple[str, ...] = ()
    removed: tuple[Removed, ...] | None = None
    envelope: bool = False


def stated(article: Article) -> Stated:
    """Return an article as it is, cleaned and perhaps amended by a person."""
    return Stated(
        article.text,
        article.title,
        article.date,
        article.outlet,
        article.authors,
        article.url,
        article.language,
        article.notices,
        article.removed,
    )


def packed(stated: Stated) -> bytes:
    """Return the same bytes for the same article, always.

    >>> packed(Stated("It rained."))[:43]
    b'{"whosaid_article":1,"text":"It rained.","t'
    """
    fields = {"whosaid_article": _VERSION, **asdict(stated)}
    if stated.removed is None:
        del fields["removed"]
    if not stated.envelope:
        del fields["envelope"]
    whole = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    # Halves of characters, which JSON can name, are joined or shown as U+FFFD.
    return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def is_packed(data: bytes) -> bool:
    """Whether the bytes are such a file."""
    return data.startswith(_MARK)


def unpacked(data: bytes, file: str) -> Stated:
    """Read such a file; raises ``UnreadableFile`` where it is damaged."""
    try:
        fields = json.loads(data)
        return _stated(fields)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFile(
            file,
            f"it is an article kept by Whosaid, but damaged ({type(error).__name__})",
            "add the file that it came from again",
        ) from error


def _stated(fields: dict[str, Any]) -> Stated:
    if fields["whosaid_article"] != _VERSION:
        raise ValueError(fields["whosaid_article"])
    optional = {key: _string(fields.get(key)) for key in ("title", "date", "outlet", "url", "language")}
    return Stated(
        text=_words(fields["text"]),
        authors=tuple(map(_words, fields.get("authors") or ())),
        notices=tuple(map(_words, fields.get("notices") or ())),
        removed=_removed(fields.get("removed")),
        envelope=fields.get("envelope") is True,
        **optional,
    )


def _removed(value: Any) -> tuple[Removed, ...] | None:
    if value is None:
        return None
    return tuple(
        Removed(_words(one["text"]), _words(one["why"]), None if one["at"] is None else int(one["at"]))
        for one in value
    )


def _string(value: Any) -> str | None:
    return None if value is None else _words(value)


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
