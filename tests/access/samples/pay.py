"""Samples of pay: a worker's slip, a drafted and a simulated rule."""

import datetime
from decimal import Decimal

from tests.access.samples.given import Given, World, sample
from yuandu.mechanisms.pay import actions
from yuandu.mechanisms.pay.models import Slip
from yuandu.mechanisms.pay.rules import FACTORS, Terms
from yuandu.mechanisms.workforce.models import Worker

MONTH, QUARTER = datetime.date(2026, 10, 1), datetime.date(2026, 7, 1)


def _paid(world: World) -> None:
    """Pay everybody of the company, and give everybody points, once."""
    if Slip.objects.filter(workspace=world.company).exists():
        return
    by, people = world.company_system, Worker.objects.filter(workspace=world.company)
    actions.keep_slips(
        by=by,
        lines=[
            actions.Paid(each, MONTH, "T5", Decimal(5600), Decimal(0), Decimal(1500))
            for each in people
        ],
    )
    actions.keep_points(
        by=by,
        lines=[
            actions.Given(each, QUARTER, factor, Decimal(80), "样本")
            for each in people
            for factor in FACTORS
        ],
    )


def _rule(world: World):
    _paid(world)
    weights = dict(zip(FACTORS, map(Decimal, ("0.5", "0.3", "0.2")), strict=True))
    return actions.draft(
        by=world.company_system,
        name="样本调整办法",
        terms=Terms(weights, Decimal("0.2"), Decimal(100_000)),
        quarter=QUARTER,
    )


@sample
def the_slip(world: World) -> Given:
    _paid(world)
    found = Slip.objects.get(worker__user=world.staff["worker"])
    return Given({"pk": found.pk})


@sample
def a_pay_rule(world: World) -> Given:
    return Given({"pk": _rule(world).pk, "verb": "simulate"})


@sample
def a_pay_rule_to_discard(world: World) -> Given:
    return Given({"pk": _rule(world).pk, "verb": "discard"})


@sample
def a_simulated_pay_rule(world: World) -> Given:
    made = _rule(world)
    actions.simulate(by=world.company_system, rule=made)
    return Given({"pk": made.pk, "verb": "put_in_force"})


@sample
def a_pay_rule_in_force(world: World) -> Given:
    made = _rule(world)
    actions.simulate(by=world.company_system, rule=made)
    actions.put_in_force(by=world.company_system, rule=made)
    return Given({"pk": made.pk})
