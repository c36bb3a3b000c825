"""What a kept file is called: a name that shows what it is and cannot be run by surprise."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120  # characters

# What a name may end in, the usual ending first. A text called "pay.bat" would run when
# it is opened, a PDF with markup in it called "pay.html" as well.
_ENDINGS = {
    "application/pdf": ("pdf",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/webp": ("webp",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.ms-excel": ("xls", "et"),
    "application/vnd.ms-excel.sheet.binary.macroenabled.12": ("xlsb",),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
    "application/gzip": ("gz",),
    "application/ofd": ("ofd",),
    "text/plain": ("txt", "csv", "tsv"),
    "audio/mpeg": ("mp3",),
    "audio/mp4": ("m4a", "mp4"),
    "audio/amr": ("amr",),
}
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')  # of which Windows makes streams and patterns
# Control and format characters (they turn a name around or hide parts of it), line ends,
# and what is no character at all.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean(name: str) -> str:
    """Return `name` without folders and without characters that hide or turn parts of it."""
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(each for each in last if unicodedata.category(each) not in _UNSEEN)
    seen = _NOT_IN_NAMES.sub("_", seen).strip(" .")
    stem, dot, ending = seen.rpartition(".")
    if not dot:
        return (seen or "file")[:LONGEST]
    return _joined(stem, ending)


def fitting(name: str, media_type: str) -> str:
    """Return the clean `name`, with an ending that tells what the content is."""
    endings = _ENDINGS[media_type]
    if name.rpartition(".")[2].lower() in endings:
        return name
    return _joined(name, endings[0])


def _joined(stem: str, ending: str) -> str:
    return f"{stem[: max(LONGEST - len(ending) - 1, 1)]}.{ending}"[:LONGEST]
