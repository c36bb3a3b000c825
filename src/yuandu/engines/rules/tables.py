"""Taking in a table of subjects: every column in the steps that rules compare.

One row is one subject. Columns are named as in `vocabulary.column`: `revenue_2024`,
`niche_since`; `judged_ID` may stand there, and says nothing where it does not.

| fact | column | becomes |
|---|---|---|
| amount, count, quantity, share, score | integers, floats, decimals in base units | integers in steps, to the nearest; NaN is null |
| flag | booleans, or 0 and 1 | booleans |
| day | days, or instants | days |
| choice, codes | texts or categories | texts |
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, cast

import narwhals as nw
from narwhals import dtypes

from yuandu.engines.rules import units
from yuandu.engines.rules.facts import JUDGED, bounds
from yuandu.engines.rules.problems import BadTable, Problem
from yuandu.engines.rules.vocabulary import LIKE_A_COLUMN, FactKind, Vocabulary

NUMBERS = (dtypes.IntegerType, dtypes.FloatType, dtypes.Decimal)
FITTING: dict[str, tuple[type[dtypes.DType], ...]] = {
    "flag": (dtypes.Boolean, *NUMBERS),
    "day": (dtypes.Date, dtypes.Datetime),
    "choice": (dtypes.String, dtypes.Categorical, dtypes.Enum),
    "codes": (dtypes.String, dtypes.Categorical, dtypes.Enum),
}
# What stands in a message for the types that fit.
EXPECTED = {"flag": "Boolean / 0, 1", "day": "Date", "choice": "String", "codes": "String"}
NOT_YET_JUDGED = FactKind(code="judged", title="judged", title_en="judged", kind="flag")


def take_in(
    table: Any, names: Iterable[str], vocabulary: Vocabulary, *, id_column: str
) -> nw.LazyFrame[Any]:
    """Return the id and the named columns of a table in steps, not yet worked out.

    Looks once at the least and the greatest value of each column, as beyond their bounds
    rules could not multiply safely.

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
        raise BadTable([Problem("columns-missing", values={"names": "、".join(missing)})])
    given = {name: kind for name, kind in kinds.items() if name in schema}
    if wrong := list(_of_wrong_type(given, schema)):
        raise BadTable(wrong)
    raw = {name: _raw(name, schema[name]) for name in given}
    if wrong := list(_beyond(frame, given, raw)):
        raise BadTable(wrong)
    return frame.select(
        nw.col(id_column),
        *(
            _in_steps(raw[name], kind, schema[name]).alias(name)
            if name in given
            else nw.lit(None, nw.Boolean).alias(name)
            for name, kind in kinds.items()
        ),
    )


def kind_of(name: str, vocabulary: Vocabulary) -> FactKind:
    """Return the kind of fact that a column holds."""
    if name.startswith(JUDGED):
        return NOT_YET_JUDGED
    return vocabulary[name if name in vocabulary else LIKE_A_COLUMN.sub("", name)]


def _of_wrong_type(given: dict[str, FactKind], schema: nw.Schema) -> Iterator[Problem]:
    for name, kind in given.items():
        held = schema[name]
        if not isinstance(held, (*FITTING.get(kind.kind, NUMBERS), dtypes.Unknown)):
            expected = EXPECTED.get(kind.kind, "Int64 / Float64")
            values = {"name": name, "expected": expected, "given": str(held)}
            yield Problem("column-wrong-type", field=name, values=values)


def _raw(name: str, held: dtypes.DType) -> nw.Expr:
    column = nw.col(name)
    if isinstance(held, dtypes.Decimal):
        return column.cast(nw.Float64)
    if isinstance(held, dtypes.FloatType):
        return column.cast(nw.Float64).fill_nan(None)
    return column


def _in_steps(raw: nw.Expr, kind: FactKind, held: dtypes.DType) -> nw.Expr:
    if kind.kind == "flag":
        return raw if isinstance(held, dtypes.Boolean) else (raw.cast(nw.Float64) == 1)
    if kind.kind == "day":
        return raw.cast(nw.Date)
    if not kind.is_number:
        return raw.cast(nw.String)
    by = units.STEPS[kind.kind]
    if isinstance(held, dtypes.IntegerType):
        return raw.cast(nw.Int64) * by if by != 1 else raw.cast(nw.Int64)
    # A share of 0.03 is 29,999.999…96 millionths in doubles: to the nearest, not down.
    return (raw.cast(nw.Float64) * by + 0.5).floor().cast(nw.Int64)


def _beyond(
    frame: nw.LazyFrame[Any], given: dict[str, FactKind], raw: dict[str, nw.Expr]
) -> Iterator[Problem]:
    """Find values that no fact of their kind has."""
    looked = {name: kind for name, kind in given.items() if kind.is_number or kind.kind == "flag"}
    chosen = {name: kind for name, kind in given.items() if kind.choices}
    asked = [raw[name].cast(nw.Float64).min().alias(f"{name}.low") for name in looked]
    asked += [raw[name].cast(nw.Float64).max().alias(f"{name}.high") for name in looked]
    asked += [
        (~nw.col(name).cast(nw.String).is_in(list(kind.choices))).cast(nw.Int64).sum().alias(name)
        for name, kind in chosen.items()
    ]
    if not asked:
        return
    found = frame.select(*asked).collect("polars").rows(named=True)[0]
    for name, kind in looked.items():
        low, high = (0, 1) if kind.kind == "flag" else bounds(kind)
        for value, is_beyond in (
            (found[f"{name}.low"], lambda one, low=low: Decimal(one) < low),
            (found[f"{name}.high"], lambda one, high=high: Decimal(one) > high),
        ):
            if value is not None and is_beyond(value):
                code = (
                    "value-share" if kind.kind == "share" and kind.high is None else "value-beyond"
                )
                values = {"title": kind.title, "given": value, "low": low, "high": high}
                yield Problem(code, field=name, values=values)
    for name, kind in chosen.items():
        if found[name]:
            yield _no_choice(frame, name, kind)


def _no_choice(frame: nw.LazyFrame[Any], name: str, kind: FactKind) -> Problem:
    text = nw.col(name).cast(nw.String)
    others = frame.filter(~text.is_in(list(kind.choices))).select(text.alias(name)).head(1)
    value = cast("str", others.collect("polars").item())
    values = {"given": value, "expected": "、".join(kind.choices)}
    return Problem("not-one-of", field=name, values=values)
