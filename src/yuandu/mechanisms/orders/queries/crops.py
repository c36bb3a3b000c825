"""What grows for promises: its steps counted back from the delivery, what is due, what is late."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.orders import rules
from yuandu.mechanisms.orders.models import Promise, State, StepDone
from yuandu.mechanisms.orders.queries.rows import promises_visible_to
from yuandu.mechanisms.orders.rules import StepDue

GROWING = (State.ACCEPTED, State.IN_DELIVERY)
AHEAD = datetime.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Due:
    """A step of a promise's crop that is due soon, or late."""

    promise_id: int
    step: StepDue


def plans(promises: Iterable[Promise]) -> Mapping[int, list[StepDue]]:
    """Return the steps of promises for which something grows, by their keys. One query."""
    growing = [each for each in promises if each.state in GROWING and each.accepted_at]
    done: dict[int, dict[str, datetime.date]] = defaultdict(dict)
    for pk, step, on in StepDone.objects.filter(
        promise__in=[each.pk for each in growing]
    ).values_list("promise", "step", "done_on"):
        done[pk][step] = on
    return {
        each.pk: rules.steps(
            each.order.from_on,
            each.order.kind.weeks,
            taken_on=_day(each.accepted_at),
            today=each.workspace.today(),
            done=done[each.pk],
        )
        for each in growing
    }


def _day(at: datetime.datetime | None) -> datetime.date:
    return timezone.localdate(at)


def due_steps(actor: Actor) -> list[Due]:
    """Return the steps that are late or due within two weeks, the latest first. Two queries.

    Steps are a few days of arithmetic each, so that all of a city's shares are gone through at
    once; pages then read those they show.
    """
    today = actor.workspace.today()
    # A state's own row for each, without what only a page shows.
    growing = (
        promises_visible_to(actor)
        .filter(state__in=GROWING)
        .select_related(None)
        .order_by()
        .values_list("pk", "order__from_on", "order__kind__weeks", "accepted_at")
    )
    done: dict[int, dict[str, datetime.date]] = defaultdict(dict)
    for pk, step, on in StepDone.objects.filter(
        workspace=actor.workspace, promise__state__in=GROWING
    ).values_list("promise", "step", "done_on"):
        done[pk][step] = on
    found = [
        Due(pk, step)
        for pk, from_on, weeks, accepted_at in growing
        for step in rules.steps(
            from_on, weeks, taken_on=_day(accepted_at), today=today, done=done[pk]
        )
        if step.waits and step.due_on <= today + AHEAD
    ]
    return sorted(found, key=lambda each: (each.step.due_on, each.promise_id))


def promises_of_steps(actor: Actor, due: Iterable[Due]) -> Mapping[int, Promise]:
    """Return the promises of some steps, by their keys; one query."""
    return promises_visible_to(actor).in_bulk([each.promise_id for each in due])
