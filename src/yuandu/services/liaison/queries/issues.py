"""Issues, what is asked of whom, and how long it has waited."""

import datetime
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from yuandu.engines.calendar import Calendar
from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.clocks import last_day
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.lifecycle.permissions import person
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.liaison import rules
from yuandu.services.liaison.models import Issue, Position, Referral, ServedFirm, Topic
from yuandu.services.liaison.permissions import (
    ANSWERING,
    MAY_ISSUE,
    assigned,
    is_concerned_by,
    own_parties,
    referred,
    visible_issues,
)
from yuandu.services.liaison.queries.firms import ROWS_A_PAGE, with_officer

WAITING = (Position.WAITING, Position.TAKEN_UP)
TOPICS_OFFERED = 100
WEIGHT = {"urgent": 0, "serious": 1, "normal": 2}


def issues_visible_to(actor: Actor) -> QuerySet[Issue]:
    """Return the issues `actor` may read: its own, its charges', those it was asked about."""
    found = Issue.objects.filter(visible_issues(actor), workspace=actor.workspace)
    joined = found.select_related("firm__party__division", "track", "topic", "gap")
    shown = joined.defer("firm__party__division__geometry").annotate(
        is_referred=referred(actor, "pk"),
        is_asked=referred(actor, "pk", position__in=WAITING),
    )
    return with_officer(actor, shown, "firm_id")


def issue(actor: Actor, pk: int, *, to: str) -> Issue:
    """Return the issue if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(issues_visible_to(actor), MAY_ISSUE, actor, to=to, pk=pk)


@dataclass(frozen=True, slots=True)
class IssueFilters:
    """What a list of issues is asked to show; `show` is one of `SHOWN`."""

    words: str = ""
    subject: str = ""
    severity: str = ""
    stage: str = ""
    show: str = "open"


SHOWN = ("open", "mine", "asked", "late", "over", "all")


def listed(actor: Actor, filters: IssueFilters) -> QuerySet[Issue]:
    """Return the visible issues that `filters` let through, the gravest and oldest first."""
    found = issues_visible_to(actor).filter(_shown(actor, filters.show))
    for name in ("subject", "severity"):
        if value := getattr(filters, name):
            found = found.filter(**{name: value})
    if filters.stage:
        found = found.filter(track__stage=filters.stage)
    if words := filters.words.strip():
        found = found.filter(
            Q(title__icontains=words)
            | Q(firm__party__name__icontains=words)
            | Q(topic__tag__contains=rules.tag(words) or words)
        )
    weight = Case(
        *(When(severity=code, then=Value(place)) for code, place in WEIGHT.items()),
        output_field=IntegerField(),
    )
    if filters.show in {"over", "all"}:
        return found.order_by("-raised_on", "-pk")
    return found.order_by(weight, "raised_on", "pk")


def _shown(actor: Actor, show: str) -> Q:
    open_now = Q(track__stage__in=rules.OPEN)
    if show == "mine":
        return open_now & Q(assigned(actor, "firm_id"))
    if show == "asked":
        return Q(referred(actor, "pk", position__in=WAITING))
    if show == "late":
        line = last_day(actor.workspace.today(), rules.DUE + 1, calendar_of(actor.workspace))
        late = Referral.objects.filter(
            issue=OuterRef("pk"), position__in=WAITING, sent_on__lte=line
        )
        return open_now & Q(pk__in=Subquery(late.values("issue")))
    if show == "over":
        return ~open_now
    return Q() if show == "all" else open_now


def issue_page(
    actor: Actor, filters: IssueFilters, number: int | str = 1, size: int = ROWS_A_PAGE
) -> Page:
    """Return a page of issues, each with `waiting_since`: the first unanswered sending."""
    found = listed(actor, filters)
    pages = Paginator(with_waiting(found), size)
    pages.count = found.order_by().count()
    return pages.get_page(number)


def with_waiting(found: QuerySet[Issue]) -> QuerySet[Issue]:
    """Return the issues with `waiting_since` and `due_on`, of their longest silent office."""
    waiting = Referral.objects.filter(issue=OuterRef("pk"), position__in=WAITING).order_by(
        "sent_on"
    )
    return found.annotate(
        waiting_since=Subquery(waiting.values("sent_on")[:1]),
        due_on=Subquery(waiting.values("promise__due_on")[:1]),
    )


def of_firm(actor: Actor, firm: ServedFirm) -> QuerySet[Issue]:
    """Return the firm's issues that `actor` may read, those that are open first."""
    over = Case(When(track__stage__in=rules.OPEN, then=Value(0)), default=Value(1))
    found = issues_visible_to(actor).filter(firm=firm)
    return with_waiting(found).order_by(over, "-raised_on", "-pk")[:ROWS_A_PAGE]


def counts(actor: Actor) -> dict[str, int]:
    """Return how many visible issues are open, one's charges', asked of one; one query."""
    found = Issue.objects.filter(visible_issues(actor), workspace=actor.workspace)
    flagged = found.order_by().annotate(
        of_mine=assigned(actor, "firm_id"), of_me=referred(actor, "pk", position__in=WAITING)
    )
    open_now = Q(track__stage__in=rules.OPEN)
    return flagged.aggregate(
        open=Count("pk", filter=open_now),
        mine=Count("pk", filter=open_now & Q(of_mine=True)),
        asked=Count("pk", filter=Q(of_me=True)),
    )


# --- Referrals --------------------------------------------------------------------------------


def referrals_of(actor: Actor, found: Issue) -> QuerySet[Referral]:
    """Return to whom the issue was sent; an office that was asked reads its own word only.

    Who sees that another is at work on it would leave it to the other.
    """
    sent = found.referrals.select_related("officer", "promise").order_by("pk")
    if is_concerned_by(actor, found) or actor.user_id is None:
        return sent
    return sent.filter(officer=person(actor))


def waiting_for(actor: Actor, found: Issue) -> Referral | None:
    """Return the sending that waits for the actor's own word."""
    sent = found.referrals.filter(officer=person(actor), position__in=WAITING)
    return sent.select_related("promise").order_by("-pk").first()


def last_answer(actor: Actor, found: Issue) -> Referral | None:
    """Return the latest answer that `actor` may read."""
    return referrals_of(actor, found).filter(position=Position.ANSWERED).order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Wait:
    """How long an office has been silent.

    Attributes:
        state: as the component of clocks has it: due, soon or overdue.
        on: the day its answer is due.
        days: working days left or past due.
    """

    state: str
    on: datetime.date
    days: int


def wait(due_on: datetime.date | None, today: datetime.date, calendar: Calendar) -> Wait | None:
    """Return how an answer due on a day stands today."""
    if due_on is None:
        return None
    if today > due_on:
        return Wait("overdue", due_on, rules.days_between(due_on, today, calendar))
    left = rules.days_between(today, due_on, calendar)
    return Wait("soon" if left <= rules.SOON else "due", due_on, left)


def silent(by: Actor, days: int) -> QuerySet[Referral]:
    """Return the referrals that have waited `days` working days by today, the longest first."""
    line = last_day(by.workspace.today(), days, calendar_of(by.workspace))
    return (
        Referral.objects.filter(
            workspace=by.workspace,
            position__in=WAITING,
            sent_on__lte=line,
            issue__track__stage__in=(rules.SENT, rules.TAKEN_UP),
        )
        .select_related("issue__firm__party", "issue__track", "officer", "superior")
        .order_by("sent_on", "pk")
    )


def topics(actor: Actor) -> QuerySet[Topic]:
    """Return the topics in use, the commonest first.

    A firm is offered its own and those of so many firms that they tell of none: a word that
    another typed may name its case.
    """
    found = Topic.objects.filter(workspace=actor.workspace).annotate(
        size=Count("issues"), firms=Count("issues__firm", distinct=True)
    )
    if not (actor.is_system or actor.has(*ANSWERING, "auditor")):
        own = Issue.objects.filter(topic=OuterRef("pk"), firm__party__in=own_parties(actor))
        found = found.filter(Q(firms__gte=rules.FIRMS_OF_A_GAP) | Exists(own))
    return found.order_by("-size", "tag")


def in_time(workspace: Workspace, on: datetime.date) -> QuerySet[Issue]:
    """Return the issues sent in a day's year, long enough ago to have been answered in time."""
    line = last_day(on, rules.IN_TIME + 1, calendar_of(workspace))
    first = on.replace(month=1, day=1)
    return Issue.objects.filter(workspace=workspace, sent_on__gte=first, sent_on__lte=line)
