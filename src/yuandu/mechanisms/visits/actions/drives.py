"""Drives are made, teams staffed, routes planned."""

import datetime
from collections.abc import Collection, Sequence

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.projects.models import Level, Project
from yuandu.mechanisms.visits import permissions, queries, telling
from yuandu.mechanisms.visits.models import Drive, Member, Stop, Team
from yuandu.mechanisms.visits.refusals import OnAnotherRoute, Senseless


@transaction.atomic
def make_drive(
    *,
    by: Actor,
    name: str,
    from_on: datetime.date,
    to_on: datetime.date,
    year: int,
    levels: Collection[str],
    name_en: str = "",
) -> Drive:
    """Make a drive that goes to the projects of a year's lists.

    Raises:
        PermissionDenied: the actor is no officer of the city.
        Senseless: it ends before it starts, covers no list, or its name is taken.
    """
    if not permissions.plans(by):
        raise PermissionDenied
    if to_on < from_on:
        raise Senseless("ends-before-it-starts")
    if not levels:
        raise Senseless("no-levels")
    try:
        with transaction.atomic():
            made = Drive.objects.create(
                workspace=by.workspace,
                name=name.strip(),
                name_en=name_en.strip(),
                from_on=from_on,
                to_on=to_on,
                year=year,
                levels=[level for level in Level if level in levels],
            )
    except IntegrityError as error:
        raise Senseless("drive-twice") from error
    audit.record(by, "visits.make_drive", made, year=year, levels=made.levels)
    return made


@transaction.atomic
def make_team(
    *, by: Actor, drive: Drive, name: str, users: Sequence[User], name_en: str = ""
) -> Team:
    """Put a team into a drive; who belongs to it is told.

    Raises:
        PermissionDenied: the actor is no officer of the city.
        Senseless: nobody belongs to it, or its name is taken in the drive.
    """
    if not permissions.plans(by):
        raise PermissionDenied
    try:
        with transaction.atomic():
            made = Team.objects.create(
                workspace=by.workspace, drive=drive, name=name.strip(), name_en=name_en.strip()
            )
    except IntegrityError as error:
        raise Senseless("team-twice") from error
    audit.record(by, "visits.make_team", made, drive=drive.pk)
    staff(by=by, team=made, users=users)
    return made


@transaction.atomic
def staff(*, by: Actor, team: Team, users: Sequence[User]) -> None:
    """Let these people, and nobody else, belong to the team; who comes newly is told.

    Raises:
        PermissionDenied: the actor is no officer of the city.
        Senseless: nobody would belong to it.
    """
    if not permissions.plans(by):
        raise PermissionDenied
    if not users:
        raise Senseless("nobody")
    Team.objects.select_for_update().get(pk=team.pk)
    wanted, before = {user.pk for user in users}, set(queries.members_of(team.pk))
    Member.objects.filter(team=team).exclude(user__in=wanted).delete()
    Member.objects.bulk_create(
        Member(workspace=by.workspace, team=team, user_id=key) for key in sorted(wanted - before)
    )
    audit.record(by, "visits.staff", team, users=sorted(wanted))
    telling.of_joining(by, team, wanted - before)


@transaction.atomic
def plan(
    *, by: Actor, team: Team, projects: Sequence[Project], on: datetime.date | None
) -> list[Stop]:
    """Put projects on the team's route, for a day or without one, in this order.

    What is on the route already gets the new day.

    Raises:
        PermissionDenied: the actor neither belongs to the team nor plans drives.
        Senseless: the day lies outside of the drive, or a project is not covered by it.
        OnAnotherRoute: another team goes there.
    """
    if not permissions.MAY_TEAM["plan"](by, team):
        raise PermissionDenied
    drive = team.drive
    if on is not None and not drive.from_on <= on <= drive.to_on:
        raise Senseless("stop-outside")
    keys = list(dict.fromkeys(project.pk for project in projects))
    known = set(queries.covered(drive).filter(project__in=keys).values_list("project", flat=True))
    if known != set(keys):
        raise Senseless("not-covered")
    # Two teams that plan at once: the second waits here and sees the first's stops.
    Drive.objects.select_for_update(no_key=True).get(pk=drive.pk)
    _refuse_others(team, keys)
    last = Stop.objects.filter(team=team, planned_on=on).aggregate(of=Max("place"))["of"] or 0
    made = [
        Stop.objects.update_or_create(
            workspace=by.workspace,
            drive=drive,
            project_id=key,
            defaults={"team": team, "planned_on": on, "place": place},
        )[0]
        for place, key in enumerate(keys, start=last + 1)
    ]
    audit.record(by, "visits.plan", team, projects=keys, on=str(on) if on else "")
    return made


def _refuse_others(team: Team, keys: Sequence[int]) -> None:
    theirs = Stop.objects.filter(drive=team.drive_id, project__in=keys).exclude(team=team)
    if names := tuple(theirs.values_list("project__name", flat=True)[:5]):
        raise OnAnotherRoute(names)


@transaction.atomic
def drop_stop(*, by: Actor, team: Team, project: Project) -> None:
    """Take a project off the team's route; visits to it stay.

    Raises:
        PermissionDenied: the actor neither belongs to the team nor plans drives.
    """
    if not permissions.MAY_TEAM["plan"](by, team):
        raise PermissionDenied
    Stop.objects.filter(team=team, project=project).delete()
    audit.record(by, "visits.drop_stop", team, project=project.pk)
