"""Samples of direct lines: the owner's firm sends plants with them."""

from tests.access.samples.given import Given, World, in_json, sample
from tests.access.samples.registry import owners_firm
from yuandu.mechanisms.lines.tests import records as lines


@sample
def a_direct_line(world: World) -> Given:
    return Given({"pk": lines.a_line(world.weifang).pk})


@sample
def half_a_departure(world: World) -> Given:
    return Given(a_direct_line(world).path, data={"weekday_0": "1"})


@sample
def a_trip_of_a_line(world: World) -> Given:
    return Given({"pk": lines.a_trip(world.weifang).pk})


@sample
def a_trip_to_load(world: World) -> Given:
    return Given({"pk": lines.a_trip(world.weifang).pk, "move": "load"})


@sample
def a_booking_on_a_line(world: World) -> Given:
    return Given({"pk": lines.a_booking(world.weifang, owners_firm(world)).pk})


@sample
def a_booking_that_left(world: World) -> Given:
    return Given({"pk": lines.sent(world.weifang, owners_firm(world)).pk})


@sample
def a_move_of_a_trip(world: World) -> Given:
    return in_json(a_trip_of_a_line(world).path, move="load")


@sample
def a_booking_by_a_program(world: World) -> Given:
    return in_json(
        a_trip_of_a_line(world).path,
        shipper=owners_firm(world).pk,
        kind=lines.some_kind(world.weifang).pk,
        quantity=100,
        space=1,
        county=lines.a_county(world.weifang).code,
        receiver="桥西花卉市场",
    )


@sample
def a_receipt_by_a_program(world: World) -> Given:
    return in_json(a_booking_that_left(world).path, received=1000, damaged=0, hours=11)
