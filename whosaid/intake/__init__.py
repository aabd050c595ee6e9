"""Intake: bytes or pasted text -> ``Article``. The format is chosen by content.

A file that holds several articles is taken apart by ``containers``, and one article is read by
``single``. Nothing here knows a model or a database.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from whosaid.articles import Article
from whosaid.errors import NotEnglish, UnreadableFile
from whosaid.intake import single
from whosaid.intake.checks import READABLE, limit_in_bytes, too_large
from whosaid.intake.containers import Part, columns_of, is_container, is_text, unpack, wordiest
from whosaid.intake.containers.columns import found_by_name, unknown
from whosaid.intake.language import foreign_language
from whosaid.intake.restoring import put_back
from whosaid.names import file_name
from whosaid.settings import Settings, load_settings
from whosaid.unseen import unseen

__all__ = [
    "READABLE",
    "Part",
    "bytes_of",
    "columns_of",
    "files_in",
    "foreign",
    "found_by_name",
    "is_container",
    "is_text",
    "put_back",
    "read",
    "read_all",
    "read_text",
    "unknown",
    "unpack",
    "wordiest",
]

Source = str | os.PathLike[str] | bytes


def read(
    source: Source,
    *,
    name: str | None = None,
    plain: bool = False,
    settings: Settings | None = None,
) -> Article:
    """Read a file (a path) or its bytes that hold one article.

    ``plain`` takes the text as it is: decoded, and nothing else. Raises ``UnreadableFile``
    with what, why and a remedy, and nothing else, whatever the bytes are.
    """
    settings = settings or load_settings()
    file, data = _opened(source, name, settings)
    part, problems = _only_part(unpack(data, file, settings, plain=plain), file)
    article = single.article_of_bytes(part.data, part.name, plain=plain, settings=settings)
    return replace(article, notices=article.notices + problems)


def read_all(
    source: Source,
    *,
    name: str | None = None,
    plain: bool = False,
    columns: Mapping[str, str] | None = None,
    settings: Settings | None = None,
) -> Iterator[Article | UnreadableFile]:
    """Yield the articles in a file, in its bytes or in a folder, one after the other.

    What gives no article is yielded as an ``UnreadableFile`` in its place; it is not raised.
    ``columns`` says which column of a table holds what, where its name does not.
    """
    settings = settings or load_settings()
    if not isinstance(source, bytes) and Path(source).is_dir():
        for path in files_in(Path(source)):
            yield from read_all(path, plain=plain, columns=columns, settings=settings)
        return
    try:
        file, data = _opened(source, name, settings)
    except UnreadableFile as error:
        yield error
        return
    for found in unpack(data, file, settings, columns=columns, plain=plain):
        yield found if isinstance(found, UnreadableFile) else _article_or_error(found, plain, settings)


def read_text(
    text: str, *, name: str = "pasted text", plain: bool = False, settings: Settings | None = None
) -> Article:
    """Read text that is already decoded. Its id is that of the same text in a UTF-8 file."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return single.article_of_text(
        text, digest, file_name(name), plain=plain, notices=(), settings=settings or load_settings()
    )


def bytes_of(path: str | os.PathLike[str], *, settings: Settings | None = None) -> bytes:
    """The bytes of a file; raises ``UnreadableFile`` where it cannot be opened, or is larger than the limit."""
    return _file_bytes(path, file_name(os.fspath(path)), settings or load_settings())


def foreign(article: Article) -> NotEnglish | None:
    """Why an article should not be read unless somebody insists: it is in another language beyond doubt."""
    language = foreign_language(article.text)
    return NotEnglish(article.file, language) if language else None


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder, at any depth, in order; without hidden ones and what pages carry along."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    left = unseen(files)
    return sorted(path for name, path in files.items() if name not in left)


def _opened(source: Source, name: str | None, settings: Settings) -> tuple[str, bytes]:
    if isinstance(source, bytes):
        return file_name(name or ""), source
    file = file_name(name or os.fspath(source))
    return file, _file_bytes(source, file, settings)


def _file_bytes(source: str | os.PathLike[str], file: str, settings: Settings) -> bytes:
    """Read the file, but never more of it than one byte over the limit."""
    largest = limit_in_bytes(settings)
    try:
        path = Path(source)
        size = path.stat().st_size
        if size > largest:
            raise too_large(file, size, settings)
        with path.open("rb") as stream:
            return stream.read(largest + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(
            file, f"it cannot be opened ({reason.lower()})", "check the path and that you may read it"
        ) from error


def _only_part(found: Iterator[Part | UnreadableFile], file: str) -> tuple[Part, tuple[str, ...]]:
    """Return the one article in a file, and what is to be said of the rest of it."""
    first: Part | None = None
    articles = 0
    problems: list[UnreadableFile] = []
    for each in found:
        if isinstance(each, UnreadableFile):
            problems.append(each)
        else:
            articles, first = articles + 1, first or each
    if first and articles == 1:
        return first, tuple(str(problem) for problem in problems)
    raise _several(file, articles) if articles else _none_readable(file, problems)


def _several(file: str, articles: int) -> UnreadableFile:
    return UnreadableFile(
        file,
        f"it holds {articles:,} articles",
        "read them all with whosaid.read_all, with “whosaid analyse” or in the dashboard",
    )


def _none_readable(file: str, problems: list[UnreadableFile]) -> UnreadableFile:
    if len(problems) == 1:
        return problems[0]
    first = problems[0]
    return UnreadableFile(
        file,
        f"none of the {len(problems):,} things in it can be read; the first is {first.file}: {first.why}",
        first.remedy,
    )


def _article_or_error(part: Part, plain: bool, settings: Settings) -> Article | UnreadableFile:
    try:
        return single.article_of_bytes(part.data, part.name, plain=plain, settings=settings)
    except UnreadableFile as error:
        return error
