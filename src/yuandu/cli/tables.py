"""What commands of files, without a database, have in common: reading tables, and telling."""

import sys
from collections.abc import Iterable
from pathlib import Path

import polars as pl

UNREADABLE = {
    "zh": "{path}：打不开，或不是 CSV（UTF-8）、Parquet 文件。{error}",
    "en": "{path}: cannot be read as CSV (UTF-8) or Parquet. {error}",
}


class Unusable(Exception):
    """What was given cannot be worked with; the lines say why."""


def read(path: Path, lang: str) -> pl.DataFrame:
    """Return a file's table, CSV as text so that nothing is guessed.

    Raises:
        Unusable: it is not there, or is no table.
    """
    try:
        if path.suffix.lower() == ".parquet":
            return pl.read_parquet(path)
        return pl.read_csv(path, infer_schema=False, encoding="utf8")
    except (OSError, pl.exceptions.PolarsError) as error:
        first = str(error).splitlines()[0] if str(error) else ""
        raise Unusable(UNREADABLE[lang].format(path=path, error=first)) from error


def tell(lines: Iterable[str]) -> int:
    """Print what a command tells while it works; return 0, or 2 when it could not be done."""
    try:
        for line in lines:
            print(line)  # noqa: T201 - this is what the command shows
    except Unusable as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    return 0
