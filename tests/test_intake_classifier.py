"""The paragraph classifier on lines of its own, which it has not learned from."""

from __future__ import annotations

import json
import random
import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from evaluation.boilerplate import layouts
from evaluation.boilerplate.layouts import near_copies, pages, unseen
from evaluation.boilerplate.pages import whole_intake
from training.boilerplate.pages import kinds, own_lines
from training.boilerplate.stories import written
from whosaid.intake import classifier, read_text
from whosaid.intake.boilerplate import by_classifier, by_phrases
from whosaid.intake.classifier import KINDS, TOKENIZER, WEIGHTS, WINDOW, Judged, judged, stretches, units
from whosaid.intake.features import LOOKS, MARK, looks, seen

CASES = Path(__file__).parent / "cases" / "boilerplate_lines.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
ARTICLE = (
    "The harbour board voted on Monday to reopen the ferry link between Port Ellery and the outer islands.",
    "“We have waited long enough,” said Mira Sandoval, who chairs the board. “The pier is sound.”",
    "Two boats will sail six times a day from May, and once an hour in the two months of summer.",
    "Islanders had gone to court over the delay, which cost the fishermen a fifth of their catch.",
)


def within(line: str) -> str:
    return "\n\n".join((*ARTICLE[:3], line, ARTICLE[3]))


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["kind"] is None], ids=lambda row: row["text"][:40]
)
def test_a_line_of_the_article_that_looks_like_boilerplate_stays(row: dict[str, Any]) -> None:
    assert read_text(within(row["text"])).text == within(row["text"])


def test_nearly_all_lines_of_boilerplate_go_and_most_by_the_classifier_alone() -> None:
    lines = [row["text"] for row in ROWS if row["kind"]]
    gone = [line for line in lines if read_text(within(line)).text == "\n\n".join(ARTICLE)]
    alone = [
        line for line in lines if any(cut.end - cut.start == len(line) for cut in by_classifier(within(line)))
    ]
    assert len(gone) >= 0.9 * len(lines), sorted(set(lines) - set(gone))
    assert len(alone) >= 0.7 * len(lines), sorted(set(lines) - set(alone))


def test_most_are_called_by_their_kind() -> None:
    named = [
        (row["kind"], read_text(within(row["text"])).removed[0].why)
        for row in ROWS
        if row["kind"] and read_text(within(row["text"])).removed
    ]
    assert sum(kind == found for kind, found in named) >= 0.8 * len(named), named


def test_what_no_phrase_knows_is_left_to_the_classifier() -> None:
    text = within("Got a story about the islands? Email our newsdesk at news@islands.example")
    assert list(by_phrases(text)) == []
    assert [cut.why for cut in by_classifier(text)] == ["contact"]


@pytest.mark.parametrize(
    ("line", "alone", "beside"),
    [
        ("Why we ask", 5.1, 3.1),
        ("Readers pay for this paper.", 6.1, 5.6),
        ("“The pier is sound,” she said. [+5 people]", 6.1, 5.6),
        ("Nobody owns us but you.", 8.6, 8.1),
        ("7 / 12", None, 6.1),
        ("03/04/2025", None, None),
        ("Mira Sandoval on the pier", 8.6, 8.1),
        ("Mira Sandoval on the pier / Jo Marsh", 5.1, 3.1),
        ("1\t2\t3", None, 6.1),
    ],
)
def test_the_classifier_must_be_surer_of_a_sentence(
    line: str, alone: float | None, beside: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kind(each: str) -> str:
        return "appeal" if "owns us" in each else "photo credit" if "pier" in each else "newsletter"

    def gone(score: float, next_to: float) -> bool:
        page = (*ARTICLE[:2], line, "Share this", *ARTICLE[2:])
        scores = (-9.0, -9.0, score, next_to, -9.0, -9.0)
        text = "\n\n".join(page)
        starts = [text.index(each) for each in page]
        found = [
            Judged(start, start + len(each), each, one, kind(each))
            for start, each, one in zip(starts, page, scores, strict=True)
        ]
        monkeypatch.setattr(classifier, "judged", lambda _: found)
        return line in [text[cut.start : cut.end] for cut in by_classifier(text)]

    for needed, next_to in ((alone, -9.0), (beside, 9.0)):
        if needed is None:
            assert not gone(50.0, next_to)
        else:
            assert gone(needed, next_to)
            assert not gone(needed - 0.2, next_to)


def test_rows_of_a_table_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join((*ARTICLE, "Quay\t3\t1", "Ellery\t2\t2"))
    starts = [match.start() for match in re.finditer("^", text, re.MULTILINE)]
    found = [
        Judged(start, start + len(line), line, -9.0 if line in ARTICLE else 50.0, "navigation")
        for start, line in zip(starts, text.split("\n"), strict=True)
    ]
    monkeypatch.setattr(classifier, "judged", lambda _: found)
    assert list(by_classifier(text)) == []


def test_a_share_line_right_above_the_byline_goes() -> None:
    article = read_text(
        "\n\n".join(("Ferry to reopen", "Share this article on Facebook", "By Mira Okonjo", *ARTICLE))
    )
    assert (article.title, article.authors) == ("Ferry to reopen", ("Mira Okonjo",))
    assert article.text == "\n\n".join(ARTICLE)


def test_a_text_without_an_article_is_left_alone() -> None:
    text = "Home\n\nNews\n\nSign up\n\nBack to top"
    assert list(by_classifier(text)) == []


def test_a_text_in_another_language_is_left_alone() -> None:
    german = "Der Hafenrat hat am Montag beschlossen, die Fähre zu den Inseln im Mai wieder fahren zu lassen."
    assert list(by_classifier(f"{german}\n\nHome | News | Sport\n\n{german}")) == []


def test_lines_of_hard_wrapped_text_are_seen_together() -> None:
    text = (
        "The harbour board voted on Monday to reopen the ferry\n"
        "link, and everybody who wants to may read more\n"
        "about it in the library. Nobody came.\n\nShare\nPrint"
    )
    assert [unit.text.count("\n") for unit in units(text)] == [2, 0, 0]
    assert [unit.text for unit in units(text)][1:] == ["Share", "Print"]
    assert [text[line.start : line.end] for line in judged(text)][1:] == ["Share", "Print"]


def test_a_credit_below_a_caption_is_apart_from_it_in_hard_wrapped_text() -> None:
    caption = "Mira Sandoval's map of all the piers, as of May"
    above = "The harbour board voted on Monday to reopen the ferry\nlink. Nobody came."
    text = f"{above}\n\n{caption}\nMap: Jo Marsh/Herald"
    assert [unit.text for unit in units(text)][1:] == [caption, "Map: Jo Marsh/Herald"]


def test_headlines_behind_the_article_go_with_their_heading() -> None:
    headlines = ("Mayor opens new pool", "Two held after theft of boat", "Why your rent goes up again")
    article = read_text("\n\n".join((*ARTICLE, "Most read", *headlines)))
    assert article.text == "\n\n".join(ARTICLE)
    assert [removed.text for removed in article.removed] == ["Most read", *headlines]


def test_a_title_within_the_article_stays() -> None:
    text = "\n\n".join((*ARTICLE[:2], "What happens next", *ARTICLE[2:], "A long wait", ARTICLE[0]))
    assert read_text(text).text == text


def test_a_line_above_a_byline_is_the_title() -> None:
    article = read_text("\n\n".join(("Menu", "Your comments on the ferry", "By Mira Okonjo", *ARTICLE)))
    assert (article.title, article.authors) == ("Your comments on the ferry", ("Mira Okonjo",))
    assert article.text == "\n\n".join(ARTICLE)


@pytest.mark.parametrize("title", ["Ferry to reopen", "Bridge stays closed", "The ferry"])
def test_a_short_line_right_above_the_article_is_its_title(title: str) -> None:
    article = read_text("\n\n".join((title, *ARTICLE)))
    assert article.title == title
    assert read_text("\n\n".join(("Share this article", *ARTICLE))).title is None


@pytest.mark.parametrize("title", ["Ferry to reopen", "Bridge stays closed", "The ferry"])
@pytest.mark.parametrize("above", [("The Harbour Herald",), ("The Harbour Herald", "4 March 2025")])
def test_a_short_line_under_outlet_and_date_is_the_title(above: tuple[str, ...], title: str) -> None:
    article = read_text("\n\n".join((*above, title, *ARTICLE)))
    assert (article.title, article.outlet) == (title, "The Harbour Herald")
    assert article.text == "\n\n".join(ARTICLE)


def test_a_menu_line_under_the_title_is_no_title() -> None:
    article = read_text("\n\n".join(("A winter of strikes", "News | Sport | Weather", *ARTICLE)))
    assert (article.title, article.text) == ("A winter of strikes", "\n\n".join(ARTICLE))


def test_a_text_of_very_many_lines_is_not_judged() -> None:
    assert judged("Home\n" * 30_000) == []


def test_a_text_of_very_many_lines_says_that_it_was_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "MOST_LINES", 4)
    long = read_text("\n\n".join((*ARTICLE, "Sign up for our newsletter", "Aa")))
    assert any("boilerplate was looked for by set phrases alone" in notice for notice in long.notices)
    assert "Sign up for our newsletter" not in long.text
    assert not read_text("\n\n".join(ARTICLE)).notices


def test_what_is_seen_of_a_line() -> None:
    tokenizer = Tokenizer.from_str((files("whosaid.intake") / TOKENIZER).read_text("utf-8"))
    line = seen("Sign UP at 7!", tokenizer, apart=True)
    assert [tokenizer.id_to_token(number) for number in line.ids] == [MARK, "sign", "up", "at", "7", "!"]
    assert line.surface.tolist() == [[0, 2], [2, 0], [3, 0], [1, 0], [5, 0], [7, 0]]
    assert seen("Sign", tokenizer, apart=False).surface[0, 1] == 1
    long = seen("word " * 10_000, tokenizer, apart=True)
    assert len(long.ids) == len(long.surface) < 100


def test_what_a_line_looks_like_is_bounded() -> None:
    found = looks(["", "7,000", "HOME", "Mira Sandoval said no.", "a@b.example\t" + "x" * 5000])
    assert found.shape == (5, LOOKS)
    assert np.isfinite(found).all()
    assert np.abs(found).max() < 5


def test_how_a_line_stands_to_the_prose_of_its_page() -> None:
    page = [
        "Home",
        "The number of reindeer killed by trains rose in the northern district last winter, the ministry said.",
        "Reindeer deaths",
        "Share",
        "Herders in the north hope that new fences along the railway will keep their animals off the track.",
        "Share",
        "Shipyard wins order",
    ]
    told, twice, above, near_above, near_below = looks(page)[:, -5:].T
    assert told[2] == 0.5  # reindeer
    assert told[0] == told[6] == 0
    assert 0 < told[1] < 0.3  # the north: what it says itself does not count
    assert twice.tolist() == [0, 0, 0, 1, 0, 1, 0]
    assert above.tolist() == [0, 0, *[pytest.approx(above[2])] * 3, 1, 1]
    assert 0 < above[2] < 1
    assert near_above[:4].tolist() == [0, 0, 1, pytest.approx(0.5**0.5)]
    assert near_below.tolist()[:4] == [1, pytest.approx(0.5), pytest.approx(0.5**0.5), 1]
    assert near_below[5] == near_below[6] == 0


@pytest.mark.parametrize("lengths", [[5], [400], [100, 400, 3], [7] * 200, [97, 2, 60] * 50], ids=len)
def test_windows_hold_every_line_and_are_full(lengths: list[int]) -> None:
    found = list(stretches(lengths))
    assert {at for start, end in found for at in range(start, end)} == set(range(len(lengths)))
    assert all(sum(lengths[start:end]) <= WINDOW or end == start + 1 for start, end in found)
    assert all(one[0] < other[0] for one, other in pairwise(found))


def test_a_line_is_judged_by_what_stands_around_it() -> None:
    menu = ("News", "Sport", "Weather", "Culture", "Log in")
    among = judged("\n".join((*menu[:2], "Courts", *menu[2:])) + "\n\n" + "\n\n".join(ARTICLE))
    between = judged("\n\n".join((*ARTICLE[:2], "Courts", *ARTICLE[2:])))
    assert among[2].text == between[2].text == "Courts"
    assert among[2].score > 2 > between[2].score
    assert among[2].kind == "navigation"


def test_the_weights_are_small() -> None:
    shipped = files("whosaid.intake") / WEIGHTS
    assert shipped.is_file()
    assert len(shipped.read_bytes()) < 13_000_000
    assert set(KINDS[1:]) == set(kinds())


def test_what_is_measured_was_not_learned_from() -> None:
    lines = own_lines()
    left_out = near_copies(lines)
    assert left_out
    learned = tuple(lines - left_out)
    counted = [part for page in pages() for part in unseen(page.parts, learned)]
    assert len(pages()) == 40
    assert len(counted) >= 300
    assert near_copies([part.text for part in counted if len(part.text.split()) > 3])  # it does see copies
    near = near_copies({text for story in written() for text in story.paragraphs})
    assert all(len(text.split()) < 8 for text in near)  # crossheads, which the recipe leaves out as well


def test_near_copies_are_those_that_comparing_each_with_each_finds() -> None:
    measured = [part.text for page in pages("dev") for part in page.parts]
    chance = random.Random(0)
    words = [word for text in measured for word in text.split()]
    altered = {
        " ".join(chance.choice(words) if chance.random() < share else word for word in text.split())
        for text in measured
        if len(text.split()) > 4
        for share in (0.0, 0.1, 0.3)
    }
    grams = [layouts._grams(text) for text in measured]
    expected = {
        line
        for line in altered
        if any(layouts._likeness(layouts._grams(line), other) >= layouts._NEAR for other in grams)
    }
    assert near_copies(altered, ("dev",)) == expected
    assert 0.2 * len(altered) < len(expected) < 0.9 * len(altered)


def test_a_masthead_that_tells_the_outlet_counts_as_gone() -> None:
    text = "\n\n".join(
        ("The Harbour Herald", "Ferry to reopen", "By Mira Okonjo", *ARTICLE, "Share this article")
    )
    gone = {text[cut.start : cut.end]: cut.why for cut in whole_intake(text)}
    assert gone == {"The Harbour Herald": "outlet", "Share this article": "share"}
