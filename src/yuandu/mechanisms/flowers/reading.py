"""Files of quotes, read as their source declares: every value that cannot be kept is told."""

import datetime
import gzip
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from yuandu.mechanisms.flowers import rules
from yuandu.mechanisms.flowers.refusals import NotReadable, Problem
from yuandu.mechanisms.flowers.sources import BY_HAND, GRADES, UNITS, Source

PRICES = ("low", "average", "high")
QUANTITIES = ("volume", "unsold", "stock")
EARLIEST = datetime.date(1990, 1, 1)  # an earlier day is a slip of the pen
VALUES = (*PRICES, *QUANTITIES)
KEY = ("market", "kind", "on", "grade")
DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d")
TOO_LARGE = 1e12
KEPT_AS = pl.Decimal(14, 2)
FIRST_ROW = 2  # the header is row 1


@dataclass(slots=True)
class Rows:
    """Rows of a file in our words: `market` and `kind` as keys, values as decimals.

    Attributes:
        left_out: The source's words for kinds that are not on the list → how many rows.
    """

    frame: pl.DataFrame
    problems: list[Problem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def doubt(self, at: pl.Expr, column: str, code: str, value: Any = "", known: Any = "") -> None:
        """Tell of the rows where `at` holds, and take them out."""
        found = self.frame.filter(at).select(
            "row", value=_as_text(value), known=_as_text(known)
        )  # fmt: skip
        if found.is_empty():
            return
        for row, said, other in found.iter_rows():
            self.problems.append(Problem(row, column, code, said or "", other or ""))
        self.frame = self.frame.filter(~at.fill_null(value=False))


def _as_text(value: Any) -> pl.Expr:
    expression = value if isinstance(value, pl.Expr) else pl.lit(value)
    return expression.cast(pl.String)


def table(path: Path) -> pl.DataFrame:
    """Return a CSV, gzipped CSV or Parquet file as texts, what is empty as null.

    Raises:
        NotReadable: it is not there, none of these, or damaged.
    """
    name = path.name
    try:
        if name.endswith(".parquet"):
            found = pl.read_parquet(path).with_columns(pl.selectors.datetime().cast(pl.Date))
        elif name.endswith((".csv", ".csv.gz")):
            found = pl.read_csv(_utf8(path), infer_schema=False)
        else:
            raise NotReadable("kind", name)
    except OSError as error:
        raise NotReadable("missing", name) from error
    except (PolarsError, EOFError, UnicodeDecodeError) as error:
        raise NotReadable("table", name, str(error).partition("\n")[0]) from error
    if found.is_empty():
        raise NotReadable("empty", name)
    texts = pl.all().cast(pl.String).str.strip_chars()
    return found.select(texts.replace("", None)).with_row_index("row", FIRST_ROW)


def _utf8(path: Path) -> io.BytesIO:
    """Return a CSV file as UTF-8; offices still send GB 18030."""
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        raw = raw.decode("gb18030").encode()
    return io.BytesIO(raw.removeprefix(b"\xef\xbb\xbf"))


def fields(raw: pl.DataFrame, source: Source, name: str) -> pl.DataFrame:
    """Return the columns that the source names, as our fields, and its constants.

    Raises:
        NotReadable: a column is not there.
    """
    if lacking := sorted(set(source.fields.values()) - set(raw.columns)):
        raise NotReadable("columns", name, ", ".join(lacking))
    given = [pl.col(column).alias(ours) for ours, column in source.fields.items()]
    constants = source.constants
    shared = {
        "market": constants.market,
        "kind": constants.kind,
        "grade": constants.grade.value,
        "unit": constants.unit.value if constants.unit else None,
    }
    absent = [name for name in (*shared, *VALUES) if name not in source.fields]
    return raw.select(
        "row", *given, *(pl.lit(shared.get(name), pl.String).alias(name) for name in absent)
    )


def entered(
    rows: Sequence[Mapping[str, str | None]], source: Source, numbers: Sequence[int] = ()
) -> pl.DataFrame:
    """Return rows that somebody entered, in the words of `sources.by_hand`, as our fields.

    Args:
        numbers: of the rows, where they do not begin at 1.
    """
    names = (*BY_HAND, "market")
    texts = {name: [row.get(name) or None for row in rows] for name in names}
    given = pl.DataFrame(texts, schema=dict.fromkeys(names, pl.String))
    given = given.with_columns(row=pl.Series(numbers or range(1, len(rows) + 1), dtype=pl.UInt32))
    return fields(given, source, source.title)


def unknown_kinds(frame: pl.DataFrame, words: Mapping[str, int]) -> list[str]:
    """Return the words for kinds that are not on the list, as they first appear."""
    given = frame.get_column("kind").drop_nulls().unique(maintain_order=True)
    return [word for word in given if word.lower() not in words]


def understand(
    frame: pl.DataFrame, source: Source, words: Mapping[str, int], today: datetime.date
) -> Rows:
    """Return the fields of a file as values: days, numbers, keys of kinds, our units and grades.

    Args:
        words: every name of a kind, in small letters → its key.
        today: no later day is taken.
    """
    rows = Rows(frame)
    _name_kinds(rows, source, words)
    _name_words(rows, source)
    _read_days(rows, source, today)
    for name in VALUES:
        _read_number(rows, source.fields.get(name, name), name)
    low, average, high = (pl.col(name) for name in PRICES)
    told = pl.concat_str(PRICES, separator=" / ", ignore_nulls=True)
    column = source.columns.average
    rows.doubt((low > average) | (average > high), column, "order", told)
    rows.frame = rows.frame.with_columns(pl.col(name).cast(KEPT_AS) for name in VALUES)
    return rows


def _column(source: Source, name: str) -> str:
    return source.fields.get(name, name)


def _name_kinds(rows: Rows, source: Source, words: Mapping[str, int]) -> None:
    """Put the keys of kinds in place of their names; offer the nearest names for a strange one."""
    column, word = _column(source, "kind"), pl.col("kind")
    rows.doubt(word.is_null(), column, "empty")
    strange = unknown_kinds(rows.frame, words)
    if source.unknown == "leave_out":
        counted = rows.frame.filter(word.is_in(strange)).get_column("kind")
        rows.left_out = Counter(counted.to_list())
        rows.frame = rows.frame.filter(~word.is_in(strange))
    for each in strange:
        near = rules.nearest(each, words) if source.unknown == "refuse" else []
        code = "near" if near else "kind"
        rows.doubt(word == each, column, code, word, " / ".join(near))
    keys = {each: words[each.lower()] for each in rows.frame.get_column("kind").unique()}
    rows.frame = rows.frame.with_columns(translated("kind", keys))


def translated(name: str, ours: Mapping[str, Any], kind: Any = pl.Int64) -> pl.Expr:
    """Return what our side has for the words of a column; null for a word without."""
    word = pl.col(name)
    return word.replace_strict(list(ours), list(ours.values()), default=None, return_dtype=kind)


def _name_words(rows: Rows, source: Source) -> None:
    """Put our units and grades in place of the source's words; check that there is a market."""
    rows.doubt(pl.col("market").is_null(), _column(source, "market"), "empty")
    for name, ours in (
        ("unit", UNITS | {word: unit.value for word, unit in source.units.items()}),
        ("grade", GRADES | {word: grade.value for word, grade in source.grades.items()}),
    ):
        word = pl.col(name)
        rows.doubt(word.is_null(), _column(source, name), "empty")
        rows.doubt(~word.is_in(list(ours)), _column(source, name), name, word)
        rows.frame = rows.frame.with_columns(translated(name, ours, pl.String))


def _read_days(rows: Rows, source: Source, today: datetime.date) -> None:
    column, said = source.columns.day, pl.col("on")
    rows.doubt(said.is_null(), column, "empty")
    read = pl.coalesce(said.str.to_date(form, strict=False) for form in DAYS)
    rows.doubt(read.is_null(), column, "day", said)
    rows.frame = rows.frame.with_columns(read)
    rows.doubt(said > today, column, "future", said)
    rows.doubt(said < EARLIEST, column, "long-past", said)


def _read_number(rows: Rows, column: str, name: str) -> None:
    said = pl.col(name)
    value = said.str.replace_all(",", "", literal=True).cast(pl.Float64, strict=False)
    if name == "average":
        rows.doubt(said.is_null(), column, "empty")
    rows.doubt(
        said.is_not_null() & ~value.is_finite().fill_null(value=False), column, "number", said
    )
    rows.doubt(value < 0, column, "negative", said)
    if name in PRICES:
        rows.doubt(value.round(2) == 0, column, "zero", said)
    rows.doubt(value >= TOO_LARGE, column, "large", said)
    rows.frame = rows.frame.with_columns(value)


def check_units(rows: Rows, source: Source, known: pl.DataFrame) -> None:
    """Refuse rows whose unit is not the one by which their market prices the kind.

    Args:
        known: `market`, `kind`, `usual` of the quotes kept so far; where there are none, the
            unit of most rows of the file counts.
    """
    pair = ["market", "kind"]
    most = rows.frame.group_by(pair).agg(pl.col("unit").mode().sort().first().alias("most"))
    rows.frame = (
        rows.frame.join(known, on=pair, how="left")
        .join(most, on=pair, how="left")
        .with_columns(usual=pl.coalesce("usual", "most"))
        .sort("row")
    )
    usual = pl.col("usual")
    rows.doubt(pl.col("unit") != usual, _column(source, "unit"), "mixed", pl.col("unit"), usual)
    rows.frame = rows.frame.drop("usual", "most")


def put_together(rows: Rows, source: Source) -> None:
    """Leave one row a market, day, kind and grade: lots are pooled, else the second is a fault."""
    if source.pools:
        rows.frame = pooled(rows.frame)
        return
    first = pl.col("row").min().over(KEY)
    told = pl.concat_str(["on", "grade"], separator=" ")
    rows.doubt(pl.col("row") != first, source.columns.day, "twice", told, first)


def pooled(frame: pl.DataFrame) -> pl.DataFrame:
    """Return lots of one quote put together: lowest, highest, the mean by volume, sums.

    Where a lot has no volume, or none was sold, the mean counts every lot once.
    """
    average, volume = (pl.col(name).cast(pl.Float64) for name in ("average", "volume"))
    is_weighed = (volume.null_count() == 0) & (volume.sum() > 0)
    mean = pl.when(is_weighed).then((average * volume).sum() / volume.sum()).otherwise(
        average.mean()
    )  # fmt: skip
    sums = [
        pl.when(pl.col(name).null_count() < pl.len()).then(pl.col(name).sum()).alias(name)
        for name in QUANTITIES
    ]
    return (
        frame.group_by(KEY, maintain_order=True)
        .agg(
            pl.col("row").first(),
            pl.col("unit").first(),
            pl.min("low"),
            mean.round(2).cast(KEPT_AS).alias("average"),
            pl.max("high"),
            *sums,
        )
        .with_columns(pl.col(name).cast(KEPT_AS) for name in VALUES)
    )


def outliers(frame: pl.DataFrame, before: pl.DataFrame) -> Iterable[tuple[int, bool]]:
    """Yield for each row of `frame` its number and whether its price is out of line.

    Args:
        before: Quotes kept so far, with `on` and `average` by market, kind and grade.
    """
    older = before.join(frame, on=KEY, how="anti").with_columns(row=None)
    row = pl.col("row").cast(pl.Int64)
    both = pl.concat([each.select(*KEY, "average", row) for each in (older, frame)]).sort("on")
    series = ["market", "kind", "grade"]
    for group in both.partition_by(series):
        days, prices = group.get_column("on"), group.get_column("average").cast(pl.Float64)
        found = rules.outliers(list(zip(days, prices, strict=True)))
        for row, is_one in zip(group.get_column("row"), found, strict=True):
            if row is not None:
                yield row, is_one
