"""The lines of a filing: its projects, what was reported before, and what is this month."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import (
    BooleanField,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    Window,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from yuandu.kernel.indicators.rules.periods import Period
from yuandu.mechanisms.projects import rules as projects
from yuandu.mechanisms.projects.models import Standing, Tally
from yuandu.mechanisms.reporting import rules
from yuandu.mechanisms.reporting.models import Filing, Report, Round
from yuandu.mechanisms.reporting.rules import Figures, Known

NOTHING = Value(Decimal(0), output_field=DecimalField(max_digits=20, decimal_places=2))
LARGEST_FIRST = ("-investment_total", "-project_id")
COUNTED = Q(filing__track__stage=rules.LOCKED)  # what was never signed does not count


@dataclass(frozen=True, slots=True)
class Past:
    """What locked months say of a project: the last of them, and sums in yuan."""

    last: Report | None = None
    year: Decimal = Decimal(0)
    to_date: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """A project in a filing."""

    standing: Standing
    past: Past
    report: Report | None
    on: datetime.date  # the last day of the month

    @property
    def known(self) -> Known:
        project = self.standing.project
        started = project.works_started_on
        return Known(
            before=figures_of(self.past.last) if self.past.last else None,
            to_date=self.past.to_date,
            total=project.investment_total,
            annual_plan=self.standing.annual_plan or None,
            has_started=started is not None and started <= self.on,
        )

    @property
    def is_first(self) -> bool:
        """Whether no month before says anything, so that a sum may be brought forward."""
        return self.past.last is None

    @property
    def year(self) -> Decimal:
        """Yuan since the year began, with this month."""
        return self.past.year + self._this_month

    @property
    def to_date(self) -> Decimal:
        """Yuan since works began, with this month."""
        forward = self.report.brought_forward if self.report else Decimal(0)
        return self.past.to_date + forward + self._this_month

    @property
    def _this_month(self) -> Decimal:
        return self.report.invested + self.report.corrected if self.report else Decimal(0)


def figures_of(report: Report) -> Figures:
    """Return what a report says, as the rules read it."""
    return Figures(
        report.invested,
        report.corrected,
        report.correction,
        report.progress_share,
        report.progress,
    )


def period_end(period: str) -> datetime.date:
    return Period.parse(period).end


def expected(found: Round) -> QuerySet[Standing]:
    """Return the projects that a round asks about: carried out this year and not at rest."""
    return Standing.objects.filter(
        workspace=found.workspace_id, year=found.year, status__in=projects.CARRIED_OUT
    ).exclude(stage__in=projects.RESTING)


def standings_of(filing: Filing, *, missing: bool = False) -> QuerySet[Standing]:
    """Return the projects of a filing, the largest first.

    Args:
        missing: those alone that have no report yet.
    """
    if missing:
        rows = unreported(filing)
    else:
        rows = expected(filing.round).filter(division_id=filing.division_id)
    return rows.select_related("project").order_by(*LARGEST_FIRST)


class LinePages(Paginator):
    """Pages of a filing's projects, the largest first; a page is one query.

    What stands before it is passed over in the index; of the page's own alone the rest is read.
    """

    def __init__(self, filing: Filing, per_page: int, *, missing: bool = False) -> None:
        self.found, self.year = standings_of(filing, missing=missing), filing.round.year
        super().__init__(self.found, per_page)

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = self.found.values("project_id")[first : first + self.per_page]
        shown = Standing.objects.filter(year=self.year, project__in=keys)
        return Page(shown.select_related("project").order_by(*LARGEST_FIRST), number, self)


def asked_in(workspace: int | OuterRef, year: int | Combinable) -> QuerySet[Tally]:
    """Return the register's tallies of the projects that a year's rounds ask about."""
    return Tally.objects.filter(
        workspace=workspace, year=year, status__in=projects.CARRIED_OUT
    ).exclude(stage__in=projects.RESTING)


def expected_by_division(found: Round) -> dict[int, int]:
    """Return how many projects each division reports; one query."""
    rows = asked_in(found.workspace_id, found.year).values("division_id")
    counted = rows.annotate(number=Sum("projects"))
    return {row["division_id"]: row["number"] for row in counted if row["number"]}


def lines(found: Round, standings: Sequence[Standing], *, with_writers: bool = False) -> list[Line]:
    """Return the lines of these projects in a month; one query.

    Args:
        standings: with their `project`.
    """
    past, reports = said_of([each.project_id for each in standings], found.period)
    on = period_end(found.period)
    return [
        Line(each, past.get(each.project_id, Past()), reports.get(each.project_id), on)
        for each in standings
    ]


def said_of(keys: Iterable[int], period: str) -> tuple[Mapping[int, Past], Mapping[int, Report]]:
    """Return what locked months before say of these projects, and what this one does.

    One query: of each project the last month before, with the sums up to it, and this month.
    """
    before = COUNTED & Q(period__lt=period)
    total = F("invested") + F("corrected")
    rows = (
        Report.objects.filter(before | Q(period=period), project__in=keys)
        .annotate(
            is_now=ExpressionWrapper(Q(period=period), BooleanField()),
            year=_summed(total, before & Q(period__startswith=period[:4])),
            to_date=_summed(total + F("brought_forward"), before),
        )
        .select_related("by_user", "filing__track")
        .order_by("project_id", "is_now", "-period")
        .distinct("project_id", "is_now")
    )
    past, now = {}, {}
    for report in rows:
        if report.is_now:
            now[report.project_id] = report
        else:
            past[report.project_id] = Past(report, report.year, report.to_date)
    return past, now


def _summed(amount: Combinable, among: Q) -> Coalesce:
    """Return the sum over those rows of a project that are `among` these."""
    return Coalesce(Window(Sum(amount, filter=among), partition_by=[F("project")]), NOTHING)


def unreported(filing: Filing) -> QuerySet[Standing]:
    """Return the projects of a filing that have no report yet."""
    reports = Report.objects.filter(project=OuterRef("project"), period=filing.round.period)
    return (
        expected(filing.round)
        .filter(division_id=filing.division_id)
        .exclude(Exists(reports))
        .select_related("project")
    )
