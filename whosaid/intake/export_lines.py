"""What a press database sets around its articles: a cover page, marks between them, a summary of the search."""

from __future__ import annotations

import re

WHY = "database field"
MARKS = re.compile(
    r"^[ \t]*(?:end of document|document [A-Z]{2,10}\d{6,}\w{4,20}|\d{1,4} of \d{1,4} documents?|"
    r"copyright (?:\(c\) |© ?)?\d{4}[^\n]*|©[^\n]*\d{4}[^\n]*|\(c\) \d{4}[^\n]{0,80}|all rights reserved\.?|"
    r"proquest document link)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_COVER_FIELD = re.compile(
    r"^[ \t]*(?:(?P<head>user name|date and time|job number)[ \t]*:|(?P<count>documents? \(\d{1,5}\)[ \t]*$)|"
    r"(?P<entry>client/matter|search terms|search type)[ \t]*:[^\n]*)",
    re.MULTILINE | re.IGNORECASE,
)
_COVER_LINES = 800  # characters in which a cover page begins
_FEWEST = 3  # fields that nothing but a cover page has together
_ENTRY = re.compile(r"^[ \t]*1\.[ \t]+(?P<title>\S[^\n]{0,300})$", re.MULTILINE)
_SUMMARY = re.compile(r"^[ \t]*search summary[ \t]*$", re.MULTILINE | re.IGNORECASE)
_SUMMARY_FIELD = re.compile(
    r"^[ \t]*(?:results found|text|date|source|author|company|subject|industry|region|language)\b",
    re.MULTILINE | re.IGNORECASE,
)
_LONGEST_SUMMARY = 3000  # characters
_WORD = re.compile(r"\w+")


def end_of_cover(text: str) -> int:
    """Return where the page ends that a database puts before what was asked of it; 0 where there is none.

    It lists the articles, and ends where the first of them begins: with the title that is listed first.
    """
    begun = {match[0].split(":")[0].strip().lower() for match in _COVER_FIELD.finditer(text[:_COVER_LINES])}
    entry = _ENTRY.search(text)
    if len(begun) < _FEWEST or not entry:
        return 0
    wanted = _WORD.findall(entry["title"].casefold())
    for line in re.finditer(r"^[^\n]+$", text[entry.end() :], re.MULTILINE):
        if _WORD.findall(line[0].casefold()) == wanted:
            return entry.end() + line.start()
    fields = [match.end() for match in _COVER_FIELD.finditer(text) if match["entry"]]
    return max(fields, default=0)


def start_of_summary(text: str) -> int:
    """Return where the summary of a search begins that ends a file; the length of the text where there is none."""
    starts = [match.start() for match in _SUMMARY.finditer(text)]
    if not starts or len(text) - starts[-1] > _LONGEST_SUMMARY:
        return len(text)
    fields = _SUMMARY_FIELD.findall(text[starts[-1] :])
    return starts[-1] if len(fields) > 1 else len(text)
