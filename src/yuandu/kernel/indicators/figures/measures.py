"""What a figure does with its rows: count, add up, or set one against the other.

Each part gives two things: the aggregate that the database computes, and what a single
row adds, so that the page of rows can show the arithmetic and a recount in Python can
check it without the aggregate.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, override

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.functional import Promise

type Words = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One aggregate over the rows, or over those of them that `where` lets through.

    Attributes:
        where: Narrows the rows; may not reach over a to-many relation.
        title: Heads the column that shows what each row adds; no column without one.
        unit: What that column is written in; by default the figure's unit.
    """

    where: Q | None = None
    title: Words = ""
    unit: str = ""

    def among(self, rows: Q) -> Q:
        """Return the condition under which a row of the shared base counts here."""
        return rows & self.where if self.where else rows

    def aggregate(self, rows: Q) -> models.Aggregate:
        """Return the aggregate over those rows of the base that meet `rows`."""
        raise NotImplementedError

    def missing(self, rows: Q) -> models.Aggregate | None:
        """Return the aggregate that counts rows without a value, where that can happen."""
        return None

    def contribution(self) -> Any:
        """Return the expression for what one row adds."""
        raise NotImplementedError

    def recount(self, contributions: Iterable[Any]) -> Decimal:
        """Return the part's value from what each row adds."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Part):
    """How many rows there are."""

    @override
    def aggregate(self, rows: Q) -> models.Aggregate:
        return models.Count("pk", filter=self.among(rows) or None)

    @override
    def contribution(self) -> Any:
        if self.where is None:
            return Value(1)
        return Case(When(self.where, then=Value(1)), default=Value(0))

    @override
    def recount(self, contributions: Iterable[Any]) -> Decimal:
        return Decimal(sum(contributions))


@dataclass(frozen=True, slots=True)
class CountDistinct(Part):
    """How many different values `field` takes: authors, growers, counties."""

    field: str

    @override
    def aggregate(self, rows: Q) -> models.Aggregate:
        return models.Count(self.field, distinct=True, filter=self.among(rows) or None)

    @override
    def contribution(self) -> Any:
        return _where(self.where, self.field)

    @override
    def recount(self, contributions: Iterable[Any]) -> Decimal:
        return Decimal(len({each for each in contributions if each is not None}))


@dataclass(frozen=True, slots=True)
class Sum(Part):
    """The sum of `field`; rows in which it is missing are counted apart, not as zero."""

    field: str

    @override
    def aggregate(self, rows: Q) -> models.Aggregate:
        return models.Sum(self.field, filter=self.among(rows) or None)

    @override
    def missing(self, rows: Q) -> models.Aggregate:
        absent = Q(**{f"{self.field}__isnull": True})
        return models.Count("pk", filter=self.among(rows) & absent)

    @override
    def contribution(self) -> Any:
        return _where(self.where, self.field)

    @override
    def recount(self, contributions: Iterable[Any]) -> Decimal:
        return sum((Decimal(each) for each in contributions if each is not None), Decimal(0))


@dataclass(frozen=True, slots=True)
class Highest(Part):
    """The highest value of `field`; rows in which it is missing are counted apart."""

    field: str

    @override
    def aggregate(self, rows: Q) -> models.Aggregate:
        return models.Max(self.field, filter=self.among(rows) or None)

    @override
    def missing(self, rows: Q) -> models.Aggregate:
        absent = Q(**{f"{self.field}__isnull": True})
        return models.Count("pk", filter=self.among(rows) & absent)

    @override
    def contribution(self) -> Any:
        return _where(self.where, self.field)

    @override
    def recount(self, contributions: Iterable[Any]) -> Decimal:
        known = (Decimal(each) for each in contributions if each is not None)
        return max(known, default=Decimal(0))


class _IsOne(models.Aggregate):
    function = "COUNT"
    template = "(COUNT(%(expressions)s) = 1)::int"
    output_field = models.IntegerField()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone(Part):
    """One where there is a single row, else nothing: under a ratio, for what cannot be added up."""

    @override
    def aggregate(self, rows: Q) -> models.Aggregate:
        among = self.among(rows)
        return _IsOne(Case(When(among, then=F("pk")), default=None) if among else F("pk"))

    @override
    def contribution(self) -> Any:
        return _where(self.where, "pk")

    @override
    def recount(self, contributions: Iterable[Any]) -> Decimal:
        return Decimal(sum(each is not None for each in contributions) == 1)


@dataclass(frozen=True, slots=True)
class Ratio:
    """One part set against another, as a fraction; nothing where the divisor is nothing."""

    over: Part
    under: Part


type Measure = Part | Ratio


def parts(measure: Measure) -> tuple[Part, ...]:
    """Return the one or two parts of a measure."""
    return (measure.over, measure.under) if isinstance(measure, Ratio) else (measure,)


def combine(measure: Measure, values: Sequence[Decimal]) -> Decimal | None:
    """Return the measure's value from those of its parts; `None` divides by nothing."""
    if not isinstance(measure, Ratio):
        return values[0]
    over, under = values
    return over / under if under else None


def _where(where: Q | None, field: str) -> Any:
    return F(field) if where is None else Case(When(where, then=F(field)), default=None)
