"""What is recorded of workers, where they stand, and who might go on."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Prefetch

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.careers import permissions
from yuandu.mechanisms.careers.models import Position, Prospect, Rung, WorkerRecord
from yuandu.mechanisms.careers.queries.ways import everything, onward_of
from yuandu.mechanisms.careers.recording import NewRecord, fault_of
from yuandu.mechanisms.careers.refusals import OddPosition, OddRecord
from yuandu.mechanisms.careers.standing import begin_position
from yuandu.mechanisms.workforce import queries as workforce
from yuandu.mechanisms.workforce.models import Worker

NEAR = 1  # conditions that a prospect may still lack
BATCH = 1000


def enter_record(
    *,
    by: Actor,
    worker: Worker,
    kind: str,
    title: str,
    obtained_on: datetime.date,
    evidence: str,
    value: str = "",
    number: Decimal = Decimal(1),
    expires_on: datetime.date | None = None,
) -> WorkerRecord:
    """Record something of a worker, with the paper it rests on; raises as `enter_records`."""
    given = NewRecord(
        worker=worker,
        kind=kind,
        title=title,
        obtained_on=obtained_on,
        evidence=evidence,
        value=value,
        number=number,
        expires_on=expires_on,
    )
    (made,) = enter_records(by=by, records=[given])
    return made


@transaction.atomic
def enter_records(*, by: Actor, records: Sequence[NewRecord]) -> list[WorkerRecord]:
    """Record things of workers, all or none, in a handful of statements however many.

    Raises:
        PermissionDenied: the actor does not keep records.
        OddRecord: no rule knows such a fact, a value or day makes no sense, or it is there.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    today = by.workspace.today()
    made = [_unsaved(by, given) for given in records]
    for each in made:
        if why := fault_of(each, today):
            raise OddRecord(why)
    try:
        with transaction.atomic():
            WorkerRecord.objects.bulk_create(made, batch_size=BATCH)
    except IntegrityError as error:
        raise OddRecord("twice") from error
    audit.record_all(
        [
            audit.Act(
                by, "careers.enter_record", each._meta.label_lower, each.pk,
                {"kind": each.kind, "worker": each.worker.number},
            )
            for each in made
        ]
    )  # fmt: skip
    return made


def _unsaved(by: Actor, given: NewRecord) -> WorkerRecord:
    return WorkerRecord(
        workspace=by.workspace,
        worker=given.worker,
        kind=given.kind,
        value=given.value.strip(),
        title=given.title.strip(),
        number=given.number,
        obtained_on=given.obtained_on,
        expires_on=given.expires_on,
        evidence=given.evidence.strip(),
        entered_by=by.label,
    )


@transaction.atomic
def strike(*, by: Actor, record: WorkerRecord, reason: str) -> None:
    """Strike a record made in error; it stays to be read, and counts no more.

    Raises:
        PermissionDenied: the actor does not keep records.
        OddRecord: no reason is given, or it is struck already.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    if not reason.strip():
        raise OddRecord("reason")
    struck = WorkerRecord.objects.filter(pk=record.pk, struck_on=None).update(
        struck_on=by.workspace.today(), struck_for=reason.strip()
    )
    if not struck:
        raise OddRecord("struck")
    audit.record(by, "careers.strike", record, reason=reason.strip())


@transaction.atomic
def place(*, by: Actor, worker: Worker, rung: Rung, from_on: datetime.date, basis: str) -> Position:
    """Enter where a worker stands from a day on, as a document outside of this room says.

    Raises:
        PermissionDenied: the actor does not keep positions.
        OddPosition: the worker has left or stands there, or the day makes no sense.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    if worker.left_on is not None and worker.left_on < by.workspace.today():
        raise OddPosition("left")
    made = begin_position(by, worker, rung, from_on, basis=basis)
    audit.record(by, "careers.place", made, rung=rung.code, worker=worker.number, on=from_on)
    return made


@transaction.atomic
def go_through(*, by: Actor) -> int:
    """Go through everybody at work: who meets what a next rung asks, or lacks one thing.

    Returns:
        How many ways lie open or nearly so.

    Raises:
        PermissionDenied: the actor does not keep records.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    # Of two at once the second waits, and finds the same.
    Workspace.objects.select_for_update().get(pk=by.workspace_id)
    today = by.workspace.today()
    known = everything(by, today)
    standing = Position.objects.filter(to_on=None).select_related("rung")
    people = (
        workforce.at_work(by)
        .filter(pk__in=standing.filter(workspace=by.workspace).values("worker"))
        .prefetch_related(
            Prefetch("positions", queryset=standing, to_attr="held"),
            Prefetch(
                "records", queryset=WorkerRecord.objects.filter(struck_on=None), to_attr="known"
            ),
        )
    )
    Prospect.objects.filter(workspace=by.workspace).delete()
    batch: list[Prospect] = []
    for worker in people.iterator(BATCH):
        held = cast("list[Position]", worker.held)
        records = cast("list[WorkerRecord]", worker.known)
        for door in onward_of(known, worker, held, records):
            lacking = len(door.checked.lacking)
            if lacking <= NEAR:
                batch.append(
                    Prospect(
                        workspace=by.workspace,
                        worker=worker,
                        rung=door.target,
                        source=door.source,
                        lacking=lacking,
                        as_of=today,
                    )
                )
    made = len(Prospect.objects.bulk_create(batch, batch_size=BATCH))
    audit.record(by, "careers.go_through", by.workspace, prospects=made)
    return made
