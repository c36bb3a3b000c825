"""What of drives, visits and difficulties waits for somebody at work."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.permissions import person
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


def waiting_for(actor: Actor) -> Waiting:
    """Return what waits for `actor`; three queries at most."""
    asked, to_close = shown(actor, "asked"), shown(actor, "to_close")
    keeps = actor.has(*permissions.OFFICERS)
    unsent = shown(actor, "unsent") if keeps else Q(pk=None)
    found = Difficulty.objects.filter(
        permissions.visible_difficulties(actor),
        asked | to_close | unsent,
        workspace=actor.workspace,
    )
    counts = found.aggregate(
        asked=Count("pk", filter=asked),
        asked_late=Count("pk", filter=asked & shown(actor, "late")),
        to_close=Count("pk", filter=to_close),
        unsent=Count("pk", filter=unsent),
    )
    doubted = Visit.objects.filter(
        permissions.visible_visits(actor), workspace=actor.workspace, state=State.DOUBTED
    )
    return Waiting(**counts, doubted=doubted.count() if keeps else 0, today=_today(actor))


def _today(actor: Actor) -> tuple[Today, ...]:
    mine = Exists(Member.objects.filter(team=OuterRef("team"), user=person(actor)))
    visits = Visit.objects.filter(
        drive=OuterRef("drive"), project=OuterRef("project"), state=State.COUNTED
    )
    rows = (
        Stop.objects.filter(mine, workspace=actor.workspace, planned_on=actor.workspace.today())
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
