"""Documents that give no article: one clear line each, in bounded time and memory."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from tests.intake.document_cases import Hostile
from tests.intake.make_documents import HOSTILE
from whosaid.errors import UnreadableFile
from whosaid.intake.documents import document_format, draft_of
from whosaid.settings import load_settings

SLOWEST = 20  # seconds of the processor; the largest needs four
MOST_MEMORY = 400_000_000  # bytes that Python takes


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 18


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.name)
def test_the_receipt_says_why_and_what_to_do(case: Hostile) -> None:
    data = case.make()
    kind = document_format(data)
    assert kind == case.kind
    settings = load_settings({f"WHOSAID_{name}": value for name, value in case.settings.items()})
    began = time.process_time()
    with pytest.raises(UnreadableFile) as caught:
        draft_of(kind, data, "news.txt", settings)
    assert time.process_time() - began < SLOWEST
    assert caught.value.file == "news.txt"
    assert case.why in caught.value.why
    assert case.remedy in caught.value.remedy
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["docx that lies about its size", "docx bomb", "pdf bomb"])
def test_memory_is_bounded(name: str) -> None:
    case = next(case for case in HOSTILE if case.name == name)
    data = case.make()
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFile):
            draft_of(case.kind, data, "news", load_settings({}))  # type: ignore[arg-type]
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
