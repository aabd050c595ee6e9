"""Other names for the same: a file of aliases, and the entities of an article merged by it.

What an article itself shows to be one entity (surnames, acronyms) is found in ``clusters``; here is only what
somebody wrote down.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from whosaid.errors import SettingError
from whosaid.reading.names import Cluster, bare, fold, unique_slug

Aliases = tuple[tuple[str, str], ...]  # (alias as names are compared, the name in full), sorted

_COMMENT = re.compile(r"(?:^|\s)#.*")
_RIGHT = "a right line looks like this: Zelenskyy, Zelenskiy = Volodymyr Zelensky"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file, numbered from 1."""

    file: Path
    number: int
    content: str

    def wrong(self, why: str) -> SettingError:
        return SettingError(
            f"WHOSAID_ALIASES: line {self.number} of {self.file} is {self.content.strip()!r}: {why}; {_RIGHT}"
        )


def read_aliases(file: Path | None) -> Aliases:
    """The aliases that a file lists; none for None.

    A line is ``alias, alias = name``; ``#`` begins a comment. Where the name is itself an alias, the name that
    it stands for is taken. Raises ``SettingError`` with file, line and what is wrong with it.
    """
    given: dict[str, tuple[str, _Line]] = {}
    for line in _lines(file) if file else ():
        aliases, name = _taken_apart(line)
        for alias in aliases:
            known = given.setdefault(alias, (name, line))
            if _key(known[0]) != _key(name):
                raise line.wrong(f"line {known[1].number} has it as another name for {known[0]!r}")
    return tuple(sorted((alias, _end_of(alias, given)) for alias in given))


def fingerprint(aliases: Aliases) -> str:
    """Eight hexadecimal digits that differ where the aliases do; comments and order make no difference."""
    lines = "\n".join(f"{alias} = {name}" for alias, name in aliases)
    return hashlib.sha256(lines.encode()).hexdigest()[:8]


def _lines(file: Path) -> Iterator[_Line]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SettingError(
            f"WHOSAID_ALIASES is {str(file)!r}, which cannot be read ({error.strerror}); unset it, or give a text "
            f"file with one alias a line: {_RIGHT}"
        ) from error
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        line = _Line(file, number, raw.decode("utf-8", errors="backslashreplace"))
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise line.wrong("it is not UTF-8; save the file as UTF-8") from error
        if _COMMENT.sub("", line.content).strip():
            yield line


def _taken_apart(line: _Line) -> tuple[list[str], str]:
    """The aliases, as names are compared, and the name that a line gives them."""
    left, equals, right = _COMMENT.sub("", line.content).partition("=")
    name = " ".join(right.split())
    aliases = [_key(alias) for alias in left.split(",")]
    if not equals:
        raise line.wrong('it has no "="')
    if "=" in right:
        raise line.wrong('it has more than one "="')
    if not _key(name):
        raise line.wrong('it has no name to the right of the "="')
    if not all(aliases):
        raise line.wrong('an alias to the left of the "=" is empty')
    return aliases, name


def _end_of(alias: str, given: Mapping[str, tuple[str, _Line]]) -> str:
    """The name that an alias stands for in the end."""
    seen = [alias]
    while True:
        name, line = given[seen[-1]]
        following = _key(name)
        if following == seen[-1] or following not in given:
            return name
        if following in seen:
            raise line.wrong(f"{name!r} is in turn an alias that leads back to this line")
        seen.append(following)


def merged(text: str, clusters: Sequence[Cluster], aliases: Mapping[str, str]) -> list[Cluster]:
    """The clusters with those under one name that the aliases say are one; in order of first mention.

    A cluster takes the given name if its own name or a form that it has in the text is an alias. With it goes
    the cluster of the given name, if there is one. Ids are unique slugs; without an alias nothing changes.
    """
    given = _given(text, clusters, aliases) if aliases else []
    if not any(given):
        return list(clusters)
    given = _with_targets(text, clusters, given)
    groups: dict[str | int, list[Cluster]] = {}
    names: dict[str | int, str] = {}
    for index, (members, name) in enumerate(zip(clusters, given, strict=True)):
        group = _key(name) if name else index
        names.setdefault(group, name or members.name)
        groups.setdefault(group, []).append(members)
    taken: set[str] = set()
    whole = (_joined(names[group], parts) for group, parts in groups.items())
    ordered = sorted(whole, key=lambda c: (c.mentions[0].start, c.mentions[0].end))
    return [Cluster(unique_slug(c.name, taken), c.name, c.label, c.mentions) for c in ordered]


def _given(text: str, clusters: Sequence[Cluster], aliases: Mapping[str, str]) -> list[str | None]:
    """The name that each cluster is given: for its own name, else for the first form that is an alias.

    Who has one of the given names already is not given another for a short form: with "Post = Washington Post"
    and "NYP = New York Post" the article's New York Post stays itself, though it says "the Post" as well.
    """
    names = {_key(name) for name in aliases.values()}
    given = []
    for members in clusters:
        own = _key(members.name)
        forms = [own] if own in names else [own, *_forms(text, members)]
        given.append(next((aliases[form] for form in forms if form in aliases), None))
    return given


def _with_targets(text: str, clusters: Sequence[Cluster], given: Sequence[str | None]) -> list[str | None]:
    """The given names, and with each the one cluster that has it already."""
    full = list(given)
    for name in filter(None, given):
        target = _target(text, clusters, given, _key(name))
        if target is not None:
            full[target] = name
    return full


def _target(text: str, clusters: Sequence[Cluster], given: Sequence[str | None], key: str) -> int | None:
    """The cluster that is called so: by its name, else the only one that has it as a form ("US").

    Where two are (a person and a town), it is the one with a label of those that the alias joins to it.
    """
    others = [index for index, name in enumerate(given) if name is None]
    called = [index for index in others if _key(clusters[index].name) == key]
    formed = [index for index in others if key in _forms(text, clusters[index])]
    fits = called or (formed if len(formed) == 1 else [])
    labels = {clusters[index].label for index, name in enumerate(given) if name and _key(name) == key}
    return max(fits, key=lambda i: (clusters[i].label in labels, len(clusters[i].mentions)), default=None)


def _joined(name: str, parts: Sequence[Cluster]) -> Cluster:
    """One cluster of several: the label is that of the one called so, else of the largest."""
    largest = max(parts, key=lambda part: (_key(part.name) == _key(name), len(part.mentions)))
    mentions = sorted((m for part in parts for m in part.mentions), key=lambda m: (m.start, m.end))
    return Cluster("", name, largest.label, tuple(mentions))


def _forms(text: str, members: Cluster) -> dict[str, None]:
    """The forms of a cluster, as names are compared, in text order."""
    return dict.fromkeys(_key(text[m.start : m.end]) for m in members.mentions)


def _key(name: str) -> str:
    """A name as names are compared: without titles, case, accents and full stops."""
    return fold(bare(name))
