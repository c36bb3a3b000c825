"""Reads: ballots, the roll, what came of it. Nothing here counts a vote before the close."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from yuandu.engines.balloting import group
from yuandu.engines.balloting.counting import Outcome
from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.registry.queries import posts_held
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.ballots import permissions, publishing
from yuandu.services.ballots.drafts import ElectorDraft
from yuandu.services.ballots.models import Ballot, Elector, Exclusion, OpenVote, Paper, Question
from yuandu.services.ballots.refusals import OddBallot
from yuandu.services.ballots.rules import Ticket

ROWS_A_PAGE = 50
MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a question: see `counting.Outcome`."""

    number: int
    title: str
    reference: str
    counts: dict[str, int]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Participation:
    """How many take part: all that anybody learns before the close."""

    electors: int
    took_part: int
    by_proxy: int


def visible_to(actor: Actor) -> QuerySet[Ballot]:
    """Return the ballots that `actor` may know of: those on whose roll they stand.

    Who manages ballots, and the auditor, see all, drafts too.
    """
    found = Ballot.objects.filter(workspace=actor.workspace)
    if permissions.reads_all(actor):
        return found
    if actor.user_id is None:
        return found.none()
    mine = Elector.objects.filter(ballot=OuterRef("pk"), user=actor.user_id)
    # What was cancelled before it was opened stays with those who drafted it.
    return found.filter(Exists(mine), opened_at__isnull=False)


def get(actor: Actor, pk: int, *, to: str) -> Ballot:
    """Return the ballot if `actor` may do `to` with it.

    Raises:
        Http404: there is none that `actor` may know of.
        PermissionDenied: `actor` may know of it, but not do this.
    """
    return get_for(
        visible_to(actor).select_related("workspace"), permissions.MAY, actor, to=to, pk=pk
    )


def page(actor: Actor, number: int | str, *, size: int = ROWS_A_PAGE) -> Page:
    """Return a page of ballots, open ones first; each knows whether the actor has voted."""
    return Paginator(_told(actor), size).get_page(number)


def to_vote_on(actor: Actor) -> QuerySet[Ballot]:
    """Return the open ballots that wait for the actor's vote, their own or one that they hold."""
    user = actor.user_id or 0
    waiting = can_vote(Elector.objects.filter(ballot=OuterRef("pk"), took_part=False))
    own = waiting.filter(Q(user=user, proxy=None) | Q(proxy__user=user))
    return Ballot.objects.filter(
        Exists(own), workspace=actor.workspace, state=Ballot.OPEN, closes_at__gt=Now()
    )


def can_vote(electors: QuerySet[Elector]) -> QuerySet[Elector]:
    """Return those of the electors whose vote is cast on a question at least."""
    barred = Exclusion.objects.filter(
        Q(elector=OuterRef(OuterRef("pk"))) | Q(elector=OuterRef(OuterRef("proxy"))),
        question=OuterRef("pk"),
    )
    return electors.filter(
        Exists(Question.objects.filter(~Exists(barred), ballot=OuterRef("ballot")))
    )


def to_close(actor: Actor) -> QuerySet[Ballot]:
    """Return the open ballots whose time is over."""
    return Ballot.objects.filter(workspace=actor.workspace, state=Ballot.OPEN, closes_at__lte=Now())


def _told(actor: Actor) -> QuerySet[Ballot]:
    own = Elector.objects.filter(ballot=OuterRef("pk"), user=actor.user_id or 0)
    return (
        visible_to(actor)
        .annotate(
            is_mine=Exists(own),
            has_voted=Exists(own.filter(took_part=True)),
            is_given=Exists(own.filter(proxy__isnull=False)),
        )
        .order_by(F("opened_at").desc(nulls_first=True), "-pk")
    )


def oneself(actor: Actor, ballot: Ballot) -> Elector | None:
    """Return the actor's own line of the roll."""
    if actor.user_id is None:
        return None
    found = Elector.objects.filter(ballot=ballot, user=actor.user_id)
    return found.select_related("proxy").first()


def held(actor: Actor, ballot: Ballot) -> QuerySet[Elector]:
    """Return those who gave the actor their votes."""
    return Elector.objects.filter(ballot=ballot, proxy__user=actor.user_id or 0)


def questions(ballot: Ballot) -> QuerySet[Question]:
    return Question.objects.filter(ballot=ballot)


def questions_of(elector: Elector, *, by: int | None = None) -> QuerySet[Question]:
    """Return the questions on which the elector's vote is cast.

    Whoever is excluded from a question casts nothing on it, for others neither.

    Args:
        by: the key of whoever may cast it in their stead; without it, of the proxy they gave.
    """
    hands = {elector.pk, by or elector.proxy_id or elector.pk}
    return Question.objects.filter(ballot=elector.ballot_id).exclude(exclusions__elector__in=hands)


def left_out(elector: Elector, holder: int) -> QuerySet[Question]:
    """Return the questions on which the elector may vote, and this holder not for anybody."""
    return questions_of(elector, by=elector.pk).filter(exclusions__elector=holder)


def voter(actor: Actor, ballot: Ballot, number: str) -> Elector | None:
    """Return whose vote the actor casts: by number one of those held, without one the own."""
    if not number:
        return oneself(actor, ballot)
    if not (number.isascii() and number.isdigit() and len(number) < MOST_DIGITS):
        return None
    return held(actor, ballot).filter(number=int(number)).select_related("proxy").first()


def elector_named(ballot: Ballot, words: str) -> Elector:
    """Return the one elector of this number on the roll, or of exactly this name.

    Raises:
        OddBallot: nobody has it, or several have that name.
    """
    by_number = words.isascii() and words.isdigit() and len(words) < MOST_DIGITS
    found = Elector.objects.filter(
        **({"number": int(words)} if by_number else {"label": words}), ballot=ballot
    )[:2]
    if len(found) != 1:
        raise OddBallot("namesakes" if found else "unknown-elector")
    return found[0]


def receipts_of(ballot: Ballot, ticket: Ticket) -> dict[int, str]:
    """Return the receipts of what a ticket has put into the box, by the question's number."""
    marks = [ticket.mark(number) for number in ticket.questions]
    found = Paper.objects.filter(question__ballot=ballot, ticket__in=marks)
    return {
        number: group.code(bytes(commitment))
        for number, commitment in found.order_by("question__number").values_list(
            "question__number", "commitment"
        )
    }


def question_of(ballot: Ballot, receipt: str) -> Question | None:
    """Return the question on which the paper with a receipt was counted; two queries at most."""
    papers = Paper.objects.filter(question__ballot=ballot).values_list("question", "commitment")
    for question, commitment in papers.iterator():
        if group.code(bytes(commitment)) == receipt:
            return Question.objects.get(pk=question)
    return None


def holders_of(workspace: Workspace, role: str) -> list[ElectorDraft]:
    """Return everybody with an account who holds a post today, once each, by name."""
    today = workspace.today()
    found = posts_held(workspace, today).filter(role=role, user__is_active=True)
    people = found.order_by("user__name", "user_id").values_list("user_id", "user__name").distinct()
    return [ElectorDraft(name, user_id) for user_id, name in people]


def voted_on(elector: Elector) -> dict[int, str]:
    """Return the numbers of the questions of an open ballot that have the elector's vote."""
    found = OpenVote.objects.filter(elector=elector).order_by("question__number")
    return dict.fromkeys(found.values_list("question__number", flat=True), "")


def exclusions(ballot: Ballot) -> QuerySet[Exclusion]:
    found = Exclusion.objects.filter(question__ballot=ballot)
    return found.select_related("question", "elector")


def participation(ballot: Ballot) -> Participation:
    """Return how many have taken part so far; one query."""
    took = Q(took_part=True)
    found = Elector.objects.filter(ballot=ballot).aggregate(
        whole=Count("pk"),
        took=Count("pk", filter=took),
        proxied=Count("pk", filter=took & Q(proxy__isnull=False)),
    )
    return Participation(found["whole"], found["took"], found["proxied"])


def roll(ballot: Ballot) -> QuerySet[Elector]:
    """Return the roll with who took part and who voted for whom: the sign-in sheet."""
    return Elector.objects.filter(ballot=ballot).select_related("proxy")


def roll_page(ballot: Ballot, number: int | str) -> Page:
    return Paginator(roll(ballot), ROWS_A_PAGE).get_page(number)


def results(ballot: Ballot) -> list[Result]:
    """Return what came of every question; nothing before the close."""
    found = Question.objects.filter(ballot=ballot, outcome__isnull=False)
    return [
        Result(
            each.number,
            each.title,
            each.reference,
            {option: (each.counts or {}).get(option, 0) for option in ballot.rule.options},
            Outcome.model_validate(each.outcome),
        )
        for each in found
    ]


def bulletin(ballot: Ballot) -> dict[str, Any]:
    """Return the published bulletin, composed from the rows; see `engines.balloting`."""
    return publishing.compose(ballot)


def logged(ballot: Ballot) -> str:
    """Return the digest that the log noted at the close; where there is none, the ballot's own.

    The log is chained: whoever changes the ballot's row does not reach it.
    """
    entry = Entry.objects.filter(
        workspace=ballot.workspace_id,
        action="ballots.close",
        subject_label=Ballot._meta.label_lower,
        subject_id=ballot.pk,
    ).first()
    return str(entry.details["digest"]) if entry else ballot.digest
