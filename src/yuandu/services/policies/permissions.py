"""Who may do what with policies, their versions and cases."""

import datetime
from collections.abc import Callable, Mapping

from django.db.models import Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.registry.models import Party
from yuandu.services.policies.models import (
    APPROVED,
    Ask,
    Case,
    Policy,
    PolicyVersion,
    Sweep,
    Window,
)

# They draft policies, approve those of others, and decide and pay cases.
OFFICERS = ("administrator", "city_officer", "department_officer")
# They read every case; a county's officer those of the county.
READERS = (*OFFICERS, "leader", "auditor")
# They judge what only a person can; a county's officer of those in the county.
CITY = ("administrator", "city_officer")
JUDGES = (*CITY, "county_officer")
APPLICANTS = ("owner", "grower")


def is_officer(actor: Actor) -> bool:
    return actor.has(*OFFICERS)


def reads_all(actor: Actor) -> bool:
    """Whether `actor` reads every case and draft of the workspace."""
    return actor.has(*READERS)


def own_parties(actor: Actor) -> frozenset[int]:
    """Return the firms and households `actor` acts for."""
    return frozenset(
        post.organisation_id
        for post in actor.posts
        if post.role in APPLICANTS and post.organisation_id is not None
    )


def counties(actor: Actor) -> frozenset[int]:
    """Return the divisions whose cases `actor` reads as a county's officer."""
    return frozenset(
        post.division_id
        for post in actor.posts
        if post.role == "county_officer" and post.division_id is not None
    )


def acts_for(actor: Actor, party: Party) -> bool:
    """Whether `actor` is the party, or acts for it."""
    return party.pk in own_parties(actor)


def may_check(actor: Actor, party: Party) -> bool:
    """Whether `actor` may see what the policies say of a party, facts included."""
    return reads_all(actor) or acts_for(actor, party) or party.division_id in counties(actor)


def may_judge(actor: Actor, party: Party) -> bool:
    """Whether `actor` judges, of this party, what only a person can judge.

    A party without a place is judged by the city.
    """
    if party.division_id is None:
        return actor.has(*CITY)
    return actor.has(*JUDGES, division_id=party.division_id)


def sees_whole(actor: Actor, case: Case) -> bool:
    """Whether more of a case is shown than its public notice says."""
    return may_check(actor, case.party)


def sees_objector(actor: Actor, case: Case) -> bool:
    """Whether `actor` learns who objected: the office does, never whoever is objected to."""
    return reads_all(actor) or case.party.division_id in counties(actor)


def on_notice(on: datetime.date) -> Q:
    """Return the condition on the cases that everybody sees: no longer than the notice lasts.

    One that rests on an objection stays up until the objection is answered.
    """
    return Q(track__stage="objected") | Q(track__stage="notice", notice_until__gte=on)


def visible_cases(actor: Actor) -> Q:
    """Return the condition on the cases `actor` may know of."""
    if actor.is_system or reads_all(actor):
        return Q()
    if not actor.is_insider:
        return on_notice(actor.workspace.today())
    return (
        Q(party__in=own_parties(actor))
        | Q(party__division__in=counties(actor))
        | on_notice(actor.workspace.today())
    )


def visible_asks(actor: Actor) -> Q:
    """Return the condition on the questions `actor` may know of."""
    if actor.is_system or reads_all(actor):
        return Q()
    return Q(party__in=own_parties(actor)) | Q(party__division__in=counties(actor))


def visible_versions(actor: Actor) -> Q:
    """Return the condition on the versions `actor` may know of: drafts are the office's."""
    return Q() if reads_all(actor) else Q(track__stage=APPROVED)


MAY: Mapping[str, Callable[[Actor, Policy], bool]] = {
    "see": lambda actor, policy: True,
    "draft": lambda actor, policy: is_officer(actor),
    "compare": lambda actor, policy: reads_all(actor),
}
MAY_VERSION: Mapping[str, Callable[[Actor, PolicyVersion], bool]] = {
    cycles.SEE: lambda actor, version: True,
    "edit": lambda actor, version: is_officer(actor) and version.stage == "draft",
    "estimate": lambda actor, version: reads_all(actor),
    "sweep": lambda actor, version: is_officer(actor) and version.stage == APPROVED,
}
MAY_CASE: Mapping[str, Callable[[Actor, Case], bool]] = {
    cycles.SEE: lambda actor, case: True,
    "read": sees_whole,
    "object": lambda actor, case: (
        actor.user_id is not None
        and case.track is not None
        and case.track.stage == "notice"
        and case.notice_until is not None
        and case.notice_until >= actor.workspace.today()
    ),
    "answer": lambda actor, case: is_officer(actor),
}
MAY_WINDOW: Mapping[str, Callable[[Actor, Window], bool]] = {
    "see": lambda actor, window: reads_all(actor),
    "pay": lambda actor, window: is_officer(actor),
    "call": lambda actor, window: is_officer(actor),
}
MAY_SWEEP: Mapping[str, Callable[[Actor, Sweep], bool]] = {
    "see": lambda actor, sweep: reads_all(actor),
    "ask": lambda actor, sweep: actor.is_system or is_officer(actor),
}
# Who has no account is called, and the office enters what was said.
MAY_ASK: Mapping[str, Callable[[Actor, Ask], bool]] = {
    "see": lambda actor, ask: True,
    "answer": lambda actor, ask: (
        acts_for(actor, ask.party) or is_officer(actor) or ask.party.division_id in counties(actor)
    ),
}
