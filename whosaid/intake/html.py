"""An HTML page -> the article in it: trafilatura finds the text, the title, the date and the outlet.

A page is parsed and never run: scripts and styles are no text. What else stood on the
page is listed as removed, so that nothing disappears unseen.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from html import unescape
from typing import Any

import trafilatura
from htmldate import find_date
from trafilatura.settings import Document

from whosaid.errors import UnreadableFile
from whosaid.intake.addresses import saved_from
from whosaid.intake.dates import exact_date
from whosaid.intake.draft import Cut, Draft, without
from whosaid.intake.linked_data import Stated, stated, without_roles
from whosaid.intake.page_checks import notices, refusal
from whosaid.intake.page_headings import cuts_of_headings, with_headings
from whosaid.intake.page_lines import key_of, lines_left_out
from whosaid.intake.page_lines import page_lines as page_lines
from whosaid.intake.page_names import Names, names_of
from whosaid.intake.page_source import STRUCK_MARKS, with_marks, without_linked_data
from whosaid.intake.page_tables import with_tables_written, written
from whosaid.settings import Settings

# Libraries that tell their own story on standard error where nobody has set up logging.
for _library in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_library).addHandler(logging.NullHandler())
_log = logging.getLogger(__name__)

# Only what the page states: a date guessed from its wording may be another's.
_DATES: dict[str, Any] = {"extensive_search": False, "original_date": True}
_MOST_REMOVED = 200
_TOO_MANY = f"Of what stood on the page around the article, only the first {_MOST_REMOVED} lines are listed as removed."
_FEWEST_WORDS = 8
_FULLER = 2  # times the words shown: such a text in the page's data is the article, and what is shown a part
_SENTENCE = re.compile(rf"[.!?…][\"'”’)\]{STRUCK_MARKS[1]}]*$")
# Words that are struck out; of those with a space before, the ones without any after.
_STRUCK = re.compile("{}[^{}{}\n]*{}".format(STRUCK_MARKS[0], *STRUCK_MARKS, STRUCK_MARKS[1]))
_SPACELESS = re.compile(rf"(?<=\s)({_STRUCK.pattern})(?=\w)")
_NO_MARKS = dict.fromkeys(map(ord, STRUCK_MARKS))
_SEPARATOR = "\n\n"  # of paragraphs
_NO_ARTICLE = (
    "no article was found in this HTML page",
    "open the page in a browser, copy the article's text and paste it",
)
_DECLARATION = re.compile(r"\s*+<\?xml[^>]{0,300}>")


def draft_of(page: str, file: str, settings: Settings) -> Draft:
    """Return the article of a page; raises ``UnreadableFile`` where there is none."""
    _check_tags(page, file, settings)
    declaration = _DECLARATION.match(page)  # it would name an encoding, and the text is decoded already
    page = page[declaration.end() :] if declaration else page
    root = trafilatura.load_html(page)
    told = Stated() if root is None else stated(root)
    if told.is_one_of_several:
        page = without_linked_data(page)  # in which others would find another article's author and date
    draft = _found(page, told)
    refused = _NO_ARTICLE if root is None or not _is_article(draft.text) else refusal(root, draft, told)
    if refused:
        raise UnreadableFile(file, *refused)
    draft = replace(draft, notices=(*draft.notices, *notices(root, draft, told)))
    return _without_headings(draft, root)


def _found(page: str, told: Stated) -> Draft:
    """Return the article in a page; what the page states of it goes before what trafilatura found."""
    marked = with_tables_written(with_marks(page))
    document = _extracted(marked) or Document()
    root = trafilatura.load_html(page)
    text = _fuller(_with_struck(with_headings(marked, _paragraphs(document))), told)
    left_out = list(lines_left_out(marked, text))
    names = Names() if root is None else names_of(root, told, _name(document.title), _name(document.sitename))
    draft = Draft(
        text,
        title=names.title,
        date=_date(told.date) or (None if root is None else _stated_date(root)),
        outlet=names.outlet,
        authors=told.authors or _authors(document.author),
        language=told.language,
        url=told.url or saved_from(page),
        removed=tuple(left_out[:_MOST_REMOVED]),
        notices=(_TOO_MANY,) if len(left_out) > _MOST_REMOVED else (),
    )
    return _with_tables(_without_struck(draft))


def _with_tables(draft: Draft) -> Draft:
    """Return the draft with tabs and line ends for the marks between cells and rows."""
    removed = tuple(replace(each, text=written(each.text)) for each in draft.removed)
    return replace(draft, text=written(draft.text), removed=removed)


def _check_tags(page: str, file: str, settings: Settings) -> None:
    tags = page.count("<")
    if tags > settings.max_tags:
        raise UnreadableFile(
            file,
            f"this HTML page has {tags:,} tags, and the limit is {settings.max_tags:,}",
            "open the page in a browser, copy the article's text and paste it, or raise the limit: start Whosaid "
            f"with WHOSAID_MAX_TAGS={tags}",
        )


def _fuller(text: str, told: Stated) -> str:
    """Return the text that the page states of its article, where it shows half of it or less, or has no paragraphs."""
    whole = _SEPARATOR.join(told.body)
    if key_of(whole) == key_of(text):
        return whole if len(told.body) > text.count(_SEPARATOR) + 1 else text
    is_fuller = len(whole.split()) >= _FULLER * len(text.split())
    return whole if is_fuller and _is_article(whole) else text


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
    """Take the page's own headings off the top of the text, unless no article is left."""
    cuts = cuts_of_headings(draft, root)
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
    return _SEPARATOR.join(line.strip() for line in document.text.split("\n") if line.strip())


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


def _authors(value: Any) -> tuple[str, ...]:
    names = (value.split(";") if isinstance(value, str) else [])[:20]
    return without_roles(list(dict.fromkeys(name for name in map(_name, names) if name)))
