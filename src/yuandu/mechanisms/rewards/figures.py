"""The reward fund and spreading in figures; in the city, what companies published of theirs."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Figure, Sum, periods
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.rewards.models import Adoption, Award, FundYear
from yuandu.mechanisms.rewards.queries import adoptions
from yuandu.mechanisms.rewards.rules import awards
from yuandu.mechanisms.workforce import publishing
from yuandu.mechanisms.workforce.figures import of_companies

ARTICLE = 4


def of_year(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the fund of the day's year."""
    return FundYear.objects.filter(workspace=workspace, year=on.year)


def paid(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the awards that were paid in the day's year up to the day."""
    return Award.objects.filter(
        workspace=workspace, state=awards.PAID, paid_on__year=on.year, paid_on__lte=on
    )


def confirmed(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the adoptions that the adopting section had confirmed by the day."""
    return Adoption.objects.filter(workspace=workspace, confirmed_on__lte=on)


figures.register(
    Figure(
        code="rewards.fund.granted",
        name=_("Reward fund of the year: granted"),
        unit="万元",
        definition=_(
            "Money put into the fund that rewards improvements, for the year of the day; what is "
            "not spent goes back when the year is closed."
        ),
        formula=_("sum of what was granted"),
        rows=of_year,
        measure=Sum("granted", title=_("Granted")),
        period=periods.year,
        columns=(Column(_("Year"), "year"),),
        workspace_kind="company",
        article=ARTICLE,
        keywords=("基金|fund", "奖励创新|创新奖励|reward"),
    ),
    Figure(
        code="rewards.awards.paid",
        name=_("Rewards paid this year"),
        unit="万元",
        decimals=2,
        definition=_(
            "Awards for improvements, and royalties for their adoption elsewhere, that payroll "
            "paid in the year of the day."
        ),
        formula=_("sum of paid awards"),
        rows=paid,
        measure=Sum("amount", title=_("Amount")),
        period=periods.year,
        columns=(
            Column(_("Section"), "section__name", "section__name_en"),
            Column(_("Month"), "paid_on", write=lambda day: f"{day:%Y-%m}"),
        ),
        workspace_kind="company",
        article=ARTICLE,
        minimum_rows=5,
        keywords=("奖励|reward", "发放|paid"),
    ),
    Figure(
        code="rewards.adoptions.count",
        name=_("Adoptions of ideas in other sections: number"),
        unit="项",
        definition=_(
            "Ideas taken over by another section, whose own people confirmed that they work "
            "there; an idea counts once for each section."
        ),
        formula=_("number of confirmed adoptions"),
        rows=confirmed,
        columns=(
            Column(pgettext_lazy("improvement", "Idea"), "proposal__number", public=False),
            Column(_("Adopting section"), "section__name", "section__name_en"),
            Column(_("Confirmed on"), "confirmed_on"),
        ),
        link="rewards:adoption",
        visible=lambda actor, rows, division: rows.filter(
            pk__in=adoptions.visible_to(actor).order_by().values("pk")
        ),
        workspace_kind="company",
        article=ARTICLE,
        keywords=("推广|adoption|spread",),
    ),
    of_companies(
        "rewards.granted",
        _("Reward funds of the companies that publish: granted"),
        "万元",
        _("Money for rewarding improvements that companies granted for the year, as they stated."),
        "基金|fund",
        "奖励创新|创新奖励|reward",
        source="rewards.fund.granted",
    ),
    of_companies(
        "adoptions.count",
        _("Adoptions of ideas at the companies that publish: number"),
        "项",
        _("Ideas taken over by another section and confirmed there, as companies stated."),
        "推广|adoption|spread",
        source="rewards.adoptions.count",
    ),
)
publishing.offer("rewards.fund.granted", "rewards.awards.paid", "rewards.adoptions.count")
