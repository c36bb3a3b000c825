"""Lines, trips and bookings for tests, with everything defaulted."""

import datetime
from decimal import Decimal

from tests.people import TODAY, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.flowers.tests.records import a_kind
from yuandu.mechanisms.lines import actions
from yuandu.mechanisms.lines.actions import NewDeparture, NewReach
from yuandu.mechanisms.lines.models import Booking, Claim, County, Line, Trip

LEAVES = datetime.time(18, 0)


def a_county(workspace: Workspace, code: str = "130104", name: str = "桥西区") -> County:
    found, _made = County.objects.get_or_create(
        workspace=workspace,
        code=code,
        defaults={"name": name, "province": "河北省", "longitude": 114.46, "latitude": 38.0},
    )
    return found


def a_line(workspace: Workspace, carrier: Party | None = None, **fields) -> Line:
    """Return a line that reaches one county and leaves today and every other day of the week."""
    name = fields.pop("name", "青州—石家庄直供专线")
    found = Line.objects.filter(workspace=workspace, name=name).first()
    if found is not None:
        return found
    by = Actor.system(workspace)
    defaults = {
        "origin": "青州花卉集散中心",
        "destination": "石家庄",
        "unit": "cart",
        "capacity": 43,
        "truck": 43,
        "per_truck": Decimal(900),
        "per_kilometre": Decimal("5.20"),
        "per_stop": Decimal(80),
        "opened_on": TODAY - datetime.timedelta(days=400),
    }
    carrier = carrier or an_organisation(workspace, "专线运输公司")
    made = actions.open_line(by=by, name=name, carrier=carrier, **defaults | fields)
    actions.set_timetable(
        by=by,
        line=made,
        departures=[NewDeparture(weekday, LEAVES, 9) for weekday in range(7)],
    )
    actions.set_reach(by=by, line=made, reaches=[NewReach(a_county(workspace).code, 10, 520)])
    return made


def a_trip(workspace: Workspace, line: Line | None = None, on: datetime.date = TODAY) -> Trip:
    line = line or a_line(workspace)
    actions.plan_trips(by=Actor.system(workspace), line=line)
    return Trip.objects.select_related("line__carrier").get(line=line, on=on)


def some_kind(workspace: Workspace) -> Kind:
    return Kind.objects.filter(workspace=workspace).first() or a_kind(workspace)


def a_booking(
    workspace: Workspace, shipper: Party | None = None, trip: Trip | None = None, **fields
) -> Booking:
    defaults = {
        "quantity": 1000,
        "space": 10,
        "receiver": "桥西花卉市场",
        "certificate": "ZJ2026000001",
    }
    return actions.book(
        by=Actor.system(workspace),
        trip=trip or a_trip(workspace),
        shipper=shipper or an_organisation(workspace, "花卉合作社"),
        kind=some_kind(workspace),
        county=a_county(workspace),
        **defaults | fields,
    )


def sent(workspace: Workspace, shipper: Party | None = None, **fields) -> Booking:
    """Return a booking whose truck, of a line of its own, has left."""
    line = a_line(workspace, name=f"第 {Line.objects.count() + 1} 条直供专线")
    made = a_booking(workspace, shipper, a_trip(workspace, line), **fields)
    for move in ("load", "depart"):
        actions.move(by=Actor.system(workspace), trip=made.trip, move=move)
    return made


def lost(workspace: Workspace, shipper: Party | None = None) -> Booking:
    """Return a booking of which a tenth froze on the way."""
    made = sent(workspace, shipper)
    actions.receive(
        by=Actor.system(workspace), booking=made, received=900, damaged=60, hours=11, cause="frost"
    )
    return made


def a_claim(workspace: Workspace, shipper: Party | None = None) -> Claim:
    return actions.claim(
        by=Actor.system(workspace),
        booking=lost(workspace, shipper),
        amount=Decimal(1500),
        words="霜冻受损",
    )
