"""Calls for funds, and what became of the firms a fund paid."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from yuandu.engines.rules.vocabulary import Vocabulary, column
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.services.policies import additionality, budgets
from yuandu.services.policies.additionality import Effect, Unit
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.models import Call, Case, Policy
from yuandu.services.policies.queries.frames import frame_of

SPENDING, REVENUE = "reform_spending", "revenue"
INDUSTRY = 3  # characters of a code that say the division: C26


def calls(actor: Actor, *, open_only: bool = False) -> QuerySet[Call]:
    """Return the calls of the workspace, the latest first; they are public.

    Args:
        open_only: Those alone that take applications today.
    """
    found = Call.objects.filter(workspace=actor.workspace)
    if open_only:
        today = actor.workspace.today()
        found = found.filter(window__from_on__lte=today, closes_on__gte=today)
    return found.select_related(
        "window__version__policy", "window__version__track", "window__budget", "window__paid"
    )


def call(actor: Actor, pk: int) -> Call:
    """Return a call; raises Http404 where there is none."""
    return get_object_or_404(calls(actor), pk=pk)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A case in its place.

    Attributes:
        points: What it scores at least; none where its decision has no such score.
        reaches: Whether budget and places reach it, or it was approved already.
    """

    place: int
    case: Case
    points: int | None
    reaches: bool


def ranking(call: Call) -> list[Ranked]:
    """Return every case that was approved or has a claim, by score and published order."""
    cases = list(
        call.window.cases.select_related("track", "party__division", "window__version__policy")
        .defer("party__division__geometry")
        .order_by("pk")
    )
    settled = [
        case for case in cases if case.track is not None and case.track.stage in budgets.SETTLED
    ]
    waiting = budgets.places(call.window, cases)
    reached = {place.case.pk: place.turn.is_paid for place in waiting}
    reached |= {case.pk: True for case in settled}
    order = budgets.in_order([*settled, *(place.case for place in waiting)])
    return [
        Ranked(place, case, budgets.points_of(case, call.score), reached[case.pk])
        for place, case in enumerate(order, start=1)
    ]


def paid_years(policy: Policy) -> list[int]:
    """Return the years in which a policy paid, the latest first."""
    days = Case.objects.filter(window__version__policy=policy, paid_on__isnull=False).dates(
        "paid_on", "year", order="DESC"
    )
    return [day.year for day in days]


def effect(policy: Policy, year: int) -> Effect:
    """Return what firms that a policy paid in a year spent on reform, beside firms like them.

    Few queries, whatever the number of firms. Firms that any policy paid in that year or the
    one before or after are nobody's like.
    """
    paid = _paid(policy, year, year).filter(window__version__policy=policy)
    keys = set(paid.values_list("party_id", flat=True))
    touched = set(_paid(policy, year - 1, year + 1).values_list("party_id", flat=True))
    units = _units(policy, year)
    return additionality.compare(
        [one for one in units if one.key in keys],
        [one for one in units if one.key not in touched],
    )


def _paid(policy: Policy, first: int, last: int) -> QuerySet[Case]:
    return Case.objects.filter(
        workspace=policy.workspace, paid_on__year__gte=first, paid_on__year__lte=last
    )


def _units(policy: Policy, year: int) -> Sequence[Unit]:
    """Return every firm of which revenue and reform spending are known before and after."""
    workspace = policy.workspace
    kinds = Vocabulary((vocabulary()[SPENDING], vocabulary()[REVENUE]))
    frame = frame_of(workspace, kinds, workspace.today())
    names = {
        "spent_before": column(SPENDING, year - 1),
        "revenue_before": column(REVENUE, year - 1),
        "spent_after": column(SPENDING, year + 1),
        "revenue_after": column(REVENUE, year + 1),
    }
    if any(name not in frame.columns for name in names.values()):
        return []
    known = frame.select("id", *(pl.col(name).alias(to) for to, name in names.items()))
    known = known.drop_nulls().filter(pl.col("revenue_before") > 0, pl.col("revenue_after") > 0)
    industries = dict(
        Party.objects.filter(workspace=workspace, industry__isnull=False).values_list(
            "pk", "industry__code"
        )
    )
    return [
        Unit(
            row["id"],
            industries[row["id"]][:INDUSTRY],
            row["revenue_before"],
            row["spent_before"] / row["revenue_before"],
            row["spent_after"] / row["revenue_after"],
        )
        for row in known.iter_rows(named=True)
        if row["id"] in industries
    ]


def is_over(year: int, today: datetime.date) -> bool:
    """Whether the year after one is over, so that its facts can be known."""
    return year + 1 < today.year
