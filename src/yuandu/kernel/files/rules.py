"""What may be kept: told by its content, never by what it claims to be."""

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.files import archives
from yuandu.kernel.workspaces.refusals import Refusal

MEGABYTE = 1024 * 1024
MOST_PIXELS = 60_000_000  # what a phone's best camera takes; more would exhaust a reader
LONGEST_NAME = 120  # characters
TEXT_LOOKED_AT = 64 * 1024  # bytes

_SENTENCES = {
    "empty": gettext_lazy("“%(name)s” is empty. Choose the file again."),
    "too-large": gettext_lazy(
        "“%(name)s” is %(size)s MB; files of this kind may have %(most)s MB at most."
    ),
    "unknown-type": gettext_lazy(
        "“%(name)s” is of a kind that is not taken. Send a PDF, a picture (PNG, JPEG, WebP), "
        "a DOCX, XLSX, ODS, OFD, CSV or text file, or a voice note."
    ),
    "broken": gettext_lazy("“%(name)s” is damaged or cut short. Save it again and resend it."),
    "locked": gettext_lazy("“%(name)s” is protected by a password. Remove it and resend the file."),
    "macros": gettext_lazy(
        "“%(name)s” has macros in it. Save it without macros (XLSX, DOCX) and resend it."
    ),
    "bomb": gettext_lazy("“%(name)s” unpacks to far more than it should. It was not opened."),
    "too-many-pixels": gettext_lazy(
        "“%(name)s” has more pixels than can be shown. Resend it smaller."
    ),
}
_OF_ARCHIVE = {
    "archive-broken": "broken",
    "archive-locked": "locked",
    "archive-macros": "macros",
    "archive-too-large": "bomb",
    "archive-too-many": "bomb",
    "archive-overlapping": "bomb",
}


class Refused(Refusal):
    """The file is not kept; the code says why, the sentence what to do."""

    status = 422

    def __init__(self, code: str, **params: str) -> None:
        self.code, self.params = code, params
        super().__init__(code)

    @property
    def sentence(self) -> str:
        return str(_SENTENCES[self.code]) % ({"name": _("The file")} | self.params)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type, how large it may be, whether browsers may show it."""

    media_type: str
    most: int = 20 * MEGABYTE
    is_shown: bool = False  # inside a sandbox; all else is downloaded


PDF = Kind("application/pdf", 50 * MEGABYTE, is_shown=True)
PNG = Kind("image/png", is_shown=True)
JPEG = Kind("image/jpeg", is_shown=True)
WEBP = Kind("image/webp", is_shown=True)
DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 50 * MEGABYTE)
XLS = Kind("application/vnd.ms-excel", 50 * MEGABYTE)
XLSB = Kind("application/vnd.ms-excel.sheet.binary.macroenabled.12", 50 * MEGABYTE)
ODS = Kind("application/vnd.oasis.opendocument.spreadsheet", 50 * MEGABYTE)
GZIP = Kind("application/gzip", 50 * MEGABYTE)  # of a CSV file
OFD = Kind("application/ofd", 50 * MEGABYTE)
TEXT = Kind("text/plain", 50 * MEGABYTE)
MP3 = Kind("audio/mpeg")
M4A = Kind("audio/mp4")
AMR = Kind("audio/amr")
SHEETS = (XLSX, XLS, XLSB, ODS, GZIP)
KINDS = {
    kind.media_type: kind
    for kind in (PDF, PNG, JPEG, WEBP, DOCX, *SHEETS, OFD, TEXT, MP3, M4A, AMR)
}
_SIGNATURES: tuple[tuple[Callable[[bytes], bool], Kind], ...] = (
    (lambda head: head.startswith(b"%PDF-"), PDF),
    (lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"), PNG),
    (lambda head: head.startswith(b"\xff\xd8\xff"), JPEG),
    (lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", WEBP),
    (lambda head: head.startswith((b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")), MP3),
    (lambda head: head[4:8] == b"ftyp" and head[8:11] in {b"M4A", b"mp4", b"iso"}, M4A),
    (lambda head: head.startswith(b"#!AMR"), AMR),
    (lambda head: head.startswith(b"\x1f\x8b"), GZIP),
)
# The member that tells what an office archive is.
_OFFICE = {
    "xl/workbook.xml": XLSX,
    "xl/workbook.bin": XLSB,
    "word/document.xml": DOCX,
    "OFD.xml": OFD,
    "content.xml": ODS,
}
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # turn a name around


def sniff(content: bytes) -> Kind:
    """Return the kind of a file, by its content.

    Raises:
        Refused: it is empty, too large, damaged, locked, has macros, is a bomb, or of a
            kind that is not taken.
    """
    if not content:
        raise Refused("empty")
    kind = _kind(content)
    if len(content) > kind.most:
        raise Refused(
            "too-large",
            size=f"{len(content) / MEGABYTE:.1f}",
            most=str(kind.most // MEGABYTE),
        )
    if kind in {PNG, JPEG} and _pixels(content, kind) > MOST_PIXELS:
        raise Refused("too-many-pixels")
    return kind


def _kind(content: bytes) -> Kind:
    if content.startswith(archives.ZIP):
        return _office(content)
    if content.startswith(archives.COMPOUND):
        _checked(lambda: archives.inspect_compound(content))
        return XLS
    for fits, kind in _SIGNATURES:
        if fits(content[:32]):
            return kind
    if _is_text(content[:TEXT_LOOKED_AT]):
        return TEXT
    raise Refused("unknown-type")


def _office(content: bytes) -> Kind:
    contents = _checked(lambda: archives.inspect(BytesIO(content)))
    for member, kind in _OFFICE.items():
        if contents.has(member):
            return kind
    raise Refused("unknown-type")


def _checked[T](look: Callable[[], T]) -> T:
    try:
        return look()
    except archives.Unsafe as error:
        raise Refused(_OF_ARCHIVE[error.code]) from error


def _is_text(head: bytes) -> bool:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return b"<" not in head[:8]
    if b"\0" in head or head.lstrip()[:1] == b"<":
        return False  # markup could be run by a browser
    for encoding in ("utf-8", "gb18030"):
        try:
            # The cut may lie inside a character.
            head[: len(head) - 4 if len(head) == TEXT_LOOKED_AT else None].decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _pixels(content: bytes, kind: Kind) -> int:
    """Return width times height as the picture declares them, without decoding it."""
    if kind is PNG:
        if len(content) < 24:  # noqa: PLR2004 - where a PNG's header ends
            raise Refused("broken")
        return int.from_bytes(content[16:20]) * int.from_bytes(content[20:24])
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:  # noqa: PLR2004 - every JPEG segment begins with it
            raise Refused("broken")
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:  # noqa: PLR2004 - frames
            return int.from_bytes(content[at + 5 : at + 7]) * int.from_bytes(
                content[at + 7 : at + 9]
            )
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    raise Refused("broken")


def clean_name(name: str) -> str:
    """Return a name that shows what it is: no folders, no hidden or turning characters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(
        character
        for character in _HIDDEN.sub("", last)
        if unicodedata.category(character) not in {"Cc", "Cs", "Co", "Cn"}
    ).strip(" .")
    stem, dot, suffix = seen.rpartition(".")
    if not dot:
        return (seen or "file")[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(suffix) - 1]}.{suffix}"[:LONGEST_NAME]
