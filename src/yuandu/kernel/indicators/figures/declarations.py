"""How an app declares a published figure: what it is called, what it means, and its rows."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from django.db.models import Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators.figures.measures import Count, Measure, Words
from yuandu.kernel.indicators.rules import masks, periods
from yuandu.kernel.indicators.rules.periods import Period
from yuandu.kernel.workspaces.models import Workspace

# Whose posts open single rows; everybody else reads what the public reads.
CITY_ROLES = ("administrator", "city_officer", "department_officer", "leader", "auditor")
COUNTY_ROLES = ("county_officer",)
COMPANY_ROLES = ("improvement_officer", "finance_officer", "hr_officer", "chair")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a figure's rows.

    Attributes:
        label: The head.
        attribute: A field, a path over relations (`owner__name`) or an annotation.
        attribute_en: The same for readers of English, where it differs and is not blank.
        public: Whether the public reads it; if not, it is masked.
        mask: What the public reads instead; by default only that something is there.
        write: How a value is written; by default as it is.
    """

    label: Words
    attribute: str
    attribute_en: str = ""
    public: bool = True
    mask: Callable[[str], str] = masks.hidden
    write: Callable[[Any], Words] = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What every figure says of itself.

    Attributes:
        code: `app.subject.measure`, stable for ever: `projects.key.count`.
        name: Its title.
        unit: The unit it is published in, as Chinese print writes it: 个, 家, 亿元, %. The
            元 stands for the workspace's currency. A place in a ranking has 位.
        definition: What is counted and what is not, in a sentence or two.
        formula: How, in words and signs.
        period: The period it speaks of on a day.
        article: The article of the front page it stands in; 0 for none.
        decimals: Digits behind the point in print.
        workspace_kind: Of which kind of workspace it speaks: "city" or "company".
        keywords: What press-check looks for beside a number. Each entry is one thing that
            has to be said, with its synonyms: `("竣工投产|建成投产", "项目")`.
    """

    code: str
    name: Words
    unit: str
    definition: Words
    formula: Words = ""
    period: Callable[[datetime.date], Period] = periods.day
    article: int = 0
    decimals: int = 0
    workspace_kind: Literal["city", "company"] = "city"
    keywords: tuple[str, ...] = ()


def within_posts(actor: Actor, rows: QuerySet[Any], division: str) -> QuerySet[Any]:
    """Return the rows an officer reads: a county's officer those of the county."""
    if actor.has(*CITY_ROLES, *COMPANY_ROLES):
        return rows
    divisions = actor.divisions(*COUNTY_ROLES)
    if divisions is None or not division:
        return rows
    return rows.filter(**{f"{division}__in": divisions})


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the database keeps sums of a figure's rows: the same value from fewer rows.

    Attributes:
        cells: The rows that keep the sums, on a day; a figure's `where` narrows them as well.
        rows: Their field with how many of the figure's rows a cell stands for.
        value: Their field with what those rows add.
        division: Their path to the division of those rows, for boards; empty where they have
            none, so that boards read the rows themselves.
    """

    cells: Callable[[Workspace, datetime.date], QuerySet[Any]]
    rows: str
    value: str
    division: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Described):
    """A computed figure: an aggregate over its own rows, so that the two cannot disagree.

    Attributes:
        rows: The rows on a day, each once: a query that depends on workspace and day alone
            and is only described, not made. Figures that share this function are read
            together; what tells them apart goes into `where`.
        where: Narrows the rows; may not reach over a to-many relation, use `Exists`.
        measure: What is done with them. Amounts are in the currency's unit, shares are
            fractions; printing converts into `unit`.
        kept: Where there are too many rows to count or add up at each reading: the sums that
            triggers keep of them, none of which lacks a value. Recounts compare both.
        columns: What a row shows, besides what it adds.
        division: The path to a row's division, for county officers and boards.
        organisation: The path to the organisation that answers for a row, for boards.
        link: The route that opens a row, for officers.
        link_key: The path to the key that route takes.
        visible: Which rows an officer reads, given the actor, the rows and `division`.
        sensitive: Single rows never go to the public, not even masked (a firm's tax).
        minimum_rows: Below this many rows the public does not even see the total.
        whose: The path to the party a row is of, where one party may have several: then
            `minimum_rows` counts the parties.
        past: Whether its rows on a past day are those of that day: `level`, each day's value
            stands for itself; `to_date`, they add up since the year began; empty, they are
            those of now whatever the day, so that no past can be told.
        version: Raised when definition or formula change; snapshots keep it.
    """

    rows: Callable[[Workspace, datetime.date], QuerySet[Any]]
    where: Q | None = None
    measure: Measure = field(default_factory=Count)
    kept: Kept | None = None
    columns: tuple[Column, ...] = ()
    division: str = ""
    organisation: str = ""
    link: str = ""
    link_key: str = "pk"
    visible: Callable[[Actor, QuerySet[Any], str], QuerySet[Any]] = within_posts
    sensitive: bool = False
    minimum_rows: int = 0
    whose: str = ""
    past: Literal["", "level", "to_date"] = ""
    version: str = "1"

    def queryset(self, workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
        """Return the rows behind the figure's value on a day."""
        rows = self.rows(workspace, on)
        return rows.filter(self.where) if self.where else rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedFigure(Described):
    """A figure that is imported: its rows are the reports, its proof their evidence.

    Attributes:
        source: Who works it out and issues it.
    """

    source: Words
    period: Callable[[datetime.date], Period] = periods.year


type AnyFigure = Figure | ReportedFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """Parts that have to add up to a total.

    Attributes:
        code: Stable name of the check.
        title: What it says: "The categories add up to all key projects".
        total: Code of the figure on the left.
        parts: Codes of the figures on the right.
        tolerance: How far they may be apart, in the total's unit.
    """

    code: str
    title: Words
    total: str
    parts: tuple[str, ...]
    tolerance: Decimal = Decimal(0)
