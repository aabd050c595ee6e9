"""Zip, tar and gzip: the files in them, one after the other, and nothing ever written to the disk.

Members are read through a ``Budget``, so that no archive can unpack to more than the limits,
whatever sizes it states and however often it points at the same bytes.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, cast

from whosaid.errors import UnreadableFile
from whosaid.intake.containers.budget import Budget, Readable
from whosaid.intake.containers.parts import Found, Part, Parts
from whosaid.intake.formats import binary_format
from whosaid.names import member_name, suffix_of
from whosaid.unseen import is_unseen, unseen

_ZIP, _GZIP = "a zip archive", "a gzip archive"
_ZIP_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_KNOWN_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
_DAMAGED = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError),
    *(NotImplementedError, ValueError),
)
_DRIVE = re.compile(r"[A-Za-z]:/")
_TAR_MARK = slice(257, 262)
_LINK = ("it is a link and holds nothing itself", "add the file that it points to")
_UNPACK = "unpack the archive, and add what is in it"


def is_tar(data: bytes, name: str) -> bool:
    """Whether the bytes are a tar archive; the oldest kind has no mark, and its name must say so."""
    if data[_TAR_MARK] == b"ustar":
        return True
    return suffix_of(name) == "tar" and tarfile.is_tarfile(io.BytesIO(data[: tarfile.BLOCKSIZE * 2]))


def is_archive(data: bytes, name: str) -> bool:
    """Whether the bytes are an archive of a kind that is unpacked here."""
    return binary_format(data) in (_ZIP, _GZIP) or is_tar(data, name)


def members(data: bytes, name: str, budget: Budget) -> Parts:
    """Yield the files in an archive."""
    kind = binary_format(data)
    if kind == _ZIP:
        return zip_members(data, name, budget)
    if kind == _GZIP:
        return gzip_members(data, name, budget)
    return tar_members(io.BytesIO(data), name, budget)


def zip_members(data: bytes, name: str, budget: Budget) -> Parts:
    """Yield the files of a zip archive in its order."""
    entries = data.count(_ZIP_ENTRY)  # before the list is made, since a list of millions takes all memory
    if entries > budget.most_entries:
        raise budget.too_many_entries(name, entries)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        paths = [(_zip_path(info), info) for info in archive.infolist() if not info.is_dir()]
        left = unseen([path for path, _ in paths])
        for path, info in paths:
            if path not in left:
                yield _zip_member(archive, info, path, name, budget)


def tar_members(stream: Readable, name: str, budget: Budget) -> Parts:
    """Yield the files of a tar archive while it is read, once, from its start to its end."""
    seen = 0
    with tarfile.open(fileobj=cast(IO[bytes], stream), mode="r|") as archive:
        for info in archive:
            archive.members = []  # type: ignore[attr-defined]  # or it keeps a record of each file
            seen += 1
            if seen > budget.most_entries:
                raise budget.too_many_entries(name, seen)
            if not info.isdir() and not is_unseen(info.name):
                yield _tar_member(archive, info, name, budget)


def gzip_members(data: bytes, name: str, budget: Budget) -> Parts:
    """Yield the one file that gzip holds, or those of the tar archive in it."""
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
        head = stream.read(2 * tarfile.BLOCKSIZE)
        inner = _inner_name(name)
        if is_tar(head, inner):
            stream.seek(0)
            yield from tar_members(_Counted(stream, budget), name, budget)
        else:
            stream.seek(0)
            yield Part(member_name(name, inner.rpartition(" / ")[2]), budget.read(stream, name))


class _Counted:
    """A stream whose bytes are counted, for a library that reads as far as a file tells it to."""

    def __init__(self, stream: Readable, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self._budget.spend(len(data))
        return data


def _inner_name(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    if dot and suffix.lower() in ("gz", "gzip"):
        return stem
    return f"{stem}.tar" if dot and suffix.lower() == "tgz" else name


def _zip_path(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; many programs write UTF-8 and do not say so."""
    path = info.filename
    if not info.flag_bits & _UTF8_NAME:
        with contextlib.suppress(UnicodeError):
            path = path.encode("cp437").decode("utf-8")
    return path.replace("\\", "/")


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, name: str, budget: Budget
) -> Found:
    shown = member_name(name, path)
    problem = _zip_problem(info) or _path_problem(path)
    if problem:
        return UnreadableFile(shown, *problem)
    return _read_member(lambda: archive.open(info), shown, budget, counted=False)


def _zip_problem(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    if info.flag_bits & _ENCRYPTED:
        return "it is protected by a password", "unpack the archive with its password, and add what is in it"
    if stat.S_ISLNK(info.external_attr >> 16):
        return _LINK
    if info.compress_type not in _KNOWN_PACKING:
        return "it is packed in a way that Whosaid does not know", _UNPACK
    return None


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, name: str, budget: Budget) -> Found:
    shown = member_name(name, info.name)
    problem = _tar_problem(info) or _path_problem(info.name)
    if problem:
        return UnreadableFile(shown, *problem)
    return _read_member(lambda: archive.extractfile(info), shown, budget, counted=True)


def _tar_problem(info: tarfile.TarInfo) -> tuple[str, str] | None:
    if info.issym() or info.islnk():
        return _LINK
    return None if info.isfile() else ("it is a device or a pipe and no file", "leave it out")


def _path_problem(path: str) -> tuple[str, str] | None:
    """Nothing is written where a path says, so such a file would do no harm; but nobody packs one by mistake."""
    if path.startswith("/") or _DRIVE.match(path) or ".." in path.split("/"):
        return "its path leads out of the archive, as in an attack", "if you trust it, " + _UNPACK
    return None


def _read_member(
    opened: Callable[[], IO[bytes] | None], shown: str, budget: Budget, *, counted: bool
) -> Found:
    try:
        with opened() or io.BytesIO() as stream:
            return Part(shown, budget.read(stream, shown, counted=counted))
    except UnreadableFile as error:
        return error
    except _DAMAGED as error:
        why = f"it is damaged inside the archive ({type(error).__name__})"
        return UnreadableFile(shown, why, "make the archive again, or add the file itself")
