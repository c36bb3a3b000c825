"""Figures of the tests' own: divisions are shops or works, their position is a turnover.

A turnover of 0 stands for one that nobody told.
"""

import datetime

from django.db.models import Q, QuerySet
from django.db.models import Value as Literal
from django.db.models.functions import NullIf

from yuandu.kernel.indicators import figures
from yuandu.kernel.registry.models import Division

ON = datetime.date(2026, 11, 24)
SHOPS, WORKS = Q(kind="shop"), Q(kind="works")


def premises(workspace, on) -> QuerySet[Division]:
    places = Division.objects.filter(workspace=workspace, kind__in=["shop", "works"])
    return places.annotate(turnover=NullIf("position", Literal(0)))


def a_place(workspace, code: str, kind: str = "shop", turnover: int = 0, **fields) -> Division:
    return Division.objects.create(
        workspace=workspace, code=code, name=f"示例{code}", kind=kind, position=turnover, **fields
    )


def a_figure(code: str, **fields) -> figures.Figure:
    defaults = {
        "name": code.title(),
        "unit": "家",
        "definition": "For tests.",
        "rows": premises,
        "columns": (
            figures.Column("Name", "name", public=False, mask=figures.masks.name),
            figures.Column("Kind", "kind"),
        ),
        "division": "pk",
    }
    return figures.Figure(code=code, **defaults | fields)


ALL = a_figure("all", keywords=("门店和工厂|premises",))
OF_SHOPS = a_figure("shops", where=SHOPS)
OF_WORKS = a_figure("works", where=WORKS)
TURNOVER = a_figure(
    "turnover", unit="万元", decimals=1, measure=figures.Sum("turnover", title="Turnover")
)
SHARE_OF_SHOPS = a_figure(
    "share",
    unit="%",
    decimals=1,
    measure=figures.Ratio(
        figures.Sum("turnover", where=SHOPS, title="Of shops"),
        figures.Sum("turnover", title="Of all"),
    ),
)
KINDS = a_figure("kinds", unit="个", measure=figures.CountDistinct("kind"))
RANK = figures.ReportedFigure(
    code="rank",
    name="Rank",
    unit="位",
    definition="Place in the province.",
    source="Statistics office",
)
OUTPUT = figures.ReportedFigure(
    code="output",
    name="Output",
    unit="亿元",
    definition="Output.",
    source="Statistics office",
    decimals=1,
)
KINDS_ADD_UP = figures.Reconciliation(
    code="kinds-add-up",
    title="Shops and works are all premises",
    total="all",
    parts=("shops", "works"),
)
EVERYTHING = (ALL, OF_SHOPS, OF_WORKS, TURNOVER, SHARE_OF_SHOPS, KINDS, RANK, OUTPUT)
