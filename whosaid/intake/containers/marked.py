"""Cells that hold a piece of a page: its tags and entities -> plain lines, with every word kept.

A cell that is a page, or begins as one, is left as it is: ``html`` finds the article in it.
"""

from __future__ import annotations

import re
from html import unescape

from whosaid.intake.formats import text_format

_INLINE = "a|abbr|b|big|cite|code|del|em|font|i|ins|mark|small|span|strike|strong|sub|sup|time|u"
_BLOCKS = (
    "address|article|aside|blockquote|br|center|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|ol|p|"
    "picture|pre|section|script|style|table|tbody|td|tfoot|th|thead|tr|ul|img|iframe|q"
)
_REST = r"(?:\s[^<>]{0,2000})?/?>"
_TAG = re.compile(rf"</?(?:{_INLINE}|{_BLOCKS}){_REST}", re.IGNORECASE)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE}){_REST}", re.IGNORECASE)
_QUOTE_TAG = re.compile(r"<(/?)q(?:\s[^<>]{0,500})?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_PASSES = 2  # "&lt;p&gt;" and "&amp;quot;" were written twice


def plain_words(text: str) -> str:
    """Return the words of a cell without tags and entities.

    >>> plain_words("&quot;We have waited,&quot; she said &amp; left.<br><br>It <b>sails</b>.")
    '"We have waited," she said & left.\\n\\nIt sails.'
    """
    for _ in range(_PASSES):
        if "<" in text and _TAG.search(text):
            if text_format(text, "") == "html":
                return text
            text = _without_tags(text)
        elif "&" in text:
            text = without_entities(text)
    return text


def without_entities(text: str) -> str:
    """Return the text with the characters that entities stand for; an "&" alone stays."""
    return _ENTITY.sub(lambda match: unescape(match[0]).replace("\xa0", " "), text)


def _without_tags(text: str) -> str:
    """Take inline tags off where they stand; other tags begin lines, and empty lines stay what they are."""
    text = _QUOTE_TAG.sub(lambda match: "”" if match[1] else "“", text)
    text = _INLINE_TAG.sub("", text)
    if not _TAG.search(text):
        return without_entities(text)
    from whosaid.intake import html  # costs 0.2 s, and most tables need it not

    lines = html.page_lines(f"<html><body>{_EMPTY_LINE.sub('<p>', text)}</body></html>")
    return "\n\n".join(lines) or text
