"""What of drives, visits and difficulties waits for somebody at work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.permissions import person
from yuandu.kernel.workspaces.counting import Sets
from yuandu.mechanisms.visits import permissions
from yuandu.mechanisms.visits.models import Difficulty, Member, State, Stop, Team, Visit
from yuandu.mechanisms.visits.queries.difficulties import shown


@dataclass(frozen=True, slots=True)
class Today:
    """A team one belongs to, and where it goes today: how many stops, how many are left."""

    team: Team
    stops: int
    left: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many difficulties and visits wait for an actor.

    Attributes:
        asked: For the word of their department; `asked_late` of them past due.
        to_close: Answered, for them as the project's owner to close.
        unsent: Without a department, for whoever keeps the county.
        doubted: Visits to decide about.
    """

    asked: int
    asked_late: int
    to_close: int
    unsent: int
    doubted: int
    today: tuple[Today, ...]

    @property
    def is_something(self) -> bool:
        numbers = (self.asked, self.to_close, self.unsent, self.doubted)
        return bool(self.today) or any(numbers)


def waiting_sets(actor: Actor) -> Sets:
    """Return what waits for `actor`, to be counted: the numbers of `Waiting`, and stops."""
    seen = Difficulty.objects.filter(
        permissions.visible_difficulties(actor), workspace=actor.workspace
    )
    asked = seen.filter(shown(actor, "asked"))
    sets: dict[str, QuerySet[Any]] = {
        "asked": asked,
        "asked_late": asked.filter(shown(actor, "late")),
        "to_close": seen.filter(shown(actor, "to_close")),
        "stops": _stops(actor),
    }
    if not actor.has(*permissions.OFFICERS):
        return sets
    visits = Visit.objects.filter(permissions.visible_visits(actor), workspace=actor.workspace)
    return sets | {
        "unsent": seen.filter(shown(actor, "unsent")),
        "doubted": visits.filter(state=State.DOUBTED),
    }


def waiting_for(actor: Actor, numbers: Mapping[str, int]) -> Waiting:
    """Return what waits for `actor`; one query where a team of theirs goes out today.

    Args:
        numbers: of what `waiting_sets` names.
    """
    return Waiting(
        asked=numbers["asked"],
        asked_late=numbers["asked_late"],
        to_close=numbers["to_close"],
        unsent=numbers.get("unsent", 0),
        doubted=numbers.get("doubted", 0),
        today=_today(actor) if numbers["stops"] else (),
    )


def _stops(actor: Actor) -> QuerySet[Stop]:
    """Return the stops that teams of the actor make today."""
    mine = Exists(Member.objects.filter(team=OuterRef("team"), user=person(actor)))
    return Stop.objects.filter(mine, workspace=actor.workspace, planned_on=actor.workspace.today())


def _today(actor: Actor) -> tuple[Today, ...]:
    visits = Visit.objects.filter(
        drive=OuterRef("drive"), project=OuterRef("project"), state=State.COUNTED
    )
    rows = (
        _stops(actor)
        .annotate(is_visited=Exists(visits))
        .order_by()
        .values("team", "team__name", "team__name_en")
        .annotate(stops=Count("pk"), left=Count("pk", filter=Q(is_visited=False)))
        .order_by("team")
    )
    return tuple(
        Today(
            Team(pk=row["team"], name=row["team__name"], name_en=row["team__name_en"]),
            row["stops"],
            row["left"],
        )
        for row in rows
    )
