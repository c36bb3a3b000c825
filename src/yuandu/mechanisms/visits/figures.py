"""Drives and difficulties in figures: to how many projects teams came, what was solved.

Public, and of nobody in particular: rows show projects of published lists, and of
difficulties class and days, never a project or a person.
"""

import datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Count, Figure, Ratio, Sum, periods
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.registry.models import Post
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.figures import ARTICLE, key_projects
from yuandu.mechanisms.projects.models import Factor
from yuandu.mechanisms.visits import rules, wording
from yuandu.mechanisms.visits.models import Difficulty, State, Team, Visit

FEWEST = 5  # difficulties below which the public does not see a share


def visited(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return this year's key projects to which a team has come by the day, each once."""
    visits = Visit.objects.filter(
        project=OuterRef("project"),
        state=State.COUNTED,
        on__gte=on.replace(month=1, day=1),
        on__lte=on,
    )
    return key_projects(workspace, on).filter(Exists(visits))


def teams(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the teams of drives of the day's year that have begun."""
    return Team.objects.filter(workspace=workspace, drive__year=on.year, drive__from_on__lte=on)


def raised(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the difficulties of a day's year up to that day, without those withdrawn."""
    first = on.replace(month=1, day=1)
    found = Difficulty.objects.filter(workspace=workspace, raised_on__gte=first, raised_on__lte=on)
    return found.exclude(track__stage=rules.WITHDRAWN).exclude(visit__state=State.SET_ASIDE)


def asked(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return this year's difficulties sent to a department, each as it stood on the day.

    What is answered or closed later does not change the day's figure, so that the board of a
    month is what it was. `office` is the organisation of the officer who has it.
    """
    stood = Step.objects.filter(track=OuterRef("track"), on__lte=on).order_by("-pk")
    held = Post.objects.filter(
        workspace=workspace, user=OuterRef("officer"), role="department_officer"
    ).order_by("-from_on", "-pk")
    return (
        raised(workspace, on)
        .filter(sent_on__isnull=False, sent_on__lte=on)
        .annotate(
            office=Subquery(held.values("organisation")[:1]),
            stood=Subquery(stood.values("target")[:1]),
            answered=Case(When(answered_on__lte=on, then=F("answer_days"))),
            due=Case(
                When(answered_on__lte=on, then=True),
                When(promise__due_on__lt=on, then=True),
                default=False,
            ),
        )
    )


PROJECT: dict[str, Any] = {
    "rows": visited,
    "columns": (
        Column(_("Project"), "project__name", "project__name_en"),
        Column(_("County or zone"), "project__division__name", "project__division__name_en"),
    ),
    "division": "division_id",
    "link": "projects:project",
    "link_key": "project_id",
    "unit": "个",
    "period": periods.year,
    "past": "to_date",
    "article": ARTICLE,
}
DIFFICULTY: dict[str, Any] = {
    "rows": raised,
    "columns": (
        Column(_("What is lacking"), "factor", write=lambda code: Factor(code).label),
        Column(
            _("Working days to the answer"),
            "answer_days",
            write=lambda days: "—" if days is None else str(days),
        ),
    ),
    "division": "visit__project__division",
    "link": "visits:difficulty",
    "period": periods.year,
    "article": ARTICLE,
}
ASKED: dict[str, Any] = {
    "rows": asked,
    "columns": (
        *DIFFICULTY["columns"],
        Column(_("Stage on the day"), "stood", write=lambda code: wording.stage(code)["label"]),
    ),
    "division": "visit__project__division",
    "organisation": "office",
    "link": "visits:difficulty",
    "period": periods.year,
    "article": ARTICLE,
    "minimum_rows": FEWEST,
    "past": "to_date",
}

figures.register(
    Figure(
        code="visits.projects.count",
        name=_("Key projects visited on site: number"),
        definition=_(
            "Projects of this year’s lists to which a team of a drive has come this year, each "
            "once however often. Visits in doubt or set aside do not count."
        ),
        formula=_("number of projects with a visit that counts"),
        keywords=("现场督导|点对点|走访|visited on site", "重点项目|key projects"),
        **PROJECT,
    )
)
figures.register(
    Figure(
        code="visits.province.count",
        name=_("Provincial key projects visited on site: number"),
        definition=_("Of the key projects visited this year, those on the provincial list."),
        formula=_("number of provincial projects with a visit that counts"),
        where=Q(level="province"),
        keywords=("现场|on site", "督导|督查|inspected", "省级|provincial", "项目|projects"),
        **PROJECT,
    )
)
figures.register(
    Figure(
        code="visits.teams.count",
        name=_("Inspection and service teams: number"),
        unit="个",
        definition=_("Teams of this year’s drives that have begun."),
        formula=_("number of teams"),
        rows=teams,
        period=periods.year,
        columns=(
            Column(pgettext_lazy("of a drive", "Team"), "name", "name_en"),
            Column(_("Drive"), "drive__name", "drive__name_en"),
        ),
        article=ARTICLE,
        keywords=("督查服务组|服务组|inspection teams",),
    )
)
figures.register(
    Figure(
        code="visits.difficulties.count",
        name=_("Difficulties of projects found on site: number"),
        unit="件",
        definition=_("Difficulties that visits found this year, without those withdrawn."),
        formula=_("number of difficulties"),
        keywords=("困难问题|difficulties",),
        **DIFFICULTY,
    )
)
figures.register(
    Figure(
        code="visits.closed.count",
        name=_("Difficulties closed by the owners: number"),
        unit="件",
        definition=_(
            "Of the difficulties found this year, those of which the project’s owner says that "
            "they are solved."
        ),
        formula=_("number of difficulties closed by the owner"),
        where=Q(track__stage=rules.CLOSED),
        keywords=("困难问题|difficulties", "销号|解决|closed"),
        **DIFFICULTY,
    )
)
figures.register(
    Figure(
        code="visits.closed.share",
        name=_("Difficulties closed by the owners: share"),
        unit="%",
        decimals=1,
        definition=_(
            "Of the difficulties found this year, the share of which the project’s owner says "
            "that they are solved."
        ),
        formula=_("difficulties closed by the owner ÷ difficulties found"),
        measure=Ratio(
            over=Count(where=Q(track__stage=rules.CLOSED), title=_("Closed")), under=Count()
        ),
        minimum_rows=FEWEST,
        keywords=("困难问题|difficulties", "销号率|办结率|closure rate"),
        **DIFFICULTY,
    )
)
figures.register(
    Figure(
        code="visits.answered.in_time",
        name=_("Difficulties answered in time: share"),
        unit="%",
        decimals=1,
        definition=_(
            "Of the difficulties sent to a department this year whose answer was given or due by "
            "the day, the share that was answered within seven working days."
        ),
        formula=_("answered within seven working days ÷ answered or due"),
        measure=Ratio(
            over=Count(where=Q(answered__lte=rules.DUE), title=_("In time")),
            under=Count(where=Q(due=True), title=_("Answered or due")),
        ),
        keywords=("困难问题|difficulties", "按时答复率|按期答复率|answered in time"),
        **ASKED,
    ),
    Figure(
        code="visits.answered.solved",
        name=_("Difficulties sent to departments that owners closed: share"),
        unit="%",
        decimals=1,
        definition=_(
            "Of the difficulties sent to a department this year, the share of which the project’s "
            "owner had said by the day that they are solved."
        ),
        formula=_("difficulties closed by the owner ÷ difficulties sent"),
        measure=Ratio(
            over=Count(where=Q(stood=rules.CLOSED), title=_("Closed")),
            under=Count(),
        ),
        keywords=("困难问题|difficulties", "交办销号率|交办办结率"),
        **ASKED,
    ),
    Figure(
        code="visits.answered.days",
        name=_("Working days to a department’s answer: mean"),
        unit="天",
        decimals=1,
        definition=_(
            "Working days from sending a difficulty to the department’s first answer, the mean of "
            "those answered this year by the day."
        ),
        formula=_("working days to the answer ÷ difficulties answered"),
        measure=Ratio(
            over=Sum("answered", title=_("Working days")),
            under=Count(where=Q(answered__isnull=False), title=_("Answered")),
        ),
        keywords=("困难问题|difficulties", "平均答复|mean answer"),
        **ASKED,
    ),
)
