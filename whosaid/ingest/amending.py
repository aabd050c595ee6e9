"""An article that a person has put right: what was taken out is put back, or its title, date and outlet are others.

What comes of it is an article of its own, with bytes of its own, that takes the place of the one before in this
collection only; it is read anew in the queue like any other, because other words give other quotes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from whosaid.articles import Article
from whosaid.store import Store
from whosaid.store.tasks import Upload


@dataclass(frozen=True, slots=True)
class Details:
    """What is known about an article beside its words; ``date`` is ISO."""

    title: str | None
    date: str | None
    outlet: str | None
    authors: tuple[str, ...]


def put_back(store: Store, collection_id: str, article_id: str, indices: Collection[int]) -> Upload:
    """The article with these pieces of ``removed`` in their place again; raises ``NotFound`` and ``IndexError``."""
    from whosaid import intake  # here, because its libraries take time to import

    article = store.reading(collection_id, article_id).article
    return _upload(intake.put_back(article, indices), article_id)


def with_details(store: Store, collection_id: str, article_id: str, details: Details) -> Upload:
    """The article with other details; raises ``NotFound``."""
    article = store.reading(collection_id, article_id).article
    other = replace(
        article,
        title=details.title or None,
        date=details.date or None,
        outlet=details.outlet or None,
        authors=details.authors,
    )
    return _upload(other, article_id)


def _upload(article: Article, replaces: str) -> Upload:
    from whosaid.intake import canonical

    data = canonical.packed(canonical.stated(article))
    return Upload(article.file, data, replaces=replaces, insists=True)
