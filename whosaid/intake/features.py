"""What the paragraph classifier sees of a line: its words, the shapes of its words, and what it looks like.

Text in, hashed features out. What they weigh is in ``classifier``; both the recipe in
training/boilerplate and the running program take the features from here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from math import sqrt

BUCKETS = 1 << 15
KIND_BUCKETS = 1 << 12
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[^\w\s]|_")
_WORD = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(
    r"https?:|www\.|[\w.-]+@[\w-]+\.\w|\b[\w-]+\.(?:com|org|net|example|co)\b", re.IGNORECASE
)
_SAID = re.compile(
    r"\b(?:said|says|told|added|asked|wrote|according to|warned|argued|announced|claimed|insisted|denied"
    r"|explained|replied|called|admitted|suggested|noted|told)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|been|went|came|made|took|gave|became|began|found|left|held|won|lost|\w{2,}ed)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"\b(?:is|are|has|have|will|would|can|could|may|might|does|do)\b", re.IGNORECASE)
_READER = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:we|our|(?-i:us))\b", re.IGNORECASE)
_THEY = re.compile(r"\b(?:he|she|they|his|her|their|him|them)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“”\"]|(?<!\w)[‘'](?=\w)")
_SIGNS = "©|»›>→•·#@*:/&…?!()"
_MOST_TOKENS = 250
_LONG = 25  # tokens; of what is longer, only the first and last say how it begins and ends
_EDGE = 8


def features(text: str) -> dict[int, float]:
    """Return hashed features of one line or paragraph, seen alone."""
    tokens = _TOKEN.findall(text)[:_MOST_TOKENS]
    words = [_normal(token) for token in tokens]
    found: dict[int, float] = {}
    for group in (list(_grams(words)), list(_shapes(tokens))):
        for name in group:
            bucket = hashed(name, BUCKETS)
            found[bucket] = found.get(bucket, 0.0) + 1 / sqrt(len(group))
    for name in _looks(text, tokens):
        found[hashed(name, BUCKETS)] = 0.5
    return found


def kind_features(text: str) -> dict[int, float]:
    """Return hashed features that tell what kind of boilerplate a line is."""
    tokens = _TOKEN.findall(text)[:_MOST_TOKENS]
    names = list(_grams([_normal(token) for token in tokens], longest=2)) + list(_shapes(tokens))
    found: dict[int, float] = {}
    for name in names:
        bucket = hashed(name, KIND_BUCKETS)
        found[bucket] = found.get(bucket, 0.0) + 1 / sqrt(len(names))
    return found


def hashed(name: str, buckets: int) -> int:
    """Return the bucket of a feature; the same on every machine."""
    return zlib.crc32(name.encode("utf-8", "replace")) % buckets


def words_of(text: str) -> int:
    """How many words a line has, counted at white space."""
    return len(text.split())


def is_spoken(text: str) -> bool:
    """Tell whether somebody speaks in it: words in quotation marks, or "said" and the like."""
    return bool(_SAID.search(text) or _QUOTED.search(text))


def ending(text: str) -> str:
    """How a line ends: "." of a sentence, another sign, or nothing."""
    bare = text.rstrip("\"'”’)] ")
    last = bare[-1:] or text[-1:]
    return last if last in ".!?:…,;" else "-"


def _normal(token: str) -> str:
    return "9" * len(token) if token.isdigit() else token.lower().replace("’", "'")


def _grams(words: list[str], longest: int = 3) -> Iterator[str]:
    edged = ["<", *words, ">"]
    for size in range(1, longest + 1):
        for start in range(len(edged) - size + 1):
            yield "w " + " ".join(edged[start : start + size])
    if len(words) > _LONG:
        yield from (f"first {word}" for word in words[:_EDGE])
        yield from (f"last {word}" for word in words[-_EDGE:])


def _shapes(tokens: list[str]) -> Iterator[str]:
    """Yield runs of shapes ("Xx Xx / X"), of the whole line or, where it is long, of its two ends."""
    shapes = [_shape(token) for token in tokens]
    if len(shapes) <= 2 * _EDGE:
        runs = [["<", *shapes, ">"]]
    else:
        runs = [["<", *shapes[:_EDGE]], [*shapes[-_EDGE:], ">"]]
    for run in runs:
        for size in (2, 3, 4):
            for start in range(len(run) - size + 1):
                yield "s " + " ".join(run[start : start + size])


def _shape(token: str) -> str:
    if token.isdigit():
        return "9" * min(len(token), 5)
    if not _WORD.match(token):
        return token
    if token.isupper():
        return "XX" if len(token) > 1 else "X"
    return "Xx" if token[0].isupper() else "x"


def _looks(text: str, tokens: list[str]) -> Iterator[str]:
    """Yield what the line looks like as a whole."""
    words = [token for token in tokens if _WORD.match(token)]
    length = _bucket(len(tokens))
    capitals = sum(word[0].isupper() for word in words) / max(1, len(words))
    upper = sum(word.isupper() for word in words) / max(1, len(words))
    digits = sum(token.isdigit() for token in tokens) / max(1, len(tokens))
    end = ending(text)
    yield from (f"length {length}", f"end {end}", f"length {length} end {end}")
    yield from (
        f"capitals {round(capitals * 4)} {length}",
        f"upper {round(upper * 4)}",
        f"digits {round(digits * 4)}",
    )
    for name, pattern in _PATTERNS:
        count = min(2, len(pattern.findall(text)))
        yield f"{name} {count}"
        yield f"{name} {count} {length}"
    yield from (f"has {sign}" for sign in _SIGNS if sign in text)
    if "  " in text or "\t" in text:
        yield "gap"
    if not (_PAST.search(text) or _PRESENT.search(text)):
        yield f"no verb {length}"
    if words:
        yield f"starts {'upper' if words[0][0].isupper() else 'lower'} end {end}"


def _bucket(count: int) -> int:
    return next(
        (number for number, most in enumerate((1, 2, 3, 5, 8, 12, 18, 27, 40, 60, 90)) if count <= most), 11
    )


_PATTERNS = (
    ("said", _SAID),
    ("past", _PAST),
    ("present", _PRESENT),
    ("you", _READER),
    ("we", _WE),
    ("they", _THEY),
    ("quoted", _QUOTED),
    ("address", _ADDRESS),
)
