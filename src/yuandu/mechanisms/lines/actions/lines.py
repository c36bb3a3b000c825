"""Lines are opened, get a timetable and a reach, and trips are planned from them."""

import csv
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

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


@transaction.atomic
def load_counties(*, by: Actor) -> int:
    """Take in the country's county-level units that come with Yuandu; return how many are new.

    Raises:
        PermissionDenied: the actor does not run the lines.
    """
    permissions.check_dispatches(by)
    with COUNTIES.open(encoding="utf-8", newline="") as file:
        rows = [
            County(
                workspace=by.workspace,
                code=row["code"],
                name=row["name"],
                name_en=row["name_en"],
                province=row["province"],
                province_en=row["province_en"],
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
    origin_en: str = "",
    origin_county: County | None = None,
    destination_en: str = "",
    destination_county: County | None = None,
) -> Line:
    """Open a direct line.

    Raises:
        PermissionDenied: the actor does not run the lines.
        OddLine: its name is taken, its carrier is no organisation, it has no space.
    """
    permissions.check_dispatches(by)
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
                origin_en=origin_en.strip(),
                origin_county=origin_county,
                destination=destination.strip(),
                destination_en=destination_en.strip(),
                destination_county=destination_county,
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
def set_timetable(*, by: Actor, line: Line, departures: Sequence[NewDeparture]) -> None:
    """Let these, and no others, be the departures of the week; trips planned before stay.

    Raises:
        PermissionDenied: the actor does not run the lines.
        OddLine: two at the same time.
    """
    permissions.check_dispatches(by)
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
    permissions.check_dispatches(by)
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
def drop_reach(*, by: Actor, line: Line, county: County) -> None:
    """Let a line not reach a county any more; what is booked there goes all the same.

    Raises:
        PermissionDenied: the actor does not run the lines.
        OddLine: the line does not reach it.
    """
    permissions.check_dispatches(by)
    gone, _ = Reach.objects.filter(line=line, county=county).delete()
    if not gone:
        raise OddLine("not-reached")
    audit.record(by, "lines.drop_reach", line, county=county.code)


@transaction.atomic
def plan_trips(*, by: Actor, line: Line, weeks: int = rules.WEEKS_AHEAD) -> int:
    """Plan the timetable's departures of the weeks to come; return how many are new.

    Raises:
        PermissionDenied: the actor does not run the lines.
        OddLine: there is no timetable, or the line is closed.
    """
    permissions.check_dispatches(by)
    today = by.workspace.today()
    last = today + datetime.timedelta(weeks=weeks)
    # Whoever closes the line meanwhile waits for us, or we for them.
    line.closed_on = Line.objects.select_for_update(no_key=True).get(pk=line.pk).closed_on
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
