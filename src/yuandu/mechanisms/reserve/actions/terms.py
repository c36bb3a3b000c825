"""What the city sets: the formula of scores from a day on, and how much it wants of each field."""

import datetime
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.projects.models.lists import EARLIEST_YEAR, LATEST_YEAR
from yuandu.mechanisms.reserve import permissions, rules, scoring
from yuandu.mechanisms.reserve.models import Field, Formula, Target
from yuandu.mechanisms.reserve.refusals import Odds
from yuandu.mechanisms.reserve.rules import Terms

LARGEST = Decimal(10) ** 15  # yuan: no field is wanted more


@transaction.atomic
def publish_formula(*, by: Actor, from_on: datetime.date, terms: Terms, basis: str) -> Formula:
    """Set what ideas score by from a day on; if that is today, they are scored at once.

    Raises:
        PermissionDenied: the actor is no officer of the city.
        Odds: no document, points that are no hundred, a day that is past or has a formula.
    """
    if not permissions.may_set_terms(by):
        raise PermissionDenied
    if not basis.strip():
        raise Odds("no-basis")
    if found := rules.faults(terms):
        raise Odds(found[0])
    if from_on < by.workspace.today():
        raise Odds("in-the-past")
    try:
        with transaction.atomic():
            made = Formula.objects.create(
                workspace=by.workspace,
                from_on=from_on,
                basis=basis.strip(),
                by_user_id=by.user_id,
                **asdict(terms),
            )
    except IntegrityError as error:
        raise Odds("same-day") from error
    scoring.rescore(by.workspace)
    told = {name: str(value) for name, value in asdict(terms).items()}
    audit.record(by, "reserve.formula", made, from_on=str(from_on), terms=told)
    return made


@transaction.atomic
def set_targets(*, by: Actor, year: int, wanted: Mapping[str, Decimal | None]) -> None:
    """Say how much planned investment is wanted in each field in a year; `None` takes it back.

    Raises:
        PermissionDenied: the actor is no officer of the city.
        Odds: an amount that is none, an unknown field or year.
    """
    if not permissions.may_set_terms(by):
        raise PermissionDenied
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Odds("year")
    amounts = [amount for amount in wanted.values() if amount is not None]
    if set(wanted) - set(Field.values) or not all(0 < amount <= LARGEST for amount in amounts):
        raise Odds("target")
    for field, amount in wanted.items():
        if amount is None:
            Target.objects.filter(workspace=by.workspace, year=year, field=field).delete()
        else:
            Target.objects.update_or_create(
                workspace=by.workspace, year=year, field=field, defaults={"investment": amount}
            )
    told = {field: str(amount) for field, amount in wanted.items() if amount is not None}
    audit.record(by, "reserve.targets", by.workspace, year=year, wanted=told)
