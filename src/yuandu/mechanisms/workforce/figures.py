"""The company's people in figures; in the city, what companies published of theirs."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import (
    Alone,
    Column,
    Figure,
    Highest,
    Measure,
    Ratio,
    ReportedFigure,
    Sum,
)
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.workforce import publishing
from yuandu.mechanisms.workforce.models import Statement, Worker

ARTICLE = 4
APART = ("%", "倍")  # ratios: the sum of several companies' says nothing


def at_work(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return who is on the staff list and works on the day."""
    return Worker.objects.filter(
        Q(left_on=None) | Q(left_on__gte=on), workspace=workspace, joined_on__lte=on
    )


def stated(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return what companies have published in the city and counts."""
    return Statement.objects.filter(workspace=workspace, is_current=True, as_of__lte=on)


figures.register(
    Figure(
        code="workforce.workers.count",
        name=_("People who work here: number"),
        unit="人",
        definition=_("People on the company’s staff list whose last day has not passed."),
        formula=_("number of lines of the staff list"),
        rows=at_work,
        columns=(
            Column(_("Staff number"), "number", public=False),
            Column(_("Section"), "section__name", "section__name_en"),
        ),
        workspace_kind="company",
        article=ARTICLE,
        keywords=("员工|职工|employees", "多名|人|people"),
    ),
)
publishing.offer("workforce.workers.count")


def of_companies(
    code: str,
    name: Promise,
    unit: str,
    definition: Promise,
    *keywords: str,
    source: str,
    decimals: int = 0,
    is_share: bool = False,
    is_highest: bool = False,
    is_joint: bool = True,
) -> Figure:
    """Return the city's figure of what companies published under a code of theirs.

    Args:
        source: the company's figure; of several companies the sum, of shares the whole, of
            what is a highest the highest.
        is_joint: whether those of several companies make one; else the figure tells of a
            single company's only.
    """
    measure: Measure = Sum("value")
    formula = _("sum of what companies published")
    if is_share:
        measure = Ratio(Sum("value"), Sum("whole"))
    if is_highest:
        measure = Highest("value")
    if not is_joint:
        measure = Ratio(Sum("value"), Alone())
        formula = _(
            "what the company published; published by several, there is no joint figure, as theirs cannot be added up"
        )
    return Figure(
        code=f"companies.{code}",
        name=name,
        unit=unit,
        definition=definition,
        formula=formula,
        rows=stated,
        where=Q(code=source),
        measure=measure,
        decimals=decimals,
        columns=(
            Column(_("Company"), "affiliate__name", "affiliate__name_en"),
            Column(_("As of"), "as_of"),
            Column(_("Rows behind it"), "rows"),
        ),
        article=ARTICLE,
        keywords=keywords,
    )


figures.register(
    of_companies(
        "workers.count",
        _("People at the companies that publish: number"),
        "万人",
        _("People on the staff lists of companies that publish here, as they stated."),
        "员工|职工|employees",
        "多名|万多名|people",
        source="workforce.workers.count",
        decimals=2,
    ),
)


def _reported(
    code: str, unit: str, name: Promise, published: Promise, definition: Promise, *keywords: str
) -> None:
    """Register a figure that the company's offices report, and the city's of the same."""
    own = ReportedFigure(
        code=f"workforce.{code}",
        name=name,
        unit=unit,
        definition=definition,
        source=_("Office of the company"),
        workspace_kind="company",
        article=ARTICLE,
        keywords=keywords,
    )
    joint = of_companies(
        code,
        published,
        unit,
        definition,
        *keywords,
        source=own.code,
        decimals=own.decimals,
        is_joint=unit not in APART,
    )
    figures.register(own, joint)
    publishing.offer(own.code)


_reported(
    "assets.value",
    "亿元",
    _("Total assets of the company"),
    _("Total assets of the companies that publish"),
    _("Total assets by the last audited balance sheet."),
    "总资产|total assets",
)
_reported(
    "start.workers",
    "人",
    _("People when the company began"),
    _("People when the companies that publish began"),
    _("People who worked at the company in the year it was founded."),
    "小作坊|作坊|workshop",
    "员工|职工|people",
)
_reported(
    "start.assets",
    "万元",
    _("Assets when the company began"),
    _("Assets when the companies that publish began"),
    _("Total assets at the end of the year in which the company was founded."),
    "资产、负债率|began with assets",
)
_reported(
    "start.debt",
    "%",
    _("Debt ratio when the company began"),
    _("Debt ratio when the companies that publish began"),
    _("Debts out of total assets at the end of the year in which the company was founded."),
    "负债率|debt",
)
_reported(
    "case.times",
    "倍",
    _("Told case: times as fast"),
    _("Told case of a company: times as fast"),
    _("By how much the work of the case that the company tells of went faster, as it measured."),
    "作业效率|as fast",
)
_reported(
    "case.saving",
    "万元",
    _("Told case: saved in one project"),
    _("Told case of a company: saved in one project"),
    _("What the improvement of the case that the company tells of saved in one project."),
    "节省成本|saved",
    "单个项目|one project",
)
