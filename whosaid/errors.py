"""Everything Whosaid raises on purpose.

    WhosaidError
    ├── UnreadableFile      a file that gives no article (empty, a picture, too large, …)
    │   ├── NotEnglish      an article in another language, left unread unless somebody insists
    │   └── UnnamedText     a table in which no column is named for the articles' text
    ├── ModelError          the reader's model is missing or does not fit this version
    ├── NotFound            a link names a collection, article or quote that is not there
    ├── StoreError          the database cannot be opened or written
    └── SettingError        a setting has a value that makes no sense

Every message says what happened, to which thing, why, and what to do about it.
"""

from __future__ import annotations

from typing import Any


class WhosaidError(Exception):
    """Root of the tree; ``str(error)`` is fit to be shown to a person."""


class UnreadableFile(WhosaidError):
    """A file from which no article can be read.

    >>> str(UnreadableFile("a.txt", "the file is empty", "upload a file with text in it"))
    'a.txt: the file is empty; upload a file with text in it.'
    """

    def __init__(self, file: str, why: str, remedy: str) -> None:
        super().__init__(f"{file}: {why}; {remedy}.")
        self.file = file
        self.why = why
        self.remedy = remedy

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors are sent from process to process, and are made there of what they were made of here."""
        return type(self), (self.file, self.why, self.remedy)


class NotEnglish(UnreadableFile):
    """An article in another language, which is read only if somebody insists.

    >>> str(NotEnglish("a.txt", "German"))
    'a.txt: it is not in English (German, it seems) and was not read; read it all the same with --any-language.'
    """

    def __init__(self, file: str, language: str) -> None:
        why = f"it is not in English ({language}, it seems) and was not read"
        super().__init__(file, why, "read it all the same with --any-language")
        self.language = language

    def __reduce__(self) -> tuple[Any, ...]:
        """See above."""
        return type(self), (self.file, self.language)


class UnnamedText(UnreadableFile):
    """A table in which no column is named for the articles' text; ``data`` are its bytes, once they are known."""

    def __init__(self, file: str, why: str, remedy: str, data: bytes = b"") -> None:
        super().__init__(file, why, remedy)
        self.data = data

    def __reduce__(self) -> tuple[Any, ...]:
        """See above."""
        return type(self), (self.file, self.why, self.remedy, self.data)


class ModelError(WhosaidError):
    """The reader's model cannot be loaded."""


class NotFound(WhosaidError):
    """A link points to something that is not in this database."""


class StoreError(WhosaidError):
    """The database cannot be opened or written."""


class SettingError(WhosaidError):
    """A setting has a value that makes no sense."""
