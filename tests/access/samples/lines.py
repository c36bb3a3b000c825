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
def a_line_to_close(world: World) -> Given:
    line = lines.a_line(world.weifang, name="要关的直供专线")
    return Given({"pk": line.pk}, data={"on": lines.TODAY.isoformat(), "words": "并线"})


@sample
def a_closing_without_words(world: World) -> Given:
    return Given(a_direct_line(world).path, data={"on": lines.TODAY.isoformat()})


@sample
def a_county_of_a_line(world: World) -> Given:
    code = lines.a_county(world.weifang).code
    data = {"county": code, "hours": 9, "kilometres": 520}
    return Given(a_direct_line(world).path, data=data)


@sample
def an_unknown_county_of_a_line(world: World) -> Given:
    data = {"county": "000000", "hours": 9, "kilometres": 520}
    return Given(a_direct_line(world).path, data=data)


@sample
def counties_by_a_program(world: World) -> Given:
    code = lines.a_county(world.weifang).code
    return in_json(
        a_direct_line(world).path, counties=[{"code": code, "hours": 9, "kilometres": 520}]
    )


@sample
def a_closing_by_a_program(world: World) -> Given:
    return in_json(a_line_to_close(world).path, on=lines.TODAY.isoformat(), words="并线")


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


@sample
def a_booking_with_a_loss(world: World) -> Given:
    return Given({"pk": lines.lost(world.weifang, owners_firm(world)).pk})


@sample
def a_claim_for_damage(world: World) -> Given:
    data = {"amount": "1500", "words": "霜冻受损"}
    return Given(a_booking_with_a_loss(world).path, data=data)


@sample
def a_claim_to_refuse(world: World) -> Given:
    claim = lines.a_claim(world.weifang, owners_firm(world))
    return Given({"pk": claim.pk, "move": "refuse"}, data={"words": "包装不合格"})


@sample
def a_claim_to_withdraw(world: World) -> Given:
    claim = lines.a_claim(world.weifang, owners_firm(world))
    return Given({"pk": claim.pk, "move": "withdraw"}, data={})


@sample
def a_trip_that_left(world: World) -> Given:
    return Given({"pk": lines.sent(world.weifang, owners_firm(world)).trip_id})


@sample
def temperatures_of_a_trip(world: World) -> Given:
    data = {
        "logger": "前部",
        "low": "8",
        "high": "28",
        "lowest": "7",
        "highest": "20",
        "minutes": 600,
    }
    return Given(a_trip_that_left(world).path, data=data)


@sample
def temperatures_by_a_program(world: World) -> Given:
    return in_json(
        a_trip_that_left(world).path,
        logger="前部", low=8, high=28, lowest=7, highest=20, minutes=600, minutes_below=15,
        minutes_above=0,
    )  # fmt: skip


@sample
def a_claim_by_a_program(world: World) -> Given:
    return in_json(a_booking_with_a_loss(world).path, amount=1500, words="霜冻受损")


@sample
def a_move_of_a_claim(world: World) -> Given:
    claim = lines.a_claim(world.weifang, owners_firm(world))
    return in_json({"pk": claim.pk}, move="withdraw")
