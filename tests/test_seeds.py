"""Every sample article of both collections, read for real: what it is, and who is found to have said what.

``cases/seeds.jsonl`` names for each seed some words that must be found as a quote, and who said them
(null: somebody whom the article does not name). A trained model reads, so the demands are shares.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from tests.test_repeats import Line
from whosaid.articles import Quote, Reading
from whosaid.duplicates import signature, stories
from whosaid.repeats import repeats

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
NO_ARTICLES = {"LICENSE", "README.md"}
CASES: list[dict[str, Any]] = [
    json.loads(line) for line in (ROOT / "tests/cases/seeds.jsonl").read_text(encoding="utf-8").splitlines()
]
AFFAIRS = [case for case in CASES if "/" not in case["file"]]
ELECTION = [case for case in CASES if case["file"].startswith("election/")]
COLLECTIONS = pytest.mark.parametrize("cases", [AFFAIRS, ELECTION], ids=["affairs", "election"])
SPOKEN = "election/election-6-debate.vtt"  # captions tell no title, date, outlet or author
WIRE = "election/election-3-agency.txt"
COPIES = {"election/election-4-sentinel.txt", "election/election-5-standard.txt"}
RIGHT_SPEAKER = 0.80  # of all must-find quotes, over all seeds of a collection
RIGHT_KIND = 0.80  # of those found
FOUND_IN_EACH = 0.70  # of the must-find quotes of any one seed

CLUTTER = (
    "Support us",
    "become a member",
    "cookies",
    "Accept all",
    "Subscribe for",
    "Advertisement",
    "Most read",
    "All rights reserved",
    "whosaidSeedScriptRan",
    "outlet: Tarnvale Courier",
    "outlet: The Averholt Sentinel",
    "Skip to main content",
    "118 partners",
    "Sign in",
    "Sign up",
    "First Bell",
    "Copy link",
    "Photograph:",
    "Complaints and corrections",
    "dataLayer",
    "WEBVTT",
    "-->",
    "<v ",
    "[laughter]",
)


@dataclass(frozen=True)
class Found:
    """One must-find quote, and the quote that was read at its place."""

    file: str
    expected: dict[str, Any]
    quote: Quote | None
    name: str | None


@cache
def reading_of(file: str) -> Reading:
    from whosaid import analyse, read

    return analyse(read(SEEDS / file))


@cache
def found() -> tuple[Found, ...]:
    return tuple(
        _find(case["file"], expected, reading_of(case["file"]))
        for case in CASES
        for expected in case["quotes"]
    )


def _find(file: str, expected: dict[str, Any], reading: Reading) -> Found:
    text = reading.article.text
    place = _plain(text).find(_plain(expected["text"]))
    assert place >= 0, f"{file}: {expected['text']!r} is not in the text that is left after intake"
    middle = place + len(expected["text"]) // 2
    # the longest, not one quoted within it
    at = [q for q in reading.quotes if any(start <= middle < end for start, end in q.spans)]
    quote = max(at, key=lambda q: sum(end - start for start, end in q.spans), default=None)
    names = {speaker.id: speaker.name for speaker in reading.speakers}
    return Found(file, expected, quote, names.get(quote.speaker or "") if quote else None)


def _plain(text: str) -> str:
    """Straight marks and single spaces, of the same length."""
    return re.sub(r"\s", " ", text).translate(str.maketrans("\u2018\u2019\u201c\u201d", "''\"\""))


def _is_right(each: Found) -> bool:
    if each.quote is None:
        return False
    name = (each.name or "").casefold()
    if each.expected["speaker"] is None:
        return not any(other in name for other in _cast())
    return bool(each.expected["speaker"].casefold() in name)


@cache
def _cast() -> frozenset[str]:
    named = {quote["speaker"] for case in CASES for quote in case["quotes"] if quote["speaker"]}
    return frozenset(name.casefold().split()[-1] for name in named)


def test_the_table_has_every_seed_and_every_seed_is_in_the_table() -> None:
    paths = [path for path in SEEDS.rglob("*") if path.is_file() and path.name not in NO_ARTICLES]
    assert [case["file"] for case in CASES] == [*_names(AFFAIRS, paths), *_names(ELECTION, paths)]
    assert (len(AFFAIRS), len(ELECTION)) == (10, 9)
    assert all(len(case["quotes"]) >= 8 for case in CASES)


def _names(cases: list[dict[str, Any]], paths: list[Path]) -> list[str]:
    """The files that lie in the folder of these cases, in order."""
    (folder,) = {(SEEDS / case["file"]).parent for case in cases}
    return sorted(path.relative_to(SEEDS).as_posix() for path in paths if path.parent == folder)


def test_three_outlets_on_two_events() -> None:
    assert len({case["outlet"] for case in AFFAIRS}) == 3
    assert {case["file"].partition("-")[0] for case in AFFAIRS} == {"ferry", "water"}


def test_four_outlets_over_six_weeks_of_an_election() -> None:
    assert len({case["outlet"] for case in ELECTION} - {None}) == 4
    dates = [date.fromisoformat(case["date"]) for case in ELECTION if case["date"]]
    assert dates == sorted(dates)
    assert (dates[-1] - dates[0]).days // 7 >= 5
    assert {Path(case["file"]).suffix for case in ELECTION} == {".txt", ".md", ".html", ".vtt"}


def test_two_papers_printed_the_story_of_the_agency_and_nothing_else_is_a_copy() -> None:
    files = [case["file"] for case in CASES]
    firsts = stories([signature(reading_of(file).article.text) for file in files])
    copies = {files[place]: files[first] for place, first in enumerate(firsts) if first != place}
    assert copies == dict.fromkeys(COPIES, WIRE)


def test_each_paper_trims_the_same_words_of_a_speech_in_its_own_way() -> None:
    lines = _lines_without_copies()
    groups = [[lines[pk] for pk in group] for group in repeats(lines)]
    same = [{Path(ELECTION[line.article]["file"]).name for line in group} for group in groups]
    speech = {"election-7-post.txt", "election-8-standard.html", "election-9-sentinel.txt"}
    assert same[0] == speech
    assert {"election-6-debate.vtt", "election-8-standard.html"} in same
    assert len({line.outlet for line in groups[0]}) == 3
    whole, *trimmed = groups[0]
    assert [len(line.text.split()) < len(whole.text.split()) for line in trimmed] == [True, True]


def _lines_without_copies() -> list[Line]:
    originals = [
        (place, reading_of(case["file"])) for place, case in enumerate(ELECTION) if case["file"] not in COPIES
    ]
    quotes = [
        (place, reading.article.outlet, quote.text)
        for place, reading in originals
        for quote in reading.quotes
    ]
    return [Line(pk, *quote) for pk, quote in enumerate(quotes)]


def test_the_candidates_speak_of_each_other_in_another_tone() -> None:
    of_him, of_her = _about("Clara Varley", "Desmond Rask"), _about("Desmond Rask", "Clara Varley")
    assert min(len(of_him), len(of_her)) >= 3
    assert fmean(of_him) > fmean(of_her) + 0.3


def _about(speaker: str, other: str) -> list[float]:
    """The tone toward the other in each quote of the speaker until polling day, over all articles."""
    readings = [reading_of(case["file"]) for case in ELECTION[:-1]]
    scores = []
    for reading in readings:
        ids = {each.id for each in reading.speakers if each.name == speaker}
        others = {entity.id for entity in reading.entities if entity.name == other}
        abouts = [about for quote in reading.quotes if quote.speaker in ids for about in quote.about]
        scores += [about.score for about in abouts if about.entity in others]
    return scores


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_intake_finds_what_the_article_is(case: dict[str, Any]) -> None:
    from whosaid import read

    article = read(SEEDS / case["file"])
    known = {
        "title": article.title,
        "date": article.date,
        "outlet": article.outlet,
        "language": article.language,
    }
    assert known == {"title": case["title"], "date": case["date"], "outlet": case["outlet"], "language": "en"}
    assert 400 <= len(article.text.split()) <= 1000
    assert article.notices == ()
    assert bool(article.authors) is (case["file"] != SPOKEN)
    assert all(quote["text"] in article.text for quote in case["quotes"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_no_clutter_is_left(case: dict[str, Any]) -> None:
    from whosaid import read

    text = read(SEEDS / case["file"]).text
    assert [clutter for clutter in CLUTTER if clutter in text] == []


def test_the_appeal_is_taken_out_and_shown() -> None:
    from whosaid import read

    article = read(SEEDS / "ferry-3-dispatch.txt")
    assert any("no owner but its readers" in removed.text for removed in article.removed)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_every_offset_is_an_offset_into_the_text(case: dict[str, Any]) -> None:
    reading = reading_of(case["file"])
    text = reading.article.text
    extents = [mention for entity in reading.entities for mention in entity.mentions]
    extents += [quote.source for quote in reading.quotes if quote.source]
    assert [each for each in extents if text[each.start : each.end] != each.text] == []
    for quote in reading.quotes:
        assert quote.spans
        assert all(0 <= start < end <= len(text) for start, end in quote.spans)
    assert {quote.speaker for quote in reading.quotes} - {None} == {each.id for each in reading.speakers}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_most_quotes_of_each_seed_are_found(case: dict[str, Any]) -> None:
    mine = [each for each in found() if each.file == case["file"]]
    missed = [each.expected["text"] for each in mine if each.quote is None]
    assert len(missed) <= len(mine) * (1 - FOUND_IN_EACH), missed


def _found_in(cases: list[dict[str, Any]]) -> list[Found]:
    files = {case["file"] for case in cases}
    return [each for each in found() if each.file in files]


@COLLECTIONS
def test_the_right_people_said_it(cases: list[dict[str, Any]]) -> None:
    mine = _found_in(cases)
    wrong = [f"{each.file}: {each.expected} -> {each.name}" for each in mine if not _is_right(each)]
    assert len(wrong) <= len(mine) * (1 - RIGHT_SPEAKER), "\n".join(wrong)


@COLLECTIONS
def test_the_kinds_are_right(cases: list[dict[str, Any]]) -> None:
    there = [(each, each.quote) for each in _found_in(cases) if each.quote]
    wrong = [
        f"{each.file}: {each.expected} -> {q.kind}" for each, q in there if q.kind != each.expected["kind"]
    ]
    assert len(wrong) <= len(there) * (1 - RIGHT_KIND), "\n".join(wrong)


@pytest.mark.parametrize("slug", ["ines-halloran", "clara-varley", "desmond-rask", "juno-pellerin"])
def test_one_speaker_has_one_name_in_all_articles(slug: str) -> None:
    """The same slug in two articles is the same speaker of a collection: Halloran is not two people."""
    surname = slug.partition("-")[2].title()
    speakers = [speaker for case in CASES for speaker in reading_of(case["file"]).speakers]
    assert {speaker.id for speaker in speakers if surname in speaker.name} == {slug}


def test_the_command_line_reads_standard_input_as_the_library_does() -> None:
    source = (SEEDS / "water-1-courier.txt").read_bytes()
    command = [sys.executable, "-m", "whosaid", "analyse", "-", "--json"]
    done = subprocess.run(command, input=source, capture_output=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, b"")
    (line,) = done.stdout.decode("utf-8").splitlines()
    expected = reading_of("water-1-courier.txt").to_dict()
    told = json.loads(line)
    assert told["article"].pop("file") == "-"
    del expected["article"]["file"], expected["seconds"], told["seconds"]
    assert told == json.loads(json.dumps(expected))


def test_plain_keeps_every_character(tmp_path: Path) -> None:
    source = (SEEDS / "ferry-3-dispatch.txt").read_bytes()
    command = [sys.executable, "-m", "whosaid", "analyse", "-", "--json", "--plain"]
    done = subprocess.run(command, input=source, capture_output=True, cwd=ROOT)
    article = json.loads(done.stdout)["article"]
    assert article["text"] == source.decode("utf-8")
    assert (article["removed"], article["title"], article["date"]) == ([], None, None)
