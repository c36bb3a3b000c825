"""Awards: the queue, what was approved and paid, and everybody's own."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.proposals import queries as proposals
from yuandu.mechanisms.proposals import rules as ideas
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.rewards import permissions
from yuandu.mechanisms.rewards.models import Adoption, Award, FundYear, Part, Payroll
from yuandu.mechanisms.rewards.rules import awards as rules

ROWS_A_PAGE = 50
MOST_LISTED = 500  # rows of a sheet for signatures
VOIDABLE = (rules.PROPOSED, rules.APPROVED)
EARNING = ideas.VERIFIED


def visible_to(actor: Actor) -> QuerySet[Award]:
    """Return the awards that `actor` may read: all to the offices, else those with a part."""
    found = Award.objects.filter(workspace=actor.workspace)
    if not permissions.reads_awards(actor):
        own = (
            Part.objects.filter(worker__user=actor.user_id)
            if actor.user_id
            else Part.objects.none()
        )
        found = found.filter(pk__in=own.order_by().values("award"))
    return found.select_related("proposal", "section", "fund", "rule", "payroll").defer(
        "section__geometry"
    )


def get(actor: Actor, pk: int, *, to: str) -> Award:
    """Return the award if `actor` may do `to` with it.

    Raises:
        Http404: there is none that `actor` may know of.
        PermissionDenied: `actor` may read it, but not do this.
    """
    return get_for(visible_to(actor), permissions.MAY_AWARD, actor, to=to, pk=pk)


def page(actor: Actor, state: str, number: int | str) -> Page:
    """Return a page of the awards in a state; of the queue the longest waiting first."""
    found = visible_to(actor).filter(state=state) if state else visible_to(actor)
    if state == rules.PROPOSED:
        found = found.order_by("proposed_on", "pk")
    return Paginator(found, ROWS_A_PAGE).get_page(number)


def queue(actor: Actor) -> QuerySet[Award]:
    """Return who waits for approval, the longest waiting first."""
    return visible_to(actor).filter(state=rules.PROPOSED).order_by("proposed_on", "pk")


def place_in_queue(award: Award) -> int:
    """Return how many wait up to this one, itself included."""
    earlier = Q(proposed_on__lt=award.proposed_on) | Q(
        proposed_on=award.proposed_on, pk__lte=award.pk
    )
    queued = Award.objects.filter(workspace=award.workspace_id, state=rules.PROPOSED)
    return queued.filter(earlier).count()


def in_queue_order(keys: Sequence[int], workspace: Workspace) -> list[Award]:
    """Return those of the awards that wait for approval, held until the transaction ends."""
    return list(
        Award.objects.select_for_update(of=("self",))
        .select_related("proposal")
        .filter(workspace=workspace, pk__in=keys, state=rules.PROPOSED)
        .order_by("proposed_on", "pk")
    )


def held_to_reward(keys: Sequence[int], workspace: Workspace) -> dict[int, Proposal]:
    """Return those of the ideas that are verified and have no award yet, held; by key."""
    # Of many who propose the same ones, those behind wait here and find the awards below.
    ideas = Proposal.objects.select_for_update(of=("self",)).filter(
        workspace=workspace, pk__in=keys, stage__in=EARNING
    )
    held = {each.pk: each for each in ideas.order_by("pk")}
    rewarded = Award.objects.filter(proposal__in=held, adoption=None).exclude(state=rules.VOID)
    for key in rewarded.order_by().values_list("proposal", flat=True):
        del held[key]
    return held


def standing(proposal: Proposal) -> Award | None:
    """Return the award that an idea has for itself, unless it is void."""
    found = Award.objects.filter(proposal=proposal, adoption=None)
    return found.exclude(state=rules.VOID).first()


def credit(proposal: Proposal) -> dict[int, Decimal]:
    """Return the authors' shares by worker, in the order of staff; merged ideas included."""
    return dict(sorted(proposals.credit(proposal).items()))


def unproposed(workspace: Workspace, since: datetime.date) -> QuerySet[Proposal]:
    """Return the ideas verified since a day for which nothing stands yet, the oldest first."""
    rewarded = Award.objects.filter(workspace=workspace, adoption=None).exclude(state=rules.VOID)
    found = Proposal.objects.filter(workspace=workspace, stage__in=EARNING, evaluated_on__gte=since)
    return found.exclude(pk__in=rewarded.values("proposal")).order_by("posted_on", "pk")


def unrewarded(workspace: Workspace) -> QuerySet[Adoption]:
    """Return the confirmed adoptions without a royalty, the oldest first."""
    found = Adoption.objects.filter(workspace=workspace, confirmed_on__isnull=False)
    return found.filter(awards=None).order_by("confirmed_on", "pk")


def parts(award: Award) -> QuerySet[Part]:
    """Return whose part is how much."""
    return award.parts.select_related("worker__section").defer("worker__section__geometry")


def parts_of(awards: Iterable[Award]) -> dict[int, list[Part]]:
    """Return the parts of several awards, by award; one query."""
    found: dict[int, list[Part]] = {}
    keys = [award.pk for award in awards]
    for part in Part.objects.filter(award__in=keys).select_related("worker").order_by("pk"):
        found.setdefault(part.award_id, []).append(part)
    return found


@dataclass(frozen=True, slots=True)
class Year:
    """A worker's year: what was earned, and what of it was paid."""

    year: int
    earned: Decimal
    paid: Decimal
    awards: int


def own_parts(actor: Actor) -> QuerySet[Part]:
    """Return the actor's own parts, the latest first; void ones are left out."""
    found = Part.objects.filter(workspace=actor.workspace, worker__user=actor.user_id or 0)
    return (
        found.exclude(award__state=rules.VOID)
        .select_related("award__proposal", "award__adoption__section", "worker")
        .defer("award__adoption__section__geometry")
        .order_by("-award__proposed_on", "-award")
    )


def own_page(actor: Actor, number: int | str) -> Page:
    """Return a page of the actor's own parts; two queries."""
    return Paginator(own_parts(actor), ROWS_A_PAGE).get_page(number)


def own_part(actor: Actor, pk: int) -> Part:
    """Return one of the actor's own parts, by its award.

    Raises:
        Http404: there is none.
    """
    found = own_parts(actor).select_related("award__rule", "worker__section", "award__section")
    return get_object_or_404(found, award=pk)


def own_years(actor: Actor) -> list[Year]:
    """Return what the actor earned, year by year, by the day it was proposed; one query."""
    rows = (
        own_parts(actor)
        .order_by()
        .values(year=F("award__proposed_on__year"))
        .annotate(
            earned=Sum("amount"),
            paid=Sum("amount", filter=Q(award__state=rules.PAID), default=0),
            awards=Count("pk"),
        )
    )
    return sorted((Year(**row) for row in rows), key=lambda each: -each.year)


def by_month(fund: FundYear) -> list[dict[str, Any]]:
    """Return what of a fund was approved and paid, month by month; one query each."""

    def sums(day: str) -> dict[datetime.date, Decimal]:
        rows = (
            Award.objects.filter(fund=fund, **{f"{day}__isnull": False})
            .exclude(state=rules.VOID)
            .order_by()
            .values(month=TruncMonth(day))
            .annotate(sum=Sum("amount"))
        )
        return {row["month"]: row["sum"] for row in rows}

    approved, paid = sums("approved_on"), sums("paid_on")
    none = Decimal(0)
    return [
        {"month": month, "approved": approved.get(month, none), "paid": paid.get(month, none)}
        for month in sorted(approved.keys() | paid.keys())
    ]


def by_section(fund: FundYear, least: int) -> list[dict[str, Any]]:
    """Return what of a fund went to which section; two queries.

    Args:
        least: a section in which fewer people have a part stays unnamed, so that nobody reads
            from a sum what one colleague gets.
    """
    rows = list(
        Part.objects.filter(award__fund=fund)
        .exclude(award__state=rules.VOID)
        .order_by()
        .values(key=F("award__section"))
        .annotate(sum=Sum("amount"), people=Count("worker", distinct=True))
        .order_by("-sum", "key")
    )
    shown = [row for row in rows if row["people"] >= least]
    hidden = [row["sum"] for row in rows if row["people"] < least]
    names = Division.objects.defer("geometry").in_bulk([row["key"] for row in shown])
    found = [{"title": names[row["key"]].title, "sum": row["sum"]} for row in shown]
    return [*found, {"title": "", "sum": sum(hidden, Decimal(0))}] if hidden else found


def signatures(actor: Actor, month: datetime.date) -> QuerySet[Part]:
    """Return the parts of instant awards approved in a month in the sections `actor` leads."""
    led = actor.divisions("team_leader")
    found = Part.objects.filter(
        workspace=actor.workspace,
        award__kind=rules.INSTANT,
        award__approved_on__year=month.year,
        award__approved_on__month=month.month,
    ).exclude(award__state=rules.VOID)
    if led is not None:
        found = found.filter(award__section__in=led)
    return found.select_related("award__proposal", "worker").order_by(
        "award__section", "worker__number", "award"
    )[:MOST_LISTED]


def payrolls(actor: Actor) -> QuerySet[Payroll]:
    """Return the lists that payroll got; nobody else sees them."""
    found = Payroll.objects.filter(workspace=actor.workspace).select_related("fund")
    return found if permissions.pays(actor) else found.none()


def payroll_page(actor: Actor, number: int | str) -> Page:
    """Return a page of the lists, the newest first; two queries."""
    return Paginator(payrolls(actor), ROWS_A_PAGE).get_page(number)


def for_payroll(actor: Actor) -> list[dict[str, Any]]:
    """Return what is approved and on no list yet, fund by fund: its year, number and sum."""
    approved = Award.objects.filter(workspace=actor.workspace, state=rules.APPROVED)
    rows = approved.order_by().values("fund__year").annotate(awards=Count("pk"), sum=Sum("amount"))
    return [
        {"year": row["fund__year"], "number": row["awards"], "sum": row["sum"]}
        for row in rows.order_by("fund__year")
    ]


def payroll(actor: Actor, pk: int) -> Payroll:
    """Return a list that payroll got.

    Raises:
        Http404: there is none that `actor` may see.
    """
    return get_object_or_404(payrolls(actor), pk=pk)


def payroll_lines(payroll: Payroll) -> QuerySet[Any]:
    """Return what each worker gets by a list, by staff number; one query."""
    return (
        Part.objects.filter(award__payroll=payroll)
        .order_by()
        .values("worker__number", "worker__name", "worker__section__name")
        .annotate(amount=Sum("amount"), awards=Count("award", distinct=True))
        .order_by("worker__number")
    )
