"""The tables that commands without a database read."""

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
