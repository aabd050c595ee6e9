"""The source of a page or of markdown, before it is read: what is embedded in it, and what its marks mean.

Pictures, scripts and styles are no characters of an article, and a limit on these does not count them.
Marks that the extraction does not know (quotations, struck words, line breaks) are written as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A file written as an address: its kind, and a run that no word is as long as.
_EMBEDDED = re.compile(r"\bdata:[a-z]{1,20}/[\w.+-]{1,80}[;,][^\s\"'()<>]{100,}+", re.IGNORECASE)
_STARTS = re.compile(r"<!--|<(script|style)\b([^<>]*+)>", re.IGNORECASE)
_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_LINKED_DATA = re.compile(r"(<script\b[^<>]{0,300}?)ld\+json", re.IGNORECASE)
_KEPT = re.compile(r"ld\+json", re.IGNORECASE)  # what a page states of its article
# A break within a sentence: what follows goes on in small letters.
_BREAK = re.compile(r"(?<=[\w,;])\s{0,20}+<(?i:br)\b[^<>]{0,100}+>\s{0,20}+(?=[a-zß-öø-ÿ])")
_TYPED = re.compile(r"[“\"‘«„]")
_TYPED_WITHIN = re.compile(r"\s{0,9}[“\"‘«„]")
_QUOTE = re.compile(r"<(/)?q(?:\s[^<>]*+)?>", re.IGNORECASE)
_STRUCK = re.compile(r"<(/)?(?:del|s|strike)(?:\s[^<>]*+)?>", re.IGNORECASE)
STRUCK_MARKS = ("\u2e24", "\u2e25")
"""What stands before and after words that are struck out; printable, or the extraction would drop it."""


def without_files(source: str) -> str:
    """Return a source without the files that are written into its addresses."""
    return _EMBEDDED.sub("data:,", source) if "data:" in source else source


def without_embedded(page: str) -> str:
    """Return a page without the files in its addresses, its scripts and its styles; all that is text stays."""
    return "".join(_unscripted(without_files(page)))


def without_linked_data(page: str) -> str:
    """Return a page whose JSON-LD nobody takes for that any more."""
    return _LINKED_DATA.sub(r"\1json", page)


def _unscripted(page: str) -> Iterator[str]:
    """Yield a page without the contents of scripts and styles; by hand, since one that never ends must not cost."""
    at = 0
    while start := _STARTS.search(page, at):
        name = (start[1] or "").lower()
        if not name:
            end = page.find("-->", start.end())
        else:
            closing = _ENDS[name].search(page, start.end())
            end = closing.start() if closing else -1
        if end < 0:
            break
        whole = not name or _KEPT.search(start[2])
        yield page[at : end if whole else start.end()]
        at = end
    yield page[at:]


def with_marks(page: str) -> str:
    """Return a page with marks for what its tags say: quotations, struck words, and lines that go on after a break."""
    page = _BREAK.sub(" ", page)
    ends = [match[1] for match in _QUOTE.finditer(page)]
    if 2 * ends.count("/") == len(ends):  # else it cannot be told which is missing
        page = _QUOTE.sub(_Quotes(), page)
    if not any(mark in page for mark in STRUCK_MARKS):
        page = _STRUCK.sub(lambda tag: STRUCK_MARKS[bool(tag[1])], page)
    return page


class _Quotes:
    """Writes marks for the ends of ``<q>``: single ones within others, and none where the page has them in its text."""

    def __init__(self) -> None:
        self._closing: list[str] = []

    def __call__(self, tag: re.Match[str]) -> str:
        if tag[1]:
            return self._closing.pop() if self._closing else ""
        opening, closing = "‘’" if len(self._closing) % 2 else "“”"
        before = tag.string[max(0, tag.start() - 1) : tag.start()]
        typed = _TYPED.match(before) or _TYPED_WITHIN.match(tag.string, tag.end())
        self._closing.append("" if typed else closing)
        return "" if typed else opening
