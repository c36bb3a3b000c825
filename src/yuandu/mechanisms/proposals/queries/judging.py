"""What is made of proposals: the scheme of a day, opinions, benefits, what is looked at again."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit.reads import Read, columns_of, instance
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.lifecycle.permissions import person
from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.queries import posts_held
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.proposals import permissions, rules
from yuandu.mechanisms.proposals.models import (
    Author,
    Benefit,
    Evaluation,
    Proposal,
    Scheme,
    Twin,
)
from yuandu.mechanisms.proposals.queries.proposals import get, not_own, visible_to

PEOPLE_SHOWN = 200


def schemes(actor: Actor) -> QuerySet[Scheme]:
    """Return the published schemes, the newest first; everybody in the company reads them."""
    return Scheme.objects.filter(workspace=actor.workspace)


def terms_of(workspace: Workspace, on: datetime.date | None = None) -> rules.Terms:
    """Return the scheme that holds on a day, by default today; one query."""
    day = on or workspace.today()
    found = Scheme.objects.filter(workspace=workspace, from_on__lte=day).first()
    if found is None:
        return rules.STANDARD
    return rules.Terms(
        version=found.version,
        from_on=found.from_on,
        answer_days={rules.INSTANT: found.instant_days, rules.PROJECT: found.project_days},
        finance_from=found.finance_from,
        benefit_most=found.benefit_most,
        sample_share=found.sample_share,
        minimum_group=found.minimum_group,
        grades=tuple(
            rules.Grade(each["code"], each["title"], each["title_en"], Decimal(each["award"]))
            for each in found.grades
        ),
    )


OFFICE = "improvement_officer"

# Asked with every idea that is posted.
_answering = Read(
    lambda workspace, here, above, on: (
        posts_held(workspace, on)
        .filter(
            Q(division__in=[here, above], role__in=["team_leader", "evaluator"]) | Q(role=OFFICE),
            user__is_active=True,
        )
        .order_by("pk")
        .values_list("role", "division_id", *(f"user__{name}" for name in columns_of(User)))
    ),
    workspace=int,
    here=int,
    above=int,
    on=datetime.date,
)


def answerers(
    workspace: Workspace, section: Division, *, lane: str, is_sealed: bool, but: Iterable[int]
) -> list[User]:
    """Return who may owe an answer there, who does first; one query.

    Of the section, then of the division above, then of the improvement office. In the instant
    lane the team leader comes first, in the project lane the evaluator; a sealed idea passes
    team leaders by.

    Args:
        but: accounts of the authors, who do not judge their own idea.
    """
    first, second = (
        ("team_leader", "evaluator") if lane == rules.INSTANT else ("evaluator", "team_leader")
    )
    roles, authors = ["evaluator"] if is_sealed else [first, second], set(but)
    posts = _answering(
        workspace=workspace.pk,
        here=section.pk,
        above=section.parent_id or 0,
        on=workspace.today(),
    )
    places = {(role, section.pk): at for at, role in enumerate(roles)} | {
        (role, section.parent_id): 10 + at for at, role in enumerate(roles)
    }
    found = [
        (20 if role == OFFICE else places[role, division], instance(User, user))
        for role, division, *user in posts
        if role == OFFICE or (role, division) in places
    ]
    found.sort(key=lambda each: each[0])
    return list({user.pk: user for _, user in found if user.pk not in authors}.values())


def author_accounts(proposal: Proposal) -> list[User]:
    """Return the accounts of its authors, who has most of the credit first; one query."""
    found = Author.objects.filter(proposal=proposal, worker__user__isnull=False)
    return [each.worker.user for each in found.select_related("worker__user") if each.worker.user]


def track_of(proposal: Proposal) -> Track:
    """Return where the proposal stands on its life cycle."""
    return Track.objects.get(
        workspace=proposal.workspace_id,
        subject_label=Proposal._meta.label_lower,
        subject_id=proposal.pk,
        cycle=rules.CYCLE,
    )


def evaluators_for(actor: Actor, proposal: Proposal) -> QuerySet[User]:
    """Return whom one may ask to evaluate this: who holds a post for it and is no author."""
    today = actor.workspace.today()
    posts = posts_held(actor.workspace, today).filter(role__in=permissions.JUDGES)
    authors = Author.objects.filter(
        Q(proposal=proposal) | Q(proposal__merged_into=proposal), worker__user__isnull=False
    )
    return (
        User.objects.filter(is_active=True, pk__in=posts.order_by().values("user"))
        .exclude(pk__in=authors.order_by().values("worker__user"))
        .order_by("name", "username")
    )


def evaluations_of(proposal: Proposal) -> QuerySet[Evaluation]:
    """Return the opinions of a proposal, asked for and given, relieved ones among them."""
    return Evaluation.objects.filter(proposal=proposal).select_related("evaluator")


def evaluation(actor: Actor, pk: int) -> Evaluation:
    """Return an opinion that was asked for, if `actor` decides who gives it.

    Raises:
        Http404: there is none, or its proposal is sealed to `actor`.
        PermissionDenied: the proposal is not the actor's to judge.
    """
    rows = Evaluation.objects.filter(workspace=actor.workspace).select_related("evaluator")
    found = get_for(
        rows.filter(proposal__in=visible_to(actor).order_by().values("pk")),
        {"see": lambda who, row: True},
        actor,
        to="see",
        pk=pk,
    )
    found.proposal = get(actor, found.proposal_id, to="ask")
    return found


def benefits_of(proposal: Proposal) -> QuerySet[Benefit]:
    return Benefit.objects.filter(proposal=proposal).select_related("claimed_by")


def benefit(actor: Actor, pk: int) -> Benefit:
    """Return a line of benefit with its proposal as `actor` sees it; whoever sees it may.

    Raises:
        Http404: there is none, or its proposal is sealed to `actor`.
    """
    found = get_for(
        Benefit.objects.filter(
            workspace=actor.workspace, proposal__in=visible_to(actor).order_by().values("pk")
        ),
        {"see": lambda who, row: True},
        actor,
        to="see",
        pk=pk,
    )
    found.proposal = get(actor, found.proposal_id, to="see")
    return found


def to_verify(actor: Actor) -> QuerySet[Benefit]:
    """Return the lines of benefit that wait for finance, the largest first."""
    if not permissions.verifies_money(actor):
        return Benefit.objects.none()
    terms = terms_of(actor.workspace)
    return (
        Benefit.objects.filter(
            workspace=actor.workspace,
            kind=rules.MONEY,
            verified_on=None,
            first_year__gte=terms.finance_from,
            proposal__stage=rules.VERIFY,
            proposal__in=visible_to(actor).filter(not_own(actor)).order_by().values("pk"),
        )
        .exclude(claimed_by=person(actor))
        .select_related("proposal__section")
        .order_by("-first_year", "pk")
    )


def twins_visible_to(actor: Actor) -> QuerySet[Twin]:
    """Return the pairs that say nearly the same and that nobody has decided on."""
    seen = visible_to(actor).order_by().values("pk")
    return Twin.objects.filter(
        workspace=actor.workspace,
        dismissed_on=None,
        first__in=seen,
        second__in=seen,
        first__merged_into=None,
        second__merged_into=None,
    ).select_related("first__section", "second__section")
