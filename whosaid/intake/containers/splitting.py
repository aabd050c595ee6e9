"""One text that holds many articles -> its pieces, where the layout says so plainly.

Rather one article than a wrong split: a separator counts only where every piece is as long as
an article, and a line of dashes or stars only where every piece has a head of its own besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from whosaid.intake import metadata
from whosaid.intake.draft import Draft
from whosaid.intake.export_lines import end_of_cover, start_of_summary

Proof = Literal["none", "title", "head"]

FEWEST_WORDS = 30
_FEWEST_WORDS_APART = 15  # where the separator is found in collections of articles only
LONGEST_PREFACE = 60  # words before the first article: the name of a digest, how it was searched


class Separator(NamedTuple):
    """A line between articles, and what every piece must have for it to count."""

    pattern: re.Pattern[str]
    proof: Proof
    numbered: bool = False
    kept: bool = False  # whether the line belongs to the piece after it


class Above(NamedTuple):
    """What is told of an article above it and not in it: the heading of a section, outlet and date."""

    section: str = ""
    outlet: str | None = None
    date: str | None = None


class Pieces(NamedTuple):
    """The articles of a text, what stood before the first, and what is told above each, if anything is."""

    texts: list[str]
    preface: str
    above: tuple[Above, ...] = ()


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t]*(?:{pattern})[ \t]*$", re.MULTILINE | re.IGNORECASE)


_SEPARATORS = (
    Separator(_line(r"document (?P<number>\d{1,4}) of (?P<all>\d{1,4})"), "none", numbered=True),
    Separator(_line(r"(?P<number>\d{1,4}) of (?P<all>\d{1,4}) documents?"), "none", numbered=True),
    Separator(
        _line(r"(?:article|story|item|text) (?P<number>\d{1,4}) (?:of|/) (?P<all>\d{1,4})"),
        "none",
        numbered=True,
    ),
    Separator(_line(r"end of document"), "none"),
    Separator(_line(r"document [A-Z]{2,10}\d{6,}\w{4,20}"), "none"),
    Separator(_line(r"[\[(]?(?P<number>\d{1,4}) ?(?:/|of) ?(?P<all>\d{1,4})[\])]?"), "title", numbered=True),
    Separator(
        re.compile(r"^(?=HD[ \t]+\S[^\n]*\n(?:[^\n]*\n){0,6}?(?:BY|WC|PD)[ \t])", re.MULTILINE),
        "none",
        kept=True,
    ),
    Separator(
        re.compile(
            r"^(?=(?:title|headline)[ \t]*:[ \t]*\S[^\n]*\n(?:\s*(?:date|published|author|byline|by|source|outlet|"
            r"publication|newspaper|url|link)[ \t]*:[^\n]*\n))",
            re.MULTILINE | re.IGNORECASE,
        ),
        "none",
        kept=True,
    ),
    Separator(_line(r"_{20,}"), "title"),
    Separator(_line(r"={5,}|#{5,}|~{5,}|\+{5,}"), "title"),
    Separator(
        re.compile(
            r"(?:\A|(?<=\n\n))(?=(?:\S[^\n]{2,300}\n){1,3}(?:[ \t]*\n){0,3}[^|\n]{0,36}\d{4} \| [^|\n]{2,80}"
            r"(?: \|[^\n]{0,80})?\n(?:[^\n]*\n){0,8}?(?:[^\n]{0,80}\| )?(?:author/byline|readability|record number): )",
            re.IGNORECASE,
        ),
        "none",
        kept=True,
    ),
    Separator(_line(r"-{3,}|—{3,}"), "head"),
    Separator(_line(r"\*{3,}|(?:\* ){2,}\*"), "head"),
    Separator(re.compile(r"\f"), "head"),
)
_ENDED = re.compile(r"[.!?…:][\"'”’)\]]*$")


def pieces_of(text: str) -> Pieces | None:
    """Return the articles of a text, or None where it is one.

    The cover page of a database's file is a preface; the summary of a search that ends it goes with the last article.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    cover, summary = end_of_cover(text), start_of_summary(text)
    for separator in _SEPARATORS:
        pieces = _pieces(text[cover:summary], separator)
        if pieces:
            return _around(pieces, text[:cover], text[summary:])
    return None


def _around(pieces: Pieces, cover: str, summary: str) -> Pieces:
    """Return the pieces with what stands before the first and after the last."""
    texts = [*pieces.texts[:-1], f"{pieces.texts[-1]}\n\n{summary}".strip()]
    return pieces._replace(texts=texts, preface=f"{cover}\n\n{pieces.preface}".strip())


def _pieces(text: str, separator: Separator) -> Pieces | None:
    matches = list(separator.pattern.finditer(text))
    if not matches or (separator.numbered and not _counts_up(matches)):
        return None
    preface, texts = _cut(text, matches, separator)
    least = _FEWEST_WORDS_APART if separator.proof == "none" else FEWEST_WORDS
    if len(texts) < 2 or any(len(piece.split()) < least for piece in texts):
        return None
    if len(preface.split()) > LONGEST_PREFACE or not all(_has(piece, separator.proof) for piece in texts):
        return None
    return Pieces(texts, preface)


def _cut(text: str, matches: Sequence[re.Match[str]], separator: Separator) -> tuple[str, list[str]]:
    """Cut at the lines; what is before the first is a preface where numbers or names begin each article."""
    between = list(_between(text, matches))
    if separator.numbered or separator.kept:
        return between[0], [piece for piece in between[1:] if piece]
    short = separator.proof != "none" and len(between[0].split()) < FEWEST_WORDS
    preface = between[0] if short else ""
    pieces = [piece for piece in (between[1:] if short else between) if piece]
    if separator.proof == "none" and len(pieces) > 1 and len(pieces[-1].split()) < _FEWEST_WORDS_APART:
        pieces[-2:] = [f"{pieces[-2]}\n\n{pieces[-1]}"]  # what stands after the last "End of Document"
    return preface, pieces


def _between(text: str, matches: Sequence[re.Match[str]]) -> Iterator[str]:
    position = 0
    for match in matches:
        yield text[position : match.start()].strip()
        position = match.end()
    yield text[position:].strip()


def _counts_up(matches: Sequence[re.Match[str]]) -> bool:
    """Whether the lines count the articles: 1, 2, 3, and all of the same total."""
    numbers = [int(match["number"]) for match in matches]
    same = len({match["all"] for match in matches}) == 1
    first = numbers[0]
    return (
        same
        and first >= 1
        and numbers == list(range(first, first + len(numbers)))
        and numbers[-1] <= int(matches[0]["all"])
    )


def _has(piece: str, proof: Proof) -> bool:
    """Whether a piece begins as an article does, and ends as one."""
    if proof == "none":
        return True
    found = found_in(piece)
    return is_headed(found) or (proof == "title" and bool(found.title and _ENDED.search(found.text)))


def is_headed(found: Draft) -> bool:
    """Whether a byline, a date or an outlet stands where an article has them."""
    return bool(found.date or found.authors or found.outlet)


def found_in(piece: str) -> Draft:
    """Return what the head of a piece tells."""
    return metadata.find(metadata.leading_date(Draft(piece)))
