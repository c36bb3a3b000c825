"""Article 2 of the front page in figures: the key projects of the year, and what is newly filed.

Definitions follow practice: a key project stands on this year's lists and counts once, at
its highest level, carried out or in reserve; what should have started by the day is the
base of the start rate; the share of private investment is the statistics office's and is
imported, never computed from the register.
"""

import datetime
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import (
    Column,
    Count,
    Figure,
    Kept,
    Ratio,
    Reconciliation,
    ReportedFigure,
    Sum,
    masks,
    periods,
)
from yuandu.kernel.indicators.figures.measures import Words
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.models import Level, Project, Standing, Status, Tally

ARTICLE = 2
OVER = 100_000_000  # yuan: “over 100 million” includes it
CARRIED_OUT = Q(status__in=rules.CARRIED_OUT)
DONE = Q(stage__in=["works_completion", "production_start", "tax", "above_scale_listing"])


def key_projects(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return where projects stand on this year's lists, each once."""
    return Standing.objects.filter(workspace=workspace, year=on.year, level__in=list(Level.values))


def key_cells(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the cells that keep how many key projects there are, and for how much."""
    return Tally.objects.filter(workspace=workspace, year=on.year, level__in=list(Level.values))


def _kept(value: str) -> Kept:
    return Kept(key_cells, rows="projects", value=value, division="division_id")


def due_to_start(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return what is carried out and has started or should have, without what rests."""
    return (
        key_projects(workspace, on)
        .filter(CARRIED_OUT, start_due_on__lte=on)
        .exclude(stage__in=rules.RESTING)
        .annotate(has_started=ExpressionWrapper(Q(started_on__lte=on), BooleanField()))
    )


def newly_filed(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the projects of 100 million or more that were filed since the year began."""
    return Project.objects.filter(
        workspace=workspace,
        filed_on__gte=datetime.date(on.year, 1, 1),
        filed_on__lte=on,
        investment_total__gte=OVER,
    )


def overlap(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return those of the newly filed that stand on this year's lists too."""
    return key_projects(workspace, on).filter(
        project__filed_on__gte=datetime.date(on.year, 1, 1),
        project__filed_on__lte=on,
        investment_total__gte=OVER,
    )


def _columns(prefix: str) -> tuple[Column, ...]:
    """Return what a row shows; the owner is not for the public."""
    return (
        Column(_("Project"), f"{prefix}name", attribute_en=f"{prefix}name_en"),
        Column(pgettext_lazy("project", "Code"), f"{prefix}code"),
        Column(
            _("Division"),
            f"{prefix}division__name",
            attribute_en=f"{prefix}division__name_en",
        ),
        Column(
            _("Owner"),
            f"{prefix}owner__name",
            attribute_en=f"{prefix}owner__name_en",
            public=False,
            mask=masks.name,
        ),
    )


SHARED: dict[str, Any] = {
    "link": "projects:project",
    "period": periods.year,
    "article": ARTICLE,
}
STANDINGS: dict[str, Any] = SHARED | {
    "rows": key_projects,
    "columns": _columns("project__"),
    "division": "division_id",
    "link_key": "project_id",
}
# What the cells keep of them: each has level, category, status and stage.
KEY: dict[str, Any] = STANDINGS | {"kept": _kept("projects")}
KEY_INVESTMENT = STANDINGS | {
    "measure": Sum("investment_total"),
    "kept": _kept("investment_total"),
}
KEY_PLAN = STANDINGS | {"measure": Sum("annual_plan"), "kept": _kept("annual_plan")}
FILED: dict[str, Any] = SHARED | {
    "rows": newly_filed,
    "past": "to_date",
    "columns": _columns(""),
    "division": "division",
}


class Named(NamedTuple):
    """A category of projects: its name, what its two figures are called, its words in print."""

    title: Words
    number: Words
    investment: Words
    keywords: str


CATEGORIES = {
    "platform": Named(
        _("Platform projects"),
        _("Platform projects: number"),
        _("Platform projects: planned investment"),
        "平台",
    ),
    "industry": Named(
        _("Industry projects"),
        _("Industry projects: number"),
        _("Industry projects: planned investment"),
        "产业项目",
    ),
    "social": Named(
        _("Social projects"),
        _("Social projects: number"),
        _("Social projects: planned investment"),
        "社会民生|民生项目",
    ),
    "infrastructure": Named(
        _("Infrastructure projects"),
        _("Infrastructure projects: number"),
        _("Infrastructure projects: planned investment"),
        "基础设施",
    ),
}

figures.register(
    Figure(
        code="projects.key.count",
        name=_("Key projects: number"),
        unit="个",
        definition=_(
            "Projects on this year's provincial, municipal and county lists, each once by its "
            "code, at its highest level; those in reserve are among them."
        ),
        formula=_("number of projects"),
        keywords=("重点项目|key projects",),
        **KEY,
    )
)
for _code, _name, _where, _definition, _words in (
    (
        "projects.key.carried_out",
        _("Key projects carried out"),
        CARRIED_OUT,
        _("Key projects that the lists have as newly started or continuing."),
        "实施类|carried out",
    ),
    (
        "projects.key.reserve",
        _("Key projects in reserve"),
        Q(status=Status.RESERVE),
        _("Key projects that the lists have in reserve."),
        "储备|in reserve",
    ),
):
    figures.register(
        Figure(
            code=_code,
            name=_name,
            unit="个",
            definition=_definition,
            formula=_("number of projects"),
            where=_where,
            keywords=(_words,),
            **KEY | {"article": 0},
        )
    )
figures.register(
    Figure(
        code="projects.key.investment",
        name=_("Key projects: planned investment"),
        unit="万亿元",
        decimals=2,
        definition=_("Planned total investment of this year's key projects."),
        formula=_("sum of planned total investment"),
        keywords=("重点项目|key projects", "总投资|investment"),
        **KEY_INVESTMENT,
    )
)
for _category, _named in CATEGORIES.items():
    figures.register(
        Figure(
            code=f"projects.{_category}.count",
            name=_named.number,
            unit="个",
            definition=_("Key projects of this category on this year's lists."),
            formula=_("number of projects"),
            where=Q(category=_category),
            keywords=(_named.keywords,),
            **KEY,
        )
    )
    figures.register(
        Figure(
            code=f"projects.{_category}.investment",
            name=_named.investment,
            unit="亿元",
            definition=_("Planned total investment of the key projects of this category."),
            formula=_("sum of planned total investment"),
            where=Q(category=_category),
            keywords=(_named.keywords, "投资|investment"),
            **KEY_INVESTMENT,
        )
    )
figures.register(
    Figure(
        code="projects.key.done",
        name=_("Completed or in production: number"),
        unit="个",
        definition=_(
            "Key projects that have reached production, or handover where nothing is produced."
        ),
        formula=_("number of projects"),
        where=DONE,
        keywords=("竣工投产|投产项目|建成投产|竣工|in production",),
        **KEY,
    )
)
figures.register(
    Figure(
        code="projects.key.new_output",
        name=_("New output"),
        unit="亿元",
        decimals=1,
        definition=_("Actual output value since production began; designed output is not counted."),
        formula=_("sum of actual new output"),
        where=DONE & Q(project__new_output__isnull=False),
        measure=Sum("project__new_output"),
        sensitive=True,
        keywords=("新增产值|new output",),
        **STANDINGS,
    )
)
figures.register(
    Figure(
        code="projects.key.start_rate",
        name=_("Start rate of key projects"),
        unit="%",
        decimals=1,
        definition=_(
            "Key projects carried out whose permanent works have broken ground, of those that "
            "have started or whose planned day has passed."
        ),
        formula=_("started ÷ due to have started"),
        measure=Ratio(
            over=Count(where=Q(has_started=True), title=_("Started")),
            under=Count(title=_("Due to have started")),
        ),
        keywords=("重点项目", "开工率|start rate"),
        **STANDINGS | {"rows": due_to_start, "past": "level"},
    )
)
figures.register(
    Figure(
        code="projects.province.count",
        name=_("Provincial key projects: number"),
        unit="个",
        definition=_("Key projects on this year's provincial lists."),
        formula=_("number of projects"),
        where=Q(level=Level.PROVINCE),
        keywords=("省级|provincial", "项目|projects"),
        **KEY,
    )
)
figures.register(
    Figure(
        code="projects.key.annual_plan",
        name=_("Key projects: investment planned for the year"),
        unit="亿元",
        decimals=1,
        definition=_("Investment that the yearly lists plan for this year's key projects."),
        formula=_("sum of the year's planned investment"),
        keywords=("年度计划投资|planned for the year",),
        **KEY_PLAN | {"article": 0},
    )
)
figures.register(
    Figure(
        code="projects.filed.count",
        name=_("Newly filed projects over 100 million yuan: number"),
        unit="个",
        definition=_(
            "Projects approved, verified or filed since the year began, each of 100 million "
            "yuan or more; some of them are key projects too."
        ),
        formula=_("number of projects"),
        keywords=("新立项|newly filed",),
        **FILED,
    )
)
figures.register(
    Figure(
        code="projects.filed.investment",
        name=_("Newly filed projects: planned investment"),
        unit="亿元",
        decimals=1,
        definition=_("Planned total investment of the newly filed projects."),
        formula=_("sum of planned total investment"),
        measure=Sum("investment_total"),
        keywords=("新立项|newly filed", "投资|investment"),
        **FILED,
    )
)
figures.register(
    Figure(
        code="projects.filed.overlap",
        name=_("Newly filed and on this year's lists: number"),
        unit="个",
        definition=_("Newly filed projects that are key projects of this year as well."),
        formula=_("number of projects"),
        **STANDINGS | {"article": 0, "rows": overlap},
    )
)
figures.register(
    ReportedFigure(
        code="projects.private.share",
        name=_("Private share of investment"),
        unit="%",
        decimals=1,
        definition=_(
            "Completed private investment of all completed fixed-asset investment, as the "
            "statistics office publishes it."
        ),
        formula=_("private ÷ all fixed-asset investment"),
        source=_("Statistics office"),
        article=ARTICLE,
        keywords=("民间投资", "占比|比重|share"),
    )
)
figures.register(
    ReportedFigure(
        code="projects.private.rank",
        name=_("Private share of investment: place in the province"),
        unit="位",
        definition=_("Place among the province's cities by the private share of investment."),
        source=_("Statistics office"),
        article=ARTICLE,
        keywords=("民间投资|占比", "全省|province"),
    )
)
figures.register(
    Reconciliation(
        code="projects.statuses.count",
        title=_("What is carried out and what is in reserve add up to all key projects"),
        total="projects.key.count",
        parts=("projects.key.carried_out", "projects.key.reserve"),
    ),
    Reconciliation(
        code="projects.categories.count",
        title=_("The four categories add up to all key projects"),
        total="projects.key.count",
        parts=tuple(f"projects.{category}.count" for category in CATEGORIES),
    ),
    Reconciliation(
        code="projects.categories.investment",
        title=_("The investments of the four categories add up to the total"),
        total="projects.key.investment",
        parts=tuple(f"projects.{category}.investment" for category in CATEGORIES),
    ),
)
