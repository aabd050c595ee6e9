"""The figures mean what they are defined to mean, on cases small enough to count by hand."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from evaluation import corpora, tables
from evaluation.attributions import Attributed, Scores, Tokens, soft_matches
from evaluation.calibration import expected_calibration_error
from evaluation.entities import documents, score
from evaluation.sentiment import macro_f1, pearson, right_sign
from whosaid.articles import Entity, Extent

TEXT = "Ann said that it was late. “It is late,” he said."


def attributed(content: set[int], source: set[int] | None = None) -> Attributed:
    return Attributed(frozenset(content), frozenset(source or set()))


def test_a_span_covers_the_tokens_it_touches() -> None:
    tokens = Tokens(TEXT)
    assert tokens.covered([(0, 2)]) == {0}
    assert tokens.covered([(9, 25), (27, 30)]) == {2, 3, 4, 5, 6}
    assert tokens.covered([(25, 28)]) == set()  # punctuation and spaces never count
    assert tokens.quoted == {6, 7, 8}


@pytest.mark.parametrize(
    ("gold", "predicted", "matches"),
    [
        ([attributed({1, 2, 3, 4}, {0})], [attributed({1, 2}, {0})], [0]),  # Dice 2 * 2 / 6
        ([attributed({1, 2, 3, 4, 5, 6, 7}, {0})], [attributed({1, 2}, {0})], [None]),  # Dice 4 / 9
        ([attributed({1, 2}, {0})], [attributed({1, 2}, {9})], [None]),
        ([attributed({1, 2})], [attributed({1, 2})], [0]),
        ([attributed({1, 2})], [attributed({1, 2}, {0})], [None]),
        ([attributed({1, 2}, {0})], [attributed({1, 2}, {0}), attributed({1, 2}, {0})], [0, None]),
    ],
)
def test_soft_matches(gold: list[Attributed], predicted: list[Attributed], matches: list[int | None]) -> None:
    assert soft_matches(gold, predicted) == matches


def test_scores_of_one_article() -> None:
    tokens = Tokens(TEXT)
    gold = [tokens.attributed([(9, 25)], [(0, 3)]), tokens.attributed([(27, 40)], [(41, 43)])]
    predicted = [tokens.attributed([(9, 25)], [(0, 3)]), tokens.attributed([(27, 40)], [(0, 3)])]
    scores = Scores()
    assert scores.add(tokens, gold, predicted) == [0, None]
    found = {name: (tally.right, tally.predicted, tally.gold) for name, tally in scores.tallies.items()}
    assert found == {
        "soft": (1, 2, 2),
        "content tokens": (7, 7, 7),
        "source tokens": (1, 1, 2),
        "content exact": (2, 2, 2),
        "source exact": (1, 1, 2),
        "direct, linked": (0, 1, 1),
    }
    assert scores.tallies["soft"].f1 == 50


def test_attributions_without_content_are_left_out() -> None:
    tokens = Tokens(TEXT)
    scores = Scores()
    scores.add(tokens, [attributed(set(), {0})], [])
    assert scores.tallies["soft"].gold == 0


def test_entities_are_compared_by_span_and_class(tmp_path: Path) -> None:
    path = tmp_path / "x.iob.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("Ann\tB-person\nBerg\tI-person\nleft\tO\nRome\tB-location\n\nLate\tO\n")
    ((text, gold),) = documents(path, 0, 1)
    assert text == "Ann Berg left Rome\nLate"
    assert gold == {(0, 8, "PER"), (14, 18, "LOC")}
    found = (
        Entity("ann-berg", "Ann Berg", "PERSON", (Extent(0, 8, "Ann Berg"),)),
        Entity("rome", "Rome", "ORG", (Extent(14, 18, "Rome"),)),
        Entity("today", "Late", "DATE", (Extent(19, 23, "Late"),)),
    )
    tally = next(iter(Scores().tallies.values()))
    score(tally, gold, found, {"PER", "ORG", "LOC", "MISC"})
    assert (tally.right, tally.predicted, tally.gold) == (1, 2, 2)


def test_sentiment_figures() -> None:
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert right_sign(["negative", "neutral", "positive"], [-1, 0, -0.5]) == pytest.approx(200 / 3)
    assert macro_f1(["negative", "neutral", "positive"], ["negative", "neutral", "neutral"]) == pytest.approx(
        (100 + 200 / 3 + 0) / 3
    )


def test_calibration_error() -> None:
    honest = [(0.75, True)] * 3 + [(0.75, False)]
    assert expected_calibration_error(honest) == pytest.approx(0)
    assert expected_calibration_error([(0.95, False)] * 2) == pytest.approx(0.95)


def test_figures_are_written_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"Before.\n{tables.BEGIN}\nold\n{tables.END}\nAfter.\n")
    score = {"P": 80.04, "R": 70.0, "F1": 74.67}
    figures = {
        **dict.fromkeys(tables.ATTRIBUTIONS, score),
        "speaker identity, named": 68.7,
        "speaker identity, named, gold attributions": 80.2,
        "nameless given a person": 0.0,
        "nameless given a person, gold attributions": 3.3,
        "calibration error": 0.0512,
        "entities, CoNLL-2003 dev": score,
        "quotes, right sign": {"Whosaid": 68.9, "VADER": 45.6, "TextBlob": 33.9},
        "toward a target, macro F1": {"Whosaid": 75.35},
    }
    tables.write(page, figures)
    tables.write(page, figures)  # a second time it replaces its own
    text = page.read_text()
    assert text.startswith("Before.\n")
    assert text.endswith(f"{tables.END}\nAfter.\n")
    assert "old" not in text
    assert text.count("| CoNLL-2003 dev | 80.0 | 70.0 | **74.7** |") == 1
    assert "| quotes, right sign | **69 %** | 46 % | 34 % |" in text
    assert "| toward a target, macro F1 | **75.3** | - | - |" in text
    assert "0.0 % / 3.3 %" in text


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Nothing here.")
    with pytest.raises(ValueError, match="has no place for the figures"):
        tables.write(page, {})
    assert page.read_text() == "Nothing here."


def test_every_document_is_kept_out_of_one_training_of_five() -> None:
    documents = [str(number) for number in range(500)]
    folds = [[fold for fold in range(5) if corpora.kept_out(document, fold)] for document in documents]
    assert {len(each) for each in folds} == {1}
    assert {each[0] for each in folds} == set(range(5))
