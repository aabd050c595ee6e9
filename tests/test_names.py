"""Names: forms, slugs, clusters, and names that the tagger missed."""

from __future__ import annotations

import re

import pytest

from whosaid.reading.clusters import cluster
from whosaid.reading.names import NamedMention, bare, slug, unique_slug
from whosaid.reading.recover import recover


def marked(text: str) -> tuple[str, list[NamedMention]]:
    """Text with mentions written as [LABEL words], as plain text and spans."""
    plain, mentions, last = "", [], 0
    for match in re.finditer(r"\[([A-Z_]+) ([^\]]+)\]", text):
        plain += text[last : match.start()]
        mentions.append(NamedMention(len(plain), len(plain) + len(match[2]), match[1]))
        plain += match[2]
        last = match.end()
    return plain + text[last:], mentions


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mr Zelensky", "Zelensky"),
        ("President Mira Sandoval's", "Mira Sandoval"),
        ("the Post’s", "Post"),
        ("Sen. Ana  Ruiz", "Ana Ruiz"),
        ("the Kremlin", "Kremlin"),
        ("the Democrats'", "Democrats"),
        ("President", "President"),
    ],
)
def test_bare(name: str, expected: str) -> None:
    assert bare(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Volodymyr Zelensky", "volodymyr-zelensky"),
        ("José Muñoz", "jose-munoz"),
        ("D'Souza", "dsouza"),
        ("U.S.", "us"),
        ("Владимир", "владимир"),
        ("!!!", "unnamed"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_unique_slug_counts_up() -> None:
    taken: set[str] = set()
    assert [unique_slug("Ana Ruiz", taken) for _ in range(3)] == ["ana-ruiz", "ana-ruiz-2", "ana-ruiz-3"]


CLUSTERS = [
    (
        "surnames and titles join the full name",
        "[PERSON Mira Sandoval] spoke. Ms [PERSON Sandoval] left. [PERSON Sandoval's] car. [PERSON President Sandoval]",
        ["Mira Sandoval:4"],
    ),
    (
        "different first names stay apart, a surname goes by its title",
        "Mr [PERSON Tom Varga] met Ms [PERSON Eva Varga]. Mr [PERSON Varga] spoke. Ms [PERSON Varga] left.",
        ["Tom Varga:2", "Eva Varga:2"],
    ),
    (
        "an initial and a nickname are no other first name",
        "[PERSON Joseph R. Calder] met [PERSON Joe Calder] and [PERSON J. Calder].",
        ["Joseph R. Calder:3"],
    ),
    ("accents", "[PERSON José Peña] came. [PERSON Pena] left.", ["José Peña:2"]),
    (
        "acronyms",
        "The [ORG National Canal Authority] ([ORG NCA]) met. The [ORG NCA] voted.",
        ["National Canal Authority:3"],
    ),
    ("short forms", "The [ORG Harbour Post] wrote. The [ORG Post] said.", ["Harbour Post:2"]),
    (
        "a short form that fits two is neither",
        "The [ORG Harbour Post] and the [ORG Valley Post] met. The [ORG Post] said.",
        ["Harbour Post:1", "Valley Post:1", "Post:1"],
    ),
    (
        "the House is not the White House",
        "The [ORG White House] and the [ORG House].",
        ["White House:1", "House:1"],
    ),
    ("a state is not its people", "[GPE Russia] and the [NORP Russians].", ["Russia:1", "Russians:1"]),
    (
        "an alias inside a name",
        "The [ORG United Nations Relief Council], the [ORG U.N. Relief Council] and the [ORG Relief Council].",
        ["United Nations Relief Council:3"],
    ),
    ("aliases of states", "The [GPE US], the [GPE U.S.], the [GPE United States].", ["United States:3"]),
    (
        "a surname that was taken for a body",
        "[PERSON Dan Nervo] spoke. [ORG Nervo] left; the [ORG Nervo] is a river.",
        ["Dan Nervo:2", "Nervo:1"],
    ),
    (
        "a long surname but for one letter, if it can be one person's only",
        "[PERSON Steve Sweeney] spoke. [PERSON Sweeny] left. [PERSON Ana Carter] and [PERSON Tom Carner] met "
        "[PERSON Carver].",
        ["Steve Sweeney:2", "Ana Carter:1", "Tom Carner:1", "Carver:1"],
    ),
    (
        "short surnames are taken at their letters",
        "[PERSON Ana Ruiz] spoke. [PERSON Ruis] left.",
        ["Ana Ruiz:1", "Ruis:1"],
    ),
    (
        "a headline's verb is no surname",
        "[PERSON Ana Ruiz Says] No. [PERSON Ana Ruiz] spoke.",
        ["Ana Ruiz:2"],
    ),
    ("amounts are by their words", "[MONEY $5 million] and [MONEY $5 million]", ["$5 million:2"]),
]


@pytest.mark.parametrize(("why", "text", "expected"), CLUSTERS, ids=[case[0] for case in CLUSTERS])
def test_cluster(why: str, text: str, expected: list[str]) -> None:
    plain, mentions = marked(text)
    found = [f"{item.name}:{len(item.mentions)}" for item in cluster(plain, mentions)]
    assert found == expected, why


def test_cluster_ids_are_unique_and_avoid_those_taken() -> None:
    plain, mentions = marked("[PERSON Ana Ruiz] in [GPE Ana Ruiz]")
    assert [item.id for item in cluster(plain, mentions, avoid=["ana-ruiz"])] == ["ana-ruiz-2", "ana-ruiz-3"]


RECOVERED = [
    ("a surname without a mention", "[PERSON Mira Sandoval] spoke, and Sandoval left.", (), ["Sandoval"]),
    ("not the first word of a sentence", "[PERSON Tim Small] came. Small shops closed.", (), []),
    ("not a part of a longer name", "[PERSON Mira Sandoval] opened the Sandoval Tower.", (), []),
    (
        "a full name in a source",
        "It is late, Mayor Don Hartley said.",
        ("Mayor Don Hartley",),
        ["Don Hartley"],
    ),
    (
        "a source's surname leads to the full name",
        "Voters like Zelda Quint of Ohio. Quint said no.",
        ("Quint",),
        ["Zelda Quint", "Quint"],
    ),
    (
        "capitals in a transcript",
        "[PERSON Chris Wallis] asked. WALLIS: Why?",
        ("WALLIS",),
        ["WALLIS"],
    ),
    ("an acronym as a source", "The NCA said no.", ("The NCA",), ["NCA"]),
    ("the Times of a Times", "[ORG Harbour Times] news. The Times said no.", ("The Times",), ["Times"]),
    ("a name cut at its hyphen", "[PERSON Jean]-[PERSON Marc Odell] spoke.", (), ["Jean-Marc Odell"]),
    ("a person who was taken for a body", "President [ORG Kira Sun-hye] spoke.", (), ["Kira Sun-hye"]),
    ("a role is no name", "The CEO said no.", ("The CEO",), []),
]


@pytest.mark.parametrize(
    ("why", "text", "sources", "expected"), RECOVERED, ids=[case[0] for case in RECOVERED]
)
def test_recover(why: str, text: str, sources: tuple[str, ...], expected: list[str]) -> None:
    plain, mentions = marked(text)
    spans = [(plain.rindex(source), plain.rindex(source) + len(source)) for source in sources]
    found = recover(plain, mentions, spans)
    assert [plain[m.start : m.end] for m in found if m not in mentions] == expected, why


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "[PERSON WALLACE]: Do you agree?\nPENCE: I do, [PERSON Chris].\n[PERSON WALLACE]: Fine.\nPENCE: Yes.",
            {"Chris Wallace"},
        ),
        (  # he is also spoken of: "Chris" need not be who asks
            "[PERSON WALLACE]: Do you agree?\nPENCE: I do, [PERSON Chris].\n[PERSON WALLACE]: Did [PERSON Chris]?\n"
            "PENCE: Yes.",
            {"Wallace", "Chris"},
        ),
        (  # named in full elsewhere: nothing to add
            "[PERSON Mike Wallace] asked.\n[PERSON WALLACE]: Do you?\nPENCE: I do, [PERSON Chris].\n"
            "[PERSON WALLACE]: Fine.\nPENCE: Yes.",
            {"Mike Wallace", "Chris"},
        ),
    ],
)
def test_the_first_name_of_one_of_two_who_talk(text: str, names: set[str]) -> None:
    plain, mentions = marked(text)
    assert {item.name for item in cluster(plain, mentions)} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[PERSON Joseph R. Biden Jr]. left. [PERSON Biden] said no.", {"Joseph R. Biden Jr."}),
        ("[PERSON Democrat Zephyr Teachout] won. [PERSON Teachout] left.", {"Zephyr Teachout"}),
        ("[PERSON Morton Blackwell Endorses] Her\n[PERSON Morton Blackwell] did.", {"Morton Blackwell"}),
        ("[PERSON Kim Jong Un] met the [ORG U.N.] there.", {"Kim Jong Un", "U.N."}),
        ("The [ORG U.N.] met. The United Nations Security Council did not.", {"United Nations"}),
        ("The [ORG U.S. Department of Justice] wrote. The [ORG DOJ] did.", {"U.S. Department of Justice"}),
        (
            "[ORG Citizens for Responsibility and Ethics] wrote. [ORG CRE] and [ORG CFRAE] did.",
            {"Citizens for Responsibility and Ethics"},
        ),
        ("In the [ORG World of ESPN]\n[ORG ESPN] said no. [ORG ESPN] left.", {"World of ESPN", "ESPN"}),
    ],
)
def test_names_of_news(text: str, names: set[str]) -> None:
    plain, mentions = marked(text)
    assert {item.name for item in cluster(plain, mentions)} == names


def test_an_adverb_before_a_name_is_no_part_of_it() -> None:
    text = "Even New Harbour said no."
    found = recover(text, [], [(0, 16)])
    assert [text[mention.start : mention.end] for mention in found] == ["New Harbour"]
