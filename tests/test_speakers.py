"""Who a source is: small articles with marked names, sources and contents, and the speaker of each.

``[PERSON words]`` is a named mention, ``{1 words}`` a source, ``<1 words>`` content of the same attribution.
"""

from __future__ import annotations

import random
import re

import numpy as np
import pytest
from numpy.typing import NDArray

from evaluation.speakers import Identity, Predicted, identity, normalised
from whosaid.reading.mentions import analyse
from whosaid.reading.speakers import Attribution, NamedMention, Query, Resolved, cluster, recover, resolve

_MARK = re.compile(r"\[([A-Z]+) |\{(\d) |<(\d) |[\]}>]")


def parsed(text: str) -> tuple[str, list[NamedMention], list[Attribution]]:
    plain, last = "", 0
    mentions: list[NamedMention] = []
    sources: dict[int, tuple[int, int]] = {}
    contents: dict[int, list[tuple[int, int]]] = {}
    stack: list[tuple[re.Match[str], int]] = []
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        last = mark.end()
        if mark[0] not in ("]", "}", ">"):
            stack.append((mark, len(plain)))
            continue
        opened, start = stack.pop()
        if opened[1]:
            mentions.append(NamedMention(start, len(plain), opened[1]))
        elif opened[2]:
            sources[int(opened[2])] = (start, len(plain))
        else:
            contents.setdefault(int(opened[3]), []).append((start, len(plain)))
    plain += text[last:]
    numbers = sorted({*sources, *contents})
    return plain, mentions, [Attribution(sources.get(n), None, tuple(contents.get(n, ()))) for n in numbers]


def read(text: str) -> list[Resolved]:
    plain, mentions, attributions = parsed(text)
    mentions = recover(plain, mentions, [a.source for a in attributions if a.source])
    return resolve(plain, attributions, cluster(plain, mentions))


CASES = [
    (
        "surname with a title",
        '[PERSON Mira Sandoval] opened the bridge on Monday. <1 "It is late,"> {1 Ms [PERSON Sandoval]} said.',
        ["Mira Sandoval person name"],
    ),
    (
        "apposition, then a pronoun",
        '<1 "They have not stopped,"> {1 [GPE Norland]\'s defence minister, [PERSON Boris Kalt],} told reporters. '
        '"[PERSON Petrov] is playing a game."\n\n<2 The offer counted for nothing>, {2 he} added.',
        ["Boris Kalt person name", "Boris Kalt person pronoun"],
    ),
    (
        "it is a body",
        "In response, {1 the [ORG Harbour Board]} claimed <1 it had called off the works>.\n\n"
        "{2 It} accused [GPE Hartwell] of <2 failing to pay>.",
        ["Harbour Board organization name", "Harbour Board organization pronoun"],
    ),
    (
        "officials in a place",
        "[PERSON Mira Sandoval] was away. "
        "{1 Officials in the southern region of [GPE Krasnovo]} said <1 a fire broke out>.",
        ["Officials in the southern region of Krasnovo group description"],
    ),
    (
        "somebody's officials are not that person",
        "[PERSON Tom Varga] won. {1 [PERSON Varga] administration officials} said <1 the talks would go on>.",
        ["Varga administration officials group description"],
    ),
    (
        "somebody's spokesman is not that person",
        "[PERSON Tom Varga] won. {1 Mr [PERSON Varga]'s spokesman} said <1 the talks would go on>.",
        ["Mr Varga's spokesman unknown description"],
    ),
    (
        "a company of a state",
        "{1 [GPE Norland]'s state railway company} said that <1 part of the network was hit>.",
        ["Norland's state railway company organization description"],
    ),
    (
        "a campaign is not the candidate",
        "[PERSON Tom Varga] spoke in [GPE Hartwell]. {1 The [PERSON Varga] campaign} said <1 it had raised money>.",
        ["Varga campaign organization name"],
    ),
    (
        "her campaign has her name, although nobody calls it so",
        "[PERSON Tom Varga] lost. Mrs [PERSON Ana Ruiz] came late ({1 her campaign} said <1 she was ill>).\n\n"
        "{2 The campaign} said <2 no more>.",
        ["Ruiz campaign organization name", "Ruiz campaign organization name"],
    ),
    (
        "a paper's article is the paper's word",
        "{1 A [ORG Hartwell Times] article published Friday} said <1 the bridge was closed>.",
        ["Hartwell Times organization name"],
    ),
    (
        "a poll is nobody's word",
        "{1 A [ORG Hartwell University] poll released Wednesday} found <1 that most were against it>.",
        ["Hartwell University poll released Wednesday unknown description"],
    ),
    (
        "a role that the article gave to somebody",
        "Mayor [PERSON Mira Sandoval] met [PERSON Tom Varga], a fisherman, in the harbour. [PERSON Varga] left early. "
        '<1 "We will rebuild,"> {1 the mayor} said.',
        ["Mira Sandoval person role"],
    ),
    (
        "a relative pronoun",
        "The bridge was drawn by [PERSON Ana Ruiz], {1 who} believes <1 it will stand for a century>.",
        ["Ana Ruiz person relative"],
    ),
    (
        "two together",
        "{1 [PERSON Ana Ruiz] and [PERSON Tom Varga]} said <1 they would sign>.",
        ["Ana Ruiz and Tom Varga group description"],
    ),
    (
        "a quote that goes on in the next paragraph",
        '<1 "We were early.> {1 [PERSON Ana Ruiz]} said.\n\n<2 "And we were right.">',
        ["Ana Ruiz person name", "Ana Ruiz person carried over"],
    ),
    ("nobody is named", "The match was said to be <1 a good one>.", ["None unknown none"]),
    (
        "nameless sources",
        "[PERSON Ana Ruiz] resigned. {1 A senior official} said <1 it was expected>. {2 Critics} said <2 it was late>.",
        ["Senior official unknown description", "Critics group description"],
    ),
    (
        "he and she by their titles",
        "Mr [PERSON Tom Varga] met Ms [PERSON Ana Ruiz] in [GPE Hartwell] on Monday. "
        "<1 The talks were useful>, {1 she} said.",
        ["Ana Ruiz person pronoun"],
    ),
]


@pytest.mark.parametrize(("why", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_resolve(why: str, text: str, expected: list[str]) -> None:
    found = read(text)
    assert [f"{item.speaker_name} {item.kind} {item.how}" for item in found] == expected, why


def test_every_speaker_who_is_an_entity_points_to_it() -> None:
    plain, mentions, attributions = parsed(
        "{1 [PERSON Ana Ruiz]} said <1 no>. {2 The [NORP Greens]} said <2 yes>."
    )
    clusters = cluster(plain, mentions)
    found = resolve(plain, attributions, clusters)
    assert [clusters[item.entity_index].name for item in found if item.entity_index is not None] == [
        "Ana Ruiz",
        "Greens",
    ]
    assert [item.kind for item in found] == ["person", "group"]


def test_any_spans_are_survived() -> None:
    rng = random.Random(3)
    text = "Mr. O'Neil’s “aide”, (who)\n\n said: — “I, he & they”. The U.S.\n" * 3
    for _ in range(60):
        spans = [sorted((rng.randrange(len(text)), rng.randrange(len(text)))) for _ in range(12)]
        mentions = [NamedMention(s, e, rng.choice(["PERSON", "ORG", "GPE", "NORP"])) for s, e in spans[:6]]
        attributions = [Attribution((s, e), None, ((e, e + 4),)) for s, e in spans[6:]]
        found = resolve(
            text, attributions, cluster(text, recover(text, mentions, [(s, e) for s, e in spans[6:]]))
        )
        assert len(found) == len(attributions)
        assert all(0 <= item.probability <= 1 and item.kind for item in found)


def test_the_same_input_gives_the_same_answer() -> None:
    assert read(CASES[1][1]) == read(CASES[1][1])


@pytest.mark.parametrize(
    ("source", "kind", "head"),
    [
        ("he", "he", "he"),
        ("the Republican nominee", "role", "nominee"),
        ("several senior officials", "plural", "officials"),
        ("a new poll of voters", "thing", "poll"),
        ("the company", "body", "company"),
        ("which", "relative", "voters"),
        ("DOJ", "proper", "doj"),
    ],
)
def test_analyse(source: str, kind: str, head: str) -> None:
    text = f"Some voters, {source} said."
    start = text.rindex(source)
    found = analyse(text, start, start + len(source), [])
    assert (found.kind, found.head) == (kind, head)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("The Post", "post"), ("Mr. Varga", "varga"), ("President Ana  Ruiz", "ana ruiz"), ("Sen.", "sen.")],
)
def test_normalised(name: str, expected: str) -> None:
    assert normalised(name) == expected


def test_identity_counts() -> None:
    gold = [
        {
            "id": "a",
            "mentions": [
                {"spans": [[0, 3]], "text": "he", "who": ["Ana Ruiz"]},
                {"spans": [[10, 13]], "text": "she", "who": ["Ana Ruiz", "Ruiz"]},
                {"spans": [[20, 23]], "text": "who", "who": ["?official"]},
                {"spans": [[30, 33]], "text": "both", "who": ["Ana Ruiz & Tom Varga"]},
                {"spans": [[40, 43]], "text": "it", "who": ["Harbour Post"]},
            ],
        }
    ]
    predicted = {
        "a": [
            Predicted((0, 3), "Tom Varga", "person"),
            Predicted((9, 13), "Ms Ruiz", "person"),
            Predicted((20, 23), "Tom Varga", "person"),
            Predicted((30, 33), "Ana Ruiz and Tom Varga", "group"),
        ]
    }
    assert identity(gold, predicted) == Identity(1, 3, 1, 1, 1, 1)


@pytest.mark.parametrize(("name", "own", "expected"), [(0.4, 0.6, "Harbour Board"), (0.2, 0.8, "It")])
def test_it_alone_is_said_only_where_no_name_is_nearly_as_likely(
    name: float, own: float, expected: str
) -> None:
    text = "The [ORG Harbour Board] met on Monday. {1 It} said <1 the works would go on>."
    plain, named, found = parsed(text)

    def choose(query: Query) -> NDArray[np.float64]:
        assert query.names == ["Harbour Board", "It"]
        return np.array([name, own])

    (result,) = resolve(plain, found, cluster(plain, named), choose)
    assert result.speaker_name == expected
    assert result.probability == (name if expected != "It" else own)
