"""Samples of welfare: a facility, a room, a booking, an entitlement, a need, a sealed case."""

import datetime

from tests.access.samples.given import Given, World, acting_in_company, in_json, sample
from yuandu.mechanisms.welfare import actions
from yuandu.mechanisms.welfare.models import Facility, Resource


def _facility(world: World) -> Facility:
    found = Facility.objects.filter(workspace=world.company).first()
    return found or actions.enter_facility(
        by=world.company_system,
        code="F01",
        name="职工俱乐部",
        kind="club",
        place="一号园区",
        opened_on=datetime.date(2020, 5, 1),
    )


def _room(world: World) -> Resource:
    facility = _facility(world)
    found = facility.resources.first()
    return found or actions.enter_resource(
        by=world.company_system,
        facility=facility,
        name="活动室",
        seats=1,
        open_days=7,
        opens_at=8,
        closes_at=22,
        most_hours=4,
    )


def _day(world: World, ahead: int) -> datetime.date:
    return world.company.today() + datetime.timedelta(days=ahead)


@sample
def a_facility(world: World) -> Given:
    return Given({"pk": _facility(world).pk})


@sample
def a_room_to_book(world: World) -> Given:
    return Given({"pk": _room(world).pk})


@sample
def a_room_booked_by_a_program(world: World) -> Given:
    room = _room(world)
    return in_json(resource=room.pk, day=f"{_day(world, 3)}", first=9, last=11)


@sample
def a_booking_of_the_worker(world: World) -> Given:
    by = acting_in_company(world, "worker")
    made = actions.book(by=by, resource=_room(world), day=_day(world, 1), first=9, last=11)
    return Given({"pk": made.pk})


@sample
def an_entitlement(world: World) -> Given:
    today = world.company.today()
    made = actions.enter_entitlement(
        by=world.company_system,
        name="中秋礼品",
        quota=1,
        opens_on=today.replace(month=1, day=1),
        closes_on=today.replace(month=12, day=31),
    )
    return Given({"pk": made.pk})


@sample
def a_need_of_people(world: World) -> Given:
    by = acting_in_company(world, "worker")
    return Given({"pk": actions.ask_need(by=by, words="夜班后没有班车").pk})


@sample
def a_sealed_case(world: World) -> Given:
    made = actions.ask_aid(
        by=acting_in_company(world, "worker"),
        words="家中突发火灾，急需安置。",
        is_urgent=True,
        officers=[world.staff["care_officer"]],
    )
    return Given({"pk": made.pk})
