"""The zip archive that a Word, OpenDocument or EPUB file is: opened with care, read member by member.

What the members mean is in the module of each format. Archives of articles are read elsewhere.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from whosaid.errors import UnreadableFile
from whosaid.settings import Settings

_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that these formats may use
_LOCAL_HEADER = 30  # bytes before a member's name
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Package:
    """A zipped document whose members may be read: no more is in them than the limit allows."""

    archive: zipfile.ZipFile
    sizes: dict[str, int]
    file: str
    what: str
    most_elements: int

    def __contains__(self, name: str) -> bool:
        return name in self.sizes

    def read(self, name: str) -> bytes:
        """Return a member's bytes; raises ``UnreadableFile`` where it is missing or damaged."""
        if name not in self.sizes:
            raise damaged(self.file, self.what)
        try:
            with self.archive.open(name) as stream:
                return stream.read(self.sizes[name])
        except _BROKEN as error:
            raise damaged(self.file, self.what) from error


def open_package(data: bytes, file: str, what: str, settings: Settings) -> Package:
    """Open the archive; raises ``UnreadableFile`` if it is damaged, protected, or built to do harm."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except _BROKEN as error:
        raise damaged(file, what) from error
    _check_members(members, file, what, settings)
    _check_size(sum(member.file_size for member in members), file, what, settings)
    return Package(
        archive, {member.filename: member.file_size for member in members}, file, what, settings.max_elements
    )


def damaged(file: str, what: str) -> UnreadableFile:
    """Return the error for a document that is broken, or was cut short on its way."""
    return UnreadableFile(
        file,
        f"this {what} is damaged or incomplete",
        "get the file again, or open it in the program that made it and save it anew",
    )


def protected(file: str, what: str) -> UnreadableFile:
    """Return the error for a document that nobody reads without its password."""
    return UnreadableFile(
        file,
        f"this {what} is protected by a password",
        "open it with the password, save it without one, and add that file",
    )


def joined(base: str, name: str) -> str:
    """Return the path within the archive that ``name`` means in the member ``base``."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), name)).lstrip("/")


def _check_members(members: list[zipfile.ZipInfo], file: str, what: str, settings: Settings) -> None:
    if len(members) > settings.max_members:
        raise UnreadableFile(
            file,
            f"this {what} is made of {len(members):,} parts, and the limit is {settings.max_members:,}",
            "save the article's text as plain text (.txt), or raise the limit: start Whosaid with "
            f"WHOSAID_MAX_MEMBERS={len(members)}",
        )
    if any(member.flag_bits & 1 for member in members):
        raise protected(file, what)
    if any(member.compress_type not in _PACKINGS for member in members) or _overlap(members):
        raise UnreadableFile(
            file,
            f"this {what} is packed in a way that no program packs documents (a zip bomb, maybe)",
            "do not open it unless you trust its sender; if you do, save it anew and add that file",
        )


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Tell whether two members share bytes: a small archive that holds the same bomb many times."""
    position = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < position:
            return True
        position = member.header_offset + _LOCAL_HEADER + member.compress_size
    return False


def _check_size(size: int, file: str, what: str, settings: Settings) -> None:
    if size > settings.max_unpacked_mb * 1_000_000:
        raise UnreadableFile(
            file,
            f"this {what} unpacks to {size / 1_000_000:,.1f} MB (a zip bomb, maybe), "
            f"and the limit is {settings.max_unpacked_mb:g} MB",
            "if you trust its sender, raise the limit: start Whosaid with "
            f"WHOSAID_MAX_UNPACKED_MB={-(-size // 1_000_000)}",
        )
