"""`yuandu rules sweep`: every book in force over a Parquet table, Parquet out."""

import argparse
import datetime
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
from narwhals.exceptions import NarwhalsError

from yuandu.cli import folders
from yuandu.engines import rules
from yuandu.engines.rules.problems import Language, Problem
from yuandu.engines.rules.sweeping import Swept, sweep, sweep_each
from yuandu.engines.rules.tables import check_ids

RUN = "run.json"
WORDS = {
    "not-parquet": (
        "不是可读的 Parquet 文件。",
        "It is no Parquet file that can be read.",
    ),
    "no-spark": (
        "未安装 Spark；请运行 uv sync --extra cluster，并安装 Java 17。",
        "Spark is not installed; run uv sync --extra cluster, and install Java 17.",
    ),
    "in-the-way": (
        "输出位置已有文件或非空目录；请换一个目录，或先清空。",
        "The folder to write to is a file or holds something; name another, or empty it first.",
    ),
    "no-facts": ("没有这个文件；请核对路径。", "There is no such file; check its path."),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the word takes besides what all words take."""
    parser.add_argument("--facts", type=Path, required=True, help="Parquet: docs/rules.md")
    parser.add_argument("--out", type=Path, required=True, help="a folder, new or empty")
    parser.add_argument("--engine", choices=("polars", "spark"), default="polars")
    parser.add_argument("--id", default="id", help="the column that names a subject")
    parser.add_argument("--masks", action="store_true", help="also each criterion's state")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, language: Language) -> Iterator[str]:
    """Sweep, and yield what came out of it.

    The folder appears whole or not at all: what is written goes to a folder beside it first.
    """
    if asked.out.exists() and not (asked.out.is_dir() and not any(asked.out.iterdir())):
        raise _refused(asked.out, "in-the-way")
    if not asked.facts.exists():
        raise _refused(asked.facts, "no-facts")
    vocabulary, every = folders.books_in(asked.books)
    books = [book for book in every if book.holds_on(asked.on, asked.assessed)]
    if not books:
        raise rules.BadBook([Problem("books-none", str(asked.books), values={"on": asked.on})])
    given = {
        "on": asked.on,
        "vocabulary": vocabulary,
        "assessed": asked.assessed,
        "masks": asked.masks,
        "id_column": asked.id,
    }
    writing = asked.out.with_name(f".{asked.out.name}.{os.getpid()}")
    try:
        writing.mkdir(parents=True)
        engine = _on_spark if asked.engine == "spark" else _on_polars
        swept = engine(books, asked.facts, writing, given)
        (writing / RUN).write_text(_told(swept, asked), "utf-8")
        if asked.out.exists():
            asked.out.rmdir()
        writing.rename(asked.out)
    except rules.BadTable as bad:
        # The engine knows of columns; which file they are missing from is known here.
        raise rules.BadTable(
            [replace(one, source=asked.facts.name) for one in bad.problems]
        ) from bad
    except OSError as error:
        raise folders.Unreadable(
            asked.out,
            f"写不进：{error.strerror or error}。",
            f"It cannot be written: {error.strerror or error}.",
        ) from error
    finally:
        shutil.rmtree(writing, ignore_errors=True)
    yield f"{asked.out}: {len(books)} {'部规则' if language == 'zh' else 'books'}"


def _on_polars(
    books: Sequence[rules.Book], facts: Path, out: Path, given: dict[str, Any]
) -> list[Swept]:
    try:
        table = pl.scan_parquet(facts)
        table.collect_schema()
        # Damage behind a sound head shows only when the rows are read.
        check_ids(table, given["id_column"])
        swept = sweep(books, table, **given)
    except (OSError, pl.exceptions.PolarsError, NarwhalsError) as error:
        raise _refused(facts, "not-parquet") from error
    swept.table.write_parquet(out / "swept.parquet")
    return [swept]


def _on_spark(
    books: Sequence[rules.Book], facts: Path, out: Path, given: dict[str, Any]
) -> list[Swept]:
    try:
        spark = import_module("pyspark.sql").SparkSession.builder.appName("yuandu").getOrCreate()
    except ImportError as error:
        raise _refused(facts, "no-spark") from error
    try:
        # One book after another: Spark takes a minute to plan a thousand clauses at once.
        table = spark.read.parquet(str(facts)).cache()
        check_ids(table, given["id_column"])
        swept = []
        for one in sweep_each(books, table, **given):
            one.table.write.parquet(str(out / f"{one.books[0].code}.parquet"))
            swept.append(one)
        return swept
    finally:
        spark.stop()


def _refused(path: Path, why: str) -> folders.Unreadable:
    return folders.Unreadable(path, *WORDS[why])


def _told(swept: Sequence[Swept], asked: argparse.Namespace) -> str:
    """Return what must be known to read the table, and to make the same one again."""
    first = swept[0]
    said = {
        "on": first.on.isoformat(),
        "cut_off": first.cut_off.isoformat(),
        "assessed": first.assessed,
        "engine": asked.engine,
        "facts": asked.facts.name,
        "hash": [one.hash for one in swept],
        "states": {state.code: int(state) for state in rules.State},
        "books": [
            {
                "code": book.code,
                "series": book.series,
                "effective_from": book.effective_from.isoformat(),
                "hash": book.hash,
                "clauses": list(book.clauses),
                "masks": list(book.masks) if one.has_masks else [],
            }
            for one in swept
            for book in one.books
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def today() -> datetime.date:
    """Return the day in China, for whoever names none."""
    return datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
