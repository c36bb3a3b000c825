"""Sample declarations of growers: beds, kinds, what they mean to plant, and a planning of all.

Many mean to plant what was dear last week, as people do, so that there is something to warn of.
"""

import datetime
from decimal import Decimal
from random import Random

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.flowers.models import Kind, Quote
from yuandu.mechanisms.guidance import actions
from yuandu.mechanisms.guidance.models import Caution, Growable, Holding, Intention

SEED, HOUSEHOLDS = 31, 40
QUICK, LEAST = 20, 6  # weeks to grow: what is planted now is sold within the weeks looked at
FAVOURITES, KINDS = 2, 4
DENSITY = {"pot": 16, "tray": 8, "stem": 60, "bunch": 6}  # a m²
COST_SHARE = (0.45, 0.75)  # of what a m² brings


def load(by: Actor) -> None:
    """Let growers declare, and plan for them."""
    rng, today = Random(SEED), by.workspace.today()
    prices = _prices(by)
    kinds = [
        kind
        for kind in Kind.objects.filter(workspace=by.workspace, pk__in=prices).order_by("pk")
        if LEAST <= (kind.weeks or 0) <= QUICK
    ]
    households = Party.objects.filter(
        workspace=by.workspace, kind="household", name__startswith="样本花农"
    ).order_by("pk")[:HOUSEHOLDS]
    holdings = Holding.objects.bulk_create(
        Holding(
            workspace=by.workspace,
            household=party,
            area=rng.randrange(600, 4000, 50),
            cash=rng.randrange(60_000, 600_000, 5_000),
            caution=rng.choice(Caution.values),
            declared_on=today - datetime.timedelta(days=rng.randrange(1, 40)),
        )
        for party in households
    )
    growables = [one for each in holdings for one in _growables(each, kinds, prices, rng)]
    Growable.objects.bulk_create(growables)
    Intention.objects.bulk_create(_intention(one, today, rng) for one in growables[:: KINDS // 2])
    actions.advise(by=by)


def _prices(by: Actor) -> dict[int, float]:
    """Return what a unit of each kind with long market data brought a week ago."""
    since = by.workspace.today() - datetime.timedelta(days=400)
    long = Quote.objects.filter(workspace=by.workspace, on__lt=since).values("kind")
    recent = Quote.objects.filter(
        workspace=by.workspace, kind__in=long, on__gte=by.workspace.today() - datetime.timedelta(14)
    )
    return {kind: float(price) for kind, price in recent.values_list("kind", "average")}


def _growables(
    holding: Holding, kinds: list[Kind], prices: dict[int, float], rng: Random
) -> list[Growable]:
    chosen = [*kinds[:FAVOURITES], *rng.sample(kinds[FAVOURITES:], KINDS - FAVOURITES)]
    return [
        Growable(
            workspace=holding.workspace,
            holding=holding,
            kind=kind,
            density=Decimal(DENSITY.get(kind.unit, 10)),
            cost=Decimal(
                str(
                    round(
                        DENSITY.get(kind.unit, 10) * prices[kind.pk] * rng.uniform(*COST_SHARE), 2
                    )
                )
            ),
            most=rng.choice((None, None, holding.area // 2)),
        )
        for kind in chosen
    ]


def _intention(one: Growable, today: datetime.date, rng: Random) -> Intention:
    plant_on = today + datetime.timedelta(days=rng.randrange(0, 21))
    area = rng.randrange(3, 10)  # a trial: the sample's markets are small
    return Intention(
        workspace=one.workspace,
        household=one.holding.household,
        kind=one.kind,
        area=area,
        units=int(area * one.density),
        plant_on=plant_on,
        sell_on=plant_on + datetime.timedelta(weeks=one.kind.weeks or 0),
        declared_on=today,
    )
