"""What the two sides are told of each other's steps."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.kernel.registry.models import Party
from yuandu.services.cooperation.models import Challenge, Engagement, Milestone, Offer
from yuandu.services.cooperation.queries.people import acting_for

INVITED = kinds.declare(
    "cooperation.invited",
    _("Asked to solve a challenge"),
    _("%(firm)s asks you for an offer: %(challenge)s. Deadline: %(deadline_on)s."),
)
OFFERED = kinds.declare(
    "cooperation.offered",
    _("Offer for your challenge"),
    _("%(institute)s has made an offer for “%(challenge)s”."),
)
CHOSEN = kinds.declare(
    "cooperation.chosen",
    _("Your offer was chosen"),
    _("Your offer for “%(challenge)s” was chosen. Agree on the contract next."),
)
DECLINED = kinds.declare(
    "cooperation.declined",
    _("Your offer was not chosen"),
    _("Your offer for “%(challenge)s” was not chosen."),
)
DELIVERED = kinds.declare(
    "cooperation.delivered",
    _("Milestone delivered"),
    _("%(institute)s has delivered “%(milestone)s”. Accept it or send it back."),
)
ACCEPTED = kinds.declare(
    "cooperation.accepted",
    _("Milestone accepted"),
    _("“%(milestone)s” was accepted."),
)
SENT_BACK = kinds.declare(
    "cooperation.sent_back",
    _("Milestone sent back"),
    _("“%(milestone)s” was sent back: %(words)s"),
)
ANSWERED = kinds.declare(
    "cooperation.answered",
    _("An expert answered"),
    _("The expert you asked for “%(need)s” has answered. See the engagement."),
)


def tell_invited(by: Actor, challenge: Challenge) -> None:
    """Tell the named institutes that they are asked."""
    named = [each.institute for each in challenge.invitations.select_related("institute")]
    _send(
        by,
        named,
        INVITED.code,
        challenge.get_absolute_url(),
        firm=challenge.firm.name,
        challenge=challenge.name,
        deadline_on=str(challenge.deadline_on),
    )


def tell_offered(by: Actor, offer: Offer) -> None:
    """Tell the firm that there is an offer."""
    _send(
        by,
        [offer.challenge.firm],
        OFFERED.code,
        offer.get_absolute_url(),
        institute=offer.institute.name,
        challenge=offer.challenge.name,
    )


def tell_institute(by: Actor, offer: Offer, kind: kinds.Kind) -> None:
    """Tell an institute what became of its offer."""
    url = offer.get_absolute_url()
    _send(by, [offer.institute], kind.code, url, challenge=offer.challenge.name)


def tell_of_milestone(by: Actor, milestone: Milestone, kind: kinds.Kind, words: str = "") -> None:
    """Tell the other side of a milestone."""
    offer = milestone.contract.offer
    to = offer.challenge.firm if kind is DELIVERED else offer.institute
    _send(
        by,
        [to],
        kind.code,
        milestone.get_absolute_url(),
        institute=offer.institute.name,
        milestone=milestone.title,
        words=words,
    )


def tell_answered(by: Actor, engagement: Engagement) -> None:
    """Tell the firm that the expert has said yes or no."""
    need = engagement.need
    _send(by, [need.firm], ANSWERED.code, engagement.get_absolute_url(), need=need.name)


def _send(by: Actor, parties: Iterable[Party], kind: str, url: str, **params: str) -> None:
    to = acting_for(by.workspace, list(parties))
    if to:
        notices.send(by=by, to=to, kind=kind, url=url, **params)
