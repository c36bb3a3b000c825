"""What offers, contracts and engagements take over from a step, inside the move's transaction."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.db.models import Sum

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.services.cooperation import news
from yuandu.services.cooperation.models import (
    Challenge,
    Contract,
    Engagement,
    Milestone,
    Offer,
    TalentNeed,
)
from yuandu.services.cooperation.refusals import (
    MilestonesOpen,
    NobodyEngaged,
    Senseless,
    SumsDiffer,
)

CHALLENGE, OFFER, MILESTONE = "challenge", "challenge_offer", "challenge_milestone"
TALENT_NEED, ENGAGEMENT = "talent_need", "engagement"


def follow_challenge(by: Actor, challenge: Challenge, track: Track, step: Step) -> None:
    """Ask the named, settle the offers, start the milestones, as the step says."""
    if act := CHALLENGE_ACTS.get(step.move):
        act(by, challenge, step)


def _post(by: Actor, challenge: Challenge, step: Step) -> None:
    if challenge.deadline_on < by.workspace.today():
        raise Senseless("deadline")
    if not challenge.is_public and not challenge.invitations.exists():
        raise Senseless("nobody-named")
    news.tell_invited(by, challenge)


def _sign(by: Actor, challenge: Challenge, step: Step) -> None:
    """Fix the contract: its milestones make up its amount, and each gets a way of its own."""
    contract = Contract.objects.select_for_update().get(challenge=challenge)
    total = contract.milestones.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    if total != contract.amount:
        raise SumsDiffer(total, contract.amount)
    contract.signed_on = step.on
    contract.save(update_fields=["signed_on"])
    for milestone in contract.milestones.all():
        milestone.track = lifecycle.start(by=by, subject=milestone, cycle=MILESTONE, on=step.on)
        milestone.save(update_fields=["track"])
    _move_offer(by, contract.offer, "sign", step)
    rest = challenge.offers.filter(track__stage="made").select_related(
        "challenge__firm", "institute", "track"
    )
    for offer in rest:
        _move_offer(by, offer, "decline", step, words=f"{contract.offer.institute}")


def _reopen(by: Actor, challenge: Challenge, step: Step) -> None:
    """Let the draft of the contract go; its offer is out."""
    contract = Contract.objects.select_for_update().get(challenge=challenge)
    offer = contract.offer
    contract.delete()
    _move_offer(by, offer, "decline", step, words=step.words)


def _complete(by: Actor, challenge: Challenge, step: Step) -> None:
    waiting = Milestone.objects.filter(contract__challenge=challenge).exclude(
        track__stage="accepted"
    )
    if titles := list(waiting.values_list("title", flat=True)):
        raise MilestonesOpen(titles)


def _move_offer(by: Actor, offer: Offer, move: str, step: Step, words: str = "") -> None:
    if offer.track is None:
        return
    # The offer follows by itself, whoever moves the challenge.
    lifecycle.move(
        by=Actor.system(by.workspace),
        track=offer.track,
        move=move,
        on=step.on,
        expected_stage=offer.track.stage,
        words=words,
    )


CHALLENGE_ACTS: Mapping[str, Callable[[Actor, Challenge, Step], None]] = {
    "post": _post,
    "sign": _sign,
    "reopen": _reopen,
    "complete": _complete,
}


def follow_offer(by: Actor, offer: Offer, track: Track, step: Step) -> None:
    """Let a chosen offer choose the challenge's way, or tell that it was not chosen.

    The challenge moves only once: of two who choose two offers, the second is told.
    """
    if step.move == "choose":
        challenge = offer.challenge
        held = Track.objects.select_for_update().get(pk=challenge.track_id or 0)
        lifecycle.move(
            by=Actor.system(by.workspace),
            track=held,
            move="choose",
            on=step.on,
            expected_stage="open",
            words=str(offer.institute),
        )
        Contract.objects.create(
            workspace=by.workspace,
            challenge=challenge,
            offer=offer,
            amount=offer.amount,
            sharing=challenge.sharing,
            firm_share=challenge.firm_share,
        )
        news.tell_institute(by, offer, news.CHOSEN)
    if step.move == "decline":
        news.tell_institute(by, offer, news.DECLINED)


def follow_milestone(by: Actor, milestone: Milestone, track: Track, step: Step) -> None:
    """Tell the other side."""
    kind = {"deliver": news.DELIVERED, "accept": news.ACCEPTED, "send_back": news.SENT_BACK}
    if step.move in kind:
        news.tell_of_milestone(by, milestone, kind[step.move], step.words)


def follow_need(by: Actor, need: TalentNeed, track: Track, step: Step) -> None:
    """Close a need as met only where somebody has said yes."""
    if (
        step.move == "meet"
        and not need.engagements.filter(track__stage__in=["running", "done"]).exists()
    ):
        raise NobodyEngaged


def follow_engagement(by: Actor, engagement: Engagement, track: Track, step: Step) -> None:
    """Keep the outcome; tell the firm of the expert's answer."""
    if step.move == "finish":
        engagement.outcome = str(step.evidence.get("outcome", ""))
        engagement.save(update_fields=["outcome"])
    if step.move in {"accept", "decline"}:
        news.tell_answered(by, engagement)
