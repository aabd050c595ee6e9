"""An HTML page -> the article in it: trafilatura finds the text, the title, the date and the outlet.

A page is parsed and never run: scripts and styles are no text. What else stood on the
page is listed as removed, so that nothing disappears unseen.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import takewhile
from typing import Any

import trafilatura
from htmldate import find_date

from whosaid.articles import Removed
from whosaid.errors import UnreadableFile
from whosaid.intake.dates import exact_date
from whosaid.intake.draft import Cut, Draft, lines, without
from whosaid.intake.linked_data import Stated, stated
from whosaid.intake.outlets import is_outlet
from whosaid.intake.page_source import STRUCK_MARKS, with_marks
from whosaid.settings import Settings

# Libraries that tell their own story on standard error where nobody has set up logging.
for _library in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_library).addHandler(logging.NullHandler())
_log = logging.getLogger(__name__)

_INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "cite",
            "code",
            "data",
            "dfn",
            "em",
            "font",
            "i",
            "ins",
            "kbd",
            "mark",
        ),
        *("q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    )
)
# Only what the page states: a date guessed from its wording may be another's.
_DATES: dict[str, Any] = {"extensive_search": False, "original_date": True}
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "object")
_MOST_REMOVED = 200
_TOO_MANY = f"Of what stood on the page around the article, only the first {_MOST_REMOVED} lines are listed as removed."
_FEWEST_WORDS = 8
_FEWEST_LETTERS = 20
_NOT_WORD = re.compile(r"[\W_]+")
_SENTENCE = re.compile(rf"[.!?…][\"'”’)\]{STRUCK_MARKS[1]}]*$")
_HANDLE = re.compile(r"@|https?:|^[\w-]+(?:\.[\w-]+)+$")
# Words that are struck out; of those with a space before, the ones without any after.
_STRUCK = re.compile("{}[^{}{}\n]*{}".format(STRUCK_MARKS[0], *STRUCK_MARKS, STRUCK_MARKS[1]))
_SPACELESS = re.compile(rf"(?<=\s)({_STRUCK.pattern})(?=\w)")
_NO_MARKS = dict.fromkeys(map(ord, STRUCK_MARKS))
_DECLARATION = re.compile(r"\s*+<\?xml[^>]{0,300}>")


def draft_of(page: str, file: str, settings: Settings) -> Draft:
    """Return the article of a page; raises ``UnreadableFile`` where there is none."""
    tags = page.count("<")
    if tags > settings.max_tags:
        raise UnreadableFile(
            file,
            f"this HTML page has {tags:,} tags, and the limit is {settings.max_tags:,}",
            "open the page in a browser, copy the article's text and paste it, or raise the limit: start Whosaid "
            f"with WHOSAID_MAX_TAGS={tags}",
        )
    declaration = _DECLARATION.match(page)  # it would name an encoding, and the text is decoded already
    page = page[declaration.end() :] if declaration else page
    marked = with_marks(page)
    document = _extracted(marked)
    text = _with_struck(_paragraphs(document))
    if not _is_article(text):
        raise UnreadableFile(
            file,
            "no article was found in this HTML page",
            "open the page in a browser, copy the article's text and paste it",
        )
    root = trafilatura.load_html(page)
    told = Stated() if root is None else stated(root)
    left_out = list(_left_out(marked, text))
    draft = Draft(
        text,
        title=told.title or _name(document.title),
        date=_date(told.date) or (None if root is None else _stated_date(root)),
        outlet=told.outlet or _outlet(document.sitename),
        authors=told.authors or _authors(document.author),
        language=told.language,
        url=told.url,
        removed=tuple(left_out[:_MOST_REMOVED]),
        notices=(_TOO_MANY,) if len(left_out) > _MOST_REMOVED else (),
    )
    draft = _without_struck(draft)
    return draft if root is None else _without_headings(draft, root)


def _with_struck(text: str) -> str:
    """Return a text with the marks of what is struck out in it, or with none where they are not in pairs."""
    if sum(map(text.count, STRUCK_MARKS)) == 2 * len(_STRUCK.findall(text)):
        return _SPACELESS.sub(r"\1 ", text)
    return re.sub(r"\n{3,}", "\n\n", text.translate(_NO_MARKS)).strip()


def _without_struck(draft: Draft) -> Draft:
    """Take out the words that the page shows struck out, and what marks them, unless nothing else is left."""
    rest = without(draft, [Cut(*match.span(), "page") for match in _STRUCK.finditer(draft.text)])
    rest = rest if _is_article(rest.text) else replace(draft, text=draft.text.translate(_NO_MARKS))
    return replace(
        rest, removed=tuple(replace(one, text=one.text.translate(_NO_MARKS)) for one in rest.removed)
    )


def _without_headings(draft: Draft, root: Any) -> Draft:
    """Take the page's own headings off the top of the text where the page states a title in other words."""
    if draft.title is None:
        return draft
    headings = {_key(heading.text_content()) for heading in root.iter("h1")} - {_key(draft.title)}
    outlet = _key(draft.outlet or "")
    above = takewhile(lambda line: _key(line.text) in headings, lines(draft.text))
    above = takewhile(
        lambda line: outlet or not is_outlet(line.text), above
    )  # whose name is found there later
    cuts = [Cut(line.start, line.end, "outlet" if _key(line.text) == outlet else "title") for line in above]
    return without(draft, cuts) if cuts and _is_article(draft.text[cuts[-1].end :]) else draft


def _extracted(page: str) -> Any:
    """Let trafilatura read the page; first as it would, then with the benefit of the doubt."""
    for recall in (False, True):
        try:
            document = trafilatura.bare_extraction(
                page,
                with_metadata=True,
                include_comments=False,
                include_tables=False,
                favor_recall=recall,
                date_extraction_params=_DATES,
            )
        except Exception as error:
            # The border to a library fed whatever people upload: a page that breaks it holds no article.
            _log.warning("trafilatura could not read a page: %s: %s", type(error).__name__, error)
            document = None
        if document is not None and _is_article(_paragraphs(document)):
            return document
    return None


def _paragraphs(document: Any) -> str:
    if document is None or not document.text:
        return ""
    return "\n\n".join(line.strip() for line in document.text.split("\n") if line.strip())


def _is_article(text: str) -> bool:
    return any(
        len(line.split()) >= _FEWEST_WORDS and _SENTENCE.search(line) for line in text.split("\n") if line
    )


def _stated_date(root: Any) -> str | None:
    """Return the date that a page shows beside its article; what stands in its margins is another's, or its own."""
    for element in root.xpath("//aside | //nav | //footer[not(ancestor::article)]"):
        element.drop_tree()
    try:
        return _date(find_date(root, **_DATES))
    except Exception as error:  # as above
        _log.warning("htmldate could not read a page: %s: %s", type(error).__name__, error)
        return None


def _date(value: Any) -> str | None:
    """Return the day of a date with or without a time."""
    return (exact_date(value[:10]) or exact_date(value)) if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    words = " ".join(unescape(value).translate(_NO_MARKS).split()) if isinstance(value, str) else ""
    return words[:300] or None


def _outlet(value: Any) -> str | None:
    name = _name(value)
    return None if name is None or _HANDLE.search(name) else name


def _authors(value: Any) -> tuple[str, ...]:
    names = (value.split(";") if isinstance(value, str) else [])[:20]
    return tuple(dict.fromkeys(name for name in map(_name, names) if name))


def _left_out(page: str, text: str) -> Iterator[Removed]:
    """Yield the lines of the page that are not in the article's text."""
    after = _places_after(text)
    whole = _key(text)
    seen: set[str] = set()
    at = 0
    for line in page_lines(page):
        key = _key(line)
        at = after.get(key, at)
        if not key or key in after or key in seen or (len(key) > _FEWEST_LETTERS and key in whole):
            continue
        seen.add(key)
        yield Removed(line, "page", at)


def _places_after(text: str) -> dict[str, int]:
    """Return, for each paragraph of the article, where the next begins."""
    places: dict[str, int] = {}
    at = 0
    for line in text.split("\n"):
        at = min(len(text), at + len(line) + 1)
        if line:
            places[_key(line)] = at + (text[at : at + 1] == "\n")
    return places


def _key(text: str) -> str:
    return _NOT_WORD.sub("", text.lower())


def page_lines(page: str) -> list[str]:
    """Return the text of the page; every element that is not inline starts a line."""
    root = trafilatura.load_html(page)
    body = None if root is None else root.find("body")
    text = "" if body is None else "".join(_pieces(body))
    shown = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in shown if line]


def _pieces(body: Any) -> Iterator[str]:
    waiting = [(body, False)]
    while waiting:
        element, ended = waiting.pop()
        seen = element.tag not in _UNSEEN and isinstance(
            element.tag, str
        )  # comments have a function for a tag
        words = element.tail if ended or not seen else element.text
        yield " " if element.tag in _INLINE else "\n"
        yield (words or "").replace("\n", " ")
        if seen and not ended:
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))
