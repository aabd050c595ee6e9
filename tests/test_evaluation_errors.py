"""Kinds, types of error and groups of speakers, counted on articles small enough to count by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evaluation import groups, study, tables
from evaluation.errors import Missed, attribution_counts, attribution_errors, speaker_counts, speaker_error
from evaluation.intervals import resampled, wilson
from evaluation.kinds import confusion
from evaluation.news import Read, compared
from evaluation.speakers import Predicted
from whosaid.articles import (
    Article,
    Extent,
    MeanSentiment,
    ModelInfo,
    Quote,
    QuoteKind,
    Reading,
    Sentiment,
    Speaker,
)

FEELING = Sentiment("neutral", 0.0, 0.0, 1.0, 0.0)


def place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def quote(text: str, source: str, content: str, speaker: str | None, kind: QuoteKind) -> Quote:
    extent = Extent(*place(text, source), source) if source else None
    return Quote("q", kind, content, (place(text, content),), None, extent, speaker, 0.9, FEELING)


def article(
    text: str,
    gold: list[tuple[str, str]],
    found: list[tuple[str, str]],
    *,
    kind: QuoteKind = "indirect",
    judge: dict[str, Any] | None = None,
    given: tuple[Predicted, ...] = (),
) -> Read:
    """Gold and found are (source, content), the found speaker the words of the source."""
    row = {
        "id": "one",
        "text": text,
        "attributions": [
            {"content": [place(text, content)], "source": [place(text, source)] if source else []}
            for source, content in gold
        ],
    }
    names = sorted({source for source, _ in found if source})
    people = tuple(Speaker(name, name, "person", 1, 1, MeanSentiment(0, 0, 0, 1)) for name in names)
    quotes = tuple(quote(text, source, content, source or None, kind) for source, content in found)
    return compared(
        row, Reading(Article("a", "a", text), (), people, quotes, ModelInfo("m", "1"), 0), judge, given
    )


TEXT = "Ann said that Bo wants a bridge of stone, and Cy fears the long toll. Nobody spoke of the old ferry."


@pytest.mark.parametrize(
    ("gold", "found", "errors"),
    [
        ([("Ann", "Bo wants a bridge")], [("Ann", "Bo wants a bridge")], []),
        ([("Cy", "the long toll")], [], [Missed("missed", 0, None)]),
        (
            [("Ann", "that Bo wants a bridge of stone"), ("Bo", "a bridge of stone")],
            [("Ann", "that Bo wants a bridge of stone")],
            [Missed("swallowed", 1, None)],
        ),
        ([("Bo", "a bridge of stone")], [("Ann", "a bridge of stone")], [Missed("source wrong", 0, 0)]),
        ([("Bo", "a bridge of stone")], [("", "a bridge of stone")], [Missed("source missing", 0, 0)]),
        ([("", "a bridge of stone")], [("Bo", "a bridge of stone")], [Missed("source too many", 0, 0)]),
        ([("Cy", "toll")], [("Cy", "fears the long toll")], [Missed("content in part", 0, 0)]),
        (
            [("Ann", "that Bo wants a bridge of stone")],
            [("Ann", "that Bo wants a bridge"), ("Ann", "of stone")],
            [Missed("piece", None, 1)],
        ),
        ([], [("", "the old ferry")], [Missed("invented", None, 0)]),
    ],
)
def test_every_error_has_one_type(
    gold: list[tuple[str, str]], found: list[tuple[str, str]], errors: list[Missed]
) -> None:
    assert attribution_errors(article(TEXT, gold, found)) == errors


def test_an_error_is_paired_with_the_quote_that_shares_most() -> None:
    gold = [("Ann", "that Bo wants a bridge of stone")]
    read = article(TEXT, gold, [("Cy", "that"), ("Cy", "Bo wants a bridge of stone")])
    assert attribution_errors(read) == [Missed("source wrong", 0, 1), Missed("piece", None, 0)]


def test_errors_add_up() -> None:
    reads = [
        article(TEXT, [("Cy", "the long toll"), ("Bo", "a bridge")], [("Ann", "a bridge"), ("", "old ferry")])
    ]
    counts = attribution_counts(reads)
    assert (counts["marked"], counts["found"]) == (2, 2)
    assert (counts["missed"], counts["source wrong"], counts["invented"]) == (1, 1, 1)
    assert sum(counts.values()) == 2 + 2 + 3


def test_kinds_are_those_of_soft_matches() -> None:
    text = "Ann called it “late and dark” today. “Go home,” Bo said. Cy fears a storm."
    gold = [("Ann", "it “late and dark” today"), ("Bo", "Go home"), ("Cy", "a storm")]
    found = confusion([article(text, gold, [*gold[:2], ("Ann", "a storm")], kind="direct")])
    assert found["mixed"] == {"direct": 1, "mixed": 0, "indirect": 0}
    assert found["direct"] == {"direct": 1, "mixed": 0, "indirect": 0}
    assert found["indirect"] == {"direct": 0, "mixed": 0, "indirect": 0}  # its source is wrong


@pytest.mark.parametrize(
    ("who", "found", "error"),
    [
        (["Ann Berg"], None, "source not found"),
        (["Ann Berg"], (None, "unknown"), "given nobody"),
        (["Ann Berg"], ("Ms Ann Berg", "person"), None),
        (["Ann Berg"], ("Berg", "person"), "another name"),
        (["Ann Berg"], ("Bo Dahl", "person"), "another person"),
        (["Ann Berg"], ("Doctor", "group"), "not the name"),
        (["Ann Berg & Bo Dahl"], ("Bo Dahl and Ann Berg", "group"), None),
        (["Ann Berg & Bo Dahl"], ("Ann Berg", "person"), "not all"),
        (["?doctor"], ("Ann Berg", "person"), "guessed"),
        (["?doctor"], ("Doctor", "group"), None),
        (["?doctor"], None, None),
        (["?post", "Lake Post"], ("Ann Berg", "person"), None),  # nothing can be said
    ],
)
def test_types_of_wrong_speakers(who: list[str], found: tuple[Any, str] | None, error: str | None) -> None:
    predicted = [Predicted((4, 7), *found)] if found else [Predicted((20, 30), "Cy", "person")]
    assert speaker_error({"spans": [[4, 7]], "text": "she", "who": who}, predicted) == error


def mention(text: str, words: str, who: str) -> dict[str, Any]:
    return {"spans": [place(text, words)], "text": words, "who": [who]}


TOLD = "Ann Berg spoke. He, Mr. Dahl, left."


def test_both_ways_of_counting_speakers() -> None:
    judge = {
        "id": "one",
        "mentions": [mention(TOLD, "Ann Berg", "Ann Berg"), mention(TOLD, "He", "Bo Dahl")],
    }
    given = (Predicted(place(TOLD, "He"), "Bo Dahl", "person"),)
    read = article(TOLD, [], [("Ann Berg", "left")], judge=judge, given=given)
    counts = speaker_counts([read, article(TOLD, [], [])])
    assert counts["source not found"] == {"end to end": 1, "given": 1}
    assert sum(sum(pair.values()) for pair in counts.values()) == 2


@pytest.mark.parametrize(
    ("text", "mentions", "gender"),
    [
        ("Sasha Berg left. She slept.", ["Sasha Berg", "She"], "women"),
        ("Sasha Berg left. His boat sank.", ["Sasha Berg", "His"], "men"),
        (
            "Sasha Berg left. His boat sank.",
            ["Sasha Berg", "His boat"],
            "undetermined",
        ),  # not a mention of Berg
        ("Maria Berg left.", ["Maria Berg"], "undetermined"),  # never from the first name
        ("Sasha Berg left. Mr. Berg slept.", ["Sasha Berg"], "men"),
        ("Ms Sasha Berg left.", ["Sasha Berg"], "women"),
        ("Sasha Berg, a spokeswoman for it, left.", ["Sasha Berg, a spokeswoman for it,"], "women"),
        ("his wife and heir Sasha Berg left.", ["his wife and heir Sasha Berg"], "women"),
        ("Sasha Berg, the lawyer of the woman,", ["Sasha Berg, the lawyer of the woman,"], "undetermined"),
        ("Sasha Berg, whose wife slept,", ["Sasha Berg, whose wife slept,"], "undetermined"),
        ("The spokeswoman's lawyer, Sasha Berg,", ["The spokeswoman's lawyer, Sasha Berg,"], "undetermined"),
        ("Sasha Berg, chairman and mother,", ["Sasha Berg, a chairman and mother,"], "undetermined"),  # both
    ],
)
def test_gender_is_what_the_article_says(text: str, mentions: list[str], gender: str) -> None:
    assert groups.gender("Sasha Berg", text, mentions, ["Sasha Berg"]) == gender


def test_a_title_before_a_shared_last_name_says_nothing() -> None:
    text = "Sasha Berg and Kim Berg left. Mr. Berg slept, and Mr. Kim Berg did not."
    names = ["Sasha Berg", "Kim Berg"]
    assert groups.gender("Sasha Berg", text, ["Sasha Berg"], names) == "undetermined"
    assert groups.gender("Kim Berg", text, ["Kim Berg"], names) == "men"


@pytest.mark.parametrize(
    ("name", "text", "silver", "mentions", "person"),
    [
        ("Ann Berg", "Ann Berg left.", [[0, 8, "PERSON"]], ["Ann Berg"], True),
        ("Ann Berg", "Ann Berg left.", [[0, 3, "PERSON"]], ["Ann Berg"], True),
        ("Berg campaign", "Berg campaign left.", [[0, 4, "PERSON"]], ["Berg campaign"], False),
        ("Lake Post", "Lake Post left.", [[0, 9, "ORGANIZATION"]], ["Lake Post"], False),
        ("Hill", "The Hill left.", [[4, 8, "PERSON"]], ["The Hill"], False),
        ("Ann Berg", "Ann Berg left. She slept.", [], ["she"], True),
        ("Ann Berg", "Judge Ann Berg left.", [], ["the judge"], True),
        ("Norland", "Norland left.", None, ["it"], False),
    ],
)
def test_who_is_a_person(name: str, text: str, silver: Any, mentions: list[str], person: bool) -> None:
    assert groups.is_person(name, {"text": text, "silver_entities": silver}, mentions) is person


def test_errors_by_group() -> None:
    text = "Ann Berg spoke. She left. Lake Post wrote. Ann Berg and Bo Dahl met."
    mentions = [
        mention(text, "Ann Berg", "Ann Berg"),
        mention(text, "She", "Ann Berg"),
        mention(text, "Lake Post", "Lake Post"),
        mention(text, "Ann Berg and Bo Dahl", "Ann Berg & Bo Dahl"),
        mention(text, "spoke", "?crowd"),
    ]
    judge = {"id": "one", "mentions": mentions}
    read = article(text, [], [("Ann Berg", "left"), ("Lake Post", "wrote")], judge=judge)
    uneven = groups.uneven([read])
    assert {group: uneven[group]["n"] for group in groups.GROUPS} == {
        "men": 0, "women": 2, "undetermined": 0, "bodies": 1, "together": 1,
    }  # fmt: skip
    assert (uneven["women"]["wrong"], uneven["women"]["people"]) == (50, 1)
    assert (uneven["women, by name"]["wrong"], uneven["women, otherwise"]["wrong"]) == (0, 100)
    assert (uneven["bodies"]["wrong"], uneven["together"]["wrong"]) == (0, 100)
    assert uneven["women"]["wrong given"] == 100


def test_intervals() -> None:
    assert wilson(0, 10) == pytest.approx((0, 27.75), abs=0.01)
    assert wilson(5, 10) == pytest.approx((23.66, 76.34), abs=0.01)
    assert wilson(0, 0) == (0, 100)
    low, high = resampled([(1, 1), (0, 1)])
    assert (low, high) == (0, 100)
    assert resampled([(1, 2)] * 9) == (50, 50)
    wide, narrow = resampled([(5, 5), (0, 5)] * 4), resampled([(1, 1), (0, 1)] * 20)
    assert wide[1] - wide[0] > narrow[1] - narrow[0]  # forty mentions, but eight people


def test_the_new_tables_are_written_between_their_own_marks(tmp_path: Path) -> None:
    text = "Ann Berg spoke. She left."
    judge = {
        "id": "one",
        "mentions": [mention(text, "Ann Berg", "Ann Berg"), mention(text, "She", "Ann Berg")],
    }
    reads = [article(text, [("Ann Berg", "left")], [("Ann Berg", "left")], judge=judge)]
    figures = {
        "kinds": confusion(reads),
        "errors, attributions": attribution_counts(reads),
        "errors, speakers": speaker_counts(reads),
        "errors, by group": groups.uneven(reads),
    }
    page = tmp_path / "page.md"
    blocks = ("kinds", "errors", "groups")
    page.write_text("\n".join("\n".join([name, *tables.marks(name)]) for name in blocks))
    tables.write(page, figures)
    written = page.read_text()
    assert "| **indirect** | 0 | 0 | 1 |" in written
    assert "| missed altogether | 0 | 0.0 % of what is marked |" in written
    assert "| the source was not found | 1 | 2 |" in written
    assert "| women | 2 (1) | **50 %** (9 to 91; 0 to 100) | **100 %** (34 to 100; 0 to 100) |" in written
    assert all(written.count(mark) == 1 for name in blocks for mark in tables.marks(name))


def test_errors_are_written_down_for_study(tmp_path: Path) -> None:
    judge = {"id": "one", "mentions": [mention(TEXT, "Cy", "Cy Dahl")]}
    found = [("Ann", "a bridge"), ("Cy", "the long")]
    file = tmp_path / "deep" / "errors.md"
    study.write(file, [article(TEXT, [("Bo", "a bridge"), ("Nobody", "the old ferry")], found, judge=judge)])
    written = file.read_text()
    assert "- gold: [Bo] a bridge\n- found: [Ann] a bridge\n- in: Ann said" in written
    assert "# missed altogether (1)\n\none\n- gold: [Nobody] the old ferry" in written
    assert "- mention: Cy\n- gold: ['Cy Dahl']\n- end to end: Cy\n" in written


def test_what_is_studied_stays_out_of_the_project(tmp_path: Path) -> None:
    assert study.is_private(tmp_path / "errors.md")
    assert study.is_private(study.ROOT / ".local" / "errors.md")
    assert not study.is_private(study.ROOT / "errors.md")
    assert not study.is_private(study.ROOT / ".local" / ".." / "docs" / "errors.md")
