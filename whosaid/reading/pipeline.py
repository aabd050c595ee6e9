"""The reader put together: load the pipeline, read articles with it.

``load()`` gives the spaCy ``Language`` of the embedded model (or another one), with the user's own entities
and aliases where the settings name some; ``analyse`` and ``analyse_many`` give plain ``Reading`` objects. A
``Doc`` stays in here.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from whosaid import intake
from whosaid.articles import Article, ModelInfo, Reading, Sentiment
from whosaid.errors import ModelError
from whosaid.reading import encoder, entities, quotes, sentiment, speaking
from whosaid.reading.aliases import Aliases, fingerprint, read_aliases
from whosaid.reading.progress import OnProgress, told
from whosaid.reading.wrapping import in_words_of, unwrapped
from whosaid.settings import load_settings

EMBEDDED = Path(__file__).parent / "model"
PIPES = tuple(f"whosaid_{part}" for part in ("encoder", "entities", "quotes", "speakers", "sentiment"))
FACTORIES = (encoder, entities, quotes, speaking, sentiment)  # imported so that the factories are registered
_LONGEST = 50_000_000  # spaCy's own limit is for parsers, which need memory by the square; ours do not


@dataclass(frozen=True, slots=True)
class _Choice:
    """With what is read; two that are equal read alike."""

    model: str
    pipeline: str  # whose entities are taken; empty: the model's own
    aliases: Aliases


def _choice(model: str | Path | None) -> _Choice:
    settings = load_settings()
    place = str(model or settings.model or EMBEDDED)
    return _Choice(place, settings.pipeline, read_aliases(settings.aliases))


def load(model: str | Path | None = None) -> Language:
    """The pipeline in a folder or package; None takes the setting WHOSAID_MODEL, else the embedded one.

    Its entities are those of WHOSAID_PIPELINE where that is set, joined as WHOSAID_ALIASES says. Loaded once
    per process and kept, until the aliases change. Raises ``ModelError`` with what is missing and what to do,
    ``SettingError`` for a bad line among the aliases.
    """
    return _load(_choice(model))


@lru_cache(maxsize=2)
def _load(choice: _Choice) -> Language:
    other = _other(choice.pipeline) if choice.pipeline else None
    nlp = _whosaid_pipeline(choice.model)
    nlp.get_pipe("whosaid_entities").other = other  # type: ignore[attr-defined]
    for pipe in ("whosaid_entities", "whosaid_speakers"):
        nlp.get_pipe(pipe).aliases = dict(choice.aliases)  # type: ignore[attr-defined]
    return nlp


def _whosaid_pipeline(model: str) -> Language:
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


@lru_cache(maxsize=1)
def _other(pipeline: str) -> Language:
    """The pipeline of WHOSAID_PIPELINE, once it is sure that it names what Whosaid knows."""
    try:
        nlp = spacy.load(pipeline)
    except (AttributeError, ImportError, KeyError, OSError, ValueError) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise _unusable(pipeline, f"cannot be loaded ({reason})", _to_load(pipeline)) from error
    remedy = "choose one with an entity recogniser, such as en_core_web_sm"
    naming = [pipe for pipe in nlp.pipe_names if _may_name(nlp, pipe)]
    if not naming:
        pipes = ", ".join(nlp.pipe_names) or "none"
        raise _unusable(pipeline, f"has no entity recogniser (its pipes: {pipes})", remedy)
    labels = {label for pipe in naming for label in nlp.pipe_labels.get(pipe, ())}
    if labels and not any(entities.own_label(label) for label in labels):
        some = ", ".join(sorted(labels)[:8])
        raise _unusable(pipeline, f"has no entity label that Whosaid knows (its labels: {some})", remedy)
    return nlp


def _may_name(nlp: Language, pipe: str) -> bool:
    """Whether a pipe sets ``doc.ents``; of those that are not spaCy's own and declare nothing it is believed."""
    made = nlp.get_pipe(pipe)
    if "doc.ents" in nlp.get_pipe_meta(pipe).assigns or getattr(made, "annotate_ents", False):
        return True
    module = getattr(made, "__module__", "")
    return not module.startswith(("spacy.", "spacy_transformers.", "spacy_curated_transformers."))


def _to_load(pipeline: str) -> str:
    if os.sep in pipeline or Path(pipeline).exists():
        return (
            "check the path: it must be the folder of a spaCy pipeline, with config.cfg and meta.json in it"
        )
    return (
        f"install it (python -m spacy download {pipeline}; or pip install, for one that is not spaCy's) where "
        "Whosaid is installed, check its spelling"
    )


def _unusable(pipeline: str, why: str, remedy: str) -> ModelError:
    return ModelError(
        f"WHOSAID_PIPELINE is {pipeline!r}, which {why}; {remedy}, or unset it to have the reader's own entities."
    )


def model_info(model: str | None = None) -> ModelInfo:
    """Name and version of what reads, without loading its weights where it is a folder.

    The version differs with another WHOSAID_PIPELINE and with other aliases, because readings are kept under it.
    """
    return _info(_choice(model))


@lru_cache(maxsize=4)
def _info(choice: _Choice) -> ModelInfo:
    meta = Path(choice.model) / "meta.json"
    facts = json.loads(meta.read_text("utf-8")) if meta.is_file() else _load(choice).meta
    parts = [facts["version"]]
    if choice.pipeline:
        parts.append(_other_version(choice.pipeline))
    if choice.aliases:
        parts.append(f"aliases-{fingerprint(choice.aliases)}")
    return ModelInfo(f"{facts['lang']}_{facts['name']}", "+".join(parts))


def _other_version(pipeline: str) -> str:
    """Name and version of a package; of a folder its name and a digest of what is in it."""
    try:
        return f"{pipeline}-{version(pipeline)}"
    except (PackageNotFoundError, ValueError):
        folder = Path(pipeline)
    if not folder.is_dir():
        _other(pipeline)  # raises, and says why
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode())
        with file.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return f"{folder.resolve().name}-{digest.hexdigest()[:8]}"


def analyse(
    article: Article | str,
    *,
    plain: bool = False,
    model: str | None = None,
    on_progress: OnProgress | None = None,
) -> Reading:
    """Read one article. A string goes through intake first; with ``plain`` it is taken as it is.

    ``on_progress(done, total)`` is told how many characters are read, many times a second.
    """
    with told(on_progress):
        return next(analyse_many([article], plain=plain, model=model))


def analyse_many(
    articles: Iterable[Article | str], *, plain: bool = False, model: str | None = None
) -> Iterator[Reading]:
    """Read articles one after another, in order; only one is in memory at a time."""
    choice = _choice(model)
    nlp, info = _load(choice), _info(choice)
    for item in articles:
        article = intake.read_text(item, plain=plain) if isinstance(item, str) else item
        began = time.perf_counter()
        text = unwrapped(article.text)
        doc = nlp.make_doc(text)
        doc.user_data[encoder.TEXT] = text
        reading = _reading(nlp(doc), article, info, time.perf_counter() - began)
        yield reading if text == article.text else in_words_of(article.text, reading)


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
