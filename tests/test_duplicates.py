"""Copies of a story: found whatever a desk does to them, and never made out of different stories."""

from __future__ import annotations

from pathlib import Path

import pytest

from whosaid.duplicates import copies, is_same_text, shared, signature
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


@pytest.mark.parametrize(
    ("copy", "likeness"),
    [
        (text(WIRE), 1.0),
        (text(WIRE).upper().replace("\n\n", "\n").replace(".", " ."), 1.0),
        (text([OPENING, *WIRE[1:]]), 0.7),
        (text(WIRE[:3]), 0.85),
        (text([OPENING, *WIRE[1:4]]), 0.6),
        (text([*WIRE[:2], ADDED, *WIRE[2:], ADDED]), 0.85),
        (text(WIRE).replace("crowns", "euros").replace("Monday", "Tuesday").replace("boats", "ships"), 0.75),
    ],
    ids=["the same", "other signs", "new opening", "cut", "new opening and cut", "added to", "words changed"],
)
def test_a_copy_is_found(copy: str, likeness: float) -> None:
    original = signature(text(WIRE))
    assert shared(original, signature(copy)) >= likeness
    assert copies([("wire", original), ("other", signature(text(OTHER))), ("copy", signature(copy))]) == [
        ("wire", "copy")
    ]


def test_another_report_of_the_same_event_is_no_copy() -> None:
    assert shared(signature(text(WIRE)), signature(text(OTHER))) < 0.3


def test_the_sample_articles_are_all_different() -> None:
    files = sorted(path for path in SEEDS.iterdir() if path.name[:5] in ("ferry", "water"))
    assert len(files) == 10
    signed = [(path.name, signature(read(path).text)) for path in files]
    assert copies(signed) == []
    assert max(shared(one, other) for name, one in signed for second, other in signed if name < second) < 0.3


def test_only_the_same_words_are_the_same_text() -> None:
    assert is_same_text(signature("It rained, she said."), signature("it  rained — she said"))
    assert not is_same_text(signature("It rained, she said."), signature("It rained, he said."))


def test_short_texts_are_copies_only_if_they_are_the_same() -> None:
    texts = {
        "a": "The ferry sails at noon.",
        "b": "The ferry sails at nine.",
        "c": "THE FERRY SAILS AT NOON",
        "d": "",
    }
    signed = [(name, signature(words)) for name, words in texts.items()]
    assert copies(signed) == [("a", "c")]


def test_groups_keep_the_order_given_and_join_what_hangs_together() -> None:
    texts = {"x": text(OTHER), "b": text(WIRE[:4]), "a": text(WIRE), "y": text(OTHER[:5]), "z": ADDED * 3}
    assert copies([(key, signature(words)) for key, words in texts.items()]) == [("x", "y"), ("b", "a")]


def test_a_thousand_copies_are_one_group() -> None:
    signed = [(number, signature(text([f"Edition {number} of the paper.", *WIRE]))) for number in range(1000)]
    assert [len(group) for group in copies(signed)] == [1000]


def test_a_signature_is_bytes_and_says_when_it_is_none() -> None:
    kept = signature(text(WIRE))
    assert isinstance(kept, bytes)
    assert len(kept) == 1046
    assert kept == signature(text(WIRE))
    with pytest.raises(ValueError, match="no signature of a text: it has 3 bytes"):
        shared(kept, b"abc")


def test_a_signature_of_another_version_is_not_compared() -> None:
    kept = signature(text(WIRE))
    older = bytes([kept[0] + 1]) + kept[1:]
    with pytest.raises(ValueError, match="make both anew"):
        shared(kept, older)
    assert copies([("new", kept), ("old", signature(text(WIRE[:4]))[:1] + kept[1:])]) == [("new", "old")]
    trimmed = signature(text(WIRE[:4]))
    assert copies([("new", kept), ("old", bytes([trimmed[0] + 1]) + trimmed[1:])]) == []
