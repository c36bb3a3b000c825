"""Households that declared, and market data to plan from, small and made up."""

import datetime
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from tests.people import TODAY, a_division, a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.loading import load_history
from yuandu.mechanisms.flowers.models import Kind, Market
from yuandu.mechanisms.flowers.reading import KEPT_AS, VALUES
from yuandu.mechanisms.flowers.tests.records import a_kind
from yuandu.mechanisms.guidance import actions
from yuandu.mechanisms.guidance.models import Holding, Intention

WEEKS = 130
KINDS = (
    ("anthurium", "红掌", 20, 12.0),
    ("cyclamen", "仙客来", 16, 9.0),
    ("calla", "马蹄莲", 12, 7.0),
)


def a_household(workspace: Workspace, name: str = "示例花农甲户") -> Party:
    found, _ = Party.objects.get_or_create(
        workspace=workspace,
        kind="household",
        name=name,
        defaults={"division": a_division(workspace)},
    )
    return found


def a_grower(workspace: Workspace, username: str, household: Party) -> User:
    return a_user(username, workspace=workspace, role="grower", organisation=household)


def some_kinds(workspace: Workspace) -> list[Kind]:
    """Return three quick kinds, made where they are not."""
    return [
        Kind.objects.filter(workspace=workspace, code=code).first()
        or a_kind(
            workspace, code=code, name=name, name_en=code.title(), weeks=weeks, other_names=""
        )
        for code, name, weeks, _ in KINDS
    ]


def a_holding(workspace: Workspace, name: str = "示例花农甲户", **fields: Any) -> Holding:
    """Return the beds of a household that can grow all three kinds."""
    by, household = Actor.system(workspace), a_household(workspace, name)
    given = {"area": 1000, "cash": 400_000} | fields
    holding = actions.declare_holding(by=by, household=household, **given)
    for kind in some_kinds(workspace):
        actions.add_growable(
            by=by, holding=holding, kind=kind, density=Decimal("16"), cost=Decimal("90")
        )
    return holding


def an_intention(
    workspace: Workspace, name: str = "示例花农甲户", *, place: int = 2, area: int = 500
) -> Intention:
    """Return an intention to plant one of the three kinds tomorrow."""
    if not Holding.objects.filter(household__name=name).exists():
        a_holding(workspace, name)
    return actions.intend(
        by=Actor.system(workspace),
        household=a_household(workspace, name),
        kind=some_kinds(workspace)[place],
        area=area,
        plant_on=TODAY + datetime.timedelta(days=1),
    )


def quoted(workspace: Workspace, *, volume: float = 2000.0, weeks: int = WEEKS) -> None:
    """Quote the three kinds in one market, week by week, with a seeded price."""
    rng = np.random.default_rng(8)
    market = Market.objects.create(workspace=workspace, name="示例花卉市场", currency="CNY")
    days = [TODAY - datetime.timedelta(weeks=back) for back in range(weeks, 0, -1)]
    parts = []
    for kind, (_, _, _, base) in zip(some_kinds(workspace), KINDS, strict=True):
        price = base * np.exp(rng.normal(0, 0.1, weeks))
        values = {"low": price, "average": price, "high": price, "volume": volume, "unsold": 0.0}
        values["stock"] = 0.0
        parts.append(
            pl.DataFrame({"on": days} | values).with_columns(
                *(pl.col(name).round(2).cast(KEPT_AS) for name in VALUES),
                kind=pl.lit(kind.pk),
                market=pl.lit(market.pk),
                grade=pl.lit("first"),
                unit=pl.lit(kind.unit),
                doubt=pl.lit(""),
            )
        )
    load_history(
        by=Actor.system(workspace), source="示例", title="示例行情", frame=pl.concat(parts)
    )
