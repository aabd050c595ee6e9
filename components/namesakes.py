"""Articles of one title and speakers of one name, told apart by what people know of them and never by an id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Final

from components.notices import KIND_WORDS, NOBODY_NAMED, spelled
from whosaid.errors import NotFound
from whosaid.sentences import day
from whosaid.store import ArticleRow, SpeakerName, Store
from whosaid.view import UNATTRIBUTED, View

MOST_SPEAKERS: Final = 500  # most quoted ones, among whom somebody is told from others of the name
_NO_ARTICLE: Final = "an article that is not here"
_ARTICLES: Final = 200  # with most quotes, likewise

Known = Mapping[str, Sequence[str]]
"""Id -> what is known besides the name, of all in the same order; empty: that is not known of this one."""


def told_apart(names: Mapping[str, str], known: Known) -> dict[str, str]:
    """Id -> name, which no two share, in the same order.

    Behind a name that several bear stands as much of what is ``known``, the first of it first, as tells them
    apart. Whom nothing tells apart is numbered: a field that proposes names by text has only these to go by.
    """
    sharing = defaultdict(list)
    for key, name in names.items():
        sharing[name].append(key)
    labels = dict(names)
    for name, keys in sharing.items():
        if len(keys) > 1:
            labels |= {key: _label(name, told) for key, told in _telling(keys, known).items()}
    return _numbered(labels)


def names_of(view: View, store: Store) -> dict[str, str]:
    """The name of every id that the view filters by; as in the lists, where others bear the same."""
    fields = ("speakers", "entities", "articles", "not_speakers", "not_entities", "not_articles")
    ids = [value for field in fields for value in view.values(field)]
    names = dict(store.names(view.collection, [value for value in ids if value != UNATTRIBUTED]))
    if chosen := (*view.speakers, *view.not_speakers):
        names |= _of(chosen, speaker_names(store, view))
    if chosen := (*view.articles, *view.not_articles):
        rows = store.articles(View(view.collection, articles=chosen), limit=_ARTICLES)
        names |= _of(chosen, article_names(rows, listed=False))
    gone = dict.fromkeys((*view.articles, *view.not_articles), _NO_ARTICLE)
    return {**{key: spelled(key) for key in ids if key != UNATTRIBUTED}, **gone, **names}


def _of(chosen: Sequence[str], names: Mapping[str, str]) -> dict[str, str]:
    return {key: names[key] for key in chosen if key in names and key != UNATTRIBUTED}


def speaker_names(store: Store, view: View) -> dict[str, str]:
    """The most quoted speakers by name, told apart where two bear the same, and nobody at the end.

    Those who are filtered by are among them. All at once would be too much for a page to carry.
    """
    of = view.collection

    def most() -> list[SpeakerName]:
        return store.speakers(of, limit=MOST_SPEAKERS)

    found = store.remember(of, (speaker_names,), lambda: _proposed(most()))
    missing = [speaker for speaker in (*view.speakers, *view.not_speakers) if speaker not in found]
    return _proposed([*most(), *store.speakers(of, only=missing)]) if missing else found


def _proposed(speakers: Sequence[SpeakerName]) -> dict[str, str]:
    names = {speaker.id: speaker.name for speaker in speakers}
    known = {speaker.id: (KIND_WORDS[speaker.kind],) for speaker in speakers}
    return told_apart({**names, UNATTRIBUTED: NOBODY_NAMED}, known)


def meant(words: str, names: Mapping[str, str], things: str, otherwise: str = "") -> str:
    """The id of this name, or of the only one whose name has these words; raises ``NotFound``.

    ``things``: what they are, as "outlets"; ``otherwise``: another way to choose one.
    """
    exact = [key for key, name in names.items() if name == words]
    found = exact or [key for key, name in names.items() if words.casefold() in name.casefold()]
    if len(found) != 1:
        none = f"No {things.removesuffix('s')} is called “{words}”"
        many = f"{len(found):,} {things} have “{words}” in their names" if found else none
        raise NotFound(f"{many}; choose one of the list{otherwise}.")
    return found[0]


def article_names(rows: Iterable[ArticleRow], *, listed: bool = True) -> dict[str, str]:
    """Id -> the title of the article, and where several share that their outlet, date and file.

    ``listed``: in a list, where a copy stands below what it is a copy of.
    """
    each = list(rows)
    known = {row.id: (row.outlet or "", day(row.date) if row.date else "", row.file) for row in each}
    return told_apart({row.id: _title(row, listed=listed) for row in each}, known)


def _title(row: ArticleRow, *, listed: bool) -> str:
    name = row.title or row.file
    return f"↳ copy: {name}" if row.copy_of and listed else name


def _telling(keys: Sequence[str], known: Known) -> dict[str, tuple[str, ...]]:
    """What tells each of these from the others, as far as anything does."""
    told: dict[str, tuple[str, ...]] = dict.fromkeys(keys, ())
    for at in range(max(len(known.get(key, ())) for key in keys)):
        alike = defaultdict(list)
        for key in keys:
            alike[told[key]].append(key)
        for group in alike.values():
            traits = {key: known[key][at] if key in known else "" for key in group}
            if len({*traits.values()}) > 1:
                told |= {key: (*told[key], trait) for key, trait in traits.items()}
    return told


def _label(name: str, told: Sequence[str]) -> str:
    parts = ", ".join(part for part in told if part)
    return f"{name} ({parts})" if parts else name


def _numbered(labels: Mapping[str, str]) -> dict[str, str]:
    """The labels, those that several still share each with a number that makes it none of the others."""
    shared = Counter(labels.values())
    numbered = {label: _numbers(label, shared) for label, times in shared.items() if times > 1}
    return {key: next(numbered[label]) if label in numbered else label for key, label in labels.items()}


def _numbers(label: str, taken: Container[str]) -> Iterator[str]:
    return (each for number in count(1) if (each := f"{label} ({number})") not in taken)
