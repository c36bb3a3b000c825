"""Writes of growers on the way to the delivery: a step of the crop is done, or was not after all."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.orders import permissions, queries
from yuandu.mechanisms.orders.models import CropStep, Promise, StepDone
from yuandu.mechanisms.orders.refusals import OddPromise


@transaction.atomic
def tick_step(*, by: Actor, promise: Promise, step: CropStep, is_done: bool = True) -> None:
    """Note that a step of a promise's crop is done; take a note back. Twice is once.

    Raises:
        PermissionDenied: `by` does not answer for that household.
        OddPromise: nothing grows for it: it is not accepted, or delivered already.
    """
    if not permissions.grows_for(by, promise.offer.grower):
        raise PermissionDenied
    held = Promise.objects.select_for_update(of=("self",), no_key=True).get(pk=promise.pk)
    if held.state not in queries.GROWING:
        raise OddPromise("not-growing")
    if is_done:
        StepDone.objects.bulk_create(
            [
                StepDone(
                    workspace=by.workspace,
                    promise=held,
                    step=step,
                    done_on=by.workspace.today(),
                    done_by=by.label[:150],
                )
            ],
            ignore_conflicts=True,
        )
    else:
        held.steps_done.filter(step=step).delete()
    audit.record(by, "orders.tick_step", held, step=step, is_done=is_done)
