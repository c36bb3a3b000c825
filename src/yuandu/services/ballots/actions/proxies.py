"""Giving one's vote to another elector, and taking it back before it is used."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.services.ballots import doors, queries
from yuandu.services.ballots.models import Ballot, Elector
from yuandu.services.ballots.refusals import AlreadyTaken, NoElector, OddProxy

HELD = kinds.declare(
    "ballots.held",
    _("You vote for somebody"),
    _("%(giver)s has given you their vote on “%(title)s”; it closes at %(closes)s."),
)


@transaction.atomic
def give_proxy(*, by: Actor, ballot: Ballot, holder: Elector) -> None:
    """Let another elector vote in the actor's stead: one level, as many as the rule allows.

    Raises:
        NotOpen: no votes are taken.
        NoElector: the actor or the holder is not on the roll.
        AlreadyTaken: the actor's vote has been used.
        OddProxy: the rule does not allow it: a loop, a proxy passed on, a holder who is excluded
            from all that the actor votes on. Where the holder is excluded from a part, the vote is
            not cast on it: see `queries.left_out`.
    """
    opened = doors.enter(ballot.pk)
    if not opened.proxies:
        raise OddProxy("none-allowed")
    # Both lines are held, in one order: of two who choose each other the second finds the first.
    roll = Elector.objects.filter(ballot=opened)
    pair = list(
        (roll.filter(user=by.user_id or 0) | roll.filter(pk=holder.pk))
        .select_related("user")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    giver = next((each for each in pair if each.user_id and each.user_id == by.user_id), None)
    taker = next((each for each in pair if each.pk == holder.pk), None)
    if giver is None or taker is None:
        raise NoElector
    if giver.took_part:
        raise AlreadyTaken
    if why := _against(opened, giver, taker):
        raise OddProxy(why)
    Elector.objects.filter(pk=giver.pk).update(proxy=taker)
    audit.record(by, "ballots.give_proxy", opened, elector=giver.number, holder=taker.number)
    if taker.user_id and opened.closes_at:
        notices.send(
            by=by,
            to=[taker.user_id],
            kind=HELD.code,
            url=opened.get_absolute_url(),
            key=f"ballots.held.{giver.pk}",
            giver=giver.label,
            title=opened.title,
            closes=f"{timezone.localtime(opened.closes_at):%Y-%m-%d %H:%M}",
        )


@transaction.atomic
def revoke_proxy(*, by: Actor, ballot: Ballot) -> None:
    """Take one's vote back, as long as it has not been used.

    Raises:
        NotOpen: no votes are taken.
        NoElector: the actor is not on the roll.
        AlreadyTaken: the holder has used it.
        OddProxy: it was given to nobody.
    """
    opened = doors.enter(ballot.pk)
    own = Elector.objects.filter(ballot=opened, user=by.user_id or 0)
    if not own.filter(took_part=False, proxy__isnull=False).update(proxy=None):
        found = own.first()
        if found is None:
            raise NoElector
        if found.took_part:
            raise AlreadyTaken
        raise OddProxy("not-given")
    audit.record(by, "ballots.revoke_proxy", opened)


def _against(ballot: Ballot, giver: Elector, taker: Elector) -> str:
    """Return why the rule is against this proxy; empty where it is not."""
    held = Elector.objects.filter(ballot=ballot)
    against = {
        "oneself": giver.pk == taker.pk,
        "given": giver.proxy_id is not None,
        "no-account": taker.user is None or not taker.user.is_active,
        "holds": held.filter(proxy=giver).exists(),
        "holder-gave": taker.proxy_id is not None,
        "excluded": not queries.questions_of(giver, by=taker.pk).exists(),
        "full": held.filter(proxy=taker).count() >= ballot.proxies,
    }
    return next((why for why, is_so in against.items() if is_so), "")
