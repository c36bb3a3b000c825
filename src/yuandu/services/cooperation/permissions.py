"""Who may do what with challenges, offers, contracts, needs, experts and engagements."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.services.cooperation.models import (
    Challenge,
    Engagement,
    Expert,
    Milestone,
    Offer,
    TalentNeed,
)

# They act for a firm or an institute where it has no account, and keep the experts.
OFFICERS = ("administrator", "city_officer", "department_officer")
READERS = (*OFFICERS, "leader", "auditor")
EXPORTERS = (*READERS, "county_officer")

DRAFT, OPEN, CHOSEN, RUNNING = "draft", "open", "chosen", "running"
# What nobody outside may know of: not posted yet, or taken back, perhaps before it was posted.
HIDDEN = (DRAFT, "withdrawn")
AFTER_SIGNING = frozenset({"running", "done", "stopped"})


def is_officer(actor: Actor) -> bool:
    return actor.has(*OFFICERS)


def reads_all(actor: Actor) -> bool:
    """Whether `actor` reads every need, offer and contract of the workspace."""
    return actor.has(*READERS)


def own_parties(actor: Actor) -> frozenset[int]:
    """Return the firms and institutes that `actor` acts for."""
    return frozenset(
        post.organisation_id
        for post in actor.posts
        if post.role == "owner" and post.organisation_id is not None
    )


def counties(actor: Actor) -> frozenset[int]:
    """Return the divisions whose firms `actor` serves as a county's officer."""
    return frozenset(
        post.division_id
        for post in actor.posts
        if post.role == "county_officer" and post.division_id is not None
    )


def acts_for(actor: Actor, party: Party) -> bool:
    return party.pk in own_parties(actor)


def keeps(actor: Actor, firm: Party) -> bool:
    """Whether `actor` keeps what this firm needs: the firm itself, and the officers there."""
    return acts_for(actor, firm) or is_officer(actor) or firm.division_id in counties(actor)


def may_post(actor: Actor) -> bool:
    """Whether `actor` can post a need for some firm."""
    return is_officer(actor) or bool(own_parties(actor)) or bool(counties(actor))


def keeps_experts(actor: Actor) -> bool:
    return is_officer(actor)


def knows_experts(actor: Actor) -> bool:
    """Whether `actor` finds the experts who consented: offices, and firms with a need."""
    return reads_all(actor) or may_post(actor)


def stage_of(subject: Challenge | Offer | Milestone | TalentNeed | Engagement) -> str:
    return subject.track.stage if subject.track is not None else DRAFT


def sees_contract(actor: Actor, challenge: Challenge) -> bool:
    """Whether `actor` reads contract and offers of a challenge: its keeper, and who reads all."""
    return keeps(actor, challenge.firm) or reads_all(actor)


def is_contractor(actor: Actor, challenge: Challenge) -> bool:
    contract = getattr(challenge, "contract", None)
    return contract is not None and acts_for(actor, contract.offer.institute)


def _may_offer(actor: Actor, challenge: Challenge) -> bool:
    """An institute may, other than the firm itself; officers for one that has no account."""
    others = own_parties(actor) - {challenge.firm_id}
    return (
        stage_of(challenge) == OPEN
        and challenge.deadline_on >= actor.workspace.today()
        and (bool(others) or is_officer(actor))
    )


MAY_CHALLENGE: Mapping[str, Callable[[Actor, Challenge], bool]] = {
    "see": lambda actor, challenge: True,
    "edit": lambda actor, challenge: keeps(actor, challenge.firm) and stage_of(challenge) == DRAFT,
    "offer": _may_offer,
    "see_contract": lambda actor, challenge: (
        sees_contract(actor, challenge) or is_contractor(actor, challenge)
    ),
    "agree": lambda actor, challenge: (
        keeps(actor, challenge.firm) and stage_of(challenge) == CHOSEN
    ),
    "report": lambda actor, challenge: (
        keeps(actor, challenge.firm) and stage_of(challenge) in AFTER_SIGNING
    ),
}
MAY_OFFER: Mapping[str, Callable[[Actor, Offer], bool]] = {"see": lambda actor, offer: True}
MAY_MILESTONE: Mapping[str, Callable[[Actor, Milestone], bool]] = {
    "see": lambda actor, milestone: True,
    "drop": lambda actor, milestone: keeps(actor, milestone.contract.offer.challenge.firm),
}
MAY_NEED: Mapping[str, Callable[[Actor, TalentNeed], bool]] = {
    "see": lambda actor, need: True,
    "edit": lambda actor, need: keeps(actor, need.firm) and stage_of(need) == DRAFT,
    "match": lambda actor, need: keeps(actor, need.firm) or reads_all(actor),
    "engage": lambda actor, need: keeps(actor, need.firm) and stage_of(need) == OPEN,
}
MAY_EXPERT: Mapping[str, Callable[[Actor, Expert], bool]] = {
    "see": lambda actor, expert: True,
    "edit": lambda actor, expert: keeps_experts(actor),
    "see_ties": lambda actor, expert: reads_all(actor),
}
MAY_ENGAGEMENT: Mapping[str, Callable[[Actor, Engagement], bool]] = {
    "see": lambda actor, engagement: True,
    "report": lambda actor, engagement: (
        keeps(actor, engagement.need.firm) and stage_of(engagement) in {RUNNING, "done"}
    ),
}
