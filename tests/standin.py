"""A reader in small, quick to load: what stands in curly quotation marks was said by Ann.

As a module it is what ``whosaid.ingest.child`` expects of a reader; some words make it fail in its own way.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable

from tests.readings import MODEL, Said, make_reading
from whosaid.articles import Article, ModelInfo, Reading

FILLER = " The council of the town met on Monday evening to discuss what is to be done about the old bridge."


def load() -> None:
    """Nothing is to be loaded."""


def model_info() -> ModelInfo:
    """The model of readings made by hand."""
    return MODEL


def analyse(article: Article, on_progress: Callable[[int, int], None] | None = None) -> Reading:
    """What a reader does, in small."""
    if "GET ON SLOWLY" in article.text and on_progress:
        for done in range(1, 1200):
            on_progress(done * len(article.text) // 1200, len(article.text))
            time.sleep(0.1)
    if "BREAK THE READER" in article.text:
        raise RuntimeError("broken on purpose")
    if "KILL THE READER" in article.text:
        os._exit(3)
    if "PRINT SOMETHING" in article.text:
        print("something", flush=True)
    if "NEVER COME BACK" in article.text:
        re.match(r"(a+)+$", "a" * 60 + "b")  # in C, with the lock of the interpreter held
    if "TAKE ALL MEMORY" in article.text:
        bytearray(64_000_000_000)
    if "TAKE A WHILE" in article.text:
        time.sleep(0.3)
    said = [Said(words, "Ann") for words in re.findall("“(.+?)”", article.text)]
    return make_reading(article, said, [("Ann", "PERSON")] if said else [])


def text(name: str) -> str:
    """An article with one quote, in which the name of its file stands."""
    return f"“{name} is fine,” said Ann.{FILLER}"
