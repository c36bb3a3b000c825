"""Who may do what in one-to-one service: `MAY_…` map a verb to a test on (actor, object).

Firms and issues come from `queries` with what the tests need: `officer_id`, who stands by
the firm, and for issues `is_referred`, whether the reader was asked.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.cycles import SEE
from yuandu.kernel.lifecycle.models import Assignment
from yuandu.kernel.lifecycle.permissions import person
from yuandu.kernel.lifecycle.stage_clocks import OFFICER
from yuandu.kernel.registry.models import Party
from yuandu.services.liaison.models import Gap, Issue, Referral, ServedFirm
from yuandu.services.liaison.rules import CLOSED, UNSENT

CITY = ("administrator", "city_officer")
OFFICERS = (*CITY, "county_officer")
# Bound to a division they oversee that one, else the whole workspace.
OVERSEERS = (*CITY, "leader", "auditor")
FIRMS = ("owner", "grower")
# Anybody's post, as a life cycle has to name roles; `may` says who of them.
ANSWERING = (*OFFICERS, "department_officer", "leader")


def own_parties(actor: Actor) -> frozenset[int]:
    """Return the firms and households that `actor` acts for."""
    return frozenset(
        post.organisation_id
        for post in actor.posts
        if post.role in FIRMS and post.organisation_id is not None
    )


def is_of(actor: Actor, party_id: int) -> bool:
    """Whether `actor` is the firm, or acts for it."""
    return party_id in own_parties(actor)


def keeps_party(actor: Actor, party: Party) -> bool:
    """Whether `actor` keeps the one-to-one service there where the party is."""
    if actor.has(*CITY, division_id=party.division_id):
        return True
    # Not `actor.has`: a county officer whose post names no county serves none.
    return any(
        post.role == "county_officer" and post.division_id == party.division_id is not None
        for post in actor.posts
    )


def _serves(actor: Actor, about: ServedFirm | Issue, party: Party) -> bool:
    """Whether `actor` stands by the firm, or keeps the service there where it is."""
    officer: int | None = getattr(about, "officer_id", None)
    stands_by = officer is not None and officer == person(actor) and actor.is_insider
    return actor.is_system or stands_by or keeps_party(actor, party)


def serves(actor: Actor, firm: ServedFirm) -> bool:
    return _serves(actor, firm, firm.party)


def serves_in(actor: Actor, issue: Issue) -> bool:
    """Whether `actor` serves the firm that raised the issue."""
    return _serves(actor, issue, issue.firm.party)


def speaks_for(actor: Actor, firm: ServedFirm) -> bool:
    """Whether `actor` is the firm or serves it."""
    return is_of(actor, firm.party_id) or serves(actor, firm)


def reads_all(actor: Actor) -> bool:
    """Whether `actor` sees every firm and issue of the workspace."""
    return actor.is_system or any(
        post.role in OVERSEERS and post.division_id is None for post in actor.posts
    )


def _places(actor: Actor) -> frozenset[int]:
    roles = {*OVERSEERS, "county_officer"}
    return frozenset(
        post.division_id
        for post in actor.posts
        if post.role in roles and post.division_id is not None
    )


def assigned(actor: Actor, firm: str) -> Exists:
    """Return the condition that `actor` stands by the firm whose key is at `firm` today."""
    return Exists(current_officers(actor).filter(subject_id=OuterRef(firm), user=person(actor)))


def current_officers(actor: Actor) -> QuerySet[Assignment]:
    """Return who stands by the firms of the workspace now."""
    return Assignment.objects.filter(
        workspace=actor.workspace,
        subject_label=ServedFirm._meta.label_lower,
        role=OFFICER,
        to_on=None,
    )


def referred(actor: Actor, issue: str, **more: Any) -> Exists:
    """Return the condition that `actor` was asked about the issue whose key is at `issue`."""
    return Exists(Referral.objects.filter(issue=OuterRef(issue), officer=person(actor), **more))


def _concerned(actor: Actor, firm: str, key: str) -> Q:
    """Return the condition on rows of firms that `actor` serves, oversees or is.

    Args:
        firm: the way to the firm's party, `party` or `firm__party`.
        key: the way to the firm's own key.
    """
    places, own = _places(actor), own_parties(actor)
    by_place, by_firm = Q(**{f"{firm}__division__in": places}), Q(**{f"{firm}__in": own})
    return by_place | by_firm | Q(assigned(actor, key))


def visible_firms(actor: Actor) -> Q:
    """Return the condition on the firms `actor` may know to be served."""
    if reads_all(actor):
        return Q()
    if not actor.is_insider:
        return Q(pk__in=[])
    asked = Exists(Referral.objects.filter(issue__firm=OuterRef("pk"), officer=person(actor)))
    return _concerned(actor, "party", "pk") | Q(asked)


def visible_issues(actor: Actor) -> Q:
    """Return the condition on the issues `actor` may read."""
    if reads_all(actor):
        return Q()
    if not actor.is_insider:
        return Q(pk__in=[])
    return _concerned(actor, "firm__party", "firm_id") | Q(referred(actor, "pk"))


def is_concerned(actor: Actor, firm: ServedFirm) -> bool:
    """Whether `actor` reads the firm's whole file, and not alone what it was asked."""
    return reads_all(actor) or speaks_for(actor, firm) or firm.party.division_id in _places(actor)


def is_concerned_by(actor: Actor, issue: Issue) -> bool:
    """Whether `actor` reads all that was said of an issue, and not alone its own office's word."""
    party = issue.firm.party
    return (
        reads_all(actor)
        or is_of(actor, party.pk)
        or serves_in(actor, issue)
        or party.division_id in _places(actor)
    )


def may_see_gaps(actor: Actor) -> bool:
    return actor.is_insider and (reads_all(actor) or actor.has("department_officer"))


def may_see_competences(actor: Actor) -> bool:
    return actor.has(*OVERSEERS, "county_officer", "department_officer")


def may_keep_competences(actor: Actor) -> bool:
    return actor.is_system or actor.has(*CITY)


MAY_FIRM: Mapping[str, Callable[[Actor, ServedFirm], bool]] = {
    SEE: lambda actor, firm: True,
    "read": is_concerned,
    "visit": serves,
    "raise": speaks_for,
}
MAY_PARTY: Mapping[str, Callable[[Actor, Party], bool]] = {
    "see": lambda actor, party: (
        reads_all(actor) or keeps_party(actor, party) or is_of(actor, party.pk)
    ),
    "take_in": keeps_party,
    "raise": lambda actor, party: keeps_party(actor, party) or is_of(actor, party.pk),
}
MAY_ISSUE: Mapping[str, Callable[[Actor, Issue], bool]] = {
    SEE: lambda actor, issue: True,
    "sort": lambda actor, issue: serves_in(actor, issue) and issue.stage in UNSENT,
    "answer": lambda actor, issue: bool(getattr(issue, "is_asked", False)),
    "card": lambda actor, issue: (
        issue.stage == CLOSED
        and (serves_in(actor, issue) or bool(getattr(issue, "is_referred", False)))
    ),
}
MAY_GAP: Mapping[str, Callable[[Actor, Gap], bool]] = {
    "see": lambda actor, gap: True,
    "close": lambda actor, gap: actor.has(*CITY) and gap.closed_on is None,
}
