"""What the paragraph classifier sees of a line: its word pieces, their shapes, and what it looks like.

Shared by the recipe in training/boilerplate and the running program, so that both see exactly
the same. What is made of it is in ``classifier``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

MARK = "[CLS]"  # stands before each line; what is said of the line is read off there
_FROM_START = 210  # characters; of what is longer than both only these are seen
_FROM_END = 70
_MOST_PIECES = 96
_SHAPES = ("mark", "lower", "title", "upper", "mixed", "digit", "alphanumeric", "sign", "bracket", "address")
SURFACE_SIZES = (len(_SHAPES), 3)
"""How many shapes of words there are, and of gaps before a line: none (within it), a line break, an empty line."""
_ENDS = "-.!?:…,;"
LOOKS = len(_ENDS) + 17
"""How many numbers ``looks`` gives for a line."""
_ADDRESS = re.compile(
    r"https?:|www\.|[\w.-]+@[\w-]+\.\w|\b[\w-]+\.(?:com|org|net|example|co)\b", re.IGNORECASE
)
_SAID = re.compile(
    r"\b(?:said|says|told|added|asked|wrote|according to|warned|argued|announced|claimed|insisted|denied"
    r"|explained|replied|called|admitted|suggested|noted|told)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“”\"]|(?<!\w)[‘'](?=\w)")
_WORD = re.compile(r"[^\W\d_]+")
_HALF_LIFE = 8.0  # lines
_PROSE_LIFE = 2.0  # lines
_PROSE = 12  # words; a line as long that ends as sentences do is likely to be the article's
_STEM = 5  # letters by which words are compared: "voted", "voters"
_COMMON = frozenset(
    "about after again against alone also always among another around away back because become been before being"
    " below between both came cannot come could dont down during each even ever every find first from full give goes"
    " going good have having hear here herself himself into itself just keep know last later less like made make many"
    " more most much must never next nothing often once only other others ours over part people read really said same"
    " says should show since some something still such take tell than that their them then there these they thing"
    " things think this those through time times today together told took under until upon used using very want well"
    " went were what when where which while whole whom whose will with within without work would year years your"
    " yourself".split()
)


class Seen(NamedTuple):
    """A line as the network gets it: the ids of its word pieces (n), the mark first, and their surface (n, 2)."""

    ids: Ints
    surface: Ints


def seen(text: str, tokenizer: Tokenizer, *, apart: bool) -> Seen:
    """Cut a line into word pieces; ``apart`` tells whether an empty line stands before it."""
    if len(text) > _FROM_START + _FROM_END:
        text = f"{text[:_FROM_START]} … {text[-_FROM_END:]}"
    encoding = tokenizer.encode(text, add_special_tokens=False)
    ids = np.array([tokenizer.token_to_id(MARK), *encoding.ids[:_MOST_PIECES]], np.int64)
    surface = np.zeros((len(ids), 2), np.int64)
    surface[0, 1] = 2 if apart else 1
    word_of = encoding.word_ids[:_MOST_PIECES]
    words: dict[int | None, list[tuple[int, int]]] = {}
    for word, offsets in zip(word_of, encoding.offsets, strict=False):
        words.setdefault(word, []).append(offsets)
    surface[1:, 0] = [_shape(text[words[word][0][0] : words[word][-1][1]]) for word in word_of]
    return Seen(ids, surface)


def looks(texts: Sequence[str]) -> Floats:
    """Return what each line of a page looks like and where it stands (lines, ``LOOKS``), from 0 to about 2."""
    count = len(texts)
    found = np.zeros((count, LOOKS), np.float32)
    for at, (text, stands) in enumerate(zip(texts, _standing(texts), strict=True)):
        words = _WORD.findall(text[:1000])
        many = max(1, len(words))
        found[at, _ENDS.index(ending(text))] = 1
        found[at, len(_ENDS) :] = (
            np.log1p(len(words)) / 2,
            sum(word[0].isupper() for word in words) / many,
            sum(word.isupper() for word in words) / many,
            sum(letter.isdigit() for letter in text[:1000]) / max(1, len(text[:1000])),
            is_spoken(text),
            bool(_ADDRESS.search(text[:1000])),
            text[:1].islower(),
            text[:1].isupper(),
            "  " in text or "\t" in text,
            0.5 ** (at / _HALF_LIFE),
            0.5 ** ((count - 1 - at) / _HALF_LIFE),
            np.log1p(count) / 4,
            *stands,
        )
    return found


def _standing(texts: Sequence[str]) -> Iterator[tuple[float, ...]]:
    """Yield how each line of a page stands to its prose, from 0 to 1.

    How many of its words the prose has elsewhere, whether the page has the line twice, how much
    of the prose is above it, and how near the prose above and below is.
    """
    words = [set(_stems(text)) for text in texts]
    prose = [words_of(text) >= _PROSE and ending(text) in ".!?" for text in texts]
    told = Counter(word for own, is_prose in zip(words, prose, strict=True) if is_prose for word in own)
    times = Counter(texts)
    lengths = [len(own) * is_prose for own, is_prose in zip(words, prose, strict=True)]
    total, above = max(1, sum(lengths)), 0
    near = _nearness(prose)
    below = _nearness(prose[::-1])[::-1]
    for at, text in enumerate(texts):
        found = sum(told[word] > prose[at] for word in words[at])
        yield found / max(1, len(words[at])), times[text] > 1, above / total, near[at], below[at]
        above += lengths[at]


def _stems(text: str) -> Iterator[str]:
    """Yield the beginnings of the words that say what a line is about."""
    for match in _WORD.finditer(text[:1000]):
        if is_content(match[0]):
            yield match[0].casefold()[:_STEM]


def is_content(word: str) -> bool:
    """Tell a word that says what a text is about."""
    return len(word) > 3 and word.casefold() not in _COMMON


def _nearness(prose: Sequence[bool]) -> list[float]:
    """How near the last line of prose is above each: 1 if there is none in between, 0 if there is none."""
    found, now = [], 0.0
    for is_prose in prose:
        found.append(now)
        now = 1.0 if is_prose else now * 0.5 ** (1 / _PROSE_LIFE)
    return found


def words_of(text: str) -> int:
    """How many words a line has, counted at white space."""
    return len(text.split())


def is_spoken(text: str) -> bool:
    """Tell whether somebody speaks in it: words in quotation marks, or "said" and the like."""
    return bool(_SAID.search(text) or _QUOTED.search(text))


def ending(text: str) -> str:
    """How a line ends: "." of a sentence, another sign, or "-" for none."""
    bare = text.rstrip("\"'”’)] ")
    last = bare[-1:] or text[-1:]
    return last if last and last in _ENDS[1:] else "-"


@lru_cache(maxsize=65536)
def _shape(word: str) -> int:
    return _SHAPES.index(_shape_name(word))


def _shape_name(word: str) -> str:
    if word.isdigit():
        return "digit"
    if word.isalpha():
        if word.islower():
            return "lower"
        if word.isupper():
            return "upper" if len(word) > 1 else "title"
        return "title" if word[0].isupper() and word[1:].islower() else "mixed"
    if word.isalnum():
        return "alphanumeric"
    if word in {"(", ")", "[", "]"}:
        return "bracket"
    return "address" if word in {"@", "/", "#", "_"} else "sign"
