"""Measures are entered and changed."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.indicators.figures import registry
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.mechanisms.reforms import permissions, rules
from yuandu.mechanisms.reforms.drafts import Draft
from yuandu.mechanisms.reforms.models import Claim, Coverage, Measure
from yuandu.mechanisms.reforms.refusals import OddMeasure, Stale, Taken

UNIQUE = {"reforms_number_once": "number", "reforms_measure_once": "name"}


@transaction.atomic
def enter(*, by: Actor, draft: Draft) -> Measure:
    """Put a measure on the list; it is planned until it is put in force.

    Raises:
        PermissionDenied: the actor does not keep the list.
        OddMeasure: it names a figure that nobody publishes, or claims both ways.
        Taken: another measure has its number or name.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    _check(draft)
    measure = Measure(workspace=by.workspace, **draft.columns())
    _save(lambda: measure.save(force_insert=True))
    _link(by, measure, draft)
    # From the day it was to begin: what is in force already can be said to be since then.
    on = min(draft.planned_on, by.workspace.today())
    measure.track = lifecycle.start(by=by, subject=measure, cycle=rules.CYCLE, on=on)
    measure.save(update_fields=["track"])
    audit.record(by, "reforms.enter", measure, **_told(draft))
    return measure


@transaction.atomic
def update(*, by: Actor, measure: Measure, version: int, draft: Draft) -> None:
    """Change what is written of `measure`; the log keeps old and new.

    A claim that stays keeps the day on which it was made.

    Args:
        version: As the actor saw it.

    Raises:
        PermissionDenied, OddMeasure, Taken: as in `enter`.
        Stale: somebody else changed it meanwhile.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    _check(draft)
    # Held before it is compared, so that the log says what really changed.
    unchanged = Measure.objects.filter(pk=measure.pk, version=version)
    held = unchanged.select_for_update().first()
    if held is None:
        raise Stale
    before = _told(Draft.of(held))
    _save(lambda: unchanged.update(**draft.columns(), version=F("version") + 1))
    measure.refresh_from_db()
    _link(by, measure, draft)
    after = _told(draft)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    audit.record(by, "reforms.update", measure, changed=changed)


def _check(draft: Draft) -> None:
    named = {*draft.rises, *draft.falls, *filter(None, [draft.activity])}
    if named - set(registry.FIGURES):
        raise OddMeasure("unknown-figure")
    if set(draft.rises) & set(draft.falls):
        raise OddMeasure("both-ways")


def _link(by: Actor, measure: Measure, draft: Draft) -> None:
    """Let the claims and places of `measure` be those of `draft`."""
    Claim.objects.filter(measure=measure).exclude(figure__in=draft.claims).delete()
    for figure, is_rise in draft.claims.items():
        claim, is_new = Claim.objects.get_or_create(
            measure=measure,
            figure=figure,
            defaults={
                "workspace": by.workspace,
                "is_rise": is_rise,
                "claimed_on": by.workspace.today(),
            },
        )
        if not is_new and claim.is_rise != is_rise:  # turned round, it is another claim
            claim.is_rise, claim.claimed_on = is_rise, by.workspace.today()
            claim.save(update_fields=["is_rise", "claimed_on"])
    Coverage.objects.filter(measure=measure).exclude(division__in=draft.divisions).delete()
    Coverage.objects.bulk_create(
        [
            Coverage(workspace=by.workspace, measure=measure, division=division)
            for division in draft.divisions
        ],
        ignore_conflicts=True,
    )


def _save[T](write: Callable[[], T]) -> T:
    """Write, and say so where another measure has the number or the name."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as error:
        field = next((field for name, field in UNIQUE.items() if name in str(error)), None)
        if field is None:
            raise
        raise Taken(field) from error


def _told(draft: Draft) -> dict[str, Any]:
    """Return the values as the log keeps them: JSON, references by key."""
    return draft.columns() | {
        "planned_on": str(draft.planned_on),
        "rises": sorted(draft.rises),
        "falls": sorted(draft.falls),
        "divisions": sorted(each.pk for each in draft.divisions),
    }
