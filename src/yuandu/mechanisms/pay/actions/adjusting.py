"""Adjustment rules: drafted, simulated, then decided by somebody else."""

import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.notices import actions as notices
from yuandu.mechanisms.pay import news, permissions, queries, rules
from yuandu.mechanisms.pay.models import (
    DRAFT,
    IN_FORCE,
    REPLACED,
    SIMULATED,
    Adjustment,
    Rule,
)
from yuandu.mechanisms.pay.refusals import OddRule, StaleRule
from yuandu.mechanisms.pay.turns import one_at_a_time

BATCH = 2_000


@transaction.atomic
def draft(
    *, by: Actor, name: str, terms: rules.Terms, quarter: datetime.date, words: str = ""
) -> Rule:
    """Draft a new version of the adjustment rule.

    Raises:
        PermissionDenied: the actor does not draft rules.
        OddRule: its weights do not sum to 1, or it has no budget.
    """
    if not permissions.drafts(by):
        raise PermissionDenied
    for fault in rules.faults(terms):
        raise OddRule(fault)
    one_at_a_time(by)
    last = Rule.objects.filter(workspace=by.workspace).first()
    made = Rule.objects.create(
        workspace=by.workspace,
        number=last.number + 1 if last else 1,
        name=name.strip(),
        words=words.strip(),
        **terms.weights,
        most_share=terms.most_share,
        budget=terms.budget,
        quarter=quarter,
    )
    audit.record(by, "pay.draft", made, number=made.number, budget=made.budget)
    return made


@transaction.atomic
def simulate(*, by: Actor, rule: Rule) -> None:
    """Work out what a rule would cost and who would move by how much, in bands.

    Raises:
        PermissionDenied: the actor does not draft rules.
        OddRule: too few people have what it needs.
        StaleRule: it is decided already.
    """
    if not permissions.MAY_RULE["simulate"](by, rule):
        raise PermissionDenied
    settled = _settled(rule)
    told = _simulation(rule, settled, by.workspace.today())
    standing = Rule.objects.filter(pk=rule.pk, state__in=(DRAFT, SIMULATED))
    if not standing.update(state=SIMULATED, simulation=told):
        raise StaleRule
    rule.state, rule.simulation = SIMULATED, told
    audit.record(by, "pay.simulate", rule, number=rule.number, cost=settled.cost)


@transaction.atomic
def discard(*, by: Actor, rule: Rule) -> None:
    """Throw a draft away.

    Raises:
        PermissionDenied: the actor does not draft rules.
        StaleRule: it is decided already.
    """
    if not permissions.MAY_RULE["discard"](by, rule):
        raise PermissionDenied
    key = rule.pk
    gone, _by_model = Rule.objects.filter(pk=key, state__in=(DRAFT, SIMULATED)).delete()
    if not gone:
        raise StaleRule
    rule.pk = key
    audit.record(by, "pay.discard", rule, number=rule.number)


@transaction.atomic
def put_in_force(*, by: Actor, rule: Rule) -> None:
    """Put a simulated rule in force from today on; the one before ends.

    What it gives everybody is kept with what it was worked out from, so that a page can
    explain it later.

    Raises:
        PermissionDenied: the actor does not decide on rules.
        StaleRule: it is not simulated, or gives something else than was simulated.
    """
    if not permissions.MAY_RULE["put_in_force"](by, rule):
        raise PermissionDenied
    one_at_a_time(by)
    locked = Rule.objects.select_for_update().filter(pk=rule.pk, state=SIMULATED).first()
    if locked is None:
        raise StaleRule
    people = queries.facts(locked)
    settled = rules.settle(people, locked.terms)
    today = by.workspace.today()
    if _simulation(locked, settled, today) | {"on": ""} != (locked.simulation or {}) | {"on": ""}:
        raise StaleRule
    before = Rule.objects.filter(workspace=by.workspace, state=IN_FORCE)
    before.update(state=REPLACED, ended_on=today)
    Rule.objects.filter(pk=rule.pk).update(
        state=IN_FORCE, in_force_on=today, asked=settled.asked.quantize(Decimal("0.01"))
    )
    Adjustment.objects.bulk_create(
        [
            Adjustment(
                workspace=by.workspace,
                rule=locked,
                worker_id=each.key,
                base=each.base,
                **each.points,
                amount=settled.amounts[each.key],
            )
            for each in people
            if each.key in settled.amounts
        ],
        batch_size=BATCH,
    )
    audit.record(by, "pay.put_in_force", rule, number=rule.number, cost=settled.cost)
    rule.refresh_from_db()
    _tell_in_force(by, rule)


def _settled(rule: Rule) -> rules.Settled:
    settled = rules.settle(queries.facts(rule), rule.terms)
    if len(settled.amounts) < rules.LEAST_PEOPLE:
        raise OddRule("nobody")
    return settled


def _simulation(rule: Rule, settled: rules.Settled, on: datetime.date) -> dict[str, Any]:
    """Return what a simulation tells: sums, and bands of changes above the floor."""
    before = queries.amounts_in_force(rule.workspace)
    counts = [0] * (len(rules.CHANGES) + 1)
    for key, amount in settled.amounts.items():
        change = amount - before.get(key, Decimal(0))
        counts[sum(change >= edge for edge in rules.CHANGES)] += 1
    bands = rules.banded(counts, rules.CHANGES) or ()
    return {
        "on": on.isoformat(),
        "people": len(settled.amounts),
        "unknown": settled.unknown if settled.unknown >= rules.FLOOR else 0,
        "asked": f"{settled.asked:.2f}",
        "cost": f"{settled.cost:.2f}",
        "before": f"{sum(before.values(), Decimal(0)):.2f}",
        "bands": [each.people for each in bands],
    }


def _tell_in_force(by: Actor, rule: Rule) -> None:
    """Tell everybody who has an account and whom the rule gives something."""
    found = rule.adjustments.filter(worker__user__isnull=False)
    notices.send(
        by=by,
        to=list(found.values_list(F("worker__user"), flat=True)),
        kind=news.IN_FORCE,
        url="/pay/",
        key=f"pay-rule-{rule.pk}",
        rule=rule.name,
    )
