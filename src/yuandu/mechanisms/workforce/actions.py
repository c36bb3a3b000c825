"""What is done with the staff list and with what companies publish: one verb a function."""

import dataclasses
import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.languages import listed
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.workforce import permissions, publishing, queries
from yuandu.mechanisms.workforce.models import Affiliate, Statement, Worker
from yuandu.mechanisms.workforce.refusals import (
    NotAffiliated,
    NothingToPublish,
    OddAffiliate,
    OddWorker,
    TooFewToPublish,
)

BATCH = 1_000


@transaction.atomic
def enter_worker(
    *,
    by: Actor,
    number: str,
    name: str,
    section: Division,
    joined_on: datetime.date,
    job: str = "",
    is_frontline: bool = True,
    user: User | None = None,
) -> Worker:
    """Put somebody on the staff list.

    Raises:
        PermissionDenied: the actor does not keep the list.
        OddWorker: the number or the account is another's, or the section of no company's own.
    """
    if not permissions.keeps_staff(by):
        raise PermissionDenied
    if section.workspace_id != by.workspace_id:
        raise OddWorker("section")
    try:
        with transaction.atomic():
            made = Worker.objects.create(
                workspace=by.workspace,
                number=number.strip(),
                name=name.strip(),
                section=section,
                job=job.strip(),
                is_frontline=is_frontline,
                user=user,
                joined_on=joined_on,
            )
    except IntegrityError as error:
        raise OddWorker("twice") from error
    audit.record(by, "workforce.enter", made, personal={"name": made.name}, number=made.number)
    return made


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the staff list as the personnel system has it; `number` tells whose it is."""

    number: str
    name: str
    section_id: int
    joined_on: datetime.date
    job: str = ""
    is_frontline: bool = True
    left_on: datetime.date | None = None


@transaction.atomic
def take_in(*, by: Actor, lines: Sequence[Line]) -> int:
    """Take lines of the staff list over, new ones and known ones; return how many were new.

    Raises:
        PermissionDenied: the actor does not keep the list.
        OddWorker: somebody leaves before joining.
    """
    if not permissions.keeps_staff(by):
        raise PermissionDenied
    if any(line.left_on and line.left_on < line.joined_on for line in lines):
        raise OddWorker("dates")
    fields = [each.name for each in dataclasses.fields(Line) if each.name != "number"]
    known = {
        each.number: each
        for each in Worker.objects.select_for_update(of=("self",)).filter(
            workspace=by.workspace, number__in=[line.number for line in lines]
        )
    }
    new: list[Worker] = []
    changed: list[Worker] = []
    for line in lines:
        worker = known.get(line.number)
        into = changed if worker else new
        worker = worker or Worker(workspace=by.workspace, number=line.number)
        for field in fields:
            setattr(worker, field, getattr(line, field))
        into.append(worker)
    Worker.objects.bulk_create(new, batch_size=BATCH)
    columns = [field.removesuffix("_id") for field in fields]
    Worker.objects.bulk_update(changed, columns, batch_size=BATCH)
    audit.record(by, "workforce.take_in", by.workspace, new=len(new), changed=len(changed))
    return len(new)


@transaction.atomic
def leave(*, by: Actor, worker: Worker, on: datetime.date) -> None:
    """Enter somebody's last day; the line stays, for what was done is theirs.

    Raises:
        PermissionDenied: the actor does not keep the list.
        OddWorker: the day is before the first.
    """
    if not permissions.MAY_WORKER["keep"](by, worker):
        raise PermissionDenied
    if on < worker.joined_on:
        raise OddWorker("dates")
    Worker.objects.filter(pk=worker.pk).update(left_on=on)
    audit.record(by, "workforce.leave", worker, on=on)


@transaction.atomic
def link(*, by: Actor, worker: Worker, account: str) -> None:
    """Let an account act as this worker; with no user name, no account any more.

    Raises:
        PermissionDenied: the actor does not keep the list.
        OddWorker: no account of this name holds a post here, it is the actor's own, it is linked
            to another line, the line is linked to another account, or there is none to unlink.
    """
    if not permissions.MAY_WORKER["keep"](by, worker):
        raise PermissionDenied
    if not account.strip():
        _unlink(by, worker)
        return
    user = queries.account(by, account.strip())
    if user is None:
        raise OddWorker("no-account")
    if user.pk == by.user_id:
        # Who keeps the list would step into anybody's place.
        raise OddWorker("own-account")
    line = Worker.objects.filter(pk=worker.pk)
    try:
        with transaction.atomic():
            is_new = line.filter(user=None).update(user=user)
    except IntegrityError as error:
        raise OddWorker("account-elsewhere") from error
    if is_new:
        audit.record(by, "workforce.link", worker, number=worker.number, account=user.pk)
    elif not line.filter(user=user).exists():
        raise OddWorker("linked")


def _unlink(by: Actor, worker: Worker) -> None:
    # Only the account that the actor saw: another may have been linked meanwhile.
    seen = worker.user_id
    if not seen or not Worker.objects.filter(pk=worker.pk, user=seen).update(user=None):
        raise OddWorker("not-linked")
    audit.record(by, "workforce.unlink", worker, number=worker.number, account=seen)


@transaction.atomic
def affiliate(*, by: Actor, slug: str) -> Affiliate:
    """Let a company publish figures in this city.

    Raises:
        PermissionDenied: the actor does not decide that.
        OddAffiliate: no company has this workspace, or it publishes here already.
    """
    if not permissions.hosts(by):
        raise PermissionDenied
    company = Workspace.objects.filter(slug=slug.strip().strip("/"), kind="company").first()
    if company is None:
        raise OddAffiliate("unknown")
    try:
        with transaction.atomic():
            made = Affiliate.objects.create(
                workspace=by.workspace,
                slug=company.slug,
                name=company.name,
                name_en=company.name_en,
                since_on=by.workspace.today(),
            )
    except IntegrityError as error:
        raise OddAffiliate("twice") from error
    audit.record(by, "workforce.affiliate", made, slug=made.slug)
    return made


@transaction.atomic
def end_affiliation(*, by: Actor, affiliate: Affiliate) -> None:
    """Let a company publish no further; what it has published does not count any more.

    Raises:
        PermissionDenied: the actor does not decide that.
    """
    if not permissions.MAY_AFFILIATE["end"](by, affiliate):
        raise PermissionDenied
    Affiliate.objects.filter(pk=affiliate.pk).update(ended_on=by.workspace.today())
    Statement.objects.filter(affiliate=affiliate, is_current=True).update(is_current=False)
    audit.record(by, "workforce.end_affiliation", affiliate)


@transaction.atomic
def publish(*, by: Actor, city: str, codes: Collection[str]) -> list[Statement]:
    """Publish figures of the company in a city, as they are today.

    Whatever else of the company's stays in its workspace: neither the city nor its rows can
    point here.

    Raises:
        PermissionDenied: the actor does not decide what leaves the company.
        NotAffiliated: the city has not let the company in.
        TooFewToPublish: a figure covers so few that it would tell of one of them.
        NothingToPublish: no figure was chosen, or one has no value.
    """
    if not permissions.publishes(by):
        raise PermissionDenied
    # Whoever publishes at the same time waits here: one statement of a figure counts.
    place = (
        Affiliate.objects.select_for_update(of=("self",))
        .filter(slug=by.workspace.slug, ended_on=None, workspace__slug=city)
        .select_related("workspace")
        .first()
    )
    if place is None:
        raise NotAffiliated
    chosen = [code for code in publishing.OFFERED if code in set(codes)]
    today = by.workspace.today()
    values = publishing.current(by.workspace, today, chosen)
    few = [str(value.figure.name) for value in values.values() if value.is_withheld]
    if few:
        raise TooFewToPublish(listed(few))
    numbers = {code: publishing.number(value) for code, value in values.items()}
    absent = [str(values[code].figure.name) for code, number in numbers.items() if number is None]
    if absent or not chosen:
        raise NothingToPublish(listed(absent))
    Statement.objects.filter(affiliate=place, code__in=chosen, is_current=True).update(
        is_current=False
    )
    made = Statement.objects.bulk_create(
        Statement(
            workspace=place.workspace,
            affiliate=place,
            code=number.code,
            value=number.value,
            whole=number.whole,
            rows=number.rows,
            as_of=today,
            published_by=by.label,
        )
        for number in numbers.values()
        if number
    )
    for each in made:
        # In the company's own log: the city's shows nothing of who did what inside.
        audit.record(by, "workforce.publish", each, code=each.code, value=each.value, city=city)
    return made
