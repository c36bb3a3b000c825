"""Plans for programs: the same queries and actions as their pages."""

from decimal import Decimal
from typing import Annotated, Any

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.services.plans import actions, queries
from yuandu.services.plans.models import EARLIEST_YEAR, LATEST_YEAR, Kind, Plan
from yuandu.services.plans.queries import Line

scopes.register("plans", _("Plan register"))
router = Router()
A_PAGE = 100
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]


class PlanOut(Schema):
    id: int
    code: str
    version: int
    title: str
    level: str
    issuer: str
    from_year: int
    to_year: int
    is_published: bool
    aspects: int = Field(description="How many")


class PlansOut(Schema):
    total: int
    page: int
    pages: int
    plans: list[PlanOut]


class PlansChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class IndicatorStandingOut(Schema):
    """An indicator and where it stands; shares are of the way from baseline to target."""

    id: int
    code: str
    name: str
    unit: str
    aspect: int
    baseline: Decimal
    baseline_year: int
    target: Decimal
    target_year: int
    responsible: str
    state: str = Field(description="reached, on_path, behind or unknown")
    year: int | None = Field(description="Of the latest actual")
    actual: Decimal | None
    expected: Decimal | None
    lag_share: Decimal


class PlanStandingOut(Schema):
    plan: PlanOut
    year: int
    tolerance_share: Decimal
    indicators: list[IndicatorStandingOut]


class CoverageOut(Schema):
    aspect: int
    title: str
    kind: str
    instruments: int
    budget: Decimal


class PolicyMatrixOut(Schema):
    cells: list[CoverageOut]
    empty: int = Field(description="Cells without an instrument")
    unserved: list[int] = Field(description="Numbers of aspects without any instrument")


class ActualIn(Schema):
    year: int = Field(ge=EARLIEST_YEAR, le=LATEST_YEAR)
    value: Annotated[
        Decimal,
        Field(max_digits=18, decimal_places=4, allow_inf_nan=False, description="In its unit"),
    ]
    source: Annotated[Text, Field(min_length=1, max_length=200)]


class ActualOut(Schema):
    year: int
    value: Decimal
    source: str


class PlanYearChoice(Schema):
    year: int | None = Field(
        None, ge=EARLIEST_YEAR, le=LATEST_YEAR, description="Default: this one"
    )


@router.get("/", response=PlansOut)
def list_plans(request: Request, choice: Query[PlansChoice]) -> dict[str, Any]:
    """Return a page of the versions of plans you may read."""
    found = Paginator(queries.visible_to(request.actor), A_PAGE).get_page(choice.page)
    return {
        "total": found.paginator.count,
        "page": found.number,
        "pages": found.paginator.num_pages,
        "plans": [_told(plan) for plan in found],
    }


@router.get("/{int:pk}", response=PlanStandingOut)
def one_plan(request: Request, pk: int, choice: Query[PlanYearChoice]) -> dict[str, Any]:
    """Return a plan with where each of its indicators stands."""
    plan = queries.get(request.actor, pk, to="see")
    year = choice.year or request.workspace.today().year
    return {
        "plan": _told(plan),
        "year": year,
        "tolerance_share": plan.tolerance_share,
        "indicators": [
            _line(under.aspect.number, line)
            for under in queries.standing(plan, year)
            for lines in under.lines.values()
            for line in lines
        ],
    }


@router.get("/{int:pk}/matrix", response=PolicyMatrixOut)
def matrix(request: Request, pk: int) -> dict[str, Any]:
    """Return which kinds of instruments serve which aspects, empty cells among them."""
    found = queries.matrix(queries.get(request.actor, pk, to="see"))
    return {
        "cells": [
            {
                "aspect": aspect.number,
                "title": aspect.title,
                "kind": kind.value,
                "instruments": found.cell(aspect, kind).count,
                "budget": found.cell(aspect, kind).budget,
            }
            for aspect in found.aspects
            for kind in Kind
        ],
        "empty": found.empty,
        "unserved": [aspect.number for aspect in found.unserved],
    }


@router.post("/indicators/{int:pk}/actuals", response={201: ActualOut})
def report_actual(request: Request, pk: int, given: ActualIn) -> Status[Any]:
    """Say what an indicator came to in a year; said again, it is corrected."""
    indicator = queries.indicator(request.actor, pk, to="edit")
    return Status(201, actions.report(by=request.actor, indicator=indicator, **given.dict()))


def _told(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.pk,
        "code": plan.code,
        "version": plan.version,
        "title": plan.title,
        "level": plan.level,
        "issuer": plan.issuer,
        "from_year": plan.from_year,
        "to_year": plan.to_year,
        "is_published": plan.published_on is not None,
        "aspects": plan.aspects.count(),
    }


def _line(aspect: int, line: Line) -> dict[str, Any]:
    each, standing = line.indicator, line.standing
    plain = ("code", "unit", "baseline", "baseline_year", "target", "target_year", "responsible")
    return {name: getattr(each, name) for name in plain} | {
        "id": each.pk,
        "name": each.title,
        "aspect": aspect,
        "state": standing.state.value,
        "year": standing.year or None,
        "actual": standing.actual,
        "expected": standing.expected,
        "lag_share": round(standing.lag_share, 4),
    }
