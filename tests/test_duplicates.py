"""Copies of a story: found whatever a desk does to them, and never made out of different stories."""

from __future__ import annotations

from pathlib import Path

import pytest

from whosaid.duplicates import is_same_text, share, signature, stories
from whosaid.intake import read

SEEDS = Path(__file__).parent.parent / "seeds"
WIRE = [
    "The harbour board voted on Monday to reopen the ferry link between Port Ellery and the outer islands.",
    "The link had been closed for nineteen months, since a storm tore the old pier from its piles.",
    "“We have waited long enough,” said Mira Sandoval, who chairs the board. “The pier is sound.”",
    "Two boats will sail six times a day from May, and once an hour in July and August.",
    "Islanders had gone to court over the delay, which cost the fishermen a fifth of their catch.",
    "The county pays 3.1 million crowns for the new pier, a third more than it had planned.",
]
OPENING = "Islanders can take the boat to work again this spring, after a vote that nobody on the quay had expected."
ADDED = "The Courier was first to report in February that the builders had found rot in eleven of the forty piles."
# The same vote, told by somebody else: only what was said is shared.
OTHER = [
    "After more than a year and a half without boats, ferries are to run again to the islands off Port Ellery.",
    "“We have waited long enough,” said Mira Sandoval, who chairs the board.",
    "A storm in the autumn before last broke the landing stage, and repairs went on and on.",
    "Trips start in spring, six of them each weekday; summer visitors get more.",
    "What it all costs has grown to above three million crowns, officials admit.",
    "Those who fish for a living lost many customers, and some of them sued.",
]


def text(parts: list[str]) -> str:
    return "\n\n".join(parts)


def firsts(*texts: str) -> list[int]:
    return stories([signature(words) for words in texts])


@pytest.mark.parametrize(
    ("copy", "least"),
    [
        (text(WIRE), 1.0),
        (text(WIRE).upper().replace("\n\n", "\n").replace(".", " ."), 1.0),
        (text([OPENING, *WIRE[1:]]), 0.7),
        (text(WIRE[:3]), 0.85),
        (text([OPENING, *WIRE[1:4]]), 0.6),
        (text([*WIRE[:2], ADDED, *WIRE[2:], ADDED]), 0.6),
        (text(WIRE).replace("crowns", "euros").replace("Monday", "Tuesday").replace("boats", "ships"), 0.75),
    ],
    ids=["the same", "other signs", "new opening", "cut", "new opening and cut", "added to", "words changed"],
)
def test_a_copy_is_found(copy: str, least: float) -> None:
    assert share(signature(copy), within=signature(text(WIRE))) >= least
    assert firsts(text(WIRE), text(OTHER), copy) == [0, 1, 0]


def test_another_report_of_the_same_event_is_no_copy() -> None:
    assert share(signature(text(OTHER)), within=signature(text(WIRE))) < 0.3


def test_what_only_has_a_story_in_it_is_no_copy_but_the_story_is_one_of_what_was_there_first() -> None:
    roundup = text([*WIRE, *(f"{one} {other}" for one in OTHER for other in (OPENING, ADDED, *OTHER))])
    assert share(signature(text(WIRE)), within=signature(roundup)) > 0.8
    assert share(signature(roundup), within=signature(text(WIRE))) < 0.4
    assert firsts(text(WIRE), roundup) == [0, 1]
    assert firsts(roundup, text(WIRE)) == [0, 0]


def test_a_copy_belongs_to_the_story_that_has_most_of_it_and_never_to_a_copy() -> None:
    both = text([*WIRE[:3], *OTHER])
    assert firsts(text(WIRE), text(OTHER), both) == [0, 1, 1]
    assert firsts(text(WIRE), text(WIRE[:4]), text(WIRE[1:4])) == [0, 0, 0]


def test_the_sample_articles_are_all_different() -> None:
    files = sorted(path for path in SEEDS.iterdir() if path.name[:5] in ("ferry", "water"))
    assert len(files) == 10
    signed = [signature(read(path).text) for path in files]
    assert stories(signed) == list(range(10))
    assert max(share(one, other) for one in signed for other in signed if one != other) < 0.3


def test_only_the_same_words_are_the_same_text() -> None:
    assert is_same_text(signature("It rained, she said."), signature("it  rained — she said"))
    assert not is_same_text(signature("It rained, she said."), signature("It rained, he said."))


def test_short_texts_are_copies_only_if_they_are_the_same() -> None:
    assert firsts("The ferry sails at noon.", "The ferry sails at nine.", "THE FERRY SAILS AT NOON", "") == [
        0,
        1,
        0,
        3,
    ]
    assert stories([]) == []


def test_a_thousand_copies_are_one_story() -> None:
    assert firsts(*[text([f"Edition {number} of the paper.", *WIRE]) for number in range(1000)]) == [0] * 1000


def test_what_is_known_is_not_asked_again() -> None:
    signed = [signature(words) for words in (text(WIRE), text(OTHER), text(WIRE[:4]), text(OTHER[:5]))]
    assert stories(signed, [0, 1, None, 3]) == [0, 1, 0, 3]  # the last is let alone, as nothing touches it
    assert stories(signed, [None, 1, 2, 1]) == [0, 1, 0, 1]  # a new first takes what is a copy of it
    assert stories(signed[1:], [0, None, 0]) == [0, 1, 0]  # a copy whose first is gone is a first


def test_a_signature_is_bytes_and_says_when_it_is_none() -> None:
    kept = signature(text(WIRE))
    assert isinstance(kept, bytes)
    assert len(kept) == 278
    assert kept == signature(text(WIRE))
    with pytest.raises(ValueError, match="no signature of a text: it has 3 bytes"):
        share(kept, b"abc")


def test_a_signature_of_another_version_is_compared_by_its_words_alone() -> None:
    kept, trimmed = signature(text(WIRE)), signature(text(WIRE[:4]))
    older = bytes([trimmed[0] + 1]) + trimmed[1:]
    assert share(trimmed, within=kept) > 0.8
    assert share(older, within=kept) == 0
    assert share(older, within=trimmed) == 1
    assert stories([kept, older]) == [0, 1]
    assert stories([older, trimmed]) == [0, 0]
