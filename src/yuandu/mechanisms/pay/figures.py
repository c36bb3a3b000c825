"""Pay in figures: averages, the highest month on the shop floor, the lead over local peers.

Their rows are months, never people: who opens a figure reads sums.
"""

import datetime
from typing import Any

from django.db.models import DecimalField, ExpressionWrapper, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Figure, Highest, Ratio, Sum
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.pay import rules
from yuandu.mechanisms.pay.models import Benchmark, MonthTotal
from yuandu.mechanisms.workforce import publishing
from yuandu.mechanisms.workforce.figures import ARTICLE, of_companies

AMOUNT = DecimalField(max_digits=20, decimal_places=4)


def year_of_months(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the twelve whole months before the day's that reach the floor."""
    this = on.replace(day=1)
    return MonthTotal.objects.filter(
        workspace=workspace,
        people__gte=rules.FLOOR,
        month__gte=this.replace(year=this.year - 1),
        month__lt=this,
    )


def frontline_months(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return those of them in which enough people of the shop floor were paid."""
    return year_of_months(workspace, on).filter(frontline_people__gte=rules.FLOOR)


def against_peers(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return those of them with a benchmark, and what as many people would get from peers."""
    newest = Benchmark.objects.filter(
        workspace=workspace, group__counts=True, month__lte=OuterRef("month")
    ).order_by("-month")
    found = year_of_months(workspace, on).annotate(peer=Subquery(newest.values("amount")[:1]))
    by_peers = ExpressionWrapper(F("people") * F("peer"), output_field=AMOUNT)
    return found.filter(peer__isnull=False).annotate(
        by_peers=by_peers, lead=ExpressionWrapper(F("gross") - by_peers, output_field=AMOUNT)
    )


MONTH = Column(_("Month"), "month", write=lambda month: f"{month:%Y-%m}")
PEOPLE = Column(_("People paid"), "people")
figures.register(
    Figure(
        code="pay.average.amount",
        name=_("Average monthly pay, mean of 12 months"),
        unit="元",
        definition=_(
            "Gross pay due of everybody on the payroll in the twelve whole months before the "
            "day, divided by the people paid in them, month by month."
        ),
        formula=_("gross pay due ÷ people paid, over twelve months"),
        rows=year_of_months,
        measure=Ratio(Sum("gross", title=_("Gross pay due")), Sum("people")),
        columns=(MONTH, PEOPLE),
        workspace_kind="company",
        article=ARTICLE,
        keywords=("平均工资|average pay|average wage",),
    ),
    Figure(
        code="pay.frontline.highest",
        name=_("Highest monthly pay on the shop floor"),
        unit="万元",
        decimals=1,
        definition=_(
            "The highest gross pay due of a single worker on the shop floor in one of the twelve "
            "whole months before the day. Whose it is, the figure does not know."
        ),
        formula=_("highest of twelve months"),
        rows=frontline_months,
        measure=Highest("frontline_highest", title=_("Highest of the month")),
        columns=(MONTH, Column(_("People of the shop floor paid"), "frontline_people")),
        workspace_kind="company",
        article=ARTICLE,
        keywords=("最高月收入|highest monthly",),
    ),
    Figure(
        code="pay.lead.share",
        name=_("Pay above that of local peers"),
        unit="%",
        definition=_(
            "By how much gross pay due of twelve months lies above what as many people would "
            "have got at the average of local peers; of each month the newest benchmark up to "
            "it counts."
        ),
        formula=_("(gross pay due − people × benchmark) ÷ (people × benchmark)"),
        rows=against_peers,
        measure=Ratio(Sum("lead", title=_("Above peers"), unit="元"), Sum("by_peers")),
        columns=(MONTH, PEOPLE, Column(_("Average pay of peers"), "peer")),
        workspace_kind="company",
        article=ARTICLE,
        keywords=("高于当地同行业|高于同行业|above local peers",),
    ),
    of_companies(
        "pay.average",
        _("Average monthly pay at the companies that publish"),
        "元",
        _("Mean of twelve months of gross pay due, as companies that publish here stated it."),
        "平均工资|average pay|average wage",
        source="pay.average.amount",
        is_share=True,
    ),
    of_companies(
        "pay.highest",
        _("Highest monthly pay on the shop floor at the companies that publish"),
        "万元",
        _("The highest month of a single worker on the shop floor, as companies stated it."),
        "最高月收入|highest monthly",
        source="pay.frontline.highest",
        decimals=1,
        is_highest=True,
    ),
    of_companies(
        "pay.lead",
        _("Pay above that of local peers, at the companies that publish"),
        "%",
        _("Lead of average pay over that of local peers, as companies stated it."),
        "高于当地同行业|高于同行业|above local peers",
        source="pay.lead.share",
        is_share=True,
    ),
)
publishing.offer("pay.average.amount", "pay.frontline.highest", "pay.lead.share")
