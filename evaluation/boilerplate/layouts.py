"""The pages that boilerplate is measured on: three sets of 40 layouts (and ten to tune on), written by us.

A layout names an article, says where its paragraphs stand, and has each line of boilerplate
with its kind. ``near_copies`` keeps them out of what the classifier learns from.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
SETS = {"first set": "layouts", "second set": "second", "third set": "third"}
FOLDERS = (*SETS.values(), "dev")
ARTICLE = "article"
HEAD = "head"
_SETTING = re.compile(r"# (\w+): (.+)")
_PARAGRAPHS = re.compile(r"@(\d+)(?:-(\d+))?")
_NEAR = 0.65
_SET_PHRASE = 2  # words
_WORD = re.compile(r"\w+")
_SLOT = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a page, where it stands in it, and its kind: article, head, or one of boilerplate."""

    text: str
    kind: str
    start: int = 0

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of plain text and its paragraphs in order."""

    name: str
    text: str
    parts: tuple[Part, ...]


def pages(folder: str = "layouts") -> list[Page]:
    """The pages of a folder: "layouts", "second" and "third" to measure on, or "dev" to tune on."""
    return [_page(path) for path in sorted((HERE / folder).glob("*.txt"))]


def around(texts: Sequence[Sequence[str]], folder: str, times: int) -> Iterator[Page]:
    """The same layouts around other texts, given as paragraphs: each layout ``times`` over, each time another text.

    What belongs to the articles of ours (heads, crossheads, captions among the boilerplate) is left out.
    """
    for number, path in enumerate(sorted((HERE / folder).glob("*.txt"))):
        for time in range(times):
            yield _page(path, texts[(number * times + time) % len(texts)])


def _page(path: Path, other: Sequence[str] | None = None) -> Page:
    settings: dict[str, str] = {}
    parts: list[Part] = []
    text = ""
    width = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if setting := _SETTING.fullmatch(line):
            settings[setting[1]] = setting[2]
            width = int(settings.get("wrap", "0"))
            continue
        joined = line.startswith("& ") or settings.get("gap") == "none"
        for part in _parts(line.removeprefix("& "), settings["article"], other):
            shown = textwrap.fill(part.text, width, break_long_words=False) if width else part.text
            gap = "\n" if joined or (parts and part.kind == parts[-1].kind == HEAD) else "\n\n"
            text += gap if text else ""
            parts.append(Part(shown, part.kind, len(text)))
            text += shown
    return Page(path.stem, text, tuple(parts))


def _parts(line: str, article: str, other: Sequence[str] | None) -> Iterator[Part]:
    head, body = _article(article)
    if other is not None and (line == "@head" or line.startswith(f"{ARTICLE} |")):
        return
    if line == "@head":
        yield from (Part(text, HEAD) for text in head)
    elif match := _PARAGRAPHS.fullmatch(line):
        first, last = int(match[1]) - 1, int(match[2] or match[1])
        if other is not None:
            first, last = (round(at * len(other) / len(body)) for at in (first, last))
        for text in (body if other is None else other)[first:last]:
            yield Part(text, ARTICLE)
    else:
        kind, _, text = line.partition(" | ")
        yield Part(text, kind)


@cache
def _article(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    head, *body = (HERE / "articles" / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return tuple(head.split("\n")), tuple(body)


def near_copies(lines: Collection[str], folders: tuple[str, ...] = FOLDERS) -> set[str]:
    """Which of these lines to learn from come near one that is measured or tuned on: they are left out.

    Set phrases of up to two words ("Advertisement") are known to everybody and stay; it is
    the other way round for them: ``unseen`` does not count them.
    """
    measured = _Known(part.text for folder in folders for page in pages(folder) for part in page.parts)
    long = (line for line in lines if len(_WORD.findall(_SLOT.sub("", line))) > _SET_PHRASE)
    return {line for line in long if measured.near(line)}


def unseen(parts: Iterable[Part], learned: Iterable[str]) -> list[Part]:
    """The paragraphs of boilerplate that come near nothing that was learned from."""
    known = _known(tuple(learned))
    return [part for part in parts if part.kind not in (ARTICLE, HEAD) and not known.near(part.text)]


class _Known:
    """Texts to be found again by what they have in common with another.

    Two sets of which a share ``_NEAR`` is common have one of their rarest elements in common,
    if so many of each are looked at as could all be missing in the other, and one more (prefix
    filtering: Chaudhuri, Ganti and Kaushik, 2006). So few are compared.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        every = {_grams(text) for text in texts}
        self._counts = Counter(run for grams in every for run in grams)
        self._having: dict[str, list[frozenset[str]]] = {}
        for grams in every:
            for run in self._rarest(grams):
                self._having.setdefault(run, []).append(grams)

    def near(self, text: str) -> bool:
        """Tell whether one of the texts is nearly this one."""
        grams = _grams(text)
        others = (other for run in self._rarest(grams) for other in self._having.get(run, ()))
        return any(_likeness(grams, other) >= _NEAR for other in others)

    def _rarest(self, grams: frozenset[str]) -> list[str]:
        """Return those of the rarest that any of the texts has; none has what is not counted, the rarest of all."""
        found = [run for run in grams if run in self._counts]
        missing = len(grams) - math.ceil(_NEAR * len(grams) - 1e-9)
        most = missing + 1 - (len(grams) - len(found))
        return sorted(found, key=lambda run: (self._counts[run], run))[:most] if most > 0 else []


_known = cache(_Known)


def _grams(text: str) -> frozenset[str]:
    """Runs of four characters of the words of a text, case and signs aside."""
    words = f" {' '.join(_WORD.findall(_SLOT.sub('', text).lower()))} "
    return frozenset(words[at : at + 4] for at in range(max(1, len(words) - 3)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of runs that both have; 0 at once where one is so much longer that they cannot be near."""
    if min(len(one), len(other)) < _NEAR * max(len(one), len(other)):
        return 0.0
    return len(one & other) / len(one | other)
