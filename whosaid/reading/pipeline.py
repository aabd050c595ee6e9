"""The reader put together: load the pipeline, read articles with it.

``load()`` gives the spaCy ``Language`` of the embedded model (or another one);
``analyse`` and ``analyse_many`` give plain ``Reading`` objects. A ``Doc`` stays in here.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from whosaid import intake
from whosaid.articles import Article, ModelInfo, Reading, Sentiment
from whosaid.errors import ModelError
from whosaid.reading import encoder, entities, quotes, sentiment, speaking
from whosaid.settings import load_settings

EMBEDDED = Path(__file__).parent / "model"
PIPES = tuple(f"whosaid_{part}" for part in ("encoder", "entities", "quotes", "speakers", "sentiment"))
FACTORIES = (encoder, entities, quotes, speaking, sentiment)  # imported so that the factories are registered
_LONGEST = 50_000_000  # spaCy's own limit is for parsers, which need memory by the square; ours do not


def load(model: str | Path | None = None) -> Language:
    """The pipeline in a folder or package; None takes the setting WHOSAID_MODEL, else the embedded one.

    Loaded once per process and kept. Raises ``ModelError`` with what is missing and what to do.
    """
    return _load(str(model or load_settings().model or EMBEDDED))


@lru_cache(maxsize=2)
def _load(model: str) -> Language:
    try:
        nlp = spacy.load(model)
    except (OSError, ValueError) as error:
        reason = str(error).strip().splitlines()[0]
        raise ModelError(
            f"The reader's model {model!r} cannot be loaded ({reason}); give a folder or an installed package "
            "with a Whosaid pipeline, or leave WHOSAID_MODEL empty for the one that ships."
        ) from error
    missing = [pipe for pipe in PIPES if pipe not in nlp.pipe_names]
    if missing:
        raise ModelError(f"The pipeline {model!r} lacks {', '.join(missing)}; it is no Whosaid pipeline.")
    nlp.max_length = _LONGEST
    return nlp


@lru_cache(maxsize=4)
def model_info(model: str | None = None) -> ModelInfo:
    """Name and version of the model, without loading its weights where it is a folder."""
    place = str(model or load_settings().model or EMBEDDED)
    meta = Path(place) / "meta.json"
    facts = json.loads(meta.read_text("utf-8")) if meta.is_file() else load(place).meta
    return ModelInfo(f"{facts['lang']}_{facts['name']}", facts["version"])


def analyse(article: Article | str, *, plain: bool = False, model: str | None = None) -> Reading:
    """Read one article. A string goes through intake first; with ``plain`` it is taken as it is."""
    return next(analyse_many([article], plain=plain, model=model))


def analyse_many(
    articles: Iterable[Article | str], *, plain: bool = False, model: str | None = None
) -> Iterator[Reading]:
    """Read articles one after another, in order; only one is in memory at a time."""
    nlp, info = load(model), model_info(model)
    for item in articles:
        article = intake.read_text(item, plain=plain) if isinstance(item, str) else item
        began = time.perf_counter()
        doc = nlp(article.text)
        yield _reading(doc, article, info, time.perf_counter() - began)


def _reading(doc: Doc, article: Article, info: ModelInfo, seconds: float) -> Reading:
    return Reading(article, doc._.entities, doc._.speakers, doc._.quotes, info, seconds)


def sentiment_of(texts: Iterable[str], *, model: str | None = None) -> list[Sentiment]:
    """The sentiment of sentences."""
    pipe, scorer = _parts(model)
    return [scorer.sentiment("sentence", pipe.encode(text), [(0, len(text))]) for text in texts]


def sentiment_toward(targets: Iterable[tuple[str, int, int]], *, model: str | None = None) -> list[Sentiment]:
    """The sentiment of each sentence toward the words at [start, end) in it."""
    pipe, scorer = _parts(model)
    results = []
    for text, start, end in targets:
        if not 0 <= start < end <= len(text):
            raise ValueError(
                f"[{start}, {end}) is no part of a text of {len(text)} characters: {text[:60]!r}"
            )
        results.append(scorer.sentiment("target", pipe.encode(text), [(0, len(text))], (start, end)))
    return results


def sentiment_of_spans(
    text: str, quotes: Iterable[Sequence[tuple[int, int]]], *, model: str | None = None
) -> list[Sentiment]:
    """The sentiment of quotes whose spans in the article are known (for evaluation)."""
    pipe, scorer = _parts(model)
    encoded = pipe.encode(text)
    return [scorer.sentiment("quote", encoded, spans) for spans in quotes]


def _parts(model: str | None) -> tuple[encoder.Encoder, sentiment.SentimentScorer]:
    nlp = load(model)
    scorer = nlp.get_pipe("whosaid_sentiment").scorer  # type: ignore[attr-defined]
    return nlp.get_pipe("whosaid_encoder"), scorer  # type: ignore[return-value]
