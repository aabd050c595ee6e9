"""Names of files and of what is in them, fit to be shown and kept: ``archive.zip / folder/x.pdf``."""

from __future__ import annotations

import unicodedata

_LONGEST_NAME = 200
_LONGEST_MEMBER = 120
_WITHIN = " / "


def file_name(name: str) -> str:
    """Return a name fit to be shown: nothing unseen that turns or breaks a line, and not too long.

    >>> file_name("cod\u202etxt.exe")
    'codtxt.exe'
    """
    return _shortened(_shown(name), _LONGEST_NAME) or "unnamed file"


def member_name(outer: str, inner: str) -> str:
    """Name what is inside another file.

    >>> member_name("archive.zip", "folder/x.pdf")
    'archive.zip / folder/x.pdf'
    """
    inner = _shortened(_shown(inner), _LONGEST_MEMBER) or "unnamed"
    return file_name(f"{outer}{_WITHIN}{inner}")


def suffix_of(name: str) -> str:
    """Return the ending of a name in small letters, without its dot; empty where there is none."""
    return name.lower().rpartition(".")[2] if "." in name else ""


def _shown(name: str) -> str:
    shown = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in name)
    return "".join(c for c in shown if unicodedata.category(c) not in ("Cf", "Cs")).strip()


def _shortened(name: str, longest: int) -> str:
    """Take letters out of the middle: the beginning and the ending tell most."""
    if len(name) <= longest:
        return name
    tail = longest * 3 // 10 - 1
    return f"{name[: longest - tail - 1]}…{name[-tail:]}"
