"""The tables of a page, written as text before the article is looked for: the extraction would leave them all out.

A table of figures within the article keeps its rows, as in documents. One whose cells hold sentences only
places them, and is undone. Tables of a site's own (standings, prices, newsletter boxes, lists of links) stay
what they are, and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

import lxml.html
import trafilatura

CELL_END, ROW_END = "\u2e22", "\u2e23"
"""What stands between cells and between rows until the text is found; printable, or the extraction would drop it."""

_WRITTEN = str.maketrans({CELL_END: "\t", ROW_END: "\n"})
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_OF_SITE = re.compile(
    r"(?:^|[\s_-])(?:widgets?|sidebar|related|promo|standings?|leagues?|fixtures?|scores?|scoreboard|odds|markets?"
    r"|stocks?|prices?|ticker|weather|infobox|navbox|calendar|ads?|advert|sponsor|newsletter|subscribe|signup|share"
    r"|social|nav|menu|footer|comments?|cookie)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MARGINS = frozenset(("aside", "nav", "footer", "form"))
_CONTROLS = ("form", "input", "button", "select", "iframe", "script")
_ARTICLES = ("article", "main")
_PROSE = ("p", "blockquote")
_BLOCKS = (
    "p",
    "div",
    "ul",
    "ol",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "section",
    "article",
)
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\Z")
_FEWEST_WORDS = 8  # of a sentence
_LONGEST_CELL = 120  # characters; a cell with more holds text
_MOST_ROWS = 60
_MOST_TABLES = 300
_DEEPEST = 8  # tables in one another
_NEAR = 5  # elements beside a table


def with_tables_written(page: str) -> str:
    """Return a page with the rows of its article's tables as text, and layouts made by tables undone."""
    if not _TABLE.search(page) or CELL_END in page or ROW_END in page:
        return page
    root = trafilatura.load_html(page)
    if root is None:
        return page
    prose = _prose_in(root)
    for table in reversed(list(islice(root.iter("table"), _MOST_TABLES))):  # those within others first
        _write(table, prose)
    return str(lxml.html.tostring(root, encoding="unicode"))


def written(text: str) -> str:
    """Return a text with tabs between the cells of a table and its rows on lines of their own.

    Every character keeps its place.
    """
    return text.translate(_WRITTEN)


def _write(table: Any, prose: int) -> None:
    """Write a table of a page that has so many letters in paragraphs."""
    if _is_of_site(table) or len(list(table.iterancestors("table"))) > _DEEPEST:
        return
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(table)]
    if any(_holds_text(cell) for row in rows for cell in row):
        if 2 * _prose_in(table) > prose or _is_in_article(table):
            _undo(table, rows)
    elif _is_of_figures(rows) and _is_in_article(table):
        _write_rows(table, rows)


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, and none of tables within it."""
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")


def _is_of_site(table: Any) -> bool:
    """Tell a table with something to press in it, and one in a margin or box of the site, by what these are called."""
    if any(True for _ in table.iter(*_CONTROLS)):
        return True
    for element in (table, *table.iterancestors()):
        if element.tag in ("body", *_ARTICLES):
            return False
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in _MARGINS or _OF_SITE.search(named):
            return True
    return False


def _is_in_article(table: Any) -> bool:
    """Tell a table within an article, or beside a paragraph with a sentence."""
    if next(table.iterancestors(*_ARTICLES), None) is not None:
        return True
    beside = chain(islice(table.itersiblings(preceding=True), _NEAR), islice(table.itersiblings(), _NEAR))
    return any(each.tag in _PROSE and _is_sentence(_words(each)) for each in beside)


def _prose_in(element: Any) -> int:
    return sum(len(_words(each)) for each in element.iter(*_PROSE))


def _holds_text(cell: Any) -> bool:
    words = _words(cell)
    return len(words) > _LONGEST_CELL or _is_sentence(words)


def _is_sentence(words: str) -> bool:
    return bool(_SENTENCE.search(words)) and len(words.split()) >= _FEWEST_WORDS


def _is_of_figures(rows: list[list[Any]]) -> bool:
    """Tell rows of several short cells, most of which are no links."""
    cells = [cell for row in rows for cell in row]
    wide = sum(len(row) > 1 for row in rows)
    links = sum(next(cell.iter("a"), None) is not None for cell in cells)
    return wide >= 2 and len(rows) <= _MOST_ROWS and 2 * wide >= len(rows) and 4 * links <= len(cells)


def _undo(table: Any, rows: list[list[Any]]) -> None:
    """Make blocks of cells, and of the table and its rows what holds them."""
    for row in rows:
        for cell in row:
            cell.tag = "div" if any(True for _ in cell.iter(*_BLOCKS)) else "p"
    for part in (*_rows(table), *table.iterchildren("thead", "tbody", "tfoot", "caption"), table):
        part.tag = "div"


def _write_rows(table: Any, rows: list[list[Any]]) -> None:
    """Make one paragraph of a table, below what it is called."""
    title = _words(table.find("caption")) if table.find("caption") is not None else ""
    lines = [title, *(CELL_END.join(map(_words, row)) for row in rows)]
    tail = table.tail
    table.clear()
    table.tag, table.tail = "p", tail
    table.text = ROW_END.join(line for line in lines if line.strip(CELL_END))


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())
