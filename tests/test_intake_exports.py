"""What press databases write around an article: their names of people, their layouts, and texts that are none."""

from __future__ import annotations

import time

import pytest

from tests.intake.make_containers import BRIDGE, FERRY, covered, nexis
from tests.intake.office_documents import saved, word
from whosaid.intake import read, read_all, read_text
from whosaid.intake.draft import Block, Draft, text_of
from whosaid.intake.export_prints import unturned
from whosaid.intake.exports import draft_of, draft_of_document
from whosaid.intake.stated_names import byline_of

HELEN, TOM, MARIA = "Helen Stanton", "Tom Barton", "Maria Lopez"


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Helen Stanton, Tom Barton and Maria Lopez", (HELEN, TOM, MARIA)),
        ("Helen Stanton, Tom Barton", (HELEN, TOM)),
        ("Helen Stanton; Tom Barton", (HELEN, TOM)),
        ("By Helen Stanton in London and Tom Barton", (HELEN, TOM)),
        ("Tom Barton in Ellery", (TOM,)),
        ("Tom Barton, New York", (TOM,)),
        ("HELEN STANTON, STAFF WRITER", (HELEN,)),
        ("Helen Stanton Political Editor", (HELEN,)),
        ("Helen Stanton Fisheries Correspondent", (HELEN,)),
        ("Helen Stanton Senior Staff Reporter", (HELEN,)),
        ("Helen Stanton, Transport Correspondent", (HELEN,)),
        ("Helen Stanton/AP", (HELEN,)),
        ("Helen Stanton and agencies", (HELEN,)),
        ("Helen Stanton with Tom Barton", (HELEN, TOM)),
        ("By HELEN STANTON THE ASSOCIATED PRESS", (HELEN,)),
        ("Helen Stanton Special to The Quay Post", (HELEN,)),
        ("Stanton, Helen", (HELEN,)),
        ("Stanton, Helen; Barton, Tom", (HELEN, TOM)),
        ("van der Berg, Jo", ("Jo van der Berg",)),
        ("Stanton, Political Editor", ("Stanton",)),
        ("Prasad", ("Prasad",)),
        ("Reuters", ()),
        ("Our Correspondent", ()),
        ("Political Editor", ()),
        ("Staff and agencies", ()),
        ("", ()),
    ],
)
def test_people_named_by_a_database(value: str, names: tuple[str, ...]) -> None:
    assert byline_of(value).names == names


@pytest.mark.parametrize(
    ("outlet", "name"),
    [
        ("Quay Post, The (Ellery, UK)", "The Quay Post"),
        ("Quay Post, The", "The Quay Post"),
        ("Harbour Herald", "Harbour Herald"),
        ("News, Sport and More", "News, Sport and More"),
    ],
)
def test_an_outlet_is_turned_back(outlet: str, name: str) -> None:
    assert unturned(outlet) == name


@pytest.mark.parametrize(
    "text",
    [
        FERRY,
        f"What it took\n\n182 words\n\n4 March 2025\n\n{FERRY}",
        f"The numbers\n\n61 words\n4 March 2025\nThe Hindu said so.\nNO\nTwo more lines\n\n{FERRY}",
        f"Pier closed\n\nMarch 4, 2025 | The Quay Post\nSource: Harbour Authority\n\n{FERRY}",
        f"Search Summary\n\n{FERRY}\n\n{BRIDGE}",
        f"Documents (2)\n\n1. The pier\n\n{FERRY}\n\nThe pier\n\n{BRIDGE}",
        f"{FERRY}\n\nAuthor: I never meant it.\n\nTitle: None.\n\nState: Objection.",
    ],
)
def test_what_no_database_has_written_is_no_export(text: str) -> None:
    assert draft_of(text) is None


def test_a_crosshead_named_body_stays() -> None:
    text = f"{FERRY}\n\nBody\n\n{BRIDGE}"
    assert read_text(nexis("Ferry link", "March 3, 2025 Monday", text)).text == text


def test_the_index_below_an_article_goes() -> None:
    below = "Classification\n\n\nLanguage: ENGLISH\n\n\nSubject: FERRIES (90%); BRIDGES (80%)\n\n\nLoad-Date:"
    article = read_text(nexis("Ferry link", "March 3, 2025 Monday", FERRY).replace("Load-Date:", below))
    assert article.text == FERRY


def test_a_cover_page_is_told() -> None:
    titles = ("Ferry link will reopen in May", "Cracks in the bridge")
    text = covered(*titles) + "".join(
        nexis(title, "March 3, 2025 Monday", body)
        for title, body in zip(titles, (FERRY, BRIDGE), strict=True)
    )
    first, second = read_all(text.encode(), name="n.txt")
    assert "Before the first article stood: “User Name: Jo Marsh" in first.notices[0]  # type: ignore[union-attr]
    assert second.notices == ()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "Subject: x\n\n",
            "Body\n",
            "1. a\n",
            "Author: We saw it.\n\n",
            " \n",
            "a; ",
            "© 2025 a\n",
            "HD x\nTD\n",
        ),
        *("classification\n\n", "search summary\n", "CITATION\n", "a, b | 4 March 2025 "),
    ],
)
def test_a_long_export_takes_no_more_than_linear_time(unit: str) -> None:
    head = "User Name: a\nJob Number: 1\nDocuments (2)\n\nSection: b\nLength: 61 words\n\n"

    def seconds(size: int) -> float:
        begun = time.process_time()
        draft_of(head + unit * (size // len(unit)) + "\n\nLoad-Date: March 5, 2025")
        return time.process_time() - begun

    shorter = max(0.2, seconds(100_000))
    assert seconds(200_000) < 3 * shorter


RECORDS = {
    "codes": ("HD Ferry link", "BY Ana Lind", "PD 3 March 2025", "SN The Harbour Herald", "LP", "TD", "CO x"),
    "labels": ("Author: Ana Lind", "Publication title: Quay Post", "Source type: Newspaper", "Pages: 4"),
    "summary": (
        "Search summary",
        "Source databases differ in what they keep.",
        "Text and pictures are apart.",
    ),
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_document_about_databases_keeps_the_records_that_it_shows(record: tuple[str, ...]) -> None:
    lines = ("What a record has", *FERRY.split("\n\n"), *record, *BRIDGE.split("\n\n"))
    draft = Draft("\n\n".join(lines[1:]), lines[0], blocks=tuple(Block(line, 0.0, 0) for line in lines))
    assert draft_of(text_of(draft.blocks))
    assert draft_of_document(draft) is draft


def test_a_document_without_fields_of_a_database_is_as_before() -> None:
    article = read(saved(word("By Helen Stanton", *FERRY.split("\n\n"), title="A fair wind")), name="a.docx")
    assert (article.text, article.title, article.authors) == (FERRY, "A fair wind", (HELEN,))


@pytest.mark.parametrize("byline", ["By Ana Lind", ""])
def test_a_manuscript_has_its_headline_and_no_outlet(byline: str) -> None:
    head = filter(
        None, ("Ferry link will reopen", byline, "3 March 2025", "" if byline else "Author: Ana Lind")
    )
    text = "\n".join((*head, "Section: News", "Length: 61 words", "Edition: final")) + f"\n\n{FERRY}"
    article = read_text(text)
    assert (article.title, article.outlet, article.authors) == ("Ferry link will reopen", None, ("Ana Lind",))
    assert article.text == FERRY


@pytest.mark.parametrize(
    ("gap", "between", "titles"),
    [
        ("\n\n", "\n\n", ("Ferry link will reopen", "Cracks in the bridge")),
        ("\n", f"\n{'_' * 20}\n\n", ("Ferry link will reopen", "Cracks in the bridge")),
        ("\n", "\n\n", ("Ferry link\nwill reopen", "Cracks found\nin the bridge")),
    ],
)
def test_newsbank_articles_are_apart(gap: str, between: str, titles: tuple[str, str]) -> None:
    fields = ("March 3, 2025 | Quay Post, The (Ellery, UK)", "Page: 4", "Section: News", "Readability: 10")
    text = between.join(
        f"{title}{gap}{gap.join(fields)}\n\n{body}"
        for title, body in zip(titles, (FERRY, BRIDGE), strict=True)
    )
    first, second = read_all(text.encode(), name="n.txt")
    assert [first.outlet, second.outlet] == ["The Quay Post"] * 2  # type: ignore[union-attr]
    assert first.text.endswith(FERRY)  # type: ignore[union-attr]
    assert second.text.endswith(BRIDGE)  # type: ignore[union-attr]
