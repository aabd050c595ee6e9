"""Articles of one title and speakers of one name, told apart by what people know of them and never by an id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import count

from whosaid.sentences import day
from whosaid.store import ArticleRow

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


def article_names(rows: Iterable[ArticleRow]) -> dict[str, str]:
    """Id -> the article in a list: its title, and where several share that their outlet, date and file."""
    listed = list(rows)
    known = {row.id: (row.outlet or "", day(row.date) if row.date else "", row.file) for row in listed}
    return told_apart({row.id: _title(row) for row in listed}, known)


def _title(row: ArticleRow) -> str:
    """A copy stands below what it is a copy of."""
    name = row.title or row.file
    return f"↳ copy: {name}" if row.copy_of else name


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
