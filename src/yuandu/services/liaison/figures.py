"""One-to-one service in figures: how many firms have an officer, how fast offices answer.

Public, and of nobody in particular: rows show class and days, never a firm or an officer.
"""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Count, Figure, Ratio, periods
from yuandu.kernel.lifecycle.models import Assignment
from yuandu.kernel.lifecycle.stage_clocks import OFFICER
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.liaison import queries, rules
from yuandu.services.liaison.models import Issue, ServedFirm, Subject

FEWEST = 5  # issues below which the public does not see a share


def with_officers(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the firms that somebody stands by on a day."""
    standing = Assignment.objects.filter(
        Q(to_on=None) | Q(to_on__gte=on),
        workspace=workspace,
        subject_label=ServedFirm._meta.label_lower,
        subject_id=OuterRef("pk"),
        role=OFFICER,
        from_on__lte=on,
    )
    return ServedFirm.objects.filter(Exists(standing), workspace=workspace)


def raised(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the issues of a day's year up to that day."""
    first = on.replace(month=1, day=1)
    return Issue.objects.filter(workspace=workspace, raised_on__gte=first, raised_on__lte=on)


CLASS = Column(pgettext_lazy("issue", "Class"), "subject", write=lambda code: Subject(code).label)
DAYS = Column(
    _("Working days to the answer"),
    "answer_days",
    write=lambda days: "—" if days is None else str(days),
)

figures.register(
    Figure(
        code="liaison.firms.count",
        name=_("Firms with an officer of their own: number"),
        unit="家",
        definition=_("Firms in one-to-one service that an officer stands by on the day."),
        formula=_("number of firms"),
        rows=with_officers,
        columns=(
            Column(_("County or zone"), "party__division__name", "party__division__name_en"),
            Column(_("Firm"), "party__name", "party__name_en", public=False),
        ),
        division="party__division",
        link="liaison:firm",
        link_key="party_id",
        keywords=("一对一|包靠|one-to-one", "企业|firms"),
    )
)
figures.register(
    Figure(
        code="liaison.issues.count",
        name=_("Issues that firms raised: number"),
        unit="件",
        definition=_("Issues that firms raised this year in one-to-one service."),
        formula=_("number of issues"),
        period=periods.year,
        rows=raised,
        columns=(CLASS, DAYS),
        division="firm__party__division",
        link="liaison:issue",
        keywords=("企业诉求|issues of firms",),
    )
)
figures.register(
    Figure(
        code="liaison.closed.share",
        name=_("Issues that the firms say are solved: share"),
        unit="%",
        decimals=1,
        definition=_(
            "Of the issues raised this year, those that the firm itself closed as solved."
        ),
        formula=_("issues closed by the firm ÷ issues raised"),
        period=periods.year,
        rows=raised,
        measure=Ratio(
            over=Count(where=Q(track__stage=rules.CLOSED), title=_("Solved")), under=Count()
        ),
        columns=(CLASS, DAYS),
        division="firm__party__division",
        link="liaison:issue",
        minimum_rows=FEWEST,
        keywords=("诉求|issues", "办结|解决|solved"),
    )
)
figures.register(
    Figure(
        code="liaison.answered_in_time.share",
        name=_("Issues answered within five working days: share"),
        unit="%",
        decimals=1,
        definition=_(
            "Of the issues sent to offices this year, those with a first answer within five "
            "working days of sending. Issues whose five days are not over yet are not counted."
        ),
        formula=_("issues answered within five working days ÷ issues sent"),
        period=periods.year,
        rows=queries.in_time,
        measure=Ratio(
            over=Count(where=Q(answer_days__lte=rules.IN_TIME), title=_("In time")), under=Count()
        ),
        columns=(CLASS, DAYS),
        division="firm__party__division",
        link="liaison:issue",
        minimum_rows=FEWEST,
        keywords=("诉求|issues", "5个工作日|五个工作日|five working days"),
    )
)
