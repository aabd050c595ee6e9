"""Figures say what the rows say, show doubt as doubt, and take no HTML from a name."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import pytest

from tests.readings import slug
from whosaid.articles import MeanSentiment
from whosaid.charts import (
    NOBODY,
    QUOTE,
    SENTIMENT,
    SPEAKER_PALETTE,
    clicked,
    days_of,
    describe_entities,
    describe_periods,
    describe_speakers,
    dots_by_speaker,
    period_name,
    plural,
    shorten,
    signed,
    speaker_colours,
    tone_over_time,
)
from whosaid.charts.base import side
from whosaid.store import Dot, EntityCount, Period, SpeakerRow


def entity(
    name: str, mentions: int = 3, label: str = "PERSON", articles: int = 1, speaks: bool = False
) -> EntityCount:
    return EntityCount(slug(name), name, label, mentions, articles, speaks)


def speaker(
    name: str, quotes: int, mean: float = 0.0, width: float = 0.1, negative: float = 0.5
) -> SpeakerRow:
    interval = MeanSentiment(mean, mean - width, mean + width, quotes)
    return SpeakerRow(slug(name), name, "person", quotes, 40, negative, 0.3, 0.7 - negative, interval)


def traces(figure: Any, name: str) -> list[Any]:
    return [trace for trace in figure.data if trace.name == name]


def texts(figure: Any) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], None),
        ([{"customdata": "mira"}], "mira"),
        ([{"customdata": ["mira"]}], "mira"),
        ([{"customdata": [["mira"]]}, {"customdata": "ion"}], "mira"),
        ([{"customdata": {"0": 1.0}}], None),
        ([{"x": 1}], None),
    ],
)
def test_a_click_names_its_row(points: list[dict[str, Any]], expected: str | None) -> None:
    assert clicked(points) == expected


@pytest.mark.parametrize(
    ("score", "text"), [(-0.62, "−0.62"), (0.1, "+0.10"), (0.0, "0.00"), (-0.001, "0.00"), (1, "+1.00")]
)
def test_scores_carry_their_sign(score: float, text: str) -> None:
    assert signed(score) == text


@pytest.mark.parametrize(
    ("count", "many", "text"),
    [(1, "", "1 entry"), (0, "entries", "0 entries"), (1200, "entries", "1,200 entries")],
)
def test_plurals(count: int, many: str, text: str) -> None:
    assert plural(count, "entry", many) == text


def test_long_names_are_cut_on_one_line() -> None:
    assert shorten("A" * 34) == "A" * 34
    assert shorten("Dock and Ferry Workers' Union of the North") == "Dock and Ferry Workers' Union of…"


def test_a_speaker_has_one_colour_and_the_first_ten_have_their_own() -> None:
    heard = [(number % 3, f"s{number:02}", 99 - number) for number in range(25)]
    colours = speaker_colours(heard)
    assert colours == speaker_colours(list(reversed(heard)))
    assert len({colours[f"s{rank:02}"] for rank in range(len(SPEAKER_PALETTE))}) == len(SPEAKER_PALETTE)
    assert not set(colours.values()) & {*SENTIMENT.values(), NOBODY}


def test_speakers_of_one_article_are_told_apart_as_far_as_there_are_colours() -> None:
    """Ten who are heard much elsewhere, then articles of eight each, with one of the ten in every one."""
    size = len(SPEAKER_PALETTE)
    often = [(0, f"often{rank}", 50 - rank) for rank in range(size)]
    others = [(article, f"a{article}s{number}", 3) for article in range(1, 8) for number in range(7)]
    shared = [(article, f"often{article % 3}", 1) for article in range(1, 8)]
    colours = speaker_colours([*often, *others, *shared])
    for article in range(1, 8):
        here = [speaker for of, speaker, _ in (*others, *shared) if of == article]
        assert len({colours[speaker] for speaker in here}) == len(here) == 8


def test_where_the_colours_run_out_the_least_heard_share_one() -> None:
    heard = [(0, f"s{rank:02}", 40 - rank) for rank in range(len(SPEAKER_PALETTE) + 1)]
    colours = speaker_colours(heard)
    assert colours["s10"] == colours["s09"]


def oklab(colour: str) -> tuple[float, float, float]:
    """Where equal distances look alike (Ottosson 2020)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
    )


def test_no_two_colours_of_speakers_look_the_same() -> None:
    for one, other in combinations(SPEAKER_PALETTE, 2):
        assert math.dist(oklab(one), oklab(other)) > 0.08, (one, other)


def test_every_colour_stands_out_on_both_pages() -> None:
    for colour in (*SPEAKER_PALETTE, NOBODY, *SENTIMENT.values()):
        for page in ("#fbfaf7", "#15181c"):
            assert contrast(colour, page) >= 3, (colour, page)


def test_names_are_text_and_not_html() -> None:
    evil = '<a href="http://example.org">click</a>'
    dots = dots_by_speaker([speaker(evil, 1)], [Dot("a.q1", slug(evil), 0.1, "neutral", evil)])
    assert "<a" not in str(dots.to_dict())
    assert "&lt;a" in str(dots.to_dict())
    assert "&quot;" not in str(dots.to_dict())  # which Plotly would show as it stands


def test_figures_without_rows_can_be_drawn() -> None:
    assert dots_by_speaker([], []).layout.height > 0
    assert tone_over_time([]).layout.height > 0


def test_charts_are_told_in_words() -> None:
    assert describe_entities([entity("Mira", 1)]) == "Mira: 1 mention"
    assert describe_speakers([speaker("Mira", 2, -0.5)]) == "Mira: 2 quotes, mean −0.50 from −0.60 to −0.40"


def dot(number: int, score: float, name: str = "mira") -> Dot:
    label = "negative" if score < -0.25 else "positive" if score > 0.25 else "neutral"
    return Dot(f"{'a' * 12}.q{number}", name, score, label, "We will not close the bridge.")  # type: ignore[arg-type]


def test_each_dot_is_a_quote_and_says_which() -> None:
    rows = [speaker("Mira", 2), speaker("Ion", 1)]
    figure = dots_by_speaker(rows, [dot(1, -0.5), dot(2, 0.5), dot(3, 0.0, "ion"), dot(4, 0.9, "nobody")])
    (quotes,) = traces(figure, "quotes")
    assert list(quotes.x) == [-0.5, 0.5, 0.0]
    assert list(quotes.marker.color) == [SENTIMENT["negative"], SENTIMENT["positive"], SENTIMENT["neutral"]]
    assert clicked([{"customdata": quotes.customdata[1]}]) == f"{QUOTE}{'a' * 12}.q2"
    assert [round(y) for y in quotes.y] == [0, 0, 1]
    assert "positive +0.50" in quotes.hovertext[1]


def test_dots_of_one_score_do_not_hide_each_other_and_stay_in_their_row() -> None:
    figure = dots_by_speaker([speaker("Mira", 9)], [dot(number, 0.1) for number in range(9)])
    heights = list(traces(figure, "quotes")[0].y)
    assert len(set(heights[:5])) == 5
    assert all(-0.5 < height < 0.5 for height in heights)


def test_the_marked_dot_has_a_ring_and_others_of_a_chosen_speaker_stay_full() -> None:
    rows = [speaker("Mira", 1), speaker("Ion", 1)]
    figure = dots_by_speaker(rows, [dot(1, 0.1), dot(2, 0.1, "ion")], ["ion"], f"{'a' * 12}.q2")
    marker = traces(figure, "quotes")[0].marker
    assert list(marker.line.width) == [0, 2]
    assert marker.opacity[0] < 0.5 < marker.opacity[1]


def period(start: str, negative: int, neutral: int, positive: int, mean: float = 0.0) -> Period:
    quotes = negative + neutral + positive
    interval = MeanSentiment(mean, mean - 0.1, mean + 0.1, quotes)
    return Period(start, quotes, negative, neutral, positive, interval)


def test_over_time_stacks_the_counts_and_draws_the_means_below() -> None:
    figure = tone_over_time([period("2025-03-01", 2, 1, 4, 0.5), period("2025-03-04", 1, 0, 0, -0.5)])
    tops = [trace.base[0] + trace.y[0] for label in SENTIMENT for trace in traces(figure, label)]
    assert tops == [2, 3, 7]
    assert list(traces(figure, "mean")[0].y) == [0.5, -0.5]
    assert list(traces(figure, "mean")[0].marker.symbol) == ["circle", "circle-open"]
    assert list(figure.data[0].customdata) == ["2025-03-01", "2025-03-04"]
    assert list(figure.data[0].x) == ["2025-03-01", "2025-03-04"]


def test_a_period_that_is_filtered_by_is_marked() -> None:
    rows = [period("2025-03-01", 1, 1, 1), period("2025-03-04", 1, 1, 1)]
    first, second = tone_over_time(rows, ("2025-03-04", "2025-03-04")).data[0].marker.color
    assert first == "rgba(0,0,0,0)" != second


@pytest.mark.parametrize(
    ("start", "days", "name"),
    [
        ("2025-03-01", ("2025-03-01", "2025-03-01"), "1 March 2025"),
        ("2024-02", ("2024-02-01", "2024-02-29"), "February 2024"),
        ("2024-12", ("2024-12-01", "2024-12-31"), "December 2024"),
        ("2023", ("2023-01-01", "2023-12-31"), "2023"),
    ],
)
def test_the_days_and_the_name_of_a_period(start: str, days: tuple[str, str], name: str) -> None:
    assert days_of(start) == days
    assert period_name(start) == name
    assert describe_periods([period(start, 1, 0, 0, -0.5)]) == f"{name}: 1 quote, mean −0.50"


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2 between two colours."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("mean", "low", "high", "colour"),
    [
        (-0.4, -0.6, -0.2, "negative"),
        (0.3, 0.1, 0.5, "positive"),
        (0.3, -0.1, 0.7, "neutral"),
        (-0.02, -0.03, -0.01, "neutral"),
    ],
)
def test_a_mean_is_coloured_only_if_it_is_more_than_chance_and_than_a_trace(
    mean: float, low: float, high: float, colour: str
) -> None:
    assert side(MeanSentiment(mean, low, high, 9)) == colour
