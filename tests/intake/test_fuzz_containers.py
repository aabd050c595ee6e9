"""Any bytes at all, and sound files with some bytes changed: articles or lines, never a crash, a hang or a flood."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.container_cases import CASES
from tests.intake.make_containers import FERRY, page
from tests.intake.memory import bounded
from whosaid.articles import Article
from whosaid.errors import UnreadableFile
from whosaid.intake import read_all
from whosaid.settings import load_settings

BOUNDED = settings(
    max_examples=12,
    deadline=timedelta(seconds=20),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    derandomize=True,
    database=None,
)
LIMITS = load_settings({"WHOSAID_MAX_UNPACKED_MB": "5", "WHOSAID_MAX_PARTS": "50"})
# One sound file of each reader; the rest differ in words only.
SEEDS = (
    *("table.csv", "list.json", "lines.jsonl", "table.parquet", "a.zip", "a.tar", "a.tar.gz", "one.txt.gz"),
    *(
        "attached.eml",
        "box.mbox",
        "saved.mhtml",
        "talk.srt",
        "voices.vtt",
        "lexis.txt",
        "nexis.txt",
        "factiva.txt",
    ),
)
# Files of one article, which the readers of text take: a page that tells about itself, front matter, wide letters.
LINKED = '{"@type": "NewsArticle", "headline": "Ferry", "datePublished": "2025-03-03", "author": {"name": "Ana Lind"}}'
SAVED = page("Ferry link will reopen", FERRY).replace(
    "</head>", f'<meta charset="utf-8"><script type="application/ld+json">{LINKED}</script></head>'
)
MARKED = f"---\ntitle: Ferry\ndate: 2025-03-03\nauthors:\n  - Ana Lind\n---\n# Ferry\n\n> {FERRY}\n\n[a](b) **c** `d`\n"
TEXTS = {
    "saved.html": SAVED.encode(),
    "old.html": SAVED.replace("utf-8", "windows-1252").encode("cp1252"),
    "marked.md": MARKED.encode(),
    "wide.txt": FERRY.encode("utf-16"),
    "wide without a mark.txt": FERRY.encode("utf-16-be"),
    "wider.txt": FERRY.encode("utf-32"),
    "western.txt": FERRY.encode("cp1252"),
}
BY_NAME = {case.name: case.data for case in CASES} | TEXTS


@pytest.fixture(autouse=True, scope="module")
def loaded() -> None:
    """What is loaded once and kept is none of the memory that a file takes."""
    for name in (*SEEDS, *TEXTS):
        assert any(
            isinstance(found, Article) for found in read_all(BY_NAME[name], name=name, settings=LIMITS)
        )


def outcome(data: bytes, name: str) -> list[Article | UnreadableFile]:
    with bounded():
        found = list(read_all(data, name=name, settings=LIMITS))
    assert found
    for each in found:
        if isinstance(each, Article):
            assert each.text.strip()
            each.text.encode()
        else:
            assert isinstance(each, UnreadableFile)
            assert "\n" not in str(each)
    return found


@pytest.mark.parametrize("name", [*SEEDS, *TEXTS])
@BOUNDED
@given(
    changes=st.lists(
        st.tuples(st.integers(0, 2**16), st.binary(max_size=12), st.integers(0, 12)), min_size=1, max_size=6
    )
)
def test_a_changed_file(name: str, changes: list[tuple[int, bytes, int]]) -> None:
    data = bytearray(BY_NAME[name])
    for place, put, gone in changes:
        at = place % (len(data) + 1)
        data[at : at + gone] = put
    found = outcome(bytes(data), name)
    if name in TEXTS:  # no library is to blame where text breaks something
        assert not any(isinstance(each, UnreadableFile) and "damaged" in each.why for each in found)


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "eml", "srt", "zip", "txt"])
@BOUNDED
@given(data=st.binary(max_size=2000))
def test_any_bytes(suffix: str, data: bytes) -> None:
    outcome(data, f"any.{suffix}")


@pytest.mark.parametrize("suffix", ["csv", "json", "eml", "vtt", "txt", "md", "html"])
@BOUNDED
@given(text=st.text(alphabet="ab \"',;\n\r\t:{}[]<>-=*_0123/\u201c\u2019\x00", max_size=600))
def test_any_text(suffix: str, text: str) -> None:
    outcome(text.encode(), f"any.{suffix}")
