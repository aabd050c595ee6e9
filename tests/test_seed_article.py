"""The article that the project was created from, where it is at hand (its text is no part of the project)."""

from __future__ import annotations

from pathlib import Path

import pytest

import whosaid
from whosaid.articles import Reading

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "seeds"
FILES = sorted(FOLDER.glob("*.txt")) if FOLDER.is_dir() else []

pytestmark = pytest.mark.skipif(not FILES, reason="the seed article is not at hand")

WHO = [
    ("very much at odds with reality", "Volodymyr Zelensky"),
    ("We are very much on track", "Donald Trump"),
    ("had knocked out the electricity", "Volodymyr Zelensky"),
    ("150 drones launched overnight", "Volodymyr Zelensky"),
    ("we definitely won't hit theirs", "Volodymyr Zelensky"),
    ("have not abated", "Boris Pistorius"),
    ("counted for nothing", "Boris Pistorius"),
    ("shot down seven of its own drones", "Kremlin"),
    ("started a small fire", "Officials in the southern Russian region of Krasnodar"),
    ("lasting peace can be achieved", "Volodymyr Zelensky"),
    ("strikes on energy and other civilian infrastructure", "Volodymyr Zelensky"),
    ("22 wounded Ukrainians", "Russia"),
    ("particularly in Europe", "White House"),
    ("they have a great rapport together", "Steve Witkoff"),
    ("I take him at his word", "Steve Witkoff"),
]


@pytest.fixture(scope="module")
def reading() -> Reading:
    return whosaid.analyse(whosaid.read(FILES[0]))


def test_the_appeal_reaches_nothing(reading: Reading) -> None:
    assert reading.article.date == "2025-03-20"
    assert reading.article.text.startswith("Russia launched a mass drone attack")
    everything = " ".join(entity.name for entity in reading.entities) + " ".join(
        q.text for q in reading.quotes
    )
    for word in ("Elon Musk", "Big Tech", "The A Word", "donation", "paywalls"):
        assert word not in everything


def test_who_said_what(reading: Reading) -> None:
    names = {speaker.id: speaker.name for speaker in reading.speakers}
    wrong = []
    for words, speaker in WHO:
        said = [names.get(quote.speaker or "") for quote in reading.quotes if words in quote.text]
        if speaker not in said:
            wrong.append((words, speaker, said))
    assert len(wrong) <= 2, wrong


def test_people_are_counted_under_one_name(reading: Reading) -> None:
    count = {entity.name: len(entity.mentions) for entity in reading.entities if entity.label == "PERSON"}
    assert count["Volodymyr Zelensky"] >= 8
    assert count["Donald Trump"] >= 10
    assert count["Vladimir Putin"] >= 8
    assert {"Boris Pistorius", "Steve Witkoff", "Alexander Stubb"} <= set(count)
