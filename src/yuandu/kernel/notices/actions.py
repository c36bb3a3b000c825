"""Telling people and groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.notices import feed, kinds, mailing, outgoing, tasks
from yuandu.kernel.notices.models import Delivery, Notice, Preference, Robot
from yuandu.kernel.registry.models import Division

BATCH = 1000  # rows a statement

TRIAL = kinds.declare(
    "robot.trial",
    gettext_lazy("Trial message"),
    gettext_lazy("%(who)s tries whether messages reach this group."),
)


@dataclass(frozen=True, slots=True)
class Telling:
    """One kind of news for some people; see `send` for the fields."""

    to: Iterable[int]
    kind: str
    url: str
    params: Mapping[str, Any]
    key: str = ""


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
    send_many(by=by, tellings=[Telling(to, kind, url, params, key)])


@transaction.atomic
def send_many(*, by: Actor, tellings: Iterable[Telling]) -> int:
    """Put many notices into in-boxes at the cost of one; return how many were meant.

    Raises:
        kinds.UnknownKind, kinds.MissingValue: as for `send`.
    """
    workspace, today = by.workspace, by.workspace.today()
    notices = [
        Notice(
            workspace=workspace,
            to_id=reader,
            kind=telling.kind,
            params=dict(telling.params),
            url=mailing.inside(workspace, telling.url),
            key=telling.key,
            on=today,
        )
        for telling in map(_examined, tellings)
        for reader in sorted(set(telling.to) - {by.user_id})
    ]
    if not notices:
        return 0
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=BATCH)
    readers = {notice.to_id for notice in notices}
    kinds_told = sorted({notice.kind for notice in notices})
    audit.record(
        by, "notice.send", workspace, kinds=kinds_told, readers=len(readers), notices=len(notices)
    )
    for reader in sorted(readers):
        feed.publish(workspace.pk, feed.inbox_of(reader))
    if Preference.objects.filter(
        workspace=workspace, user__in=readers, mail=Preference.AT_ONCE
    ).exists():
        transaction.on_commit(partial(tasks.mail_at_once.enqueue, workspace.pk), robust=True)
    return len(notices)


def _examined(telling: Telling) -> Telling:
    """Refuse what could not be read here, not in a reader's in-box."""
    kinds.get(telling.kind)
    kinds.sentence(telling.kind, telling.params)
    return telling


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
    """Set when the actor wants to be written to: at_once, daily, weekly or never.

    Raises:
        PermissionDenied: nobody is signed in.
    """
    if by.user_id is None:
        raise PermissionDenied
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
