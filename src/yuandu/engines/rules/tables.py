"""Taking in a table of subjects: every column in the steps that rules compare.

One row is one subject. Columns are named as in `vocabulary.column`: `revenue_2024`,
`niche_since`; `judged_ID` may stand there, and says nothing where it does not.

| fact | column | becomes |
|---|---|---|
| amount, count, quantity, share, score | integers, floats, decimals in base units | integers in steps, to the nearest; NaN is null |
| flag | booleans, or 0 and 1 | booleans |
| day | days, or instants | days |
| choice, codes | texts or categories | texts; on Polars their places in a list |
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import narwhals as nw
from narwhals import dtypes

from yuandu.engines.rules import units
from yuandu.engines.rules.facts import JUDGED, bounds
from yuandu.engines.rules.problems import BadTable, Problem
from yuandu.engines.rules.texts import LONGEST_LIST, Texts, coded
from yuandu.engines.rules.vocabulary import LIKE_A_COLUMN, FactKind, Vocabulary

TEXTS = (dtypes.String, dtypes.Categorical, dtypes.Enum)
NUMBERS = (dtypes.IntegerType, dtypes.FloatType, dtypes.Decimal)
FITTING: dict[str, tuple[type[dtypes.DType], ...]] = {
    "flag": (dtypes.Boolean, *NUMBERS),
    "day": (dtypes.Date, dtypes.Datetime),
    "choice": TEXTS,
    "codes": TEXTS,
}
# What stands in a message for the types that fit.
EXPECTED = {"flag": "Boolean / 0, 1", "day": "Date", "choice": "String", "codes": "String"}
JUDGEMENT = FactKind(code="judged", title="judged", title_en="judged", kind="flag")


@dataclass(frozen=True, slots=True)
class Taken:
    """A table as rules read it.

    Attributes:
        rows: The ids, and columns in steps; on Spark not worked out yet.
        texts: Of text columns that hold places in a list, that list in its order.
        above_zero: Columns of numbers that are above zero wherever they are known.
    """

    rows: nw.LazyFrame[Any]
    texts: Mapping[str, tuple[str, ...]]
    above_zero: frozenset[str]

    @property
    def is_polars(self) -> bool:
        return self.rows.implementation.is_polars()


def take_in(table: Any, names: Iterable[str], vocabulary: Vocabulary, *, id_column: str) -> Taken:
    """Take in the id and the named columns of a table.

    Looks once at the least and the greatest of each number, as beyond their bounds rules
    could not multiply safely, and at the different texts there are.

    Raises:
        BadTable: a column is missing or of the wrong type, or a value is beyond bounds or
            none of its choices; says all of them.
    """
    frame = nw.from_native(table).lazy()
    schema = frame.collect_schema()
    kinds = {name: kind_of(name, vocabulary) for name in names}
    missing = [
        name for name in (id_column, *kinds) if name not in schema and not name.startswith(JUDGED)
    ]
    if missing:
        raise BadTable([Problem("columns-missing", values={"names": tuple(missing)})])
    given = {name: kind for name, kind in kinds.items() if name in schema}
    if wrong := list(_of_wrong_type(given, schema)):
        raise BadTable(wrong)
    places: Texts = {}
    if frame.implementation.is_polars():
        # It is looked at several times; a file is read once, and of it what is asked for.
        whole = nw.to_native(frame.select(id_column, *given).collect())
        held = [name for name, kind in given.items() if kind.kind in {"choice", "codes"}]
        whole, texts = coded(whole, held)
        places = {name: each for name, each in texts.items() if len(each) <= LONGEST_LIST}
        frame = nw.from_native(whole.lazy())
    else:
        texts = _choices(frame, given)
    ends = _ends(frame, given, schema)
    if wrong := [*_beyond(ends, given), *_not_chosen(given, texts)]:
        raise BadTable(wrong)
    columns = {
        name: nw.col(name) if name in places else _in_steps(name, kind, schema[name])
        for name, kind in given.items()
    }
    unsaid = [nw.lit(None, nw.Boolean).alias(name) for name in kinds if name not in given]
    rows = frame.select(
        nw.col(id_column), *(one.alias(name) for name, one in columns.items()), *unsaid
    )
    return Taken(rows, places, frozenset(_above_zero(ends, given)))


def check_ids(table: Any, id_column: str) -> None:
    """Refuse a table in which a subject has no id, or two have the same.

    By itself, since it reads all ids: who has them from a key of a database need not ask, and
    who sweeps book by book asks once. A table without the column is left to `take_in`.

    Raises:
        BadTable: with how many rows those are, and an id that stands there more than once.
    """
    frame = nw.from_native(table).lazy()
    if id_column not in frame.collect_schema():
        return
    ids = frame.select(nw.col(id_column))
    one = nw.col(id_column)
    asked = (nw.len(), one.count().alias("named"), one.n_unique().alias("different"))
    rows, named, different = ids.select(*asked).collect("polars").row(0)
    problems = []
    if unnamed := rows - named:
        values = {"name": id_column, "count": unnamed}
        problems.append(Problem("ids-missing", field=id_column, values=values))
    # Having none counts as one more id.
    if extra := named - (different - bool(unnamed)):
        counted = ids.group_by(id_column).agg(nw.len().alias("rows"))
        often = counted.filter((nw.col("rows") > 1) & ~one.is_null())
        first = often.select(one.min()).collect("polars")
        values = {"name": id_column, "count": extra, "given": first[id_column][0]}
        problems.append(Problem("ids-twice", field=id_column, values=values))
    if problems:
        raise BadTable(problems)


def kind_of(name: str, vocabulary: Vocabulary) -> FactKind:
    """Return the kind of fact that a column holds."""
    if name.startswith(JUDGED):
        return JUDGEMENT
    return vocabulary[name if name in vocabulary else LIKE_A_COLUMN.sub("", name)]


def _of_wrong_type(given: Mapping[str, FactKind], schema: nw.Schema) -> Iterator[Problem]:
    for name, kind in given.items():
        held = schema[name]
        if not isinstance(held, (*FITTING.get(kind.kind, NUMBERS), dtypes.Unknown)):
            expected = EXPECTED.get(kind.kind, "Int64 / Float64")
            values = {"name": name, "expected": expected, "given": str(held)}
            yield Problem("column-wrong-type", field=name, values=values)


def _raw(name: str, held: dtypes.DType) -> nw.Expr:
    column = nw.col(name)
    if isinstance(held, dtypes.FloatType):
        return column.cast(nw.Float64).fill_nan(None)
    return column if isinstance(held, dtypes.IntegerType) else column.cast(nw.Float64)


def _in_steps(name: str, kind: FactKind, held: dtypes.DType) -> nw.Expr:
    if kind.kind == "flag":
        return nw.col(name) if isinstance(held, dtypes.Boolean) else _raw(name, held) == 1
    if kind.kind in FITTING:
        return nw.col(name).cast(nw.Date if kind.kind == "day" else nw.String)
    by = units.STEPS[kind.kind]
    if isinstance(held, dtypes.IntegerType):
        whole = nw.col(name).cast(nw.Int64)
        return whole * by if by != 1 else whole
    # A share of 0.03 is 29,999.999…96 millionths in doubles: to the nearest, not down.
    return (_raw(name, held) * by + 0.5).floor().cast(nw.Int64)


# Values that no fact has


def _choices(frame: nw.LazyFrame[Any], given: Mapping[str, FactKind]) -> Texts:
    """Return the different texts of each column of choices."""
    found = {
        name: frame.select(nw.col(name).cast(nw.String)).unique().collect("polars")[name].to_list()
        for name, kind in given.items()
        if kind.kind == "choice"
    }
    return {
        name: tuple(sorted(text for text in texts if text is not None))
        for name, texts in found.items()
    }


type Ends = Mapping[str, tuple[Any, Any]]


def _ends(frame: nw.LazyFrame[Any], given: Mapping[str, FactKind], schema: nw.Schema) -> Ends:
    """Return the least and the greatest of each number, and of flags that are numbers."""
    raw = {
        name: _raw(name, schema[name])
        for name, kind in given.items()
        if kind.is_number or (kind.kind == "flag" and not isinstance(schema[name], dtypes.Boolean))
    }
    if not raw:
        return {}
    ends = [one.min().alias(f"{name}.low") for name, one in raw.items()]
    ends += [one.max().alias(f"{name}.high") for name, one in raw.items()]
    found = frame.select(*ends).collect("polars").rows(named=True)[0]
    return {name: (found[f"{name}.low"], found[f"{name}.high"]) for name in raw}


def _above_zero(ends: Ends, given: Mapping[str, FactKind]) -> Iterator[str]:
    for name, (low, _) in ends.items():
        # In steps: what rounds down to none of them is zero to rules.
        if low is not None and low * units.STEPS.get(given[name].kind, 1) >= 1:
            yield name


def _beyond(ends: Ends, given: Mapping[str, FactKind]) -> Iterator[Problem]:
    for name, found in ends.items():
        kind = given[name]
        low, high = (0, 1) if kind.kind == "flag" else bounds(kind)
        for value in {*found} - {None}:
            if not low <= Decimal(value) <= high:
                is_share = kind.kind == "share" and kind.high is None
                values = {"title": kind.title, "given": value, "low": low, "high": high}
                code = "value-share" if is_share else "value-beyond"
                yield Problem(code, field=name, values=values)


def _not_chosen(
    given: Mapping[str, FactKind], texts: Mapping[str, tuple[str, ...]]
) -> Iterator[Problem]:
    for name, held in texts.items():
        choices = given[name].choices
        for text in held if choices else ():
            if text not in choices:
                values = {"given": text, "expected": tuple(choices)}
                yield Problem("not-one-of", field=name, values=values)
