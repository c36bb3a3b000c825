"""What a rule book is: criteria with their clauses, scores with bands, benefits with caps.

A book is data. It says what a text of law says, clause by clause; `lowering` turns it into
comparisons that run on one subject or on a table of millions.
"""

import datetime
import hashlib
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
BookCode = Annotated[str, StringConstraints(pattern=r"^[\w.-]{1,40}$")]
type Operator = Literal[
    "at_least", "more_than", "at_most", "less_than",  # numbers and days
    "is", "one_of", "none_of",  # flags and choices
    "includes", "excludes",  # several codes
    "within", "outside",  # a code that begins like one of these, as industries do
    "person",  # somebody judges
]  # fmt: skip
NUMERIC = ("at_least", "more_than", "at_most", "less_than")
type Assessed = Literal["new", "recheck"]


class Part(BaseModel):
    """What every part of a book is: as written, and nothing besides."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Measure(Part):
    """What is compared. Exactly one of these; a year basis counts back from last year.

    Attributes:
        fact: The fact itself.
        ratio: Numerator and denominator.
        growth: This year's over the year before's, less one.
        mean_growth: The mean of that over `over` years.
        compound_growth: The yearly rate that leads from `over` years before to here.
        sum, mean: Of a fact over `over` years.
        full_years: Whole years from a day to the end of last year.
        true_flags: How many of these flags are set.
        score: A score of this book.
    """

    fact: str | None = None
    ratio: tuple[str, str] | None = None
    growth: str | None = None
    mean_growth: str | None = None
    compound_growth: str | None = None
    sum: str | None = None
    mean: str | None = None
    full_years: str | None = None
    true_flags: tuple[str, ...] | None = Field(default=None, min_length=1)
    score: str | None = None
    over: int = Field(default=2, ge=1, le=5)
    years_back: int = Field(default=0, ge=0, le=5)

    @cached_property
    def form(self) -> str:
        """The one way of measuring that is given."""
        return next(iter(self._forms()), "")

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The facts it reads; none where it is a score."""
        given = getattr(self, self.form)
        if self.form == "score":
            return ()
        return given if isinstance(given, tuple) else (given,)

    def _forms(self) -> list[str]:
        forms = set(type(self).model_fields) - {"over", "years_back"}
        return [name for name in type(self).model_fields if name in forms and getattr(self, name)]

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if len(self._forms()) != 1:
            raise ValueError("one-measure")
        return self


class Condition(Part):
    """Criteria joined: all of these, any of these, so many of these, or not this one."""

    all: "tuple[Requirement, ...] | None" = Field(default=None, min_length=1)
    any: "tuple[Requirement, ...] | None" = Field(default=None, min_length=1)
    of: "tuple[Requirement, ...] | None" = Field(default=None, min_length=1)
    at_least: int | None = Field(default=None, ge=1)
    no: "Requirement | None" = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        given = [one is not None for one in (self.all, self.any, self.of, self.no)]
        if sum(given) != 1 or (self.of is None) != (self.at_least is None):
            raise ValueError("one-condition")
        return self


def _branch(said: object) -> str:
    return "#condition" if isinstance(said, (dict, Condition)) else "#id"


# Told apart by what it looks like, so that only one of the two says what is wrong.
type Requirement = Annotated[
    Annotated[Id, Tag("#id")] | Annotated[Condition, Tag("#condition")], Discriminator(_branch)
]


class Cited(Part):
    """Something that stands in a text: which clause of which source, from when to when."""

    title: str = Field(min_length=1)
    title_en: str = ""
    clause: str = ""
    source: str = ""
    evidence: str = ""
    to_verify: bool = False  # not confirmed in an official text
    effective_from: datetime.date | None = None
    effective_until: datetime.date | None = None  # the last day


class Criterion(Cited):
    """One thing that is asked.

    Attributes:
        threshold: A number with its `unit`, a day, true or false, a choice or a list.
        each_of_years: So many years, from last year back, must each hold.
        assessed: Of whom it is asked: newcomers, those who are re-checked, or both.
        applies_if: It is asked only where this holds.
        exempt_if: It is not asked where this holds.
        veto: Nothing else makes up for it: no other way in, no exemption.
    """

    id: Id
    value: Measure | None = None
    operator: Operator
    threshold: bool | int | Decimal | datetime.date | str | tuple[str, ...] | None = None
    unit: str = ""
    each_of_years: int = Field(default=1, ge=1, le=5)
    assessed: tuple[Assessed, ...] = ("new", "recheck")
    applies_if: "Requirement | None" = None
    exempt_if: "Requirement | None" = None
    veto: bool = False

    def __hash__(self) -> int:
        # Findings are looked up by their criteria; equality still compares all of it.
        return hash((self.id, self.clause, self.title))


class Band(Part):
    """What a stretch of values scores; a value on an edge scores the better band.

    The ends stand in the item's unit; an open end has none.
    """

    low: Decimal | None = Field(default=None, alias="from")
    high: Decimal | None = Field(default=None, alias="to")
    points: int


class Scale(Part):
    """How one measure scores: by bands of a number, or by choice."""

    value: Measure
    unit: str = ""
    bands: tuple[Band, ...] = ()
    choices: dict[str, int] = Field(default_factory=dict)


class Item(Cited):
    """One line of a score; of several scales the better counts."""

    id: Id
    most: int = Field(gt=0)
    better_of: tuple[Scale, ...] = Field(min_length=1)


class Score(Cited):
    """Points of items, or of other scores, added up and capped at `most`."""

    id: Id
    most: int = Field(gt=0)
    items: tuple[Item, ...] = ()
    parts: tuple[Id, ...] = ()


class Benefit(Cited):
    """Money that comes with meeting the book.

    Attributes:
        amount: A fixed sum, or the sum for each `per` of something; in `unit`.
        per: What it is paid for each unit of, such as mu.
        rate: Percent of `base` that is paid.
        cap: The most one subject gets, in `unit`.
        if_met: Paid only where this holds besides.
        stacking: Of benefits in one group only the greatest is paid.
    """

    id: Id
    amount: Decimal | None = Field(default=None, ge=0)
    rate: Decimal | None = Field(default=None, gt=0, le=100)
    base: Measure | None = None
    per: Measure | None = None
    unit: str = "元"
    cap: Decimal | None = Field(default=None, ge=0)
    if_met: "Requirement | None" = None
    stacking: str = ""

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.amount is None) == (self.rate is None) or (self.rate is None) != (
            self.base is None
        ):
            raise ValueError("one-benefit")
        return self


class Order(Part):
    """Who is paid first when a budget does not reach: by a fact, or by the day of asking."""

    fact: str | None = None
    first: Literal["highest", "lowest", "earliest"] = "earliest"


class Budget(Part):
    """What may be spent in a year, and in which order it is."""

    amount: Decimal = Field(gt=0)
    unit: str
    order: tuple[Order, ...] = (Order(),)


class Book(Part):
    """A rule book: a text's requirements, what they bring, and since when they hold.

    Attributes:
        series: What the versions of one rule share, such as `srdi_sme`.
        document: The text's title and number.
        effective_until: The last day; `None` while it is in force.
        to_whom: What is assessed.
    """

    code: BookCode
    series: Id
    title: str = Field(min_length=1)
    title_en: str = ""
    kind: Literal["recognition", "subsidy", "fund", "clause"] = "recognition"
    to_whom: Literal["organisation", "household", "project"] = "organisation"
    document: str = Field(min_length=1)
    is_sample: bool = False
    effective_from: datetime.date
    effective_until: datetime.date | None = None
    assessed: tuple[Assessed, ...] = ("new", "recheck")
    recheck_from: datetime.date | None = None  # re-checks by it begin only then
    recheck_until: datetime.date | None = None  # re-checks go on by it for so long
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    scores: tuple[Score, ...] = ()
    requires: Requirement
    benefits: tuple[Benefit, ...] = ()
    budget: Budget | None = None

    def __hash__(self) -> int:
        # Books are looked up by what they are; equality still compares all of it.
        return hash((self.code, self.effective_from))

    @property
    def hash(self) -> str:
        """A name for exactly this text: SHA-256 over its values, whatever file they stood in."""
        return _hash_of(self)

    def holds_on(self, day: datetime.date, assessed: Assessed = "new") -> bool:
        """Tell whether the book is the one to assess by on a day."""
        since, until = self.effective_from, self.effective_until
        if assessed == "recheck":
            since, until = self.recheck_from or since, self.recheck_until or until
        return since <= day and (until is None or day <= until)


@lru_cache(maxsize=1024)
def _hash_of(book: Book) -> str:
    # Every decision names its book by it, and writing a book out takes longer than deciding.
    return hashlib.sha256(book.model_dump_json(by_alias=True).encode()).hexdigest()


Condition.model_rebuild()
Criterion.model_rebuild()
Benefit.model_rebuild()
Book.model_rebuild()
