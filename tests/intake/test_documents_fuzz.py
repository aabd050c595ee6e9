"""Documents changed at random: each gives a draft or an ``UnreadableFile``, and nothing else happens.

A reader that takes very much memory for one fails as well.
"""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.document_cases import Case
from tests.intake.make_documents import CASES
from tests.intake.memory import bounded
from tests.intake.office_documents import zipped
from whosaid.errors import UnreadableFile
from whosaid.intake.documents import document_format, draft_of
from whosaid.settings import load_settings

ONE_OF_EACH = {
    "pdf two columns": 25,
    "pdf footnotes": 25,
    "docx with notes": 25,
    "odt with notes": 25,
    "rtf with notes": 60,
    "rtf in many scripts": 60,
    "epub with details": 25,
}
PIECES = (
    b"",
    b"\x00",
    b"\xff" * 9,
    b"<",
    b"</w:p>",
    b"{",
    b"}",
    b"\\u",
    b"\\bin9",
    b"<<",
    b"endobj",
    b"stream\n",
    b"9" * 12,
    b"-1",
)
LIMITS = load_settings({"WHOSAID_MAX_UNPACKED_MB": "5"})
BOUNDED = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(autouse=True, scope="module")
def loaded() -> None:
    """What is loaded once and kept is none of the memory that a file takes."""
    for name in ONE_OF_EACH:
        case = next(case for case in CASES if case.name == name)
        draft_of(case.kind, case.make(), "news", LIMITS)  # type: ignore[arg-type]


def changed(data: bytes, chance: random.Random) -> bytes:
    """Cut, swap, repeat and overwrite a few stretches."""
    for _ in range(chance.randrange(1, 6)):
        start = chance.randrange(len(data))
        end = min(len(data), start + chance.choice((1, 1, 4, 40, 400)))
        middle = chance.choice((*PIECES, chance.randbytes(end - start), data[start:end] * 3))
        data = data[:start] + middle + data[end:] or b"\x00"
    return data


def reads_or_tells(kind: str, data: bytes) -> None:
    try:
        with bounded():
            draft = draft_of(kind, data, "news", LIMITS)  # type: ignore[arg-type]
    except UnreadableFile:
        return
    assert draft.text.strip()
    draft.text.encode()


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_no_changed_document_breaks_its_reader(name: str) -> None:
    case: Case = next(case for case in CASES if case.name == name)
    original = case.make()

    @settings(BOUNDED, max_examples=ONE_OF_EACH[name])
    @given(st.randoms(use_true_random=False))
    def each(chance: random.Random) -> None:
        data = changed(original, chance)
        document_format(data)
        reads_or_tells(case.kind, data)

    each()


@pytest.mark.parametrize("kind", ["docx", "odt", "epub"])
def test_no_changed_part_of_a_zip_breaks_its_reader(kind: str) -> None:
    """Change what is packed and pack it again: a changed archive alone hardly ever gets as far as the XML."""
    original = next(case for case in CASES if case.kind == kind and "with" in case.name).make()
    with zipfile.ZipFile(io.BytesIO(original)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    @settings(BOUNDED, max_examples=40)
    @given(st.sampled_from(sorted(parts)), st.randoms(use_true_random=False))
    def each(name: str, chance: random.Random) -> None:
        reads_or_tells(kind, zipped({**parts, name: changed(parts[name] or b" ", chance)}))

    each()


@settings(BOUNDED, max_examples=60)
@given(st.sampled_from(["pdf", "docx", "odt", "rtf", "epub"]), st.binary(max_size=400))
def test_no_bytes_break_a_reader(kind: str, data: bytes) -> None:
    head = {"pdf": b"%PDF-1.4\n", "rtf": b"{\\rtf1 "}.get(kind, b"PK\x03\x04")
    document_format(head + data)
    reads_or_tells(kind, head + data)
