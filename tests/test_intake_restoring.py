"""What was taken out has its place, and can be put back there."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.intake.make_containers import SPOKEN, srt
from tests.intake.office_documents import word_margins
from tests.intake.pdf_documents import headers_and_footers
from whosaid.articles import Article, Removed
from whosaid.intake import put_back, read, read_text

FIRST = (
    "The ferry link between Port Ellery and the islands will reopen in May, the harbour board said on Monday."
)
SECOND = "“We are relieved,” said Tomas Reyl, who chairs the board. “The islanders have waited long enough.”"
THIRD = "Two boats will sail six times a day, and the county will pay for both of them until the end of next year."
PLAIN = "\n\n".join(
    (
        "Ferry link to reopen",
        "By Mira Okonjo",
        "Share this article",
        FIRST,
        "Photo: Ana Lind/Quay Observer",
        SECOND,
        "Sign up to our newsletter",
        THIRD,
        "© 2025 Quay Observer",
    )
)
MARKDOWN = (
    f"# Ferry link to reopen\n\n{FIRST}\n\n![The pier](pier.jpg)\n\n**“We** are” {SECOND[9:]}\n\n{THIRD}\n"
)
PAGE = (
    "<!DOCTYPE html><html><body><nav><a href='/'>Front page</a></nav><article>"
    f"<p>{FIRST}</p><figure><figcaption>The pier in March</figcaption></figure><p>{SECOND}</p><p>{THIRD}</p></article>"
    "<footer>About the Observer</footer></body></html>"
)


def with_marks(article: Article) -> str:
    """The text with each removed piece in brackets where it stood."""
    text = article.text
    for removed in sorted(article.removed, key=lambda one: -(one.at or 0)):
        assert removed.at is not None
        text = f"{text[: removed.at]}[{removed.text}]{text[removed.at :]}"
    return text


def test_every_piece_has_its_place_in_plain_text() -> None:
    article = read_text(PLAIN)
    assert [removed.at for removed in article.removed][:3] == [0, 0, 0]
    between = [one for one in article.removed if 0 < (one.at or 0) < len(article.text)]
    assert [(one.text, article.text[one.at :][:9]) for one in between] == [
        ("Photo: Ana Lind/Quay Observer", "“We are r"),
        ("Sign up to our newsletter", "Two boats"),
    ]
    assert article.removed[-1].at == len(article.text)


def test_removed_pieces_are_listed_in_text_order() -> None:
    assert [one.text for one in read_text(PLAIN).removed] == [
        "Ferry link to reopen",
        "By Mira Okonjo",
        "Share this article",
        "Photo: Ana Lind/Quay Observer",
        "Sign up to our newsletter",
        "© 2025 Quay Observer",
    ]


def test_a_picture_in_markdown_has_its_place() -> None:
    article = read_text(MARKDOWN, name="a.md")
    picture = next(one for one in article.removed if one.why == "picture")
    assert article.text[picture.at :].startswith("“We are”")


def test_what_stood_around_the_article_on_a_page_has_its_place() -> None:
    article = read_text(PAGE)
    places = {one.text: article.text[one.at :][:9] for one in article.removed}
    assert places == {"Front page": FIRST[:9], "The pier in March": SECOND[:9], "About the Observer": ""}


def test_all_put_back_is_the_whole_text() -> None:
    article = read_text(PLAIN)
    whole = put_back(article, range(len(article.removed)))
    assert whole.text == PLAIN
    assert whole.removed == ()


@pytest.mark.parametrize("chosen", [*combinations(range(6), 1), *combinations(range(6), 2), ()])
def test_some_put_back_leaves_the_others_their_places(chosen: tuple[int, ...]) -> None:
    article = read_text(PLAIN)
    some = put_back(article, chosen)
    assert len(some.removed) == len(article.removed) - len(chosen)
    rest = put_back(some, range(len(some.removed)))
    assert rest.text == PLAIN
    expected = [part for part in PLAIN.split("\n\n") if part not in {one.text for one in some.removed}]
    assert some.text == "\n\n".join(expected)


def test_a_piece_from_within_a_line_goes_back_into_it() -> None:
    article = read_text(f"{FIRST} Read more\n\n{SECOND}\n\n{THIRD}")
    assert [one.text for one in article.removed] == ["Read more"]
    assert put_back(article, [0]).text == f"{FIRST} Read more\n\n{SECOND}\n\n{THIRD}"


def test_lines_without_blank_lines_between_stay_so() -> None:
    text = f"{FIRST}\nAdvertisement\n{SECOND}\n{THIRD}\n© 2025 Quay Observer"
    article = read_text(text)
    assert len(article.removed) == 2
    assert put_back(article, {0, 1}).text == text


def test_what_is_known_of_the_article_stays() -> None:
    article = read_text(PLAIN)
    whole = put_back(article, [0])
    assert (whole.id, whole.title, whole.authors) == (article.id, "Ferry link to reopen", ("Mira Okonjo",))


def test_a_piece_without_a_place_goes_to_the_end() -> None:
    article = Article("id", "a.txt", FIRST, removed=(Removed("Support us.", "appeal"),))
    assert put_back(article, [0]).text == f"{FIRST}\n\nSupport us."


@pytest.mark.parametrize("wrong", [-1, 6])
def test_a_number_that_is_not_there_is_told(wrong: int) -> None:
    with pytest.raises(IndexError, match=f"nothing was removed under number {wrong}; there are 6"):
        put_back(read_text(PLAIN), [wrong])


def test_the_place_is_in_the_json() -> None:
    from whosaid.articles import ModelInfo, Reading

    reading = Reading(read_text(PLAIN), (), (), (), ModelInfo("m", "1"), 0.0)
    assert reading.to_dict()["article"]["removed"][3] == {
        "text": "Photo: Ana Lind/Quay Observer",
        "why": "photo credit",
        "at": len(FIRST) + 2,
    }


def test_the_margins_of_a_pdf_stand_where_their_pages_begin_and_end() -> None:
    article = read(headers_and_footers(), name="a.pdf")
    places = {removed.text: removed.at for removed in article.removed}
    (head,) = (at for text, at in places.items() if text.startswith("The Harbour Herald"))
    feet = [at for text, at in places.items() if "of 3" in text]
    assert head == 0
    assert len(feet) == 3
    assert all(
        at is not None and (article.text[at - 2 : at] == "\n\n" or at == len(article.text)) for at in feet
    )
    assert feet == sorted(feet, key=lambda at: at or 0)
    assert feet[0] != feet[-1] == len(article.text)
    whole = put_back(article, range(len(article.removed)))
    assert set(places) <= set(whole.text.split("\n\n"))
    assert set(article.text.split("\n\n")) <= set(whole.text.split("\n\n"))


def test_the_margins_of_a_word_file_stand_at_its_beginning_and_end() -> None:
    article = read(word_margins(), name="a.docx")
    places = {removed.why: removed.at for removed in article.removed}
    assert (places["page header"], places["page footer"]) == (0, len(article.text))


def test_a_sound_stands_after_the_words_before_it() -> None:
    article = read(srt().encode(), name="a.srt")
    assert article.text == SPOKEN
    (sound,) = article.removed
    assert article.text[: sound.at].endswith("and so does the board.")
    assert put_back(article, [0]).text == SPOKEN.replace("does the board.", "does the board. [applause]")
