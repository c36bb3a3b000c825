"""Telling people and groups."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.notices import feed, kinds, mailing, outgoing, tasks
from yuandu.kernel.notices.models import Delivery, Notice, Preference, Robot
from yuandu.kernel.registry.models import Division

TRIAL = kinds.declare(
    "robot.trial",
    gettext_lazy("Trial message"),
    gettext_lazy("%(who)s tries whether messages reach this group."),
)


@transaction.atomic
def send(
    *, by: Actor, to: Iterable[int], kind: str, url: str, key: str = "", **params: Any
) -> None:
    """Put a notice into in-boxes; mails and open pages follow once this is committed.

    Args:
        to: keys of users; nobody is told twice, and nobody hears of what they did.
        kind: a declared kind.
        url: a path on this site, with or without the workspace in front.
        key: what the notice is about; with it, a person is told once a day of it.
        params: the values that the kind's sentence names, as JSON values.

    Raises:
        kinds.UnknownKind: no room declared the kind.
        kinds.MissingValue: the sentence names a value that is not given.
    """
    kinds.get(kind)
    kinds.sentence(kind, params)  # refuses here, not in a reader's in-box
    readers = sorted(set(to) - {by.user_id})
    if not readers:
        return
    workspace, today = by.workspace, by.workspace.today()
    path = mailing.inside(workspace, url)
    Notice.objects.bulk_create(
        [
            Notice(
                workspace=workspace,
                to_id=reader,
                kind=kind,
                params=params,
                url=path,
                key=key,
                on=today,
            )
            for reader in readers
        ],
        ignore_conflicts=True,
    )
    audit.record(by, "notice.send", workspace, kind=kind, readers=len(readers))
    for reader in readers:
        feed.publish(workspace.pk, feed.inbox_of(reader))
    if Preference.objects.filter(
        workspace=workspace, user__in=readers, mail=Preference.AT_ONCE
    ).exists():
        transaction.on_commit(partial(tasks.mail_at_once.enqueue, workspace.pk), robust=True)


def mark_read(*, by: Actor, notices: Iterable[int] | None = None) -> int:
    """Take the actor's notices, all of them without `notices`, as read; return how many.

    Leaves no entry in the log: when people read their mail is nobody's business.
    """
    unread = Notice.objects.filter(workspace=by.workspace, to=by.user_id, read_at=None)
    if notices is not None:
        unread = unread.filter(pk__in=list(notices))
    return unread.update(read_at=timezone.now())


@transaction.atomic
def prefer(*, by: Actor, mail: str) -> None:
    """Set when the actor wants to be written to: at_once, daily, weekly or never."""
    preference, _created = Preference.objects.update_or_create(
        workspace=by.workspace, user_id=by.user_id, defaults={"mail": mail}
    )
    audit.record(by, "notice.prefer", preference, mail=mail)


@transaction.atomic
def announce(
    *,
    by: Actor,
    kind: str,
    url: str = "",
    divisions: Iterable[Division] = (),
    **params: Any,
) -> int:
    """Say something in the work groups; return to how many robots it is on its way.

    Args:
        divisions: whom it concerns: their groups hear it, and the groups of all.

    Raises:
        kinds.UnknownKind, kinds.MissingValue: as for `send`.
    """
    kinds.get(kind)
    hearing = {division.pk for division in divisions}
    robots = [
        robot
        for robot in Robot.objects.filter(workspace=by.workspace, is_active=True)
        if robot.division_id is None or robot.division_id in hearing
    ]
    for robot in robots:
        _deliver(robot, kind, url, params)
    audit.record(by, "notice.announce", by.workspace, kind=kind, robots=len(robots))
    return len(robots)


def _deliver(robot: Robot, kind: str, url: str, params: dict[str, Any]) -> None:
    with translation.override(robot.language):
        delivery = Delivery.objects.create(
            workspace=robot.workspace,
            robot=robot,
            title=kinds.title(kind),
            text=kinds.sentence(kind, params),
            link=mailing.absolute(mailing.inside(robot.workspace, url)) if url else "",
        )
    transaction.on_commit(partial(tasks.deliver.enqueue, delivery.pk), robust=True)


@transaction.atomic
def keep_robot(
    *,
    by: Actor,
    robot: Robot | None = None,
    name: str,
    platform: str,
    address: str,
    secret: str = "",
    division: Division | None = None,
    language: str = settings.LANGUAGE_CODE,
    is_active: bool = True,
) -> Robot:
    """Add a group's robot, or change it; an empty secret keeps the one there is.

    Raises:
        outgoing.AddressRefused: the address is none that this server calls.
    """
    outgoing.vet(address, settings.WEBHOOK_HOSTS)
    robot = robot or Robot(workspace=by.workspace)
    robot.name, robot.platform, robot.address = name, platform, address
    robot.secret = secret or robot.secret
    robot.division, robot.language, robot.is_active = division, language, is_active
    robot.save()
    # Neither address nor secret: whoever reads the log could speak in the group.
    audit.record(by, "robot.keep", robot, name=name, platform=platform, is_active=is_active)
    return robot


@transaction.atomic
def try_robot(*, by: Actor, robot: Robot) -> None:
    """Have the robot say in its group that it is being tried."""
    _deliver(robot, TRIAL.code, "", {"who": by.label})
    audit.record(by, "robot.try", robot)


@transaction.atomic
def deliver_again(*, by: Actor, delivery: Delivery) -> None:
    """Send once more what could not be delivered; what was sent stays sent."""
    changed = Delivery.objects.filter(pk=delivery.pk, state=Delivery.FAILED).update(
        state=Delivery.WAITING, attempts=0
    )
    if changed:
        transaction.on_commit(partial(tasks.deliver.enqueue, delivery.pk), robust=True)
    audit.record(by, "robot.deliver_again", delivery, changed=bool(changed))
