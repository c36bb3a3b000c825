"""What grows, what was sent and what is wanted of the kinds that are traded most, week by week."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import numpy as np

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.flowers.models import Demand, Kind, Market, Planting, Shipment, Stage
from yuandu.mechanisms.flowers.supplying import report_supply
from yuandu.site.sample.flowers import MANY, MOST_TRADED
from yuandu.site.sample.projects import SEED, TODAY

COUNTIES = ("青州市", "昌邑市", "寿光市", "临朐县")
WEEKS_BACK, WEEKS_AHEAD = 3, 6
A_WEEK = datetime.timedelta(weeks=1)
PLANTS_A_MU = 9_000
SHARES = {Stage.SEEDLING: 0.3, Stage.GROWING: 0.4, Stage.BUDDING: 0.2, Stage.SALEABLE: 0.1}


def load(by: Actor) -> None:
    """Report three weeks of plantings and shipments, and what markets ask for in the next six."""
    kinds = Kind.objects.filter(workspace=by.workspace, group__in=MOST_TRADED).order_by("pk")[:MANY]
    markets = list(Market.objects.filter(workspace=by.workspace).order_by("pk"))
    counties = list(Division.objects.filter(workspace=by.workspace, name__in=COUNTIES))
    rng = np.random.default_rng(SEED)
    made: dict[Any, list[dict[str, Any]]] = {Planting: [], Shipment: [], Demand: []}
    for kind in kinds:
        for at, county in enumerate(counties):
            if rng.random() < 0.8 / (1 + at) + 0.2:  # the first county grows nearly all kinds
                made[Planting] += _plantings(kind, county, rng)
                made[Shipment] += _shipments(kind, county, markets, rng)
        made[Demand] += _demand(kind, markets, rng)
    for model, rows in made.items():
        report_supply(by=by, model=model, rows=rows)


def _monday() -> datetime.date:
    return TODAY - datetime.timedelta(days=TODAY.weekday())


def _plantings(kind: Kind, county: Division, rng: np.random.Generator) -> Iterator[dict[str, Any]]:
    area = float(rng.lognormal(3.2, 0.8))
    for back in range(WEEKS_BACK, 0, -1):
        for stage, share in SHARES.items():
            mu = round(area * share * float(rng.uniform(0.85, 1.15)), 1)
            yield {
                "kind": kind, "division": county, "week": _monday() - back * A_WEEK, "stage": stage,
                "area_mu": Decimal(str(mu)), "plants": int(mu * PLANTS_A_MU),
            }  # fmt: skip


def _shipments(
    kind: Kind, county: Division, markets: list[Market], rng: np.random.Generator
) -> Iterator[dict[str, Any]]:
    for back in range(WEEKS_BACK, 0, -1):
        for market in rng.choice(len(markets), 2, replace=False):
            yield {
                "kind": kind, "division": county, "market": markets[int(market)],
                "on": _monday() - back * A_WEEK + datetime.timedelta(days=int(rng.integers(6))),
                "quantity": Decimal(int(rng.integers(2, 40)) * 10),
            }  # fmt: skip


def _demand(
    kind: Kind, markets: list[Market], rng: np.random.Generator
) -> Iterator[dict[str, Any]]:
    for ahead in range(WEEKS_AHEAD):
        market = markets[int(rng.integers(len(markets)))]
        quantity = Decimal(int(rng.integers(5, 60)) * 10)
        week = _monday() + ahead * A_WEEK
        yield {"kind": kind, "market": market, "week": week, "quantity": quantity}
