"""Reads: reviews, candidates and their files, groups, what waits for whom."""

from django.db.models import Exists, OuterRef, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.equity.models import ShareTransaction
from yuandu.mechanisms.partnership import permissions, rules
from yuandu.mechanisms.partnership.models import (
    Appeal,
    Candidate,
    GroupMember,
    Nomination,
    Opinion,
    Review,
    ShareholderGroup,
    StepBallot,
    StepResult,
)
from yuandu.services.ballots.models import Ballot, Elector, Exclusion


def visible_to(actor: Actor) -> QuerySet[Review]:
    """Return the reviews that `actor` may know of: once published, everybody of the company."""
    found = Review.objects.filter(workspace=actor.workspace).select_related("track", "workspace")
    if permissions.reads_all(actor):
        return found
    return found.exclude(track__stage=rules.DRAFT) if actor.is_insider else found.none()


def get(actor: Actor, pk: int, *, to: str) -> Review:
    """Return the review if `actor` may do `to` with it.

    Raises:
        Http404: there is none that `actor` may know of.
        PermissionDenied: `actor` may know of it, but not do this.
    """
    return get_for(visible_to(actor), permissions.MAY_REVIEW, actor, to=to, pk=pk)


def candidates_visible_to(actor: Actor) -> QuerySet[Candidate]:
    """Return the candidates that `actor` may know of: who is one is known in the company.

    What came of them before the notice only they, and who reads all, may read: see `reads_file`.
    """
    found = Candidate.objects.filter(workspace=actor.workspace)
    if not actor.is_insider:
        return found.none()
    return found.select_related("review__track", "worker__section", "holder", "group", "division")


def candidate(actor: Actor, pk: int, *, to: str) -> Candidate:
    """Return the candidate, with the appeal, if `actor` may do `to`; raises as `get` does."""
    found = candidates_visible_to(actor).select_related("appeal")
    return get_for(found, permissions.MAY_CANDIDATE, actor, to=to, pk=pk)


def own_candidacies(actor: Actor) -> QuerySet[Candidate]:
    """Return the actor's own candidacies, the latest review first."""
    return candidates_visible_to(actor).filter(worker__user=actor.user_id or 0).order_by("-review")


def groups_visible_to(actor: Actor) -> QuerySet[ShareholderGroup]:
    """Return the shareholder groups: all to who reads all, to partners their own."""
    found = ShareholderGroup.objects.filter(workspace=actor.workspace).select_related("leader")
    if permissions.reads_all(actor):
        return found
    # By a subquery: what is counted of a group is not of this one member.
    own = GroupMember.objects.filter(group=OuterRef("pk"), holder__worker__user=actor.user_id or 0)
    return found.filter(Exists(own))


def group(actor: Actor, pk: int, *, to: str) -> ShareholderGroup:
    """Return the group if `actor` may do `to`; raises as `get` does."""
    return get_for(groups_visible_to(actor), permissions.MAY_GROUP, actor, to=to, pk=pk)


def appeals_visible_to(actor: Actor) -> QuerySet[Appeal]:
    """Return the appeals that `actor` may read: all to who reads all, else one's own."""
    found = Appeal.objects.filter(workspace=actor.workspace).select_related(
        "candidate__worker", "candidate__review__track"
    )
    if permissions.reads_all(actor):
        return found
    return found.filter(candidate__worker__user=actor.user_id or 0)


def appeal(actor: Actor, pk: int, *, to: str) -> Appeal:
    """Return the appeal if `actor` may do `to`; raises as `get` does."""
    return get_for(appeals_visible_to(actor), permissions.MAY_APPEAL, actor, to=to, pk=pk)


def nominations_visible_to(actor: Actor) -> QuerySet[Nomination]:
    """Return the nominations that `actor` may read: all to who reads all, else those one made."""
    found = Nomination.objects.filter(workspace=actor.workspace).select_related(
        "nominee__section", "nominator", "section"
    )
    if permissions.reads_all(actor):
        return found
    return found.filter(nominator__user=actor.user_id or 0)


def step_ballot(actor: Actor, pk: int, *, to: str) -> StepBallot:
    """Return the ballot of a step if `actor` may do `to`; raises as `get` does.

    It is known to who reads all: electors know the ballot itself.
    """
    found = StepBallot.objects.filter(workspace=actor.workspace).select_related(
        "review", "ballot", "group", "division", "appellant__worker"
    )
    visible = found if permissions.reads_all(actor) else found.none()
    return get_for(visible, permissions.MAY_BALLOT, actor, to=to, pk=pk)


def ballots_of(review: Review) -> QuerySet[StepBallot]:
    """Return the ballots of a review's steps, in the order in which they were opened."""
    return review.ballots.select_related("ballot", "group", "division", "appellant__worker")


def meeting_of(review: Review) -> StepBallot | None:
    """Return the general meeting's last ballot that was not cancelled."""
    held = ballots_of(review).filter(step=rules.MEETING).exclude(ballot__state=Ballot.CANCELLED)
    return held.order_by("-round").first()


def results_of(candidate: Candidate) -> QuerySet[StepResult]:
    """Return what came of the steps for a candidate, as far as ballots are closed."""
    return (
        candidate.results.exclude(result="")
        .select_related(
            "step_ballot__ballot",
            "step_ballot__group",
            "step_ballot__division",
            "step_ballot__appellant__worker",
        )
        .order_by("step_ballot")
    )


def opinions_of(candidate: Candidate) -> QuerySet[Opinion]:
    """Return what was said of a candidate in steps that are over, without who said it.

    A step that is held again is not over: what is said between two votes would be told apart.
    """
    over = candidate.results.exclude(result="").values("step_ballot__step")
    held = candidate.results.filter(result="").exclude(step_ballot__ballot__state=Ballot.CANCELLED)
    found = candidate.opinions.filter(step__in=over)
    return (
        found.exclude(step__in=held.values("step_ballot__step"))
        .defer("author")
        .order_by("step", "key")
    )


def votes_on(actor: Actor, candidate: Candidate) -> str:
    """Return the step in which `actor` votes on the candidate now; empty where in none."""
    barred = Exclusion.objects.filter(
        elector=OuterRef("pk"), question__number=OuterRef(OuterRef("question"))
    )
    own = Elector.objects.filter(
        ~Exists(barred), ballot=OuterRef("step_ballot__ballot"), user=actor.user_id or 0
    )
    now = candidate.results.filter(Exists(own), result="", step_ballot__ballot__state=Ballot.OPEN)
    return now.values_list("step_ballot__step", flat=True).order_by("pk").last() or ""


def reasons_for(candidate: Candidate) -> list[str]:
    """Return why colleagues nominated the candidate, without their names."""
    found = Nomination.objects.filter(review=candidate.review_id, nominee=candidate.worker_id)
    return sorted(found.values_list("reason", flat=True))


def entries_of(candidate: Candidate) -> QuerySet[ShareTransaction]:
    """Return what carrying out the decision wrote into the register of shares."""
    return ShareTransaction.objects.filter(partner_outcome__candidate=candidate)
