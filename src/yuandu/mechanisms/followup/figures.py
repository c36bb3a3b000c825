"""The follow-up in figures: how many are followed, what they pay, who files on time, who stopped.

What a single firm pays never goes to the public, not even masked, nor a total over so few that
it would tell of one. Of the rows an officer reads those that the office reads elsewhere, too.
"""

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Figure, Kept, Ratio, Sum, masks, periods
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.followup import queries, rules
from yuandu.mechanisms.followup.models import Following, Month, MonthTally
from yuandu.mechanisms.projects.figures import ARTICLE

FEWEST = 5  # firms below which the public does not see a total
A_YEAR = 12


def followed(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the projects that are followed; which they were on a past day is not kept."""
    return Following.objects.filter(workspace=workspace, is_open=True, produced_on__lte=on)


def _of_a_year(on: datetime.date) -> Q:
    """Return the condition of lying in the twelve months that ended before the day's."""
    month = rules.month_of(on)
    return Q(period__gte=rules.month_after(month, -A_YEAR), period__lt=month)


def taxed(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the months with tax on record, of the last twelve that have ended."""
    return Month.objects.filter(_of_a_year(on), workspace=workspace, tax_paid__isnull=False)


def kept_taxed(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the tallies of `taxed`."""
    return MonthTally.objects.filter(_of_a_year(on), workspace=workspace, taxed__gt=0)


def due(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return what counties had to file of this year's months, county by county.

    Of the months whose time to file was over before the day's month began.
    """
    return MonthTally.objects.filter(
        workspace=workspace,
        months__gt=0,
        period__gte=f"{on.year}-01",
        period__lt=rules.month_after(rules.month_of(on), -1),
    )


def _readable(actor: Actor, rows: QuerySet[Any], division: str) -> QuerySet[Any]:
    """Return the rows of firms whose figures `actor` reads."""
    reads = queries.rights(actor).reads
    if reads.everything:
        return rows
    return rows.filter(**{f"{division}__in": reads.divisions})


PROJECT = Column(_("Project"), "project__name", "project__name_en", public=False, mask=masks.name)
COUNTY = Column(_("County or zone"), "division__name", "division__name_en")
SINCE = Column(_("Production began on"), "produced_on")
MONTH = Column(_("Month"), "period")
OF_PROJECTS: dict[str, Any] = {
    "unit": "个",
    "rows": followed,
    "division": "division",
    "link": "followup:of_project",
    "link_key": "project_id",
    "article": ARTICLE,
}

figures.register(
    Figure(
        code="followup.projects.count",
        name=_("Projects followed after production: number"),
        definition=_(
            "Projects past their production gate that do not rest, in the 24 months after the "
            "one in which production began and the month in which the last is due."
        ),
        formula=_("number of projects"),
        columns=(PROJECT, COUNTY, SINCE),
        keywords=("投产后跟踪|跟踪项目|followed after production",),
        **OF_PROJECTS,
    )
)
figures.register(
    Figure(
        code="followup.stopped.count",
        name=_("Followed projects that stopped paying tax: number"),
        definition=_(
            "Followed projects that paid tax before, and none in the last filed months in a "
            "row: as many as the terms of the follow-up say. A refund is no payment."
        ),
        formula=_("number of projects"),
        where=Q(is_stopped=True),
        columns=(PROJECT, COUNTY, Column(_("Last month with tax"), "last_paid")),
        visible=_readable,
        sensitive=True,
        minimum_rows=FEWEST,
        keywords=("停止缴税|stopped paying tax",),
        **OF_PROJECTS,
    )
)
figures.register(
    Figure(
        code="followup.unlisted.count",
        name=_("Followed projects that never entered above-scale statistics: number"),
        definition=_(
            "Followed projects in production for as many months as the terms of the follow-up "
            "say, of which neither the register nor the statistics office says that they "
            "entered the above-scale statistics."
        ),
        formula=_("number of projects"),
        where=Q(is_unlisted=True),
        columns=(PROJECT, COUNTY, SINCE),
        keywords=("投产未纳统|never entered above-scale statistics",),
        **OF_PROJECTS,
    )
)
figures.register(
    Figure(
        code="followup.tax.sum",
        name=_("Tax of followed projects in the last twelve months"),
        unit="亿元",
        decimals=2,
        definition=_(
            "What projects paid in the first 24 months after production, refunds taken off, as "
            "the tax office says: of the twelve months before this one, as far as filed."
        ),
        formula=_("sum of tax paid by month"),
        rows=taxed,
        measure=Sum("tax_paid"),
        kept=Kept(kept_taxed, rows="taxed", value="tax_paid"),
        columns=(MONTH, PROJECT, COUNTY),
        division="division",
        link="followup:of_project",
        link_key="project_id",
        visible=_readable,
        sensitive=True,
        minimum_rows=FEWEST * A_YEAR,
        period=periods.month,
        keywords=("投产项目|followed projects", "缴税|纳税|税收|tax"),
        article=ARTICLE,
    )
)
figures.register(
    Figure(
        code="followup.ontime.share",
        name=_("Months after production filed on time: share"),
        unit="%",
        decimals=1,
        definition=_(
            "Of the months of followed projects that were due this year before this month "
            "began, those whose tax and output were both on record on the day they were due."
        ),
        formula=_("months filed on time ÷ months due"),
        rows=due,
        measure=Ratio(over=Sum("on_time", title=_("Filed on time")), under=Sum("months")),
        columns=(MONTH, COUNTY),
        division="division",
        period=periods.year,
        keywords=("投产后跟踪|after production", "按时报送|on time"),
        article=ARTICLE,
    )
)
