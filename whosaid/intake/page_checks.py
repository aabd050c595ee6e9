"""Pages that are no article, or hold only the beginning of one, or hold another one beside it.

Refused is only what is plain: the message of a site in an article's place, and a front page that says that it
is one. Of all else a notice tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, NamedTuple

from whosaid.intake.addresses import is_front
from whosaid.intake.draft import Draft
from whosaid.intake.features import is_spoken
from whosaid.intake.linked_data import Stated
from whosaid.intake.page_lines import key_of

_MOST_WORDS = 120  # of a message of a site; a stub may have as many
_LONGEST_LINE = 45  # words
_JAVASCRIPT = re.compile(
    r"\b(?:enable|requires?|needs?|turn on|activate|without)\b[^.!?]{0,60}\bjavascript\b"
    r"|\bjavascript\b[^.!?]{0,60}\b(?:enabled?|disabled|required|turned o(?:n|ff)|supported)\b",
    re.IGNORECASE,
)
_CHECK = re.compile(
    r"\bchecking (?:if|that|whether|your)\b[^.!?]{0,40}\b(?:connection|browser)\b"
    r"|\breview the security of your connection\b"
    r"|\bverify(?:ing)? (?:that )?you(?: are|'re|’re) (?:a )?(?:human|not a robot)"
    r"|\bunusual (?:traffic|activity) from your\b|\bcomplete the (?:captcha|security check)\b|\bray id\b",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"\b(?:page|article|story|link|url) (?:that )?you(?: are|'re|’re| were|'ve|’ve| have)? "
    r"(?:looking|requested|trying|tried)\b"
    r"|\bthis page (?:does not|doesn['’]t|no longer) exists?\b"
    r"|\b(?:could not|couldn['’]t|cannot|can['’]t) (?:find (?:the|that|this) page|be found)\b"
    r"|\bpage (?:was )?not found\b"
    r"|\bmay have been (?:moved|deleted|removed)\b|\b(?:back|return|go) to (?:our|the) home ?page\b"
    r"|\baccess (?:to this (?:page|site) )?(?:is |has been |was )?denied\b|\byou don['’]t have permission to access\b"
    r"|\b(?:internal server error|bad gateway|service (?:is )?(?:temporarily )?unavailable)\b",
    re.IGNORECASE,
)
_OF_ERROR = re.compile(
    r"(?:(?:error|http)[ :-]{0,3})?(?:403|404|410|500|502|503|504)\b.{0,60}|(?:page |article )?not found|access denied"
    r"|(?:oops!? ?)?(?:this |that )?page (?:was |could |can )?not (?:be )?found|just a moment(?:\.{3}|…)?"
    r"|attention required!?|are you a robot\??|service unavailable|forbidden|security check",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s+[|–—-]\s+")
_WALL = re.compile(
    r"\b(?:subscribe|subscription|register|sign in|log in|sign up)\b[^.!?]{0,30}"
    r"\b(?:to continue|to keep reading|to read (?:the rest|this|the full)|for full access|to unlock)\b"
    r"|\b(?:to continue|continue|keep) reading\b[^.!?]{0,40}\b(?:subscri|register|sign in|log in|sign up)"
    r"|\b(?:this|the full|rest of (?:this|the)) (?:article|story)\b[^.!?]{0,20}"
    r"\b(?:for|to|available to) (?:our )?(?:subscribers|members)\b",
    re.IGNORECASE,
)
_HALF = 2
_BEGINNING = "Only the beginning of this article may be in the file"
_FEWEST_TEASERS = 5
_LONGEST_TEASER = 60  # words
_TEASING = 0.9  # of the words of a page of teasers
_HEADINGS = ("h1", "h2", "h3", "h4")
_FEWEST_PARAGRAPHS, _FEWEST_WORDS, _PROSE = 3, 60, 8  # of another article; and words of a paragraph of it
_COMMENTS = re.compile(r"comment|reply|respond", re.IGNORECASE)
_MOST_NAMED = 3
_LONGEST_NAME = 150
_MOST_LINKS = 20  # of a heading
_COPY = "open the page in a browser, copy the article's text and paste it"


class Refusal(NamedTuple):
    """Why a page is not read, and what to do."""

    why: str
    remedy: str


class _Whole(NamedTuple):
    """An article on a page, and whether its paragraphs are in the text."""

    heading: str
    is_read: bool


def refusal(root: Any, draft: Draft, told: Stated) -> Refusal | None:
    """Return why a page holds no article, though there is text on it; None where it may be one."""
    if _is_message(draft.text, _JAVASCRIPT):
        return Refusal(
            "its article is not in the file: the page shows it by a script, and says only that JavaScript is needed",
            "open the page in a browser, wait until the article is there, then copy its text and paste it",
        )
    message = None if told.is_article else _message(draft)
    if message:
        return Refusal(f"it holds a message of the site, and no article: “{message[:80]}”", _COPY)
    teasers = 0 if told.is_article else _teasers(root, draft.text)
    if teasers and told.url and is_front(told.url):
        return Refusal(
            f"it is a site's front page with {teasers} headlines, and no article",
            "open the article that you want, and save its own page",
        )
    return None


def notices(root: Any, draft: Draft, told: Stated) -> Iterator[str]:
    """Yield what a person should know of an article that is read."""
    stub = _stub(draft, told)
    if stub:
        yield stub
    teasers = 0 if told.is_article else _teasers(root, draft.text)
    if teasers:
        yield f"This may be a page of {teasers} headlines with the first lines of their articles, and no article."
    articles = list(_articles(root, draft))
    others = [article.heading for article in articles if not article.is_read]
    if others:
        yield f"The page holds another article, not read: {_named(others)}. Save its own page to have it read."
    read = [article.heading for article in articles if article.is_read]
    if len(read) > 1:
        yield f"The page holds several articles, which were read as one: {_named(read)}."


def _stub(draft: Draft, told: Stated) -> str | None:
    """Return what to say of a text that is short for what the page states, or that ends where one must subscribe."""
    words = len(draft.text.split())
    others = (*draft.text.split("\n"), *(each.text for each in draft.removed))
    walled = told.is_locked or any(_WALL.search(line) and not is_spoken(line) for line in others)
    if told.words and words * _HALF < told.words:
        return f"{_BEGINNING}: the page says that it has {told.words:,} words."
    if walled and words < _MOST_WORDS and not told.words:
        return f"{_BEGINNING}: the page says that it is for subscribers."
    return None


def _message(draft: Draft) -> str | None:
    """Return the first words of a message that stands where an article should."""
    if _is_message(draft.text, _CHECK) or _is_message(draft.text, _MISSING):
        return draft.text.split("\n")[0]
    is_short = len(draft.text.split()) <= _MOST_WORDS
    return draft.title if is_short and draft.title and _is_error(draft.title) else None


def _is_message(text: str, pattern: re.Pattern[str]) -> bool:
    """Tell a text of which at least half is lines with such words, and nobody speaks in them."""
    lines = [line for line in text.split("\n") if line.strip()]
    words = sum(len(line.split()) for line in lines)
    of_site = [
        count
        for line in lines
        if (count := len(line.split())) <= _LONGEST_LINE and pattern.search(line) and not is_spoken(line)
    ]
    return words <= _MOST_WORDS and sum(of_site) * _HALF >= words


def _is_error(title: str) -> bool:
    return any(_OF_ERROR.fullmatch(part.strip()) for part in (title, _SITE.split(title)[0]))


def _teasers(root: Any, text: str) -> int:
    """Return how many linked headings have a few lines of the text below them; 0 unless these are nearly all of it."""
    kept = {key_of(line): len(line.split()) for line in text.split("\n") if line.strip()}
    whole = sum(kept.values())
    below: dict[int, int] = {}
    number, linked = 0, False
    for element in root.iter(*_HEADINGS, "p", "div", "li", "span"):
        if element.tag in _HEADINGS:
            number, linked = number + 1, _is_linked(element)
            whole -= kept.pop(key_of(element.text_content()), 0) if linked else 0
        elif linked and (element.tag == "p" or len(element) == 0):
            below[number] = below.get(number, 0) + kept.pop(key_of(element.text_content()), 0)
    found = [count for count in below.values() if 0 < count <= _LONGEST_TEASER]
    return len(found) if len(found) >= _FEWEST_TEASERS and sum(found) >= _TEASING * whole else 0


def _is_linked(heading: Any) -> bool:
    links = islice(chain(heading.iter("a"), heading.iterancestors("a")), _MOST_LINKS)
    return any((link.get("href") or "").strip("#") for link in links)


def _articles(root: Any, draft: Draft) -> Iterator[_Whole]:
    """Yield the articles on a page that have paragraphs enough not to be teasers."""
    kept = {key_of(line) for line in draft.text.split("\n")}
    for article in root.iter("article"):
        if _is_comment(article):
            continue
        heading = " ".join(_words_of(next(article.iter("h1", "h2", "h3"), None)))
        paragraphs = [each for each in article.iter("p") if len(_words_of(each)) >= _PROSE]
        enough = sum(len(_words_of(each)) for each in paragraphs) >= _FEWEST_WORDS
        if heading and enough and len(paragraphs) >= _FEWEST_PARAGRAPHS:
            is_read = any(key_of(each.text_content()) in kept for each in paragraphs)
            yield _Whole(heading, is_read or key_of(heading) == key_of(draft.title or ""))


def _named(headings: list[str]) -> str:
    named = ", ".join(f"“{each[:_LONGEST_NAME]}”" for each in headings[:_MOST_NAMED])
    return f"{named} and {len(headings) - _MOST_NAMED} more" if len(headings) > _MOST_NAMED else named


def _is_comment(article: Any) -> bool:
    """Tell what readers wrote, and a part of another article."""
    called = f"{article.get('class') or ''} {article.get('id') or ''}"
    return bool(_COMMENTS.search(called)) or next(article.iterancestors("article"), None) is not None


def _words_of(element: Any) -> list[str]:
    return [] if element is None else str(element.text_content()).split()
