"""Texts as they come: headlines, bylines, datelines, captions, lists, interviews, words cut by a hyphen."""

from __future__ import annotations

import pytest

import whosaid
from whosaid.articles import Reading
from whosaid.reading import quotes
from whosaid.reading.attribution import Found
from whosaid.reading.names import NamedMention
from whosaid.reading.paratext import paratext
from whosaid.reading.recover import recover
from whosaid.reading.transcripts import is_role, turns
from whosaid.reading.wrapping import unwrapped

# What stands beside the prose

APART = [
    ("ARLEN (AP) — The mayor left.", ["ARLEN (AP) — "]),
    ("ARLEN, Nov. 3 (Reuters) - The mayor left.", ["ARLEN, Nov. 3 (Reuters) - "]),
    ("NEW ARLEN, Ark. — The mayor left.", ["NEW ARLEN, Ark. — "]),
    ("Arlen (AFP) – The mayor left.", ["Arlen (AFP) – "]),
    ("ARLEN — the town, that is — was asleep.", []),  # a sentence goes on
    ("Boris Kalt (the mayor) - a liar, they say - left.", []),
    ("By Jane Doe\n\nThe mayor left.", ["By Jane Doe"]),
    ("BY JANE DOE and PETER ROE\nStaff Writers\n\nHe left.", ["BY JANE DOE and PETER ROE", "Staff Writers"]),
    ("By Jane Doe | The Arlen Herald | Nov. 3, 2025\n\nHe left.", ["By Jane Doe | The Arlen Herald | Nov. 3, 2025"]),
    ("JANE DOE\nASSOCIATED PRESS\n\nThe mayor left.", ["JANE DOE", "ASSOCIATED PRESS"]),
    ("He left.\n\nReporting by Jane Doe; Editing by Peter Roe", []),  # two in one line: seldom, and no harm
    ("By Monday, the mayor said, it would be over.", []),
    ("By noon Boris Kalt had left the town.", []),
    ("Mira Sandoval. Photo: Peter Roe", [" Photo: Peter Roe"]),
    ("(Photo by Peter Roe/Northern Images)\nHe left.", ["(Photo by Peter Roe/Northern Images)"]),
    ("Kalt, left, on Monday. (Peter Roe/The Arlen Herald)\nHe left.", ["(Peter Roe/The Arlen Herald)"]),
    ("FILE - In this Nov. 3, 2025 file photo, Kalt speaks.", ["FILE - In this Nov. 3, 2025 file photo, "]),
    ("Image caption: Kalt says no.", ["Image caption: "]),
    ("The photo shows Kalt, who took a picture of the dam.", []),
    ("She said the picture by Kalt was ugly.", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), APART)
def test_what_is_no_prose(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paratext(text).apart] == expected


HEADED = [
    ("MINISTER SAYS NO\nThe minister left.", ["MINISTER SAYS NO"]),
    ("Kalt Says Dam Is Safe\n\nHe left.", ["Kalt Says Dam Is Safe"]),
    ("Mayor leaves town\n\nHe left.", ["Mayor leaves town"]),
    ("The mayor left.\n\nHe is gone.", []),
    ("The mayor left.\n\nA New Broom for Arlen Town\n\nHe is gone.", ["A New Broom for Arlen Town"]),
    ("The mayor left.\n\na line without an end\n\nHe is gone.", []),
    ("What they said:\n- Kalt: no\n- Roe: yes", ["What they said:"]),
    ("Only a line", []),  # nothing is below
    ("KALT: Good evening.\nROE: Good evening.", []),
]


@pytest.mark.parametrize(("text", "expected"), HEADED)
def test_where_headlines_end(text: str, expected: list[str]) -> None:
    assert [text[:border].rsplit("\n", 1)[-1] for border in paratext(text).borders] == expected


def test_a_headline_does_not_eat_into_a_name() -> None:
    text = "Boris Kalt Under Fire\n\nBoris Kalt left. Boris Kalt Jr stayed."
    tagged = [NamedMention(0, 21, "PERSON"), NamedMention(23, 33, "PERSON"), NamedMention(40, 53, "PERSON")]
    names = [text[each.start : each.end] for each in recover(text, tagged)]
    assert names == ["Boris Kalt", "Boris Kalt", "Boris Kalt Jr"]


# Cut words


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The offi-\ncial said so.", "The official said so."),  # two lines are no block of one width
        (
            "The offi-\ncial said it would be\nsmall. “We\nwill,” he said.",
            "The official said it would be small. “We will,” he said.",
        ),
        ("The con- tract and the govern- ment are new.", "The contract and the government are new."),
        ("A con- tract is a word.", "A con- tract is a word."),  # once may be meant
        (
            "The pre- and post-war years, two- or three-year terms.",
            "The pre- and post-war years, two- or three-year terms.",
        ),
        ("One line ends\nand another begins.", "One line ends\nand another begins."),
        (
            "[00:12] KALT: Good evening, all of you.\n[00:15] ROE: Good evening to you too.\n[01:02] KALT: Is it?",
            "[00:12] KALT: Good evening, all of you.\n[00:15] ROE: Good evening to you too.\n[01:02] KALT: Is it?",
        ),
    ],
)
def test_cut_words_are_whole(text: str, read: str) -> None:
    copy = unwrapped(text)
    assert len(copy) == len(text)
    assert copy.replace("\u00ad", "") == read


# Interviews


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Q. Is it safe?\nA. It is.\nQ. Sure?", ["Q", "A", "Q"]),
        ("A. The first point.\nB. The second point.\nA. The first again.", []),  # a list
        (
            "Question: Is it safe?\nAnswer: It is.\nQuestion: Sure?\nAnswer: Yes.",
            ["Question", "Answer", "Question", "Answer"],
        ),
        ("Question: Is it safe?\nNobody knows.\nQuestion: Who pays?", []),
        (
            "Interviewer: Why?\nMira Sandoval: Because.\nInterviewer: And?\nMira Sandoval: That is all.",
            ["Interviewer", "Mira Sandoval"] * 2,
        ),
        (
            "[00:00:12] KALT: Good evening.\n[00:00:15] ROE: Good evening.\n[00:01:02] KALT: Is it?",
            ["KALT", "ROE", "KALT"],
        ),
        (
            "00:12 Boris Kalt: Good evening.\n00:15 Ann Roe: Good evening.\n01:02 Boris Kalt: Is it?",
            ["Boris Kalt", "Ann Roe", "Boris Kalt"],
        ),
        (
            "Boris Kalt (00:12): Good evening.\nAnn Roe (00:15): Good evening.\nBoris Kalt (01:02): Is it?",
            ["Boris Kalt", "Ann Roe", "Boris Kalt"],
        ),
        (
            "Boris Kalt (via telephone): Hello.\nROE: Hello.\nBoris Kalt (via telephone): Bye.",
            ["Boris Kalt", "ROE", "Boris Kalt"],
        ),
        (
            "Boris Kalt 00:12\nGood evening.\nAll of you.\n\nAnn Roe 00:15\nGood evening.\n\nBoris Kalt 01:02\nBye.",
            ["Boris Kalt", "Ann Roe", "Boris Kalt"],
        ),
        ("Meeting 09:30\nThe board met.\n\nLunch 12:00\nThe board ate.", []),  # a programme
        ("Caption: The dam.\nCaption: The dam again.", []),
    ],
)
def test_interviews_and_times(text: str, names: list[str]) -> None:
    assert [text[slice(*turn.name)] for turn in turns(text)] == names


def test_words_below_a_name_end_with_the_paragraph() -> None:
    text = "Boris Kalt 00:12\nGood evening.\nAll of you.\n\nBoris Kalt 01:02\nBye.\n\nHe left."
    assert [text[slice(*turn.words)] for turn in turns(text)] == ["Good evening.\nAll of you.", "Bye."]


def test_the_layout_of_turns_wins() -> None:
    text = "He put it so:\nKALT: It is safe.\nROE: Kalt told us that last year as well.\nKALT: And it was."

    def found(source: str, content: str) -> Found:
        begun, start = text.index(source), text.index(content)
        words = ((start, start + len(content)),)
        return Found(words, None, (begun, begun + len(source)), "indirect", "speech", (1.0, 1.0), 0.5)

    over, inside = found("He", text[14:60]), found("Kalt", "that last year")
    kept = quotes._with_turns(text, [over, inside])
    assert over not in kept  # words of several turns are nobody's
    assert inside in kept  # told within one turn
    assert len(kept) == 4


def test_parts_in_an_interview_are_no_names() -> None:
    assert is_role("Interviewer")
    assert is_role("Q")
    assert not is_role("Kalt")


# With the model that ships


def outline(reading: Reading) -> list[tuple[str | None, str]]:
    """Speaker and words of each quote."""
    names = {speaker.id: speaker.name for speaker in reading.speakers}
    text = reading.article.text
    for each in reading.quotes:
        for part in (each.cue, each.source):
            assert part is None or (part.text and text[part.start : part.end] == part.text)
        assert each.text == " ".join(text[start:end] for start, end in each.spans)
    return [(names.get(each.speaker or ""), " ".join(each.text.split())) for each in reading.quotes]


def read(text: str) -> list[tuple[str | None, str]]:
    return outline(whosaid.analyse(text, plain=True))


SAID = "Mayor Boris Kalt said on Monday that the city had no money."


@pytest.mark.parametrize(
    "before",
    [
        "ARLEN (AP) — ",
        "ARLEN, Nov. 3 (Reuters) - ",
        "By Jane Doe and Peter Roe\nStaff Writers\n\n",
        "Money Runs Out in Arlen Town Hall\nBy Jane Doe\n\n",
        "(Photo by Peter Roe/Northern Images)\n\n",
        "Mira Sandoval at the harbour. Photo: Peter Roe/Northern Images\n\n",
    ],
)
def test_beside_the_prose_nobody_speaks(before: str) -> None:
    found = read(before + SAID)
    assert ("Boris Kalt", "that the city had no money") in [(who, words.rstrip(".")) for who, words in found]
    assert len(found) == 1


def test_who_took_the_picture_is_not_he() -> None:
    text = "Mayor Boris Kalt speaks in Arlen. (AP Photo/Peter Roe, File)\n\n“We will not pay,” he said."
    assert ("Boris Kalt", "“We will not pay,”") in read(text)


def test_a_headline_ends_what_is_said_in_it() -> None:
    short = (
        "MINISTER SAYS NO\nArlen's transport minister, Boris Kalt, refused on Monday to pay for the bridge."
    )
    assert all("SAYS" not in words and words != "NO" for _, words in read(short))
    long = "MAYOR KALT TELLS ARLEN: WE WILL NOT PAY\n\nThe mayor said on Monday that the city had no money."
    assert all("PAY" not in words or "money" not in words for _, words in read(long))


def test_spaces_that_were_lost() -> None:
    text = "“The dam is safe,” Mira Sandoval said.The minister added that it would be tested again."
    assert ("Mira Sandoval", "“The dam is safe,”") in read(text)
    assert any("it would be tested again" in words and "safe" not in words for _, words in read(text))


def test_dashes_and_dots() -> None:
    text = "“We will … not pay,” said Boris Kalt … “not now … not ever.”"
    assert {who for who, _ in read(text)} == {"Boris Kalt"}
    text = "Mira Sandoval – the minister of transport – said on Monday that the dam was safe."
    (only,) = whosaid.analyse(text, plain=True).quotes
    assert only.source
    assert not only.source.text.endswith(("–", " "))


def test_items_of_a_list_are_read_one_by_one() -> None:
    text = "Key points:\n• Mira Sandoval said the dam was safe\n• Boris Kalt said he did not believe her"
    assert read(text) == [
        ("Mira Sandoval", "the dam was safe"),
        ("Boris Kalt", "he did not believe her"),
    ]
    text = "What they said:\n- Mira Sandoval: “The dam is safe.”\n- Boris Kalt: “I do not believe it.”"
    assert [words for _, words in read(text)] == ["“The dam is safe.”", "“I do not believe it.”"]


def test_a_cut_name_is_whole() -> None:
    text = "The con- tract was “a gift to the rich”, Mira San- doval said, and the govern- ment had known it."
    reading = whosaid.analyse(text, plain=True)
    assert "Mira Sandoval" in [speaker.name for speaker in reading.speakers]
    assert outline(reading)


@pytest.mark.parametrize(
    "text",
    [
        "She has written a book called “The Long Water” and plays in a band named “The Locks”.",
        "The film “Kalt Says No” won a prize. His “friends” were nowhere to be seen.",
        "Boris “The Ferry” Kalt and his so-called “peace plan” were on the agenda of “Newsnight” on Monday.",
        "Her “office” is a shed.",
    ],
)
def test_titles_and_scare_quotes_are_no_quotes(text: str) -> None:
    assert read(text) == []


INTERVIEW = """Ines Halloran has led the dockers’ union since 2019. We spoke to her in her office.

Q: Is the water safe?

A: It is. We test it every day.

Q: Why did nobody say so?

A: Nobody asked us."""


def test_answers_are_those_of_the_one_who_was_named() -> None:
    reading = whosaid.analyse(INTERVIEW, plain=True)
    assert outline(reading) == [
        ("Q", "Is the water safe?"),
        ("Ines Halloran", "It is. We test it every day."),
        ("Q", "Why did nobody say so?"),
        ("Ines Halloran", "Nobody asked us."),
    ]
    assert [each.question for each in reading.quotes] == [True, False, True, False]
    several = INTERVIEW.replace("We spoke", "Boris Kalt spoke")
    assert {who for who, _ in read(several)} == {"Q", "A"}  # never a guess


def test_who_asks_in_an_interview_is_not_who_answers() -> None:
    text = (
        "Interviewer: When did you first hear of the leak?\nMira Sandoval: In March.\n"
        "Interviewer: And then?\nMira Sandoval: I called the mayor."
    )
    assert [who for who, _ in read(text)] == ["Interviewer", "Mira Sandoval"] * 2
