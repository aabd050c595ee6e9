"""The same story twice: equal texts, and wire copies with a new first paragraph or without the end.

Texts in, storable signatures and groups out; pure functions. A text is a set of runs of three
words; MinHash (Broder 1997) estimates how much two sets share. What is done with a group is
decided elsewhere.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Final, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

Key = TypeVar("Key", bound=Hashable)

SHARED: Final = 0.45
"""Two texts are copies if this much of the shorter stands in the longer (evaluation/duplicates.py)."""

_SLOTS: Final = 256
_SEED: Final = 1
_RUN: Final = 3  # words
_FEWEST: Final = 30  # runs; a shorter text is a copy only if it is the same
_ROWS: Final = 2  # slots of a band: texts that share a fourth meet in one of the bands with near certainty
_MOST_COMPARED: Final = 8  # texts of one bucket that a text is compared with
_HEAD: Final = struct.Struct("<BBI16s")
_FORMAT: Final = 1
_WORD: Final = re.compile(r"\w+")


class _Signed(NamedTuple):
    """A signature taken apart: made by what, how many runs, the digest of the words, the least hashes."""

    made_by: tuple[int, int]
    runs: int
    digest: bytes
    slots: npt.NDArray[np.uint32]


def signature(text: str) -> bytes:
    """Return what to keep of a text (1,046 bytes) to find its copies later, without the text.

    Case, punctuation and white space do not count.
    """
    words = _WORD.findall(text.lower())
    runs = sorted({" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))})
    sketch = RMinHash(num_perm=_SLOTS, seed=_SEED)
    sketch.update(runs)
    digest = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()[:16]
    head = _HEAD.pack(_FORMAT, RMinHash.ALGORITHM_VERSION, len(runs), digest)
    return head + np.array(sketch.digest(), "<u4").tobytes()


def is_same_text(one: bytes, other: bytes) -> bool:
    """Tell whether two signatures are of texts with the same words in the same order."""
    return _signed(one).digest == _signed(other).digest


def shared(one: bytes, other: bytes) -> float:
    """Estimate how much of the shorter text stands in the longer, from 0 to 1.

    Raises ``ValueError`` where one of them is no signature, or of another version of Whosaid.
    """
    first, second = _signed(one), _signed(other)
    if first.made_by != second.made_by:
        raise ValueError("the signatures are of different versions; make both anew from the texts")
    return 1.0 if first.digest == second.digest else _shared(first, second)


def copies(signatures: Iterable[tuple[Key, bytes]], *, at_least: float = SHARED) -> list[tuple[Key, ...]]:
    """Group what is the same story: the keys of each group of two or more, in the order given.

    Signatures of another version of Whosaid are in no group.
    """
    keys, signed = [], []
    for key, each in signatures:
        keys.append(key)
        signed.append(_signed(each))
    roots = list(range(len(keys)))
    _join_same(signed, roots)
    for bucket in _buckets(signed, roots):
        for place, other in enumerate(bucket):
            for earlier in bucket[: min(place, _MOST_COMPARED)]:
                if _root(roots, earlier) != _root(roots, other) and _alike(signed, earlier, other, at_least):
                    _join(roots, earlier, other)
    groups: dict[int, list[Key]] = defaultdict(list)
    for number, key in enumerate(keys):
        groups[_root(roots, number)].append(key)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _signed(kept: bytes) -> _Signed:
    if len(kept) != _HEAD.size + 4 * _SLOTS:
        raise ValueError(f"this is no signature of a text: it has {len(kept)} bytes")
    made_by, version, runs, digest = _HEAD.unpack_from(kept)
    return _Signed((made_by, version), runs, digest, np.frombuffer(kept, "<u4", offset=_HEAD.size))


def _shared(one: _Signed, other: _Signed) -> float:
    """From the share of all that both have (Jaccard's) to the share of the shorter."""
    jaccard = float(np.mean(one.slots == other.slots))
    both = jaccard / (1 + jaccard) * (one.runs + other.runs)
    return min(1.0, both / max(1, min(one.runs, other.runs)))


def _alike(signed: Sequence[_Signed], one: int, other: int, at_least: float) -> bool:
    first, second = signed[one], signed[other]
    long_enough = min(first.runs, second.runs) >= _FEWEST
    return long_enough and _shared(first, second) >= at_least


def _join_same(signed: Sequence[_Signed], roots: list[int]) -> None:
    first: dict[bytes, int] = {}
    for number, each in enumerate(signed):
        _join(roots, first.setdefault(each.digest, number), number)


def _buckets(signed: Sequence[_Signed], roots: list[int]) -> Iterable[list[int]]:
    """Yield texts that share a band of their signatures; of equal texts only the first."""
    chosen = [number for number in range(len(signed)) if _root(roots, number) == number]
    current = (_FORMAT, RMinHash.ALGORITHM_VERSION)
    chosen = [
        number for number in chosen if signed[number].made_by == current and signed[number].runs >= _FEWEST
    ]
    for start in range(0, _SLOTS, _ROWS):
        bucket: dict[bytes, list[int]] = defaultdict(list)
        for number in chosen:
            bucket[signed[number].slots[start : start + _ROWS].tobytes()].append(number)
        yield from (numbers for numbers in bucket.values() if len(numbers) > 1)


def _root(roots: list[int], number: int) -> int:
    while roots[number] != number:
        roots[number] = roots[roots[number]]
        number = roots[number]
    return number


def _join(roots: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(roots, one), _root(roots, other)))
    roots[second] = first
