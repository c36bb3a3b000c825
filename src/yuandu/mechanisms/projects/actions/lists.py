"""Making yearly lists, putting projects on them and taking them off."""

import datetime
from decimal import Decimal

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.projects import permissions
from yuandu.mechanisms.projects.models import AnnualList, Listing, Project
from yuandu.mechanisms.projects.refusals import (
    AlreadyListed,
    ListExists,
    NotListed,
    NotYours,
    Senseless,
)
from yuandu.mechanisms.projects.rules import Facts, faults


@transaction.atomic
def make_list(*, by: Actor, year: int, level: str, batch: int = 1) -> AnnualList:
    """Make a year's list at a level.

    Raises:
        NotYours: lists are made by the city's officers.
        ListExists: there is one of this year, level and batch.
    """
    if not permissions.may_keep_lists(by):
        raise NotYours
    made, is_new = AnnualList.objects.get_or_create(
        workspace=by.workspace, year=year, level=level, batch=batch
    )
    if not is_new:
        raise ListExists
    audit.record(by, "annual_list.create", made, year=year, level=level, batch=batch)
    return made


@transaction.atomic
def publish_list(*, by: Actor, annual_list: AnnualList) -> None:
    """Show the list to the public from today on; publishing twice changes nothing.

    Raises:
        NotYours: lists are published by the city's officers.
    """
    if not permissions.may_keep_lists(by):
        raise NotYours
    today = by.workspace.today()
    waiting = AnnualList.objects.filter(pk=annual_list.pk, published_on=None)
    if waiting.update(published_on=today):
        annual_list.published_on = today
        audit.record(by, "annual_list.publish", annual_list, on=str(today))


@transaction.atomic
def list_project(
    *,
    by: Actor,
    project: Project,
    annual_list: AnnualList,
    category: str,
    status: str,
    annual_plan: Decimal | None = None,
    on: datetime.date | None = None,
    confirmed: bool = False,
) -> Listing:
    """Put `project` on a yearly list (调入), or back on it if it had left.

    Raises:
        NotYours: the actor does not keep this project's record.
        AlreadyListed: it stands there.
        Senseless: the plan is negative, or above the total and not confirmed.
    """
    if not permissions.keeps(by, project):
        raise NotYours
    _check_plan(by, project, annual_plan, confirmed=confirmed)
    fields = {
        "category": category,
        "status": status,
        "annual_plan": annual_plan,
        "entered_on": on or by.workspace.today(),
    }
    place = {"workspace": by.workspace, "annual_list": annual_list, "project": project}
    listing, is_new = Listing.objects.get_or_create(**place, defaults=fields)
    if not is_new:
        again = fields | {"left_on": None, "left_because": ""}
        if not Listing.objects.filter(pk=listing.pk, left_on__isnull=False).update(**again):
            raise AlreadyListed
        listing.refresh_from_db()
    audit.record(
        by,
        "project.list",
        project,
        annual_list=annual_list.pk,
        category=category,
        status=status,
        annual_plan=None if annual_plan is None else str(annual_plan),
        on=str(fields["entered_on"]),
    )
    return listing


def _check_plan(
    by: Actor, project: Project, annual_plan: Decimal | None, *, confirmed: bool
) -> None:
    facts = Facts(annual_plan=annual_plan, investment_total=project.investment_total)
    found = [
        fault
        for fault in faults(facts, today=by.workspace.today(), code_rules="free", currency="")
        if fault.field == "annual_plan"
    ]
    if [fault for fault in found if not (fault.is_doubt and confirmed)]:
        raise Senseless(found)


@transaction.atomic
def unlist(*, by: Actor, listing: Listing, because: str, on: datetime.date | None = None) -> None:
    """Take a project off a yearly list (调出); the place stays on record.

    Raises:
        NotYours: the actor does not keep this project's record.
        NotListed: it has left already.
    """
    if not permissions.keeps(by, listing.project):
        raise NotYours
    day = max(on or by.workspace.today(), listing.entered_on)
    left = Listing.objects.filter(pk=listing.pk, left_on=None)
    if not left.update(left_on=day, left_because=because):
        raise NotListed
    audit.record(
        by,
        "project.unlist",
        listing.project,
        annual_list=listing.annual_list_id,
        on=str(day),
        because=because,
    )
