"""What was taken out of an article, put back in its place, so that it can be read again.

The other way round is ``draft.without``. The file itself is not needed for it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from whosaid.articles import Article, Removed


def put_back(article: Article, indices: Collection[int]) -> Article:
    """Return the article with these pieces of ``removed`` (by number, from 0) in their place again.

    A piece that stood in a line goes back into it, any other becomes a paragraph of its own; a piece
    whose place is not known goes to the end. Raises ``IndexError`` for a number that is not there.
    """
    wrong = [index for index in indices if not 0 <= index < len(article.removed)]
    if wrong:
        raise IndexError(f"nothing was removed under number {wrong[0]}; there are {len(article.removed)}")
    paragraph = "\n" if "\n" in article.text and "\n\n" not in article.text else "\n\n"
    text, kept = "", []
    position = 0
    for index, removed in sorted(enumerate(article.removed), key=lambda pair: _place(pair[1], article)):
        at = _place(removed, article)
        text, position = text + article.text[position:at], at
        if index in indices:
            text += _joined(removed.text, text, article.text[at:], paragraph)
        else:
            kept.append((index, replace(removed, at=None if removed.at is None else len(text))))
    in_order = tuple(removed for _, removed in sorted(kept, key=lambda pair: pair[0]))
    return replace(article, text=text + article.text[position:], removed=in_order)


def _place(removed: Removed, article: Article) -> int:
    return len(article.text) if removed.at is None else min(removed.at, len(article.text))


def _joined(piece: str, before: str, after: str, paragraph: str) -> str:
    """Return the piece with the white space that it needs on either side."""
    in_a_line = before[-1:] not in ("", "\n") and bool(after)
    if in_a_line:
        first = "" if before[-1:].isspace() else " "
        return first + piece + ("" if after[:1].isspace() else " ")
    first = paragraph if before and not before.endswith("\n") else ""
    return first + piece + (paragraph if after else "")
