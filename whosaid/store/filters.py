"""A View as conditions: which quotes, and which entities, its filters leave.

Several values of a field widen, several fields narrow. The rows are made in ``queries``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from sqlalchemy import ColumnElement, FromClause, exists, or_, select

from whosaid.store.tables import collection_articles, entities, fold, quote_entities, quotes
from whosaid.view import UNATTRIBUTED, View

Condition = ColumnElement[bool]

placed = collection_articles.c
quotes_placed = quotes.join(collection_articles, placed.reading == quotes.c.reading)
"""The quotes of collections: what ``conditions`` speaks of."""

ENTITY_FIELDS = ("entities", "labels")
"""The fields of the panel of entities."""


def conditions(view: View, without: Collection[str] = ()) -> list[Condition]:
    """The view as conditions on quotes joined with the articles of its collection."""
    found = [placed.collection == view.collection]
    for field, condition in _FILTERS.items():
        if getattr(view, field) and field not in without:
            found.append(condition(view))
    return found


def _spoken_by(view: View) -> Condition:
    named = quotes.c.speaker.in_([value for value in view.speakers if value != UNATTRIBUTED])
    return or_(named, quotes.c.speaker.is_(None)) if UNATTRIBUTED in view.speakers else named


def _names(condition: Condition) -> Condition:
    """Quotes whose words hold a mention of such an entity."""
    return exists(
        select(quote_entities.c.quote)
        .join(entities, entities.c.pk == quote_entities.c.entity)
        .where(quote_entities.c.quote == quotes.c.pk, condition)
        .correlate(quotes)
    )


_FILTERS: Mapping[str, Callable[[View], Condition]] = {
    "speakers": _spoken_by,
    "entities": lambda view: _names(entities.c.id.in_(view.entities)),
    "labels": lambda view: _names(entities.c.label.in_(view.labels)),
    "kinds": lambda view: quotes.c.kind.in_(view.kinds),
    "senses": lambda view: quotes.c.sense.in_(view.senses),
    "sentiments": lambda view: quotes.c.label.in_(view.sentiments),
    "search": lambda view: quotes.c.folded.contains(fold(view.search), autoescape=True),
    "article": lambda view: placed.article == view.article,
}


def filters_quotes(view: View, without: Collection[str] = ()) -> bool:
    """Whether some quotes of the articles in view are filtered out."""
    return any(getattr(view, field) for field in _FILTERS if field != "article" and field not in without)


def article_conditions(view: View) -> list[Condition]:
    """The articles in view, where no filter on quotes counts."""
    found = [placed.collection == view.collection]
    return [*found, placed.article == view.article] if view.article else found


def counted_entities(
    view: View, without: Collection[str]
) -> tuple[FromClause, ColumnElement[int], list[Condition]]:
    """Where named entities are counted: source, the column to sum, conditions.

    Without a filter on quotes that is the whole articles, with one the quotes that pass. The
    labels choose among the entities here, rather than among quotes.
    """
    found = [entities.c.label.in_(view.labels)] if view.labels and "labels" not in without else []
    if filters_quotes(view, ENTITY_FIELDS):
        source = quotes_placed.join(quote_entities, quote_entities.c.quote == quotes.c.pk)
        source = source.join(entities, entities.c.pk == quote_entities.c.entity)
        return source, quote_entities.c.mentions, [*found, *conditions(view, ENTITY_FIELDS)]
    source = entities.join(collection_articles, placed.reading == entities.c.reading)
    return source, entities.c.count, [*found, *article_conditions(view)]
