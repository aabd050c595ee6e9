"""Quotes within quotes, and quotes that ask: how they are told, kept and shown."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

import whosaid
from tests.readings import Said, make_reading, raw
from whosaid.articles import Cue, Extent, Quote, Reading
from whosaid.explained import ASKS, WITHIN, badges
from whosaid.reading.attribution import Found
from whosaid.reading.nested import nested, placed
from whosaid.reading.questions import asks
from whosaid.report import page, write_tables
from whosaid.settings import load_settings
from whosaid.store import Store, tables, writing

# A content is read once more


def found(
    words: str, source: str, cue: str, content: str, *, sense: str = "speech", sure: float = 0.9
) -> Found:
    """An attribution whose parts stand in ``words``."""

    def place(part: str) -> tuple[int, int]:
        start = words.index(part)
        return start, start + len(part)

    return Found((place(content),), place(cue), place(source), "indirect", sense, (3.0, 3.0), sure)  # type: ignore[arg-type]


TOLD = "Boris Kalt told me that he would never leave Arlen"
OUTER = f"“{TOLD},” Mira Sandoval said."


def inner_of(words: str, item: Found) -> list[Found]:
    """What is kept of an attribution that is found on a second look, in the text's own characters."""
    text = f"“{words},” Mira Sandoval said."
    outer = found(text, "Mira Sandoval", "said", f"“{words},”")

    def read(stretch: str) -> list[Found]:
        return [item] if stretch.rstrip(",") == words else []

    return nested(text, [outer], read)


def test_what_is_found_within_is_told_in_the_words_of_the_text() -> None:
    (kept,) = inner_of(TOLD, found(TOLD, "Boris Kalt", "told", "that he would never leave Arlen"))
    assert kept.source
    assert kept.cue
    assert OUTER[slice(*kept.source)] == "Boris Kalt"
    assert OUTER[slice(*kept.cue)] == "told"
    assert [OUTER[slice(*piece)] for piece in kept.content] == ["that he would never leave Arlen"]
    assert kept.kind == "indirect"
    assert kept.sure == pytest.approx(0.81)  # both must be right


def test_words_that_report_nothing_are_not_read_again() -> None:
    text = "“We test the water every day,” Mira Sandoval said."
    outer = found(text, "Mira Sandoval", "said", "“We test the water every day,”")

    def read(stretch: str) -> list[Found]:
        raise AssertionError(stretch)

    assert nested(text, [outer], read) == []


def test_turns_of_a_transcript_are_not_read_again() -> None:
    turn = Found(((6, 40),), None, (0, 4), "direct", "speech", (3.0, 3.0), 0.95)

    def read(stretch: str) -> list[Found]:
        raise AssertionError(stretch)

    assert nested("KALT: He said that it was safe to drink.", [turn], read) == []


@pytest.mark.parametrize(
    ("words", "source", "cue", "content"),
    [
        ("If Kalt says the dam is safe, nobody sleeps", "Kalt", "says", "the dam is safe"),
        ("Kalt will say that the dam is safe", "Kalt", "will say", "that the dam is safe"),
        ("Kalt may have told them that it was safe", "Kalt", "may have told", "that it was safe"),
        ("People say that money cannot buy it", "People", "say", "that money cannot buy it"),
        ("They told us that it was safe", "They", "told", "that it was safe"),
        ("You said that the dam was safe", "You", "said", "that the dam was safe"),
        ("Did Kalt say the dam was safe when he said it", "Kalt", "said", "the dam was safe"),
        ("I say that the dam is safe, he said", "I", "say", "that the dam is safe"),
        ("Kalt never said yes", "Kalt", "said", "yes"),
    ],
)
def test_nobody_in_particular_or_nothing_said_is_left_out(
    words: str, source: str, cue: str, content: str
) -> None:
    assert inner_of(words, found(words, source, cue, content)) == []


def test_a_belief_and_a_guess_are_left_out() -> None:
    parts = (TOLD, "Boris Kalt", "told", "that he would never leave Arlen")
    assert inner_of(TOLD, found(*parts, sense="belief")) == []
    assert inner_of(TOLD, found(*parts, sure=0.5)) == []


def test_only_what_was_said_in_one_breath_is_the_inner_quote() -> None:
    words = "Kalt insisted that the money was safe. It was not"
    (kept,) = inner_of(words, found(words, "Kalt", "insisted", "that the money was safe. It was not"))
    text = f"“{words},” Mira Sandoval said."
    assert text[slice(*kept.content[0])] == "that the money was safe."
    words = "He said, ‘We will not pay,’ and I believed him"
    (kept,) = inner_of(words, found(words, "He", "said", "‘We will not pay,’ and I believed him"))
    text = f"“{words},” Mira Sandoval said."
    assert (text[slice(*kept.content[0])], kept.kind) == ("‘We will not pay,’", "direct")


# Which quote is in which


def quote(name: str, *spans: tuple[int, int], source: tuple[int, int] | None = None) -> Quote:
    blank = make_reading("x", [Said("x")]).quotes[0]
    return replace(blank, id=name, spans=spans, cue=None, source=Extent(*source, "") if source else None)


def within(quotes: Sequence[Quote]) -> dict[str, str | None]:
    return {each.id: each.within for each in placed(quotes)}


def test_the_innermost_quote_around_all_of_another_is_named() -> None:
    outer, middle, inner = quote("a", (0, 100)), quote("b", (20, 90), source=(10, 15)), quote("c", (50, 60))
    apart, half = quote("d", (120, 130)), quote("e", (95, 100), source=(101, 105))
    assert within([outer, middle, inner, apart, half]) == {
        "a": None,
        "b": "a",
        "c": "b",
        "d": None,
        "e": None,
    }


def test_pieces_of_one_quote_are_not_in_each_other() -> None:
    assert within([quote("a", (0, 20), (40, 60), source=(25, 30))]) == {"a": None}
    both = [quote("a", (0, 20), (40, 60)), quote("b", (45, 50), source=(41, 44)), quote("c", (5, 50))]
    assert within(both) == {"a": None, "b": "a", "c": None}


# Questions


@pytest.mark.parametrize(
    ("cue", "words", "expected"),
    [
        ("said", ["“Who pays for this?”"], True),
        ("asked", ["“Why now?”", "“Nobody knows.”"], True),
        ("said", ["“Who pays for this? We do,”"], False),
        ("said", ["“People ask me, ‘Why?’”"], False),  # their question
        ("said", ["‘Is it safe?’"], True),
        ("", ["Is it safe?"], True),
        ("asked", ["whether the dam was safe"], True),
        ("wondered", ["why nobody had told her"], True),
        ("asked whether", ["the dam was safe"], True),
        ("wanted to know", ["how much it cost"], True),
        ("asked", ["the council to pay"], False),
        ("asked", ["for help"], False),
        ("said", ["whether it was safe was not known"], False),
        ("masked", ["why it was so"], False),
        ("said", [""], False),
    ],
)
def test_what_asks(cue: str, words: list[str], expected: bool) -> None:
    assert asks(cue, *words) is expected


# With the model that ships


ARTICLE = f"""Mira Sandoval, the minister of transport, spoke about the mayor of Arlen, Boris Kalt, on Monday.

“{TOLD},” Ms Sandoval said. “The mayor promised that no house would be lost. I told him that the dam was old.”

Ines Halloran asked whether the dam would hold."""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return whosaid.analyse(ARTICLE, plain=True)


def told(reading: Reading, words: str) -> tuple[str | None, bool]:
    """Who says the shortest quote with these words, and whether it is within another."""
    names = {speaker.id: speaker.name for speaker in reading.speakers}
    one = min((each for each in reading.quotes if words in each.text), key=lambda each: len(each.text))
    return names.get(one.speaker or ""), one.within is not None


def test_a_quote_within_a_quote_has_a_speaker_of_its_own(reading: Reading) -> None:
    assert told(reading, "would never leave Arlen") == ("Boris Kalt", True)
    outer = next(each for each in reading.quotes if TOLD in each.text)
    assert outer.within is None
    assert outer.speaker == "mira-sandoval"
    ids = {each.id for each in reading.quotes}
    assert all(each.within in ids for each in reading.quotes if each.within)
    assert not any(each.speaker is None for each in reading.quotes if each.within)


def test_who_speaks_of_a_role_does_not_mean_themselves(reading: Reading) -> None:
    for each in reading.quotes:
        if each.source and each.source.text == "The mayor":
            assert each.speaker != "mira-sandoval"


def test_i_is_whoever_speaks() -> None:
    text = "“I said that the money was gone,” said Mr Kalt. “Nobody listened.”"
    reading = whosaid.analyse(text, plain=True)
    assert told(reading, "the money was gone") == ("Kalt", True)
    assert {each.speaker for each in reading.quotes} == {"kalt"}


def test_what_comes_after_is_not_said_by_whom_somebody_told_about() -> None:
    text = "“Boris Kalt told us that the dam would hold,” Mira Sandoval said.\n\n“It did not.”"
    reading = whosaid.analyse(text, plain=True)
    assert told(reading, "the dam would hold") == ("Boris Kalt", True)
    assert told(reading, "It did not") == ("Mira Sandoval", False)


def test_a_question_is_marked(reading: Reading) -> None:
    assert [each.question for each in reading.quotes if "would hold" in each.text] == [True]
    assert not any(each.question for each in reading.quotes if "would hold" not in each.text)


# Kept, exported, shown


TEXT = "“Kalt said <b>no</b> to us,” Ann Day said. Who asks?"
BY_HAND = make_reading(
    TEXT,
    [Said("“Kalt said <b>no</b> to us,”", "Ann Day"), Said("<b>no</b> to us", "Kalt"), Said("Who asks?")],
)
SHOWN = replace(
    BY_HAND,
    quotes=(
        BY_HAND.quotes[0],
        replace(BY_HAND.quotes[1], within="q1", cue=Cue(6, 10, "said", "speech")),
        replace(BY_HAND.quotes[2], question=True),
    ),
)


def test_the_json_object_carries_both_last() -> None:
    first, second, third = SHOWN.to_dict()["quotes"]
    assert list(first)[-2:] == ["question", "within"]
    assert [(each["question"], each["within"]) for each in (first, second, third)] == [
        (False, None), (False, "q1"), (True, None),
    ]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("WHOSAID_DATA", str(tmp_path))
    monkeypatch.delenv("WHOSAID_DATABASE_URL", raising=False)
    return Store(load_settings().database_url)


def test_both_are_kept_and_readings_from_before_still_load(store: Store) -> None:
    with store:
        collection = store.create_collection("One")
        store.save(collection, SHOWN, raw(TEXT), file="a.txt")
        assert store.reading(collection, SHOWN.article.id).quotes == SHOWN.quotes

        def age(connection: Connection) -> None:
            column = tables.quotes.c.rest
            for pk, rest in connection.execute(select(tables.quotes.c.pk, column)).all():
                older = {key: kept for key, kept in rest.items() if key not in ("question", "within")}
                connection.execute(update(tables.quotes).where(tables.quotes.c.pk == pk).values(rest=older))

            writing.changed(connection, collection)

        store._database.write(age)
        old = store.reading(collection, SHOWN.article.id).quotes
    assert old == tuple(replace(each, question=False, within=None) for each in SHOWN.quotes)


def test_the_table_of_quotes_has_both_in_its_last_columns(tmp_path: Path) -> None:
    write_tables([SHOWN], tmp_path)
    with (tmp_path / "quotes.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head[-2:] == ["question", "within"]
    assert [row[-2:] for row in rows] == [["false", ""], ["false", "q1"], ["true", ""]]


def test_the_page_for_a_browser_leads_to_the_outer_quote() -> None:
    html = page([SHOWN])
    assert f'<a class="badge" href="#q1-1">{WITHIN}</a>' in html
    assert html.count(f'<span class="badge">{ASKS}</span>') == 1
    assert "<b>" not in html


def test_badges_are_few() -> None:
    assert [badges(each) for each in SHOWN.quotes] == [[], [WITHIN], [ASKS]]
