"""Lines are opened, get a timetable and a reach, and trips are planned from them."""

import csv
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.flowers.models import Market
from yuandu.mechanisms.lines import permissions, rules
from yuandu.mechanisms.lines.models import County, Departure, Line, Reach, Trip
from yuandu.mechanisms.lines.refusals import OddLine

COUNTIES = Path(__file__).parent.parent / "data" / "counties.csv"
BATCH = 1000


@dataclass(frozen=True, slots=True)
class NewDeparture:
    weekday: int
    at: datetime.time
    hours: int


@dataclass(frozen=True, slots=True)
class NewReach:
    code: str
    hours: int
    kilometres: int


def _check(by: Actor) -> None:
    if not permissions.dispatches(by):
        raise PermissionDenied


@transaction.atomic
def load_counties(*, by: Actor) -> int:
    """Take in the country's county-level units that come with Yuandu; return how many are new.

    Raises:
        PermissionDenied: the actor does not run the lines.
    """
    _check(by)
    with COUNTIES.open(encoding="utf-8", newline="") as file:
        rows = [
            County(
                workspace=by.workspace,
                code=row["code"],
                name=row["name"],
                province=row["province"],
                longitude=float(row["longitude"]),
                latitude=float(row["latitude"]),
            )
            for row in csv.DictReader(file)
        ]
    before = County.objects.filter(workspace=by.workspace).count()
    County.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    added = County.objects.filter(workspace=by.workspace).count() - before
    audit.record(by, "lines.load_counties", by.workspace, added=added)
    return added


@transaction.atomic
def open_line(
    *,
    by: Actor,
    name: str,
    origin: str,
    destination: str,
    carrier: Party,
    unit: str,
    capacity: int,
    truck: int,
    per_truck: Decimal,
    per_kilometre: Decimal,
    per_stop: Decimal,
    opened_on: datetime.date,
    market: Market | None = None,
    name_en: str = "",
) -> Line:
    """Open a direct line.

    Raises:
        PermissionDenied: the actor does not run the lines.
        OddLine: its name is taken, its carrier is no organisation, it has no space.
    """
    _check(by)
    if carrier.kind != "organisation":
        raise OddLine("carrier")
    if truck < 1 or capacity < truck:
        raise OddLine("truck")
    try:
        with transaction.atomic():
            made = Line.objects.create(
                workspace=by.workspace,
                name=name.strip(),
                name_en=name_en.strip(),
                origin=origin.strip(),
                destination=destination.strip(),
                market=market,
                carrier=carrier,
                unit=unit,
                capacity=capacity,
                truck=truck,
                per_truck=per_truck,
                per_kilometre=per_kilometre,
                per_stop=per_stop,
                opened_on=opened_on,
            )
    except IntegrityError as error:
        raise OddLine("taken") from error
    audit.record(by, "lines.open_line", made, carrier=carrier.pk)
    return made


@transaction.atomic
def close_line(*, by: Actor, line: Line, on: datetime.date) -> None:
    """Let a line not run any more from a day on; trips that are planned stay until cancelled.

    Raises:
        PermissionDenied: the actor does not run the lines.
        OddLine: the day lies before it opened.
    """
    _check(by)
    if on <= line.opened_on:
        raise OddLine("closes-early")
    line.closed_on = on
    line.save(update_fields=["closed_on"])
    audit.record(by, "lines.close_line", line, on=on.isoformat())


@transaction.atomic
def set_timetable(*, by: Actor, line: Line, departures: Sequence[NewDeparture]) -> None:
    """Let these, and no others, be the departures of the week; trips planned before stay.

    Raises:
        PermissionDenied: the actor does not run the lines.
        OddLine: two at the same time.
    """
    _check(by)
    if len({(each.weekday, each.at) for each in departures}) < len(departures):
        raise OddLine("departure-twice")
    Line.objects.select_for_update().get(pk=line.pk)
    Departure.objects.filter(line=line).delete()
    Departure.objects.bulk_create(
        Departure(
            workspace=by.workspace,
            line=line,
            weekday=each.weekday,
            at=each.at,
            hours=each.hours,
        )
        for each in departures
    )
    audit.record(by, "lines.set_timetable", line, departures=len(departures))


@transaction.atomic
def set_reach(*, by: Actor, line: Line, reaches: Sequence[NewReach]) -> None:
    """Add counties to what a line reaches, or change the hours and kilometres to them.

    Raises:
        PermissionDenied: the actor does not run the lines.
        OddLine: a code is of no county-level unit.
    """
    _check(by)
    codes = {each.code: each for each in reaches}
    found = dict(
        County.objects.filter(workspace=by.workspace, code__in=codes).values_list("code", "pk")
    )
    if len(found) < len(codes):
        raise OddLine("unknown-county")
    Reach.objects.bulk_create(
        (
            Reach(
                workspace=by.workspace,
                line=line,
                county_id=found[code],
                hours=each.hours,
                kilometres=each.kilometres,
            )
            for code, each in codes.items()
        ),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["line", "county"],
        update_fields=["hours", "kilometres"],
    )
    audit.record(by, "lines.set_reach", line, counties=len(codes))


@transaction.atomic
def plan_trips(*, by: Actor, line: Line, weeks: int = rules.WEEKS_AHEAD) -> int:
    """Plan the timetable's departures of the weeks to come; return how many are new.

    Raises:
        PermissionDenied: the actor does not run the lines.
        OddLine: there is no timetable, or the line is closed.
    """
    _check(by)
    today = by.workspace.today()
    last = today + datetime.timedelta(weeks=weeks)
    if line.closed_on is not None:
        last = min(last, line.closed_on - datetime.timedelta(days=1))
    if last < today:
        raise OddLine("closed")
    departures = list(Departure.objects.filter(line=line))
    if not departures:
        raise OddLine("no-departures")
    before = Trip.objects.filter(line=line).count()
    Trip.objects.bulk_create(
        (
            Trip(
                workspace=by.workspace,
                line=line,
                on=on,
                at=each.at,
                hours=each.hours,
                due_on=rules.due_on(on, each.at, each.hours),
                capacity=line.capacity,
                truck=line.truck,
                per_truck=line.per_truck,
                per_kilometre=line.per_kilometre,
                per_stop=line.per_stop,
            )
            for each in departures
            for on in rules.days_of([each.weekday], today, last)
        ),
        ignore_conflicts=True,
    )
    added = Trip.objects.filter(line=line).count() - before
    audit.record(by, "lines.plan_trips", line, added=added)
    return added
