"""Where in a JSON text the articles are: in one list or in several, under keys, by column, or the text itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from whosaid.intake.containers.columns import found_by_name
from whosaid.intake.containers.layouts import rows_in_layout
from whosaid.intake.containers.rows import full_name, words

_DEEPEST = 3
_FEW = 50  # fields
_MOST_FIELDS = 1000  # of an article
_FEWEST_IN_PARAGRAPH, _MOST_IN_PARAGRAPH = 8, 100  # words, on average
_LOOKED_AT = 20  # records of a list, which tell what kind of list it is
_JSON_FEED = "https://jsonfeed.org/version/"
_FEWEST_WORDS = 15  # of what stands above a list of articles, to be an article itself
# Lists that stand beside articles and hold none, though their records may have a text.
_BESIDE = frozenset("comments replies responses related recommended tags images media links".split())


@dataclass(frozen=True, slots=True)
class Found:
    """The records of the articles, and the names of the lists beside them that are not read.

    ``bare``: they were strings, which may as well be tags.
    """

    records: list[Any]
    aside: tuple[str, ...] = ()
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Below:
    """What is found under one key of an object.

    ``texts``: its records have a text; ``articles``: a title as well, which comments and paragraphs have not.
    """

    key: str
    found: Found
    texts: bool
    articles: bool


def _below(key: str, found: Found) -> _Below:
    known = [_known(record) for record in islice(found.records, _LOOKED_AT)]
    articles = any("title" in each for each in known)
    return _Below(key, found, any(known), articles)


def articles_in(value: Any) -> Found | None:
    """Return the records of the articles in a JSON text, or None where it holds no objects and no texts."""
    rows = rows_in_layout(value) or _items_of_feed(value)
    return Found(rows) if rows else _in(value, 0)


def flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """Put the fields of a field beside the others: {"source": {"name": ...}} gets a "source.name" too."""
    fields: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            name = full_name(value)
            fields.update({f"{key}.{inner}": each for inner, each in value.items()})
            fields.update({f"{key}.name": name} if name else {})
        else:
            fields[str(key)] = value
    return fields


def _items_of_feed(value: Any) -> list[dict[str, Any]] | None:
    """Return the items of a JSON Feed (jsonfeed.org), each with the feed's title as its outlet."""
    if not isinstance(value, dict) or not str(value.get("version")).startswith(_JSON_FEED):
        return None
    items = value.get("items")
    if not isinstance(items, list) or not all(isinstance(each, dict) for each in items):
        return None
    return [{"outlet": value.get("title"), **each} for each in items]


def _in(value: Any, depth: int) -> Found | None:
    if isinstance(value, list):
        return _in_list(value, depth)
    if isinstance(value, dict) and depth <= _DEEPEST:
        return _in_object(value, depth)
    return None


def _in_list(values: list[Any], depth: int) -> Found | None:
    """A list of texts, of records, or of lists and of objects that hold these."""
    if values and all(isinstance(each, str) for each in values):
        return Found([{"text": each} for each in values], bare=True)
    objects = [each for each in values if isinstance(each, dict)]
    if not objects and not any(isinstance(each, list) and _has_object(each) for each in values):
        return None
    if any("text" in _known(each) for each in islice(objects, _LOOKED_AT)):
        return Found(values)
    inner = [_below("", found) for found in (_in(each, depth + 1) for each in values) if found]
    if any(below.texts for below in inner):
        return _joined([below for below in inner if below.texts])
    return Found(values) if objects else None


def _in_object(value: Mapping[str, Any], depth: int) -> Found | None:
    """An article, what holds articles under its keys, or both; ``value`` itself where nothing else is."""
    below = [_below(str(key), found) for key, each in value.items() if (found := _in(each, depth + 1))]
    own = None if _holds_rows(value) else _text(value)
    if own is not None:
        return _beside(value, own, below)
    if not below:
        return Found([value]) if depth == 0 else None
    paragraphs = _paragraphs(value, below)
    if paragraphs:
        return Found([{**value, "text": paragraphs}])
    chosen = _chosen(below)
    found, read = _joined(chosen), {each.key for each in chosen}
    aside = [each.key for each in below if each.articles and each.key not in read]
    return Found(found.records, (*found.aside, *aside))


def _paragraphs(value: Mapping[str, Any], below: list[_Below]) -> list[str] | None:
    """Return an article's paragraphs: the one list of texts below a title and a date or author, whatever it is called.

    Texts that are as long as articles are none, nor are a few words, such as tags.
    """
    named = found_by_name(flat(value))
    if (
        "title" not in named
        or not {"date", "authors"} & named.keys()
        or any(not each.found.bare for each in below)
    ):
        return None
    lists = [value[each.key] for each in below if each.key.casefold() not in _BESIDE and each.key in value]
    prose = [texts for texts in lists if _FEWEST_IN_PARAGRAPH <= _mean_words(texts) <= _MOST_IN_PARAGRAPH]
    return list(prose[0]) if len(prose) == 1 else None


def _mean_words(texts: list[str]) -> float:
    return sum(len(text.split()) for text in texts) / len(texts)


def _beside(value: Mapping[str, Any], own: str, below: list[_Below]) -> Found:
    """An object with a text of its own is the article, unless it only says of what it is a collection."""
    lists = [each for each in below if each.articles and not _is_within(value, each)]
    longest = max((len(_text(record) or "") for each in lists for record in each.found.records), default=0)
    named = tuple(each.key for each in lists)
    if longest <= len(own):
        return Found([value], named)
    read = [each for each in lists if each.key.casefold() not in _BESIDE]
    if not read:
        return Found([value], named)
    found = _joined(read)
    records = [value, *found.records] if len(own.split()) >= _FEWEST_WORDS else found.records
    return Found(records, tuple(name for name in named if name not in {each.key for each in read}))


def _is_within(value: Mapping[str, Any], below: _Below) -> bool:
    """Whether what is below is the article itself: {"article": {"text": ...}}."""
    return any(record is value.get(below.key) for record in islice(below.found.records, 1))


def _holds_rows(value: Mapping[str, Any]) -> bool:
    """Whether several of the values are articles: {"1": {"text": ...}, "2": {"text": ...}}."""
    rows = sum(1 for each in islice((each for each in value.values() if _known(each)), 2))
    if rows < 2 or len(value) > _MOST_FIELDS:
        return rows > 1
    named = found_by_name(map(str, value))
    return not ("text" in named and len(named) > 1)


def _chosen(below: list[_Below]) -> list[_Below]:
    """All that hold texts, but for comments; where nobody knows which is the text, the largest."""
    texts = [each for each in below if each.texts and not each.found.bare]
    texts = [each for each in texts if each.key.casefold() not in _BESIDE] or texts
    return texts or [max(below, key=_weight)]


def _weight(below: _Below) -> int:
    return sum(len(str(record)) for record in below.found.records)


def _joined(below: Iterable[_Below]) -> Found:
    below = list(below)
    records = [record for each in below for record in each.found.records]
    return Found(records, tuple(name for each in below for name in each.found.aside))


@lru_cache(maxsize=64)
def _found(names: tuple[str, ...]) -> Mapping[str, str]:
    """The same as ``found_by_name``: thousands of records have the same names."""
    return found_by_name(names)


def _known(record: Any) -> Mapping[str, str]:
    """Which fields hold what, of a record that has a text; nothing of any other."""
    if not isinstance(record, dict) or len(record) > _MOST_FIELDS:
        return {}
    fields = flat(record)
    found = _found(tuple(fields)) if len(fields) <= _FEW else found_by_name(fields)
    return found if "text" in found and _is_text(fields[found["text"]]) else {}


def _text(record: Any) -> str | None:
    found = _known(record)
    if not found:
        return None
    value = flat(record)[found["text"]]
    return value if isinstance(value, str) else " ".join(map(str, value))


def _is_text(value: Any) -> bool:
    """Whether it is words, or a list of paragraphs: texts, or objects that are no articles themselves."""
    if isinstance(value, list):
        first = value[:_LOOKED_AT]
        return any(map(words, first)) and not any({"text", "title"} <= set(_known(each)) for each in first)
    return isinstance(value, str)


def _has_object(values: list[Any]) -> bool:
    return any(isinstance(each, dict) for each in values)
