"""What may be kept: told by its content, never by what it claims to be."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.files import archives, pictures
from yuandu.kernel.workspaces.refusals import Refusal

MEGABYTE = 1024 * 1024
MOST_PIXELS = 60_000_000  # what a phone's best camera takes; more would exhaust a reader
TEXT_LOOKED_AT = 64 * 1024  # bytes
PDF_END_WITHIN = 4 * 1024  # bytes from the end; some scanners write a little after it

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
        "“%(name)s” has macros in it (%(part)s). Save it without macros (XLSX, DOCX) and resend it."
    ),
    "bomb": gettext_lazy(
        "“%(name)s” would unpack to far more than its size allows and was not opened. "
        "Save it again in its own program and resend it."
    ),
    "escaping": gettext_lazy(
        "“%(name)s” holds “%(part)s”, which would land outside of its folder. "
        "It was not opened. Save it again in its own program and resend it."
    ),
    "too-many-pixels": gettext_lazy(
        "“%(name)s” is %(width)s × %(height)s pixels; pictures may have %(most)s million at most. "
        "Resend it smaller."
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
MOST = max(kind.most for kind in KINDS.values())
type Size = Callable[[bytes], tuple[int, int]]
_PICTURES: dict[Kind, Size] = {
    PNG: pictures.png_size,
    JPEG: pictures.jpeg_size,
    WEBP: pictures.webp_size,
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


def sniff(content: bytes) -> Kind:
    """Return the kind of a file, by its content.

    Raises:
        Refused: it is empty, too large, damaged, locked, has macros, is a bomb, or of a
            kind that is not taken.
    """
    if not content:
        raise Refused("empty")
    kind = _kind(content)
    refuse_size(len(content), kind)
    if kind in _PICTURES:
        _refuse_flood(content, _PICTURES[kind])
    if kind is PDF and b"%%EOF" not in content[-PDF_END_WITHIN:]:
        raise Refused("broken")
    return kind


def refuse_size(size: int, kind: Kind | None = None) -> None:
    """Refuse a file of `size` bytes where its kind, or every kind, must be smaller.

    Raises:
        Refused: `too-large`.
    """
    most = kind.most if kind else MOST
    if size > most:
        raise Refused("too-large", size=f"{size / MEGABYTE:.1f}", most=str(most // MEGABYTE))


def _kind(content: bytes) -> Kind:
    if content.startswith(archives.ZIP):
        return _office(content)
    if content.startswith(archives.COMPOUND):
        _checked(lambda: archives.inspect_compound(content))
        if archives.is_old_workbook(content):
            return XLS
        raise Refused("unknown-type")  # installers are compound files as well
    for fits, kind in _SIGNATURES:
        if fits(content[:32]):
            return kind
    if _is_text(content[:TEXT_LOOKED_AT].removeprefix(codecs.BOM_UTF8)):
        return TEXT
    raise Refused("unknown-type")


def _office(content: bytes) -> Kind:
    contents = _checked(lambda: archives.inspect(BytesIO(content)))
    if outside := contents.outside():
        raise Refused("escaping", part=outside[:80])
    for member, kind in _OFFICE.items():
        if contents.has(member):
            return kind
    raise Refused("unknown-type")


def _checked[T](look: Callable[[], T]) -> T:
    try:
        return look()
    except archives.Unsafe as error:
        raise Refused(_OF_ARCHIVE[error.code], **error.params) from error


def _is_text(head: bytes) -> bool:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return b"<" not in head[:8]
    if b"\0" in head or head.lstrip()[:1] == b"<":
        return False  # markup could be run by a browser
    for encoding in ("utf-8", "gb18030"):
        try:
            # Not `decode`: where only the head is looked at, it may end inside a character.
            codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _refuse_flood(content: bytes, size: Size) -> None:
    try:
        width, height = size(content)
    except pictures.Broken as error:
        raise Refused("broken") from error
    if width * height > MOST_PIXELS:
        raise Refused(
            "too-many-pixels",
            width=str(width),
            height=str(height),
            most=str(MOST_PIXELS // 1_000_000),
        )
