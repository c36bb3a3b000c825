"""Warnings of supply for programs, and one's own plan: the same queries as the pages."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Router, Schema

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.guidance import permissions, queries

scopes.register("guidance", _("What to plant"))
router = Router()


class SupplyWarningOut(Schema):
    kind: int
    name: str
    from_on: datetime.date
    until_on: datetime.date
    households: int = Field(description="Never below the minimum group")
    intended: float
    usual: float
    ratio: float = Field(description="All expected supply by what is usually sold")
    price_change: float
    level: str = Field(description="short, usual, much or too-much")


class SupplyWarningsOut(Schema):
    warnings: list[SupplyWarningOut]


class PlanLineOut(Schema):
    kind: int
    name: str
    planted: int = Field(description="m²")
    units: int
    price: float
    income: float = Field(description="Yuan a m² and planting, less its cost")
    bad_income: float
    reason: str
    sell_on: datetime.date


class GrowingPlanOut(Schema):
    made_on: datetime.date
    planted: int = Field(description="m²")
    idle: int = Field(description="m² that should stay empty")
    idle_reason: str
    income: int = Field(description="Yuan of a year, less costs of planting")
    bad_income: int = Field(description="The mean of the worst tenth")
    loss_chance: float
    lines: list[PlanLineOut]


@router.get("/warnings/", response=SupplyWarningsOut)
def list_warnings(request: Request) -> dict[str, Any]:
    """List what is to come 8 to 20 weeks ahead, where enough households declared."""
    if not permissions.reads_sums(request.actor):
        raise PermissionDenied
    return {
        "warnings": [
            {
                "kind": each.kind.pk,
                "name": each.kind.name,
                "from_on": each.from_on,
                "until_on": each.until_on,
                "households": each.households,
                "intended": each.intended,
                "usual": each.usual,
                "ratio": each.ratio,
                "price_change": each.price_change,
                "level": each.level,
            }
            for each in queries.warnings(request.workspace)
        ]
    }


@router.get("/plan/", response=GrowingPlanOut)
def show_plan(request: Request) -> dict[str, Any]:
    """Show the last plan of one's own household."""
    found = queries.plan(request.actor)
    if found is None:
        raise Http404
    own = ("planted", "idle", "idle_reason", "income", "bad_income", "loss_chance")
    of_line = ("planted", "units", "price", "income", "bad_income", "reason", "sell_on")
    return {name: getattr(found, name) for name in own} | {
        "made_on": found.round.made_on,
        "lines": [
            {name: getattr(line, name) for name in of_line}
            | {"kind": line.kind_id, "name": line.kind.name}
            for line in queries.plan_lines(found)
        ],
    }
