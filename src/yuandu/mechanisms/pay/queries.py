"""Reads: slips of oneself and for payroll, sums, distributions, rules, the promise."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, Max, Q, QuerySet, Sum, Value, When

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.pay import permissions, rules
from yuandu.mechanisms.pay.models import (
    DRAFT,
    IN_FORCE,
    SIMULATED,
    Adjustment,
    Benchmark,
    MonthTotal,
    PeerGroup,
    Points,
    Rule,
    Slip,
)

ROWS_A_PAGE = 50
MONTHS_SHOWN = 24


# --- Slips -------------------------------------------------------------------------------


def slips_visible_to(actor: Actor) -> QuerySet[Slip]:
    """Return the slips that `actor` may read: one's own; payroll everybody's."""
    found = Slip.objects.filter(workspace=actor.workspace)
    if not permissions.is_payroll(actor):
        found = found.filter(worker__user=actor.user_id) if actor.user_id else found.none()
    return found.select_related("worker", "section").defer("section__geometry")


def slip(actor: Actor, pk: int, *, to: str) -> Slip:
    """Return the slip if `actor` may do `to` with it.

    Raises:
        Http404: there is none that `actor` may know of.
    """
    return get_for(slips_visible_to(actor), permissions.MAY_SLIP, actor, to=to, pk=pk)


def own_slips(actor: Actor) -> list[Slip]:
    """Return the actor's own slips, the newest first, as many as a page shows; one query."""
    if actor.user_id is None:
        return []
    found = slips_visible_to(actor).filter(worker__user=actor.user_id)
    return list(found.order_by("-month")[:MONTHS_SHOWN])


def slip_page(
    actor: Actor, month: datetime.date | None, words: str, number: int | str
) -> Page[Slip]:
    """Return a page of a month's slips, by staff number; two queries."""
    found = slips_visible_to(actor)
    found = found.none() if month is None else found.filter(month=month)
    if words:
        found = found.filter(Q(worker__name__icontains=words) | Q(worker__number__startswith=words))
    return Paginator(found.order_by("worker__number"), ROWS_A_PAGE).get_page(number)


def months(workspace: Workspace) -> list[datetime.date]:
    """Return the months that there are slips of, the newest first; one query."""
    found = MonthTotal.objects.filter(workspace=workspace).order_by("-month")
    return list(found.values_list("month", flat=True)[:MONTHS_SHOWN])


def newest_month(workspace: Workspace) -> datetime.date | None:
    return MonthTotal.objects.filter(workspace=workspace).aggregate(last=Max("month"))["last"]


# --- Rules -------------------------------------------------------------------------------


def rules_visible_to(actor: Actor) -> QuerySet[Rule]:
    """Return the rules `actor` may read: what was ever in force everybody, drafts who oversees."""
    found = Rule.objects.filter(workspace=actor.workspace)
    if not permissions.oversees(actor):
        found = found.exclude(state__in=(DRAFT, SIMULATED))
    return found


def rule(actor: Actor, pk: int, *, to: str) -> Rule:
    """Return the rule if `actor` may do `to` with it.

    Raises:
        Http404: there is none that `actor` may know of.
        PermissionDenied: `actor` may read it, but not do this.
    """
    return get_for(rules_visible_to(actor), permissions.MAY_RULE, actor, to=to, pk=pk)


def rule_in_force(workspace: Workspace) -> Rule | None:
    return Rule.objects.filter(workspace=workspace, state=IN_FORCE).first()


def adjustment_of(slip: Slip) -> Adjustment | None:
    """Return what the rule that was in force in a slip's month gives its worker; one query."""
    month_after = (slip.month + datetime.timedelta(days=31)).replace(day=1)
    found = Adjustment.objects.filter(
        Q(rule__ended_on=None) | Q(rule__ended_on__gt=slip.month),
        worker=slip.worker_id,
        rule__in_force_on__lt=month_after,
    )
    return found.select_related("rule").order_by("-rule__in_force_on", "-rule__number").first()


def points_of(adjustment: Adjustment) -> Mapping[str, Points]:
    """Return the points behind an adjustment, by factor, with their sources; one query."""
    found = Points.objects.filter(worker=adjustment.worker_id, quarter=adjustment.rule.quarter)
    return {each.factor: each for each in found}


def facts(rule: Rule) -> list[rules.Facts]:
    """Return what the rule is worked out from: newest base, points of its quarter; three queries."""
    month = newest_month(rule.workspace)
    if month is None:
        return []
    bases = Slip.objects.filter(workspace=rule.workspace, month=month).order_by("worker")
    given: dict[int, dict[str, Decimal]] = defaultdict(dict)
    points = Points.objects.filter(workspace=rule.workspace, quarter=rule.quarter)
    for worker, factor, number in points.values_list("worker", "factor", "points").iterator(5000):
        given[worker][factor] = number
    return [
        rules.Facts(worker, base, given.get(worker, {}))
        for worker, base in bases.values_list("worker", "base").iterator(5000)
    ]


def amounts_in_force(workspace: Workspace) -> dict[int, Decimal]:
    """Return what the rule in force gives, by worker; one query."""
    found = Adjustment.objects.filter(rule__workspace=workspace, rule__state=IN_FORCE)
    return dict(found.values_list("worker", "amount"))


# --- Sums and distributions --------------------------------------------------------------


def distribution(workspace: Workspace, month: datetime.date) -> tuple[rules.Cell, ...] | None:
    """Return how many are paid how much in a month; None below the floor; one query."""
    band = Case(
        *(When(gross__lt=edge, then=Value(at)) for at, edge in enumerate(rules.PAY)),
        default=Value(len(rules.PAY)),
        output_field=IntegerField(),
    )
    found = Slip.objects.filter(workspace=workspace, month=month).order_by()
    counted = dict(
        found.annotate(cell=band).values("cell").annotate(n=Count("pk")).values_list("cell", "n")
    )
    counts = [counted.get(at, 0) for at in range(len(rules.PAY) + 1)]
    return rules.banded(counts, rules.PAY)


def by_business(workspace: Workspace, month: datetime.date) -> tuple[rules.Group, ...] | None:
    """Return people and average of each business division in a month; two queries.

    Sections are not told beside: their sums would give hidden divisions away.
    """
    found = list(
        Slip.objects.filter(workspace=workspace, month=month)
        .order_by()
        .values(key=F("section__parent"))
        .annotate(people=Count("pk"), whole=Sum("gross"))
        .order_by("section__parent__position", "section__parent__code")
    )
    above = Division.objects.defer("geometry").in_bulk([row["key"] for row in found if row["key"]])
    return rules.grouped(
        (
            above[row["key"]].title if row["key"] else "—",
            above[row["key"]].code if row["key"] else "",
            row["people"],
            row["whole"],
        )
        for row in found
    )


# --- The promise -------------------------------------------------------------------------


def promised_group(workspace: Workspace) -> PeerGroup | None:
    """Return the peers that the promise is held against."""
    return PeerGroup.objects.filter(workspace=workspace, counts=True).first()


def peer_groups(actor: Actor) -> QuerySet[PeerGroup]:
    return PeerGroup.objects.filter(workspace=actor.workspace)


def benchmarks(actor: Actor) -> QuerySet[Benchmark]:
    """Return every benchmark on file, the newest first."""
    found = Benchmark.objects.filter(workspace=actor.workspace).select_related("group")
    return found.order_by("-month", "group")


def peers(group: PeerGroup | None) -> list[rules.Peer]:
    """Return a group's benchmarks, ascending; one query."""
    if group is None:
        return []
    found = Benchmark.objects.filter(group=group).order_by("month")
    return [rules.Peer(*row) for row in found.values_list("month", "amount")]


def promise(workspace: Workspace, group: PeerGroup | None) -> list[rules.Month]:
    """Return the company's months against its peers, ascending, as many as are shown; two queries.

    A month of fewer people than the floor is left out.
    """
    known = peers(group)
    totals = list(
        MonthTotal.objects.filter(workspace=workspace, people__gte=rules.FLOOR).order_by("-month")[
            :MONTHS_SHOWN
        ]
    )
    promised = group.promised_share if group else Decimal(0)
    return [held_against(each, known, promised) for each in reversed(totals)]


def held_against(total: MonthTotal, known: Sequence[rules.Peer], promised: Decimal) -> rules.Month:
    """Return a month's average against the newest benchmark up to it."""
    average = total.gross / total.people
    peer = rules.carried(total.month, known)
    if peer is None:
        return rules.Month(total.month, total.people, average, None, None, None, False)
    above = rules.above(average, peer.amount)
    stale = rules.is_stale(peer.month, total.month)
    kept = rules.is_kept(above, promised)
    return rules.Month(total.month, total.people, average, peer, above, kept, stale)
