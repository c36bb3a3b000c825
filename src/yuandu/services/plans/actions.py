"""What is done with plans and instruments: one verb a function."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Model

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.files import actions as files
from yuandu.services.plans import copying, permissions
from yuandu.services.plans.models import (
    Actual,
    Aspect,
    Goal,
    Indicator,
    Instrument,
    Plan,
    Serving,
    Task,
)
from yuandu.services.plans.refusals import (
    AlreadyPublished,
    AlreadyRevised,
    Empty,
    NotPublished,
    NotYours,
    Senseless,
    Taken,
)

type Piece = Aspect | Goal | Indicator | Task
# What makes a part one of its kind: the fields that are given once.
ONCE: Mapping[type[Model], tuple[str, ...]] = {
    Aspect: ("plan", "number"),
    Goal: ("aspect", "number"),
    Indicator: ("plan", "code"),
    Task: ("goal", "number"),
}


@transaction.atomic
def enter(*, by: Actor, **fields: Any) -> Plan:
    """Enter the first version of a plan, as a draft; `fields` are those of `models.Plan`.

    Raises:
        NotYours: the actor does not keep plans.
        Taken: there is a plan of this code.
        Senseless: it ends before it starts.
    """
    _check_editor(by)
    if fields["to_year"] <= fields["from_year"]:
        raise Senseless("period")
    if Plan.objects.filter(workspace=by.workspace, code=fields["code"]).exists():
        raise Taken(fields["code"])
    plan = Plan.objects.create(workspace=by.workspace, **fields)
    audit.record(by, "plan.enter", plan, code=plan.code)
    return plan


@transaction.atomic
def keep[P: (Aspect, Goal, Indicator, Task)](
    *, by: Actor, plan: Plan, kind: type[P], part: P | None = None, **fields: Any
) -> P:
    """Enter a part of a draft, or change `part`; `fields` are those of its model.

    Raises:
        NotYours: the actor does not keep plans.
        AlreadyPublished: the version is out.
        Taken: its number or code is.
        Senseless: its values contradict each other, or it would hang under another plan.
    """
    _check_editor(by)
    _hold(plan)
    made = part or kind(workspace=by.workspace)
    for name, value in fields.items():
        setattr(made, name, value)
    if isinstance(made, Aspect | Indicator):
        made.plan = plan
    if _plan_of(made) != plan.pk:
        raise Senseless("other-plan")
    if isinstance(made, Indicator):
        _check_course(made)
    once = {name: getattr(made, name) for name in ONCE[kind]}
    if kind._default_manager.filter(**once).exclude(pk=made.pk).exists():
        raise Taken(once.get("code") or once.get("number"))
    made.save(update_fields=None if part is None else [*fields])
    audit.record(by, "plan.keep", plan, part=made._meta.label_lower, key=made.pk)
    return made


@transaction.atomic
def drop(*, by: Actor, plan: Plan, part: Piece) -> None:
    """Take a part, and what hangs under it, out of a draft.

    Raises:
        NotYours: the actor does not keep plans.
        AlreadyPublished: the version is out.
        Senseless: it is a part of another plan.
    """
    _check_editor(by)
    _hold(plan)
    if _plan_of(part) != plan.pk:
        raise Senseless("other-plan")
    audit.record(by, "plan.drop", plan, part=part._meta.label_lower, key=part.pk)
    part.delete()


@transaction.atomic
def publish(*, by: Actor, plan: Plan) -> None:
    """Show a version to everybody; publishing twice changes nothing.

    Raises:
        NotYours: the actor does not keep plans.
        Empty: it has no aspect.
    """
    _check_editor(by)
    if not plan.aspects.exists():
        raise Empty
    today = by.workspace.today()
    if Plan.objects.filter(pk=plan.pk, published_on=None).update(published_on=today):
        plan.published_on = today
        audit.record(by, "plan.publish", plan, version=plan.version)


@transaction.atomic
def revise(*, by: Actor, plan: Plan) -> Plan:
    """Begin the next version as a draft that holds everything this one does.

    Raises:
        NotYours: the actor does not keep plans.
        NotPublished: this one is a draft itself.
        AlreadyRevised: there is a next version.
    """
    _check_editor(by)
    held = Plan.objects.select_for_update().get(pk=plan.pk)
    if held.published_on is None:
        raise NotPublished
    if Plan.objects.filter(supersedes=held).exists():
        raise AlreadyRevised
    made = copying.next_version(held)
    audit.record(by, "plan.revise", made, version=made.version)
    return made


@transaction.atomic
def report(
    *,
    by: Actor,
    indicator: Indicator,
    year: int,
    value: Decimal,
    source: str,
    evidence: File[Any] | None = None,
) -> Actual:
    """Say what an indicator came to in a year; said again, it is corrected.

    Raises:
        NotYours: the actor does not keep plans.
        Senseless: the year lies before the baseline, or is not over and not this one.
        files.rules.Refused: the evidence must not be kept, so nothing is reported.
    """
    _check_editor(by)
    if not indicator.baseline_year <= year <= by.workspace.today().year:
        raise Senseless("year")
    actual, is_new = Actual.objects.update_or_create(
        workspace=by.workspace,
        plan_code=indicator.plan.code,
        indicator_code=indicator.code,
        year=year,
        defaults={
            "value": value,
            "source": source,
            "reported_by_id": by.user_id,
            "reported_on": by.workspace.today(),
        },
    )
    if evidence is not None:
        actual.evidence = files.store(by=by, upload=evidence, target=actual)
        actual.save(update_fields=["evidence"])
    audit.record(
        by,
        "plan.report",
        actual,
        year=year,
        value=str(value),
        source=source,
        corrects=not is_new,
    )
    return actual


@transaction.atomic
def finish(*, by: Actor, task: Task, on: datetime.date) -> None:
    """Say that a task is done since a day.

    Raises:
        NotYours: the actor does not keep plans.
    """
    _check_editor(by)
    Task.objects.filter(pk=task.pk).update(done_on=on)
    audit.record(by, "plan.finish", task, on=str(on))


@transaction.atomic
def register_instrument(
    *, by: Actor, code: str, aspects: Iterable[Aspect], **fields: Any
) -> Instrument:
    """Enter an instrument, or change the one of this code; it serves `aspects` alone.

    Higher rooms register what they run: a policy, a service, a fund. `fields` are those of
    `models.Instrument`: name, name_en, kind, owner, budget (yuan), from_on, to_on, url.

    Raises:
        NotYours: the actor keeps no instruments.
        Senseless: it ends before it starts.
    """
    _check_editor(by)
    first, last = fields.get("from_on"), fields.get("to_on")
    if first and last and last < first:
        raise Senseless("dates")
    made, is_new = Instrument.objects.update_or_create(
        workspace=by.workspace, code=code, defaults=fields
    )
    served = {aspect.pk for aspect in aspects}
    Serving.objects.filter(instrument=made).exclude(aspect__in=served).delete()
    Serving.objects.bulk_create(
        [Serving(workspace=by.workspace, instrument=made, aspect_id=key) for key in sorted(served)],
        ignore_conflicts=True,
    )
    audit.record(by, "instrument.register", made, new=is_new, aspects=sorted(served))
    return made


def _check_editor(by: Actor) -> None:
    if not permissions.may_edit(by):
        raise NotYours


def _hold(plan: Plan) -> None:
    """Keep the version from being published until this transaction is over."""
    if not Plan.objects.select_for_update().filter(pk=plan.pk, published_on=None).exists():
        raise AlreadyPublished


def _plan_of(part: Piece) -> int:
    if isinstance(part, Task):
        return part.goal.aspect.plan_id
    if isinstance(part, Goal):
        return part.aspect.plan_id
    if isinstance(part, Indicator) and part.goal.aspect.plan_id != part.plan_id:
        return 0
    return part.plan_id


def _check_course(indicator: Indicator) -> None:
    if indicator.target_year <= indicator.baseline_year:
        raise Senseless("years")
    if indicator.target == indicator.baseline:
        raise Senseless("nowhere")
