"""Every error on PolNeAR dev, written down for study: ``python -m evaluation --errors .local/errors.md``.

The texts belong to their publishers: what is written here stays on this machine. ``errors.md`` of this folder holds
examples in words of our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.attributions import Attributed
from evaluation.errors import (
    ATTRIBUTION_TYPES,
    SPEAKER_TYPES,
    Missed,
    attribution_errors,
    speaker_error,
)
from evaluation.news import Read
from evaluation.speakers import answer

ROOT = Path(__file__).resolve().parent.parent
AROUND = 160  # characters on either side


def is_private(path: Path) -> bool:
    """Whether a file there is no part of the project: outside it, or in ``.local/``, which git ignores."""
    place = path.resolve()
    return not place.is_relative_to(ROOT) or place.is_relative_to(ROOT / ".local")


def write(path: Path, reads: Sequence[Read]) -> None:
    """All errors, a heading for each type."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*_attributions(reads), *_speakers(reads)]) + "\n", encoding="utf-8")


def _attributions(reads: Sequence[Read]) -> Iterator[str]:
    every = [(read, error) for read in reads for error in attribution_errors(read)]
    for name, shown in ATTRIBUTION_TYPES.items():
        chosen = [(read, error) for read, error in every if error.type == name]
        yield f"\n# {shown} ({len(chosen)})"
        for read, error in chosen:
            yield from _attribution(read, error)


def _attribution(read: Read, error: Missed) -> Iterator[str]:
    words: set[int] = set()
    yield f"\n{read.id}"
    for name, number, items in (("gold", error.gold, read.gold), ("found", error.found, read.found)):
        if number is not None:
            item = items[number]
            words |= item.content
            yield f"- {name}: {_shown(read, item)}"
    near = [item for item in read.found if error.found is None and item.content & words]
    yield from (f"- near: {_shown(read, item)}" for item in near)
    yield f"- in: {_around(read, words)}"


def _shown(read: Read, item: Attributed) -> str:
    return f"[{_of(read, item.source)}] {_of(read, item.content)}"


def _of(read: Read, tokens: frozenset[int]) -> str:
    """The words of a set of tokens, "…" where it leaves some out."""
    words, before = "", -1
    for number in sorted(tokens):
        start, end = read.tokens.spans[number]
        if before >= 0:
            gap = read.text[read.tokens.spans[before][1] : start] if number == before + 1 else " … "
            words += gap
        words += read.text[start:end]
        before = number
    return " ".join(words.split())


def _around(read: Read, tokens: set[int]) -> str:
    start, end = read.tokens.spans[min(tokens)][0], read.tokens.spans[max(tokens)][1]
    return " ".join(read.text[max(0, start - AROUND) : end + AROUND].split())


def _speakers(reads: Sequence[Read]) -> Iterator[str]:
    for name, shown in SPEAKER_TYPES.items():
        lines = [line for read in reads for line in _of_type(read, name)]
        yield f"\n# speakers: {shown}"
        yield from lines


def _of_type(read: Read, name: str) -> Iterator[str]:
    for mention in read.judge["mentions"] if read.judge else ():
        wrong = [
            (how, answer(mention["spans"], predicted))
            for how, predicted in (("end to end", read.who), ("given", read.given))
            if speaker_error(mention, predicted) == name
        ]
        if wrong:
            start, end = mention["spans"][0][0], mention["spans"][-1][1]
            context = " ".join(read.text[max(0, start - 2 * AROUND) : end + AROUND].split())
            yield f"\n{read.id}\n- mention: {mention['text']}\n- gold: {mention['who']}"
            yield from (f"- {how}: {found.speaker if found else '-'}" for how, found in wrong)
            yield f"- in: {context}"
