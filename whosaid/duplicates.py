"""The same story twice: equal texts, and wire copies with a new first paragraph or without the end.

Texts in, storable signatures out, and from these which text is a copy of which; pure functions. A text is a set
of runs of three words; MinHash (Broder 1997) estimates how much two sets share, and needs no more than a byte of
each least hash for it (Li and König 2010). Where signatures and copies are
kept is the business of ``whosaid.store``.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Sequence
from heapq import heappop, heappush
from typing import Final

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

SHARED: Final = 0.45
"""A text is a copy if this much of it stands in one before it (evaluation/duplicates.py)."""

_SLOTS: Final = 256
_SEED: Final = 1
_RUN: Final = 3  # words
_FEWEST: Final = 30  # runs; a shorter text is a copy only if it is the same
_LEAST_ALIKE: Final = 8  # slots; fewer may be alike by chance where one text is much longer than the other
_HEAD: Final = struct.Struct("<BBI16s")
_FORMAT: Final = 1
_MADE_BY: Final = bytes((_FORMAT, RMinHash.ALGORITHM_VERSION))
_SIZE: Final = _HEAD.size + _SLOTS
_CHANCE: Final = 1 / 256  # that the bytes of unequal slots are equal
_SIGNED: Final = np.dtype(
    [("made_by", "<u2"), ("runs", "<u4"), ("digest", "<u8", 2), ("slots", "u1", _SLOTS)]
)
_WORD: Final = re.compile(r"\w+")
_UNKNOWN: Final = -1

Shares = npt.NDArray[np.float64]
Places = npt.NDArray[np.int_]


def signature(text: str) -> bytes:
    """Return what to keep of a text (278 bytes) to find its copies later, without the text.

    Case, punctuation and white space do not count.
    """
    words = _WORD.findall(text.lower())
    runs = sorted({" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))})
    sketch = RMinHash(num_perm=_SLOTS, seed=_SEED)
    sketch.update(runs)
    digest = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()[:16]
    head = _HEAD.pack(*_MADE_BY, len(runs), digest)
    return head + np.array(sketch.digest(), np.uint32).astype(np.uint8).tobytes()


def is_same_text(one: bytes, other: bytes) -> bool:
    """Tell whether two signatures are of texts with the same words in the same order."""
    return _digest(one) == _digest(other)


def share(of: bytes, within: bytes) -> float:
    """Estimate how much of a text stands in another, from 0 to 1; 0 for signatures of different versions."""
    texts = _Texts([within, of])
    return float(texts.shares(1, slice(0, 1))[0])


def stories(
    signatures: Sequence[bytes], known: Sequence[int | None] = (), *, at_least: float = SHARED
) -> list[int]:
    """For each text the place of the first text of its story: its own, unless it is a copy.

    The texts are given in the order in which they count. One is a copy if ``at_least`` this much of it stands in a
    text that comes before it and is no copy itself; of several such texts it belongs to the one that has most of it.
    ``known`` is the answer before a change, None where a text is new or the first of its story is gone; only what
    the change touches is compared then, and the answer is the same as without it.
    """
    texts = _Texts(signatures)
    firsts = np.array([_UNKNOWN if first is None else first for first in known or [None] * len(signatures)])
    waiting = [int(place) for place in np.flatnonzero(firsts == _UNKNOWN)]  # in order, so that it is a heap
    seen = set(waiting)
    while waiting:
        one = heappop(waiting)
        before, firsts[one] = firsts[one], _first(texts, firsts, one, at_least)
        for place in _touched(texts, firsts, one, before, at_least):
            if place not in seen:
                seen.add(place)
                heappush(waiting, place)
    answer: list[int] = firsts.tolist()
    return answer


class _Texts:
    """Signatures taken apart, to compare one with many."""

    def __init__(self, signatures: Sequence[bytes]) -> None:
        for kept in signatures:
            _checked(kept)
        self._signed = np.frombuffer(b"".join(signatures), _SIGNED)
        self._runs = self._signed["runs"].astype(np.float64)
        self._slots = np.ascontiguousarray(self._signed["slots"])

    def shares(self, one: int, others: slice, *, of_others: bool = False) -> Shares:
        """How much of one text stands in each of the others, or of each of the others in it."""
        signed, size = self._signed[others], self._runs[one] + self._runs[others]
        least = np.maximum(1, self._runs[others] if of_others else self._runs[one])
        alike = (self._slots[others] == self._slots[one]).sum(axis=1, dtype=np.uint16)
        found = _share(alike, size, least)
        found[alike < _LEAST_ALIKE] = 0.0
        found[(self._runs[others] < _FEWEST) | (self._runs[one] < _FEWEST)] = 0.0
        found[signed["made_by"] != self._signed["made_by"][one]] = 0.0
        found[(signed["digest"] == self._signed["digest"][one]).all(axis=1)] = 1.0
        return found


def _share(alike: npt.NDArray[np.uint16], size: Shares, of: Shares) -> Shares:
    """From the share of slots that are alike to that of all that both have (Jaccard's), to that of one text's runs."""
    jaccard = np.maximum(0.0, (alike / _SLOTS - _CHANCE) / (1 - _CHANCE))
    shares: Shares = np.minimum(1.0, jaccard / (1 + jaccard) * size / of)
    return shares


def _first(texts: _Texts, firsts: Places, one: int, at_least: float) -> int:
    """The first text of the story of ``one``, among those before it."""
    if not one:
        return one
    shares = texts.shares(one, slice(0, one))
    shares[firsts[:one] != np.arange(one)] = 0.0
    best = int(shares.argmax())
    return best if shares[best] >= at_least else one


def _touched(texts: _Texts, firsts: Places, one: int, before: int, at_least: float) -> list[int]:
    """The texts after ``one`` whose place may be another because ``one`` is now, or is no longer, a first."""
    is_first, was_first = firsts[one] == one, before == one
    after = firsts[one + 1 :]
    if is_first and not was_first and (after != _UNKNOWN).any():
        found = (texts.shares(one, slice(one + 1, None), of_others=True) >= at_least) & (after != _UNKNOWN)
    elif was_first and not is_first:
        found = after == one
    else:
        return []
    return [int(place) + one + 1 for place in np.flatnonzero(found)]


def _checked(kept: bytes) -> bytes:
    if len(kept) != _SIZE:
        raise ValueError(f"this is no signature of a text: it has {len(kept)} bytes")
    return kept


def _digest(kept: bytes) -> bytes:
    digest: bytes = _HEAD.unpack_from(_checked(kept))[-1]
    return digest
