"""Short lines about what a story is about: crossheads, captions, headlines of stories like it.

Cut out of the story's own sentences, so that a page to learn from holds together as a real one
does: its crossheads speak of its subject, and so do its captions with a credit.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from whosaid.intake.features import is_content, words_of

_QUOTED = re.compile(r"[“\"]([^”\"\n]{8,45})[”\"]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[“\"A-Z])|(?<=[.!?][”\"])\s+(?=[“\"A-Z])")
_INNER = re.compile(r"[.,;:!?()“”\"—–]")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, roughly."""
    return [sentence for sentence in _SENTENCE.split(text) if sentence]


def crosshead(text: str, chance: random.Random) -> str | None:
    """A few words of a paragraph, or of what somebody says in it."""
    quotes = [quote for quote in _QUOTED.findall(text) if 2 <= words_of(quote) <= 7]
    if quotes and chance.random() < 0.4:
        bare = chance.choice(quotes).strip(" ,.")
        return chance.choice(("‘{}’", "“{}”", "'{}'")).format(bare[:1].upper() + bare[1:])
    words = text.split()
    return _span(words, chance.choice((1, 2, 2, 3, 3, 4, 5)), chance)


def headline(text: str, chance: random.Random) -> str | None:
    """A headline of another story about the same: the greater part of a sentence."""
    sentence = chance.choice(sentences(text) or [text])
    found = _span(sentence.split(), chance.randint(5, 10), chance)
    return found.title() if found and chance.random() < 0.2 else found


def caption(text: str, chance: random.Random) -> str | None:
    """A sentence that could stand below a picture."""
    fitting = [each for each in sentences(text) if 5 <= words_of(each) <= 24 and not re.search('[“”"]', each)]
    return chance.choice(fitting).strip() if fitting else None


def any_of(
    make: Callable[[str, random.Random], str | None], paragraphs: Sequence[str], chance: random.Random
) -> str | None:
    """What ``make`` makes of one of some paragraphs, tried a few times."""
    for _ in range(4 if paragraphs else 0):
        if found := make(chance.choice(paragraphs), chance):
            return found
    return None


def _span(words: Sequence[str], count: int, chance: random.Random) -> str | None:
    """So many words in a row without a sign between, which begin and end with one that means something."""
    starts = [
        at
        for at in range(len(words) - count + 1)
        if is_content(words[at])
        and is_content(words[at + count - 1])
        and not _INNER.search("".join(words[at : at + count]).rstrip('.,;:!?”"'))
    ]
    if not starts:
        return None
    at = chance.choice(starts)
    found = " ".join(words[at : at + count]).rstrip('.,;:!?”"')
    return found[:1].upper() + found[1:]
