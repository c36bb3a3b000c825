"""What an archive holds, judged by its directory, before anything unpacks it.

Office files are ZIP archives. Here they are told apart, and refused when they are a bomb,
locked or bring programs along. Nothing is extracted, so a bomb does not go off; of the
members only the list of their types is read, up to a bound.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO

MOST_MEMBERS = 5_000
MOST_BYTES = 600 * 1024 * 1024  # of all members, unpacked
MOST_RATIO = 300  # unpacked ÷ packed, of the whole; sheets of figures stay below 60
SMALL = 20 * 1024 * 1024  # unpacked, below which the ratio says nothing

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, .doc and locked office files
_LOCKED = 0x1
_PROGRAMS = ("vbaproject.bin", "macrosheets/", "basic/", "scripts/", "activex/")
# Programs may go by any name; the member of this name says what the others are.
_TYPES = "[content_types].xml"
_MOST_TYPES = 1024 * 1024  # bytes
_PROGRAM_TYPES = (b"vbaproject", b"macroenabled.main+xml", b"macrosheet", b"activex")
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DISGUISES = (b"&#", b"<!doctype")  # ways to spell a type so that only a parser sees it
_VBA_IN_COMPOUND = "_VBA_PROJECT".encode("utf-16-le")
_LOCKED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# The stream that makes a compound file a workbook, of Excel 97 and of Excel 5.
_WORKBOOKS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))


_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError)


class Unsafe(Exception):
    """An archive that must not be opened.

    Attributes:
        code: `archive-broken`, `archive-too-large`, `archive-too-many`,
            `archive-overlapping`, `archive-locked` or `archive-macros`.
        params: What the sentence has in its placeholders.
    """

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive says it holds."""

    names: tuple[str, ...]
    size: int  # bytes, unpacked

    def has(self, name: str) -> bool:
        return name in self.names

    def outside(self) -> str | None:
        """Return a member that would land outside of the folder it is unpacked in."""
        for name in self.names:
            path = name.replace("\\", "/")
            if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/"):
                return name
        return None


def inspect(file: BinaryIO) -> Contents:
    """Return what a ZIP archive holds; the file is left at its beginning.

    Raises:
        Unsafe: it is broken, a bomb, locked, or has macros in it.
    """
    file.seek(0, 2)
    packed = file.tell()
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            types = _types(archive, members)
    except (*_UNREADABLE, ValueError, OSError, NotImplementedError) as error:
        raise Unsafe("archive-broken") from error
    finally:
        file.seek(0)
    _refuse_bomb(members, packed)
    if any(member.flag_bits & _LOCKED for member in members):
        raise Unsafe("archive-locked")
    for member in members:
        if any(part in member.filename.lower() for part in _PROGRAMS):
            raise Unsafe("archive-macros", part=member.filename[:80])
    if any(program in types for program in _PROGRAM_TYPES):
        raise Unsafe("archive-macros", part="VBA")
    return Contents(
        tuple(member.filename for member in members), sum(each.file_size for each in members)
    )


def _types(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> bytes:
    """Return the lists of types in small letters, whatever encoding they are in."""
    lists = [member for member in members if member.filename.lower() == _TYPES]
    if any(member.flag_bits & _LOCKED for member in lists):
        return b""  # the archive is refused for that
    if sum(member.file_size for member in lists) > _MOST_TYPES or any(
        member.compress_type not in _PACKED for member in lists
    ):
        raise Unsafe("archive-broken")
    read = b"".join(archive.read(member) for member in lists).replace(b"\0", b"").lower()
    if any(mark in read for mark in _DISGUISES):
        raise Unsafe("archive-broken")
    return read


def _refuse_bomb(members: list[zipfile.ZipInfo], packed: int) -> None:
    if len(members) > MOST_MEMBERS:
        raise Unsafe("archive-too-many", count=str(len(members)), most=str(MOST_MEMBERS))
    # Members that share their bytes claim more of them than the file has.
    if sum(member.compress_size for member in members) > packed:
        raise Unsafe("archive-overlapping")
    size = sum(member.file_size for member in members)
    if size > MOST_BYTES or (size > SMALL and size > packed * MOST_RATIO):
        raise Unsafe(
            "archive-too-large",
            size=str(size // 1024**2),
            packed=f"{packed / 1024**2:.1f}",
            most=str(MOST_BYTES // 1024**2),
        )


def inspect_compound(content: bytes) -> None:
    """Look into an old office file (.xls), whose directory is not compressed.

    Raises:
        Unsafe: it is a locked package or has macros in it.
    """
    if _LOCKED_PACKAGE in content:
        raise Unsafe("archive-locked")
    if _VBA_IN_COMPOUND in content:
        raise Unsafe("archive-macros", part="VBA")


def is_old_workbook(content: bytes) -> bool:
    """Whether a compound file is a workbook; documents and installers are such files too."""
    return any(name in content for name in _WORKBOOKS)
