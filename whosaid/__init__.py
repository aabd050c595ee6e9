"""Whosaid: who said what in the news.

    from whosaid import read, analyse
    reading = analyse(read("article.html"))

Nothing here writes to a database or needs Streamlit. Importing the package is
cheap; the model is loaded at the first reading.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from whosaid.errors import ModelError, NotFound, SettingError, StoreError, UnreadableFile, WhosaidError

if TYPE_CHECKING:
    from whosaid.articles import Article, ModelInfo, Reading

__version__ = "0.1.0"
__all__ = [
    "ModelError",
    "NotFound",
    "SettingError",
    "StoreError",
    "UnreadableFile",
    "WhosaidError",
    "analyse",
    "analyse_many",
    "model_info",
    "read",
    "read_all",
    "sentiment",
    "sentiment_toward",
]


def read(source: str | os.PathLike[str] | bytes, *, name: str | None = None, plain: bool = False) -> Article:
    """The article in a file or in bytes, boilerplate taken out; raises ``UnreadableFile``.

    ``name`` is what the file is called where only its bytes are given. With ``plain`` the text is
    taken as it is, so that offsets are offsets into the input.
    """
    from whosaid import intake

    return intake.read(source, name=name, plain=plain)


def read_all(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    plain: bool = False,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Article | UnreadableFile]:
    """Every article in an archive, a table, a mail, a digest or a folder, in bounded memory.

    What gives no article comes as an ``UnreadableFile`` in its place and is not raised. ``columns``
    says which column of a table holds what ({"text": "Inhalt"}), where its name does not.
    """
    from whosaid import intake

    return intake.read_all(source, name=name, plain=plain, columns=columns)


def analyse(
    article: Article | str,
    *,
    plain: bool = False,
    model: str | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Reading:
    """Everything read out of one article, in whatever language it is; ``.to_dict()`` is the command line's JSON.

    ``on_progress(done, total)`` is called as it gets on, with how many of the text's characters are read.
    """
    from whosaid.reading import pipeline

    return pipeline.analyse(article, plain=plain, model=model, on_progress=on_progress)


def analyse_many(
    articles: Iterable[Article | str], *, plain: bool = False, model: str | None = None
) -> Iterator[Reading]:
    """Readings in the order of the articles, in bounded memory."""
    from whosaid.reading import pipeline

    return pipeline.analyse_many(articles, plain=plain, model=model)


def sentiment(texts: Iterable[str]) -> list[dict[str, Any]]:
    """For each sentence: label, score in [-1, 1] and the three probabilities."""
    from dataclasses import asdict

    from whosaid.reading import pipeline

    return [asdict(item) for item in pipeline.sentiment_of(texts)]


def sentiment_toward(targets: Iterable[tuple[str, int, int]]) -> list[dict[str, Any]]:
    """The same, toward the words at [start, end) of each sentence."""
    from dataclasses import asdict

    from whosaid.reading import pipeline

    return [asdict(item) for item in pipeline.sentiment_toward(targets)]


def model_info(model: str | None = None) -> ModelInfo:
    """Name and version of the model that reads; does not load its weights."""
    from whosaid.reading import pipeline

    return pipeline.model_info(model)
