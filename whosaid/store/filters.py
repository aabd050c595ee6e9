"""A View as conditions: which quotes, and which entities, its filters leave.

Several values of a field widen, several fields narrow, and what a ``not_`` field holds is left
out. Of the articles in view that are copies of each other only the first counts. The rows are
made in ``queries`` and ``facets``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from sqlalchemy import ColumnElement, FromClause, and_, exists, func, not_, or_, select

from whosaid.fields import CONFIDENCES, UNATTRIBUTED, UNSURE_BELOW
from whosaid.store import search
from whosaid.store.shapes import ids, of_collection
from whosaid.store.tables import (
    collection_articles,
    copies,
    entities,
    quote_entities,
    quotes,
    readings,
    speakers,
)
from whosaid.view import View

Condition = ColumnElement[bool]

placed = collection_articles.c
quotes_placed = quotes.join(collection_articles, placed.reading == quotes.c.reading)
"""The quotes of collections: what ``conditions`` speaks of."""

ENTITY_FIELDS = ("entities", "labels", "not_entities", "not_labels")
"""The fields of the panel of entities."""

_ARTICLE_FIELDS = ("outlets", "articles", "not_outlets", "not_articles", "date_from", "date_to")


def conditions(view: View, without: Collection[str] = (), *, by_outlet: bool = False) -> list[Condition]:
    """The view as conditions on quotes joined with the articles of its collection.

    ``without`` names fields that do not count here: a panel's own. What is left out stays left out
    unless its ``not_`` field is named as well. ``by_outlet``: of copies the first of each outlet counts.
    """
    found = [placed.collection == of_collection(view), *_counted_once(view, without, by_outlet=by_outlet)]
    for field in _filtering(view, without):
        found.append(condition(view, field))
    return found


def filters_quotes(view: View, without: Collection[str] = ()) -> bool:
    """Whether some quotes of the articles in view are filtered out."""
    return any(not _is_about_articles(view, field) for field in _filtering(view, without))


def article_conditions(view: View) -> list[Condition]:
    """The articles in view, where no filter on quotes counts."""
    return [placed.collection == of_collection(view), *_counted_once(view), *_about_articles(view)]


def _about_articles(view: View, without: Collection[str] = ()) -> list[Condition]:
    fields = (field for field in _filtering(view, without) if _is_about_articles(view, field))
    return [condition(view, field) for field in fields]


def _counted_once(view: View, without: Collection[str] = (), *, by_outlet: bool = False) -> list[Condition]:
    """Leaves out what is a copy of another article in view, of the same outlet with ``by_outlet``; see ``copying``."""
    if view.copies:
        return []
    found = _about_articles(view, without)
    ours = copies.c.collection == of_collection(view)
    if not found and not by_outlet:
        later = select(copies.c.reading).where(ours, copies.c.turn > 0)
        return [placed.reading.not_in(later.correlate(None))]
    article = and_(placed.collection == copies.c.collection, placed.article == copies.c.article)
    shown = copies.join(collection_articles, article)
    story: list[ColumnElement[str]] = [copies.c.story]
    if by_outlet:
        shown = shown.join(readings, readings.c.pk == copies.c.reading)
        story.append(func.coalesce(readings.c.outlet, UNATTRIBUTED))
    turn = func.row_number().over(partition_by=story, order_by=copies.c.turn).label("turn")
    turns = select(copies.c.reading, turn).select_from(shown).where(ours, *found).subquery()
    return [placed.reading.not_in(select(turns.c.reading).where(turns.c.turn > 1).correlate(None))]


def counted_entities(
    view: View, without: Collection[str]
) -> tuple[FromClause, ColumnElement[int], list[Condition]]:
    """Where named entities are counted: source, the column to sum, conditions.

    Without a filter on quotes that is the whole articles, with one the quotes that pass. The
    fields of this panel choose among the entities here, rather than among quotes.
    """
    found = []
    if view.labels and "labels" not in without:
        found.append(entities.c.label.in_(view.labels))
    if view.not_labels:
        found.append(entities.c.label.not_in(view.not_labels))
    if view.not_entities:
        found.append(entities.c.id.not_in(ids(view, "not_entities")))
    if filters_quotes(view, ENTITY_FIELDS):
        source = quotes_placed.join(quote_entities, quote_entities.c.quote == quotes.c.pk)
        source = source.join(entities, entities.c.pk == quote_entities.c.entity)
        return source, quote_entities.c.mentions, [*found, *conditions(view, ENTITY_FIELDS)]
    source = entities.join(collection_articles, placed.reading == entities.c.reading)
    return source, entities.c.count, [*found, *article_conditions(view)]


def _filtering(view: View, without: Collection[str]) -> list[str]:
    """The fields with a value, but those of ``without``."""
    fields = [*_CHOOSING, *(f"not_{field}" for field in _CHOOSING), *_ONE_VALUE]
    return [field for field in fields if field not in without and view.values(field)]


def _is_about_articles(view: View, field: str) -> bool:
    return field in _ARTICLE_FIELDS or (field == "search" and bool(view.search_in))


def condition(view: View, field: str) -> Condition:
    """What one field that has a value asks of a quote."""
    if field in _ONE_VALUE:
        return _ONE_VALUE[field](view)
    chosen = _CHOOSING[field.removeprefix("not_")](view, field)
    return not_(chosen) if field.startswith("not_") else chosen


def _among(column: ColumnElement[str], view: View, field: str) -> Condition:
    """One of the field's values, where ``UNATTRIBUTED`` is none; never NULL, so that it can be negated."""
    named = and_(column.is_not(None), column.in_(ids(view, field)))
    return or_(named, column.is_(None)) if UNATTRIBUTED in view.values(field) else named


def _spoken_by_kind(view: View, field: str) -> Condition:
    speaker = speakers.alias()
    found = exists().where(
        speaker.c.reading == quotes.c.reading,
        speaker.c.id == quotes.c.speaker,
        speaker.c.kind.in_(ids(view, field)),
    )
    named = found.correlate(quotes)
    return or_(named, quotes.c.speaker.is_(None)) if UNATTRIBUTED in view.values(field) else named


def _names(entity: Condition) -> Condition:
    """Quotes whose words hold a mention of such an entity; uncorrelated, so that few names find few quotes."""
    named = select(quote_entities.c.quote).join(entities, entities.c.pk == quote_entities.c.entity)
    return quotes.c.pk.in_(named.where(entity).correlate(None))


def _published_by(view: View, field: str) -> Condition:
    article = readings.alias()
    outlet = _among(article.c.outlet, view, field)
    return placed.reading.in_(select(article.c.pk).where(outlet).correlate(None))


def _dated(first: str, last: str) -> Condition:
    """Of an article of these days, both included; those without a date are left out."""
    article = readings.alias()
    found: list[Condition] = [article.c.date.is_not(None)]
    found += [article.c.date >= first] if first else []
    found += [article.c.date <= last] if last else []
    return placed.reading.in_(select(article.c.pk).where(*found).correlate(None))


def sure(value: str) -> Condition:
    """Quotes with a speaker who is so sure, or for ``fields.UNSURE`` not sure."""
    found = quotes.c.confidence
    enough = found >= CONFIDENCES[value] if value in CONFIDENCES else found < UNSURE_BELOW
    return and_(quotes.c.speaker.is_not(None), enough)


_CHOOSING: Mapping[str, Callable[[View, str], Condition]] = {
    "speakers": lambda view, field: _among(quotes.c.speaker, view, field),
    "speaker_kinds": _spoken_by_kind,
    "entities": lambda view, field: _names(entities.c.id.in_(ids(view, field))),
    "labels": lambda view, field: _names(entities.c.label.in_(view.values(field))),
    "kinds": lambda view, field: quotes.c.kind.in_(view.values(field)),
    "senses": lambda view, field: func.coalesce(quotes.c.sense, "").in_(view.values(field)),
    "sentiments": lambda view, field: quotes.c.label.in_(view.values(field)),
    "outlets": _published_by,
    "articles": lambda view, field: placed.article.in_(ids(view, field)),
}
"""Field of many values -> its condition, which is never NULL; the field ``not_…`` is its negation."""

_ONE_VALUE: Mapping[str, Callable[[View], Condition]] = {
    "confidence": lambda view: sure(view.confidence),
    "search": search.condition,
    "date_from": lambda view: _dated(view.date_from, ""),
    "date_to": lambda view: _dated("", view.date_to),
}
