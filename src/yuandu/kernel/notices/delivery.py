"""Getting a message to a group's robot, in several attempts if need be."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from yuandu.kernel.notices import outgoing, robots
from yuandu.kernel.notices.models import Delivery

# After the first, second, … failed attempt; behind the last of them we give up.
WAITS = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))

type PostJson = Callable[[str, Mapping[str, Any], Iterable[str]], Mapping[str, Any]]


def attempt(key: int, post: PostJson = outgoing.post_json) -> datetime.timedelta | None:
    """Try to deliver; return how long to wait before the next attempt, `None` for none.

    The attempt is counted before it is made and outside of any transaction, so that two
    workers do not both send and a slow platform holds no lock.
    """
    delivery = Delivery.objects.select_related("robot").filter(pk=key).first()
    if delivery is None or delivery.state != Delivery.WAITING:
        return None
    waiting = Delivery.objects.filter(pk=key, state=Delivery.WAITING, attempts=delivery.attempts)
    if not waiting.update(attempts=F("attempts") + 1):
        return None
    attempts = delivery.attempts + 1
    fault, is_final = _fault(delivery, post)
    wait = None if is_final or attempts > len(WAITS) else WAITS[attempts - 1]
    if not fault:
        outcome = {"state": Delivery.SENT, "fault": "", "sent_at": timezone.now()}
    else:
        outcome = {"state": Delivery.WAITING if wait else Delivery.FAILED, "fault": fault[:300]}
    Delivery.objects.filter(pk=key, state=Delivery.WAITING).update(**outcome)
    return wait if fault else None


def _fault(delivery: Delivery, post: PostJson) -> tuple[str, bool]:
    """Return what went wrong, if anything, and whether trying again is useless."""
    robot = delivery.robot
    with translation.override(robot.language):
        message = robots.Message(delivery.title, delivery.text, delivery.link, _("Open"))
    call = robots.call(robot.platform, robot.address, robot.secret, message, timezone.now())
    try:
        return robots.fault_in(post(call.address, call.body, settings.WEBHOOK_HOSTS)), False
    except outgoing.AddressRefused as refusal:
        return str(refusal), True
    except outgoing.CallFailed as failure:
        return str(failure), False
