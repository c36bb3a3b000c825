"""Article 4 in figures: ideas, their authors, how many came off, what they were found to bring."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Count, Figure, Kept, Ratio, Sum
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.proposals import permissions, rules
from yuandu.mechanisms.proposals.models import Benefit, Contributor, Proposal, Tally
from yuandu.mechanisms.workforce import publishing
from yuandu.mechanisms.workforce.figures import ARTICLE, of_companies

PROPOSALS, AUTHORS = "proposals.proposals.count", "proposals.authors.count"
SUCCESS, BENEFIT = "proposals.success.share", "proposals.benefit.value"


def collected(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return every proposal up to the day that was not withdrawn."""
    found = Proposal.objects.filter(workspace=workspace, posted_on__lte=on)
    return found.exclude(stage=rules.WITHDRAWN)


def cells(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the sums that triggers keep of them."""
    return Tally.objects.filter(workspace=workspace, month__lte=on)


def contributors(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return who has ever posted up to the day, leavers included."""
    return Contributor.objects.filter(workspace=workspace, first_on__lte=on)


def evaluated(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the proposals that were evaluated up to the day."""
    return Proposal.objects.filter(workspace=workspace, evaluated_on__lte=on)


def verified(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the lines of money that a second person has verified up to the day."""
    return Benefit.objects.filter(workspace=workspace, kind=rules.MONEY, verified_on__lte=on)


def unsealed(actor: Actor, rows: QuerySet[Any], division: str) -> QuerySet[Any]:
    """Return the proposals that `actor` may know of."""
    return rows.filter(permissions.visible(actor))


OF_PROPOSAL = (
    Column(pgettext_lazy("of a proposal", "Number"), "number"),
    Column(_("Section"), "section__name", "section__name_en"),
    Column(_("Posted on"), "posted_on"),
    Column(pgettext_lazy("proposal", "Idea"), "idea", public=False),
)

figures.register(
    Figure(
        code=PROPOSALS,
        name=_("Improvement proposals collected: number"),
        unit="万条",
        decimals=2,
        definition=_(
            "All proposals that people of the company have posted so far, each once; withdrawn ones do not count, merged ones do."
        ),
        formula=_("number of proposals"),
        rows=collected,
        kept=Kept(cells, rows="posted", value="posted"),
        columns=OF_PROPOSAL,
        link="proposals:proposal",
        visible=unsealed,
        workspace_kind="company",
        article=ARTICLE,
        keywords=("提案|proposals",),
    ),
    Figure(
        code=AUTHORS,
        name=_("People who have posted improvement proposals: number"),
        unit="人",
        definition=_(
            "Workers who are or were an author of at least one proposal, each once, leavers included."
        ),
        formula=_("number of different authors"),
        rows=contributors,
        columns=(
            Column(_("Staff number"), "worker__number", public=False),
            Column(_("Section"), "worker__section__name", "worker__section__name_en"),
            Column(_("Proposals"), "proposals"),
        ),
        workspace_kind="company",
        article=ARTICLE,
        keywords=("参与其中|参与提案|took part",),
    ),
    Figure(
        code=SUCCESS,
        name=_("Success rate of improvement proposals"),
        unit="%",
        decimals=1,
        definition=_(
            "Of the proposals that were evaluated so far, those that were put into practice and found to work."
        ),
        formula=_("implemented ÷ evaluated"),
        rows=evaluated,
        measure=Ratio(
            Count(where=Q(implemented_on__isnull=False), title=_("Implemented")),
            Count(title=pgettext_lazy("proposals", "Evaluated")),
        ),
        columns=OF_PROPOSAL,
        link="proposals:proposal",
        visible=unsealed,
        workspace_kind="company",
        article=ARTICLE,
        keywords=("创新成功率|成功率|success rate",),
    ),
    Figure(
        code=BENEFIT,
        name=_("Verified benefit of improvement proposals"),
        unit="亿元",
        decimals=2,
        definition=_(
            "Money that proposals were found to bring in their first year, verified by a second person and, from the scheme’s threshold on, by finance; cumulative."
        ),
        formula=_("sum of the verified first-year benefit"),
        rows=verified,
        measure=Sum("first_year", title=_("First year, yuan"), unit="元"),
        columns=(
            Column(pgettext_lazy("of a proposal", "Number"), "proposal__number"),
            Column(_("Section"), "proposal__section__name", "proposal__section__name_en"),
            Column(_("Verified by"), "verified_label", public=False),
        ),
        link="proposals:proposal",
        link_key="proposal__pk",
        visible=lambda actor, rows, division: rows.filter(
            proposal__in=Proposal.objects.filter(permissions.visible(actor))
        ),
        workspace_kind="company",
        article=ARTICLE,
        keywords=("创造|效益|benefit",),
    ),
    of_companies(
        PROPOSALS,
        _("Improvement proposals at the companies that publish"),
        "万条",
        _("Improvement proposals that people of companies here have posted so far, as stated."),
        "提案|proposals",
        source=PROPOSALS,
        decimals=2,
    ),
    of_companies(
        AUTHORS,
        _("People with improvement proposals at the companies that publish: number"),
        "人",
        _("Authors of improvement proposals at companies here, leavers included, as stated."),
        "参与其中|参与提案|took part",
        source=AUTHORS,
    ),
    of_companies(
        SUCCESS,
        _("Success rate of improvement proposals at the companies that publish"),
        "%",
        _("Of evaluated proposals at companies here those put into practice, as stated."),
        "创新成功率|成功率|success rate",
        source=SUCCESS,
        decimals=1,
        is_share=True,
    ),
    of_companies(
        BENEFIT,
        _("Verified benefit of improvement proposals at the companies that publish"),
        "亿元",
        _("Verified first-year benefit of improvement proposals at companies here, as stated."),
        "公司创造|提案效益|benefit",
        source=BENEFIT,
        decimals=2,
    ),
)
publishing.offer(PROPOSALS, AUTHORS, SUCCESS, BENEFIT)
