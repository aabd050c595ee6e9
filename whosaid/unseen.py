"""What lies in folders and archives beside articles, and is none: told by its path alone.

What programs leave there, what editors hide, and what a browser saves beside a page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from whosaid.names import suffix_of

_HIDDEN = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^/.]|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_NO_ARTICLE = frozenset("css js mjs map woff woff2 ttf otf eot".split())
_COMPANIONS = re.compile(r"^(.*?)(?:_files|-Dateien|_fichiers|_archivos|_bestanden)/", re.IGNORECASE)
_PAGE_ENDINGS = (".html", ".htm", ".xhtml")


def is_hidden(path: str) -> bool:
    """Whether no person has put a file there: ".git/x", "Thumbs.db", "~$letter.docx"; "/" stands between folders."""
    return bool(_HIDDEN.search(path))


def is_unseen(path: str) -> bool:
    """Whether a file is hidden, or one of those that pages carry along: a style, a script, a font."""
    return is_hidden(path) or suffix_of(path) in _NO_ARTICLE


def unseen(paths: Collection[str]) -> frozenset[str]:
    """Return those of the paths of a folder or an archive that hold no article.

    >>> sorted(unseen(["a.html", "a_files/ad.html", "b_files/b.html", "s.css"]))
    ['a_files/ad.html', 's.css']
    """
    pages = _pages(paths)
    return frozenset(path for path in paths if is_unseen(path) or _is_companion(path, pages))


def _pages(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(path.rpartition(".")[0] for path in paths if path.lower().endswith(_PAGE_ENDINGS))


def _is_companion(path: str, pages: frozenset[str]) -> bool:
    folder = _COMPANIONS.match(path)
    return folder is not None and folder[1] in pages
