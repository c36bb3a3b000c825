"""Workers as this room shows them: to themselves, and to HR."""

import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.careers import permissions
from yuandu.mechanisms.careers.models import Position, Prospect, WorkerRecord
from yuandu.mechanisms.careers.rules.facts import Record, Standing
from yuandu.mechanisms.workforce.models import Worker

ROWS_A_PAGE = 50


def workers_visible_to(actor: Actor) -> QuerySet[Worker]:
    """Return whose careers `actor` may read: everybody's to HR and the auditor, else one's own."""
    found = Worker.objects.filter(workspace=actor.workspace).select_related("section")
    if permissions.reads_all(actor):
        return found
    return found.filter(user=actor.user_id) if actor.user_id else found.none()


def worker(actor: Actor, pk: int, *, to: str) -> Worker:
    """Return the worker if `actor` may do `to` with the career.

    Raises:
        Http404: there is none whose career `actor` may read.
        PermissionDenied: `actor` may read it, but not do this.
    """
    return get_for(workers_visible_to(actor), permissions.MAY_WORKER, actor, to=to, pk=pk)


def worker_by_number(actor: Actor, number: str) -> Worker:
    """Return the worker of a staff number, for who keeps records.

    Raises:
        Http404: there is none whose career `actor` may read.
    """
    return get_object_or_404(workers_visible_to(actor), number=number)


def file_of(found: Worker) -> tuple[list[Position], list[WorkerRecord]]:
    """Return a worker's positions and records, the newest first; two queries."""
    return (
        list(found.positions.select_related("rung").order_by("-from_on", "-pk")),
        list(found.records.order_by("-obtained_on", "-pk")),
    )


def standings(positions: list[Position]) -> list[Standing]:
    """Return where somebody stands today, as rules read it."""
    return [
        Standing(one.ladder, one.rung.order, one.from_on) for one in positions if one.to_on is None
    ]


def as_rules_read(records: list[WorkerRecord]) -> list[Record]:
    """Return records as rules read them; struck ones do not count."""
    return [
        Record(one.kind, one.obtained_on, one.value, one.number, one.expires_on)
        for one in records
        if one.struck_on is None
    ]


def record(actor: Actor, pk: int, *, to: str) -> WorkerRecord:
    """Return the record if `actor` may do `to` with it; raises as `worker` does."""
    visible = WorkerRecord.objects.filter(worker__in=workers_visible_to(actor))
    visible = visible.select_related("worker")
    return get_for(visible, permissions.MAY_RECORD, actor, to=to, pk=pk)


def record_page(
    actor: Actor, number: int | str, *, words: str = "", kind: str = ""
) -> Page[WorkerRecord]:
    """Return a page of records, the newest first; two queries."""
    found = WorkerRecord.objects.filter(worker__in=workers_visible_to(actor)).select_related(
        "worker__section"
    )
    if words:
        found = found.filter(
            Q(worker__name__icontains=words)
            | Q(worker__number__startswith=words)
            | Q(title__icontains=words)
        )
    if kind:
        found = found.filter(kind=kind)
    return Paginator(found, ROWS_A_PAGE).get_page(number)


def prospect_page(actor: Actor, number: int | str, *, lacking: int) -> Page[Prospect]:
    """Return a page of who lacked so many conditions of a next rung and has not applied."""
    found = (
        Prospect.objects.filter(workspace=actor.workspace, lacking=lacking)
        .exclude(worker__applications__is_open=True)
        .select_related("worker__section", "rung", "source")
        .order_by("rung__ladder", "rung__order", "worker__number")
    )
    return Paginator(found, ROWS_A_PAGE).get_page(number)


def expiring(actor: Actor, *, until: datetime.date) -> QuerySet[WorkerRecord]:
    """Return the records that run out from today to a day, the first to run out first."""
    return (
        WorkerRecord.objects.filter(
            workspace=actor.workspace,
            struck_on=None,
            expires_on__gte=actor.workspace.today(),
            expires_on__lte=until,
            worker__left_on=None,
        )
        .select_related("worker__section")
        .order_by("expires_on", "pk")
    )
