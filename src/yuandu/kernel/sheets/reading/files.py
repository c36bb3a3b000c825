"""A file as a grid: its kind is told by its content, then read by the reader of that kind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from yuandu.kernel.files import archives
from yuandu.kernel.sheets.reading import delimited, workbooks
from yuandu.kernel.sheets.reading.refusals import Refused
from yuandu.kernel.sheets.rules.grids import Grid

MOST_BYTES = 50 * 1024 * 1024
MOST_ROWS = 100_000
_PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")


def read(path: Path, choose: workbooks.Choose, *, sheet: str = "") -> Grid:
    """Return the grid of one sheet of a file.

    Args:
        path: The file; its name does not matter, its content tells the kind.
        choose: Picks among the first rows of a workbook's visible sheets.
        sheet: The sheet to read, if somebody said so.

    Raises:
        Refused: the file cannot or must not be read.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise Refused(
            "file-too-large", size=f"{size / 1024**2:.1f}", most=str(MOST_BYTES // 1024**2)
        )
    if size == 0:
        raise Refused("empty-file")
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(_PICTURES):
        raise Refused("no-table")
    if not start.startswith((archives.ZIP, archives.COMPOUND)):
        return delimited.read(path, most_rows=MOST_ROWS)
    try:
        ending = _workbook_ending(path, start)
    except archives.Unsafe as error:
        raise Refused(error.code, **error.params) from error
    # The parser goes by the ending, which an uploaded file's name may get wrong.
    with _named(path, ending) as named:
        return workbooks.read(named, choose, sheet=sheet, most_rows=MOST_ROWS)


def _workbook_ending(path: Path, start: bytes) -> str:
    if start.startswith(archives.COMPOUND):
        archives.inspect_compound(path.read_bytes())
        return ".xls"
    with path.open("rb") as file:
        contents = archives.inspect(file)
    for name, ending in (
        ("xl/workbook.xml", ".xlsx"),
        ("xl/workbook.bin", ".xlsb"),
        ("content.xml", ".ods"),
    ):
        if contents.has(name):
            return ending
    raise Refused("no-table")


@contextmanager
def _named(path: Path, ending: str) -> Iterator[Path]:
    """Give the file a name with its proper ending for a while."""
    with TemporaryDirectory(prefix="yuandu-sheet-") as folder:
        named = Path(folder) / f"workbook{ending}"
        named.symlink_to(path.resolve())
        yield named
