"""Reads: one's own declarations and plan; for others sums of at least a minimum group."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from yuandu.engines.planning import MINIMUM_GROUP, warn
from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.guidance import frames, permissions, rules
from yuandu.mechanisms.guidance.models import (
    Growable,
    Holding,
    Intention,
    Plan,
    PlanLine,
    Round,
    RoundKind,
)
from yuandu.mechanisms.guidance.permissions import MAY


def visible_to(actor: Actor) -> QuerySet[Intention]:
    """Return the intentions that `actor` may read: those of one's own household."""
    own = permissions.households(actor)
    mine = Intention.objects.filter(workspace=actor.workspace, household__in=own)
    return mine.select_related("kind", "household")


def get(actor: Actor, pk: int, *, to: str) -> Intention:
    """Return the intention if `actor` may do `to` with it.

    Raises:
        Http404: it is another household's, or none.
        PermissionDenied: it was taken back.
    """
    return get_for(visible_to(actor), MAY, actor, to=to, pk=pk)


def household(actor: Actor) -> Party | None:
    """Return the household that `actor` stands for, the first where there are several."""
    own = permissions.households(actor)
    return (
        Party.objects.filter(workspace=actor.workspace, pk__in=own, kind="household")
        .order_by("pk")
        .first()
    )


def holding(actor: Actor) -> Holding | None:
    """Return the beds of the household that `actor` stands for."""
    own = permissions.households(actor)
    found = Holding.objects.filter(workspace=actor.workspace, household__in=own)
    return found.select_related("household").order_by("household").first()


def growables(of: Holding) -> list[Growable]:
    return list(of.growables.select_related("kind"))


def growable(actor: Actor, pk: int) -> Growable | None:
    """Return a kind on the list of `actor`'s household."""
    own = permissions.households(actor)
    found = Growable.objects.filter(workspace=actor.workspace, pk=pk, holding__household__in=own)
    return found.select_related("holding__household", "kind").first()


def open_intentions(actor: Actor) -> list[Intention]:
    """Return what one's household means to plant and did not take back."""
    today = actor.workspace.today()
    return list(visible_to(actor).filter(is_open=True, sell_on__gte=today))


def plan(actor: Actor) -> Plan | None:
    """Return the last plan of the household that `actor` stands for."""
    own = permissions.households(actor)
    found = Plan.objects.filter(workspace=actor.workspace, household__in=own)
    return found.select_related("round").order_by("-round").first()


def plan_lines(of: Plan) -> list[PlanLine]:
    return list(of.lines.select_related("kind"))


def last_round(workspace: Workspace) -> Round | None:
    return Round.objects.filter(workspace=workspace).order_by("-pk").first()


def round_kinds(of: Round) -> list[RoundKind]:
    """Return kinds that enough households are advised to plant, the most crowded first."""
    enough = of.kinds.filter(households__gte=MINIMUM_GROUP).select_related("kind")
    return sorted(enough, key=lambda one: one.factor)


@dataclass(frozen=True, slots=True)
class Warned:
    """A kind in weeks of sale for which enough households declared.

    Attributes:
        ratio: All that is expected by what is usually sold.
        level: `short`, `usual`, `much` or `too-much`.
    """

    kind: Kind
    from_on: datetime.date
    until_on: datetime.date
    households: int
    intended: float
    usual: float
    ratio: float
    price_change: float
    level: str


def warnings(workspace: Workspace, kinds: list[int] | None = None) -> list[Warned]:
    """Return how much is to come 8 to 20 weeks ahead, where enough households declared.

    Args:
        kinds: Of these alone. Four queries.
    """
    declared = frames.intended(workspace)
    known = sorted(set(declared["kind"].to_list()))
    if kinds is not None:
        known = [kind for kind in known if kind in set(kinds)]
    if not known:
        return []
    usual = frames.usual(workspace, known)
    if usual.is_empty():
        return []
    told = warn(
        declared,
        usual,
        covered_share=rules.COVERED,
        flexibility=rules.FLEXIBILITY,
        minimum_group=MINIMUM_GROUP,
    )
    titles = frames.titles(workspace, known)
    found = [_warned(row, titles, workspace.today()) for row in told.iter_rows(named=True)]
    return sorted(found, key=lambda one: (-one.ratio, one.from_on))


def _warned(row: dict[str, Any], titles: dict[int, Kind], today: datetime.date) -> Warned:
    begins = rules.begins(row["week"], today)
    return Warned(
        kind=titles[row["kind"]],
        from_on=begins,
        until_on=begins + datetime.timedelta(days=7 * rules.WINDOW - 1),
        households=row["growers"],
        intended=row["intended"],
        usual=row["usual"],
        ratio=row["ratio"],
        price_change=row["price_change"],
        level=row["level"],
    )
