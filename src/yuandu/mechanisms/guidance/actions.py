"""Writes: households declare, and everybody is planned for at once."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.engines.planning import Told, TooShort, ration, read, tell
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.guidance import frames, permissions, rules
from yuandu.mechanisms.guidance.frames import Foretold
from yuandu.mechanisms.guidance.models import (
    Caution,
    Growable,
    Holding,
    Intention,
    Plan,
    PlanLine,
    Round,
    RoundKind,
)
from yuandu.mechanisms.guidance.refusals import NothingToPlan, OddDeclaration

BATCH = 2000


def _own(by: Actor, household: Party) -> None:
    """Refuse whoever is not of this household: nobody else declares for it.

    Raises:
        PermissionDenied: `by` is somebody else.
        OddDeclaration: it is no household.
    """
    if not by.is_system and household.pk not in permissions.households(by):
        raise PermissionDenied
    if household.kind != "household":
        raise OddDeclaration("no-household")


@transaction.atomic
def declare_holding(
    *, by: Actor, household: Party, area: int, cash: int, caution: str = Caution.EVEN
) -> Holding:
    """Say what beds and money a household has; a later word replaces the one before.

    Raises:
        PermissionDenied: `by` is not of that household.
        OddDeclaration: it is no household.
    """
    _own(by, household)
    holding, _ = Holding.objects.update_or_create(
        household=household,
        defaults={
            "workspace": by.workspace,
            "area": area,
            "cash": cash,
            "caution": caution,
            "declared_on": by.workspace.today(),
        },
    )
    # What a household has is its own: the log keeps that it was said, and not what.
    audit.record(by, "guidance.declare_holding", holding)
    return holding


@transaction.atomic
def add_growable(
    *,
    by: Actor,
    holding: Holding,
    kind: Kind,
    density: Decimal,
    cost: Decimal,
    most: int | None = None,
) -> Growable:
    """Put a kind on the list of what a household can grow.

    Raises:
        PermissionDenied: `by` is not of that household.
        OddDeclaration: it is there already, or nobody knows how long it grows.
    """
    _own(by, holding.household)
    if not kind.weeks:
        raise OddDeclaration("no-weeks")
    made = Growable(
        workspace=by.workspace, holding=holding, kind=kind, density=density, cost=cost, most=most
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise OddDeclaration("kind-twice") from error
    audit.record(by, "guidance.add_growable", made)
    return made


@transaction.atomic
def remove_growable(*, by: Actor, growable: Growable) -> None:
    """Take a kind off the list.

    Raises:
        PermissionDenied: `by` is not of that household.
    """
    _own(by, growable.holding.household)
    audit.record(by, "guidance.remove_growable", growable)
    growable.delete()


@transaction.atomic
def intend(
    *, by: Actor, household: Party, kind: Kind, area: int, plant_on: datetime.date
) -> Intention:
    """Declare in private what a household means to plant.

    Raises:
        PermissionDenied: `by` is not of that household.
        OddDeclaration: what it says makes no sense.
    """
    _own(by, household)
    growable = (
        Growable.objects.filter(holding__household=household, kind=kind)
        .select_related("holding")
        .first()
    )
    today = by.workspace.today()
    if growable is None:
        is_known = Holding.objects.filter(household=household).exists()
        raise OddDeclaration("not-growable" if is_known else "no-holding")
    if plant_on < today:
        raise OddDeclaration("past")
    if plant_on > today + rules.FARTHEST:
        raise OddDeclaration("far")
    if area > growable.holding.area:
        raise OddDeclaration("too-much")
    made = Intention(
        workspace=by.workspace,
        household=household,
        kind=kind,
        area=area,
        units=int(area * growable.density),
        plant_on=plant_on,
        sell_on=plant_on + datetime.timedelta(weeks=kind.weeks or 0),
        declared_on=today,
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise OddDeclaration("twice") from error
    audit.record(by, "guidance.intend", made)
    return made


@transaction.atomic
def withdraw(*, by: Actor, intention: Intention) -> Intention:
    """Take an intention back.

    Raises:
        PermissionDenied: `by` is not of that household, or it was taken back before.
    """
    _own(by, intention.household)
    if not Intention.objects.filter(pk=intention.pk, is_open=True).update(is_open=False):
        raise PermissionDenied
    intention.refresh_from_db()
    audit.record(by, "guidance.withdraw", intention)
    return intention


@transaction.atomic
def advise(*, by: Actor, seed: int | None = None) -> Round:
    """Plan for all households that declared, and keep each one's plan for it alone.

    Args:
        seed: Of the scenarios and of the order of planning; the day, where none is given.

    Raises:
        PermissionDenied: `by` does not advise.
        NothingToPlan: nobody declared, or too little is known of prices.
    """
    if not permissions.advises(by):
        raise PermissionDenied
    today = by.workspace.today()
    seed = int(today.strftime("%Y%m%d")) if seed is None else seed
    try:
        asked = frames.asked(by.workspace, np.random.default_rng(seed))
    except TooShort as error:
        raise NothingToPlan("prices") from error
    if asked is None:
        raise NothingToPlan("prices" if frames.holdings(by.workspace) else "nobody")
    plans = ration(read(asked.outlook, asked.growers, asked.lines), seed=seed, at_once=8)
    made = Round.objects.create(
        workspace=by.workspace,
        made_on=today,
        households=asked.growers.height,
        seed=seed,
        passes=plans.passes,
        scenarios=rules.SCENARIOS,
        first_week=asked.past.weeks[0],
        last_week=asked.past.weeks[-1],
        kinds_asked=asked.kinds,
        kinds_foretold=len(asked.foretold),
        known_to=min((each.cut_off for each in asked.foretold.values()), default=None),
    )
    _keep(made, tell(plans), asked.foretold)
    audit.record(by, "guidance.advise", made, households=made.households, seed=seed)
    return made


def _keep(made: Round, told: Told, foretold: dict[int, Foretold]) -> None:
    """Keep what was told: plans, their lines, and what they do to kinds."""
    common = {"workspace": made.workspace}
    plans = Plan.objects.bulk_create(
        (
            Plan(
                **common,
                round=made,
                household_id=int(row["grower"]),
                planted=round(row["planted"]),
                idle=round(row["idle"]),
                idle_reason=row["idle_reason"],
                income=round(row["income"]),
                bad_income=round(row["bad_income"]),
                loss_chance=row["loss_chance"],
            )
            for row in told.growers.iter_rows(named=True)
        ),
        batch_size=BATCH,
    )
    of = {str(plan.household_id): plan for plan in plans}
    weeks = dict(
        Kind.objects.filter(pk__in=[int(kind) for kind in told.kinds["kind"]]).values_list(
            "pk", "weeks"
        )
    )
    lines = _kept_lines(made, told, of, weeks, foretold)
    PlanLine.objects.bulk_create(lines, batch_size=BATCH)
    advised = dict(
        told.lines.filter(pl.col("planted") >= 1).group_by("kind").agg(pl.len()).iter_rows()
    )
    RoundKind.objects.bulk_create(
        RoundKind(
            **common,
            round=made,
            kind_id=int(row["kind"]),
            households=advised.get(row["kind"], 0),
            usual=row["usual"],
            supply=row["supply"],
            factor=row["factor"],
        )
        for row in told.kinds.iter_rows(named=True)
    )


def _kept_lines(
    made: Round,
    told: Told,
    of: dict[str, Plan],
    weeks: dict[int, Any],
    foretold: dict[int, Foretold],
) -> Iterable[PlanLine]:
    """Yield lines with what a m² brings in one planting, not in a year."""
    for row in told.lines.iter_rows(named=True):
        kind = int(row["kind"])
        grows = int(weeks[kind] or rules.YEAR_WEEKS)
        planting = grows / rules.YEAR_WEEKS
        yield PlanLine(
            workspace=made.workspace,
            plan=of[row["grower"]],
            kind_id=kind,
            planted=round(row["planted"]),
            units=round(row["units"] * planting),
            price=_money(row["price"]),
            income=_money(row["income"] * planting),
            bad_income=_money(row["bad_income"] * planting),
            short=_money(row["short"] * planting),
            reason=row["reason"],
            sell_on=made.made_on + datetime.timedelta(weeks=grows),
            foretold=_money(foretold[kind].price) if kind in foretold else None,
        )


def _money(yuan: float) -> Decimal:
    return Decimal(str(round(yuan, 2)))
