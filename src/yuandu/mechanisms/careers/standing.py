"""Letting a worker stand on a rung: a part of actions, inside their transactions."""

import datetime

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.careers.models import Position, Rung
from yuandu.mechanisms.careers.refusals import OddPosition
from yuandu.mechanisms.workforce.models import Worker


def begin_position(
    by: Actor,
    worker: Worker,
    rung: Rung,
    from_on: datetime.date,
    *,
    basis: str,
    application: int | None = None,
) -> Position:
    """Let a worker stand on a rung; who stood elsewhere on that ladder does so no more.

    Raises:
        OddPosition: the worker stands there, or the day makes no sense.
    """
    if from_on > by.workspace.today():
        raise OddPosition("dates")
    # Whoever moves the same worker waits here: nobody stands twice on one ladder.
    Worker.objects.select_for_update().get(pk=worker.pk)
    held = Position.objects.filter(worker=worker, ladder=rung.ladder, to_on=None).first()
    if held is not None:
        if held.rung_id == rung.pk:
            raise OddPosition("there")
        last = from_on - datetime.timedelta(days=1)
        if last < held.from_on:
            raise OddPosition("dates")
        Position.objects.filter(pk=held.pk).update(to_on=last)
    return Position.objects.create(
        workspace=by.workspace,
        worker=worker,
        rung=rung,
        ladder=rung.ladder,
        from_on=from_on,
        basis=basis.strip(),
        application_id=application,
    )
