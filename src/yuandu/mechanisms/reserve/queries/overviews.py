"""The reserve as a whole: the funnel of maturity, gaps by field, formulas."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.reserve import rules
from yuandu.mechanisms.reserve.models import Field, Formula, Idea, Purpose, Target
from yuandu.mechanisms.reserve.queries.ideas import visible_to

FORMULAS_SHOWN = 50


def _on_ladder(actor: Actor) -> QuerySet[Idea]:
    return visible_to(actor).filter(track__stage__in=rules.LADDER).order_by()


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of the ladder.

    Attributes:
        ideas: That stand on it.
        investment: Their planned investment, yuan.
        reached: That stand on it or higher, those promoted among them.
    """

    stage: str
    ideas: int
    investment: Decimal
    reached: int


def funnel(actor: Actor) -> list[Rung]:
    """Return the rungs from the foot, then those promoted; one query.

    Who was promoted has passed every rung. Those declined or withdrawn count nowhere.
    """
    rows = (
        visible_to(actor)
        .order_by()
        .values_list("track__stage")
        .annotate(Count("pk"), Sum("investment_total", default=Decimal(0)))
    )
    counts: Mapping[str, tuple[int, Decimal]] = {stage: (n, sum_) for stage, n, sum_ in rows}
    stages = (*rules.LADDER, rules.PROMOTED)
    found = []
    for place, stage in enumerate(stages):
        ideas, investment = counts.get(stage, (0, Decimal(0)))
        reached = sum(counts.get(other, (0,))[0] for other in stages[place:])
        found.append(Rung(stage, ideas, investment, reached))
    return found


@dataclass(frozen=True, slots=True)
class Gap:
    """A field: what stands in reserve, what is wanted, what is missing; yuan.

    Attributes:
        mature: Of the investment, what could be promoted: prerequisites on the way or done.
        wanted: `None` where the city has said nothing.
    """

    field: str
    ideas: int
    investment: Decimal
    mature: Decimal
    wanted: Decimal | None

    @property
    def missing(self) -> Decimal | None:
        """What has yet to be thought of; never below zero."""
        return None if self.wanted is None else max(Decimal(0), self.wanted - self.investment)

    @property
    def share(self) -> Decimal | None:
        """The reserve as a fraction of what is wanted."""
        return self.investment / self.wanted if self.wanted else None


def gaps(actor: Actor, year: int) -> list[Gap]:
    """Return the fields as a year wants them; two queries."""
    sums: dict[str, Any] = {
        "ideas": Count("pk"),
        "investment": Sum("investment_total", default=Decimal(0)),
        "mature": Sum(
            "investment_total", filter=Q(track__stage__in=rules.PROMOTABLE), default=Decimal(0)
        ),
    }
    found = _on_ladder(actor).values("field").annotate(**sums)
    rows: dict[str, dict[str, Any]] = {row["field"]: dict(row) for row in found}
    wanted = dict(
        Target.objects.filter(workspace=actor.workspace, year=year).values_list(
            "field", "investment"
        )
    )
    nothing: dict[str, Any] = {"ideas": 0, "investment": Decimal(0), "mature": Decimal(0)}
    return [
        Gap(**nothing | rows.get(field, {}) | {"field": field}, wanted=wanted.get(field))
        for field in Field.values
    ]


def by_purpose(actor: Actor) -> dict[str, dict[str, int]]:
    """Return how many ideas each field has for each purpose; one query."""
    counts = _on_ladder(actor).values_list("field", "purpose").annotate(Count("pk"))
    found = {field: dict.fromkeys(Purpose.values, 0) for field in Field.values}
    for field, purpose, number in counts:
        found[field][purpose] = number
    return found


def target_years(actor: Actor) -> list[int]:
    """Return the years for which something is wanted, the latest first; this year is among them."""
    years = Target.objects.filter(workspace=actor.workspace).values_list("year", flat=True)
    return sorted({*years, actor.workspace.today().year}, reverse=True)


def formulas(actor: Actor) -> list[Formula]:
    """Return the formulas, the latest first."""
    found = Formula.objects.filter(workspace=actor.workspace)
    return list(found.order_by("-from_on")[:FORMULAS_SHOWN])
