"""The benchmark of the dashboard: what it makes up hangs together, and its tables say what was measured."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from evaluation.dashboard.__main__ import MARKS, PAGE, Line, as_markdown
from evaluation.dashboard.prepared import prepared
from evaluation.dashboard.readings import QUOTES, readings
from evaluation.markdown import between
from whosaid.store import Store
from whosaid.view import View


def test_made_up_readings_hold_their_words_at_their_places() -> None:
    for reading, raw, _ in islice(readings(30), 30):
        text = raw.decode()
        assert len(reading.quotes) == QUOTES
        for quote in reading.quotes:
            assert [text[start:end] for start, end in quote.spans] == [quote.text]
            for part in (quote.cue, quote.source):
                assert part is None or text[part.start : part.end] == part.text
        for entity in reading.entities:
            assert {text[mention.start : mention.end] for mention in entity.mentions} == {entity.name}
        said = {speaker.id: speaker.quotes for speaker in reading.speakers}
        assert said == {one: sum(quote.speaker == one for quote in reading.quotes) for one in said}


def test_the_same_number_gives_the_same_article() -> None:
    assert list(readings(3)) == list(readings(3))
    assert len({reading.article.id for reading, _, _ in readings(50)}) == 50


def test_few_are_quoted_often_and_most_seldom(tmp_path: Path) -> None:
    of = prepared(20, tmp_path)
    assert prepared(20, tmp_path) == of  # kept, and not made again
    with Store(of.url) as store:
        sizes = [row.quotes for row in store.speaker_sentiments(View(of.collection), limit=999)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 3 * sizes[len(sizes) // 2]


def test_a_line_tells_the_median_the_quartiles_and_the_ratio() -> None:
    line = Line("a click", [100, 200, 300, 400, 1000], "ms", 120.0, "2.5 ×")
    assert line.cells() == ["a click", "**300 ms**", "200 to 400 (5)", "2.5 ×", "2.5 ×"]
    assert Line("sent", [12.0], "kB").cells() == ["sent", "**12.0 kB**", "", "", ""]


def test_the_figures_have_their_place() -> None:
    text = as_markdown("Today", [("100 articles", [Line("a click", [1.0], "ms")])])
    assert "### 100 articles" in between(PAGE.read_text("utf-8"), MARKS, text, PAGE)
