"""A month is locked: what was signed counts from then on, and the lights are read."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.mechanisms.reporting import permissions, rules, telling
from yuandu.mechanisms.reporting.models import Filing, Round
from yuandu.mechanisms.reporting.refusals import OddRound
from yuandu.mechanisms.reporting.sealing import seal
from yuandu.mechanisms.reporting.supervising import supervise


@transaction.atomic
def lock(*, by: Actor, found: Round) -> Round:
    """Lock a round: what is signed counts, what is not counts as not reported.

    1. Each filing is locked, or closed without a report.
    2. The round is sealed, once: the database lets no report of it change from here on.
    3. The monthly values that boards read, and the lights of every project.
    4. Somebody answers for every red light from now on.
    5. Counties are told.

    Raises:
        PermissionDenied: the actor does not keep rounds.
        OddRound: somebody locked it before, or nobody has signed.
    """
    if not permissions.may_keep_rounds(by):
        raise PermissionDenied
    signed = _closed(by, found)
    red = seal(by, found, signed)
    supervised = supervise(by, found)
    telling.of_lock(by, found, [(each, red[each.division_id]) for each in _all(found)])
    audit.record(
        by, "reporting.lock", found, digest=found.digest, red=red.total(), supervised=supervised
    )
    return found


def _all(found: Round) -> list[Filing]:
    filings = Filing.objects.filter(round=found).select_related("track", "round")
    return list(filings.order_by("division"))


def _closed(by: Actor, found: Round) -> list[Filing]:
    """Lock what is signed and close the rest; return what is signed."""
    held = Round.objects.select_for_update(no_key=True).get(pk=found.pk)
    if held.is_locked:
        raise OddRound("locked")
    filings = _all(held)
    signed = [each for each in filings if each.stage == rules.SIGNED]
    if not signed:
        raise OddRound("nothing-signed")
    house = Actor.system(by.workspace)
    for each in filings:
        if each.track is not None:
            lifecycle.move(
                by=house,
                track=each.track,
                move="lock" if each in signed else "miss",
                on=max(by.workspace.today(), each.track.entered_on),
                expected_stage=each.track.stage,
            )
    return signed
