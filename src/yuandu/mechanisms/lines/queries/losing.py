"""What lines lost on the way, by season of departure."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet, Sum
from django.db.models.functions import ExtractMonth

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.lines import rules
from yuandu.mechanisms.lines.models import Booking, BookingState, Line


@dataclass(slots=True)
class Seasonal:
    """What was sent and lost in one season, over the years on file."""

    season: str
    sent: int = 0
    lost: int = 0
    causes: dict[str, int] = field(default_factory=dict)

    @property
    def share(self) -> float | None:
        return self.lost / self.sent if self.sent else None

    @property
    def worst(self) -> str:
        """The cause that cost most; empty where nothing was lost."""
        return max(self.causes, key=lambda cause: self.causes[cause], default="")


def losses_by_season(found: Line) -> Sequence[Seasonal]:
    """Return what a line lost on the way by season, all years together; one query."""
    rows = Booking.objects.filter(trip__line=found)
    return _seasons(rows).get(found.pk) or _empty()


def losses_of_lines(actor: Actor) -> Mapping[int, Sequence[Seasonal]]:
    """Return what each line lost on the way by season, by key of the line; one query."""
    return _seasons(Booking.objects.filter(workspace=actor.workspace))


def _empty() -> list[Seasonal]:
    return [Seasonal(season) for season in rules.SEASONS]


def _seasons(bookings: QuerySet[Booking]) -> dict[int, list[Seasonal]]:
    found: dict[int, list[Seasonal]] = {}
    rows = bookings.filter(state=BookingState.RECEIVED).order_by()
    for row in (
        rows.annotate(month=ExtractMonth("trip__departed_on"))
        .values("trip__line", "month", "cause")
        .annotate(units=Sum("quantity"), whole=Sum("received"))
    ):
        seasons = found.setdefault(row["trip__line"], _empty())
        season = rules.season(datetime.date(2000, row["month"], 1))
        each = seasons[rules.SEASONS.index(season)]
        gone = row["units"] - row["whole"]
        each.sent += row["units"]
        each.lost += gone
        if gone:
            each.causes[row["cause"]] = each.causes.get(row["cause"], 0) + gone
    return found
