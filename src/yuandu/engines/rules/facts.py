"""Facts of one subject, as they are written and as rules read them."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Self

from yuandu.engines.rules import units
from yuandu.engines.rules.problems import BadFacts, Problem
from yuandu.engines.rules.vocabulary import FactKind, Vocabulary, column

type Value = int | bool | str | datetime.date
JUDGED = "judged_"  # what a person said of a criterion, by its id
FIRST_YEAR, LAST_YEAR = 1949, 2199


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one subject.

    Attributes:
        values: By column (`revenue_2024`, `niche_since`): numbers in the smallest steps of
            their kind, flags, days, codes. What is not in it is unknown.
    """

    values: Mapping[str, Value] = field(default_factory=dict)

    def get(self, name: str) -> Value | None:
        return self.values.get(name)

    def with_values(self, changes: Mapping[str, Value]) -> Self:
        return replace(self, values={**self.values, **changes})


def read_facts(said: object, vocabulary: Vocabulary, source: str = "") -> Facts:
    """Read facts as they are written: `{"revenue": {"2024": "1200万元"}, "staff": …}`.

    Yearly facts are given by the year, the others directly; `null` says that a value is not
    known. Amounts are yuan and shares fractions, unless they come with a unit: `"1200 万元"`,
    `"3 %"`. `judged_ID` holds what a person said of the criterion ID.

    Raises:
        BadFacts: a name is not known or a value does not fit; says all of them.
    """
    if not isinstance(said, Mapping):
        raise BadFacts([Problem("facts-not-a-table", source)])
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for key, given in said.items():
        name = str(key)
        if name.startswith(JUDGED):
            _read_judged(name, given, values, problems, source)
        elif name in vocabulary:
            _read_fact(vocabulary[name], given, values, problems, source)
        else:
            like = tuple(_near(name, vocabulary))
            problems.append(
                Problem("key-unknown", source, None, name, {"key": name, "expected": like})
            )
    if problems:
        raise BadFacts(problems)
    return Facts(values)


def _near(name: str, vocabulary: Vocabulary) -> list[str]:
    start = name[:3]
    near = [kind.code for kind in vocabulary if kind.code.startswith(start)]
    return near or [kind.code for kind in vocabulary]


def _read_judged(
    name: str, given: object, values: dict[str, Value], problems: list[Problem], source: str
) -> None:
    if isinstance(given, bool):
        values[name] = given
    elif given is not None:
        problems.append(
            Problem("value-not-flag", source, None, name, {"title": name, "given": given})
        )


def _read_fact(
    kind: FactKind,
    given: object,
    values: dict[str, Value],
    problems: list[Problem],
    source: str,
) -> None:
    def wrong(code: str, field_name: str, **said: object) -> None:
        problems.append(Problem(code, source, None, field_name, {"title": kind.title, **said}))

    if not kind.yearly:
        if isinstance(given, Mapping):
            wrong("year-not-asked", kind.code)
        elif given is not None:
            _take(kind, given, kind.code, values, wrong)
        return
    if isinstance(given, Mapping):
        _take_years(kind, given, values, wrong)
    elif given is not None:
        wrong("year-needed", kind.code)


def _take_years(
    kind: FactKind,
    given: Mapping[object, object],
    values: dict[str, Value],
    wrong: Callable[..., None],
) -> None:
    for year, value in given.items():
        if not _is_year(year):
            wrong("year-wrong", f"{kind.code}.{year}", given=year)
            continue
        name = column(kind.code, int(str(year)))
        if name in values:
            wrong("year-twice", name, given=year)
        elif value is not None:
            _take(kind, value, name, values, wrong)


def _is_year(given: object) -> bool:
    text = str(given)
    is_four_digits = len(text) == 4 and text.isascii() and text.isdigit()  # noqa: PLR2004
    return is_four_digits and FIRST_YEAR <= int(text) <= LAST_YEAR


class Unfit(Exception):
    """A value does not fit its kind; the problem's code, and what its sentence names."""

    def __init__(self, code: str, **said: object) -> None:
        super().__init__(code)
        self.code, self.said = code, said


def _take(
    kind: FactKind,
    given: object,
    name: str,
    values: dict[str, Value],
    wrong: Callable[..., None],
) -> None:
    try:
        values[name] = value_of(kind, given)
    except Unfit as unfit:
        wrong(unfit.code, name, given=given, **unfit.said)


def value_of(kind: FactKind, given: object) -> Value:
    """Return one value as rules read it.

    Raises:
        Unfit: it does not fit its kind.
    """
    match kind.kind:
        case "flag":
            if not isinstance(given, bool):
                raise Unfit("value-not-flag")
            return given
        case "day":
            return _day(given)
        case "choice":
            if not isinstance(given, str) or given not in kind.choices:
                raise Unfit("not-one-of", expected=tuple(kind.choices))
            return str(given)
        case "codes":
            parts = given if isinstance(given, (list, tuple)) else [given]
            if not all(isinstance(part, str) for part in parts):
                raise Unfit("value-not-text")
            return ",".join(str(part).strip() for part in parts)
    return _number(kind, given)


def _day(given: object) -> datetime.date:
    if isinstance(given, datetime.date) and not isinstance(given, datetime.datetime):
        return given
    try:
        return datetime.date.fromisoformat(str(given))
    except ValueError as error:
        raise Unfit("value-not-day") from error


def _number(kind: FactKind, given: object) -> int:
    try:
        if isinstance(given, str):
            steps = units.read(given, kind.kind, kind.unit)
        else:
            steps = units.steps(given, kind.kind)
    except units.WrongUnit as error:
        expected = tuple(units.factors(kind.kind, kind.unit))
        raise Unfit("value-unit", unit=str(error), expected=expected) from error
    except units.WrongNumber as error:
        raise Unfit("value-not-number") from error
    low, high = bounds(kind)
    if not low * units.STEPS[kind.kind] <= steps <= high * units.STEPS[kind.kind]:
        if kind.kind == "share" and kind.high is None:
            raise Unfit("value-share")
        raise Unfit("value-beyond", low=low, high=high)
    return steps


def bounds(kind: FactKind) -> tuple[Decimal, Decimal]:
    """Return what a fact's value lies between, in base units."""
    largest = Decimal(units.LARGEST) / units.STEPS[kind.kind]
    usual = Decimal(1) if kind.kind == "share" else largest
    low = Decimal(0) if kind.low is None else max(Decimal(kind.low), -largest)
    return low, usual if kind.high is None else min(Decimal(kind.high), largest)
