"""What a reader of documents has found, and how a ``Draft`` is made of it: the same for every format.

Paragraphs stand between blank lines; the title the layout states, page headers and
footers are taken out and listed; footnotes come after the article. What a file says of
itself is believed only where the text bears it out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal, NamedTuple

from whosaid.articles import Removed
from whosaid.errors import UnreadableFile
from whosaid.intake.dates import exact_date
from whosaid.intake.draft import Block, Cut, Draft, without
from whosaid.intake.outlets import is_outlet

Role = Literal["body", "title", "heading", "footnote", "page header", "page footer", "page number", "margin"]

AFTER_BREAK = 0.5  # the level of what stands first after a page break that somebody put, heading or not
_LEVELS: dict[Role, float] = {"title": 7.0, "heading": 6.0, "footnote": -1.0}
_MARGINS = ("page header", "page footer", "page number", "margin")
_HEAD = 8  # paragraphs among which a title and a byline are looked for
_FOOT = 3
_LONGEST_TITLE = 220
_SHORT = 12  # words; a line with more of them and a full stop is prose
_MOST_REMOVED = 200
_TOO_MANY = (
    f"Of what stood in the margins of the pages, only the first {_MOST_REMOVED} lines are listed as removed."
)

_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|rtf|odt|txt|html?|indd|qxd|pages|md|xlsx?|pptx?)\b|[_\\/]\w|\w_", re.IGNORECASE
)
_JUNK_TITLE = re.compile(
    r"(?:microsoft (?:office )?word|powerpoint|writer|pages|google docs|layout|untitled|unbenannt|sans titre"
    r"|document|dokument|doc|new|neues|scan(?:ned)?|print|template|normal|slide|presentation|no title|title"
    r"|default|draft|final|copy of|about:blank)\b.{0,12}|microsoft word - .*|untitled.*|copy of .*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
_WORD = re.compile(r"\w+")
_PERSON = re.compile(r"[^\W\d_a-zß-ÿ][\w'’.-]{0,30}(?: [\w'’.-]{1,30}){1,4}")
_BEFORE_NAME = re.compile(r"(?:by|words by|text by|report by|story by|author:?|von|par)\s+", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LIGATURES = {ord(ligature): unicodedata.normalize("NFKC", ligature) for ligature in "ﬀﬁﬂﬃﬄﬅﬆ"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and what the layout makes of it.

    ``size`` is that of large type, in points, or the level of a heading's style; ``page`` counts pages, or
    breaks that somebody put between them.
    """

    text: str
    role: Role = "body"
    size: float = 0.0
    page: int = 0


class Style(NamedTuple):
    """What the style of a paragraph says: its role, and how large a heading it is."""

    role: Role = "body"
    size: float = 0.0

    @classmethod
    def of_heading(cls, number: int) -> Style:
        """Return that of "Heading 1" to "Heading 6"; only the first is taken for the document's title."""
        size = _LEVELS["heading"] + 1 - number
        return cls("heading" if number == 1 else "body", size)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself; ``stated``: its makers publish, so that it is believed (an EPUB)."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    date: str | None = None
    stated: bool = False


def draft_from(paragraphs: Sequence[Paragraph], properties: Properties, file: str, what: str) -> Draft:
    """Return the document's draft; raises ``UnreadableFile`` where there is no text in it."""
    cleaned = [replace(paragraph, text=tidy(paragraph.text)) for paragraph in paragraphs]
    cleaned = [paragraph for paragraph in cleaned if paragraph.text]
    if not any(paragraph.role not in _MARGINS for paragraph in cleaned):
        raise UnreadableFile(
            file, f"there is no text in this {what}", "choose a file with the article's text in it"
        )
    body = [paragraph for paragraph in cleaned if paragraph.role not in (*_MARGINS, "footnote")]
    title, taken = _title(body, properties)
    authors, byline = _authors(body, properties)
    notes = [paragraph for paragraph in cleaned if paragraph.role == "footnote"]
    margins = list(_margins(cleaned, [*body, *notes]))
    draft = Draft(
        "\n\n".join(paragraph.text for paragraph in [*body, *notes]),
        title=title,
        date=exact_date((properties.date or "")[:10]) if properties.stated else None,
        outlet=_name(properties.outlet) if properties.stated else None,
        authors=authors,
        removed=tuple(margins[:_MOST_REMOVED]),
        notices=(_TOO_MANY,) if len(margins) > _MOST_REMOVED else (),
        blocks=tuple(_blocks(cleaned)),
    )
    without_lines = without(draft, _cuts(body, {"title": taken, "byline": byline}))
    return without_lines if without_lines.text else draft


def _blocks(paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
    """Yield what is no margin, with how large a heading each is: by its type, or by its style."""
    for paragraph in paragraphs:
        level = paragraph.size or _LEVELS.get(paragraph.role, 0.0)
        text = paragraph.text
        title = len(text) <= _LONGEST_TITLE and (may_be_title(text) or is_outlet(text))
        if paragraph.role not in _MARGINS:
            yield Block(paragraph.text, level if title or level <= AFTER_BREAK else 0.0, paragraph.page)


def _cuts(body: Sequence[Paragraph], taken: Mapping[str, Paragraph | None]) -> Iterator[Cut]:
    """Yield where in the text the paragraphs stand that tell title and authors."""
    start = 0
    for paragraph in body:
        for why, one in taken.items():
            if paragraph is one:
                yield Cut(start, start + len(paragraph.text), why)
        start += len(paragraph.text) + len("\n\n")


def tidy(text: str) -> str:
    """Return the text without soft hyphens and the like, its lines without white space at their ends."""
    text = _INVISIBLE.sub("", text).translate(_LIGATURES)
    lines = [re.sub(r"[ \u2028\u2029]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip()


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts have the same words, whatever their case and marks."""
    return _words(one) == _words(other)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _margins(paragraphs: Sequence[Paragraph], text: Sequence[Paragraph]) -> Iterator[Removed]:
    """Yield what stands in the margins of the pages; what is the same on every page only once, where it is first."""
    found: dict[str, Paragraph] = {}
    for paragraph in paragraphs:
        if paragraph.role in _MARGINS:
            found.setdefault(paragraph.text, paragraph)
    starts = list(accumulate((len(each.text) + len("\n\n") for each in text), initial=0))
    end = max(0, starts.pop() - len("\n\n"))
    pages = list(accumulate((each.page for each in text), max))
    for one in found.values():
        above = one.role == "page header"
        place = (bisect_left if above else bisect_right)(pages, one.page)
        yield Removed(one.text, one.role, starts[place] if place < len(starts) else end)


def _title(body: Sequence[Paragraph], properties: Properties) -> tuple[str | None, Paragraph | None]:
    """Return the title, and the paragraph it stands in, if it stands in the text."""
    head = list(_above_article(body))
    known = _name(properties.title)
    for paragraph in head:
        if known and same_words(paragraph.text, known) and not _JUNK_TITLE.fullmatch(known):
            return _line(paragraph.text), paragraph
    for role in ("title", "heading") if not (known and properties.stated) else ():
        marked = [paragraph for paragraph in head if paragraph.role == role and may_be_title(paragraph.text)]
        if marked:
            return _line(marked[0].text), marked[0]
    if known and (properties.stated or _is_borne_out(known, body)) and _is_plausible(known):
        return known, None
    return None, None


def _above_article(body: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs down to the first that is prose and no title."""
    for paragraph in body[:_HEAD]:
        prose = len(paragraph.text.split()) > _SHORT and bool(_SENTENCE.search(paragraph.text))
        if len(paragraph.text) > _LONGEST_TITLE or (prose and paragraph.role == "body"):
            return
        yield paragraph


def after_breaks(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs, each marked that is the first after a page break that somebody put."""
    page = -1
    for paragraph in paragraphs:
        fresh = paragraph.page > page and bool(paragraph.text.strip())
        page = paragraph.page if fresh else page
        plain = paragraph.role == "body" and not (paragraph.size and may_be_title(paragraph.text))
        yield replace(paragraph, size=AFTER_BREAK) if fresh and plain else paragraph


def may_be_title(text: str) -> bool:
    """Tell a title from a masthead or a date line set just as large."""
    return not is_outlet(text) and exact_date(text) is None and bool(re.search(r"[^\W\d_]", text))


def _is_plausible(title: str) -> bool:
    """Tell a title from the name of a file, a program or a template."""
    words = _words(title)
    return (
        2 <= len(words) <= 40
        and len(title) <= _LONGEST_TITLE
        and not title[0].islower()
        and not _FILE_NAME.search(title)
        and not _JUNK_TITLE.fullmatch(title)
        and not is_outlet(title)
    )


def _is_borne_out(title: str, body: Sequence[Paragraph]) -> bool:
    """Tell whether most of a title's longer words stand in the text: one left over from elsewhere goes."""
    wanted = {word for word in _words(title) if len(word) > 3}
    found = wanted.intersection(word for paragraph in body for word in _words(paragraph.text))
    return bool(wanted) and 2 * len(found) > len(wanted)


def _authors(body: Sequence[Paragraph], properties: Properties) -> tuple[tuple[str, ...], Paragraph | None]:
    """Return the authors: as stated, or the one who made the file where a line of the text names them so."""
    names = tuple(dict.fromkeys(name for name in map(_name, properties.authors) if name))[:20]
    if properties.stated:
        return names, None
    for paragraph in [*body[:_HEAD], *body[-_FOOT:]]:
        alone = _BEFORE_NAME.sub("", paragraph.text, count=1)
        if names and _PERSON.fullmatch(names[0]) and same_words(alone, " ".join(names)):
            return names, paragraph
    return (), None


def _name(value: str | None) -> str | None:
    return _line(value)[:300] or None if value else None


def _line(text: str) -> str:
    return " ".join(text.split())
